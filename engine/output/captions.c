// captions.c — what is said, by the time of the film.
#include "engine/output/captions.h"

#include "engine/anim/caption_pages.h"
#include "engine/base/file.h"

#include <math.h>

// "00:01:02,345"
static void print_srt_time(FILE *out, double t_s)
{
    const long long ms = llround(t_s * 1000);
    fprintf(out, "%02lld:%02lld:%02lld,%03lld", ms / 3600000, ms / 60000 % 60, ms / 1000 % 60, ms % 1000);
}

static void write_cue(FILE *out, const Say *cue, double scene_begin_s, int *n_written)
{
    Arena arena;
    arena_init(&arena);
    int n_pages = 0;
    const CaptionPage *pages = caption_pages(&arena, cue->words, &n_pages);
    double begin_s = scene_begin_s + cue->t_s;
    for (int i = 0; i < n_pages; i++) {
        const double end_s = begin_s + pages[i].share * cue->dur_s;
        fprintf(out, "%s%d\n", *n_written ? "\n" : "", *n_written + 1);
        ++*n_written;
        print_srt_time(out, begin_s);
        fputs(" --> ", out);
        print_srt_time(out, end_s);
        fprintf(out, "\n%s\n", pages[i].text);
        begin_s = end_s;
    }
    arena_finish(&arena);
}

bool captions_write(const Scene *const *scenes, int n_scenes, const char *path, Err *err)
{
    AtomicFile file;
    if (!atomic_open(&file, path, err))
        return false;
    double begin_s = 0;
    int n_written = 0;
    for (int i = 0; i < n_scenes; i++) {
        for (int k = 0; k < scenes[i]->n_says; k++)
            write_cue(file.stream, &scenes[i]->says[k], begin_s, &n_written);
        begin_s += scenes[i]->dur_s;
    }
    return atomic_commit(&file, err);
}

// "1:05"
static void print_minutes(FILE *out, double t_s)
{
    const long long s = (long long)floor(t_s + 1e-6);
    fprintf(out, "%lld:%02lld", s / 60, s % 60);
}

bool notes_write(const Scene *const *scenes, const char *const *titles, int n_scenes, const char *film_title,
                 const char *path, Err *err)
{
    AtomicFile file;
    if (!atomic_open(&file, path, err))
        return false;
    FILE *out = file.stream;
    fprintf(out, "# %s: talking notes\n", film_title);
    double begin_s = 0;
    for (int i = 0; i < n_scenes; i++) {
        const Scene *scene = scenes[i];
        fprintf(out, "\n## %d. %s (", i + 1, titles[i]);
        print_minutes(out, begin_s);
        fputs(" to ", out);
        print_minutes(out, begin_s + scene->dur_s);
        fputs(")\n\n", out);
        for (int k = 0; k < scene->n_says; k++) {
            fputs("- **", out);
            print_minutes(out, begin_s + scene->says[k].t_s);
            fprintf(out, "** %s\n", scene->says[k].words);
        }
        if (scene->n_says == 0)
            fputs("Nothing is said here.\n", out);
        begin_s += scene->dur_s;
    }
    return atomic_commit(&file, err);
}
