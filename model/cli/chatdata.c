// chatdata.c — gptreel chatdata.
#include "model/cli/cli.h"
#include "model/cli/commands.h"
#include "model/text/chat_data.h"

#include <stddef.h>

// Which texts the model has read, as the value of --texts.
typedef struct Texts {
    const char *name;
    int bits;
} Texts;

static const Texts TEXTS[] = {
    {"all", CHAT_SHAKESPEARE | CHAT_AUSTEN},
    {"shakespeare", CHAT_SHAKESPEARE},
    {"austen", CHAT_AUSTEN},
    {"none", 0},
    {NULL, 0},
};
static const Choices TEXTS_CHOICES = {.what = "choice of texts", .rows = TEXTS, .row_bytes = sizeof TEXTS[0]};

typedef struct ChatDataOptions {
    ChatDataPlan plan;
    const char *out;
    const Texts *texts;
} ChatDataOptions;

#define AT(field) offsetof(ChatDataOptions, field)

static const Opt CHATDATA_OPTS[] = {
    {"out", 'o', OPT_STRING, AT(out), "DIR", "folder for the files", 0, 0, NULL},
    {"seed", 's', OPT_INT, AT(plan.seed), "N", "of all draws; what is held out does not depend on it", 0, 9e15, NULL},
    {"mid", 0, OPT_INT, AT(plan.n_mid), "N", "conversations in mid.jsonl", 0, 1e7, NULL},
    {"sft", 0, OPT_INT, AT(plan.n_sft), "N", "conversations in sft.jsonl", 0, 1e7, NULL},
    {"rl", 0, OPT_INT, AT(plan.n_rl), "N", "questions in rl.jsonl", 0, 1e7, NULL},
    {"test", 0, OPT_INT, AT(plan.n_test), "N", "questions in each test file, at most", 0, 1e6, NULL},
    {"tool-share", 0, OPT_REAL, AT(plan.tool_share), "X", "of the sums in sft.jsonl that call the calculator", 0, 1,
     NULL},
    {"texts", 0, OPT_CHOICE, AT(texts), NULL, "that the model has read and is asked about", 0, 0, &TEXTS_CHOICES},
    {"help", 'h', OPT_HELP, 0, NULL, "this list"},
    {0},
};

int command_chatdata(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    ChatDataOptions options = {
        .plan = {.seed = 1, .n_mid = 60000, .n_sft = 8000, .n_rl = 4000, .n_test = 1000, .tool_share = 0.3},
        .texts = TEXTS,
    };
    OptsGiven given;
    const int code = command_parse(MODEL_COMMANDS, CHATDATA_OPTS, &options, argc, argv, &given, err);
    if (code >= 0)
        return code;
    if (!options.out || !*options.out) {
        err_set(err, "--out DIR is missing: the folder that the files are written to");
        return 2;
    }
    options.plan.texts = options.texts->bits;
    return chat_data_write(&options.plan, options.out, err) ? 0 : 1;
}
