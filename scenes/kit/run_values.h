// run_values.h — a run as scripts see it: its numbers are figures, its texts quotations, its tokens handles.
#ifndef GPTREEL_KIT_RUN_VALUES_H
#define GPTREEL_KIT_RUN_VALUES_H

#include "engine/verbs/verbs.h"
#include "model/run/run.h"

// A run with the name that the film has for it. In the scene's arena.
typedef struct RunView {
    const Run *run;
    const char *origin; // "main"
} RunView;

// A token of a text: of the prompt, or drawn by the model; or what a probe predicts, of which none was drawn (id -1).
typedef struct TokenView {
    const RunView *view;
    int32_t id;
    const char *text;      // UTF-8, as the tokenizer has it
    const RunToken *drawn; // how it came to be, or what is predicted; NULL: it was given
    int64_t index;         // among the generated ones, from 0; -1: it is none of them
    const FigureSource *id_in, *text_in; // of one that was given: where its id is recorded, and the text that it is of
} TokenView;

extern const ScriptType RUN_TYPE;        // object: a RunView
extern const ScriptType GENERATION_TYPE; // object: a RunView whose run has a generation; a sequence of its tokens
extern const ScriptType TOKEN_TYPE;      // object: a TokenView

// What a scene's function is given of one of a film's inputs, which is a Run, under the film's name for it.
ScriptValue run_value(Arena *arena, const void *input, const char *name);

// A list of tokens that were given, by id, with where the ids and their text are recorded; the generation's token at a
// place from 0. In the arena.
ScriptValue given_tokens(Arena *arena, const RunView *view, const int32_t *ids, int n_ids, FigureSource ids_in,
                         FigureSource text_in);
ScriptValue drawn_token(Arena *arena, const RunView *view, int64_t index);

// How wide the stream is, or the middle of an MLP. In the arena.
const Figure *run_width_figure(Arena *arena, const RunView *view, bool hidden);

// The tokens of a handle or a list, in the scene's arena. NULL after script_fail.
const TokenView *const *tokens_of(ScriptCall *call, ScriptValue value, int *n_tokens);

// Whether there are probabilities behind a token; else script_fail says so. `token` may be NULL.
bool token_was_drawn(ScriptCall *call, const TokenView *token);

// For the files of such values. The number that a field's row finds in a record of the reader's (a RunMetric), which a
// file of the run has in that line: NULL where none was recorded. Recorded words, which may have digits. And the arena
// for both: the scene's, outside of scenes the script's.
const Figure *run_number(Arena *arena, const RunView *view, const ScriptField *field, const void *record,
                         const char *file, const char *line);
ScriptValue run_quotation(ScriptCall *call, const RunView *view, const char *words, const char *file,
                          const char *record, const char *field);
Arena *run_arena(ScriptCall *call);

#endif
