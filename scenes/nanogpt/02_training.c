// 02_training.c — the second segment: the losses fall while the model learns to write; the best value is found.
#include "scenes/nanogpt/training_clock.h"
#include "scenes/nanogpt/training_picture.h"

#include <math.h>

static const double DRAW_FROM_S = 3, DRAW_TO_S = 11, VALUES_S = 11.5, LEAVE_S = 14.85;
static const double CAMERA_S = 15, BURST_S = 16.3, END_S = 20;

// ---- 0 to 3: the frame comes to the title ----

static void frame_appears(Scene *s, TrainingPicture *p)
{
    scene_seek(s, 0);
    draw_in(s, p->chart->axis, .dur_s = 0.9, .ease = EASE_OUT);
    scene_seek(s, 0.35);
    draw_in(s, p->chart->rules, .each = true, .dur_s = 0.9, .stagger_s = 0.08, .ease = EASE_OUT);
    scene_seek(s, 0.5);
    fade_in(s, p->chart->numbers, .each = true, .stagger_s = 0.08);
    scene_seek(s, 0.5);
    fade_in(s, p->chart->steps, .each = true, .stagger_s = 0.08);
    scene_seek(s, 0.6);
    fade_in(s, p->chart->name);
    scene_seek(s, 0.9);
    rise_in(s, p->board, .each = true, .stagger_s = 0.12);
    if (!p->guess.line)
        return;
    scene_seek(s, 1.6);
    draw_in(s, p->guess.line, .dur_s = 0.9);
    scene_seek(s, 2.0);
    fade_in(s, p->guess.label);
}

// ---- 3 to 11: the run ----

static void lines_draw(Scene *s, TrainingPicture *p, const TrainingClock *clock)
{
    chart_line_draw(s, p->chart, p->train, p->train_tip, clock->t_s, clock->step, clock->n);
    scene_seek(s, DRAW_FROM_S - 0.3);
    fade_in(s, p->train_tip, .dur_s = 0.2);
    scene_seek(s, DRAW_TO_S + 0.2);
    fade_out(s, p->train_tip);
    if (p->data.n_val > 0) {
        chart_line_draw(s, p->chart, p->val, p->val_tip, clock->t_s, clock->step, clock->n);
        scene_seek(s, training_time_of(clock, p->data.val_step[p->sparse]) - 0.3);
        fade_in(s, p->val_tip, .dur_s = 0.2);
    }
    for (int i = 0; i < p->n_ends; i++) {
        if (!p->ends[i].node)
            continue;
        scene_seek(s, DRAW_TO_S - 0.3 + 0.12 * i);
        rise_in(s, p->ends[i].node);
        if (p->ends[i].leader) {
            scene_seek(s, DRAW_TO_S - 0.3);
            fade_in(s, p->ends[i].leader);
        }
    }
}

static void texts_appear(Scene *s, TrainingPicture *p, const TrainingClock *clock)
{
    for (int i = 0; i < TRAINING_TEXTS; i++) {
        if (!p->data.samples[i])
            continue;
        const double at_step = (double)p->data.samples[i]->step, t_s = training_time_of(clock, at_step);
        scene_seek(s, t_s);
        chart_clear_steps(s, p->chart, at_step, 12);
        pop_in(s, p->rings[i].ring, .dur_s = 0.4);
        scene_seek(s, t_s + 0.1);
        draw_in(s, p->rings[i].leader, .dur_s = 0.5);
        scene_seek(s, t_s + 0.4);
        fade_in(s, p->heads[i], .dur_s = 0.4);
        scene_seek(s, t_s + 0.5);
        rise_in(s, p->verses[i]->group, .each = true, .stagger_s = 0.1);
    }
}

// ---- 11 to 15: the evaluations ----

static void values_pop(Scene *s, TrainingPicture *p)
{
    static const double LONGEST_S = 1.8;
    const double stagger_s = fmin(0.14, LONGEST_S / fmax(p->data.n_val, 1));
    for (int i = 0; i < p->data.n_val; i++) {
        if (!p->dots[i])
            continue;
        scene_seek(s, p->sparse && i == 0 ? DRAW_FROM_S : VALUES_S + i * stagger_s);
        pop_in(s, p->dots[i], .dur_s = 0.45);
    }
    for (int i = 0; i < p->n_values; i++) {
        scene_seek(s, VALUES_S + 0.15 + p->value_of[i] * stagger_s);
        rise_in(s, p->values[i], .dur_s = 0.5);
    }
}

// ---- 15 to 20: the best value ----

// What the camera would cut leaves before it moves.
static void leave_unless(Scene *s, Node *node, Rect visible)
{
    scene_seek(s, LEAVE_S);
    if (node && !rect_contains(visible, node_bounds(s, node)))
        fade_out(s, node);
}

static void children_leave_unless(Scene *s, Node *group, Rect visible)
{
    for (int i = 0; i < node_child_count(group); i++)
        leave_unless(s, node_child(group, i), visible);
}

static void labels_leave(Scene *s, TrainingPicture *p, Rect visible)
{
    scene_seek(s, LEAVE_S);
    fade_out(s, p->title);
    scene_seek(s, LEAVE_S);
    fade_out(s, p->board);
    children_leave_unless(s, p->chart->numbers, visible);
    children_leave_unless(s, p->chart->steps, visible);
    leave_unless(s, p->chart->name, visible);
    leave_unless(s, p->guess.label, visible);
    for (int i = 0; i < p->data.n_val; i++)
        leave_unless(s, p->dots[i], visible);
    leave_unless(s, p->val_tip, visible);
    for (int i = 0; i < p->n_values; i++)
        leave_unless(s, p->values[i], visible);
    for (int i = 0; i < p->n_ends; i++) {
        leave_unless(s, p->ends[i].node, visible);
        leave_unless(s, p->ends[i].leader, visible);
    }
    for (int i = 0; i < TRAINING_TEXTS; i++)
        leave_unless(s, p->rings[i].ring, visible);
    for (int i = 0; i < TRAINING_TEXTS - 1; i++)
        if (p->verses[i]) {
            scene_seek(s, LEAVE_S);
            fade_out(s, p->verses[i]->group);
            scene_seek(s, LEAVE_S);
            fade_out(s, p->heads[i]);
            scene_seek(s, LEAVE_S);
            fade_out(s, p->rings[i].leader);
        }
}

// The lines of the chart run off the picture when the camera is near.
static void lines_bleed(Scene *s, TrainingPicture *p)
{
    Node *const lines[] = {p->chart->rules, p->chart->axis, p->train->node,
                           p->val->node,    p->guess.line,  p->rings[TRAINING_TEXTS - 1].leader};
    for (int i = 0; i < (int)(sizeof lines / sizeof *lines); i++)
        if (lines[i])
            node_bleeds(s, lines[i]);
}

// What the end is about: the best value, and what the model wrote then.
static Rect focus_of(Scene *s, const TrainingPicture *p)
{
    static const double AROUND = 110;
    Rect focus = {p->best_at.x - AROUND, p->best_at.y - AROUND, 2 * AROUND, 2 * AROUND};
    focus = rect_union(focus, node_bounds(s, p->best_label));
    if (!p->verses[TRAINING_TEXTS - 1])
        return focus;
    Rect text =
        rect_union(node_bounds(s, p->heads[TRAINING_TEXTS - 1]), node_bounds(s, p->verses[TRAINING_TEXTS - 1]->group));
    text.y -= p->lift;
    return rect_union(focus, text);
}

static void camera_moves_in(Scene *s, TrainingPicture *p)
{
    static const double FILL = 0.86, MOVE_S = 1.7, SAFE = 0.05;
    const Canvas canvas = scene_canvas(s);
    scene_seek(s, LEAVE_S);
    const Rect focus = focus_of(s, p);
    const double fits = FILL * fmin(canvas.width / focus.w, canvas.height / focus.h);
    const double zoom = clamp(fits, 1, p->zoom_most);
    const Point middle = {focus.x + focus.w / 2, focus.y + focus.h / 2};
    const double w = canvas.width / zoom * (1 - 2 * SAFE), h = canvas.height / zoom * (1 - 2 * SAFE);
    labels_leave(s, p, (Rect){middle.x - w / 2, middle.y - h / 2, w, h});
    lines_bleed(s, p);
    scene_seek(s, CAMERA_S);
    scene_together(s);
    camera_to(s, middle.x, middle.y, zoom, .dur_s = MOVE_S);
    dim_down(s, p->chart->group, .delay_s = 0.3, .dur_s = 1);
    if (p->lift > 0 && p->verses[TRAINING_TEXTS - 1]) {
        Node *head = p->heads[TRAINING_TEXTS - 1], *verse = p->verses[TRAINING_TEXTS - 1]->group;
        animate(s, head, PROP_Y, node_value_now(s, head, PROP_Y) - p->lift, .dur_s = MOVE_S);
        animate(s, verse, PROP_Y, node_value_now(s, verse, PROP_Y) - p->lift, .dur_s = MOVE_S);
        animate(s, p->rings[TRAINING_TEXTS - 1].leader, PROP_MORPH, 1, .dur_s = MOVE_S);
    }
    scene_together_end(s);
}

static void best_stands_out(Scene *s, TrainingPicture *p)
{
    scene_seek(s, CAMERA_S + 0.5);
    pop_in(s, p->best_dot);
    if (p->best_drop) {
        scene_seek(s, CAMERA_S + 0.9);
        draw_in(s, p->best_drop, .dur_s = 0.5);
    }
    scene_seek(s, CAMERA_S + 0.5);
    burst_fire(s, p->burst, BURST_S - CAMERA_S - 0.5);
    scene_seek(s, BURST_S + 0.5);
    pop_in(s, p->best_label, .dur_s = 0.6);
}

// ---- the whole ----

static void narrate(Scene *s, const TrainingPicture *p)
{
    scene_seek(s, 0.3);
    scene_say(s, "descent",
              "Training is gradient descent on text: guess the next token, measure the surprise, nudge every weight.");
    if (p->data.samples[1]) {
        scene_seek(s, 6.9);
        scene_say(s, "samples", "First comes noise, then something like words, then lines.");
    }
    scene_seek(s, VALUES_S);
    if (p->data.best_is_val)
        scene_say(s, "validation", "Pink is text it never trained on. That is the loss that counts.");
    else
        scene_say(s, "loss", "The loss is the surprise, averaged. Lower is better.");
    scene_seek(s, BURST_S + 0.8);
    scene_say(s, "best", "And here it is at its best.");
}

// A run that recorded no step has no curve: the title says what it would be, and no empty frame is drawn.
static void build_empty(Scene *s)
{
    scene_seek(s, 0.3);
    Node *note =
        add_text(s, NULL, .x = heading_place(s).x, .y = heading_place(s).y + SPACE_XXL,
                 .text = "This run has no recorded losses.", .style = &TYPE_BODY, .color = scene_theme(s)->soft);
    rise_in(s, note);
    scene_seek(s, END_S);
    scene_step(s);
    scene_end(s, END_S);
}

static void build(Scene *s, const Run *run)
{
    scene_chapter(s, "Training");
    TrainingPicture *p = training_title(s, run);
    if (isnan(p->data.best)) {
        build_empty(s);
        return;
    }
    training_picture(s, p);
    const TrainingClock clock = training_clock(s, &p->data, DRAW_FROM_S, DRAW_TO_S);
    frame_appears(s, p);
    scene_seek(s, DRAW_FROM_S - 0.05);
    scene_step(s);
    training_count(s, p->counters, &p->data, &clock);
    lines_draw(s, p, &clock);
    texts_appear(s, p, &clock);
    values_pop(s, p);
    scene_seek(s, LEAVE_S - 0.05);
    scene_step(s);
    camera_moves_in(s, p);
    best_stands_out(s, p);
    narrate(s, p);
    scene_seek(s, END_S);
    scene_step(s);
    scene_end(s, END_S);
}
SCENE("Training", build);
