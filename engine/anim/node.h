// node.h — how the engine's own files make nodes and write their tracks.
#ifndef GPTREEL_ANIM_NODE_H
#define GPTREEL_ANIM_NODE_H

#include "engine/anim/scene_data.h"

// Every call that changes a scene begins with this: it asserts that the scene is not sealed.
void scene_change(const Scene *s);

// A text node from runs that are shaped already; PROP_VARIANT picks the run. `spec` gives the place and the colour.
Node *node_text_from_runs(Scene *s, const TextSpec *spec, const TextRun *const *runs, int n_runs);

// The track of a property, made when there is none. In the scene's arena.
Track *node_track(Scene *s, Node *node, Prop prop);

// Writes a motion of one property from `begin_s` on: its value there, then the key at the end. A property that is
// planned past `begin_s` already is an error of the scene: two motions would fight for it.
void node_animate(Scene *s, Node *node, Prop prop, double begin_s, double dur_s, Ease ease,
                  const double to[TRACK_COMPONENTS]);

// A value that holds from t_s on; when it is the property's first key, before it, too.
void node_start(Scene *s, Node *node, Prop prop, double t_s, double value);

// The value that was written last, whenever it holds.
double node_last(const Node *node, Prop prop);
Color node_last_color(const Node *node, Prop prop);

// A further shape of a path, with the same verbs. Gives the value of PROP_MORPH that shows it.
int node_add_morph(Scene *s, Node *node, const Path *path);

// The value of any property, colours by their components.
void node_components(const Node *node, Prop prop, double t_s, double value[TRACK_COMPONENTS]);

// What the node and its children cover in its own coordinates at a time; glows are left out.
Rect node_local_bounds(const Node *node, double t_s);

// The sprite of a softened filled path. In the arena.
const GlowSprite *glow_make(Arena *arena, const Path *path, double sigma);

// The bounds of a node's own drawing (no children) in its coordinates at a time, stroke and halo included.
Rect node_paint_bounds(const Node *node, double t_s);

#endif
