// film.h — the scenes of a film as rows, and how a row becomes a scene.
#ifndef GPTREEL_ANIM_FILM_H
#define GPTREEL_ANIM_FILM_H

#include "engine/anim/front.h"
#include "engine/anim/pace.h"
#include "engine/anim/scene.h"
#include "engine/base/opts.h"

struct JsonOut;  // json_out.h
struct Say;      // a spoken line, and its voice: scene_data.h
struct VoiceCue;

// A folder that a film is built from.
typedef struct FilmInput {
    const char *name;   // the film's for it: "main" is the first, "bigram" another
    const char *folder; // NULL: the film names none, and nothing is read unless the command line does
    bool in_home;       // in the program's home; else as it is
} FilmInput;

// What a scene asks to have drawn within it (inset.h).
typedef struct InsetAsk {
    const char *address; // "nanogpt/02_training" of a film, or "chart/loss", a chart of inputs
    const char *inputs;  // named for it, with commas between them; NULL: those of the scene that asks
    Canvas canvas;
} InsetAsk;

// Who finds and builds it, for scenes in whose row this stands: in the arena of the scene that asks; NULL on error.
typedef struct Insets {
    const Scene *(*build)(void *context, Scene *within, const InsetAsk *ask, Err *err);
    void *context;
} Insets;

// What a film asks for where no option says otherwise. NULL: nothing.
typedef struct FilmLook {
    const char *title, *size, *canvas, *theme, *pace; // as the options have them
    const char *const *links, *const *tags; // for a post; ended by NULL
    const char *lead;                       // for an article; NULL: none
    const char *const *sources;             // likewise: the film's own, then those of its facts; ended by NULL
    const char *const *warnings;            // what to tell of its files, "FILE:LINE: what"; ended by NULL
} FilmLook;

// A scene of a film. The rows of one film, in its order, end with one without names.
typedef struct FilmRow {
    const char *film;  // "nanogpt"
    const char *scene; // "01_architecture"
    const char *title;
    const char *file; // where it is written, for errors
    int line;         // in which it begins
    // Writes the scene, from what was read from each of the inputs (NULL: from none).
    void (*build)(Scene *s, const void *const *inputs, const void *script);
    const void *script;
    const char *script_text; // the file that the scene stands in
    const FilmInput *inputs; // [n_inputs] the same for all rows of a film; others may be named in their places
    int n_inputs;
    const char *shipped;   // the folder in the program's home that has inputs to be named by name; NULL: none
    const char *continues; // the scene before it with whose last picture this begins; NULL: none
    int index, n_in_film;  // its place among the film's scenes, from 0, and how many it has
    bool part;             // the rows are not all of the film's scenes
    const FilmLook *look; // of the film; NULL: it asks for nothing
    Pace pace;            // set by who builds it
    Front front;          // likewise: what stands before it
    const struct VoiceCue *voice; // [n_voice] likewise: the recordings of what it says
    int n_voice;
    // Likewise: speaks what has no recording, in the arena, so that the scene's time follows. NULL: nobody speaks.
    bool (*speak)(Arena *arena, const struct Say *say, struct VoiceCue *voice, Err *err);
    // Likewise, for what is drawn within the scene; NULL: nothing can be.
    const Insets *insets;
    // Likewise, of a scene that is drawn within another one: that; what its figures call its inputs, [n_inputs]; and its
    // film (film_file_called). NULL: it is not.
    const Scene *within;
    const char *const *origins;
    const char *called;
    // A file of the film's folder, in the arena; NULL on error.
    const char *(*read_file)(const void *script, Arena *arena, const char *name, size_t *n_bytes, Err *err);
    // What the scene needs that was not read from the inputs: NULL when all is there, "" with an error in `err`. In the
    // arena. May be NULL.
    const char *(*lacks)(Arena *arena, const void *const *inputs, const void *script, Err *err);
} FilmRow;

// What the engine's commands work with. Static data of the program.
typedef struct Studio {
    // The option that names another input, in the program's words.
    struct {
        const char *name, *arg, *help; // as in Opt
    } input_option;
    // Films: those that have a name, NULL behind the last; whether there is one of that name or at that path; and its
    // rows, in the arena, with "NAME=VALUE" in the places of params (as script_film.h).
    const char *(*film_name)(int index);
    bool (*film_at)(const char *path);
    const FilmRow *(*open_film)(Arena *arena, const char *path, const OptWords *params, Err *err);
    // Reads a folder as the input that scenes are built from. In the arena; NULL on error.
    const void *(*read_input)(Arena *arena, const char *dir, Err *err);
    // Writes keys of its own about the input in a folder into the object that is open, for lists of inputs. False when
    // there is no input in it; `out` NULL: only that is asked. NULL: nothing is known.
    bool (*describe_input)(Arena *arena, const char *dir, struct JsonOut *out);
    // Draws the input in a folder as text for a terminal of that size, ended by line ends; *grows says whether it is
    // still being made. In the arena; NULL on error.
    const char *(*draw_input)(Arena *arena, const char *dir, int n_columns, int n_rows, bool *grows, Err *err);
    // Whether the input in a folder has a model that can be asked what it makes of a prompt. NULL: none has.
    bool (*takes_prompt)(const char *dir);
    // Prepares the new folder `to` and gives the words of a command of the program that makes an input there: the one in
    // `dir`, but as its model is with this prompt. In the arena, "gptreel" first, ended by NULL; NULL on error. NULL as
    // takes_prompt.
    const char *const *(*prompt_command)(Arena *arena, const char *dir, const char *to, const char *prompt, Err *err);
    // Strange inputs that the program makes up, to try films on: the name of each, NULL behind the last; and the input,
    // in the arena.
    const char *(*made_name)(int index);
    const void *(*made_input)(Arena *arena, int index);
    // A chart of inputs that were read, by its name ("loss"): the row of its scene, and what that is built from. `names` are
    // shown, `origins` are what figures call them; [n]. In the arena; NULL on error. NULL: there are none.
    const FilmRow *(*chart)(Arena *arena, const char *name, const void *const *inputs, const char *const *names,
                            const char *const *origins, int n, const void **drawn, Err *err);
} Studio;

// Builds and seals one scene from what was read: inputs[i] from the row's i-th. In the arena; NULL on error.
const Scene *scene_build(Arena *arena, Fonts *fonts, Canvas canvas, const Theme *theme, const FilmRow *row,
                         const void *const *inputs, Err *err);

// What figures call a file of the film's folder: by its name, and of a scene within another one "FILM:FILE".
const char *film_file_called(const Scene *s, const char *file);

#endif
