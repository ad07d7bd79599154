// support_list.c — every field of an item in words and rounded numbers; what is neutral is left out.
#include "support_list.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

// ---- numbers ----

// Rounded, without zeros at the end, never −0.
static void print_number(double value, int decimals, FILE *out)
{
    char text[64];
    int n = snprintf(text, sizeof text, "%.*f", decimals, value);
    while (n > 0 && decimals > 0 && text[n - 1] == '0')
        n--;
    if (n > 0 && text[n - 1] == '.')
        n--;
    text[n] = '\0';
    fputs(strcmp(text, "-0") == 0 ? "0" : text, out);
}

static void print_numbers(const double *values, int n, int decimals, FILE *out)
{
    for (int i = 0; i < n; i++) {
        fputc(' ', out);
        print_number(values[i], decimals, out);
    }
}

// " NAME value", unless it is the neutral one.
static void print_field(const char *name, double value, double neutral, int decimals, FILE *out)
{
    if (value == neutral)
        return;
    fprintf(out, " %s ", name);
    print_number(value, decimals, out);
}

static unsigned byte_of(float component)
{
    return (unsigned)lrintf(component * 255);
}

static void print_color(const char *name, Color c, FILE *out)
{
    if (color_equal(c, (Color){0}))
        return;
    fprintf(out, " %s #%02x%02x%02x", name, byte_of(c.r), byte_of(c.g), byte_of(c.b));
    if (c.a != 1) {
        fputc('/', out);
        print_number((double)c.a, 4, out);
    }
}

// ---- nodes ----

static int index_in_parent(const Node *node)
{
    int i = 0;
    while (node->parent->children[i] != node)
        i++;
    return i;
}

static void print_place(const Node *node, FILE *out)
{
    if (!node->parent) {
        fputs("canvas", out);
    } else if (!node->parent->parent) {
        fputs(index_in_parent(node) == 0 ? "stage" : "overlay", out);
    } else {
        print_place(node->parent, out);
        fprintf(out, ".%d", index_in_parent(node));
    }
}

static void print_node(const DrawItem *item, FILE *out)
{
    static const char *const NAMES[] = {
        [NODE_GROUP] = "group", [NODE_RECT] = "rect",   [NODE_CIRCLE] = "circle", [NODE_PATH] = "path",
        [NODE_TEXT] = "text",   [NODE_IMAGE] = "image", [NODE_GLOW] = "glow",
    };
    static const char *const KINDS[] = {
        [DRAW_PATH] = "", [DRAW_TEXT] = "",      [DRAW_IMAGE] = "",
        [DRAW_GLOW] = "", [DRAW_PUSH] = "push ", [DRAW_POP] = "pop ",
    };
    fputs(KINDS[item->kind], out);
    fprintf(out, "%s ", NAMES[item->node->kind]);
    print_place(item->node, out);
    if (item->node->title)
        fprintf(out, " (%s)", item->node->title);
}

// ---- what items point to ----

// FNV-1a
static uint32_t sum_of(const void *data, size_t n_bytes)
{
    uint32_t sum = 2166136261u;
    for (const unsigned char *at = data, *end = at + n_bytes; at < end; at++)
        sum = (sum ^ *at) * 16777619u;
    return sum;
}

// In quotes, newlines as \n.
static void print_words(const char *words, FILE *out)
{
    fputs(" \"", out);
    for (; *words; words++)
        if (*words == '\n')
            fputs("\\n", out);
        else
            fputc(*words, out);
    fputc('"', out);
}

static void print_run(const TextRun *run, FILE *out)
{
    static const char *const FAMILIES[] = {
        [FONT_SANS] = "sans", [FONT_MONO] = "mono", [FONT_SERIF] = "serif", [FONT_MATH] = "math"};
    static const char *const ALIGNS[] = {
        [ALIGN_START] = "", [ALIGN_MIDDLE] = " centred", [ALIGN_END] = " to the right"};
    const TextStyle *style = &run->style;
    print_words(run->text, out);
    fprintf(out, " %s", FAMILIES[style->family]);
    print_numbers(&style->size, 1, 2, out);
    print_field("weight", style->weight, 0, 0, out);
    print_field("spaced", style->letter_space, 0, 2, out);
    print_field("pitch", style->line_pitch, 1.3 * style->size, 2, out);
    print_field("baseline", run->baseline, 0, 2, out);
    fprintf(out, "%s%s%s", style->italic ? " italic" : "", style->small_caps ? " small caps" : "",
            ALIGNS[style->align]);
}

static void print_shape(const Node *node, FILE *out)
{
    fprintf(out, " verbs %d length", node->shapes[0]->n_verbs);
    print_numbers(&(double){path_length(node->shapes[0])}, 1, 1, out);
    print_field("shapes", node->n_shapes, 1, 0, out);
    if (node->round_caps)
        fputs(" round", out);
}

static void print_cells(const Image *image, FILE *out)
{
    const size_t n = (size_t)image->n_cols * (size_t)image->n_rows;
    fprintf(out, " cells %d × %d, sum %08" PRIx32 "%s", image->n_cols, image->n_rows,
            sum_of(image->pixels, n * sizeof *image->pixels), image->smooth ? " smooth" : "");
}

static void print_content(const DrawItem *item, FILE *out)
{
    const Node *node = item->node;
    if (item->run)
        print_run(item->run, out);
    if (item->kind == DRAW_PATH && node->kind == NODE_PATH)
        print_shape(node, out);
    if (item->kind == DRAW_IMAGE)
        print_cells(node->image, out);
    if (item->kind == DRAW_GLOW) {
        print_shape(node, out);
        print_field("sigma", node->glow_sigma, 0, 2, out);
    }
}

// ---- lists ----

static void print_fields(const DrawItem *item, FILE *out)
{
    const Matrix m = item->matrix;
    fputs(" at", out);
    print_numbers((double[]){m.x0, m.y0}, 2, 2, out);
    if (m.xx != 1 || m.yx != 0 || m.xy != 0 || m.yy != 1) {
        fputs(" by", out);
        print_numbers((double[]){m.xx, m.yx, m.xy, m.yy}, 4, 4, out);
    }
    fputs(" covers", out);
    print_numbers((double[]){item->bounds.x, item->bounds.y, item->bounds.w, item->bounds.h}, 4, 2, out);
    print_field("opacity", item->opacity, 1, 4, out);
    print_field("w", item->w, 0, 2, out);
    print_field("h", item->h, 0, 2, out);
    print_field("r", item->r, 0, 2, out);
    print_color("fill", item->fill, out);
    print_color("stroke", item->stroke, out);
    print_field("width", item->stroke_width, 0, 2, out);
    print_field("dash", item->dash, 0, 2, out);
    print_field("gap", item->gap, 0, 2, out);
    print_field("offset", item->dash_offset, 0, 2, out);
    print_field("from", item->trim_start, 0, 4, out);
    print_field("to", item->trim_end, item->kind == DRAW_PUSH ? 0 : 1, 4, out);
    print_field("morph", item->morph, 0, 4, out);
    print_field("reveal", item->reveal, item->kind == DRAW_PUSH ? 0 : -1, 2, out);
    print_field("footage", (double)item->footage_frame, 0, 0, out);
    fprintf(out, "%s%s", item->clip ? " clips" : "", item->isolate ? " as one" : "");
}

void display_list_print(const DisplayList *list, FILE *out)
{
    int depth = 0;
    for (int i = 0; i < list->n_items; i++) {
        const DrawItem *item = &list->items[i];
        depth -= item->kind == DRAW_POP;
        fprintf(out, "%*s", 2 * depth, "");
        print_node(item, out);
        if (item->kind != DRAW_POP) {
            print_fields(item, out);
            print_content(item, out);
        }
        fputc('\n', out);
        depth += item->kind == DRAW_PUSH;
    }
}
