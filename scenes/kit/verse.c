// verse.c — a text cut into lines.
#include "scenes/kit/verse.h"

#include "scenes/kit/shown.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SPEAKER_MOST_BYTES = 30, MOST_LINES = 48 };

static const double GAP_PITCHES = 0.5; // between one speech and the next, on top of a line
static const double CODE_SIZE = 0.82;  // of mono beside Garamond of the same look

// By the share of brackets and signs that no prose has.
static bool is_code(const char *text)
{
    static const double LEAST_SHARE = 0.05;
    int n_signs = 0, n_shown = 0;
    for (const char *c = text; *c; c++) {
        n_shown += !isspace((unsigned char)*c);
        n_signs += strchr("{}()[]<>=_;#*/\\|", *c) != NULL;
    }
    return n_signs > LEAST_SHARE * n_shown;
}

static bool is_speaker(const char *line, int n_bytes, bool begins_speech)
{
    if (n_bytes < 3 || n_bytes > SPEAKER_MOST_BYTES || line[n_bytes - 1] != ':' || !isupper((unsigned char)line[0]))
        return false;
    bool capitals = true;
    for (int i = 0; i < n_bytes - 1; i++) {
        const unsigned char c = (unsigned char)line[i];
        if (c < 0x80 && !isalpha(c) && !strchr(" '-.", c))
            return false;
        capitals = capitals && !islower(c);
    }
    return begins_speech || capitals;
}

// ---- lines ----

static const TextRun *set(Scene *s, const VersePage *page, bool speaker, int first, int n_bytes)
{
    const char *words = arena_strndup(scene_arena(s), page->text + first, (size_t)n_bytes);
    return text_set(s, speaker ? &page->speaker : &page->speech, words);
}

static void add_line(VersePage *page, const TextRun *run, bool speaker, int first, double x)
{
    page->cut = page->n_lines == MOST_LINES || !run;
    if (page->cut)
        return;
    page->lines[page->n_lines++] = (VerseLine){run, first, speaker, x, page->height};
    page->width = fmax(page->width, x + run->logical.w);
    page->height += page->pitch;
}

// The letters of a line as they follow each other in the text; on the page some may stand to the left of those before.
typedef struct LineLetters {
    const char *text;
    const Glyph *letters; // [n], by rising bytes, of each of which only `byte`, `end` and `advance` count
    int n;
} LineLetters;

static int by_bytes(const void *a, const void *b)
{
    const Glyph *one = a, *other = b;
    return (one->byte > other->byte) - (one->byte < other->byte);
}

static LineLetters line_letters(Arena *arena, const TextRun *run)
{
    Glyph *letters = arena_memdup(arena, run->glyphs, sizeof *letters * (size_t)run->n_glyphs);
    qsort(letters, (size_t)run->n_glyphs, sizeof *letters, by_bytes);
    int n = 0;
    for (int i = 0; i < run->n_glyphs; i++) {
        if (n > 0 && letters[n - 1].byte == letters[i].byte)
            letters[n - 1].advance += letters[i].advance; // a mark on the letter before
        else
            letters[n++] = letters[i];
    }
    return (LineLetters){run->text, letters, n};
}

static bool is_space(const LineLetters *line, int letter)
{
    return letter < line->n && line->text[line->letters[letter].byte] == ' ';
}

// How many letters from `first` on fit into a width: as many words as there is room for, or as many characters of a
// word that is wider than the line. *next gets the letter after them, behind the spaces it was broken at.
static int fitting_letters(const LineLetters *line, int first, double width, int *next)
{
    int last_space = -1;
    double used = 0;
    for (int i = first; i < line->n; i++) {
        used += line->letters[i].advance;
        if (!is_space(line, i) && i > first && used > width) {
            const int end = last_space > 0 ? last_space : i;
            for (*next = end; is_space(line, *next);)
                ++*next;
            return end - first;
        }
        if (is_space(line, i) && i > first && !is_space(line, i - 1))
            last_space = i;
    }
    *next = line->n;
    return line->n - first;
}

static int count_parts(const LineLetters *line, double width, double hang)
{
    int n = 0;
    for (int first = 0; first < line->n; n++)
        fitting_letters(line, first, n > 0 ? width - hang : width, &first);
    return n;
}

// The narrowest width that needs no more parts than the widest does: so no part is left with a single word.
static double even_width(const LineLetters *line, double max_width, double hang)
{
    enum { TRIES = 24 };
    const int n_parts = count_parts(line, max_width, hang);
    double width = max_width;
    for (int i = 1; i < TRIES; i++) {
        const double narrower = max_width * (1 - 0.5 * i / TRIES);
        if (count_parts(line, narrower, hang) > n_parts)
            break;
        width = narrower;
    }
    return width;
}

// A line of the text that is too wide, in parts.
static void add_parts(Scene *s, VersePage *page, const VerseSpec *spec, const TextRun *run, int first)
{
    const LineLetters line = line_letters(scene_arena(s), run);
    const double width = spec->hang > 0 ? even_width(&line, spec->max_width, spec->hang) : spec->max_width;
    page->broken = true;
    for (int letter = 0; letter < line.n && !page->cut;) {
        const double x = letter > 0 ? spec->hang : 0;
        int next;
        const int n_letters = fitting_letters(&line, letter, width - x, &next);
        const int from = line.letters[letter].byte, to = line.letters[letter + n_letters - 1].end;
        add_line(page, set(s, page, false, first + from, to - from), false, first + from, x);
        letter = next;
    }
}

// The text with tabs as spaces: as long as before.
static const char *without_tabs(Scene *s, const char *text)
{
    char *copy = arena_strdup(scene_arena(s), words_shown(s, text));
    for (char *c = copy; *c; c++)
        if (*c == '\t')
            *c = ' ';
    return copy;
}

static VersePage empty_page(Scene *s, const char *text, const VerseSpec *spec, bool code)
{
    const double least = fmin(spec->size, scene_canvas(s).least_type);
    const double size = code ? fmax(CODE_SIZE * spec->size, least) : spec->size;
    const TextStyle speech = {.family = code ? FONT_MONO : FONT_SERIF, .size = size};
    VersePage page = {.text = without_tabs(s, text),
                      .speech = speech,
                      .speaker = speech,
                      .size = spec->size,
                      .pitch = spec->pitch > 0 ? spec->pitch : VERSE_PITCH * spec->size,
                      .lines = ARENA_ARRAY(scene_arena(s), VerseLine, MOST_LINES)};
    page.speaker.small_caps = true;
    page.speaker.letter_space = 0.08 * size;
    return page;
}

VersePage verse_page(Scene *s, const char *text, VerseSpec spec)
{
    const bool code = is_code(text);
    VersePage page = empty_page(s, text, &spec, code);
    bool blank_before = true;
    for (int first = 0; page.text[first] && !page.cut;) {
        const char *line = page.text + first;
        const int n_line = (int)strcspn(line, "\n");
        int n_bytes = n_line;
        while (n_bytes > 0 && line[n_bytes - 1] == ' ')
            n_bytes--;
        if (n_bytes > 0) {
            const bool speaker = !code && is_speaker(line, n_bytes, blank_before);
            const TextRun *run = set(s, &page, speaker, first, speaker ? n_bytes - 1 : n_bytes);
            page.height += blank_before && page.n_lines > 0 ? GAP_PITCHES * page.pitch : 0;
            if (run && !speaker && spec.max_width > 0 && run->logical.w > spec.max_width)
                add_parts(s, &page, &spec, run, first);
            else
                add_line(&page, run, speaker, first, 0);
        }
        blank_before = n_bytes == 0;
        first += n_line + (line[n_line] == '\n');
    }
    return page;
}

void verse_cut(VersePage *page, double height)
{
    while (page->n_lines > 1 &&
           (page->height > height + 0.001 || (page->cut && page->lines[page->n_lines - 1].speaker))) {
        page->n_lines--;
        page->height = page->lines[page->n_lines - 1].y + page->pitch;
        page->cut = true;
    }
    page->width = 0;
    for (int i = 0; i < page->n_lines; i++)
        page->width = fmax(page->width, page->lines[i].x + page->lines[i].run->logical.w);
}
