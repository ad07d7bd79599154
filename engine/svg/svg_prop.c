// svg_prop.c — properties as attributes and their animations.
#include "engine/svg/svg_write.h"

#include <math.h>
#include <string.h>

// ---- curves of properties ----

static double base_of(const Node *node, Prop prop, int component)
{
    if (prop != PROP_FILL && prop != PROP_STROKE)
        return node->base[prop];
    const Color c = prop == PROP_FILL ? node->base_fill : node->base_stroke;
    return (double)(component == 0 ? c.r : component == 1 ? c.g : component == 2 ? c.b : c.a);
}

static Channel channel_of(const Node *node, Prop prop, int component, double scale, double offset)
{
    return (Channel){node->tracks[prop], component, base_of(node, prop, component), scale, offset};
}

static Curve curve_of(const SvgWriter *w, const Channel *channels, int n, double tolerance)
{
    Curve curve = curve_of_channels(w->arena, channels, n, w->span, tolerance);
    if (w->moving && curve_moves(&curve, 0))
        return curve;
    // The tracks are asked, not the curve: a still picture is exact.
    const Span still = {w->still_s, w->still_s};
    curve = curve_of_channels(w->arena, channels, n, still, 0);
    return curve_constant(w->arena, curve.keys[0].value, n);
}

Curve svg_curve(const SvgWriter *w, const Node *node, Prop prop, double scale, double offset, double tolerance)
{
    const Channel channel = channel_of(node, prop, 0, scale, offset);
    return curve_of(w, &channel, 1, tolerance);
}

Curve svg_curve_color(const SvgWriter *w, const Node *node, Prop prop)
{
    Channel channels[3];
    for (int i = 0; i < 3; i++)
        channels[i] = channel_of(node, prop, i, 1, 0);
    return curve_of(w, channels, 3, 0.5 / 255);
}

Curve svg_curve_alpha(const SvgWriter *w, const Node *node, Prop prop)
{
    const Channel channel = channel_of(node, prop, 3, 1, 0);
    return curve_of(w, &channel, 1, TOLERANCE_OPACITY);
}

bool svg_curve_pair(const SvgWriter *w, const Node *node, Prop a, Prop b, const double offset[2], double tolerance,
                    Curve *curve)
{
    const Channel channels[2] = {channel_of(node, a, 0, 1, offset[0]), channel_of(node, b, 0, 1, offset[1])};
    if (!channels_agree(channels, 2))
        return false;
    *curve = curve_of(w, channels, 2, tolerance);
    return true;
}

Curve svg_curve_sample(const SvgWriter *w, const Node *node, const Prop *props, int n_props, CurveFunction *function,
                       const void *context, int n_values, double tolerance)
{
    double value[CURVE_VALUES] = {0};
    if (!w->moving) {
        function(context, w->still_s, value);
        return curve_constant(w->arena, value, n_values);
    }
    const Track **tracks = ARENA_ARRAY(w->arena, const Track *, n_props);
    for (int i = 0; i < n_props; i++)
        tracks[i] = node->tracks[props[i]];
    int n_times;
    const double *times = track_times(w->arena, tracks, n_props, w->span, &n_times);
    return curve_sample(w->arena, function, context, times, n_times, n_values, w->span, tolerance);
}

double svg_value(const SvgWriter *w, const Node *node, Prop prop)
{
    return node_value(node, prop, w->still_s);
}

bool svg_moves(const SvgWriter *w, const Node *node, Prop prop)
{
    if (!w->moving || !node->tracks[prop])
        return false;
    const int n = prop == PROP_FILL || prop == PROP_STROKE ? TRACK_COMPONENTS : 1;
    const double least = prop == PROP_X || prop == PROP_Y ? 0.5 * pow(10, -DECIMALS_UNITS) : 1e-9; // of what is written
    for (int i = 0; i < n; i++) {
        const Channel channel = channel_of(node, prop, i, 1, 0);
        const Curve curve = curve_of_channels(w->arena, &channel, 1, w->span, 0);
        if (curve_moves(&curve, least))
            return true;
    }
    return false;
}

// ---- attributes ----

void svg_put_timing(const SvgWriter *w, SvgText *text)
{
    svg_put(text, " dur=\"");
    svg_put_number(text, w->span.end_s - w->span.begin_s, 3);
    svg_put(text, w->loop ? "s\" repeatCount=\"indefinite\"" : "s\""); // what stays at its end is the attribute itself
}

typedef struct NumberContext {
    int n, decimals;
} NumberContext;

static void put_numbers(SvgText *text, const double *value, const void *context)
{
    const NumberContext *numbers = context;
    svg_put_numbers(text, value, numbers->n, numbers->decimals);
}

static void put_rgb(SvgText *text, const double *value, const void *context)
{
    (void)context;
    svg_put_rgb(text, value);
}

static void put_choice(SvgText *text, const double *value, const void *context)
{
    const char *const *choices = context;
    svg_put(text, choices[lround(value[0])]);
}

static void put_attribute(const SvgWriter *w, SvgElement *element, const char *name, const Curve *curve, CurvePut *put,
                          const void *context)
{
    double value[CURVE_VALUES];
    curve_at(curve, w->still_s, value);
    svg_putf(&element->attrs, " %s=\"", name);
    put(&element->attrs, value, context);
    svg_put(&element->attrs, "\"");
}

static void put_animation(const SvgWriter *w, SvgElement *element, const char *name, const Curve *curve, CurvePut *put,
                          const void *context)
{
    svg_putf(&element->inside, "<animate attributeName=\"%s\"", name);
    svg_put_timing(w, &element->inside);
    curve_put(&element->inside, curve, w->span, put, context);
    svg_put(&element->inside, "/>");
}

void svg_put_property(const SvgWriter *w, SvgElement *element, const char *name, const Curve *curve, int decimals,
                      double usual)
{
    const NumberContext context = {curve->n_values, decimals};
    double value[CURVE_VALUES];
    curve_at(curve, w->still_s, value);
    const bool moves = curve_moves(curve, 0.5 * pow(10, -decimals));
    if (!(curve->n_values == 1 && fabs(value[0] - usual) < 0.5 * pow(10, -decimals)))
        put_attribute(w, element, name, curve, put_numbers, &context);
    if (moves)
        put_animation(w, element, name, curve, put_numbers, &context);
}

void svg_put_color(const SvgWriter *w, SvgElement *element, const char *name, const Curve *curve)
{
    put_attribute(w, element, name, curve, put_rgb, NULL);
    if (curve_moves(curve, 0.5 / 255))
        put_animation(w, element, name, curve, put_rgb, NULL);
}

void svg_put_choice(const SvgWriter *w, SvgElement *element, const char *name, const Curve *curve,
                    const char *const *choices)
{
    put_attribute(w, element, name, curve, put_choice, choices);
    if (curve_moves(curve, 0))
        put_animation(w, element, name, curve, put_choice, choices);
}

void svg_put_transform(const SvgWriter *w, SvgElement *element, const char *type, const Curve *curve, int decimals,
                       bool first)
{
    const NumberContext context = {curve->n_values, decimals};
    const Curve still = curve_constant(w->arena, curve->keys[0].value, curve->n_values);
    if (!curve_moves(curve, 0.5 * pow(10, -decimals)))
        curve = &still;
    svg_putf(&element->inside, "<animateTransform attributeName=\"transform\" type=\"%s\"%s", type,
             first ? "" : " additive=\"sum\"");
    svg_put_timing(w, &element->inside);
    curve_put(&element->inside, curve, w->span, put_numbers, &context);
    svg_put(&element->inside, "/>");
}

void svg_put_display(const SvgWriter *w, SvgElement *element, Seen seen, Seen outer, bool exact)
{
    static const char *const CHOICES[] = {"none", "inline"};
    static const double LEAST_HIDDEN_S = 0.25; // a shorter absence is not worth a change
    const Seen shown = exact ? seen : seen_close(w->arena, seen, LEAST_HIDDEN_S);
    if (seen_covers(shown, outer))
        return;
    Curve curve = curve_constant(w->arena, (double[]){0}, 1);
    curve.keys[0].t_s = w->span.begin_s;
    for (int i = 0; i < shown.n_spans; i++) {
        const Span span = shown.spans[i];
        if (span.begin_s <= w->span.begin_s)
            curve.keys[0].value[0] = 1;
        else
            curve_add(&curve, (CurveKey){.t_s = span.begin_s, .value = {1}, .way = CURVE_HOLD});
        if (span.end_s < w->span.end_s)
            curve_add(&curve, (CurveKey){.t_s = span.end_s, .value = {0}, .way = CURVE_HOLD});
    }
    if (!seen_at(shown, w->still_s))
        svg_put(&element->attrs, " display=\"none\"");
    if (w->moving)
        put_animation(w, element, "display", &curve, put_choice, CHOICES);
}

// ---- places ----

static void radius_at(const void *context, double t_s, double *value)
{
    const Node *node = context;
    const double least = fmin(node_value(node, PROP_W, t_s), node_value(node, PROP_H, t_s)) / 2;
    value[0] = fmax(0, fmin(node_value(node, PROP_R, t_s), least));
}

void svg_put_offset(SvgElement *element, const char *x_name, const char *y_name, Point offset)
{
    SvgText *attrs = &element->attrs;
    const double least = 0.5 * pow(10, -DECIMALS_UNITS);
    const char *const names[] = {x_name, y_name};
    const double values[] = {offset.x, offset.y};
    for (int i = 0; i < 2; i++)
        if (fabs(values[i]) >= least) {
            svg_putf(attrs, " %s=\"", names[i]);
            svg_put_number(attrs, values[i], DECIMALS_UNITS);
            svg_put(attrs, "\"");
        }
}

void svg_put_rect(SvgText *text, Rect box, int decimals)
{
    const char *const names[] = {"x", "y", "width", "height"};
    const double values[] = {box.x, box.y, box.w, box.h};
    for (int i = 0; i < 4; i++) {
        svg_putf(text, " %s=\"", names[i]);
        svg_put_number(text, values[i], decimals);
        svg_put(text, "\"");
    }
}

void svg_put_box(const SvgWriter *w, SvgElement *element, const Node *node, Point offset, bool rounded)
{
    const Prop props[] = {PROP_W, PROP_H, PROP_R};
    svg_put_offset(element, "x", "y", offset);
    const Curve width = svg_curve(w, node, PROP_W, 1, 0, TOLERANCE_UNITS);
    const Curve height = svg_curve(w, node, PROP_H, 1, 0, TOLERANCE_UNITS);
    svg_put_property(w, element, "width", &width, DECIMALS_UNITS, 0);
    svg_put_property(w, element, "height", &height, DECIMALS_UNITS, 0);
    if (!rounded)
        return;
    const Curve radius = svg_curve_sample(w, node, props, 3, radius_at, node, 1, 2 * TOLERANCE_UNITS);
    svg_put_property(w, element, "rx", &radius, DECIMALS_UNITS, 0);
}
