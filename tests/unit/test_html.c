// test_html.c — the page that plays a film.
#include "engine/anim/scene_data.h"
#include "engine/svg/html.h"
#include "support_scenes.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Color RED = {1, 0, 0, 1};
static const Theme PLAIN = {.name = "plain", .bg = {0, 0, 0, 1}};

static Scene *small_scene(Stage *stage)
{
    return scene_create(&stage->arena, stage->fonts, canvas_make(200, 100), &PLAIN, "test/small");
}

static int count(const char *text, const char *what)
{
    int n = 0;
    for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
        n++;
    return n;
}

static void the_page_holds_the_film(void **state)
{
    Stage *stage = *state;
    Err err = {""};
    Scene *scenes[2];
    for (int i = 0; i < 2; i++) {
        scenes[i] = small_scene(stage);
        Node *box = add_rect(scenes[i], NULL, .w = 10, .h = 10, .fill = RED);
        if (i == 1)
            scene_chapter(scenes[i], "Named by itself");
        scenes[i]->cursor_s = 1;
        scene_chapter(scenes[i], "</script>\"");
        scene_say(scenes[i], "cue", "Something is said here.", NULL);
        move_to(scenes[i], box, 50, 0);
        scenes[i]->cursor_s = 4;
        assert_true(scene_seal(scenes[i], &err));
    }
    const HtmlJob job = {
        .title = "A & B",
        .scenes = (const Scene *const *)scenes,
        .scene_titles = (const char *const[]){"First", "Second"},
        .n_scenes = 2,
    };
    void *folder;
    temp_setup(&folder);
    assert_true(html_write(&job, temp_path(folder, "page.html"), &err));
    const char *text = arena_strdup(&stage->arena, temp_read(folder, "page.html"));
    temp_teardown(&folder);
    assert_int_equal(count(text, "<template id=\"scene"), 2);
    assert_int_equal(count(text, "<animateTransform"), 2);
    assert_non_null(strstr(text, "<title>A &amp; B</title>"));
    assert_non_null(strstr(text, "{t:5,title:\"\\u003c/script>\\\"\"}"));
    assert_non_null(strstr(text, "{t:0,title:\"First\"}"));
    assert_non_null(strstr(text, "{t:4,title:\"Named by itself\"}"));
    assert_int_equal(count(text, "{t:"), 4);
    assert_non_null(strstr(text, "{from:5,to:"));
    assert_int_equal(count(text, "</script>"), 1);
    assert_null(strstr(text, "@FILM@"));
    assert_null(strstr(text, "prefers-reduced-motion")); // it plays when it is asked to
    assert_non_null(strstr(text, "id=\"captions\" aria-pressed=\"false\""));
    assert_int_equal(count(text, "http://") + count(text, "https://"), 4); // the namespaces of each SVG
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_holds_the_film),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
