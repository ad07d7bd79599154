// support_pipeline.c — a small scene, ways to write it, and files compared.
#include "support_pipeline.h"

#include "engine/anim/block.h"
#include "engine/anim/scene_data.h"
#include "engine/base/file.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

const OutputSize SMALL_SIZE = {SMALL_WIDTH, SMALL_HEIGHT, {SMALL_FPS, 1}};

static void build_with(Scene *s, const char *words)
{
    const Theme *theme = scene_theme(s);
    const TextStyle style = {.family = FONT_SANS, .size = 120, .weight = 700};
    Path *path = path_create(scene_arena(s));
    path_circle(path, 0, 0, 150);
    Node *glow = add_glow(s, NULL, .x = 1400, .y = 500, .path = path, .sigma = 60, .color = theme->accent);
    Node *text = add_text(s, NULL, .x = 200, .y = 400, .text = "Seven", .style = &style, .color = theme->ink);
    Node *box = add_rect(s, NULL, .x = 200, .y = 600, .w = 300, .h = 200, .radius = 20, .fill = theme->pick);
    rise_in(s, text, .dur_s = 0.5);
    block_hold(s, 1);
    scene_chapter(s, "Moving");
    for (int i = 0; i < 3; i++) {
        move_to(s, box, 1200 - 300 * i, 600, .dur_s = 0.7);
        block_hold(s, 1.1);
    }
    move_to(s, glow, 500, 300, .dur_s = 9.2, .ease = EASE_LINEAR);
    Node *late = add_text(s, NULL, .x = 900, .y = 300, .text = words, .style = &style, .color = theme->pick);
    reveal_text(s, late, 1);
    s->cursor_s = SMALL_DUR_S;
}

void small_build(Scene *s)
{
    build_with(s, "Eight");
}

void small_build_edited(Scene *s)
{
    build_with(s, "Nine"); // shown from the seventeenth second on
}

const Scene *small_scene(Stage *stage, const Theme *theme, void (*build)(Scene *))
{
    Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], theme, "test");
    build(s);
    stage_seal(s);
    return s;
}

int pipeline_setup(void **state)
{
    static Fixture fixture;
    void *stage = NULL, *temp = NULL;
    if (stage_setup(&stage) != 0 || temp_setup(&temp) != 0)
        return -1;
    fixture = (Fixture){.stage = stage, .temp = temp};
    fixture.scene = small_scene(stage, &THEME_DARK, small_build);
    *state = &fixture;
    return 0;
}

int pipeline_teardown(void **state)
{
    Fixture *fixture = *state;
    void *stage = fixture->stage, *temp = fixture->temp;
    stage_teardown(&stage);
    return temp_teardown(&temp);
}

RenderSpec small_spec(int n_threads)
{
    return (RenderSpec){
        .size = SMALL_SIZE,
        .n_threads = n_threads,
        .quality = quality_standard(),
        .holds = true,
        .hints = true,
        .cache_bytes = 1 << 30,
        .label = "test",
    };
}

const char *small_video(Fixture *fixture, const char *name, const Scene *scene, const RenderSpec *spec)
{
    Err err = {""};
    const SceneJob job = {.scene = scene, .to_s = SMALL_DUR_S, .path = temp_path(fixture->temp, name)};
    if (!pipeline_write(&job, 1, spec, &err))
        fail_msg("%s", err.text);
    return job.path;
}

int count_files(const char *folder)
{
    int n = 0;
    DIR *dir = opendir(folder);
    for (const struct dirent *entry; dir && (entry = readdir(dir)) != NULL;)
        n += entry->d_name[0] != '.';
    if (dir)
        closedir(dir);
    return n;
}
