// article.c — what an article is made of, in whatever format; and the description of its video.
#include "engine/output/article.h"

#include "engine/base/file.h"
#include "engine/output/post.h"

#include <math.h>
#include <string.h>

static const double PLAYS_S = 8;   // a figure, at most
enum { PARAGRAPH_LEAST_SAYS = 3 }; // before a step of a slide begins a new one

const char *article_time(Arena *arena, double film_s)
{
    const long long s = (long long)floor(film_s + 1e-6);
    return arena_printf(arena, "%02lld:%02lld", s / 60, s % 60);
}

// YouTube has a parameter of its own; others follow Media Fragments (w3.org/TR/media-frags).
const char *article_link(const Article *article, Arena *arena, double film_s)
{
    if (!article->video_url)
        return "";
    const char *url = post_url(arena, article->video_url);
    const long long s = (long long)floor(film_s + 1e-6);
    if (strstr(url, "youtube.") || strstr(url, "youtu.be"))
        return arena_printf(arena, "%s%ct=%llds", url, strchr(url, '?') ? '&' : '?', s);
    return arena_printf(arena, "%s#t=%lld", url, s);
}

// ---- pieces ----

typedef struct Pieces {
    const Article *article;
    const Scene *scene;
    int index; // of the scene
    Arena *arena;
    ArticlePiece *pieces;
    int n, cap;
    int n_figures;
    int said; // lines that stand in a paragraph so far
} Pieces;

static void add_piece(Pieces *pieces, ArticlePiece piece)
{
    pieces->pieces = arena_grow(pieces->arena, pieces->pieces, pieces->n, &pieces->cap, sizeof *pieces->pieces);
    pieces->pieces[pieces->n++] = piece;
}

static bool steps_between(const Scene *scene, double from_s, double to_s)
{
    for (int i = 0; i < scene->n_steps; i++)
        if (scene->steps[i].t_s > from_s && scene->steps[i].t_s <= to_s)
            return true;
    return false;
}

// Paragraphs of the lines that begin before a time.
static void add_said(Pieces *pieces, double until_s)
{
    const Scene *scene = pieces->scene;
    int first = pieces->said;
    for (int i = first; i < scene->n_says && scene->says[i].t_s < until_s; i++) {
        if (i - first >= PARAGRAPH_LEAST_SAYS && steps_between(scene, scene->says[i - 1].t_s, scene->says[i].t_s)) {
            add_piece(pieces, (ArticlePiece){.first_say = first, .n_says = i - first});
            first = i;
        }
        pieces->said = i + 1;
    }
    if (pieces->said > first)
        add_piece(pieces, (ArticlePiece){.first_say = first, .n_says = pieces->said - first});
}

static void add_figure(Pieces *pieces, double t_s, double after_s, const char *caption)
{
    const Scene *scene = pieces->scene;
    const double from_s = fmax(after_s, t_s - PLAYS_S);
    const double film_s = spoken_begin_s(&pieces->article->film, pieces->index) + from_s;
    const char *name = strrchr(scene->name, '/') ? strrchr(scene->name, '/') + 1 : scene->name;
    pieces->n_figures++;
    ArticleFigure *figure = ARENA_NEW(pieces->arena, ArticleFigure);
    *figure = (ArticleFigure){
        .scene = pieces->index,
        .t_s = t_s,
        .film_s = film_s,
        .from_s = from_s,
        .caption =
            caption ? caption
                    : arena_printf(pieces->arena, "%s, as the film shows it.", pieces->article->titles[pieces->index]),
        .picture = pieces->n_figures == 1 ? arena_printf(pieces->arena, "%s.png", name)
                                          : arena_printf(pieces->arena, "%s-%d.png", name, pieces->n_figures),
    };
    add_piece(pieces, (ArticlePiece){.figure = figure});
}

const ArticlePiece *article_pieces(const Article *article, int index, Arena *arena, int *n_pieces)
{
    const Scene *scene = article->film.scenes[index];
    Pieces pieces = {.article = article, .scene = scene, .index = index, .arena = arena};
    double after_s = 0;
    for (int i = 0; i < scene->n_key_frames; i++) {
        const Remark *frame = &scene->key_frames[i];
        if (frame->t_s <= after_s)
            continue; // nothing to see that was not there before
        add_said(&pieces, frame->t_s);
        add_figure(&pieces, frame->t_s, after_s, frame->words);
        after_s = frame->t_s;
    }
    if (pieces.n_figures == 0)
        add_figure(&pieces, scene->dur_s, 0, NULL);
    add_said(&pieces, INFINITY);
    *n_pieces = pieces.n;
    return pieces.pieces;
}

// ---- the description ----

bool article_write_description(const Article *article, const char *path, Err *err)
{
    AtomicFile file;
    if (!atomic_open(&file, path, err))
        return false;
    Arena arena;
    arena_init(&arena);
    FILE *out = file.stream;
    if (article->lead)
        fprintf(out, "%s\n\n", article->lead);
    int n = 0;
    const Chapter *chapters = listed_chapters(article->film.scenes, article->titles, article->film.durs_s,
                                              article->film.n_scenes, &arena, &n);
    for (int i = 0; i < n; i++)
        fprintf(out, "[%s] %s\n", article_time(&arena, chapters[i].begin_s), chapters[i].title);
    for (int i = 0; article->links && article->links[i]; i++)
        fprintf(out, "%s%s\n", i == 0 ? "\n" : "", post_url(&arena, article->links[i]));
    for (int i = 0; article->sources && article->sources[i]; i++)
        fprintf(out, "%s%s\n", i == 0 ? "\nSources:\n" : "", article->sources[i]);
    if (article->tags && *article->tags) {
        fputc('\n', out);
        post_put_tags(out, article->tags);
    }
    arena_finish(&arena);
    return atomic_commit(&file, err);
}
