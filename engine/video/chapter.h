// chapter.h — a titled part of a film.
#ifndef GPTREEL_VIDEO_CHAPTER_H
#define GPTREEL_VIDEO_CHAPTER_H

typedef struct Chapter {
    double begin_s, end_s; // from the film's start
    const char *title;
} Chapter;

#endif
