// 03_generation.c — one turn of the loop that writes a token, then many: context, predict, sample, append, repeat.
#include "scenes/nanogpt/generation_code.h"
#include "scenes/nanogpt/generation_text.h"
#include "scenes/nanogpt/generation_title.h"
#include "scenes/nanogpt/generation_turn.h"

static void build(Scene *s, const Run *run)
{
    Generation generation = {
        .theme = scene_theme(s),
        .at = generation_layout(s),
        .data = recorded_generation(s, run),
    };
    scene_chapter(s, "Generation");
    generation_title(s, &generation);
    generation_turn(s, &generation);
    generation_text(s, &generation);
    generation_code(s, &generation);
    scene_end(s, 25);
}

SCENE("Generation", build);
