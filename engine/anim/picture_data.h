// picture_data.h — what the files of pictures share: layouts (picture_layout.c), and the nodes that were made from them
// (picture.c, picture_parts.c, picture_tween.c).
#ifndef GPTREEL_ANIM_PICTURE_DATA_H
#define GPTREEL_ANIM_PICTURE_DATA_H

#include "engine/anim/scene_data.h"
#include "engine/anim/picture.h"

// A part as a layout gives it.
typedef struct LaidPart {
    PartKey key;
    Rect box; // canvas units
    int z;
    bool marked; // layout_mark
    Item *items; // [n_items]
    int n_items, cap_items;
} LaidPart;

struct Layout {
    Scene *s;
    bool seed, turned;
    LaidPart *parts; // [n_parts]
    int n_parts, cap_parts;
    int n_lacking; // layout_lacks
    const char **words; // [n_words] that must be seen
    int n_words, cap_words;
};

// An item that has a node; `item` is how it was laid out last.
typedef struct DrawnItem {
    Item item;
    Node *node;
} DrawnItem;

typedef struct Part {
    PartKey key;
    Rect box;
    bool marked; // as it was laid out last
    Node *group;
    DrawnItem *items; // [n_items]
    int n_items, cap_items;
} Part;

struct Picture {
    Scene *s;
    const PictureKind *kind;
    const void *data;
    Rect rect;
    Node *root;
    Part *parts; // [n_parts] in the order of the layout
    int n_parts, n_lacking;
    bool shown, gone, overlay;
    int gone_line;         // where the author let it go
    const Picture *became; // what it has become then; NULL: it left
    const Picture *twin; // what it was copied from and begins as; NULL
    int z;
    const char *file; // where the author made it
    int line;
};

// The layout of a kind; in the scene's arena.
Layout *layout_make(Scene *s, const PictureKind *kind, const void *data, Rect rect, bool seed);

// A part with nodes as laid out.
Part picture_make_part(Picture *picture, const LaidPart *laid);

// From a time on the part stands out as what was chosen, or no longer.
void part_mark(Scene *s, Part *part, bool marked, double t_s);

DrawnItem picture_make_item(Scene *s, Node *group, const Item *item);
Part picture_fill_part(Scene *s, Node *group, const LaidPart *laid); // of a group that is there and empty

// What an item covers in its part's coordinates, `run` being a text as set, at any size; and what a part covers in its
// picture's as it was laid out last, wherever it went since.
Rect item_box(const Item *item, const TextRun *run);
Rect part_box(const Part *part);

// What a node is of to the author: "the box of line 3", "a part of the words of line 4", "the camera". In the scene's
// arena.
const char *thing_words(Scene *s, const Node *node);

// The picture is gone from here on; `became` is what has come of it, NULL when it leaves.
void picture_go(Picture *picture, const Picture *became);

// The scene's error of a picture that is gone and used again.
void picture_fail_gone(const Picture *picture);

// Sets the scene's error when the picture's rectangle is too small for anything of it to be seen, before it is laid out.
void picture_check_size(const Picture *picture);

// Sets the scene's error when the picture, drawn as laid out, has not the room that it needs: when a text of it would
// be too small to read, outside of its rectangle or off the canvas, or when words that must be seen are left out.
void picture_check_room(const Picture *picture, const Layout *layout);

// What a layout in its rectangle lacks, as words for its author; NULL: nothing. `drawn`: the picture with nodes for all of
// its items; NULL: there are none yet.
const char *layout_fault(const Layout *layout, const PictureKind *kind, Rect rect, const Picture *drawn);

// The first of the words that must be seen and are not; NULL: all are.
const char *layout_left_out(const Layout *layout);

// Which of `old` parts each of `fresh` is: [n_fresh] indexes, -1: it is new. Words of one name in the order in which most
// keep their places, then those that moved across others; all else by equal keys. In the arena. (part_match.c)
int *parts_match(Arena *arena, const PartKey *old, int n_old, const PartKey *fresh, int n_fresh);

// The index of a key among laid-out parts, and of a name among drawn items; -1 when there is none.
int layout_find(const Layout *layout, PartKey key);
int part_find_item(const Part *part, const char *name);

#endif
