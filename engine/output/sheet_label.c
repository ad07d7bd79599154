// sheet_label.c — words on a contact sheet as an item to draw.
#include "engine/output/sheet_label.h"

DrawItem label_item(const TextRun *run, double x, double y, Color color)
{
    return (DrawItem){
        .kind = DRAW_TEXT,
        .matrix = matrix_translate(x, y),
        .opacity = 1,
        .bounds = matrix_bounds(matrix_translate(x, y), run->ink),
        .fill = color,
        .run = run,
        .reveal = -1,
    };
}
