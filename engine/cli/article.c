// article.c — the command article: a film as something to read.
#include "engine/output/article.h"

#include "engine/base/file.h"
#include "engine/base/open.h"
#include "engine/base/stop.h"
#include "engine/cli/commands.h"
#include "engine/cli/session.h"
#include "engine/output/still.h"

typedef struct ArticleOpts {
    StageOpts stage;
    const char *out;
    const char *video_url;
    bool open, json;
} ArticleOpts;

static const Opt ARTICLE_TABLE[] = {
    {"out", 'o', OPT_STRING, offsetof(ArticleOpts, out), "DIR", "the folder to write to"},
    {"video-url", 0, OPT_STRING, offsetof(ArticleOpts, video_url), "URL",
     "where the film is to be seen: times link into it"},
    {"json", 0, OPT_FLAG, offsetof(ArticleOpts, json), NULL, "tell what is done as JSON, an event a line"},
    {"open", 0, OPT_FLAG, offsetof(ArticleOpts, open), NULL, "show the page when it is done"},
    {0},
};

static void tell_file(const ArticleOpts *opts, const char *path)
{
    if (opts->json)
        report_file(path);
    else
        puts(path);
}

static bool write_pictures(const Article *article, const ArticleOpts *opts, Arena *arena, Err *err)
{
    for (int i = 0; i < article->film.n_scenes; i++) {
        int n = 0;
        const ArticlePiece *pieces = article_pieces(article, i, arena, &n);
        for (int k = 0; k < n; k++) {
            const ArticleFigure *figure = pieces[k].figure;
            if (!figure)
                continue;
            const char *path = path_join(arena, opts->out, figure->picture);
            const Still still = {
                .scene = article->film.scenes[i],
                .t_s = figure->t_s,
                .width_px = opts->stage.size.width_px,
                .height_px = opts->stage.size.height_px,
            };
            if (stop_requested())
                return stop_error(err);
            if (!still_format_of(path, err)->write(&still, path, err))
                return false;
            tell_file(opts, path);
        }
    }
    return true;
}

static bool write_article(Session *session, const Selection *selection, const ArticleOpts *opts, Err *err)
{
    Arena *arena = &session->arena;
    Report report;
    report_begin(&report, selection_name(selection), "scenes", selection->n_rows, opts->json);
    const Scene *const *scenes = session_scenes(session, selection, &report, err);
    report_end(&report, scenes != NULL);
    if (!scenes || !dir_make(opts->out, err))
        return false;
    const FilmLook *look = selection->rows->look;
    const Article article = {
        .film = spoken_film(arena, scenes, selection->n_rows, opts->stage.size.rate),
        .title = selection_title(selection),
        .titles = selection_titles(selection, arena),
        .lead = look ? look->lead : NULL,
        .author = opts->stage.author,
        .handle = opts->stage.handle,
        .links = look ? look->links : NULL,
        .tags = look ? look->tags : NULL,
        .sources = look ? look->sources : NULL,
        .video_url = opts->video_url,
    };
    const char *page = path_join(arena, opts->out, "article.html");
    const char *markdown = path_join(arena, opts->out, "article.md");
    const char *description = path_join(arena, opts->out, "description.txt");
    const bool ok = write_pictures(&article, opts, arena, err) && article_write_markdown(&article, markdown, err) &&
                    article_write_description(&article, description, err) && article_write_html(&article, page, err);
    for (int i = 0; i < 3 && ok; i++)
        tell_file(opts, (const char *const[]){markdown, description, page}[i]);
    open_if(ok && opts->open, page);
    return ok;
}

int command_article(int argc, char **argv, const void *context, Err *err)
{
    ArticleOpts opts = {.stage = stage_defaults("720p60")};
    const int code = stage_parse(&opts.stage, ARTICLE_TABLE, context, argc, argv, err);
    if (code >= 0)
        return code;
    if (!opts.out) {
        err_set(err, "say where to write the article: -o DIR");
        return 2;
    }
    Selection selection;
    Session session;
    const bool ok = session_open(&session, &selection, context, &opts.stage, argv[1], err) &&
                    write_article(&session, &selection, &opts, err);
    session_close(&session);
    return ok ? 0 : 1;
}
