// support_video.h — videos read back: every frame decoded and compared with the drawn one.
#ifndef GPTREEL_TESTS_SUPPORT_VIDEO_H
#define GPTREEL_TESTS_SUPPORT_VIDEO_H

#include "engine/anim/scene_data.h"
#include "engine/anim/size.h"

struct AVFrame;

// Called for every decoded frame in the order of showing.
typedef void CheckFrame(void *context, int index, const struct AVFrame *frame, double t_s);

// Decodes the whole file and returns the number of frames. `check` may be NULL.
int video_decode(const char *path, CheckFrame *check, void *context);

// What the scene shows at a time, as Y, U, V behind each other, on the heap.
uint8_t *video_drawn(const Scene *scene, double t_s, OutputSize size);

// Of the luma of two pictures.
double video_psnr_db(const uint8_t *a, int a_stride, const uint8_t *b, int b_stride, int width, int height);

// Decodes the file, which shows the scene from `from_s` on, and fails the test unless every frame is at its time and
// like the drawn one. Returns the number of frames.
int video_compare(const Scene *scene, double from_s, OutputSize size, double least_psnr_db, const char *path);

#endif
