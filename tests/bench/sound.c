// sound.c — a film listened to by measurement: bench_sound [FILM], nanogpt when none is named.
//
// It runs `gptreel render FILM` small, with music, with a scratch voice over it, and with the voice alone, and measures
// in the decoded MP4 files: how loud they are, whether what comes up is heard when it is seen, which chords sound,
// whether bars repeat, and how far the music is under speech. Behind a figure stands what it has to be; when one is
// not, the exit code is 1.
#include "engine/base/file.h"
#include "engine/cli/voices.h"
#include "engine/sound/loudness.h"
#include "engine/sound/music.h"
#include "engine/video/scene_sound.h"
#include "heard.h"
#include "opening.h"
#include "scenes/films.h"
#include "true_peak.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_SCENES = 64, MOST_TIMES = 4096, FPS = 5 };
static const Rate RATE = {FPS, 1};

typedef struct Film {
    Arena *arena;
    const char *name;
    SceneJob jobs[MOST_SCENES];
    double begins_s[MOST_SCENES];
    int n;
    int n_missed; // figures that are not what they should be
} Film;

static void fail(const char *words)
{
    fprintf(stderr, "bench_sound: %s\n", words);
    exit(1);
}

static void row(const char *what, double value, const char *unit)
{
    printf("  %-46s %8.2f %-5s\n", what, value, unit);
}

// A figure that is to be within a range.
static void row_within(Film *film, const char *what, double value, const char *unit, double least, double most)
{
    const bool missed = value < least || value > most;
    printf("  %-46s %8.2f %-5s %s", what, value, unit, missed ? "MISSED: " : "");
    if (least > -HUGE_VAL)
        printf("at least %g ", least);
    if (most < HUGE_VAL)
        printf("at most %g", most);
    putchar('\n');
    film->n_missed += missed;
}

// ---- the film ----

static void build_film(Film *film, Fonts *fonts, const void *run, bool spoken)
{
    Err err = {""};
    const FilmRow *rows = film_open(film->arena, film->name, &(const OptWords){0}, &err);
    double begin_s = 0;
    if (!rows)
        fail(err.text);
    for (film->n = 0; rows[film->n].film; film->n++) {
        FilmRow own = rows[film->n];
        own.speak = spoken ? voice_speak : NULL;
        const void **inputs = ARENA_ARRAY(film->arena, const void *, own.n_inputs);
        for (int i = 0; i < own.n_inputs; i++)
            inputs[i] = run;
        const Scene *scene =
            scene_build(film->arena, fonts, canvas_make(1920, 1080), &THEME_DARK, &own, inputs, &err);
        if (!scene)
            fail(err.text);
        SceneJob *job = &film->jobs[film->n];
        *job = (SceneJob){.scene = scene, .to_s = scene->dur_s, .place = {own.index, own.n_in_film}};
        film->begins_s[film->n] = begin_s;
        begin_s += frame_time(job_frames(job, RATE), RATE);
    }
}

// Renders it with options; what is heard in it.
static Samples heard_film(const Film *film, const char *folder, const char *name, const char *options)
{
    char own[4096] = "";
    if (readlink("/proc/self/exe", own, sizeof own - 1) < 0)
        fail("no /proc");
    *strrchr(own, '/') = '\0';
    const char *out = path_join(film->arena, folder, name);
    Samples samples;
    if (system(arena_printf(film->arena, "'%s/gptreel' render '%s' --size 90p%d %s --out '%s' >/dev/null 2>&1", own,
                            film->name, FPS, options, out)) != 0 ||
        !heard_decode(arena_printf(film->arena, "%s/%s/%s.mp4", out, film->name, film->name), &samples))
        fail(arena_printf(film->arena, "gptreel render %s %s failed", film->name, options));
    return samples;
}

// ---- what is measured ----

static void measure_loudness(Film *film, const char *what, const Samples *samples)
{
    printf("%s, %.1f s\n", what, samples_dur_s(samples));
    row_within(film, "integrated loudness", loudness_lufs(samples), "LUFS", -14.5, -13.5);
    row_within(film, "true peak", true_peak_db(samples), "dBTP", -HUGE_VAL, -1);
}

static void measure_events(Film *film, const Samples *samples)
{
    static const double WITHIN_S = 0.03, ASIDE_S = 0.21;
    static double times_s[MOST_TIMES], aside_s[MOST_TIMES];
    int n = 0, n_onsets = 0;
    for (int i = 0; i < film->n; i++) {
        const MusicSpec spec = scene_music(&film->jobs[i], film->arena);
        for (int k = 0; k < spec.n_accents && n < MOST_TIMES; k++) {
            times_s[n] = film->begins_s[i] + spec.accents_s[k];
            aside_s[n] = times_s[n] + ASIDE_S;
            n++;
        }
    }
    double *onsets_s = heard_onsets(samples, &n_onsets);
    row("events that the music marks", n, "");
    row("onsets that are heard", n_onsets, "");
    const double near = heard_share(times_s, n, onsets_s, n_onsets, WITHIN_S);
    row_within(film, "events within 30 ms of an onset", 100 * near, "%", 90, HUGE_VAL);
    row("the same by chance, 0.21 s later", 100 * heard_share(aside_s, n, onsets_s, n_onsets, WITHIN_S), "%");
    free(onsets_s);
}

// How well a chord of the form explains the tones that sound.
static double chord_fit(const Form *form, const Chord *chord, const double tones[TONES])
{
    double fit = 0;
    for (int i = 0; i < CHORD_TONES; i++)
        fit += tones[(form->key + chord->root + chord->above[i]) % TONES] / CHORD_TONES;
    return fit;
}

// Whose chord of a form fits best to what sounds in a bar.
static int best_bar(const Form *form, const double tones[TONES])
{
    int best = 0;
    for (int i = 1; i < form->n; i++)
        if (chord_fit(form, form->bars[i].chord, tones) > chord_fit(form, form->bars[best].chord, tones) + 1e-9)
            best = i;
    return best;
}

static void measure_chords(Film *film, const Samples *samples)
{
    int n_bars = 0, n_right = 0, n_players = 0;
    bool sounds[TONES] = {false}, plays[N_PLAYERS] = {false};
    for (int i = 0; i < film->n; i++) {
        const MusicSpec spec = scene_music(&film->jobs[i], film->arena);
        const Form form = form_make(film->arena, spec.dur_s, spec.place, spec.seed);
        const Score score = music_compose(film->arena, &spec);
        for (int k = 0; k < score.n; k++)
            plays[score.notes[k].player] = true;
        for (int k = 0; k < form.n; k++) {
            double tones[TONES];
            heard_tones(samples, film->begins_s[i] + form.bars[k].begin_s, BEATS * form.bars[k].beat_s, tones);
            const bool right = form.bars[best_bar(&form, tones)].chord->root == form.bars[k].chord->root;
            n_bars++;
            n_right += right;
            sounds[form.bars[k].chord->root] = sounds[form.bars[k].chord->root] || right;
        }
    }
    int n_chords = 0;
    for (int i = 0; i < TONES; i++)
        n_chords += sounds[i];
    for (int i = 0; i < N_PLAYERS; i++)
        n_players += plays[i];
    row_within(film, "instruments that play", n_players, "", 3, HUGE_VAL);
    row("bars whose chord is heard to be the written one", 100.0 * n_right / n_bars, "%");
    row_within(film, "chords on different degrees that are heard", n_chords, "", 4, HUGE_VAL);
}

// The tones of each sixteenth of four bars.
enum { SIXTEENTHS = 16 * PHRASE_BARS };
typedef double Phrase[SIXTEENTHS][TONES];

static double likeness(Phrase a, Phrase b)
{
    double sum = 0;
    for (int i = 0; i < SIXTEENTHS; i++)
        for (int tone = 0; tone < TONES; tone++)
            sum += a[i][tone] * b[i][tone] / SIXTEENTHS;
    return sum;
}

static void measure_phrases(Film *film, const Samples *samples)
{
    static Phrase phrases[MOST_SCENES];
    static const double SAME = 0.98; // a phrase that is played again, a little otherwise
    int n = 0, most = 0;
    double alike = 0;
    for (int i = 0; i < film->n; i++) {
        const MusicSpec spec = scene_music(&film->jobs[i], film->arena);
        const Form form = form_make(film->arena, spec.dur_s, spec.place, spec.seed);
        const double sixteenth_s = form.bars[0].beat_s / 4;
        for (int k = 0; k + PHRASE_BARS <= form.n && n < MOST_SCENES; k += PHRASE_BARS, n++)
            for (int s = 0; s < SIXTEENTHS; s++)
                heard_tones(samples, film->begins_s[i] + form.bars[k].begin_s + s * sixteenth_s, sixteenth_s,
                            phrases[n][s]);
    }
    for (int i = 0; i < n; i++) {
        int same = 0;
        for (int k = 0; k < n; k++) {
            const double like = likeness(phrases[i], phrases[k]);
            same += like > SAME;
            alike = fmax(alike, i == k ? 0 : like);
        }
        most = same > most ? same : most;
    }
    row("phrases of four bars", n, "");
    row_within(film, "times that one is heard", most, "", -HUGE_VAL, 2);
    row("likeness of the two most alike", alike, "");
}

// Takes the voice out of a film, scene by scene as loud as it is there; `voice` becomes that. What is left is the
// music.
static void take_voice_out(const Film *film, Samples *samples, Samples *voice)
{
    for (int i = 0; i < film->n; i++) {
        const int64_t from = CHANNELS * llround(film->begins_s[i] * SAMPLE_RATE);
        const int64_t end = i + 1 < film->n ? CHANNELS * llround(film->begins_s[i + 1] * SAMPLE_RATE)
                                            : CHANNELS * (samples->n < voice->n ? samples->n : voice->n);
        double both = 0, own = 1e-12;
        for (int64_t k = from; k < end; k++) {
            both += (double)samples->data[k] * (double)voice->data[k];
            own += (double)voice->data[k] * (double)voice->data[k];
        }
        for (int64_t k = from; k < end; k++) {
            voice->data[k] *= (float)(both / own);
            samples->data[k] -= voice->data[k];
        }
    }
}

static void measure_speech(Film *film, Samples *samples, Samples *voice)
{
    take_voice_out(film, samples, voice);
    const double speech = voice_loudness(voice, voice), music = voice_loudness(samples, voice);
    row("speech", speech, "LUFS");
    row("music while somebody speaks", music, "LUFS");
    row_within(film, "music under speech", speech - music, "LU", 15, HUGE_VAL);
}

int main(int argc, char **argv)
{
    Opening opening;
    opening_begin(&opening, "bench_sound");
    const Run *run = opening.run;
    Fonts *fonts = opening.fonts;
    const char *folder = opening.folder;
    Film *film = ARENA_NEW(&opening.arena, Film);
    *film = (Film){.arena = &opening.arena, .name = argc > 1 ? argv[1] : "nanogpt"};
    build_film(film, fonts, run, false);
    Samples music = heard_film(film, folder, "music", "");
    measure_loudness(film, "with music", &music);
    measure_events(film, &music);
    measure_chords(film, &music);
    measure_phrases(film, &music);
    build_film(film, fonts, run, true);
    Samples both = heard_film(film, folder, "spoken", "--voice espeak");
    Samples voice = heard_film(film, folder, "voice", "--voice espeak --music none");
    measure_loudness(film, "with a scratch voice", &both);
    measure_speech(film, &both, &voice);
    const bool missed = film->n_missed > 0;
    samples_finish(&music);
    samples_finish(&both);
    samples_finish(&voice);
    opening_end(&opening);
    return missed;
}
