// fence.c — "python {all|2,4-6|6-}{at:3, lines:true} [train.py]" and its like.
#include "engine/deck/fence.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

typedef struct Fence {
    DeckReader *reader;
    const DeckText *text;
    DeckBlock *block;
    int n_lines; // of the code
    const char *at;
} Fence;

// ---- lines that are lit ----

static bool is_word(const char *text, size_t n, const char *word)
{
    return n == strlen(word) && strncmp(text, word, n) == 0;
}

// "2", "4-6" or "6-", up to the last line of the code.
static bool read_span(const char *text, size_t n, int n_lines, int *from, int *to)
{
    char *end = NULL;
    const long first = strtol(text, &end, 10);
    long last = first;
    if (end == text || !isdigit((unsigned char)*text))
        return false;
    if (*end == '-') {
        const char *behind = end + 1;
        last = behind == text + n ? n_lines : strtol(behind, &end, 10);
        end = behind == text + n ? end + 1 : end;
    }
    if (end != text + n || first < 1 || first > 1000000 || last > 1000000)
        return false;
    *from = (int)first;
    *to = (int)last;
    return true;
}

// The lines of "2,4-6" as a flag each. False: they are no lines.
static bool mark_lines(Fence *fence, const char *text, size_t n, bool *marked)
{
    for (size_t i = 0; i <= n;) {
        size_t end = i;
        while (end < n && text[end] != ',')
            end++;
        int from = 0, to = 0;
        while (i < end && text[i] == ' ')
            i++;
        size_t stop = end;
        while (stop > i && text[stop - 1] == ' ')
            stop--;
        if (!read_span(text + i, stop - i, fence->n_lines, &from, &to))
            return false;
        if (to > fence->n_lines)
            deck_warn(fence->reader, fence->text, fence->block->line, "line %d is to be lit, and the code has %d", to,
                      fence->n_lines);
        for (int k = from; k <= to && k <= fence->n_lines; k++)
            marked[k - 1] = true;
        i = end + 1;
    }
    return true;
}

static bool read_lit(Fence *fence, const char *text, size_t n, DeckLit *lit)
{
    while (n > 0 && *text == ' ')
        text++, n--;
    while (n > 0 && text[n - 1] == ' ')
        n--;
    *lit = (DeckLit){.all = is_word(text, n, "all") || is_word(text, n, "*"), .hidden = is_word(text, n, "hide")};
    if (lit->all || lit->hidden || is_word(text, n, "none"))
        return true;
    Arena *arena = fence->reader->arena;
    bool *marked = ARENA_ARRAY(arena, bool, fence->n_lines);
    if (!mark_lines(fence, text, n, marked))
        return false;
    int *lines = ARENA_ARRAY(arena, int, fence->n_lines);
    for (int i = 0; i < fence->n_lines; i++)
        if (marked[i])
            lines[lit->n_lines++] = i + 1;
    lit->lines = lines;
    return true;
}

// "all|2|3". False: it is something else.
static bool read_steps(Fence *fence, const char *text, size_t n)
{
    DeckLit *steps = NULL;
    int n_steps = 0, most = 0;
    for (size_t i = 0; i <= n;) {
        size_t end = i;
        while (end < n && text[end] != '|')
            end++;
        steps = arena_grow(fence->reader->arena, steps, n_steps, &most, sizeof *steps);
        if (!read_lit(fence, text + i, end - i, &steps[n_steps++]))
            return false;
        i = end + 1;
    }
    fence->block->steps = steps;
    fence->block->n_steps = n_steps;
    return true;
}

// ---- options ----

// The value of "name: value" among "{lines:true, at:'+1'}"; NULL. In the arena.
static const char *option(Arena *arena, const char *text, size_t n, const char *name)
{
    const char *all = arena_strndup(arena, text, n), *at = all;
    const size_t n_name = strlen(name);
    for (; (at = strstr(at, name)); at += n_name) {
        const char *behind = at + n_name + strspn(at + n_name, " ");
        if ((at > all && !strchr(" ,'\"{", at[-1])) || *behind != ':')
            continue;
        behind += 1 + strspn(behind + 1, " ");
        return arena_strndup(arena, behind, strcspn(behind, ","));
    }
    return NULL;
}

static void read_options(Fence *fence, const char *text, size_t n)
{
    Arena *arena = fence->reader->arena;
    const char *lines = option(arena, text, n, "lines"), *at = option(arena, text, n, "at");
    if (lines)
        fence->block->numbered = strncmp(lines, "true", 4) == 0;
    if (at)
        fence->at = at;
    if (!memchr(text, ':', n))
        deck_warn(fence->reader, fence->text, fence->block->line,
                  "{%.*s} behind the fence is not understood; lines to be lit are written as {all|2|4-6}", (int)n,
                  text);
}

// ---- the whole ----

static int count_lines(const char *code)
{
    int n = 1;
    for (; *code; code++)
        n += *code == '\n';
    return n;
}

static const char *language_of(Arena *arena, const char **info)
{
    const size_t n = strcspn(*info, " \t{[");
    const char *language = n > 0 ? arena_strndup(arena, *info, n) : NULL;
    *info += n;
    return language;
}

void fence_read(DeckReader *reader, const DeckText *text, ClickCount *count, const char *info, DeckBlock *block)
{
    static const DeckLit ALL = {.all = true};
    Fence fence = {reader, text, block, count_lines(block->text), "+1"};
    info += strspn(info, " \t");
    block->language = language_of(reader->arena, &info);
    for (const char *open = strchr(info, '{'); open; open = strchr(open, '{')) {
        const size_t n = strcspn(++open, "}");
        if (block->n_steps > 0 || !read_steps(&fence, open, n))
            read_options(&fence, open, n);
        open += n;
    }
    if (block->n_steps == 0) {
        block->steps = &ALL;
        block->n_steps = 1;
    }
    DeckClicks clicks = {0};
    if (block->n_steps > 1 && !click_take(count, fence.at, block->n_steps - 1, &clicks)) {
        deck_warn(reader, text, block->line, "at: %s is no click; the lines are lit one click after the other",
                  fence.at);
        click_take(count, "+1", block->n_steps - 1, &clicks);
    }
    block->step_click = clicks.from;
}
