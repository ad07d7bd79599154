// made_run.c — runs made of numbers that look drawn but are always the same.
#include "model/run/made_run.h"

#include <math.h>
#include <string.h>

const RunShape RUN_SHAPES[] = {
    {.name = "usual"},
    {.name = "no validation", .eval_every = SHAPE_NONE},
    {.name = "one layer, one head", .n_layer = 1, .n_head = 1},
    {.name = "twelve layers, twelve heads", .n_layer = 12, .n_head = 12, .n_embd = 48, .n_hidden = 192},
    {.name = "no MLP", .n_hidden = SHAPE_NONE},
    {.name = "no probe", .no_probe = true},
    {.name = "probe without a look behind each block", .no_lens = true},
    {.name = "no generation", .n_generated = SHAPE_NONE},
    {.name = "no samples", .no_samples = true},
    {.name = "one token generated", .n_generated = 1},
    {.name = "no metrics", .n_metrics = SHAPE_NONE},
    {.name = "one metric", .n_metrics = 1, .n_steps = SHAPE_NONE},
    {.name = "two metrics", .n_metrics = 2, .n_steps = 10},
    {.name = "losses that end as NaN", .nan_from = 20},
    {.name = "no loss is a number", .nan_from = 1},
    {.name = "300 symbols", .n_vocab = 300, .loss_first = 5.8, .n_prompt = 12},
    {.name = "two symbols", .n_vocab = 2, .loss_first = 0.7, .loss_last = 0.2},
    {.name = "prompt of one token", .n_prompt = 1},
    {.name = "prompt of 40 tokens", .n_prompt = 40, .n_ctx = 64},
    {.name = "prompt that begins with a long token", .begins = "<|endoftext|>"},
    {.name = "prompt of a very long token",
     .begins = "<|a token that is longer than any tile is wide|>",
     .n_prompt = 1},
    {.name = "long run", .n_metrics = 2001, .n_steps = 100000, .train_s = 90000, .eval_every = 20},
    {.name = "tiny losses", .loss_first = 0.02, .loss_last = 0.001},
    {.name = "huge losses that rise", .loss_first = 40, .loss_last = 1200},
    {.name = "reached noise", .loss_last = 2.8},
    {.name = "reached pairs", .loss_last = 2.2},
    {.name = "reached lines", .loss_last = 1.5},
    {.name = "not counted", .not_counted = true},
    {.name = "long name",
     .corpus = "The Collected Letters, Speeches, Poems and Plays of Everyone, vol. 12, second, enlarged edition",
     .train_s = SHAPE_NONE},
    {.name = "hardly anything",
     .corpus = "",
     .n_hidden = SHAPE_NONE,
     .n_generated = SHAPE_NONE,
     .n_metrics = SHAPE_NONE,
     .n_steps = SHAPE_NONE,
     .train_s = SHAPE_NONE,
     .no_probe = true,
     .no_samples = true},
    {.name = NULL},
};

static int or_usual(int value, int usual)
{
    return value == SHAPE_NONE ? 0 : value ? value : usual;
}

// The shape with every field filled in.
static RunShape whole_shape(const RunShape *given)
{
    RunShape shape = *given;
    shape.corpus = given->corpus ? given->corpus : "a made-up corpus";
    shape.n_layer = or_usual(given->n_layer, 2);
    shape.n_head = or_usual(given->n_head, 2);
    shape.n_embd = or_usual(given->n_embd, 8);
    shape.n_ctx = or_usual(given->n_ctx, 16);
    shape.n_hidden = or_usual(given->n_hidden, 32);
    shape.n_vocab = or_usual(given->n_vocab, 40);
    shape.n_prompt = or_usual(given->n_prompt, 7);
    shape.n_generated = or_usual(given->n_generated, 60);
    shape.n_metrics = or_usual(given->n_metrics, 41);
    shape.n_steps = or_usual(given->n_steps, 400);
    shape.eval_every = or_usual(given->eval_every, 5);
    shape.train_s = or_usual(given->train_s, 12);
    shape.loss_first = given->loss_first > 0 ? given->loss_first : 3.7;
    shape.loss_last = given->loss_last > 0 ? given->loss_last : 1.9;
    return shape;
}

// ---- numbers that look drawn but are always the same ----

typedef struct Dice {
    uint64_t state;
} Dice;

static double dice_unit(Dice *dice) // [0, 1)
{
    dice->state += 0x9e3779b97f4a7c15u; // SplitMix64
    uint64_t z = dice->state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (double)((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

// p[n] of a distribution with a few likely ones.
static void dice_distribution(Dice *dice, int n, float *p)
{
    double sum = 0;
    for (int i = 0; i < n; i++) {
        p[i] = (float)exp(5 * dice_unit(dice));
        sum += (double)p[i];
    }
    for (int i = 0; i < n; i++)
        p[i] = (float)((double)p[i] / sum);
}

// ---- parts ----

// The usual losses of 40 symbols come to words by them.
static void make_counts(Run *run, Arena *arena)
{
    static const double OF_GUESSING[] = {1, 0.85, 0.65, 0.55, 0.5};
    enum { N_ORDERS = sizeof OF_GUESSING / sizeof OF_GUESSING[0] };
    double *nats = ARENA_ARRAY(arena, double, N_ORDERS);
    for (int n = 0; n < N_ORDERS; n++)
        nats[n] = OF_GUESSING[n] * log((double)run->n_vocab);
    run->counts = (RunCounts){9000, 1000, nats, N_ORDERS};
}

static const char **made_vocab(Arena *arena, int n_vocab)
{
    static const char PRINTED[] = "\n eaROMEO:tinslrhdu,'.TIAWfgmycb?!-wpkvBCDFGHJKLNPQSUVXYZjqxz&;$3";
    const char **vocab = ARENA_ARRAY(arena, const char *, n_vocab);
    int n = 0;
    for (size_t i = 0; n < n_vocab && PRINTED[i]; i++)
        if (!memchr(PRINTED, PRINTED[i], i))
            vocab[n++] = arena_printf(arena, "%c", PRINTED[i]);
    // Then two bytes of UTF-8 each: Latin with accents, Greek, Cyrillic, and scripts that fonts/ do not have.
    for (unsigned code = 0xc0; n < n_vocab; code += 5) {
        const char bytes[3] = {(char)(0xc0 | code >> 6), (char)(0x80 | (code & 63)), '\0'};
        vocab[n++] = arena_strdup(arena, bytes);
    }
    return vocab;
}

static const char *made_text(Arena *arena, const Run *run, const int32_t *ids, int n)
{
    char *text = arena_strdup(arena, "");
    for (int i = 0; i < n; i++)
        text = arena_printf(arena, "%s%s", text, run->vocab[ids[i]]);
    return text;
}

static int32_t *made_ids(Arena *arena, Dice *dice, const Run *run, int n)
{
    int32_t *ids = ARENA_ARRAY(arena, int32_t, n);
    for (int i = 0; i < n; i++)
        ids[i] = (int32_t)(dice_unit(dice) * (double)run->n_vocab);
    return ids;
}

static void make_metrics(Run *run, Arena *arena, const RunShape *shape, Dice *dice)
{
    RunMetric *metrics = ARENA_ARRAY(arena, RunMetric, shape->n_metrics);
    for (int i = 0; i < shape->n_metrics; i++) {
        const double way = shape->n_metrics > 1 ? (double)i / (shape->n_metrics - 1) : 0;
        const double smooth = shape->loss_last + (shape->loss_first - shape->loss_last) * exp(-5 * way);
        const bool is_nan = shape->nan_from > 0 && i >= shape->nan_from - 1;
        const int64_t at_step = (int64_t)llround(way * (double)shape->n_steps);
        metrics[i] = (RunMetric){
            .step = at_step,
            .n_tokens = at_step * 128,
            .loss = is_nan ? (double)NAN : smooth * (0.97 + 0.06 * dice_unit(dice)),
            .val_loss = shape->eval_every && i % shape->eval_every == 0 && !is_nan ? 1.04 * smooth : (double)NAN,
            .lr = 1e-3,
            .grad_norm = 0.5,
            .step_ms = 20,
            .tokens_per_s = 6400,
        };
    }
    run->metrics = metrics;
    run->n_metrics = shape->n_metrics;
}

static void make_samples(Run *run, Arena *arena, Dice *dice, const char *prompt)
{
    enum { SAMPLES = 5, LETTERS = 160 };
    RunSample *samples = ARENA_ARRAY(arena, RunSample, SAMPLES);
    for (int i = 0; i < SAMPLES; i++)
        samples[i] = (RunSample){run->n_steps * i / (SAMPLES - 1), prompt,
                                 made_text(arena, run, made_ids(arena, dice, run, LETTERS), LETTERS)};
    run->samples = samples;
    run->n_samples = SAMPLES;
}

static RunToken made_token(Arena *arena, Dice *dice, const Run *run)
{
    enum { MOST_TOP = 20 };
    float *p = ARENA_ARRAY(arena, float, run->n_vocab);
    dice_distribution(dice, (int)run->n_vocab, p);
    const int n_top = run->n_vocab < MOST_TOP ? (int)run->n_vocab : MOST_TOP;
    RunCandidate *top = ARENA_ARRAY(arena, RunCandidate, n_top);
    double rest = 1;
    for (int i = 0; i < n_top; i++) {
        int best = 0;
        for (int k = 1; k < run->n_vocab; k++)
            if (p[k] > p[best])
                best = k;
        top[i] = (RunCandidate){best, (double)p[best]};
        rest -= (double)p[best];
        p[best] = -1;
    }
    const double draw = dice_unit(dice) * (1 - fmax(rest, 0));
    int chosen = 0;
    for (double below = top[0].p; chosen + 1 < n_top && below <= draw; below += top[chosen].p)
        chosen++;
    return (RunToken){
        top[chosen].id, run->vocab[top[chosen].id], top[chosen].p, top, n_top, rest < 1e-6 ? 0 : rest, 2, draw};
}

static void make_generation(Run *run, Arena *arena, Dice *dice, const RunShape *shape, const char *prompt,
                            const int32_t *prompt_ids)
{
    RunToken *tokens = ARENA_ARRAY(arena, RunToken, shape->n_generated);
    for (int i = 0; i < shape->n_generated; i++)
        tokens[i] = made_token(arena, dice, run);
    RunGeneration *generation = ARENA_NEW(arena, RunGeneration);
    *generation =
        (RunGeneration){prompt, prompt_ids, shape->n_prompt, 0.8, 20, 1, run->n_ctx, tokens, shape->n_generated};
    run->generation = generation;
}

// The right token is the likeliest but one, as it mostly is; before it stands half a word.
static void make_guess(Run *run, Arena *arena, Dice *dice, bool untrained)
{
    RunGuess *guess = ARENA_NEW(arena, RunGuess);
    *guess = (RunGuess){.before = "What we had rea", .after = "tly hoped for", .token = made_token(arena, dice, run)};
    const RunCandidate right = guess->token.top[guess->token.n_top > 1];
    guess->token.id = right.id;
    guess->token.text = run->vocab[right.id];
    guess->token.p = right.p;
    guess->token.draw = (double)NAN;
    run->guess = guess;
    if (!untrained)
        return;
    // At first all are likely alike.
    RunCandidate *top = arena_memdup(arena, guess->token.top, sizeof *top * (size_t)guess->token.n_top);
    RunToken *token = arena_memdup(arena, &guess->token, sizeof *token);
    token->top = top;
    token->p = 1 / (double)run->n_vocab;
    token->p_other = 1 - token->n_top * token->p;
    for (int i = 0; i < token->n_top; i++)
        top[i].p = token->p;
    guess->untrained = token;
}

static void make_few_weights(Run *run, Arena *arena, Dice *dice)
{
    enum { ROWS = 8, COLUMNS = 12 };
    Tensor *few = ARENA_NEW(arena, Tensor);
    *few = (Tensor){.name = "weights", .type = TENSOR_F32, .n_dims = 3, .shape = {2, ROWS, COLUMNS}};
    few->n_items = few->shape[0] * few->shape[1] * few->shape[2];
    float *values = ARENA_ARRAY(arena, float, few->n_items);
    for (int64_t i = 0; i < few->n_items; i++)
        values[i] = (float)(0.1 * dice_unit(dice) - 0.05);
    few->f32 = values;
    run->few_weights = few;
}

// Valleys: of one weight a shallow one, of all a deep one.
static void make_descent(Run *run, Arena *arena)
{
    Tensor *descent = ARENA_NEW(arena, Tensor);
    *descent = (Tensor){.name = "descent", .type = TENSOR_F32, .n_dims = 3, .shape = {2, 2, RUN_DESCENT}};
    descent->n_items = 2 * 2 * RUN_DESCENT;
    float *to = ARENA_ARRAY(arena, float, descent->n_items);
    const double at_first = log((double)run->n_vocab), lowest = 0.5;
    for (int i = 0; i < 2 * RUN_DESCENT; i++) {
        const int way = i / RUN_DESCENT, place = i % RUN_DESCENT;
        const double gone = (place - RUN_DESCENT / 2) / (double)(RUN_DESCENT / 2), off = gone - lowest;
        float *entry = to + 2 * way * RUN_DESCENT + place;
        entry[0] = (float)(way == 0 ? 0.02 + gone : 0.01 * gone);
        entry[RUN_DESCENT] = (float)(at_first + (way == 0 ? 0.01 : 1) * (off * off - lowest * lowest));
    }
    descent->f32 = to;
    run->descent = descent;
}

// Few move far, some up and some down.
static void make_nudges(Run *run, Arena *arena, Dice *dice)
{
    Tensor *nudges = ARENA_NEW(arena, Tensor);
    *nudges = (Tensor){.name = "nudges", .type = TENSOR_F32, .n_dims = 2, .shape = {2, RUN_NUDGES}};
    nudges->n_items = 2 * RUN_NUDGES;
    float *to = ARENA_ARRAY(arena, float, nudges->n_items);
    for (int i = 0; i < RUN_NUDGES; i++) {
        to[i] = (float)(0.1 * dice_unit(dice) - 0.05);
        to[RUN_NUDGES + i] = (float)((dice_unit(dice) < 0.5 ? -20 : 20) * pow(dice_unit(dice), 3));
    }
    nudges->f32 = to;
    run->nudges = nudges;
}

// ---- the probe ----

typedef struct Probing {
    Arena *arena;
    Dice *dice;
    TensorFile file;
} Probing;

// A tensor of small signed numbers; the caller may overwrite them.
static float *add_tensor(Probing *probing, const char *name, int n_dims, const int64_t *shape)
{
    Tensor *tensor = &probing->file.tensors[probing->file.n_tensors++];
    *tensor = (Tensor){.name = name, .type = TENSOR_F32, .n_dims = n_dims, .n_items = 1};
    for (int i = 0; i < n_dims; i++) {
        tensor->shape[i] = shape[i];
        tensor->n_items *= shape[i];
    }
    float *values = ARENA_ARRAY(probing->arena, float, tensor->n_items);
    for (int64_t i = 0; i < tensor->n_items; i++)
        values[i] = (float)(2 * dice_unit(probing->dice) - 1);
    tensor->f32 = values;
    return values;
}

#define ADD(probing, name, ...)                                                                                        \
    add_tensor(probing, name, (int)(sizeof((int64_t[]){__VA_ARGS__}) / sizeof(int64_t)), (int64_t[]){__VA_ARGS__})

static void make_probe(Run *run, Arena *arena, Dice *dice, const char *prompt, const int32_t *ids, int n_prompt,
                       bool after)
{
    enum { MOST_TENSORS = 21 };
    const int64_t L = run->n_layer, H = run->n_head, T = n_prompt, C = run->n_embd, F = run->n_hidden;
    const int64_t V = run->n_vocab, D = C / H;
    Probing probing = {arena, dice, {.tensors = ARENA_ARRAY(arena, Tensor, MOST_TENSORS)}};
    probing.file.tensors[probing.file.n_tensors++] =
        (Tensor){.name = "tokens", .type = TENSOR_I32, .n_dims = 1, .shape = {T}, .n_items = T, .i32 = ids};
    ADD(&probing, "embed.token", T, C);
    ADD(&probing, "embed.position", T, C);
    float *attention = ADD(&probing, "attention", L, H, T, T);
    for (int64_t row = 0; row < L * H * T; row++) {
        const int64_t n_seen = row % T + 1;
        dice_distribution(dice, (int)n_seen, attention + row * T);
        for (int64_t i = n_seen; i < T; i++)
            attention[row * T + i] = 0;
    }
    ADD(&probing, "q", L, H, T, D);
    ADD(&probing, "k", L, H, T, D);
    ADD(&probing, "v", L, H, T, D);
    ADD(&probing, "residual", L + 1, T, C);
    ADD(&probing, "attention_out", L, T, C);
    if (F > 0) {
        ADD(&probing, "mlp.in", L, T, C);
        ADD(&probing, "mlp.hidden", L, T, F);
        ADD(&probing, "mlp.out", L, T, C);
        ADD(&probing, "mlp.w_in", L, C, F);
        ADD(&probing, "mlp.w_out", L, F, C);
    }
    ADD(&probing, "norm", T, C);
    float *logits = ADD(&probing, "logits", T, V), *p = ADD(&probing, "probabilities", T, V);
    for (int64_t row = 0; row < T; row++)
        dice_distribution(dice, (int)V, p + row * V);
    for (int64_t i = 0; i < T * V; i++)
        logits[i] = logf(p[i]);
    if (after) {
        float *ends = ADD(&probing, "probabilities_after", L, V);
        for (int64_t i = 0; i < L; i++)
            dice_distribution(dice, (int)V, ends + i * V);
        memcpy(ends + (L - 1) * V, p + (T - 1) * V, sizeof *p * (size_t)V);
    }
    RunProbe *probe = ARENA_NEW(arena, RunProbe);
    *probe = (RunProbe){run->n_steps, prompt, probing.file};
    run->probe = probe;
}

const Run *run_made(Arena *arena, const RunShape *given)
{
    const RunShape whole = whole_shape(given), *shape = &whole;
    Dice dice = {1};
    Run *run = ARENA_NEW(arena, Run);
    *run = (Run){
        .dir = "made/up",
        .command = "none",
        .seed = 1,
        .corpus_name = shape->corpus,
        .corpus_sha256 = "",
        .corpus_chars = 10000,
        .cpu = "none",
        .instructions = "v3",
        .kernel = "none",
        .state = "complete",
        .n_layer = shape->n_layer,
        .n_head = shape->n_head,
        .n_embd = shape->n_embd,
        .n_ctx = shape->n_ctx,
        .n_vocab = shape->n_vocab,
        .n_hidden = shape->n_hidden,
        .batch_size = 8,
        .n_params = 1234 * (int64_t)shape->n_layer,
        .n_steps = shape->n_steps,
        .n_tokens = 128 * shape->n_steps,
        .train_s = shape->train_s,
        .tokenizer = "char",
        .has_attention = true,
        .has_residual = true,
        .has_norm = true,
        .positions = "learned",
    };
    const char **vocab = made_vocab(arena, shape->n_vocab);
    run->vocab = vocab;
    const int32_t *ids = made_ids(arena, &dice, run, shape->n_prompt);
    if (shape->begins)
        vocab[ids[0]] = shape->begins;
    const char *prompt = made_text(arena, run, ids, shape->n_prompt);
    if (!shape->not_counted)
        make_counts(run, arena);
    make_metrics(run, arena, shape, &dice);
    if (!shape->no_samples)
        make_samples(run, arena, &dice, prompt);
    if (shape->n_generated > 0)
        make_generation(run, arena, &dice, shape, prompt, ids);
    if (!shape->not_counted)
        make_guess(run, arena, &(Dice){2}, shape->n_metrics != 1);
    if (run->guess && run->guess->untrained) {
        make_few_weights(run, arena, &(Dice){3});
        make_descent(run, arena);
        make_nudges(run, arena, &(Dice){4});
    }
    if (!shape->no_probe)
        make_probe(run, arena, &dice, prompt, ids, shape->n_prompt, !shape->no_lens);
    return run;
}
