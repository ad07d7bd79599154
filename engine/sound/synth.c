// synth.c — notes are told to fluidsynth at their samples; between them it is asked for sound.
#include "engine/sound/synth.h"

#include <fluidsynth.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>

static const char *const SOUND_FONT = "/usr/share/sounds/sf2/TimGM6mb.sf2";

// General MIDI's program, how loud (0 to 127), where (0 left, 64 in the middle), how much of the room (0 to 127).
static const struct {
    int channel, program, volume, pan, reverb;
} PLAYERS[N_PLAYERS] = {
    [PLAYER_CHORDS] = {0, 4, 88, 58, 52},  // electric piano
    [PLAYER_BASS] = {1, 32, 100, 64, 12},  // double bass
    [PLAYER_PAD] = {2, 89, 44, 70, 70},    // warm pad
    [PLAYER_MELODY] = {3, 11, 66, 76, 64}, // vibraphone
    [PLAYER_BELL] = {4, 10, 84, 52, 72},   // music box
    [PLAYER_DRUMS] = {9, 0, 82, 64, 24},   // the channel that General MIDI keeps for drums
};

// A note begins or ends.
typedef struct Event {
    int64_t at; // sample
    const Note *note;
    bool begins;
} Event;

// In time; ends before begins, and else in the order of the score, so that the sound never depends on the sort.
static int compare_events(const void *a, const void *b)
{
    const Event *one = a, *other = b;
    if (one->at != other->at)
        return one->at < other->at ? -1 : 1;
    if (one->begins != other->begins)
        return one->begins ? 1 : -1;
    return one->note < other->note ? -1 : one->note > other->note;
}

static Event *score_events(const Score *score, Arena *arena)
{
    Event *events = ARENA_ARRAY(arena, Event, 2 * score->n + 1);
    for (int i = 0; i < score->n; i++) {
        const Note *note = &score->notes[i];
        events[2 * i] = (Event){llround(note->at_s * SAMPLE_RATE), note, true};
        events[2 * i + 1] = (Event){llround((note->at_s + note->dur_s) * SAMPLE_RATE), note, false};
    }
    qsort(events, 2 * (size_t)score->n, sizeof *events, compare_events);
    return events;
}

static void say_nothing(int level, const char *message, void *data)
{
    (void)level;
    (void)message;
    (void)data;
}

static fluid_settings_t *make_settings(void)
{
    fluid_settings_t *settings = new_fluid_settings();
    fluid_settings_setnum(settings, "synth.sample-rate", SAMPLE_RATE);
    fluid_settings_setnum(settings, "synth.gain", 0.6);
    fluid_settings_setint(settings, "synth.polyphony", 256);
    fluid_settings_setint(settings, "synth.cpu-cores", 1);
    fluid_settings_setint(settings, "synth.chorus.active", 0);
    fluid_settings_setint(settings, "synth.lock-memory", 0);
    return settings;
}

static void seat_players(fluid_synth_t *synth)
{
    enum { VOLUME = 7, PAN = 10, REVERB = 91 };
    for (int i = 0; i < N_PLAYERS; i++) {
        fluid_synth_program_change(synth, PLAYERS[i].channel, PLAYERS[i].program);
        fluid_synth_cc(synth, PLAYERS[i].channel, VOLUME, PLAYERS[i].volume);
        fluid_synth_cc(synth, PLAYERS[i].channel, PAN, PLAYERS[i].pan);
        fluid_synth_cc(synth, PLAYERS[i].channel, REVERB, PLAYERS[i].reverb);
    }
}

static void write_until(fluid_synth_t *synth, Samples *out, int64_t *at, int64_t until)
{
    enum { MOST = 1 << 16 };
    while (*at < until) {
        const int n = (int)(until - *at < MOST ? until - *at : MOST);
        float *data = out->data + CHANNELS * *at;
        fluid_synth_write_float(synth, n, data, 0, CHANNELS, data, 1, CHANNELS);
        *at += n;
    }
}

static void play_events(fluid_synth_t *synth, const Event *events, int n_events, Samples *out)
{
    int64_t at = 0;
    for (int i = 0; i < n_events; i++) {
        const Note *note = events[i].note;
        write_until(synth, out, &at, events[i].at < out->n ? events[i].at : out->n);
        if (events[i].begins)
            fluid_synth_noteon(synth, PLAYERS[note->player].channel, note->pitch, note->velocity);
        else
            fluid_synth_noteoff(synth, PLAYERS[note->player].channel, note->pitch);
    }
    write_until(synth, out, &at, out->n);
}

// fluidsynth's reader of another format is begun with the first synthesiser and ended with the last without a look at
// other threads, so they are made and ended one at a time.
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

// A synthesiser with the players at their places; NULL on error.
static fluid_synth_t *open_synth(fluid_settings_t *settings, Err *err)
{
    const char *own = getenv("GPTREEL_SOUNDFONT"), *font = own && *own ? own : SOUND_FONT;
    pthread_mutex_lock(&one_at_a_time);
    fluid_synth_t *synth = new_fluid_synth(settings);
    const bool ok = synth && fluid_synth_sfload(synth, font, 1) != FLUID_FAILED;
    if (!ok)
        delete_fluid_synth(synth);
    pthread_mutex_unlock(&one_at_a_time);
    if (!ok) {
        err_set(err,
                "%s cannot be read as a sound font; install Debian's package timgm6mb-soundfont, or set "
                "GPTREEL_SOUNDFONT, or leave the music out with --music none",
                font);
        return NULL;
    }
    seat_players(synth);
    return synth;
}

static void close_synth(fluid_synth_t *synth)
{
    pthread_mutex_lock(&one_at_a_time);
    delete_fluid_synth(synth);
    pthread_mutex_unlock(&one_at_a_time);
}

bool synth_play(const Score *score, Samples *out, Err *err)
{
    for (int level = 0; level < LAST_LOG_LEVEL; level++)
        fluid_set_log_function(level, say_nothing, NULL);
    fluid_settings_t *settings = make_settings();
    fluid_synth_t *synth = open_synth(settings, err);
    const bool ok = synth != NULL;
    if (ok) {
        Arena arena;
        arena_init(&arena);
        *out = samples_silent(score->dur_s);
        play_events(synth, score_events(score, &arena), 2 * score->n, out);
        arena_finish(&arena);
        close_synth(synth);
    }
    delete_fluid_settings(settings);
    return ok;
}
