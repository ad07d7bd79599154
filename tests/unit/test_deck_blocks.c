// test_deck_blocks.c — what stands on a slide: blocks, words and their looks, HTML among markdown, clicks.
#include "support_deck.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// Decks of one slide, without a warning, and how its blocks are shown.
typedef struct Row {
    const char *text, *shown;
} Row;

static void assert_rows(void **state, const Row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const Deck *deck = deck_of(*state, rows[i].text);
        assert_int_equal(deck->n_warnings, 0);
        assert_shown(*state, deck->slides, rows[i].shown);
    }
}

#define ASSERT_ROWS(state, rows) assert_rows(state, rows, sizeof(rows) / sizeof *(rows))

static void words_have_looks(void **state)
{
    static const Row ROWS[] = {
        {"a **b** *c* `d` ~~e~~\nf", "paragraph a **b** *c* `d` ~e~ f\n"},
        {"***x*** **`y`**", "paragraph ***x*** **`y`**\n"},
        {"[a **b**](http://x.y) http://z.w",
         "paragraph [a ](http://x.y)[**b**](http://x.y) [http://z.w](http://z.w)\n"},
        {"a  \nb<br>  c<br>\n", "paragraph a/b/c\n"},
        {"&lt; &amp; \\* &nbsp;x", "paragraph < & * \xc2\xa0x\n"},
        {"<span class=\"mt-4 italic\">x <b>y</b></span>", "paragraph <italic:<mt-4:x >><italic:<mt-4:**y**>>\n"},
        {"## H `c`", "heading2 H `c`\n"},
        {"x <!-- c --> y", "paragraph x y\n"},
    };
    ASSERT_ROWS(state, ROWS);
}

static void blocks_are_read(void **state)
{
    static const Row ROWS[] = {
        {"- a\n- b\n  - c\n", "list\n item a\n item b\n  list\n   item c\n"},
        {"3. a\n\n   more\n4. b\n", "list from 3\n item a\n  paragraph more\n item b\n"},
        {"> q\n>\n> - i\n", "quote\n paragraph q\n list\n  item i\n"},
        {"***\n", "rule\n"},
        {"| a | b |\n|:-:|--:|\n| 1 | **2** |\n",
         "table\n row head\n  cell center a\n  cell right b\n row\n  cell center 1\n  cell right **2**\n"},
        {"![alt *x*](/p.png)", "image (/p.png) \"alt x\"\n"},
        {"a ![](p.png)", "paragraph a ![](p.png)\n"},
        {"```py\na\n\n  b\n```\n", "code py|all \"a\n\n  b\"\n"},
        {"```\n<b>&amp;{{ x }}\n```\n", "code -|all \"<b>&amp;{{ x }}\"\n"},
        {"<pre>a\n b</pre>", "code -|all \"a\n b\"\n"},
    };
    ASSERT_ROWS(state, ROWS);
}

static void formulas_and_figures_are_words_of_their_own(void **state)
{
    static const Row ROWS[] = {
        {"a $x_1 + y_1$ b", "paragraph a $x_1 + y_1$ b\n"},
        {"costs $5 and $6, not \\$7, or $", "paragraph costs $5 and $6, not $7, or $\n"},
        {"$$\n\\frac{a}{b} < c\n$$", "formula \"\\frac{a}{b} < c\"\n"},
        {"x $$y$$ z", "paragraph x\nformula \"y\"\nparagraph z\n"},
        {"at {{ run.val_loss.last:.2f }}.", "paragraph at {{run.val_loss.last:.2f}}.\n"},
        {"{{ a*b*c | d_e_f < g }} `{{ x }}`", "paragraph {{a*b*c | d_e_f < g}} `{{ x }}`\n"},
        {"<span v-pre>{{ x }}</span> {{ y", "paragraph {{ x }} {{ y\n"},
        {"| {{ a | b }} |\n|---|\n", "table\n row head\n  cell {{a | b}}\n"},
    };
    ASSERT_ROWS(state, ROWS);
}

static void html_and_markdown_stand_in_each_other(void **state)
{
    static const Row ROWS[] = {
        {"<div class=\"grid\">\n\n**a**\n\n</div>", "div.grid\n paragraph **a**\n"},
        {"<div class=\"grid\">\n**a**\n</div>", "div.grid\n paragraph **a**\n"},
        {"<div>\n<div>\n\n- a\n\n</div>\ntail\n</div>", "div\n div\n  list\n   item a\n paragraph tail\n"},
        {"<ul><li>a</li>stray</ul>", "list\n item a\n item stray\n"},
        {"<section>a</section>", "div section\n paragraph a\n"},
        {"left\n\n::right::\n\n# R\n\n```\n::no::\n```\n",
         "paragraph left\nslot right\n heading1 R\n code -|all \"::no::\"\n"},
        {"<template #right>\n\n# R\n\n</template>", "slot right\n heading1 R\n"},
    };
    const Deck *raw = deck_of(*state, ROWS[1].text);
    assert_string_equal(raw->slides[0].blocks[0].blocks[0].runs[0].text, "**a**"); // no markdown without an empty line
    assert_false(raw->slides[0].blocks[0].blocks[0].runs[0].bold);
    ASSERT_ROWS(state, ROWS);
}

static void clicks_are_counted(void **state)
{
    static const Row ROWS[] = {
        {"<v-click>\n\na\n\n</v-click>\n\n<div v-click>b</div>", "paragraph@1 a\ndiv@2\n paragraph@2 b\n"},
        {"<div v-click>a</div>\n<div v-after>b</div>\n<div v-click=\"'+2'\">c</div>",
         "div@1\n paragraph@1 a\ndiv@1\n paragraph@1 b\ndiv@3\n paragraph@3 c\n"},
        {"<div v-click=\"5\">a</div>\n<div v-click>b</div>", "div@5\n paragraph@5 a\ndiv@1\n paragraph@1 b\n"},
        {"<div v-click=\"[2,4]\">a</div>\n<div v-click.hide>b</div>",
         "div@2-4\n paragraph@2-4 a\ndiv@0-1\n paragraph@0-1 b\n"},
        {"<div v-click><p v-click>a</p></div>", "div@1\n paragraph@2 a\n"},
        {"a <span v-click>b</span>", "paragraph a <@1 b>\n"},
        {"<v-click at=\"3\"><b>a</b></v-click>", "paragraph <@3 **a**>\n"},
        {"<v-clicks>\n\n- a\n- b\n  - c\n\n</v-clicks>", "list\n item@1 a\n item@2 b\n  list@2\n   item@2 c\n"},
        {"<v-clicks depth=\"2\">\n\n- a\n  - b\n- c\n\n</v-clicks>",
         "list\n item@1 a\n  list@1\n   item@2 b\n item@3 c\n"},
        {"<v-clicks every=\"2\">\n\n- a\n- b\n- c\n\n</v-clicks>\n\n<p v-click>d</p>",
         "list\n item@1 a\n item@1 b\n item@2 c\nparagraph@3 d\n"},
        {"<v-clicks>\n\na\n\nb\n\n</v-clicks>", "paragraph@1 a\nparagraph@2 b\n"},
        {"<v-clicks>\n\n| h |\n|---|\n| a |\n| b |\n\n</v-clicks>",
         "table\n row head\n  cell h\n row@1\n  cell@1 a\n row@2\n  cell@2 b\n"},
        {"<ul v-clicks>\n<li>a</li><li>b</li>\n</ul>", "list\n item@1 a\n item@2 b\n"},
        {"<v-switch>\n<template #1>a</template>\n<template #2-4>b</template>\n</v-switch>\n\n<p v-click>c</p>",
         "turns\n div@1-2\n  paragraph@1-2 a\n div@2-4\n  paragraph@2-4 b\nparagraph@4 c\n"},
        {"<img src=\"a.png\" v-click>", "image@1 (a.png) \"\"\n"},
    };
    ASSERT_ROWS(state, ROWS);
}

static void lines_of_code_are_lit(void **state)
{
    static const Row ROWS[] = {
        {"<p v-click>a</p>\n\n```py {all|2|1-2,4|3-|none|hide}\na\nb\nc\nd\n```\n\n<p v-click>b</p>",
         "paragraph@1 a\ncode py from 2|all|2|1,2,4|3,4|none|hide \"a\nb\nc\nd\"\nparagraph@7 b\n"},
        {"```py {1|2}{lines:true, at:3} [a.py]\na\nb\n```\n\n<p v-click>b</p>",
         "code py from 3|1|2 \"a\nb\"\nparagraph@1 b\n"},
        {"```ts{2}\na\nb\n```", "code ts|2 \"a\nb\"\n"},
    };
    ASSERT_ROWS(state, ROWS);
    const Deck *deck = deck_of(*state, ROWS[1].text);
    assert_true(deck->slides[0].blocks[0].numbered);
    assert_int_equal(deck->slides[0].n_clicks, 3);
}

static void what_is_left_out_is_told(void **state)
{
    static const struct {
        const char *text;
        int line;
        const char *says, *shown;
    } ROWS[] = {
        {"# A\n\n<Tweet id=\"1\" />\n", 3, "<Tweet> is unknown; nothing is shown", "heading1 A\ndiv tweet\n"},
        {"<Foo>\n\na\n\n</Foo>\n", 1, "<Foo> is unknown; what stands in it is shown", "div foo\n paragraph a\n"},
        {"a\n\n<script>\nalert(\"</p>\")\n</script>\n", 3, "<script> is left out", "paragraph a\n"},
        {"<svg><path d=\"M0\"/><text>b</text></svg> a", 1, "<svg> is left out", "paragraph a\n"},
        {"<div style=\"color:red\">a</div>", 1, "style of <div> is left out", "div\n paragraph a\n"},
        {"<div @click=\"x > 3\">a</div>", 1, "v-on:click of <div> is left out", "div\n paragraph a\n"},
        {"a <b onclick=\"x\">b</b>", 1, "onclick of <b> is left out", "paragraph a **b**\n"},
        {"<span class=\"text-xl nosuch\">a</span>", 1, "the class nosuch is unknown",
         "paragraph <nosuch:<text-xl:a>>\n"},
        {"<div class=\"text-gray-dark\">a</div>", 1, "text-gray-dark", "div.text-gray-dark\n paragraph a\n"},
        {"# A\n\n<div class=\"grid-cols-two\"></div>", 3, "grid-cols-two", "heading1 A\ndiv.grid-cols-two\n"},
        {"---\nlayout: centre\n---\na", 2, "there is no layout centre, and default is taken; did you mean center",
         "paragraph a\n"},
        {"---\nclass: nosuch\n---\na", 2, "the class nosuch is unknown", "paragraph a\n"},
        {"<div v-motion>a</div>", 1, "v-motion of <div> is unknown", "div\n paragraph a\n"},
        {"<div v-click=\"foo\">a</div>", 1, "\"foo\" is no click", "div\n paragraph a\n"},
        {"```ts {monaco}\na\n```", 1, "{monaco} behind the fence", "code ts|all \"a\"\n"},
        {"```ts {3}\na\n```", 1, "line 3 is to be lit, and the code has 1", "code ts|none \"a\"\n"},
        {"---\nclicks: 1\n---\n<v-clicks>\n\n- a\n- b\n\n</v-clicks>", 2, "click 2 is never seen",
         "list\n item@1 a\n item@2 b\n"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        const Deck *deck = deck_of(*state, ROWS[i].text);
        assert_warns(deck, ROWS[i].line, ROWS[i].says);
        assert_shown(*state, deck->slides, ROWS[i].shown);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_have_looks, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(blocks_are_read, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(formulas_and_figures_are_words_of_their_own, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(html_and_markdown_stand_in_each_other, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(clicks_are_counted, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(lines_of_code_are_lit, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(what_is_left_out_is_told, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
