// shell.c — the panel, its lines, and the keys one by one.
#include "scenes/kit/shell.h"

#include "scenes/kit/type.h"

#include <string.h>

// Advance of every glyph of JetBrains Mono, and the middle of its capitals above the baseline.
static const double MONO_EM = 0.6;
static const double CAPS_MIDDLE_EM = 0.365;

static double baseline_y(const ShellSpec *spec, int line)
{
    const double block_h = (spec->n_lines - 1) * spec->pitch;
    return (spec->h - block_h) / 2 + line * spec->pitch + CAPS_MIDDLE_EM * spec->size;
}

// Where the words begin: behind the prompt and one space.
static double words_x(const ShellSpec *spec)
{
    return spec->pad_x + ((double)strlen(spec->prompt) + 1) * MONO_EM * spec->size;
}

Shell *shell_panel_with(Scene *s, ShellSpec spec)
{
    const Theme *theme = scene_theme(s);
    Shell *shell = ARENA_NEW(scene_arena(s), Shell);
    if (spec.n_lines > SHELL_MOST_LINES) {
        scene_fail(s, "a shell has %d lines, %d at most", spec.n_lines, SHELL_MOST_LINES);
        spec.n_lines = SHELL_MOST_LINES;
    }
    spec.size = spec.size > 0 ? spec.size : SIZE_LABEL;
    spec.pitch = spec.pitch > 0 ? spec.pitch : 58;
    spec.pad_x = spec.pad_x > 0 ? spec.pad_x : 48;
    spec.prompt = spec.prompt ? spec.prompt : "$";
    shell->spec = spec;
    shell->group = add_group(s, spec.parent, .x = spec.x, .y = spec.y);
    node_source(s, shell->group, spec.source);
    add_rect(s, shell->group, .w = spec.w, .h = spec.h, .radius = 16, .fill = theme->panel, .stroke = theme->line,
             .stroke_width = 2);
    const TextStyle words = type_sized(&TYPE_MONO, spec.size);
    TextStyle sign = words;
    sign.weight = 500;
    for (int i = 0; i < spec.n_lines; i++) {
        const double y = baseline_y(&spec, i);
        shell->prompts[i] = add_text(s, shell->group, .x = spec.pad_x, .y = y, .text = spec.prompt, .style = &sign,
                                     .color = theme->accent);
        shell->lines[i] = add_text(s, shell->group, .x = words_x(&spec), .y = y, .text = spec.lines[i], .style = &words,
                                   .color = theme->ink);
        if (i > 0)
            node_hide(s, shell->prompts[i]);
        // Nothing of it from the start, whenever the panel is made.
        node_keys(s, shell->lines[i], PROP_REVEAL, EASE_STEP, (double[1]){0}, (double[1]){0}, 1);
    }
    const double block_h = 1.12 * spec.size;
    shell->cursor = add_rect(s, shell->group, .x = words_x(&spec),
                             .y = baseline_y(&spec, 0) - CAPS_MIDDLE_EM * spec.size - block_h / 2, .w = 0.5 * spec.size,
                             .h = block_h, .radius = 2, .fill = theme->accent);
    return shell;
}

// How long a hand takes for the key: 1 within a word.
static double key_effort(char before, char key)
{
    if (before == ' ' || before == '/')
        return 3;
    return key == ' ' ? 1.5 : 1;
}

// Types one line, key by key: fast within words, slower between them.
static void type_line(Scene *s, Shell *shell, int line, double dur_s)
{
    const ShellSpec *spec = &shell->spec;
    const char *words = spec->lines[line];
    const int n = (int)strlen(words);
    const double begin_s = scene_now(s);
    double *t_s = ARENA_ARRAY(scene_arena(s), double, n + 1), *shown = ARENA_ARRAY(scene_arena(s), double, n + 1);
    double *x = ARENA_ARRAY(scene_arena(s), double, n + 1);
    double effort = 0, done = 0;
    for (int i = 0; i < n; i++)
        effort += key_effort(i > 0 ? words[i - 1] : ' ', words[i]);
    for (int i = 0; i <= n; i++) {
        t_s[i] = begin_s + (effort > 0 ? dur_s * done / effort : 0);
        shown[i] = i;
        x[i] = words_x(spec) + i * MONO_EM * spec->size;
        if (i < n)
            done += key_effort(i > 0 ? words[i - 1] : ' ', words[i]);
    }
    // Behind the last key the block stands off a little, so as not to touch the word it follows.
    x[n] += 0.1 * spec->size;
    if (line > 0) {
        node_set(s, shell->prompts[line], PROP_OPACITY, 1);
        node_set(s, shell->cursor, PROP_Y, node_value_now(s, shell->cursor, PROP_Y) + spec->pitch);
    }
    node_keys(s, shell->lines[line], PROP_REVEAL, EASE_STEP, t_s, shown, n + 1);
    node_keys(s, shell->cursor, PROP_X, EASE_STEP, t_s, x, n + 1);
    scene_seek(s, begin_s + dur_s);
}

void shell_type_all(Scene *s, Shell *shell, double dur_s, double enter_s)
{
    const ShellSpec *spec = &shell->spec;
    double n_keys = 0;
    for (int i = 0; i < spec->n_lines; i++)
        n_keys += (double)strlen(spec->lines[i]);
    const double typing_s = dur_s - (spec->n_lines - 1) * enter_s;
    for (int i = 0; i < spec->n_lines; i++) {
        type_line(s, shell, i, typing_s * (double)strlen(spec->lines[i]) / n_keys);
        if (i + 1 < spec->n_lines)
            scene_wait(s, enter_s);
    }
}
