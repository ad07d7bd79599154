// mono_panel.h — a panel of lines in mono, as code and a terminal have: how wide they are, and its items.
#ifndef GPTREEL_KIT_MONO_PANEL_H
#define GPTREEL_KIT_MONO_PANEL_H

#include "engine/anim/picture.h"
#include "scenes/kit/code_text.h"

// How lines are set.
typedef struct MonoType {
    TextStyle style;
    double advance; // of one character
    double indent;  // of the spaces before a line: 1, or less where it is narrow
    double most_w;  // longer lines go on in another row, set in; 0: there is room for any
} MonoType;

MonoType mono_type(Scene *s, double size, double indent);

// How wide the widest row of a line is, and how many rows it has.
double mono_line_width(Scene *s, const MonoType *type, const CodeLine *line);
int mono_line_rows(Scene *s, const MonoType *type, const CodeLine *line);

// Where the pen stands in a line, from its first row's begin, when so many characters of a token are written before it.
Point mono_line_place(Scene *s, const MonoType *type, const CodeLine *line, int token, int n_chars, double pitch);

// How tokens are seen: each in its kind's colour; all soft, where others are lit; faint, before they are typed.
typedef enum MonoLook { MONO_IN_COLOR, MONO_SOFT, MONO_FAINT } MonoLook;

// An item for each token, by its name, from at.x on and around the height at.y, rows being `pitch` apart.
void mono_line_items(Layout *layout, const MonoType *type, const CodeLine *line, Point at, double pitch, MonoLook look);

// The part "card" with the item "card".
void mono_panel_part(Layout *layout, Rect rect);

#endif
