// audit.c — which texts are seen when, and what their figures come to when they are looked up again.
#include "engine/output/audit.h"

#include "engine/anim/scene_data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Audit {
    Recorded *recorded;
    const Scene *scene;
    Arena *arena;
    AuditRow *rows; // [n_rows]
    int n_rows, cap_rows;
} Audit;

// ---- when a text is seen ----

static bool is_seen(const Node *node, int variant, double t_s)
{
    double opacity = 1;
    for (const Node *each = node; each; each = each->parent)
        opacity *= node_value(each, PROP_OPACITY, t_s);
    const bool shown = node->n_runs < 2 || (int)floor(node_value(node, PROP_VARIANT, t_s) + 0.5) == variant;
    return shown && opacity > INVISIBLE;
}

static int by_time(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void add_times(Audit *audit, const Track *track, double **times, int *n, int *capacity)
{
    for (int i = 0; track && i < track->n_keys; i++) {
        *times = arena_grow(audit->arena, *times, *n, capacity, sizeof **times);
        (*times)[(*n)++] = track->keys[i].t_s;
    }
}

// Between two keys that say whether a text is seen nothing changes but by how much; the middle tells. [*n_spans]
static AuditSpan *seen_spans(Audit *audit, const Node *node, int variant, int *n_spans)
{
    double *times = ARENA_ARRAY(audit->arena, double, 2);
    int n = 2, capacity = 2;
    times[1] = audit->scene->dur_s;
    add_times(audit, node->tracks[PROP_VARIANT], &times, &n, &capacity);
    for (const Node *each = node; each; each = each->parent)
        add_times(audit, each->tracks[PROP_OPACITY], &times, &n, &capacity);
    qsort(times, (size_t)n, sizeof *times, by_time);
    AuditSpan *spans = ARENA_ARRAY(audit->arena, AuditSpan, n);
    *n_spans = 0;
    for (int i = 0; i + 1 < n; i++) {
        if (times[i + 1] <= times[i] || !is_seen(node, variant, (times[i] + times[i + 1]) / 2))
            continue;
        if (*n_spans > 0 && spans[*n_spans - 1].to_s >= times[i])
            spans[*n_spans - 1].to_s = times[i + 1];
        else
            spans[(*n_spans)++] = (AuditSpan){times[i], times[i + 1]};
    }
    return spans;
}

// ---- figures again ----

static bool evaluate(Audit *audit, const Figure *figure, double *value, Err *err)
{
    switch (figure->kind) {
    case FIGURE_RUN:
    case FIGURE_FACT:
    case FIGURE_DATA:
        return recorded_number(audit->recorded, figure, value, err);
    case FIGURE_COUNT:
    case FIGURE_SCALE:
    case FIGURE_ORDINAL:
    case FIGURE_COMPUTED:
    case FIGURE_CONSTANT:
    case FIGURE_NAME:
    case FIGURE_QUOTE:
        *value = figure->value;
        return true;
    case FIGURE_OP:
        break;
    }
    double *values = ARENA_ARRAY(audit->arena, double, figure->n_operands);
    for (int i = 0; i < figure->n_operands; i++)
        if (!evaluate(audit, figure->operands[i], &values[i], err))
            return false;
    *value = figure_evaluate(figure->op, values, figure->n_operands);
    return true;
}

static void check_number(Audit *audit, const ShownFigure *shown, AuditRow *row)
{
    Err err = {""};
    double value = 0;
    if (!evaluate(audit, shown->figure, &value, &err)) {
        row->recorded = arena_strdup(audit->arena, err.text);
        return;
    }
    row->recorded = figure_text(audit->arena, value, shown->format);
    row->equal = row->recorded && strcmp(row->recorded, row->shown) == 0 && shown->figure->kind != FIGURE_CONSTANT;
}

// What is quoted is a part of what was recorded.
static void check_quote(Audit *audit, const ShownFigure *shown, AuditRow *row)
{
    Err err = {""};
    const char *words = NULL;
    if (!recorded_words(audit->recorded, shown->figure, &words, &err)) {
        row->recorded = arena_strdup(audit->arena, err.text);
        return;
    }
    row->equal = strstr(words, shown->figure->words) != NULL;
    row->recorded = arena_strdup(audit->arena, row->equal ? row->shown : words);
}

// ---- rows ----

static int by_begin(const void *a, const void *b)
{
    return by_time(&((const AuditSpan *)a)->from_s, &((const AuditSpan *)b)->from_s);
}

static void add_spans(Audit *audit, AuditRow *row, const AuditSpan *spans, int n_spans)
{
    for (int i = 0; i < n_spans; i++) {
        row->spans = arena_grow(audit->arena, row->spans, row->n_spans, &row->cap_spans, sizeof *row->spans);
        row->spans[row->n_spans++] = spans[i];
    }
    qsort(row->spans, (size_t)row->n_spans, sizeof *row->spans, by_begin);
    int n = 0;
    for (int i = 0; i < row->n_spans; i++) {
        if (n > 0 && row->spans[i].from_s <= row->spans[n - 1].to_s)
            row->spans[n - 1].to_s = fmax(row->spans[n - 1].to_s, row->spans[i].to_s);
        else
            row->spans[n++] = row->spans[i];
    }
    row->n_spans = n;
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

// A row, or more spans of one that is the same number.
static void add_row(Audit *audit, const AuditRow *row, const AuditSpan *spans, int n_spans)
{
    for (int i = 0; i < audit->n_rows; i++)
        if (same(audit->rows[i].shown, row->shown) && same(audit->rows[i].source, row->source) &&
            same(audit->rows[i].recorded, row->recorded)) {
            add_spans(audit, &audit->rows[i], spans, n_spans);
            return;
        }
    audit->rows = arena_grow(audit->arena, audit->rows, audit->n_rows, &audit->cap_rows, sizeof *audit->rows);
    audit->rows[audit->n_rows] = *row;
    add_spans(audit, &audit->rows[audit->n_rows++], spans, n_spans);
}

// Words that belong to a picture or are a name are as they are; of these only such with digits are numbers to a viewer.
static AuditRow figure_row(Audit *audit, const char *text, const ShownFigure *shown)
{
    AuditRow row = {.text = text,
                    .shown = arena_strndup(audit->arena, text + shown->first_byte, (size_t)shown->n_bytes)};
    const FigureKind kind = shown->figure ? shown->figure->kind : FIGURE_NAME;
    row.source = shown->figure ? figure_describe(audit->arena, shown->figure) : "of the picture";
    if (kind == FIGURE_NAME) {
        row.recorded = row.shown;
        row.equal = true;
    } else if (kind == FIGURE_QUOTE) {
        check_quote(audit, shown, &row);
    } else {
        check_number(audit, shown, &row);
    }
    return row;
}

static bool is_number(const Audit *audit, const char *text, const ShownFigure *shown)
{
    const bool words = !shown->figure || shown->figure->words;
    const char *part = arena_strndup(audit->arena, text + shown->first_byte, (size_t)shown->n_bytes);
    return !words || shown_first_bare_digit(part, NULL) >= 0;
}

// Words that are seen or heard, and where the author has written them.
typedef struct AuditWords {
    const char *text;
    const Shown *shown; // NULL: no figures
    const char *file;
    int line;
} AuditWords;

static void audit_words(Audit *audit, AuditWords words, const AuditSpan *spans, int n_spans)
{
    for (int i = 0; words.shown && i < words.shown->n_figures; i++) {
        if (!is_number(audit, words.text, &words.shown->figures[i]))
            continue;
        AuditRow row = figure_row(audit, words.text, &words.shown->figures[i]);
        row.file = words.file;
        row.line = words.line;
        add_row(audit, &row, spans, n_spans);
    }
    const AuditRow bare = {.text = words.text,
                           .shown = words.text,
                           .recorded = "a digit comes from nowhere",
                           .file = words.file,
                           .line = words.line};
    if (shown_first_bare_digit(words.text, words.shown) >= 0)
        add_row(audit, &bare, spans, n_spans);
}

static void audit_text(Audit *audit, const Node *node, int variant)
{
    const char *text = node->runs[variant]->text;
    const Shown *shown = node_shown(node, variant);
    if (shown_first_bare_digit(text, NULL) < 0 && (!shown || shown->n_figures == 0))
        return;
    int n_spans = 0;
    const AuditSpan *spans = seen_spans(audit, node, variant, &n_spans);
    if (n_spans > 0)
        audit_words(audit, (AuditWords){text, shown, node->file, node->line}, spans, n_spans);
}

static int by_first_seen(const void *a, const void *b)
{
    return by_begin(((const AuditRow *)a)->spans, ((const AuditRow *)b)->spans);
}

// Captions repeat what is said, which is looked at as such.
static bool is_audited(const Scene *scene, const Node *node)
{
    return node->kind == NODE_TEXT && !node->stands_in && !front_has(scene, node);
}

static void audit_remarks(Audit *audit, const Remark *remarks, int n)
{
    for (int i = 0; i < n; i++)
        audit_words(audit, (AuditWords){remarks[i].words, remarks[i].shown, remarks[i].file, remarks[i].line},
                    &(const AuditSpan){remarks[i].t_s, remarks[i].t_s}, 1);
}

const AuditRow *audit_scene(Recorded *recorded, const Scene *scene, Arena *arena, int *n_rows)
{
    Audit audit = {recorded, scene, arena, NULL, 0, 0};
    for (int i = 0; i < scene->n_nodes; i++)
        for (int k = 0; is_audited(scene, scene->nodes[i]) && k < scene->nodes[i]->n_runs; k++)
            audit_text(&audit, scene->nodes[i], k);
    for (int i = 0; i < scene->n_says; i++) {
        const Say *say = &scene->says[i];
        audit_words(&audit, (AuditWords){say->words, say->shown, say->file, say->line},
                    &(const AuditSpan){say->t_s, say->t_s + say->dur_s}, 1);
    }
    audit_remarks(&audit, scene->key_frames, scene->n_key_frames);
    audit_remarks(&audit, scene->takeaways, scene->n_takeaways);
    if (audit.n_rows > 0)
        qsort(audit.rows, (size_t)audit.n_rows, sizeof *audit.rows, by_first_seen);
    *n_rows = audit.n_rows;
    return audit.rows;
}
