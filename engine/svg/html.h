// html.h — one page that plays a film from its animated SVGs, without a network and from file:// too.
#ifndef GPTREEL_SVG_HTML_H
#define GPTREEL_SVG_HTML_H

#include "engine/anim/scene_data.h"
#include "engine/base/report.h"

typedef struct HtmlJob {
    const char *title;               // of the page
    const Scene *const *scenes;      // [n_scenes] in their order
    const char *const *scene_titles; // [n_scenes]
    int n_scenes;
    bool loop; // begin again at the end, until the viewer says otherwise
    Report *report; // is told of each scene; NULL: nobody wants to know
} HtmlJob;

// All or nothing. False, with what it is by name, when a scene has something that SVG cannot say.
bool html_write(const HtmlJob *job, const char *path, Err *err);

#endif
