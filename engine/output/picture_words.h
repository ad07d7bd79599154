// picture_words.h — the words that a picture shows, for those who do not see it.
#ifndef GPTREEL_OUTPUT_PICTURE_WORDS_H
#define GPTREEL_OUTPUT_PICTURE_WORDS_H

#include "engine/anim/scene_data.h"

// The words of a scene's picture in the order in which they are read, a space before each of them, on one line; as many
// as fit in so many characters. What is said and who made the film, drawn in front of the picture, are none of them. In
// the arena.
const char *picture_words(const Scene *scene, double t_s, int most_chars, Arena *arena);

#endif
