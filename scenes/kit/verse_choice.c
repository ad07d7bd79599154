// verse_choice.c — every group of lines gets marks; the first of the best is taken.
#include "scenes/kit/verse.h"

#include <ctype.h>
#include <string.h>

enum { SPEAKER_MOST = 30, SHORT = 16, LONG = 56 };

// Some bytes of the text.
typedef struct Piece {
    const char *at;
    int n_bytes;
} Piece;

static char last_of(Piece piece)
{
    return piece.n_bytes > 0 ? piece.at[piece.n_bytes - 1] : '\0';
}

static bool ends_sentence(Piece line)
{
    return line.n_bytes > 0 && strchr(".!?", last_of(line));
}

// The next line of the text, without spaces around it; empty when it is a speaker's or the text breaks off in it.
static Piece next_line(const char **text)
{
    const char *at = *text, *end = at + strcspn(at, "\n");
    const bool whole = *end == '\n';
    *text = end + whole;
    while (end > at && isspace((unsigned char)end[-1]))
        end--;
    while (at < end && isspace((unsigned char)*at))
        at++;
    const Piece line = {at, (int)(end - at)};
    const bool speaker = line.n_bytes <= SPEAKER_MOST && last_of(line) == ':';
    return speaker || !(whole || ends_sentence(line)) ? (Piece){at, 0} : line;
}

// The last word of a line, without what follows it.
static Piece last_word(Piece line)
{
    while (line.n_bytes > 0 && !isalpha((unsigned char)last_of(line)))
        line.n_bytes--;
    Piece word = {line.at + line.n_bytes, 0};
    while (word.at > line.at && (isalpha((unsigned char)word.at[-1]) || word.at[-1] == '\'')) {
        word.at--;
        word.n_bytes++;
    }
    return word;
}

// Whether the last words end alike and are not the same.
static bool rhyme(Piece a, Piece b)
{
    const Piece x = last_word(a), y = last_word(b);
    const int shorter = x.n_bytes < y.n_bytes ? x.n_bytes : y.n_bytes;
    int n = 0;
    while (n < shorter &&
           tolower((unsigned char)x.at[x.n_bytes - 1 - n]) == tolower((unsigned char)y.at[y.n_bytes - 1 - n]))
        n++;
    return n >= (shorter > 3 ? 3 : 2) && !(n == x.n_bytes && n == y.n_bytes);
}

static int marks(const Piece *lines, int n)
{
    int sum = 2 * ends_sentence(lines[n - 1]) + !!isupper((unsigned char)*lines[0].at);
    sum += n > 1 && rhyme(lines[n - 2], lines[n - 1]) ? 4 : 0;
    for (int i = 0; i < n; i++)
        sum += lines[i].n_bytes >= SHORT && lines[i].n_bytes <= LONG;
    return sum;
}

static const char *joined(Arena *arena, const Piece *lines, int n)
{
    const char *text = "";
    for (int i = 0; i < n; i++)
        text = arena_printf(arena, "%s%s%.*s", text, i > 0 ? "\n" : "", lines[i].n_bytes, lines[i].at);
    return text;
}

const char *verse_choose(Arena *arena, const char *text, int n_lines, const char *but)
{
    Piece *window = ARENA_ARRAY(arena, Piece, n_lines);
    const char *chosen = NULL;
    int best = -1, n = 0;
    while (*text) {
        if (n == n_lines)
            memmove(window, window + 1, sizeof *window * (size_t)--n);
        window[n] = next_line(&text);
        const char *line = arena_strndup(arena, window[n].at, (size_t)window[n].n_bytes);
        n = *line && !(but && strstr(but, line)) ? n + 1 : 0;
        if (n == n_lines && marks(window, n) > best) {
            best = marks(window, n);
            chosen = joined(arena, window, n);
        }
    }
    return chosen;
}
