// 01_architecture.c — "GPT fits in your head": the model from the outside, one prompt through it, one block, its code.
#include "scenes/nanogpt/architecture.h"

static void build(Scene *s, const Run *run)
{
    static const double COUNT_AT_S[] = {ARCH_COUNT_AT_S, ARCH_RECOUNT_AT_S};
    Arch *arch = ARENA_NEW(scene_arena(s), Arch);
    arch->run = run;
    arch->data = arch_data(s, run);
    arch->layout = arch_layout(s, arch->data->n_tokens);
    if (arch->data->n_tokens == 0) {
        scene_fail(s, "the run has no token to show");
        return;
    }
    scene_chapter(s, "Architecture");
    arch_flow_make(s, arch);
    arch_block_make(s, arch);
    arch_code_make(s, arch);
    arch_title_make(s, arch);
    arch_title_play(s, arch);
    arch_flow_play(s, arch);
    arch_block_play(s, arch);
    arch_code_play(s, arch);
    arch_files_count(s, arch, COUNT_AT_S, 2, ARCH_COUNT_S);
    scene_end(s, 25.0);
}

SCENE("Architecture", build);
