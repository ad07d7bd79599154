// generation_turn.c — the four stations: context, predict, sample, append, and back to the first.
#include "scenes/nanogpt/generation_turn.h"

#include <math.h>

static bool is_left(int station)
{
    return station == CONTEXT || station == APPEND;
}

static void add_labels(Scene *s, Generation *g)
{
    static const char *const NAMES[] = {"context", "predict", "sample", "append"};
    static const char *const LINES[] = {"the text so far", "a probability for every symbol",
                                        "draw one: wider is likelier", "the choice joins the text"};
    for (int i = 0; i < N_STATIONS; i++) {
        const Place *place = &g->at->stations[i];
        const Align align = is_left(i) ? ALIGN_END : ALIGN_START;
        const TextStyle name = type_aligned(&TYPE_LEAD, align), line = type_aligned(&TYPE_LABEL, align);
        const TextStyle sized = type_sized(&name, g->at->name_size), line_sized = type_sized(&line, g->at->line_size);
        g->labels[i] = add_group(s, NULL, .x = place->x, .y = place->name_y, .z = is_left(i) ? -1 : 1);
        add_text(s, g->labels[i], .text = NAMES[i], .style = &sized, .color = g->theme->ink);
        add_text(s, g->labels[i], .y = g->at->line_dy, .text = LINES[i], .style = &line_sized, .color = g->theme->soft);
        node_hide(s, g->labels[i]);
    }
}

static void arrive(Scene *s, Generation *g, int station, double t_s)
{
    scene_seek(s, t_s);
    ring_reach(s, g->ring, station, 0.6);
    scene_seek(s, t_s + 0.1);
    rise_in(s, g->labels[station], .dur_s = 0.5);
}

static void play_predict(Scene *s, Generation *g)
{
    const GenerationLayout *l = g->at;
    g->ring = ring_add(s, NULL, .x = l->ring_x, .y = l->ring_y, .z = -1, .r = l->ring_r, .station_r = 28,
                       .n_stations = N_STATIONS);
    add_labels(s, g);
    scene_seek(s, 2.75);
    ring_appear(s, g->ring, 0.9);
    scene_seek(s, 3.2);
    scene_say(s, "predict", "It reads the text, then scores every symbol.");
    arrive(s, g, CONTEXT, 3.2);
    scene_seek(s, 3.6);
    ring_go(s, g->ring, CONTEXT, 0.5);
    arrive(s, g, PREDICT, 4);
    if (!g->data.p)
        return;
    g->histogram = histogram_add(s, NULL, .x = l->stations[PREDICT].x, .y = l->stations[PREDICT].row_y, .w = l->chart_w,
                                 .h = l->histogram_h, .p = g->data.p, .n = (int)g->data.run->n_vocab);
    scene_seek(s, 4.15);
    histogram_grow(s, g->histogram, 0.8);
    scene_seek(s, 5);
    scene_step(s);
}

static void play_sample(Scene *s, Generation *g)
{
    const GenerationLayout *l = g->at;
    const Recorded *data = &g->data;
    scene_seek(s, 5.1);
    ring_go(s, g->ring, PREDICT, 0.5);
    arrive(s, g, SAMPLE, 5.5);
    if (!g->histogram)
        return;
    g->strip =
        strip_add(s, NULL, .x = l->stations[SAMPLE].x, .y = l->stations[SAMPLE].row_y, .w = l->chart_w, .h = l->strip_h,
                  .texts = data->texts, .p = data->sorted_p, .n = data->n_sorted, .chosen = data->chosen,
                  .draw = data->generation ? data->generation->tokens[0].draw : (double)NAN, .source = data->source);
    Rect *from = ARENA_ARRAY(scene_arena(s), Rect, data->n_sorted);
    Color *colors = ARENA_ARRAY(scene_arena(s), Color, data->n_sorted);
    for (int i = 0; i < data->n_sorted; i++) {
        const int bar = histogram_bar_of(g->histogram, data->ids[i]);
        from[i] = histogram_bar_box(g->histogram, bar);
        colors[i] = histogram_bar_color(s, g->histogram, bar);
    }
    scene_seek(s, 5.6);
    strip_lay(s, g->strip, from, colors, 1.1);
    strip_throw(s, g->strip, 0.3);
    strip_mark(s, g->strip, 0.15);
}

static Node *add_rider(Scene *s, Generation *g)
{
    scene_seek(s, 0); // what it is made of holds from the start
    Node *rider = token_tile(s, NULL, .w = g->slot_w, .h = g->at->tile, .z = 2, .text = g->data.choice);
    Path *halo = path_create(scene_arena(s));
    path_rect(halo, 0, 0, g->slot_w, g->at->tile, 8);
    add_glow(s, rider, .z = -1, .path = halo, .sigma = 16, .strength = 0.75, .color = g->theme->pick);
    node_hide(s, rider);
    tile_mark(s, rider, TILE_PICK, 0.1);
    return rider;
}

// From the strip to the ring's foot: out of the cell, and into the arc along its direction.
static void ride_out(Scene *s, Generation *g, double dur_s)
{
    static const double JOINS = 0.2, REACH = 110;
    const Point cell = rect_middle(strip_chosen_box(g->strip)), lift = g->at->lift;
    Point along;
    const Point joint = ring_arc_place(g->ring, SAMPLE, JOINS, &along);
    Path *path = path_create(scene_arena(s));
    path_move(path, cell.x, cell.y);
    path_cubic(path, cell.x + lift.x, cell.y + lift.y, joint.x - REACH * along.x, joint.y - REACH * along.y, joint.x,
               joint.y);
    path_arc(path, g->at->ring_x, g->at->ring_y, g->at->ring_r, ring_arc_angle(g->ring, SAMPLE, JOINS),
             ring_arc_angle(g->ring, SAMPLE, 0.5));
    const double begin_s = scene_now(s);
    fade_in(s, g->rider, .dur_s = 0.15);
    scene_seek(s, begin_s);
    scale_to(s, g->rider, g->at->rider_scale, .dur_s = dur_s / 2);
    scene_seek(s, begin_s);
    ring_ride(s, g->ring, SAMPLE, g->rider, rider_grip(g), path, dur_s);
}

static void ride_to_slot(Scene *s, Generation *g, double dur_s)
{
    const double leaves = g->at->leaves, reach = g->at->reach;
    const Point enter = g->at->enter;
    const Point slot = {g->slot_x + g->slot_w / 2, g->at->stations[APPEND].row_y + g->at->tile / 2};
    Point along;
    const Point joint = ring_arc_place(g->ring, SAMPLE, leaves, &along);
    Path *path = path_create(scene_arena(s));
    path_arc(path, g->at->ring_x, g->at->ring_y, g->at->ring_r, ring_arc_angle(g->ring, SAMPLE, 0.5),
             ring_arc_angle(g->ring, SAMPLE, leaves));
    path_cubic(path, joint.x + reach * along.x, joint.y + reach * along.y, slot.x + enter.x, slot.y + enter.y, slot.x,
               slot.y);
    const double begin_s = scene_now(s);
    ring_ride(s, g->ring, SAMPLE, g->rider, rider_grip(g), path, dur_s);
    scene_seek(s, begin_s + 0.1 * dur_s);
    scale_to(s, g->rider, 1, .dur_s = 0.5 * dur_s);
    scene_seek(s, begin_s + dur_s);
    fade_out(s, g->slot, .dur_s = 0.2);
}

// A copy of the context goes to station 4, where there is a place for the token that comes.
static void copy_context(Scene *s, Generation *g, double t_s)
{
    const double y = g->at->stations[APPEND].row_y;
    for (int i = 0; i < g->text.n; i++) {
        Node *tile = g->text.tiles[i];
        scene_seek(s, 0);
        node_set(s, tile, PROP_X, g->context.x[i]);
        node_set(s, tile, PROP_Y, g->at->stations[CONTEXT].row_y);
        scene_seek(s, t_s + 0.03 * i);
        node_set(s, tile, PROP_OPACITY, 1);
        move_to(s, tile, g->text.x[i], y, .dur_s = 0.65);
    }
}

static void add_centre(Scene *s, Generation *g)
{
    const GenerationLayout *l = g->at;
    const TextStyle one = {.family = FONT_SANS, .size = l->centre_size, .weight = 500, .align = ALIGN_MIDDLE};
    const TextStyle other = {.family = FONT_SANS, .size = l->centre_size, .align = ALIGN_MIDDLE};
    const double pitch = 1.23 * l->centre_size;
    g->centre = add_group(s, NULL, .x = l->ring_x, .y = l->ring_y);
    add_text(s, g->centre, .y = -0.15 * pitch, .text = "one turn", .style = &one, .color = g->theme->ink);
    add_text(s, g->centre, .y = 0.85 * pitch, .text = "one token", .style = &other, .color = g->theme->soft);
    node_hide(s, g->centre);
}

static void play_append(Scene *s, Generation *g)
{
    add_centre(s, g);
    scene_seek(s, 6.4);
    if (g->data.chosen >= 0)
        scene_say(s, "sample", "One is drawn at random; likely ones come up more often.");
    copy_context(s, g, 7);
    if (g->data.chosen >= 0) {
        g->rider = add_rider(s, g);
        scene_seek(s, 7.2);
        ride_out(s, g, 0.85);
    } else {
        scene_seek(s, 7);
        ring_go(s, g->ring, SAMPLE, 0.8);
    }
    scene_seek(s, 7.5);
    rise_in(s, g->centre, .dur_s = 0.5);
    scene_seek(s, 7.7);
    rise_in(s, g->labels[APPEND], .dur_s = 0.5);
    scene_seek(s, 8.3);
    scene_step(s);
    if (g->rider) {
        scene_seek(s, 9.3);
        ride_to_slot(s, g, 1);
        scene_seek(s, 10.3);
        ring_settle(s, g->ring, SAMPLE, 0.4);
    }
    scene_seek(s, 9.8);
    ring_reach(s, g->ring, APPEND, 0.6);
}

static void play_repeat(Scene *s, Generation *g)
{
    const GenerationLayout *l = g->at;
    const Point head = ring_arc_place(g->ring, APPEND, 0.5, NULL);
    const TextStyle style = type_aligned(&TYPE_LABEL_BOLD, l->again_dx < 0 ? ALIGN_END : ALIGN_START);
    g->again = add_text(s, NULL, .x = head.x + l->again_dx, .y = head.y + 10, .text = "repeat", .style = &style,
                        .color = g->theme->accent);
    scene_seek(s, 10.2);
    scene_say(s, "repeat", "The choice joins the text, and the turn begins again.");
    scene_seek(s, 10.7);
    ring_go(s, g->ring, APPEND, 0.8);
    scene_seek(s, 11.1);
    rise_in(s, g->again, .dur_s = 0.4);
    if (!g->rider)
        return;
    for (int i = 0; i <= g->text.n; i++) {
        scene_seek(s, 11.2 + 0.03 * i);
        const double x = i < g->text.n ? g->text.x[i] : g->slot_x;
        move_to(s, i < g->text.n ? g->text.tiles[i] : g->rider, x + l->stations[CONTEXT].x - l->stations[APPEND].x,
                l->stations[CONTEXT].row_y, .dur_s = 0.8);
    }
    for (int i = 0; i < g->context.n; i++) {
        scene_seek(s, 11.55 + 0.03 * i);
        scene_together(s);
        move_to(s, g->context.tiles[i], g->context.x[i] - g->slot_w - TILE_GAP, l->stations[CONTEXT].row_y,
                .dur_s = 0.4);
        fade_out(s, g->context.tiles[i], .dur_s = 0.4);
        scene_together_end(s);
    }
    scene_seek(s, 11.8);
    ring_reach(s, g->ring, CONTEXT, 0.6);
    scene_seek(s, 12.6);
    scene_step(s);
}

void generation_turn(Scene *s, Generation *g)
{
    play_predict(s, g);
    play_sample(s, g);
    play_append(s, g);
    play_repeat(s, g);
}
