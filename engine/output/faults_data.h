// faults_data.h — what the files of the rules of faults.h share.
#ifndef GPTREEL_OUTPUT_FAULTS_DATA_H
#define GPTREEL_OUTPUT_FAULTS_DATA_H

#include "engine/output/faults.h"
#include "engine/output/view.h"

// A rule: what to do where it is broken.
typedef struct Rule {
    const char *remedy;
} Rule;

typedef struct Faults {
    const Scene *scene;
    Arena *arena;       // of the findings
    Finding *findings;  // [n]
    const void **about; // [n] what each is about: a picture, or a node of none
    const Rule **rules; // [n]
    int n, cap, cap_about, cap_rules;
} Faults;

// One finding for what the node belongs to, unless there is one of the rule already. `node` NULL: of the whole scene.
void faults_add(Faults *faults, const Rule *rule, const Node *node, const char *format, ...) PRINTF_LIKE(4, 5);

// The picture that a node belongs to; NULL: none.
const struct Picture *faults_picture(const Scene *scene, const Node *node);

// What a node is, for a sentence: its words in quotes, or "something of this chart". In the arena.
const char *faults_name(const Faults *faults, const DrawItem *item);

// The rules of one view, and of the whole scene. `n_empty`: views without anything up to this one.
void faults_of_places(Faults *faults, const View *view);                  // faults_place.c
void faults_of_colors(Faults *faults, const View *view);                  // faults_color.c
void faults_of_reading(Faults *faults);                                   // faults_time.c
void faults_of_captions(Faults *faults);                                  // faults_time.c
void faults_of_emptiness(Faults *faults, const View *view, int *n_empty); // faults_time.c

#endif
