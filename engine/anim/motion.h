// motion.h — the verbs: what moves, from the cursor on.
#ifndef GPTREEL_ANIM_MOTION_H
#define GPTREEL_ANIM_MOTION_H

#include "engine/anim/ease.h"
#include "engine/anim/node.h"
#include "engine/anim/path.h"
#include "engine/anim/theme.h"

// Options of the motion verbs; 0 is the default of the verb. Motions begin at the cursor plus delay_s and move the
// cursor to their end. Two motions of one property that overlap are an error at the line of the later one.
#define MOTION_FIELDS \
    double dur_s;     \
    double delay_s;   \
    Ease ease

// Of a node that appears or leaves.
typedef struct Motion {
    Node *node;
    MOTION_FIELDS;
    double stagger_s; // with `each`: between one child and the next
    bool each;        // the children one after the other, not the node as a whole
} Motion;

// Appear: from nothing at the cursor; the node is invisible before its first appearance.
#define fade_in(s, ...) fade_in_with(SCENE_HERE(s), (Motion){.node = __VA_ARGS__})
#define rise_in(s, ...) rise_in_with(SCENE_HERE(s), (Motion){.node = __VA_ARGS__}) // fade and 12 units up
#define drop_in(s, ...) drop_in_with(SCENE_HERE(s), (Motion){.node = __VA_ARGS__}) // fade and 24 units down
#define pop_in(s, ...) pop_in_with(SCENE_HERE(s), (Motion){.node = __VA_ARGS__})   // fade and grow, 4 % past the end
#define draw_in(s, ...) draw_in_with(SCENE_HERE(s), (Motion){.node = __VA_ARGS__}) // a path draws itself
// Leave.
#define fade_out(s, ...) fade_out_with(SCENE_HERE(s), (Motion){.node = __VA_ARGS__})

void fade_in_with(Scene *s, Motion motion);
void rise_in_with(Scene *s, Motion motion);
void drop_in_with(Scene *s, Motion motion);
void pop_in_with(Scene *s, Motion motion);
void draw_in_with(Scene *s, Motion motion);
void fade_out_with(Scene *s, Motion motion);

typedef struct MoveTo {
    Node *node;
    double x, y;
    MOTION_FIELDS;
} MoveTo;

typedef struct ScaleTo {
    Node *node;
    double factor;
    MOTION_FIELDS;
} ScaleTo;

typedef struct MoveAlong {
    Node *node;
    const Path *path;
    MOTION_FIELDS;
} MoveAlong;

typedef struct Animate {
    Node *node;
    Prop prop;
    double to;
    MOTION_FIELDS;
} Animate;

typedef struct Recolor {
    Node *node;
    Prop prop; // PROP_FILL or PROP_STROKE
    Color to;
    MOTION_FIELDS;
} Recolor;

typedef struct CameraTo {
    double x, y, zoom;
    double turn; // of the picture, radians, clockwise
    MOTION_FIELDS;
} CameraTo;

// The scene, the node, then what; options by name behind it:
//     move_to(s, card, 200, 300, .dur_s = 0.5)
#define move_to(s, node, x, ...) move_to_with(SCENE_HERE(s), (MoveTo){(node), (x), .y = __VA_ARGS__})
#define scale_to(s, node, ...) scale_to_with(SCENE_HERE(s), (ScaleTo){(node), .factor = __VA_ARGS__})
#define move_along(s, node, ...) move_along_with(SCENE_HERE(s), (MoveAlong){(node), .path = __VA_ARGS__})
#define animate(s, node, prop, ...) animate_with(SCENE_HERE(s), (Animate){(node), (prop), .to = __VA_ARGS__})
#define recolor(s, node, prop, ...) recolor_with(SCENE_HERE(s), (Recolor){(node), (prop), .to = __VA_ARGS__})
#define camera_to(s, x, y, ...) camera_to_with(SCENE_HERE(s), (CameraTo){(x), (y), .zoom = __VA_ARGS__})

void move_to_with(Scene *s, MoveTo motion);
void scale_to_with(Scene *s, ScaleTo motion);
void move_along_with(Scene *s, MoveAlong motion); // the node's origin goes along the path
void animate_with(Scene *s, Animate motion);
void recolor_with(Scene *s, Recolor motion);
// x, y is the stage point in the middle of what is seen; zoom 1 shows all of the stage.
void camera_to_with(Scene *s, CameraTo motion);

// The value from the cursor on, at once; no time passes. Before its first key a node has the value it was made with.
void node_set(Scene *s, Node *node, Prop prop, double value);
void node_set_color(Scene *s, Node *node, Prop prop, Color color);
double node_value_now(const Scene *s, const Node *node, Prop prop);

// Invisible from the start until the first appearance (the appear verbs do this by themselves).
void node_hide(Scene *s, Node *node);

// A whole track at once: value[i] at t_s[i] (seconds of the scene, rising), with the ease between them. What was keyed
// before t_s[0] stays and holds up to it.
void node_keys(Scene *s, Node *node, Prop prop, Ease ease, const double *t_s, const double *value, int n_keys);

#endif
