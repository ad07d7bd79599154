// test_size.c — sizes by name on every canvas, and seconds as frames.
#include "engine/anim/canvas.h"
#include "engine/anim/size.h"
#include "engine/video/render_spec.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static Canvas canvas_of(const char *name)
{
    Err err = {""};
    const CanvasKind *kind = choices_find(&CANVAS_CHOICES, name, &err);
    assert_string_equal(err.text, "");
    return canvas_make(kind->width, kind->height);
}

static void the_short_side_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *canvas, *text;
        int width_px, height_px, num, den;
    } CASES[] = {
        {"wide", "360p30", 640, 360, 30, 1},
        {"wide", "1080p", 1920, 1080, 60, 1},
        {"square", "720p24", 720, 720, 24, 1},
        {"tall", "2160p", 2160, 3840, 60, 1},
        {"4:5", "1080p", 1080, 1350, 60, 1},
        {"wide", "16p1", 28, 16, 1, 1},
        {"tall", "4320p240", 4320, 7680, 240, 1},
        {"wide", "479p24", 852, 480, 24, 1},
        {"wide", "1080p23.976", 1920, 1080, 24000, 1001},
        {"wide", "1080p29.97", 1920, 1080, 30000, 1001},
        {"wide", "1080p59.94", 1920, 1080, 60000, 1001},
        {"wide", "1280x720", 1280, 720, 60, 1},
        {"wide", "854x480p25", 854, 480, 25, 1},
        {"4:5", "1080×1350p59.94", 1080, 1350, 60000, 1001},
        {"tall", "720x1280", 720, 1280, 60, 1},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        OutputSize size;
        Err err = {""};
        assert_true(output_size_parse(&size, CASES[i].text, canvas_of(CASES[i].canvas), &err));
        assert_int_equal(size.width_px, CASES[i].width_px);
        assert_int_equal(size.height_px, CASES[i].height_px);
        assert_int_equal(size.rate.num, CASES[i].num);
        assert_int_equal(size.rate.den, CASES[i].den);
    }
}

static void other_texts_are_no_size(void **state)
{
    (void)state;
    static const char *const WRONG[] = {"",        "p",       "1080",   "1080i60", "15p60", "4321p", "720p0",
                                        "720p241", "720p60x", "720p-3", "720p 3",  "-720p", "99999p",
                                        "720p29.9", "720p59.94x", "1280x", "x720", "1280x720x3", "1280x720p",
                                        "1280x15", "99999x720", "1280 x 720", "720p23.976p"};
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
        OutputSize size;
        Err err = {""};
        assert_false(output_size_parse(&size, WRONG[i], canvas_of("wide"), &err));
        assert_contains(err.text, "as in 1080p60, or both");
    }
}

static void both_sides_have_the_shape_of_the_canvas(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } CASES[] = {
        {"1080x1350", "1080×1350 is not the shape of this canvas; it is that of --canvas 4:5"},
        {"1080x1080", "it is that of --canvas square"},
        {"1280x1024", "1280×1024 is not the shape of this canvas, which is 1920×1080"},
        {"853x480", "853×480: videos want an even width"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        OutputSize size;
        Err err = {""};
        assert_false(output_size_parse(&size, CASES[i].text, canvas_of("wide"), &err));
        assert_contains(err.text, CASES[i].words);
    }
}

static void seconds_become_frames(void **state)
{
    (void)state;
    const Rate rate = {60, 1}, film = {24000, 1001};
    assert_int_equal(frames_in(90, rate), 5400);
    assert_int_equal(frames_in(0.008, rate), 0);
    assert_int_equal(frames_in(0.009, rate), 1);
    assert_int_equal(frames_in(1001, film), 24000);
    assert_true(frame_time(5399, rate) < 90);
    assert_true(frame_time(24000, film) == 1001);
    // A job has a frame even when it is shorter than that, and its frames count from where it begins.
    const SceneJob job = {.from_s = 2, .to_s = 2.001};
    assert_int_equal(job_frames(&job, rate), 1);
    assert_int_equal(job_frames(&(SceneJob){.from_s = 2, .to_s = 3.5}, rate), 90);
    assert_true(job_time(&job, rate, 30) == 2.5);
}

// The draft draws fewer pictures than it shows; never fewer than 20 a second.
static void a_quality_may_draw_fewer_pictures(void **state)
{
    (void)state;
    static const struct {
        Rate rate;
        int one_of;
    } CASES[] = {{{60, 1}, 3}, {{60000, 1001}, 3},  {{50, 1}, 2}, {{30, 1}, 1},
                 {{25, 1}, 1}, {{24000, 1001}, 1}, {{10, 1}, 1}, {{240, 1}, 10}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        for (int64_t frame = 0; frame < 100; frame++) {
            RenderSpec spec = {.size = {1920, 1080, CASES[i].rate}};
            spec.quality = choices_find(&QUALITY_CHOICES, "draft", NULL);
            assert_int_equal(spec_drawn(&spec, frame), frame - frame % CASES[i].one_of);
            spec.quality = quality_standard();
            assert_int_equal(spec_drawn(&spec, frame), frame);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_short_side_is_named),
        cmocka_unit_test(other_texts_are_no_size),
        cmocka_unit_test(both_sides_have_the_shape_of_the_canvas),
        cmocka_unit_test(seconds_become_frames),
        cmocka_unit_test(a_quality_may_draw_fewer_pictures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
