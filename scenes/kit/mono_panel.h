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
} MonoType;

MonoType mono_type(Scene *s, double size, double indent);

double mono_line_width(Scene *s, const MonoType *type, const CodeLine *line);

// An item for each token, by its name, from x on and around the height y; or stepped back.
void mono_line_items(Layout *layout, const MonoType *type, const CodeLine *line, double x, double y, bool dim);

// The part "panel" with the item "card".
void mono_panel_part(Layout *layout, Rect rect);

#endif
