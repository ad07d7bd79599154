// test_deck.c — scenes as slides: their states, what is said with each, what can be pressed in them.
#include "engine/anim/identity.h"
#include "engine/output/deck.h"
#include "engine/svg/svg_anim.h"
#include "support_pictures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Run RUN = {.n_params = 1234};

static const char TALK[] = "local a, b = box 'a', box 'b'\narrange { a, b }\n"
                           "spoken('one', 'First words.', function() appear(a) end)\n"
                           "spoken('two', 'More of them.', function() hold(1) end)\nclick()\n"
                           "spoken('three', 'Behind the click.', function() fade_in(b) end)";

// One scene that is built already, as a deck.
static const Scene *give_scene(void *context, Arena *arena, int index, Err *err)
{
    (void)arena;
    (void)err;
    return index == 0 ? context : NULL;
}

static const SlideEntry ENTRIES[] = {{"A talk", 2}};

static DeckJob deck_of(Scene *scene)
{
    return (DeckJob){.title = "Deck", .entries = ENTRIES, .n_slides = 1, .build = give_scene, .context = scene};
}

static void a_click_is_a_state_more(void **state)
{
    Scene *s = script_built(*state, CANVAS_WIDE, &RUN, TALK);
    DeckJob deck = deck_of(s);
    Slide slide;
    assert_true(slide_open(&deck, 0, &slide, NULL));
    assert_string_equal(slide.title, "A talk");
    assert_int_equal(slide.n_states, 2);
    assert_true(slide.states[0].t_s == s->steps[0].t_s && slide.states[1].t_s == s->dur_s);
    assert_string_equal(slide.states[0].notes, "First words.\nMore of them.");
    assert_string_equal(slide.states[1].notes, "Behind the click.");
    slide_close(&slide);
    deck.final = true;
    assert_true(slide_open(&deck, 0, &slide, NULL));
    assert_int_equal(slide.n_states, 1);
    assert_true(slide.states[0].t_s == s->dur_s);
    assert_string_equal(slide.states[0].notes, "First words.\nMore of them.\nBehind the click.");
    slide_close(&slide);
}

// What nothing changes behind is the end of the slide, and no state more; a scene without clicks has one.
static void the_last_click_may_be_the_end(void **state)
{
    assert_int_equal(slide_count_states(script_built(*state, CANVAS_WIDE, &RUN, "appear(box 'a') hold(1) click()")), 1);
    assert_int_equal(slide_count_states(script_built(*state, CANVAS_WIDE, &RUN, "appear(box 'a') hold(1)")), 1);
}

static void a_scene_that_fails_is_an_error(void **state)
{
    (void)state;
    const DeckJob deck = deck_of(NULL);
    Slide slide;
    assert_false(slide_open(&deck, 0, &slide, NULL));
}

static void what_can_be_pressed(void **state)
{
    Scene *s = script_built(*state, CANVAS_WIDE, &RUN,
                            "local a = link(box 'a', 'https://example.org/a?b=1&c=2')\nlocal b = box 'b'\n"
                            "next_to(b, a, 'right') appear(b) click() appear(a) hold(1)");
    const DeckJob deck = deck_of(s);
    Slide slide;
    assert_true(slide_open(&deck, 0, &slide, NULL));
    assert_int_equal(slide.states[0].n_links, 0); // it is not seen yet
    assert_int_equal(slide.states[1].n_links, 1);
    const SlideLink *link = &slide.states[1].links[0];
    assert_string_equal(link->address, "https://example.org/a?b=1&c=2");
    const Rect box = thing_box(s, picture_node(s->pictures[0]));
    assert_true(fabs(link->box.x - box.x) < 6 && fabs(link->box.w - box.w) < 12 && fabs(link->box.h - box.h) < 12);
    slide_close(&slide);

    SvgText text = {0};
    assert_true(svg_still_put(&(const SvgStill){.scene = s, .t_s = s->dur_s}, &text, NULL));
    assert_non_null(strstr(svg_text_string(&text), "<a xlink:href=\"https://example.org/a?b=1&amp;c=2\">"));
    svg_text_finish(&text);
}

static void addresses_are_of_the_web(void **state)
{
    static const Refused ROWS[] = {
        {"local a = box 'a' link(a, 'javascript:alert(1)') appear(a)", "a link leads to https://"},
    };
    check_refused(*state, &RUN, ROWS, sizeof ROWS / sizeof *ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_click_is_a_state_more),        cmocka_unit_test(the_last_click_may_be_the_end),
        cmocka_unit_test(a_scene_that_fails_is_an_error), cmocka_unit_test(what_can_be_pressed),
        cmocka_unit_test(addresses_are_of_the_web),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
