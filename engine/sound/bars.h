// bars.h — the form of the music of a scene: bars of four beats that fit it exactly, each with its chord.
#ifndef GPTREEL_SOUND_BARS_H
#define GPTREEL_SOUND_BARS_H

#include "engine/base/arena.h"

#include <stdint.h>

enum { CHORD_TONES = 5, BEATS = 4, PHRASE_BARS = 4 };

// A chord of the key: its root and what stands above it, in semitones.
typedef struct Chord {
    int root;               // above the key's first degree
    int above[CHORD_TONES]; // 0, the root itself; then third, fifth, seventh, ninth, or what stands for them
} Chord;

// Which scene of its film it is, from 0, of how many.
typedef struct ScenePlace {
    int index, n_scenes;
} ScenePlace;

typedef struct Bar {
    double begin_s, beat_s;
    const Chord *chord;
    int phrase;    // decides, with the seed, what is played; no two phrases near each other are the same
    int in_phrase; // 0 to 3
    bool opening;  // of the first bars of the film: not all play yet
    bool closing;  // of its last bars
} Bar;

typedef struct Form {
    Bar *bars; // [n]
    int n;
    int key; // MIDI's number of the first degree, in the octave below middle C
} Form;

// The form for a scene of `dur_s`: at least one bar, at the tempo nearest to 76 beats a minute at which all are whole. A
// film's scenes share the seed, and so the key; the same seed and place give the same form. In the arena.
Form form_make(Arena *arena, double dur_s, ScenePlace place, uint64_t seed);

// The n-th random number of a seed in [0, 1): drawn by its place, so that no part of a piece depends on another.
double seed_random(uint64_t seed, uint64_t n);

#endif
