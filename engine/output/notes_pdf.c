// notes_pdf.c — talking notes as pages of A4: the key frame on top, what is said below it with its times.
#include "engine/output/notes.h"

#include "engine/anim/spoken.h"
#include "engine/output/notes_page.h"

#include <string.h>

static const double WORDS_X = 216, BETWEEN = 26; // units

typedef struct NotesBook {
    const NotesJob *job;
    NotesPage page;
    int scene; // the page's
} NotesBook;

static void begin_page(NotesBook *book, bool goes_on)
{
    const NotesJob *job = book->job;
    Arena *arena = &book->page.arena;
    const double begin_s = spoken_begin_s(job->film, book->scene);
    notes_page_begin(&book->page,
                     (NotesHead){
                         .left = arena_printf(arena, "%s: talking notes", job->title),
                         .right = arena_printf(arena, "%s to %s", notes_time(arena, begin_s),
                                               notes_time(arena, begin_s + job->film->durs_s[book->scene])),
                         .heading = arena_printf(arena, "%d. %s%s", book->scene + 1, job->titles[book->scene],
                                                 goes_on ? " (goes on)" : ""),
                     });
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
    return (TextStyle){.size = PAGE_WORDS, .weight = word->kind == SPOKEN_WORDS ? 400 : 700};
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
    const double space = 0.27 * PAGE_WORDS, most = PAGE_W - PAGE_MARGIN - WORDS_X;
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

// One spoken line with its time; on a page more when this one is full.
static bool add_say(NotesBook *book, const Say *say, Err *err)
{
    NotesPage *page = &book->page;
    int n_words = 0;
    Word *words = split_line(&page->arena, say, &n_words);
    int n_lines = break_lines(page->s, words, n_words);
    if (!notes_page_has_room(page, n_lines)) {
        if (!notes_page_end(page, err))
            return false;
        begin_page(book, true);
        words = split_line(&page->arena, say, &n_words);
        n_lines = break_lines(page->s, words, n_words);
    }
    const TextStyle time = {.family = FONT_MONO, .size = 0.85 * PAGE_WORDS};
    notes_page_add(page, PAGE_MARGIN, page->y, &time,
                   notes_time(&page->arena, spoken_begin_s(book->job->film, book->scene) + say->t_s),
                   THEME_LIGHT.accent);
    for (int i = 0; i < n_words; i++) {
        const TextStyle style = style_of(&words[i]);
        notes_page_add(page, WORDS_X + words[i].x, page->y + words[i].line * PAGE_PITCH, &style, words[i].text,
                       words[i].kind == SPOKEN_PAUSE ? THEME_LIGHT.pick : THEME_LIGHT.ink);
    }
    page->y += n_lines * PAGE_PITCH + BETWEEN;
    return true;
}

static bool draw_scene(NotesBook *book, Err *err)
{
    const Scene *scene = book->job->film->scenes[book->scene];
    const Say silence = {.written = "Nothing is said here."};
    bool ok = true;
    begin_page(book, false);
    notes_page_show(&book->page, scene, scene->dur_s);
    for (int i = 0; ok && i < scene->n_says; i++)
        ok = add_say(book, &scene->says[i], err);
    if (scene->n_says == 0)
        ok = add_say(book, &silence, err);
    return ok && notes_page_end(&book->page, err);
}

bool notes_write_pdf(const NotesJob *job, const char *path, Err *err)
{
    PdfFile pdf;
    if (!pdf_begin(&pdf, path, PAGE_PT_W, PAGE_PT_H, job->title, err))
        return false;
    NotesBook book = {.job = job, .page = {.pdf = &pdf, .fonts = job->fonts}};
    arena_init(&book.page.arena);
    bool ok = true;
    for (; ok && book.scene < job->film->n_scenes; book.scene++)
        ok = draw_scene(&book, err);
    arena_finish(&book.page.arena);
    return pdf_end(&pdf, ok, err);
}
