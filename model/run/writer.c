// writer.c — run.json, the appended lines, the recorded generation and the probes.
#include "model/run/writer.h"

#include "model/run/json_fields.h"
#include "model/run/tokenizer_config.h"
#include "model/run/writer_counts.h"
#include "model/run/writer_file.h"

#include <math.h>

// ---- whole files ----

bool run_write_info(const char *dir, const Run *run, RunSettings settings, Err *err)
{
    JsonOut out;
    json_out_init_pretty(&out, RUN_JSON_FLAT_DEPTH);
    json_out_begin(&out, '{');
    json_out_int_at(&out, "gptreel_run", RUN_FORMAT_VERSION);
    json_out_text_at(&out, "command", run->command);
    if (run->changes && *run->changes)
        json_out_text_at(&out, "changes", run->changes);
    json_out_int_at(&out, "seed", run->seed);
    json_out_key(&out, "corpus");
    json_out_begin(&out, '{');
    json_out_text_at(&out, "name", run->corpus_name);
    json_out_text_at(&out, "sha256", run->corpus_sha256);
    json_out_int_at(&out, "n_bytes", run->corpus_bytes);
    json_out_int_at(&out, "n_chars", run->corpus_chars);
    json_out_int_at(&out, "n_vocab", run->n_vocab);
    json_out_end(&out, '}');
    if (run->counts.n_orders > 0)
        writer_put_counts(&out, &run->counts);
    if (run->prompt && *run->prompt) {
        json_out_key(&out, "prompt");
        json_out_begin(&out, '{');
        json_out_text_at(&out, "text", run->prompt);
        json_out_bool_at(&out, "chosen", run->prompt_chosen);
        json_out_end(&out, '}');
    }
    if (run->init_name && *run->init_name) {
        json_out_key(&out, "init");
        json_out_begin(&out, '{');
        json_out_text_at(&out, "name", run->init_name);
        json_out_text_at(&out, "sha256", run->init_sha256);
        json_out_end(&out, '}');
    }
    json_out_key(&out, "config");
    json_out_begin(&out, '{');
    json_out_fields(&out, settings.opts, settings.values);
    json_out_end(&out, '}');
    json_out_text_at(&out, "tokenizer", run->tokenizer);
    json_out_int_at(&out, "n_params", run->n_params);
    json_out_text_at(&out, "build", run->build);
    json_out_text_at(&out, "cpu", run->cpu);
    json_out_text_at(&out, "instructions", run->instructions);
    json_out_text_at(&out, "kernel", run->kernel);
    json_out_text_at(&out, "state", run->state);
    if (run->diverged_at > 0)
        json_out_int_at(&out, "diverged_at", run->diverged_at);
    json_out_key(&out, "totals");
    json_out_begin(&out, '{');
    json_out_int_at(&out, "steps", run->n_steps);
    json_out_int_at(&out, "tokens", run->n_tokens);
    writer_put_float(&out, "seconds", run->train_s);
    json_out_end(&out, '}');
    json_out_end(&out, '}');
    return writer_document(dir, "run.json", &out, err);
}

bool run_write_tokenizer(const char *dir, const char *const *vocab, int64_t n_vocab, Err *err)
{
    static const char *const UNUSED[] = {"truncation", "padding"};
    static const char *const UNUSED_STEPS[] = {"normalizer", "pre_tokenizer", "post_processor"};
    static const char *const UNUSED_IN_MODEL[] = {"dropout", "unk_token", "continuing_subword_prefix",
                                                  "end_of_word_suffix"};
    JsonOut out;
    json_out_init_pretty(&out, 3);
    json_out_begin(&out, '{');
    json_out_text_at(&out, "version", "1.0");
    for (size_t i = 0; i < sizeof UNUSED / sizeof UNUSED[0]; i++)
        json_out_text_at(&out, UNUSED[i], NULL);
    json_out_key(&out, "added_tokens");
    json_out_begin(&out, '[');
    json_out_end(&out, ']');
    for (size_t i = 0; i < sizeof UNUSED_STEPS / sizeof UNUSED_STEPS[0]; i++)
        json_out_text_at(&out, UNUSED_STEPS[i], NULL);
    json_out_key(&out, "decoder"); // joins the tokens without spaces between them
    json_out_begin(&out, '{');
    json_out_text_at(&out, "type", "Fuse");
    json_out_end(&out, '}');
    json_out_key(&out, "model");
    json_out_begin(&out, '{');
    json_out_text_at(&out, "type", "BPE");
    for (size_t i = 0; i < sizeof UNUSED_IN_MODEL / sizeof UNUSED_IN_MODEL[0]; i++)
        json_out_text_at(&out, UNUSED_IN_MODEL[i], NULL);
    json_out_key(&out, "fuse_unk");
    json_out_bool(&out, false);
    json_out_key(&out, "vocab");
    json_out_begin(&out, '{');
    for (int64_t id = 0; id < n_vocab; id++)
        json_out_int_at(&out, vocab[id], id);
    json_out_end(&out, '}');
    json_out_key(&out, "merges");
    json_out_begin(&out, '[');
    json_out_end(&out, ']');
    json_out_end(&out, '}');
    json_out_end(&out, '}');
    return writer_document(dir, "tokenizer.json", &out, err) && tokenizer_config_write(dir, NULL, NULL, err);
}

bool run_write_merges(const char *dir, const char *const *vocab, const RunMerge *merges, int n_merges, Err *err)
{
    JsonOut out;
    json_out_init(&out);
    for (int i = 0; i < n_merges; i++) {
        if (i > 0)
            json_out_newline(&out);
        json_out_begin(&out, '{');
        json_out_int_at(&out, "id", merges[i].id);
        json_out_int_at(&out, "left", merges[i].left);
        json_out_int_at(&out, "right", merges[i].right);
        json_out_text_at(&out, "text", vocab[merges[i].id]);
        json_out_int_at(&out, "count", merges[i].count);
        json_out_int_at(&out, "n_tokens", merges[i].n_tokens);
        json_out_end(&out, '}');
    }
    return writer_document(dir, "merges.jsonl", &out, err);
}

// ---- lines ----

bool run_append_metric(const char *dir, const RunMetric *metric, Err *err)
{
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    json_out_int_at(&out, "step", metric->step);
    json_out_int_at(&out, "tokens", metric->n_tokens);
    writer_put_float(&out, "loss", metric->loss);
    writer_put_float(&out, "val_loss", metric->val_loss);
    writer_put_float(&out, "lr", metric->lr);
    writer_put_float(&out, "grad_norm", metric->grad_norm);
    writer_put_float(&out, "reward", metric->reward);
    writer_put_float(&out, "tool_rate", metric->tool_rate);
    writer_put_float(&out, "answer_tokens", metric->answer_tokens);
    writer_put_float(&out, "step_ms", metric->step_ms);
    writer_put_float(&out, "tokens_per_s", metric->tokens_per_s);
    json_out_end(&out, '}');
    return writer_line(dir, "metrics.jsonl", &out, err);
}

bool run_append_sample(const char *dir, const RunSample *sample, Err *err)
{
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    json_out_int_at(&out, "step", sample->step);
    json_out_text_at(&out, "prompt", sample->prompt);
    json_out_text_at(&out, "text", sample->text);
    json_out_end(&out, '}');
    return writer_line(dir, "samples.jsonl", &out, err);
}

bool run_append_gradient(const char *dir, const RunGradient *gradient, const char *const *groups, int n_groups,
                         Err *err)
{
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    json_out_int_at(&out, "step", gradient->step);
    json_out_key(&out, "norms");
    json_out_begin(&out, '{');
    for (int i = 0; i < n_groups; i++)
        writer_put_float(&out, groups[i], gradient->norms[i]);
    json_out_end(&out, '}');
    json_out_end(&out, '}');
    return writer_line(dir, "gradients.jsonl", &out, err);
}

// ---- generation, guess ----

static bool add_line(RunGenerationWriter *writer, JsonOut *out, Err *err)
{
    json_out_newline(out);
    const bool ok = fwrite(out->text, 1, out->n_bytes, writer->file.stream) == out->n_bytes;
    if (!ok)
        err_errno(err, "cannot write %s", writer->file.path);
    json_out_finish(out);
    return ok;
}

bool run_generation_begin(RunGenerationWriter *writer, const char *dir, const RunGeneration *head, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const bool opened = atomic_open(&writer->file, path_join(&arena, dir, "generation.jsonl"), err);
    arena_finish(&arena);
    if (!opened)
        return false;
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    json_out_text_at(&out, "prompt", head->prompt);
    json_out_key(&out, "prompt_ids");
    json_out_begin(&out, '[');
    for (int i = 0; i < head->n_prompt; i++)
        json_out_int(&out, head->prompt_ids[i]);
    json_out_end(&out, ']');
    json_out_key(&out, "temperature");
    json_out_real(&out, head->temperature);
    json_out_int_at(&out, "top_k", head->top_k);
    json_out_int_at(&out, "seed", head->seed);
    json_out_int_at(&out, "context", head->n_ctx);
    json_out_end(&out, '}');
    return add_line(writer, &out, err);
}

static void put_token(JsonOut *out, const RunToken *token)
{
    json_out_int_at(out, "id", token->id);
    json_out_text_at(out, "text", token->text);
    writer_put_float(out, "p", token->p);
    json_out_key(out, "top");
    json_out_begin(out, '[');
    for (int i = 0; i < token->n_top; i++) {
        json_out_begin(out, '[');
        json_out_int(out, token->top[i].id);
        json_out_float(out, token->top[i].p);
        json_out_end(out, ']');
    }
    json_out_end(out, ']');
    writer_put_float(out, "other", token->p_other);
    writer_put_float(out, "entropy", token->entropy_nats);
    if (!isnan(token->draw)) {
        json_out_key(out, "draw");
        json_out_real(out, token->draw);
    }
}

bool run_generation_add(RunGenerationWriter *writer, const RunToken *token, Err *err)
{
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    put_token(&out, token);
    json_out_end(&out, '}');
    return add_line(writer, &out, err);
}

bool run_generation_end(RunGenerationWriter *writer, Err *err)
{
    return atomic_commit(&writer->file, err);
}

void run_generation_drop(RunGenerationWriter *writer)
{
    atomic_drop(&writer->file);
}

bool run_write_guess(const char *dir, const RunGuess *guess, Err *err)
{
    JsonOut out;
    json_out_init_pretty(&out, 1);
    json_out_begin(&out, '{');
    json_out_text_at(&out, "before", guess->before);
    put_token(&out, &guess->token);
    json_out_text_at(&out, "after", guess->after);
    if (guess->untrained) {
        json_out_key(&out, "untrained");
        json_out_begin(&out, '{');
        put_token(&out, guess->untrained);
        json_out_end(&out, '}');
    }
    json_out_end(&out, '}');
    return writer_document(dir, "guess.json", &out, err);
}
