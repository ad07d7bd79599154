// support_sheet.c — scenes of blocks and motions.
#include "support_sheet.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

void sheet_open(Sheet *sheet, const Stage *stage)
{
    arena_init(&sheet->arena);
    sheet->scene = scene_create(&sheet->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "test/block");
    block_begin_scene(sheet->scene);
}

void sheet_close(Sheet *sheet)
{
    arena_finish(&sheet->arena);
}

void sheet_block(Sheet *sheet, BlockKind kind, double amount)
{
    block_open(sheet->scene, (BlockSpec){.kind = kind, .amount = amount});
}

Node *sheet_move(Sheet *sheet, double dur_s)
{
    Node *node = add_rect(sheet->scene, NULL, .w = 10, .h = 10);
    animate(sheet->scene, node, PROP_X, 100, .dur_s = dur_s);
    return node;
}

double move_begin_s(const Node *node)
{
    return node->tracks[PROP_X]->keys[0].t_s;
}

double move_end_s(const Node *node)
{
    return node->tracks[PROP_X]->keys[node->tracks[PROP_X]->n_keys - 1].t_s;
}

void assert_range(const Node *node, double from_s, double to_s)
{
    if (fabs(move_begin_s(node) - from_s) > 1e-9 || fabs(move_end_s(node) - to_s) > 1e-9)
        fail_msg("moves from %g to %g s, not from %g to %g", move_begin_s(node), move_end_s(node), from_s, to_s);
}
