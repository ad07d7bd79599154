// article_html.c — article.html, filled in with a section for each scene.
#include "engine/output/article.h"

#include "engine/base/file.h"
#include "engine/base/stop.h"
#include "engine/output/post.h"
#include "engine/output/spoken_html.h"
#include "engine/svg/page.h"
#include "engine/svg/svg_anim.h"

typedef struct ArticleJob {
    const Article *article;
    Arena *arena;
} ArticleJob;

static void put_time(SvgText *text, const ArticleJob *job, double film_s)
{
    const char *time = article_time(job->arena, film_s);
    if (!job->article->video_url) {
        svg_putf(text, "<span class=\"time\">[%s]</span>", time);
        return;
    }
    svg_put(text, "<a class=\"time\" href=\"");
    svg_put_escaped(text, article_link(job->article, job->arena, film_s));
    svg_putf(text, "\">[%s]</a>", time);
}

static bool put_figure(SvgText *text, const ArticleJob *job, const ArticleFigure *figure, Err *err)
{
    const SvgJob svg = {
        .scene = job->article->film.scenes[figure->scene],
        .title = figure->caption,
        .from_s = figure->from_s,
        .to_s = figure->t_s,
        .driven = true,
    };
    svg_putf(text, "<figure data-dur=\"%g\">\n", figure->t_s - figure->from_s);
    if (!svg_anim_put(&svg, text, err))
        return false;
    svg_put(text, "<button type=\"button\" aria-label=\"Play\">&#9654;</button>\n<figcaption>");
    svg_put_escaped(text, figure->caption);
    svg_put(text, " ");
    put_time(text, job, figure->film_s);
    svg_put(text, "</figcaption>\n</figure>\n");
    return true;
}

static bool put_piece(SvgText *text, const ArticleJob *job, const ArticlePiece *piece, int scene, Err *err)
{
    if (piece->figure)
        return put_figure(text, job, piece->figure, err);
    svg_put(text, "<p>");
    for (int i = 0; i < piece->n_says; i++) {
        svg_put(text, i > 0 ? " " : "");
        spoken_html_put(text, job->arena, &job->article->film.scenes[scene]->says[piece->first_say + i], "em", "");
    }
    svg_put(text, "</p>\n");
    return true;
}

// ---- the places of the page ----

static bool put_title(SvgText *text, const void *article_job, Err *err)
{
    (void)err;
    svg_put_escaped(text, ((const ArticleJob *)article_job)->article->title);
    return true;
}

static bool put_lead(SvgText *text, const void *article_job, Err *err)
{
    (void)err;
    const ArticleJob *job = article_job;
    const Article *article = job->article;
    const char *maker = post_maker(job->arena, article->author, article->handle);
    if (article->lead) {
        svg_put(text, "<p class=\"lead\">");
        svg_put_escaped(text, article->lead);
        svg_put(text, "</p>\n");
    }
    if (maker) {
        svg_put(text, "<p class=\"by\">By ");
        svg_put_escaped(text, maker);
        svg_put(text, "</p>\n");
    }
    return true;
}

static bool put_contents(SvgText *text, const void *article_job, Err *err)
{
    (void)err;
    const ArticleJob *job = article_job;
    for (int i = 0; i < job->article->film.n_scenes; i++) {
        svg_put(text, "<li>");
        put_time(text, job, spoken_begin_s(&job->article->film, i));
        svg_putf(text, " <a href=\"#s%d\">", i + 1);
        svg_put_escaped(text, job->article->titles[i]);
        svg_put(text, "</a></li>\n");
    }
    return true;
}

static bool put_scenes(SvgText *text, const void *article_job, Err *err)
{
    const ArticleJob *job = article_job;
    for (int i = 0; i < job->article->film.n_scenes; i++) {
        svg_putf(text, "<section id=\"s%d\">\n<h2>%d. ", i + 1, i + 1);
        svg_put_escaped(text, job->article->titles[i]);
        svg_put(text, " ");
        put_time(text, job, spoken_begin_s(&job->article->film, i));
        svg_put(text, "</h2>\n");
        int n = 0;
        const ArticlePiece *pieces = article_pieces(job->article, i, job->arena, &n);
        for (int k = 0; k < n; k++)
            if ((stop_requested() && !stop_error(err)) || !put_piece(text, job, &pieces[k], i, err))
                return false;
        svg_put(text, "</section>\n");
    }
    return true;
}

static bool put_takeaways(SvgText *text, const void *article_job, Err *err)
{
    (void)err;
    const Article *article = ((const ArticleJob *)article_job)->article;
    bool any = false;
    for (int i = 0; i < article->film.n_scenes; i++) {
        const Scene *scene = article->film.scenes[i];
        for (int k = 0; k < scene->n_takeaways; k++) {
            svg_put(text, any ? "<li>" : "<section>\n<h2>What to remember</h2>\n<ul>\n<li>");
            svg_put_escaped(text, scene->takeaways[k].words);
            svg_put(text, "</li>\n");
            any = true;
        }
    }
    svg_put(text, any ? "</ul>\n</section>\n" : "");
    return true;
}

static bool put_sources(SvgText *text, const void *article_job, Err *err)
{
    (void)err;
    const ArticleJob *job = article_job;
    const char *const *sources = job->article->sources, *const *links = job->article->links;
    const bool any = (sources && *sources) || (links && *links);
    svg_put(text, any ? "<section>\n<h2>Sources</h2>\n<ul>\n" : "");
    for (; sources && *sources; sources++) {
        svg_put(text, "<li>");
        svg_put_escaped(text, *sources);
        svg_put(text, "</li>\n");
    }
    for (; links && *links; links++) {
        svg_put(text, "<li><a href=\"");
        svg_put_escaped(text, post_url(job->arena, *links));
        svg_put(text, "\">");
        svg_put_escaped(text, *links);
        svg_put(text, "</a></li>\n");
    }
    svg_put(text, any ? "</ul>\n</section>\n" : "");
    return true;
}

bool article_write_html(const Article *article, const char *path, Err *err)
{
    static const PagePlace PLACES[] = {
        {"@TITLE@", put_title},
        {"@LEAD@", put_lead},
        {"@CONTENTS@", put_contents},
        {"@SCENES@", put_scenes},
        {"@TAKEAWAYS@", put_takeaways},
        {"@SOURCES@", put_sources},
        {0},
    };
    Arena arena;
    arena_init(&arena);
    const ArticleJob job = {article, &arena};
    SvgText text = {0};
    const bool ok = page_put(&text, ARTICLE_PAGE, PLACES, &job, err) && file_write(path, text.data, text.n_bytes, err);
    svg_text_finish(&text);
    arena_finish(&arena);
    return ok;
}
