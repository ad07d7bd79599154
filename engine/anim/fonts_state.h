// fonts_state.h — what the files that use Pango share: fonts.c opens, fonts_system.c adds what is lacking, text.c
// shapes.
#ifndef GPTREEL_ANIM_FONTS_STATE_H
#define GPTREEL_ANIM_FONTS_STATE_H

#include "engine/anim/font_face.h"
#include "engine/anim/fonts.h"

#include <stdbool.h>

// The libraries' own names of their types.
struct _FcCharSet;
struct _FcConfig;
struct _FcFontSet;
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
    const char *families; // itself, then where characters it lacks are looked for before the system's fonts
    const char *features;
    double capitals_middle; // em above the baseline: half of the capitals' height
} FontFamilyRow;

enum { N_FONT_FAMILIES = FONT_MATH + 1 };
extern const FontFamilyRow FONT_FAMILIES[N_FONT_FAMILIES]; // by FontFamily

// The system's fonts, of which those are taken that have a character that the folder's lack.
typedef struct SystemFonts {
    struct _FcConfig *config;   // NULL until a character is looked for
    struct _FcFontSet *ranked;  // all, the preferred ones first; NULL until then, or when there are none
    int *taken;                 // [n_taken] places in `ranked`, rising
    int n_taken, cap_taken;
    struct _FcCharSet *settled; // the folder's characters, and those that were looked for
    struct _FcCharSet *missing; // those that no font has
} SystemFonts;

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
    FontFace **faces;            // [n_faces] the folder's by file name, then those taken from the system
    int n_faces, cap_faces;
    SystemFonts system;
    const char *families[N_FONT_FAMILIES]; // as FontFamilyRow.families, then those taken from the system
    Look looks[MAX_LOOKS];
    int n_looks;
};

// The look of a family, from the cache; weight 0 is 400. A weight that the family lacks becomes the nearest one; an
// italic that it lacks, or a family whose files are not there, is an error. NULL then.
const Look *fonts_look(Fonts *fonts, FontFamily family, int weight, bool italic, Err *err);

// Opens a font of a file and puts it behind the others in `faces`.
bool fonts_add_face(Fonts *fonts, const char *path, int index, Err *err);

// The face of one of Pango's fonts; NULL when it is none of those in `faces`.
FontFace *fonts_face_of(const Fonts *fonts, struct _PangoFont *font);

// fonts_system.c: the package of Debian whose fonts have such a character.
const char *fonts_package(unsigned code_point);
void system_fonts_finish(SystemFonts *system);

#endif
