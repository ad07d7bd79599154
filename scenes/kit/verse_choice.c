// verse_choice.c — every group of lines gets marks; the first of the best is taken.
#include "scenes/kit/verse.h"

#include <ctype.h>
#include <string.h>

enum { SPEAKER_MOST = 30, SHORT = 16, LONG = 56 };

// A line of the text without spaces around it.
typedef struct Line {
    const char *at;
    int n_bytes;
    bool whole; // the text goes on behind it, or it ends as a sentence
} Line;

static bool ends_sentence(const char *at, int n_bytes)
{
    return n_bytes > 0 && strchr(".!?", at[n_bytes - 1]);
}

// The next line of the text; false when there is none.
static bool next_line(const char **text, Line *line)
{
    if (!**text)
        return false;
    const char *at = *text;
    int n = (int)strcspn(at, "\n");
    *text = at + n + (at[n] == '\n');
    const bool ended = at[n] == '\n';
    while (n > 0 && isspace((unsigned char)at[n - 1]))
        n--;
    while (n > 0 && isspace((unsigned char)*at)) {
        at++;
        n--;
    }
    *line = (Line){at, n, ended || ends_sentence(at, n)};
    return true;
}

static bool can_stand(const Line *line)
{
    const bool speaker = line->n_bytes <= SPEAKER_MOST && line->n_bytes > 0 && line->at[line->n_bytes - 1] == ':';
    return line->n_bytes > 0 && line->whole && !speaker;
}

// The last word of a line, without what follows it.
static Line last_word(const Line *line)
{
    int end = line->n_bytes;
    while (end > 0 && !isalpha((unsigned char)line->at[end - 1]))
        end--;
    int first = end;
    while (first > 0 && (isalpha((unsigned char)line->at[first - 1]) || line->at[first - 1] == '\''))
        first--;
    return (Line){line->at + first, end - first, true};
}

// Whether the last words end alike and are not the same.
static bool rhyme(const Line *a, const Line *b)
{
    const Line x = last_word(a), y = last_word(b);
    int n = 0;
    while (n < x.n_bytes && n < y.n_bytes &&
           tolower((unsigned char)x.at[x.n_bytes - 1 - n]) == tolower((unsigned char)y.at[y.n_bytes - 1 - n]))
        n++;
    const int shorter = x.n_bytes < y.n_bytes ? x.n_bytes : y.n_bytes;
    return n >= (shorter > 3 ? 3 : 2) && !(n == x.n_bytes && n == y.n_bytes);
}

static int marks(const Line *lines, int n)
{
    const Line *last = &lines[n - 1];
    int sum = 2 * ends_sentence(last->at, last->n_bytes) + !!isupper((unsigned char)*lines[0].at);
    sum += n > 1 && rhyme(&lines[n - 2], last) ? 4 : 0;
    for (int i = 0; i < n; i++)
        sum += lines[i].n_bytes >= SHORT && lines[i].n_bytes <= LONG;
    return sum;
}

static const char *joined(Arena *arena, const Line *lines, int n)
{
    const char *text = "";
    for (int i = 0; i < n; i++)
        text = arena_printf(arena, "%s%s%.*s", text, i > 0 ? "\n" : "", lines[i].n_bytes, lines[i].at);
    return text;
}

const char *verse_choose(Arena *arena, const char *text, int n_lines)
{
    Line *window = ARENA_ARRAY(arena, Line, n_lines), line;
    const char *chosen = NULL;
    int best = -1;
    for (int n = 0; next_line(&text, &line);) {
        if (!can_stand(&line)) {
            n = 0;
            continue;
        }
        if (n == n_lines)
            memmove(window, window + 1, sizeof *window * (size_t)--n);
        window[n++] = line;
        if (n == n_lines && marks(window, n) > best) {
            best = marks(window, n);
            chosen = joined(arena, window, n);
        }
    }
    return chosen;
}
