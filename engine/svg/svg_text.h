// svg_text.h — the letters of an SVG file: numbers with no more digits than show, colours, outlines, elements.
#ifndef GPTREEL_SVG_SVG_TEXT_H
#define GPTREEL_SVG_SVG_TEXT_H

#include "engine/anim/path.h"

#include <stddef.h>
#include <stdint.h>

// Text that grows, on the heap. {0} is an empty one; svg_text_finish frees it.
typedef struct SvgText {
    char *data; // ends with a NUL once anything was put
    size_t n_bytes, cap_bytes;
} SvgText;

void svg_text_finish(SvgText *text); // leaves an empty text
void svg_text_clear(SvgText *text);  // empties it, keeps the memory
const char *svg_text_string(const SvgText *text);

void svg_put(SvgText *text, const char *words); // as it is
void svg_put_bytes(SvgText *text, const char *bytes, size_t n);
void svg_put_text(SvgText *text, const SvgText *other);
void svg_putf(SvgText *text, const char *format, ...) PRINTF_LIKE(2, 3);
void svg_put_escaped(SvgText *text, const char *words); // for content and attributes in double quotes; any bytes
void svg_put_base64(SvgText *text, const uint8_t *bytes, size_t n_bytes);

// At most `decimals` (0 to 7) digits behind the point, none that are zero at the end: ".5", "-3", "12.25".
void svg_put_number(SvgText *text, double value, int decimals);
void svg_put_numbers(SvgText *text, const double *values, int n, int decimals); // with spaces between
void svg_put_rgb(SvgText *text, const double rgb[3]);                           // 0 to 1 each: "#4cf" or "#4cc9f0"

// The data of an outline, `scale` times its points and then moved by `offset`. `plain` uses one absolute letter for
// every verb, so that outlines with the same verbs can be mixed; else the shortest way is taken.
void svg_put_path(SvgText *text, const Path *path, double scale, Point offset, int decimals, bool plain);

// An element while its parts come in: attributes, each with a space in front, and what is inside.
typedef struct SvgElement {
    SvgText attrs, inside;
} SvgElement;

// Puts <tag attrs>inside</tag>, or <tag attrs/>, and frees the parts.
void svg_put_element(SvgText *text, const char *tag, SvgElement *element);

#endif
