// test_ghosts.c — what moved and then stands still becomes sharp while other things go on moving: nothing of where it
// was stays in the video.
#include "engine/anim/block.h"
#include "engine/anim/scene_data.h"
#include "engine/video/pipeline.h"
#include "support_scenes.h"
#include "support_temp.h"
#include "support_video.h"

#include <libavutil/frame.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { FPS = 30, WIDTH = 640, HEIGHT = 360, STILL_WIDTH = 480 }; // only to the right of it things go on moving
static const OutputSize SIZE = {WIDTH, HEIGHT, {FPS, 1}};
// Within the film's first part, without another keyframe: it moves until STANDS_S and is sharp from SHARP_S on.
static const double STANDS_S = 1.5, SHARP_S = 2.6, LOOK_S = 4.9, DUR_S = 20;

static void build(Scene *s)
{
    const Theme *theme = scene_theme(s);
    const TextStyle style = {.family = FONT_SERIF, .size = 90};
    Path *path = path_create(scene_arena(s));
    path_circle(path, 0, 0, 120);
    Node *glow = add_glow(s, NULL, .x = 300, .y = 300, .path = path, .sigma = 50, .color = theme->accent);
    Node *text = add_text(s, NULL, .x = 60, .y = 300, .text = "What stood here", .style = &style, .color = theme->ink);
    Node *box = add_rect(s, NULL, .x = 1600, .y = 100, .w = 120, .h = 120, .fill = theme->pick);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    move_to(s, text, 620, 850, .dur_s = STANDS_S);
    move_to(s, glow, 900, 700, .dur_s = STANDS_S);
    fade_out(s, glow, .dur_s = STANDS_S);
    move_to(s, box, 1600, 800, .dur_s = DUR_S, .ease = EASE_LINEAR);
    block_close(s);
    s->cursor_s = DUR_S;
}

typedef struct Film {
    const Scene *scene;
    double moving_db, least_db; // worst frame of the left part while it moves, and when it should be sharp
    int most_levels;            // by which a pixel of it is wrong then
} Film;

static void look(void *context, int index, const AVFrame *frame, double t_s)
{
    Film *film = context;
    const double at_s = frame_time(index, SIZE.rate);
    assert_float_equal(t_s, at_s, 1e-6);
    if ((at_s > STANDS_S && at_s < SHARP_S) || at_s > LOOK_S)
        return;
    uint8_t *drawn = video_drawn(film->scene, at_s, SIZE);
    const double psnr_db = video_psnr_db(frame->data[0], frame->linesize[0], drawn, WIDTH, STILL_WIDTH, HEIGHT);
    double *worst_db = at_s < SHARP_S ? &film->moving_db : &film->least_db;
    *worst_db = fmin(*worst_db, psnr_db);
    for (int i = 0; at_s >= SHARP_S && i < STILL_WIDTH * HEIGHT; i++) {
        const int x = i % STILL_WIDTH, y = i / STILL_WIDTH;
        const int wrong = abs(frame->data[0][y * frame->linesize[0] + x] - drawn[y * WIDTH + x]);
        film->most_levels = wrong > film->most_levels ? wrong : film->most_levels;
    }
    free(drawn);
}

static void what_stands_still_becomes_sharp(void **state)
{
    Stage *stage = *state;
    void *folder = NULL;
    assert_int_equal(temp_setup(&folder), 0);
    Err err = {""};
    Film film = {.moving_db = 100, .least_db = 100};
    Scene *s = stage_scene(stage);
    build(s);
    stage_seal(s);
    film.scene = s;
    const SceneJob job = {.scene = film.scene, .to_s = DUR_S, .path = temp_path(folder, "ghosts.mp4")};
    for (int hints = 0; hints < 2; hints++) {
        const RenderSpec spec = {.size = SIZE,
                                 .n_threads = 1,
                                 .quality = quality_standard(),
                                 .holds = true,
                                 .hints = hints,
                                 .label = "test"};
        film.moving_db = film.least_db = 100;
        film.most_levels = 0;
        if (!pipeline_write(&job, 1, &spec, &err))
            fail_msg("%s", err.text);
        assert_int_equal(video_decode(job.path, look, &film), DUR_S * FPS);
        if (film.least_db < 58 || film.least_db < film.moving_db + 4 || film.most_levels > 6)
            fail_msg("%.1f dB while it moves, then %.1f dB, %d levels", film.moving_db, film.least_db,
                     film.most_levels);
    }
    temp_teardown(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_stands_still_becomes_sharp)};
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
