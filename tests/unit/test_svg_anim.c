// test_svg_anim.c — scenes become documents that say no more than shows.
#include "engine/anim/scene_data.h"
#include "engine/svg/svg_anim.h"
#include "engine/svg/svg_defs.h"
#include "support_scenes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Color RED = {1, 0, 0, 1}, BLUE = {0, 0, 1, 1};
static const Theme PLAIN = {.name = "plain", .bg = {0, 0, 0, 1}};
static const double DUR_S = 4;

static Scene *small_scene(Stage *stage)
{
    return scene_create(&stage->arena, stage->fonts, canvas_make(200, 100), &PLAIN, "test/small");
}

// The document of a scene of 4 s, in the arena; NULL with the error.
static const char *document(Stage *stage, Scene *s, SvgJob job, Err *err)
{
    if (!s->sealed) {
        s->cursor_s = DUR_S;
        assert_true(scene_seal(s, err));
    }
    SvgText text = {0};
    job.scene = s;
    job.to_s = DUR_S;
    const bool ok = svg_anim_put(&job, &text, err);
    const char *copy = ok ? arena_strdup(&stage->arena, text.data) : NULL;
    svg_text_finish(&text);
    return copy;
}

static int count(const char *text, const char *what)
{
    int n = 0;
    for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
        n++;
    return n;
}

static void what_never_shows_is_left_out(void **state)
{
    Stage *stage = *state;
    Scene *s = small_scene(stage);
    Node *never = add_rect(s, NULL, .w = 11, .h = 11, .fill = RED);
    node_hide(s, never);
    add_rect(s, NULL, .w = 13, .h = 13);
    Node *late = add_rect(s, NULL, .w = 17, .h = 17, .fill = BLUE);
    s->cursor_s = 1;
    fade_in(s, late);
    Err err = {""};
    const char *text = document(stage, s, (SvgJob){.poster_s = -1}, &err);
    assert_non_null(text);
    assert_int_equal(count(text, "width=\"11\"") + count(text, "width=\"13\""), 0);
    assert_int_equal(count(text, "width=\"17\""), 2); // and in the twin that stands still
    // Hidden until it comes, though not for viewers that do not play.
    assert_non_null(strstr(text, "values=\"none;inline\" keyTimes=\"0;.25\" calcMode=\"discrete\""));
    assert_int_equal(count(text, "opacity=\""), 0);
    const char *poster = document(stage, s, (SvgJob){.poster_s = 0}, &err);
    assert_int_equal(count(poster, "width=\"17\""), 2);
    const char *group = strstr(poster, "_p\" clip-path=\"url(#");
    assert_non_null(group);
    assert_non_null(strstr(group, "_c)\" display=\"inline\"><set attributeName=\"display\" to=\"none\"/></g>"));
}

// The lines of a long file draw themselves some at a time, those of a short one each by itself.
static void many_contours_are_bundled(void **state)
{
    Stage *stage = *state;
    for (int n = 20; n <= 300; n += 280) {
        Scene *s = small_scene(stage);
        Path *lines = path_create(scene_arena(s));
        for (int i = 0; i < n; i++) {
            path_move(lines, 0, i);
            path_line(lines, 50, i);
        }
        draw_in(s, add_path(s, NULL, .path = lines, .stroke = RED), .dur_s = 1);
        Err err = {""};
        const char *text = document(stage, s, (SvgJob){.poster_s = -1}, &err);
        assert_non_null(text);
        assert_int_equal(count(text, "attributeName=\"stroke-dasharray\""), 20);
        assert_int_equal(count(text, n == 20 ? "pathLength=\"50\"" : "pathLength=\"750\""), 20);
    }
}

static void what_repeats_is_said_once(void **state)
{
    Stage *stage = *state;
    Scene *s = small_scene(stage);
    Path *star = path_create(&stage->arena);
    path_polyline(star, (Point[]){{0, 0}, {10, 3}, {4, 9}, {7, 1}, {1, 8}, {12, 4}}, 6);
    for (int i = 0; i < 5; i++) {
        add_path(s, NULL, .x = 10 * i, .path = star, .fill = i < 3 ? RED : BLUE);
        add_text(s, NULL, .y = 20 * i, .text = "again", .color = RED);
    }
    Err err = {""};
    const char *text = document(stage, s, (SvgJob){.poster_s = -1}, &err);
    assert_int_equal(count(text, "M0 0l10 3-6 6 3-8-6 7 11-4"), 1);
    assert_int_equal(count(text, "scale("), 1);
    assert_int_equal(count(text, "<animate"), 0);
}

static void viewers_are_told_what_it_is(void **state)
{
    Stage *stage = *state;
    Scene *s = small_scene(stage);
    add_text(s, NULL, .text = "a < b", .color = RED);
    s->cursor_s = 1;
    scene_say(s, "cue", "Said & done.", NULL);
    Err err = {""};
    const char *text = document(stage, s, (SvgJob){.title = "One & two", .poster_s = -1, .loop = true}, &err);
    assert_non_null(strstr(text, "role=\"img\" aria-labelledby=\""));
    assert_non_null(strstr(text, "_t\">One &amp; two</title>"));
    assert_non_null(strstr(text, "Said &amp; done.\nIn the picture: a &lt; b</desc>"));
    assert_non_null(strstr(text, "prefers-reduced-motion"));
    assert_non_null(strstr(text, " width=\"200\" height=\"100\" viewBox=\"0 0 200 100\""));
    assert_non_null(strstr(text, "background:#"));
    const char *clear = document(stage, s, (SvgJob){.poster_s = -1, .transparent = true}, &err);
    assert_null(strstr(clear, "background:#"));
    assert_int_equal(count(clear, "M0 0h200v100H0z"), 1); // the clip, and nothing that is painted
}

// Every name in the text: id="…", href="#…", url(#…), CSS's "#…{". Fails when one does not begin with `own`.
static void assert_names_begin_with(const char *text, const char *own)
{
    static const char *const PLACES[] = {" id=\"", "xlink:href=\"#", "url(#", "labelledby=\"", "describedby=\""};
    int n = 0;
    for (size_t i = 0; i < sizeof PLACES / sizeof PLACES[0]; i++)
        for (const char *at = text; (at = strstr(at, PLACES[i])); n++) {
            at += strlen(PLACES[i]);
            if (strncmp(at, own, strlen(own)) != 0)
                fail_msg("%.20s does not begin with %s", at, own);
        }
    assert_true(n > 10);
}

enum { OWN_LETTERS = 6 };

// A document in which two texts that move share glyphs and a clip, and its own letters.
static const char *named_document(Stage *stage, const char *words, char own[OWN_LETTERS + 1])
{
    Scene *s = small_scene(stage);
    for (int i = 0; i < 2; i++) {
        Node *group = add_group(s, NULL, .y = 20 * i, .clip = true, .w = 50, .h = 20);
        add_text(s, group, .text = words, .color = RED);
        s->cursor_s = 1;
        move_to(s, group, 50, 20 * i);
    }
    Err err = {""};
    const char *text = document(stage, s, (SvgJob){.poster_s = 0}, &err);
    assert_non_null(text);
    const char *title = strstr(text, "<title id=\"");
    memcpy(own, title + strlen("<title id=\""), OWN_LETTERS);
    own[OWN_LETTERS] = '\0';
    assert_null(strstr(text, SVG_OWN));
    return text;
}

static void names_are_the_documents_own(void **state)
{
    Stage *stage = *state;
    char one[OWN_LETTERS + 1], other[OWN_LETTERS + 1], again[OWN_LETTERS + 1];
    const char *text = named_document(stage, "names", one);
    assert_names_begin_with(text, one);
    assert_names_begin_with(named_document(stage, "others", other), other);
    assert_string_not_equal(one, other);
    assert_string_equal(text, named_document(stage, "names", again));
}

static void what_cannot_be_said_is_refused_by_name(void **state)
{
    Stage *stage = *state;
    Path *form = path_create(&stage->arena);
    path_circle(form, 0, 0, 10);
    Err err = {""};
    Scene *s = small_scene(stage);
    Node *filled = add_path(s, NULL, .path = form, .fill = RED, .stroke = BLUE);
    draw_in(s, filled);
    assert_null(document(stage, s, (SvgJob){.poster_s = -1}, &err));
    assert_non_null(strstr(err.text, "test/small: path 3 is filled while it draws itself"));
    // The same as one picture is no trouble.
    SvgText text = {0};
    assert_true(svg_still_put(&(SvgStill){.scene = s, .t_s = 0.3}, &text, &err));
    assert_int_equal(count(text.data, "<animate") + count(text.data, "dasharray"), 0);
    svg_text_finish(&text);

    s = small_scene(stage);
    Node *grows = add_rect(s, NULL, .w = 20, .h = 10, .stroke = BLUE, .dash = 4);
    draw_in(s, grows);
    animate(s, grows, PROP_W, 40);
    assert_null(document(stage, s, (SvgJob){.poster_s = -1}, &err));
    assert_non_null(strstr(err.text, "is dashed and draws itself while its shape changes"));

    s = small_scene(stage);
    Node *words = add_text(s, NULL, .text = "both", .color = RED);
    text_add_variant(s, words, "other");
    s->cursor_s = 1;
    node_set(s, words, PROP_VARIANT, 1);
    reveal_text(s, words, 1);
    assert_null(document(stage, s, (SvgJob){.poster_s = -1}, &err));
    assert_non_null(strstr(err.text, "text 3 \"both\" is changed while only a part of it is shown"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_never_shows_is_left_out),
        cmocka_unit_test(many_contours_are_bundled),
        cmocka_unit_test(what_repeats_is_said_once),
        cmocka_unit_test(viewers_are_told_what_it_is),
        cmocka_unit_test(names_are_the_documents_own),
        cmocka_unit_test(what_cannot_be_said_is_refused_by_name),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
