// score.c — a score grows note by note.
#include "engine/sound/score.h"

#include <math.h>

void score_add(Score *score, Arena *arena, Note note)
{
    if (note.at_s < 0 || note.at_s >= score->dur_s)
        return;
    note.dur_s = fmin(note.dur_s, score->dur_s - note.at_s);
    score->notes = arena_grow(arena, score->notes, score->n, &score->capacity, sizeof *score->notes);
    score->notes[score->n++] = note;
}
