// notes_pdf.c — pages of A4, drawn as scenes are: the key frame on top, what is said below it.
#include "engine/output/notes.h"

#include "engine/anim/frame.h"
#include "engine/anim/spoken.h"
#include "engine/base/file.h"
#include "engine/raster/paint.h"

#include <errno.h>
#include <math.h>
#include <string.h>

// A4: in points, and in the units of its scene.
static const double PAGE_PT_W = 595.276, PAGE_PT_H = 841.89, PAGE_W = 1240, PAGE_H = 1754;
static const double MARGIN = 96, WORDS_X = 216, FRAME_Y = 264, FRAME_MOST_H = 660; // units
static const double SMALL = 24, HEADING = 52, WORDS = 34, PITCH = 50, BETWEEN = 26;

// A page while it is filled.
typedef struct NotesPage {
    const NotesJob *job;
    Arena arena;
    Scene *s;
    Node *window; // where the key frame is seen; NULL: there is none on this page
    double y;     // where the next line stands
    int scene;
} NotesPage;

static void add_words(NotesPage *page, double x, double y, const TextStyle *style, const char *words, Color color)
{
    add_text(page->s, NULL, .x = x, .y = y, .text = words, .style = style, .color = color);
}

static void add_heading(NotesPage *page, bool goes_on)
{
    const NotesJob *job = page->job;
    Arena *arena = &page->arena;
    const double begin_s = spoken_begin_s(job->film, page->scene);
    const char *times = arena_printf(arena, "%s to %s", notes_time(arena, begin_s),
                                     notes_time(arena, begin_s + job->film->durs_s[page->scene]));
    const TextStyle small = {.size = SMALL}, right = {.size = SMALL, .align = ALIGN_END};
    const TextStyle large = {.size = HEADING, .weight = 600, .max_width = PAGE_W - 2 * MARGIN};
    add_words(page, MARGIN, MARGIN + SMALL, &small, arena_printf(arena, "%s: talking notes", job->title),
              THEME_LIGHT.soft);
    add_words(page, PAGE_W - MARGIN, MARGIN + SMALL, &right, times, THEME_LIGHT.accent);
    add_words(page, MARGIN, FRAME_Y - HEADING, &large,
              arena_printf(arena, "%d. %s%s", page->scene + 1, job->titles[page->scene], goes_on ? " (goes on)" : ""),
              THEME_LIGHT.ink);
}

static void begin_page(NotesPage *page, bool goes_on)
{
    arena_reset(&page->arena);
    page->s = scene_create(&page->arena, page->job->fonts, canvas_make(PAGE_W, PAGE_H), &THEME_LIGHT,
                           page->job->titles[page->scene]);
    page->window = NULL;
    page->y = FRAME_Y + PITCH;
    add_heading(page, goes_on);
}

static void add_window(NotesPage *page)
{
    const Canvas canvas = page->job->film->scenes[page->scene]->canvas;
    const double scale = fmin((PAGE_W - 2 * MARGIN) / canvas.width, FRAME_MOST_H / canvas.height);
    const double w = scale * canvas.width, h = scale * canvas.height;
    page->window = add_group(page->s, NULL, .x = MARGIN, .y = FRAME_Y, .clip = true, .w = w, .h = h, .radius = 8);
    add_rect(page->s, page->window, .w = w, .h = h, .fill = page->job->film->scenes[page->scene]->theme->bg);
    add_rect(page->s, NULL, .x = MARGIN, .y = FRAME_Y, .w = w, .h = h, .radius = 8, .z = 1, .stroke = THEME_LIGHT.line);
    page->y = FRAME_Y + h + 2 * PITCH;
}

// ---- lines of words ----

// A word, or the sign of a pause, and where it stands.
typedef struct Word {
    const char *text;
    SpokenKind kind;
    bool spaced; // there is a space before it
    double x;
    int line;
} Word;

static TextStyle style_of(const Word *word)
{
    return (TextStyle){.size = WORDS, .weight = word->kind == SPOKEN_WORDS ? 400 : 700};
}

// [*n_words] in the arena.
static Word *split_line(Arena *arena, const Say *say, int *n_words)
{
    static const char SPACES[] = " \n\t";
    int n_pieces = 0;
    const SpokenPiece *pieces = spoken_pieces(arena, say->written, say->written_shown, &n_pieces);
    Word *words = ARENA_ARRAY(arena, Word, strlen(say->written) + 1);
    int n = 0;
    bool spaced = false;
    for (int i = 0; i < n_pieces; i++) {
        const char *at = say->written + pieces[i].first_byte, *end = at + pieces[i].n_bytes;
        while (at < end) {
            int n_bytes = 0;
            while (at + n_bytes < end && !strchr(SPACES, at[n_bytes]))
                n_bytes++;
            if (n_bytes > 0)
                words[n++] = (Word){arena_strndup(arena, at, (size_t)n_bytes), pieces[i].kind, spaced, 0, 0};
            spaced = n_bytes == 0;
            at += n_bytes > 0 ? n_bytes : 1;
        }
    }
    *n_words = n;
    return words;
}

// Gives each its place; returns the number of lines.
static int break_lines(Scene *s, Word *words, int n_words)
{
    const double space = 0.27 * WORDS, most = PAGE_W - MARGIN - WORDS_X;
    double x = 0;
    int line = 0;
    for (int i = 0; i < n_words; i++) {
        const TextStyle style = style_of(&words[i]);
        const TextRun *run = text_set(s, &style, words[i].text);
        const double width = run ? run->logical.w : 0;
        const double gap = words[i].spaced && x > 0 ? space : 0;
        if (gap > 0 && x + gap + width > most) {
            line++;
            x = 0;
        } else {
            x += gap;
        }
        words[i].x = x;
        words[i].line = line;
        x += width;
    }
    return line + 1;
}

static bool finish_page(NotesPage *page, Painter *painter, Err *err);

// One spoken line with its time; on a page more when this one is full.
static bool add_say(NotesPage *page, Painter *painter, const Say *say, Err *err)
{
    int n_words = 0;
    Word *words = split_line(&page->arena, say, &n_words);
    int n_lines = break_lines(page->s, words, n_words);
    if (page->y + n_lines * PITCH > PAGE_H - MARGIN) {
        if (!finish_page(page, painter, err))
            return false;
        painter_next_page(painter);
        begin_page(page, true);
        words = split_line(&page->arena, say, &n_words);
        n_lines = break_lines(page->s, words, n_words);
    }
    const TextStyle time = {.family = FONT_MONO, .size = 0.85 * WORDS};
    add_words(page, MARGIN, page->y, &time,
              notes_time(&page->arena, spoken_begin_s(page->job->film, page->scene) + say->t_s), THEME_LIGHT.accent);
    for (int i = 0; i < n_words; i++) {
        const TextStyle style = style_of(&words[i]);
        add_words(page, WORDS_X + words[i].x, page->y + words[i].line * PITCH, &style, words[i].text,
                  words[i].kind == SPOKEN_PAUSE ? THEME_LIGHT.pick : THEME_LIGHT.ink);
    }
    page->y += n_lines * PITCH + BETWEEN;
    return true;
}

// ---- drawing ----

// The list of the page with the key frame's in its window.
static DisplayList with_key_frame(const NotesPage *page, DisplayList list, Arena *arena)
{
    const Scene *scene = page->job->film->scenes[page->scene];
    const DisplayList frame = frame_at(scene, scene->dur_s, arena);
    const double scale = page->window->base[PROP_W] / scene->canvas.width;
    const Matrix place = matrix_multiply(matrix_scale(scale, scale), matrix_translate(MARGIN, FRAME_Y));
    DrawItem *items = ARENA_ARRAY(arena, DrawItem, list.n_items + frame.n_items);
    int n = 0;
    for (int i = 0; i < list.n_items; i++) {
        for (int k = 0; list.items[i].kind == DRAW_POP && list.items[i].node == page->window && k < frame.n_items;
             k++) {
            items[n] = frame.items[k];
            items[n].matrix = matrix_multiply(items[n].matrix, place);
            items[n].bounds = matrix_bounds(place, items[n].bounds);
            n++;
        }
        items[n++] = list.items[i];
    }
    list.items = items;
    list.n_items = n;
    return list;
}

static bool finish_page(NotesPage *page, Painter *painter, Err *err)
{
    page->s->cursor_s = 1; // a scene has to last
    if (!scene_seal(page->s, err))
        return false;
    DisplayList list = frame_at(page->s, 0, &page->arena);
    if (page->window)
        list = with_key_frame(page, list, &page->arena);
    painter_draw(painter, &list);
    return true;
}

static bool draw_scene(NotesPage *page, Painter *painter, Err *err)
{
    const Scene *scene = page->job->film->scenes[page->scene];
    const Say silence = {.written = "Nothing is said here."};
    bool ok = true;
    begin_page(page, false);
    add_window(page);
    for (int i = 0; ok && i < scene->n_says; i++)
        ok = add_say(page, painter, &scene->says[i], err);
    if (scene->n_says == 0)
        ok = add_say(page, painter, &silence, err);
    return ok && finish_page(page, painter, err);
}

bool notes_write_pdf(const NotesJob *job, const char *path, Err *err)
{
    AtomicFile file;
    if (!atomic_open(&file, path, err))
        return false;
    NotesPage page = {.job = job};
    arena_init(&page.arena);
    Painter *painter = painter_create_pdf(file.stream, PAGE_PT_W, PAGE_PT_H, job->title);
    bool ok = true;
    for (; ok && page.scene < job->film->n_scenes; page.scene++) {
        if (page.scene > 0)
            painter_next_page(painter);
        ok = draw_scene(&page, painter, err);
    }
    ok = painter_finish(painter, ok ? err : NULL) && ok;
    arena_finish(&page.arena);
    if (ok)
        return atomic_commit(&file, err);
    err_prefix(err, "cannot write %s", path);
    atomic_drop(&file);
    return false;
}
