// html.c — player.html, filled in with a film.
#include "engine/svg/html.h"

#include "engine/anim/caption_cues.h"
#include "engine/anim/chapters.h"
#include "engine/base/file.h"
#include "engine/base/stop.h"
#include "engine/svg/page.h"
#include "engine/svg/svg_anim.h"

static void put_time(SvgText *text, const char *before, double t_s)
{
    svg_put(text, before);
    svg_put_number(text, t_s, 3);
}

static void put_captions(const HtmlJob *job, const double *durs_s, Arena *arena, SvgText *text)
{
    int n_cues = 0;
    const CaptionCue *cues = film_captions(arena, job->scenes, durs_s, job->n_scenes, &n_cues);
    for (int i = 0; i < n_cues; i++) {
        put_time(text, "{from:", cues[i].begin_s);
        put_time(text, ",to:", cues[i].end_s);
        svg_put(text, ",text:");
        page_put_string(text, cues[i].text);
        svg_put(text, "},\n");
    }
}

static void put_chapters(const HtmlJob *job, const double *durs_s, Arena *arena, SvgText *text)
{
    int n_chapters = 0;
    const Chapter *chapters = film_chapters(job->scenes, job->scene_titles, durs_s, job->n_scenes, arena, &n_chapters);
    for (int i = 0; i < n_chapters; i++) {
        put_time(text, "{t:", chapters[i].begin_s);
        svg_put(text, ",title:");
        page_put_string(text, chapters[i].title);
        svg_put(text, "},\n");
    }
}

// What the page's script knows of the film.
static bool put_film(SvgText *text, const void *html_job, Err *err)
{
    (void)err;
    const HtmlJob *job = html_job;
    const Canvas canvas = job->scenes[0]->canvas;
    svg_putf(text, "{width:%g,height:%g,loop:%s,\nscenes:[", canvas.width, canvas.height, job->loop ? "true" : "false");
    Arena arena;
    arena_init(&arena);
    double *durs_s = ARENA_ARRAY(&arena, double, job->n_scenes);
    for (int i = 0; i < job->n_scenes; i++) {
        durs_s[i] = job->scenes[i]->dur_s;
        put_time(text, "{dur:", durs_s[i]);
        svg_put(text, "},");
    }
    svg_put(text, "],\nchapters:[\n");
    put_chapters(job, durs_s, &arena, text);
    svg_put(text, "],\ncaptions:[\n");
    put_captions(job, durs_s, &arena, text);
    arena_finish(&arena);
    svg_put(text, "]}");
    return true;
}

static bool put_title(SvgText *text, const void *job, Err *err)
{
    (void)err;
    svg_put_escaped(text, ((const HtmlJob *)job)->title);
    return true;
}

static bool put_scenes(SvgText *text, const void *html_job, Err *err)
{
    const HtmlJob *job = html_job;
    for (int i = 0; i < job->n_scenes; i++) {
        const SvgJob scene = {
            .scene = job->scenes[i],
            .title = job->scene_titles[i],
            .to_s = job->scenes[i]->dur_s,
            .driven = true,
        };
        svg_putf(text, "<template id=\"scene%d\">\n", i);
        if ((stop_requested() && !stop_error(err)) || !svg_anim_put(&scene, text, err))
            return false;
        svg_put(text, "</template>\n");
        report_made(job->report, 1);
    }
    return true;
}

static const PagePlace PLACES[] = {
    {"@TITLE@", put_title},
    {"@SCENES@", put_scenes},
    {"@FILM@", put_film},
    {0},
};

bool html_write(const HtmlJob *job, const char *path, Err *err)
{
    SvgText text = {0};
    const bool ok = page_put(&text, PLAYER_PAGE, PLACES, job, err) && file_write(path, text.data, text.n_bytes, err);
    svg_text_finish(&text);
    return ok;
}
