// svg_defs.h — what an SVG file says once and uses often: glyphs, texts, outlines, clips.
//
// The document is written twice. The first time counts; then svg_defs_settle gives names to what is worth sharing.
#ifndef GPTREEL_SVG_SVG_DEFS_H
#define GPTREEL_SVG_SVG_DEFS_H

#include "engine/svg/svg_text.h"

// Every name in a document begins with it while the document is written; svg_defs_own then puts a few letters in its
// place that other documents do not have. Several may stand in one page, where names are common to all.
#define SVG_OWN "\1"

typedef struct SvgDefs SvgDefs;

SvgDefs *svg_defs_create(Arena *arena); // in the arena

// Notes one more use of an element <tag id=… rest, where `rest` begins with its other attributes and closes it.
// Returns its name when it stands in the definitions, NULL when it is to be written in place. With `always` it is
// defined however seldom it is used.
const char *svg_defs_use(SvgDefs *defs, const char *tag, const char *rest, bool always);

void svg_defs_settle(SvgDefs *defs); // what was used more than once gets a name

// Puts all elements that have names, those that others use first.
void svg_defs_put(const SvgDefs *defs, SvgText *text);

// Puts a whole document, with letters made of all that is in it for SVG_OWN.
void svg_defs_own(const char *document, SvgText *text);

#endif
