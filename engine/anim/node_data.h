// node_data.h — what a node is, for the engine's own files and the output backends; authors see node.h alone.
#ifndef GPTREEL_ANIM_NODE_DATA_H
#define GPTREEL_ANIM_NODE_DATA_H

#include "engine/anim/add.h"
#include "engine/anim/footage.h"
#include "engine/anim/glow_sprite.h"
#include "engine/anim/node.h"
#include "engine/anim/track.h"

#include <stdint.h>

// Opacities below this change nothing in 8 bits: what has one is not drawn.
static const double INVISIBLE = 0.5 / 255;

typedef enum NodeKind {
    NODE_GROUP,
    NODE_RECT,
    NODE_CIRCLE,
    NODE_PATH,
    NODE_TEXT,
    NODE_IMAGE,
    NODE_GLOW,
} NodeKind;

struct Node {
    int id;                        // index in the scene's table, in the order of creation
    NodeKind kind;
    Node *parent;                  // NULL for the two roots
    Node **children;               // [n_children] sorted by z once sealed
    int n_children, cap_children;
    int z;
    double base[PROP_COUNT];       // scalars, where no track is
    Color base_fill, base_stroke;
    Track *tracks[PROP_COUNT];     // NULL: constant
    Point pivot;
    bool clip;
    double dash, gap;
    bool round_caps;
    const Path *const *shapes;     // NODE_PATH: [n_shapes], the first and its morphs; NODE_GLOW: [1], its outline
    int n_shapes;
    const Rect *shape_bounds;      // [n_shapes]
    const TextRun *const *runs;    // NODE_TEXT: [n_runs], by PROP_VARIANT
    int n_runs, cap_runs;
    const Image *image;
    const Footage *footage;        // NODE_IMAGE: what plays in it; NULL: its image
    double footage_from_s;         // time of the recording when the scene begins
    const GlowSprite *glow;
    double glow_sigma;             // as given, for backends that soften by themselves
    bool appears;                  // has had its first appearance written
    bool bleeds;                   // may run off the canvas, with all under it
    bool inset;                    // all under it is another scene (inset.h), whose author placed it
    const char *href;              // where it leads when it is pressed, with all under it; NULL: nowhere
    bool ordered;                  // the author said over or under what it is drawn
    bool stands_in;                // for what becomes something else, while it does: what it shows was there before
    Track *marked;                 // of a picture's part: 1 while it stands out as what was chosen; NULL: it never does
    const struct Shown *shown;     // NODE_TEXT: the figures in its words (figure.h); NULL: none are known
    const struct Shown *const *variants_shown; // [n_runs - 1] likewise of what else it shows; NULL: as `shown`
    Node *body;                    // of a group: where its children are; NULL: in itself (identity.c)
    const char *title;             // what it is, for messages and golden files; NULL: nobody said
    const char *file;              // where the author was when it was made; NULL: nobody said
    int line;
};

// ---- as it is at a time ----

// A node's property at a time.
double node_value(const Node *node, Prop prop, double t_s);
Color node_color(const Node *node, Prop prop, double t_s);
Matrix node_matrix(const Node *node, double t_s); // node → parent

// The figures in one of a text's words, by PROP_VARIANT; NULL: none are known.
const struct Shown *node_shown(const Node *node, int variant);

// Whether the node or one above it may run off the canvas.
bool node_may_bleed(const Node *node);

// The scene that the node belongs to, drawn within this one, as the node above all of that; NULL: this one itself.
const Node *node_inset(const Node *node);

// The value of any property, colours by their components.
void node_components(const Node *node, Prop prop, double t_s, double value[TRACK_COMPONENTS]);

// What the node and its children cover in its own coordinates at a time; glows are left out.
Rect node_local_bounds(const Node *node, double t_s);

// The bounds of a node's own drawing (no children) in its coordinates at a time, stroke and halo included.
Rect node_paint_bounds(const Node *node, double t_s);

// ---- while the scene is built ----

// A node with the defaults of every property. `parent` NULL: the stage, or none while there is no stage.
Node *node_create(Scene *s, NodeKind kind, Node *parent, double x, double y, int z);

// Makes the child its parent's last.
void node_adopt(Scene *s, Node *parent, Node *child);

// A text node from runs that are shaped already; PROP_VARIANT picks the run. `spec` gives the place and the colour.
Node *node_text_from_runs(Scene *s, const TextSpec *spec, const TextRun *const *runs, int n_runs);

// The track of a property, made when there is none. In the scene's arena.
Track *node_track(Scene *s, Node *node, Prop prop);

// Writes a motion of one property from `begin_s` on: its value there, then the key at the end. When the property is in
// another motion then, that is an error of the scene.
void node_animate(Scene *s, Node *node, Prop prop, double begin_s, double dur_s, Ease ease,
                  const double to[TRACK_COMPONENTS]);

// A value that holds from t_s on; when it is the property's first key, before it, too.
void node_start(Scene *s, Node *node, Prop prop, double t_s, double value);

// The value that was written last, whenever it holds.
double node_last(const Node *node, Prop prop);
Color node_last_color(const Node *node, Prop prop);

// The outline of a path or halo, and the shapes it can become by PROP_MORPH, which must have the same verbs.
void node_set_shapes(Scene *s, Node *node, const Path *first, const Path *const *morphs, int n_morphs);

// A further shape of a path, with the same verbs. Gives the value of PROP_MORPH that shows it.
int node_add_morph(Scene *s, Node *node, const Path *path);

#endif
