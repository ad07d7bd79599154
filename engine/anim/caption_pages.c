// caption_pages.c — where the lines of a caption are broken: the cheapest way over all, by dynamic programming.
#include "engine/anim/caption_pages.h"

#include "engine/base/utf8.h"

#include <float.h>
#include <math.h>
#include <string.h>

// The price of things, in squared characters of raggedness.
static const double PAGE_PRICE = 60;     // a page more
static const double CLAUSE_PRICE = 40;   // a break behind a comma, instead of a full stop
static const double PREPARED_PRICE = 90; // … before a word that begins something
static const double WORD_PRICE = 160;    // … anywhere else
static const double LINE_DISCOUNT = 0.3; // of these prices, inside of a page

typedef struct Word {
    const char *at;
    int n_bytes, n_chars;
    double break_price; // of a page break behind it
} Word;

// What is broken, and how long a line may be.
typedef struct Paragraph {
    const Word *words; // [n_words]
    int n_words, columns;
} Paragraph;

// The best way from a word on, when its line is the `row`-th of a page.
typedef struct Way {
    double price;
    int line_end; // word behind the line
    bool page_ends;
} Way;

static int count_chars(const char *text, int n_bytes)
{
    int n = 0;
    for (int i = 0; i < n_bytes; i++)
        n += (text[i] & 0xC0) != 0x80; // bytes that do not continue a UTF-8 character
    return n;
}

static bool begins_something(const Word *word)
{
    static const char *const BEGINNERS[] = {"and", "or",   "but", "that", "which", "because", "as",    "of",    "in",
                                            "to",  "with", "for", "from", "when",  "where",   "while", "until", "if"};
    for (size_t i = 0; i < sizeof BEGINNERS / sizeof BEGINNERS[0]; i++)
        if (strlen(BEGINNERS[i]) == (size_t)word->n_bytes &&
            strncmp(word->at, BEGINNERS[i], (size_t)word->n_bytes) == 0)
            return true;
    return false;
}

static Word *split_words(Arena *arena, const char *text, int *n_words)
{
    static const char SPACES[] = " \t\n";
    Word *words = ARENA_ARRAY(arena, Word, strlen(text) / 2 + 1);
    int n = 0;
    for (const char *at = text + strspn(text, SPACES); *at; at += strspn(at, SPACES)) {
        const int n_bytes = (int)strcspn(at, SPACES);
        words[n++] = (Word){at, n_bytes, count_chars(at, n_bytes), WORD_PRICE};
        at += n_bytes;
    }
    for (int i = 0; i < n; i++) {
        const char last = words[i].at[words[i].n_bytes - 1];
        if (strchr(".!?", last))
            words[i].break_price = 0;
        else if (strchr(",;:", last))
            words[i].break_price = CLAUSE_PRICE;
        else if (i + 1 < n && begins_something(&words[i + 1]))
            words[i].break_price = PREPARED_PRICE;
    }
    *n_words = n;
    return words;
}

// Finds the best line that begins at `first` in the given row; all later words have their ways already.
static Way best_way(const Paragraph *paragraph, const Way (*ways)[CAPTION_ROWS], int first, int row)
{
    const Word *words = paragraph->words;
    const int n_words = paragraph->n_words, columns = paragraph->columns;
    Way best = {DBL_MAX, first + 1, true};
    int n_chars = -1;
    for (int end = first + 1; end <= n_words; end++) {
        n_chars += 1 + words[end - 1].n_chars;
        if (n_chars > columns && end > first + 1)
            break;
        const double ragged = 0.2 * pow(fmax(0, columns - n_chars), 2);
        const double break_price = end < n_words ? words[end - 1].break_price : 0;
        const double page = ragged + break_price + PAGE_PRICE + (end < n_words ? ways[end][0].price : 0);
        if (page < best.price)
            best = (Way){page, end, true};
        if (row + 1 == CAPTION_ROWS || end == n_words)
            continue;
        const double line = ragged + LINE_DISCOUNT * break_price + ways[end][row + 1].price;
        if (line < best.price)
            best = (Way){line, end, false};
    }
    return best;
}

static char *join_words(Arena *arena, const Word *words, int first, int end)
{
    char *line = arena_strndup(arena, words[first].at, (size_t)words[first].n_bytes);
    for (int i = first + 1; i < end; i++)
        line = arena_printf(arena, "%s %.*s", line, words[i].n_bytes, words[i].at);
    return line;
}

CaptionPage *caption_pages(Arena *arena, const char *text, int columns, int *n_pages)
{
    int n_words = 0;
    const Word *words = split_words(arena, text, &n_words);
    const Paragraph paragraph = {words, n_words, columns};
    Way(*ways)[CAPTION_ROWS] = arena_alloc(arena, sizeof *ways * (size_t)(n_words + 1));
    for (int i = n_words - 1; i >= 0; i--)
        for (int row = 0; row < CAPTION_ROWS; row++)
            ways[i][row] = best_way(&paragraph, (const Way(*)[CAPTION_ROWS])ways, i, row);
    CaptionPage *pages = ARENA_ARRAY(arena, CaptionPage, n_words + 1);
    int n = 0, n_chars = 0, row = 0;
    char *page = NULL;
    for (int i = 0; i < n_words;) {
        const Way way = ways[i][row];
        const char *line = join_words(arena, words, i, way.line_end);
        page = row == 0 ? arena_strdup(arena, line) : arena_printf(arena, "%s\n%s", page, line);
        row = way.page_ends ? 0 : row + 1;
        i = way.line_end;
        if (way.page_ends) {
            pages[n] = (CaptionPage){page, utf8_count(page)};
            n_chars += (int)pages[n++].share;
        }
    }
    for (int i = 0; i < n; i++)
        pages[i].share /= n_chars;
    *n_pages = n;
    return pages;
}
