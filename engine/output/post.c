// post.c — the text of a post and the description of a film.
#include "engine/output/post.h"

#include "engine/anim/chapters.h"
#include "engine/base/file.h"
#include "engine/base/utf8.h"
#include "engine/output/picture_words.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

// ---- the post ----

static const char *first_words(const SpokenFilm *film)
{
    for (int i = 0; i < film->n_scenes; i++)
        if (film->scenes[i]->n_says > 0)
            return film->scenes[i]->says[0].words;
    return NULL;
}

// What a scene comes down to is what it says last.
static void put_story(FILE *out, const Post *post)
{
    for (int i = 0; i < post->film.n_scenes; i++) {
        const Scene *scene = post->film.scenes[i];
        if (scene->n_says > 0)
            fprintf(out, "- **%s**: %s\n", post->titles[i], scene->says[scene->n_says - 1].words);
    }
}

static void put_chapters(FILE *out, const Post *post, Arena *arena)
{
    int n = 0;
    const Chapter *chapters =
        listed_chapters(post->film.scenes, post->titles, post->film.durs_s, post->film.n_scenes, arena, &n);
    for (int i = 0; i < n; i++) {
        const long long s = (long long)floor(chapters[i].begin_s + 1e-6);
        fprintf(out, "%lld:%02lld %s\n", s / 60, s % 60, chapters[i].title);
    }
}

const char *post_url(Arena *arena, const char *link)
{
    return strstr(link, "://") ? link : arena_printf(arena, "https://%s", link);
}

const char *post_maker(Arena *arena, const char *author, const char *handle)
{
    return author && handle ? arena_printf(arena, "%s, %s", author, handle) : author ? author : handle;
}

static void put_links(FILE *out, const char *const *links, Arena *arena)
{
    for (; links && *links; links++)
        fprintf(out, "%s\n", post_url(arena, *links));
}

// A tag is one word: "language models" becomes #LanguageModels.
static void put_tag(FILE *out, const char *tag)
{
    bool begins = strchr(tag, ' ') != NULL;
    fputc('#', out);
    for (; *tag; tag++) {
        if (isspace((unsigned char)*tag)) {
            begins = true;
            continue;
        }
        fputc(begins ? toupper((unsigned char)*tag) : *tag, out);
        begins = false;
    }
}

void post_put_tags(FILE *out, const char *const *tags)
{
    for (int i = 0; tags && tags[i]; i++) {
        fputs(i > 0 ? " " : "", out);
        put_tag(out, tags[i]);
    }
    fputc('\n', out);
}

bool post_write(const Post *post, const char *path, Err *err)
{
    AtomicFile file;
    if (!atomic_open(&file, path, err))
        return false;
    Arena arena;
    arena_init(&arena);
    FILE *out = file.stream;
    const char *hook = first_words(&post->film);
    fprintf(out, "# %s\n\n", post->title);
    if (hook)
        fprintf(out, "%s\n\n", hook);
    put_story(out, post);
    fputs("\n## Chapters\n\n", out);
    put_chapters(out, post, &arena);
    if (post->links && *post->links) {
        fputs("\n## Links\n\n", out);
        put_links(out, post->links, &arena);
    }
    const char *maker = post_maker(&arena, post->author, post->handle);
    if (maker)
        fprintf(out, "\nBy %s\n", maker);
    if (post->tags && *post->tags) {
        fputc('\n', out);
        post_put_tags(out, post->tags);
    }
    arena_finish(&arena);
    return atomic_commit(&file, err);
}

// ---- the description ----

// Text of at most so many characters, put one piece behind the other.
typedef struct Limited {
    FILE *out;
    int left; // characters
} Limited;

static void put_limited(Limited *limited, const char *words)
{
    const int n = utf8_count(words);
    if (n > limited->left) {
        limited->left = 0; // nothing shorter behind it, either
        return;
    }
    limited->left -= n;
    for (; *words; words++)
        fputc(*words == '\n' ? ' ' : *words, limited->out);
}

bool post_alt_write(const Post *post, const char *path, Err *err)
{
    AtomicFile file;
    if (!atomic_open(&file, path, err))
        return false;
    Arena arena;
    arena_init(&arena);
    const Scene *last = post->film.scenes[post->film.n_scenes - 1];
    Limited picture = {file.stream, ALT_MOST_CHARS}, video = {file.stream, ALT_MOST_CHARS};
    put_limited(&picture, arena_printf(&arena, "The last picture of \"%s\":", post->title));
    fputs(picture_words(last, last->dur_s, picture.left, &arena), file.stream);
    fputs("\n\n", file.stream);
    put_limited(&video, arena_printf(&arena, "An animated film, \"%s\".", post->title));
    for (int i = 0; i < post->film.n_scenes; i++) {
        const Scene *scene = post->film.scenes[i];
        put_limited(&video, arena_printf(&arena, " %s.", post->titles[i]));
        for (int k = 0; k < scene->n_says; k++)
            put_limited(&video, arena_printf(&arena, " %s", scene->says[k].words));
    }
    fputc('\n', file.stream);
    arena_finish(&arena);
    return atomic_commit(&file, err);
}
