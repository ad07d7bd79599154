// test_script_reference.c — the reference that is written from declarations: help, the page, JSON, annotations for
// editors.
#include "support_script.h"
#include "support_temp.h"

#include "engine/script/reference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <lauxlib.h>
#include <lua.h>

#include <cmocka.h>

static char *captured;
static size_t n_captured;

static FILE *capture(void)
{
    free(captured);
    return open_memstream(&captured, &n_captured);
}

static const char *help(const char *name)
{
    Err err = {""};
    FILE *out = capture();
    const bool found = script_help(out, &STAGE_LANGUAGE, name, &err);
    fclose(out);
    if (!found)
        fail_msg("%s", err.text);
    return captured;
}

static void help_of_verbs(void **state)
{
    (void)state;
    assert_string_equal(
        help("token_row"),
        "token_row { data, gap = \"small\", color = \"ink\", keep = \"first\", most = 8, into = … }\n"
        "  Tokens in a row. Gives: picture.\n"
        "    data           the tokens: a value\n"
        "    gap            between two tokens: a share of 0 to 1, \"small\", \"quarter\" or \"fit\" [small]\n"
        "    color          of the letters: the name of a colour [ink]\n"
        "    keep           which end stays when they do not fit: \"first\" or \"last\" [first]\n"
        "    most           how many at most: a whole number from 1 to 64 [8]\n"
        "                   (was called maximum before 0.2)\n"
        "    into           where it is put: an area; must be given\n");
    assert_string_equal(help("stagger"), "stagger(share, function() … end)\n"
                                         "  One after the other.\n"
                                         "    share          of the one before: a number from 0 to 1; may be left out\n"
                                         "    body           what happens: a function\n");
    assert_string_equal(
        help("place"),
        "settle(node, to, { delay = … })\n"
        "  Lays a picture out anew.\n"
        "    node           what moves: a picture\n"
        "    to             where to: an area or a node\n"
        "    delay          how long after the block began: \"quick\", \"slow\" or seconds\n"); // by its old name
    assert_string_equal(help("chart"), "chart { data, axis = …, ease = … }\n"
                                       "  A chart.\n"
                                       "    data           the numbers: a list, each item a number\n"
                                       "    axis           the axis: a table of named values\n"
                                       "      from           its start: a number [0]\n"
                                       "      to             its end: a number; must be given\n"
                                       "    ease           how it grows: the name of an ease, or { x1, y1, x2, y2 }\n");
    assert_contains(help("total"), "total(numbers, …)\n");
    assert_contains(help("python"), "python { file, NAME = … }\n");
    assert_contains(help("area"), "area()\n  The safe area. Gives: area.\n");
    assert_contains(help("scene"), "  Example: return scene(\"Many heads\"");
}

static void help_of_types(void **state)
{
    (void)state;
    assert_contains(help("picture"),
                    "picture\n  a picture of data A kind of node, with all that has. A list: #, [1] to the "
                    "last, ipairs.\n\npicture:go(place)\n  Goes somewhere.\n");
    assert_contains(help("node"), "    .name          what it is called: string\n");
    assert_string_equal(help("picture:go"),
                        "picture:go(place)\n  Goes somewhere.\n    place          where to: a string\n");
    assert_contains(help("picture:show"), "picture:show({ now = false })\n"); // of what it is a kind of
    Err err = {""};
    assert_false(script_help(stdout, &STAGE_LANGUAGE, "tokn_row", &err));
    assert_string_equal(err.text, "there is no verb or type `tokn_row`; did you mean `token_row`?");
    assert_false(script_help(stdout, &STAGE_LANGUAGE, "xyzxyz", &err));
    assert_string_equal(err.text, "there is no verb or type `xyzxyz`; help without a name lists them");
    assert_contains(help(NULL), "  token_row        Tokens in a row.\n");
    assert_contains(captured, "  scene            A scene: a file returns one, or several.\n");
    assert_contains(captured, "  figure           a number with its source\n");
    assert_null(strstr(captured, "  place "));
}

static const json_t *named(const json_t *list, const char *name)
{
    size_t i;
    json_t *item;
    json_array_foreach(list, i,
                       item) if (strcmp(json_string_value(json_object_get(item, "name")), name) == 0) return item;
    fail_msg("there is no %s", name);
    return NULL;
}

static void json_has_everything(void **state)
{
    (void)state;
    FILE *out = capture();
    script_reference_json(out, &STAGE_LANGUAGE);
    fclose(out);
    json_t *all = json_loads(captured, 0, NULL);
    assert_non_null(all);
    const json_t *row = named(json_object_get(all, "verbs"), "token_row");
    assert_string_equal(json_string_value(json_object_get(row, "shape")), "picture");
    assert_string_equal(json_string_value(json_object_get(row, "gives")), "picture");
    const json_t *most = named(json_object_get(row, "options"), "most");
    assert_true(json_number_value(json_object_get(most, "max")) == 64);
    assert_string_equal(json_string_value(json_object_get(most, "preset")), "8");
    assert_int_equal(json_array_size(json_object_get(row, "options")), 5); // without the old name
    const json_t *into = named(json_object_get(row, "options"), "into");
    assert_true(json_is_true(json_object_get(into, "required")));
    assert_string_equal(json_string_value(json_array_get(json_object_get(into, "types"), 0)), "area");
    const json_t *axis = named(json_object_get(named(json_object_get(all, "verbs"), "chart"), "options"), "axis");
    named(json_object_get(axis, "options"), "to");
    const json_t *picture = named(json_object_get(all, "types"), "picture");
    assert_string_equal(json_string_value(json_object_get(picture, "kind_of")), "node");
    named(json_object_get(picture, "methods"), "go");
    named(json_object_get(all, "durations"), "quick");
    named(json_object_get(all, "film"), "params");
    assert_int_equal(json_array_size(json_object_get(all, "colors")), 13);
    json_decref(all);
}

static void annotations_are_lua(void **state)
{
    (void)state;
    FILE *out = capture();
    script_annotations(out, &STAGE_LANGUAGE);
    fclose(out);
    lua_State *lua = luaL_newstate();
    if (luaL_loadstring(lua, captured) != LUA_OK)
        fail_msg("%s", lua_tostring(lua, -1));
    lua_close(lua);
    static const char *const PARTS[] = {
        "---@meta\n",
        "---@alias ease_name \"default\"|\"linear\"",
        "---@class picture : node\n",
        "---@field [integer] any\nlocal class = {}\n",
        "---@operator add(number): figure\n",
        "---@class token_row.options\n---@field [1] any the tokens\n---@field gap? space_name|number between two "
        "tokens\n",
        "---@field into area where it is put\n",
        "---@field keep? \"first\"|\"last\" which end",
        "---@param options token_row.options\n---@return picture\nfunction token_row(options) end\n",
        "---@param node picture what moves\n---@param to area|node where to\n---@param options? settle.options\n"
        "function settle(node, to, options) end\n",
        "---@overload fun(body: function)\nfunction stagger(share, body) end\n",
        "---@overload fun(body: function)\nfunction par(options, body) end\n",
        "---@class chart.axis\n---@field from? number its start\n---@field to number its end\n",
        "---@field [string] any what ${NAME}",
        "---@param ... number what is added up\nfunction total(...) end\n",
        "function class:go(place) end\n",
    };
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++)
        assert_contains(captured, PARTS[i]);
}

static void the_page_tells_all(void **state)
{
    (void)state;
    FILE *out = capture();
    script_reference_page(out, &STAGE_LANGUAGE);
    fclose(out);
    static const char *const PARTS[] = {
        "### `settle(node, to, { delay = … })`\n\nLays a picture out anew.\n\n| name | what | takes |\n|---|---|---|\n",
        "| `node` | what moves | a picture |\n",
        "| `axis.to` | its end | a number; must be given |\n",
        "### picture\n\na picture of data. A kind of node.",
        "### `picture:go(place)`\n",
        "| `.name` | what it is called | string |\n",
        "## Colours\n\n`ink`, `accent`",
        "| `quick` | 0.25 | a small thing |\n",
        "| `params` |",
    };
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++)
        assert_contains(captured, PARTS[i]);
}

static int free_captured(void **state)
{
    (void)state;
    free(captured);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(help_of_verbs),       cmocka_unit_test(help_of_types),
        cmocka_unit_test(json_has_everything), cmocka_unit_test(annotations_are_lua),
        cmocka_unit_test(the_page_tells_all),
    };
    return cmocka_run_group_tests(tests, NULL, free_captured);
}
