// article_markdown.c — an article as Markdown.
#include "engine/output/article.h"

#include "engine/anim/spoken.h"
#include "engine/base/file.h"
#include "engine/output/post.h"

#include <string.h>

// What Markdown would take for a mark is a letter here.
static void put_plain(FILE *out, const char *words)
{
    for (; *words; words++) {
        if (strchr("\\`*_[]<>#|", *words))
            fputc('\\', out);
        fputc(*words == '\n' ? ' ' : *words, out);
    }
}

static void put_say(FILE *out, Arena *arena, const Say *say)
{
    int n = 0;
    const SpokenPiece *pieces = spoken_pieces(arena, say->written, say->written_shown, &n);
    for (int i = 0; i < n; i++) {
        const char *words = arena_strndup(arena, say->written + pieces[i].first_byte, (size_t)pieces[i].n_bytes);
        const char *mark = pieces[i].kind == SPOKEN_STRESSED ? "*" : "";
        if (pieces[i].kind == SPOKEN_PAUSE)
            continue;
        if (i > 0 && pieces[i - 1].kind == SPOKEN_PAUSE)
            words += strspn(words, " "); // one space is enough
        fputs(mark, out);
        put_plain(out, words);
        fputs(mark, out);
    }
}

static void put_time(FILE *out, const Article *article, Arena *arena, double film_s)
{
    const char *time = article_time(arena, film_s);
    if (article->video_url)
        fprintf(out, "[%s](%s)", time, article_link(article, arena, film_s));
    else
        fputs(time, out);
}

static void put_piece(FILE *out, const Article *article, const ArticlePiece *piece, int scene, Arena *arena)
{
    const ArticleFigure *figure = piece->figure;
    if (figure) {
        fputs("![", out);
        put_plain(out, figure->caption);
        fprintf(out, "](%s)\n\n*", figure->picture);
        put_plain(out, figure->caption);
        fputs("* (", out);
        put_time(out, article, arena, figure->film_s);
        fputs(")\n\n", out);
        return;
    }
    for (int i = 0; i < piece->n_says; i++) {
        fputs(i > 0 ? " " : "", out);
        put_say(out, arena, &article->film.scenes[scene]->says[piece->first_say + i]);
    }
    fputs("\n\n", out);
}

static void put_contents(FILE *out, const Article *article, Arena *arena)
{
    for (int i = 0; i < article->film.n_scenes; i++) {
        fputs("- ", out);
        put_time(out, article, arena, spoken_begin_s(&article->film, i));
        fputc(' ', out);
        put_plain(out, article->titles[i]);
        fputc('\n', out);
    }
    fputc('\n', out);
}

static void put_takeaways(FILE *out, const Article *article)
{
    bool first = true;
    for (int i = 0; i < article->film.n_scenes; i++) {
        const Scene *scene = article->film.scenes[i];
        for (int k = 0; k < scene->n_takeaways; k++) {
            fputs(first ? "## What to remember\n\n- " : "- ", out);
            put_plain(out, scene->takeaways[k].words);
            fputc('\n', out);
            first = false;
        }
    }
    fputs(first ? "" : "\n", out);
}

static void put_sources(FILE *out, const Article *article, Arena *arena)
{
    const bool any = (article->sources && *article->sources) || (article->links && *article->links);
    fputs(any ? "## Sources\n\n" : "", out);
    for (int i = 0; article->sources && article->sources[i]; i++) {
        fputs("- ", out);
        put_plain(out, article->sources[i]);
        fputc('\n', out);
    }
    for (int i = 0; article->links && article->links[i]; i++)
        fprintf(out, "- <%s>\n", post_url(arena, article->links[i]));
}

bool article_write_markdown(const Article *article, const char *path, Err *err)
{
    AtomicFile file;
    if (!atomic_open(&file, path, err))
        return false;
    FILE *out = file.stream;
    Arena arena;
    arena_init(&arena);
    fputs("# ", out);
    put_plain(out, article->title);
    fputs("\n\n", out);
    if (article->lead) {
        put_plain(out, article->lead);
        fputs("\n\n", out);
    }
    const char *maker = post_maker(&arena, article->author, article->handle);
    if (maker)
        fprintf(out, "By %s\n\n", maker);
    put_contents(out, article, &arena);
    for (int i = 0; i < article->film.n_scenes; i++) {
        fprintf(out, "## %d. ", i + 1);
        put_plain(out, article->titles[i]);
        fputs("\n\n", out);
        int n = 0;
        const ArticlePiece *pieces = article_pieces(article, i, &arena, &n);
        for (int k = 0; k < n; k++)
            put_piece(out, article, &pieces[k], i, &arena);
    }
    put_takeaways(out, article);
    put_sources(out, article, &arena);
    arena_finish(&arena);
    return atomic_commit(&file, err);
}
