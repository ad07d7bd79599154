// run_values.c — the run's fields for scripts.
#include "scenes/pictures/run_values.h"

#include "engine/base/utf8.h"
#include "engine/verbs/figure_verbs.h"
#include "scenes/kit/measure.h"
#include "scenes/pictures/probe_values.h"

#include <inttypes.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

static Arena *arena_of(ScriptCall *call)
{
    return call->host ? scene_arena(call->host) : call->arena;
}

// What the run recorded; nil where it did not.
static ScriptValue figure(ScriptCall *call, const RunView *view, double value, const char *file, const char *record,
                          const char *field)
{
    if (!isfinite(value))
        return value_nil();
    return value_figure(
        figure_leaf(arena_of(call), FIGURE_RUN, value,
                    (FigureSource){.origin = view->origin, .file = file, .record = record, .field = field}));
}

// Words that the run recorded, which may have digits.
static ScriptValue quotation(ScriptCall *call, const RunView *view, const char *words, const char *file,
                             const char *record, const char *field)
{
    return value_words(arena_of(call), FIGURE_QUOTE, words,
                       (FigureSource){.origin = view->origin, .file = file, .record = record, .field = field});
}

// ---- the run ----

// A field of run.json that is a whole number.
#define COUNT_FIELD(name_, member_, path_)                                                                             \
    static ScriptValue get_##name_(ScriptCall *call, void *object)                                                     \
    {                                                                                                                  \
        const RunView *view = object;                                                                                  \
        return figure(call, view, (double)view->run->member_, "run.json", NULL, path_);                                \
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
    return value_figure(run_width_figure(arena_of(call), object, true));
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
    const char *cut = arena_strndup(arena_of(call), name, n_line < n_room ? n_line : n_room);
    const ScriptValue value = quotation(call, view, cut, "run.json", NULL, "corpus.name");
    if (n_line > n_room)
        ((Name *)value.handle.object)->words = arena_printf(arena_of(call), "%s…", cut);
    return value;
}

static ScriptValue get_command(ScriptCall *call, void *object)
{
    const RunView *view = object;
    return quotation(call, view, view->run->command, "run.json", NULL, "command");
}

static ScriptValue get_metrics(ScriptCall *call, void *object)
{
    (void)call;
    return ((const RunView *)object)->run->n_metrics > 0 ? value_handle(&METRICS_TYPE, object) : value_nil();
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

// ---- metrics ----

typedef struct MetricView {
    const RunView *view;
    const RunMetric *metric;
} MetricView;

static ScriptValue metric_value(ScriptCall *call, const RunView *view, const RunMetric *metric)
{
    if (!metric)
        return value_nil();
    MetricView *object = ARENA_NEW(arena_of(call), MetricView);
    *object = (MetricView){view, metric};
    return value_handle(&METRIC_TYPE, object);
}

static ScriptValue get_best(ScriptCall *call, void *object)
{
    return metric_value(call, object, run_best(((const RunView *)object)->run));
}

static int64_t metrics_length(void *object)
{
    return ((const RunView *)object)->run->n_metrics;
}

static ScriptValue metrics_item(ScriptCall *call, void *object, int64_t index)
{
    const RunView *view = object;
    return metric_value(call, view, &view->run->metrics[index - 1]);
}

#define METRIC_FIELD(name_, member_)                                                                                   \
    static ScriptValue get_metric_##name_(ScriptCall *call, void *object)                                              \
    {                                                                                                                  \
        const MetricView *m = object;                                                                                  \
        const char *record = arena_printf(arena_of(call), "step=%" PRId64, m->metric->step);                           \
        return figure(call, m->view, (double)m->metric->member_, "metrics.jsonl", record, #name_);                     \
    }

METRIC_FIELD(step, step)
METRIC_FIELD(tokens, n_tokens)
METRIC_FIELD(loss, loss)
METRIC_FIELD(val_loss, val_loss)
METRIC_FIELD(lr, lr)
METRIC_FIELD(grad_norm, grad_norm)
METRIC_FIELD(reward, reward)
METRIC_FIELD(tool_rate, tool_rate)
METRIC_FIELD(answer_tokens, answer_tokens)

// ---- samples ----

static int64_t samples_length(void *object)
{
    return ((const RunView *)object)->run->n_samples;
}

static ScriptValue samples_item(ScriptCall *call, void *object, int64_t index)
{
    const RunView *view = object;
    SampleView *sample = ARENA_NEW(arena_of(call), SampleView);
    *sample = (SampleView){view, &view->run->samples[index - 1]};
    return value_handle(&SAMPLE_TYPE, sample);
}

// Of a step's lines the sample is the first.
static const char *sample_record(Arena *arena, const SampleView *s)
{
    return arena_printf(arena, "step=%" PRId64, s->sample->step);
}

const Figure *sample_step(Arena *arena, const SampleView *s)
{
    return figure_leaf(arena, FIGURE_RUN, (double)s->sample->step,
                       (FigureSource){.origin = s->view->origin,
                                      .file = "samples.jsonl",
                                      .record = sample_record(arena, s),
                                      .field = "step"});
}

static ScriptValue get_sample_step(ScriptCall *call, void *object)
{
    return value_figure(sample_step(arena_of(call), object));
}

static ScriptValue get_sample_text(ScriptCall *call, void *object)
{
    const SampleView *s = object;
    return quotation(call, s->view, s->sample->text, "samples.jsonl", sample_record(arena_of(call), s), "text");
}

static ScriptValue get_sample_prompt(ScriptCall *call, void *object)
{
    const SampleView *s = object;
    return quotation(call, s->view, s->sample->prompt, "samples.jsonl", sample_record(arena_of(call), s), "prompt");
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
    return token_value(drawn_view(arena_of(call), view, index));
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
    return given_tokens(arena_of(call), view, generation->prompt_ids, generation->n_prompt, in, text_in);
}

static ScriptValue generation_figure(ScriptCall *call, void *object, double value, const char *field)
{
    return figure(call, object, value, "generation.jsonl", "1", field);
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
    TokenList *list = make_list(arena_of(call), 0);
    if (first < n && end > first)
        list = make_list(arena_of(call), (end < n ? end : n) - first);
    for (int64_t i = 0; i < list->n; i++)
        list->tokens[i] = drawn_view(arena_of(call), view, first + i);
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
    return arena_printf(arena_of(call), "%" PRId64, token->index + 2); // behind the line that heads the file
}

static ScriptValue get_token_text(ScriptCall *call, void *object)
{
    const TokenView *token = object;
    if (token->text_in)
        return value_words(arena_of(call), FIGURE_QUOTE, token->text, *token->text_in);
    return quotation(call, token->view, token->text, "generation.jsonl", token_record(call, token), "text");
}

static ScriptValue get_token_id(ScriptCall *call, void *object)
{
    const TokenView *token = object;
    if (token->id < 0)
        return value_nil();
    if (token->id_in)
        return value_figure(figure_leaf(arena_of(call), FIGURE_RUN, token->id, *token->id_in));
    return figure(call, token->view, token->id, "generation.jsonl", token_record(call, token), "id");
}

static ScriptValue drawn_figure(ScriptCall *call, const TokenView *token, double value, const char *field)
{
    return token->drawn ? figure(call, token->view, value, "generation.jsonl", token_record(call, token), field)
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
        TokenList *list = make_list(arena_of(call), n);
        for (int i = 0; i < n; i++)
            list->tokens[i] = drawn_view(arena_of(call), value.handle.object, i);
        *n_tokens = n;
        return list->tokens;
    }
    if (value.kind == VALUE_LIST) {
        TokenList *list = make_list(arena_of(call), value.list.n_items);
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

static const ScriptField METRIC_FIELDS[] = {
    {"step", "updates so far", get_metric_step, "figure"},
    {"tokens", "tokens seen so far", get_metric_tokens, "figure"},
    {"loss", "of this update's batch", get_metric_loss, "figure"},
    {"val_loss", "over the validation part", get_metric_val_loss, "figure"},
    {"lr", "learning rate", get_metric_lr, "figure"},
    {"grad_norm", "norm of the gradient", get_metric_grad_norm, "figure"},
    {"reward", "that the answers of this update earned, on average", get_metric_reward, "figure"},
    {"tool_rate", "share of them that used the calculator", get_metric_tool_rate, "figure"},
    {"answer_tokens", "their length, on average", get_metric_answer_tokens, "figure"},
    {0},
};

static const ScriptField SAMPLE_FIELDS[] = {
    {"step", "updates so far", get_sample_step, "figure"},
    {"prompt", "what was given", get_sample_prompt, "name"},
    {"text", "what the model wrote", get_sample_text, "name"},
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
const ScriptType METRICS_TYPE = {
    .name = "metrics", .help = "Recorded steps.", .length = metrics_length, .item = metrics_item};
const ScriptType METRIC_TYPE = {.name = "metric", .help = "A recorded step.", .fields = METRIC_FIELDS};
const ScriptType SAMPLES_TYPE = {
    .name = "samples", .help = "Texts written while it trained.", .length = samples_length, .item = samples_item};
const ScriptType SAMPLE_TYPE = {.name = "sample", .help = "A text written at a step.", .fields = SAMPLE_FIELDS};
const ScriptType GENERATION_TYPE = {.name = "generation",
                                    .help = "A text that the model wrote, token by token.",
                                    .methods = GENERATION_METHODS,
                                    .fields = GENERATION_FIELDS,
                                    .length = generation_length,
                                    .item = generation_item};
const ScriptType TOKENS_TYPE = {.name = "tokens", .help = "Tokens.", .length = tokens_length, .item = tokens_item};
const ScriptType TOKEN_TYPE = {.name = "token", .help = "A token of a text.", .fields = TOKEN_FIELDS};

const Figure **metrics_column(ScriptCall *call, void *metrics, const char *field, int *n)
{
    const RunView *view = metrics;
    const Figure **column = ARENA_ARRAY(arena_of(call), const Figure *, view->run->n_metrics);
    for (const ScriptField *row = METRIC_FIELDS; row->name; row++) {
        if (strcmp(row->name, field) != 0)
            continue;
        for (*n = 0; *n < view->run->n_metrics; ++*n) {
            MetricView metric = {view, &view->run->metrics[*n]};
            column[*n] = value_object(row->get(call, &metric), &FIGURE_TYPE);
        }
        return column;
    }
    return NULL;
}

ScriptValue run_value(Arena *arena, const void *input, const char *name)
{
    RunView *view = ARENA_NEW(arena, RunView);
    *view = (RunView){input, name};
    return value_handle(&RUN_TYPE, view);
}
