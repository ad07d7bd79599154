// article.h — a film as something to read: what is said as text, with key frames that play, times, and what it rests
// on.
#ifndef GPTREEL_OUTPUT_ARTICLE_H
#define GPTREEL_OUTPUT_ARTICLE_H

#include "engine/anim/chapters.h"
#include "engine/output/captions.h"

typedef struct Article {
    SpokenFilm film;
    const char *title;
    const char *const *titles;                               // [film.n_scenes]
    const char *lead;                                        // NULL: none
    const char *author, *handle;                             // NULL: is not said
    const char *const *links, *const *tags, *const *sources; // ended by NULL; NULL: none
    const char *video_url;                                   // where the film is to be seen; NULL: is not said
} Article;

// A picture of a scene, and what stands under it.
typedef struct ArticleFigure {
    int scene;
    double t_s;    // of the scene
    double from_s; // of the scene: where it begins when it plays
    double film_s; // the same moment of the film, to which its link leads
    const char *caption;
    const char *picture; // the name of its file in Markdown: "03_batches.png", a second one "03_batches-2.png"
} ArticleFigure;

// What a section is made of, in its order: paragraphs of spoken lines, and figures.
typedef struct ArticlePiece {
    const ArticleFigure *figure; // NULL: a paragraph
    int first_say, n_says;       // of it
} ArticlePiece;

// A scene's pieces: its key frames (without one its last picture) stand behind what is said up to them. [*n_pieces] in
// the arena.
const ArticlePiece *article_pieces(const Article *article, int scene, Arena *arena, int *n_pieces);

// "04:05", in the arena.
const char *article_time(Arena *arena, double film_s);

// The address of the film at a time, "" without a video. In the arena.
const char *article_link(const Article *article, Arena *arena, double film_s);

// A page that needs nothing beside it; Markdown with pictures beside it, which are not made here; and plain text for
// where the video is, with a line for each chapter. All or nothing each; the page: false, with what it is by name, when
// a scene has something that SVG cannot say.
bool article_write_html(const Article *article, const char *path, Err *err);     // article_html.c
bool article_write_markdown(const Article *article, const char *path, Err *err); // article_markdown.c
bool article_write_description(const Article *article, const char *path, Err *err);

#endif
