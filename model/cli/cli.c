// cli.c — the table of the model's commands.
#include "model/cli/cli.h"

#include "model/cli/commands.h"

#include <limits.h>

// To add a command: a row here, its function in commands.h, and a file for it.
const Command MODEL_COMMANDS[] = {
    {"train", "--preset NAME --data FILE --out DIR [OPTIONS]", "Trains a GPT on a text and records a run folder.",
     command_train},
    {"sample", "RUN [OPTIONS]", "Lets the model of a run, or a GPT-2, write, and can record what it wrote.",
     command_sample, 1, 1},
    {"probe", "RUN [--prompt TEXT] [OPTIONS]", "Records what happens inside the model of a run on a prompt.",
     command_probe, 1, 1},
    {"chat", "RUN [OPTIONS]", "A conversation with the model of a run that was trained to chat.", command_chat, 1, 1},
    {"eval", "RUN [--data DIR] [OPTIONS]",
     "Asks the model of a run questions, checks its answers, and records the scores.", command_eval, 1, 1},
    {"count", "RUN --data FILE",
     "Adds to a run what tells what its loss means: what counting on its text predicts, and a guess.", command_count, 1,
     1},
    {"compare", "RUN… [--json]", "Prints runs, or all runs in a folder, side by side.", command_compare, 1, INT_MAX},
    {"chatdata", "--out DIR [OPTIONS]", "Makes conversations and questions that a chat model is trained and tested on.",
     command_chatdata},
    {"tokenize", "DIR < TEXT", "Prints the token ids of a text by the tokenizer of a run, or of GPT-2's files.",
     command_tokenize, 1, 1},
    {0},
};
