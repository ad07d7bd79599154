// captions.c — what is said, by the time of the film.
#include "engine/output/captions.h"

#include "engine/anim/caption_cues.h"
#include "engine/base/file.h"

#include <math.h>
#include <string.h>
#include <strings.h>

// ---- formats ----

// SRT knows no escapes: an arrow would be read as one of times.
static void put_plain(FILE *out, const char *words)
{
    for (; *words; words++)
        if (strncmp(words, "-->", 3) != 0)
            fputc(*words, out);
}

static void put_escaped(FILE *out, const char *words)
{
    for (; *words; words++)
        if (*words == '&')
            fputs("&amp;", out);
        else if (*words == '<' || *words == '>')
            fputs(*words == '<' ? "&lt;" : "&gt;", out);
        else
            fputc(*words, out);
}

// To add one: a row here.
static const CaptionFormat CAPTION_FORMATS[] = {
    {"srt", "", true, ',', put_plain},
    {"vtt", "WEBVTT\n\n", false, '.', put_escaped},
    {0},
};

static const Choices CAPTION_CHOICES = {"format of captions", CAPTION_FORMATS, sizeof *CAPTION_FORMATS, 0};

const CaptionFormat *caption_format_of(const char *path, Err *err)
{
    for (const CaptionFormat *row = CAPTION_FORMATS; row->extension; row++)
        if (strcasecmp(row->extension, path_extension(path)) == 0)
            return row;
    if (path_is_stream(path))
        return &CAPTION_FORMATS[0];
    Arena arena;
    arena_init(&arena);
    err_set(err, "cannot tell the format of %s: end the name with .%s", path,
            choices_list(&CAPTION_CHOICES, ", .", " or .", &arena));
    arena_finish(&arena);
    return NULL;
}

// ---- captions ----

// "00:01:02,345"
static void put_time(FILE *out, const CaptionFormat *format, double t_s)
{
    const long long ms = llround(t_s * 1000);
    fprintf(out, "%02lld:%02lld:%02lld%c%03lld", ms / 3600000, ms / 60000 % 60, ms / 1000 % 60, format->point, ms % 1000);
}

SpokenFilm spoken_film(Arena *arena, const Scene *const *scenes, int n_scenes, Rate rate)
{
    double *durs_s = ARENA_ARRAY(arena, double, n_scenes);
    for (int i = 0; i < n_scenes; i++)
        durs_s[i] = frame_time(frames_in(scenes[i]->dur_s, rate), rate);
    return (SpokenFilm){scenes, durs_s, n_scenes};
}

double spoken_begin_s(const SpokenFilm *film, int scene)
{
    double begin_s = 0;
    for (int i = 0; i < scene; i++)
        begin_s += film->durs_s[i];
    return begin_s;
}

bool captions_write(const SpokenFilm *film, const char *path, Err *err)
{
    AtomicFile file;
    const CaptionFormat *format = caption_format_of(path, err);
    if (!format || !atomic_open(&file, path, err))
        return false;
    FILE *out = file.stream;
    Arena arena;
    arena_init(&arena);
    int n_cues = 0;
    const CaptionCue *cues = film_captions(&arena, film->scenes, film->durs_s, film->n_scenes, &n_cues);
    fputs(format->head, out);
    for (int i = 0; i < n_cues; i++) {
        if (i > 0)
            fputc('\n', out);
        if (format->numbered)
            fprintf(out, "%d\n", i + 1);
        put_time(out, format, cues[i].begin_s);
        fputs(" --> ", out);
        put_time(out, format, cues[i].end_s);
        fputc('\n', out);
        format->put_words(out, cues[i].text);
        fputc('\n', out);
    }
    arena_finish(&arena);
    return atomic_commit(&file, err);
}

// ---- notes ----

// "1:05"
static void print_minutes(FILE *out, double t_s)
{
    const long long s = (long long)floor(t_s + 1e-6);
    fprintf(out, "%lld:%02lld", s / 60, s % 60);
}

bool notes_write(const SpokenFilm *film, const char *const *titles, const char *film_title, const char *path, Err *err)
{
    AtomicFile file;
    if (!atomic_open(&file, path, err))
        return false;
    FILE *out = file.stream;
    fprintf(out, "# %s: talking notes\n", film_title);
    double begin_s = 0;
    for (int i = 0; i < film->n_scenes; i++) {
        const Scene *scene = film->scenes[i];
        fprintf(out, "\n## %d. %s (", i + 1, titles[i]);
        print_minutes(out, begin_s);
        fputs(" to ", out);
        print_minutes(out, begin_s + film->durs_s[i]);
        fputs(")\n\n", out);
        for (int k = 0; k < scene->n_says; k++) {
            fputs("- **", out);
            print_minutes(out, begin_s + scene->says[k].t_s);
            fprintf(out, "** %s\n", scene->says[k].written);
        }
        if (scene->n_says == 0)
            fputs("Nothing is said here.\n", out);
        begin_s += film->durs_s[i];
    }
    return atomic_commit(&file, err);
}
