// shell.h — a terminal's panel whose lines are typed, with a block cursor that moves along and never blinks.
#ifndef GPTREEL_KIT_SHELL_H
#define GPTREEL_KIT_SHELL_H

#include "engine/anim/scene.h"

enum { SHELL_MOST_LINES = 12 };

typedef struct ShellSpec {
    Node *parent;
    double x, y, w, h;        // the panel
    double size, pitch;       // type; from one baseline to the next; 0: 28 and 58
    double pad_x;             // from the panel's edge to the prompt; 0: 48
    const char *prompt;       // before every line; NULL: "$"
    const char *const *lines; // [n_lines]
    int n_lines;
    const char *source; // of the numbers in it
} ShellSpec;

// The nodes of the shell, in the scene's arena.
typedef struct Shell {
    Node *group;                     // everything; the panel is its first child
    Node *prompts[SHELL_MOST_LINES]; // text; invisible until the line is typed
    Node *lines[SHELL_MOST_LINES];   // text, of which nothing is shown until it is typed
    Node *cursor;                    // a block; stands behind what was typed last
    ShellSpec spec;
} Shell;

#define shell_panel(s, ...) shell_panel_with((s), (ShellSpec){.parent = __VA_ARGS__})
// The panel with the first prompt and the cursor behind it, nothing typed yet.
Shell *shell_panel_with(Scene *s, ShellSpec spec);

// Types all lines, key by key, fast within words and slower between them, with a pause `enter_s` between one line and
// the next. Moves the cursor in time by dur_s.
void shell_type_all(Scene *s, Shell *shell, double dur_s, double enter_s);

#endif
