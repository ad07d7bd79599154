// seen.h — what a node shows at a time, for what follows it: pure functions of the tracks that are written.
#ifndef GPTREEL_ANIM_SEEN_H
#define GPTREEL_ANIM_SEEN_H

#include "engine/anim/node.h"

// What a node shows of itself and its children then, in its coordinates: what is wholly there, whether or not it
// stepped back.
Rect node_seen_box(const Node *node, double t_s);

// Whether the node, and all that it is part of, is neither appearing nor gone.
bool node_is_there(const Node *node, double t_s);

// Whether anything of it can be seen; whether there are words in it.
bool node_is_visible(const Node *node, double t_s);
bool node_shows_words(const Node *node, double t_s);

#endif
