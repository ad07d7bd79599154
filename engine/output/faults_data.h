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
    Fault *faults;      // [n]
    const void **about; // [n] what each is about: a picture, a node of none, or the scene
    const Rule **rules; // [n]
    int n, cap, cap_about, cap_rules;
    Rest *rests; // [n_rests]
    int n_rests, cap_rests;
} Faults;

// Where something is wrong.
typedef struct Spot {
    const Node *node; // NULL: of the whole scene
    const char *file; // that is to blame; NULL: where the node was made
    int line;
    double t_s;
    Rect at;
} Spot;

Spot spot_of(const View *view, const Seen *seen);
Spot spot_at(const Node *node, double t_s);

// One finding for the line that is to blame, unless there is one of the rule already.
void faults_add(Faults *faults, const Rule *rule, Spot spot, const char *format, ...) PRINTF_LIKE(4, 5);

// Whether the rule has a finding for that line.
bool faults_has(const Faults *faults, const Rule *rule, Spot spot);

// The picture that a node belongs to; NULL: none.
const struct Picture *faults_picture(const Scene *scene, const Node *node);

// What a node is, for a sentence: its words in quotes, or "something of this chart". In the arena.
const char *faults_name(const Faults *faults, const DrawItem *item);

// The rules of one view, of a reel at one time, and of the whole scene.
void faults_of_places(Faults *faults, const View *view);     // faults_place.c
void faults_of_colors(Faults *faults, const View *view);     // faults_color.c
void faults_of_motion(Faults *faults, const ViewReel *reel); // faults_motion.c
void faults_of_reading(Faults *faults);                      // faults_time.c
void faults_of_captions(Faults *faults);                     // faults_time.c
void faults_of_marks(Faults *faults);                        // faults_mark.c

// How long nothing was seen, and nothing has moved.
typedef struct Quiet {
    double empty_from_s, still_from_s;
    bool empty;
} Quiet;

void faults_of_quiet(Faults *faults, const ViewReel *reel, Quiet *quiet); // faults_time.c: of one time
void faults_end_quiet(Faults *faults, Quiet *quiet);                      // the scene is over

#endif
