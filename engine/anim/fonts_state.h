// fonts_state.h — what the two files that use Pango share: fonts.c opens, text.c shapes.
#ifndef GPTREEL_ANIM_FONTS_STATE_H
#define GPTREEL_ANIM_FONTS_STATE_H

#include "engine/anim/font_face.h"
#include "engine/anim/fonts.h"

#include <stdbool.h>

// The libraries' own names of their types.
struct _FcConfig;
struct _PangoContext;
struct _PangoFont;
struct _PangoFontDescription;
struct _PangoFontMap;
struct _PangoLayout;

// All text is laid out at this many pixels per em and scaled afterwards: a word has the same proportions at every size,
// places are exact to 1/256000 em (and wholly exact in fonts of 1000 units), and Pango loads each font once.
enum { LAYOUT_EM = 250, MAX_LOOKS = 64 };

typedef struct FontFamilyRow {
    const char *name;     // as fontconfig knows it
    const char *families; // itself, then where characters it lacks are looked for
    const char *features;
    double capitals_middle; // em above the baseline: half of the capitals' height
} FontFamilyRow;

extern const FontFamilyRow FONT_FAMILIES[]; // by FontFamily

// What Pango needs for one family, weight and slant; made at the first use.
typedef struct Look {
    FontFamily family;
    int weight;
    bool italic;
    struct _PangoFontDescription *description;
    FontFace *face; // of the family itself: its metrics are the lines'
} Look;

struct Fonts {
    Arena arena;                 // faces and their outlines, shared by all runs
    const char *folder;
    struct _FcConfig *config;
    struct _PangoFontMap *map;
    struct _PangoContext *context;
    struct _PangoLayout *layout; // used again for every text
    FontFace **faces;            // [n_faces] by file name
    int n_faces;
    Look looks[MAX_LOOKS];
    int n_looks;
};

// The look of a family, from the cache; weight 0 is 400. A weight that the family lacks becomes the nearest one; an
// italic that it lacks, or a family whose files are not there, is an error. NULL then.
const Look *fonts_look(Fonts *fonts, FontFamily family, int weight, bool italic, Err *err);

// The face of one of Pango's fonts; NULL when it is none of the folder's.
FontFace *fonts_face_of(const Fonts *fonts, struct _PangoFont *font);

#endif
