// score.h — music as notes in time: what the composer writes and the synthesiser plays.
#ifndef GPTREEL_SOUND_SCORE_H
#define GPTREEL_SOUND_SCORE_H

#include "engine/base/arena.h"

// Who plays. To add one: here, and its row in synth.c.
typedef enum Player {
    PLAYER_CHORDS,
    PLAYER_BASS,
    PLAYER_PAD,
    PLAYER_MELODY,
    PLAYER_BELL,
    PLAYER_DRUMS,
    N_PLAYERS
} Player;

typedef struct Note {
    double at_s, dur_s;
    Player player;
    int pitch;    // as MIDI counts: 60 is middle C; of drums, General MIDI's number of the drum
    int velocity; // 1 to 127
} Note;

typedef struct Score {
    Note *notes; // [n] in no order
    int n, capacity;
    double dur_s;
} Score;

// Adds a note, in the arena. One that would begin outside of the score is left out; one that is too long is cut.
void score_add(Score *score, Arena *arena, Note note);

#endif
