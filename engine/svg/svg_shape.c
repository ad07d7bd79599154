// svg_shape.c — rectangles, circles and paths with fill, stroke, dashes; lines that draw themselves; morphs.
//
// A line draws itself by a dash of the drawn part's length with pathLength set to the engine's own length of the path.
// Where it is whole its dashes are "0 0", which SVG takes for none: the corner of a closed path gets its join.
#include "engine/svg/svg_write.h"

#include <math.h>

static const double WHOLE = 1e-6; // fraction of a path

// ---- paint ----

// A colour with its alpha; nothing for one that never shows. False: never.
static bool put_paint(const SvgWriter *w, SvgElement *element, const Node *node, Prop prop, const char *name,
                      const char *opacity_name)
{
    const Curve alpha = svg_curve_alpha(w, node, prop);
    if (!curve_moves(&alpha, 0) && alpha.keys[0].value[0] <= 0)
        return false;
    const Curve color = svg_curve_color(w, node, prop);
    svg_put_color(w, element, name, &color);
    svg_put_property(w, element, opacity_name, &alpha, DECIMALS_OPACITY, 1);
    return true;
}

void svg_put_fill(const SvgWriter *w, SvgElement *element, const Node *node)
{
    put_paint(w, element, node, PROP_FILL, "fill", "fill-opacity");
}

static bool is_stroked(const SvgWriter *w, const Node *node)
{
    const Curve alpha = svg_curve_alpha(w, node, PROP_STROKE);
    const Curve width = svg_curve(w, node, PROP_STROKE_WIDTH, 1, 0, TOLERANCE_UNITS);
    return (curve_moves(&alpha, 0) || alpha.keys[0].value[0] > 0) &&
           (curve_moves(&width, 0) || width.keys[0].value[0] > 0);
}

static void put_stroke(const SvgWriter *w, SvgElement *element, const Node *node)
{
    if (!is_stroked(w, node))
        return;
    put_paint(w, element, node, PROP_STROKE, "stroke", "stroke-opacity");
    const Curve width = svg_curve(w, node, PROP_STROKE_WIDTH, 1, 0, TOLERANCE_UNITS);
    svg_put_property(w, element, "stroke-width", &width, DECIMALS_UNITS, 1);
    if (node->round_caps)
        svg_put(&element->attrs, " stroke-linecap=\"round\" stroke-linejoin=\"round\"");
}

// ---- the drawn part ----

// A contour of a path, or some that are drawn at once, and where it lies in the whole, as fractions of the length.
typedef struct Contour {
    const Path *path;
    double from, to;
    double length;    // of the whole path, units
    double tolerance; // units by which its drawn part may be wrong
} Contour;

typedef struct TrimContext {
    const Node *node;
    const Contour *contour;
} TrimContext;

// The drawn part of the contour at a time: its begin and its length, units.
static void drawn_part(const void *context, double t_s, double *value)
{
    const TrimContext *trim = context;
    const Contour *contour = trim->contour;
    const double start = clamp(node_value(trim->node, PROP_TRIM_START, t_s), contour->from, contour->to);
    const double end = clamp(node_value(trim->node, PROP_TRIM_END, t_s), contour->from, contour->to);
    value[0] = (start - contour->from) * contour->length;
    value[1] = fmax(0, end - start) * contour->length;
}

static void drawn_length(const void *context, double t_s, double *value)
{
    double part[2];
    drawn_part(context, t_s, part);
    value[0] = part[1];
}

static void drawn_begin(const void *context, double t_s, double *value)
{
    double part[2];
    drawn_part(context, t_s, part);
    value[0] = -part[0];
}

static bool is_trimming(const SvgWriter *w, const Node *node)
{
    return svg_moves(w, node, PROP_TRIM_START) || svg_moves(w, node, PROP_TRIM_END);
}

// The length and the negative begin of the drawn part as curves: from the tracks where one of them moves over the only
// contour, else sampled.
static void trim_curves(const SvgWriter *w, const Node *node, const Contour *contour, Curve *length, Curve *begin)
{
    const Prop props[] = {PROP_TRIM_START, PROP_TRIM_END};
    const TrimContext context = {node, contour};
    const bool only = contour->from <= 0 && contour->to >= 1;
    const double start = svg_value(w, node, PROP_TRIM_START), end = svg_value(w, node, PROP_TRIM_END);
    const double whole = contour->length;
    if (only && !svg_moves(w, node, PROP_TRIM_START)) {
        *length = svg_curve(w, node, PROP_TRIM_END, whole, -start * whole, TOLERANCE_UNITS);
        *begin = curve_constant(w->arena, (double[]){-start * whole}, 1);
    } else if (only && !svg_moves(w, node, PROP_TRIM_END)) {
        *length = svg_curve(w, node, PROP_TRIM_START, -whole, end * whole, TOLERANCE_UNITS);
        *begin = svg_curve(w, node, PROP_TRIM_START, -whole, 0, TOLERANCE_UNITS);
    } else {
        *length = svg_curve_sample(w, node, props, 2, drawn_length, &context, 1, contour->tolerance);
        *begin = svg_curve_sample(w, node, props, 2, drawn_begin, &context, 1, contour->tolerance);
    }
}

// Dash and gap from the drawn length: "0 0" as long as all is drawn.
static Curve dash_curve(Arena *arena, const Curve *length, double whole)
{
    const double gap = ceil(whole) + 1;
    Curve dash = {.arena = arena, .n_values = 2};
    bool solid = false;
    for (int i = 0; i < length->n_keys; i++) {
        CurveKey key = length->keys[i];
        const bool last = i + 1 == length->n_keys;
        const bool full = key.value[0] >= whole * (1 - WHOLE);
        const bool stays = full && (last || length->keys[i + 1].way == CURVE_HOLD ||
                                    length->keys[i + 1].value[0] >= whole * (1 - WHOLE));
        key.value[0] = fmax(0, key.value[0]);
        key.value[1] = gap;
        if (!solid)
            curve_add(&dash, key);
        if (stays != solid || (solid && !full)) {
            const CurveKey jump = {
                .t_s = key.t_s, .value = {stays ? 0 : key.value[0], stays ? 0 : gap}, .way = CURVE_HOLD};
            curve_add(&dash, jump);
            solid = stays;
        }
    }
    return dash;
}

static void put_trim(const SvgWriter *w, SvgElement *element, const Node *node, const Contour *contour)
{
    Curve length, begin;
    trim_curves(w, node, contour, &length, &begin);
    const double whole = (contour->to - contour->from) * contour->length;
    const Curve dash = dash_curve(w->arena, &length, whole);
    svg_put(&element->attrs, " pathLength=\"");
    svg_put_number(&element->attrs, whole, DECIMALS_UNITS);
    svg_put(&element->attrs, "\"");
    svg_put_property(w, element, "stroke-dasharray", &dash, DECIMALS_UNITS, (double)NAN);
    svg_put_property(w, element, "stroke-dashoffset", &begin, DECIMALS_UNITS, 0);
    // A dash of no length is a dot when its caps are round. The node's own display knows of the whole path only.
    if (node->round_caps && (contour->from > 0 || contour->to < 1)) {
        const Seen seen = seen_of_curve(w->arena, &length, 0, WHOLE, w->span);
        svg_put_display(w, element, seen, seen_always(w->arena, w->span), true);
    }
}

// ---- geometry ----

static const Path *own_path(const SvgWriter *w, const Node *node)
{
    Path *path = path_create(w->arena);
    if (node->kind == NODE_CIRCLE)
        path_circle(path, 0, 0, fmax(0, svg_value(w, node, PROP_R)));
    else if (node->kind == NODE_RECT)
        path_rect(path, 0, 0, fmax(0, svg_value(w, node, PROP_W)), fmax(0, svg_value(w, node, PROP_H)),
                  svg_value(w, node, PROP_R));
    else {
        const double morph = clamp(node->n_shapes > 1 ? svg_value(w, node, PROP_MORPH) : 0, 0, node->n_shapes - 1);
        const int below = (int)morph;
        if (morph <= below)
            return node->shapes[below];
        return path_mix(node->shapes[below], node->shapes[below + 1], morph - below, w->arena);
    }
    return path;
}

// Hundreds of contours are drawn some at a time, which is not seen, as the lines of a long file are.
static int bundle(Arena *arena, Contour *contours, int n)
{
    enum { MOST = 20 };
    static const double ROUGH = 0.05; // of a bundle
    const int n_each = (n + MOST - 1) / MOST;
    if (n_each == 1)
        return n;
    int n_bundles = 0;
    for (int i = 0; i < n; i += n_each) {
        Path *path = path_create(arena);
        const int end = i + n_each < n ? i + n_each : n;
        for (int k = i; k < end; k++)
            path_append(path, contours[k].path, matrix_identity());
        const double from = contours[i].from, to = contours[end - 1].to, length = contours[i].length;
        contours[n_bundles++] = (Contour){path, from, to, length, ROUGH * (to - from) * length};
    }
    return n_bundles;
}

// Cuts a path into its contours. [*n_contours], in the arena.
static Contour *contours_of(Arena *arena, const Path *path, int *n_contours)
{
    Contour *contours = ARENA_ARRAY(arena, Contour, path->n_verbs + 1);
    const Point *point = path->points;
    Path *contour = NULL;
    Point start = {0, 0};
    int n = 0;
    for (int i = 0; i < path->n_verbs; i++) {
        const PathVerb verb = path->verbs[i];
        if (verb == PATH_MOVE)
            start = *point++;
        if (verb == PATH_MOVE || !contour) {
            contour = path_create(arena);
            path_move(contour, start.x, start.y);
            contours[n++].path = contour;
        }
        if (verb == PATH_LINE)
            path_line(contour, point->x, point->y);
        if (verb == PATH_CUBIC)
            path_cubic(contour, point[0].x, point[0].y, point[1].x, point[1].y, point[2].x, point[2].y);
        point += verb == PATH_LINE ? 1 : verb == PATH_CUBIC ? 3 : 0;
        if (verb == PATH_CLOSE) {
            path_close(contour);
            contour = NULL; // what follows without a move begins at the start again
        }
    }
    const double length = fmax(path_length(path), WHOLE);
    double behind = 0;
    int n_kept = 0;
    for (int i = 0; i < n; i++) {
        const double own = path_length(contours[i].path) / length;
        if (own <= 0)
            continue;
        contours[n_kept++] = (Contour){contours[i].path, behind, behind + own, length, 2 * TOLERANCE_UNITS};
        behind += own;
    }
    if (n_kept > 0)
        contours[n_kept - 1].to = 1;
    *n_contours = bundle(arena, contours, n_kept);
    return contours;
}

// ---- morphs ----

typedef struct MorphContext {
    const Node *node;
    Point offset;
    Arena *arena;
} MorphContext;

static void put_morphed(SvgText *text, const double *value, const void *context)
{
    const MorphContext *morph = context;
    const Node *node = morph->node;
    const int below = (int)clamp(floor(value[0] + 1e-9), 0, node->n_shapes - 1);
    const double between = below + 1 < node->n_shapes ? value[0] - below : 0;
    const Path *path = node->shapes[below];
    if (between > 1e-6)
        path = path_mix(path, node->shapes[below + 1], between, morph->arena);
    svg_put_path(text, path, 1, morph->offset, DECIMALS_UNITS, true);
}

static void morph_at(const void *context, double t_s, double *value)
{
    const Node *node = context;
    value[0] = clamp(node_value(node, PROP_MORPH, t_s), 0, node->n_shapes - 1);
}

// Whether a way leaps over one of the shapes, so that it cannot go straight.
static bool leaps(const CurveKey *a, const CurveKey *b)
{
    const double low = fmin(a->value[0], b->value[0]), high = fmax(a->value[0], b->value[0]);
    return b->way != CURVE_HOLD && floor(low + 1e-9) + 1 < high - 1e-9;
}

static Curve morph_curve(const SvgWriter *w, const Node *node)
{
    const Prop props[] = {PROP_MORPH};
    const double tolerance = 0.001; // of the way from one shape to the next
    const Curve exact = svg_curve(w, node, PROP_MORPH, 1, 0, tolerance);
    bool fits = true;
    for (int i = 0; i < exact.n_keys; i++) {
        fits = fits && exact.keys[i].value[0] >= 0 && exact.keys[i].value[0] <= node->n_shapes - 1;
        fits = fits && (i == 0 || !leaps(&exact.keys[i - 1], &exact.keys[i]));
    }
    if (fits)
        return exact;
    const Curve lines = svg_curve_sample(w, node, props, 1, morph_at, node, 1, tolerance);
    Curve curve = {.arena = w->arena, .n_values = 1};
    for (int i = 0; i < lines.n_keys; i++) {
        const CurveKey *b = &lines.keys[i], *a = i > 0 ? b - 1 : b;
        const double step = b->value[0] > a->value[0] ? 1 : -1;
        double shape = step > 0 ? floor(a->value[0]) + 1 : ceil(a->value[0]) - 1;
        for (; b->way != CURVE_HOLD && (b->value[0] - shape) * step > 1e-9; shape += step) {
            const double u = (shape - a->value[0]) / (b->value[0] - a->value[0]);
            curve_add(&curve, (CurveKey){.t_s = lerp(a->t_s, b->t_s, u), .value = {shape}, .way = CURVE_LINE});
        }
        curve_add(&curve, *b);
    }
    return curve;
}

static const char *put_morph(const SvgWriter *w, const Node *node, Point offset, SvgElement *element)
{
    const Curve curve = morph_curve(w, node);
    const MorphContext context = {node, offset, w->arena};
    svg_put(&element->attrs, " d=\"");
    put_morphed(&element->attrs, (double[]){clamp(svg_value(w, node, PROP_MORPH), 0, node->n_shapes - 1)}, &context);
    svg_put(&element->attrs, "\"");
    svg_put(&element->inside, "<animate attributeName=\"d\"");
    svg_put_timing(w, &element->inside);
    curve_put(&element->inside, &curve, w->span, put_morphed, &context);
    svg_put(&element->inside, "/>");
    return "path";
}

// ---- all together ----

static void put_data(SvgElement *element, const Path *path, Point offset)
{
    svg_put(&element->attrs, " d=\"");
    svg_put_path(&element->attrs, path, 1, offset, DECIMALS_UNITS, false);
    svg_put(&element->attrs, "\"");
}

// An outline that does not change, shared where it is used often.
static const char *put_outline(SvgWriter *w, const Path *path, Point offset, SvgElement *element)
{
    SvgElement shape = {0};
    SvgText rest = {0};
    put_data(&shape, path, (Point){0, 0});
    svg_put_text(&rest, &shape.attrs);
    svg_put(&rest, "/>");
    const char *id = svg_defs_use(w->defs, "path", svg_text_string(&rest), false);
    svg_text_finish(&shape.attrs);
    svg_text_finish(&rest);
    if (!id) {
        put_data(element, path, offset);
        return "path";
    }
    svg_putf(&element->attrs, " xlink:href=\"#%s\"", id);
    svg_put_offset(element, "x", "y", offset);
    return "use";
}

static bool changes_shape(const SvgWriter *w, const Node *node)
{
    return svg_moves(w, node, PROP_W) || svg_moves(w, node, PROP_H) || svg_moves(w, node, PROP_R) ||
           (node->n_shapes > 1 && svg_moves(w, node, PROP_MORPH));
}

static const char *put_geometry(SvgWriter *w, const Node *node, Point offset, SvgElement *element, bool trimming)
{
    const bool flat = node->kind == NODE_RECT && !svg_moves(w, node, PROP_W) && !svg_moves(w, node, PROP_H) &&
                      (svg_value(w, node, PROP_W) <= 0 || svg_value(w, node, PROP_H) <= 0);
    const double start = svg_value(w, node, PROP_TRIM_START), end = svg_value(w, node, PROP_TRIM_END);
    const bool cut = !trimming && (start > 0 || end < 1);
    const bool changes = changes_shape(w, node);
    if (cut && changes)
        svg_refuse(w, node, "a part of an outline that changes its shape");
    if (cut || flat)
        return put_outline(w, path_trim(own_path(w, node), start, end, w->arena), offset, element);
    if (node->kind == NODE_RECT) {
        svg_put_box(w, element, node, offset, true);
        return "rect";
    }
    if (node->kind == NODE_CIRCLE) {
        svg_put_offset(element, "cx", "cy", offset);
        const Curve radius = svg_curve(w, node, PROP_R, 1, 0, TOLERANCE_UNITS);
        svg_put_property(w, element, "r", &radius, DECIMALS_UNITS, 0);
        return "circle";
    }
    if (changes)
        return put_morph(w, node, offset, element);
    if (!trimming)
        return put_outline(w, own_path(w, node), offset, element);
    put_data(element, own_path(w, node), offset); // pathLength has to stand with the data
    return "path";
}

// Dashes, which begin where the drawn part begins.
static void put_dashes(SvgWriter *w, const Node *node, SvgElement *element, double length)
{
    if (!(node->dash > 0))
        return;
    svg_put(&element->attrs, " stroke-dasharray=\"");
    svg_put_numbers(&element->attrs, (double[]){node->dash, node->gap > 0 ? node->gap : node->dash}, 2, DECIMALS_UNITS);
    svg_put(&element->attrs, "\"");
    if (svg_moves(w, node, PROP_TRIM_START) && svg_moves(w, node, PROP_DASH_OFFSET))
        svg_refuse(w, node, "dashed while both its begin and its dashes move");
    const bool begins = svg_moves(w, node, PROP_TRIM_START);
    const Curve offset =
        begins ? svg_curve(w, node, PROP_TRIM_START, -length, svg_value(w, node, PROP_DASH_OFFSET), TOLERANCE_UNITS)
               : svg_curve(w, node, PROP_DASH_OFFSET, 1, 0, TOLERANCE_UNITS);
    svg_put_property(w, element, "stroke-dashoffset", &offset, DECIMALS_UNITS, 0);
}

// A dashed line that draws itself: dashed as a whole, seen through a mask that draws itself.
static void put_mask(SvgWriter *w, const Node *node, Point offset, const Contour *contour, SvgElement *element)
{
    static const double SPARE = 2; // units that the mask is broader
    SvgElement drawn = {0};
    SvgText rest = {0};
    const char *tag = put_geometry(w, node, offset, &drawn, true);
    const Curve width = svg_curve(w, node, PROP_STROKE_WIDTH, 1, SPARE, TOLERANCE_UNITS);
    double widest = 0;
    for (int i = 0; i < width.n_keys; i++)
        widest = fmax(widest, width.keys[i].value[0]);
    svg_put(&drawn.attrs, " stroke=\"#fff\"");
    svg_put_property(w, &drawn, "stroke-width", &width, DECIMALS_UNITS, 1);
    svg_put(&drawn.attrs, node->round_caps ? " stroke-linecap=\"round\" stroke-linejoin=\"round\"" : "");
    put_trim(w, &drawn, node, contour);
    const Rect box = rect_grow(path_bounds(contour->path), 2 * widest);
    svg_put(&rest, " maskUnits=\"userSpaceOnUse\"");
    svg_put_rect(&rest, (Rect){box.x + offset.x, box.y + offset.y, box.w, box.h}, 0);
    svg_put(&rest, ">");
    svg_put_element(&rest, tag, &drawn);
    svg_put(&rest, "</mask>");
    svg_putf(&element->attrs, " mask=\"url(#%s)\"", svg_defs_use(w->defs, "mask", svg_text_string(&rest), true));
    svg_text_finish(&rest);
}

const char *svg_shape(SvgWriter *w, const Node *node, Point offset, SvgElement *element)
{
    const bool trimming = is_trimming(w, node) && is_stroked(w, node);
    const Curve fill = svg_curve_alpha(w, node, PROP_FILL);
    if (is_trimming(w, node) && (curve_moves(&fill, 0) || fill.keys[0].value[0] > 0))
        svg_refuse(w, node, "filled while it draws itself");
    svg_put_fill(w, element, node);
    put_stroke(w, element, node);
    if (!trimming) {
        const char *tag = put_geometry(w, node, offset, element, false);
        put_dashes(w, node, element, 0);
        return tag;
    }
    int n_contours;
    const Contour *contours = contours_of(w->arena, own_path(w, node), &n_contours);
    if (n_contours == 0)
        return "g";
    const bool morphs = node->n_shapes > 1 && svg_moves(w, node, PROP_MORPH);
    if (node->dash > 0 && changes_shape(w, node))
        svg_refuse(w, node, "dashed and draws itself while its shape changes");
    if (n_contours > 1 && (morphs || node->dash > 0))
        svg_refuse(w, node,
                   morphs ? "of several contours that draw and change their shape"
                          : "of several dashed contours that draw themselves");
    if (n_contours == 1 && node->dash > 0) {
        const char *tag = put_geometry(w, node, offset, element, true);
        put_dashes(w, node, element, contours[0].length);
        put_mask(w, node, offset, &contours[0], element);
        return tag;
    }
    if (n_contours == 1) {
        const char *tag = put_geometry(w, node, offset, element, true);
        put_trim(w, element, node, &contours[0]);
        return tag;
    }
    for (int i = 0; i < n_contours; i++) {
        SvgElement part = {0};
        put_data(&part, contours[i].path, offset);
        put_trim(w, &part, node, &contours[i]);
        svg_put_element(&element->inside, "path", &part);
    }
    return "g";
}
