// notes.c — what is said at a slide: the comment that ends it, parted where a click is marked.
#include "engine/deck/slide.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CLICKS = 999 };

static const char *trimmed(Arena *arena, const char *words, size_t n)
{
    while (n > 0 && isspace((unsigned char)*words))
        words++, n--;
    while (n > 0 && isspace((unsigned char)words[n - 1]))
        n--;
    return arena_strndup(arena, words, n);
}

// "[click]" or "[click:2]": how many clicks it stands for, and how long it is; 0: it is none.
static int mark_at(const char *words, size_t *n_bytes)
{
    static const char MARK[] = "[click";
    if (strncmp(words, MARK, sizeof MARK - 1) != 0)
        return 0;
    const char *behind = words + sizeof MARK - 1;
    char *end = (char *)(uintptr_t)behind;
    long n = 1;
    if (*behind == ':')
        n = strtol(behind + 1, &end, 10);
    if (*end != ']' || n < 1 || n > MOST_CLICKS)
        return 0;
    *n_bytes = (size_t)(end + 1 - words);
    return (int)n;
}

static void split_notes(Arena *arena, const char *words, DeckSlide *slide)
{
    const char **notes = NULL;
    int n_notes = 0, most = 0, n_before = 0; // clicks that the part is behind of
    for (const char *from = words, *at = words;; at++) {
        size_t n_mark = 0;
        const int n_clicks = mark_at(at, &n_mark);
        if (*at && n_clicks == 0)
            continue;
        while (n_notes <= n_before) {
            notes = arena_grow(arena, notes, n_notes, &most, sizeof *notes);
            notes[n_notes++] = "";
        }
        notes[n_before] = trimmed(arena, from, (size_t)(at - from));
        if (!*at || n_before + n_clicks > MOST_CLICKS)
            break;
        n_before += n_clicks;
        from = at + n_mark;
        at = from - 1;
    }
    slide->notes = notes;
    slide->n_notes = n_notes;
}

size_t deck_notes(Arena *arena, const DeckText *text, size_t begin, size_t end, DeckSlide *slide)
{
    size_t last = end;
    while (last > begin && isspace((unsigned char)text->bytes[last - 1]))
        last--;
    if (last < begin + 7 || strncmp(text->bytes + last - 3, "-->", 3) != 0)
        return end;
    size_t open = last - 7;
    while (open > begin && strncmp(text->bytes + open, "<!--", 4) != 0)
        open--;
    if (strncmp(text->bytes + open, "<!--", 4) != 0)
        return end;
    const char *words = trimmed(arena, text->bytes + open + 4, last - 3 - (open + 4));
    if (*words)
        split_notes(arena, words, slide);
    return open;
}
