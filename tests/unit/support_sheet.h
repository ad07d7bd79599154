// support_sheet.h — an empty scene in which blocks are tried.
#ifndef GPTREEL_TESTS_SUPPORT_SHEET_H
#define GPTREEL_TESTS_SUPPORT_SHEET_H

#include "engine/anim/block.h"
#include "engine/anim/scene_data.h"
#include "support_scenes.h"

typedef struct Sheet {
    Arena arena;
    Scene *scene;
} Sheet;

void sheet_open(Sheet *sheet, const Stage *stage);
void sheet_close(Sheet *sheet);

void sheet_block(Sheet *sheet, BlockKind kind, double amount);

// A motion of a node of its own; gives the node.
Node *sheet_move(Sheet *sheet, double dur_s);

// When such a node begins to move, and ends; fails the test unless it is then.
double move_begin_s(const Node *node);
double move_end_s(const Node *node);
void assert_range(const Node *node, double from_s, double to_s);

#define assert_time(a, b) assert_true(fabs((a) - (b)) < 1e-9)

#endif
