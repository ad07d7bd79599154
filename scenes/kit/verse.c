// verse.c — a text cut into lines.
#include "scenes/kit/verse.h"

#include "scenes/kit/measure.h"

#include <ctype.h>
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

// How many glyphs from `first` on fit into a width: as many words as there is room for, or as many characters of a word
// that is wider than the line. *next gets the glyph after them, behind the spaces it was broken at.
static int fitting_glyphs(const TextRun *run, int first, double width, int *next)
{
    int last_space = -1;
    for (int i = first; i < run->n_glyphs; i++) {
        const Glyph *glyph = &run->glyphs[i];
        const bool space = run->text[glyph->byte] == ' ';
        if (!space && i > first && glyph->at.x + glyph->advance - run->glyphs[first].at.x > width) {
            for (*next = last_space > 0 ? last_space : i; run->text[run->glyphs[*next].byte] == ' ';)
                ++*next;
            return (last_space > 0 ? last_space : i) - first;
        }
        if (space && i > first && run->text[run->glyphs[i - 1].byte] != ' ')
            last_space = i;
    }
    *next = run->n_glyphs;
    return run->n_glyphs - first;
}

static int count_parts(const TextRun *run, double width, double hang)
{
    int n = 0;
    for (int first = 0; first < run->n_glyphs; n++)
        fitting_glyphs(run, first, n > 0 ? width - hang : width, &first);
    return n;
}

// The narrowest width that needs no more parts than the widest does: so no part is left with a single word.
static double even_width(const TextRun *run, double max_width, double hang)
{
    enum { TRIES = 24 };
    const int n_parts = count_parts(run, max_width, hang);
    double width = max_width;
    for (int i = 1; i < TRIES; i++) {
        const double narrower = max_width * (1 - 0.5 * i / TRIES);
        if (count_parts(run, narrower, hang) > n_parts)
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
    const double width = spec->hang > 0 ? even_width(run, spec->max_width, spec->hang) : spec->max_width;
    for (int glyph = 0; glyph < run->n_glyphs && !cutter->full;) {
        const double x = glyph > 0 ? spec->hang : 0;
        int next;
        const int end = glyph + fitting_glyphs(run, glyph, width - x, &next);
        const int from = run->glyphs[glyph].byte, to = end < run->n_glyphs ? run->glyphs[end].byte : n_bytes;
        add_line(cutter, VERSE_SPEECH, first + from, to - from, x);
        glyph = next;
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
