// measure.c — words of others, character by character.
#include "scenes/kit/measure.h"

#include "engine/base/utf8.h"

#include <string.h>

const char *words_shown(Scene *s, const char *words)
{
    char *shown = arena_alloc(scene_arena(s), strlen(words) + 1); // no character grows
    size_t n_shown = 0;
    for (const char *c = words; *c;) {
        uint32_t code_point;
        const int n = utf8_next(c, &code_point);
        char one[5] = "";
        memcpy(one, c, (size_t)n);
        c += n;
        const bool control = code_point < ' ' || code_point == 0x7f;
        if (control && code_point != '\n' && code_point != '\t')
            continue;
        if (code_point > 0x7f && (utf8_is_harmful(code_point) || !text_can_show(s, one)))
            strcpy(one, "?");
        memcpy(shown + n_shown, one, strlen(one));
        n_shown += strlen(one);
    }
    shown[n_shown] = '\0';
    return shown;
}
