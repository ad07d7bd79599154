// captions.h — what is said, as subtitles (SRT) and as talking notes (Markdown), with film times.
#ifndef GPTREEL_OUTPUT_CAPTIONS_H
#define GPTREEL_OUTPUT_CAPTIONS_H

#include "engine/anim/scene_data.h"

enum { CAPTION_COLUMNS = 42, CAPTION_ROWS = 2 };

// What stands on the screen at once: one or two lines, separated by a newline, and its share of the text.
typedef struct CaptionPage {
    const char *text;
    double share; // of the characters of all pages
} CaptionPage;

// Breaks words into pages of at most CAPTION_ROWS lines of CAPTION_COLUMNS characters (a longer word stands alone),
// where a sentence or a clause ends if possible. In the arena, [*n_pages].
CaptionPage *caption_pages(Arena *arena, const char *words, int *n_pages);

// Scenes that follow one another, the first at film time 0. All or nothing.
bool captions_write(const Scene *const *scenes, int n_scenes, const char *path, Err *err);

// As above; `titles` of the scenes, [n_scenes], and of the whole.
bool notes_write(const Scene *const *scenes, const char *const *titles, int n_scenes, const char *film_title,
                 const char *path, Err *err);

#endif
