// add.h — nodes as an author adds them: what each is made from, and text set for it.
#ifndef GPTREEL_ANIM_ADD_H
#define GPTREEL_ANIM_ADD_H

#include "engine/anim/path.h"
#include "engine/anim/text.h"
#include "engine/anim/theme.h"

typedef struct Scene Scene;
typedef struct Node Node;
typedef struct Figure Figure;

// The fields that every node has. `parent` NULL is the stage.
#define NODE_FIELDS \
    Node *parent;   \
    double x, y;    \
    int z /* drawn after siblings of lower z */

typedef struct GroupSpec {
    NODE_FIELDS;
    bool clip;              // to the rectangle 0, 0, w, h with rounded corners
    double w, h, radius;
} GroupSpec;

#define STROKE_FIELDS                                                                                 \
    Color fill, stroke; /* alpha 0: none */                                                           \
    double stroke_width; /* units; 0 with a stroke colour: 2 */                                       \
    double dash, gap     /* units; 0: a whole line */

typedef struct RectSpec {
    NODE_FIELDS;
    double w, h, radius;
    STROKE_FIELDS;
} RectSpec;

typedef struct CircleSpec {
    NODE_FIELDS;
    double r;
    STROKE_FIELDS;
} CircleSpec;

typedef struct PathSpec {
    NODE_FIELDS;
    const Path *path;          // from path_create(scene_arena(s)); not to be changed afterwards
    const Path *const *morphs; // [n_morphs] further shapes with the same verbs, for PROP_MORPH 1, 2 …
    int n_morphs;
    bool round_caps;
    STROKE_FIELDS;
} PathSpec;

typedef struct TextSpec {
    NODE_FIELDS;
    const char *text;          // copied
    const TextStyle *style;    // copied
    Color color;
    const struct Shown *shown; // the figures in it (figure.h); NULL: there are none
} TextSpec;

// A picture of cells, premultiplied. (n_rows, n_cols)
typedef struct Image {
    int n_cols, n_rows;
    const uint32_t *pixels;    // 0xAARRGGBB
    bool smooth;               // interpolate between cells
    const char *svg;           // [svg_bytes], the document that the pixels were drawn from, for paper; NULL: there is none
    size_t svg_bytes;
} Image;

typedef struct ImageSpec {
    NODE_FIELDS;
    double w, h;               // size on the canvas
    const Image *image;        // kept, not copied; NULL: of these cells
    int n_cols, n_rows;
    const Color *cells;        // (n_rows, n_cols); copied
    bool smooth;
} ImageSpec;

// A soft halo, drawn as a sprite: the filled shape softened by a Gaussian. Always on exactly what is in focus.
typedef struct GlowSpec {
    NODE_FIELDS;
    const Path *path;          // in the node's coordinates
    double sigma;              // of the Gaussian, units, at least 2
    double strength;           // opacity where the softened shape is wholly covered; 0: 1
    Color color;
} GlowSpec;

// Each gives a node. First the scene, then the parent, then the fields by name:
//     add_rect(s, card, .x = 8, .y = 8, .w = 200, .h = 60, .radius = 8, .fill = theme->panel)
#define add_group(s, ...) add_group_with(SCENE_HERE(s), (GroupSpec){.parent = __VA_ARGS__})
#define add_rect(s, ...) add_rect_with(SCENE_HERE(s), (RectSpec){.parent = __VA_ARGS__})
#define add_circle(s, ...) add_circle_with(SCENE_HERE(s), (CircleSpec){.parent = __VA_ARGS__})
#define add_path(s, ...) add_path_with(SCENE_HERE(s), (PathSpec){.parent = __VA_ARGS__})
#define add_text(s, ...) add_text_with(SCENE_HERE(s), (TextSpec){.parent = __VA_ARGS__})
#define add_image(s, ...) add_image_with(SCENE_HERE(s), (ImageSpec){.parent = __VA_ARGS__})
#define add_glow(s, ...) add_glow_with(SCENE_HERE(s), (GlowSpec){.parent = __VA_ARGS__})

Node *add_group_with(Scene *s, GroupSpec spec);
Node *add_rect_with(Scene *s, RectSpec spec);
Node *add_circle_with(Scene *s, CircleSpec spec);
Node *add_path_with(Scene *s, PathSpec spec);
Node *add_text_with(Scene *s, TextSpec spec);
Node *add_image_with(Scene *s, ImageSpec spec);
Node *add_glow_with(Scene *s, GlowSpec spec);

// The words as they would be set, before there is a node: for what is laid out around them. In the scene's arena; NULL
// when fonts/ lack one of their characters.
const TextRun *text_set(Scene *s, const TextStyle *style, const char *words);

// Whether fonts/ have a glyph for every character of the words.
bool text_can_show(Scene *s, const char *words);

// A further text that the node can show: PROP_VARIANT 1, 2 … in the order of the calls (0 is the first). Returns which.
int text_add_variant(Scene *s, Node *text, const char *words);

// The texts that a node shows one after the other: figures[i] in the format from time t_s[i] on (seconds of the scene,
// rising; the first one before it, too). Each is a variant that knows its figure.
void text_show_figures(Scene *s, Node *text, const double *t_s, const Figure *const *figures, int n,
                       const char *format);

#endif
