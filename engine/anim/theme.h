// theme.h — every colour, size and default of motion by name. Scenes use the names, never numbers.
#ifndef GPTREEL_ANIM_THEME_H
#define GPTREEL_ANIM_THEME_H

#include "engine/base/choices.h"

#include <stdbool.h>

typedef struct Color {
    float r, g, b, a; // sRGB components and alpha, 0 to 1, not premultiplied; a = 0 draws nothing
} Color;

// A colour as a constant: COLOR_HEX(0x12121f).
#define COLOR_HEX(hex)                                                                                                 \
    {                                                                                                                  \
        (float)((hex) >> 16 & 255) / 255, (float)((hex) >> 8 & 255) / 255, (float)((hex)&255) / 255, 1                 \
    }

typedef struct Theme {
    const char *name;            // of the row of THEMES; of a theme of one's own, of the row that it begins with
    Color bg, panel, line;       // background, cards, rules
    Color ink, soft;             // text, secondary text
    Color accent, pick;          // focus; the chosen one or the best value, nothing else
    Color plus, minus;           // signed numbers
    Color good, bad;             // rewards, checks
} Theme;

extern const Theme THEME_DARK;
extern const Theme THEME_LIGHT;

extern const Theme *const THEMES[];  // all, ended by NULL; the first one is usual
extern const Choices THEME_CHOICES;  // of THEMES

bool color_equal(Color a, Color b);                // component by component
Color color_mix(Color a, Color b, double t);       // t = 0 gives a
Color color_alpha(Color color, double alpha);      // the colour with its alpha times `alpha`

// WCAG 2's relative luminance of an opaque colour, and its contrast between two: 1 to 21.
double color_luminance(Color color);
double color_contrast(Color a, Color b);
#define CONTRAST_LEAST 4.5 // of words with what is behind them

bool theme_is_dark(const Theme *theme); // its background is darker than its ink

// The light that a thing of this colour gives: on a bright background a bright one of the same hue, as the colour
// itself would be a smudge there. What alpha it has, it keeps.
Color theme_light(const Theme *theme, Color color);

// The colour of a signed value: hue by sign, strength by |value| / full; 0 is `line`.
Color theme_signed(const Theme *theme, double value, double full);

// Type sizes in canvas units. The label is the least at which text that carries meaning is set; on square and tall
// canvases, which are watched on phones, it is larger (canvas.least_type). Pictures of data show fewer rows, ticks and
// numbers rather than smaller ones, elide what is not the author's, or leave a name out; a number in a cell that has no
// room for it is left to the cell's colour. Exempt is what need not be read: what stepped back to DIM_OPACITY, and text
// on its way or growing, until it stands still.
#define SIZE_TITLE 96.0
#define SIZE_HEADING 64.0
#define SIZE_LEAD 44.0
#define SIZE_BODY 34.0
#define SIZE_LABEL 28.0
#define SIZE_LABEL_PHONE 36.0

// Spacing scale in canvas units.
#define SPACE_XS 8.0
#define SPACE_S 16.0
#define SPACE_M 24.0
#define SPACE_L 40.0
#define SPACE_XL 64.0
#define SPACE_XXL 96.0

// Motion.
#define DUR_DEFAULT_S 0.6
#define DUR_LEAVE_S 0.35
#define DUR_CAMERA_S 1.2
#define STAGGER_S 0.06
#define RISE_UNITS 12.0
#define DIM_OPACITY 0.35

#endif
