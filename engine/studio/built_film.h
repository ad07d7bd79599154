// built_film.h — a film whose scenes are built, and what can be asked about it; in a worker's process.
#ifndef GPTREEL_STUDIO_BUILT_FILM_H
#define GPTREEL_STUDIO_BUILT_FILM_H

#include "engine/base/json_out.h"
#include "engine/cli/session.h"

typedef struct BuiltFilm {
    Session session;
    Selection selection;
    StageOpts stage;
    const Scene *const *scenes; // [selection.n_rows]
    uint32_t version;           // of the build
} BuiltFilm;

// Builds all scenes. False with a JSON list of findings in `out`, one for each scene that cannot be built. `film` must
// stay where it is. Closing is due in any case.
bool built_film_open(BuiltFilm *film, const Studio *studio, const StageOpts *stage, const char *name, JsonOut *out);
void built_film_close(BuiltFilm *film);

// {"film", "title", "canvas", "theme", "pace", "captions": names of what is in force, "folders": of its scripts,
// "inputs": folders that it draws, its own first, "shipped": where inputs are by name, or null, "scenes": their names,
// none when a scene was named}.
void built_film_about(BuiltFilm *film, JsonOut *out);

// Canvas, rate and scenes with their chapters, clicks, cues and blocks.
void built_film_timeline(const BuiltFilm *film, JsonOut *out);

// The frames of a scene, and when one of them is shown.
int64_t built_film_frames(const BuiltFilm *film, int scene);
double built_film_time(const BuiltFilm *film, int scene, int64_t frame);

// What is drawn at a point of the canvas, topmost first: node, script line, figures. (built_film_node.c)
void built_film_node(const BuiltFilm *film, int scene, double t_s, double x, double y, JsonOut *out);

// What lint finds, with times and places; every number beside what is recorded. (built_film_checks.c)
void built_film_lint(const BuiltFilm *film, JsonOut *out);
void built_film_audit(BuiltFilm *film, JsonOut *out);

// The sound of a scene with a row of MUSIC, as a WAV file on the heap, [*n_bytes]. NULL on error. (built_film_sound.c)
char *built_film_wav(const BuiltFilm *film, int scene, int music, size_t *n_bytes, Err *err);

// Parts of these objects: the keys "file", "abs" and "line"; a rectangle, null when it is empty.
void json_out_place(JsonOut *out, const char *file, int line);
void json_out_rect_at(JsonOut *out, const char *key, Rect rect);

#endif
