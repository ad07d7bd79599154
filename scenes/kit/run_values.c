// run_values.c — the run's fields for scripts.
#include "scenes/kit/run_values.h"

#include "engine/base/utf8.h"
#include "engine/verbs/figure_verbs.h"
#include "scenes/kit/measure.h"
#include "scenes/kit/probe_values.h"
#include "scenes/kit/step_values.h"

#include <inttypes.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

Arena *run_arena(ScriptCall *call)
{
    return call->host ? scene_arena(call->host) : call->arena;
}

ScriptValue run_figure(ScriptCall *call, const RunView *view, double value, const char *file, const char *record,
                       const char *field)
{
    if (!isfinite(value))
        return value_nil();
    return value_figure(
        figure_leaf(run_arena(call), FIGURE_RUN, value,
                    (FigureSource){.origin = view->origin, .file = file, .record = record, .field = field}));
}

ScriptValue run_quotation(ScriptCall *call, const RunView *view, const char *words, const char *file,
                          const char *record, const char *field)
{
    return value_words(run_arena(call), FIGURE_QUOTE, words,
                       (FigureSource){.origin = view->origin, .file = file, .record = record, .field = field});
}

// ---- the run ----

// A field of run.json that is a whole number.
#define COUNT_FIELD(name_, member_, path_)                                                                             \
    static ScriptValue get_##name_(ScriptCall *call, void *object)                                                     \
    {                                                                                                                  \
        const RunView *view = object;                                                                                  \
        return run_figure(call, view, (double)view->run->member_, "run.json", NULL, path_);                            \
    }

COUNT_FIELD(n_params, n_params, "n_params")
COUNT_FIELD(n_layer, n_layer, "config.n_layer")
COUNT_FIELD(n_head, n_head, "config.n_head")
COUNT_FIELD(n_embd, n_embd, "config.n_embd")
COUNT_FIELD(n_ctx, n_ctx, "config.n_ctx")
COUNT_FIELD(n_vocab, n_vocab, "corpus.n_vocab")
COUNT_FIELD(batch_size, batch_size, "config.batch_size")
COUNT_FIELD(steps, n_steps, "totals.steps")
COUNT_FIELD(tokens, n_tokens, "totals.tokens")
COUNT_FIELD(corpus_chars, corpus_chars, "corpus.n_chars")
COUNT_FIELD(seconds, train_s, "totals.seconds")

static const Figure *config_figure(Arena *arena, const RunView *view, double value, const char *path)
{
    return figure_leaf(arena, FIGURE_RUN, value,
                       (FigureSource){.origin = view->origin, .file = "run.json", .field = path});
}

const Figure *run_width_figure(Arena *arena, const RunView *view, bool hidden)
{
    const double n_embd = (double)view->run->n_embd;
    const Figure *width = config_figure(arena, view, n_embd, "config.n_embd");
    if (!hidden)
        return width;
    const Figure *ratio = config_figure(arena, view, (double)view->run->n_hidden / n_embd, "config.mlp_ratio");
    return figure_op2(arena, FIGURE_MUL, ratio, width);
}

static ScriptValue get_n_hidden(ScriptCall *call, void *object)
{
    return value_figure(run_width_figure(run_arena(call), object, true));
}

static ScriptValue get_has_residual(ScriptCall *call, void *object)
{
    (void)call;
    return value_bool(((const RunView *)object)->run->has_residual);
}

static ScriptValue get_has_norm(ScriptCall *call, void *object)
{
    (void)call;
    return value_bool(((const RunView *)object)->run->has_norm);
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
    const ScriptValue value = run_quotation(call, view, cut, "run.json", NULL, "corpus.name");
    if (n_line > n_room)
        ((Name *)value.handle.object)->words = arena_printf(run_arena(call), "%s…", cut);
    return value;
}

static ScriptValue get_command(ScriptCall *call, void *object)
{
    const RunView *view = object;
    return run_quotation(call, view, view->run->command, "run.json", NULL, "command");
}

static ScriptValue get_metrics(ScriptCall *call, void *object)
{
    (void)call;
    return ((const RunView *)object)->run->n_metrics > 0 ? value_handle(&METRICS_TYPE, object) : value_nil();
}

static ScriptValue get_best(ScriptCall *call, void *object)
{
    return metric_value(call, object, run_best(((const RunView *)object)->run));
}

static ScriptValue get_samples(ScriptCall *call, void *object)
{
    (void)call;
    return ((const RunView *)object)->run->n_samples > 0 ? value_handle(&SAMPLES_TYPE, object) : value_nil();
}

static ScriptValue get_generation(ScriptCall *call, void *object)
{
    (void)call;
    return ((const RunView *)object)->run->generation ? value_handle(&GENERATION_TYPE, object) : value_nil();
}

static ScriptValue get_probe(ScriptCall *call, void *object)
{
    (void)call;
    return ((const RunView *)object)->run->probe ? value_handle(&PROBE_TYPE, object) : value_nil();
}

// ---- generation and its tokens ----

typedef struct TokenList {
    const TokenView **tokens; // [n]
    int64_t n;
} TokenList;

static const TokenView *drawn_view(Arena *arena, const RunView *view, int64_t index)
{
    TokenView *token = ARENA_NEW(arena, TokenView);
    const RunToken *drawn = &view->run->generation->tokens[index];
    *token = (TokenView){view, drawn->id, drawn->text, drawn, index};
    return token;
}

static ScriptValue token_value(const TokenView *token)
{
    return value_handle(&TOKEN_TYPE, (void *)(uintptr_t)token);
}

ScriptValue drawn_token(Arena *arena, const RunView *view, int64_t index)
{
    return token_value(drawn_view(arena, view, index));
}

static int64_t generation_length(void *object)
{
    return ((const RunView *)object)->run->generation->n_tokens;
}

ScriptValue generation_token(ScriptCall *call, const RunView *view, int64_t index)
{
    return token_value(drawn_view(run_arena(call), view, index));
}

static ScriptValue generation_item(ScriptCall *call, void *object, int64_t index)
{
    return generation_token(call, object, index - 1);
}

static ScriptValue list_value(TokenList *list)
{
    return value_handle(&TOKENS_TYPE, list);
}

static TokenList *make_list(Arena *arena, int64_t n)
{
    TokenList *list = ARENA_NEW(arena, TokenList);
    *list = (TokenList){ARENA_ARRAY(arena, const TokenView *, n), n};
    return list;
}

ScriptValue given_tokens(Arena *arena, const RunView *view, const int32_t *ids, int n_ids, FigureSource ids_in,
                         FigureSource text_in)
{
    const FigureSource *text = arena_memdup(arena, &text_in, sizeof text_in);
    ids_in.n_indices = 1;
    TokenList *list = make_list(arena, n_ids);
    for (int i = 0; i < n_ids; i++) {
        TokenView *token = ARENA_NEW(arena, TokenView);
        ids_in.index[0] = i;
        *token = (TokenView){.view = view,
                             .id = ids[i],
                             .text = view->run->vocab[ids[i]],
                             .index = -1,
                             .id_in = arena_memdup(arena, &ids_in, sizeof ids_in),
                             .text_in = text};
        list->tokens[i] = token;
    }
    return list_value(list);
}

static ScriptValue get_context(ScriptCall *call, void *object)
{
    const RunView *view = object;
    const RunGeneration *generation = view->run->generation;
    FigureSource in = {.origin = view->origin, .file = "generation.jsonl", .record = "1", .field = "prompt_ids"};
    FigureSource text_in = in;
    text_in.field = "prompt";
    return given_tokens(run_arena(call), view, generation->prompt_ids, generation->n_prompt, in, text_in);
}

static ScriptValue generation_figure(ScriptCall *call, void *object, double value, const char *field)
{
    return run_figure(call, object, value, "generation.jsonl", "1", field);
}

static ScriptValue get_temperature(ScriptCall *call, void *object)
{
    return generation_figure(call, object, ((const RunView *)object)->run->generation->temperature, "temperature");
}

static ScriptValue get_top_k(ScriptCall *call, void *object)
{
    return generation_figure(call, object, (double)((const RunView *)object)->run->generation->top_k, "top_k");
}

static ScriptValue get_generation_n_ctx(ScriptCall *call, void *object)
{
    return generation_figure(call, object, (double)((const RunView *)object)->run->generation->n_ctx, "context");
}

static void method_from(ScriptCall *call, const ScriptArgs *args)
{
    const RunView *view = call->self;
    const int64_t n = generation_length(call->self), first = arg_integer(args, "first") - 1;
    const int64_t end = arg_given(args, "last") ? arg_integer(args, "last") : n;
    TokenList *list = make_list(run_arena(call), 0);
    if (first < n && end > first)
        list = make_list(run_arena(call), (end < n ? end : n) - first);
    for (int64_t i = 0; i < list->n; i++)
        list->tokens[i] = drawn_view(run_arena(call), view, first + i);
    script_return(call, list_value(list));
}

static int64_t tokens_length(void *object)
{
    return ((const TokenList *)object)->n;
}

static ScriptValue tokens_item(ScriptCall *call, void *object, int64_t index)
{
    (void)call;
    return token_value(((const TokenList *)object)->tokens[index - 1]);
}

static const char *token_record(ScriptCall *call, const TokenView *token)
{
    return arena_printf(run_arena(call), "%" PRId64, token->index + 2); // behind the line that heads the file
}

static ScriptValue get_token_text(ScriptCall *call, void *object)
{
    const TokenView *token = object;
    if (token->text_in)
        return value_words(run_arena(call), FIGURE_QUOTE, token->text, *token->text_in);
    return run_quotation(call, token->view, token->text, "generation.jsonl", token_record(call, token), "text");
}

static ScriptValue get_token_id(ScriptCall *call, void *object)
{
    const TokenView *token = object;
    if (token->id < 0)
        return value_nil();
    if (token->id_in)
        return value_figure(figure_leaf(run_arena(call), FIGURE_RUN, token->id, *token->id_in));
    return run_figure(call, token->view, token->id, "generation.jsonl", token_record(call, token), "id");
}

static ScriptValue drawn_figure(ScriptCall *call, const TokenView *token, double value, const char *field)
{
    return token->drawn ? run_figure(call, token->view, value, "generation.jsonl", token_record(call, token), field)
                        : value_nil();
}

static ScriptValue get_token_p(ScriptCall *call, void *object)
{
    const TokenView *token = object;
    return drawn_figure(call, token, token->drawn ? token->drawn->p : 0, "p");
}

static ScriptValue get_token_entropy(ScriptCall *call, void *object)
{
    const TokenView *token = object;
    return drawn_figure(call, token, token->drawn ? token->drawn->entropy_nats : 0, "entropy");
}

static ScriptValue get_token_draw(ScriptCall *call, void *object)
{
    const TokenView *token = object;
    return drawn_figure(call, token, token->drawn ? token->drawn->draw : 0, "draw");
}

const TokenView *const *tokens_of(ScriptCall *call, ScriptValue value, int *n_tokens)
{
    if (value.kind == VALUE_HANDLE && type_is(value.handle.type, &TOKENS_TYPE)) {
        const TokenList *list = value.handle.object;
        *n_tokens = (int)list->n;
        return list->tokens;
    }
    if (value.kind == VALUE_HANDLE && type_is(value.handle.type, &GENERATION_TYPE)) {
        const int n = (int)generation_length(value.handle.object);
        TokenList *list = make_list(run_arena(call), n);
        for (int i = 0; i < n; i++)
            list->tokens[i] = drawn_view(run_arena(call), value.handle.object, i);
        *n_tokens = n;
        return list->tokens;
    }
    if (value.kind == VALUE_LIST) {
        TokenList *list = make_list(run_arena(call), value.list.n_items);
        bool all = true;
        for (int i = 0; i < value.list.n_items; i++) {
            list->tokens[i] = value_object(value.list.items[i], &TOKEN_TYPE);
            all = all && list->tokens[i];
        }
        *n_tokens = value.list.n_items;
        if (all)
            return list->tokens;
    }
    script_fail(call, "tokens are wanted here: run.generation, run.generation.context, or a list of some");
    return NULL;
}

bool token_was_drawn(ScriptCall *call, const TokenView *token)
{
    if (token && token->drawn && token->drawn->n_top > 0)
        return true;
    script_fail(call, "this token was given, not drawn, so there are no probabilities; take one of run.generation, or "
                      "run.probe.next");
    return false;
}

// ---- types ----

static const ScriptField RUN_FIELDS[] = {
    {"n_params", "parameters of the model", get_n_params, "figure"},
    {"n_layer", "its blocks", get_n_layer, "figure"},
    {"n_head", "attention heads of a block", get_n_head, "figure"},
    {"n_embd", "channels of the stream", get_n_embd, "figure"},
    {"n_ctx", "tokens it looks back on", get_n_ctx, "figure"},
    {"n_hidden", "neurons in the middle of an MLP; none without MLP", get_n_hidden, "figure"},
    {"has_norm", "whether there are norms in its blocks", get_has_norm, "boolean"},
    {"has_residual", "whether what a block's halves give is added to the stream", get_has_residual, "boolean"},
    {"n_vocab", "symbols it knows", get_n_vocab, "figure"},
    {"batch_size", "sequences an update", get_batch_size, "figure"},
    {"steps", "updates that were made", get_steps, "figure"},
    {"tokens", "tokens that it has seen", get_tokens, "figure"},
    {"seconds", "the training took", get_seconds, "figure"},
    {"corpus", "name of the text", get_corpus, "name"},
    {"corpus_chars", "its characters", get_corpus_chars, "figure"},
    {"command", "the line that made the run", get_command, "name"},
    {"metrics", "every recorded step", get_metrics, "metrics"},
    {"best", "the evaluation with the lowest validation loss", get_best, "metric"},
    {"samples", "what the model wrote while it trained", get_samples, "samples"},
    {"generation", "what it wrote at the end", get_generation, "generation"},
    {"probe", "what went on in it while it read a prompt", get_probe, "probe"},
    {0},
};

static const ScriptField GENERATION_FIELDS[] = {
    {"context", "the tokens of the prompt", get_context, "tokens"},
    {"temperature", "that divided the logits", get_temperature, "figure"},
    {"top_k", "candidates that were kept", get_top_k, "figure"},
    {"n_ctx", "tokens it looked back on", get_generation_n_ctx, "figure"},
    {0},
};

static const Arg FROM_ARGS[] = {
    {"first", ARG_INTEGER, .min = 1, .max = 1e9, .help = "the first of them, from 1"},
    {"last", ARG_INTEGER, .optional = true, .min = 1, .max = 1e9, .help = "and the last; else all that follow"},
    {0},
};

static const Verb GENERATION_METHODS[] = {
    {"from", SHAPE_FUNCTION, "Some of its tokens.", FROM_ARGS, .call = method_from, .returns = "tokens"},
    {0},
};

static const ScriptField TOKEN_FIELDS[] = {
    {"id", "in the vocabulary", get_token_id, "figure"},
    {"text", "its characters", get_token_text, "name"},
    {"p", "its probability when it was drawn", get_token_p, "figure"},
    {"entropy", "of the distribution, in nats", get_token_entropy, "figure"},
    {"draw", "the random number that chose it", get_token_draw, "figure"},
    {0},
};

const ScriptType RUN_TYPE = {.name = "run", .help = "What a training recorded.", .fields = RUN_FIELDS};
const ScriptType GENERATION_TYPE = {.name = "generation",
                                    .help = "A text that the model wrote, token by token.",
                                    .methods = GENERATION_METHODS,
                                    .fields = GENERATION_FIELDS,
                                    .length = generation_length,
                                    .item = generation_item};
const ScriptType TOKENS_TYPE = {.name = "tokens", .help = "Tokens.", .length = tokens_length, .item = tokens_item};
const ScriptType TOKEN_TYPE = {.name = "token", .help = "A token of a text.", .fields = TOKEN_FIELDS};

ScriptValue run_value(Arena *arena, const void *input, const char *name)
{
    RunView *view = ARENA_NEW(arena, RunView);
    *view = (RunView){input, name};
    return value_handle(&RUN_TYPE, view);
}
