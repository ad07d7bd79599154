// built_film.c — scenes built, and their times told.
#define _XOPEN_SOURCE 700 // realpath
#include "engine/studio/built_film.h"

#include "engine/anim/chapters.h"
#include "engine/anim/scene_data.h"
#include "engine/base/file.h"
#include "engine/base/finding.h"
#include "engine/video/render_spec.h"

#include <stdlib.h>
#include <string.h>

enum { DECIMALS = 4 }; // of seconds and units

// ---- building ----

static void put_error(BuiltFilm *film, const Err *err, JsonOut *out)
{
    const Finding finding =
        finding_of(&film->session.arena, err, "change what stands there; gptreel guide tells how a scene is written");
    json_out_begin(out, '{');
    json_out_place(out, finding.file, finding.line);
    json_out_text_at(out, "what", finding.what);
    json_out_text_at(out, "remedy", finding.remedy);
    if (*finding.stack)
        json_out_text_at(out, "stack", finding.stack);
    json_out_end(out, '}');
}

static bool build_scenes(BuiltFilm *film, JsonOut *out)
{
    const Selection *selection = &film->selection;
    const Scene **scenes = ARENA_ARRAY(&film->session.arena, const Scene *, selection->n_rows);
    bool all = true;
    for (int i = 0; i < selection->n_rows; i++) {
        Err err = {""};
        scenes[i] = session_scene(&film->session, &selection->rows[i], &err);
        if (!scenes[i])
            put_error(film, &err, out);
        all = all && scenes[i];
    }
    film->scenes = scenes;
    return all;
}

bool built_film_open(BuiltFilm *film, const Studio *studio, const StageOpts *stage, const char *name, JsonOut *out)
{
    Err err = {""};
    *film = (BuiltFilm){.stage = *stage};
    film->stage.verbose = true;
    json_out_begin(out, '[');
    bool ok = session_open(&film->session, &film->selection, studio, &film->stage, name, &err);
    if (ok)
        ok = build_scenes(film, out);
    else
        put_error(film, &err, out);
    json_out_end(out, ']');
    return ok;
}

void built_film_close(BuiltFilm *film)
{
    session_close(&film->session);
}

int64_t built_film_frames(const BuiltFilm *film, int scene)
{
    const SceneJob job = {.scene = film->scenes[scene], .to_s = film->scenes[scene]->dur_s};
    return job_frames(&job, film->stage.size.rate);
}

double built_film_time(const BuiltFilm *film, int scene, int64_t frame)
{
    const SceneJob job = {.scene = film->scenes[scene], .to_s = film->scenes[scene]->dur_s};
    const int64_t last = job_frames(&job, film->stage.size.rate) - 1;
    return job_time(&job, film->stage.size.rate, frame < 0 ? 0 : frame > last ? last : frame);
}

// ---- about it ----

void built_film_about(BuiltFilm *film, JsonOut *out)
{
    Arena *arena = &film->session.arena;
    const FilmRow *row = film->selection.rows;
    json_out_begin(out, '{');
    json_out_text_at(out, "film", row->film);
    json_out_text_at(out, "title", selection_title(&film->selection));
    json_out_text_at(out, "canvas", film->stage.canvas->name);
    json_out_text_at(out, "theme", film->stage.theme->name);
    json_out_text_at(out, "pace", film->stage.pace->name);
    json_out_text_at(out, "captions", film->stage.captions->name);
    json_out_key(out, "folders");
    json_out_begin(out, '[');
    for (int i = 0; i < film->selection.n_rows; i++) {
        const char *file = film->selection.rows[i].file, *slash = strrchr(file, '/');
        json_out_text(out, slash ? arena_strndup(arena, file, (size_t)(slash - file)) : ".");
    }
    json_out_end(out, ']');
    json_out_key(out, "inputs");
    json_out_begin(out, '[');
    for (int i = 0; i < row->n_inputs; i++) {
        Err err = {""};
        const char *dir = session_input_dir(&film->session, row, row->inputs[i].name, &err);
        json_out_text(out, dir);
    }
    json_out_end(out, ']');
    const char *home = row->shipped ? home_folder(arena, NULL) : NULL;
    json_out_text_at(out, "shipped", home ? path_join(arena, home, row->shipped) : NULL);
    json_out_key(out, "scenes");
    json_out_begin(out, '[');
    for (int i = 0; i < film->selection.n_rows && film->selection.whole_film; i++)
        json_out_text(out, film->selection.rows[i].scene);
    json_out_end(out, ']');
    json_out_end(out, '}');
}

void json_out_place(JsonOut *out, const char *file, int line)
{
    char *absolute = file ? realpath(file, NULL) : NULL;
    json_out_text_at(out, "file", file);
    json_out_text_at(out, "abs", absolute);
    json_out_int_at(out, "line", line);
    free(absolute);
}

void json_out_rect_at(JsonOut *out, const char *key, Rect rect)
{
    json_out_key(out, key);
    if (rect_is_empty(rect)) {
        json_out_null(out);
        return;
    }
    json_out_begin(out, '{');
    json_out_rounded_at(out, "x", rect.x, DECIMALS);
    json_out_rounded_at(out, "y", rect.y, DECIMALS);
    json_out_rounded_at(out, "w", rect.w, DECIMALS);
    json_out_rounded_at(out, "h", rect.h, DECIMALS);
    json_out_end(out, '}');
}

// ---- the timeline ----

// As the film's video has them: one begins with the scene.
static void put_chapters(JsonOut *out, const Scene *scene, const char *title, Arena *arena)
{
    int n = 0;
    const Chapter *chapters = film_chapters(&scene, &title, &scene->dur_s, 1, arena, &n);
    json_out_key(out, "chapters");
    json_out_begin(out, '[');
    for (int i = 0; i < n; i++) {
        json_out_begin(out, '{');
        json_out_rounded_at(out, "t_s", chapters[i].begin_s, DECIMALS);
        json_out_text_at(out, "title", chapters[i].title);
        json_out_end(out, '}');
    }
    json_out_end(out, ']');
}

static void put_clicks(JsonOut *out, const Scene *scene)
{
    json_out_key(out, "clicks");
    json_out_begin(out, '[');
    for (int i = 0; i < scene->n_steps; i++) {
        json_out_begin(out, '{');
        json_out_rounded_at(out, "t_s", scene->steps[i].t_s, DECIMALS);
        json_out_end(out, '}');
    }
    json_out_end(out, ']');
}

static void put_cues(JsonOut *out, const Scene *scene)
{
    json_out_key(out, "cues");
    json_out_begin(out, '[');
    for (int i = 0; i < scene->n_says; i++) {
        const Say *say = &scene->says[i];
        json_out_begin(out, '{');
        json_out_rounded_at(out, "t_s", say->t_s, DECIMALS);
        json_out_rounded_at(out, "dur_s", say->dur_s, DECIMALS);
        json_out_text_at(out, "cue", say->cue);
        json_out_text_at(out, "words", say->words);
        json_out_place(out, say->file, say->line);
        json_out_end(out, '}');
    }
    json_out_end(out, ']');
}

// A line of a script without the spaces around it, in the arena; NULL: there is none.
static const char *script_line(Arena *arena, const char *text, int line)
{
    for (int i = 1; text && i < line; i++) {
        text = strchr(text, '\n');
        text = text ? text + 1 : NULL;
    }
    if (!text || line < 1)
        return NULL;
    text += strspn(text, " \t");
    size_t n = strcspn(text, "\r\n");
    while (n > 0 && text[n - 1] == ' ')
        n--;
    return arena_strndup(arena, text, n);
}

static void put_blocks(JsonOut *out, const Scene *scene, const FilmRow *row, Arena *arena)
{
    json_out_key(out, "blocks");
    json_out_begin(out, '[');
    for (int i = 0; i < scene->n_block_spans; i++) {
        const BlockSpan *span = &scene->block_spans[i];
        json_out_begin(out, '{');
        json_out_text_at(out, "kind", block_kind_name(span->kind));
        json_out_rounded_at(out, "from_s", span->begin_s, DECIMALS);
        json_out_rounded_at(out, "to_s", span->end_s, DECIMALS);
        json_out_int_at(out, "depth", span->depth);
        json_out_place(out, span->file, span->line);
        const bool in_row = span->file && strcmp(span->file, row->file) == 0;
        json_out_text_at(out, "text", in_row ? script_line(arena, row->script_text, span->line) : NULL);
        json_out_end(out, '}');
    }
    json_out_end(out, ']');
}

static void put_scene(JsonOut *out, const BuiltFilm *film, int index)
{
    const FilmRow *row = &film->selection.rows[index];
    const Scene *scene = film->scenes[index];
    json_out_begin(out, '{');
    json_out_text_at(out, "name", row->scene);
    json_out_text_at(out, "title", row->title);
    json_out_place(out, row->file, row->line);
    json_out_int_at(out, "frames", built_film_frames(film, index));
    json_out_rounded_at(out, "dur_s", scene->dur_s, DECIMALS);
    Arena arena;
    arena_init(&arena);
    put_chapters(out, scene, row->title, &arena);
    put_clicks(out, scene);
    put_cues(out, scene);
    put_blocks(out, scene, row, &arena);
    arena_finish(&arena);
    json_out_end(out, '}');
}

void built_film_timeline(const BuiltFilm *film, JsonOut *out)
{
    const Canvas canvas = film->session.canvas;
    const Rate rate = film->stage.size.rate;
    json_out_begin(out, '{');
    json_out_int_at(out, "version", film->version);
    json_out_text_at(out, "canvas", film->stage.canvas->name);
    json_out_rounded_at(out, "width", canvas.width, DECIMALS);
    json_out_rounded_at(out, "height", canvas.height, DECIMALS);
    json_out_key(out, "rate");
    json_out_begin(out, '[');
    json_out_int(out, rate.num);
    json_out_int(out, rate.den);
    json_out_end(out, ']');
    json_out_rect_at(out, "safe", canvas.safe);
    json_out_rect_at(out, "page", film->scenes[0]->room.page);
    json_out_key(out, "scenes");
    json_out_begin(out, '[');
    for (int i = 0; i < film->selection.n_rows; i++)
        put_scene(out, film, i);
    json_out_end(out, ']');
    json_out_end(out, '}');
}
