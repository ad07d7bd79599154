// text_values.c — what the text of a run holds, as scripts see it: its parts, symbols, a line, the first windows.
#include "scenes/kit/run_values.h"

#include <stddef.h>
#include <string.h>

static const char FILE_NAME[] = "text.json";

static const RunText *text_of(void *object)
{
    return ((const RunView *)object)->run->text;
}

static FigureSource source_at(void *object, const char *field, int64_t index)
{
    FigureSource source = run_source(object, FILE_NAME, NULL, field);
    source.index[0] = index;
    source.n_indices = index >= 0;
    return source;
}

static ScriptValue get_count(ScriptCall *call, void *object)
{
    return value_figure(run_number(run_arena(call), object, call->field, text_of(object), FILE_NAME, NULL));
}

static ScriptValue get_words(ScriptCall *call, void *object)
{
    const char *const *words = (const void *)((const char *)text_of(object) + call->field->at);
    return value_words(run_arena(call), FIGURE_QUOTE, *words, source_at(object, call->field->name, -1));
}

static ScriptValue numbers(ScriptCall *call, void *object, const char *field, const int64_t *values, int n)
{
    Arena *arena = run_arena(call);
    ScriptValue *figures = ARENA_ARRAY(arena, ScriptValue, n);
    for (int i = 0; i < n; i++)
        figures[i] =
            value_figure(figure_leaf(arena, FIGURE_RUN, (double)values[i], source_at(object, field, i)));
    return value_list(figures, n);
}

static ScriptValue get_symbol_counts(ScriptCall *call, void *object)
{
    const RunText *text = text_of(object);
    return numbers(call, object, "symbol_counts", text->symbol_counts, (int)((const RunView *)object)->run->n_vocab);
}

static ScriptValue get_starts(ScriptCall *call, void *object)
{
    return numbers(call, object, "starts", text_of(object)->starts, text_of(object)->n_windows);
}

static ScriptValue get_pair_vocab(ScriptCall *call, void *object)
{
    return numbers(call, object, "pairs.vocab", text_of(object)->pair_vocab, text_of(object)->n_pairs);
}

static ScriptValue get_pair_tokens(ScriptCall *call, void *object)
{
    return numbers(call, object, "pairs.tokens", text_of(object)->pair_tokens, text_of(object)->n_pairs);
}

// All symbols that there are, by their ids: the vocabulary names them. (Only a text of characters is recorded.)
static ScriptValue get_symbols(ScriptCall *call, void *object)
{
    Arena *arena = run_arena(call);
    const RunView *view = object;
    const int n = (int)view->run->n_vocab;
    ScriptValue *tokens = ARENA_ARRAY(arena, ScriptValue, n);
    for (int i = 0; i < n; i++) {
        TokenView *token = ARENA_NEW(arena, TokenView);
        const char *symbol = view->run->vocab[i];
        const FigureSource named =
            run_source(view, "tokenizer.json", NULL, arena_printf(arena, "model.vocab.%s", symbol));
        *token = (TokenView){view, i, symbol, NULL, -1, named, named};
        tokens[i] = value_handle(&TOKEN_TYPE, token);
    }
    return value_list(tokens, n);
}

static ScriptValue get_line_tokens(ScriptCall *call, void *object)
{
    const RunText *text = text_of(object);
    return given_tokens(run_arena(call), object, text->line_ids, text->n_line, source_at(object, "line_ids", -1),
                        source_at(object, "line", -1));
}

// The line in byte pairs, which are not of the run's vocabulary.
static ScriptValue get_pairs(ScriptCall *call, void *object)
{
    Arena *arena = run_arena(call);
    const RunText *text = text_of(object);
    ScriptValue *tokens = ARENA_ARRAY(arena, ScriptValue, text->n_pair_ids);
    for (int i = 0; i < text->n_pair_ids; i++) {
        TokenView *token = ARENA_NEW(arena, TokenView);
        *token = (TokenView){object, text->pair_ids[i], text->pair_texts[i], NULL, -1,
                             source_at(object, "pairs.line_ids", i), source_at(object, "pairs.line_texts", i)};
        tokens[i] = value_handle(&TOKEN_TYPE, token);
    }
    return value_list(tokens, text->n_pair_ids);
}

// A list of rows, each a list of tokens: the inputs and one token more.
static ScriptValue get_windows(ScriptCall *call, void *object)
{
    Arena *arena = run_arena(call);
    const RunText *text = text_of(object);
    const int n = text->n_window + 1;
    ScriptValue *rows = ARENA_ARRAY(arena, ScriptValue, text->n_windows);
    for (int i = 0; i < text->n_windows; i++) {
        const char *field = arena_printf(arena, "windows.%d", i);
        rows[i] = given_tokens(arena, object, text->windows + i * n, n, source_at(object, field, -1),
                               source_at(object, field, -1));
    }
    return value_list(rows, text->n_windows);
}

static const ScriptField TEXT_FIELDS[] = {
    {"n_train", "tokens to learn from", get_count, "figure", offsetof(RunText, n_train), true},
    {"n_val", "tokens kept for validation", get_count, "figure", offsetof(RunText, n_val), true},
    {"opening", "its first lines", get_words, "name", offsetof(RunText, opening)},
    {"symbols", "all that occur, by their ids", get_symbols, "token[]"},
    {"symbol_counts", "how often each of them occurs", get_symbol_counts, "figure[]"},
    {"line", "one line of it", get_words, "name", offsetof(RunText, line)},
    {"line_tokens", "that line in characters", get_line_tokens, "token[]"},
    {"pair_line", "and in byte pairs, by the largest but one of the vocabularies", get_pairs, "token[]"},
    {"pair_vocab", "sizes of byte-pair vocabularies, rising", get_pair_vocab, "figure[]"},
    {"pair_tokens", "how many tokens the text is with each of them", get_pair_tokens, "figure[]"},
    {"starts", "where the first windows of the first batch begin, from 0", get_starts, "figure[]"},
    {"windows", "each of these as a list of tokens: the inputs and one more", get_windows, "list"},
    {0},
};

const ScriptType RUN_TEXT_TYPE = {
    .name = "text_of_run", .help = "What the text holds that a run learned from.", .fields = TEXT_FIELDS};
