// film.h — films and their scenes as tables.
#ifndef GPTREEL_ANIM_FILM_H
#define GPTREEL_ANIM_FILM_H

#include "engine/anim/scene_data.h"

// What a scene file defines: its title and the function that builds it from an input the engine knows nothing of.
typedef struct SceneSource {
    const char *title;
    const char *file;
    void (*build)(Scene *s, const void *input);
} SceneSource;

// A row of the table of all scenes, films and scenes in order. Ends with NULL names.
typedef struct FilmRow {
    const char *film;  // "nanogpt"
    const char *scene; // "01_architecture"
    const SceneSource *source;
} FilmRow;

// What the engine's commands work with. Static data of the program.
typedef struct Studio {
    const FilmRow *rows;
    // Reads the input that films are built from. In the arena; NULL on error. `dir` NULL: the one that ships.
    const void *(*read_input)(Arena *arena, const char *dir, Err *err);
} Studio;

// Builds and seals one scene. In the arena; NULL on error.
const Scene *scene_build(Arena *arena, Fonts *fonts, Canvas canvas, const Theme *theme, const FilmRow *row,
                         const void *input, Err *err);

#endif
