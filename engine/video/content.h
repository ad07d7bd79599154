// content.h — what a display list paints, as a hash of its content: two lists with equal hashes give the same picture,
// in whatever process, from whatever scene.
#ifndef GPTREEL_VIDEO_CONTENT_H
#define GPTREEL_VIDEO_CONTENT_H

#include "engine/anim/frame.h"
#include "engine/video/hash.h"

typedef struct Content Content; // hashes of the outlines, letters, images and halos of one scene

// The scene must outlive it. Once made it is only read: any number of threads may use it.
Content *content_create(const Scene *scene);
void content_destroy(Content *content); // NULL is fine

Hash content_hash(const Content *content, const DisplayList *list);

#endif
