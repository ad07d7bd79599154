// fonts.h — the fonts of a folder, and no others.
#ifndef GPTREEL_ANIM_FONTS_H
#define GPTREEL_ANIM_FONTS_H

#include "engine/base/err.h"

typedef enum FontFamily {
    FONT_SANS,  // Inter: words
    FONT_MONO,  // JetBrains Mono: code, numbers that change
    FONT_SERIF, // EB Garamond: literature
} FontFamily;

typedef struct Fonts Fonts;

// Opens the font files of a folder. One Fonts is used by one thread at a time, and outlives all runs shaped from it.
Fonts *fonts_create(const char *folder, Err *err);
void fonts_destroy(Fonts *fonts); // NULL is fine

// Prints one line per font found, for `gptreel doctor`.
void fonts_print(const Fonts *fonts, void (*line)(void *context, const char *text), void *context);

#endif
