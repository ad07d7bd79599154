// test_slidev.c — a deck as a folder for Slidev, read back as one reads any deck of Slidev's.
#include "engine/deck/deck.h"
#include "support_slides.h"
#include "support_temp.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// The folder's slides.md, read. In the folder's arena.
static const Deck *read_back(Temp *temp)
{
    Err err = {""};
    const Deck *deck = deck_read(&temp->arena, NULL, temp_path(temp, "talk-slidev/slides.md"), &err);
    if (!deck)
        fail_msg("%s", err.text);
    return deck;
}

static Temp *write_folder(const DeckJob *job)
{
    void *temp;
    Err err = {""};
    temp_setup(&temp);
    if (!deck_write_slidev(job, temp_path(temp, "talk-slidev"), &err))
        fail_msg("%s", err.text);
    return temp;
}

static void it_has_the_same_slides_clicks_and_notes(void **state)
{
    const DeckJob job = small_deck(*state);
    void *temp = write_folder(&job);
    const Deck *deck = read_back(temp);
    assert_string_equal(deck->title, "A & B");
    assert_int_equal(deck->n_slides, 2);
    assert_int_equal(deck->n_warnings, 0);
    assert_int_equal(deck->slides[0].n_clicks, 2);
    assert_int_equal(deck->slides[1].n_clicks, 0);
    assert_string_equal(deck->slides[1].title, "Still");
    assert_int_equal(deck->slides[0].n_notes, 3);
    assert_string_equal(deck->slides[0].notes[0], "First.");
    assert_contains(deck->slides[0].notes[1], "Second: a < b & c.");
    assert_contains(deck->slides[1].notes[0], "---");
    assert_true(deck->aspect > 1.77 && deck->aspect < 1.78);
    temp_teardown(&temp);
}

static void pictures_and_links_come_with_their_clicks(void **state)
{
    const DeckJob job = small_deck(*state);
    void *temp = write_folder(&job);
    const char *text = temp_read(temp, "talk-slidev/slides.md");
    assert_contains(text, "<div class=\"absolute inset-0\"><img src=\"/slide-01-01.svg\" "
                          "alt=\"Boxes &lt;one&gt; &quot;two&quot;\" class=\"w-full h-full\" /></div>");
    assert_contains(text, "inset-0\" v-click=\"2\"><img src=\"/slide-01-03.svg\"");
    assert_contains(text,
                    "class=\"absolute left-[37.500%] top-[22.222%] w-[25.000%] h-[44.444%]\" v-click=\"1\"><div");
    assert_contains(text, "<a href=\"https://example.org/?a&amp;b\"");
    assert_contains(text, "colorSchema: dark\n");
    assert_null(strstr(text, "{{"));
    assert_contains(temp_read(temp, "talk-slidev/public/slide-01-02.svg"), "<svg");
    assert_contains(temp_read(temp, "talk-slidev/public/slide-02-01.svg"), "<svg");
    temp_teardown(&temp);
}

static void there_is_one_picture_of_each_state(void **state)
{
    const DeckJob job = small_deck(*state);
    void *temp = write_folder(&job);
    const char *text = temp_read(temp, "talk-slidev/slides.md");
    DIR *folder = opendir(temp_path(temp, "talk-slidev/public"));
    assert_non_null(folder);
    int n = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (*entry->d_name == '.')
            continue;
        assert_contains(text, entry->d_name);
        n++;
    }
    closedir(folder);
    assert_int_equal(n, 4);
    temp_teardown(&temp);
}

static void a_light_deck_with_whole_slides(void **state)
{
    DeckJob job = small_deck(*state);
    job.theme = &THEME_LIGHT;
    job.final = true;
    static const SlideEntry WHOLE[] = {{"Boxes", 1}, {"Still", 1}};
    job.entries = WHOLE;
    void *temp = write_folder(&job);
    assert_int_equal(read_back(temp)->slides[0].n_clicks, 0);
    const char *text = temp_read(temp, "talk-slidev/slides.md");
    assert_contains(text, "colorSchema: light\n");
    assert_null(strstr(text, "v-click"));
    temp_teardown(&temp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_has_the_same_slides_clicks_and_notes),
        cmocka_unit_test(pictures_and_links_come_with_their_clicks),
        cmocka_unit_test(there_is_one_picture_of_each_state),
        cmocka_unit_test(a_light_deck_with_whole_slides),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
