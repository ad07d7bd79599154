// test_deck.c — decks in markdown: where slides begin, frontmatter, imports, notes, and what is wrong with a deck.
#include "engine/base/file.h"
#include "support_deck.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// ---- separators ----

// The titles of the slides that have one, with a comma behind each.
static const char *titles(Temp *temp, const Deck *deck)
{
    const char *all = "";
    for (int i = 0; i < deck->n_slides; i++)
        all = arena_printf(&temp->arena, "%s%s,", all, deck->slides[i].title ? deck->slides[i].title : "");
    return all;
}

static void dashes_part_slides(void **state)
{
    static const struct {
        const char *text, *titles;
    } ROWS[] = {
        {"# A\n\n---\n\n# B\n", "A,B,"},
        {"# A\n\n----\n# B\n", "A,B,"},
        {"---\na: 1\n---\n# A\n---\nlayout: x\n---\n# B", "A,B,"},
        {"# A\r\n\r\n---\r\nlayout: end\r\n---\r\n# B\r\n", "A,B,"},
        {"\xef\xbb\xbf# A\n\n---\n\n# B\n", "A,B,"},
        {"# A\n\n---\n\n---\n\n# B\n", "A,,B,"},
        {"# A\n\n---\n", "A,"},
        {"# A\n\n```\n\n---\n\n```\n\n---\n\n# B\n", "A,B,"},
        {"# A\n\n````md\n```\n\n---\n\n````\n", "A,"},
        {"# A\n\n~~~\n---\n~~~\n", "A,"},
        {"# A\n\n- ```\n  ---\n  ```\n\n---\n\n# B\n", "A,B,"},
        {"# A\n\n<!--\n\n---\n\n-->\n\n---\n\n# B\n", "A,B,"},
        {"# A `<!--` b\n\n---\n\n# B\n", "A <!-- b,B,"},
        {"# A --- b\n\n --- \n", "A --- b,"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        assert_string_equal(titles(*state, deck_of(*state, ROWS[i].text)), ROWS[i].titles);
}

static void slides_know_their_lines(void **state)
{
    const Deck *deck =
        deck_of(*state, "---\ntitle: T\n---\n\n# A\n\ntext\n---\nlayout: end\n---\n\n<div>\nraw\n</div>\n");
    assert_int_equal(deck->slides[0].line, 1);
    assert_int_equal(deck->slides[0].blocks[0].line, 5);
    assert_int_equal(deck->slides[0].blocks[1].line, 7);
    assert_int_equal(deck->slides[1].line, 8);
    assert_int_equal(deck->slides[1].blocks[0].line, 12);
    assert_int_equal(deck->slides[1].blocks[0].blocks[0].line, 13);
}

// ---- frontmatter ----

static void frontmatter_is_read(void **state)
{
    const Deck *deck = deck_of(*state, "---\n"
                                       "title: 'All: of it'\nclass: mt-4 italic\ncanvasWidth: 800\naspectRatio: 4/3\n"
                                       "drawings:\n  persist: false\nlist: [1, two]\nempty:\n"
                                       "---\n# A\n---\nlayout: image\nimage: /x.svg\nclicks: 3\n---\n");
    assert_string_equal(deck->title, "All: of it");
    assert_true(deck->canvas_width == 800 && deck->aspect == 4.0 / 3);
    const DeckValue *front = deck->front;
    assert_int_equal(deck_field(deck_field(front, "drawings"), "persist")->kind, DECK_BOOL);
    assert_int_equal(deck_field(front, "list")->n, 2);
    assert_true(deck_field(front, "list")->items[0].number == 1);
    assert_string_equal(deck_field(front, "list")->items[1].text, "two");
    assert_int_equal(deck_field(front, "empty")->kind, DECK_NULL);
    assert_null(deck_field(front, "layout"));
    assert_string_equal(deck->slides[0].layout, "cover");
    assert_string_equal(deck->slides[0].classes[1], "italic");
    assert_string_equal(deck->slides[1].layout, "image");
    assert_string_equal(deck->slides[1].image, "/x.svg");
    assert_int_equal(deck->slides[1].n_clicks, 3);
    assert_null(deck->slides[1].classes[0]);
}

static void a_first_block_of_yaml_is_frontmatter(void **state)
{
    const Deck *deck = deck_of(*state, "```yaml\nlayout: end\n```\n\n# A\n\n---\n\n# B\n\n```yaml\nx: 1\n```\n");
    assert_string_equal(deck->slides[0].layout, "end");
    assert_int_equal(deck->slides[0].n_blocks, 1);
    assert_string_equal(deck->slides[1].layout, "default");
    assert_int_equal(deck->slides[1].blocks[1].kind, DECK_CODE);
}

static void what_is_said_of_the_canvas_may_be_wrong(void **state)
{
    const Deck *deck = deck_of(*state, "---\naspectRatio: wide\n---\n# A\n");
    assert_true(deck->canvas_width == 980 && deck->aspect == 16.0 / 9);
    assert_warns(deck, 2, "aspectRatio is not understood");
}

// ---- imports ----

static void slides_are_imported(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    temp_write_text(temp, "b.md", "# B1\n---\nclass: own\nfoo: 1\n---\n# B2\n\n---\n\n# B3\n");
    char *path = temp_write_text(temp, "a.md",
                                 "# A\n---\nsrc: ./b.md#2-\nclass: over\n---\n\n---\nhide: true\nsrc: b.md\n---\n"
                                 "---\nsrc: /b.md#1,3\n---\n");
    const Deck *deck = deck_read(&temp->arena, NULL, path, &err);
    assert_string_equal(err.text, "");
    assert_string_equal(titles(temp, deck), "A,B2,B3,B1,B3,");
    assert_string_equal(deck->slides[1].classes[0], "over");
    assert_string_equal(deck_words(deck->slides[1].front, "foo"), "1");
    assert_string_equal(deck->slides[1].layout, "default");
    assert_contains(deck->slides[1].file, "b.md");
    assert_int_equal(deck->slides[2].blocks[0].line, 10);
}

static const char *import_error(Temp *temp, const char *a, const char *b)
{
    Err err = {""};
    temp_write_text(temp, "b.md", b);
    assert_null(deck_read(&temp->arena, NULL, temp_write_text(temp, "a.md", a), &err));
    return arena_strdup(&temp->arena, err.text);
}

static void imports_that_cannot_be_are_told(void **state)
{
    assert_contains(import_error(*state, "# A\n---\nsrc: b.md\n---\n", "---\nsrc: a.md\n---\n"), "b.md:2: a circle: ");
    assert_contains(import_error(*state, "---\nsrc: a.md\n---\n", ""), "a.md:2: a circle: ");
    assert_contains(import_error(*state, "---\nsrc: b.md#4\n---\n", "# B\n"), "a.md:2: slide 4 of ");
    assert_contains(import_error(*state, "---\nsrc: b.md#x\n---\n", "# B\n"), "a.md:2: #x names no slides");
    assert_contains(import_error(*state, "---\nsrc: c.md\n---\n", ""), "a.md:2: ");
    assert_contains(import_error(*state, "---\nsrc: b.md\n---\n", "\n```\n"), "b.md:2: the code that begins here");
}

// ---- notes ----

static void the_last_comment_is_notes(void **state)
{
    const Deck *deck =
        deck_of(*state, "<!-- no -->\n\n# A\n\n<!-- nor this -->\n\n<!--\nfirst\n[click] second\n[click:2] last\n-->\n"
                        "\n---\n\n<!-- before -->\n# B\n\n---\n\n<!-- alone -->\n\n---\n\n<!-- -->\n");
    const DeckSlide *slide = deck->slides;
    assert_int_equal(slide->n_notes, 4);
    assert_string_equal(slide->notes[0], "first");
    assert_string_equal(slide->notes[1], "second");
    assert_string_equal(slide->notes[2], "");
    assert_string_equal(slide->notes[3], "last");
    assert_int_equal(slide->n_blocks, 1);
    assert_int_equal(deck->slides[1].n_notes, 0);
    assert_string_equal(deck->slides[2].notes[0], "alone");
    assert_int_equal(deck->slides[3].n_notes, 0);
}

// ---- what is wrong ----

static void errors_name_the_line(void **state)
{
    static const struct {
        const char *text, *says;
    } ROWS[] = {
        {"", "deck.md: there are no slides"},
        {" \n\n", "deck.md: there are no slides"},
        {"---\nhide: true\n---\n# A\n", "deck.md: every slide is hidden"},
        {"---\na: b\n", "deck.md:1: the frontmatter that begins here is not closed"},
        {"# A\n---\nWords.\n\nMore.\n\n---\n\nB\n", "deck.md:3: this is no frontmatter"},
        {"# A\n---\na: [1\n---\nx", "deck.md:4:1: the frontmatter is no YAML: "},
        {"---\na: 1\n  b: 2\n---\nx", "deck.md:3:4: the frontmatter is no YAML: "},
        {"---\na: 1\na: 2\n---\nx", "deck.md:3: a is given twice"},
        {"---\na: &x [*x]\n---\nb", "deck.md:2: the frontmatter holds more than"},
        {"# A\n\n```py\nx\n\n---\n",
         "deck.md:3: the code that begins here is not closed; write ``` on a line of its own"},
        {"x\n<!-- open\n", "deck.md:2: the comment that begins here is not closed"},
        {"# A\n\n<div>\n\nb\n\n---\n\n</div>\n", "deck.md:3: <div> is not closed; write </div> on the same slide"},
        {"a\n\n</div>\n", "deck.md:3: </div> closes nothing"},
        {"<div><span>\n</div>\n", "deck.md:2: </div> where <span> of line 1 is open"},
        {"a <b>c\n", "deck.md:1: <b> is not closed"},
        {"<div class=\"a\n\nb\n", "deck.md:1: the tag <div that begins here has no >"},
        {"<script>\nx\n", "deck.md:1: <script> is not closed"},
        {"# A\n\n\xff\n", "deck.md:3: this is not UTF-8"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        assert_contains(deck_error(*state, ROWS[i].text), ROWS[i].says);
}

static void files_that_are_no_text_are_told(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    assert_null(deck_read(&temp->arena, NULL, temp_write(temp, "a.md", "# A\n\0", 5), &err));
    assert_contains(err.text, "a.md:2: a NUL byte");
    const size_t n_bytes = 9 << 20;
    char *large = mem_alloc(n_bytes);
    memset(large, 'x', n_bytes);
    assert_null(deck_read(&temp->arena, NULL, temp_write(temp, "b.md", large, n_bytes), &err));
    assert_contains(err.text, "b.md has 9 MB");
    free(large);
    assert_null(deck_read(&temp->arena, NULL, temp_path(temp, "none.md"), &err));
    assert_contains(err.text, "none.md");
}

// As often a part, in what nests in itself.
static const char *often(Temp *temp, const char *part, int n)
{
    const size_t n_part = strlen(part);
    char *all = arena_alloc(&temp->arena, n_part * (size_t)n + 1);
    for (int i = 0; i < n; i++)
        memcpy(all + n_part * (size_t)i, part, n_part);
    return all;
}

static void depth_has_an_end(void **state)
{
    assert_contains(deck_error(*state, often(*state, ">", 70)),
                    "deck.md:1: lists, quotes or words stand more than 64 deep");
    assert_contains(deck_error(*state, often(*state, "<div>", 70)),
                    "deck.md:1: elements of HTML stand more than 64 deep");
    const Deck *deck = deck_of(*state, often(*state, "# S\n\n<v-clicks>\n\n- a\n- b\n\n</v-clicks>\n\n---\n\n", 400));
    assert_int_equal(deck->n_slides, 400);
    assert_int_equal(deck->slides[399].n_clicks, 2);
    assert_contains(deck_error(*state, often(*state, "a\n\n---\n\n", 2001)), "more than 2000 slides");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(dashes_part_slides, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(slides_know_their_lines, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(frontmatter_is_read, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(a_first_block_of_yaml_is_frontmatter, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(what_is_said_of_the_canvas_may_be_wrong, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(slides_are_imported, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(imports_that_cannot_be_are_told, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(the_last_comment_is_notes, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(errors_name_the_line, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(files_that_are_no_text_are_told, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(depth_has_an_end, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
