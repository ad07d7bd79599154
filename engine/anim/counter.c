// counter.c — a number that counts.
//
// A counter is a group that holds one group of cells, whose children are, from right to left, a text node for each
// digit, comma and point, and last the sign. The cells' right end is at 0; the group of cells is moved so that what is
// shown keeps its alignment. All digit cells are equally wide, so a figure that changes moves nothing. What a cell
// shows is picked by PROP_VARIANT, and the layout is read back from the nodes: a counter has no data of its own.
#include "engine/anim/counter.h"

#include "engine/anim/scene_data.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DECIMALS = 9, MAX_CELLS = 40 };

// The variants of a digit cell: blank, 0 … 9, the dash of a number that is not known.
enum { VARIANT_BLANK, VARIANT_ZERO, VARIANT_DASH = VARIANT_ZERO + 10, N_DIGIT_VARIANTS };

// The variants of a comma, a point and the sign: blank and shown.
enum { VARIANT_SHOWN = 1, N_SIGN_VARIANTS };

static const double MOST_MAGNITUDE = 1e15; // what a double tells apart to the last digit

// ---- making ----

// Runs of one character each. They keep the style's alignment, from which counter_values learns it.
static const TextRun *const *shape_variants(Scene *s, const TextStyle *style, const char *const *texts, int n_texts)
{
    TextStyle one_line = *style;
    one_line.max_width = 0;
    const TextRun **runs = ARENA_ARRAY(s->arena, const TextRun *, n_texts);
    for (int i = 0; i < n_texts; i++) {
        Err err = {""};
        runs[i] = text_shape(s->fonts, s->arena, &one_line, texts[i], &err);
        if (!runs[i]) {
            scene_fail(s, "%s", err.text);
            return NULL;
        }
    }
    return runs;
}

// The left end and the width of a cell, from what it shows first: a figure, a comma, a point or the sign.
static double cell_left(const Node *cell)
{
    return cell->base[PROP_X] + cell->runs[VARIANT_SHOWN]->logical.x;
}

static double cell_width(const Node *cell)
{
    return cell->runs[VARIANT_SHOWN]->logical.w;
}

// Where the right end of a number goes that begins at `left` while it ends at 0.
static double shift_of(Align align, double left)
{
    switch (align) {
    case ALIGN_START:
        return -left;
    case ALIGN_MIDDLE:
        return -left / 2;
    case ALIGN_END:
        break;
    }
    return 0;
}

// Adds a cell whose right end is at *right, and moves *right to where the next cell to the left ends.
static void cell_add(Scene *s, Node *cells, Color color, const TextRun *const *runs, int n_runs, double *right)
{
    Node *cell = node_text_from_runs(s, &(TextSpec){.parent = cells, .color = color}, runs, n_runs);
    cell->base[PROP_X] = *right - cell_width(cell) - runs[VARIANT_SHOWN]->logical.x;
    *right = cell_left(cell) - runs[0]->style.letter_space;
}

// The cells from the right, where the number's end is fixed.
static void cells_add(Scene *s, Node *cells, const TextStyle *style, Color color, int n_whole, int decimals)
{
    static const char *const DIGITS[N_DIGIT_VARIANTS] = {"",  "0", "1", "2", "3", "4",
                                                         "5", "6", "7", "8", "9", "\xe2\x80\x93"}; // en dash
    static const char *const COMMA[N_SIGN_VARIANTS] = {"", ","}, *const POINT[N_SIGN_VARIANTS] = {"", "."};
    static const char *const MINUS[N_SIGN_VARIANTS] = {"", "\xe2\x88\x92"}; // U+2212, as wide as a figure
    const TextRun *const *digits = shape_variants(s, style, DIGITS, N_DIGIT_VARIANTS);
    const TextRun *const *comma = shape_variants(s, style, COMMA, N_SIGN_VARIANTS);
    const TextRun *const *point = shape_variants(s, style, POINT, N_SIGN_VARIANTS);
    const TextRun *const *minus = shape_variants(s, style, MINUS, N_SIGN_VARIANTS);
    if (!digits || !comma || !point || !minus)
        return;
    double right = 0;
    for (int i = 0; i < decimals; i++)
        cell_add(s, cells, color, digits, N_DIGIT_VARIANTS, &right);
    if (decimals > 0)
        cell_add(s, cells, color, point, N_SIGN_VARIANTS, &right);
    for (int i = 0; i < n_whole; i++) {
        if (i > 0 && i % 3 == 0)
            cell_add(s, cells, color, comma, N_SIGN_VARIANTS, &right);
        cell_add(s, cells, color, digits, N_DIGIT_VARIANTS, &right);
    }
    // Until there are values, the room for the largest number stands as the style aligns it.
    cells->base[PROP_X] = shift_of(style->align, cell_left(cells->children[cells->n_children - 1]));
    cell_add(s, cells, color, minus, N_SIGN_VARIANTS, &right);
}

// The digits before the point of a number printed with so many decimals.
static int whole_digits(double value, int decimals)
{
    char text[64];
    const int length = snprintf(text, sizeof text, "%.*f", decimals, fabs(value));
    return decimals > 0 ? length - decimals - 1 : length;
}

Node *add_counter(Scene *s, Node *parent, double x, double y, const TextStyle *style, Color color, int decimals,
                  double most, const char *source)
{
    Node *counter = add_group_with(s, (GroupSpec){.parent = parent, .x = x, .y = y});
    if (source)
        node_source(s, counter, source);
    Node *cells = add_group_with(s, (GroupSpec){.parent = counter});
    if (decimals < 0 || decimals > MOST_DECIMALS || !(fabs(most) < MOST_MAGNITUDE))
        scene_fail(s, "a counter shows 0 to %d decimals and numbers below %g, not %d decimals of %g", MOST_DECIMALS,
                   MOST_MAGNITUDE, decimals, most);
    else
        cells_add(s, cells, style, color, whole_digits(most, decimals), decimals);
    return counter;
}

// ---- counting ----

// The counter's parts, read back from its nodes.
typedef struct Cells {
    Node *group;
    Node **cells; // [n_cells] from the right, without the sign
    Node *sign;
    int n_cells;
    int decimals;
    Align align;
} Cells;

static bool is_digit(const Node *cell)
{
    return cell->n_runs == N_DIGIT_VARIANTS;
}

// False for a node that is no counter, and for a counter that could not be made.
static bool cells_read(const Node *counter, Cells *cells)
{
    Node *group = node_child(counter, 0);
    const int n_children = node_child_count(group);
    if (n_children < 2 || group->children[0]->n_runs != N_DIGIT_VARIANTS)
        return false;
    *cells = (Cells){
        .group = group,
        .cells = group->children,
        .sign = group->children[n_children - 1],
        .n_cells = n_children - 1,
        .align = group->children[0]->runs[0]->style.align,
    };
    for (int i = 0; i < cells->n_cells; i++)
        if (!is_digit(cells->cells[i]) && cells->cells[i]->runs[VARIANT_SHOWN]->text[0] == '.')
            cells->decimals = i;
    return true;
}

// What all parts show at one time: the variants of the cells in the order of Cells, then these.
enum { PART_SIGN_VARIANT = MAX_CELLS, PART_SIGN_X, PART_SHIFT /* x of the group of cells */, N_PARTS };

typedef struct Shown {
    double part[N_PARTS];
} Shown;

// Moves the sign up to the first figure, and all to where the alignment wants it. `left`: of the first figure.
static void shown_place(const Cells *cells, double left, bool negative, Shown *shown)
{
    shown->part[PART_SIGN_VARIANT] = negative ? VARIANT_SHOWN : VARIANT_BLANK;
    shown->part[PART_SIGN_X] = cells->sign->base[PROP_X];
    if (negative) {
        const double left_most = cell_left(cells->cells[cells->n_cells - 1]);
        shown->part[PART_SIGN_X] += left - left_most;
        left -= left_most - cell_left(cells->sign);
    }
    shown->part[PART_SHIFT] = shift_of(cells->align, left);
}

// A number as variants. False when it needs more cells than there are.
static bool shown_make(const Cells *cells, double value, Shown *shown)
{
    *shown = (Shown){{0}};
    if (!isfinite(value)) {
        shown->part[0] = VARIANT_DASH;
        shown_place(cells, cell_left(cells->cells[0]), false, shown);
        return true;
    }
    if (fabs(value) >= MOST_MAGNITUDE)
        return false;
    char text[64];
    int at_char = snprintf(text, sizeof text, "%.*f", cells->decimals, fabs(value)) - 1;
    int n_shown = 0;
    for (; n_shown < cells->n_cells && at_char >= 0; n_shown++) {
        if (is_digit(cells->cells[n_shown])) {
            shown->part[n_shown] = VARIANT_ZERO + (text[at_char--] - '0');
            continue;
        }
        shown->part[n_shown] = VARIANT_SHOWN;
        at_char -= text[at_char] == '.'; // a comma is not in the text
    }
    const bool negative = value < 0 && strspn(text, "0.") < strlen(text); // never −0.00
    shown_place(cells, cell_left(cells->cells[n_shown - 1]), negative, shown);
    return at_char < 0;
}

// Writes a property's keys where its part changes.
static void write_changes(Scene *s, Node *node, Prop prop, const double *t_s, const Shown *shown, int part,
                          int n_values)
{
    double *key_s = mem_alloc(sizeof *key_s * (size_t)n_values), *key = mem_alloc(sizeof *key * (size_t)n_values);
    int n_keys = 0;
    for (int i = 0; i < n_values; i++)
        if (n_keys == 0 || shown[i].part[part] != key[n_keys - 1]) {
            key_s[n_keys] = t_s[i];
            key[n_keys++] = shown[i].part[part];
        }
    if (n_keys > 1 || key[0] != node_value(node, prop, t_s[0]))
        node_keys(s, node, prop, EASE_STEP, key_s, key, n_keys);
    free(key_s);
    free(key);
}

void counter_values(Scene *s, Node *counter, const double *t_s, const double *value, int n_values)
{
    Cells cells;
    if (n_values <= 0)
        return;
    if (!cells_read(counter, &cells)) {
        scene_fail(s, "counter_values needs a node that add_counter made");
        return;
    }
    Shown *shown = mem_alloc(sizeof *shown * (size_t)n_values);
    for (int i = 0; i < n_values; i++)
        if (!shown_make(&cells, value[i], &shown[i])) {
            scene_fail(s, "the counter has too few digits for %g: give add_counter the largest number", value[i]);
            goto done;
        }
    for (int i = 0; i < cells.n_cells; i++)
        write_changes(s, cells.cells[i], PROP_VARIANT, t_s, shown, i, n_values);
    write_changes(s, cells.sign, PROP_VARIANT, t_s, shown, PART_SIGN_VARIANT, n_values);
    write_changes(s, cells.sign, PROP_X, t_s, shown, PART_SIGN_X, n_values);
    write_changes(s, cells.group, PROP_X, t_s, shown, PART_SHIFT, n_values);
done:
    free(shown);
}
