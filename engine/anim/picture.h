// picture.h — pictures that can be laid out again: what they are made of keeps its identity and moves to its new place.
//
// A kind of picture is a pure function from data and a rectangle to parts; a part has a key (a token's id, a cell's row
// and column) and items (a card, its words). Laid out again, in another rectangle or with other data, parts of equal keys
// are tweened item by item, new ones appear, and those without a partner leave. A part of one picture can so become a
// part of another. A picture is not seen until a verb shows it.
#ifndef GPTREEL_ANIM_PICTURE_H
#define GPTREEL_ANIM_PICTURE_H

#include "engine/anim/scene.h"

#include <stdint.h>

// ---- keys ----

typedef enum PartSort {
    PART_INDEX,  // a: place in a list
    PART_ID,     // a: id of a token, of whatever data are counted by
    PART_CELL,   // a, b: row and column
    PART_NAMED,  // a: by name, within the picture
    PART_WORD,   // a, b: by name, the so manieth of that name; which one is which of another layout tells their order
} PartSort;

typedef struct PartKey {
    PartSort sort;
    int64_t a, b;
} PartKey;

PartKey part_index(int64_t index);
PartKey part_id(int64_t id);
PartKey part_cell(int64_t row, int64_t column);
PartKey part_named(const char *name);
PartKey part_word(const char *name, int number); // from 1
bool part_key_equal(PartKey a, PartKey b);

// ---- layouts: for those who write kinds of pictures ----

typedef struct Layout Layout;
typedef struct Picture Picture;

typedef enum ItemKind {
    ITEM_RECT,
    ITEM_CIRCLE, // x, y is the centre
    ITEM_PATH,
    ITEM_TEXT,   // x, y is the place of the baseline, as the style aligns it
    ITEM_GLOW,
    ITEM_IMAGE,
} ItemKind;

// One thing to draw. Coordinates are the part's: its box begins at 0, 0. Fields of other kinds are left 0.
typedef struct Item {
    ItemKind kind;
    const char *name;          // unique in the part: what it is, as "card" or "words"; a literal
    double x, y;
    int z;
    double w, h;               // RECT, IMAGE
    double r;                  // radius of a CIRCLE, of a RECT's corners
    Color fill, stroke;        // a TEXT's and a GLOW's colour is its fill
    double stroke_width, dash, gap;
    bool round_caps;
    const Path *path;          // PATH, GLOW
    double drawn;              // PATH: the drawn share of its length; 0 is all, below 0 is none
    const char *text;          // TEXT, copied
    TextStyle style;
    const TextRun *run;        // TEXT: as it is set already, in that style; NULL: it is set
    double turn;               // TEXT, PATH: radians, clockwise, about x, y
    const struct Shown *shown; // TEXT: the figures in it (figure.h); NULL: there are none
    bool at_once;              // TEXT: takes the place of other words at once, so that there is always something to read
    bool along;                // where one layout has it and the next has not, it stays as far from the middle of its
                               // part's box as it is laid out while that goes to its new place, and is seen just while
                               // that is as wide as these say; one that both layouts have is seen all the while
    double least_w, most_w;    // of the part's box, in its units, both still seen; 0: no limit
    const char *href;          // where it leads when it is pressed, as node_link; NULL: nowhere
    double sigma, strength;    // GLOW
    const struct Image *image; // IMAGE (add.h): kept, not copied
} Item;

typedef struct Size {
    double w, h;
} Size;

// A kind of picture. To add one: a file in the kit with one of these and its verb.
typedef struct PictureKind {
    const char *name; // as authors call it
    // The size it would like to have in a room. NULL: all of it.
    Size (*measure)(Layout *layout, const void *data, Size room);
    // Adds parts. It may read data, rectangle, theme and canvas, and set text to measure it, and nothing else.
    void (*lay_out)(Layout *layout, const void *data, Rect rect);
    // Of what follows other things: writes its tracks when all else of the scene is written. NULL: it follows nothing.
    void (*solve)(Scene *s, const Picture *picture);
    // The smallest rectangle in which something of it can be made out, beside the words that it must show. 0: as
    // large as the smallest type.
    Size least;
    bool any_size; // it can be made out however small it is: a rule, a dot
} PictureKind;

// Begins a part; items that follow are its. A part is drawn over those of lower z and those before it.
void layout_part(Layout *layout, PartKey key, Rect box, int z);
void layout_item(Layout *layout, Item item);

// So many parts of the data have no room here and are left out. A stagger takes as long as if they were there: a
// scene's times do not depend on the canvas.
void layout_lacks(Layout *layout, int n_parts);

// The part begun last stands out as what was chosen. Laid out again without it, it looks like the others at once, before
// anything else of it changes: no mark is ever seen on what was not chosen.
void layout_mark(Layout *layout);

#define item_rect(l, name_, ...) layout_item((l), (Item){.kind = ITEM_RECT, .name = (name_), __VA_ARGS__})
#define item_circle(l, name_, ...) layout_item((l), (Item){.kind = ITEM_CIRCLE, .name = (name_), __VA_ARGS__})
#define item_path(l, name_, ...) layout_item((l), (Item){.kind = ITEM_PATH, .name = (name_), __VA_ARGS__})
#define item_text(l, name_, ...) layout_item((l), (Item){.kind = ITEM_TEXT, .name = (name_), __VA_ARGS__})
#define item_image(l, name_, ...) layout_item((l), (Item){.kind = ITEM_IMAGE, .name = (name_), __VA_ARGS__})
#define item_glow(l, name_, ...) layout_item((l), (Item){.kind = ITEM_GLOW, .name = (name_), __VA_ARGS__})

// Words that the author wrote, which the picture must show whole, be it in several texts one after the other. A picture
// in whose rectangle they have no room is an error of the scene, which says how large it has to be; a kind that finds no
// room need not do anything about it. Of data a picture may leave out what it has no room for. Kept, not copied; NULL: none.
void layout_must_show(Layout *layout, const char *words);

// From now on x and y of parts and items are exchanged, or no longer: for a picture that runs right where it is wide and
// down where it is tall. Of a text its place alone is.
void layout_turn(Layout *layout, bool turned);

Scene *layout_scene(const Layout *layout); // for text_set and the theme
Arena *layout_arena(const Layout *layout); // for what the items point to
const Theme *layout_theme(const Layout *layout);

// Whether the picture is asked for as it is before it grows: bars of no length, lines not drawn. A kind for which this
// means nothing lays out as ever; its parts rise then.
bool layout_is_seed(const Layout *layout);

// ---- pictures ----

// How a change of layout moves; 0 is the default.
typedef struct Tween {
    double dur_s, delay_s;
    double stagger_s; // between one part and the next
    Ease ease;
    bool at_once; // all of it in the first frame; the time passes all the same
} Tween;

// The picture in a rectangle, unseen. `data` must live as long as the scene. `overlay`: above the camera's stage.
Picture *picture_add(Scene *s, const PictureKind *kind, const void *data, Rect rect, bool overlay, int z);

// Says that the author gave its z: what it is drawn over or under is meant.
void picture_note_ordered(Picture *picture);

// What it would take of a room.
Size picture_size(Scene *s, const PictureKind *kind, const void *data, Size room);

// From nothing: its parts grow from their seeds, or rise, one after the other when there is a stagger.
void picture_reveal(Scene *s, Picture *picture, Tween tween);

// A new place; new data; both. The picture must have been shown.
void picture_settle(Scene *s, Picture *picture, Rect rect, Tween tween);
void picture_change(Scene *s, Picture *picture, const void *data, Tween tween);

// New data at once, for a caller who animates the parts that come and go: new ones are there but unseen, those that
// the data lack are the picture's no more, all others stay as they are.
void picture_extend(Scene *s, Picture *picture, const void *data);

// Parts of `from` go where parts of equal keys are in `to`, which is shown by this; what has no partner fades. `from` is
// gone then, unless it is kept.
void picture_become(Scene *s, Picture *from, Picture *to, bool keep, Tween tween);

// A second picture of the same kind, data and place, shown when the first one is. Key by key it begins as its twin.
Picture *picture_copy(Scene *s, const Picture *picture);

// The picture whose node, or one of whose parts' nodes, this is; NULL: none.
Picture *picture_of(const Scene *s, const Node *node);

Node *picture_node(const Picture *picture);                   // all of it: for verbs that take a node
Rect picture_rect(const Picture *picture);                    // that it was laid out in last
const void *picture_data(const Picture *picture);
const PictureKind *picture_kind(const Picture *picture);

// Its parts that are there, in the order of the layout. Where there is none (-1) there is no node: NULL.
int picture_part_count(const Picture *picture);
Node *picture_part_node(const Picture *picture, int index);
PartKey picture_part_key(const Picture *picture, int index);
Rect picture_part_box(const Picture *picture, int index);     // canvas units
int picture_part_find(const Picture *picture, PartKey key);   // -1 when there is none

// By its name, "Q", or "Q#2" for the second word of that name; -1 when there is none.
int picture_part_find_name(const Picture *picture, const char *name);

// When everything is written: sets the scene's error when a picture was never shown; lets those that follow others follow.
void pictures_finish(Scene *s);

// The node of an item of a part; NULL when there is none.
Node *picture_item(const Picture *picture, int index, const char *name);

#endif
