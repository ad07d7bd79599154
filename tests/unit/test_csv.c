// test_csv.c — tables as RFC 4180 has them, and what is wrong with those that are not.
#include "engine/base/csv.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Csv *parse(Temp *temp, const char *text, Err *err)
{
    return csv_parse(&temp->arena, "rows.csv", text, strlen(text), err);
}

static void cells_are_read(void **state)
{
    Err err = {""};
    const Csv *csv = parse(*state,
                           "\xef\xbb\xbfname,\"the \"\"second\"\"\",third\r\n"
                           "a,,c\r\n"
                           "\r\n"
                           "\"one,\r\ntwo\",\"\"\"\", with spaces \r\n"
                           "x,y,z",
                           &err);
    assert_string_equal(err.text, "");
    assert_int_equal(csv->n_columns, 3);
    assert_string_equal(csv->columns[1], "the \"second\"");
    assert_int_equal(csv_column(csv, "third"), 2);
    assert_int_equal(csv_column(csv, "fourth"), -1);
    assert_int_equal(csv->n_rows, 3);
    assert_string_equal(csv->rows[0].cells[1], "");
    assert_int_equal(csv->rows[1].line, 4);
    assert_string_equal(csv->rows[1].cells[0], "one,\r\ntwo");
    assert_string_equal(csv->rows[1].cells[1], "\"");
    assert_string_equal(csv->rows[1].cells[2], " with spaces ");
    assert_int_equal(csv->rows[2].line, 6); // behind a cell of two lines
    assert_string_equal(csv->rows[2].cells[2], "z");
    assert_int_equal(parse(*state, "only\n", &err)->n_rows, 0);
}

static void errors_name_the_line(void **state)
{
    static const struct {
        const char *text, *says;
    } ROWS[] = {
        {"", "rows.csv:1: the file is empty"},
        {"\n\n", "rows.csv:1: the file is empty"},
        {"a,b\n1,2\n3\n", "rows.csv:3: the row has 1 cell, but there are 2 columns"},
        {"a,b\n\n1,2,3\n", "rows.csv:3: the row has 3 cells"},
        {"a,b,a\n", "rows.csv:1: two columns are called \"a\""},
        {"a,,c\n", "rows.csv:1: a column has no name"},
        {"a\n\"x\ny\n", "rows.csv:2: a quote is opened here and never closed"},
        {"a\n\"x\"y\n", "rows.csv:2: something follows a closing quote"},
        {"a\nx\"y\n", "rows.csv:2: a quote stands within a cell"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        Err err = {""};
        assert_null(parse(*state, ROWS[i].text, &err));
        if (!strstr(err.text, ROWS[i].says))
            fail_msg("\"%s\" does not say \"%s\"", err.text, ROWS[i].says);
    }
    Err err = {""};
    assert_null(csv_parse(&((Temp *)*state)->arena, "rows.csv", "a\nx\0y\n", 6, &err));
    assert_string_equal(err.text, "rows.csv:2: it holds a NUL byte");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(cells_are_read, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(errors_name_the_line, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
