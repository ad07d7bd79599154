// code_match.c — which line of a code is which of another version of it.
#include "engine/base/align.h"
#include "scenes/kit/code_text.h"

#include <string.h>

static const double LEAST_LIKENESS = 0.4;

static double weight(const CodeToken *token)
{
    static const double SIGN_WEIGHT = 0.2;
    return token->kind == CODE_SIGN ? SIGN_WEIGHT : 1;
}

// The share of tokens that two lines have in common; 0 when it is too small for one to be a version of the other.
static double likeness(const CodeLine *a, const CodeLine *b)
{
    double common = 0, all = 0;
    for (int k = 0; k < b->n_tokens; k++)
        all += weight(&b->tokens[k]);
    for (int i = 0; i < a->n_tokens; i++) {
        all += weight(&a->tokens[i]);
        for (int k = 0; k < b->n_tokens; k++)
            common += strcmp(a->tokens[i].name, b->tokens[k].name) == 0 ? weight(&a->tokens[i]) : 0;
    }
    const double share = all > 0 ? 2 * common / all : 0;
    return share >= LEAST_LIKENESS ? share : 0;
}

typedef struct Texts {
    const CodeText *old, *fresh;
} Texts;

static double line_likeness(const void *context, int old, int fresh)
{
    const Texts *texts = context;
    return likeness(&texts->old->lines[old], &texts->fresh->lines[fresh]);
}

void code_match(Arena *arena, const CodeText *old, CodeText *fresh)
{
    const Texts texts = {old, fresh};
    const int *partners = align_sequences(arena, old ? old->n_lines : 0, fresh->n_lines, line_likeness, &texts);
    fresh->next_id = old ? old->next_id : 0;
    for (int k = 0; k < fresh->n_lines; k++)
        fresh->lines[k].id = partners[k] == NO_PARTNER ? fresh->next_id++ : old->lines[partners[k]].id;
}
