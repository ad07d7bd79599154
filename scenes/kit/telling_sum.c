// telling_sum.c — which token's numbers add up as they are printed, so that anyone can check a row of them.
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"

#include <math.h>

enum {
    MOST_TOKENS = 8,
    FIRST_ROWS = 7
}; // that columns show: the last tokens; of the channels the first ones and the last

// Terms and sum, each (tokens, channels).
typedef struct Sum {
    const TensorView *tensors[3];
    int64_t n_tokens, n_channels;
} Sum;

static double number_of(const Sum *sum, int tensor, int64_t token, int64_t channel)
{
    TensorView all = *sum->tensors[tensor];
    return (double)tensor_view_values(&all)[token * sum->n_channels + channel];
}

// How many rows cannot be checked: a wrong one counts more than a number that prints as nothing.
static int oddities(const Sum *sum, int64_t token, int decimals)
{
    static const int WRONG = 3;
    const double units = pow(10, decimals);
    int n = 0;
    for (int row = 0; row <= FIRST_ROWS; row++) {
        const int64_t channel = row < FIRST_ROWS ? row : sum->n_channels - 1;
        double printed[3];
        for (int i = 0; i < 3 && channel < sum->n_channels; i++) {
            printed[i] = round(units * number_of(sum, i, token, channel));
            n += printed[i] == 0;
        }
        if (channel < sum->n_channels)
            n += printed[0] + printed[1] == printed[2] ? 0 : WRONG;
    }
    return n;
}

// The first token with the fewest.
static int64_t plainest(const Sum *sum, int decimals, int *least)
{
    int64_t best = sum->n_tokens - 1;
    *least = -1;
    for (int64_t token = (int64_t)fmax(0, (double)(sum->n_tokens - MOST_TOKENS)); token < sum->n_tokens; token++) {
        const int odd = oddities(sum, token, decimals);
        if (*least < 0 || odd < *least) {
            *least = odd;
            best = token;
        }
    }
    return best;
}

static void verb_telling_sum(ScriptCall *call, const ScriptArgs *args)
{
    static const char *const NAMES[] = {"first", "second", "sum"};
    enum { FEW_DECIMALS = 2, MORE_DECIMALS = 3 };
    Sum sum = {0};
    for (int i = 0; i < 3; i++) {
        const TensorView *view = sum.tensors[i] = arg_object(args, NAMES[i], &TENSOR_TYPE);
        if (tensor_view_dims(view) != 2 ||
            (i > 0 && (tensor_view_length(view, 0) != sum.n_tokens || tensor_view_length(view, 1) != sum.n_channels))) {
            script_fail(call, "what is added are tensors of the same tokens and channels, as run.probe.embed_token, "
                              "run.probe.embed_position and run.probe.residual[1]");
            return;
        }
        sum.n_tokens = tensor_view_length(view, 0);
        sum.n_channels = tensor_view_length(view, 1);
    }
    int odd = 0, decimals = FEW_DECIMALS;
    int64_t token = plainest(&sum, decimals, &odd);
    if (odd > 0)
        token = plainest(&sum, decimals = MORE_DECIMALS, &odd);
    script_return(call, value_integer(token + 1));
    script_return(call, value_integer(decimals));
}

static const Arg SUM_ARGS[] = {
    {"first", ARG_HANDLE, .type = &TENSOR_TYPE, .help = "by token and channel, as run.probe.embed_token"},
    {"second", ARG_HANDLE, .type = &TENSOR_TYPE, .help = "added to it, as run.probe.embed_position"},
    {"sum", ARG_HANDLE, .type = &TENSOR_TYPE, .help = "what comes of them, as run.probe.residual[1]"},
    {0},
};

const Verb TELLING_SUM_VERBS[] = {
    {"telling_sum", SHAPE_FUNCTION,
     "The token that columns show whose numbers add up as they are printed, and with how many decimals.", SUM_ARGS,
     .call = verb_telling_sum, .returns = "number", .several = true},
    {0},
};
