// scene.c — the stage, marks, and sealing.
#include "engine/anim/scene.h"

#include "engine/anim/block.h"
#include "engine/anim/breaks.h"
#include "engine/anim/picture.h"
#include "engine/anim/scene_data.h"
#include "engine/anim/spoken.h"
#include "engine/anim/time_log.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Canvas canvas_make(double width, double height)
{
    const double margin_x = width * 0.05, margin_y = height * 0.05;
    return (Canvas){width, height, {margin_x, margin_y, width - 2 * margin_x, height - 2 * margin_y},
                    width > height ? SIZE_LABEL : SIZE_LABEL_PHONE};
}

const VoiceCue *scene_voice(const Scene *s, const char *cue)
{
    for (int i = 0; i < s->n_voice; i++)
        if (strcmp(s->voice[i].cue, cue) == 0)
            return &s->voice[i];
    return NULL;
}

Scene *scene_create(Arena *arena, Fonts *fonts, Canvas canvas, const Theme *theme, const char *name)
{
    Scene *s = ARENA_NEW(arena, Scene);
    s->arena = arena;
    s->fonts = fonts;
    s->canvas = canvas;
    s->room = front_room(canvas, s->front);
    s->theme = theme;
    s->name = arena_strdup(arena, name);
    s->root = add_group_with(s, (GroupSpec){0});
    s->stage = add_group_with(s, (GroupSpec){.parent = s->root});
    s->overlay = add_group_with(s, (GroupSpec){.parent = s->root});
    return s;
}

Canvas scene_canvas(const Scene *s)
{
    return s->canvas;
}

CanvasShape scene_shape(const Scene *s)
{
    if (s->canvas.width > s->canvas.height)
        return CANVAS_WIDE;
    return s->canvas.width < s->canvas.height ? CANVAS_TALL : CANVAS_SQUARE;
}

Rect scene_page(const Scene *s)
{
    return s->room.page;
}

Rect scene_view(const Scene *s)
{
    return s->room.view;
}

const Theme *scene_theme(const Scene *s)
{
    return s->theme;
}

Arena *scene_arena(Scene *s)
{
    return s->arena;
}

Node *scene_stage(Scene *s)
{
    return s->stage;
}

// The scene's own copy of a file's name: that of a script ends with the script, and errors are found later, too.
static const char *own_name(Scene *s, const char *file)
{
    for (int i = 0; i < s->n_files; i++)
        if (strcmp(s->files[i], file) == 0)
            return s->files[i];
    s->files = arena_grow(s->arena, s->files, s->n_files, &s->cap_files, sizeof *s->files);
    return s->files[s->n_files++] = arena_strdup(s->arena, file);
}

Scene *scene_here(Scene *s, const char *file, int line)
{
    s->at_file = file ? own_name(s, file) : NULL;
    s->at_line = line;
    return s;
}

void scene_fail(Scene *s, const char *format, ...)
{
    if (s->err.text[0])
        return;
    char what[600];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    // A script's file says which scene it is.
    if (s->in_blocks)
        err_set(&s->err, "%s:%d: %s", s->at_file, s->at_line, what);
    else
        err_set(&s->err, "%s:%d: %s: %s", s->at_file ? s->at_file : "scene", s->at_line, s->name, what);
}

void scene_change(const Scene *s)
{
    assert(!s->sealed && "a sealed scene is only data");
    (void)s;
}

// ---- time ----

double scene_now(const Scene *s)
{
    return s->cursor_s;
}

// ---- marks ----

void scene_say(Scene *s, const char *cue, const char *written, const Shown *shown)
{
    scene_change(s);
    s->says = arena_grow(s->arena, s->says, s->n_says, &s->cap_says, sizeof *s->says);
    Say *say = &s->says[s->n_says++];
    *say = (Say){.t_s = s->cursor_s, .cue = arena_strdup(s->arena, cue), .written = arena_strdup(s->arena, written)};
    say->shown = say->written_shown = shown;
    say->words = spoken_plain(s->arena, say->written, &say->shown);
}

static void add_mark(Scene *s, Mark **marks, int *n, int *capacity, const char *title)
{
    scene_change(s);
    *marks = arena_grow(s->arena, *marks, *n, capacity, sizeof **marks);
    (*marks)[(*n)++] = (Mark){s->cursor_s, title ? arena_strdup(s->arena, title) : NULL};
}

void scene_step(Scene *s)
{
    add_mark(s, &s->steps, &s->n_steps, &s->cap_steps, NULL);
}

void scene_chapter(Scene *s, const char *title)
{
    add_mark(s, &s->chapters, &s->n_chapters, &s->cap_chapters, title);
}

void scene_slide(Scene *s, const char *const *notes, int n)
{
    scene_change(s);
    s->is_slide = true;
    s->front.captions = false; // nothing is said in the scene, so there are none to leave room for
    s->room = front_room(s->canvas, s->front);
    s->notes = notes;
    s->n_notes = n;
}

static void add_remark(Scene *s, Remark **remarks, int *n, int *capacity, const char *words, const Shown *shown)
{
    scene_change(s);
    *remarks = arena_grow(s->arena, *remarks, *n, capacity, sizeof **remarks);
    (*remarks)[(*n)++] = (Remark){s->cursor_s, arena_strdup(s->arena, words), shown, s->at_file, s->at_line};
}

void scene_key_frame(Scene *s, const char *words, const Shown *shown)
{
    add_remark(s, &s->key_frames, &s->n_key_frames, &s->cap_key_frames, words, shown);
}

void scene_takeaway(Scene *s, const char *words, const Shown *shown)
{
    add_remark(s, &s->takeaways, &s->n_takeaways, &s->cap_takeaways, words, shown);
}

// ---- sealing ----

static void sort_children(Node *node)
{
    // Insertion sort: stable, and the children are nearly sorted.
    for (int i = 1; i < node->n_children; i++) {
        Node *child = node->children[i];
        int at_index = i;
        for (; at_index > 0 && node->children[at_index - 1]->z > child->z; at_index--)
            node->children[at_index] = node->children[at_index - 1];
        node->children[at_index] = child;
    }
}

static void sort_marks(Mark *marks, int n)
{
    for (int i = 1; i < n; i++) {
        const Mark mark = marks[i];
        int at_index = i;
        for (; at_index > 0 && marks[at_index - 1].t_s > mark.t_s; at_index--)
            marks[at_index] = marks[at_index - 1];
        marks[at_index] = mark;
    }
}

static int by_moment(const void *a, const void *b)
{
    const Remark *p = a, *q = b;
    return (p->t_s > q->t_s) - (p->t_s < q->t_s);
}

static double last_key_s(const Scene *s)
{
    double last_s = s->cursor_s;
    for (int i = 0; i < s->n_nodes; i++)
        for (int prop = 0; prop < PROP_COUNT; prop++) {
            const Track *track = s->nodes[i]->tracks[prop];
            if (track && track->n_keys > 0)
                last_s = fmax(last_s, track->keys[track->n_keys - 1].t_s);
        }
    return last_s;
}

// A line is heard, and read as a caption, at two and a half words a second.
static double spoken_s(const char *words)
{
    return fmax(1.5, text_words(words, strlen(words)) / 2.5);
}

static void time_says(Scene *s)
{
    for (int i = 0; i < s->n_says; i++) {
        const double end_s = i + 1 < s->n_says ? s->says[i + 1].t_s : s->dur_s;
        if (end_s <= s->says[i].t_s)
            scene_fail(s, "\"%s\" is said at %.2f s, when the next line or the end is already there", s->says[i].cue,
                       s->says[i].t_s);
        const double own_s = s->says[i].dur_s > 0 ? s->says[i].dur_s : spoken_s(s->says[i].words);
        s->says[i].dur_s = fmin(own_s, end_s - s->says[i].t_s);
    }
}

bool scene_seal(Scene *s, Err *err)
{
    scene_change(s);
    if (s->in_blocks)
        block_end_scene(s);
    s->dur_s = s->in_blocks ? s->cursor_s : last_key_s(s);
    if (!(s->dur_s > 0))
        scene_fail(s, "the scene has no duration: nothing appears, moves or is held in it; let something appear");
    sort_marks(s->steps, s->n_steps);
    sort_marks(s->chapters, s->n_chapters);
    if (s->n_key_frames > 0)
        qsort(s->key_frames, (size_t)s->n_key_frames, sizeof *s->key_frames, by_moment);
    time_says(s);
    if (s->in_blocks) {
        time_check(s);
        pictures_finish(s);
    }
    front_add(s);
    for (int i = 0; i < s->n_nodes; i++)
        sort_children(s->nodes[i]);
    s->sealed = true;
    if (!s->err.text[0])
        return true;
    if (err)
        *err = s->err;
    return false;
}
