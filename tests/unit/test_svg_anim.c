// test_svg_anim.c — tracks become curves that SVG can say, and scenes become documents that say no more than shows.
#include "engine/svg/html.h"
#include "engine/svg/svg_anim.h"
#include "engine/svg/svg_curve.h"
#include "engine/svg/svg_defs.h"
#include "engine/svg/svg_seen.h"
#include "support_scenes.h"
#include "support_temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define KEY(t_s_, value_, ease_) {.t_s = (t_s_), .value = {(value_)}, .ease = (ease_)}

static const Color RED = {1, 0, 0, 1}, BLUE = {0, 0, 1, 1};
static const Theme PLAIN = {.name = "plain", .bg = {0, 0, 0, 1}};
static const Span WHOLE = {0, 4};

// ---- numbers and outlines ----

static void assert_number(double value, int decimals, const char *expected)
{
    SvgText text = {0};
    svg_put_number(&text, value, decimals);
    assert_string_equal(text.data, expected);
    svg_text_finish(&text);
}

static void numbers_have_no_more_digits_than_show(void **state)
{
    (void)state;
    assert_number(0, 2, "0");
    assert_number(-0.001, 2, "0");
    assert_number(0.5, 2, ".5");
    assert_number(-0.25, 2, "-.25");
    assert_number(12.3, 2, "12.3");
    assert_number(3.0049, 2, "3");
    assert_number(2.999, 2, "3");
    assert_number(1234.5678, 0, "1235");
    assert_number(0.0171, 7, ".0171");
}

static void words_are_escaped(void **state)
{
    (void)state;
    SvgText text = {0};
    svg_put_escaped(&text, "a<b> & \"c\"\x01");
    assert_string_equal(text.data, "a&lt;b&gt; &amp; &quot;c&quot;");
    svg_text_clear(&text);
    svg_put_escaped(&text, "ë\xff\xef\xbf\xbe日\xe6"); // stray bytes, and a code point that is no character
    assert_string_equal(text.data, "ë\xef\xbf\xbd日\xef\xbf\xbd");
    svg_text_clear(&text);
    svg_put_base64(&text, (const uint8_t *)"gptre", 5);
    assert_string_equal(text.data, "Z3B0cmU=");
    svg_text_clear(&text);
    svg_put_rgb(&text, (double[]){1, 0.2, 0});
    svg_put_rgb(&text, (double[]){0.5, 0, 2});
    assert_string_equal(text.data, "#f30#8000ff");
    svg_text_finish(&text);
}

static void outlines_take_the_shortest_way(void **state)
{
    Stage *stage = *state;
    Path *path = path_create(&stage->arena);
    path_move(path, 10, 10.5);
    path_line(path, 20.25, 10.5);
    path_line(path, 20.25, 9);
    path_line(path, 20.5, 9.5);
    path_line(path, 20.75, 10);
    path_cubic(path, 21, 10, 20, 11, 22, 12);
    path_close(path);
    SvgText text = {0};
    svg_put_path(&text, path, 1, (Point){0, 0}, 2, false);
    assert_string_equal(text.data, "M10 10.5h10.25v-1.5l.25.5.25.5c.25 0-.75 1 1.25 2z");
    svg_text_clear(&text);
    svg_put_path(&text, path, 2, (Point){1, 0}, 0, true);
    assert_string_equal(text.data, "M21 21L42 21 42 18 42 19 43 20C43 20 41 22 45 24Z");
    svg_text_finish(&text);
}

// Rounding every step by itself would be off by a hundred times half a digit at the end.
static void rounding_does_not_add_up(void **state)
{
    Stage *stage = *state;
    Path *path = path_create(&stage->arena);
    for (int i = 0; i <= 100; i++)
        path_line(path, 0.0149 * i, 0.0149 * i * i);
    SvgText text = {0};
    svg_put_path(&text, path, 1, (Point){0, 0}, 2, false);
    double x = 0, y = 0;
    char *at = strchr(text.data, 'l') + 1;
    while (*at) {
        x += strtod(at, &at);
        y += strtod(at, &at);
    }
    assert_true(fabs(x - 1.49) < 0.006 && fabs(y - 149) < 0.006);
    svg_text_finish(&text);
}

// ---- curves ----

static Track *track_of(Stage *stage, const Key *keys, int n)
{
    Track *track = ARENA_NEW(&stage->arena, Track);
    for (int i = 0; i < n; i++)
        track_add(track, &stage->arena, keys[i]);
    return track;
}

static Curve curve_of(Stage *stage, const Track *track, Span span, double tolerance)
{
    const Channel channel = {.track = track, .scale = 1};
    return curve_of_channels(&stage->arena, &channel, 1, span, tolerance);
}

static double most_apart(const Curve *curve, const Track *track, Span span)
{
    double most = 0;
    for (int i = 0; i <= 1000; i++) {
        const double t_s = lerp(span.begin_s, span.end_s, (i + 0.5) / 1001);
        double wanted[TRACK_COMPONENTS], got[CURVE_VALUES];
        track_at(track, t_s, wanted);
        curve_at(curve, t_s, got);
        most = fmax(most, fabs(wanted[0] - got[0]));
    }
    return most;
}

static void every_ease_is_exact(void **state)
{
    Stage *stage = *state;
    for (Ease ease = EASE_DEFAULT; ease < EASE_COUNT; ease++) {
        const Track *track = track_of(stage, (Key[]){KEY(1, 10, EASE_STEP), KEY(3, 1010, ease)}, 2);
        const Curve curve = curve_of(stage, track, WHOLE, 0);
        if (most_apart(&curve, track, WHOLE) > 1e-4)
            fail_msg("%s is %g apart", EASE_ROWS[ease].name, most_apart(&curve, track, WHOLE));
        assert_true(curve.n_keys <= 5);
        for (int i = 0; i < curve.n_keys; i++)
            for (int k = 0; k < 4; k++) // players refuse other splines
                assert_true(curve.keys[i].spline[k] >= 0 && curve.keys[i].spline[k] <= 1);
    }
}

static void cut_ways_are_sampled_closely(void **state)
{
    Stage *stage = *state;
    const Span part = {1.3, 2.4};
    for (Ease ease = EASE_LINEAR; ease < EASE_COUNT; ease++) {
        const Track *track = track_of(stage, (Key[]){KEY(1, 10, EASE_STEP), KEY(3, 1010, ease)}, 2);
        const Curve curve = curve_of(stage, track, part, 0.02);
        assert_true(most_apart(&curve, track, part) < 0.25);
        assert_true(curve.keys[0].t_s == part.begin_s && curve.keys[curve.n_keys - 1].t_s <= part.end_s);
    }
}

static void put_plain(SvgText *text, const double *value, const void *context)
{
    (void)context;
    svg_put_number(text, value[0], 2);
}

// The numbers of a list that begins behind `name`, separated by semicolons. Returns how many.
static int numbers_of(const char *text, const char *name, double *numbers, int most)
{
    int n = 0;
    for (const char *at = strstr(text, name) + strlen(name); n < most && *at != '"'; at += *at == ';') {
        char *end;
        numbers[n++] = strtod(at, &end);
        assert_ptr_not_equal(end, at);
        at = end;
    }
    return n;
}

// As a browser reads it, digits and all: a fast way in a long file, cut so that it has to be sampled.
static void what_is_written_is_within_a_quarter_pixel(void **state)
{
    Stage *stage = *state;
    enum { MOST = 500 };
    const Span part = {1.0317, 26.1};
    for (Ease ease = EASE_LINEAR; ease < EASE_COUNT; ease++) {
        if (ease == EASE_STEP)
            continue;
        const Track *track = track_of(stage, (Key[]){KEY(1.0113, 10, EASE_STEP), KEY(1.2671, 1510, ease)}, 2);
        const Curve curve = curve_of(stage, track, part, 0.02);
        SvgText text = {0};
        curve_put(&text, &curve, part, put_plain, NULL);
        double values[MOST], times[MOST], wanted[TRACK_COMPONENTS];
        const int n = numbers_of(text.data, " values=\"", values, MOST);
        assert_int_equal(numbers_of(text.data, " keyTimes=\"", times, MOST), n);
        svg_text_finish(&text);
        for (int i = 0; i + 1 < n; i++)
            for (int k = 0; k < 8; k++) {
                const double u = k / 8.0;
                track_at(track, part.begin_s + lerp(times[i], times[i + 1], u) * (part.end_s - part.begin_s), wanted);
                if (fabs(lerp(values[i], values[i + 1], u) - wanted[0]) > 0.25)
                    fail_msg("%s: %g for %g", EASE_ROWS[ease].name, lerp(values[i], values[i + 1], u), wanted[0]);
            }
    }
}

static void dense_keys_are_thinned(void **state)
{
    Stage *stage = *state;
    Track *track = ARENA_NEW(&stage->arena, Track);
    for (int i = 0; i <= 480; i++)
        track_add(track, &stage->arena, (Key){.t_s = i / 120.0, .value = {300 * sin(i / 120.0)}, .ease = EASE_LINEAR});
    const Curve curve = curve_of(stage, track, WHOLE, 0.02);
    assert_true(most_apart(&curve, track, WHOLE) < 0.05);
    assert_true(curve.n_keys < 240);
}

static void jumps_hold_and_leap(void **state)
{
    Stage *stage = *state;
    const Key keys[] = {KEY(0, 1, EASE_STEP), KEY(1, 5, EASE_STEP), KEY(2, 5, EASE_LINEAR), KEY(2, 9, EASE_STEP)};
    const Track *track = track_of(stage, keys, 4);
    const Curve curve = curve_of(stage, track, WHOLE, 0);
    assert_true(most_apart(&curve, track, WHOLE) < 1e-9);
    double value;
    curve_at(&curve, 1, &value);
    assert_true(value == 5);
    const Track *still = track_of(stage, (Key[]){KEY(1, 7, EASE_STEP), KEY(2, 7, EASE_OUT)}, 2);
    const Curve constant = curve_of(stage, still, WHOLE, 0);
    assert_false(curve_moves(&constant, 0));
}

static void assert_attributes(Stage *stage, const Key *keys, int n, const char *expected)
{
    SvgText text = {0};
    const Curve curve = curve_of(stage, track_of(stage, keys, n), WHOLE, 0);
    curve_put(&text, &curve, WHOLE, put_plain, NULL);
    assert_string_equal(text.data, expected);
    svg_text_finish(&text);
}

static void attributes_span_the_whole(void **state)
{
    assert_attributes(*state, (Key[]){KEY(1, 0, EASE_STEP), KEY(2, 8, EASE_LINEAR)}, 2,
                      " values=\"0;0;8;8\" keyTimes=\"0;.25;.5;1\"");
    assert_attributes(*state, (Key[]){KEY(0, 0, EASE_STEP), KEY(2, 8, EASE_STEP), KEY(3, 2, EASE_STEP)}, 3,
                      " values=\"0;8;2\" keyTimes=\"0;.5;.75\" calcMode=\"discrete\"");
    assert_attributes(*state, (Key[]){KEY(0, 0, EASE_STEP), KEY(4, 8, EASE_IN)}, 2,
                      " values=\"0;8\" keyTimes=\"0;1\" keySplines=\".3333 0 .6667 0\" calcMode=\"spline\"");
    assert_attributes(*state, (Key[]){KEY(0, 0, EASE_STEP), KEY(1, 4, EASE_STEP), KEY(4, 8, EASE_LINEAR)}, 3,
                      " values=\"0;0;4;8\" keyTimes=\"0;.25;.25;1\"");
}

static void jagged(const void *context, double t_s, double *value)
{
    (void)context;
    value[0] = t_s < 2 ? t_s * t_s : 10 - t_s;
}

static void functions_are_sampled(void **state)
{
    Stage *stage = *state;
    const double breaks[] = {2};
    const Curve curve = curve_sample(&stage->arena, jagged, NULL, breaks, 1, 1, WHOLE, 0.01);
    double value;
    for (int i = 0; i < 100; i++) {
        double wanted;
        const double t_s = 0.04 * i + 0.001;
        jagged(NULL, t_s, &wanted);
        curve_at(&curve, t_s, &value);
        assert_true(fabs(wanted - value) < 0.03);
    }
    curve_at(&curve, 2, &value);
    assert_true(value == 8);
}

// ---- seen, defs ----

static void sight_is_put_together(void **state)
{
    Stage *stage = *state;
    const Key keys[] = {KEY(0, 0, EASE_STEP), KEY(1, 0, EASE_LINEAR), KEY(2, 1, EASE_OUT), KEY(3, 0, EASE_STEP)};
    const Curve curve = curve_of(stage, track_of(stage, keys, 4), WHOLE, 0);
    const Seen seen = seen_of_curve(&stage->arena, &curve, 0, 0.002, WHOLE);
    assert_int_equal(seen.n_spans, 1);
    assert_true(seen.spans[0].begin_s == 1 && seen.spans[0].end_s == 3);
    Span early = {0, 0.5}, late = {2.5, 4};
    const Seen other = seen_or(&stage->arena, (Seen){&late, 1}, (Seen){&early, 1});
    assert_int_equal(other.n_spans, 2);
    const Seen both = seen_and(&stage->arena, seen, other);
    assert_int_equal(both.n_spans, 1);
    assert_true(both.spans[0].begin_s == 2.5 && both.spans[0].end_s == 3);
    assert_true(seen_covers(seen, both) && !seen_covers(both, seen));
    assert_true(seen_at(other, 0.5) && !seen_at(other, 1));
    assert_int_equal(seen_close(&stage->arena, other, 3).n_spans, 1);
}

static void names_are_short_and_differ(void **state)
{
    Stage *stage = *state;
    SvgDefs *defs = svg_defs_create(&stage->arena);
    enum { N = 3000 };
    const char *ids[N];
    for (int i = 0; i < N; i++) {
        char rest[64];
        snprintf(rest, sizeof rest, " d=\"M%d 0h1\"/>", i);
        ids[i] = svg_defs_use(defs, "path", rest, true);
        assert_true(strlen(ids[i]) <= strlen(SVG_OWN) + 3);
        assert_ptr_equal(svg_defs_use(defs, "path", rest, true), ids[i]);
    }
    for (int i = 0; i < N; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(ids[i], ids[k]);
    const char *once = " d=\"M0 0h1v1h1v1h1v1h1\"/>", *twice = " d=\"M0 0v1h1v1h1v1h1v1\"/>";
    assert_null(svg_defs_use(defs, "path", once, false));
    assert_null(svg_defs_use(defs, "path", twice, false));
    assert_null(svg_defs_use(defs, "path", twice, false));
    svg_defs_settle(defs);
    assert_null(svg_defs_use(defs, "path", once, false));
    assert_non_null(svg_defs_use(defs, "path", twice, false));
}

// ---- documents ----

static Scene *small_scene(Stage *stage)
{
    return scene_create(&stage->arena, stage->fonts, canvas_make(200, 100), &PLAIN, "test/small");
}

// The document of a scene of 4 s, in the arena; NULL with the error.
static const char *document(Stage *stage, Scene *s, SvgJob job, Err *err)
{
    if (!s->sealed) {
        scene_end(s, WHOLE.end_s);
        assert_true(scene_seal(s, err));
    }
    SvgText text = {0};
    job.scene = s;
    job.to_s = WHOLE.end_s;
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
    scene_seek(s, 1);
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

static void what_repeats_is_said_once(void **state)
{
    Stage *stage = *state;
    Scene *s = small_scene(stage);
    Path *star = path_create(&stage->arena);
    path_polyline(star, (Point[]){{0, 0}, {10, 3}, {4, 9}, {7, 1}, {1, 8}}, 5);
    for (int i = 0; i < 5; i++) {
        add_path(s, NULL, .x = 10 * i, .path = star, .fill = i < 3 ? RED : BLUE);
        add_text(s, NULL, .y = 20 * i, .text = "again", .color = RED);
    }
    Err err = {""};
    const char *text = document(stage, s, (SvgJob){.poster_s = -1}, &err);
    assert_int_equal(count(text, "M0 0l10 3-6 6 3-8-6 7"), 1);
    assert_int_equal(count(text, "scale("), 1);
    assert_int_equal(count(text, "<animate"), 0);
}

static void viewers_are_told_what_it_is(void **state)
{
    Stage *stage = *state;
    Scene *s = small_scene(stage);
    add_text(s, NULL, .text = "a < b", .color = RED);
    scene_seek(s, 1);
    scene_say(s, "cue", "Said & done.");
    Err err = {""};
    const char *text = document(stage, s, (SvgJob){.title = "One & two", .poster_s = -1, .loop = true}, &err);
    assert_non_null(strstr(text, "role=\"img\" aria-labelledby=\""));
    assert_non_null(strstr(text, "_t\">One &amp; two</title>"));
    assert_non_null(strstr(text, "Said &amp; done.\nIn the picture: a &lt; b</desc>"));
    assert_non_null(strstr(text, "prefers-reduced-motion"));
}

// Every name in the text: id="…", href="#…", url(#…), CSS's "#…{". Fails when one does not begin with `own`.
static void assert_names_begin_with(const char *text, const char *own)
{
    static const char *const PLACES[] = {" id=\"", "href=\"#", "url(#", "labelledby=\"", "describedby=\""};
    int n = 0;
    for (size_t i = 0; i < sizeof PLACES / sizeof PLACES[0]; i++)
        for (const char *at = text; (at = strstr(at, PLACES[i])); n++) {
            at += strlen(PLACES[i]);
            if (strncmp(at, own, strlen(own)) != 0)
                fail_msg("%.20s does not begin with %s", at, own);
        }
    assert_true(n > 10);
}

// A document in which two texts that move share glyphs and a clip, and its own letters.
static const char *named_document(Stage *stage, const char *words, char own[5])
{
    Scene *s = small_scene(stage);
    for (int i = 0; i < 2; i++) {
        Node *group = add_group(s, NULL, .y = 20 * i, .clip = true, .w = 50, .h = 20);
        add_text(s, group, .text = words, .color = RED);
        scene_seek(s, 1);
        move_to(s, group, 50, 20 * i);
    }
    Err err = {""};
    const char *text = document(stage, s, (SvgJob){.poster_s = 0}, &err);
    assert_non_null(text);
    const char *title = strstr(text, "<title id=\"");
    memcpy(own, title + strlen("<title id=\""), 4);
    own[4] = '\0';
    assert_null(strstr(text, SVG_OWN));
    return text;
}

static void names_are_the_documents_own(void **state)
{
    Stage *stage = *state;
    char one[5], other[5], again[5];
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
    assert_true(svg_still_put(s, NULL, 0.3, &text, &err));
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
    scene_seek(s, 1);
    node_set(s, words, PROP_VARIANT, 1);
    type_in(s, words);
    assert_null(document(stage, s, (SvgJob){.poster_s = -1}, &err));
    assert_non_null(strstr(err.text, "text 3 \"both\" is changed while only a part of it is shown"));
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
        scene_seek(scenes[i], 1);
        scene_chapter(scenes[i], "</script>\"");
        scene_say(scenes[i], "cue", "Something is said here.");
        move_to(scenes[i], box, 50, 0);
        scene_end(scenes[i], WHOLE.end_s);
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
    assert_int_equal(count(text, "http://") + count(text, "https://"), 2); // the namespace of each SVG
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_no_more_digits_than_show),
        cmocka_unit_test(words_are_escaped),
        cmocka_unit_test(outlines_take_the_shortest_way),
        cmocka_unit_test(rounding_does_not_add_up),
        cmocka_unit_test(every_ease_is_exact),
        cmocka_unit_test(cut_ways_are_sampled_closely),
        cmocka_unit_test(what_is_written_is_within_a_quarter_pixel),
        cmocka_unit_test(dense_keys_are_thinned),
        cmocka_unit_test(jumps_hold_and_leap),
        cmocka_unit_test(attributes_span_the_whole),
        cmocka_unit_test(functions_are_sampled),
        cmocka_unit_test(sight_is_put_together),
        cmocka_unit_test(names_are_short_and_differ),
        cmocka_unit_test(what_never_shows_is_left_out),
        cmocka_unit_test(what_repeats_is_said_once),
        cmocka_unit_test(viewers_are_told_what_it_is),
        cmocka_unit_test(names_are_the_documents_own),
        cmocka_unit_test(what_cannot_be_said_is_refused_by_name),
        cmocka_unit_test(the_page_holds_the_film),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
