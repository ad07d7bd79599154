// writer_chat.c — conversations, answers and what they were worth, as lines.
#include "model/run/writer_chat.h"

#include "model/run/writer_file.h"

static void put_ids(JsonOut *out, const int32_t *ids, const bool *flags, int n, const char *flags_key)
{
    json_out_key(out, "ids");
    json_out_begin(out, '[');
    for (int i = 0; i < n; i++)
        json_out_int(out, ids[i]);
    json_out_end(out, ']');
    json_out_key(out, flags_key);
    json_out_begin(out, '[');
    for (int i = 0; i < n; i++)
        json_out_int(out, flags[i]);
    json_out_end(out, ']');
}

bool run_append_mask(const char *dir, const RunMask *mask, Err *err)
{
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    json_out_int_at(&out, "step", mask->step);
    json_out_int_at(&out, "row", mask->row);
    put_ids(&out, mask->ids, mask->learned, mask->n, "learned");
    json_out_text_at(&out, "text", mask->text);
    json_out_end(&out, '}');
    return writer_line(dir, "masks.jsonl", &out, err);
}

bool run_append_rollout(const char *dir, const RunRollout *rollout, Err *err)
{
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    json_out_int_at(&out, "step", rollout->step);
    json_out_text_at(&out, "question", rollout->question);
    json_out_text_at(&out, "answer", rollout->answer);
    json_out_key(&out, "samples");
    json_out_begin(&out, '[');
    for (int i = 0; i < rollout->n_samples; i++) {
        const RunRolloutSample *sample = &rollout->samples[i];
        json_out_begin(&out, '{');
        put_ids(&out, sample->ids, sample->forced, sample->n, "forced");
        json_out_text_at(&out, "text", sample->text);
        writer_put_float(&out, "reward", sample->reward);
        writer_put_float(&out, "advantage", sample->advantage);
        json_out_end(&out, '}');
    }
    json_out_end(&out, ']');
    json_out_end(&out, '}');
    return writer_line(dir, "rollouts.jsonl", &out, err);
}

static void put_eval(JsonOut *out, const RunEval *eval)
{
    json_out_begin(out, '{');
    json_out_int_at(out, "step", eval->step);
    json_out_text_at(out, "task", eval->task);
    json_out_text_at(out, "split", eval->split);
    if (eval->n_samples > 0) {
        writer_put_float(out, "temperature", eval->temperature);
        json_out_bool_at(out, "tool", eval->tool);
        json_out_int_at(out, "n", eval->n);
        json_out_int_at(out, "samples", eval->n_samples);
    }
    writer_put_float(out, "accuracy", eval->accuracy);
    writer_put_float(out, "pass", eval->pass);
    writer_put_float(out, "tool_rate", eval->tool_rate);
    writer_put_float(out, "bits_per_byte", eval->bits_per_byte);
    json_out_end(out, '}');
}

bool run_append_eval(const char *dir, const RunEval *eval, Err *err)
{
    JsonOut out;
    json_out_init(&out);
    put_eval(&out, eval);
    return writer_line(dir, "evals.jsonl", &out, err);
}

bool run_write_evals(const char *dir, const RunEval *evals, int n_evals, Err *err)
{
    JsonOut out;
    json_out_init(&out);
    for (int i = 0; i < n_evals; i++) {
        if (i > 0)
            json_out_newline(&out);
        put_eval(&out, &evals[i]);
    }
    return writer_document(dir, "evals.jsonl", &out, err);
}

bool run_write_times(const char *dir, const RunTime *times, int n_times, Err *err)
{
    JsonOut out;
    json_out_init(&out);
    for (int i = 0; i < n_times; i++) {
        if (i > 0)
            json_out_newline(&out);
        json_out_begin(&out, '{');
        json_out_int_at(&out, "context", times[i].context);
        writer_put_float(&out, "cached_ms", times[i].cached_ms);
        writer_put_float(&out, "whole_ms", times[i].whole_ms);
        json_out_end(&out, '}');
    }
    return writer_document(dir, "times.jsonl", &out, err);
}

bool run_write_dialogue(const char *dir, const RunTurn *turns, int n_turns, Err *err)
{
    JsonOut out;
    json_out_init(&out);
    for (int i = 0; i < n_turns; i++) {
        if (i > 0)
            json_out_newline(&out);
        json_out_begin(&out, '{');
        json_out_text_at(&out, "role", turns[i].role);
        put_ids(&out, turns[i].ids, turns[i].forced, turns[i].n, "forced");
        json_out_text_at(&out, "text", turns[i].text);
        json_out_end(&out, '}');
    }
    return writer_document(dir, "dialogue.jsonl", &out, err);
}
