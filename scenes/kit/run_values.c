// run_values.c — the run's fields for scripts.
#include "scenes/kit/run_values.h"

#include "engine/base/utf8.h"
#include "engine/verbs/figure_verbs.h"
#include "scenes/kit/shown.h"

#include <inttypes.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

Arena *run_arena(ScriptCall *call)
{
    return call->host ? scene_arena(call->host) : call->arena;
}

FigureSource run_source(const RunView *view, const char *file, const char *record, const char *field)
{
    return (FigureSource){.origin = view->origin, .file = file, .record = record, .field = field};
}

const Figure *run_number(Arena *arena, const RunView *view, const ScriptField *field, const void *from,
                         const char *file, const char *record)
{
    double value;
    int64_t whole;
    memcpy(&value, (const char *)from + field->at, sizeof value);
    memcpy(&whole, (const char *)from + field->at, sizeof whole);
    value = field->whole ? (double)whole : value;
    const FigureSource source = run_source(view, file, record, field->path ? field->path : field->name);
    return isfinite(value) ? figure_leaf(arena, FIGURE_RUN, value, source) : NULL;
}

// ---- the run ----

static ScriptValue get_number(ScriptCall *call, void *object)
{
    const RunView *view = object;
    return value_figure(run_number(run_arena(call), view, call->field, view->run, "run.json", NULL));
}

const Figure *run_width_figure(Arena *arena, const RunView *view, bool hidden)
{
    const double n_embd = (double)view->run->n_embd, n_hidden = (double)view->run->n_hidden;
    const double ratio = n_hidden / n_embd;
    if (hidden && ratio != floor(ratio))
        return figure_leaf(arena, FIGURE_RUN, n_hidden, run_source(view, "run.json", NULL, "config.n_hidden"));
    const Figure *width = figure_leaf(arena, FIGURE_RUN, n_embd, run_source(view, "run.json", NULL, "config.n_embd"));
    const FigureSource ratio_in = run_source(view, "run.json", NULL, "config.mlp_ratio");
    return hidden ? figure_op2(arena, FIGURE_MUL, figure_leaf(arena, FIGURE_RUN, ratio, ratio_in), width) : width;
}

static ScriptValue get_n_hidden(ScriptCall *call, void *object)
{
    return value_figure(run_width_figure(run_arena(call), object, true));
}

static ScriptValue get_truth(ScriptCall *call, void *object)
{
    return value_bool(*(const bool *)((const char *)((const RunView *)object)->run + call->field->at));
}

// On one line, with as many letters as a line has room for.
static ScriptValue get_corpus(ScriptCall *call, void *object)
{
    enum { MOST_LETTERS = 48 };
    const RunView *view = object;
    const char *name = view->run->corpus_name ? words_shown(call->host, view->run->corpus_name) : "";
    const size_t n_line = strcspn(name, "\n"), n_room = utf8_prefix_bytes(name, MOST_LETTERS);
    if (n_line == 0)
        return value_nil();
    const char *cut = arena_strndup(run_arena(call), name, n_line < n_room ? n_line : n_room);
    const ScriptValue value =
        value_words(run_arena(call), FIGURE_QUOTE, cut, run_source(view, "run.json", NULL, "corpus.name"));
    if (n_line > n_room)
        ((Name *)value.handle.object)->words = arena_printf(run_arena(call), "%s…", cut);
    return value;
}

static ScriptValue get_command(ScriptCall *call, void *object)
{
    const RunView *view = object;
    return value_words(run_arena(call), FIGURE_QUOTE, view->run->command,
                       run_source(view, "run.json", NULL, "command"));
}

// Nil for random weights.
static ScriptValue get_init(ScriptCall *call, void *object)
{
    const RunView *view = object;
    const char *name = view->run->init_name;
    return name && *name ? value_words(run_arena(call), FIGURE_QUOTE, words_shown(call->host, name),
                                       run_source(view, "run.json", NULL, "init.name"))
                         : value_nil();
}

static ScriptValue get_reached(ScriptCall *call, void *object)
{
    (void)call;
    return value_string(run_reached(((const RunView *)object)->run));
}

static ScriptValue get_best(ScriptCall *call, void *object)
{
    return metric_value(call, object, run_best(((const RunView *)object)->run));
}

// What is a handle of the run's own, of the type that the field's row gives.
static ScriptValue get_recorded(ScriptCall *call, void *object)
{
    const Run *run = ((const RunView *)object)->run;
    const struct {
        const ScriptType *type;
        bool recorded;
    } rows[] = {{&METRICS_TYPE, run->n_metrics > 0},
                {&SAMPLES_TYPE, run->n_samples > 0},
                {&GENERATION_TYPE, run->generation != NULL},
                {&GRADIENTS_TYPE, run->n_gradients > 0},
                {&SNAPSHOTS_TYPE, run->n_snapshots > 0},
                {&RUN_TEXT_TYPE, run->text != NULL},
                {&PROBE_TYPE, run->probe != NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].recorded && strcmp(rows[i].type->name, call->field->returns) == 0)
            return value_handle(rows[i].type, object);
    return value_nil();
}

static ScriptValue get_guess(ScriptCall *call, void *object)
{
    return guess_value(call, object);
}

static ScriptValue get_few_weights(ScriptCall *call, void *object)
{
    return few_weights_value(call, object);
}

static ScriptValue get_descent(ScriptCall *call, void *object)
{
    return descent_value(call, object);
}

static ScriptValue get_nudges(ScriptCall *call, void *object)
{
    return nudges_value(call, object);
}

// ---- generation and its tokens ----

ScriptValue drawn_token(Arena *arena, const RunView *view, int64_t index)
{
    TokenView *token = ARENA_NEW(arena, TokenView);
    const RunToken *drawn = &view->run->generation->tokens[index];
    const char *record = arena_printf(arena, "%" PRId64, index + 2); // behind the line that heads the file
    *token = (TokenView){view,
                         drawn->id,
                         drawn->text,
                         drawn,
                         index,
                         run_source(view, "generation.jsonl", record, "id"),
                         run_source(view, "generation.jsonl", record, "text"),
                         .top_in = run_source(view, "generation.jsonl", record, "top")};
    return value_handle(&TOKEN_TYPE, token);
}

static int64_t generation_length(void *object)
{
    return ((const RunView *)object)->run->generation->n_tokens;
}

static ScriptValue generation_item(ScriptCall *call, void *object, int64_t index)
{
    return drawn_token(run_arena(call), object, index - 1);
}

ScriptValue given_tokens(Arena *arena, const RunView *view, const int32_t *ids, int n_ids, FigureSource ids_in,
                         FigureSource text_in)
{
    ScriptValue *tokens = ARENA_ARRAY(arena, ScriptValue, n_ids);
    ids_in.n_indices = 1;
    for (int i = 0; i < n_ids; i++) {
        TokenView *token = ARENA_NEW(arena, TokenView);
        ids_in.index[0] = i;
        *token = (TokenView){view, ids[i], view->run->vocab[ids[i]], NULL, -1, ids_in, text_in};
        tokens[i] = value_handle(&TOKEN_TYPE, token);
    }
    return value_list(tokens, n_ids);
}

static ScriptValue get_context(ScriptCall *call, void *object)
{
    const RunView *view = object;
    const RunGeneration *generation = view->run->generation;
    return given_tokens(run_arena(call), view, generation->prompt_ids, generation->n_prompt,
                        run_source(view, "generation.jsonl", "1", "prompt_ids"),
                        run_source(view, "generation.jsonl", "1", "prompt"));
}

static ScriptValue get_generation_number(ScriptCall *call, void *object)
{
    const RunView *view = object;
    return value_figure(run_number(run_arena(call), view, call->field, view->run->generation, "generation.jsonl", "1"));
}

static void method_from(ScriptCall *call, const ScriptArgs *args)
{
    const int64_t n_all = generation_length(call->self), first = arg_integer(args, "first") - 1;
    const int64_t last = arg_given(args, "last") ? arg_integer(args, "last") : n_all;
    const int64_t end = last < n_all ? last : n_all, n = end > first ? end - first : 0;
    ScriptValue *tokens = ARENA_ARRAY(run_arena(call), ScriptValue, n);
    for (int64_t i = 0; i < n; i++)
        tokens[i] = drawn_token(run_arena(call), call->self, first + i);
    script_return(call, value_list(tokens, (int)n));
}

static ScriptValue get_token_text(ScriptCall *call, void *object)
{
    const TokenView *token = object;
    return value_words(run_arena(call), FIGURE_QUOTE, token->text, token->text_in);
}

static ScriptValue get_token_chars(ScriptCall *call, void *object)
{
    const TokenView *token = object;
    return value_figure(figure_leaf(run_arena(call), FIGURE_COUNT, utf8_count(token->text), token->text_in));
}

static ScriptValue get_token_id(ScriptCall *call, void *object)
{
    const TokenView *token = object;
    return token->id < 0 ? value_nil()
                         : value_figure(figure_leaf(run_arena(call), FIGURE_RUN, token->id, token->id_in));
}

static ScriptValue get_drawn_number(ScriptCall *call, void *object)
{
    const TokenView *token = object;
    Arena *arena = run_arena(call);
    ScriptField field = *call->field;
    if (token->within)
        field.path = arena_printf(arena, "%s%s", token->within, field.name);
    return token->drawn ? value_figure(run_number(arena, token->view, &field, token->drawn, token->id_in.file,
                                                  token->id_in.record))
                        : value_nil();
}

static ScriptValue get_likeliest_p(ScriptCall *call, void *object)
{
    const TokenView *token = object;
    const bool has = token->drawn && token->drawn->n_top > 0;
    return has ? value_figure(token_candidate_figure(run_arena(call), token, 0)) : value_nil();
}

const TokenView *const *tokens_of(ScriptCall *call, ScriptValue value, int *n_tokens)
{
    const bool listed = value.kind == VALUE_LIST;
    const ScriptType *type = value.kind == VALUE_HANDLE && value.handle.type->length ? value.handle.type : NULL;
    *n_tokens = listed ? value.list.n_items : type ? (int)type->length(value.handle.object) : 0;
    const TokenView **tokens = ARENA_ARRAY(run_arena(call), const TokenView *, *n_tokens);
    bool all = listed || type;
    for (int i = 0; i < *n_tokens && all; i++) {
        const ScriptValue item = listed ? value.list.items[i] : type->item(call, value.handle.object, i + 1);
        tokens[i] = value_object(item, &TOKEN_TYPE);
        all = tokens[i] != NULL;
    }
    if (all)
        return tokens;
    script_fail(call, "tokens are wanted here: run.generation, run.generation.context, or a list of some");
    return NULL;
}

bool token_was_drawn(ScriptCall *call, const TokenView *token)
{
    if (token && token->drawn && token->drawn->n_top > 0)
        return true;
    script_fail(call, "this token was given, not drawn, so there are no probabilities; take one of run.generation, "
                      "run.probe.next, or run.guess.token");
    return false;
}

double highest_among(ScriptCall *call, const ScriptArgs *args)
{
    double highest = 0;
    int n = 0;
    const ScriptValue *among = arg_list(args, "among", &n);
    for (int i = 0; i < n; i++) {
        const TokenView *token = value_object(among[i], &TOKEN_TYPE);
        if (!token_was_drawn(call, token))
            return 0;
        highest = fmax(highest, token->drawn->top[0].p);
    }
    return highest;
}

int64_t token_that_was_drawn(ScriptCall *call, const TokenView *token, const Figure *id)
{
    if ((int64_t)id->value == token->drawn->id)
        return token->drawn->id;
    script_fail(call, "the token that was drawn is %d, not %.0f; give the id of the token that is shown",
                token->drawn->id, id->value);
    return -1;
}

// ---- types ----

static const ScriptField RUN_FIELDS[] = {
    {"n_params", "parameters of the model", get_number, "figure", offsetof(Run, n_params), true},
    {"n_layer", "its blocks", get_number, "figure", offsetof(Run, n_layer), true, "config.n_layer"},
    {"n_head", "attention heads of a block", get_number, "figure", offsetof(Run, n_head), true, "config.n_head"},
    {"n_embd", "channels of the stream", get_number, "figure", offsetof(Run, n_embd), true, "config.n_embd"},
    {"n_ctx", "tokens it looks back on", get_number, "figure", offsetof(Run, n_ctx), true, "config.n_ctx"},
    {"n_hidden", "neurons in the middle of an MLP; none without MLP", get_n_hidden, "figure"},
    {"has_norm", "whether there are norms in its blocks", get_truth, "boolean", offsetof(Run, has_norm)},
    {"has_residual", "whether what a block's halves give is added to the stream", get_truth, "boolean",
     offsetof(Run, has_residual)},
    {"n_vocab", "symbols it knows", get_number, "figure", offsetof(Run, n_vocab), true, "corpus.n_vocab"},
    {"batch_size", "sequences an update", get_number, "figure", offsetof(Run, batch_size), true, "config.batch_size"},
    {"val_fraction", "of the text, kept for validation", get_number, "figure", offsetof(Run, val_fraction),
     .path = "config.val_fraction"},
    {"steps", "updates that were made", get_number, "figure", offsetof(Run, n_steps), true, "totals.steps"},
    {"tokens", "tokens that it has seen", get_number, "figure", offsetof(Run, n_tokens), true, "totals.tokens"},
    {"seconds", "the training took", get_number, "figure", offsetof(Run, train_s), .path = "totals.seconds"},
    {"corpus", "name of the text", get_corpus, "name"},
    {"corpus_chars", "its characters", get_number, "figure", offsetof(Run, corpus_chars), true, "corpus.n_chars"},
    {"command", "the line that made the run", get_command, "name"},
    {"init", "name of the model that the training began with; nil: it began with random weights", get_init, "name"},
    {"metrics", "every recorded step", get_recorded, "metrics"},
    {"best", "the evaluation with the lowest validation loss", get_best, "metric"},
    {"reached",
     "what it writes by then: \"noise\", \"pairs\" of letters, \"words\" or \"lines\"; nil in a run that does not tell",
     get_reached, "string"},
    {"samples", "what the model wrote while it trained", get_recorded, "samples"},
    {"generation", "what it wrote at the end", get_recorded, "generation"},
    {"guess", "of one token of the text that it never saw", get_guess, "guess"},
    {"text", "what the text holds that it learned from", get_recorded, "text_of_run"},
    {"few_weights", "a corner of one matrix: [1] at step 0, [2] at the end; by row and column", get_few_weights,
     "tensor"},
    {"descent",
     "how the loss changes at step 0 while [1] one weight is moved, [2] all are: of each [1] where, [2] the loss; in the "
     "middle all are as they were",
     get_descent, "tensor"},
    {"nudges",
     "some weights from all over the model: [1] their values at step 0, [2] what is added to each where descent[2] "
     "is 1 away",
     get_nudges, "tensor"},
    {"gradients", "how large they were in each block, step by step", get_recorded, "gradients"},
    {"snapshots", "tensors at some of its steps", get_recorded, "snapshots"},
    {"probe", "what went on in it while it read a prompt", get_recorded, "probe"},
    {0},
};

static const ScriptField GENERATION_FIELDS[] = {
    {"context", "the tokens of the prompt", get_context, "token[]"},
    {"temperature", "that divided the logits", get_generation_number, "figure", offsetof(RunGeneration, temperature)},
    {"top_k", "candidates that were kept", get_generation_number, "figure", offsetof(RunGeneration, top_k), true},
    {"n_ctx", "tokens it looked back on", get_generation_number, "figure", offsetof(RunGeneration, n_ctx), true,
     "context"},
    {0},
};

static const Arg FROM_ARGS[] = {
    {"first", ARG_INTEGER, .min = 1, .max = 1e9, .help = "the first of them, from 1"},
    {"last", ARG_INTEGER, .optional = true, .min = 1, .max = 1e9, .help = "and the last; else all that follow"},
    {0},
};

static const Verb GENERATION_METHODS[] = {
    {"from", SHAPE_FUNCTION, "Some of its tokens.", FROM_ARGS, .call = method_from, .returns = "token[]"},
    {0},
};

static const ScriptField TOKEN_FIELDS[] = {
    {"id", "in the vocabulary", get_token_id, "figure"},
    {"text", "its characters", get_token_text, "name"},
    {"n_chars", "how many these are", get_token_chars, "figure"},
    {"p", "its probability when it was drawn", get_drawn_number, "figure", offsetof(RunToken, p)},
    {"likeliest_p", "the largest probability there was", get_likeliest_p, "figure"},
    {"entropy", "of the distribution, in nats", get_drawn_number, "figure", offsetof(RunToken, entropy_nats)},
    {"draw", "the random number that chose it", get_drawn_number, "figure", offsetof(RunToken, draw)},
    {0},
};

const ScriptType RUN_TYPE = {.name = "run", .help = "What a training recorded.", .fields = RUN_FIELDS};
const ScriptType GENERATION_TYPE = {.name = "generation",
                                    .help = "A text that the model wrote, token by token.",
                                    .methods = GENERATION_METHODS,
                                    .fields = GENERATION_FIELDS,
                                    .length = generation_length,
                                    .item = generation_item};
const ScriptType TOKEN_TYPE = {.name = "token", .help = "A token of a text.", .fields = TOKEN_FIELDS};

ScriptValue run_value(Arena *arena, const void *input, const char *name)
{
    RunView *view = ARENA_NEW(arena, RunView);
    *view = (RunView){input, name};
    return value_handle(&RUN_TYPE, view);
}
