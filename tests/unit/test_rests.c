// test_rests.c — pictures that stay for long: a keyframe every few seconds, which nobody sees.
#include "engine/anim/block.h"
#include "support_pipeline.h"
#include "support_video.h"

#include <libavutil/frame.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const double UNSEEN_DB = 54; // a few values of a gradient by one
enum { REST_S = 17, MOST_GAP = 5 * SMALL_FPS };

static void build(Scene *s)
{
    const TextStyle style = {.family = FONT_SANS, .size = 150, .weight = 700};
    Path *path = path_create(scene_arena(s));
    path_circle(path, 0, 0, 150);
    add_glow(s, NULL, .x = 1400, .y = 500, .path = path, .sigma = 90, .color = scene_theme(s)->accent);
    Node *text = add_text(s, NULL, .x = 200, .y = 400, .text = "Rest", .style = &style, .color = scene_theme(s)->ink);
    rise_in(s, text, .dur_s = 1.2);
    block_hold(s, REST_S);
    move_to(s, text, 600, 500, .dur_s = 1);
    block_hold(s, 0.8);
}

typedef struct Seen {
    uint8_t *before; // luma of the frame before
    int key;         // index of the latest keyframe
    int n_keys, longest;
    double least_db; // between a keyframe in the rest and the frame before it
} Seen;

static void look(void *context, int index, const AVFrame *frame, double t_s)
{
    Seen *seen = context;
    if (frame->key_frame) {
        const bool rests = t_s > 1.5 && t_s < REST_S;
        const double db = rests ? video_psnr_db(frame->data[0], frame->linesize[0], seen->before, SMALL_WIDTH,
                                                SMALL_WIDTH, SMALL_HEIGHT)
                                : 1000;
        seen->least_db = db < seen->least_db ? db : seen->least_db;
        seen->longest = index - seen->key > seen->longest ? index - seen->key : seen->longest;
        seen->key = index;
        seen->n_keys++;
    }
    for (int row = 0; row < SMALL_HEIGHT; row++)
        memcpy(seen->before + (ptrdiff_t)row * SMALL_WIDTH, frame->data[0] + (ptrdiff_t)row * frame->linesize[0],
               SMALL_WIDTH);
}

static void keyframes_in_a_rest_are_not_seen(void **state)
{
    Fixture *fixture = *state;
    const Scene *scene = small_scene(fixture->stage, &THEME_DARK, build);
    for (const Quality *quality = QUALITIES; quality->name; quality++)
        for (int tricks = 0; tricks < 4; tricks++) {
            RenderSpec spec = small_spec(2);
            spec.quality = quality;
            spec.holds = tricks & 1;
            spec.hints = tricks & 2;
            const SceneJob job = {.scene = scene, .to_s = scene->dur_s, .path = temp_path(fixture->temp, "rest.mp4")};
            Err err = {""};
            if (!pipeline_write(&job, 1, &spec, &err))
                fail_msg("%s", err.text);
            Seen seen = {.before = mem_alloc((size_t)SMALL_WIDTH * SMALL_HEIGHT), .least_db = 1000};
            const int n_frames = video_decode(job.path, look, &seen);
            free(seen.before);
            assert_int_equal(n_frames, job_frames(&job, SMALL_SIZE.rate));
            if (seen.n_keys < 5 || seen.longest > MOST_GAP || n_frames - seen.key > MOST_GAP ||
                seen.least_db < UNSEEN_DB)
                fail_msg("%s, tricks %d: %d keyframes, up to %d frames apart, from %.1f dB on", quality->name, tricks,
                         seen.n_keys, seen.longest, seen.least_db);
            video_compare(scene, 0, SMALL_SIZE, 38, job.path);
        }
}

// A keyframe is wanted when the rest goes on until it would be too late.
static void keyframes_are_planned(void **state)
{
    (void)state;
    static Hash stays[1000]; // all the same
    const RenderSpec spec = {0};
    Plan plan = {.scenes = &(PlanScene){.shows = stays}, .spec = &spec, .rate = {30000, 1001}};
    const PlanPart long_part = {.n_frames = 1000}, short_part = {.n_frames = 149};
    assert_false(plan_wants_key(&plan, &long_part, 119, 0));
    assert_true(plan_wants_key(&plan, &long_part, 120, 0));
    assert_false(plan_wants_key(&plan, &long_part, 200, 100));
    assert_true(plan_wants_key(&plan, &long_part, 220, 100));
    assert_false(plan_wants_key(&plan, &short_part, 148, 0)); // the next part begins before
    assert_false(plan_wants_key(&plan, &long_part, 999, 870));
    stays[120].a = 1; // what moves is no keyframe
    assert_false(plan_wants_key(&plan, &long_part, 120, 0));
    plan.spec = &(const RenderSpec){.key_s = 0.5}; // but where so many are asked for
    assert_true(plan_wants_key(&plan, &long_part, 120, 105));
    assert_true(plan_wants_key(&plan, &long_part, 300, 285) && plan_wants_key(&plan, &short_part, 148, 133));
    assert_false(plan_wants_key(&plan, &long_part, 300, 286));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keyframes_in_a_rest_are_not_seen),
        cmocka_unit_test(keyframes_are_planned),
    };
    return cmocka_run_group_tests(tests, pipeline_setup, pipeline_teardown);
}
