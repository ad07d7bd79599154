// fonts.h — the fonts of a folder, and for characters that they lack those of the system.
#ifndef GPTREEL_ANIM_FONTS_H
#define GPTREEL_ANIM_FONTS_H

#include "engine/base/arena.h"
#include "engine/base/err.h"

typedef enum FontFamily {
    FONT_SANS,  // Inter: words
    FONT_MONO,  // JetBrains Mono: code, numbers that change
    FONT_SERIF, // EB Garamond: literature
    FONT_MATH,  // TeX Gyre Pagella Math: formulas (engine/formula)
} FontFamily;

typedef struct Fonts Fonts;

// Opens the font files of a folder. One Fonts is used by one thread at a time, and outlives all runs shaped from it.
Fonts *fonts_create(const char *folder, Err *err);
void fonts_destroy(Fonts *fonts); // NULL is fine

// Looks in the system's fonts for the characters of a UTF-8 text that the folder's lack; where more than one has a
// character, the order of preference of the system's fontconfig decides, whatever was looked for before. What is shaped
// afterwards takes them from there. `text_shape` does so by itself. Costs nothing for characters that were looked for.
void fonts_look_for(Fonts *fonts, const char *text);

// What no font had of all that was looked for: how many characters of which script, and the package of Debian that has
// them, as a part of a sentence. In the arena; NULL: nothing was missing.
const char *fonts_missing(const Fonts *fonts, Arena *arena);

// Prints one line per font found, for `gptreel doctor`.
void fonts_print(const Fonts *fonts, void (*line)(void *context, const char *text), void *context);

#endif
