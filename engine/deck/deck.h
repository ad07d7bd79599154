// deck.h — a deck of slides as its markdown says it: what stands on each slide, as a tree, and the click that shows it.
//
// The markdown is that of Slidev. A deck is read whole and never changes; it knows no scene, no run and no canvas. Text
// is never lost: what is not understood is kept as what it can be shown as, and told in a warning with its line.
#ifndef GPTREEL_DECK_DECK_H
#define GPTREEL_DECK_DECK_H

#include "engine/base/arena.h"

// ---- frontmatter ----

typedef enum DeckValueKind { DECK_NULL, DECK_BOOL, DECK_NUMBER, DECK_STRING, DECK_LIST, DECK_MAP } DeckValueKind;

typedef struct DeckValue DeckValue;

struct DeckValue {
    DeckValueKind kind;
    int line;
    const char *text;         // of what is neither a list nor a map: as it is written, without quotes
    double number;            // of DECK_NUMBER; of DECK_BOOL 0 or 1
    const char *const *names; // [n] of a map, in the order of the file
    const DeckValue *items;   // [n] of a list or a map
    int n;
};

// The value of a map by its name; NULL when there is none, or no map. `map` may be NULL. (front.c)
const DeckValue *deck_field(const DeckValue *map, const char *name);

// The same where words are wanted: NULL also of lists, maps and nothing. (front.c)
const char *deck_words(const DeckValue *map, const char *name);

// ---- what stands on a slide ----

// When something is seen. Clicks count from 1; what is inside of a thing never shows before it, nor stays after it.
typedef struct DeckClicks {
    int from; // shows at this click; 0: from the start
    int to;   // is gone from this click on; 0: it stays
} DeckClicks;

typedef enum DeckRunKind {
    DECK_RUN_TEXT,
    DECK_RUN_FIGURE,  // what stands between {{ and }}, trimmed: "run.val_loss.last:.2f"
    DECK_RUN_FORMULA, // TeX between dollars
    DECK_RUN_BREAK,   // the line ends; no text
    DECK_RUN_IMAGE,   // text is what is said in place of it
} DeckRunKind;

// Words of one look within a line.
typedef struct DeckRun {
    DeckRunKind kind;
    const char *text;
    const char *href; // of a link; NULL: none
    const char *src;  // of an image
    bool bold, italic, code, struck, underlined;
    const char *const *classes; // of the elements around it within its block; ended by NULL
    DeckClicks clicks;
} DeckRun;

typedef enum DeckKind {
    DECK_HEADING,   // runs, level
    DECK_PARAGRAPH, // runs
    DECK_ITEMS,     // a list: blocks are items; ordered, start
    DECK_ITEM,      // runs, then blocks
    DECK_CODE,      // text, language, steps
    DECK_TABLE,     // blocks are rows
    DECK_ROW,       // blocks are cells; head
    DECK_CELL,      // runs, blocks; align
    DECK_QUOTE,     // blocks
    DECK_IMAGE,     // src, text (in place of it), href: alone on its line
    DECK_DIV,       // blocks
    DECK_TURNS,     // blocks that take each other's place, one click after the other
    DECK_FORMULA,   // text: TeX that stands alone
    DECK_RULE,      // a line across
    DECK_SLOT,      // blocks that the layout has another place for; name: "right"
} DeckKind;

typedef enum DeckAlign { DECK_ALIGN_NONE, DECK_ALIGN_LEFT, DECK_ALIGN_CENTER, DECK_ALIGN_RIGHT } DeckAlign;

// Which lines of a code are lit at a click.
typedef struct DeckLit {
    bool all;         // every line; `lines` is NULL
    bool hidden;      // the code is not to be seen
    const int *lines; // [n_lines] from 1, rising; none: every line is dimmed
    int n_lines;
} DeckLit;

typedef struct DeckBlock DeckBlock;

struct DeckBlock {
    DeckKind kind;
    int line; // of the file that the slide is in
    DeckClicks clicks;
    const char *const *classes; // as they are written; ended by NULL
    const DeckRun *runs;        // [n_runs]
    int n_runs;
    const DeckBlock *blocks; // [n_blocks]
    int n_blocks;
    int level;            // of a heading, 1 … 6
    bool ordered;         // of a list
    int start;            // of an ordered list: its first number
    bool head;            // of a row: it names the columns
    DeckAlign align;      // of a cell
    const char *text;     // of code (lines end with \n, the last one not), of a formula, in place of an image
    const char *language; // of code; NULL: none
    const DeckLit
        *steps; // [n_steps] of code, at least one: the first from clicks.from on, each further one a click later
    int n_steps;
    int step_click;         // the click at which the second step begins
    bool numbered;          // of code: its lines have numbers
    const char *src, *href; // of an image; NULL: none
    const char *name;       // of a slot; of a div that is another element: its tag; NULL: none
};

// What is said at a slide. `[click]` in the notes parts them.
typedef struct DeckSlide {
    const char *file;   // that it is in
    int line;           // at which it begins
    const char *title;  // the frontmatter's, or the words of the first heading; NULL: it has none
    const char *layout; // as it is written; "cover" of a first slide that says nothing, "default" of others
    const char *image;  // of the frontmatter; NULL: none
    const char *background;
    const char *const *classes; // ended by NULL
    const DeckValue *front;     // the whole frontmatter, a map; of the first slide the deck's
    const char *const *notes;   // [n_notes] the first before any click; none: there are no notes
    int n_notes;
    int n_clicks;
    const DeckBlock *blocks; // [n_blocks]
    int n_blocks;
} DeckSlide;

typedef struct DeckWarning {
    const char *file;
    int line;
    const char *text; // what, and what is done about it; without file and line
} DeckWarning;

typedef struct Deck {
    const char *file;
    const char *title;       // NULL: it has none
    const DeckValue *front;  // the headmatter, a map
    double canvas_width;     // in pixels of CSS
    double aspect;           // width by height
    const DeckSlide *slides; // [n_slides], at least one
    int n_slides;
    const DeckWarning *warnings; // [n_warnings] in the order of the slides
    int n_warnings;
} Deck;

// Where the files of a deck come from.
typedef struct DeckFiles {
    // The content of a file in the arena, with a NUL behind it; NULL on error. NULL: files of the disk.
    const char *(*read)(const void *source, Arena *arena, const char *name, size_t *n_bytes, Err *err);
    const void *source;
    // Whether the deck has a layout of its own by that name. NULL: it has none.
    bool (*has_layout)(const void *source, const char *name);
} DeckFiles;

// Reads a deck with the files that it imports, all in the arena. NULL on error, which is "FILE:LINE: what; what to do".
const Deck *deck_read(Arena *arena, const DeckFiles *files, const char *name, Err *err);

// The words of a row of runs without their look, figures as {{ }}; in the arena. (runs.c)
const char *deck_runs_text(Arena *arena, const DeckRun *runs, int n_runs);

#endif
