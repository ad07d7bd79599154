// deck.h — a film as slides: a scene a slide, a picture for each of its steps, what is said with it; and the formats
// that they are written in.
//
// Slides are opened one at a time, so that a long deck takes no more memory than a short one.
#ifndef GPTREEL_OUTPUT_DECK_H
#define GPTREEL_OUTPUT_DECK_H

#include "engine/anim/frame.h"
#include "engine/anim/size.h"
#include "engine/base/choices.h"
#include "engine/base/report.h"

// Where the picture leads when it is pressed.
typedef struct SlideLink {
    Rect box; // canvas units
    const char *address;
} SlideLink;

// A picture of a slide at rest.
typedef struct SlideState {
    double t_s;            // of the scene
    const char *notes;     // what is said with it; "" for nothing
    const SlideLink *links; // [n_links] that are seen in it
    int n_links;
} SlideState;

// What is known of a slide before it is opened.
typedef struct SlideEntry {
    const char *title;
    int n_states;
} SlideEntry;

typedef struct Slide {
    const Scene *scene;
    const char *title;
    const SlideState *states; // [n_states] in their order, at least one; the last is the whole slide
    int n_states;            // 1 more than there are clicks
    Arena arena;             // of the scene and all of this
} Slide;

typedef struct DeckJob {
    const char *title;
    const char *author;       // NULL: is not said
    const SlideEntry *entries; // [n_slides]
    int n_slides;
    Canvas canvas;
    const Theme *theme;
    Fonts *fonts;
    // Builds the scene of a slide in the arena; NULL on error.
    const Scene *(*build)(void *context, Arena *arena, int index, Err *err);
    void *context;
    bool final;       // a slide has one state, its last, with all notes
    bool notes;       // formats for paper have notes below the pictures
    bool transparent; // no background, where a format can be without
    OutputSize size;  // of pictures that have pixels, and of the video
    const struct RenderSpec *video; // how videos are made, with that size (render_spec.h)
    const struct Music *music;      // heard in them
    const char *music_file;         // in its place; NULL: none
    Report *report;   // is told of each slide that is written; NULL: nobody wants to know
} DeckJob;

// Builds slide `index`, from 0 on. slide_close is due when it returns true. False on error, or when a stop is
// requested.
bool slide_open(const DeckJob *deck, int index, Slide *slide, Err *err);
void slide_close(Slide *slide);

// The number of pictures of a scene: one more than it has clicks, unless nothing changes behind the last.
int slide_count_states(const Scene *scene);

// What can be pressed in a picture of a scene, [*n_links], in the arena: each node that leads somewhere (node_link) with
// what is drawn of it.
const SlideLink *slide_links(const Scene *scene, double t_s, Arena *arena, int *n_links); // deck_links.c

// ---- formats ----

// What only some formats know.
typedef enum DeckOption {
    DECK_SIZE = 1,        // pixels
    DECK_TRANSPARENT = 2, // the background can be left out
    DECK_NOTES = 4,       // what is said can stand below the pictures
    DECK_SOUND = 8,       // it is heard
} DeckOption;

typedef struct DeckFormat {
    const char *name; // NULL ends the table
    const char *help;
    unsigned options; // DeckOption bits
    // Of the file or folder that is made, behind the deck's name: ".pdf". NULL: numbered files, see below.
    const char *ending;
    // Writes the deck to `path`, all or nothing, and tells deck->report of each slide. `path` is DIR/NAME and the ending;
    // without an ending it is DIR, which is there.
    bool (*write)(const DeckJob *deck, const char *path, Err *err);
} DeckFormat;

extern const DeckFormat DECK_FORMATS[];
extern const Choices DECK_CHOICES; // of DECK_FORMATS

// The functions behind the rows.
bool deck_write_svg(const DeckJob *deck, const char *path, Err *err); // deck_pictures.c
bool deck_write_png(const DeckJob *deck, const char *path, Err *err);
bool deck_write_pdf(const DeckJob *deck, const char *path, Err *err); // deck_pdf.c
bool deck_write_mp4(const DeckJob *deck, const char *path, Err *err); // deck_video.c
bool deck_write_slidev(const DeckJob *deck, const char *path, Err *err); // slidev.c: a folder
bool deck_write_pptx(const DeckJob *deck, const char *path, Err *err); // pptx.c: the same deck gives the same bytes
bool deck_write_html(const DeckJob *deck, const char *path, Err *err); // deck_html.c

// As SVG, a picture a step and no more; and the name of the picture of a state, in the arena.
bool deck_write_step_svg(const DeckJob *deck, const char *path, Err *err); // deck_pictures.c
const char *slide_picture_name(const DeckJob *deck, int index, int state, const char *ending, Arena *arena);

#endif
