// bars.c — a scene into bars, phrases into chords.
#include "engine/sound/bars.h"

#include <math.h>

static const double TEMPO = 76; // beats a minute

// Four chords each, on the degrees of a major key.
static const Chord PROGRESSIONS[][PHRASE_BARS] = {
    {{2, {0, 3, 7, 10, 14}}, {7, {0, 4, 10, 14, 21}}, {0, {0, 4, 7, 11, 14}}, {9, {0, 3, 7, 10, 14}}},
    {{5, {0, 4, 7, 11, 14}}, {4, {0, 3, 7, 10, 12}}, {2, {0, 3, 7, 10, 14}}, {0, {0, 4, 7, 11, 14}}},
    {{9, {0, 3, 7, 10, 14}}, {2, {0, 3, 7, 10, 14}}, {7, {0, 5, 10, 14, 17}}, {4, {0, 3, 7, 10, 12}}},
    {{5, {0, 4, 7, 11, 14}}, {7, {0, 4, 7, 9, 14}}, {4, {0, 3, 7, 10, 12}}, {9, {0, 3, 7, 10, 14}}},
};
enum { N_PROGRESSIONS = sizeof PROGRESSIONS / sizeof *PROGRESSIONS };

static const Chord TONIC = {0, {0, 4, 7, 11, 14}};

double seed_random(uint64_t seed, uint64_t n)
{
    // SplitMix64 (Steele, Lea, Flood, 2014) at one place of its sequence.
    uint64_t z = seed * 0x2545f4914f6cdd1dULL + (n + 1) * 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

// The whole number of bars that makes a scene's tempo nearest to the usual one.
static int count_bars(double dur_s)
{
    const double bars = dur_s * TEMPO / 60 / BEATS;
    const int below = (int)bars;
    return below < 1 ? 1 : bars / below < (below + 1) / bars ? below : below + 1;
}

// Every phrase has another progression than its neighbours; the order is the seed's.
static const Chord *chord_of(uint64_t seed, int phrase, int in_phrase)
{
    const int first = (int)(N_PROGRESSIONS * seed_random(seed, 0)), stride = seed_random(seed, 1) < 0.5 ? 1 : 3;
    return &PROGRESSIONS[(first + phrase * stride) % N_PROGRESSIONS][in_phrase];
}

Form form_make(Arena *arena, double dur_s, ScenePlace place, uint64_t seed)
{
    enum { OPENING = 2, CLOSING = 2, KEYS = 5, PHRASES_A_SCENE = 7 };
    Form form = {.n = count_bars(dur_s), .key = 48 + 2 * (int)(KEYS * seed_random(seed, 2))};
    const bool first = place.index == 0, last = place.index == place.n_scenes - 1;
    const double bar_s = dur_s / form.n;
    form.bars = ARENA_ARRAY(arena, Bar, form.n);
    for (int i = 0; i < form.n; i++) {
        const int phrase = PHRASES_A_SCENE * place.index + i / PHRASE_BARS;
        form.bars[i] = (Bar){
            .begin_s = i * bar_s,
            .beat_s = bar_s / BEATS,
            .phrase = phrase,
            .in_phrase = i % PHRASE_BARS,
            .chord = last && i == form.n - 1 ? &TONIC : chord_of(seed, phrase, i % PHRASE_BARS),
            .opening = first && i < OPENING,
            .closing = last && i >= form.n - CLOSING,
        };
    }
    return form;
}
