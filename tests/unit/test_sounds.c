// test_sounds.c — the sound of scenes, made beside whoever waits for it.
#include "engine/video/sounds.h"
#include "support_scenes.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N = 3 };
static const Rate RATE = {10, 1};

// Scenes of one second, two and three.
static void make_jobs(Stage *stage, SceneJob jobs[N])
{
    for (int i = 0; i < N; i++) {
        Scene *s = scene_create(&stage->arena, stage->fonts, canvas_make(1920, 1080), &THEME_DARK,
                                arena_printf(&stage->arena, "film/0%d_a", i + 1));
        s->cursor_s = i + 1;
        Err err = {""};
        assert_true(scene_seal(s, &err));
        jobs[i] = (SceneJob){.scene = s, .to_s = s->dur_s, .place = {i, N}};
    }
}

static SoundsSpec spec_of(const char *music)
{
    return (SoundsSpec){.music = choices_find(&MUSIC_CHOICES, music, NULL), .format = {.encoder = "pcm_s16le"},
                        .rate = RATE, .film = true, .n_threads = 2};
}

static int64_t samples_of(const SoundTrack *track)
{
    int64_t n = 0;
    for (int i = 0; i < track->n_packets; i++)
        n += track->packets[i].size_bytes / (CHANNELS * 2);
    return n;
}

// Taken from the last to the first, each is as long as its scene; the film has all of them and begins as the first.
static void each_scene_has_its_own_and_the_film_all(void **state)
{
    SceneJob jobs[N];
    make_jobs(*state, jobs);
    const SoundsSpec spec = spec_of("lofi");
    Sounds *sounds = sounds_begin(jobs, N, &spec);
    SoundTrack *tracks[N], *film, *again;
    Err err = {""};
    for (int i = N - 1; i >= 0; i--) {
        assert_true(sound_take(jobs[i].sound, &tracks[i], &err));
        assert_int_equal(samples_of(tracks[i]), (i + 1) * SAMPLE_RATE);
    }
    assert_true(sounds_take_film(sounds, &film, &err));
    assert_int_equal(samples_of(film), 6 * SAMPLE_RATE);
    assert_memory_equal(film->packets[0].data, tracks[0]->packets[0].data, (size_t)film->packets[0].size_bytes);
    assert_true(sound_take(jobs[0].sound, &again, &err));
    assert_null(again); // it was taken
    sounds_end(sounds);
    for (int i = 0; i < N; i++)
        sound_track_destroy(tracks[i]);
    sound_track_destroy(film);
}

static void silence_is_a_track_where_it_has_to_be(void **state)
{
    for (int always = 0; always < 2; always++) {
        SceneJob jobs[N];
        make_jobs(*state, jobs);
        SoundsSpec spec = spec_of("none");
        spec.always = always;
        Sounds *sounds = sounds_begin(jobs, N, &spec);
        SoundTrack *track, *film;
        Err err = {""};
        assert_true(sound_take(jobs[1].sound, &track, &err) && sounds_take_film(sounds, &film, &err));
        assert_true((track != NULL) == always && (film != NULL) == always);
        if (always)
            assert_int_equal(samples_of(film), 6 * SAMPLE_RATE);
        sound_track_destroy(track);
        sound_track_destroy(film);
        sounds_end(sounds);
    }
    SoundTrack *none;
    Err err = {""};
    assert_true(sound_take(NULL, &none, &err)); // a job whose sound nobody makes
    assert_null(none);
}

static void who_waits_is_told_what_went_wrong(void **state)
{
    SceneJob jobs[N];
    make_jobs(*state, jobs);
    const SoundsSpec spec = spec_of("lofi");
    setenv("GPTREEL_SOUNDFONT", "/nonexistent.sf2", 1);
    Sounds *sounds = sounds_begin(jobs, N, &spec);
    SoundTrack *track;
    for (int i = 0; i < N; i++) {
        Err err = {""};
        assert_false(sound_take(jobs[i].sound, &track, &err));
        assert_contains(err.text, "/nonexistent.sf2");
    }
    Err err = {""};
    assert_false(sounds_take_film(sounds, &track, &err));
    assert_contains(err.text, "/nonexistent.sf2");
    sounds_end(sounds);
    unsetenv("GPTREEL_SOUNDFONT");
}

static void nobody_has_to_wait(void **state)
{
    SceneJob jobs[N];
    make_jobs(*state, jobs);
    const SoundsSpec spec = spec_of("lofi");
    for (int i = 0; i < 3; i++)
        sounds_end(sounds_begin(jobs, N, &spec));
    sounds_end(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_scene_has_its_own_and_the_film_all),
        cmocka_unit_test(silence_is_a_track_where_it_has_to_be),
        cmocka_unit_test(who_waits_is_told_what_went_wrong),
        cmocka_unit_test(nobody_has_to_wait),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
