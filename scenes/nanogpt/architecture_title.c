// architecture_title.c — the title becomes the heading, the card of model.py becomes the blocks of the model.
#include "scenes/nanogpt/architecture_title.h"

static const double LEAVE_S = 4.1;

void arch_title_make(Scene *s, Arch *arch)
{
    const ArchLayout *layout = arch->layout;
    const Theme *theme = scene_theme(s);
    TextStyle style = {.family = FONT_SANS,
                       .size = layout->title_size,
                       .weight = 700,
                       .line_pitch = layout->title_pitch,
                       .letter_space = -0.01 * layout->title_size};
    style.max_width = scene_canvas(s).safe.w;
    arch->title = add_letters(s, scene_overlay(s), 0, layout->title.y, &style, theme->ink, "GPT fits in your head");
    const Rect box = node_bounds(s, arch->title);
    node_set(s, arch->title, PROP_X, layout->title.x - box.x - box.w / 2);
    style = type_aligned(&TYPE_BODY, ALIGN_MIDDLE);
    arch->subtitle = add_text(s, scene_overlay(s), .x = layout->title.x, .y = layout->subtitle_y,
                              .text = "All of nanoGPT is two Python files.", .style = &style, .color = theme->soft);
    arch_files_make(s, arch->files, layout->files);
}

// The card of model.py is the blocks' cards on top of each other; they spread to their places.
static void split_model(Scene *s, Arch *arch)
{
    const Rect from = arch->layout->files[0];
    const int n = arch->data->n_blocks;
    for (int i = 0; i < n; i++) {
        const Rect to = arch_card(arch->layout, arch->data, i);
        Node *const cards[] = {arch->blocks[i]->card_mlp, arch->blocks[i]->card};
        for (int k = 0; k < 2; k++) {
            Node *card = cards[k];
            if (!card)
                continue;
            scene_seek(s, 0);
            node_hide(s, card);
            node_set(s, card, PROP_X, from.x);
            node_set(s, card, PROP_Y, from.y);
            node_set(s, card, PROP_W, from.w);
            node_set(s, card, PROP_H, from.h);
            scene_seek(s, LEAVE_S);
            node_set(s, card, PROP_OPACITY, 1);
            scene_seek(s, LEAVE_S + 0.06 * (n - 1 - i));
            scene_together(s);
            move_to(s, card, to.x, to.y, .dur_s = 0.9);
            animate(s, card, PROP_W, to.w, .dur_s = 0.9);
            animate(s, card, PROP_H, to.h, .dur_s = 0.9);
            scene_together_end(s);
        }
    }
    scene_seek(s, LEAVE_S);
    if (n > 0)
        node_set(s, arch->files[0].card, PROP_OPACITY, 0);
    else
        fade_out(s, arch->files[0].card, .dur_s = 0.4);
}

static void leave(Scene *s, Arch *arch)
{
    const Point place = heading_place(s);
    const double scale = heading_size(s) / arch->layout->title_size;
    scene_seek(s, LEAVE_S);
    scene_together(s);
    fade_out(s, arch->subtitle, .dur_s = 0.3);
    fade_out(s, arch->files[0].words, .dur_s = 0.3);
    fade_out(s, arch->files[0].counter, .dur_s = 0.3);
    fade_out(s, arch->files[0].marks, .dur_s = 0.3);
    fade_out(s, arch->files[1].group, .dur_s = 0.4);
    scale_to(s, arch->title, scale, .dur_s = 1.0);
    move_to(s, arch->title, place.x, place.y, .dur_s = 1.0);
    scene_together_end(s);
    split_model(s, arch);
}

// The first picture is the title alone, in the middle; then it makes room for the files.
static void title_stands(Scene *s, Arch *arch)
{
    const Rect box = rect_union(node_bounds(s, arch->title), node_bounds(s, arch->subtitle));
    const double down = scene_canvas(s).height / 2 - (box.y + box.h / 2);
    Node *const words[] = {arch->title, arch->subtitle};
    for (int i = 0; i < 2; i++) {
        const double y = node_value_now(s, words[i], PROP_Y);
        scene_seek(s, 0);
        node_set(s, words[i], PROP_Y, y + down);
        scene_seek(s, 0.35);
        animate(s, words[i], PROP_Y, y, .dur_s = 0.8);
    }
}

void arch_title_play(Scene *s, Arch *arch)
{
    title_stands(s, arch);
    scene_seek(s, 0.15);
    scene_say(s, "hook", "The model behind the chatbots is a few hundred lines of Python.");
    for (int i = 0; i < 2; i++) {
        scene_seek(s, 0.9 + 0.15 * i);
        rise_in(s, arch->files[i].group);
    }
    scene_seek(s, ARCH_COUNT_AT_S);
    arch_files_draw(s, arch->files);
    scene_seek(s, 3.6);
    scene_step(s);
    leave(s, arch);
}
