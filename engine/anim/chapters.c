// chapters.c — the chapters of a scene and of a film, by where they begin.
#include "engine/anim/chapters.h"

#include <math.h>

static const double LISTED_LEAST_S = 10;   // YouTube takes no list in which a chapter is shorter
static const double CHAPTER_START_S = 0.5; // a chapter that begins earlier begins with its scene

// Each ends where the next one begins, the last one with all of them.
static void set_ends(Chapter *chapters, int n_chapters, double end_s)
{
    for (int i = 0; i < n_chapters; i++)
        chapters[i].end_s = i + 1 < n_chapters ? chapters[i + 1].begin_s : end_s;
}

Chapter *scene_chapters(const Scene *scene, double from_s, double dur_s, Arena *arena, int *n_chapters)
{
    Chapter *chapters = ARENA_ARRAY(arena, Chapter, scene->n_chapters);
    int n = 0;
    for (int i = 0; i < scene->n_chapters; i++) {
        const double begin_s = scene->chapters[i].t_s - from_s;
        if (begin_s >= 0 && begin_s < dur_s)
            chapters[n++] = (Chapter){.begin_s = begin_s, .title = scene->chapters[i].title};
    }
    set_ends(chapters, n, dur_s);
    *n_chapters = n;
    return chapters;
}

Chapter *film_chapters(const Scene *const *scenes, const char *const *titles, const double *durs_s, int n_scenes,
                       Arena *arena, int *n_chapters)
{
    int most = n_scenes;
    for (int i = 0; i < n_scenes; i++)
        most += scenes[i]->n_chapters;
    Chapter *chapters = ARENA_ARRAY(arena, Chapter, most);
    int n = 0;
    double begin_s = 0;
    for (int i = 0; i < n_scenes; i++) {
        chapters[n++] = (Chapter){.begin_s = begin_s, .title = titles[i]};
        for (int k = 0; k < scenes[i]->n_chapters; k++) {
            const Mark *own = &scenes[i]->chapters[k];
            if (own->t_s < CHAPTER_START_S)
                chapters[n - 1].title = own->title;
            else
                chapters[n++] = (Chapter){.begin_s = begin_s + own->t_s, .title = own->title};
        }
        begin_s += durs_s[i];
    }
    set_ends(chapters, n, begin_s);
    *n_chapters = n;
    return chapters;
}

Chapter *listed_chapters(const Scene *const *scenes, const char *const *titles, const double *durs_s, int n_scenes,
                         Arena *arena, int *n_chapters)
{
    Chapter *chapters = film_chapters(scenes, titles, durs_s, n_scenes, arena, n_chapters);
    const double end_s = *n_chapters > 0 ? chapters[*n_chapters - 1].end_s : 0;
    int n = 0;
    for (int i = 0; i < *n_chapters; i++) {
        const double begin_s = chapters[i].begin_s; // lists tell it in whole seconds
        if (n == 0 ||
            (floor(begin_s) - floor(chapters[n - 1].begin_s) >= LISTED_LEAST_S && end_s - begin_s >= LISTED_LEAST_S))
            chapters[n++] = chapters[i];
    }
    set_ends(chapters, n, end_s);
    *n_chapters = n;
    return chapters;
}
