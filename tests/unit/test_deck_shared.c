// test_deck_shared.c — a deck as engineers write them, where it is at hand: slides, clicks, lines, blocks.
#include "engine/base/file.h"
#include "support_deck.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char DECK[] = "../shared/decks/finetune.md"; // tests run in the folder of the sources

static const Deck *read_deck(Temp *temp)
{
    if (!file_exists(DECK)) {
        print_message("skipped: there is no %s\n", DECK);
        skip();
    }
    Err err = {""};
    const Deck *deck = deck_read(&temp->arena, NULL, DECK, &err);
    assert_string_equal(err.text, "");
    return deck;
}

static void slides_and_clicks_are_counted(void **state)
{
    static const int CLICKS[] = {0, 5, 0, 5, 2, 0, 5, 7, 0, 6, 3, 4, 1, 0, 0};
    const Deck *deck = read_deck(*state);
    assert_int_equal(deck->n_slides, 15);
    assert_int_equal(deck->n_warnings, 0);
    assert_string_equal(deck->title, "Finetuning GPT-2 on Shakespeare");
    int n_states = 0;
    for (int i = 0; i < deck->n_slides; i++) {
        assert_int_equal(deck->slides[i].n_clicks, CLICKS[i]);
        n_states += deck->slides[i].n_clicks + 1;
    }
    assert_int_equal(n_states, 53);
}

static void layouts_pictures_notes_are_known(void **state)
{
    static const char *const LAYOUTS[] = {"cover",   "default", "image",   "default", "default",
                                          "image",   "default", "default", "image",   "default",
                                          "default", "default", "default", "center",  "default"};
    const Deck *deck = read_deck(*state);
    for (int i = 0; i < deck->n_slides; i++)
        assert_string_equal(deck->slides[i].layout, LAYOUTS[i]);
    const DeckSlide *picture = &deck->slides[2];
    assert_string_equal(picture->image, "/architecture.svg");
    assert_string_equal(deck_words(picture->front, "backgroundSize"), "contain");
    assert_int_equal(picture->n_notes, 1);
    assert_string_equal(picture->notes[0], "Architecture diagram - let it breathe");
    assert_int_equal(picture->n_blocks, 0);
    assert_string_equal(deck->slides[0].background, "#1a1a2e");
    assert_null(deck->slides[1].background);
    assert_string_equal(deck->slides[0].classes[0], "text-center");
    assert_null(deck->slides[1].classes[0]);
    assert_string_equal(deck->slides[13].classes[0], "text-center");
}

static void code_is_lit_line_by_line(void **state)
{
    const Deck *deck = read_deck(*state);
    const DeckBlock *code = &deck->slides[7].blocks[1];
    assert_int_equal(code->kind, DECK_CODE);
    assert_int_equal(code->line, 119);
    assert_string_equal(code->language, "python");
    assert_int_equal(code->n_steps, 7);
    assert_int_equal(code->step_click, 1);
    assert_true(code->steps[0].all && code->steps[6].all);
    for (int i = 1; i < 6; i++) {
        assert_int_equal(code->steps[i].n_lines, 1);
        assert_int_equal(code->steps[i].lines[0], i + 1);
    }
    assert_shown(*state, &(DeckSlide){.blocks = code + 1, .n_blocks = 1}, "paragraph@7 That's it. That's training.\n");
}

static void markdown_within_html_is_read(void **state)
{
    const Deck *deck = read_deck(*state);
    assert_shown(
        *state, &deck->slides[10],
        "heading1 The Output\n"
        "div.mt-8.p-6.bg-gray-800.rounded-lg.font-mono.text-sm\n"
        " div@1\n"
        "  paragraph@1 <text-gray-500:Prompt:> ROMEO:\n"
        " div.mt-4.text-yellow-400@2\n"
        "  paragraph@2 ROMEO: You're high.//LORIUS: I pray you'll be there.//PRINCETON: Come on, then, tell me what "
        "she went to?//LORIUS: She went in a lie by a fig tree with an arrow/of the palm of his hand.\n"
        "div.mt-4.text-gray-400@3\n"
        " paragraph@3 It invented LORIUS and PRINCETON. Shakespeare vibes, not Shakespeare.\n");
    assert_int_equal(deck->slides[10].blocks[1].line, 163);
    assert_int_equal(deck->slides[10].blocks[2].blocks[0].line, 182);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(slides_and_clicks_are_counted, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(layouts_pictures_notes_are_known, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(code_is_lit_line_by_line, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(markdown_within_html_is_read, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
