// support_list.h — a display list as text, for golden files and for people who compare two of them.
#ifndef GPTREEL_TESTS_SUPPORT_LIST_H
#define GPTREEL_TESTS_SUPPORT_LIST_H

#include "engine/anim/frame.h"

// One line per item: what its node is, the node's place in the tree (stage.2.0 is the first child of the stage's third
// child) and its name if the author gave one; then every field of the item that is not neutral: numbers rounded to 0.01
// units, or to 0.0001 where they are factors. What a field points to is told in short, so that another outline, other
// cells and another halo give another line.
void display_list_print(const DisplayList *list, FILE *out);

#endif
