// generation_code.c — 14 to 25 s: the loop as code, and the one call that runs it.
#include "scenes/nanogpt/generation.h"

#include <math.h>
#include <string.h>

enum { N_LINES = 4, MOST_QUOTED = 18 };

// The same turn as code, with the run's own numbers: our own short sketch.
static const char *const *loop_lines(GenerationFilm *f)
{
    Arena *arena = scene_arena(f->s);
    const Run *run = f->data.run;
    const RunGeneration *generation = f->data.generation;
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

static const char *call_words(GenerationFilm *f)
{
    Arena *arena = scene_arena(f->s);
    if (!f->data.generation)
        return "print(generate(prompt, n))";
    const char *prompt = quoted(arena, f->data.generation->prompt);
    const int n_given = f->data.n_context - f->first_piece;
    const int n = f->growth ? f->growth->n_placed - n_given : f->data.n_written;
    return arena_printf(arena, "print(generate(%s, n=%d))", prompt ? prompt : "prompt", n);
}

void generation_code_add(GenerationFilm *f)
{
    const Rect box = f->data.chosen >= 0 ? f->at->code : f->at->code_alone;
    f->code = code_panel(f->s, NULL, .x = box.x, .y = box.y, .w = box.w, .h = box.h, .lines = loop_lines(f),
                         .n_lines = N_LINES, .source = "run:generation.temperature");
    node_source(f->s, f->code->lines[1], f->data.generation ? "run:generation.context" : "run:config.n_ctx");
}

// The finished text takes the room that the bars have left.
static void text_takes_stage(GenerationFilm *f)
{
    static const double MOST = 1.4;
    Scene *s = f->s;
    const Rect stage = f->at->stage, box = node_bounds(s, f->growth->group);
    const double scale = fmin(MOST, fmin(stage.w / box.w, stage.h / box.h));
    if (box.w <= 0 || scale < 1)
        return;
    const double x = stage.x - scale * box.x, y = stage.y + (stage.h - scale * box.h) / 2 - scale * box.y;
    scene_together(s);
    move_to(s, f->growth->group, x, y, .dur_s = 1);
    scale_to(s, f->growth->group, scale, .dur_s = 1);
    scene_together_end(s);
}

static void add_call(GenerationFilm *f)
{
    Scene *s = f->s;
    const Rect box = f->growth ? f->at->call : f->at->call_alone;
    const char **line = ARENA_ARRAY(scene_arena(s), const char *, 2);
    line[0] = call_words(f);
    line[1] = f->growth ? "# writes the text above" : "# writes a text";
    Code *call = code_panel(s, NULL, .x = box.x, .y = box.y, .w = box.w, .h = box.h, .lines = line, .n_lines = 2,
                            .source = "run:generation.tokens");
    const Color soft = f->theme->soft;
    node_set_color(s, call->lines[1], PROP_FILL, soft);
    scene_seek(s, 22.6);
    rise_in(s, call->group);
}

// The panel makes room for the call.
static void make_room(GenerationFilm *f, double dur_s)
{
    Scene *s = f->s;
    const Rect after = f->at->code_after;
    Node *const as_wide[] = {node_child(f->code->group, 0), node_child(f->code->band, 0)};
    scene_together(s);
    for (size_t i = 0; i < sizeof as_wide / sizeof *as_wide; i++)
        animate(s, as_wide[i], PROP_W, after.w, .dur_s = dur_s);
    move_to(s, f->code->group, after.x, after.y, .dur_s = dur_s);
    scene_together_end(s);
}

// A run that has written nothing: the ring moves aside for the code, and goes on turning with it.
static void code_alone(GenerationFilm *f)
{
    static const bool LIT[N_LINES][N_STATIONS] = {
        [1] = {[CONTEXT] = true}, [2] = {[PREDICT] = true}, [3] = {[SAMPLE] = true, [APPEND] = true}};
    static const double BEGIN_S = 14.6, LINE_S = 0.85;
    enum { N_ROUNDS = 2 };
    Scene *s = f->s;
    generation_code_add(f);
    scene_seek(s, 13.2);
    move_to(s, f->ring->group, f->at->ring_alone.x, f->at->ring_alone.y, .dur_s = 1);
    scene_seek(s, 13.2);
    scale_to(s, f->ring->group, f->at->ring_scale, .dur_s = 1);
    scene_seek(s, 13.2);
    move_to(s, f->centre, f->at->ring_alone.x, f->at->ring_alone.y, .dur_s = 1);
    scene_seek(s, 13.9);
    rise_in(s, f->code->group);
    scene_say(s, "code", "In code: a loop of four lines, and one call to run it.");
    for (int i = 0; i < N_ROUNDS * N_LINES; i++) {
        scene_seek(s, BEGIN_S + i * LINE_S);
        code_light(s, f->code, i % N_LINES, 0.2);
        for (int station = 0; station < N_STATIONS; station++)
            if (LIT[i % N_LINES][station]) {
                scene_seek(s, BEGIN_S + i * LINE_S);
                ring_reach(s, f->ring, station, 0.6);
            }
    }
    scene_seek(s, 21.8);
    code_light(s, f->code, -1, 0.3);
}

// The panel with the loop comes to its full strength, its lines are lit one after the other.
static void code_below_text(GenerationFilm *f)
{
    static const double LINES_S[N_LINES] = {20.4, 20.9, 21.4, 21.9};
    Scene *s = f->s;
    const bool fresh = !f->code;
    if (fresh)
        generation_code_add(f);
    scene_seek(s, 19.7);
    fade_out(s, f->bars->group);
    scene_seek(s, 19.8);
    text_takes_stage(f);
    scene_seek(s, 19.7);
    if (fresh)
        rise_in(s, f->code->group);
    else
        code_light(s, f->code, -1, 0.4);
    scene_seek(s, 20.2);
    scene_say(s, "code", "In code: a loop of four lines, and one call to run it.");
    for (int i = 0; i < N_LINES; i++) {
        scene_seek(s, LINES_S[i]);
        code_light(s, f->code, i, 0.2);
    }
    scene_seek(s, 22.2);
    code_light(s, f->code, -1, 0.3);
    scene_seek(s, 22.1);
    make_room(f, 0.6);
}

void generation_code(GenerationFilm *f)
{
    Scene *s = f->s;
    if (f->growth)
        code_below_text(f);
    else
        code_alone(f);
    scene_seek(s, 0);
    add_call(f);
    scene_seek(s, 23.2);
    scene_step(s);
}
