// generation_turn.c — 0 to 13 s: the prompt, then one turn of the loop on its ring.
#include "scenes/nanogpt/generation.h"

#include <math.h>

static bool is_left(int station)
{
    return station == CONTEXT || station == APPEND;
}

// ---- 0 to 3: the text so far, and the place of the next token ----

static double tile_width(const GenerationFilm *f, const char *text)
{
    const TextStyle style = type_sized(&TYPE_MONO, 0.55 * f->at->tile);
    const double words_w = words_width(f->s, &style, token_words(f->s, text));
    return words_w < 0.7 * f->at->tile ? f->at->tile : words_w + 0.6 * style.size;
}

static const double TILE_GAP = 8;

// The last tokens of the prompt that have room in a row with the next one.
static void choose_shown(GenerationFilm *f)
{
    const Recorded *data = &f->data;
    f->slot_w = data->choice ? tile_width(f, data->choice) : f->at->tile;
    double w = f->slot_w;
    f->first_shown = data->n_context;
    while (f->first_shown > 0 && data->n_context - f->first_shown < MOST_TILES) {
        w += tile_width(f, data->context[f->first_shown - 1]) + TILE_GAP;
        if (w > f->at->row_w)
            break;
        f->first_shown--;
    }
}

// Tiles whose right end is at `right`; hidden.
static void add_row(GenerationFilm *f, Row *row, double right, double y)
{
    row->n = f->data.n_context - f->first_shown;
    for (int i = row->n - 1; i >= 0; i--) {
        const char *text = f->data.context[f->first_shown + i];
        row->w[i] = tile_width(f, text);
        row->x[i] = right - row->w[i];
        right = row->x[i] - TILE_GAP;
        row->tiles[i] = token_tile(f->s, NULL, .x = row->x[i], .y = y, .w = row->w[i], .h = f->at->tile, .text = text);
        node_hide(f->s, row->tiles[i]);
    }
}

static const double LEAVES_S = 2.2; // the prompt for its station

static void show_prompt(GenerationFilm *f)
{
    Scene *s = f->s;
    const GenerationLayout *l = f->at;
    const double scale = l->title_scale, middle_x = scene_canvas(s).width / 2;
    const double first_x = f->context.n > 0 ? f->context.x[0] : f->slot_x;
    const double row_w = (f->context.n > 0 ? l->stations[CONTEXT].x - first_x + TILE_GAP : 0) + f->slot_w;
    for (int i = 0; i < f->context.n; i++) {
        Node *tile = f->context.tiles[i];
        const double offset = f->context.x[i] + f->context.w[i] / 2 - first_x - row_w / 2;
        scene_seek(s, 0);
        node_set(s, tile, PROP_X, middle_x + scale * offset - f->context.w[i] / 2);
        node_set(s, tile, PROP_Y, l->title_y);
        node_set(s, tile, PROP_SCALE_X, scale);
        node_set(s, tile, PROP_SCALE_Y, scale);
        scene_seek(s, 0.1 + 0.09 * i);
        drop_in(s, tile, .dur_s = 0.4);
        scene_seek(s, LEAVES_S + 0.03 * i);
        scene_together(s);
        move_to(s, tile, f->context.x[i], l->stations[CONTEXT].row_y, .dur_s = 0.7);
        scale_to(s, tile, 1, .dur_s = 0.7);
        scene_together_end(s);
    }
    Node *slot = f->slot;
    scene_seek(s, 0);
    node_set(s, slot, PROP_X, middle_x + scale * (row_w / 2 - f->slot_w / 2) - f->slot_w / 2);
    node_set(s, slot, PROP_Y, l->title_y);
    node_set(s, slot, PROP_SCALE_X, scale);
    node_set(s, slot, PROP_SCALE_Y, scale);
    scene_seek(s, 0.95);
    pop_in(s, slot, .dur_s = 0.5);
    scene_seek(s, LEAVES_S);
    scene_together(s);
    move_to(s, slot, f->slot_x, l->stations[APPEND].row_y, .dur_s = 0.7);
    scale_to(s, slot, 1, .dur_s = 0.7);
    scene_together_end(s);
}

void generation_title(GenerationFilm *f)
{
    Scene *s = f->s;
    const GenerationLayout *l = f->at;
    choose_shown(f);
    add_row(f, &f->context, l->stations[CONTEXT].x, l->stations[CONTEXT].row_y);
    f->slot_x = l->stations[APPEND].x - f->slot_w;
    add_row(f, &f->text, f->slot_x - TILE_GAP, l->stations[APPEND].row_y);
    f->slot = add_rect(s, NULL, .w = f->slot_w, .h = l->tile, .radius = 8, .stroke = f->theme->pick, .stroke_width = 3,
                       .dash = 8, .gap = 6);
    f->heading = heading_add(s, l->title);
    scene_seek(s, 0.3);
    scene_say(s, "loop", "To write, a GPT repeats one small turn.");
    show_prompt(f);
    const TextStyle style = type_aligned(&TYPE_BODY, ALIGN_MIDDLE);
    Node *question = add_text(s, NULL, .x = scene_canvas(s).width / 2, .y = l->question_y, .text = "What comes next?",
                              .style = &style, .color = f->theme->soft);
    scene_seek(s, 0.8);
    rise_in(s, question, .dur_s = 0.5);
    scene_seek(s, LEAVES_S - 0.1);
    scene_step(s);
    scene_seek(s, LEAVES_S - 0.05);
    fade_out(s, question);
}

// ---- 3 to 13: one turn ----

static void add_labels(GenerationFilm *f)
{
    static const char *const NAMES[] = {"context", "predict", "sample", "append"};
    static const char *const LINES[] = {"the text so far", "a probability for every symbol",
                                        "draw one: wider is likelier", "the choice joins the text"};
    Scene *s = f->s;
    for (int i = 0; i < N_STATIONS; i++) {
        const Place *place = &f->at->stations[i];
        const Align align = is_left(i) ? ALIGN_END : ALIGN_START;
        const TextStyle name = type_aligned(&TYPE_LEAD, align), line = type_aligned(&TYPE_LABEL, align);
        const TextStyle sized = type_sized(&name, f->at->name_size), line_sized = type_sized(&line, f->at->line_size);
        f->labels[i] = add_group(s, NULL, .x = place->x, .y = place->name_y, .z = is_left(i) ? -1 : 1);
        add_text(s, f->labels[i], .text = NAMES[i], .style = &sized, .color = f->theme->ink);
        add_text(s, f->labels[i], .y = f->at->line_dy, .text = LINES[i], .style = &line_sized, .color = f->theme->soft);
        node_hide(s, f->labels[i]);
    }
}

static void arrive(GenerationFilm *f, int station, double t_s)
{
    Scene *s = f->s;
    scene_seek(s, t_s);
    ring_reach(s, f->ring, station, 0.6);
    scene_seek(s, t_s + 0.1);
    rise_in(s, f->labels[station], .dur_s = 0.5);
}

static void beat_predict(GenerationFilm *f)
{
    Scene *s = f->s;
    const GenerationLayout *l = f->at;
    f->ring = ring_add(s, NULL, .x = l->ring_x, .y = l->ring_y, .z = -1, .r = l->ring_r, .station_r = 28,
                       .n_stations = N_STATIONS);
    add_labels(f);
    scene_seek(s, 2.75);
    ring_appear(s, f->ring, 0.9);
    scene_seek(s, 3.2);
    scene_say(s, "predict", "It reads the text, then scores every symbol.");
    arrive(f, CONTEXT, 3.2);
    scene_seek(s, 3.6);
    ring_go(s, f->ring, CONTEXT, 0.5);
    arrive(f, PREDICT, 4);
    if (!f->data.p)
        return;
    f->histogram = histogram_add(s, NULL, .x = l->stations[PREDICT].x, .y = l->stations[PREDICT].row_y, .w = l->chart_w,
                                 .h = l->histogram_h, .p = f->data.p, .n = (int)f->data.run->n_vocab);
    scene_seek(s, 4.15);
    histogram_grow(s, f->histogram, 0.8);
    scene_seek(s, 5);
    scene_step(s);
}

static void beat_sample(GenerationFilm *f)
{
    Scene *s = f->s;
    const GenerationLayout *l = f->at;
    const Recorded *data = &f->data;
    scene_seek(s, 5.1);
    ring_go(s, f->ring, PREDICT, 0.5);
    arrive(f, SAMPLE, 5.5);
    if (!f->histogram)
        return;
    f->strip =
        strip_add(s, NULL, .x = l->stations[SAMPLE].x, .y = l->stations[SAMPLE].row_y, .w = l->chart_w, .h = l->strip_h,
                  .texts = data->texts, .p = data->sorted_p, .n = data->n_sorted, .chosen = data->chosen,
                  .draw = data->generation ? data->generation->tokens[0].draw : (double)NAN, .source = data->source);
    Rect *from = ARENA_ARRAY(scene_arena(s), Rect, data->n_sorted);
    Color *colors = ARENA_ARRAY(scene_arena(s), Color, data->n_sorted);
    for (int i = 0; i < data->n_sorted; i++) {
        const int bar = histogram_bar_of(f->histogram, data->ids[i]);
        from[i] = histogram_bar_box(f->histogram, bar);
        colors[i] = histogram_bar_color(s, f->histogram, bar);
    }
    scene_seek(s, 5.6);
    strip_lay(s, f->strip, from, colors, 1.1);
    strip_throw(s, f->strip, 0.3);
    strip_mark(s, f->strip, 0.15);
}

static Node *add_rider(GenerationFilm *f)
{
    Scene *s = f->s;
    scene_seek(s, 0); // what it is made of holds from the start
    Node *rider = token_tile(s, NULL, .w = f->slot_w, .h = f->at->tile, .z = 2, .text = f->data.choice);
    Path *halo = path_create(scene_arena(s));
    path_rect(halo, 0, 0, f->slot_w, f->at->tile, 8);
    add_glow(s, rider, .z = -1, .path = halo, .sigma = 16, .strength = 0.75, .color = f->theme->pick);
    node_hide(s, rider);
    tile_mark(s, rider, TILE_PICK, 0.1);
    return rider;
}

// From the strip to the ring's foot: out of the cell, and into the arc along its direction.
static void ride_out(GenerationFilm *f, double dur_s)
{
    static const double JOINS = 0.2, REACH = 110;
    Scene *s = f->s;
    const Point cell = box_middle(strip_chosen_box(f->strip)), lift = f->at->lift;
    Point along;
    const Point joint = ring_arc_place(f->ring, SAMPLE, JOINS, &along);
    Path *path = path_create(scene_arena(s));
    path_move(path, cell.x, cell.y);
    path_cubic(path, cell.x + lift.x, cell.y + lift.y, joint.x - REACH * along.x, joint.y - REACH * along.y, joint.x,
               joint.y);
    path_arc(path, f->at->ring_x, f->at->ring_y, f->at->ring_r, ring_arc_angle(f->ring, SAMPLE, JOINS),
             ring_arc_angle(f->ring, SAMPLE, 0.5));
    const double begin_s = scene_now(s);
    fade_in(s, f->rider, .dur_s = 0.15);
    scene_seek(s, begin_s);
    scale_to(s, f->rider, f->at->rider_scale, .dur_s = dur_s / 2);
    scene_seek(s, begin_s);
    ring_ride(s, f->ring, SAMPLE, f->rider, rider_grip(f), path, dur_s);
}

static void ride_home(GenerationFilm *f, double dur_s)
{
    Scene *s = f->s;
    const double leaves = f->at->leaves, reach = f->at->reach;
    const Point enter = f->at->enter;
    const Point slot = {f->slot_x + f->slot_w / 2, f->at->stations[APPEND].row_y + f->at->tile / 2};
    Point along;
    const Point joint = ring_arc_place(f->ring, SAMPLE, leaves, &along);
    Path *path = path_create(scene_arena(s));
    path_arc(path, f->at->ring_x, f->at->ring_y, f->at->ring_r, ring_arc_angle(f->ring, SAMPLE, 0.5),
             ring_arc_angle(f->ring, SAMPLE, leaves));
    path_cubic(path, joint.x + reach * along.x, joint.y + reach * along.y, slot.x + enter.x, slot.y + enter.y, slot.x,
               slot.y);
    const double begin_s = scene_now(s);
    ring_ride(s, f->ring, SAMPLE, f->rider, rider_grip(f), path, dur_s);
    scene_seek(s, begin_s + 0.1 * dur_s);
    scale_to(s, f->rider, 1, .dur_s = 0.5 * dur_s);
    scene_seek(s, begin_s + dur_s);
    fade_out(s, f->slot, .dur_s = 0.2);
}

// A copy of the context goes to station 4, where there is a place for the token that comes.
static void copy_context(GenerationFilm *f, double t_s)
{
    Scene *s = f->s;
    const double y = f->at->stations[APPEND].row_y;
    for (int i = 0; i < f->text.n; i++) {
        Node *tile = f->text.tiles[i];
        scene_seek(s, 0);
        node_set(s, tile, PROP_X, f->context.x[i]);
        node_set(s, tile, PROP_Y, f->at->stations[CONTEXT].row_y);
        scene_seek(s, t_s + 0.03 * i);
        node_set(s, tile, PROP_OPACITY, 1);
        move_to(s, tile, f->text.x[i], y, .dur_s = 0.65);
    }
}

static void add_centre(GenerationFilm *f)
{
    Scene *s = f->s;
    const GenerationLayout *l = f->at;
    const TextStyle one = {.family = FONT_SANS, .size = l->centre_size, .weight = 500, .align = ALIGN_MIDDLE};
    const TextStyle other = {.family = FONT_SANS, .size = l->centre_size, .align = ALIGN_MIDDLE};
    const double pitch = 1.23 * l->centre_size;
    f->centre = add_group(s, NULL, .x = l->ring_x, .y = l->ring_y);
    add_text(s, f->centre, .y = -0.15 * pitch, .text = "one turn", .style = &one, .color = f->theme->ink);
    add_text(s, f->centre, .y = 0.85 * pitch, .text = "one token", .style = &other, .color = f->theme->soft);
    node_hide(s, f->centre);
}

static void beat_append(GenerationFilm *f)
{
    Scene *s = f->s;
    add_centre(f);
    scene_seek(s, 6.4);
    if (f->data.chosen >= 0)
        scene_say(s, "sample", "One is drawn at random; likely ones come up more often.");
    copy_context(f, 7);
    if (f->data.chosen >= 0) {
        f->rider = add_rider(f);
        scene_seek(s, 7.2);
        ride_out(f, 0.85);
    } else {
        scene_seek(s, 7);
        ring_go(s, f->ring, SAMPLE, 0.8);
    }
    scene_seek(s, 7.5);
    rise_in(s, f->centre, .dur_s = 0.5);
    scene_seek(s, 7.7);
    rise_in(s, f->labels[APPEND], .dur_s = 0.5);
    scene_seek(s, 8.3);
    scene_step(s);
    if (f->rider) {
        scene_seek(s, 9.3);
        ride_home(f, 1);
        scene_seek(s, 10.3);
        ring_settle(s, f->ring, SAMPLE, 0.4);
    }
    scene_seek(s, 9.8);
    ring_reach(s, f->ring, APPEND, 0.6);
}

static void beat_repeat(GenerationFilm *f)
{
    Scene *s = f->s;
    const GenerationLayout *l = f->at;
    const Point head = ring_arc_place(f->ring, APPEND, 0.5, NULL);
    const TextStyle style = type_aligned(&TYPE_LABEL_BOLD, l->again_dx < 0 ? ALIGN_END : ALIGN_START);
    f->again = add_text(s, NULL, .x = head.x + l->again_dx, .y = head.y + 10, .text = "repeat", .style = &style,
                        .color = f->theme->accent);
    scene_seek(s, 10.2);
    scene_say(s, "repeat", "The choice joins the text, and the turn begins again.");
    scene_seek(s, 10.7);
    ring_go(s, f->ring, APPEND, 0.8);
    scene_seek(s, 11.1);
    rise_in(s, f->again, .dur_s = 0.4);
    if (!f->rider)
        return;
    for (int i = 0; i <= f->text.n; i++) {
        scene_seek(s, 11.2 + 0.03 * i);
        const double x = i < f->text.n ? f->text.x[i] : f->slot_x;
        move_to(s, i < f->text.n ? f->text.tiles[i] : f->rider, x + l->stations[CONTEXT].x - l->stations[APPEND].x,
                l->stations[CONTEXT].row_y, .dur_s = 0.8);
    }
    for (int i = 0; i < f->context.n; i++) {
        scene_seek(s, 11.55 + 0.03 * i);
        scene_together(s);
        move_to(s, f->context.tiles[i], f->context.x[i] - f->slot_w - TILE_GAP, l->stations[CONTEXT].row_y,
                .dur_s = 0.4);
        fade_out(s, f->context.tiles[i], .dur_s = 0.4);
        scene_together_end(s);
    }
    scene_seek(s, 11.8);
    ring_reach(s, f->ring, CONTEXT, 0.6);
    scene_seek(s, 12.6);
    scene_step(s);
}

void generation_turn(GenerationFilm *f)
{
    beat_predict(f);
    beat_sample(f);
    beat_append(f);
    beat_repeat(f);
}
