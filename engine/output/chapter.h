// chapter.h — a titled place in a film.
#ifndef GPTREEL_OUTPUT_CHAPTER_H
#define GPTREEL_OUTPUT_CHAPTER_H

typedef struct Chapter {
    double t_s; // from the film's start; it lasts to the next chapter or the end
    const char *title;
} Chapter;

#endif
