// fuzz_run_folder.c — run.json, guess.json and the files of JSON lines in a run folder. The first byte says which one
// the rest is.
#include "support_fuzz.h"

#include "engine/base/err.h"
#include "model/run/run.h"

#include <math.h>
#include <string.h>

static const char *const NAMES[] = {"run.json",     "metrics.jsonl",   "samples.jsonl", "generation.jsonl",
                                    "merges.jsonl", "gradients.jsonl", "masks.jsonl",   "rollouts.jsonl",
                                    "evals.jsonl",  "dialogue.jsonl",  "guess.json"};
enum { N_NAMES = sizeof NAMES / sizeof NAMES[0] };

static const char RUN[] =
    "{\"gptreel_run\": 1, \"config\": {\"n_layer\": 1, \"n_head\": 1, \"n_embd\": 2, \"n_ctx\": 4}}";
static const char VOCAB[] = "{\"model\": {\"vocab\": {\"a\": 0, \"b\": 1, \"c\": 2}}}";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    if (n_bytes == 0)
        return 0;
    const char *name = NAMES[data[0] % N_NAMES];
    fuzz_write("run.json", RUN, sizeof RUN - 1);
    fuzz_write("tokenizer.json", VOCAB, sizeof VOCAB - 1);
    fuzz_write(name, data + 1, n_bytes - 1);
    Err err = {""};
    Arena arena;
    arena_init(&arena);
    const Run *run = run_read(&arena, fuzz_dir(), &err);
    fuzz_expect(!run == (err.text[0] != '\0'), "a run or an error");
    for (int i = 0; run && i < run->n_merges; i++)
        fuzz_expect(run->merges[i].id < run->n_vocab && run->merges[i].left < run->n_vocab, "ids of the vocabulary");
    if (run && run->generation)
        for (int i = 0; i < run->generation->n_tokens; i++)
            fuzz_expect(run->generation->tokens[i].id < run->n_vocab, "ids of the vocabulary");
    if (run && run->guess)
        fuzz_expect(run->guess->token.id < run->n_vocab && run->guess->token.p > 0, "a guess of a token");
    for (int i = 0; run && i < run->counts.n_orders; i++)
        fuzz_expect(run->counts.nats[i] >= 0, "nats");
    for (int i = 0; run && i < run->n_gradients; i++)
        for (int k = 0; k < run->n_gradient_groups; k++)
            fuzz_expect(!isinf(run->gradients[i].norms[k]), "a norm, or none");
    for (int i = 0; run && i < run->n_masks; i++)
        for (int k = 0; k < run->masks[i].n; k++)
            fuzz_expect(run->masks[i].ids[k] < run->n_vocab, "ids of the vocabulary");
    for (int i = 0; run && i < run->n_rollouts; i++)
        for (int k = 0; k < run->rollouts[i].n_samples; k++)
            fuzz_expect(run->rollouts[i].samples[k].text != NULL, "a text");
    for (int i = 0; run && i < run->n_evals; i++)
        fuzz_expect(!(run->evals[i].accuracy > 1), "a share, or none");
    if (run)
        run_reached(run);
    arena_finish(&arena);
    fuzz_delete(name);
    return 0;
}
