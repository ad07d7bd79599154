// compare.c — gptreel compare.
#include "model/cli/compare.h"

#include "engine/base/file.h"
#include "engine/base/json_out.h"
#include "engine/base/utf8.h"
#include "model/cli/cli.h"
#include "model/cli/commands.h"
#include "model/run/run.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const char NOTHING[] = "–"; // a value that a run does not have

// What is said about a run.
typedef struct Row {
    const char *name;
    const Run *run;
    double loss;           // of the last logged batch; NAN when there is none, as below
    double val_loss;       // of the last evaluation
    const RunMetric *best; // NULL without evaluations
    double tokens_per_s;
} Row;

typedef struct Table {
    Arena *arena;
    Row *rows; // [n_rows]
    int n_rows, n_room;
} Table;

// ---- reading ----

static bool add_run(Table *table, const char *dir, Err *err)
{
    const Run *run = run_read_texts(table->arena, dir, err);
    if (!run)
        return false;
    Row row = {.name = dir, .run = run, .loss = (double)NAN, .val_loss = (double)NAN, .best = run_best(run)};
    for (int i = 0; i < run->n_metrics; i++) {
        if (!isnan(run->metrics[i].loss))
            row.loss = run->metrics[i].loss;
        if (!isnan(run->metrics[i].val_loss))
            row.val_loss = run->metrics[i].val_loss;
    }
    row.tokens_per_s = run->train_s > 0 ? (double)run->n_tokens / run->train_s : (double)NAN;
    table->rows = arena_grow(table->arena, table->rows, table->n_rows, &table->n_room, sizeof row);
    table->rows[table->n_rows++] = row;
    return true;
}

// The number that a run of a folder is ordered by.
static double rank_of(const Row *row)
{
    const double loss = isnan(row->val_loss) ? row->loss : row->val_loss;
    return isnan(loss) ? HUGE_VAL : loss;
}

static int compare_rows(const void *a, const void *b)
{
    const Row *left = a, *right = b;
    const double l = rank_of(left), r = rank_of(right);
    return l != r ? (l < r) - (l > r) : strcmp(left->name, right->name);
}

static bool has_run(Arena *arena, const char *dir)
{
    return file_exists(path_join(arena, dir, "run.json"));
}

// The runs in the folders of a folder.
static bool add_folder(Table *table, const char *dir, Err *err)
{
    const int first = table->n_rows;
    DIR *stream = opendir(dir);
    if (!stream)
        return err_errno(err, "cannot read the folder %s", dir);
    bool ok = true;
    for (const struct dirent *entry; ok && (entry = readdir(stream)) != NULL;) {
        const char *inner = path_join(table->arena, dir, entry->d_name);
        if (entry->d_name[0] != '.' && has_run(table->arena, inner))
            ok = add_run(table, inner, err);
    }
    closedir(stream);
    if (ok && table->n_rows == first)
        return err_set(err, "there is no run in %s: neither it nor a folder in it has a run.json", dir);
    if (ok)
        qsort(table->rows + first, (size_t)(table->n_rows - first), sizeof *table->rows, compare_rows);
    return ok;
}

static void shorten_names(Table *table)
{
    const char **dirs = ARENA_ARRAY(table->arena, const char *, table->n_rows);
    for (int i = 0; i < table->n_rows; i++)
        dirs[i] = table->rows[i].name;
    const char **names = path_names(table->arena, dirs, table->n_rows);
    for (int i = 0; i < table->n_rows; i++)
        table->rows[i].name = names[i];
}

// ---- as a table ----

static const char *loss_text(Arena *arena, double loss)
{
    return isnan(loss) ? NOTHING : arena_printf(arena, "%.4f", loss);
}

// 1234567 as 1,234,567.
static const char *whole_text(Arena *arena, int64_t number)
{
    const char *digits = arena_printf(arena, "%lld", (long long)number);
    const size_t n = strlen(digits);
    char *text = arena_alloc(arena, n + n / 3 + 1), *at = text;
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            *at++ = ',';
        *at++ = digits[i];
    }
    return text;
}

static const char *time_text(Arena *arena, double s)
{
    if (isnan(s))
        return NOTHING;
    if (s < 120)
        return arena_printf(arena, "%.1f s", s);
    return s < 7200 ? arena_printf(arena, "%.0f min", s / 60) : arena_printf(arena, "%.1f h", s / 3600);
}

static const char *name_text(Arena *arena, const Row *row)
{
    const char *state = row->run->state, *name = row->name;
    if (row->run->diverged_at > 0)
        name = arena_printf(arena, "%s (%s at step %lld)", name, state, (long long)row->run->diverged_at);
    else if (strcmp(state, "complete") != 0)
        name = arena_printf(arena, "%s (%s)", name, state);
    return utf8_harmless(arena, name);
}

static const char *parameters_text(Arena *arena, const Row *row)
{
    return whole_text(arena, row->run->n_params);
}

static const char *steps_text(Arena *arena, const Row *row)
{
    return whole_text(arena, row->run->n_steps);
}

static const char *tokens_text(Arena *arena, const Row *row)
{
    return whole_text(arena, row->run->n_tokens);
}

static const char *context_text(Arena *arena, const Row *row)
{
    return whole_text(arena, row->run->n_ctx);
}

static const char *train_text(Arena *arena, const Row *row)
{
    return loss_text(arena, row->loss);
}

static const char *val_text(Arena *arena, const Row *row)
{
    return loss_text(arena, row->val_loss);
}

static const char *best_text(Arena *arena, const Row *row)
{
    return row->best ? loss_text(arena, row->best->val_loss) : NOTHING;
}

static const char *best_step_text(Arena *arena, const Row *row)
{
    return row->best ? whole_text(arena, row->best->step) : NOTHING;
}

static const char *duration_text(Arena *arena, const Row *row)
{
    return time_text(arena, row->run->train_s);
}

static const char *speed_text(Arena *arena, const Row *row)
{
    return isnan(row->tokens_per_s) ? NOTHING : whole_text(arena, (int64_t)row->tokens_per_s);
}

// To add a column: a row here and its function.
static const struct {
    const char *title;
    const char *(*text)(Arena *arena, const Row *row);
} COLUMNS[] = {
    {"run", name_text},           {"parameters", parameters_text}, {"context", context_text}, {"steps", steps_text},
    {"tokens seen", tokens_text}, {"train loss", train_text},      {"val loss", val_text},    {"best val", best_text},
    {"at step", best_step_text},  {"time", duration_text},         {"tokens/s", speed_text},
};
enum { N_COLUMNS = sizeof COLUMNS / sizeof COLUMNS[0] };

// Columns of what a chat model's answers were worth; they are there when one of the runs has something in them. To add
// one: a row.
static const struct {
    const char *title, *key, *task;
    double temperature;
    size_t offset; // of a double in RunEval
    bool is_share; // shown as per cent
} SCORES[] = {
    {"sums", "sums", "sums", 0, offsetof(RunEval, accuracy), true},
    {"sums sampled", "sums_sampled", "sums", 1, offsetof(RunEval, accuracy), true},
    {"one right", "sums_pass", "sums", 1, offsetof(RunEval, pass), true},
    {"calls", "sums_tool_rate", "sums", 1, offsetof(RunEval, tool_rate), true},
    {"questions", "questions", "questions", 0, offsetof(RunEval, accuracy), true},
    {"spelling", "spelling", "spelling", 0, offsetof(RunEval, accuracy), true},
    {"copying", "copying", "copying", 0, offsetof(RunEval, accuracy), true},
    {"bits/byte", "bits_per_byte", "text", 0, offsetof(RunEval, bits_per_byte), false},
};
enum { N_SCORES = sizeof SCORES / sizeof SCORES[0], MOST_COLUMNS = N_COLUMNS + N_SCORES };

// NAN when the run has none.
static double score_of(const Run *run, int score)
{
    const RunEval *eval = run_last_eval(run, SCORES[score].task, SCORES[score].temperature);
    return eval ? *(const double *)((const char *)eval + SCORES[score].offset) : (double)NAN;
}

static const char *score_text(Arena *arena, const Row *row, int score)
{
    const double value = score_of(row->run, score);
    if (isnan(value))
        return NOTHING;
    return SCORES[score].is_share ? arena_printf(arena, "%.1f %%", 100 * value) : arena_printf(arena, "%.4f", value);
}

static bool has_score(const Table *table, int score)
{
    bool has = false;
    for (int i = 0; i < table->n_rows; i++)
        has = has || !isnan(score_of(table->rows[i].run, score));
    return has;
}

// What stands in a row, or in the titles for row -1, under each column; returns how many columns there are.
static int cells_of(const Table *table, int row, const char *cells[MOST_COLUMNS])
{
    int n = 0;
    for (int c = 0; c < N_COLUMNS; c++)
        cells[n++] = row < 0 ? COLUMNS[c].title : COLUMNS[c].text(table->arena, &table->rows[row]);
    for (int s = 0; s < N_SCORES; s++)
        if (has_score(table, s))
            cells[n++] = row < 0 ? SCORES[s].title : score_text(table->arena, &table->rows[row], s);
    return n;
}

// Names stand to the left, numbers to the right.
static void write_table(const Table *table, FILE *out)
{
    const char *cells[MOST_COLUMNS];
    int widths[MOST_COLUMNS] = {0};
    for (int row = -1; row < table->n_rows; row++)
        for (int c = cells_of(table, row, cells) - 1; c >= 0; c--) {
            const int width = utf8_count(cells[c]);
            widths[c] = width > widths[c] ? width : widths[c];
        }
    for (int row = -1; row < table->n_rows; row++) {
        const int n = cells_of(table, row, cells);
        for (int c = 0; c < n; c++) {
            const int space = widths[c] - utf8_count(cells[c]);
            fprintf(out, "%*s%s%*s%s", c > 0 ? space : 0, "", cells[c], c > 0 ? 0 : space, "", c < n - 1 ? "  " : "\n");
        }
    }
}

// ---- as JSON ----

// NAN is null.
static void put_real(JsonOut *out, const char *key, double value)
{
    json_out_key(out, key);
    json_out_float(out, value);
}

static void write_json(const Table *table, FILE *file)
{
    JsonOut out;
    json_out_init_pretty(&out, 1);
    json_out_begin(&out, '[');
    for (int i = 0; i < table->n_rows; i++) {
        const Row *row = &table->rows[i];
        json_out_begin(&out, '{');
        json_out_text_at(&out, "run", row->run->dir);
        json_out_text_at(&out, "state", row->run->state);
        json_out_key(&out, "diverged_at");
        if (row->run->diverged_at > 0)
            json_out_int(&out, row->run->diverged_at);
        else
            json_out_null(&out);
        json_out_int_at(&out, "parameters", row->run->n_params);
        json_out_int_at(&out, "context", row->run->n_ctx);
        json_out_int_at(&out, "steps", row->run->n_steps);
        json_out_int_at(&out, "tokens", row->run->n_tokens);
        put_real(&out, "loss", row->loss);
        put_real(&out, "val_loss", row->val_loss);
        put_real(&out, "best_val_loss", row->best ? row->best->val_loss : (double)NAN);
        json_out_key(&out, "best_step");
        if (row->best)
            json_out_int(&out, row->best->step);
        else
            json_out_null(&out);
        put_real(&out, "seconds", row->run->train_s);
        put_real(&out, "tokens_per_s", row->tokens_per_s);
        for (int s = 0; s < N_SCORES; s++)
            put_real(&out, SCORES[s].key, score_of(row->run, s));
        json_out_end(&out, '}');
    }
    json_out_end(&out, ']');
    json_out_print(&out, file);
}

bool compare_runs(const CompareRequest *request, Err *err)
{
    Arena arena;
    arena_init(&arena);
    Table table = {.arena = &arena};
    bool ok = true;
    for (int i = 0; i < request->n_dirs && ok; i++) {
        const char *dir = request->dirs[i];
        const bool is_folder_of_runs = dir_exists(dir) && !has_run(&arena, dir);
        ok = is_folder_of_runs ? add_folder(&table, dir, err) : add_run(&table, dir, err);
    }
    for (int i = 0; i < table.n_rows && ok; i++)
        for (int k = 0; k < table.rows[i].run->n_notes; k++)
            fprintf(request->notes, "gptreel: %s\n", utf8_harmless(&arena, table.rows[i].run->notes[k]));
    if (ok) {
        shorten_names(&table);
        if (request->json)
            write_json(&table, request->out);
        else
            write_table(&table, request->out);
        if (fflush(request->out) != 0 || ferror(request->out))
            ok = err_set(err, "cannot write the table: the output is closed or full");
    }
    arena_finish(&arena);
    return ok;
}

// ---- the command ----

static const Opt COMPARE_OPTS[] = {
    {"json", 'j', OPT_FLAG, offsetof(CompareRequest, json), NULL, "as JSON, every number as it was measured"},
    {"help", 'h', OPT_HELP, 0, NULL, "this list"},
    {0},
};

int command_compare(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    CompareRequest request = {.out = stdout, .notes = stderr};
    OptsGiven given;
    const int code = command_parse(MODEL_COMMANDS, COMPARE_OPTS, &request, argc, argv, &given, err);
    if (code >= 0)
        return code;
    request.dirs = (const char *const *)(argv + 1);
    request.n_dirs = given.n_words;
    return compare_runs(&request, err) ? 0 : 1;
}
