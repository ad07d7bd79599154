// guess.c — every place in the lines that read best is looked at, and the one with the fewest flaws wins.
#include "model/infer/guess.h"

#include "engine/base/stop.h"
#include "engine/base/utf8.h"
#include "model/infer/descent.h"
#include "model/infer/sample.h"
#include "model/infer/untrained.h"
#include "model/run/writer.h"
#include "model/text/readable.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_BEFORE = 12, ROOM_BEFORE = 30, LEAST_AFTER = 6 }; // columns
enum { MOST_TOKENS = 128, LINES_AT_ONCE = 16 };                // tokens that are read of a line

// What speaks against a guess, beside the flaws of its line: each column too near to its begin or too far from it; that
// its surprise is not the loss, also by how much; not so when it is computed from what is shown of p; that its token is
// not among the likeliest, or is the likeliest itself; and each nat that the line's tokens surprise by.
static const double FLAW_COLUMN = 0.03, FLAW_OTHER_VALUE = 1, FLAW_NAT = 10, FLAW_ROUNDED = 0.5, FLAW_HIDDEN = 0.5,
                    FLAW_LIKELIEST = 0.15, FLAW_STRANGE = 0.2;

// The lines that are looked at: as many as take a few seconds.
static int most_lines(const Gpt *gpt)
{
    enum { LEAST = 32, MOST = 1024, TOKENS_OF_LINE = 45 };
    const double lines = 2.5e11 / ((double)gpt->n_items * TOKENS_OF_LINE);
    return lines < LEAST ? LEAST : lines > MOST ? MOST : (int)lines;
}

// A line under examination.
typedef struct Line {
    const ReadablePiece *piece;
    int32_t *ids; // [n]
    int64_t n;
    size_t *begins; // [n + 1] where each token begins in its text
} Line;

// The best place so far.
typedef struct Best {
    double flaws; // INFINITY: none
    Line line;
    int64_t place; // of the token, in the line
} Best;

static bool all_small_letters(const char *text, size_t n_bytes)
{
    uint32_t code = 0;
    for (size_t at = 0; at < n_bytes;) {
        const int n = utf8_decode(text + at, n_bytes - at, &code);
        if (n == 0 || !readable_is_letter(code) || (code >= 'A' && code <= 'Z'))
            return false;
        at += (size_t)n;
    }
    return n_bytes > 0;
}

// The characters that end and begin at a place of a piece; 0 where there is none.
static uint32_t character_before(const ReadablePiece *piece, size_t place)
{
    uint32_t code = 0;
    size_t begin = place;
    while (begin > 0 && ((unsigned char)piece->text[--begin] & 0xc0) == 0x80)
        continue;
    return begin < place && utf8_decode(piece->text + begin, place - begin, &code) > 0 ? code : 0;
}

static uint32_t character_at(const ReadablePiece *piece, size_t place)
{
    uint32_t code = 0;
    const size_t n = piece->n_bytes - place;
    return n > 0 && utf8_decode(piece->text + place, n, &code) > 0 ? code : 0;
}

// Whether the token is letters behind a letter; behind a single one another has to stand.
static bool is_within_word(const Line *line, int64_t place)
{
    const char *text = line->piece->text;
    const size_t begin = line->begins[place], end = line->begins[place + 1];
    const bool ends_word = !readable_is_letter(character_at(line->piece, end));
    return readable_is_letter(character_before(line->piece, begin)) && all_small_letters(text + begin, end - begin) &&
           !(ends_word && utf8_columns(text + begin, end - begin) == 1);
}

static double rounded(double value, double per_unit)
{
    return round(value * per_unit) / per_unit;
}

// How far a surprise is from the loss as both are shown, with two decimals, and computed from a probability with three.
static double flaws_of_surprise(double surprise, double loss)
{
    const double shown = rounded(loss, 100);
    double flaws = 0;
    if (rounded(surprise, 100) != shown)
        flaws += FLAW_OTHER_VALUE + FLAW_NAT * fabs(surprise - loss);
    if (rounded(-log(rounded(exp(-surprise), 1000)), 100) != shown)
        flaws += FLAW_ROUNDED;
    return flaws;
}

// INFINITY where the place is none for a guess.
static double flaws_of_place(const Line *line, int64_t place)
{
    const ReadablePiece *piece = line->piece;
    const int before = utf8_columns(piece->text, line->begins[place]);
    const size_t end = line->begins[place + 1];
    if (!is_within_word(line, place) || utf8_columns(piece->text + end, piece->n_bytes - end) < LEAST_AFTER)
        return (double)INFINITY;
    const int off = before < LEAST_BEFORE ? LEAST_BEFORE - before : before > ROOM_BEFORE ? before - ROOM_BEFORE : 0;
    return piece->flaws + FLAW_COLUMN * off;
}

// What is predicted at a place: -ln p of the token that comes, and how many are likelier.
static double surprise_at(const float *logits, int64_t n_vocab, int32_t id, int *n_likelier)
{
    double most = -(double)INFINITY, sum = 0;
    for (int64_t i = 0; i < n_vocab; i++)
        most = fmax(most, (double)logits[i]);
    *n_likelier = 0;
    for (int64_t i = 0; i < n_vocab; i++) {
        sum += exp((double)logits[i] - most);
        *n_likelier += logits[i] > logits[id];
    }
    return log(sum) + most - (double)logits[id];
}

// The tokens of a line and where each begins. False when they do not join up to its text.
static bool tokenise(Line *line, Arena *arena, const Tokenizer *tokenizer, const ReadablePiece *piece)
{
    *line = (Line){.piece = piece};
    line->ids = tokenizer_encode(tokenizer, arena, piece->text, piece->n_bytes, &line->n, NULL);
    if (!line->ids)
        return false;
    line->begins = ARENA_ARRAY(arena, size_t, line->n + 1);
    for (int64_t i = 0; i < line->n; i++) {
        size_t n_bytes;
        tokenizer_bytes(tokenizer, line->ids[i], &n_bytes);
        line->begins[i + 1] = line->begins[i] + n_bytes;
    }
    return line->begins[line->n] == piece->n_bytes;
}

// How many of a line's tokens the model reads: all but the last, or as many as there is room for.
static int64_t read_length(const Line *line, const GptState *state)
{
    return line->n - 1 < state->max_time ? line->n - 1 : state->max_time;
}

// Looks at all places of a line. `logits` (T, V) say what is predicted behind each token.
static void examine(Best *best, const GuessRequest *request, const Line *line, int64_t n_read, const float *logits)
{
    enum { SHOWN = 4, MOST_LIKELIER = 100 }; // candidates that a picture has room for; that are recorded
    double surprises[MOST_TOKENS], sum = 0;
    int n_likelier[MOST_TOKENS];
    for (int64_t i = 0; i < n_read; i++) {
        surprises[i] = surprise_at(logits + i * request->gpt->config.n_vocab, request->tokenizer->n_vocab,
                                   line->ids[i + 1], &n_likelier[i]);
        sum += surprises[i];
    }
    for (int64_t i = 0; i < n_read; i++) {
        const double flaws = flaws_of_place(line, i + 1) + FLAW_STRANGE * sum / (double)n_read +
                             flaws_of_surprise(surprises[i], request->loss) +
                             (n_likelier[i] >= SHOWN ? FLAW_HIDDEN
                              : n_likelier[i] == 0   ? FLAW_LIKELIEST
                                                     : 0);
        if (n_likelier[i] < MOST_LIKELIER && flaws < best->flaws)
            *best = (Best){flaws, *line, i + 1};
    }
}

// Reads so many lines at once, filled up to the longest: what stands behind a line's end changes nothing before it.
static void examine_together(Best *best, const GuessRequest *request, GptState *state, const Line *lines, int n_lines)
{
    int64_t n_time = 1;
    for (int i = 0; i < n_lines; i++)
        n_time = read_length(&lines[i], state) > n_time ? read_length(&lines[i], state) : n_time;
    int32_t *ids = mem_array(sizeof *ids, n_lines * n_time);
    for (int i = 0; i < n_lines; i++)
        memcpy(ids + i * n_time, lines[i].ids, sizeof *ids * (size_t)read_length(&lines[i], state));
    gpt_forward(request->gpt, state, ids, n_lines, n_time);
    free(ids);
    for (int i = 0; i < n_lines && !stop_requested(); i++)
        examine(best, request, &lines[i], read_length(&lines[i], state),
                state->logits + i * n_time * request->gpt->config.n_vocab);
}

// What a model expects at a place, as it is recorded of the token that comes.
static RunToken expected_at(Arena *arena, const Gpt *gpt, GptState *state, const Tokenizer *tokenizer,
                            const GuessPlace *place)
{
    const int64_t n_vocab = tokenizer->n_vocab;
    gpt_forward(gpt, state, place->ids, 1, place->n_ids);
    RunCandidate *candidates = ARENA_ARRAY(arena, RunCandidate, n_vocab);
    sample_distribution(candidates, state->logits + (place->n_ids - 1) * gpt->config.n_vocab, n_vocab, 1, 0);
    int64_t right = 0;
    while (candidates[right].id != place->right)
        right++;
    return distribution_token(candidates, n_vocab, right, (double)NAN, tokenizer);
}

// The guess at the best place, with all that is predicted there.
static RunGuess *describe(Arena *arena, const Best *best, const GuessRequest *request, GptState *state,
                          GuessPlace *place)
{
    const Line *line = &best->line;
    const char *text = line->piece->text;
    const size_t end = line->begins[best->place + 1];
    *place = (GuessPlace){line->ids, best->place, line->ids[best->place]};
    RunGuess *guess = ARENA_NEW(arena, RunGuess);
    *guess = (RunGuess){
        .before = arena_strndup(arena, text, line->begins[best->place]),
        .token = expected_at(arena, request->gpt, state, request->tokenizer, place),
        .after = arena_strndup(arena, text + end, line->piece->n_bytes - end),
    };
    return guess;
}

RunGuess *guess_find(Arena *arena, const GuessRequest *request, GuessPlace *place)
{
    size_t n_bytes;
    const char *text = tokenizer_decode_bytes(request->tokenizer, arena, request->ids, request->n_ids, &n_bytes);
    int n_pieces;
    const ReadablePiece *pieces = readable_pieces(arena, text, n_bytes, most_lines(request->gpt), &n_pieces);
    const int64_t n_ctx = request->gpt->config.n_ctx;
    GptState *state = gpt_state_create(request->gpt, LINES_AT_ONCE, n_ctx < MOST_TOKENS ? n_ctx : MOST_TOKENS, 0, 1);
    Best best = {.flaws = (double)INFINITY};
    Line lines[LINES_AT_ONCE];
    int n_lines = 0;
    for (int i = 0; i < n_pieces && pieces[i].flaws < best.flaws && !stop_requested(); i++) {
        n_lines += tokenise(&lines[n_lines], arena, request->tokenizer, &pieces[i]);
        if (n_lines < LINES_AT_ONCE)
            continue;
        examine_together(&best, request, state, lines, n_lines);
        n_lines = 0;
    }
    if (n_lines > 0)
        examine_together(&best, request, state, lines, n_lines);
    RunGuess *guess =
        isfinite(best.flaws) && !stop_requested() ? describe(arena, &best, request, state, place) : NULL;
    gpt_state_destroy(state);
    return guess;
}

// ---- the same at step 0 ----

// A corner of one matrix, (2, R, C): at step 0 and at the end.
typedef struct FewWeights {
    const GptParam *param;
    int64_t rows, columns;
    float *values;
} FewWeights;

static FewWeights few_weights(Arena *arena, const Gpt *gpt)
{
    enum { MOST_ROWS = 16, MOST_COLUMNS = 32 };
    static const char *const NAMES[] = {"h.0.mlp.c_fc.weight", "h.0.attn.c_attn.weight", "wte.weight"};
    FewWeights few = {.param = NULL};
    for (size_t name = 0; name < sizeof NAMES / sizeof *NAMES && !few.param; name++)
        for (int i = 0; i < gpt->n_params; i++)
            if (strcmp(gpt->params[i].name, NAMES[name]) == 0)
                few.param = &gpt->params[i];
    few.rows = few.param->shape[0] < MOST_ROWS ? few.param->shape[0] : MOST_ROWS;
    few.columns = few.param->shape[1] < MOST_COLUMNS ? few.param->shape[1] : MOST_COLUMNS;
    few.values = ARENA_ARRAY(arena, float, 2 * few.rows * few.columns);
    return few;
}

static void copy_few(const FewWeights *few, const Gpt *gpt, int64_t time)
{
    for (int64_t row = 0; row < few->rows; row++)
        memcpy(few->values + (time * few->rows + row) * few->columns,
               gpt->weights + few->param->offset + row * few->param->shape[1], sizeof(float) * (size_t)few->columns);
}

static bool write_few(const char *dir, const FewWeights *few, Err *err)
{
    const TensorOut out = {"weights", TENSOR_F32, 3, {2, few->rows, few->columns}, few->values};
    return run_write_few_weights(dir, few->param->name, &out, err);
}

static RunToken *expected_untrained(Arena *arena, const Gpt *gpt, const Tokenizer *tokenizer, const GuessPlace *place)
{
    GptState *state = gpt_state_create(gpt, 1, place->n_ids, 0, 1);
    RunToken *token = ARENA_NEW(arena, RunToken);
    *token = expected_at(arena, gpt, state, tokenizer, place);
    gpt_state_destroy(state);
    return token;
}

// What is known of step 0: the weights there, and which way was down.
static bool write_before(const Run *run, const FewWeights *few, const Descent *descent, Err *err)
{
    return write_few(run->dir, few, err) &&
           (!descent || run_write_descent(run->dir, descent->losses, descent->nudges, err));
}

bool guess_record(Arena *arena, const Run *run, Gpt *gpt, const Corpus *corpus, Err *err)
{
    const double loss = run_loss(run);
    const GuessRequest request = {gpt, corpus->tokenizer, corpus->val, corpus->n_val, loss};
    GuessPlace place;
    RunGuess *guess = isfinite(loss) ? guess_find(arena, &request, &place) : NULL;
    const FewWeights few = few_weights(arena, gpt);
    const Descent *descent = NULL;
    copy_few(&few, gpt, 1);
    if (guess && untrained_restore(gpt, run, corpus)) {
        guess->untrained = expected_untrained(arena, gpt, corpus->tokenizer, &place);
        copy_few(&few, gpt, 0);
        descent = descent_look(arena, gpt, run, corpus);
    }
    if (stop_requested())
        return stop_error(err);
    return !guess || ((!guess->untrained || write_before(run, &few, descent, err)) &&
                      run_write_guess(run->dir, guess, err));
}
