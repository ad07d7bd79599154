// compose.h — quiet music for a scene of a film: chords, a soft beat, and a bell where something in the film comes.
#ifndef GPTREEL_SOUND_COMPOSE_H
#define GPTREEL_SOUND_COMPOSE_H

#include "engine/sound/bars.h"
#include "engine/sound/score.h"

typedef struct MusicSpec {
    double dur_s; // of the scene
    ScenePlace place;
    const double *accents_s; // [n_accents] where something comes that the music marks, rising
    int n_accents;
    uint64_t seed; // of the film
} MusicSpec;

// The same specification gives the same score. In the arena.
Score music_compose(Arena *arena, const MusicSpec *spec);

#endif
