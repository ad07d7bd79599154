// guess_values.c — what a model expected at one token of the text that it never saw, as scripts see it.
#include "scenes/kit/run_values.h"

#include <stddef.h>

FigureSource guess_source(const RunView *view, const char *field)
{
    return run_source(view, "guess.json", NULL, field);
}

const Figure *guess_probability(Arena *arena, const RunView *view)
{
    return figure_leaf(arena, FIGURE_RUN, view->run->guess->token.p, guess_source(view, "p"));
}

const Figure *guess_surprise(Arena *arena, const RunView *view)
{
    const Figure *p = guess_probability(arena, view), *log = figure_op(arena, FIGURE_LOG, &p, 1);
    return figure_op(arena, FIGURE_NEG, &log, 1);
}

static ScriptValue get_probability(ScriptCall *call, void *object)
{
    return value_figure(guess_probability(run_arena(call), object));
}

static ScriptValue get_surprise(ScriptCall *call, void *object)
{
    return value_figure(guess_surprise(run_arena(call), object));
}

static ScriptValue get_words(ScriptCall *call, void *object)
{
    const RunView *view = object;
    const char *const *words = (const void *)((const char *)view->run->guess + call->field->at);
    return value_words(run_arena(call), FIGURE_QUOTE, *words, guess_source(view, call->field->name));
}

static const ScriptField GUESS_FIELDS[] = {
    {"before", "the text in front of it", get_words, "name", offsetof(RunGuess, before)},
    {"text", "the token itself", get_words, "name", offsetof(RunGuess, token.text)},
    {"after", "how the text goes on", get_words, "name", offsetof(RunGuess, after)},
    {"p", "the probability that the model gave it", get_probability, "figure"},
    {"surprise", "-ln of that", get_surprise, "figure"},
    {0},
};

const ScriptType GUESS_TYPE = {
    .name = "guess", .help = "What the model expected at one token of held-out text.", .fields = GUESS_FIELDS};
