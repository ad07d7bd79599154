// parse_tables.c — environments: matrices, cases, aligned lines.
#include "engine/base/nearest.h"
#include "engine/base/utf8.h"
#include "engine/formula/parser.h"

#include <string.h>

typedef struct Environment {
    const char *name;
    TableShape shape;
    uint32_t left, right;
} Environment;

static const Environment ENVIRONMENTS[] = {
    {"matrix", TABLE_MATRIX, 0, 0},      {"pmatrix", TABLE_MATRIX, '(', ')'}, {"bmatrix", TABLE_MATRIX, '[', ']'},
    {"Bmatrix", TABLE_MATRIX, '{', '}'}, {"vmatrix", TABLE_MATRIX, '|', '|'}, {"Vmatrix", TABLE_MATRIX, 0x2016, 0x2016},
    {"cases", TABLE_CASES, '{', 0},      {"aligned", TABLE_ALIGNED, 0, 0},
};
enum { N_ENVIRONMENTS = sizeof ENVIRONMENTS / sizeof *ENVIRONMENTS };

static const Environment *read_environment(Parser *p, int byte)
{
    const char *names[N_ENVIRONMENTS];
    const char *name = parser_words(p, "an environment's name");
    for (int i = 0; i < N_ENVIRONMENTS; i++) {
        names[i] = ENVIRONMENTS[i].name;
        if (strcmp(name, names[i]) == 0)
            return &ENVIRONMENTS[i];
    }
    parser_fail(p, byte, "there is no environment \"%s\"; did you mean %s?", name,
                nearest_names(p->arena, name, names, N_ENVIRONMENTS));
    return NULL;
}

typedef struct Rows {
    Atoms ***items; // [n], each [n_cells[i]]
    int *n_cells;
    int n, capacity, cap_cells;
} Rows;

static void read_rows(Parser *p, Rows *rows)
{
    char name[MOST_COMMAND] = "\\";
    while (!p->failed && strcmp(name, "\\") == 0) {
        Atoms **cells = NULL;
        int n = 0, capacity = 0;
        for (bool more = true; more && !p->failed;) {
            cells = arena_grow(p->arena, cells, n, &capacity, sizeof *cells);
            cells[n++] = parser_list(p, false);
            more = p->source[p->at] == '&';
            p->at += more;
        }
        parser_peek_command(p, name);
        if (strcmp(name, "\\") == 0)
            parser_take_command(p, name);
        else if (n == 1 && cells[0]->n == 0 && rows->n > 0)
            break; // the last line ended with a break
        rows->items = arena_grow(p->arena, rows->items, rows->n, &rows->capacity, sizeof *rows->items);
        rows->n_cells = arena_grow(p->arena, rows->n_cells, rows->n, &rows->cap_cells, sizeof *rows->n_cells);
        rows->items[rows->n] = cells;
        rows->n_cells[rows->n++] = n;
    }
}

static void fill_table(Parser *p, Atom *table, const Rows *rows)
{
    for (int i = 0; i < rows->n; i++)
        table->n_columns = rows->n_cells[i] > table->n_columns ? rows->n_cells[i] : table->n_columns;
    table->n_rows = rows->n;
    table->cells = ARENA_ARRAY(p->arena, Atoms *, (int64_t)table->n_rows * table->n_columns);
    for (int i = 0; i < rows->n; i++)
        for (int k = 0; k < rows->n_cells[i]; k++)
            table->cells[i * table->n_columns + k] = rows->items[i][k];
}

static AtomMark delimiter_mark(Parser *p, uint32_t code, int byte)
{
    char shown[5];
    if (code == 0)
        return (AtomMark){.part = NO_PART, .span = NO_SPAN};
    utf8_encode(code, shown);
    const char *words = arena_strdup(p->arena, shown);
    return parser_mark(p, words, words, byte);
}

void parser_substack(Parser *p, Atoms *list, int byte)
{
    Rows rows = {0};
    parser_skip_spaces(p);
    if (p->source[p->at] != '{') {
        parser_fail(p, byte, "\\substack has its lines in braces; write \\substack{a \\\\ b}");
        return;
    }
    p->at++;
    read_rows(p, &rows);
    if (p->source[p->at] != '}') {
        parser_fail(p, byte, "{ has no }; close it");
        return;
    }
    p->at++;
    Atom *table = parser_add(p, list, ATOM_TABLE, CLASS_ORD);
    table->shape = TABLE_STACK;
    fill_table(p, table, &rows);
}

void parser_table(Parser *p, Atoms *list, int byte)
{
    char name[MOST_COMMAND];
    Rows rows = {0};
    const Environment *environment = read_environment(p, byte);
    if (!environment)
        return;
    Atom *fence = parser_add(p, list, ATOM_FENCE, CLASS_INNER);
    fence->code = environment->left;
    fence->right = environment->right;
    fence->mark = delimiter_mark(p, environment->left, byte);
    fence->body = ARENA_NEW(p->arena, Atoms);
    Atom *table = parser_add(p, fence->body, ATOM_TABLE, CLASS_ORD);
    table->shape = environment->shape;
    read_rows(p, &rows);
    parser_peek_command(p, name);
    const int end = p->at;
    if (strcmp(name, "end") != 0) {
        parser_fail(p, byte, "\\begin{%s} has no \\end{%s}; close it", environment->name, environment->name);
        return;
    }
    parser_take_command(p, name);
    const char *ended = parser_words(p, "an environment's name");
    if (strcmp(ended, environment->name) != 0)
        parser_fail(p, end, "\\end{%s} stands where \\end{%s} belongs", ended, environment->name);
    fence->right_mark = delimiter_mark(p, environment->right, end);
    fill_table(p, table, &rows);
}
