// eval.c — gptreel eval.
#include "engine/base/file.h"
#include "engine/base/progress.h"
#include "engine/base/stop.h"
#include "model/cli/commands.h"
#include "model/cli/opened.h"
#include "model/infer/decode_times.h"
#include "model/infer/eval.h"
#include "model/run/writer_chat.h"
#include "model/text/chat_tokens.h"
#include "model/text/plain_text.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

typedef struct EvalOptions {
    const char *data;
    const char *tasks;
    const char *text;
    int64_t n;
    int64_t n_samples;
    int64_t top_k;
    int64_t n_tokens;
    int64_t seed;
    bool tool;
    bool times;
    bool record;
} EvalOptions;

#define AT(field) offsetof(EvalOptions, field)

static const Opt EVAL_OPTS[] = {
    {"data", 'd', OPT_STRING, AT(data), "DIR", "folder with test_TASK.jsonl, as chatdata makes them"},
    {"tasks", 0, OPT_STRING, AT(tasks), "LIST", "sums,questions …; all that the folder has questions of"},
    {"text", 0, OPT_STRING, AT(text), "FILE", "a text whose bits per byte are measured"},
    {"n", 'n', OPT_INT, AT(n), "N", "questions of each task, at most", 1, 1e6},
    {"samples", 0, OPT_INT, AT(n_samples), "N", "answers to each at temperature 1; 0: only the likeliest", 0, 1024},
    {"top-k", 'k', OPT_INT, AT(top_k), "N", "candidates kept at temperature 1; 0: all", 0, 1e6},
    {"tokens", 0, OPT_INT, AT(n_tokens), "N", "tokens of an answer, at most", 1, 1e6},
    {"seed", 's', OPT_INT, AT(seed), "N", "of the draws", 0, 9e15},
    {"tool", 0, OPT_FLAG, AT(tool), NULL, "the calculator answers calls"},
    {"times", 0, OPT_FLAG, AT(times), NULL, "milliseconds a token takes, with the cache and without"},
    {"record", 'r', OPT_FLAG, AT(record), NULL, "keep the scores in the run"},
    {"help", 'h', OPT_HELP, 0, NULL, "this list"},
    {0},
};

// An evaluation of one model under way.
typedef struct Evaluating {
    const EvalOptions *options;
    const Opened *opened;
    Arena *arena;
    Gpt *gpt;
    RunEval *evals; // [n_evals] so far
    int n_evals, n_room;
    const RunTime *times; // [n_times]
    int n_times;
    Progress progress;
} Evaluating;

static void show(void *context, int64_t n_done, int64_t n_total)
{
    (void)n_total;
    progress_show(context, n_done, NULL);
}

static RunEval *add_eval(Evaluating *e, const char *task, const char *split)
{
    e->evals = arena_grow(e->arena, e->evals, e->n_evals, &e->n_room, sizeof *e->evals);
    RunEval *eval = &e->evals[e->n_evals++];
    const double none = (double)NAN;
    *eval = (RunEval){.step = opened_step(e->opened),
                      .task = task,
                      .split = split,
                      .temperature = none,
                      .accuracy = none,
                      .pass = none,
                      .tool_rate = none,
                      .bits_per_byte = none};
    return eval;
}

// One task at one temperature.
static bool ask(Evaluating *e, const ChatTask *task, const ChatExam *exam, double temperature, int n_samples, Err *err)
{
    const EvalOptions *o = e->options;
    const char *label = arena_printf(e->arena, temperature > 0 ? "%s, sampled" : "%s", task->name);
    EvalRequest request = {
        .gpt = e->gpt,
        .tokenizer = e->opened->tokenizer,
        .items = exam->items,
        .n = exam->n < o->n ? exam->n : (int)o->n,
        .n_samples = n_samples,
        .temperature = temperature,
        .top_k = o->top_k,
        .most_tokens = o->n_tokens,
        .no_tool = !o->tool,
        .seed = o->seed,
        .watcher = {show, &e->progress},
    };
    progress_begin(&e->progress, label, "questions", request.n);
    if (!eval_exam(add_eval(e, task->name, "test"), &request, err)) {
        progress_drop(&e->progress);
        return false;
    }
    progress_end(&e->progress, request.n, NULL);
    return true;
}

static bool ask_task(Evaluating *e, const ChatTask *task, Err *err)
{
    ChatExam exam;
    const char *path = path_join(e->arena, e->options->data, arena_printf(e->arena, "test_%s.jsonl", task->name));
    if (!e->options->tasks && !file_exists(path))
        return true;
    return chat_exam_read(&exam, e->arena, path, err) && ask(e, task, &exam, 0, 1, err) &&
           (e->options->n_samples == 0 || ask(e, task, &exam, 1, (int)e->options->n_samples, err));
}

// The tasks that the folder has, or those of the list.
static bool ask_tasks(Evaluating *e, Err *err)
{
    const int before = e->n_evals;
    if (!e->options->tasks) {
        for (const ChatTask *task = CHAT_TASKS; task->name; task++)
            if (!ask_task(e, task, err))
                return false;
        return e->n_evals > before || err_set(err, "%s has no test_TASK.jsonl; gptreel chatdata --out %s makes some",
                                              e->options->data, e->options->data);
    }
    for (const char *at = e->options->tasks; *at;) {
        const size_t n = strcspn(at, ",");
        const ChatTask *task = choices_find(&CHAT_TASK_CHOICES, arena_strndup(e->arena, at, n), err);
        if (!task || !ask_task(e, task, err))
            return false;
        at += n + (at[n] == ',');
    }
    return true;
}

// The bits per byte of a text, by a model whose weights are in memory.
static bool measure_text(Evaluating *e, Err *err)
{
    const char *path = e->options->text, *slash = strrchr(path, '/');
    PlainText text = {.n_bytes = 0};
    const bool is_text = plain_text_read(&text, e->arena, path, err);
    const char *note = is_text ? plain_text_note(&text, e->arena, path) : NULL;
    if (note)
        fprintf(stderr, "gptreel: %s\n", note);
    const size_t n_bytes = (size_t)text.n_bytes;
    Gpt *gpt = is_text ? gpt_create(&e->opened->pretrained.config, err) : NULL;
    progress_begin(&e->progress, "text", "tokens", (int64_t)n_bytes);
    const bool ok = gpt && weights_load(gpt, e->opened->pretrained.weights.path, err) &&
                    eval_bits_per_byte(&add_eval(e, "text", slash ? slash + 1 : path)->bits_per_byte, gpt,
                                       e->opened->tokenizer, text.bytes, n_bytes, (EvalWatcher){show, &e->progress}, err);
    progress_drop(&e->progress);
    gpt_destroy(gpt);
    return ok;
}

// What a token costs at 32 lengths of the context, or at all of a shorter one.
static bool measure_times(Evaluating *e, Err *err)
{
    enum { MOST_TIMES = 32 };
    const int64_t n_ctx = e->gpt->config.n_ctx;
    e->n_times = n_ctx < MOST_TIMES ? (int)n_ctx : MOST_TIMES;
    progress_begin(&e->progress, "times", "contexts", e->n_times);
    e->times = decode_times(e->arena, e->gpt, e->n_times, (EvalWatcher){show, &e->progress}, err);
    progress_drop(&e->progress);
    return e->times != NULL;
}

static void print_times(const Evaluating *e)
{
    for (int i = 0; i < e->n_times; i++)
        if (i == 0 || (e->times[i].context & (e->times[i].context - 1)) == 0 || i == e->n_times - 1)
            printf("token %-6lld %8.3f ms with the cache, %8.3f ms without\n", (long long)e->times[i].context,
                   e->times[i].cached_ms, e->times[i].whole_ms);
}

static void print_evals(const Evaluating *e)
{
    for (int i = 0; i < e->n_evals; i++) {
        const RunEval *eval = &e->evals[i];
        if (eval->n_samples == 0)
            printf("%-10s  %.4f bits per byte of %s\n", eval->task, eval->bits_per_byte, eval->split);
        else if (eval->n_samples == 1)
            printf("%-10s  likeliest   %5.1f %% right, %5.1f %% call the calculator, %lld questions\n", eval->task,
                   100 * eval->accuracy, 100 * eval->tool_rate, (long long)eval->n);
        else
            printf(
                "%-10s  sampled     %5.1f %% right, %5.1f %% call the calculator, %lld questions; one of %lld right: "
                "%.1f %%\n",
                eval->task, 100 * eval->accuracy, 100 * eval->tool_rate, (long long)eval->n, (long long)eval->n_samples,
                100 * eval->pass);
    }
}

static bool same_what(const RunEval *a, const RunEval *b)
{
    const bool same_temperature = a->temperature == b->temperature || (isnan(a->temperature) && isnan(b->temperature));
    return a->step == b->step && a->tool == b->tool && same_temperature && strcmp(a->task, b->task) == 0 &&
           strcmp(a->split, b->split) == 0;
}

// The run's scores with the new ones, which take the place of older ones of the same.
static bool record_evals(const Evaluating *e, Err *err)
{
    const Run *run = e->opened->run;
    RunEval *all = ARENA_ARRAY(e->arena, RunEval, run->n_evals + e->n_evals);
    int n = 0;
    for (int i = 0; i < run->n_evals; i++) {
        bool replaced = false;
        for (int k = 0; k < e->n_evals; k++)
            replaced = replaced || same_what(&run->evals[i], &e->evals[k]);
        if (!replaced)
            all[n++] = run->evals[i];
    }
    memcpy(all + n, e->evals, sizeof *all * (size_t)e->n_evals);
    return run_write_evals(e->opened->dir, all, n + e->n_evals, err);
}

static bool record(const Evaluating *e, Err *err)
{
    return (e->n_evals == 0 || record_evals(e, err)) &&
           (e->n_times == 0 || run_write_times(e->opened->dir, e->times, e->n_times, err));
}

static bool work(const Opened *opened, const void *asked, Arena *arena, Err *err)
{
    const EvalOptions *options = asked;
    Evaluating e = {.options = options, .opened = opened, .arena = arena};
    ChatTokens tokens;
    if (!options->data && !options->text && !options->times)
        return err_set(err, "--data DIR is missing, a folder with questions as gptreel chatdata makes it, or "
                            "--text FILE, or --times");
    if (options->data && !chat_tokens_find(&tokens, opened->tokenizer, err))
        return err_prefix(err, "%s", opened->dir);
    RunLock lock = {0};
    if (options->record && !opened_lock(&lock, opened, "--no-record", err))
        return false;
    e.gpt = pretrained_gpt(&opened->pretrained, stderr, err);
    const bool ok = e.gpt && (!options->data || ask_tasks(&e, err)) && (!options->text || measure_text(&e, err)) &&
                    (!options->times || measure_times(&e, err)) && (!options->record || record(&e, err));
    if (ok) {
        print_evals(&e);
        print_times(&e);
    }
    gpt_destroy(e.gpt);
    run_unlock(&lock);
    return ok;
}

int command_eval(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    EvalOptions options = {.n = 200, .n_samples = 8, .n_tokens = 64, .seed = 1, .tool = true, .record = true};
    return on_opened(argc, argv, EVAL_OPTS, &options, work, err);
}
