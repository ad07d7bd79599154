// bars.c — rows of tile, bar and percentage, and how they change to another prediction.
#include "scenes/kit/bars.h"

#include "scenes/kit/numbers.h"
#include "scenes/kit/tokens.h"
#include "scenes/kit/type.h"

#include <math.h>

static const double PERCENT_GAP = 14;

Bars *bars_add_with(Scene *s, BarsSpec spec)
{
    const Theme *theme = scene_theme(s);
    Bars *bars = ARENA_NEW(scene_arena(s), Bars);
    bars->spec = spec;
    bars->n_rows = spec.n_rows;
    bars->marked = -1;
    bars->group = add_group(s, spec.parent, .x = spec.x, .y = spec.y);
    node_source(s, bars->group, spec.source);
    const double middle = spec.tile / 2;
    const TextStyle words = type_middle(&TYPE_LABEL, ALIGN_START), numbers = type_middle(&TYPE_MONO, ALIGN_START);
    for (int i = 0; i < spec.n_rows; i++) {
        Node *row = add_group(s, bars->group, .y = i * spec.pitch);
        bars->rows[i] = row;
        bars->tiles[i] = token_tile(s, row, .w = spec.tile_w > 0 ? spec.tile_w : spec.tile, .h = spec.tile);
        bars->bars[i] = add_rect(s, row, .x = spec.bar_x, .y = middle - spec.bar_h / 2, .h = spec.bar_h, .radius = 4,
                                 .fill = color_mix(theme->bg, theme->accent, 0.7));
        bars->percents[i] = add_text(s, row, .x = spec.bar_x + PERCENT_GAP, .y = middle, .text = "", .style = &numbers,
                                     .color = theme->soft);
    }
    bars->other = add_group(s, bars->group, .x = spec.bar_x, .y = spec.n_rows * spec.pitch);
    add_text(s, bars->other, .y = middle, .text = "other", .style = &words, .color = theme->soft);
    bars->other_percent =
        add_text(s, bars->other, .x = 92, .y = middle, .text = "", .style = &numbers, .color = theme->soft);
    return bars;
}

static void show_words(Scene *s, Node *text, const char *words)
{
    node_set(s, text, PROP_VARIANT, text_add_variant(s, text, words));
}

// The row back to plain, or into the colour of choice.
static void paint_row(Scene *s, Bars *bars, int row, bool chosen, double dur_s)
{
    const Theme *theme = scene_theme(s);
    const double begin_s = scene_now(s);
    tile_mark(s, bars->tiles[row], chosen ? TILE_PICK : TILE_PLAIN, dur_s);
    scene_seek(s, begin_s);
    recolor(s, bars->bars[row], PROP_FILL, chosen ? theme->pick : color_mix(theme->bg, theme->accent, 0.7),
            .dur_s = dur_s);
    scene_seek(s, begin_s);
    recolor(s, bars->percents[row], PROP_FILL, chosen ? theme->pick : theme->soft, .dur_s = dur_s);
    scene_seek(s, begin_s + dur_s);
}

void bars_show(Scene *s, Bars *bars, const Prediction *prediction, double dur_s)
{
    const double begin_s = scene_now(s);
    if (bars->marked >= 0)
        paint_row(s, bars, bars->marked, false, dur_s);
    bars->marked = -1;
    bars->shown = prediction;
    for (int i = 0; i < bars->n_rows; i++) {
        const bool used = i < prediction->n;
        const double p = used ? prediction->p[i] : 0;
        const double w = bars->spec.bar_w * fmin(p / bars->spec.p_full, 1);
        scene_seek(s, begin_s);
        if (used == bars->row_empty[i])
            node_set(s, bars->rows[i], PROP_OPACITY, used ? 1 : 0); // never an empty tile
        bars->row_empty[i] = !used;
        tile_show(s, bars->tiles[i], tile_add_text(s, bars->tiles[i], used ? prediction->texts[i] : ""));
        show_words(s, bars->percents[i], used ? number_percent(s, p) : "");
        scene_together(s);
        animate(s, bars->bars[i], PROP_W, w, .dur_s = dur_s);
        animate(s, bars->percents[i], PROP_X, bars->spec.bar_x + w + PERCENT_GAP, .dur_s = dur_s);
        scene_together_end(s);
    }
    scene_seek(s, begin_s);
    const bool rest = prediction->p_other > 0;
    animate(s, bars->other, PROP_OPACITY, rest ? 1 : 0, .dur_s = dur_s);
    scene_seek(s, begin_s);
    if (rest)
        show_words(s, bars->other_percent, number_percent(s, prediction->p_other));
    scene_seek(s, begin_s + dur_s);
}

void bars_mark(Scene *s, Bars *bars, double dur_s)
{
    const int row = bars->shown ? bars->shown->chosen : -1;
    if (row < 0 || row >= bars->n_rows) {
        scene_wait(s, dur_s);
        return;
    }
    paint_row(s, bars, row, true, dur_s);
    bars->marked = row;
}
