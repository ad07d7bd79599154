// picture_words.c — the texts of a display list, line by line.
#include "engine/output/picture_words.h"

#include "engine/anim/frame.h"
#include "engine/base/utf8.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double NEAR = 0.15;      // em: what stands so near to the word before is a part of it
static const double SAME_STEP = 0.02; // of a step from tile to tile

typedef struct ShownWords {
    double line, x, end, em; // lines of writing count from the top; units of the canvas
    const char *words;
} ShownWords;

static int by_place(const void *a, const void *b)
{
    const ShownWords *p = a, *q = b;
    return p->line != q->line ? (p->line > q->line) - (p->line < q->line) : (p->x > q->x) - (p->x < q->x);
}

static ShownWords words_of_item(const DrawItem *item)
{
    static const double SAME_LINE = 20; // units
    const Rect box = item->run->logical;
    const double scale = item->matrix.xx, x = item->matrix.x0 + scale * box.x;
    return (ShownWords){floor((item->matrix.y0 + item->run->baseline) / SAME_LINE), x, x + scale * box.w,
                        scale * item->run->style.size, item->run->text};
}

// Words that lie over the same ones, as lit ones do, are seen once.
static bool is_twice(const ShownWords *a, const ShownWords *b)
{
    return a->line == b->line && fabs(a->x - b->x) < NEAR * a->em && strcmp(a->words, b->words) == 0;
}

// In the order in which they are read. In the arena.
static ShownWords *words_of(const Scene *scene, double t_s, Arena *arena, int *n)
{
    const DisplayList list = frame_at(scene, t_s, arena);
    ShownWords *shown = ARENA_ARRAY(arena, ShownWords, list.n_items);
    int n_all = 0;
    for (int i = 0; i < list.n_items; i++) {
        const DrawItem *item = &list.items[i];
        if (item->kind == DRAW_TEXT && !rect_is_empty(item->bounds) && !front_has(scene, item->node))
            shown[n_all++] = words_of_item(item);
    }
    qsort(shown, (size_t)n_all, sizeof *shown, by_place);
    *n = 0;
    for (int i = 0; i < n_all; i++)
        if (*n == 0 || !is_twice(&shown[*n - 1], &shown[i]))
            shown[(*n)++] = shown[i];
    return shown;
}

// A tile has one letter; digits in a row, as over columns, are numbers.
static bool is_letter(const ShownWords *shown)
{
    return utf8_count(shown->words) == 1 && !isdigit((unsigned char)*shown->words);
}

// Whether three letters stand in tiles beside each other.
static bool are_tiles(const ShownWords *three)
{
    for (int i = 0; i < 3; i++)
        if (!is_letter(&three[i]) || three[i].line != three[0].line)
            return false;
    const double middle = (three[1].x + three[1].end) / 2;
    const double before = middle - (three[0].x + three[0].end) / 2, after = (three[2].x + three[2].end) / 2 - middle;
    return fabs(after - before) <= SAME_STEP * before;
}

// Whether the words go on with those before: letters of one word, parts of one, or letters in tiles.
static bool goes_on(const ShownWords *shown, int n, int i)
{
    if (i == 0 || shown[i].line != shown[i - 1].line)
        return false;
    if (fabs(shown[i].x - shown[i - 1].end) < NEAR * shown[i].em)
        return true;
    return (i > 1 && are_tiles(&shown[i - 2])) || (i + 1 < n && are_tiles(&shown[i - 1]));
}

// In the arena.
static const char *with_space(Arena *arena, const ShownWords *shown, int n, int i)
{
    if (strcmp(shown[i].words, "␣") == 0)
        return " ";
    return goes_on(shown, n, i) ? shown[i].words : arena_printf(arena, " %s", shown[i].words);
}

const char *picture_words(const Scene *scene, double t_s, int most_chars, Arena *arena)
{
    int n = 0;
    const ShownWords *shown = words_of(scene, t_s, arena, &n);
    size_t n_bytes = 1;
    for (int i = 0; i < n; i++)
        n_bytes += strlen(shown[i].words) + 1;
    char *words = arena_alloc(arena, n_bytes), *end = words;
    int left = most_chars;
    for (int i = 0; i < n; i++) {
        const char *more = with_space(arena, shown, n, i);
        left -= utf8_count(more);
        if (left < 0)
            break; // nothing shorter behind it, either
        end = stpcpy(end, more);
    }
    for (char *c = words; *c; c++)
        if (*c == '\n')
            *c = ' ';
    return words;
}
