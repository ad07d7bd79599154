// test_front.c — what stands in front of a film: the room that scenes keep, and captions in the picture.
#include "engine/anim/caption_cues.h"
#include "engine/anim/front.h"
#include "engine/output/faults.h"
#include "engine/output/view.h"
#include "support_scenes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool apart(Rect a, Rect b)
{
    return rect_is_empty(rect_intersect(a, b));
}

// The page, the captions and the speaker of every canvas lie beside one another, within the safe area.
static void nothing_covers_the_page(void **state)
{
    (void)state;
    for (int shape = 0; shape < N_CANVASES; shape++) {
        const Canvas canvas = CANVASES[shape];
        for (int captions = 0; captions < 2; captions++)
            for (const Corner *corner = CORNERS; corner->name; corner++) {
                const FrontRoom room = front_room(canvas, (Front){.captions = captions, .corner = corner});
                const Rect circle = {room.middle.x - room.r, room.middle.y - room.r, 2 * room.r, 2 * room.r};
                const Rect words = {room.captions_x, room.baseline - room.pitch - 0.8 * room.type_size, room.captions_w,
                                    room.pitch + 1.1 * room.type_size};
                assert_true(rect_contains(canvas.safe, room.page));
                assert_true(rect_contains(canvas.safe, words));
                assert_true(rect_contains(canvas.safe, circle));
                assert_true(apart(room.page, circle));
                assert_true(apart(words, circle));
                assert_true(!captions || apart(room.page, words));
                assert_true(room.page.h * room.page.w > 0.4 * canvas.height * canvas.width);
                assert_true(room.columns >= 24 && room.columns <= CAPTION_COLUMNS);
            }
        assert_true(rect_equal(front_room(canvas, (Front){0}).page, canvas.safe));
    }
}

// On canvases that are no wider than high a speaker in an upper corner has a band above the page, captions beside them; the
// page keeps its width, and what covers the picture behind captions ends where it begins.
static void captions_are_beside_a_speaker_above(void **state)
{
    Stage *stage = *state;
    for (int shape = 0; shape < N_CANVASES; shape++)
        for (const Corner *corner = CORNERS; corner->name; corner++) {
            const Canvas canvas = CANVASES[shape];
            if (!(corner->sides & CORNER_TOP) || canvas.height < canvas.width)
                continue;
            Scene *s = scene_create(&stage->arena, stage->fonts, canvas, &THEME_DARK, "test/front");
            s->front = (Front){.captions = true, .corner = corner};
            s->room = front_room(canvas, s->front);
            assert_true(s->room.page.w == canvas.safe.w);
            assert_true(s->room.page.y + s->room.page.h == canvas.safe.y + canvas.safe.h);
            assert_true(s->room.baseline < s->room.page.y && s->room.captions_w < canvas.safe.w);
            fade_in(s, add_rect(s, NULL, .x = 100, .y = 900, .w = 200, .h = 60, .fill = THEME_DARK.ink));
            scene_say(s, "first", "A line.", NULL);
            s->cursor_s = 2;
            stage_seal(s);
            const DisplayList list = frame_at(s, 1, &stage->arena);
            int n_covers = 0;
            for (int i = 0; i < list.n_items; i++)
                if (list.items[i].kind != DRAW_TEXT && front_has(s, list.items[i].node)) {
                    assert_true(list.items[i].bounds.y + list.items[i].bounds.h < s->room.page.y + 2);
                    n_covers++;
                }
            assert_true(n_covers > 1);
        }
}

static const char LONG[] = "It reads the text so far, it gives every symbol of its alphabet a chance, and then one of "
                           "them is drawn at random, so that likely ones come more often than those that are not.";

static const Scene *speak(Stage *stage, CanvasShape shape, const Theme *theme, const char *words, double dur_s)
{
    Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[shape], theme, "test/front");
    s->front.captions = true;
    s->room = front_room(CANVASES[shape], s->front);
    Node *card = add_rect(s, NULL, .x = 100, .y = 100, .w = 200, .h = 60, .fill = theme->ink);
    fade_in(s, card);
    scene_say(s, "first", words, NULL);
    s->says[0].dur_s = dur_s;
    animate(s, card, PROP_X, 300, .dur_s = dur_s + 2);
    stage_seal(s);
    return s;
}

static const char *caption_at(const Scene *scene, double t_s, Arena *arena)
{
    const char *found = NULL;
    const DisplayList list = frame_at(scene, t_s, arena);
    for (int i = 0; i < list.n_items; i++)
        if (list.items[i].kind == DRAW_TEXT && front_has(scene, list.items[i].node)) {
            assert_null(found);
            found = list.items[i].run->text;
            assert_true(rect_contains(scene->canvas.safe, list.items[i].bounds));
            assert_true(apart(scene->room.page, list.items[i].bounds));
        }
    return found;
}

// A long line comes page by page, each in its time, of two lines at most; before and after there is none.
static void long_lines_come_in_pages(void **state)
{
    Stage *stage = *state;
    for (int shape = 0; shape < N_CANVASES; shape++) {
        const Scene *scene = speak(stage, (CanvasShape)shape, &THEME_DARK, LONG, 12);
        int n_cues = 0;
        const CaptionCue *cues = caption_cues(&stage->arena, scene, scene->room.columns, &n_cues);
        assert_true(n_cues > 1);
        assert_null(caption_at(scene, cues[0].begin_s - 0.01, &stage->arena));
        for (int i = 0; i < n_cues; i++) {
            const char *shown = caption_at(scene, (cues[i].begin_s + cues[i].end_s) / 2, &stage->arena);
            assert_string_equal(shown, cues[i].text);
            assert_true(i == 0 || cues[i].begin_s == cues[i - 1].end_s);
            const char *end = strchr(shown, '\n');
            assert_true(!end || !strchr(end + 1, '\n'));
        }
        assert_null(caption_at(scene, cues[n_cues - 1].end_s + 0.01, &stage->arena));
    }
}

static bool is_covered(const Scene *scene, double t_s, Arena *arena)
{
    const DisplayList list = frame_at(scene, t_s, arena);
    for (int i = 0; i < list.n_items; i++)
        if (list.items[i].kind != DRAW_TEXT && front_has(scene, list.items[i].node))
            return true;
    return false;
}

// The ground behind captions is covered while they are there and in a short pause between them, not in a long one, nor
// where what is said is seen in the picture, nor at the end; beside a speaker it always is.
static void ground_is_covered_while_it_has_to_be(void **state)
{
    static const double BEGIN_S[] = {1, 3.3, 8, 12}; // the last one is seen
    Stage *stage = *state;
    for (int beside = 0; beside < 2; beside++) {
        Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "test/cover");
        s->front = (Front){.captions = true, .corner = beside ? &CORNERS[0] : NULL};
        s->room = front_room(s->canvas, s->front);
        for (int i = 0; i < 4; i++) {
            s->cursor_s = BEGIN_S[i];
            scene_say(s, arena_printf(&stage->arena, "cue%d", i), "Two words.", NULL);
            s->says[i].dur_s = 2;
            s->says[i].seen = i == 3;
        }
        s->cursor_s = 16;
        stage_seal(s);
        const struct {
            double t_s;
            bool covered;
        } rows[] = {{0.5, false}, {0.9, true}, {2, true}, {3.1, true}, {4, true}, {6.5, false}, {9, true},
                    {13, false}, {15.9, false}};
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            assert_int_equal(is_covered(s, rows[i].t_s, &stage->arena), beside || rows[i].covered);
    }
}

// What the picture itself shows is not drawn as a caption as well; it is one for who reads along elsewhere.
static void what_is_seen_is_no_caption(void **state)
{
    Stage *stage = *state;
    Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "test/front");
    s->front.captions = true;
    s->room = front_room(CANVASES[CANVAS_WIDE], s->front);
    Node *card = add_rect(s, NULL, .x = 100, .y = 100, .w = 200, .h = 60, .fill = THEME_DARK.ink);
    scene_say(s, "first", "That is all.", NULL);
    s->says[0].dur_s = 2;
    s->says[0].seen = true;
    animate(s, card, PROP_X, 300, .dur_s = 4);
    stage_seal(s);
    int n_cues = 0;
    caption_cues(&stage->arena, s, s->room.columns, &n_cues);
    assert_int_equal(n_cues, 1);
    assert_null(caption_at(s, 1, &stage->arena));
}

// What is said fast stays until it is read, if there is time; where there is none, that is found.
static void captions_can_be_read(void **state)
{
    Stage *stage = *state;
    const Scene *calm = speak(stage, CANVAS_WIDE, &THEME_DARK, "A short line is read at a glance.", 1.5);
    int n_cues = 0;
    const CaptionCue *cue = caption_cues(&stage->arena, calm, CAPTION_COLUMNS, &n_cues);
    assert_int_equal(n_cues, 1);
    assert_true(strlen(cue->text) <= CAPTION_COLUMNS_PER_S * (cue->end_s - cue->begin_s) + 1e-9);
    assert_int_equal(scene_faults(calm, &stage->arena).n_faults, 0);
    const Scene *fast = speak(stage, CANVAS_WIDE, &THEME_LIGHT, LONG, 3);
    const FaultList list = scene_faults(fast, &stage->arena);
    assert_true(list.n_faults > 0);
    assert_non_null(strstr(list.faults[0].finding.what, "characters a second"));
}

// A line that no break makes narrow enough is set smaller, not out of its band.
static void wide_words_are_set_smaller(void **state)
{
    Stage *stage = *state;
    const Scene *scene =
        speak(stage, CANVAS_SQUARE, &THEME_DARK, "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", 4);
    assert_non_null(caption_at(scene, 2, &stage->arena));
}

// Who made the film stands below what the scene shows, above captions, and is nothing that its author has to answer
// for.
static void a_signature_has_its_own_room(void **state)
{
    static const uint32_t PIXELS[6] = {0xffff0000, 0xff00ff00, 0xff0000ff, 0x80800000, 0xff00ff00, 0xff0000ff};
    static const Image LOGO = {3, 2, PIXELS, true};
    static const Signature BY = {"R2 & D2", "@r2d2", &LOGO};
    Stage *stage = *state;
    for (int shape = 0; shape < N_CANVASES; shape++) {
        const Front front = {.captions = true, .signature = &BY}, bare = {.captions = true};
        const FrontRoom room = front_room(CANVASES[shape], front), all = front_room(CANVASES[shape], bare);
        Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[shape], &THEME_DARK, "test/signature");
        s->front = front;
        s->room = room;
        Node *card = add_rect(s, NULL, .x = 100, .y = 100, .w = 200, .h = 60, .fill = THEME_DARK.ink);
        animate(s, card, PROP_X, 300, .dur_s = 1);
        stage_seal(s);
        const DisplayList list = frame_at(s, 0.5, &stage->arena);
        int n_parts = 0;
        for (int i = 0; i < list.n_items; i++) {
            if (!front_has(s, list.items[i].node) || list.items[i].kind == DRAW_PATH)
                continue; // what covers the ground of captions
            n_parts++;
            assert_true(rect_contains(all.page, list.items[i].bounds));
            assert_true(apart(room.page, list.items[i].bounds));
        }
        assert_int_equal(n_parts, 3); // logo, author, handle
        assert_int_equal(scene_faults(s, &stage->arena).n_faults, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_covers_the_page),
        cmocka_unit_test(captions_are_beside_a_speaker_above),
        cmocka_unit_test(long_lines_come_in_pages),
        cmocka_unit_test(ground_is_covered_while_it_has_to_be),
        cmocka_unit_test(what_is_seen_is_no_caption),
        cmocka_unit_test(captions_can_be_read),
        cmocka_unit_test(wide_words_are_set_smaller),
        cmocka_unit_test(a_signature_has_its_own_room),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
