// test_spoken.c — spoken words: which asterisks and bars are marks, and what is left without them.
#include "engine/anim/spoken.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// The pieces as text: "words<stressed>|".
static const char *pieces_text(Arena *arena, const char *written, const Shown *shown)
{
    int n_pieces = 0;
    const SpokenPiece *pieces = spoken_pieces(arena, written, shown, &n_pieces);
    const char *text = "";
    for (int i = 0; i < n_pieces; i++) {
        const bool stressed = pieces[i].kind == SPOKEN_STRESSED;
        text = arena_printf(arena, "%s%s%.*s%s", text, stressed ? "<" : "", pieces[i].n_bytes,
                            written + pieces[i].first_byte, stressed ? ">" : "");
    }
    return text;
}

static void marks_are_found_and_left_out(void **state)
{
    Temp *temp = *state;
    static const struct {
        const char *written, *pieces, *plain;
    } LINES[] = {
        {"Plain words.", "Plain words.", "Plain words."},
        {"", "", ""},
        {"It is *free*.", "It is <free>.", "It is free."},
        {"*Try it* yourself!", "<Try it> yourself!", "Try it yourself!"},
        {"Wait | and *see*", "Wait | and <see>", "Wait and see"},
        {"| That's it. |", "| That's it. |", "That's it."},
        {"One. | | Two.", "One. | | Two.", "One. Two."},
        {"\"*quoted*\" and (*this*)", "\"<quoted>\" and (<this>)", "\"quoted\" and (this)"},
        {"*said* – so", "<said> – so", "said – so"},
        // Letters as any other:
        {"a * b * c", "a * b * c", "a * b * c"},
        {"a*b*c", "a*b*c", "a*b*c"},
        {"*never closed", "*never closed", "*never closed"},
        {"*closed | later*", "*closed | later*", "*closed later*"},
        {"a|b ** |c", "a|b ** |c", "a|b ** |c"},
    };
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        const Shown *none = NULL;
        assert_string_equal(pieces_text(&temp->arena, LINES[i].written, NULL), LINES[i].pieces);
        assert_string_equal(spoken_plain(&temp->arena, LINES[i].written, &none), LINES[i].plain);
        assert_null(none);
    }
}

// What a figure shows has no marks, and is still known for a figure behind those that are left out.
static void figures_stay_what_they_are(void **state)
{
    Temp *temp = *state;
    static const char WRITTEN[] = "| The *12* of | *a | b*";
    const ShownFigure figures[] = {{.first_byte = 7, .n_bytes = 2}, {.first_byte = 16, .n_bytes = 7}};
    const Shown all = {figures, 2}, *shown = &all;
    assert_string_equal(pieces_text(&temp->arena, WRITTEN, shown), "| The <12> of | *a | b*");
    const char *plain = spoken_plain(&temp->arena, WRITTEN, &shown);
    assert_string_equal(plain, "The 12 of *a | b*");
    assert_int_equal(shown->n_figures, 2);
    assert_memory_equal(plain + shown->figures[0].first_byte, "12", 2);
    assert_memory_equal(plain + shown->figures[1].first_byte, "*a | b*", 7);
    assert_int_equal(shown->figures[1].n_bytes, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(marks_are_found_and_left_out, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(figures_stay_what_they_are, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
