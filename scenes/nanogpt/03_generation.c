// 03_generation.c — one turn of the loop that writes a token, then many: context, predict, sample, append, repeat.
#include "scenes/nanogpt/generation.h"

static void build(Scene *s, const Run *run)
{
    GenerationFilm film = {
        .s = s,
        .theme = scene_theme(s),
        .at = generation_layout(s),
        .data = recorded_generation(s, run),
    };
    scene_chapter(s, "Generation");
    generation_title(&film);
    generation_turn(&film);
    generation_growth(&film);
    generation_code(&film);
    scene_end(s, 25);
}

SCENE("Generation", build);
