// svg_anim.c — the document around a scene: its head, its parts, its file.
#include "engine/svg/svg_anim.h"

#include "engine/base/file.h"
#include "engine/svg/svg_write.h"

#include <math.h>
#include <string.h>

// ---- what it shows, in words ----

// What is said, then the texts that stand in the picture.
static void put_description(const Scene *scene, Span span, SvgText *text)
{
    for (int i = 0; i < scene->n_says; i++)
        if (scene->says[i].t_s < span.end_s && scene->says[i].t_s + scene->says[i].dur_s > span.begin_s) {
            svg_put_escaped(text, scene->says[i].words);
            svg_put(text, "\n");
        }
}

static bool was_told(const Scene *scene, const SvgWriter *w, int n, const char *words)
{
    for (int i = 0; i < n; i++) {
        const Node *node = scene->nodes[i];
        if (node->kind == NODE_TEXT && w->seen[i].n_spans > 0 && strcmp(node->runs[0]->text, words) == 0)
            return true;
    }
    return false;
}

static void put_texts(const SvgWriter *w, SvgText *text)
{
    const char *before = "In the picture: ";
    for (int i = 0; i < w->scene->n_nodes; i++) {
        const Node *node = w->scene->nodes[i];
        // Figures that count and letters that are nodes of their own say nothing alone.
        if (node->kind != NODE_TEXT || node->n_runs > 1 || node->runs[0]->n_glyphs < 2 || w->seen[i].n_spans == 0 ||
            was_told(w->scene, w, i, node->runs[0]->text))
            continue;
        svg_put(text, before);
        svg_put_escaped(text, node->runs[0]->text);
        before = " · ";
    }
}

// ---- the document ----

static void put_background_color(const SvgWriter *w, SvgText *text)
{
    const Color bg = w->scene->theme->bg;
    svg_put_rgb(text, (const double[3]){(double)bg.r, (double)bg.g, (double)bg.b});
}

// Its size is the canvas's, where a page does not give it less room. References are XLink's, which old readers know as
// well as new ones. `beside`: pictures at rest stand beside what moves.
static void put_head(const SvgWriter *w, const char *title, bool beside, SvgText *text)
{
    const double width = w->scene->canvas.width, height = w->scene->canvas.height;
    svg_putf(text,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"%g\" "
             "height=\"%g\" viewBox=\"0 0 %g %g\" role=\"img\" aria-labelledby=\"" SVG_OWN "_t\" "
             "aria-describedby=\"" SVG_OWN "_d\" fill=\"none\" style=\"max-width:100%%;height:auto",
             width, height, width, height);
    if (!w->transparent) {
        svg_put(text, ";background:");
        put_background_color(w, text);
    }
    svg_put(text, "\">\n<title id=\"" SVG_OWN "_t\">");
    svg_put_escaped(text, title);
    svg_put(text, "</title>\n<desc id=\"" SVG_OWN "_d\">");
    put_description(w->scene, w->span, text);
    put_texts(w, text);
    svg_put(text, "</desc>\n");
    // A browser shows nothing before the clock runs; other viewers know no such rules.
    if (beside)
        svg_put(text, "<style>@media (prefers-reduced-motion:no-preference){#" SVG_OWN "_s,#" SVG_OWN
                      "_p{display:none}}@media (prefers-reduced-motion:reduce){#" SVG_OWN "_m,#" SVG_OWN
                      "_p{display:none!important}#" SVG_OWN "_s{display:inline!important}}</style>\n");
}

// One of the pictures of the document, clipped to the canvas. Not an <svg> of its own: browsers give each a clock of
// its own. `display` is what viewers see that do not play, `played` what the clock makes of it; NULL: no change.
static void put_picture(SvgWriter *w, const char *id, const char *display, const char *played, SvgText *text)
{
    svg_putf(text, "<g id=\"" SVG_OWN "%s\" clip-path=\"url(#" SVG_OWN "_c)\" display=\"%s\">", id, display);
    if (played)
        svg_putf(text, "<set attributeName=\"display\" to=\"%s\"/>", played);
    svg_put_node(w, text, w->scene->root, seen_always(w->arena, w->span));
    svg_put(text, "</g>\n");
}

static void put_background(const SvgWriter *w, SvgText *text)
{
    if (w->transparent)
        return;
    svg_put(text, "<path fill=\"");
    put_background_color(w, text);
    svg_putf(text, "\" d=\"M0 0h%gv%gH0z\"/>\n", w->scene->canvas.width, w->scene->canvas.height);
}

// The pictures of a document: what moves or the one that does not; the last and the poster beside what moves.
typedef struct Pictures {
    SvgWriter main;
    SvgWriter last, poster;
    bool has_last, has_poster; // without a poster the last is it
} Pictures;

static void put_pictures(Pictures *pictures, SvgText *text)
{
    const bool beside = pictures->has_last;
    put_picture(&pictures->main, "_m", beside ? "none" : "inline", beside ? "inline" : NULL, text);
    if (pictures->has_last)
        put_picture(&pictures->last, "_s", pictures->has_poster ? "none" : "inline", "none", text);
    if (pictures->has_poster)
        put_picture(&pictures->poster, "_p", "inline", "none", text);
}

static bool put_document(Pictures *pictures, const char *title, SvgText *text)
{
    SvgWriter *w = &pictures->main;
    SvgText body = {0}, whole = {0};
    svg_look(w);
    if (pictures->has_last)
        svg_look(&pictures->last);
    if (pictures->has_poster)
        svg_look(&pictures->poster);
    // Twice: the first time finds what is used often.
    for (int pass = 0; pass < 2 && !w->failed; pass++) {
        svg_text_clear(&body);
        put_pictures(pictures, &body);
        svg_defs_settle(w->defs);
    }
    if (!w->failed) {
        put_head(w, title, pictures->has_last, &whole);
        svg_putf(&whole, "<defs>\n<clipPath id=\"" SVG_OWN "_c\"><path d=\"M0 0h%gv%gH0z\"/></clipPath>\n",
                 w->scene->canvas.width, w->scene->canvas.height);
        svg_defs_put(w->defs, &whole);
        svg_put(&whole, "</defs>\n");
        put_background(w, &whole);
        svg_put_text(&whole, &body);
        svg_put(&whole, "</svg>\n");
        svg_defs_own(svg_text_string(&whole), text);
    }
    svg_text_finish(&whole);
    svg_text_finish(&body);
    return !w->failed;
}

// A recording is pixels in time, and none of these files would play it.
static bool can_show(const Scene *scene, Err *err)
{
    return !scene->front.footage ||
           err_set(err,
                   "a speaker is seen in videos and in pictures of pixels; leave out --webcam, or write MP4 or PNG");
}

bool svg_anim_put(const SvgJob *job, SvgText *text, Err *err)
{
    if (!can_show(job->scene, err))
        return false;
    Arena arena;
    arena_init(&arena);
    Pictures pictures = {
        .main =
            {
                .scene = job->scene,
                .span = {job->from_s, job->to_s},
                .still_s = job->to_s,
                .moving = true,
                .loop = job->loop,
                .transparent = job->transparent,
                .arena = &arena,
                .defs = svg_defs_create(&arena),
                .err = err,
            },
        .has_last = !job->driven,
        .has_poster = !job->driven && job->poster_s >= 0 && job->poster_s < job->to_s,
    };
    pictures.last = pictures.poster = pictures.main;
    pictures.last.moving = pictures.poster.moving = false;
    pictures.poster.still_s = fmax(job->poster_s, job->from_s);
    const bool ok = put_document(&pictures, job->title ? job->title : job->scene->name, text);
    arena_finish(&arena);
    return ok;
}

bool svg_still_put(const SvgStill *still, SvgText *text, Err *err)
{
    if (!can_show(still->scene, err))
        return false;
    const double t_s = fmin(still->t_s, still->scene->dur_s);
    Arena arena;
    arena_init(&arena);
    Pictures pictures = {
        .main =
            {
                .scene = still->scene,
                .span = {t_s, t_s + 1}, // any length: nothing moves
                .still_s = t_s,
                .transparent = still->transparent,
                .arena = &arena,
                .defs = svg_defs_create(&arena),
                .err = err,
            },
    };
    const bool ok = put_document(&pictures, still->title ? still->title : still->scene->name, text);
    arena_finish(&arena);
    return ok;
}

static bool write_text(SvgText *text, const char *path, bool ok, Err *err)
{
    ok = ok && file_write(path, text->data, text->n_bytes, err);
    svg_text_finish(text);
    return ok;
}

bool svg_anim_write(const SvgJob *job, const char *path, Err *err)
{
    SvgText text = {0};
    const bool ok = svg_anim_put(job, &text, err);
    return write_text(&text, path, ok, err);
}

bool svg_still_write(const SvgStill *still, const char *path, Err *err)
{
    SvgText text = {0};
    const bool ok = svg_still_put(still, &text, err);
    return write_text(&text, path, ok, err);
}
