// text_morph.c — words that become others: those that both have travel, the digits of numbers roll, the rest fades.
#include "engine/anim/item_tween.h"
#include "engine/base/align.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const double LEAST_COMMON = 0.3; // of both texts' glyphs: with less in common they cross-fade
static const double NUMBERS = 0.5;      // the likeness of two numbers; that of two glyphs which are the same is 1
static const double ROLL = 0.6;         // em: how far a digit rolls

// Glyphs of one line that travel together: a word, a number.
typedef struct Piece {
    int first, n;
    bool number;
} Piece;

// A text as it stands, taken apart.
typedef struct Pieces {
    const DrawnItem *drawn;
    const TextRun *run;
    double scale; // of the run's units
    Piece *items; // [n]
    int n, cap, n_glyphs;
} Pieces;

typedef struct Pair {
    Pieces old, fresh;
} Pair;

// ---- taking apart ----

static bool is_seen(const Glyph *glyph)
{
    return glyph->outline->n_points > 0;
}

static bool is_digit(const TextRun *run, int at)
{
    return at < run->n_glyphs && isdigit((unsigned char)run->text[run->glyphs[at].byte]);
}

// Whether a glyph goes on with a number: a digit, or a sign between two.
static bool is_in_number(const TextRun *run, int at)
{
    const char c = run->text[run->glyphs[at].byte];
    return is_digit(run, at) || ((c == '.' || c == ',') && is_digit(run, at - 1) && is_digit(run, at + 1));
}

static bool goes_on(const TextRun *run, const Piece *piece, int at)
{
    return is_seen(&run->glyphs[at]) && run->glyphs[at].line == run->glyphs[piece->first].line &&
           (piece->number ? is_in_number(run, at) : !is_digit(run, at));
}

static Pieces take_apart(Scene *s, const DrawnItem *drawn)
{
    const int variant = (int)node_last(drawn->node, PROP_VARIANT);
    Pieces pieces = {.drawn = drawn, .run = drawn->node->runs[variant]};
    const TextRun *run = pieces.run;
    pieces.scale = drawn->item.style.size / run->style.size;
    for (int i = 0; i < run->n_glyphs;) {
        Piece piece = {i, 1, is_digit(run, i)};
        if (!is_seen(&run->glyphs[i])) {
            i++;
            continue;
        }
        while (i + piece.n < run->n_glyphs && goes_on(run, &piece, i + piece.n))
            piece.n++;
        pieces.items = arena_grow(s->arena, pieces.items, pieces.n, &pieces.cap, sizeof *pieces.items);
        pieces.items[pieces.n++] = piece;
        pieces.n_glyphs += piece.n;
        i += piece.n;
    }
    return pieces;
}

// ---- what belongs together ----

static bool same_glyphs(const Glyph *a, const Glyph *b, int n)
{
    for (int i = 0; i < n; i++)
        if (a[i].index != b[i].index || a[i].face != b[i].face)
            return false;
    return true;
}

static double piece_likeness(const void *context, int old, int fresh)
{
    const Pair *pair = context;
    const Piece *a = &pair->old.items[old], *b = &pair->fresh.items[fresh];
    if (a->n == b->n && same_glyphs(&pair->old.run->glyphs[a->first], &pair->fresh.run->glyphs[b->first], a->n))
        return a->n;
    return a->number && b->number ? NUMBERS : 0;
}

// The partners of the fresh pieces; NULL when there is too little in common.
static const int *find_partners(Scene *s, const Pair *pair)
{
    const int *partners = align_sequences(s->arena, pair->old.n, pair->fresh.n, piece_likeness, pair);
    int n_common = 0;
    for (int k = 0; k < pair->fresh.n; k++)
        if (partners[k] != NO_PARTNER) {
            const int n_old = pair->old.items[partners[k]].n, n_fresh = pair->fresh.items[k].n;
            n_common += n_old < n_fresh ? n_old : n_fresh;
        }
    return 2 * n_common >= LEAST_COMMON * (pair->old.n_glyphs + pair->fresh.n_glyphs) ? partners : NULL;
}

static bool can_pair(const DrawnItem *from, const DrawnItem *to)
{
    return from->item.kind == ITEM_TEXT && to->item.kind == ITEM_TEXT && from->item.turn == 0 && to->item.turn == 0;
}

// ---- stand-ins ----

typedef struct Morph {
    Scene *s;
    Node *group;
    Pair pair;
    When when;
} Morph;

// Where a glyph of a text is in its group.
static Point place_of(const Pieces *pieces, int glyph)
{
    const Point at = pieces->run->glyphs[glyph].at;
    return (Point){prop_rounded(node_last(pieces->drawn->node, PROP_X) + pieces->scale * at.x),
                   prop_rounded(node_last(pieces->drawn->node, PROP_Y) + pieces->scale * at.y)};
}

// Some glyphs of a text, where they stand in it, seen while the morph lasts.
static Node *stand_in(const Morph *morph, const Pieces *of, int first, int n)
{
    Scene *s = morph->s;
    const TextRun **run = ARENA_NEW(s->arena, const TextRun *);
    *run = text_part(s->arena, of->run, first, n);
    const Point at = place_of(of, first);
    const Color color = node_last_color(of->drawn->node, PROP_FILL);
    const TextSpec spec = {.parent = morph->group, .x = at.x, .y = at.y, .z = of->drawn->item.z, .color = color};
    Node *node = node_text_from_runs(s, &spec, run, 1);
    node->pivot = (Point){0, 0};
    node->stands_in = true;
    node->base[PROP_SCALE_X] = node->base[PROP_SCALE_Y] = of->scale;
    return node;
}

static void let_travel(const Morph *morph, int old, int fresh, int n)
{
    Scene *s = morph->s;
    const Pieces *from = &morph->pair.old, *to = &morph->pair.fresh;
    Node *node = stand_in(morph, from, old, n);
    const Point at = place_of(to, fresh);
    const double scale = to->drawn->item.style.size / from->run->style.size;
    const double end_s = morph->when.begin_s + morph->when.dur_s;
    node_fade(s, node, 0, 1, (When){morph->when.begin_s, 0, EASE_STEP});
    prop_go(s, node, PROP_X, at.x, morph->when);
    prop_go(s, node, PROP_Y, at.y, morph->when);
    prop_go(s, node, PROP_SCALE_X, scale, morph->when);
    prop_go(s, node, PROP_SCALE_Y, scale, morph->when);
    color_go(s, node, PROP_FILL, node_last_color(to->drawn->node, PROP_FILL), morph->when);
    node_fade(s, node, 1, 0, (When){end_s, 0, EASE_STEP});
}

// How digits roll: with the number that they are of, and by so much down.
typedef struct Roll {
    double x, y;
    bool late; // where no digit was before
} Roll;

// Glyphs leave; digits roll out of the number.
static void let_leave(const Morph *morph, int first, int n, const Roll *roll)
{
    Scene *s = morph->s;
    Node *node = stand_in(morph, &morph->pair.old, first, n);
    node_fade(s, node, 0, 1, (When){morph->when.begin_s, 0, EASE_STEP});
    prop_go(s, node, PROP_OPACITY, 0, roll ? when_along(morph->when) : when_leaving(morph->when));
    if (!roll)
        return;
    prop_go(s, node, PROP_X, node_last(node, PROP_X) + roll->x, morph->when);
    prop_go(s, node, PROP_Y, node_last(node, PROP_Y) + roll->y, morph->when);
}

// Glyphs come where they will be when those that travel are nearly there; digits roll into the number.
static void let_come(const Morph *morph, int first, int n, const Roll *roll)
{
    Scene *s = morph->s;
    Node *node = stand_in(morph, &morph->pair.fresh, first, n);
    const double end_s = morph->when.begin_s + morph->when.dur_s;
    const double x = node_last(node, PROP_X), y = node_last(node, PROP_Y);
    node_fade(s, node, 0, 1, roll && !roll->late ? when_appearing(morph->when) : when_arriving(morph->when));
    if (roll) {
        prop_jump(s, node, PROP_X, x - roll->x, morph->when.begin_s);
        prop_jump(s, node, PROP_Y, y - roll->y, morph->when.begin_s);
        prop_go(s, node, PROP_X, x, morph->when);
        prop_go(s, node, PROP_Y, y, morph->when);
    }
    node_fade(s, node, 1, 0, (When){end_s, 0, EASE_STEP});
}

// ---- numbers ----

static double number_of(Arena *arena, const TextRun *run, const Piece *piece)
{
    char *digits = ARENA_ARRAY(arena, char, piece->n + 1), *to = digits;
    for (int i = 0; i < piece->n; i++)
        if (run->text[run->glyphs[piece->first + i].byte] != ',')
            *to++ = run->text[run->glyphs[piece->first + i].byte];
    return strtod(digits, NULL);
}

// How many glyphs of a number stand before its decimal point.
static int whole_part(const TextRun *run, const Piece *piece)
{
    int n = 0;
    while (n < piece->n && run->text[run->glyphs[piece->first + n].byte] != '.')
        n++;
    return n;
}

// With the last digit before the point, and a little up when the number grows, down when it falls.
static Roll roll_of(const Morph *morph, const Piece *old, const Piece *fresh)
{
    const Pieces *from = &morph->pair.old, *to = &morph->pair.fresh;
    const Point begin = place_of(from, old->first + whole_part(from->run, old) - 1);
    const Point end = place_of(to, fresh->first + whole_part(to->run, fresh) - 1);
    const double grown = number_of(morph->s->arena, to->run, fresh) - number_of(morph->s->arena, from->run, old);
    const double by = ROLL * to->drawn->item.style.size;
    return (Roll){end.x - begin.x, end.y - begin.y + (grown < 0 ? by : -by), false};
}

// Place by place: what is the same travels, other digits roll.
static void roll_number(const Morph *morph, const Piece *old, const Piece *fresh)
{
    const TextRun *from = morph->pair.old.run, *to = morph->pair.fresh.run;
    const int shift = whole_part(to, fresh) - whole_part(from, old);
    const Roll roll = roll_of(morph, old, fresh), late = {roll.x, roll.y, true};
    for (int i = 0; i < old->n || i + shift < fresh->n; i++) {
        const int k = i + shift;
        const bool before = i < old->n, after = k >= 0 && k < fresh->n;
        if (before && after && same_glyphs(&from->glyphs[old->first + i], &to->glyphs[fresh->first + k], 1)) {
            let_travel(morph, old->first + i, fresh->first + k, 1);
            continue;
        }
        if (before)
            let_leave(morph, old->first + i, 1, &roll);
        if (after)
            let_come(morph, fresh->first + k, 1, before ? &roll : &late);
    }
    for (int k = 0; k < shift; k++)
        let_come(morph, fresh->first + k, 1, &late);
}

// ---- all of it ----

static bool is_rolled(const Morph *morph, int old, int fresh)
{
    return piece_likeness(&morph->pair, old, fresh) <= NUMBERS;
}

static bool on_one_line(const Pieces *pieces, int a, int b)
{
    return pieces->run->glyphs[pieces->items[a].first].line == pieces->run->glyphs[pieces->items[b].first].line;
}

// From the first glyph of one piece to the last one of another.
static int glyphs_between(const Pieces *pieces, int first, int last)
{
    return pieces->items[last].first + pieces->items[last].n - pieces->items[first].first;
}

// Neighbours in both texts travel as one. Gives how many fresh pieces did.
static int travel_from(const Morph *morph, const int *partners, int fresh)
{
    const Pieces *old = &morph->pair.old, *to = &morph->pair.fresh;
    const int first = partners[fresh];
    int n = 1;
    if (is_rolled(morph, first, fresh)) {
        roll_number(morph, &old->items[first], &to->items[fresh]);
        return n;
    }
    while (fresh + n < to->n && partners[fresh + n] == first + n && !is_rolled(morph, first + n, fresh + n) &&
           on_one_line(old, first, first + n) && on_one_line(to, fresh, fresh + n))
        n++;
    const int n_glyphs = glyphs_between(old, first, first + n - 1);
    if (n_glyphs == glyphs_between(to, fresh, fresh + n - 1)) {
        let_travel(morph, old->items[first].first, to->items[fresh].first, n_glyphs);
        return n;
    }
    let_travel(morph, old->items[first].first, to->items[fresh].first, old->items[first].n);
    return 1;
}

// Neighbours that have no partners come or leave as one. Gives how many did.
static int fade_from(const Morph *morph, const Pieces *pieces, const bool *paired, int first)
{
    int n = 1;
    while (first + n < pieces->n && !paired[first + n] && on_one_line(pieces, first, first + n))
        n++;
    const int n_glyphs = glyphs_between(pieces, first, first + n - 1);
    if (pieces == &morph->pair.old)
        let_leave(morph, pieces->items[first].first, n_glyphs, NULL);
    else
        let_come(morph, pieces->items[first].first, n_glyphs, NULL);
    return n;
}

bool text_morph(Scene *s, Node *group, const DrawnItem *from, const DrawnItem *to, When when)
{
    if (!can_pair(from, to))
        return false;
    const Morph morph = {s, group, {take_apart(s, from), take_apart(s, to)}, when};
    const Pieces *old = &morph.pair.old, *fresh = &morph.pair.fresh;
    const int *partners = find_partners(s, &morph.pair);
    if (!partners)
        return false;
    bool *old_paired = ARENA_ARRAY(s->arena, bool, old->n), *paired = ARENA_ARRAY(s->arena, bool, fresh->n);
    for (int k = 0; k < fresh->n; k++)
        if (partners[k] != NO_PARTNER)
            paired[k] = old_paired[partners[k]] = true;
    for (int i = 0; i < old->n;)
        i += old_paired[i] ? 1 : fade_from(&morph, old, old_paired, i);
    for (int k = 0; k < fresh->n;)
        k += paired[k] ? travel_from(&morph, partners, k) : fade_from(&morph, fresh, paired, k);
    return true;
}
