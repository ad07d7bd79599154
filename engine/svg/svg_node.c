// svg_node.c — the tree of nodes: where each stands, how opaque it is, when it is there at all.
#include "engine/svg/svg_write.h"

#include <math.h>

// ---- when it is seen ----

static Seen seen_prop(const SvgWriter *w, const Node *node, Prop prop, double threshold)
{
    const Curve curve = svg_curve(w, node, prop, 1, 0, 0);
    return seen_of_curve(w->arena, &curve, 0, threshold, w->span);
}

static Seen seen_alpha(const SvgWriter *w, const Node *node, Prop prop)
{
    const Curve curve = svg_curve_alpha(w, node, prop);
    return seen_of_curve(w->arena, &curve, 0, 0, w->span);
}

static Seen seen_outline(const SvgWriter *w, const Node *node)
{
    const double nothing = 1e-6;
    const Seen stroke =
        seen_and(w->arena, seen_alpha(w, node, PROP_STROKE), seen_prop(w, node, PROP_STROKE_WIDTH, nothing));
    const Seen paint = seen_or(w->arena, seen_alpha(w, node, PROP_FILL), stroke);
    const Curve start = svg_curve(w, node, PROP_TRIM_START, -1, 1, 0);
    const Seen begun = seen_prop(w, node, PROP_TRIM_END, nothing);
    const Seen left = seen_of_curve(w->arena, &start, 0, nothing, w->span);
    return seen_and(w->arena, paint, seen_and(w->arena, begun, left));
}

static Seen seen_text(const SvgWriter *w, const Node *node)
{
    const Curve reveal = svg_curve(w, node, PROP_REVEAL, 1, 0, 0);
    const Curve hidden = svg_curve(w, node, PROP_REVEAL, -1, 0, 0);
    // Below 0 all is shown, at 0 nothing.
    const Seen some = seen_or(w->arena, seen_of_curve(w->arena, &reveal, 0, 0, w->span),
                              seen_of_curve(w->arena, &hidden, 0, 0, w->span));
    return seen_and(w->arena, some, seen_alpha(w, node, PROP_FILL));
}

static Seen seen_own(const SvgWriter *w, const Node *node)
{
    switch (node->kind) {
    case NODE_GROUP:
        break;
    case NODE_RECT:
    case NODE_CIRCLE:
    case NODE_PATH:
        return seen_outline(w, node);
    case NODE_TEXT:
        return seen_text(w, node);
    case NODE_IMAGE:
        return seen_and(w->arena, seen_prop(w, node, PROP_W, 0), seen_prop(w, node, PROP_H, 0));
    case NODE_GLOW:
        return seen_alpha(w, node, PROP_FILL);
    }
    return (Seen){NULL, 0};
}

static void look_at(SvgWriter *w, const Node *node)
{
    Seen seen = w->seen_own[node->id] = seen_own(w, node);
    for (int i = 0; i < node->n_children; i++) {
        look_at(w, node->children[i]);
        seen = seen_or(w->arena, seen, w->seen[node->children[i]->id]);
    }
    w->seen[node->id] = seen_and(w->arena, seen, seen_prop(w, node, PROP_OPACITY, INVISIBLE));
}

void svg_look(SvgWriter *w)
{
    w->seen = ARENA_ARRAY(w->arena, Seen, w->scene->n_nodes);
    w->seen_own = ARENA_ARRAY(w->arena, Seen, w->scene->n_nodes);
    look_at(w, w->scene->root);
}

// ---- where it stands ----

// What the element of a node has for its origin, in the node's coordinates: a text's is its baseline, from which its
// glyphs are placed.
static Point element_origin(const Node *node)
{
    return (Point){0, node->kind == NODE_TEXT ? node->runs[0]->baseline : 0};
}

// The transform to the node's parent, as seen from the point `shift` of the node; `folded`: pivot and all.
static void put_matrix(const SvgWriter *w, SvgText *attrs, const Node *node, Point shift, bool folded)
{
    const double sx = svg_value(w, node, PROP_SCALE_X), sy = svg_value(w, node, PROP_SCALE_Y);
    const double angle = svg_value(w, node, PROP_ROTATE);
    const Matrix m = node_matrix(node, w->still_s);
    const Point at = folded ? matrix_apply(m, shift)
                            : (Point){svg_value(w, node, PROP_X) + shift.x, svg_value(w, node, PROP_Y) + shift.y};
    SvgText value = {0};
    if (fabs(at.x) >= 0.005 || fabs(at.y) >= 0.005) {
        svg_put(&value, "translate(");
        svg_put_numbers(&value, (double[]){at.x, at.y}, fabs(at.y) >= 0.005 ? 2 : 1, DECIMALS_UNITS);
        svg_put(&value, ")");
    }
    if (angle != 0) {
        svg_put(&value, "rotate(");
        svg_put_number(&value, angle * 180 / PI, DECIMALS_DEGREES);
        svg_put(&value, ")");
    }
    if (sx != 1 || sy != 1) {
        svg_put(&value, "scale(");
        svg_put_numbers(&value, (double[]){sx, sy}, sx == sy ? 1 : 2, DECIMALS_SCALE);
        svg_put(&value, ")");
    }
    if (value.n_bytes > 0)
        svg_putf(attrs, " transform=\"%s\"", value.data);
    svg_text_finish(&value);
}

// One link of the chain for two properties: as pairs of values where their keys agree, else as two links.
// `rest` is the value of what stands still, as `offset` is what is added.
static void put_pair(const SvgWriter *w, SvgElement *element, const Node *node, const char *type, Prop a, Prop b,
                     const double offset[2], double rest, double tolerance, int decimals, bool first)
{
    Curve pair;
    if (svg_curve_pair(w, node, a, b, offset, tolerance, &pair)) {
        svg_put_transform(w, element, type, &pair, decimals, first);
        return;
    }
    const Prop props[2] = {a, b};
    for (int i = 0; i < 2; i++) {
        Curve one = svg_curve(w, node, props[i], 1, offset[i], tolerance);
        one.n_values = 2;
        for (int k = 0; k < one.n_keys; k++) {
            const double value = one.keys[k].value[0];
            one.keys[k].value[0] = i == 0 ? value : rest;
            one.keys[k].value[1] = i == 0 ? rest : value;
        }
        svg_put_transform(w, element, type, &one, decimals, first && i == 0);
    }
}

// Translate, rotate and scale as a chain of animations. Gives the offset of what is inside.
static Point put_chain(const SvgWriter *w, SvgElement *element, const Node *node)
{
    const bool turns = svg_moves(w, node, PROP_ROTATE);
    const bool grows = svg_moves(w, node, PROP_SCALE_X) || svg_moves(w, node, PROP_SCALE_Y);
    const bool goes = svg_moves(w, node, PROP_X) || svg_moves(w, node, PROP_Y);
    const bool turned = turns || svg_value(w, node, PROP_ROTATE) != 0;
    const bool grown = grows || svg_value(w, node, PROP_SCALE_X) != 1 || svg_value(w, node, PROP_SCALE_Y) != 1;
    const Point shift = turned || grown ? node->pivot : element_origin(node);
    put_matrix(w, &element->attrs, node, shift, false);
    // What stands still may stay in the attribute when nothing that moves is in there with it.
    const bool at_rest = svg_value(w, node, PROP_SCALE_X) == 1 && svg_value(w, node, PROP_SCALE_Y) == 1 &&
                         svg_value(w, node, PROP_ROTATE) == 0;
    if (goes || !at_rest) {
        const double offset[2] = {shift.x, shift.y};
        put_pair(w, element, node, "translate", PROP_X, PROP_Y, offset, 0, TOLERANCE_UNITS, DECIMALS_UNITS, true);
    }
    if (turned) {
        const Curve angle = svg_curve(w, node, PROP_ROTATE, 180 / PI, 0, 0.01);
        svg_put_transform(w, element, "rotate", &angle, DECIMALS_DEGREES, false);
    }
    if (grown)
        put_pair(w, element, node, "scale", PROP_SCALE_X, PROP_SCALE_Y, (double[2]){0, 0}, 1, TOLERANCE_SCALE,
                 DECIMALS_SCALE, false);
    return (Point){-shift.x, -shift.y};
}

// Puts the transform, if there has to be one. Gives the offset of what is inside.
static Point put_place(const SvgWriter *w, SvgElement *element, const Node *node, bool *placed)
{
    *placed = true;
    const Prop moving[] = {PROP_X, PROP_Y, PROP_SCALE_X, PROP_SCALE_Y, PROP_ROTATE};
    for (int i = 0; i < 5; i++)
        if (svg_moves(w, node, moving[i]))
            return put_chain(w, element, node);
    const bool upright = svg_value(w, node, PROP_SCALE_X) == 1 && svg_value(w, node, PROP_SCALE_Y) == 1 &&
                         svg_value(w, node, PROP_ROTATE) == 0;
    if (upright && node->n_children == 0) {
        *placed = false;
        return (Point){svg_value(w, node, PROP_X), svg_value(w, node, PROP_Y)};
    }
    const Point origin = element_origin(node);
    put_matrix(w, &element->attrs, node, origin, true);
    return (Point){-origin.x, -origin.y};
}

// ---- nodes ----

void svg_refuse(SvgWriter *w, const Node *node, const char *what)
{
    static const char *const KINDS[] = {
        [NODE_GROUP] = "group", [NODE_RECT] = "rectangle", [NODE_CIRCLE] = "circle", [NODE_PATH] = "path",
        [NODE_TEXT] = "text",   [NODE_IMAGE] = "image",    [NODE_GLOW] = "glow",
    };
    if (w->failed)
        return;
    w->failed = true;
    const char *words = node->kind == NODE_TEXT ? node->runs[0]->text : "";
    err_set(w->err, "%s: %s %d%s%.40s%s is %s, which an animated SVG cannot say; use --format mp4 or svg-frames",
            w->scene->name, KINDS[node->kind], node->id, *words ? " \"" : "", words, *words ? "\"" : "", what);
}

static const char *put_own(SvgWriter *w, const Node *node, Point offset, bool placed, SvgElement *element)
{
    switch (node->kind) {
    case NODE_GROUP:
        break;
    case NODE_RECT:
    case NODE_CIRCLE:
    case NODE_PATH:
        return svg_shape(w, node, offset, element);
    case NODE_TEXT:
        return svg_words(w, node, offset, placed, element);
    case NODE_IMAGE:
        return svg_image(w, node, offset, element);
    case NODE_GLOW:
        return svg_glow(w, node, offset, element);
    }
    return "g";
}

static void put_clip(SvgWriter *w, SvgElement *element, const Node *node, Point offset)
{
    SvgElement rect = {0};
    SvgText rest = {0};
    svg_put_box(w, &rect, node, offset, true);
    svg_put(&rest, ">");
    svg_put_element(&rest, "rect", &rect);
    svg_put(&rest, "</clipPath>");
    svg_putf(&element->attrs, " clip-path=\"url(#%s)\"",
             svg_defs_use(w->defs, "clipPath", svg_text_string(&rest), true));
    svg_text_finish(&rest);
}

static bool round_and_drawing(const SvgWriter *w, const Node *node)
{
    return node->round_caps && (svg_moves(w, node, PROP_TRIM_START) || svg_moves(w, node, PROP_TRIM_END));
}

// What the node draws and its children, into a group that stands where the node stands.
static void put_inside(SvgWriter *w, SvgElement *group, const Node *node, Point offset, Seen shown)
{
    SvgElement inner = {0};
    const bool shifted = offset.x != 0 || offset.y != 0;
    SvgElement *to = shifted ? &inner : group;
    if (shifted) {
        svg_put(&inner.attrs, " transform=\"translate(");
        svg_put_numbers(&inner.attrs, (double[]){offset.x, offset.y}, 2, DECIMALS_UNITS);
        svg_put(&inner.attrs, ")\"");
    }
    const Seen own_seen = w->seen_own[node->id];
    if (own_seen.n_spans > 0) {
        SvgElement own = {0};
        svg_put_display(w, &own, own_seen, shown, round_and_drawing(w, node));
        const char *tag = put_own(w, node, (Point){0, 0}, false, &own);
        svg_put_element(&to->inside, tag, &own);
    }
    for (int i = 0; i < node->n_children; i++)
        svg_put_node(w, &to->inside, node->children[i], shown);
    if (shifted)
        svg_put_element(&group->inside, "g", &inner);
}

void svg_put_node(SvgWriter *w, SvgText *text, const Node *node, Seen outer)
{
    const Seen shown = seen_and(w->arena, w->seen[node->id], outer);
    if (shown.n_spans == 0 || w->failed)
        return;
    SvgElement element = {0};
    bool placed;
    const Point offset = put_place(w, &element, node, &placed);
    const Curve opacity = svg_curve(w, node, PROP_OPACITY, 1, 0, TOLERANCE_OPACITY);
    svg_put_property(w, &element, "opacity", &opacity, DECIMALS_OPACITY, 1);
    svg_put_display(w, &element, shown, outer, round_and_drawing(w, node));
    const bool plain = node->n_children > 0 && !node->clip && offset.x == 0 && offset.y == 0 &&
                       element.attrs.n_bytes + element.inside.n_bytes == 0;
    const char *tag = "g";
    if (node->clip)
        put_clip(w, &element, node, offset);
    if (node->n_children == 0)
        tag = put_own(w, node, offset, placed, &element);
    else
        put_inside(w, &element, node, offset, shown);
    if (node->href) {
        svg_put(text, "<a xlink:href=\"");
        svg_put_escaped(text, node->href);
        svg_put(text, "\">");
    }
    if (plain) { // a group that does nothing
        svg_put_text(text, &element.inside);
        svg_text_finish(&element.inside);
    } else {
        svg_put_element(text, tag, &element);
    }
    if (node->href)
        svg_put(text, "</a>");
}
