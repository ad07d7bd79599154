// svg_words.c — texts as shared glyph outlines; texts that change, and texts that are typed.
#include "engine/svg/svg_write.h"

#include <math.h>
#include <string.h>

static const double GLYPH_UNITS = 2000; // an em, so that outlines and places are whole numbers
enum { DECIMALS_EM = 7 };

static bool is_blank(const Glyph *glyph)
{
    return !glyph->outline || glyph->outline->n_points == 0;
}

static const char *glyph_id(SvgWriter *w, const Glyph *glyph)
{
    SvgText rest = {0};
    svg_put(&rest, " d=\"");
    svg_put_path(&rest, glyph->outline, GLYPH_UNITS, (Point){0, 0}, 0, false);
    svg_put(&rest, "\"/>");
    const char *id = svg_defs_use(w->defs, "path", svg_text_string(&rest), true);
    svg_text_finish(&rest);
    return id;
}

// The attributes of a glyph's <use>, without its end, from the first line's baseline on.
static void put_glyph(SvgWriter *w, SvgText *text, const TextRun *run, const Glyph *glyph)
{
    const double size = run->style.size;
    const double x = round(glyph->at.x / size * GLYPH_UNITS);
    const double y = round((glyph->at.y - run->baseline) / size * GLYPH_UNITS);
    svg_putf(text, " xlink:href=\"#%s\"", glyph_id(w, glyph));
    if (x != 0)
        svg_putf(text, " x=\"%.0f\"", x);
    if (y != 0)
        svg_putf(text, " y=\"%.0f\"", y);
}

static void put_scale(SvgText *text, double size, Point offset)
{
    svg_put(text, " transform=\"");
    if (fabs(offset.x) >= 0.005 || fabs(offset.y) >= 0.005) {
        svg_put(text, "translate(");
        svg_put_numbers(text, (double[]){offset.x, offset.y}, fabs(offset.y) >= 0.005 ? 2 : 1, DECIMALS_UNITS);
        svg_put(text, ")");
    }
    svg_put(text, "scale(");
    svg_put_number(text, size / GLYPH_UNITS, DECIMALS_EM);
    svg_put(text, ")\"");
}

static int inked_glyphs(const TextRun *run, const Glyph **only)
{
    int n = 0;
    for (int i = 0; i < run->n_glyphs; i++)
        if (!is_blank(&run->glyphs[i])) {
            *only = &run->glyphs[i];
            n++;
        }
    return n;
}

// A whole run as an element, its baseline at `offset`: a group of glyphs, or the glyph alone.
static const char *put_run(SvgWriter *w, const TextRun *run, Point offset, SvgElement *element)
{
    const Glyph *only = NULL;
    const int n = inked_glyphs(run, &only);
    const double size = run->style.size;
    if (n == 1)
        put_glyph(w, &element->attrs, run, only);
    if (n > 0)
        put_scale(&element->attrs, size, offset);
    for (int i = 0; i < run->n_glyphs && n > 1; i++) {
        if (is_blank(&run->glyphs[i]))
            continue;
        svg_put(&element->inside, "<use");
        put_glyph(w, &element->inside, run, &run->glyphs[i]);
        svg_put(&element->inside, "/>");
    }
    return n == 1 ? "use" : "g";
}

// The name of a run in the definitions; NULL when it is used once only, unless `always`.
static const char *run_id(SvgWriter *w, const TextRun *run, bool always)
{
    SvgElement element = {0};
    SvgText rest = {0};
    const char *tag = put_run(w, run, (Point){0, 0}, &element);
    svg_put_text(&rest, &element.attrs);
    svg_put(&rest, element.inside.n_bytes ? ">" : "/>");
    svg_put_text(&rest, &element.inside);
    if (element.inside.n_bytes)
        svg_putf(&rest, "</%s>", tag);
    const char *id = svg_defs_use(w->defs, tag, svg_text_string(&rest), always);
    svg_text_finish(&element.attrs);
    svg_text_finish(&element.inside);
    svg_text_finish(&rest);
    return id;
}

static int variant_of(const Node *node, double value)
{
    return (int)clamp(floor(value + 0.5), 0, node->n_runs - 1);
}

static void variant_at(const void *context, double t_s, double *value)
{
    const Node *node = context;
    value[0] = variant_of(node, node_value(node, PROP_VARIANT, t_s));
}

// A way between two variants as jumps, each where the nearest whole number changes.
static void add_jumps(Curve *curve, const Node *node, double begin_s, double end_s, double from, double to)
{
    if (from == to)
        return;
    double low_s = begin_s, high_s = end_s, value = to;
    while (high_s - low_s > 1e-5) {
        const double middle_s = (low_s + high_s) / 2;
        variant_at(node, middle_s, &value);
        if (value == from)
            low_s = middle_s;
        else
            high_s = middle_s;
    }
    variant_at(node, high_s, &value);
    curve_add(curve, (CurveKey){.t_s = high_s, .value = {value}, .way = CURVE_HOLD});
    if (value != to)
        add_jumps(curve, node, high_s, end_s, value, to);
}

static Curve variant_curve(const SvgWriter *w, const Node *node)
{
    double value;
    variant_at(node, w->moving ? w->span.begin_s : w->still_s, &value);
    Curve curve = curve_constant(w->arena, &value, 1);
    if (!w->moving || !node->tracks[PROP_VARIANT])
        return curve;
    curve.keys[0].t_s = w->span.begin_s;
    int n_times;
    const Track *track = node->tracks[PROP_VARIANT];
    const double *times = track_times(w->arena, &track, 1, w->span, &n_times);
    double begin_s = w->span.begin_s;
    for (int i = 0; i <= n_times; i++) {
        const double end_s = i < n_times ? times[i] : w->span.end_s;
        double next;
        variant_at(node, end_s, &next);
        add_jumps(&curve, node, begin_s, end_s, value, next);
        value = next;
        begin_s = end_s;
    }
    return curve;
}

// A text that changes: one reference that goes from run to run.
static const char *put_variants(SvgWriter *w, const Node *node, const Curve *variants, Point offset,
                                SvgElement *element)
{
    const char **choices = ARENA_ARRAY(w->arena, const char *, node->n_runs);
    for (int i = 0; i < variants->n_keys; i++) {
        const int variant = (int)variants->keys[i].value[0];
        if (!choices[variant])
            choices[variant] = arena_printf(w->arena, "#%s", run_id(w, node->runs[variant], true));
    }
    svg_put_choice(w, element, "xlink:href", variants, choices);
    svg_put_offset(element, "x", "y", offset);
    return "use";
}

typedef struct RevealContext {
    const Node *node;
    int glyph;
} RevealContext;

static void shown_at(const void *context, double t_s, double *value)
{
    const RevealContext *reveal = context;
    const double shown = node_value(reveal->node, PROP_REVEAL, t_s);
    value[0] = shown < 0 ? 1 : clamp(shown - reveal->glyph, 0, 1);
}

// A text that is typed: its glyphs come one after the other, those that come together as one group.
static void put_typed(SvgWriter *w, const Node *node, const TextRun *run, SvgText *text)
{
    static const Prop PROPS[] = {PROP_REVEAL};
    SvgElement group = {0};
    SvgElement next = {0};
    for (int i = 0; i <= run->n_glyphs; i++) {
        if (i < run->n_glyphs && is_blank(&run->glyphs[i]))
            continue;
        if (i < run->n_glyphs) {
            const RevealContext context = {node, i};
            const Curve shown = svg_curve_sample(w, node, PROPS, 1, shown_at, &context, 1, 0.01);
            svg_put_property(w, &next, "opacity", &shown, DECIMALS_OPACITY, 1);
        }
        // `group` holds the animation, then the glyphs that share it.
        const size_t n = next.inside.n_bytes;
        const bool same = i < run->n_glyphs && group.inside.n_bytes > n && n > 0 &&
                          strncmp(group.inside.data, next.inside.data, n) == 0 && group.inside.data[n] == '<' &&
                          strncmp(group.inside.data + n, "<use", 4) == 0;
        if (!same) {
            if (group.inside.n_bytes > 0)
                svg_put_element(text, "g", &group);
            group = next;
            next = (SvgElement){0};
        }
        svg_text_finish(&next.attrs);
        svg_text_finish(&next.inside);
        if (i == run->n_glyphs)
            break;
        svg_put(&group.inside, "<use");
        put_glyph(w, &group.inside, run, &run->glyphs[i]);
        svg_put(&group.inside, "/>");
    }
    svg_text_finish(&group.attrs);
    svg_text_finish(&group.inside);
}

// The part of a run that a still picture shows: whole glyphs, then one that is coming.
static void put_revealed(SvgWriter *w, const TextRun *run, double shown, SvgText *text)
{
    for (int i = 0; i < run->n_glyphs && i < shown; i++) {
        if (is_blank(&run->glyphs[i]))
            continue;
        svg_put(text, "<use");
        put_glyph(w, text, run, &run->glyphs[i]);
        if (shown - i < 1) {
            svg_put(text, " opacity=\"");
            svg_put_number(text, shown - i, DECIMALS_OPACITY);
            svg_put(text, "\"");
        }
        svg_put(text, "/>");
    }
}

// A text of which not all may be shown.
static const char *put_partly(SvgWriter *w, const Node *node, const TextRun *run, Point offset, bool placed,
                              SvgElement *element)
{
    SvgElement inner = {0};
    SvgElement *to = placed ? &inner : element;
    put_scale(&to->attrs, run->style.size, offset);
    if (svg_moves(w, node, PROP_REVEAL))
        put_typed(w, node, run, &to->inside);
    else
        put_revealed(w, run, svg_value(w, node, PROP_REVEAL), &to->inside);
    if (placed)
        svg_put_element(&element->inside, "g", &inner);
    return "g";
}

const char *svg_words(SvgWriter *w, const Node *node, Point offset, bool placed, SvgElement *element)
{
    svg_put_fill(w, element, node);
    offset.y += node->runs[0]->baseline; // all have one style
    const Curve variants = variant_curve(w, node);
    const bool changes = curve_moves(&variants, 0);
    const TextRun *run = node->runs[(int)variants.keys[0].value[0]];
    const double shown = svg_value(w, node, PROP_REVEAL);
    const bool typed = svg_moves(w, node, PROP_REVEAL);
    if (changes && (typed || shown >= 0))
        svg_refuse(w, node, "changed while only a part of it is shown");
    if (changes)
        return put_variants(w, node, &variants, offset, element);
    if (typed || (shown >= 0 && shown < run->n_glyphs))
        return put_partly(w, node, run, offset, placed, element);
    const char *id = run_id(w, run, false);
    if (id) {
        svg_putf(&element->attrs, " xlink:href=\"#%s\"", id);
        svg_put_offset(element, "x", "y", offset);
        return "use";
    }
    if (!placed)
        return put_run(w, run, offset, element);
    SvgElement inner = {0};
    const char *tag = put_run(w, run, offset, &inner);
    svg_put_element(&element->inside, tag, &inner);
    return "g";
}
