// svg_write.h — what the parts of the SVG writer share. For svg_*.c alone; others see svg_anim.h.
//
// A writer walks the nodes of a sealed scene and puts markup. Every property is asked for as a curve; a writer that is
// not `moving` gets constants, so a still picture is the same code with nothing that moves.
#ifndef GPTREEL_SVG_SVG_WRITE_H
#define GPTREEL_SVG_SVG_WRITE_H

#include "engine/anim/scene_data.h"
#include "engine/svg/svg_curve.h"
#include "engine/svg/svg_defs.h"
#include "engine/svg/svg_seen.h"
#include "engine/svg/svg_text.h"

// Digits behind the point: units of the canvas, opacities, factors of scale, degrees.
enum { DECIMALS_UNITS = 2, DECIMALS_OPACITY = 3, DECIMALS_SCALE = 4, DECIMALS_DEGREES = 2 };

// How far a curve may be from its track, in the same kinds; far below a quarter of a pixel.
#define TOLERANCE_UNITS 0.02
#define TOLERANCE_OPACITY 0.001
#define TOLERANCE_SCALE 0.0001

typedef struct SvgWriter {
    const Scene *scene;
    Span span;      // of the file
    double still_s; // the time of the picture; of the attributes, where something moves
    bool moving;
    bool loop;
    bool transparent; // no background
    Arena *arena;
    SvgDefs *defs;
    Seen *seen;     // [n_nodes] each node with all in it, as far as its own opacity goes
    Seen *seen_own; // [n_nodes] what the node itself draws, without its opacity
    Err *err;
    bool failed; // err says why
} SvgWriter;

// ---- properties: svg_prop.c ----

// A scalar property as `value · scale + offset`.
Curve svg_curve(const SvgWriter *w, const Node *node, Prop prop, double scale, double offset, double tolerance);
Curve svg_curve_color(const SvgWriter *w, const Node *node, Prop prop); // 3 values
Curve svg_curve_alpha(const SvgWriter *w, const Node *node, Prop prop);
// Two scalar properties in one curve, when their keys allow it.
bool svg_curve_pair(const SvgWriter *w, const Node *node, Prop a, Prop b, const double offset[2], double tolerance,
                    Curve *curve);
// A function of the properties of a node, sampled; only the tracks of `props` may make it jump.
Curve svg_curve_sample(const SvgWriter *w, const Node *node, const Prop *props, int n_props, CurveFunction *function,
                       const void *context, int n_values, double tolerance);
double svg_value(const SvgWriter *w, const Node *node, Prop prop); // at still_s
bool svg_moves(const SvgWriter *w, const Node *node, Prop prop);   // whether its track ever leaves its first value

// The end of an animation's start tag's attributes that all have: dur and what follows the end.
void svg_put_timing(const SvgWriter *w, SvgText *text);

// An attribute, and its animation when the curve moves. Numbers are separated by spaces. Where nothing moves and the
// value is `usual`, nothing is put (NAN: always put).
void svg_put_property(const SvgWriter *w, SvgElement *element, const char *name, const Curve *curve, int decimals,
                      double usual);
void svg_put_color(const SvgWriter *w, SvgElement *element, const char *name, const Curve *curve);
// A list of names that the curve's value, a whole number, picks from: jumps only.
void svg_put_choice(const SvgWriter *w, SvgElement *element, const char *name, const Curve *curve,
                    const char *const *choices);
// One link of the chain of transforms; `first` replaces what the attribute says.
void svg_put_transform(const SvgWriter *w, SvgElement *element, const char *type, const Curve *curve, int decimals,
                       bool first);
// Whether it is shown, where that is not so whenever `outer` is.
void svg_put_display(const SvgWriter *w, SvgElement *element, Seen seen, Seen outer, bool exact);

// ---- what a node draws: svg_shape.c, svg_words.c, svg_image.c ----

// Fills `element` with a node's own drawing, its origin at `offset`, and returns the tag.
const char *svg_shape(SvgWriter *w, const Node *node, Point offset, SvgElement *element);
// `placed`: the element has a transform already.
const char *svg_words(SvgWriter *w, const Node *node, Point offset, bool placed, SvgElement *element);
const char *svg_image(SvgWriter *w, const Node *node, Point offset, SvgElement *element);
const char *svg_glow(SvgWriter *w, const Node *node, Point offset, SvgElement *element);

// Two attributes of a place; those that are zero are left out.
void svg_put_offset(SvgElement *element, const char *x_name, const char *y_name, Point offset);

// x, y, width and height.
void svg_put_rect(SvgText *text, Rect box, int decimals);

// Width and height of a rectangle, an image or a clip and, when `rounded`, the radius of its corners.
void svg_put_box(const SvgWriter *w, SvgElement *element, const Node *node, Point offset, bool rounded);

// The fill, as attributes; nothing for none.
void svg_put_fill(const SvgWriter *w, SvgElement *element, const Node *node);

// Refuses the scene by the name of what cannot be said. Only the first refusal is kept.
void svg_refuse(SvgWriter *w, const Node *node, const char *what);

// ---- nodes: svg_node.c ----

// Fills w->seen and w->seen_own for all nodes.
void svg_look(SvgWriter *w);

// Puts a node with all in it. `outer` is when what is around it is shown.
void svg_put_node(SvgWriter *w, SvgText *text, const Node *node, Seen outer);

#endif
