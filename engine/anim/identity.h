// identity.h — what happens to a thing that is there: it steps back, is in focus, pulses, travels, leaves.
//
// Place and presence are a node's own properties; dimming and pulsing belong to a group inside of it, so that they
// multiply with whatever else moves it, and undimming never brings back what has left. Times are those of blocks.
#ifndef GPTREEL_ANIM_IDENTITY_H
#define GPTREEL_ANIM_IDENTITY_H

#include "engine/anim/picture.h"

// To 35 % and back, on a channel of its own. Not for leaves: the node is a group.
void thing_dim(Scene *s, Node *node, Tween tween);
void thing_undim(Scene *s, Node *node, Tween tween);

// A little larger and back.
void thing_pulse(Scene *s, Node *node, Tween tween);

// Fades. A picture that left is gone: it can only come back as a new one.
void thing_leave(Scene *s, Node *node, Tween tween);

// The same on its way to the middle of `to` (canvas units), where it is too small to be seen.
void thing_leave_to(Scene *s, Node *node, Rect to, Tween tween);

// Everything that is seen but these steps back meanwhile, from focus_begin to focus_end, which takes the time that the
// return takes: one focus can follow another. What had stepped back before stays so. Focus does not nest.
typedef struct Focus {
    Node **dimmed; // [n_dimmed]
    int n_dimmed;
} Focus;

Focus focus_begin(Scene *s, Node *const *nodes, int n_nodes);
void focus_end(Scene *s, const Focus *focus);

// The node's middle goes to the middle of `to` (canvas units), along a curve that keeps away from `avoid` [n_avoid]
// where it can.
void thing_travel(Scene *s, Node *node, Rect to, const Rect *avoid, int n_avoid, Tween tween);

// The same along a path of the caller's: of directions from its first to its last point; the ends are the node's own.
void thing_travel_along(Scene *s, Node *node, Rect to, const Path *way, Tween tween);

// The camera frames this, with some room around it, and turns the picture by so many radians, clockwise; all of the
// canvas and 0 bring it back.
void camera_look_at(Scene *s, Rect box, double turn, Tween tween);

// What a thing covers on the canvas as it was written last, without the camera: of pictures and parts what was laid out
// last, so that what has left does not count.
Rect thing_box(const Scene *s, const Node *node);

// A node's coordinates → canvas at a time, without the camera.
Matrix node_to_canvas(const Scene *s, const Node *node, double t_s);

// The picture's root is shown and its parts are not, each until a verb shows it. Nothing when it was shown before.
void picture_show_by_parts(Scene *s, Picture *picture);

// A verb showed the picture's node itself.
void picture_note_shown(Picture *picture);
bool picture_is_shown(const Picture *picture);

#endif
