// ribbons.c — the same tokens in two orders, a ribbon from each to itself: as wide at either end as its weight there.
//
// Where order does not matter, ribbons are even; where it does, they are wedges.
#include "engine/base/number.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

enum { MOST_TOKENS = 16 };

static const double TILE = 0.7, MOST_TILE = 76;                          // of the way from a token to the next; units
static const double WIDTH = 0.62;                                        // of that way, of a ribbon of weight 1
static const double LEAST_WIDTH = 1.5, CAP = 12, GAP = 10, SIDE_GAP = 8; // units
static const double NUMBER_PITCH = 1.25;                                 // of a label's size
static const double LEAST_NUMBERED = 3.2; // of that, for the height of ribbons with numbers
static const double SEEN = 0.5;           // of the colour of a ribbon

typedef struct Order {
    const char *texts[MOST_TOKENS];
    const Figure *weights[MOST_TOKENS];
} Order;

typedef struct Ribbons {
    Order above, below;
    int links[MOST_TOKENS]; // the place below of each token above, from 0
    int n;
    int asks;      // the token whose weights they are, above; -1: none
    bool numbered; // places beside the tiles
} Ribbons;

typedef struct RibbonsFit {
    double x, pitch, side, numbers; // of a tile; height of the places, 0: none
    double top, bottom;             // where ribbons begin and end
} RibbonsFit;

static RibbonsFit fit_ribbons(Scene *s, const Ribbons *ribbons, Rect rect)
{
    RibbonsFit fit = {.x = rect.x, .pitch = rect.w / ribbons->n};
    fit.side = fmax(fmin(fmin(TILE * fit.pitch, MOST_TILE), rect.h / 5), tile_least(s));
    fit.numbers = ribbons->numbered ? NUMBER_PITCH * type_size(s, TYPE_LABEL) : 0;
    fit.top = rect.y + fit.side + fit.numbers + GAP;
    fit.bottom = rect.y + rect.h - fit.side - fit.numbers - GAP;
    return fit;
}

static double middle_of(const RibbonsFit *fit, int place)
{
    return fit->x + (place + 0.5) * fit->pitch;
}

static double width_of(const RibbonsFit *fit, const Figure *weight)
{
    return fmax(LEAST_WIDTH, WIDTH * fit->pitch * clamp(weight->value, 0, 1));
}

// The place with the largest weight.
static int most_of(const Ribbons *ribbons, const Order *order)
{
    int most = 0;
    for (int i = 1; i < ribbons->n; i++)
        most = order->weights[i]->value > order->weights[most]->value ? i : most;
    return most;
}

// ---- parts ----

static void tile_part(Layout *layout, const Ribbons *ribbons, const RibbonsFit *fit, int place, bool above)
{
    Scene *s = layout_scene(layout);
    Arena *arena = layout_arena(layout);
    const Roles *roles = roles_of(layout_theme(layout));
    const Order *order = above ? &ribbons->above : &ribbons->below;
    const bool asks = ribbons->asks >= 0 && place == (above ? ribbons->asks : ribbons->links[ribbons->asks]);
    const double share = order->weights[place]->value / order->weights[most_of(ribbons, order)]->value;
    const Color key = color_mix(layout_theme(layout)->line, roles->key, lerp(0.4, 1, clamp(share, 0, 1)));
    const double y = above ? fit->top - GAP - fit->numbers - fit->side : fit->bottom + GAP + fit->numbers;
    layout_part(layout, part_named(arena_printf(arena, "%s %d", above ? "above" : "below", place + 1)),
                (Rect){middle_of(fit, place) - fit->side / 2, y, fit->side, fit->side}, 1);
    tile_items_colored(layout, order->texts[place], fit->side, fit->side, asks ? roles->query : key,
                       asks ? roles->query : layout_theme(layout)->ink);
    if (!ribbons->numbered)
        return;
    const Figure *at = figure_leaf(arena, FIGURE_ORDINAL, place, (FigureSource){.field = "position"});
    const Words *words = words_with_figure(arena, NULL, at, ".0f");
    item_text(layout, "place", .x = fit->side / 2,
              .y = above ? fit->side + 0.9 * type_size(s, TYPE_LABEL) : -0.3 * type_size(s, TYPE_LABEL),
              .text = words->text,
              .style = {.family = FONT_MONO, .size = type_size(s, TYPE_LABEL), .align = ALIGN_MIDDLE},
              .fill = layout_theme(layout)->accent, .shown = &words->shown);
}

// From the middle of one end to that of the other, within the part's box.
static const Path *ribbon_path(Arena *arena, double from, double from_w, double to, double to_w, double h)
{
    Path *path = path_create(arena);
    const double bend = 0.45 * h;
    path_move(path, from - from_w / 2, 0);
    path_cubic(path, from - from_w / 2, bend, to - to_w / 2, h - bend, to - to_w / 2, h);
    path_line(path, to + to_w / 2, h);
    path_cubic(path, to + to_w / 2, h - bend, from + from_w / 2, bend, from + from_w / 2, 0);
    path_close(path);
    return path;
}

static void ribbon_part(Layout *layout, const Ribbons *ribbons, const RibbonsFit *fit, int place)
{
    const Color query = roles_of(layout_theme(layout))->query;
    const int to = ribbons->links[place];
    const double x = middle_of(fit, place), far = middle_of(fit, to) - x;
    const double wide = width_of(fit, ribbons->above.weights[place]),
                 wide_to = width_of(fit, ribbons->below.weights[to]);
    const double h = fit->bottom - fit->top;
    layout_part(layout, part_cell(place, to), (Rect){x, fit->top, 0, h}, 0);
    item_path(layout, "ribbon", .path = ribbon_path(layout_arena(layout), 0, wide, far, wide_to, h),
              .fill = color_alpha(query, SEEN));
    item_rect(layout, "cap above", .x = -wide / 2, .w = wide, .h = CAP, .fill = query);
    item_rect(layout, "cap below", .x = far - wide_to / 2, .y = h - CAP, .w = wide_to, .h = CAP, .fill = query);
}

// The largest weight of an order, beside the end of its ribbon.
static void number_part(Layout *layout, const Ribbons *ribbons, const RibbonsFit *fit, bool above)
{
    const Order *order = above ? &ribbons->above : &ribbons->below;
    const int place = most_of(ribbons, order);
    const Words *words = words_with_figure(layout_arena(layout), NULL, order->weights[place], ".0%");
    const TextStyle style = {.family = FONT_MONO, .size = type_size(layout_scene(layout), TYPE_LABEL)};
    const double x = middle_of(fit, place) + width_of(fit, order->weights[place]) / 2 + SIDE_GAP;
    layout_part(layout, part_named(above ? "most above" : "most below"),
                (Rect){x, above ? fit->top : fit->bottom - style.size, 1, style.size}, 2);
    item_text(layout, "number", .y = above ? 1.25 * style.size : -0.2 * style.size, .text = words->text, .style = style,
              .fill = roles_of(layout_theme(layout))->query, .shown = &words->shown);
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const Ribbons *ribbons = data;
    const RibbonsFit fit = fit_ribbons(layout_scene(layout), ribbons, rect);
    for (int above = 1; above >= 0; above--)
        for (int i = 0; i < ribbons->n; i++)
            tile_part(layout, ribbons, &fit, i, above);
    const double h = fit.bottom - fit.top;
    const bool seen = h >= 4 * CAP;
    const bool numbered = h > LEAST_NUMBERED * type_size(layout_scene(layout), TYPE_LABEL);
    for (int i = 0; i < ribbons->n && seen; i++)
        ribbon_part(layout, ribbons, &fit, i);
    for (int above = 1; above >= 0 && numbered; above--)
        number_part(layout, ribbons, &fit, above);
    layout_lacks(layout, (seen ? 0 : ribbons->n) + (numbered ? 0 : 2));
}

// ---- the verb ----

static const ScriptType RIBBONS_TYPE = {
    .name = "ribbons", .help = "Two orders of the same tokens, and ribbons between them.", .parent = &PICTURE_TYPE};
static const ScriptKind RIBBONS = {{"ribbons", NULL, lay_out, .least = {240, 240}}, &RIBBONS_TYPE, NULL};

// The weights of an order, and its tokens. False after script_fail.
static bool take_order(ScriptCall *call, const ScriptArgs *args, const char *weights, const char *tokens, int n,
                       Order *order)
{
    int n_weights = 0, n_tokens = 0;
    const ScriptValue *given = arg_list(args, weights, &n_weights), *texts = arg_list(args, tokens, &n_tokens);
    if (n_weights != n || n_tokens != n)
        script_fail(call, "`links` has %d tokens; `%s` has %d, and there are %d of %s", n, tokens, n_tokens, n_weights,
                    weights);
    for (int i = 0; i < n && !script_failed(call); i++) {
        order->weights[i] = given[i].handle.object;
        order->texts[i] = arena_strdup(scene_arena(call->host), texts[i].string.bytes);
    }
    return !script_failed(call);
}

static bool take_links(ScriptCall *call, const ScriptArgs *args, Ribbons *ribbons)
{
    bool taken[MOST_TOKENS] = {false};
    const ScriptValue *links = arg_list(args, "links", &ribbons->n);
    if (ribbons->n < 1 || ribbons->n > MOST_TOKENS)
        script_fail(call, "ribbons are between 1 to %d tokens, and `links` has %d", (int)MOST_TOKENS, ribbons->n);
    for (int i = 0; i < ribbons->n && !script_failed(call); i++) {
        ribbons->links[i] = (int)value_real(links[i]) - 1;
        if (ribbons->links[i] < 0 || ribbons->links[i] >= ribbons->n || taken[ribbons->links[i]])
            script_fail(call, "`links` names each place below once, from 1 to %d", ribbons->n);
        else
            taken[ribbons->links[i]] = true;
    }
    return !script_failed(call);
}

static void verb_ribbons(ScriptCall *call, const ScriptArgs *args)
{
    Ribbons *ribbons = ARENA_NEW(scene_arena(call->host), Ribbons);
    *ribbons = (Ribbons){.numbered = arg_bool(args, "numbered"), .asks = (int)arg_integer(args, "asks") - 1};
    if (take_links(call, args, ribbons) && take_order(call, args, "above", "from", ribbons->n, &ribbons->above) &&
        take_order(call, args, "below", "to", ribbons->n, &ribbons->below)) {
        ribbons->asks = ribbons->asks < ribbons->n ? ribbons->asks : -1;
        script_picture(call, args, &RIBBONS, ribbons);
    }
}

static const Arg ARGS[] = {{"above", ARG_LIST, .items = ARG_FIGURE, .help = "the weights of the tokens above, 0 to 1"},
                           {"below", ARG_LIST, .items = ARG_FIGURE, .help = "those of the tokens below"},
                           {0}};
static const Arg OPTIONS[] = {
    {"from", ARG_LIST, .items = ARG_STRING, .required = true, .help = "the tokens above"},
    {"to", ARG_LIST, .items = ARG_STRING, .required = true, .help = "the same tokens in another order"},
    {"links", ARG_LIST, .items = ARG_INTEGER, .required = true, .help = "the place below of each token above, from 1"},
    {"asks", ARG_INTEGER, .min = 1, .max = MOST_TOKENS, .help = "the token above whose weights they are"},
    {"numbered", ARG_BOOL, .preset = "false", .help = "places beside the tokens, from 0"},
    {0},
};

const Verb RIBBONS_VERBS[] = {
    {"ribbons", SHAPE_PICTURE, "The same tokens in two orders, with ribbons as wide as their weights.", ARGS, OPTIONS,
     PICTURE_OPTIONS, .call = verb_ribbons, .makes = &RIBBONS_TYPE,
     .example =
         "local r = ribbons { a, b, from = { \"a\", \"b\" }, to = { \"b\", \"a\" }, links = { 2, 1 }, into = page }"},
    {0},
};
