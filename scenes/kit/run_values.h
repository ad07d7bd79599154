// run_values.h — a run as scripts see it: its numbers are figures, its texts quotations, its tokens and tensors
// handles.
#ifndef GPTREEL_KIT_RUN_VALUES_H
#define GPTREEL_KIT_RUN_VALUES_H

#include "engine/verbs/verbs.h"
#include "model/run/run.h"

// A run with the name that the film has for it. In the scene's arena.
typedef struct RunView {
    const Run *run;
    const char *origin; // "main"
} RunView;

// A token of a text: of the prompt, or drawn by the model, or guessed at; or what a probe predicts, of which none was
// drawn (id -1).
typedef struct TokenView {
    const RunView *view;
    int32_t id;
    const char *text;      // UTF-8, as the tokenizer has it
    const RunToken *drawn; // how it came to be, or what is predicted; NULL: it was given
    int64_t index;         // among the generated ones, from 0; -1: it is none of them
    FigureSource id_in, text_in; // where its id is recorded, and its text, or the one that it is of
    // Of one with candidates, where these are: a list of [id, p] by falling p, or numbers by id.
    FigureSource top_in;
    bool by_id;
    const char *within; // in front of the names of its numbers there: "untrained."
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

// The id of a token as a script gave it, if it is the one that was drawn. -1 after script_fail: it is another.
int64_t token_that_was_drawn(ScriptCall *call, const TokenView *token, const Figure *id);

// ---- steps of the training (step_values.c) ----

// A text that the model wrote while it trained.
typedef struct SampleView {
    const RunView *view;
    const RunSample *sample;
} SampleView;

extern const ScriptType METRICS_TYPE; // object: a RunView; a sequence
extern const ScriptType METRIC_TYPE;
extern const ScriptType SAMPLES_TYPE; // object: a RunView; a sequence
extern const ScriptType SAMPLE_TYPE;  // object: a SampleView

// A recorded step; nil for NULL.
ScriptValue metric_value(ScriptCall *call, const RunView *view, const RunMetric *metric);

// Where a field of it is recorded.
FigureSource sample_source(Arena *arena, const SampleView *sample, const char *field);

// The step at which it was written, as a figure in the arena.
const Figure *sample_step(Arena *arena, const SampleView *sample);

// A field of all recorded steps as figures in the arena, [n_metrics], NULL where a step does not have it. NULL on
// error: there is no such field.
const Figure **metrics_column(Arena *arena, const RunView *view, const char *field, Err *err);

// ---- the text (text_values.c) ----

extern const ScriptType RUN_TEXT_TYPE; // object: a RunView whose run has a text

// ---- a guess (guess_values.c) ----

// What the model expected at the place of the run's guess, at the end of the training or at step 0.
typedef struct GuessView {
    const RunView *view;
    const RunToken *token; // that comes there
    const char *within;    // in front of the names of what is recorded of it: "untrained.", or ""
} GuessView;

extern const ScriptType GUESS_TYPE; // object: a GuessView

// The run's guess; nil when it has none.
ScriptValue guess_value(ScriptCall *call, const RunView *view);

// How surprising something of a probability is: -ln of it. In the arena.
const Figure *surprise_figure(Arena *arena, const Figure *p);

// The probability of the token that the text goes on with, and how surprising that is. In the arena.
const Figure *guess_probability(Arena *arena, const GuessView *guess);
const Figure *guess_surprise(Arena *arena, const GuessView *guess);

// The updates that the model had had by then. In the arena.
const Figure *guess_step(Arena *arena, const GuessView *guess);

// Where the text around the token is recorded ("before", "after"), and a field of the token itself.
FigureSource guess_text_source(const GuessView *guess, const char *field);
FigureSource guess_token_source(Arena *arena, const GuessView *guess, const char *field);

// ---- the probe (probe_values.c) ----

// A recorded tensor, or what is left of it behind the indices that a script gave. In the scene's arena.
typedef struct TensorView {
    const RunView *view;
    const Tensor *tensor;
    const char *file;                   // that it stands in: "probes/5000.safetensors"
    int64_t index[FIGURE_MOST_INDICES]; // [n_fixed] from 0
    int n_fixed;
} TensorView;

extern const ScriptType PROBE_TYPE;  // object: a RunView whose run has a probe
extern const ScriptType TENSOR_TYPE; // object: a TensorView of at least one dimension; a sequence along its first one

// How many dimensions are left, and how long one of them is, counted from 0 among these.
int tensor_view_dims(const TensorView *view);
int64_t tensor_view_length(const TensorView *view, int dim);

// Its values, row-major.
const float *tensor_view_values(const TensorView *view);

// One of its values as a figure; `index` [tensor_view_dims] counts from 0. In the arena.
const Figure *tensor_view_figure(Arena *arena, const TensorView *view, const int64_t *index);

// The run's few weights before and after its training, as a tensor by time, row and column; nil when it has none.
ScriptValue few_weights_value(ScriptCall *call, const RunView *view);

// How its loss changes while weights are moved, as a tensor by what is moved, places and losses, and place; likewise.
ScriptValue descent_value(ScriptCall *call, const RunView *view);

// How some of these move, as a tensor by values and moves, and weight; likewise.
ScriptValue nudges_value(ScriptCall *call, const RunView *view);

// Candidate `place` of a token's distribution, from 0 and by falling probability, as a figure. In the arena.
const Figure *token_candidate_figure(Arena *arena, const TokenView *token, int place);

// What all other tokens have beside those that are shown, as a figure in the arena: what is left of the whole
// percentages that stand there, so that these add up to 100, if that is within a point of what it really is.
const Figure *others_figure(Arena *arena, const Figure *const *shown, int n_shown);

// The highest probability in a list of predictions, the argument `among` of a verb; 0 when it was not given. A token
// that was not drawn is an error of the call.
double highest_among(ScriptCall *call, const ScriptArgs *args);

// ---- moments of the training (moment_values.c) ----

extern const ScriptType GRADIENTS_TYPE; // object: a RunView; a sequence
extern const ScriptType GRADIENT_TYPE;
extern const ScriptType SNAPSHOTS_TYPE; // object: a RunView; a sequence
extern const ScriptType SNAPSHOT_TYPE;

// ---- for the files of such values ----

// Where a field of a run stands: in a record of a file, NULL for the only one.
FigureSource run_source(const RunView *view, const char *file, const char *record, const char *field);

// The number that a field's row finds in a struct of the reader's (a RunMetric), which a file of the run has in that
// record. NULL where none was recorded.
const Figure *run_number(Arena *arena, const RunView *view, const ScriptField *field, const void *from,
                         const char *file, const char *record);

// The scene's, outside of scenes the script's.
Arena *run_arena(ScriptCall *call);

#endif
