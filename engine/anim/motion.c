// motion.c — the verbs: what moves, from the cursor on. Each writes keys and moves the cursor to its end.
#include "engine/anim/motion.h"

#include "engine/anim/block.h"
#include "engine/anim/scene_data.h"
#include "engine/anim/time_log.h"

#include <math.h>

static double or_default(double value, double otherwise)
{
    return value > 0 ? value : otherwise;
}

static Ease ease_or(Ease ease, Ease otherwise)
{
    return ease == EASE_DEFAULT ? otherwise : ease;
}

static void animate_scalar(Scene *s, Node *node, Prop prop, double begin_s, double dur_s, Ease ease, double to)
{
    node_animate(s, node, prop, begin_s, dur_s, ease, (double[TRACK_COMPONENTS]){to});
}

// A verb on one node, beginning at a time; gives its duration.
typedef double (*Verb)(Scene *s, Node *node, double begin_s, const Motion *motion);

// Applies a verb to the node, or to each of its children one after the other, and moves the cursor.
static void run_verb(Scene *s, const Motion *motion, Verb verb)
{
    if (!motion->node)
        return;
    const double begin_s = block_begin_s(s, motion->delay_s);
    double end_s = begin_s;
    if (!motion->each) {
        end_s += verb(s, motion->node, begin_s, motion);
    } else {
        const double stagger_s = or_default(motion->stagger_s, STAGGER_S);
        for (int i = 0; i < motion->node->n_children; i++) {
            const double child_s = begin_s + i * stagger_s;
            end_s = fmax(end_s, child_s + verb(s, motion->node->children[i], child_s, motion));
        }
    }
    block_passed(s, begin_s, end_s);
}

// ---- appear and leave ----

// From nothing to whole; a node that appears again starts from what it has then.
static void show(Scene *s, Node *node, double begin_s, double dur_s, Ease ease)
{
    if (!node->appears)
        node_start(s, node, PROP_OPACITY, begin_s, 0);
    node->appears = true;
    animate_scalar(s, node, PROP_OPACITY, begin_s, dur_s, ease, 1);
}

static double fade_in_one(Scene *s, Node *node, double begin_s, const Motion *motion)
{
    const double dur_s = or_default(motion->dur_s, DUR_DEFAULT_S);
    show(s, node, begin_s, dur_s, ease_or(motion->ease, EASE_OUT));
    return dur_s;
}

static double slide_in(Scene *s, Node *node, double begin_s, const Motion *motion, double dy)
{
    const double y = node_value(node, PROP_Y, begin_s);
    const double dur_s = fade_in_one(s, node, begin_s, motion);
    node_start(s, node, PROP_Y, begin_s, y + dy);
    animate_scalar(s, node, PROP_Y, begin_s, dur_s, ease_or(motion->ease, EASE_OUT), y);
    return dur_s;
}

static double rise_in_one(Scene *s, Node *node, double begin_s, const Motion *motion)
{
    return slide_in(s, node, begin_s, motion, RISE_UNITS);
}

static double drop_in_one(Scene *s, Node *node, double begin_s, const Motion *motion)
{
    return slide_in(s, node, begin_s, motion, -2 * RISE_UNITS);
}

static double pop_in_one(Scene *s, Node *node, double begin_s, const Motion *motion)
{
    const double dur_s = or_default(motion->dur_s, DUR_DEFAULT_S);
    const double from = 0.6;
    show(s, node, begin_s, dur_s / 2, EASE_OUT);
    for (Prop prop = PROP_SCALE_X; prop <= PROP_SCALE_Y; prop++) {
        const double to = node_value(node, prop, begin_s);
        node_start(s, node, prop, begin_s, from * to);
        animate_scalar(s, node, prop, begin_s, dur_s, ease_or(motion->ease, EASE_OVERSHOOT), to);
    }
    return dur_s;
}

static double draw_in_one(Scene *s, Node *node, double begin_s, const Motion *motion)
{
    const double dur_s = or_default(motion->dur_s, DUR_DEFAULT_S);
    if (!node->appears)
        node_start(s, node, PROP_OPACITY, begin_s, 0);
    node->appears = true;
    node_start(s, node, PROP_OPACITY, begin_s, 1);
    node_start(s, node, PROP_TRIM_END, begin_s, 0);
    animate_scalar(s, node, PROP_TRIM_END, begin_s, dur_s, ease_or(motion->ease, EASE_IN_OUT), 1);
    return dur_s;
}

static double fade_out_one(Scene *s, Node *node, double begin_s, const Motion *motion)
{
    const double dur_s = or_default(motion->dur_s, DUR_LEAVE_S);
    animate_scalar(s, node, PROP_OPACITY, begin_s, dur_s, ease_or(motion->ease, EASE_OUT), 0);
    return dur_s;
}

void fade_in_with(Scene *s, Motion motion)
{
    run_verb(s, &motion, fade_in_one);
}

void rise_in_with(Scene *s, Motion motion)
{
    run_verb(s, &motion, rise_in_one);
}

void drop_in_with(Scene *s, Motion motion)
{
    run_verb(s, &motion, drop_in_one);
}

void pop_in_with(Scene *s, Motion motion)
{
    run_verb(s, &motion, pop_in_one);
}

void draw_in_with(Scene *s, Motion motion)
{
    run_verb(s, &motion, draw_in_one);
}

void fade_out_with(Scene *s, Motion motion)
{
    run_verb(s, &motion, fade_out_one);
}

void node_hide(Scene *s, Node *node)
{
    if (!node || node->appears)
        return;
    node->appears = true;
    time_add_key(s, node_track(s, node, PROP_OPACITY), (Key){.t_s = 0, .value = {0}, .ease = EASE_STEP});
}

// ---- any property ----

void animate_with(Scene *s, Animate motion)
{
    if (!motion.node)
        return;
    const double begin_s = block_begin_s(s, motion.delay_s), dur_s = or_default(motion.dur_s, DUR_DEFAULT_S);
    animate_scalar(s, motion.node, motion.prop, begin_s, dur_s, ease_or(motion.ease, EASE_IN_OUT), motion.to);
    block_passed(s, begin_s, begin_s + dur_s);
}

void recolor_with(Scene *s, Recolor motion)
{
    if (!motion.node)
        return;
    const double begin_s = block_begin_s(s, motion.delay_s), dur_s = or_default(motion.dur_s, DUR_DEFAULT_S);
    const Color to = motion.to;
    const double value[TRACK_COMPONENTS] = {(double)to.r, (double)to.g, (double)to.b, (double)to.a};
    node_animate(s, motion.node, motion.prop, begin_s, dur_s, ease_or(motion.ease, EASE_IN_OUT), value);
    block_passed(s, begin_s, begin_s + dur_s);
}

void move_to_with(Scene *s, MoveTo motion)
{
    if (!motion.node)
        return;
    const double begin_s = block_begin_s(s, motion.delay_s), dur_s = or_default(motion.dur_s, DUR_DEFAULT_S);
    const Ease ease = ease_or(motion.ease, EASE_IN_OUT);
    animate_scalar(s, motion.node, PROP_X, begin_s, dur_s, ease, motion.x);
    animate_scalar(s, motion.node, PROP_Y, begin_s, dur_s, ease, motion.y);
    block_passed(s, begin_s, begin_s + dur_s);
}

void scale_to_with(Scene *s, ScaleTo motion)
{
    if (!motion.node)
        return;
    const double begin_s = block_begin_s(s, motion.delay_s), dur_s = or_default(motion.dur_s, DUR_DEFAULT_S);
    const Ease ease = ease_or(motion.ease, EASE_IN_OUT);
    animate_scalar(s, motion.node, PROP_SCALE_X, begin_s, dur_s, ease, motion.factor);
    animate_scalar(s, motion.node, PROP_SCALE_Y, begin_s, dur_s, ease, motion.factor);
    block_passed(s, begin_s, begin_s + dur_s);
}

// The way along a path, sampled so densely (a frame at 120 a second) that straight lines between the samples are the
// curve to the eye.
void move_along_with(Scene *s, MoveAlong motion)
{
    if (!motion.node)
        return;
    static const double SAMPLES_PER_S = 120;
    const double begin_s = block_begin_s(s, motion.delay_s), dur_s = or_default(motion.dur_s, DUR_DEFAULT_S);
    const Ease ease = ease_or(motion.ease, EASE_IN_OUT);
    const int n = (int)ceil(dur_s * SAMPLES_PER_S) + 1;
    double *t_s = ARENA_ARRAY(s->arena, double, n), *x = ARENA_ARRAY(s->arena, double, n);
    double *y = ARENA_ARRAY(s->arena, double, n);
    for (int i = 0; i < n; i++) {
        const double u = (double)i / (n - 1);
        const Point p = path_point_at(motion.path, ease_at(ease, u), NULL);
        t_s[i] = begin_s + u * dur_s;
        x[i] = p.x;
        y[i] = p.y;
    }
    node_keys(s, motion.node, PROP_X, EASE_LINEAR, t_s, x, n);
    node_keys(s, motion.node, PROP_Y, EASE_LINEAR, t_s, y, n);
    block_passed(s, begin_s, begin_s + dur_s);
}

void node_keys(Scene *s, Node *node, Prop prop, Ease ease, const double *t_s, const double *value, int n_keys)
{
    if (!node || n_keys <= 0)
        return;
    node_start(s, node, prop, t_s[0], value[0]);
    Track *track = node->tracks[prop];
    for (int i = 1; i < n_keys; i++)
        time_add_key(s, track, (Key){.t_s = t_s[i], .value = {value[i]}, .ease = ease_or(ease, EASE_IN_OUT)});
}

// A value that jumps for the first time holds what the node was made with up to then.
static void hold_base(Scene *s, Node *node, Prop prop, double t_s)
{
    if (t_s <= 0 || (node->tracks[prop] && node->tracks[prop]->n_keys > 0))
        return;
    Key base = {.t_s = 0, .ease = EASE_STEP};
    node_components(node, prop, 0, base.value);
    time_add_key(s, node_track(s, node, prop), base);
}

void node_set(Scene *s, Node *node, Prop prop, double value)
{
    if (!node)
        return;
    const double t_s = block_begin_s(s, 0);
    hold_base(s, node, prop, t_s);
    node_start(s, node, prop, t_s, value);
    if (prop == PROP_OPACITY)
        node->appears = true;
}

void node_set_color(Scene *s, Node *node, Prop prop, Color color)
{
    if (!node)
        return;
    const double t_s = block_begin_s(s, 0);
    hold_base(s, node, prop, t_s);
    node_animate(s, node, prop, t_s, 0, EASE_STEP,
                 (double[TRACK_COMPONENTS]){(double)color.r, (double)color.g, (double)color.b, (double)color.a});
}

double node_value_now(const Scene *s, const Node *node, Prop prop)
{
    return node_value(node, prop, block_begin_s(s, 0));
}

void camera_to_with(Scene *s, CameraTo motion)
{
    const double begin_s = block_begin_s(s, motion.delay_s), dur_s = or_default(motion.dur_s, DUR_CAMERA_S);
    const Ease ease = ease_or(motion.ease, EASE_IN_OUT);
    const Point middle = rect_middle(s->room.view);
    const double along = motion.zoom * cos(motion.turn), aside = motion.zoom * sin(motion.turn);
    animate_scalar(s, s->stage, PROP_X, begin_s, dur_s, ease, middle.x - along * motion.x + aside * motion.y);
    animate_scalar(s, s->stage, PROP_Y, begin_s, dur_s, ease, middle.y - aside * motion.x - along * motion.y);
    if (motion.turn != 0 || s->stage->tracks[PROP_ROTATE])
        animate_scalar(s, s->stage, PROP_ROTATE, begin_s, dur_s, ease, motion.turn);
    animate_scalar(s, s->stage, PROP_SCALE_X, begin_s, dur_s, ease, motion.zoom);
    animate_scalar(s, s->stage, PROP_SCALE_Y, begin_s, dur_s, ease, motion.zoom);
    block_passed(s, begin_s, begin_s + dur_s);
}
