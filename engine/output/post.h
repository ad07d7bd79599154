// post.h — what goes with a film where it is posted: a text in the film's own words, and a description for those who do
// not see it.
#ifndef GPTREEL_OUTPUT_POST_H
#define GPTREEL_OUTPUT_POST_H

#include "engine/output/captions.h"

typedef struct Post {
    SpokenFilm film;
    const char *title;
    const char *const *titles;   // [film.n_scenes]
    const char *author, *handle; // NULL: is not said
    const char *const *links;    // ended by NULL; NULL: none
    const char *const *tags;     // likewise, without the #
} Post;

// As Markdown: a hook, what the film says scene by scene, chapters with their times, links, tags. The hook is what is
// said first. A link without a scheme gets https. All or nothing.
bool post_write(const Post *post, const char *path, Err *err);

// As plain text: the words that the film's last picture shows, from top to bottom, and what happens in the film, of at
// most ALT_MOST_CHARS characters each. All or nothing.
enum { ALT_MOST_CHARS = 1000 }; // as many as the strictest of the large platforms takes
bool post_alt_write(const Post *post, const char *path, Err *err);

// A link without a scheme gets https. In the arena.
const char *post_url(Arena *arena, const char *link);

// "Ada Lovelace, @ada", of what is said of both; NULL: of neither. In the arena.
const char *post_maker(Arena *arena, const char *author, const char *handle);

// A line of tags: "#LanguageModels #GPT".
void post_put_tags(FILE *out, const char *const *tags);

#endif
