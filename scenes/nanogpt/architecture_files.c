// architecture_files.c — a card with a name, a counter and a dash for each line.
#include "scenes/nanogpt/architecture_files.h"

#include <math.h>

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

void arch_files_make(Scene *s, FileCard files[ARCH_FILES], const Rect boxes[ARCH_FILES])
{
    files[0] = file_make(s, NULL, boxes[0], "model.py", FACT_NANOGPT_MODEL_LINES, "fact:FACT_NANOGPT_MODEL_LINES");
    files[1] = file_make(s, NULL, boxes[1], "train.py", FACT_NANOGPT_TRAIN_LINES, "fact:FACT_NANOGPT_TRAIN_LINES");
}

void arch_files_count(Scene *s, const FileCard files[ARCH_FILES])
{
    enum { STEPS = 42, N_TIMES = 2 };
    static const double AT_S[N_TIMES] = {ARCH_COUNT_AT_S, ARCH_RECOUNT_AT_S};
    static const double EARLIER_S = 0.5; // they are back at zero before the card can be seen
    for (int i = 0; i < ARCH_FILES; i++) {
        double times[N_TIMES * (STEPS + 1)], values[N_TIMES * (STEPS + 1)];
        int n = 0;
        for (int k = 0; k < N_TIMES; k++)
            for (int j = 0; j <= STEPS; j++, n++) {
                const double u = (double)j / STEPS;
                times[n] = j == 0 ? AT_S[k] - EARLIER_S : AT_S[k] + u * ARCH_COUNT_S;
                values[n] = round(ease_at(EASE_OUT, u) * files[i].n_lines);
            }
        counter_values(s, files[i].counter, times, values, n);
    }
}

void arch_files_draw(Scene *s, const FileCard files[ARCH_FILES])
{
    scene_together(s);
    for (int i = 0; i < ARCH_FILES; i++)
        draw_in(s, files[i].marks, .dur_s = ARCH_COUNT_S, .ease = EASE_OUT);
    scene_together_end(s);
}
