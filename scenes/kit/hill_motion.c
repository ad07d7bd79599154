// hill_motion.c — how a hill comes, how its ball rolls and its value runs, how steep it is.
#include "scenes/kit/chart.h"
#include "scenes/kit/hill.h"
#include "scenes/kit/shown.h"

#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/base/number.h"

#include <math.h>

enum { ROLL_KEYS = 48 };

static void method_draw(ScriptCall *call, const ScriptArgs *args)
{
    static const double DRAW_S = 0.9;
    static const char *const FIRST[] = {"line", "name", "up", "ticks"}, *const LAST[] = {"ball", "value", "knob"};
    Scene *s = call->host;
    (void)args;
    if (picture_is_shown(call->self)) {
        script_fail(call, "this hill is there already");
        return;
    }
    picture_show_by_parts(s, call->self);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    for (int i = 0; i < 4; i++)
        rise_in(s, chart_part(call->self, part_named(FIRST[i])), .dur_s = DUR_LEAVE_S);
    node_set(s, chart_part(call->self, part_named("slope")), PROP_OPACITY, 1);
    draw_in(s, chart_item(call->self, part_named("slope"), "slope"), .dur_s = DRAW_S);
    fade_in(s, chart_part(call->self, part_named("ground")), .delay_s = DRAW_S / 2, .dur_s = DRAW_S / 2);
    for (int i = 0; i < 3; i++)
        fade_in(s, chart_part(call->self, part_named(LAST[i])), .delay_s = DRAW_S / 2, .dur_s = DUR_LEAVE_S);
    block_close(s);
}

// What a list says between two of its entries.
static const Figure *figure_between(Arena *arena, const Figure *const *list, int before, double share)
{
    return share <= 0 ? list[before] : figure_mixed(arena, list[before], list[before + 1], share);
}

// Where the ball is while it rolls.
typedef struct Roll {
    double t_s[ROLL_KEYS];
    Point at[ROLL_KEYS], above[ROLL_KEYS];
    const Figure *value[ROLL_KEYS], *place[ROLL_KEYS];
    int n;
} Roll;

static Roll make_roll(Scene *s, const Hill *hill, const HillFrame *frame, int to, double dur_s)
{
    Roll roll = {.n = ROLL_KEYS};
    for (int i = 0; i < roll.n; i++) {
        roll.t_s[i] = block_begin_s(s, 0) + dur_s * i / (roll.n - 1);
        const double share = ease_at(EASE_IN_OUT, (double)i / (roll.n - 1));
        const double x = lerp(hill->x[hill->at]->value, hill->x[to]->value, share);
        roll.at[i] = hill_on_slope(frame, hill, x);
        roll.above[i] = hill_value_spot(s, frame, hill, x);
        int before = 0;
        while (before < hill->n - 2 && hill->x[before + 1]->value <= x)
            before++;
        const double part = (x - hill->x[before]->value) / (hill->x[before + 1]->value - hill->x[before]->value);
        const bool ends = i == roll.n - 1;
        roll.value[i] = ends ? hill->y[to] : figure_between(scene_arena(s), hill->y, before, part);
        roll.place[i] = ends ? hill->x[to] : figure_between(scene_arena(s), hill->x, before, part);
    }
    return roll;
}

static void move_parts(Scene *s, const Picture *picture, const Hill *hill, const HillFrame *frame, const Roll *roll)
{
    double length[ROLL_KEYS], top[ROLL_KEYS];
    Point knob[ROLL_KEYS];
    for (int i = 0; i < roll->n; i++) {
        length[i] = frame->line_y - roll->at[i].y;
        top[i] = -length[i];
        knob[i] = (Point){roll->at[i].x, frame->line_y};
    }
    chart_move_node(s, chart_part(picture, part_named("ball")), roll->t_s, roll->at, roll->n);
    chart_move_node(s, chart_part(picture, part_named("value")), roll->t_s, roll->above, roll->n);
    chart_move_node(s, chart_part(picture, part_named("knob")), roll->t_s, knob, roll->n);
    text_show_figures(s, chart_item(picture, part_named("value"), "value"), roll->t_s, roll->value, roll->n,
                      hill->format);
    if (!hill->places)
        return;
    Node *stem = chart_item(picture, part_named("knob"), "stem");
    node_keys(s, stem, PROP_Y, EASE_LINEAR, roll->t_s, top, roll->n);
    node_keys(s, stem, PROP_H, EASE_LINEAR, roll->t_s, length, roll->n);
    text_show_figures(s, chart_item(picture, part_named("name"), "place"), roll->t_s, roll->place, roll->n,
                      hill->places);
}

static void method_roll(ScriptCall *call, const ScriptArgs *args)
{
    static const double ROLL_S = 1.2;
    Scene *s = call->host;
    Hill *hill = arena_memdup(scene_arena(s), picture_data(call->self), sizeof *hill);
    const int to = hill_entry_at(hill, ((const Figure *)arg_object(args, "to", &FIGURE_TYPE))->value);
    if (to < 0)
        script_fail(call, "the ball rolls to one of the hill's own places; `to` is none of its `x`");
    else if (!picture_is_shown(call->self))
        script_fail(call, "this hill is not seen yet; let it come before its ball rolls, by :draw()");
    if (script_failed(call))
        return;
    const HillFrame frame = hill_frame(s, hill, picture_rect(call->self));
    const Roll roll = make_roll(s, hill, &frame, to, ROLL_S);
    move_parts(s, call->self, hill, &frame, &roll);
    block_passed(s, roll.t_s[0], roll.t_s[roll.n - 1]);
    hill->at = to;
    picture_extend(s, call->self, hill);
}

static void method_slope(ScriptCall *call, const ScriptArgs *args)
{
    static const double DRAW_S = 0.4;
    Scene *s = call->host;
    (void)args;
    if (!picture_is_shown(call->self)) {
        script_fail(call, "this hill is not seen yet; let it come before its slope is shown, by :draw()");
        return;
    }
    Hill *hill = arena_memdup(scene_arena(s), picture_data(call->self), sizeof *hill);
    const HillFrame frame = hill_frame(s, hill, picture_rect(call->self));
    if (hill->sloped >= 0)
        script_fail(call, "the slope of this hill is shown already, where its ball was then");
    else if (fabs(hill_fall(&frame, hill, hill->x[hill->at]->value)) < 1e-3)
        script_fail(call, "this hill is level where its ball is; there is no way down to show");
    if (script_failed(call))
        return;
    hill->sloped = hill->at;
    picture_extend(s, call->self, hill);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    node_set(s, chart_part(call->self, part_named("tangent")), PROP_OPACITY, 1);
    draw_in(s, chart_item(call->self, part_named("tangent"), "line"), .dur_s = DRAW_S);
    fade_in(s, chart_item(call->self, part_named("tangent"), "head"), .delay_s = 0.7 * DRAW_S, .dur_s = 0.3 * DRAW_S);
    block_close(s);
}

static const Arg ROLL_ARGS[] = {{"to", ARG_FIGURE, .help = "one of its places"}, {0}};
const Verb HILL_METHODS[] = {
    {"draw", SHAPE_FUNCTION, "The slope draws itself, and the ball comes.", .call = method_draw},
    {"roll", SHAPE_FUNCTION, "The ball rolls to another place, and its value runs along.", ROLL_ARGS,
     .call = method_roll},
    {"slope", SHAPE_FUNCTION, "How steep it is where the ball is, as an arrow that points down and stays there.",
     .call = method_slope},
    {0},
};
