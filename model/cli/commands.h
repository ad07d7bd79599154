// commands.h — the functions behind the rows of MODEL_COMMANDS, one file each. All have the type of Command.run; but
// for train they ignore their context.
#ifndef GPTREEL_MODEL_CLI_COMMANDS_H
#define GPTREEL_MODEL_CLI_COMMANDS_H

#include "engine/base/command.h"

int command_train(int argc, char **argv, const void *context, Err *err);    // train.c
int command_sample(int argc, char **argv, const void *context, Err *err);   // sample.c
int command_probe(int argc, char **argv, const void *context, Err *err);    // probe.c
int command_chat(int argc, char **argv, const void *context, Err *err);     // chat.c
int command_eval(int argc, char **argv, const void *context, Err *err);     // eval.c
int command_count(int argc, char **argv, const void *context, Err *err);    // count.c
int command_compare(int argc, char **argv, const void *context, Err *err);  // compare.c
int command_chatdata(int argc, char **argv, const void *context, Err *err); // chatdata.c
int command_tokenize(int argc, char **argv, const void *context, Err *err); // tokenize.c

#endif
