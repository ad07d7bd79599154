// stage_opts.h — the options of every command that builds scenes: from what, on which canvas, in which colours, how
// large.
#ifndef GPTREEL_ENGINE_CLI_STAGE_OPTS_H
#define GPTREEL_ENGINE_CLI_STAGE_OPTS_H

#include "engine/anim/canvas.h"
#include "engine/anim/film.h"
#include "engine/anim/front.h"
#include "engine/anim/size.h"
#include "engine/base/command.h"

// A command's struct begins with one.
typedef struct StageOpts {
    OptWords inputs; // folders to build from instead of the film's own: "DIR", or "NAME=DIR"
    OptWords params; // "NAME=VALUE", which take the places of the film's
    const char *public_dir; // where a deck's "/x.svg" are; NULL: in the folder public beside it
    bool strict;     // what is told of a deck is an error
    const CanvasKind *canvas;
    const char *theme_name; // of a row of THEMES, or a file; theme_file.h
    const Theme *theme;     // of that name
    Theme own_theme;        // what the file holds
    const PaceKind *pace;
    const CaptionsKind *captions;
    const char *webcam; // recording of a speaker; NULL: there is none
    const Corner *corner;
    const SpeakerShape *shape;
    const char *voice;     // "espeak", or a folder of recordings; NULL: nobody speaks
    const char *author, *handle, *logo; // who made the film; NULL: is not said
    bool sign_each;        // on each scene, not only on a film's last
    bool verbose;          // a script's error is followed by its stack
    bool told;             // scenes that are left out were told of before, on another canvas
    const char *size_name; // as in size.h; NULL for commands whose pictures have no size of their own
    bool size_is_asked;    // no film's look takes its place; set by stage_parse, or by stage_ask_size
    OutputSize size;       // of that name on that canvas
    OptsGiven given;       // set by stage_parse
    const void *stand_in;  // an input in the place of a film's first; NULL: none
    const Command *commands; // among which that of stage_parse is; NULL: ENGINE_COMMANDS
} StageOpts;

// What holds where nothing is given. With a size_name the command has the option --size.
StageOpts stage_defaults(const char *size_name);

// As command_parse, for a command of the engine: `table` has its own options, with offsets in the struct that begins
// with `opts`; those above and the studio's input are added to it.
int stage_parse(StageOpts *opts, const Opt *table, const Studio *studio, int argc, char **argv, Err *err);

// As if that size had been given, where none was.
bool stage_ask_size(StageOpts *opts, const char *size_name, Err *err);

// As if that canvas, theme or pace had been given.
void stage_set_canvas(StageOpts *opts, const CanvasKind *canvas);
void stage_set_theme(StageOpts *opts, const Theme *theme);
void stage_set_pace(StageOpts *opts, const PaceKind *pace);

// The look of a film takes the place of what no option says. `film` is its name, for errors; `look` may be NULL.
bool stage_take_look(StageOpts *opts, const char *film, const FilmLook *look, Err *err);

#endif
