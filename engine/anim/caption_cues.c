// caption_cues.c — spoken lines cut into pages, each with its share of the time.
#include "engine/anim/caption_cues.h"

#include "engine/anim/scene_data.h"
#include "engine/base/utf8.h"

#include <math.h>
#include <string.h>

// How long all pages of a line may stay: as long as it is said, or read.
static double line_stays_s(const Scene *scene, int index, const CaptionPage *pages, int n_pages)
{
    const Say *say = &scene->says[index];
    const double next_s = index + 1 < scene->n_says ? scene->says[index + 1].t_s : scene->dur_s;
    int n_columns = 0;
    for (int i = 0; i < n_pages; i++)
        n_columns += utf8_columns(pages[i].text, strlen(pages[i].text));
    return fmin(fmax(say->dur_s, n_columns / CAPTION_COLUMNS_PER_S), next_s - say->t_s);
}

CaptionCue *caption_cues(Arena *arena, const Scene *scene, int columns, int *n_cues)
{
    CaptionCue *cues = NULL;
    int n = 0, capacity = 0;
    for (int i = 0; i < scene->n_says; i++) {
        int n_pages = 0;
        const CaptionPage *pages = caption_pages(arena, scene->says[i].words, columns, &n_pages);
        const double stays_s = line_stays_s(scene, i, pages, n_pages);
        double begin_s = scene->says[i].t_s;
        for (int k = 0; k < n_pages; k++) {
            const double end_s = begin_s + pages[k].share * stays_s;
            cues = arena_grow(arena, cues, n, &capacity, sizeof *cues);
            cues[n++] = (CaptionCue){begin_s, end_s, pages[k].text, i};
            begin_s = end_s;
        }
    }
    *n_cues = n;
    return cues;
}

CaptionCue *part_captions(Arena *arena, const Scene *scene, double from_s, double dur_s, int *n_cues)
{
    static const double LEAST_S = 0.001;
    int n_all = 0, n = 0;
    CaptionCue *cues = caption_cues(arena, scene, CAPTION_COLUMNS, &n_all);
    for (int i = 0; i < n_all; i++) {
        CaptionCue cue = cues[i];
        cue.begin_s = fmax(0, cue.begin_s - from_s);
        cue.end_s = fmin(dur_s, cue.end_s - from_s);
        if (cue.end_s >= cue.begin_s + LEAST_S)
            cues[n++] = cue;
    }
    *n_cues = n;
    return cues;
}

CaptionCue *film_captions(Arena *arena, const Scene *const *scenes, const double *durs_s, int n_scenes, int *n_cues)
{
    CaptionCue *cues = NULL;
    int n = 0, capacity = 0;
    double begin_s = 0;
    for (int i = 0; i < n_scenes; i++) {
        int n_own = 0;
        const CaptionCue *own = part_captions(arena, scenes[i], 0, durs_s[i], &n_own);
        for (int k = 0; k < n_own; k++) {
            cues = arena_grow(arena, cues, n, &capacity, sizeof *cues);
            cues[n] = own[k];
            cues[n].begin_s += begin_s;
            cues[n++].end_s += begin_s;
        }
        begin_s += durs_s[i];
    }
    *n_cues = n;
    return cues;
}
