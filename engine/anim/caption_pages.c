// caption_pages.c — where the lines of a caption are broken: the cheapest way over all, by dynamic programming.
#include "engine/anim/caption_pages.h"

#include "engine/anim/breaks.h"
#include "engine/base/utf8.h"

#include <float.h>
#include <math.h>
#include <string.h>

// The price of things, in squared columns of raggedness.
static const double PAGE_PRICE = 60;     // a page more
static const double CLAUSE_PRICE = 40;   // a break behind a comma, instead of a full stop
static const double PREPARED_PRICE = 90; // … before a word that begins something
static const double WORD_PRICE = 160;    // … anywhere else
static const double LINE_DISCOUNT = 0.3; // of these prices, inside of a page

typedef struct Word {
    TextPiece piece;
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

static bool begins_something(const Word *word)
{
    static const char *const BEGINNERS[] = {"and", "or",   "but", "that", "which", "because", "as",    "of",    "in",
                                            "to",  "with", "for", "from", "when",  "where",   "while", "until", "if"};
    for (size_t i = 0; i < sizeof BEGINNERS / sizeof BEGINNERS[0]; i++)
        if (strlen(BEGINNERS[i]) == (size_t)word->piece.n_bytes &&
            strncmp(word->piece.at, BEGINNERS[i], (size_t)word->piece.n_bytes) == 0)
            return true;
    return false;
}

static bool ends_with_one(const TextPiece *piece, const char *const *signs)
{
    for (; *signs; signs++) {
        const int n = (int)strlen(*signs);
        if (piece->n_bytes >= n && memcmp(piece->at + piece->n_bytes - n, *signs, (size_t)n) == 0)
            return true;
    }
    return false;
}

static Word *split_words(Arena *arena, const char *text, int *n_words)
{
    static const char *const STOPS[] = {".", "!", "?", "\u3002", "\uff01", "\uff1f", NULL}; // also full-width ones
    static const char *const COMMAS[] = {",", ";", ":", "\uff0c", "\uff1b", "\uff1a", "\u3001", NULL};
    int n = 0;
    const TextPiece *pieces = text_pieces(arena, text, &n);
    Word *words = ARENA_ARRAY(arena, Word, n);
    for (int i = 0; i < n; i++)
        words[i] = (Word){pieces[i], WORD_PRICE};
    for (int i = 0; i < n; i++) {
        if (ends_with_one(&words[i].piece, STOPS))
            words[i].break_price = 0;
        else if (ends_with_one(&words[i].piece, COMMAS))
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
    int n_columns = 0;
    for (int end = first + 1; end <= n_words; end++) {
        n_columns += words[end - 1].piece.n_columns + (end - 1 > first && words[end - 1].piece.spaced);
        if (n_columns > columns && end > first + 1)
            break;
        const double ragged = 0.2 * pow(fmax(0, columns - n_columns), 2);
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
    const TextPiece *piece = &words[first].piece;
    char *line = arena_strndup(arena, piece->at, (size_t)piece->n_bytes);
    for (int i = first + 1; i < end; i++) {
        piece = &words[i].piece;
        line = arena_printf(arena, "%s%s%.*s", line, piece->spaced ? " " : "", piece->n_bytes, piece->at);
    }
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
    int n = 0, n_columns = 0, row = 0;
    char *page = NULL;
    for (int i = 0; i < n_words;) {
        const Way way = ways[i][row];
        const char *line = join_words(arena, words, i, way.line_end);
        page = row == 0 ? arena_strdup(arena, line) : arena_printf(arena, "%s\n%s", page, line);
        row = way.page_ends ? 0 : row + 1;
        i = way.line_end;
        if (way.page_ends) {
            pages[n] = (CaptionPage){page, utf8_columns(page, strlen(page))};
            n_columns += (int)pages[n++].share;
        }
    }
    for (int i = 0; i < n; i++)
        pages[i].share /= n_columns;
    *n_pages = n;
    return pages;
}
