// growing_take.c — the way of a token to its place on the page, and its landing.
#include "scenes/kit/growing_text.h"

#include "engine/anim/block.h"
#include "engine/base/number.h"
#include "scenes/kit/shapes.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

static const double FLIGHT_S = 0.9, COOL_S = 1.1; // cut short where a slot is
static const double RISE_S = 0.12, QUICK_COOL_S = 0.3;
static const double DRAWN_LEAST_S = 0.42, FLIES_LEAST_S = 0.14; // slots in which a way is drawn, in which tokens fly
static const double SMALL = 0.6;                                // scale of a letter when it sets out
static const double FROM_GAP = 12, CARET_ROOM = 34, LAND_GAP = 10, LANE = 28, CORNER = 28, BELOW = 0.42, ABOVE = 0.3;

// ---- the way ----

// Where a way begins and ends, and whether it comes from the side.
typedef struct Way {
    const Path *path; // to the head of its arrow
    bool from_side;
} Way;

// From the left side of the source to the right of the caret; both ends lie level.
static Path *way_from_side(Scene *s, Point from, Point to)
{
    static const double EDGE = 16; // of the canvas
    const double reach = fmax(0.45 * fabs(from.x - to.x), 110);
    Path *way = path_create(scene_arena(s));
    path_move(way, from.x, from.y);
    path_cubic(way, fmax(from.x - reach, EDGE), from.y, fmin(to.x + reach, scene_canvas(s).width - EDGE), to.y, to.x,
               to.y);
    return way;
}

// From the right end of the source, up beside what is to be avoided, and to the letter from below.
static Path *way_from_below(Scene *s, const TokenSource *source, Point letter, double size)
{
    const Rect safe = scene_page(s), from = source->from, avoid = source->avoid;
    const double right = from.x + from.w + FROM_GAP, y = from.y + from.h / 2;
    const double top = avoid.y - fmax(SPACE_XS, ABOVE * size);
    const double lane = fmin(fmax(avoid.x + avoid.w, right) + LANE, safe.x + safe.w);
    const Point corners[] = {{fmin(right, lane), y}, {lane, y}, {lane, top}, {letter.x, top}, letter};
    Path *way = path_create(scene_arena(s));
    path_rounded_line(way, corners, 5, CORNER);
    return way;
}

// Over the top of the source, clear of it.
static Point over_source(const TokenSource *source, double size)
{
    return (Point){source->from.x + source->from.w / 2, source->from.y - FROM_GAP - 0.5 * size};
}

// From the top of the source, straight up until above what is to be avoided, and over to the letter.
static Path *way_up(Scene *s, const TokenSource *source, Point letter, double size)
{
    const Point begin = over_source(source, size);
    const double top = clamp(source->avoid.y - ABOVE * size, letter.y, begin.y), reach = 0.5 * (top - letter.y);
    Path *way = path_create(scene_arena(s));
    path_move(way, begin.x, begin.y);
    path_line(way, begin.x, top);
    path_cubic(way, begin.x, top - reach, letter.x, letter.y + reach, letter.x, letter.y);
    return way;
}

// To a text right of what is to be avoided: from the top of the source over what stands between, and to the letter from
// below, one soft line.
static Path *way_over(Scene *s, const TokenSource *source, Point letter, double size)
{
    static const double RISES = 0.8, DIPS = 0.84; // of the letter's size: towards these it sets out and comes in
    const double highest = scene_page(s).y + size / 2;
    Point begin = over_source(source, size);
    begin.y = fmax(begin.y, highest);
    const double above = fmax(fmin(begin.y, letter.y) - RISES * size, highest);
    Path *way = path_create(scene_arena(s));
    path_move(way, begin.x, begin.y);
    path_cubic(way, begin.x, above, letter.x, letter.y + DIPS * size, letter.x, letter.y);
    return way;
}

static Way find_way(Scene *s, const GrowingPage *page, int piece, const TokenSource *source)
{
    const PagePiece *it = &page->pieces[piece];
    const Point before = piece > 0 ? page->pieces[piece - 1].end : (Point){it->box.x, it->box.y + it->box.h};
    const Point letter = {it->box.x + it->box.w / 2, it->end.y + BELOW * page->size};
    if (source->up && page->rect.x > source->avoid.x + source->avoid.w)
        return (Way){way_over(s, source, letter, page->size), false};
    if (source->up && over_source(source, page->size).y > letter.y)
        return (Way){way_up(s, source, letter, page->size), false};
    const bool side = it->box.x + it->box.w + CARET_ROOM < source->avoid.x;
    if (!side)
        return (Way){way_from_below(s, source, letter, page->size), false};
    const double x = (before.y == it->end.y ? before.x : it->box.x) + fmax(CARET_ROOM, it->box.w / 2 + LAND_GAP);
    const Point from = {source->from.x - FROM_GAP, source->from.y + source->from.h / 2};
    return (Way){way_from_side(s, from, (Point){x, it->end.y - 0.25 * page->size}), true};
}

// Whether letters on their way pass over what was written before them, as when a line begins below a longer one.
static bool way_crosses(const GrowingPage *page, int piece, const Path *path)
{
    enum { N_LOOKS = 100 };
    static const double NARROW = 0.7; // beside its neighbour a letter may lie
    const double w = NARROW * page->pieces[piece].box.w, h = NARROW * page->size;
    for (int look = 0; look < N_LOOKS; look++) {
        const Point at = path_point_at(path, (double)look / N_LOOKS, NULL);
        const Rect letters = {at.x - w / 2, at.y - h / 2, w, h};
        for (int i = 0; i < piece; i++)
            if (page->pieces[i].n_letters > 0 && !rect_is_empty(rect_intersect(letters, page->pieces[i].box)))
                return true;
    }
    return false;
}

// The way as a dotted line with an arrow's head.
static Node *add_line(Scene *s, Node *root, const Way *way)
{
    const Theme *theme = scene_theme(s);
    const Point to = way->path->points[way->path->n_points - 1];
    Node *group = add_group(s, root);
    const Path *head =
        way->from_side ? tip_path(scene_arena(s), to, PI, 12, -8) : tip_path(scene_arena(s), to, -PI / 2, 12, -12);
    add_path(s, group, .path = way->path, .stroke = theme->pick, .stroke_width = 3, .dash = 4, .gap = 7);
    add_path(s, group, .path = head, .stroke = theme->pick, .stroke_width = 3, .round_caps = true);
    node_hide(s, group);
    return group;
}

// ---- landing ----

// A piece on its way to its place on the page.
typedef struct Taking {
    Scene *s;
    const Picture *picture;
    const GrowingPage *page;
    const PagePiece *it;
    const char *text;
    int piece;
    bool is_last; // nothing comes behind it, and the caret goes
    Node *group;  // of its letters; NULL: it has none
} Taking;

// Letters light up in the colour of choice and cool down from it later.
static void light(const Taking *taking, double cool_after_s, double cool_s)
{
    const Theme *theme = scene_theme(taking->s);
    for (int i = 0; i < taking->it->n_letters; i++) {
        Node *letter = node_child(taking->group, i);
        node_set_color(taking->s, letter, PROP_FILL, theme->pick);
        recolor(taking->s, letter, PROP_FILL, taking->it->speaker ? theme->soft : theme->ink, .delay_s = cool_after_s,
                .dur_s = cool_s, .ease = EASE_IN);
    }
}

// The letters of a piece fly in together, small at first.
static void fly(const Taking *taking, const Path *path)
{
    Scene *s = taking->s;
    const Point home = {node_value_now(s, taking->group, PROP_X), node_value_now(s, taking->group, PROP_Y)};
    const Point middle = rect_middle(taking->it->box);
    Path *way = path_create(scene_arena(s));
    path_append(way, path, matrix_translate(home.x - middle.x, home.y - middle.y));
    node_set(s, taking->group, PROP_SCALE_X, SMALL);
    node_set(s, taking->group, PROP_SCALE_Y, SMALL);
    move_along(s, taking->group, way, .dur_s = FLIGHT_S);
    scale_to(s, taking->group, 1, .dur_s = FLIGHT_S);
}

// What is not seen on the page, a space or a line's end, flies as its sign and is gone when it has landed.
static void fly_sign(const Taking *taking, const Path *path)
{
    Scene *s = taking->s;
    const TextStyle style = {.family = FONT_MONO, .size = type_size(s, TYPE_BODY), .align = ALIGN_MIDDLE};
    const char *words = tile_words(s, taking->text);
    Node *sign = add_text(s, picture_node(taking->picture), .text = words, .style = &style,
                          .color = scene_theme(s)->pick, .shown = words_quoted(scene_arena(s), words));
    node_hide(s, sign);
    fade_in(s, sign, .dur_s = 0.1);
    move_along(s, sign, path, .dur_s = FLIGHT_S);
    fade_out(s, sign, .dur_s = 0.2, .delay_s = FLIGHT_S - 0.15);
}

static void move_caret(const Taking *taking, double delay_s)
{
    const int part = picture_part_find(taking->picture, part_named("caret"));
    const Point to = growing_caret(taking->page, taking->piece);
    block_open(taking->s, (BlockSpec){.kind = BLOCK_SEQ, .delay_s = delay_s});
    node_set(taking->s, picture_part_node(taking->picture, part), PROP_X, to.x);
    node_set(taking->s, picture_part_node(taking->picture, part), PROP_Y, to.y);
    block_close(taking->s);
    if (taking->is_last) {
        block_open(taking->s, (BlockSpec){.kind = BLOCK_MEANWHILE, .delay_s = delay_s});
        fade_out(taking->s, picture_part_node(taking->picture, part), .delay_s = QUICK_COOL_S);
        block_close(taking->s);
    }
}

// ---- taking ----

static void take_by_way(const Taking *taking, const TokenSource *source, bool drawn)
{
    Scene *s = taking->s;
    const Way way = find_way(s, taking->page, taking->piece, source);
    const Point land = rect_middle(taking->it->box), start = rect_middle(source->from);
    Path *path = path_create(scene_arena(s));
    if (way.from_side)
        path_move(path, fmin(start.x, source->from.x + source->from.h / 2), start.y);
    path_append(path, way.path, matrix_identity());
    path_line(path, land.x, land.y);
    const bool crosses = way_crosses(taking->page, taking->piece, path);
    if (drawn && !crosses) {
        Node *line = add_line(s, picture_node(taking->picture), &way);
        fade_in(s, line, .dur_s = 0.2);
        fade_out(s, line, .dur_s = 0.3, .delay_s = 0.8 * FLIGHT_S);
    }
    if (taking->group && crosses)
        rise_in(s, taking->group, .dur_s = RISE_S, .delay_s = FLIGHT_S - RISE_S);
    else if (taking->group)
        fly(taking, path);
    else if (crosses)
        block_hold(s, FLIGHT_S);
    else
        fly_sign(taking, path);
    move_caret(taking, 0.9 * FLIGHT_S);
    block_open(s, (BlockSpec){.kind = BLOCK_MEANWHILE});
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    light(taking, FLIGHT_S, COOL_S);
    block_close(s);
    block_close(s);
}

static void take_in_place(const Taking *taking)
{
    move_caret(taking, 0);
    light(taking, RISE_S, QUICK_COOL_S);
    if (taking->group)
        rise_in(taking->s, taking->group, .dur_s = RISE_S);
}

void growing_take(Scene *s, Picture *picture, const TokenSource *source)
{
    const GrowingText *text = picture_data(picture);
    const GrowingPage *page = growing_page(s, text, picture_rect(picture));
    const int piece = text->state->n_taken++, part = picture_part_find(picture, part_index(text->first + piece));
    const double slot_s = block_slot_s(s);
    const Taking taking = {.s = s,
                           .picture = picture,
                           .page = page,
                           .it = &page->pieces[piece],
                           .text = text->pieces[piece],
                           .piece = piece,
                           .is_last = text->state->n_taken == text->n_pieces,
                           .group = part < 0 ? NULL : picture_part_node(picture, part)};
    if (!taking.it->placed)
        return;
    if (source && (slot_s <= 0 || slot_s >= FLIES_LEAST_S)) {
        block_open(s, (BlockSpec){.kind = BLOCK_PAR});
        take_by_way(&taking, source, slot_s <= 0 || slot_s >= DRAWN_LEAST_S);
        block_close(s);
        return;
    }
    block_open(s, (BlockSpec){.kind = BLOCK_MEANWHILE});
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    take_in_place(&taking);
    block_close(s);
    block_close(s);
}
