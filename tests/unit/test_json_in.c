// test_json_in.c — JSON that is read: values, members in their order, errors that say where, and files of lines.
#include "support_temp.h"

#include "model/run/json_lines.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static JsonDoc parsed(const char *text, Err *err)
{
    JsonDoc doc;
    if (!json_doc_parse(&doc, text, strlen(text), "a.json", 0, err))
        fail_msg("%s", err->text);
    return doc;
}

static void values(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    JsonDoc doc =
        parsed("{\"whole\": 9007199254740993, \"real\": 0.5, \"yes\": true, \"text\": \"\\u00e9\", \"none\": null, "
               "\"list\": [1, 2.5], \"object\": {\"z\": 1, \"a\": 2}}",
               &err);
    const JsonNode *root = doc.root;
    assert_true(json_node_is_object(root) && !json_node_is_array(root) && json_node_count(root) == 7);
    assert_true(json_doc_int(&doc, root, "whole", 0, INT64_MAX) == 9007199254740993);
    assert_true(json_doc_real(&doc, root, "real") == 0.5 && isnan(json_doc_real(&doc, root, "none")));
    assert_true(json_doc_flag_or(&doc, root, "yes", false) && json_doc_flag_or(&doc, root, "other", true));
    assert_string_equal(json_doc_text(&doc, root, "text"), "é");
    assert_string_equal(json_doc_text_or(&doc, root, "none", "absent"), "absent");
    assert_int_equal(json_doc_int_or(&doc, root, "none", 0, 9, 4), 4);
    assert_true(json_doc_has(root, "whole") && !json_doc_has(root, "none") && !json_doc_has(root, "other"));

    const JsonNode *list = json_doc_array(&doc, root, "list", true);
    assert_true(json_node_is_array(list) && list == json_doc_list(root, "list") && !json_doc_list(root, "object"));
    assert_int_equal(json_node_int(&doc, json_node_at(list, 0), "item", 0, 9), 1);
    assert_true(json_node_real(&doc, json_node_at(list, 1), "item") == 2.5);
    assert_string_equal(json_node_plain(json_node_at(list, 1), &temp->arena), "2.5");
    assert_null(json_node_plain(list, &temp->arena));

    const JsonMember *member = json_member_first(json_doc_object(&doc, root, "object", true));
    assert_string_equal(json_member_key(member), "z"); // in the order of the file
    member = json_member_next(json_doc_object(&doc, root, "object", true), member);
    assert_string_equal(json_member_key(member), "a");
    assert_null(json_member_next(json_doc_object(&doc, root, "object", true), member));
    assert_null(json_doc_object(&doc, root, "other", false));
    assert_false(doc.failed);
    json_doc_finish(&doc);
}

// A byte order mark, and a number that no integer of ours holds, as Hugging Face writes for "no limit".
static void what_others_write(void **state)
{
    (void)state;
    Err err = {""};
    JsonDoc doc = parsed("\xef\xbb\xbf{\"n\": 3}", &err);
    assert_int_equal(json_doc_int(&doc, doc.root, "n", 0, 9), 3);
    json_doc_finish(&doc);
    doc = parsed("{\"model_max_length\": 1000000000000000019884624838656, \"n\": 3, \"half\": 0.5}", &err);
    assert_int_equal(json_doc_int(&doc, doc.root, "n", 0, 9), 3);
    assert_true(json_doc_real(&doc, doc.root, "model_max_length") == 1e30);
    json_doc_int_or(&doc, doc.root, "half", 0, 9, 1);
    assert_true(doc.failed);
    json_doc_finish(&doc);
    doc = parsed("{\"n\": 1000000000000000019884624838656}", &err);
    json_doc_int(&doc, doc.root, "n", 0, INT64_MAX);
    assert_true(doc.failed);
    json_doc_finish(&doc);
}

static void errors_say_where(void **state)
{
    (void)state;
    static const char *const CASES[][2] = {
        {"{\"a\": 1,\n \"b\": }", "a.json, line 2, column"},
        {"{\"a\": 1, \"a\": 2}", "not valid JSON: duplicate object key"},
        {"", "not valid JSON"},
        {"{\"a\": \"\xff\"}", "not valid JSON"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Err err = {""};
        JsonDoc doc;
        assert_false(json_doc_parse(&doc, CASES[i][0], strlen(CASES[i][0]), "a.json", 0, &err));
        assert_contains(err.text, CASES[i][1]);
        assert_null(strchr(err.text, '\n'));
        json_doc_finish(&doc);
    }
}

// After the first error every getter gives its neutral value and says nothing more.
static void errors_are_sticky(void **state)
{
    (void)state;
    Err err = {""};
    JsonDoc doc = parsed("{\"n\": 12, \"text\": 5}", &err);
    assert_int_equal(json_doc_int(&doc, doc.root, "n", 0, 9), 0);
    assert_true(doc.failed);
    assert_string_equal(err.text, "a.json: \"n\" is 12, which is not between 0 and 9");
    assert_int_equal(json_doc_int(&doc, doc.root, "other", 3, 9), 3);
    assert_string_equal(json_doc_text(&doc, doc.root, "text"), "");
    assert_null(json_doc_array(&doc, doc.root, "n", true));
    assert_false(json_doc_fail(&doc, "something else"));
    assert_string_equal(err.text, "a.json: \"n\" is 12, which is not between 0 and 9");
    json_doc_finish(&doc);
}

// What a message quotes of a document cannot break the line.
static void errors_are_one_line(void **state)
{
    (void)state;
    Err err = {""};
    JsonDoc doc = parsed("{}", &err);
    json_doc_fail(&doc, "\"%s\" is odd", "a\nb\x1b");
    assert_string_equal(err.text, "a.json: \"a b?\" is odd");
    json_doc_finish(&doc);
}

// The values of "n" in the lines of a file, as text; what was wrong at the end goes into `err`.
static const char *lines_of(Temp *temp, const char *text, bool *torn, Err *err)
{
    const char *path = temp_write_text(temp, "lines.jsonl", text), *got = "";
    JsonLines lines;
    bool absent = true;
    assert_true(json_lines_open(&lines, &temp->arena, path, &absent, err) && !absent);
    while (json_lines_next(&lines, err))
        got = arena_printf(&temp->arena, "%s%lld:%lld ", got, (long long)lines.line,
                           (long long)json_doc_int(&lines.doc, lines.doc.root, "n", 0, 99));
    *torn = lines.torn;
    assert_int_equal(lines.doc.failed, err->text[0] != '\0');
    json_lines_close(&lines);
    return got;
}

static void files_of_lines(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    bool torn, absent = false;
    assert_string_equal(lines_of(temp, "{\"n\": 1}\n\n  \r\n{\"n\": 2}", &torn, &err), "1:1 4:2 ");
    assert_false(torn);
    assert_string_equal(lines_of(temp, "{\"n\": 1}\n{\"n\":", &torn, &err), "1:1 ");
    assert_true(torn && err.text[0] == '\0');
    assert_string_equal(lines_of(temp, "{\"n\": 1}\n{\"n\":\n{\"n\": 3}\n", &torn, &err), "1:1 ");
    assert_contains(err.text, "lines.jsonl, line 2, column");
    Err other = {""};
    assert_string_equal(lines_of(temp, "[1]\n", &torn, &other), "");
    assert_contains(other.text, "line 1: not a JSON object");
    JsonLines lines;
    assert_true(json_lines_open(&lines, &temp->arena, temp_path(temp, "none"), &absent, &err) && absent);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(values, temp_setup, temp_teardown),
        cmocka_unit_test(what_others_write),
        cmocka_unit_test(errors_say_where),
        cmocka_unit_test(errors_are_sticky),
        cmocka_unit_test(errors_are_one_line),
        cmocka_unit_test_setup_teardown(files_of_lines, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
