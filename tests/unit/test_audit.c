// test_audit.c — what a viewer sees is compared with the disk: a digit that was changed there is found, one from nowhere as
// well; and numbers are looked up in every kind of file.
#include "engine/anim/scene_data.h"
#include "engine/output/audit.h"
#include "model/run/tensor.h"
#include "support_pictures.h"
#include "support_run.h"
#include "support_temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *read_there(const void *context, Arena *arena, const Figure *leaf, size_t *n_bytes, Err *err)
{
    return file_read(arena, path_join(arena, context, leaf->source.file), n_bytes, err);
}

// ---- a scene ----

static const char SCENE[] = "local last, model = run.metrics[#run.metrics], name 'GPT-2'\n"
                           "local a = line(\"${last.loss:.3f} and ${run.n_params:,d}\")\n"
                           "local b = label(\"${run.n_params:,d} ${model}\", { into = area():cut_top 'fit' })\n"
                           "appear(a) hold(1) leave(a) appear(b) hold(1)\n";

static const AuditRow *audit_folder(Stage *stage, const Scene *s, const char *dir, int *n)
{
    Recorded recorded = {.arena = &stage->arena, .read = read_there, .context = dir};
    const AuditRow *rows = audit_scene(&recorded, s, &stage->arena, n);
    recorded_finish(&recorded);
    return rows;
}

static void replace_in(Temp *temp, const char *file, const char *old, const char *new)
{
    Err err = {""};
    size_t n_bytes = 0;
    char *text = file_read(&temp->arena, temp_path(temp, file), &n_bytes, &err);
    assert_non_null(text);
    char *at = strstr(text, old);
    assert_non_null(at);
    assert_int_equal(strlen(old), strlen(new));
    memcpy(at, new, strlen(new));
    assert_true(file_write(temp_path(temp, file), text, n_bytes, &err));
}

static void changed_digits_are_found(void **state)
{
    Stage *stage = *state;
    void *temp_state = NULL;
    temp_setup(&temp_state);
    Temp *temp = temp_state;
    static const char *const FILES[] = {"run.json", "metrics.jsonl", "samples.jsonl", "tokenizer.json"};
    Err err = {""};
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        size_t n_bytes = 0;
        const char *bytes =
            file_read(&temp->arena, path_join(&temp->arena, FIXTURE_RUN_DIR, FILES[i]), &n_bytes, &err);
        assert_non_null(bytes);
        assert_true(file_write(temp_path(temp, FILES[i]), bytes, n_bytes, &err));
    }
    const char *dir = temp_path(temp, ".");
    const Run *run = run_recorded(&stage->arena, dir);
    Scene *s = NULL;
    assert_string_equal(script_build_body(stage, CANVAS_WIDE, run, SCENE, &s), "");
    int n = 0;
    const AuditRow *rows = audit_folder(stage, s, dir, &n);
    assert_int_equal(n, 3); // the loss; the parameters, which are seen from first to last; the name
    for (int i = 0; i < n; i++)
        if (!rows[i].equal)
            fail_msg("%s is not %s", rows[i].shown, rows[i].recorded);
    assert_int_equal(rows[1].n_spans, 1);
    assert_true(rows[1].spans[0].from_s < 0.1 && fabs(rows[1].spans[0].to_s - s->dur_s) < 1e-9);
    assert_string_equal(rows[1].source, "run:main run.json n_params");
    assert_string_equal(rows[2].source, "name");

    // One digit of the last line's loss, and the field that holds the parameters.
    replace_in(temp, "metrics.jsonl", "3.16915546", "3.16815546");
    rows = audit_folder(stage, s, dir, &n);
    assert_int_equal(n, 3);
    assert_false(rows[0].equal);
    assert_string_equal(rows[0].shown, "3.169");
    assert_string_equal(rows[0].recorded, "3.168");
    assert_true(rows[1].equal && rows[2].equal);
    replace_in(temp, "run.json", "\"n_params\"", "\"m_params\"");
    rows = audit_folder(stage, s, dir, &n);
    assert_false(rows[1].equal);
    assert_string_equal(rows[1].recorded, "run.json has no such field");
    temp_teardown(&temp_state);
}

// A node that no script made: digits without figures, seen or not.
static void digits_from_nowhere_are_found(void **state)
{
    Stage *stage = *state;
    Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "test/audit");
    add_text(s, NULL, .text = "7 of them");
    Node *unseen = add_text(s, NULL, .text = "8 of them");
    unseen->base[PROP_OPACITY] = 0;
    add_text(s, NULL, .text = "none");
    s->cursor_s = 2;
    assert_true(scene_seal(s, NULL));
    int n = 0;
    const AuditRow *rows = audit_folder(stage, s, ".", &n);
    assert_int_equal(n, 1);
    assert_false(rows[0].equal);
    assert_null(rows[0].source);
    assert_string_equal(rows[0].shown, "7 of them");
    assert_true(rows[0].spans[0].from_s == 0 && rows[0].spans[0].to_s == 2);
}

// A symbol of the text and its id stand in the vocabulary: one that is a digit, one in front of which others stand.
static void symbols_are_those_of_the_vocabulary(void **state)
{
    static const char BODY[] = "local symbols = run.text.symbols\n"
                               "appear(line '${symbols[10].text} ${symbols[10].id:d} ${symbols[40].id:d}')\n"
                               "local dot = symbols[9]\nassert(dot.text == '.')\n"
                               "appear(token_row { { dot }, ids = true })\n";
    static const char DIR[] = "model/runs/ladder/bigram";
    Stage *stage = *state;
    Scene *s = NULL;
    assert_string_equal(script_build_body(stage, CANVAS_WIDE, run_recorded(&stage->arena, DIR), BODY, &s), "");
    int n = 0;
    const AuditRow *rows = audit_folder(stage, s, DIR, &n);
    assert_int_equal(n, 4);
    for (int i = 0; i < n; i++)
        if (!rows[i].equal)
            fail_msg("%s is not %s: %s", rows[i].shown, rows[i].recorded, rows[i].source);
}

// ---- files ----

static double number_at(Temp *temp, FigureSource source)
{
    Recorded recorded = {.arena = &temp->arena, .read = read_there, .context = temp_path(temp, ".")};
    const Figure *leaf = figure_leaf(&temp->arena, FIGURE_RUN, 0, source);
    double value = (double)NAN;
    Err err = {""};
    if (!recorded_number(&recorded, leaf, &value, &err))
        value = (double)NAN;
    recorded_finish(&recorded);
    return value;
}

static void tensors_are_read_again(void **state)
{
    Temp *temp = *state;
    static const float REAL[] = {1.5F, -0.25F, 65504, 5.9604645e-08F, -3, 0.125F};
    static const int32_t WHOLE[] = {1, 0, 1, 1, 0, 1};
    static const double DOUBLE[] = {0.1, -1e300, 3, 4, 5, 6};
    const TensorOut tensors[] = {
        {"f32", TENSOR_F32, 2, {2, 3}, REAL},   {"f16", TENSOR_F16, 2, {2, 3}, REAL},
        {"bf16", TENSOR_BF16, 2, {2, 3}, REAL}, {"i32", TENSOR_I32, 2, {2, 3}, WHOLE},
        {"u8", TENSOR_U8, 2, {2, 3}, WHOLE},    {"f64", TENSOR_F64, 2, {2, 3}, DOUBLE},
    };
    Err err = {""};
    assert_true(tensor_file_write(temp_path(temp, "x.safetensors"), tensors, 6, NULL, &err));
    TensorFile file;
    assert_true(tensor_file_read(&file, &temp->arena, temp_path(temp, "x.safetensors"), &err));
    for (int i = 0; i < file.n_tensors; i++)
        for (int k = 0; k < 6; k++) {
            const Tensor *tensor = &file.tensors[i];
            const double value = tensor->f64 ? tensor->f64[k] : tensor->f32 ? (double)tensor->f32[k] : tensor->i32[k];
            assert_true(value == number_at(temp, (FigureSource){.file = "x.safetensors",
                                                                .field = tensor->name,
                                                                .index = {k / 3, k % 3},
                                                                .n_indices = 2}));
        }
    assert_true(isnan(number_at(
        temp, (FigureSource){.file = "x.safetensors", .field = "f32", .index = {2, 0}, .n_indices = 2})));
    assert_true(isnan(number_at(temp, (FigureSource){.file = "x.safetensors", .field = "f33"})));
}

static void texts_are_read_again(void **state)
{
    Temp *temp = *state;
    temp_write_text(temp, "a.json", "{\"a\": {\"b.c\": 3, \"b\": [1, [2, 4.5]]}, \"words\": \"x\"}");
    temp_write_text(temp, "b.jsonl", "{\"step\": 0, \"x\": 1}\n\n{\"step\": 250, \"x\": 2.5}\n{\"step\": 3");
    temp_write_text(temp, "c.csv", "name,value\none,1.5\n\"t,wo\",2\n");
    temp_write_text(temp, "facts.lua", "return { lines_of = { 1 }, lines  =  { 330, source = 'x' } }");
    static const struct {
        FigureSource source;
        double value;
    } ROWS[] = {
        {{.file = "a.json", .field = "a.b.c"}, 3},
        {{.file = "a.json", .field = "a.b", .index = {1, 1}, .n_indices = 2}, 4.5},
        {{.file = "b.jsonl", .record = "step=250", .field = "x"}, 2.5},
        {{.file = "b.jsonl", .record = "2", .field = "x"}, 2.5},
        {{.file = "c.csv", .record = "2", .field = "value"}, 2},
        {{.file = "facts.lua", .field = "lines"}, 330},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        assert_true(number_at(temp, ROWS[i].source) == ROWS[i].value);
    static const FigureSource NOTHING[] = {
        {.file = "a.json", .field = "a.c"},
        {.file = "a.json", .field = "words"},
        {.file = "a.json", .field = "a.b", .index = {2}, .n_indices = 1},
        {.file = "b.jsonl", .record = "step=251", .field = "x"},
        {.file = "b.jsonl", .record = "3", .field = "step"}, // torn
        {.file = "c.csv", .record = "3", .field = "value"},
        {.file = "c.csv", .record = "1", .field = "name"},
        {.file = "facts.lua", .field = "line"},
        {.file = "gone.json", .field = "x"},
    };
    for (size_t i = 0; i < sizeof NOTHING / sizeof *NOTHING; i++)
        assert_true(isnan(number_at(temp, NOTHING[i])));
}

int main(void)
{
    const struct CMUnitTest pictures[] = {
        cmocka_unit_test(changed_digits_are_found),
        cmocka_unit_test(digits_from_nowhere_are_found),
        cmocka_unit_test(symbols_are_those_of_the_vocabulary),
    };
    const struct CMUnitTest files[] = {
        cmocka_unit_test_setup_teardown(tensors_are_read_again, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(texts_are_read_again, temp_setup, temp_teardown),
    };
    const int failed = cmocka_run_group_tests(pictures, stage_setup, stage_teardown);
    return failed + cmocka_run_group_tests(files, NULL, NULL);
}
