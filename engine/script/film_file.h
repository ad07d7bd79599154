// film_file.h — a film as its files say it: film.lua, or a folder of scenes, or one file.
//
//     return {
//         gptreel = 1,
//         title = "How a GPT works",
//         scenes = { "01_architecture", "02_training" }, -- files beside this one, or scene(…); else all NN_*.lua
//         deck = "slides.md",                            -- in the place of scenes: each slide of it is one
//         runs = { main = "shakespeare", bigram = "ladder/bigram" },
//         params = { handle = "@me" },
//     }
#ifndef GPTREEL_SCRIPT_FILM_FILE_H
#define GPTREEL_SCRIPT_FILM_FILE_H

#include "engine/script/script.h"

typedef struct FilmScene {
    const char *name; // "07_many_heads": the file's, or made from the scene's place and title; unique in the film
    const char *file; // of the folder
    const char *lua;  // what gives this scene alone, when the file is not Lua; else NULL
    int index;        // among the scenes that the file, or `lua`, gives
    int line;
    const char *title;
    const char *const *needs; // [n_needs] what must be recorded: fields of the run, as "probe.attention"
    int n_needs;
    const char *continues; // the name of the scene with whose last picture this begins; NULL: none
} FilmScene;

typedef struct FilmRun {
    const char *name;   // "main" is the one that a scene is given first
    const char *folder; // as the film writes it
} FilmRun;

// A number or words that somebody has published.
typedef struct FilmFact {
    const char *name;
    const char *words; // NULL: it is a number
    double number;
    const char *source; // who published it, and where
} FilmFact;

typedef struct FilmFile {
    const char *name; // of the folder or file: "nanogpt"
    const char *title;
    ScriptFolder folder;
    const FilmScene *scenes; // [n_scenes], at least one
    int n_scenes;
    bool part;           // one file's scenes, of a film that may have more
    const FilmRun *runs; // [n_runs] sorted by name
    int n_runs;
    const ScriptNamed *params; // [n_params] sorted by name: strings, numbers, bools, as --set may replace them
    int n_params;
    const FilmFact *facts; // [n_facts] sorted by name: what facts.lua has
    int n_facts;
    const char *size, *canvas, *theme, *pace; // what the film asks for; NULL: nothing
    const char *const *links, *const *tags;   // what a post of it shows; ended by NULL
    const char *const *warnings;              // of its slides, ended by NULL; NULL: it has none
    const char *lead, *const *sources;        // what an article of it begins and ends with; NULL, and ended by NULL
} FilmFile;

// Whether a file of that name can be a film by itself: Lua, or slides in Markdown.
bool film_file_is_one(const char *path);

// Reads a film: one of `embedded` by its name, or a folder, a .lua or an .md file of the disk. A file in a folder with film.lua
// gives its scenes as a part of that film. The files are loaded, no scene is built. sets[i], "NAME=VALUE", take the places of params; "public=DIR"
// says where files are whose names begin with a slash (folder.h). In the arena; NULL on error.
const FilmFile *film_file_read(Arena *arena, const ScriptLanguage *language, const EmbeddedFilm *embedded,
                               const char *what, const char *const *sets, int n_sets, Err *err);

// The rows of what film.lua may say, for help and annotations.
extern const Arg FILM_FIELDS[];

#endif
