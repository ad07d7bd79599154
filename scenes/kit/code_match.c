// code_match.c — an alignment of two lists of lines with the greatest likeness, by dynamic programming.
#include "scenes/kit/code_text.h"

#include <math.h>
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

// best[i][k]: the likeness of all lines of `old` from i on with those of `fresh` from k on, as they are best aligned.
static double *best_likeness(Arena *arena, const CodeText *old, const CodeText *fresh)
{
    const int n = old->n_lines, m = fresh->n_lines, pitch = m + 1;
    double *best = ARENA_ARRAY(arena, double, (n + 1) * pitch);
    for (int i = n - 1; i >= 0; i--)
        for (int k = m - 1; k >= 0; k--) {
            const double both = likeness(&old->lines[i], &fresh->lines[k]) + best[(i + 1) * pitch + k + 1];
            best[i * pitch + k] = fmax(both, fmax(best[(i + 1) * pitch + k], best[i * pitch + k + 1]));
        }
    return best;
}

void code_match(Arena *arena, const CodeText *old, CodeText *fresh)
{
    const int n_old = old ? old->n_lines : 0, pitch = fresh->n_lines + 1;
    const double *best = old ? best_likeness(arena, old, fresh) : NULL;
    fresh->next_id = old ? old->next_id : 0;
    int i = 0, k = 0;
    while (k < fresh->n_lines) {
        const double here = i < n_old ? best[i * pitch + k] : 0;
        const double alike = i < n_old ? likeness(&old->lines[i], &fresh->lines[k]) : 0;
        if (alike > 0 && here == alike + best[(i + 1) * pitch + k + 1]) {
            fresh->lines[k++].id = old->lines[i++].id;
        } else if (i < n_old && here == best[(i + 1) * pitch + k]) {
            i++; // this one has left
        } else {
            fresh->lines[k++].id = fresh->next_id++;
        }
    }
}
