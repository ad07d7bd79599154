// stress_scenes.c — grids, glyphs and a camera that never rest.
#include "stress_scenes.h"

#include "engine/anim/scene_data.h"

#include <math.h>

enum { FPS = 60, GRID_CELLS = 48, MOVING_GLYPHS = 3000 };

// 48 × 48 cells, each changing all the time to its own measure.
void stress_grids(Scene *s)
{
    const Theme *theme = scene_theme(s);
    for (int i = 0; i < GRID_CELLS * GRID_CELLS; i++) {
        const int row = i / GRID_CELLS, col = i % GRID_CELLS;
        Node *cell = add_rect(s, NULL, .x = 480 + 20 * col, .y = 60 + 20 * row, .w = 18, .h = 18, .radius = 3,
                              .fill = theme->pick);
        double t_s[12], value[12];
        for (int k = 0; k < 12; k++) {
            t_s[k] = STRESS_S * k / 11;
            value[k] = 0.5 + 0.45 * sin(0.7 * k + 0.3 * row + 0.17 * col * (1 + k % 3));
        }
        node_keys(s, cell, PROP_OPACITY, EASE_LINEAR, t_s, value, 12);
    }
    s->cursor_s = STRESS_S;
}

static Node *add_many_words(Scene *s, Node *parent)
{
    const TextStyle style = {.family = FONT_SANS, .size = 26};
    Node *all = add_group(s, parent, .x = 60, .y = 40);
    char words[101];
    for (int row = 0; row < MOVING_GLYPHS / 100; row++) {
        for (int i = 0; i < 100; i++)
            words[i] = (char)(i % 7 == 6 ? ' ' : 'a' + (row * 31 + i * 17) % 26);
        words[100] = '\0';
        add_text(s, all, .x = 0, .y = 30 + 32 * row, .text = words, .style = &style, .color = scene_theme(s)->ink);
    }
    return all;
}

void stress_glyphs(Scene *s)
{
    Node *all = add_many_words(s, NULL);
    const double t_s[2] = {0, STRESS_S}, x[2] = {60, 60 + 0.1 * STRESS_S * FPS},
                 y[2] = {40, 40 + 0.04 * STRESS_S * FPS};
    node_keys(s, all, PROP_X, EASE_LINEAR, t_s, x, 2);
    node_keys(s, all, PROP_Y, EASE_LINEAR, t_s, y, 2);
    s->cursor_s = STRESS_S;
}

void stress_camera(Scene *s)
{
    const Theme *theme = scene_theme(s);
    add_many_words(s, NULL);
    for (int i = 0; i < 60; i++) {
        Path *path = path_create(scene_arena(s));
        path_circle(path, 0, 0, 40);
        add_rect(s, NULL, .x = 30 * i, .y = 40 + 16 * i, .w = 140, .h = 60, .radius = 12, .fill = theme->panel,
                 .stroke = theme->line);
        if (i % 6 == 0)
            add_glow(s, NULL, .x = 1800 - 28 * i, .y = 100 + 14 * i, .path = path, .sigma = 24, .color = theme->accent);
    }
    camera_to(s, 1200, 700, 2.2, .dur_s = STRESS_S);
    s->cursor_s = STRESS_S;
}
