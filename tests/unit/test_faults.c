// test_faults.c — each rule of what can be seen and read notices what breaks it, once, and nothing else.
#include "engine/anim/add.h"
#include "engine/anim/figure.h"
#include "engine/anim/picture.h"
#include "engine/anim/place.h"
#include "engine/output/faults.h"
#include "support_pictures.h"
#include "support_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// ---- scenes of nodes ----

// One fault, which says so; NULL: none.
static void check_found(Stage *stage, const Scene *s, const char *says)
{
    const FaultList list = scene_faults(s, &stage->arena);
    if (list.n_faults != (says ? 1 : 0))
        fail_msg("%d faults, the last: %s", list.n_faults,
                 list.n_faults > 0 ? list.faults[list.n_faults - 1].finding.what : "");
    if (says && !strstr(list.faults[0].finding.what, says))
        fail_msg("\"%s\" does not say \"%s\"", list.faults[0].finding.what, says);
    if (says)
        assert_true(*list.faults[0].finding.remedy);
}

static void check_fault(Stage *stage, Scene *s, const char *says)
{
    Err err = {""};
    s->cursor_s = 2;
    assert_true(scene_seal(s, &err));
    check_found(stage, s, says);
}

enum { FINE, SMALL, SMALL_ON_PHONES, AT_THE_EDGE, OVERLAP, OUTSIDE, BLEEDING, LEAVING, PALE, UNDER_NO_PICTURE, N_FAULTS };

static void test_nodes(void **state)
{
    static const char *const SAYS[N_FAULTS] = {
        [SMALL] = "\"words\" is too small to read at 0.0 s: 20.0 units, and 28 are the least",
        [SMALL_ON_PHONES] = "\"words\" is too small to read at 0.0 s: 30.0 units, and 36 are the least",
        [AT_THE_EDGE] = "\"words\" is too near to the edge of what scenes may fill",
        [OVERLAP] = "\"words\" and \"others\" lie over one another at 0.0 s",
        [OUTSIDE] = "leaves the canvas at 0.0 s: 1800, 900 to 2000, 920",
        [LEAVING] = "leaves the canvas at 0.0 s",
        [PALE] = "\"words\" hardly stands out from its ground at 0.0 s: 1.7 to 1",
    };
    Stage *stage = *state;
    const TextStyle small = {.size = 20}, plain = {.size = 30};
    for (int fault = 0; fault < N_FAULTS; fault++) {
        const Canvas canvas = CANVASES[fault == SMALL_ON_PHONES ? CANVAS_SQUARE : CANVAS_WIDE];
        Scene *s = scene_create(&stage->arena, stage->fonts, canvas, &THEME_DARK, "rules");
        Node *words = add_text(s, NULL, .x = fault == AT_THE_EDGE ? 20 : 200, .y = 200, .text = "words",
                               .style = fault == SMALL ? &small : &plain,
                               .color = fault == PALE ? THEME_DARK.line : THEME_DARK.ink);
        if (fault == OVERLAP)
            add_text(s, NULL, .x = 210, .y = 205, .text = "others", .style = &plain, .color = THEME_DARK.ink);
        if (fault == UNDER_NO_PICTURE)
            add_rect(s, words->parent, .x = 190, .y = 190, .w = 40, .h = 20, .fill = THEME_DARK.line);
        if (fault == OUTSIDE || fault == BLEEDING || fault == LEAVING) {
            Node *box = add_rect(s, NULL, .x = 1800, .y = 900, .w = 200, .h = 20, .fill = THEME_DARK.line);
            if (fault == BLEEDING)
                node_bleeds(s, box);
            if (fault == LEAVING)
                fade_out(s, box, .dur_s = 0.1); // it is gone at all half seconds but the first
        }
        check_fault(stage, s, SAYS[fault]);
    }
}

// Ten words for two seconds; for a little longer than one when nobody speaks; and for half a second.
static void test_reading(void **state)
{
    static const struct {
        Pace pace;
        double there_s;
        const char *says;
    } ROWS[] = {
        {PACE_WORDS, 1.9, NULL},
        {PACE_WORDS, 1.2, "is there for 1.3 s, and takes 2.0 s to read"},
        {PACE_SILENT, 1.2, NULL},
        {PACE_SILENT, 0.5, "is there for 0.6 s, and takes 1.0 s to read"},
    };
    Stage *stage = *state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "reading");
        s->pace = ROWS[i].pace;
        Node *words = add_text(s, NULL, .x = 200, .y = 200, .text = "so many words as nobody ever reads at one glance",
                               .color = THEME_DARK.ink);
        add_rect(s, NULL, .x = 500, .y = 500, .w = 40, .h = 20, .fill = THEME_DARK.line);
        s->cursor_s = ROWS[i].there_s + 0.05;
        node_set(s, words, PROP_OPACITY, 0);
        check_fault(stage, s, ROWS[i].says);
    }
}

static void test_digits_need_a_source(void **state)
{
    Stage *stage = *state;
    for (int given = 0; given < 2; given++) {
        Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "sources");
        static const ShownFigure QUOTED = {.n_bytes = 1};
        static const Shown SHOWN = {&QUOTED, 1};
        Node *words = add_text(s, NULL, .x = 200, .y = 200, .text = given ? "7 of them" : "none",
                               .color = THEME_DARK.ink, .shown = given ? &SHOWN : NULL);
        if (!given)
            text_add_variant(s, words, "7 of them");
        check_fault(stage, s, given ? NULL : "nobody says where \"7 of them\" comes from");
    }
}

// ---- scenes of scripts ----

#define WORDS                                                                                                          \
    "local left, middle, right = area():row { 1, 1, 1 } local t = line('words', { into = middle, align = 'middle' }) "   \
    "appear(t) "

typedef struct Case {
    const char *body, *says; // NULL: nothing is wrong
    int line;
} Case;

static void test_scripts(void **state)
{
    static const Case ROWS[] = {
        {"appear(heading 'One thing')\nhold(2)", NULL, 0},
        // Over one another.
        {"appear(title 'One')\nlocal t = title 'Other'\nappear(t) hold(2)",
         "\"One\" and \"Other\" lie over one another", 3},
        {"local a = title 'One' appear(a) leave(a)\nappear(title 'Other') hold(2)", NULL, 0},
        {"local a, b = title 'One', title 'One' over(b, a) appear(a) appear(b) hold(2)", NULL, 0},
        {"local a = title 'One' appear(a)\nappear(title 'One') hold(2)", "\"One\" and \"One\" lie over one another", 3},
        {"local a, b = title 'One', title 'Other' over(b, a) appear(a)\nappear(b) hold(2)",
         "\"One\" and \"Other\" lie over one another", 2},
        // Under another picture, unless that was said.
        {"appear(title 'One')\nappear(card {}) hold(2)", "\"One\" lies under the card of line 3", 2},
        {"local t, c = title 'One', card {} over(t, c) appear(t) appear(c) hold(2)", NULL, 0},
        {"appear(title 'One') appear(card { order = -1 }) hold(2)", NULL, 0},
        {"appear(card {}) appear(title 'One') hold(2)", NULL, 0},
        // Too near to the ground's colour.
        {"appear(heading('Pale', { color = 'line' })) hold(2)", "\"Pale\" hardly stands out from its ground", 2},
        // Too short to be read.
        {"local t = line 'these are more words than anybody reads at once'\nappear(t) leave(t)\nappear(title 'x') "
         "hold(1)",
         "is there for 0.", 2},
        {"local t = line 'only three words'\nappear(t) leave(t)\nappear(title 'x') hold(1)", NULL, 0},
        // Nothing there.
        {"local t = title 'x' appear(t) leave(t)\nhold(2)", "for more than a second nothing is seen", 0},
        {"local t = title 'x' appear(t) leave(t)\nhold(0.5)", NULL, 0},
        // Nothing moves.
        {"local t = title 'x'\nappear(t)\nhold(4.2)", "nothing moves for 4.", 3},
        {"appear(title 'x')\nhold(3.6)", NULL, 0},
        {"appear(title 'x')\nhold(9, { still = true })", NULL, 0},
        {"local t = title 'x' appear(t) hold(1, { still = true }) pulse(t)\nhold(4.2)", "nothing moves for 4.", 2},
        // One line, however many words of it collide.
        {"local a = title 'One' appear(a)\nfor i = 1, 3 do appear(title 'Other') end hold(2)",
         "\"One\" and \"Other\" lie over one another", 3},
        // Over words on its way to elsewhere, unless that was said.
        {WORDS "\nlocal c = card { into = left } appear(c)\nsettle(c, right, { dur = 'slow' }) hold(1)",
         "something of card travels over \"words\"", 3},
        {WORDS "local c = card { into = left } over(c, t) appear(c) settle(c, right, { dur = 'slow' }) hold(1)", NULL, 0},
        {WORDS "local c = card { into = left, order = 1 } appear(c) settle(c, right, { dur = 'slow' }) hold(1)", NULL, 0},
        {WORDS "local c = card { into = left } appear(c) settle(c, left:cut_top 'half', { dur = 'slow' }) hold(1)", NULL,
         0},
        {WORDS "\nlocal o = line('others', { into = left, align = 'middle' }) appear(o)\n"
               "settle(o, right, { dur = 'slow' }) hold(1)",
         "\"others\" travels over \"words\"", 3},
        {WORDS "local o = t:copy() settle(o, left, { dur = 'slow' }) hold(1)", NULL, 0}, // it begins there
    };
    Stage *stage = *state;
    const Run *run = run_recorded(&stage->arena, FIXTURE_RUN_DIR);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Scene *s;
        assert_string_equal(script_build_body(stage, CANVAS_WIDE, run, ROWS[i].body, &s), "");
        const FaultList list = scene_faults(s, &stage->arena);
        const int n = list.n_faults;
        const Finding none = {.what = ""}, *first = n > 0 ? &list.faults[0].finding : &none;
        if (n != (ROWS[i].says ? 1 : 0))
            fail_msg("%s: %d faults, the first: %s", ROWS[i].body, n, first->what);
        if (n > 0 && (!strstr(first->what, ROWS[i].says) || first->line != ROWS[i].line))
            fail_msg("%s: line %d: %s", ROWS[i].body, first->line, first->what);
        assert_true(n == 0 || (first->file != NULL) == (ROWS[i].line > 0));
    }
}

// ---- marks ----

// Pictures with two parts, of which one may look chosen.
typedef struct Choice {
    int looks, marked; // part that has the colour of choice, and that is marked; -1: none
    bool wordless;     // the words of the marked one have left
} Choice;

static void lay_out_choice(Layout *layout, const void *data, Rect rect)
{
    const Choice *choice = data;
    const Theme *theme = layout_theme(layout);
    for (int i = 0; i < 2; i++) {
        layout_part(layout, part_index(i), (Rect){rect.x, rect.y + 100 * i, 200, 60}, 0);
        if (choice->marked == i)
            layout_mark(layout);
        item_rect(layout, "card", .w = 200, .h = 60, .fill = theme->panel,
                  .stroke = choice->looks == i ? theme->pick : theme->line);
        if (choice->marked != i || !choice->wordless)
            item_text(layout, "words", .x = 20, .y = 40, .text = "words", .style = {.size = 36}, .fill = theme->ink);
    }
}

static void test_marks(void **state)
{
    static const Choice PLAIN = {-1, -1, false}, FIRST = {0, 0, false}, SECOND = {1, 1, false}, FALSE = {1, 0, false},
                        WORDLESS = {0, 0, true};
    static const struct {
        const Choice *from, *to;
        const char *says;
    } ROWS[] = {
        {&PLAIN, &FIRST, NULL},
        {&FIRST, &SECOND, NULL},
        {&FIRST, &PLAIN, NULL},
        {&FIRST, &FALSE, "a part of this choice looks chosen at"},
        {&FIRST, &WORDLESS, "a part of this choice is marked at 1.1"},
    };
    static const PictureKind CHOICE = {.name = "choice", .lay_out = lay_out_choice};
    Stage *stage = *state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "marks");
        const Rect rect = {300, 300, 300, 300};
        Picture *picture = picture_add(s, &CHOICE, ROWS[i].from, rect, false, 0);
        picture_reveal(s, picture, (Tween){.dur_s = 0.5});
        s->cursor_s = 1;
        picture_change(s, picture, ROWS[i].to, (Tween){.dur_s = 0.5});
        check_fault(stage, s, ROWS[i].says);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nodes),
        cmocka_unit_test(test_reading),
        cmocka_unit_test(test_digits_need_a_source),
        cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_marks),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
