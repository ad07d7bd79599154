// spoken_html.h — a spoken line as HTML.
#ifndef GPTREEL_OUTPUT_SPOKEN_HTML_H
#define GPTREEL_OUTPUT_SPOKEN_HTML_H

#include "engine/anim/scene_data.h"
#include "engine/svg/svg_text.h"

// Puts the words, what is stressed within an element of that name ("em"), and `pause`, as it is, where the speaker
// pauses.
void spoken_html_put(SvgText *text, Arena *arena, const Say *say, const char *stress, const char *pause);

#endif
