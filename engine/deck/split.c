// split.c — slides are parted by lines of dashes. What looks like one within code, a comment or frontmatter is none.
#include "engine/deck/split.h"

#include <ctype.h>
#include <string.h>

typedef struct Splitter {
    DeckReader *reader;
    const DeckText *text;
    DeckSection *sections; // [n_sections]
    int n_sections, most_sections;
    DeckSection open;
} Splitter;

// ---- lines ----

static size_t trimmed(const char *line, size_t n_bytes)
{
    while (n_bytes > 0 && isspace((unsigned char)line[n_bytes - 1]))
        n_bytes--;
    return n_bytes;
}

// How many signs a line begins with when nothing but them stands on it; else 0.
static int lone_signs(const char *line, size_t n_bytes, char sign)
{
    const size_t n = trimmed(line, n_bytes);
    for (size_t i = 0; i < n; i++)
        if (line[i] != sign)
            return 0;
    return (int)n;
}

static int dashes(const DeckText *text, int line)
{
    size_t n = 0;
    const char *bytes = deck_line(text, line, &n);
    const int n_dashes = lone_signs(bytes, n, '-');
    return n_dashes >= 3 ? n_dashes : 0;
}

// Behind indentation and the marks of quotes and lists, as fences stand in both.
static const char *behind_marks(const char *line, const char *end)
{
    for (;;) {
        while (line < end && strchr(" \t>", *line))
            line++;
        const char *mark = line;
        while (mark < end && isdigit((unsigned char)*mark))
            mark++;
        const bool is_mark = mark < end && (mark > line ? strchr(".)", *mark) : strchr("-*+", *mark));
        if (!is_mark || mark + 1 >= end || mark[1] != ' ')
            return line;
        line = mark + 1;
    }
}

int deck_fence(const char *line, size_t n_bytes, char *sign)
{
    const char *end = line + n_bytes, *from = behind_marks(line, end);
    if (from == end || (*from != '`' && *from != '~'))
        return 0;
    const char *to = from;
    while (to < end && *to == *from)
        to++;
    bool in_words = false; // `code` of three signs
    for (const char *at = to; at < end; at++)
        in_words = in_words || (*from == '`' && *at == '`');
    *sign = *from;
    return to - from >= 3 && !in_words ? (int)(to - from) : 0;
}

bool deck_fence_closes(const char *line, size_t n_bytes, char sign, int n_signs)
{
    const char *end = line + n_bytes;
    while (line < end && strchr(" \t>", *line))
        line++;
    return lone_signs(line, (size_t)(end - line), sign) >= n_signs;
}

// ---- what is passed over ----

// The line on which the fence that a line opens is closed; the line itself when it opens none. 0 on error.
static int behind_fence(Splitter *s, int line)
{
    size_t n = 0;
    char sign = 0;
    const char *bytes = deck_line(s->text, line, &n);
    const int n_signs = deck_fence(bytes, n, &sign);
    if (n_signs == 0)
        return line;
    for (int i = line + 1; i <= s->text->n_lines; i++) {
        size_t n_here = 0;
        const char *here = deck_line(s->text, i, &n_here);
        if (deck_fence_closes(here, n_here, sign, n_signs))
            return i;
    }
    if (n >= 4 && strncmp(bytes, "    ", 4) == 0)
        return line; // code by its indentation, and no fence
    deck_fail(s->reader, s->text, line, "the code that begins here is not closed; write %.*s on a line of its own",
              n_signs, bytes + (behind_marks(bytes, bytes + n) - bytes));
    return 0;
}

// Whether a place of a line is within `code`.
static bool in_words_of_code(const char *line, const char *at)
{
    int n = 0;
    for (; line < at; line++)
        n += *line == '`';
    return n % 2 == 1;
}

// The line on which the last comment that begins on a line is closed; the line itself when none is open behind it. 0 on
// error.
static int behind_comment(Splitter *s, int line)
{
    size_t n = 0;
    const char *bytes = deck_line(s->text, line, &n), *end = bytes + n, *from = bytes;
    for (;;) {
        const char *open = strstr(from, "<!--");
        if (!open || open >= end || in_words_of_code(bytes, open))
            return line;
        const char *close = strstr(open + 4, "-->");
        if (!close && strspn(bytes, " \t") < (size_t)(open - bytes))
            return line; // words
        if (!close) {
            deck_fail(s->reader, s->text, line, "the comment that begins here is not closed; write --> behind it");
            return 0;
        }
        if (close >= end)
            return deck_text_line(s->text, (size_t)(close - s->text->bytes));
        from = close;
    }
}

// ---- slides ----

static void end_section(Splitter *s, int end)
{
    s->open.end = end;
    if (s->open.first == end && s->open.front_first == 0)
        return; // nothing stood before the first separator
    s->sections = arena_grow(s->reader->arena, s->sections, s->n_sections, &s->most_sections, sizeof *s->sections);
    s->sections[s->n_sections++] = s->open;
}

// A slide begins at the line of dashes; gives the last line that belongs to its beginning, 0 on error.
static int begin_section(Splitter *s, int line)
{
    s->open = (DeckSection){.text = s->text, .line = line, .first = line + 1};
    const bool front =
        dashes(s->text, line) == 3 && line < s->text->n_lines && !deck_lines_blank(s->text, line + 1, line + 2);
    if (!front) {
        s->open.line = line + 1;
        return line;
    }
    for (int i = line + 1; i <= s->text->n_lines; i++)
        if (dashes(s->text, i) == 3) {
            s->open.front_first = line + 1;
            s->open.front_end = i;
            s->open.first = i + 1;
            return i;
        }
    deck_fail(
        s->reader, s->text, line,
        "the frontmatter that begins here is not closed; write --- behind it, or leave a line empty where a slide "
        "without frontmatter begins");
    return 0;
}

// A first block of YAML is frontmatter where there is no other.
static void take_yaml_block(DeckSection *section)
{
    const DeckText *text = section->text;
    int line = section->first;
    while (line < section->end && deck_lines_blank(text, line, line + 1))
        line++;
    size_t n = 0;
    const char *bytes = line < section->end ? deck_line(text, line, &n) : "";
    n = trimmed(bytes, n);
    const bool yaml = (n == 7 && strncmp(bytes, "```yaml", n) == 0) || (n == 6 && strncmp(bytes, "```yml", n) == 0);
    for (int i = line + 1; yaml && i < section->end; i++) {
        bytes = deck_line(text, i, &n);
        if (!deck_fence_closes(bytes, n, '`', 3))
            continue;
        section->front_first = line + 1;
        section->front_end = i;
        section->first = i + 1;
        return;
    }
}

const DeckSection *deck_split(DeckReader *reader, const DeckText *text, int *n_sections)
{
    Splitter s = {.reader = reader, .text = text};
    s.sections = arena_grow(reader->arena, NULL, 0, &s.most_sections, sizeof *s.sections);
    s.open = (DeckSection){.text = text, .line = 1, .first = 1};
    *n_sections = 0;
    if (deck_lines_blank(text, 1, text->n_lines + 1))
        return s.sections;
    for (int line = 1; line <= text->n_lines; line++) {
        if (dashes(text, line) > 0) {
            end_section(&s, line);
            line = begin_section(&s, line);
        } else {
            const int behind = behind_fence(&s, line);
            line = behind == line ? behind_comment(&s, line) : behind;
        }
        if (line == 0)
            return NULL;
    }
    // A separator at the very end begins nothing.
    if (s.open.front_first > 0 || !deck_lines_blank(text, s.open.first, text->n_lines + 1))
        end_section(&s, text->n_lines + 1);
    for (int i = 0; i < s.n_sections; i++)
        if (s.sections[i].front_first == 0)
            take_yaml_block(&s.sections[i]);
    *n_sections = s.n_sections;
    return s.sections;
}
