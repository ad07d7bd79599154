// architecture_code.c — the block shrinks beside its code, line by line, and the files come back.
#include "scenes/nanogpt/architecture_code.h"

#include <math.h>

static const double CLOSE_S = 20.0, SHUT_S = 1.0;

// The lines of the sketch, without what the model lacks; `attention` and `mlp` are the lines of these, or -1.
typedef struct Sketch {
    const char *lines[8];
    int n, attention, mlp;
} Sketch;

static Sketch sketch(const ArchData *data)
{
    Sketch code = {.lines = {"class Block:", "    def __call__(self, x):"}, .n = 2, .attention = -1, .mlp = -1};
    if (data->has_attention) {
        code.attention = code.n;
        code.lines[code.n++] = "        x = x + self.attention(self.norm(x))";
    }
    if (data->has_mlp) {
        code.mlp = code.n;
        code.lines[code.n++] = "        x = x + self.mlp(self.norm(x))";
    }
    code.lines[code.n++] = "        return x";
    return code;
}

void arch_code_make(Scene *s, Arch *arch)
{
    if (arch->data->n_blocks == 0)
        return;
    const ArchLayout *layout = arch->layout;
    const Rect box = layout->code;
    const Sketch code = sketch(arch->data);
    const char **lines = ARENA_ARRAY(scene_arena(s), const char *, code.n);
    for (int i = 0; i < code.n; i++)
        lines[i] = code.lines[i];
    arch->code =
        code_panel(s, NULL, .x = box.x, .y = box.y, .w = box.w, .h = box.h, .size = layout->code_size,
                   .pitch = layout->code_pitch, .lines = lines, .n_lines = code.n, .label = "our sketch, in Python");
    node_hide(s, arch->code->group);
}

static void leave(Scene *s, Arch *arch)
{
    Block *block = arch->blocks[arch->data->opened];
    Node *leaving[ARCH_TOKENS + 16] = {arch->inside, arch->arcs, arch->query, arch->note,
                                       arch->glows[arch->data->has_mlp]};
    int n = 5;
    for (int i = 0; i < 2; i++) {
        if (!arch->into[i])
            continue;
        leaving[n++] = arch->into[i]->group;
        leaving[n++] = arch->out_of[i]->group;
        leaving[n++] = arch->norms[i];
        leaving[n++] = arch->pluses[i]->group;
    }
    for (int i = 0; i < arch->data->n_tokens; i++)
        leaving[n++] = arch->tiles[i];
    for (int i = 0; i < n; i++) {
        scene_seek(s, CLOSE_S);
        fade_out(s, leaving[i], .dur_s = 0.3);
    }
    scene_seek(s, CLOSE_S);
    fade_out(s, arch->data->has_mlp ? block->rim_mlp : block->rim, .dur_s = 0.4);
}

static void close_block(Scene *s, Arch *arch)
{
    const ArchLayout *layout = arch->layout;
    Block *block = arch->blocks[arch->data->opened];
    scene_seek(s, CLOSE_S + 0.1);
    block_cards_to(s, block, layout->end_card, layout->end_card, SHUT_S);
    scene_seek(s, CLOSE_S + 0.1);
    attention_shrink(s, block->grid, layout->end_grid.x, layout->end_grid.y, layout->end_grid.w / layout->grid_side,
                     SHUT_S);
    const Rect room = layout->end_mlp;
    const double scale = fmin(room.w / layout->mlp.w, room.h / layout->mlp.h);
    scene_seek(s, CLOSE_S + 0.1);
    mlp_shrink(s, block->mlp, room.x + (room.w - scale * layout->mlp.w) / 2,
               room.y + (room.h - scale * layout->mlp.h) / 2, scale, SHUT_S);
    scene_seek(s, CLOSE_S + 0.1);
    residual_shift(s, arch->stream, layout->end_stream, SHUT_S);
    scene_seek(s, CLOSE_S + 0.1);
    residual_reach(s, arch->stream, layout->end_from, layout->end_to, SHUT_S);
}

// The lines are lit one after the other, and with them what they stand for.
static void lines_play(Scene *s, Arch *arch)
{
    static const double SHORT_S = 0.25, LONG_S = 0.65;
    Block *block = arch->blocks[arch->data->opened];
    const Sketch code = sketch(arch->data);
    double t_s = CLOSE_S + 1.4;
    for (int i = 0; i < code.n; i++) {
        const bool attention = i == code.attention, mlp = i == code.mlp;
        scene_seek(s, t_s);
        code_light(s, arch->code, i, 0.2);
        if (attention || mlp) {
            Node *other = attention ? block->mlp->group : block->grid->group;
            scene_seek(s, t_s);
            dim_down(s, other, .dur_s = 0.2);
            scene_seek(s, t_s + LONG_S);
            dim_up(s, other, .dur_s = 0.2);
        }
        t_s += attention || mlp ? LONG_S : SHORT_S;
    }
    scene_seek(s, t_s);
    code_light(s, arch->code, -1, 0.3);
}

// The pulse passes the block and runs on below the code.
static void pulse_play(Scene *s, Arch *arch)
{
    const ArchLayout *layout = arch->layout;
    const Prop along = layout->vertical ? PROP_Y : PROP_X;
    const Rect card = layout->end_card;
    scene_seek(s, CLOSE_S + 1.4);
    node_set(s, arch->pulse, along, layout->vertical ? card.y - 24 : fmax(card.x - 60, 40));
    fade_in(s, arch->pulse, .dur_s = 0.2);
    scene_seek(s, CLOSE_S + 1.4);
    animate(s, arch->pulse, along, layout->end_to - 80, .dur_s = 2.2, .ease = EASE_LINEAR);
    scene_seek(s, scene_now(s) - 0.2);
    fade_out(s, arch->pulse, .dur_s = 0.2);
}

static void files_play(Scene *s, Arch *arch, const Rect *places)
{
    for (int i = 0; i < 2; i++) {
        const Rect box = places[i];
        FileCard *file = &arch->files[i];
        scene_seek(s, ARCH_RECOUNT_AT_S - 0.2);
        node_set(s, file->group, PROP_OPACITY, 0);
        node_set(s, file->group, PROP_X, box.x);
        node_set(s, file->group, PROP_Y, box.y);
        Node *const back[] = {file->card, file->words, file->counter};
        for (int k = 0; k < 3; k++)
            node_set(s, back[k], PROP_OPACITY, 1);
        scene_seek(s, ARCH_RECOUNT_AT_S - 0.1 + 0.15 * i);
        fade_in(s, file->group);
    }
    scene_seek(s, ARCH_RECOUNT_AT_S);
    arch_files_draw(s, arch->files);
    scene_seek(s, ARCH_RECOUNT_AT_S + 0.5);
    arch->title = heading_change(s, arch->title, "GPT fits in your head", heading_place(s).x);
    scene_seek(s, 24.6);
    scene_step(s);
}

// A model without blocks has nothing to open: its flow stays, then makes room for the files.
static void play_without_blocks(Scene *s, Arch *arch)
{
    Node *leaving[ARCH_TOKENS + 3] = {arch->left, arch->right, arch->stream->group};
    int n = 3;
    for (int i = 0; i < arch->data->n_tokens; i++)
        leaving[n++] = arch->tiles[i];
    scene_seek(s, CLOSE_S);
    scene_say(s, "code", "The whole model is a few hundred lines.");
    for (int i = 0; i < n; i++) {
        scene_seek(s, CLOSE_S + 0.6);
        fade_out(s, leaving[i]);
    }
    files_play(s, arch, arch->layout->files);
}

void arch_code_play(Scene *s, Arch *arch)
{
    if (arch->data->n_blocks == 0) {
        play_without_blocks(s, arch);
        return;
    }
    scene_seek(s, CLOSE_S);
    scene_say(s, "code", "In code, a block is a few lines. The whole model is a few hundred.");
    leave(s, arch);
    close_block(s, arch);
    scene_seek(s, CLOSE_S + 0.2);
    arch->title = heading_change(s, arch->title, "The same block, in code", heading_place(s).x);
    scene_seek(s, CLOSE_S + 0.75); // when the MLP has left its place
    rise_in(s, arch->code->group);
    lines_play(s, arch);
    pulse_play(s, arch);
    files_play(s, arch, arch->layout->end_files);
}
