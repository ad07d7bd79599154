// picture_words.c — which of the words that an author wrote a layout leaves out.
#include "engine/anim/picture_data.h"

#include <ctype.h>
#include <string.h>

void layout_must_show(Layout *layout, const char *words)
{
    if (!words)
        return;
    layout->words =
        arena_grow(layout->s->arena, layout->words, layout->n_words, &layout->cap_words, sizeof *layout->words);
    layout->words[layout->n_words++] = words;
}

// Texts one behind the other, without their spaces: a line may be drawn word by word, or sign by sign.
typedef struct Joined {
    char *bytes; // ended by 0
    bool *edge;  // [bytes + 1] whether a word or a text begins or ends here
    size_t n;
} Joined;

static void join(Joined *joined, const char *text)
{
    joined->edge[joined->n] = true;
    for (const char *c = text; *c; c++)
        if (isspace((unsigned char)*c))
            joined->edge[joined->n] = true;
        else
            joined->bytes[joined->n++] = *c;
    joined->edge[joined->n] = true;
}

static Joined join_begin(Arena *arena, size_t most_bytes)
{
    return (Joined){arena_alloc(arena, most_bytes + 1), ARENA_ARRAY(arena, bool, most_bytes + 1), 0};
}

static const Item *next_text(const Layout *layout, int *part, int *item)
{
    for (; *part < layout->n_parts; (*part)++, *item = 0)
        while (*item < layout->parts[*part].n_items) {
            const Item *at = &layout->parts[*part].items[(*item)++];
            if (at->kind == ITEM_TEXT)
                return at;
        }
    return NULL;
}

static Joined all_texts(const Layout *layout)
{
    size_t n_bytes = 0;
    int part = 0, item = 0;
    for (const Item *text; (text = next_text(layout, &part, &item));)
        n_bytes += strlen(text->text);
    Joined all = join_begin(layout->s->arena, n_bytes);
    part = item = 0;
    for (const Item *text; (text = next_text(layout, &part, &item));)
        join(&all, text->text);
    return all;
}

static int count_drawn(const Joined *all, const char *words, size_t n_bytes)
{
    int n = 0;
    for (const char *at = all->bytes; (at = strstr(at, words));) {
        const size_t begin = (size_t)(at - all->bytes);
        const bool whole = all->edge[begin] && all->edge[begin + n_bytes];
        n += whole;
        at += whole ? n_bytes : 1;
    }
    return n;
}

static int count_wanted(const Layout *layout, const char *words)
{
    int n = 0;
    for (int i = 0; i < layout->n_words; i++)
        n += strcmp(layout->words[i], words) == 0;
    return n;
}

const char *layout_left_out(const Layout *layout)
{
    if (layout->n_words == 0)
        return NULL;
    const Joined all = all_texts(layout);
    for (int i = 0; i < layout->n_words; i++) {
        const char *words = layout->words[i];
        Joined wanted = join_begin(layout->s->arena, strlen(words));
        join(&wanted, words);
        if (wanted.n > 0 && count_drawn(&all, wanted.bytes, wanted.n) < count_wanted(layout, words))
            return words;
    }
    return NULL;
}
