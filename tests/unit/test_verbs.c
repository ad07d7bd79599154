// test_verbs.c — scene scripts over the engine's verbs: time, space, pictures, figures, and what authors get wrong.
#include "engine/anim/block.h"
#include "engine/anim/picture_data.h"
#include "engine/anim/scene_data.h"
#include "engine/verbs/figure_verbs.h"
#include "engine/verbs/language.h"
#include "engine/verbs/verbs.h"
#include "support_scenes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// ---- a kit of one picture: a list of words, one below the other ----

typedef struct Listed {
    const Words *const *words; // [n]
    int n;
} Listed;

static void lay_out_list(Layout *layout, const void *data, Rect rect)
{
    const Listed *list = data;
    const double pitch = rect.h / list->n;
    for (int i = 0; i < list->n; i++) {
        layout_part(layout, part_named(list->words[i]->text), (Rect){rect.x, rect.y + i * pitch, rect.w, pitch}, 0);
        item_text(layout, "words", .y = pitch / 2, .text = list->words[i]->text, .style = {.size = 0.36 * pitch},
                  .fill = layout_theme(layout)->ink, .shown = &list->words[i]->shown);
    }
}

static Size measure_list(Layout *layout, const void *data, Size room)
{
    (void)layout;
    return (Size){room.w, 80 * ((const Listed *)data)->n};
}

static const void *list_data(ScriptCall *call, const Picture *picture, ScriptValue given);

static const ScriptType LIST_TYPE = {.name = "word_list", .help = "Words.", .parent = &PICTURE_TYPE};
static const ScriptKind LIST = {{"word_list", measure_list, lay_out_list}, &LIST_TYPE, list_data};

static const void *listed(ScriptCall *call, const ScriptValue *items, int n)
{
    Arena *arena = scene_arena(call->host);
    Listed *list = ARENA_NEW(arena, Listed);
    const Words **words = ARENA_ARRAY(arena, const Words *, n);
    for (int i = 0; i < n; i++) {
        Words *plain = ARENA_NEW(arena, Words);
        plain->text = items[i].kind == VALUE_STRING ? arena_strdup(arena, items[i].string.bytes) : "";
        words[i] = items[i].kind == VALUE_WORDS ? items[i].words : plain;
    }
    *list = (Listed){words, n};
    return list;
}

static const void *list_data(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    (void)picture;
    return listed(call, given.list.items, given.list.n_items);
}

static void verb_word_list(ScriptCall *call, const ScriptArgs *args)
{
    int n = 0;
    const ScriptValue *items = arg_list(args, "words", &n);
    script_picture(call, args, &LIST, listed(call, items, n));
}

// A figure to be shown: the answer that a run recorded.
static void verb_answer(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    script_return(call,
                  value_figure(figure_leaf(scene_arena(call->host), FIGURE_RUN, 41.5,
                                           (FigureSource){.origin = "main", .file = "run.json", .field = "answer"})));
}

static const Arg LIST_ARGS[] = {{"words", ARG_LIST, .items = ARG_TEXT, .help = "what is listed"}, {0}};
static const Verb KIT_VERBS[] = {
    {"word_list", SHAPE_PICTURE, "Words, one below the other.", LIST_ARGS, .shared = PICTURE_OPTIONS,
     .call = verb_word_list, .returns = "word_list"},
    {"answer", SHAPE_FUNCTION, "A recorded number.", .call = verb_answer, .returns = "figure"},
    {0},
};
static const Verb *const KIT_TABLES[] = {KIT_VERBS, NULL};
static const ScriptType *const KIT_TYPES[] = {&LIST_TYPE, NULL};
static const char *const COLORS[] = {"ink", "accent", NULL};
static const LanguageKit KIT = {.verbs = KIT_TABLES, .types = KIT_TYPES, .colors = COLORS};

// ---- running ----

// Builds the scene that `body` is the function of. NULL on error.
static Scene *build(Stage *stage, const char *body, Err *err)
{
    Arena *arena = &stage->arena;
    const char *text = arena_printf(arena, "return scene(\"Test\", function()\n%s\nend)\n", body);
    const EmbeddedFile *files = (const EmbeddedFile[]){{"film.lua", text, strlen(text)}, {0}};
    const ScriptLanguage language = language_make(arena, &KIT);
    Scene *s = scene_create(arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "test/script");
    block_begin_scene(s);
    const ScriptSetup setup = {
        .language = &language, .folder = {"test", files}, .host = s, .host_err = &s->err, .host_arena = arena};
    assert_true(script_check_language(&language, err));
    Script *script = script_create(&setup);
    int n_scenes = 0;
    const ScriptScene *scenes = script_load(script, "film.lua", &n_scenes, err);
    const bool ok = scenes && script_build(script, scenes, NULL, 0, err) && scene_seal(s, err);
    script_destroy(script);
    return ok ? s : NULL;
}

static Scene *built(Stage *stage, const char *body)
{
    Err err = {""};
    Scene *s = build(stage, body, &err);
    if (!s)
        fail_msg("%s", err.text);
    return s;
}

static const Node *text_node(const Scene *s, const char *words)
{
    for (int i = 0; i < s->n_nodes; i++)
        if (s->nodes[i]->kind == NODE_TEXT && strcmp(s->nodes[i]->runs[0]->text, words) == 0)
            return s->nodes[i];
    fail_msg("no text says \"%s\"", words);
    return NULL;
}

// The part that a text belongs to, whatever stands between them.
static const Node *part_with(const Scene *s, const char *words)
{
    const Node *inner = text_node(s, words)->parent;
    return inner->parent->body == inner ? inner->parent : inner;
}

static void test_a_scene(void **state)
{
    const Scene *s = built(*state, "local page = area()\n"
                                   "local top = page:cut_top 'fit'\n"
                                   "local title = word_list { { 'Title' }, into = top }\n"
                                   "local list = word_list { { 'one', 'two', 'three' }, into = page }\n"
                                   "beat(3, function()\n"
                                   "  spoken('hello', 'Three words appear.', function()\n"
                                   "    appear(title)\n"
                                   "    stagger(0.2, function() drop_in(list:parts()) end)\n"
                                   "  end)\n"
                                   "end)\n"
                                   "click()\n"
                                   "beat(2, function() change(list, { 'three', 'one', 'four' }) end)\n"
                                   "beat(2, function()\n"
                                   "  focus(list:part 'four', function() settle(list, page:middle()) end)\n"
                                   "end)\n"
                                   "beat(1, function() par(function() leave { title, list } end) end)");
    assert_true(fabs(s->dur_s - 8) < 1e-9);
    assert_int_equal(s->n_steps, 1);
    assert_true(fabs(s->steps[0].t_s - 3) < 1e-9);
    assert_string_equal(s->says[0].words, "Three words appear.");
    const Node *two = part_with(s, "two");
    assert_true(node_value(two, PROP_OPACITY, 0.7) == 0 && node_value(two, PROP_OPACITY, 3) == 1);
    assert_true(node_value(two, PROP_OPACITY, 5) == 0); // has left the list
    const Node *one = part_with(s, "one");
    assert_true(node_value(one, PROP_Y, 5) > node_value(one, PROP_Y, 3)); // is the second now
    assert_true(node_value(one->body, PROP_OPACITY, 5.6) < 0.4);          // not in focus
    assert_true(node_value(one->body, PROP_OPACITY, 7) == 1);
}

// A film's first frame shows what it begins with.
static void test_begins_with(void **state)
{
    const Scene *s = built(*state, "local list = word_list { { 'one', 'two' } }\nbegin_with(list)\nhold(1)\n"
                                   "leave(list)");
    const Node *list = s->pictures[0]->root;
    assert_true(node_value(list, PROP_OPACITY, 0) == 1 && node_value(list, PROP_OPACITY, 1) == 1);
    assert_true(node_value(list, PROP_OPACITY, s->dur_s) == 0);
    assert_true(fabs(s->dur_s - 1.35) < 1e-9);
}

// One focus after another: what stepped back has returned before the next begins; what was dimmed by itself stays so.
static void test_focus_follows_focus(void **state)
{
    const Scene *s = built(*state, "local list = word_list { { 'one', 'two', 'three' } }\n"
                                   "appear(list) hold(0.4)\n"                       // until 1 s
                                   "dim(list:part 'three') hold(0.4)\n"             // until 2 s
                                   "focus(list:part 'one', function() hold(1) end)\n" // until 3.35 s
                                   "focus(list:part 'two', function() hold(1) end)");
    const Node *one = part_with(s, "one"), *two = part_with(s, "two"), *three = part_with(s, "three");
    assert_true(fabs(s->dur_s - 4.7) < 1e-9);
    assert_true(node_value(two->body, PROP_OPACITY, 2.9) < 0.4 && node_value(two->body, PROP_OPACITY, 3.35) == 1);
    assert_true(node_value(one->body, PROP_OPACITY, 2.9) == 1 && node_value(one->body, PROP_OPACITY, 4.2) < 0.4);
    assert_true(node_value(three->body, PROP_OPACITY, 3.35) < 0.4 && node_value(three->body, PROP_OPACITY, 4.7) < 0.4);
}

static void test_figures(void **state)
{
    const Scene *s = built(*state, "local n = answer()\n"
                                   "local twice = 2 * n\n"
                                   "local list = word_list { { 'it is ${n:.1f}', '${twice:,d} in all' } }\n"
                                   "if value(n) > 41 then appear(list) end");
    const Node *text = text_node(s, "it is 41.5");
    assert_int_equal(text->shown->n_figures, 1);
    assert_int_equal(text->shown->figures[0].first_byte, 6);
    const Figure *twice = text_node(s, "83 in all")->shown->figures[0].figure;
    assert_string_equal(figure_describe(&((Stage *)*state)->arena, twice),
                        "(constant 2 × run:main run.json answer)");
}

// `==` of figures is that of their numbers, whatever is on the other side; of names and quotes that of their words.
static void test_comparisons(void **state)
{
    built(*state, "local n = answer()\n"
                  "assert(n == 41.5 and 41.5 == n and n == n + 0 and n * 2 == 83 and n / n == 1)\n"
                  "assert(n ~= 41 and not (n == '41.5') and not (n == nil) and n ~= {} and not (n == area()))\n"
                  "local a, b = name 'GPT-2', name 'GPT-2'\n"
                  "assert(a == b and a == 'GPT-2' and 'GPT-3' ~= a and a ~= n)\n"
                  "assert(same(n, 41.5) and not same(n, 41))\n"
                  "appear(word_list { { 'a' } })");
}

static void test_travel_and_camera(void **state)
{
    const Scene *s = built(*state, "local left, right = area():split { 1, 1 }\n"
                                   "local a = word_list { { 'here' }, into = left }\n"
                                   "local b = word_list { { 'there' }, into = right }\n"
                                   "par(function() appear(a); appear(b) end)\n"
                                   "travel(a:part 'here', b:part 'there', { dur = 'slow' })\n"
                                   "during(function() look_at(right:middle(0.3)) end, function() hold(3) end)\n"
                                   "look_at()");
    const Node *here = part_with(s, "here");
    assert_true(fabs(node_value(here, PROP_X, 10) - 96) > 500);
    assert_true(node_value(s->stage, PROP_SCALE_X, 4.8) > 1.2);
    assert_true(fabs(node_value(s->stage, PROP_SCALE_X, 10) - 1) < 1e-9);
}

static void test_paced(void **state)
{
    const Scene *s =
        built(*state, "local list = word_list { { 'a', 'b' } }\n"
                      "appear(list)\n"
                      "beat(4, function()\n"
                      "  paced({ 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j' }, { first = 1.5 }, function(word, turn)\n"
                      "    if turn:readable() then change(list, { 'a', word }) end\n"
                      "  end)\n"
                      "end)");
    assert_true(fabs(s->dur_s - 4.6) < 1e-9);
}

static void test_errors(void **state)
{
    static const struct {
        const char *body, *says;
    } ROWS[] = {
        {"local list = word_list { { 'a' } }\nsettle(list, area())",
         "test/film.lua:3: this word_list has not been shown yet"},
        {"word_list { { 'a' } }\nhold(1)", "test/film.lua:2: this word_list is made but never shown"},
        {"local list = word_list { { '7 words' } }\nappear(list)", "the digit 7 in \"7 words\" comes from nowhere"},
        {"local list = word_list { { 'a' } }\nappear(list)\nchange(list)", "test/film.lua:4: "},
        {"beat(0.5, function()\nappear(word_list { { 'a' } }, { dur = 'slow' })\nend)", "too long"},
        {"local list = word_list { { 'a' } }\nappear(list)\npar(function()\nsettle(list, "
         "area():middle())\nsettle(list, area())\nend)",
         "test/film.lua:6: two motions at once"},
        {"local list = word_list { { 'a' }, colour = 'ink' }", "colour"},
        {"local page = area()\npage:cut_top 'fit'\nlocal l = word_list { { 'a' }, into = page }", "holds nothing yet"},
        {"local list = word_list { { 'a' } }\nappear(list)\nleave(list)\nsettle(list, area())", "this word_list left in line 4"},
        {"local list = word_list { { 'a' } }\nappear(list:part 'b')", "has no such part"},
        {"wait(2)", "there is no `wait`; did you mean `hold`?"},
        {"local list = word_list { { 'a' } }\nshow(list)", "there is no `show`; did you mean `appear`?"},
        {"par(function() click() end)", "a click stands where things run side by side"},
        {"local n = answer()\nlocal list = word_list { { '${n:.2x}' } }", "there is no format"},
        // However a number comes into words, it is seen there.
        {"word_list { { 'x' .. 7 } }", "the digit 7"},
        {"word_list { { tostring(7) } }", "the digit 7"},
        {"word_list { { ('%d of'):format(7) } }", "the digit 7"},
        {"word_list { { 'all ' .. #{ 'a', 'b' } } }", "the digit 2"},
        {"word_list { { 'all ' .. value(answer()) } }", "the digit 4"},
        {"word_list { { tostring(count({ 1 }, 'number 5')) } }", "the digit 5"},
        {"local n = 7\nword_list { { '${n}' } }", "is a plain number, which has no source"},
        {"local n = value(answer())\nword_list { { 'x ${n:words}' } }", "is a plain number, which has no source"},
        {"local n = '7'\nword_list { { '${n}' } }", "the digit 7"},
        {"word_list { { 'x²' } }", "the digit ² in \"x²\" comes from nowhere"},
        {"word_list { { 'Seventeen of them' } }", "the number \"Seventeen\" in \"Seventeen of them\" comes from nowhere"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Err err = {""};
        assert_null(build(*state, ROWS[i].body, &err));
        if (!strstr(err.text, ROWS[i].says))
            fail_msg("\"%s\" does not say \"%s\"", err.text, ROWS[i].says);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_scene),           cmocka_unit_test(test_begins_with),
        cmocka_unit_test(test_focus_follows_focus),
        cmocka_unit_test(test_figures),           cmocka_unit_test(test_comparisons),
        cmocka_unit_test(test_travel_and_camera), cmocka_unit_test(test_paced),   cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
