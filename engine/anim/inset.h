// inset.h — a sealed scene within another one: its picture at a time, and its motion from there on.
//
// What the inner scene has drawn is copied, node by node, into the outer one, which so has all of it: numbers with where
// they come from, links, words that can be found. Nothing of the inner scene's stage, its camera included, is left out but
// what stands in front of it, and its words.
#ifndef GPTREEL_ANIM_INSET_H
#define GPTREEL_ANIM_INSET_H

#include "engine/anim/scene.h"

typedef struct Inset Inset;

// The inner scene as it is at a time, under a parent, with its upper left corner at 0, 0, its canvas that many times as
// large as it is. When it `plays`, it can go on from there. Both scenes share an arena, or the inner one's outlives the outer.
Inset *inset_add(Scene *s, Node *parent, const Scene *inner, double t_s, bool plays, double scale);

// The inner scene goes on to a time of its own, from the cursor on; it takes as long as that.
void inset_play(Scene *s, Inset *inset, double to_s);

const Scene *inset_scene(const Inset *inset);
double inset_time(const Inset *inset); // to which it has gone

#endif
