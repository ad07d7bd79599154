// test_scene.c — the cursor in time, marks, and what sealing does and demands.
#include "engine/anim/block.h"
#include "engine/anim/scene_data.h"
#include "support_near.h"
#include "support_scenes.h"
#include "support_temp.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static Node *new_box(Scene *s)
{
    return add_rect(s, NULL, .x = 10, .y = 20, .w = 100, .h = 50, .fill = THEME_DARK.ink);
}

static void test_cursor(void **state)
{
    Scene *s = stage_scene(*state);
    Node *box = new_box(s);
    assert_near(scene_now(s), 0);
    block_hold(s, 1.5);
    s->cursor_s = 4;
    block_hold(s, 0.25);
    assert_near(scene_now(s), 4.25);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    move_to(s, box, 1, 1, .dur_s = 2);
    fade_in(s, box, .dur_s = 1, .delay_s = 3);
    block_close(s);
    assert_near(scene_now(s), 4.25 + 4);
    stage_seal(s);
    assert_near(s->dur_s, 4.25 + 4); // the last key
}

static void test_needs_a_duration(void **state)
{
    Scene *s = stage_scene(*state);
    new_box(s);
    Err err = {""};
    assert_false(scene_seal(s, &err));
    assert_contains(err.text, "duration");
}

static void test_sealing_sorts(void **state)
{
    Scene *s = stage_scene(*state);
    Node *top = add_rect(s, NULL, .w = 1, .h = 1, .z = 2), *first = add_rect(s, NULL, .w = 2, .h = 1);
    Node *second = add_rect(s, NULL, .w = 3, .h = 1), *below = add_rect(s, NULL, .w = 4, .h = 1, .z = -1);
    s->cursor_s = 3;
    scene_step(s);
    s->cursor_s = 1;
    scene_step(s);
    s->cursor_s = 0;
    scene_chapter(s, "one");
    s->cursor_s = 0.5;
    scene_say(s, "first", "Two words.", NULL);
    s->cursor_s = 1.5;
    scene_say(s, "second", "Many more words than there is time for before the end of this scene.", NULL);
    s->cursor_s = 4;
    stage_seal(s);
    assert_ptr_equal(node_child(s->stage, 0), below);
    assert_ptr_equal(node_child(s->stage, 1), first); // equals keep their order
    assert_ptr_equal(node_child(s->stage, 2), second);
    assert_ptr_equal(node_child(s->stage, 3), top);
    assert_near(s->steps[0].t_s, 1);
    assert_near(s->steps[1].t_s, 3);
    assert_string_equal(s->chapters[0].title, "one");
    assert_near(s->says[0].dur_s, 1); // cut where the next one begins
    assert_near(s->says[1].dur_s, 2.5);
    assert_near(s->dur_s, 4);
}

static void test_lines_last_as_long_as_they_are_spoken(void **state)
{
    Scene *s = stage_scene(*state);
    scene_say(s, "short", "Yes.", NULL);
    s->cursor_s = 10;
    scene_say(s, "long", "Ten words, which are four seconds when they are spoken.", NULL);
    s->cursor_s = 20;
    stage_seal(s);
    assert_near(s->says[0].dur_s, 1.5);
    assert_near(s->says[1].dur_s, 4);
}

static void test_lines_need_time(void **state)
{
    Scene *s = stage_scene(*state);
    new_box(s);
    scene_say(s, "one", "One.", NULL);
    scene_say(s, "two", "Two, at the same time.", NULL);
    s->cursor_s = 5;
    Err err = {""};
    assert_false(scene_seal(s, &err));
    assert_contains(err.text, "\"one\"");
}

static void test_canvas(void **state)
{
    Stage *stage = *state;
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Canvas canvas = CANVASES[shape];
        Scene *s = scene_create(&stage->arena, stage->fonts, canvas, &THEME_LIGHT, "shape");
        assert_int_equal(scene_shape(s), shape);
        assert_ptr_equal(scene_theme(s), &THEME_LIGHT);
        assert_rect_near(scene_canvas(s).safe, canvas_make(canvas.width, canvas.height).safe);
        assert_true(canvas_make(canvas.width, canvas.height).least_type == canvas.least_type);
        assert_ptr_equal(scene_stage(s)->parent, s->overlay->parent);
    }
}

// A sealed scene is only data: whatever would change it is a bug, which stops the program in builds with assertions.
#ifdef NDEBUG

static void test_sealed(void **state)
{
    (void)state;
    skip();
}

#else

static void a_line_is_said(Scene *s, Node *node)
{
    (void)node;
    scene_say(s, "late", "Too late.", NULL);
}

static void node_is_added(Scene *s, Node *node)
{
    add_group(s, node);
}

static void node_is_moved(Scene *s, Node *node)
{
    node_set(s, node, PROP_X, 1);
}

static void node_is_moved_into(Scene *s, Node *node)
{
    node_move_into(s, node, s->overlay);
}

static void test_sealed(void **state)
{
    static void (*const CHANGES[])(Scene *, Node *) = {a_line_is_said, node_is_added, node_is_moved, node_is_moved_into};
    Scene *s = stage_scene(*state);
    Node *box = new_box(s);
    s->cursor_s = 1;
    stage_seal(s);
    for (size_t i = 0; i < sizeof CHANGES / sizeof CHANGES[0]; i++) {
        const pid_t child = fork();
        if (child == 0) {
            signal(SIGABRT, SIG_DFL);
            if (!freopen("/dev/null", "w", stderr))
                _exit(1);
            CHANGES[i](s, box);
            _exit(0);
        }
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    }
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cursor),
        cmocka_unit_test(test_needs_a_duration),
        cmocka_unit_test(test_sealing_sorts),
        cmocka_unit_test(test_lines_last_as_long_as_they_are_spoken),
        cmocka_unit_test(test_lines_need_time),
        cmocka_unit_test(test_canvas),
        cmocka_unit_test(test_sealed),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
