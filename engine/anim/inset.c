// inset.c — nodes of a sealed scene copied into another, and pieces of their tracks.
#include "engine/anim/inset.h"

#include "engine/anim/block.h"
#include "engine/anim/scene_data.h"
#include "engine/anim/time_log.h"

#include <math.h>

struct Inset {
    const Scene *inner;
    Node **copies; // [inner->n_nodes] by id; NULL: not there
    double at_s;   // of the inner scene
};

static const double SAME_S = 1e-6;

// ---- the picture ----

static void hold_at(Node *copy, const Node *node, double t_s)
{
    for (int prop = 0; prop < PROP_COUNT; prop++) {
        double value[TRACK_COMPONENTS];
        node_components(node, prop, t_s, value);
        const Color color = {(float)value[0], (float)value[1], (float)value[2], (float)value[3]};
        if (prop == PROP_FILL)
            copy->base_fill = color;
        else if (prop == PROP_STROKE)
            copy->base_stroke = color;
        else
            copy->base[prop] = value[0];
        copy->tracks[prop] = NULL;
    }
    copy->marked = NULL;
}

// All under a node that is seen at that time, or, of what plays, at any.
static void copy_tree(Scene *s, Inset *inset, Node *parent, const Node *node, bool plays)
{
    if (!plays && node_value(node, PROP_OPACITY, inset->at_s) < INVISIBLE)
        return;
    Node *made = node_create(s, node->kind, parent, 0, 0, node->z);
    const int id = made->id;
    *made = *node;
    made->id = id;
    made->parent = parent;
    made->children = NULL;
    made->n_children = made->cap_children = 0;
    made->body = NULL;
    hold_at(made, node, inset->at_s);
    inset->copies[node->id] = made;
    for (int i = 0; i < node->n_children; i++)
        if (node->children[i] != inset->inner->in_front)
            copy_tree(s, inset, made, node->children[i], plays);
}

Inset *inset_add(Scene *s, Node *parent, const Scene *inner, double t_s, bool plays, double scale)
{
    Inset *inset = ARENA_NEW(s->arena, Inset);
    *inset = (Inset){inner, ARENA_ARRAY(s->arena, Node *, inner->n_nodes), clamp(t_s, 0, inner->dur_s)};
    Node *window = add_group(s, parent, .clip = true, .w = inner->canvas.width, .h = inner->canvas.height);
    window->inset = true;
    window->base[PROP_SCALE_X] = window->base[PROP_SCALE_Y] = scale;
    copy_tree(s, inset, window, inner->root, plays);
    return inset;
}

// ---- its motion ----

// Times of the inner scene that are played, and where they are in the outer one.
typedef struct Piece {
    double from_s, to_s;
    double begin_s, factor;
} Piece;

static double outer_s(const Piece *piece, double t_s)
{
    return piece->begin_s + piece->factor * (t_s - piece->from_s);
}

static void add_key(Scene *s, const Piece *piece, Node *copy, Prop prop, const Track *track, double t_s, Ease ease)
{
    Key key = {.t_s = outer_s(piece, t_s), .ease = ease};
    track_at(track, t_s, key.value);
    time_add_key(s, node_track(s, copy, prop), key);
}

static void copy_key(Scene *s, const Piece *piece, Node *copy, Prop prop, Key key)
{
    key.t_s = outer_s(piece, fmin(key.t_s, piece->to_s));
    time_add_key(s, node_track(s, copy, prop), key);
}

// A part of the way between two keys has no ease of its own: it becomes many short ways.
static void add_part(Scene *s, const Piece *piece, Node *copy, Prop prop, const Track *track, double from_s, double to_s)
{
    static const double SHORT_S = 1.0 / 60;
    const int n = (int)ceil((to_s - from_s) / SHORT_S);
    for (int i = 1; i <= n; i++)
        add_key(s, piece, copy, prop, track, from_s + (to_s - from_s) * i / n, EASE_LINEAR);
}

// Keys at the piece's end belong to it, those at its begin to the piece before.
static void play_track(Scene *s, const Piece *piece, Node *copy, Prop prop, const Track *track)
{
    const Key *keys = track->keys;
    int next = 0;
    while (next < track->n_keys && keys[next].t_s <= piece->from_s + SAME_S)
        next++;
    const bool begun = next > 0; // before the first key nothing changes
    if (next == track->n_keys || (!begun && keys[next].t_s > piece->to_s + SAME_S))
        return;
    add_key(s, piece, copy, prop, track, piece->from_s, EASE_STEP);
    double from_s = piece->from_s;
    bool whole = !begun || keys[next - 1].t_s >= piece->from_s - SAME_S; // the way to the next key is
    for (; next < track->n_keys && keys[next].t_s <= piece->to_s + SAME_S; next++, whole = true) {
        if (whole || keys[next].ease == EASE_STEP)
            copy_key(s, piece, copy, prop, keys[next]);
        else
            add_part(s, piece, copy, prop, track, from_s, keys[next].t_s);
        from_s = keys[next].t_s;
    }
    if (next < track->n_keys && next > 0 && keys[next].ease != EASE_STEP && from_s < piece->to_s - SAME_S)
        add_part(s, piece, copy, prop, track, from_s, piece->to_s);
}

static void play_spans(Scene *s, const Inset *inset, const Piece *piece)
{
    for (int i = 0; i < inset->inner->n_spans; i++) {
        const MotionSpan *span = &inset->inner->spans[i];
        const double begin_s = fmax(span->begin_s, piece->from_s), end_s = fmin(span->end_s, piece->to_s);
        const Node *copy = span->node ? inset->copies[span->node->id] : NULL;
        if (copy && end_s > begin_s)
            time_add_span(s, copy, outer_s(piece, begin_s), outer_s(piece, end_s));
    }
}

void inset_play(Scene *s, Inset *inset, double to_s)
{
    const double end_s = fmin(to_s, inset->inner->dur_s);
    if (end_s <= inset->at_s)
        return;
    // All times of the outer scene are multiplied by its tempo at last; the inner one's were already.
    const double factor = 1 / PACE_KINDS[s->pace].tempo;
    const Piece piece = {inset->at_s, end_s, block_begin_s(s, 0), factor};
    for (int i = 0; i < inset->inner->n_nodes; i++) {
        const Node *node = inset->inner->nodes[i];
        for (int prop = 0; prop < PROP_COUNT && inset->copies[i]; prop++)
            if (node->tracks[prop] && node->tracks[prop]->n_keys > 0)
                play_track(s, &piece, inset->copies[i], prop, node->tracks[prop]);
    }
    play_spans(s, inset, &piece);
    inset->at_s = end_s;
    block_passed(s, piece.begin_s, outer_s(&piece, end_s));
}

const Scene *inset_scene(const Inset *inset)
{
    return inset->inner;
}

double inset_time(const Inset *inset)
{
    return inset->at_s;
}
