// scene.h — all that the author of a scene sees.
//
// A build function runs once. It places nodes and writes keyed tracks with a cursor in time; then the scene is sealed
// and is only data, so frame(scene, t) is a pure function. The start value of a key is the value that the track has
// there already. Errors stick to the scene: the first one is reported with the scene's file and line, and all calls
// after it do nothing harmful, so a scene file checks nothing.
//
// Coordinates are canvas units whatever the output resolution: 1920×1080, 1080×1080 or 1080×1920. A node's x, y are
// in its parent. A rectangle's x, y is its upper left corner, a circle's its centre, a text's the baseline at its
// aligned end. Children are drawn over their parent, later ones over earlier ones, after `z`.
#ifndef GPTREEL_ANIM_SCENE_H
#define GPTREEL_ANIM_SCENE_H

#include "engine/anim/ease.h"
#include "engine/anim/path.h"
#include "engine/anim/text.h"
#include "engine/anim/theme.h"

#include <stdint.h>

typedef struct Scene Scene;
typedef struct Node Node;

// ---- the stage ----

typedef struct Canvas {
    double width, height; // units
    Rect safe;            // 5 % inside on each side
} Canvas;

Canvas canvas_make(double width, double height);
typedef enum CanvasShape {
    CANVAS_WIDE,   // width > height
    CANVAS_SQUARE,
    CANVAS_TALL,
} CanvasShape;

Canvas scene_canvas(const Scene *s);
CanvasShape scene_shape(const Scene *s);
const Theme *scene_theme(const Scene *s);
Arena *scene_arena(Scene *s); // for what has to live as long as the scene: paths, arrays, strings
Node *scene_stage(Scene *s);  // what the camera sees: the usual parent
Node *scene_overlay(Scene *s); // above the stage, not moved by the camera: titles

void scene_fail(Scene *s, const char *format, ...) PRINTF_LIKE(2, 3); // sets the scene's error, if it has none yet

// Notes where the author is, so that an error of the scene names the place. Used by the macros. Returns the scene.
Scene *scene_here(Scene *s, const char *file, int line);
#define SCENE_HERE(s) scene_here((s), __FILE__, __LINE__)

// ---- nodes ----

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
    const char *source;        // where its number comes from, when it shows one: see node_source; copied
} TextSpec;

typedef struct ImageSpec {
    NODE_FIELDS;
    double w, h;               // size on the canvas
    int n_cols, n_rows;
    const Color *cells;        // (n_rows, n_cols); copied
    bool smooth;               // interpolate between cells
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

// The filled outline of what a text shows at first, in the text's own coordinates: for halos, and for letters that
// are drawn. In the scene's arena; empty for a space.
const Path *text_outline(Scene *s, const Node *text);

// A group with one text node per glyph of the text, each in its place: letters that move on their own. Spaces have
// a node too, so child i is glyph i.
Node *add_letters(Scene *s, Node *parent, double x, double y, const TextStyle *style, Color color, const char *words);

// A number that counts: right-aligned at x when the style says ALIGN_END. Every digit is a text node of its own whose
// shape changes by PROP_VARIANT. `decimals` digits follow the point; thousands are set off by commas.
Node *add_counter(Scene *s, Node *parent, double x, double y, const TextStyle *style, Color color, int decimals,
                  double most, const char *source);
// Writes the values a counter shows: value[i] from time t_s[i] on (seconds of the scene, rising), whatever the cursor.
void counter_values(Scene *s, Node *counter, const double *t_s, const double *value, int n_values);

// Says where the number comes from that a node (or any text under it) shows: "run:metrics.val_loss",
// "fact:nanogpt model.py lines", "count:stations". Copied. Lint and a test demand it of every text with a digit.
void node_source(Scene *s, Node *node, const char *source);

// Says that the node and all under it may run off the canvas: what bleeds on purpose, as a road from edge to edge. A
// test demands of everything else that it stays inside.
void node_bleeds(Scene *s, Node *node);

Node *node_child(const Node *node, int index); // NULL when there is none
int node_child_count(const Node *node);
void node_move_into(Scene *s, Node *node, Node *parent); // before anything of the node is animated

// Laid-out size at the present cursor: the node's box in its parent, without glows.
Rect node_bounds(Scene *s, const Node *node);

// ---- layout ----

void place_below(Scene *s, Node *node, const Node *other, double gap);
void place_right_of(Scene *s, Node *node, const Node *other, double gap);
void center_in(Scene *s, Node *node, Rect box); // both ways

// ---- time ----

double scene_now(const Scene *s);          // the cursor, seconds from the scene's start
void scene_seek(Scene *s, double t_s);     // moves the cursor there, back or forth
void scene_wait(Scene *s, double dur_s);   // moves it on
void scene_together(Scene *s);             // until scene_together_end every motion begins where this one stands
void scene_together_end(Scene *s);         // the cursor goes to the end of the longest
void scene_end(Scene *s, double t_s);      // the scene's duration, exactly; else it ends with the last key

// ---- marks, at the cursor ----

void scene_say(Scene *s, const char *cue, const char *words); // narration from here on; captions and notes
void scene_step(Scene *s);                                    // a click, when this is a slide: the picture here, settled
void scene_chapter(Scene *s, const char *title);

// ---- motion ----

typedef enum Prop {
    PROP_X,
    PROP_Y,
    PROP_SCALE_X,      // about the node's pivot
    PROP_SCALE_Y,
    PROP_ROTATE,       // radians, clockwise
    PROP_OPACITY,      // of the node with all its children, as one picture
    PROP_W,            // rectangle, clip, image
    PROP_H,
    PROP_R,            // radius of a circle, of a rectangle's corners
    PROP_TRIM_START,   // the drawn part of a path, as fractions of its length
    PROP_TRIM_END,
    PROP_STROKE_WIDTH,
    PROP_DASH_OFFSET,
    PROP_MORPH,        // 0 … n_morphs
    PROP_REVEAL,       // glyphs shown, counted in reading order; the last one partly
    PROP_VARIANT,      // which of its texts a text shows
    PROP_FILL,         // colours; a text's colour is its fill
    PROP_STROKE,
    PROP_COUNT,
} Prop;

// Options of the motion verbs; 0 is the default of the verb. Motions begin at the cursor plus delay_s and move the
// cursor to their end. Two motions of one property that overlap are an error at the line of the later one.
#define MOTION_FIELDS \
    double dur_s;     \
    double delay_s;   \
    Ease ease

// Of a node that appears, leaves or gives its focus to others.
typedef struct Motion {
    Node *node;
    MOTION_FIELDS;
    double stagger_s; // with `each`: between one child and the next
    bool each;        // the children one after the other, not the node as a whole
} Motion;

// Appear: from nothing at the cursor; the node is invisible before its first appearance.
#define fade_in(s, ...) fade_in_with(SCENE_HERE(s), (Motion){.node = __VA_ARGS__})
#define rise_in(s, ...) rise_in_with(SCENE_HERE(s), (Motion){.node = __VA_ARGS__}) // fade and 12 units up
#define drop_in(s, ...) drop_in_with(SCENE_HERE(s), (Motion){.node = __VA_ARGS__}) // fade and 24 units down
#define pop_in(s, ...) pop_in_with(SCENE_HERE(s), (Motion){.node = __VA_ARGS__})   // fade and grow, 4 % past the end
#define draw_in(s, ...) draw_in_with(SCENE_HERE(s), (Motion){.node = __VA_ARGS__}) // a path draws itself
#define type_in(s, ...) type_in_with(SCENE_HERE(s), (Motion){.node = __VA_ARGS__}) // glyph by glyph, as if typed
// Leave; give the focus to others, and take it again.
#define fade_out(s, ...) fade_out_with(SCENE_HERE(s), (Motion){.node = __VA_ARGS__})
#define dim_down(s, ...) dim_down_with(SCENE_HERE(s), (Motion){.node = __VA_ARGS__}) // to 35 %: others have the focus
#define dim_up(s, ...) dim_up_with(SCENE_HERE(s), (Motion){.node = __VA_ARGS__})

void fade_in_with(Scene *s, Motion motion);
void rise_in_with(Scene *s, Motion motion);
void drop_in_with(Scene *s, Motion motion);
void pop_in_with(Scene *s, Motion motion);
void draw_in_with(Scene *s, Motion motion);
void type_in_with(Scene *s, Motion motion);
void fade_out_with(Scene *s, Motion motion);
void dim_down_with(Scene *s, Motion motion);
void dim_up_with(Scene *s, Motion motion);

typedef struct MoveTo {
    Node *node;
    double x, y;
    MOTION_FIELDS;
} MoveTo;

typedef struct ScaleTo {
    Node *node;
    double factor;
    MOTION_FIELDS;
} ScaleTo;

typedef struct MoveAlong {
    Node *node;
    const Path *path;
    MOTION_FIELDS;
} MoveAlong;

typedef struct Animate {
    Node *node;
    Prop prop;
    double to;
    MOTION_FIELDS;
} Animate;

typedef struct Recolor {
    Node *node;
    Prop prop; // PROP_FILL or PROP_STROKE
    Color to;
    MOTION_FIELDS;
} Recolor;

typedef struct CameraTo {
    double x, y, zoom;
    MOTION_FIELDS;
} CameraTo;

// The scene, the node, then what; options by name behind it:
//     move_to(s, card, 200, 300, .dur_s = 0.5)
#define move_to(s, node, x, ...) move_to_with(SCENE_HERE(s), (MoveTo){(node), (x), .y = __VA_ARGS__})
#define scale_to(s, node, ...) scale_to_with(SCENE_HERE(s), (ScaleTo){(node), .factor = __VA_ARGS__})
#define move_along(s, node, ...) move_along_with(SCENE_HERE(s), (MoveAlong){(node), .path = __VA_ARGS__})
#define animate(s, node, prop, ...) animate_with(SCENE_HERE(s), (Animate){(node), (prop), .to = __VA_ARGS__})
#define recolor(s, node, prop, ...) recolor_with(SCENE_HERE(s), (Recolor){(node), (prop), .to = __VA_ARGS__})
#define camera_to(s, x, y, ...) camera_to_with(SCENE_HERE(s), (CameraTo){(x), (y), .zoom = __VA_ARGS__})

void move_to_with(Scene *s, MoveTo motion);
void scale_to_with(Scene *s, ScaleTo motion);
void move_along_with(Scene *s, MoveAlong motion); // the node's origin goes along the path
void animate_with(Scene *s, Animate motion);
void recolor_with(Scene *s, Recolor motion);
void camera_to_with(Scene *s, CameraTo motion); // x, y is the stage point in the middle; zoom 1 shows all of the stage

// The value from the cursor on, at once; no time passes. Before its first key a node has the value it was made with.
void node_set(Scene *s, Node *node, Prop prop, double value);
void node_set_color(Scene *s, Node *node, Prop prop, Color color);
double node_value_now(const Scene *s, const Node *node, Prop prop);

// Invisible from the start until the first appearance (the appear verbs do this by themselves).
void node_hide(Scene *s, Node *node);

// A whole track at once: value[i] at t_s[i] (seconds of the scene, rising), with the ease between them. What was keyed
// before t_s[0] stays and holds up to it.
void node_keys(Scene *s, Node *node, Prop prop, Ease ease, const double *t_s, const double *value, int n_keys);

// Scaling and turning are about this point of the node's own coordinates. Default: the middle of a rectangle,
// image or text, the origin of all else.
void node_pivot(Scene *s, Node *node, double x, double y);

// ---- what a scene file defines ----

typedef struct SceneSource {
    const char *title;
    const char *file;                           // __FILE__
    void (*build)(Scene *s, const void *input); // from an input that the engine knows nothing of
} SceneSource;

#endif
