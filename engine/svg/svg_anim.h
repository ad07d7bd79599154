// svg_anim.h — a sealed scene, or a part of it, as one self-contained SVG file that plays by itself (SMIL).
//
// Every animation begins at 0 and spans the whole file, so that one setCurrentTime seeks it. Viewers that do not play
// see the poster, and who prefers reduced motion the last picture: both stand beside what moves.
#ifndef GPTREEL_SVG_SVG_ANIM_H
#define GPTREEL_SVG_SVG_ANIM_H

#include "engine/anim/scene_data.h"
#include "engine/svg/svg_text.h"

typedef struct SvgJob {
    const Scene *scene;
    const char *title;   // NULL: the scene's name
    double from_s, to_s; // within the scene
    double poster_s;     // of the scene; below 0: to_s
    bool loop;           // begin again at the end instead of standing still
    bool transparent;    // without the background
    bool driven;         // a page's script sets its time: only what moves is written, and it moves whatever is preferred
} SvgJob;

// Puts the document. False, with what it is by name, when the scene has something that SVG cannot say.
bool svg_anim_put(const SvgJob *job, SvgText *text, Err *err);
bool svg_anim_write(const SvgJob *job, const char *path, Err *err); // all or nothing

// One picture that does not move.
typedef struct SvgStill {
    const Scene *scene;
    const char *title; // NULL: the scene's name
    double t_s;        // of the scene; behind its end: its end
    bool transparent;  // without the background
} SvgStill;

bool svg_still_put(const SvgStill *still, SvgText *text, Err *err);
bool svg_still_write(const SvgStill *still, const char *path, Err *err); // all or nothing

#endif
