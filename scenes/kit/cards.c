// cards.c — the title card, letter by letter, and the credit.
#include "scenes/kit/cards.h"

#include "scenes/kit/type.h"

#include <math.h>

// The halo at rest, as a part of what it is at its strongest.
static const double GLOW_REST = 0.82;

// ---- title ----

// Letters from `from_x` on, each a text and a line node; gives the x behind them.
static double add_word(Scene *s, TitleCard *card, double from_x, const char *word, double size, int weight, bool unlit)
{
    if (!word || !word[0])
        return from_x;
    const Theme *theme = scene_theme(s);
    const TextStyle style = {.family = FONT_SANS, .size = size, .weight = weight, .letter_space = -0.028 * size};
    Node *letters = add_letters(s, card->group, from_x, 0, &style, theme->ink, word);
    for (int i = 0; i < node_child_count(letters); i++) {
        if (card->n_letters == TITLE_MOST_LETTERS) {
            scene_fail(s, "a title card takes %d letters at most", TITLE_MOST_LETTERS);
            break;
        }
        Node *letter = node_child(letters, i);
        card->letters[card->n_letters] = letter;
        if (unlit)
            card->unlit[card->n_letters] = add_path(s, card->group, .x = from_x, .path = text_outline(s, letter),
                                                    .stroke = theme->line, .stroke_width = size / 64);
        card->outlines[card->n_letters++] =
            add_path(s, card->group, .x = from_x, .z = 1, .path = text_outline(s, letter), .stroke = theme->accent,
                     .stroke_width = size / 64);
    }
    const Rect box = node_bounds(s, letters);
    return box.x + box.w;
}

// The halo: the words' outline softened twice, near and far, on a wide faint ellipse.
static void add_halo(Scene *s, TitleCard *card, double size)
{
    const Theme *theme = scene_theme(s);
    Path *outline = path_create(scene_arena(s)), *ellipse = path_create(scene_arena(s));
    for (int i = 0; i < card->n_letters; i++) {
        const double x = node_value_now(s, card->outlines[i], PROP_X);
        path_append(outline, text_outline(s, card->letters[i]), matrix_translate(x, 0));
    }
    const double unit = size / 160; // the sigmas are those of a title of 160
    Path *circle = path_create(scene_arena(s));
    path_circle(circle, 0, 0, 1);
    path_append(ellipse, circle,
                matrix_multiply(matrix_scale(0.72 * card->w, 0.85 * size), matrix_translate(0, -0.3 * size)));
    card->halo = add_group(s, card->group, .z = -1);
    node_hide(s, card->halo);
    add_glow(s, card->halo, .path = ellipse, .sigma = 104 * unit, .strength = 0.2, .color = theme->accent);
    add_glow(s, card->halo, .path = outline, .sigma = 26 * unit, .strength = 1, .color = theme->accent);
    add_glow(s, card->halo, .path = outline, .sigma = 7 * unit, .strength = 1, .color = theme->accent);
    node_pivot(s, card->halo, 0, -0.3 * size);
}

TitleCard *title_card_with(Scene *s, TitleCardSpec spec)
{
    const double size = spec.size > 0 ? spec.size : SIZE_TITLE;
    TitleCard *card = ARENA_NEW(scene_arena(s), TitleCard);
    card->group = add_group(s, spec.parent, .x = spec.x, .y = spec.y);
    card->w = add_word(s, card, 0, spec.light, size, 300, spec.unlit);
    card->w = add_word(s, card, card->w, spec.bold, size, 700, spec.unlit);
    // The words were set from 0 on; now that their width is known they move back by half of it, for all time.
    for (int i = 0; i < node_child_count(card->group); i++) {
        Node *part = node_child(card->group, i);
        const double x = node_value_now(s, part, PROP_X) - card->w / 2;
        node_keys(s, part, PROP_X, EASE_STEP, (double[1]){0}, &x, 1);
    }
    if (card->n_letters > 0)
        add_halo(s, card, size);
    return card;
}

void title_draw_in(Scene *s, TitleCard *card, double dur_s)
{
    const double begin_s = scene_now(s), letter_s = 0.5 * dur_s;
    const double stagger_s = card->n_letters > 1 ? (0.75 * dur_s - letter_s) / (card->n_letters - 1) : 0;
    for (int i = 0; i < card->n_letters; i++) {
        scene_seek(s, begin_s + i * stagger_s);
        draw_in(s, card->outlines[i], .dur_s = letter_s);
        // The fill comes while the line closes, and the line goes into it.
        scene_seek(s, begin_s + i * stagger_s + 0.6 * letter_s);
        fade_in(s, card->letters[i], .dur_s = 0.8 * letter_s, .ease = EASE_IN_OUT);
        scene_seek(s, begin_s + i * stagger_s + letter_s);
        fade_out(s, card->outlines[i], .dur_s = 0.5 * letter_s, .ease = EASE_IN_OUT);
        scene_seek(s, begin_s + i * stagger_s + 0.8 * letter_s);
        if (card->unlit[i])
            fade_out(s, card->unlit[i], .dur_s = 0.2 * letter_s);
    }
    scene_seek(s, begin_s + dur_s);
}

void title_glow(Scene *s, TitleCard *card, double dur_s)
{
    if (!card->halo)
        return;
    const double begin_s = scene_now(s);
    fade_in(s, card->halo, .dur_s = 0.45 * dur_s, .ease = EASE_IN_OUT);
    animate(s, card->halo, PROP_OPACITY, GLOW_REST, .dur_s = 0.55 * dur_s);
    scene_seek(s, begin_s);
    node_set(s, card->halo, PROP_SCALE_X, 0.94);
    node_set(s, card->halo, PROP_SCALE_Y, 0.94);
    scale_to(s, card->halo, 1, .dur_s = dur_s, .ease = EASE_OUT);
    scene_seek(s, begin_s + dur_s);
}

// ---- credit ----

Node *credit_card_with(Scene *s, CreditSpec spec)
{
    const Theme *theme = scene_theme(s);
    TextStyle name = type_aligned(&TYPE_BODY, ALIGN_MIDDLE), address = type_aligned(&TYPE_MONO, ALIGN_MIDDLE);
    name.size = spec.size > 0 ? spec.size : SIZE_LEAD;
    address.size = spec.address_size > 0 ? spec.address_size : SIZE_BODY;
    Node *card = add_group(s, spec.parent, .x = spec.x, .y = spec.y);
    node_source(s, card, spec.source);
    add_text(s, card, .text = spec.name, .style = &name, .color = theme->ink);
    if (spec.address)
        add_text(s, card, .y = spec.pitch > 0 ? spec.pitch : 62, .text = spec.address, .style = &address,
                 .color = theme->accent);
    return card;
}
