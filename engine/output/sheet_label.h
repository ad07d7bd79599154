// sheet_label.h — words on a contact sheet.
#ifndef GPTREEL_OUTPUT_SHEET_LABEL_H
#define GPTREEL_OUTPUT_SHEET_LABEL_H

#include "engine/anim/frame.h"

// A text with its origin at a place.
DrawItem label_item(const TextRun *run, double x, double y, Color color);

#endif
