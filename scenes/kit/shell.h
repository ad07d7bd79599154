// shell.h — a terminal's lines, and the rows that they are set in.
#ifndef GPTREEL_KIT_SHELL_H
#define GPTREEL_KIT_SHELL_H

#include "engine/verbs/figure_verbs.h"
#include "scenes/kit/code_text.h"

enum { SHELL_MOST_ROWS = 24 };

typedef struct ShellPanel {
    const Words *const *lines; // [n]
    int n;
    const Words *const *lit; // [n_lit] what of each line is looked at; all else steps back
    int n_lit;
    bool numbered; // in place of prompts
    bool bare;     // without a card
    bool faint;    // what is still to be typed is seen, faintly
} ShellPanel;

// A line as it is set: one that was given, one of those that `&&` joined in it, or a piece of such a one.
typedef struct ShellRow {
    int given; // which line it is of, from 0
    CodeLine line;
    const char *keys; // that are typed
    int n_before;     // characters before them
    bool prompted;    // its first token is the prompt
    double y;         // of its middle, in the panel
} ShellRow;

// The lines as rows, or the commands that stand in them (`split`), broken where one has more than `most` characters
// with what stands before it. Gives how many rows there are, SHELL_MOST_ROWS at most; their y is still to be found. In
// the arena.
int shell_rows(Arena *arena, const ShellPanel *panel, bool split, int most, ShellRow *rows);

#endif
