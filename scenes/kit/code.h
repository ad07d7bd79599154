// code.h — a panel of code whose lines light up, and a shell whose lines are typed.
#ifndef GPTREEL_KIT_CODE_H
#define GPTREEL_KIT_CODE_H

#include "engine/anim/scene.h"

enum { CODE_MOST_LINES = 24 };

typedef struct CodeSpec {
    Node *parent;
    double x, y, w, h;        // the panel
    double size, pitch;       // type; from one baseline to the next; 0: 28 and 44
    const char *const *lines; // [n_lines]; leading spaces are kept
    int n_lines;
    const char *label;  // small words in the upper right corner; NULL: none
    const char *source; // of the numbers in it
} CodeSpec;

// The nodes of the panel, in the scene's arena.
typedef struct Code {
    Node *group;                  // everything; the panel is its first child
    Node *band;                   // the light behind a line, with its edge; invisible at first
    Node *lines[CODE_MOST_LINES]; // text
    Node *label;                  // NULL without one
    CodeSpec spec;
    int lit; // -1: none, all lines are at full strength
} Code;

#define code_panel(s, ...) code_panel_with((s), (CodeSpec){.parent = __VA_ARGS__})
Code *code_panel_with(Scene *s, CodeSpec spec);

// Lights one line and dims the others; -1 lights all. Moves the cursor by dur_s.
void code_light(Scene *s, Code *code, int line, double dur_s);

#endif
