// chapter.h — a titled part of a film.
#ifndef GPTREEL_OUTPUT_CHAPTER_H
#define GPTREEL_OUTPUT_CHAPTER_H

typedef struct Chapter {
    double begin_s, end_s; // from the film's start
    const char *title;
} Chapter;

#endif
