// commands.h — the functions behind the rows of ENGINE_COMMANDS, and where they are. All have the type of Command.run
// and take a `const Studio *` as context.
#ifndef GPTREEL_ENGINE_CLI_COMMANDS_H
#define GPTREEL_ENGINE_CLI_COMMANDS_H

#include "engine/base/err.h"

int command_render(int argc, char **argv, const void *context, Err *err);   // render.c
int command_join(int argc, char **argv, const void *context, Err *err);     // render.c
int command_post(int argc, char **argv, const void *context, Err *err);     // post.c
int command_article(int argc, char **argv, const void *context, Err *err);  // article.c
int command_frame(int argc, char **argv, const void *context, Err *err);    // frame.c
int command_frames(int argc, char **argv, const void *context, Err *err);   // frame.c
int command_sheet(int argc, char **argv, const void *context, Err *err);    // sheet.c
int command_deck(int argc, char **argv, const void *context, Err *err);     // deck.c
int command_captions(int argc, char **argv, const void *context, Err *err); // texts.c
int command_notes(int argc, char **argv, const void *context, Err *err);    // texts.c
int command_gallery(int argc, char **argv, const void *context, Err *err);  // gallery.c
int command_lint(int argc, char **argv, const void *context, Err *err);     // lint.c
int command_audit(int argc, char **argv, const void *context, Err *err);    // audit.c
int command_list(int argc, char **argv, const void *context, Err *err);     // list.c

#endif
