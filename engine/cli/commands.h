// commands.h — the functions behind the rows of ENGINE_COMMANDS, one file each. All have the type of Command.run
// and take a `const Studio *` as context.
#ifndef GPTREEL_ENGINE_CLI_COMMANDS_H
#define GPTREEL_ENGINE_CLI_COMMANDS_H

#include "engine/base/err.h"

int command_render(int argc, char **argv, const void *context, Err *err);
int command_join(int argc, char **argv, const void *context, Err *err);
int command_frame(int argc, char **argv, const void *context, Err *err);
int command_frames(int argc, char **argv, const void *context, Err *err);
int command_sheet(int argc, char **argv, const void *context, Err *err);
int command_slides(int argc, char **argv, const void *context, Err *err);
int command_captions(int argc, char **argv, const void *context, Err *err);
int command_notes(int argc, char **argv, const void *context, Err *err);
int command_list(int argc, char **argv, const void *context, Err *err);

#endif
