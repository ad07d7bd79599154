// generation_code.c — the lines of the loop with the run's own numbers, lit one after the other.
#include "scenes/nanogpt/generation_code.h"

#include <math.h>
#include <string.h>

enum { N_LINES = 4, MOST_QUOTED = 18 };

// The same turn as code, with the run's own numbers: our own short sketch.
static const char *const *loop_lines(Scene *s, Generation *g)
{
    Arena *arena = scene_arena(s);
    const Run *run = g->data.run;
    const RunGeneration *generation = g->data.generation;
    const char **lines = ARENA_ARRAY(arena, const char *, N_LINES);
    lines[0] = "for _ in range(n):";
    lines[1] = arena_printf(arena, "    logits = model(ids[-%lld:])",
                            (long long)(generation && generation->n_ctx > 0 ? generation->n_ctx : run->n_ctx));
    lines[2] = "    p = softmax(logits[-1])";
    lines[3] = "    ids.append(sample(p))";
    if (!generation)
        return lines;
    if (generation->temperature == 0) {
        lines[2] = "    best = argmax(logits[-1])";
        lines[3] = "    ids.append(best)";
        return lines;
    }
    const bool cut = generation->top_k > 0 && generation->top_k < run->n_vocab;
    const char *scores =
        cut ? arena_printf(arena, "top_k(logits[-1], %lld)", (long long)generation->top_k) : "logits[-1]";
    if (isfinite(generation->temperature) && generation->temperature != 1)
        scores = arena_printf(arena, "%s / %g", scores, generation->temperature);
    lines[2] = arena_printf(arena, "    p = softmax(%s)", scores);
    return lines;
}

// The prompt as Python writes it; NULL when that is too long to be shown.
static const char *quoted(Arena *arena, const char *text)
{
    char out[2 * MOST_QUOTED + 8];
    size_t n = 0;
    out[n++] = '"';
    for (; *text; text++) {
        if (n > MOST_QUOTED)
            return NULL;
        const char *escaped = *text == '\n'   ? "n"
                              : *text == '\t' ? "t"
                              : *text == '"'  ? "\""
                              : *text == '\\' ? "\\"
                                              : NULL;
        if (escaped)
            out[n++] = '\\';
        out[n++] = escaped ? *escaped : *text;
    }
    out[n++] = '"';
    return arena_strndup(arena, out, n);
}

static const char *call_words(Scene *s, Generation *g)
{
    Arena *arena = scene_arena(s);
    if (!g->data.generation)
        return "print(generate(prompt, n))";
    const char *prompt = quoted(arena, g->data.generation->prompt);
    const int n_given = g->data.n_context - g->first_piece;
    const int n = g->growth ? g->growth->n_placed - n_given : g->data.n_written;
    return arena_printf(arena, "print(generate(%s, n=%d))", prompt ? prompt : "prompt", n);
}

void generation_code_add(Scene *s, Generation *g)
{
    const Rect box = g->data.chosen >= 0 ? g->at->code : g->at->code_alone;
    g->code = code_panel(s, NULL, .x = box.x, .y = box.y, .w = box.w, .h = box.h, .lines = loop_lines(s, g),
                         .n_lines = N_LINES, .source = "run:generation.temperature");
    node_source(s, g->code->lines[1], g->data.generation ? "run:generation.context" : "run:config.n_ctx");
}

// The finished text takes the room that the bars have left.
static void text_takes_stage(Scene *s, Generation *g)
{
    static const double MOST = 1.4;
    const Rect stage = g->at->stage, box = node_bounds(s, g->growth->group);
    const double scale = fmin(MOST, fmin(stage.w / box.w, stage.h / box.h));
    if (box.w <= 0 || scale < 1)
        return;
    const double x = stage.x - scale * box.x, y = stage.y + (stage.h - scale * box.h) / 2 - scale * box.y;
    scene_together(s);
    move_to(s, g->growth->group, x, y, .dur_s = 1);
    scale_to(s, g->growth->group, scale, .dur_s = 1);
    scene_together_end(s);
}

static void add_call(Scene *s, Generation *g)
{
    const Rect box = g->growth ? g->at->call : g->at->call_alone;
    const char **line = ARENA_ARRAY(scene_arena(s), const char *, 2);
    line[0] = call_words(s, g);
    line[1] = g->growth ? "# writes the text above" : "# writes a text";
    Code *call = code_panel(s, NULL, .x = box.x, .y = box.y, .w = box.w, .h = box.h, .lines = line, .n_lines = 2,
                            .source = "run:generation.tokens");
    const Color soft = g->theme->soft;
    node_set_color(s, call->lines[1], PROP_FILL, soft);
    scene_seek(s, 22.6);
    rise_in(s, call->group);
}

// The panel makes room for the call.
static void make_room(Scene *s, Generation *g, double dur_s)
{
    const Rect after = g->at->code_after;
    Node *const as_wide[] = {node_child(g->code->group, 0), node_child(g->code->band, 0)};
    scene_together(s);
    for (size_t i = 0; i < sizeof as_wide / sizeof *as_wide; i++)
        animate(s, as_wide[i], PROP_W, after.w, .dur_s = dur_s);
    move_to(s, g->code->group, after.x, after.y, .dur_s = dur_s);
    scene_together_end(s);
}

// A run that has written nothing: the ring moves aside for the code, and goes on turning with it.
static void code_alone(Scene *s, Generation *g)
{
    static const bool LIT[N_LINES][N_STATIONS] = {
        [1] = {[CONTEXT] = true}, [2] = {[PREDICT] = true}, [3] = {[SAMPLE] = true, [APPEND] = true}};
    static const double BEGIN_S = 14.6, LINE_S = 0.85;
    enum { N_ROUNDS = 2 };
    generation_code_add(s, g);
    scene_seek(s, 13.2);
    move_to(s, g->ring->group, g->at->ring_alone.x, g->at->ring_alone.y, .dur_s = 1);
    scene_seek(s, 13.2);
    scale_to(s, g->ring->group, g->at->ring_scale, .dur_s = 1);
    scene_seek(s, 13.2);
    move_to(s, g->centre, g->at->ring_alone.x, g->at->ring_alone.y, .dur_s = 1);
    scene_seek(s, 13.9);
    rise_in(s, g->code->group);
    scene_say(s, "code", "In code: a loop of four lines, and one call to run it.");
    for (int i = 0; i < N_ROUNDS * N_LINES; i++) {
        scene_seek(s, BEGIN_S + i * LINE_S);
        code_light(s, g->code, i % N_LINES, 0.2);
        for (int station = 0; station < N_STATIONS; station++)
            if (LIT[i % N_LINES][station]) {
                scene_seek(s, BEGIN_S + i * LINE_S);
                ring_reach(s, g->ring, station, 0.6);
            }
    }
    scene_seek(s, 21.8);
    code_light(s, g->code, -1, 0.3);
}

// The panel with the loop comes to its full strength, its lines are lit one after the other.
static void code_below_text(Scene *s, Generation *g)
{
    static const double LINES_S[N_LINES] = {20.4, 20.9, 21.4, 21.9};
    const bool fresh = !g->code;
    if (fresh)
        generation_code_add(s, g);
    scene_seek(s, 19.7);
    fade_out(s, g->bars->group);
    scene_seek(s, 19.8);
    text_takes_stage(s, g);
    scene_seek(s, 19.7);
    if (fresh)
        rise_in(s, g->code->group);
    else
        code_light(s, g->code, -1, 0.4);
    scene_seek(s, 20.2);
    scene_say(s, "code", "In code: a loop of four lines, and one call to run it.");
    for (int i = 0; i < N_LINES; i++) {
        scene_seek(s, LINES_S[i]);
        code_light(s, g->code, i, 0.2);
    }
    scene_seek(s, 22.2);
    code_light(s, g->code, -1, 0.3);
    scene_seek(s, 22.1);
    make_room(s, g, 0.6);
}

void generation_code(Scene *s, Generation *g)
{
    if (g->growth)
        code_below_text(s, g);
    else
        code_alone(s, g);
    scene_seek(s, 0);
    add_call(s, g);
    scene_seek(s, 23.2);
    scene_step(s);
}
