// code_panel.h — a panel of program code: what it shows, and how that is set in a room.
#ifndef GPTREEL_KIT_CODE_PANEL_H
#define GPTREEL_KIT_CODE_PANEL_H

#include "engine/anim/picture.h"
#include "scenes/kit/code_text.h"
#include "scenes/kit/mono_panel.h"

// Parts beside those of lines (part_id), by the line's id.
enum { CODE_VALUE, CODE_CURSOR };

// How lit lines stand out.
typedef struct CodeLook {
    Color color; // of the light behind them
    bool dim;    // the others step back
} CodeLook;

// What a line gives: words at the panel's right edge.
typedef struct CodeValue {
    int64_t line; // its id
    const Words *words;
    Color color;
} CodeValue;

typedef struct CodePanel {
    const CodeReading *reading;
    const CodeText *text;
    int first, n;            // its lines that are shown
    const Words *label;      // small words at the foot; NULL: none
    const bool *lit;         // [text->n_lines] which lines are lit; NULL: all are at full strength
    CodeLook look;
    const CodeValue *values; // [n_values]
    int n_values;
    const char *beside; // values may be as wide as this; NULL: there are none
    bool numbered;      // each line has its number
    bool map;           // beside it stands all of the text, a stroke for each line
    int64_t cursor;     // the id of the line behind which it stands; -1: there is none
} CodePanel;

// How the code is set in a room.
typedef struct CodeFit {
    Rect card;   // in the room
    MonoType type;
    double pitch;
    double label_h;        // 0: no label
    double before, beside; // widths of what stands left and right of the lines, with gaps
} CodeFit;

CodeFit code_fit(Scene *s, const CodePanel *panel, Rect room);

// Where line `line` of the text, one that is shown, begins: the middle of its first row.
Point code_line_at(Scene *s, const CodePanel *panel, const CodeFit *fit, int line);

double code_cursor_width(const CodeFit *fit);
double code_cursor_height(const CodeFit *fit);

Size code_measure(Layout *layout, const void *data, Size room);
void code_lay_out(Layout *layout, const void *data, Rect rect);

// Adds the part "map", a path for each part of the text. (code_map.c)
void code_map_parts(Layout *layout, const CodePanel *panel, Rect rect);

// Lines `first` to `last` of the text, which are not all empty, are typed, and a cursor moves along, which stays. It lasts
// as long as their keys take. (code_typing.c)
void code_type(Scene *s, Picture *picture, int first, int last);

#endif
