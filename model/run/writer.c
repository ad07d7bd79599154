// writer.c — run.json, the appended lines, the recorded generation and the probes.
#include "model/run/writer.h"

#include "engine/base/json_out.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MODE_FILE = 0666 };

// ---- fields ----

static RunField field_of(Arena *arena, const Opt *opt, const void *target)
{
    const void *value = (const char *)target + opt->offset;
    char *name = arena_strdup(arena, opt->name);
    for (char *at = name; *at; at++)
        if (*at == '-')
            *at = '_';
    RunField field = {.name = name, .kind = opt->kind};
    switch (opt->kind) {
    case OPT_FLAG:
        field.flag = *(const bool *)value;
        break;
    case OPT_INT:
        field.whole = *(const int64_t *)value;
        break;
    case OPT_REAL:
        field.real = *(const double *)value;
        break;
    case OPT_STRING:
        field.text = *(const char *const *)value;
        break;
    case OPT_CHOICE:
        field.text = choice_name(*(const void *const *)value);
        break;
    case OPT_HELP:
        break;
    }
    return field;
}

RunField *run_fields(Arena *arena, const Opt *table, const void *target, int *n_fields)
{
    int n = 0;
    while (table[n].name)
        n++;
    RunField *fields = ARENA_ARRAY(arena, RunField, n);
    for (int i = 0; i < n; i++)
        fields[i] = field_of(arena, &table[i], target);
    *n_fields = n;
    return fields;
}

// Nothing when the value is not finite.
static void put_float(JsonOut *out, const char *key, double value)
{
    if (!isfinite(value))
        return;
    json_out_key(out, key);
    json_out_float(out, value);
}

static void put_fields(JsonOut *out, const RunField *fields, int n_fields)
{
    for (int i = 0; i < n_fields; i++) {
        json_out_key(out, fields[i].name);
        switch (fields[i].kind) {
        case OPT_FLAG:
            json_out_bool(out, fields[i].flag);
            break;
        case OPT_INT:
            json_out_int(out, fields[i].whole);
            break;
        case OPT_REAL:
            json_out_real(out, fields[i].real);
            break;
        case OPT_STRING:
        case OPT_CHOICE:
        case OPT_HELP:
            json_out_text(out, fields[i].text);
            break;
        }
    }
}

// ---- whole files ----

// Replaces dir/name by what was built, and ends `out`.
static bool write_document(const char *dir, const char *name, JsonOut *out, Err *err)
{
    Arena arena;
    arena_init(&arena);
    json_out_newline(out);
    const bool ok = file_write(path_join(&arena, dir, name), out->text, out->n_bytes, err);
    json_out_finish(out);
    arena_finish(&arena);
    return ok;
}

bool run_write_info(const char *dir, const RunInfo *info, Err *err)
{
    JsonOut out;
    json_out_init_pretty(&out, 2);
    json_out_begin(&out, '{');
    json_out_int_at(&out, "gptreel_run", RUN_FORMAT_VERSION);
    json_out_text_at(&out, "command", info->command);
    json_out_int_at(&out, "seed", info->seed);
    json_out_key(&out, "corpus");
    json_out_begin(&out, '{');
    json_out_text_at(&out, "name", info->corpus_name);
    json_out_text_at(&out, "sha256", info->corpus_sha256);
    json_out_int_at(&out, "n_bytes", info->corpus_bytes);
    json_out_int_at(&out, "n_chars", info->corpus_chars);
    json_out_int_at(&out, "n_vocab", info->n_vocab);
    json_out_end(&out, '}');
    json_out_key(&out, "config");
    json_out_begin(&out, '{');
    put_fields(&out, info->config, info->n_config);
    json_out_end(&out, '}');
    json_out_text_at(&out, "tokenizer", info->tokenizer);
    json_out_int_at(&out, "n_params", info->n_params);
    json_out_text_at(&out, "build", info->build);
    json_out_text_at(&out, "cpu", info->cpu);
    json_out_text_at(&out, "instructions", info->instructions);
    json_out_text_at(&out, "kernel", info->kernel);
    json_out_text_at(&out, "state", info->state);
    if (info->diverged_at > 0)
        json_out_int_at(&out, "diverged_at", info->diverged_at);
    json_out_key(&out, "totals");
    json_out_begin(&out, '{');
    json_out_int_at(&out, "steps", info->n_steps);
    json_out_int_at(&out, "tokens", info->n_tokens);
    put_float(&out, "seconds", info->train_s);
    json_out_end(&out, '}');
    json_out_end(&out, '}');
    return write_document(dir, "run.json", &out, err);
}

bool run_write_config(const char *dir, const RunModelConfig *config, Err *err)
{
    JsonOut out;
    json_out_init_pretty(&out, 1);
    json_out_begin(&out, '{');
    json_out_key(&out, "architectures");
    json_out_begin(&out, '[');
    json_out_text(&out, config->is_gpt2 ? "GPT2LMHeadModel" : "GptreelForCausalLM");
    json_out_end(&out, ']');
    json_out_text_at(&out, "model_type", config->is_gpt2 ? "gpt2" : "gptreel");
    json_out_int_at(&out, "vocab_size", config->n_vocab);
    json_out_int_at(&out, "n_positions", config->n_ctx);
    json_out_int_at(&out, "n_ctx", config->n_ctx);
    json_out_int_at(&out, "n_embd", config->n_embd);
    json_out_int_at(&out, "n_layer", config->n_layer);
    json_out_int_at(&out, "n_head", config->n_head);
    json_out_int_at(&out, "n_inner", config->n_hidden);
    json_out_text_at(&out, "activation_function", config->activation);
    const RunField rest[] = {
        {.name = "layer_norm_epsilon", .kind = OPT_REAL, .real = config->norm_epsilon},
        {.name = "embd_pdrop", .kind = OPT_REAL, .real = config->dropout},
        {.name = "attn_pdrop", .kind = OPT_REAL, .real = config->dropout},
        {.name = "resid_pdrop", .kind = OPT_REAL, .real = config->dropout},
        {.name = "tie_word_embeddings", .kind = OPT_FLAG, .flag = config->tied_head},
    };
    put_fields(&out, rest, (int)(sizeof rest / sizeof rest[0]));
    put_fields(&out, config->more, config->n_more);
    json_out_end(&out, '}');
    return write_document(dir, "config.json", &out, err);
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
    return write_document(dir, "tokenizer.json", &out, err);
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
    return write_document(dir, "merges.jsonl", &out, err);
}

// ---- lines ----

// Appends in one write(). A line that does not fit on the disk is taken back.
static bool append_bytes(const char *path, const char *bytes, size_t n_bytes, Err *err)
{
    const int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, MODE_FILE);
    if (fd < 0)
        return err_errno(err, "cannot write %s", path);
    struct stat before;
    bool ok = fstat(fd, &before) == 0;
    const ssize_t n_written = ok ? write(fd, bytes, n_bytes) : -1;
    if (n_written >= 0 && (size_t)n_written < n_bytes) {
        // A short write means a full disk; nothing more can be done when the file cannot be cut either.
        const int cut = ftruncate(fd, before.st_size);
        errno = cut == 0 ? ENOSPC : errno;
    }
    ok = n_written >= 0 && (size_t)n_written == n_bytes;
    if (!ok)
        err_errno(err, "cannot write %s", path);
    close(fd);
    return ok;
}

// Appends what was built as one line, and ends `out`.
static bool append_line(const char *dir, const char *name, JsonOut *out, Err *err)
{
    Arena arena;
    arena_init(&arena);
    json_out_newline(out);
    const bool ok = append_bytes(path_join(&arena, dir, name), out->text, out->n_bytes, err);
    json_out_finish(out);
    arena_finish(&arena);
    return ok;
}

bool run_append_metric(const char *dir, const RunMetric *metric, Err *err)
{
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    json_out_int_at(&out, "step", metric->step);
    json_out_int_at(&out, "tokens", metric->n_tokens);
    put_float(&out, "loss", metric->loss);
    put_float(&out, "val_loss", metric->val_loss);
    put_float(&out, "lr", metric->lr);
    put_float(&out, "grad_norm", metric->grad_norm);
    put_float(&out, "step_ms", metric->step_ms);
    put_float(&out, "tokens_per_s", metric->tokens_per_s);
    json_out_end(&out, '}');
    return append_line(dir, "metrics.jsonl", &out, err);
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
    return append_line(dir, "samples.jsonl", &out, err);
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
        put_float(&out, groups[i], gradient->norms[i]);
    json_out_end(&out, '}');
    json_out_end(&out, '}');
    return append_line(dir, "gradients.jsonl", &out, err);
}

// ---- generation ----

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

bool run_generation_add(RunGenerationWriter *writer, const RunToken *token, Err *err)
{
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    json_out_int_at(&out, "id", token->id);
    json_out_text_at(&out, "text", token->text);
    put_float(&out, "p", token->p);
    json_out_key(&out, "top");
    json_out_begin(&out, '[');
    for (int i = 0; i < token->n_top; i++) {
        json_out_begin(&out, '[');
        json_out_int(&out, token->top[i].id);
        json_out_float(&out, token->top[i].p);
        json_out_end(&out, ']');
    }
    json_out_end(&out, ']');
    put_float(&out, "other", token->p_other);
    put_float(&out, "entropy", token->entropy_nats);
    if (!isnan(token->draw)) {
        json_out_key(&out, "draw");
        json_out_real(&out, token->draw);
    }
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
