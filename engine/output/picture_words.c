// picture_words.c — the texts of a display list, line by line.
#include "engine/output/picture_words.h"

#include "engine/anim/frame.h"
#include "engine/base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct ShownWords {
    double line, x; // lines of writing count from the top
    const char *words;
} ShownWords;

static int by_place(const void *a, const void *b)
{
    const ShownWords *p = a, *q = b;
    return p->line != q->line ? (p->line > q->line) - (p->line < q->line) : (p->x > q->x) - (p->x < q->x);
}

// In the order in which they are read. In the arena.
static ShownWords *words_of(const Scene *scene, double t_s, Arena *arena, int *n)
{
    static const double SAME_LINE = 20; // units
    const DisplayList list = frame_at(scene, t_s, arena);
    ShownWords *shown = ARENA_ARRAY(arena, ShownWords, list.n_items);
    *n = 0;
    for (int i = 0; i < list.n_items; i++) {
        const DrawItem *item = &list.items[i];
        if (item->kind == DRAW_TEXT && !rect_is_empty(item->bounds) && !front_has(scene, item->node))
            shown[(*n)++] = (ShownWords){floor((item->matrix.y0 + item->run->baseline) / SAME_LINE), item->bounds.x,
                                         item->run->text};
    }
    qsort(shown, (size_t)*n, sizeof *shown, by_place);
    return shown;
}

static bool is_letter(const ShownWords *shown)
{
    return utf8_count(shown->words) == 1;
}

// Letters that stand one behind the other are a word. In the arena.
static const char *with_space(Arena *arena, const ShownWords *shown, int i)
{
    const bool goes_on =
        i > 0 && is_letter(&shown[i]) && is_letter(&shown[i - 1]) && shown[i].line == shown[i - 1].line;
    if (strcmp(shown[i].words, "␣") == 0)
        return " ";
    return goes_on ? shown[i].words : arena_printf(arena, " %s", shown[i].words);
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
        const char *more = with_space(arena, shown, i);
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
