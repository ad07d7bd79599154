// 01_architecture.c — "GPT fits in your head": the model from the outside, one prompt through it, one block, its code.
#include "scenes/nanogpt/architecture_block.h"
#include "scenes/nanogpt/architecture_code.h"
#include "scenes/nanogpt/architecture_flow.h"
#include "scenes/nanogpt/architecture_title.h"

static void build(Scene *s, const Run *run)
{
    Arch *arch = ARENA_NEW(scene_arena(s), Arch);
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
    arch_files_count(s, arch->files);
    scene_end(s, 25.0);
}

SCENE("Architecture", build);
