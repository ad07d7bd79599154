// architecture_title.c — the first beat of 01_architecture: two files, line by line, and the title that becomes the
// heading. The card of model.py becomes the blocks of the model.
#include "scenes/nanogpt/architecture.h"

#include <math.h>

static const double LEAVE_S = 4.1;

// A dash for each line of the file, in columns from top to bottom.
static const Path *marks_path(Scene *s, int n_lines, double w, double h)
{
    static const double PITCH_Y = 9.6;
    const int n_rows = (int)fmax(1, floor(h / PITCH_Y)), n_columns = (n_lines + n_rows - 1) / n_rows;
    const double pitch_x = w / n_columns, pitch_y = h / n_rows, dash = 0.66 * pitch_x;
    Path *path = path_create(scene_arena(s));
    for (int i = 0; i < n_lines; i++) {
        const double x = i / n_rows * pitch_x, y = (i % n_rows + 0.5) * pitch_y;
        path_move(path, x, y);
        path_line(path, x + dash, y);
    }
    return path;
}

static FileCard file_make(Scene *s, Node *parent, Rect box, const char *name, int n_lines, const char *source)
{
    const Theme *theme = scene_theme(s);
    const double pad = SPACE_L;
    FileCard file = {.n_lines = n_lines};
    file.group = add_group(s, parent, .x = box.x, .y = box.y);
    node_source(s, file.group, source);
    file.card = add_rect(s, file.group, .w = box.w, .h = box.h, .radius = 16, .fill = theme->panel,
                         .stroke = theme->line, .stroke_width = 2);
    file.words = add_group(s, file.group);
    TextStyle style = type_sized(&TYPE_MONO, SIZE_BODY);
    add_text(s, file.words, .x = pad, .y = 84, .text = name, .style = &style, .color = theme->ink);
    style = type_aligned(&TYPE_LABEL, ALIGN_END);
    add_text(s, file.words, .x = box.w - pad, .y = 84, .text = "lines", .style = &style, .color = theme->soft);
    style = (TextStyle){.family = FONT_MONO, .size = SIZE_HEADING, .weight = 500, .align = ALIGN_END};
    file.counter = add_counter(s, file.group, box.w - pad - 84, 84, &style, theme->ink, 0, n_lines, source);
    file.marks = add_path(s, file.group, .x = pad, .y = 116,
                          .path = marks_path(s, n_lines, box.w - 2 * pad + 8, box.h - 116 - 32),
                          .stroke = color_mix(theme->panel, theme->accent, 0.55), .stroke_width = 3);
    return file;
}

void arch_files_count(Scene *s, Arch *arch, const double *t_s, int n_times, double dur_s)
{
    enum { STEPS = 42, MOST_TIMES = 2 };
    static const double EARLIER_S = 0.5; // they are back at zero before the card can be seen
    for (int i = 0; i < 2; i++) {
        const FileCard *file = &arch->files[i];
        double times[MOST_TIMES * (STEPS + 1)], values[MOST_TIMES * (STEPS + 1)];
        int n = 0;
        for (int k = 0; k < n_times && k < MOST_TIMES; k++)
            for (int j = 0; j <= STEPS; j++, n++) {
                const double u = (double)j / STEPS;
                times[n] = j == 0 ? t_s[k] - EARLIER_S : t_s[k] + u * dur_s;
                values[n] = round(ease_at(EASE_OUT, u) * file->n_lines);
            }
        counter_values(s, file->counter, times, values, n);
    }
}

void arch_files_draw(Scene *s, Arch *arch, double dur_s)
{
    scene_together(s);
    for (int i = 0; i < 2; i++)
        draw_in(s, arch->files[i].marks, .dur_s = dur_s, .ease = EASE_OUT);
    scene_together_end(s);
}

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
    arch->files[0] =
        file_make(s, NULL, layout->files[0], "model.py", FACT_NANOGPT_MODEL_LINES, "fact:FACT_NANOGPT_MODEL_LINES");
    arch->files[1] =
        file_make(s, NULL, layout->files[1], "train.py", FACT_NANOGPT_TRAIN_LINES, "fact:FACT_NANOGPT_TRAIN_LINES");
}

// The card of model.py is the blocks' cards on top of each other; they spread to their places.
static void split_model(Scene *s, Arch *arch)
{
    const Rect from = arch->layout->files[0];
    const int n = arch->data->n_blocks;
    for (int i = 0; i < n; i++) {
        const Rect to = arch_card(arch, i);
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
    arch_files_draw(s, arch, ARCH_COUNT_S);
    scene_seek(s, 3.6);
    scene_step(s);
    leave(s, arch);
}

void arch_heading(Scene *s, Arch *arch, const char *words, double x)
{
    const double begin_s = scene_now(s);
    arch->title = heading_change(s, arch->title, words);
    const double end_s = scene_now(s);
    scene_seek(s, begin_s);
    node_set(s, arch->title, PROP_X, x);
    scene_seek(s, end_s);
}
