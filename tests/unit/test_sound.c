// test_sound.c — music and voices: its form, that it is the same every time, its loudness, that it marks what the film does; and
// that sound stays where it was when it has gone through a file.
#include "engine/sound/clip.h"
#include "engine/sound/loudness.h"
#include "engine/sound/music.h"
#include "engine/sound/music_file.h"
#include "engine/sound/synth.h"
#include "engine/sound/voice.h"
#include "engine/video/muxer.h"
#include "engine/video/recording.h"
#include "support_temp.h"
#include "true_peak.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <math.h>
#include <setjmp.h>
#include <sndfile.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const double ACCENTS_S[] = {1.27, 3.5, 3.65, 3.81, 6.2, 9, 11.113, 14.5};
enum { N_ACCENTS = sizeof ACCENTS_S / sizeof *ACCENTS_S };

static void assert_near(double value, double wanted, double within)
{
    if (!(fabs(value - wanted) <= within))
        fail_msg("%g is not within %g of %g", value, within, wanted);
}

static MusicSpec spec_of(double dur_s, int index, int n_scenes)
{
    return (MusicSpec){dur_s, {index, n_scenes}, ACCENTS_S, N_ACCENTS, 42};
}

// ---- form ----

static void bars_fill_the_scene_at_one_tempo(void **state)
{
    Temp *temp = *state;
    for (double dur_s = 0.5; dur_s < 200; dur_s = 1.17 * dur_s + 0.01) {
        const Form form = form_make(&temp->arena, dur_s, (ScenePlace){1, 3}, 7);
        const double beat_s = form.bars[0].beat_s;
        assert_true(form.n > 0);
        assert_near(BEATS * beat_s * form.n, dur_s, 1e-9);
        if (dur_s > 8)
            assert_true(60 / beat_s > 64 && 60 / beat_s < 90);
    }
}

// What is played in a phrase, as text: beats by quarters of a beat, without how loud and how exactly.
static const char *phrase_text(Arena *arena, const Score *score, const Form *form, int phrase)
{
    const Bar *first = &form->bars[phrase * PHRASE_BARS];
    const char *text = "";
    for (int i = 0; i < score->n; i++) {
        const Note *note = &score->notes[i];
        const double beat = (note->at_s - first->begin_s) / first->beat_s;
        if (note->player != PLAYER_BELL && beat > -0.1 && beat < BEATS * PHRASE_BARS - 0.1)
            text = arena_printf(arena, "%s %d:%d:%.0f", text, note->player, note->pitch, 4 * beat);
    }
    return text;
}

// Over a film of eleven scenes of a minute.
static void no_four_bars_come_three_times(void **state)
{
    enum { SCENES = 11, MOST = 200 };
    Temp *temp = *state;
    const char *phrases[MOST];
    int n = 0;
    for (int scene = 0; scene < SCENES; scene++) {
        const MusicSpec spec = spec_of(60, scene, SCENES);
        const Score score = music_compose(&temp->arena, &spec);
        const Form form = form_make(&temp->arena, spec.dur_s, spec.place, spec.seed);
        for (int k = 0; k < form.n / PHRASE_BARS; k++)
            phrases[n++] = phrase_text(&temp->arena, &score, &form, k);
    }
    for (int i = 0; i < n; i++) {
        int same = 0;
        for (int k = 0; k < n; k++)
            same += strcmp(phrases[i], phrases[k]) == 0;
        assert_in_range(same, 1, 2);
    }
}

static void several_players_play_several_chords(void **state)
{
    Temp *temp = *state;
    for (int scene = 0; scene < 4; scene++) {
        const MusicSpec spec = spec_of(20, scene, 4);
        const Score score = music_compose(&temp->arena, &spec);
        bool plays[N_PLAYERS] = {false};
        int n_players = 0, n_chords = 0;
        for (int i = 0; i < score.n; i++)
            plays[score.notes[i].player] = true;
        for (int i = 0; i < N_PLAYERS; i++)
            n_players += plays[i];
        const Form form = form_make(&temp->arena, spec.dur_s, spec.place, spec.seed);
        for (int i = 0; i < form.n; i++) {
            bool is_new = true;
            for (int k = 0; k < i; k++)
                is_new = is_new && form.bars[k].chord->root != form.bars[i].chord->root;
            n_chords += is_new;
        }
        assert_true(n_players >= 3 && n_chords >= 4);
    }
}

// ---- what is heard ----

// The power of ten milliseconds that begin at a time.
static double power_at(const Samples *samples, double t_s)
{
    double power = 0;
    const int64_t from = llround(t_s * SAMPLE_RATE);
    for (int64_t i = from; i < from + SAMPLE_RATE / 100; i++)
        if (i >= 0 && i < samples->n)
            power += pow((double)samples->data[CHANNELS * i], 2);
    return power;
}

// Within 30 ms behind its time a bell is at least twice as loud as just before it.
static void the_bell_rings_when_something_comes(void **state)
{
    Temp *temp = *state;
    const MusicSpec spec = spec_of(16, 1, 3);
    Score score = music_compose(&temp->arena, &spec);
    int n = 0;
    for (int i = 0; i < score.n; i++) // the bell alone
        if (score.notes[i].player == PLAYER_BELL)
            score.notes[n++] = score.notes[i];
    score.n = n;
    assert_int_equal(n, N_ACCENTS);
    Samples sound;
    Err err = {""};
    assert_true(synth_play(&score, &sound, &err));
    for (int i = 0; i < N_ACCENTS; i++) {
        assert_near(score.notes[i].at_s, ACCENTS_S[i], 1e-9);
        const double before = power_at(&sound, ACCENTS_S[i] - 0.011), after = power_at(&sound, ACCENTS_S[i] + 0.02);
        assert_true(after > 1e-4 && after > 2 * before);
    }
    samples_finish(&sound);
}

static void the_same_specification_sounds_the_same(void **state)
{
    (void)state;
    const MusicSpec spec = spec_of(9, 0, 2), other = spec_of(9, 1, 2);
    Samples a, b, c;
    Err err = {""};
    assert_true(music_make(&spec, &a, &err) && music_make(&spec, &b, &err) && music_make(&other, &c, &err));
    assert_int_equal(a.n, 9 * SAMPLE_RATE);
    assert_memory_equal(a.data, b.data, sizeof(float) * CHANNELS * (size_t)a.n);
    assert_memory_not_equal(a.data, c.data, sizeof(float) * CHANNELS * (size_t)a.n);
    samples_finish(&a);
    samples_finish(&b);
    samples_finish(&c);
}

static void it_is_as_loud_as_platforms_play(void **state)
{
    (void)state;
    for (int scene = 0; scene < 3; scene++) {
        const MusicSpec spec = spec_of(20, scene, 3);
        Samples sound;
        Err err = {""};
        assert_true(music_make(&spec, &sound, &err));
        assert_near(loudness_lufs(&sound), -14, 0.5);
        assert_true(true_peak_db(&sound) <= -1);
        samples_finish(&sound);
    }
}

static void a_font_that_is_not_there_is_named(void **state)
{
    (void)state;
    const MusicSpec spec = spec_of(2, 0, 1);
    Samples sound;
    Err err = {""};
    setenv("GPTREEL_SOUNDFONT", "/nonexistent.sf2", 1);
    assert_false(music_make(&spec, &sound, &err));
    unsetenv("GPTREEL_SOUNDFONT");
    assert_contains(err.text, "/nonexistent.sf2 cannot be read as a sound font");
}

// ---- voices ----

// A tone at another rate, with silence in front, as a WAV.
static const char *write_file(Temp *temp, const char *name, int rate, double silence_s, double dur_s, double hz)
{
    const char *path = temp_path(temp, name);
    SF_INFO info = {.samplerate = rate, .channels = 1, .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16};
    SNDFILE *file = sf_open(path, SFM_WRITE, &info);
    for (int i = 0; i < (silence_s + dur_s) * rate; i++) {
        const float value = i < silence_s * rate ? 0 : 0.1F * (float)sin(2 * 3.14159265 * hz * i / rate);
        sf_write_float(file, &value, 1);
    }
    sf_close(file);
    return path;
}

static const char *write_tone(Temp *temp, const char *name, int rate)
{
    return write_file(temp, name, rate, 0, 2, 700);
}

static void recordings_have_their_length_at_any_rate(void **state)
{
    Temp *temp = *state;
    static const int RATES[] = {8000, 44100, 48000, 96000};
    for (size_t i = 0; i < sizeof RATES / sizeof *RATES; i++) {
        const char *path = write_tone(temp, "tone.wav", RATES[i]);
        double dur_s = 0;
        Samples clip;
        Err err = {""};
        assert_true(clip_length(path, &dur_s, &err) && clip_read(path, 10, &clip, &err));
        assert_near(dur_s, 2, 1e-9);
        assert_near(samples_dur_s(&clip), 2, 1e-3);
        assert_near(10 * log10(power_at(&clip, 1) / (SAMPLE_RATE / 100)), -23, 0.3); // 0.1 at its peak
        samples_finish(&clip);
    }
    // The same of a file that is read as a speaker's recording, to its last sample.
    for (size_t i = 0; i < sizeof RATES / sizeof *RATES; i++) {
        const char *path = write_tone(temp, "tone.wav", RATES[i]);
        Samples clip, heard;
        Err err = {""};
        assert_true(clip_read(path, 10, &clip, &err) && recording_sound(path, 0, 2, &heard, &err));
        assert_int_equal(heard.n, clip.n);
        for (int64_t k = 0; k < CHANNELS * clip.n; k++)
            assert_near((double)heard.data[k], sqrt(0.5) * (double)clip.data[k], 1e-3); // one channel on two
        samples_finish(&heard);
        samples_finish(&clip);
    }
    Samples clip;
    Err err = {""};
    assert_false(clip_read(temp_write_text(temp, "no.wav", "no sound"), 10, &clip, &err));
    assert_contains(err.text, "no.wav cannot be read as a recording");
}

// What was spoken before changes nothing; a pause takes its time, and stress is heard.
static void a_scratch_voice_says_the_same_every_time(void **state)
{
    Temp *temp = *state;
    static const SpeechPiece PLAIN[] = {{"A <model> & 72 words", 20, false, 0}, {" of it.", 7, false, 0}};
    static const SpeechPiece STRESSED[] = {{"A <model> & 72 words", 20, true, 0}, {" of it.", 7, false, 0}};
    static const SpeechPiece PAUSED[] = {
        {"A <model> & 72 words", 20, false, 0}, {NULL, 0, false, 0.5}, {" of it.", 7, false, 0}};
    Speech first, other, again, paused;
    Err err = {""};
    assert_true(speech_make(&temp->arena, PLAIN, 2, &first, &err));
    assert_true(speech_make(&temp->arena, STRESSED, 2, &other, &err));
    assert_true(speech_make(&temp->arena, PAUSED, 3, &paused, &err));
    assert_true(speech_make(&temp->arena, STRESSED, 1, &again, &err));
    assert_true(speech_make(&temp->arena, PLAIN, 2, &again, &err));
    assert_true(speech_dur_s(&first) > 2 && speech_dur_s(&first) < 6);
    assert_int_equal(first.n, again.n);
    assert_memory_equal(first.data, again.data, sizeof *first.data * (size_t)first.n);
    assert_true(other.n != first.n || memcmp(first.data, other.data, sizeof *first.data * (size_t)first.n) != 0);
    assert_true(speech_dur_s(&paused) > speech_dur_s(&first) + 0.3);
    Samples samples;
    assert_true(speech_samples(&first, &samples, &err));
    assert_near(samples_dur_s(&samples), speech_dur_s(&first), 1e-3);
    double most = 0;
    for (int64_t i = 0; i < CHANNELS * samples.n; i++)
        most = fmax(most, fabs((double)samples.data[i]));
    assert_true(most > 0.1 && most <= 1);
    samples_finish(&samples);
}

// The most that two samples behind each other differ.
static double steepest(const Samples *samples)
{
    double steep = 0;
    for (int64_t i = 1; i < samples->n; i++)
        steep = fmax(steep, fabs((double)samples->data[CHANNELS * i] - (double)samples->data[CHANNELS * (i - 1)]));
    return steep;
}

static void music_of_a_file_lasts_as_long_as_the_film(void **state)
{
    Temp *temp = *state;
    static const double HZ = 220;
    Err err = {""};
    for (int longer = 0; longer < 2; longer++) {
        const double dur_s = longer ? 10 : 40;
        const char *path = write_file(temp, "music.wav", 44100, 1.5, 17.3, HZ);
        Samples sound, again;
        if (!music_from_file(path, dur_s, &sound, &err) || !music_from_file(path, dur_s, &again, &err))
            fail_msg("%s", err.text);
        assert_near(samples_dur_s(&sound), dur_s, 1e-4);
        assert_memory_equal(sound.data, again.data, sizeof(float) * CHANNELS * (size_t)sound.n);
        assert_near(loudness_lufs(&sound), -14, 0.5);
        assert_true(true_peak_db(&sound) <= -1);
        // It begins at once, is never away, and is faded at the end.
        for (double t_s = 0.5; t_s < dur_s - 3; t_s += 0.1)
            assert_true(power_at(&sound, t_s) > 0.5);
        assert_true(power_at(&sound, dur_s - 0.02) < 0.02);
        // No click: a tone of that height and of the ceiling's loudness is no steeper.
        assert_true(steepest(&sound) < 2 * 3.14159265 * HZ / SAMPLE_RATE * gain_of_db(MUSIC_CEILING_DB) * 1.05);
        samples_finish(&sound);
        samples_finish(&again);
    }
    Samples none;
    assert_false(music_from_file(write_file(temp, "silent.wav", 8000, 3, 0, HZ), 5, &none, &err));
    assert_contains(err.text, "silent.wav is silent");
    assert_false(music_from_file(temp_write_text(temp, "no.mp3", "no sound"), 5, &none, &err));
    assert_contains(err.text, "no.mp3 cannot be read");
}

// The power of a frequency within a tenth of a second: Goertzel's algorithm.
static double tone_power(const Samples *samples, double t_s, double hz)
{
    const double w = 2 * cos(2 * 3.14159265358979 * hz / SAMPLE_RATE);
    double a = 0, b = 0;
    const int64_t from = llround(t_s * SAMPLE_RATE);
    for (int64_t i = from; i < from + SAMPLE_RATE / 10; i++) {
        const double next = (double)samples->data[CHANNELS * i] + w * a - b;
        b = a;
        a = next;
    }
    return a * a + b * b - w * a * b;
}

// A tone of 300 Hz that plays all the time.
static Samples low_tone(double dur_s)
{
    Samples sound = samples_silent(dur_s);
    for (int64_t i = 0; i < sound.n; i++)
        for (int c = 0; c < CHANNELS; c++)
            sound.data[CHANNELS * i + c] = 0.2F * (float)sin(2 * 3.14159265 * 300 * (double)i / SAMPLE_RATE);
    return sound;
}

// The music, here a low tone, is at least 15 dB under the voice while it speaks, and comes back behind it.
static void music_makes_room_for_a_voice(void **state)
{
    Temp *temp = *state;
    Samples sound = low_tone(8);
    const VoiceClip clip = {write_tone(temp, "tone.wav", 44100), NULL, NULL, 3};
    Err err = {""};
    assert_true(voice_mix(&sound, &clip, 1, &err));
    assert_near(loudness_lufs(&sound), -14, 0.5);
    const double speech = tone_power(&sound, 4, 700), under = tone_power(&sound, 4, 300);
    assert_true(speech > 25 * under); // 14 dB and more: the two tones differ a little in loudness
    assert_true(tone_power(&sound, 7, 300) > 5 * under && tone_power(&sound, 1, 300) > 5 * under);
    assert_true(tone_power(&sound, 1, 700) < speech / 1e4);
    samples_finish(&sound);
}

// A recording of a speaker lasts all the time: the music is down while he is heard, also where he breathes, and up where
// there is his room alone.
static void music_comes_back_while_the_speaker_is_silent(void **state)
{
    (void)state;
    Samples sound = low_tone(14), speaker = samples_silent(14);
    for (int64_t i = 0; i < speaker.n; i++) {
        const double t_s = (double)i / SAMPLE_RATE;
        const bool speaks = (t_s >= 4 && t_s < 6) || (t_s >= 6.5 && t_s < 8.5);
        for (int c = 0; c < CHANNELS; c++)
            speaker.data[CHANNELS * i + c] = (speaks ? 0.1F : 0.003F) * (float)sin(2 * 3.14159265 * 700 * t_s);
    }
    Err err = {""};
    assert_true(voice_mix(&sound, &(VoiceClip){.samples = &speaker}, 1, &err));
    const double under = tone_power(&sound, 5, 300);
    assert_true(tone_power(&sound, 5, 700) > 25 * under);
    assert_near(10 * log10(tone_power(&sound, 6.2, 300) / under), 0, 0.5);
    assert_near(10 * log10(tone_power(&sound, 4, 300) / under), 0, 0.5); // down before the first word
    static const double SILENT_S[] = {1, 3, 9.5, 12};
    for (size_t i = 0; i < sizeof SILENT_S / sizeof *SILENT_S; i++)
        assert_true(tone_power(&sound, SILENT_S[i], 300) > 5 * under);
    samples_finish(&speaker);
    samples_finish(&sound);
}

// ---- through a file ----

static const double CLICK_S = 1.2345;

// PNG pictures in MP4 and MOV, VP8 in WebM: what they hold is nobody's business here.
static void write_click(const char *path, const char *picture_codec, const SoundFormat *format)
{
    Samples click = samples_silent(2);
    for (int c = 0; c < CHANNELS; c++)
        click.data[CHANNELS * llround(CLICK_S * SAMPLE_RATE) + c] = 0.9F;
    Err err = {""};
    SoundTrack *sound = sound_track_encode(format, &click, &err);
    samples_finish(&click);
    if (!sound)
        fail_msg("%s", err.text);
    const StreamInfo stream = {.codec = picture_codec, .tick_num = 1, .tick_den = 30, .width_px = 64, .height_px = 36,
                               .rate_num = 30, .rate_den = 1};
    Muxer *muxer = muxer_open(path, &stream, sound, NULL, &err);
    for (int i = 0; muxer && i < 60; i++)
        assert_true(muxer_write(muxer, &(Packet){(const uint8_t *)"picture", 7, i, i, 1, true, NULL}, &err));
    if (!muxer || !muxer_commit(muxer, &err))
        fail_msg("%s", err.text);
}

// The loudest sample of what ffmpeg, as a player would, makes of the file's sound, in seconds from the film's start.
static double heard_click(Temp *temp, const char *path)
{
    const char *raw = temp_path(temp, "sound.raw");
    const char *command = arena_printf(&temp->arena,
                                       "ffmpeg -nostdin -v error -y -copyts -i '%s' -map 0:a -af aresample=async=1:first_pts=0 "
                                       "-f s16le -ar %d -ac 1 '%s'",
                                       path, SAMPLE_RATE, raw);
    assert_int_equal(system(command), 0);
    FILE *file = fopen(raw, "rb");
    int16_t sample;
    int most = 0;
    double at_s = -1;
    for (int64_t i = 0; fread(&sample, sizeof sample, 1, file) == 1; i++)
        if (abs(sample) > most) {
            most = abs(sample);
            at_s = (double)i / SAMPLE_RATE;
        }
    fclose(file);
    return at_s;
}

static void a_click_is_heard_where_it_was(void **state)
{
    Temp *temp = *state;
    static const struct {
        const char *name, *picture_codec;
        SoundFormat format;
    } FILES[] = {{"a.mp4", "png", {"aac"}},
                 {"bare.mp4", "png", {"aac", 384000, true}},
                 {"a.webm", "vp8", {"libopus"}},
                 {"a.mov", "png", {"pcm_s16le"}}};
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        const char *path = temp_path(temp, FILES[i].name);
        write_click(path, FILES[i].picture_codec, &FILES[i].format);
        assert_near(heard_click(temp, path), CLICK_S, 0.002);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(bars_fill_the_scene_at_one_tempo, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(no_four_bars_come_three_times, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(several_players_play_several_chords, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(the_bell_rings_when_something_comes, temp_setup, temp_teardown),
        cmocka_unit_test(the_same_specification_sounds_the_same),
        cmocka_unit_test(it_is_as_loud_as_platforms_play),
        cmocka_unit_test_setup_teardown(recordings_have_their_length_at_any_rate, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(music_of_a_file_lasts_as_long_as_the_film, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(a_scratch_voice_says_the_same_every_time, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(music_makes_room_for_a_voice, temp_setup, temp_teardown),
        cmocka_unit_test(music_comes_back_while_the_speaker_is_silent),
        cmocka_unit_test(a_font_that_is_not_there_is_named),
        cmocka_unit_test_setup_teardown(a_click_is_heard_where_it_was, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
