// compose.c — each player goes through the bars once and writes its notes; the bell goes through the accents.
#include "engine/sound/compose.h"

#include <math.h>

typedef struct Composer {
    Score *score;
    Arena *arena;
    const Form *form;
    uint64_t seed;
    uint64_t drawn; // random numbers so far
} Composer;

// A place in a bar and what is done there.
typedef struct Hit {
    double beat, beats; // from the bar's begin; how long
    int velocity;       // 0 ends a pattern
} Hit;

enum { MOST_HITS = 9 };

// ---- time ----

// Off-beats come late: the second eighth of a beat at 0.6 of it.
static double swing(double beat)
{
    const double whole = floor(beat), part = beat - whole;
    return whole + (part < 0.5 ? part * 1.2 : 0.6 + (part - 0.5) * 0.8);
}

static double random_next(Composer *c)
{
    return seed_random(c->seed, 16 + c->drawn++);
}

// A note at a beat of a bar, a few milliseconds off and a little louder or softer, as people play.
static void play(Composer *c, Player player, const Bar *bar, Hit hit, int pitch)
{
    const double late_s = (random_next(c) - 0.3) * 0.012;
    score_add(c->score, c->arena,
              (Note){.at_s = fmax(0, bar->begin_s + swing(hit.beat) * bar->beat_s + late_s),
                     .dur_s = hit.beats * bar->beat_s,
                     .player = player,
                     .pitch = pitch,
                     .velocity = hit.velocity + (int)(8 * random_next(c)) - 4});
}

// ---- chords, pad, bass ----

// A tone of a bar's chord in the octave that begins at a pitch.
static int tone_above(const Form *form, const Bar *bar, int tone, int low)
{
    const int pitch = form->key + bar->chord->root + bar->chord->above[tone];
    return low + ((pitch - low) % 12 + 12) % 12;
}

static void write_chords(Composer *c)
{
    static const Hit PATTERNS[][MOST_HITS] = {
        {{0, 1.4, 58}, {1.5, 2.3, 50}},
        {{0, 2.4, 56}, {2.5, 1.3, 48}},
        {{0, 0.9, 56}, {1.5, 0.9, 46}, {2.5, 1.4, 52}},
    };
    for (int i = 0; i < c->form->n; i++) {
        const Bar *bar = &c->form->bars[i];
        static const Hit WHOLE[] = {{0, BEATS, 54}, {0}};
        const bool last = bar->closing && i == c->form->n - 1;
        const Hit *pattern = last || bar->opening ? WHOLE : PATTERNS[(bar->phrase / 4 + bar->in_phrase / 2) % 3];
        for (int h = 0; pattern[h].velocity; h++)
            for (int tone = 1; tone < CHORD_TONES; tone++)
                play(c, PLAYER_CHORDS, bar, pattern[h], tone_above(c->form, bar, tone, 53));
    }
}

static void write_pad(Composer *c)
{
    for (int i = 0; i < c->form->n; i++)
        for (int tone = 1; tone < 4; tone++)
            play(c, PLAYER_PAD, &c->form->bars[i], (Hit){0, BEATS, 40},
                 tone_above(c->form, &c->form->bars[i], tone, 60));
}

static void write_bass(Composer *c)
{
    for (int i = 0; i < c->form->n; i++) {
        const Bar *bar = &c->form->bars[i];
        const int root = tone_above(c->form, bar, 0, 33);
        if (bar->opening)
            continue;
        if (bar->closing && i == c->form->n - 1) {
            play(c, PLAYER_BASS, bar, (Hit){0, BEATS, 70}, root);
            continue;
        }
        play(c, PLAYER_BASS, bar, (Hit){0, 1.8, 74}, root);
        play(c, PLAYER_BASS, bar, (Hit){2 + 0.5 * (bar->phrase % 2), 1, 62}, root + (bar->in_phrase % 2 ? 12 : 7));
        // A step from below leads into the next chord.
        if (i + 1 < c->form->n && random_next(c) < 0.6)
            play(c, PLAYER_BASS, bar, (Hit){3.5, 0.45, 58}, tone_above(c->form, bar + 1, 0, 33) - 1);
    }
}

// ---- melody ----

// A call and an answer over each four bars, of the chords' tones; every third phrase is silent.
static void write_melody(Composer *c)
{
    static const Hit CALLS[][MOST_HITS] = {
        {{0.5, 0.5, 52}, {1, 1, 58}, {2.5, 1.4, 54}},
        {{1, 0.5, 54}, {1.5, 0.5, 50}, {2, 1.8, 58}},
        {{0, 1.5, 56}, {2, 0.5, 48}, {2.5, 1.3, 54}},
    };
    for (int i = 0; i < c->form->n; i++) {
        const Bar *bar = &c->form->bars[i];
        if (bar->opening || bar->closing || bar->phrase % 3 == 0 || bar->in_phrase % 2 == 1)
            continue;
        const Hit *call = CALLS[(bar->phrase + bar->in_phrase / 2) % 3];
        int tone = 1 + (int)(4 * random_next(c));
        for (int h = 0; call[h].velocity; h++) {
            play(c, PLAYER_MELODY, bar, call[h], tone_above(c->form, bar, tone, 72));
            tone = 1 + (tone + (random_next(c) < 0.5 ? 0 : 2)) % 4;
        }
    }
}

// ---- drums ----

enum { KICK = 36, STICK = 37, HAT = 42, OPEN_HAT = 46, RIDE = 51 };

static void write_drums(Composer *c)
{
    static const Hit KICKS[][MOST_HITS] = {
        {{0, 0.2, 78}, {2.5, 0.2, 66}},
        {{0, 0.2, 78}, {1.5, 0.2, 56}, {2.5, 0.2, 66}},
        {{0, 0.2, 78}, {2, 0.2, 62}, {3.5, 0.2, 54}},
    };
    for (int i = 0; i < c->form->n; i++) {
        const Bar *bar = &c->form->bars[i];
        if (bar->opening || bar->closing)
            continue;
        const Hit *kicks = KICKS[(bar->phrase / 3 + (bar->in_phrase == 3)) % 3];
        for (int h = 0; kicks[h].velocity; h++)
            play(c, PLAYER_DRUMS, bar, kicks[h], KICK);
        play(c, PLAYER_DRUMS, bar, (Hit){1, 0.2, 58}, STICK);
        play(c, PLAYER_DRUMS, bar, (Hit){3, 0.2, 62}, STICK);
        for (int eighth = 0; eighth < 2 * BEATS; eighth++)
            play(c, PLAYER_DRUMS, bar, (Hit){0.5 * eighth, 0.1, eighth % 2 ? 34 : 46}, HAT);
        if (bar->in_phrase == 3)
            play(c, PLAYER_DRUMS, bar, (Hit){3.5, 0.4, 44}, OPEN_HAT);
    }
}

// ---- what the film does ----

// The bell plays at the moment itself, a tone of the chord that sounds then, going up while accents follow closely.
static void write_bell(Composer *c, const MusicSpec *spec)
{
    static const double CLOSE_S = 0.6;
    int bar = 0, tone = 0;
    for (int i = 0; i < spec->n_accents; i++) {
        const double at_s = spec->accents_s[i];
        while (bar + 1 < c->form->n && c->form->bars[bar + 1].begin_s <= at_s)
            bar++;
        const bool close = i > 0 && at_s - spec->accents_s[i - 1] < CLOSE_S;
        tone = close ? tone + 1 : 1 + (int)(3 * random_next(c));
        const int octave = tone / CHORD_TONES % 2;
        score_add(c->score, c->arena,
                  (Note){.at_s = at_s,
                         .dur_s = 0.8,
                         .player = PLAYER_BELL,
                         .pitch = tone_above(c->form, &c->form->bars[bar], tone % CHORD_TONES, 72 + 12 * octave),
                         .velocity = close ? 58 : 72});
    }
}

Score music_compose(Arena *arena, const MusicSpec *spec)
{
    Score score = {.dur_s = spec->dur_s};
    const Form form = form_make(arena, spec->dur_s, spec->place, spec->seed);
    Composer composer = {&score, arena, &form, spec->seed + (uint64_t)spec->place.index, 0};
    write_chords(&composer);
    write_pad(&composer);
    write_bass(&composer);
    write_melody(&composer);
    write_drums(&composer);
    write_bell(&composer, spec);
    return score;
}
