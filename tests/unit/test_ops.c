// test_ops.c — every op's backward pass against finite differences of its forward pass, and the fast functions
// against those of the C library.
//
// Each check takes the objective Σ rᵢ·outᵢ with fixed random r, so that d_out = r, and compares its slope along
// one input at a time. Forward passes are float32: steps are chosen so that rounding stays well below the tolerance.
#include "support_gpt.h"

#include "engine/base/arena.h"
#include "engine/base/number.h"
#include "model/nn/gpt.h"
#include "model/nn/loops/vecmath.h"
#include "model/nn/ops.h"
#include "model/nn/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const double STEP = 1e-2;
static const double TOLERANCE = 2e-3;

static Arena arena;

static int set_up(void **context)
{
    (void)context;
    arena_init(&arena);
    return 0;
}

static int tear_down(void **context)
{
    (void)context;
    arena_finish(&arena);
    return 0;
}

static float *zeros(int64_t n)
{
    return ARENA_ARRAY(&arena, float, n);
}

// A forward pass under test; reads its inputs through `context` and fills out [n].
typedef void Forward(void *context, float *out);

typedef struct Check {
    Forward *forward;
    void *context;
    const float *r; // [n_out]
    int64_t n_out;
} Check;

static double objective(const Check *check)
{
    float *out = mem_alloc(sizeof(float) * (size_t)check->n_out);
    check->forward(check->context, out);
    double sum = 0;
    for (int64_t i = 0; i < check->n_out; i++)
        sum += (double)check->r[i] * (double)out[i];
    free(out);
    return sum;
}

// Compares up to 40 entries of `gradient` with slopes along `input`.
static void compare(const Check *check, float *input, const float *gradient, int64_t n, const char *what)
{
    const int64_t stride = n / 40 + 1;
    for (int64_t i = 0; i < n; i += stride) {
        const float kept = input[i];
        input[i] = kept + (float)STEP;
        const double above = objective(check);
        input[i] = kept - (float)STEP;
        const double below = objective(check);
        input[i] = kept;
        const double slope = (above - below) / (2 * STEP);
        if (!(fabs(slope - (double)gradient[i]) <= TOLERANCE * (1 + fabs(slope))))
            fail_msg("%s[%lld]: the gradient is %g, the slope %g", what, (long long)i, (double)gradient[i], slope);
    }
}

// ---- linear layers ----

enum { ROWS = 5, IN = 7, OUT = 70 };

typedef struct Linear {
    float *in, *weight, *bias, *residual;
    int64_t n_rows;
} Linear;

static void linear_forward(void *context, float *out)
{
    const Linear *l = context;
    matmul_forward(out, l->in, l->weight, l->bias, l->residual, l->n_rows, IN, OUT);
}

static void linear_layers(void **context)
{
    (void)context;
    Linear l = {noise(&arena, ROWS * IN, 1), noise(&arena, IN * OUT, 2), noise(&arena, OUT, 3),
                noise(&arena, ROWS * OUT, 4), ROWS};
    const Check check = {linear_forward, &l, noise(&arena, ROWS * OUT, 5), ROWS * OUT};
    float *d_in = noise(&arena, ROWS * IN, 6), *d_weight = noise(&arena, IN * OUT, 7), *d_bias = noise(&arena, OUT, 8);
    matmul_backward(d_in, check.r, l.weight, ROWS, IN, OUT);
    for (int part = 0; part < 2; part++) { // in two parts, and in place of what is there
        matmul_backward_weight(d_weight, false, check.r, l.in, ROWS, IN, OUT, part ? 3 : 0, part ? IN - 3 : 3);
        matmul_backward_bias(d_bias, false, check.r, ROWS, OUT, part ? 40 : 0, part ? OUT - 40 : 40);
    }
    compare(&check, l.in, d_in, ROWS * IN, "linear in");
    compare(&check, l.weight, d_weight, IN * OUT, "linear weight");
    compare(&check, l.bias, d_bias, OUT, "linear bias");
    float *twice = arena_memdup(&arena, d_weight, sizeof(float) * IN * OUT);
    matmul_backward_weight(twice, true, check.r, l.in, ROWS, IN, OUT, 0, IN);
    for (int i = 0; i < IN * OUT; i++)
        assert_close((double)twice[i], 2 * (double)d_weight[i], 1e-5);
    // One row alone takes another path; the row must be the same.
    float *all = zeros(ROWS * OUT), *one = zeros(OUT);
    linear_forward(&l, all);
    l.n_rows = 1;
    linear_forward(&l, one);
    for (int i = 0; i < OUT; i++)
        assert_close((double)one[i], (double)all[i], 1e-5);
}

typedef struct Head {
    float *in, *table;
} Head;

static void head_forward_check(void *context, float *out)
{
    const Head *h = context;
    head_forward(out, h->in, h->table, ROWS, IN, OUT);
}

static void head(void **context)
{
    (void)context;
    Head h = {noise(&arena, ROWS * IN, 1), noise(&arena, IN * OUT, 2)};
    const Check check = {head_forward_check, &h, noise(&arena, ROWS * OUT, 3), ROWS * OUT};
    float *d_in = zeros(ROWS * IN), *d_table = zeros(IN * OUT), *one = zeros(OUT), *all = zeros(ROWS * OUT);
    head_backward(d_in, check.r, h.table, ROWS, IN, OUT);
    head_backward_weight(d_table, true, check.r, h.in, ROWS, IN, OUT, 0, 30);
    head_backward_weight(d_table, true, check.r, h.in, ROWS, IN, OUT, 30, OUT - 30);
    compare(&check, h.in, d_in, ROWS * IN, "head in");
    compare(&check, h.table, d_table, IN * OUT, "head table");
    head_forward(all, h.in, h.table, ROWS, IN, OUT);
    head_forward(one, h.in, h.table, 1, IN, OUT);
    for (int i = 0; i < OUT; i++)
        assert_close((double)one[i], (double)all[i], 1e-5);
}

// ---- embedding ----

typedef struct Embed {
    const int32_t *tokens;
    float *table, *positions;
} Embed;

static void embed_forward_check(void *context, float *out)
{
    const Embed *e = context;
    embed_forward(out, e->tokens, e->table, e->positions, 2, 3, IN, 0);
}

static void embedding(void **context)
{
    (void)context;
    static const int32_t tokens[6] = {3, 0, 3, 2, 3, 1};
    Embed e = {tokens, noise(&arena, 4 * IN, 1), noise(&arena, 3 * IN, 2)};
    const Check check = {embed_forward_check, &e, noise(&arena, 6 * IN, 3), 6 * IN};
    float *d_table = zeros(4 * IN), *d_positions = zeros(3 * IN);
    embed_backward(d_table, d_positions, check.r, tokens, 2, 3, IN);
    compare(&check, e.table, d_table, 4 * IN, "token table");
    compare(&check, e.positions, d_positions, 3 * IN, "position table");
}

// ---- layer norm ----

enum { WIDTH = 19 };

typedef struct Norm {
    float *in, *weight, *bias;
} Norm;

static void norm_forward_check(void *context, float *out)
{
    const Norm *n = context;
    float mean_rstd[ROWS * 2];
    norm_forward(out, mean_rstd, n->in, n->weight, n->bias, 1e-5, ROWS, WIDTH);
}

static void layer_norm(void **context)
{
    (void)context;
    Norm n = {noise(&arena, ROWS * WIDTH, 1), noise(&arena, WIDTH, 2), noise(&arena, WIDTH, 3)};
    const Check check = {norm_forward_check, &n, noise(&arena, ROWS * WIDTH, 4), ROWS * WIDTH};
    float *out = zeros(ROWS * WIDTH), *d_in = zeros(ROWS * WIDTH), *d_weight = zeros(WIDTH), *d_bias = zeros(WIDTH);
    float mean_rstd[ROWS * 2];
    norm_forward(out, mean_rstd, n.in, n.weight, n.bias, 1e-5, ROWS, WIDTH);
    norm_backward(d_in, false, check.r, n.in, n.weight, mean_rstd, ROWS, WIDTH);
    norm_backward_weight(d_weight, d_bias, true, check.r, n.in, mean_rstd, ROWS, WIDTH, 0, 10);
    norm_backward_weight(d_weight, d_bias, false, check.r, n.in, mean_rstd, ROWS, WIDTH, 10, WIDTH - 10);
    compare(&check, n.in, d_in, ROWS * WIDTH, "norm in");
    compare(&check, n.weight, d_weight, WIDTH, "norm weight");
    compare(&check, n.bias, d_bias, WIDTH, "norm bias");
    float *twice = zeros(ROWS * WIDTH);
    norm_backward(twice, true, check.r, n.in, n.weight, mean_rstd, ROWS, WIDTH);
    norm_backward(twice, true, check.r, n.in, n.weight, mean_rstd, ROWS, WIDTH);
    for (int i = 0; i < ROWS * WIDTH; i++)
        assert_close((double)twice[i], 2 * (double)d_in[i], 1e-5);
}

// ---- GELU and the functions under it ----

typedef struct Gelu {
    float *in;
    bool tanh_form;
} Gelu;

enum { N_GELU = 101 };

static void gelu_forward_check(void *context, float *out)
{
    const Gelu *g = context;
    gelu_forward(out, g->in, g->tanh_form, N_GELU);
}

// Of a relu without its square the slope is the one on its side; at 0 there is none, and it is 0 here.
static void relu(void **context)
{
    (void)context;
    static const float X[5] = {-2, -0.0f, 0, 0.5f, 3}, D_OUT[5] = {7, 7, 7, 2, -1};
    static const float Y[2][5] = {{0, 0, 0, 0.5f, 3}, {0, 0, 0, 0.25f, 9}}, D_IN[2][5] = {{0, 0, 0, 2, -1}, {0, 0, 0, 2, -6}};
    for (int squared = 0; squared < 2; squared++) {
        float out[5], d_in[5];
        relu_forward(out, X, squared, 5);
        relu_backward(d_in, D_OUT, X, squared, 5);
        for (int i = 0; i < 5; i++)
            assert_true(out[i] == Y[squared][i] && d_in[i] == D_IN[squared][i]);
    }
}

static void gelu(void **context)
{
    (void)context;
    for (int form = 0; form < 2; form++) {
        Gelu g = {zeros(N_GELU), form == 1};
        for (int i = 0; i < N_GELU; i++)
            g.in[i] = (float)(i - N_GELU / 2) * 0.1f;
        const Check check = {gelu_forward_check, &g, noise(&arena, N_GELU, 1), N_GELU};
        float *d_in = zeros(N_GELU), *out = zeros(N_GELU);
        gelu_backward(d_in, check.r, g.in, g.tanh_form, N_GELU);
        compare(&check, g.in, d_in, N_GELU, g.tanh_form ? "tanh GELU" : "erf GELU");
        gelu_forward(out, g.in, g.tanh_form, N_GELU);
        for (int i = 0; i < N_GELU; i++) {
            const double x = (double)g.in[i];
            const double by_erf = 0.5 * x * (1 + erf(x / sqrt(2)));
            const double by_tanh = 0.5 * x * (1 + tanh(sqrt(2 / PI) * (x + 0.044715 * x * x * x)));
            assert_close((double)out[i], g.tanh_form ? by_tanh : by_erf, 1e-6);
        }
    }
}

static void fast_functions(void **context)
{
    (void)context;
    double worst_exp = 0, worst_cdf = 0, worst_bell = 0, worst_tanh = 0;
    for (int i = -86000; i <= 86000; i += 7) {
        const float x = (float)i * 1e-3f;
        const double off = fabs((double)vec_exp(x) / exp((double)x) - 1);
        worst_exp = off > worst_exp ? off : worst_exp;
        const float y = x * 0.1f;
        float bell;
        const double cdf = fabs((double)vec_normal_cdf(y, &bell) - 0.5 * erfc(-(double)y / sqrt(2)));
        const double bell_off = fabs((double)bell - exp(-0.5 * (double)y * (double)y));
        worst_tanh = fmax(worst_tanh, fabs((double)vec_tanh(y) - tanh((double)y)));
        worst_cdf = cdf > worst_cdf ? cdf : worst_cdf;
        worst_bell = bell_off > worst_bell ? bell_off : worst_bell;
    }
    print_message("exp %.2e relative, normal cdf %.2e, bell %.2e, tanh %.2e absolute\n", worst_exp, worst_cdf, worst_bell,
                  worst_tanh);
    assert_true(worst_tanh < 2e-7);
    assert_true(worst_exp < 2e-7);
    assert_true(worst_cdf < 2e-7);
    assert_true(worst_bell < 2e-7);
    assert_true(vec_exp(-1000) == 0);
    assert_true(vec_exp(1000) > 1e38f);
    assert_true(isnan((double)vec_exp(NAN)));
}

// ---- attention ----

typedef struct Attention {
    AttentionShape shape;
    const Dropout *dropout;
    float *qkv, *lse, *probs, *scratch;
} Attention;

static void attention_forward_check(void *context, float *out)
{
    const Attention *a = context;
    attention_forward(out, NULL, NULL, a->scratch, a->qkv, &a->shape, a->dropout, 0, attention_groups(&a->shape));
}

static void check_attention(AttentionShape shape, const Dropout *dropout)
{
    const int64_t width = attention_qkv_width(&shape), n_rows = shape.n_batch * shape.n_time;
    const int64_t n_out = n_rows * shape.n_head * shape.head_width;
    const int64_t n_groups = attention_groups(&shape);
    const int64_t n_probs = n_rows * shape.n_head * shape.n_time;
    Attention a = {shape,
                   dropout,
                   noise(&arena, n_rows * width, 1),
                   zeros(n_rows * shape.n_head),
                   noise(&arena, n_probs, 2),
                   zeros(attention_scratch(&shape))};
    const Check check = {attention_forward_check, &a, noise(&arena, n_out, 3), n_out};
    float *out = zeros(n_out), *unseen = zeros(n_out), *d_qkv = noise(&arena, n_rows * width, 4);
    attention_forward(out, a.lse, a.probs, a.scratch, a.qkv, &shape, dropout, 0, n_groups);
    attention_forward_check(&a, unseen);
    assert_memory_equal(out, unseen, sizeof(float) * (size_t)n_out);
    for (int64_t row = 0; row < n_probs / shape.n_time; row++) {
        double sum = 0;
        for (int64_t i = 0; i < shape.n_time; i++) {
            const float p = a.probs[row * shape.n_time + i];
            assert_true(i <= row % shape.n_time || p == 0);
            sum += (double)p;
        }
        assert_close(sum, 1, 1e-5);
    }
    attention_backward(d_qkv, a.scratch, check.r, a.qkv, a.lse, &shape, dropout, 0, 1);
    attention_backward(d_qkv, a.scratch, check.r, a.qkv, a.lse, &shape, dropout, 1, n_groups - 1);
    compare(&check, a.qkv, d_qkv, n_rows * width, "attention");
}

static void attention(void **context)
{
    (void)context;
    const Dropout dropout = {0.3, 5, 17, 2};
    for (int i = 0; i < 2; i++) {
        const Dropout *with = i ? &dropout : NULL;
        check_attention((AttentionShape){2, 5, 2, 2, 3}, with);
        check_attention((AttentionShape){1, 70, 1, 1, 4}, with); // more than two blocks of rows, the last one short
        check_attention((AttentionShape){2, 33, 4, 2, 3}, with); // heads that share keys and values
        check_attention((AttentionShape){1, 1, 1, 1, 1}, with);
    }
}

// ---- dropout ----

// The part of n items that is left out.
static double dropped(const float *values, int64_t n)
{
    int64_t zero = 0;
    for (int64_t i = 0; i < n; i++)
        zero += values[i] == 0;
    return (double)zero / (double)n;
}

static void dropout(void **context)
{
    (void)context;
    enum { SEQUENCES = 3, TIME_STEPS = 70, CHANNELS = 500, ROW_GROUPS = 4, N = SEQUENCES * TIME_STEPS * CHANNELS };
    const Dropout dropout = {0.2, 9, 40, 6};
    const float scale = dropout_scale(&dropout);
    assert_close((double)scale, 1.25, 1e-5);
    float *ones = zeros(N), *all = zeros(N), *cut = zeros(N);
    for (int64_t i = 0; i < N; i++)
        ones[i] = 1;
    dropout_apply(all, ones, NULL, 0, SEQUENCES * TIME_STEPS, TIME_STEPS, CHANNELS, &dropout);
    assert_close(dropped(all, N), 0.2, 5e-3);
    for (int64_t i = 0; i < N; i++)
        assert_true(all[i] == 0 || all[i] == scale);
    // The same whether the rows come together or in pieces, and whichever sequence is the first.
    const int64_t some = (TIME_STEPS + 20) * CHANNELS;
    dropout_apply(cut, ones, NULL, 0, TIME_STEPS + 20, TIME_STEPS, CHANNELS, &dropout);
    Dropout later = dropout;
    later.first_sequence++;
    dropout_apply(cut + some, ones + some, NULL, 20, 2 * TIME_STEPS - 20, TIME_STEPS, CHANNELS, &later);
    assert_memory_equal(cut, all, sizeof(float) * N);
    memcpy(cut, ones, sizeof(float) * CHANNELS);
    dropout_apply_at(cut, CHANNELS, &dropout, dropout_key(&dropout, 1), 2 * ROW_GROUPS, false);
    assert_memory_equal(cut, all + (TIME_STEPS + 2) * CHANNELS, sizeof(float) * CHANNELS);
    // Two sequences, places or seeds agree as often as chance does: 0.2² + 0.8².
    for (int change = 0; change < 3; change++) {
        Dropout other = dropout;
        other.first_sequence += change == 0 ? SEQUENCES : 0;
        other.place += change == 1;
        other.seed += change == 2;
        dropout_apply(cut, ones, NULL, 0, SEQUENCES * TIME_STEPS, TIME_STEPS, CHANNELS, &other);
        int64_t same = 0;
        for (int64_t i = 0; i < N; i++)
            same += cut[i] == all[i];
        assert_close((double)same / N, 0.68, 6e-3);
    }
    // In place over a residual.
    memcpy(cut, ones, sizeof(float) * CHANNELS);
    dropout_apply(cut, cut, cut, 0, 1, TIME_STEPS, CHANNELS, &dropout);
    for (int64_t i = 0; i < CHANNELS; i++)
        assert_true(cut[i] == 1 + all[i]);
}

// ---- loss ----

static void loss(void **context)
{
    (void)context;
    enum { V = 13 };
    static const int32_t targets[ROWS] = {0, 12, 5, 5, 7};
    float *logits = noise(&arena, ROWS * V, 1), *d = zeros(ROWS * V);
    const double scale = 0.25;
    const double value = cross_entropy(d, logits, targets, NULL, scale, 0, ROWS, V);
    assert_close(value, cross_entropy(NULL, logits, targets, NULL, scale, 0, ROWS, V), 1e-5);
    double expected = 0;
    for (int row = 0; row < ROWS; row++) {
        double sum = 0;
        for (int i = 0; i < V; i++)
            sum += exp((double)logits[row * V + i]);
        expected += log(sum) - (double)logits[row * V + targets[row]];
        for (int i = 0; i < V; i++) {
            const double p = exp((double)logits[row * V + i]) / sum;
            assert_close((double)d[row * V + i], scale * (p - (i == targets[row])), 1e-6);
        }
    }
    assert_close(value, expected, 1e-5);
    logits[3] = (float)NAN;
    assert_true(isnan(cross_entropy(NULL, logits, targets, NULL, scale, 0, ROWS, V)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(linear_layers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(head, set_up, tear_down),
        cmocka_unit_test_setup_teardown(embedding, set_up, tear_down),
        cmocka_unit_test_setup_teardown(layer_norm, set_up, tear_down),
        cmocka_unit_test_setup_teardown(gelu, set_up, tear_down),
        cmocka_unit_test(relu),
        cmocka_unit_test_setup_teardown(fast_functions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(attention, set_up, tear_down),
        cmocka_unit_test_setup_teardown(dropout, set_up, tear_down),
        cmocka_unit_test_setup_teardown(loss, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
