// gallery.h — one page with the scenes of a film, each playing beside the script that it is.
#ifndef GPTREEL_SVG_GALLERY_H
#define GPTREEL_SVG_GALLERY_H

#include "engine/anim/scene_data.h"
#include "engine/base/report.h"

typedef struct GalleryJob {
    const char *title;               // of the page
    const Scene *const *scenes;      // [n_scenes]
    const char *const *scene_titles; // [n_scenes]
    const char *const *files;        // [n_scenes] names of the scripts
    const char *const *scripts;      // [n_scenes] their texts
    int n_scenes;
    Report *report;                  // is told of each scene; NULL: nobody wants to know
} GalleryJob;

// All or nothing. False, with what it is by name, when a scene has something that SVG cannot say.
bool gallery_write(const GalleryJob *job, const char *path, Err *err);

#endif
