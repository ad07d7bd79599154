#include "scenes/kit/measure.h"

#include <string.h>

const TextRun *words_shape(Scene *s, const TextStyle *style, const char *words)
{
    return text_set(s, style, words);
}

double words_width(Scene *s, const TextStyle *style, const char *words)
{
    const TextRun *run = words_shape(s, style, words);
    return run ? run->logical.w : 0;
}

const char *words_cut(Scene *s, const TextStyle *style, const char *words, double max_width)
{
    const char *cut = words;
    size_t n = strlen(words);
    while (n > 0 && words_width(s, style, cut) > max_width) {
        while (n > 0 && words[n - 1] != ' ')
            n--;
        while (n > 0 && strchr(" ,;:", words[n - 1]))
            n--;
        cut = arena_printf(scene_arena(s), "%.*s\xe2\x80\xa6", (int)n, words);
    }
    return cut;
}

// Bytes of the UTF-8 character that begins there; 1 for a byte that begins none.
static size_t character_bytes(const char *at_char)
{
    const unsigned char first = (unsigned char)*at_char;
    const size_t n = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
    for (size_t i = 1; i < n; i++)
        if (((unsigned char)at_char[i] & 0xc0) != 0x80)
            return 1;
    return n;
}

const char *words_shown(Scene *s, const char *words)
{
    char *shown = arena_alloc(scene_arena(s), strlen(words) + 1); // no character grows
    size_t n_shown = 0;
    for (const char *c = words; *c;) {
        const size_t n = character_bytes(c);
        char one[5] = "";
        memcpy(one, c, n);
        c += n;
        const unsigned char first = (unsigned char)one[0];
        const bool ascii = first >= ' ' && first < 0x7f;
        if (!ascii && first < 0x80 && first != '\n' && first != '\t')
            continue;
        if (first >= 0x80 && !text_can_show(s, one))
            strcpy(one, "?");
        memcpy(shown + n_shown, one, strlen(one));
        n_shown += strlen(one);
    }
    shown[n_shown] = '\0';
    return shown;
}
