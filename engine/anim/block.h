// block.h — time as blocks: what is written between block_open and block_close lasts as long as the block says.
//
// Blocks nest. A child of a block is whatever takes time in it: a motion, a hold, another block. The block decides when
// the next child begins, and when it ends itself. Each keeps track of all keys, spoken lines and clicks that were written
// in it; where a block moves or stretches, their times are mapped, so that a scene is written in one pass and nobody
// reads a clock. Errors stick to the scene, with the author's file and line.
#ifndef GPTREEL_ANIM_BLOCK_H
#define GPTREEL_ANIM_BLOCK_H

#include "engine/anim/scene.h"

typedef enum BlockKind {
    BLOCK_SEQ,        // one child after the other
    BLOCK_PAR,        // all begin together
    BLOCK_PAR_ENDS,   // all end together
    BLOCK_LAG,        // each begins when the share `amount` of the one before is over
    BLOCK_STAGGER,    // each begins `amount` seconds after the one before
    BLOCK_OVERLAP,    // begins `amount` seconds before the child before it ends
    BLOCK_MEANWHILE,  // begins now and takes no time; may outlive the block around it, but not the scene
    BLOCK_BEAT,       // `amount` seconds exactly: what is left is held; at most, when the scene is silent
    BLOCK_SPOKEN,     // at least as long as its words take, unless the scene is silent
    BLOCK_STRETCH,    // `amount` seconds: its children are drawn out or compressed; in a silent scene, too, when these are
                      // three or more
    BLOCK_SLOT,       // `amount` seconds: held when its children are shorter, compressed when they are longer
    BLOCK_AT,         // begins `amount` seconds after the block around it began, and moves no cursor
    BLOCK_BACKGROUND, // stretched over the child before it: a slow camera over several beats
} BlockKind;

enum { BLOCKS_DEEPEST = 64 };

// The verb by which authors know it: "par".
const char *block_kind_name(BlockKind kind);

typedef struct BlockSpec {
    BlockKind kind;
    double amount;     // seconds or a share, as the kind says
    double delay_s;    // begins so much later than it would
    const char *cue;   // BLOCK_SPOKEN: name of the spoken line, unique in the scene
    const char *words; // BLOCK_SPOKEN, with marks of stress and pause (spoken.h); both are copied
    bool seen;         // BLOCK_SPOKEN: the picture shows the words: captions in it leave them out
    const struct Shown *shown; // BLOCK_SPOKEN: the figures in the words, which lives as long as the scene; NULL: none
} BlockSpec;

// Says that all time of the scene is made of blocks: it ends where its last child ends, and everything is checked at the
// end. Before anything else is written.
void block_begin_scene(Scene *s);

// Ends it: all times become those of the scene's pace. When the scene is sealed, before anything is checked.
void block_end_scene(Scene *s);

// Begins a block where its parent's next child begins.
void block_open(Scene *s, BlockSpec spec);

// Ends the innermost block and tells its parent how long it took.
void block_close(Scene *s);

// Time passes and nothing new begins.
void block_hold(Scene *s, double dur_s);

// The same so that there is time to look or to speak: in a silent scene not much. With `rest` the author means the
// picture to stand still as long as it does around it.
void block_pause(Scene *s, double dur_s, bool rest);

// Ends a step of a slide: the picture at this moment. An error inside blocks in which things run side by side; at the
// scene's end also when anything but a background moves across it.
void block_click(Scene *s);

// What is left of the innermost beat around the cursor, seconds. An error of the scene when there is none.
double block_rest_s(Scene *s);

// What a time of the building is when the scene is seen, at its pace.
double block_seen_s(const Scene *s, double dur_s);

// How long the innermost slot around the cursor is, seconds; 0 when there is none.
double block_slot_s(const Scene *s);

// For a verb: when the next child begins; and that one took this long. Every verb that takes time calls both.
double block_begin_s(const Scene *s, double delay_s);
void block_passed(Scene *s, double begin_s, double end_s);

// Where the last child of the innermost block ended.
double block_last_end_s(const Scene *s);

// Durations of slots that become shorter: the first `first_s`, none below `least_s`, each the one before times the same
// factor, their sum exactly `total_s`. False when so many do not fit: then all are equal.
bool block_slots(double *slot_s, int n_slots, double total_s, double first_s, double least_s);

// How long words take when they are spoken: the recorded voice of the cue if the scene has one, else by their number
// and that of their pauses.
double spoken_dur_s(const Scene *s, const char *cue, const char *words);

#endif
