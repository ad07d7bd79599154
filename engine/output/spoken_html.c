// spoken_html.c — the pieces of a spoken line, one behind the other.
#include "engine/output/spoken_html.h"

#include "engine/anim/spoken.h"

void spoken_html_put(SvgText *text, Arena *arena, const Say *say, const char *stress, const char *pause)
{
    int n_pieces = 0;
    const SpokenPiece *pieces = spoken_pieces(arena, say->written, say->written_shown, &n_pieces);
    for (int i = 0; i < n_pieces; i++) {
        const char *words = arena_strndup(arena, say->written + pieces[i].first_byte, (size_t)pieces[i].n_bytes);
        switch (pieces[i].kind) {
        case SPOKEN_PAUSE:
            svg_put(text, pause);
            break;
        case SPOKEN_WORDS:
            svg_put_escaped(text, words);
            break;
        case SPOKEN_STRESSED:
            svg_putf(text, "<%s>", stress);
            svg_put_escaped(text, words);
            svg_putf(text, "</%s>", stress);
            break;
        }
    }
}
