// test_pptx.c — a deck as a presentation: what Office demands of it, and what is in it.
#include "support_slides.h"
#include "support_package.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int count(const Package *package, const char *begin, const char *ending)
{
    int n = 0;
    for (int i = 0; i < package->n_parts; i++) {
        const char *name = package->parts[i].name;
        n += strncmp(name, begin, strlen(begin)) == 0 && strcmp(strrchr(name, '.'), ending) == 0;
    }
    return n;
}

// Writes the deck to a file, and reads it back.
static void make(const DeckJob *deck, Package *package)
{
    void *folder;
    Err err = {""};
    temp_setup(&folder);
    const char *path = temp_path(folder, "deck.pptx");
    if (!deck_write_pptx(deck, path, &err))
        fail_msg("%s", err.text);
    package_read(package, path);
    temp_teardown(&folder);
}

static void every_state_is_a_slide(void **state)
{
    const DeckJob deck = small_deck(*state);
    Package package;
    make(&deck, &package);
    package_check(&package);
    assert_int_equal(count(&package, "ppt/slides/slide", ".xml"), 4);
    assert_int_equal(count(&package, "ppt/notesSlides/", ".xml"), 4);
    assert_int_equal(count(&package, "ppt/media/", ".png"), 4);
    assert_int_equal(count(&package, "ppt/media/", ".svg"), 4);
    assert_contains(package_part(&package, "ppt/presentation.xml"), "<p:sldSz cx=\"12192000\" cy=\"6858000\"/>");
    assert_contains(package_part(&package, "ppt/presentation.xml"),
                    "section name=\"Boxes &lt;one&gt; &quot;two&quot;\"");
    assert_contains(package_part(&package, "docProps/core.xml"), "<dc:title>A &amp; B</dc:title>");
    assert_contains(package_part(&package, "docProps/core.xml"), "<dc:creator>Ada Lovelace</dc:creator>");
    package_finish(&package);
}

static void slides_have_titles_notes_and_descriptions(void **state)
{
    const DeckJob deck = small_deck(*state);
    Package package;
    make(&deck, &package);
    assert_string_equal(package_words(&package, "ppt/slides/slide1.xml", "a:t"), "Boxes <one> \"two\"\n");
    assert_string_equal(package_words(&package, "ppt/slides/slide4.xml", "a:t"), "Still\n");
    assert_string_equal(package_words(&package, "ppt/notesSlides/notesSlide2.xml", "a:t"), "Second: a < b & c.\n");
    assert_string_equal(package_words(&package, "ppt/notesSlides/notesSlide3.xml", "a:t"), "");
    assert_contains(package_part(&package, "ppt/slides/slide4.xml"), "descr=\"Still: Still here\"");
    package_finish(&package);
}

static void a_link_is_a_place_on_its_slide(void **state)
{
    const DeckJob deck = small_deck(*state);
    Package package;
    make(&deck, &package);
    const char *links = package_part(&package, "ppt/slides/_rels/slide2.xml.rels");
    assert_contains(links, "Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
                           "hyperlink\" Target=\"https://example.org/?a&amp;b\" TargetMode=\"External\"");
    assert_contains(package_part(&package, "ppt/slides/slide2.xml"), "<a:hlinkClick r:id=\"rId4\"/>");
    assert_contains(package_part(&package, "ppt/slides/slide2.xml"),
                    "<a:off x=\"4572000\" y=\"1524000\"/><a:ext cx=\"3048000\" cy=\"3048000\"/>");
    assert_null(strstr(package_part(&package, "ppt/slides/slide1.xml"), "hlinkClick"));
    package_finish(&package);
}

static void other_canvases_have_slides_of_their_shape(void **state)
{
    DeckJob deck = small_deck(*state);
    deck.canvas = canvas_make(1080, 1920);
    Package package;
    make(&deck, &package);
    assert_contains(package_part(&package, "ppt/presentation.xml"), "<p:sldSz cx=\"6858000\" cy=\"12192000\"/>");
    package_finish(&package);
}

static void the_same_deck_gives_the_same_bytes(void **state)
{
    const DeckJob deck = small_deck(*state);
    void *folder;
    Err err = {""};
    temp_setup(&folder);
    assert_true(deck_write_pptx(&deck, temp_path(folder, "a.pptx"), &err));
    assert_true(deck_write_pptx(&deck, temp_path(folder, "b.pptx"), &err));
    assert_same_file(temp_path(folder, "a.pptx"), temp_path(folder, "b.pptx"));
    temp_teardown(&folder);
}

static const Scene *fail_to_build(void *context, Arena *arena, int index, Err *err)
{
    (void)context;
    (void)arena;
    (void)index;
    err_set(err, "no such scene");
    return NULL;
}

static void what_fails_leaves_nothing(void **state)
{
    DeckJob deck = small_deck(*state);
    deck.build = fail_to_build;
    void *folder;
    Err err = {""};
    temp_setup(&folder);
    assert_false(deck_write_pptx(&deck, temp_path(folder, "a.pptx"), &err));
    assert_contains(err.text, "no such scene");
    FILE *file = fopen(temp_path(folder, "a.pptx"), "rb");
    assert_null(file);
    temp_teardown(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_state_is_a_slide),
        cmocka_unit_test(slides_have_titles_notes_and_descriptions),
        cmocka_unit_test(a_link_is_a_place_on_its_slide),
        cmocka_unit_test(other_canvases_have_slides_of_their_shape),
        cmocka_unit_test(the_same_deck_gives_the_same_bytes),
        cmocka_unit_test(what_fails_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
