// verse.c — a text cut into lines.
#include "scenes/kit/verse.h"

#include "scenes/kit/measure.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { SPEAKER_MOST_BYTES = 30 };

static const double PITCH = 46;        // of lines of SIZE_BODY
static const double GAP_PITCHES = 0.5; // between one speech and the next, on top of a line
static const double CODE_SIZE = 0.82;  // of mono beside Garamond of the same look

static double size_of(const VerseSpec *spec)
{
    return spec->size > 0 ? spec->size : SIZE_BODY;
}

static double pitch_of(const VerseSpec *spec)
{
    return spec->pitch > 0 ? spec->pitch : PITCH * size_of(spec) / SIZE_BODY;
}

TextStyle verse_style(const VerseSpec *spec, VerseKind kind)
{
    TextStyle style = {.family = spec->code ? FONT_MONO : FONT_SERIF, .size = size_of(spec)};
    if (spec->code)
        style.size *= CODE_SIZE;
    if (kind == VERSE_SPEAKER) {
        style.small_caps = true;
        style.letter_space = 0.08 * style.size;
    }
    return style;
}

bool verse_is_code(const char *text)
{
    static const double LEAST_SHARE = 0.05;
    int n_signs = 0, n_shown = 0;
    for (const char *c = text; *c; c++) {
        n_shown += !isspace((unsigned char)*c);
        n_signs += strchr("{}()[]<>=_;#*/\\|", *c) != NULL;
    }
    return n_signs > LEAST_SHARE * n_shown;
}

// The source text while it is cut into lines.
typedef struct Cutter {
    Scene *s;
    const VerseSpec *spec;
    const char *text;
    VerseLine *lines;
    int n_lines;
    double y, y_most;
    bool full;
} Cutter;

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

static void add_line(Cutter *cutter, VerseKind kind, int first, int n_bytes, double x)
{
    if (cutter->n_lines == VERSE_MOST_LINES || cutter->y > cutter->y_most + 1e-6) {
        cutter->full = true;
        return;
    }
    cutter->lines[cutter->n_lines++] = (VerseLine){
        .kind = kind,
        .words = arena_strndup(scene_arena(cutter->s), cutter->text + first, (size_t)n_bytes),
        .first = first,
        .n_bytes = n_bytes,
        .x = x,
        .y = cutter->y,
    };
    cutter->y += pitch_of(cutter->spec);
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

// How many letters from `first` on fit into a width: as many words as there is room for, or as many characters of a word
// that is wider than the line. *next gets the letter after them, behind the spaces it was broken at.
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

static void add_source_line(Cutter *cutter, int first, int n_bytes, bool begins_speech)
{
    const VerseSpec *spec = cutter->spec;
    if (!spec->code && is_speaker(cutter->text + first, n_bytes, begins_speech)) {
        add_line(cutter, VERSE_SPEAKER, first, n_bytes - 1, 0);
        return;
    }
    const TextStyle style = verse_style(spec, VERSE_SPEECH);
    const char *words = arena_strndup(scene_arena(cutter->s), cutter->text + first, (size_t)n_bytes);
    const TextRun *run = text_set(cutter->s, &style, words);
    if (!run || spec->max_width <= 0 || run->logical.w <= spec->max_width) {
        add_line(cutter, VERSE_SPEECH, first, n_bytes, 0);
        return;
    }
    const LineLetters line = line_letters(scene_arena(cutter->s), run);
    const double width = spec->hang > 0 ? even_width(&line, spec->max_width, spec->hang) : spec->max_width;
    for (int letter = 0; letter < line.n && !cutter->full;) {
        const double x = letter > 0 ? spec->hang : 0;
        int next;
        const int n_letters = fitting_letters(&line, letter, width - x, &next);
        const int from = line.letters[letter].byte, to = line.letters[letter + n_letters - 1].end;
        add_line(cutter, VERSE_SPEECH, first + from, to - from, x);
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

int verse_layout(Scene *s, const VerseSpec *spec, VerseLine lines[VERSE_MOST_LINES])
{
    const int max_lines = spec->max_lines > 0 ? spec->max_lines : VERSE_MOST_LINES;
    Cutter cutter = {
        .s = s,
        .spec = spec,
        .text = without_tabs(s, spec->text ? spec->text : ""),
        .lines = lines,
        .y_most = (max_lines - 1) * pitch_of(spec),
    };
    bool blank_before = true;
    for (int first = 0; cutter.text[first] && !cutter.full;) {
        const int n_line = (int)strcspn(cutter.text + first, "\n");
        int n_bytes = n_line;
        while (n_bytes > 0 && cutter.text[first + n_bytes - 1] == ' ')
            n_bytes--;
        if (n_bytes > 0) {
            if (blank_before && cutter.n_lines > 0)
                cutter.y += GAP_PITCHES * pitch_of(spec);
            add_source_line(&cutter, first, n_bytes, blank_before);
        }
        blank_before = n_bytes == 0;
        first += n_line + (cutter.text[first + n_line] == '\n');
    }
    // A name at the foot, with nothing said, is not shown: unless there is nothing else.
    while (cutter.full && cutter.n_lines > 1 && lines[cutter.n_lines - 1].kind == VERSE_SPEAKER)
        cutter.n_lines--;
    return cutter.n_lines;
}
