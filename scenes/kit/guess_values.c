// guess_values.c — what a model expected at one token of the text that it never saw, as scripts see it.
#include "scenes/kit/run_values.h"

#include <stddef.h>

FigureSource guess_text_source(const GuessView *guess, const char *field)
{
    return run_source(guess->view, "guess.json", NULL, field);
}

FigureSource guess_token_source(Arena *arena, const GuessView *guess, const char *field)
{
    return guess_text_source(guess, arena_printf(arena, "%s%s", guess->within, field));
}

const Figure *guess_probability(Arena *arena, const GuessView *guess)
{
    return figure_leaf(arena, FIGURE_RUN, guess->token->p, guess_token_source(arena, guess, "p"));
}

const Figure *surprise_figure(Arena *arena, const Figure *p)
{
    const Figure *log = figure_op(arena, FIGURE_LOG, &p, 1);
    return figure_op(arena, FIGURE_NEG, &log, 1);
}

const Figure *guess_surprise(Arena *arena, const GuessView *guess)
{
    return surprise_figure(arena, guess_probability(arena, guess));
}

const Figure *guess_step(Arena *arena, const GuessView *guess)
{
    const Run *run = guess->view->run;
    return guess->token == run->guess->untrained
               ? figure_leaf(arena, FIGURE_ORDINAL, 0, (FigureSource){.field = "step"})
               : figure_leaf(arena, FIGURE_RUN, (double)run->n_steps,
                             run_source(guess->view, "run.json", NULL, "totals.steps"));
}

static ScriptValue get_probability(ScriptCall *call, void *object)
{
    return value_figure(guess_probability(run_arena(call), object));
}

static ScriptValue get_surprise(ScriptCall *call, void *object)
{
    return value_figure(guess_surprise(run_arena(call), object));
}

static ScriptValue get_step(ScriptCall *call, void *object)
{
    return value_figure(guess_step(run_arena(call), object));
}

static ScriptValue get_rank(ScriptCall *call, void *object)
{
    const GuessView *guess = object;
    int n_likelier = 0;
    for (int i = 0; i < guess->token->n_top; i++)
        n_likelier += guess->token->top[i].p > guess->token->p;
    return value_figure(figure_leaf(run_arena(call), FIGURE_COUNT, n_likelier + 1,
                                    guess_token_source(run_arena(call), guess, "top")));
}

static ScriptValue get_around(ScriptCall *call, void *object)
{
    const GuessView *guess = object;
    const char *const *words = (const void *)((const char *)guess->view->run->guess + call->field->at);
    return value_words(run_arena(call), FIGURE_QUOTE, *words, guess_text_source(guess, call->field->name));
}

static ScriptValue get_text(ScriptCall *call, void *object)
{
    const GuessView *guess = object;
    Arena *arena = run_arena(call);
    return value_words(arena, FIGURE_QUOTE, guess->token->text, guess_token_source(arena, guess, "text"));
}

static ScriptValue get_token(ScriptCall *call, void *object)
{
    const GuessView *guess = object;
    Arena *arena = run_arena(call);
    TokenView *token = ARENA_NEW(arena, TokenView);
    *token = (TokenView){guess->view,
                         guess->token->id,
                         guess->token->text,
                         guess->token,
                         -1,
                         guess_token_source(arena, guess, "id"),
                         guess_token_source(arena, guess, "text"),
                         .top_in = guess_token_source(arena, guess, "top"),
                         .within = guess->within};
    return value_handle(&TOKEN_TYPE, token);
}

static ScriptValue view_of(ScriptCall *call, const RunView *view, const RunToken *token, const char *within)
{
    if (!token)
        return value_nil();
    GuessView *guess = ARENA_NEW(run_arena(call), GuessView);
    *guess = (GuessView){view, token, within};
    return value_handle(&GUESS_TYPE, guess);
}

static ScriptValue get_untrained(ScriptCall *call, void *object)
{
    const RunView *view = ((const GuessView *)object)->view;
    return view_of(call, view, view->run->guess->untrained, "untrained.");
}

ScriptValue guess_value(ScriptCall *call, const RunView *view)
{
    return view_of(call, view, view->run->guess ? &view->run->guess->token : NULL, "");
}

static const ScriptField GUESS_FIELDS[] = {
    {"before", "the text in front of it", get_around, "name", offsetof(RunGuess, before)},
    {"text", "the token itself", get_text, "name"},
    {"after", "how the text goes on", get_around, "name", offsetof(RunGuess, after)},
    {"p", "the probability that the model gave it", get_probability, "figure"},
    {"surprise", "-ln of that", get_surprise, "figure"},
    {"rank", "its place among what was expected, by falling probability", get_rank, "figure"},
    {"step", "the updates that the model had had by then", get_step, "figure"},
    {"token", "the token with what was expected in its place: for next_bars, histogram, draw_strip", get_token,
     "token"},
    {"untrained", "the same guess by the model as it was at step 0; nil in a run that does not tell", get_untrained,
     "guess"},
    {0},
};

const ScriptType GUESS_TYPE = {
    .name = "guess", .help = "What the model expected at one token of held-out text.", .fields = GUESS_FIELDS};
