// resume.c — a checkpoint's settings beside those that it is gone on with.
#include "model/train/resume.h"

#include "model/train/schedule.h"

#include <stdlib.h>
#include <string.h>

// What may change: what is recorded, and when; and how large the steps are.
static const char *const RECORDING[] = {"log-every",
                                        "log-first",
                                        "eval-every",
                                        "eval-early-every",
                                        "eval-early",
                                        "checkpoint-every",
                                        "weights",
                                        "sample-prompt",
                                        "more-prompts",
                                        "sample-tokens",
                                        "generate-tokens",
                                        "temperature",
                                        "top-k",
                                        "sample-seed",
                                        "probe-prompt",
                                        "answers-at",
                                        "record-steps",
                                        "record-weights",
                                        "record-gradients",
                                        "record-updates",
                                        NULL};
static const char *const PACE[] = {"steps",    "lr",           "lr-min",      "lr-embd",      "lr-head", "schedule",
                                   "warmdown", "warmup-steps", "decay-steps", "weight-decay", "muon-lr", "clip",
                                   NULL};

static bool is_among(const char *const *names, const char *name)
{
    while (*names && strcmp(*names, name) != 0)
        names++;
    return *names != NULL;
}

// An option's values in both; false when they are the same.
static bool differs(const Opt *opt, const Settings *then, const Settings *now, Arena *arena, const char **old,
                    const char **new)
{
    *old = opts_text(opt, then, arena);
    *new = opts_text(opt, now, arena);
    return strcmp(*old ? *old : "", *new ? *new : "") != 0;
}

// A value for people: a number without digits that only tell floats apart.
static const char *brief(const Opt *opt, const char *value, Arena *arena)
{
    return opt->kind == OPT_REAL ? arena_printf(arena, "%.9g", strtod(value, NULL)) : value;
}

// The settings of the pace that are others now, as " --lr 0.001 --steps 60", with their values in `shown`.
static const char *pace_changes(const Settings *shown, const Settings *then, const Settings *now, Arena *arena)
{
    Opt opts[MOST_OPTIONS + 1];
    settings_recorded_opts(opts);
    const char *changes = "", *old, *new;
    for (const Opt *opt = opts; opt->name; opt++)
        if (is_among(PACE, opt->name) && differs(opt, then, now, arena, &old, &new))
            changes =
                arena_printf(arena, "%s --%s %s", changes, opt->name, brief(opt, shown == then ? old : new, arena));
    return changes;
}

bool resume_check(Checkpoint *state, const Settings *then, const Settings *now, Arena *arena, Err *err)
{
    Opt opts[MOST_OPTIONS + 1];
    settings_recorded_opts(opts);
    for (const Opt *opt = opts; opt->name; opt++) {
        const char *old, *new;
        if (!differs(opt, then, now, arena, &old, &new) || is_among(RECORDING, opt->name) || is_among(PACE, opt->name))
            continue;
        return err_set(err,
                       "the run in %s began with --%s %s, which cannot become %s on --resume; leave it out, or "
                       "start anew with --force",
                       now->train.out, opt->name, old ? old : "unset", new ? new : "unset");
    }
    const char *changes = pace_changes(now, then, now, arena), *before = state->changes;
    if (*changes)
        state->changes = arena_printf(arena, "%s%sfrom step %lld on:%s", before ? before : "", before ? "; " : "",
                                      (long long)state->step, changes);
    return true;
}

// Where the rate has fallen to its least.
static int64_t decay_end(const TrainConfig *config)
{
    return config->decay_steps ? config->decay_steps : config->steps;
}

const char *resume_note(const Checkpoint *state, const Settings *then, const Settings *now, Arena *arena)
{
    const char *after = pace_changes(now, then, now, arena);
    if (!*after)
        return NULL;
    const char *note = arena_printf(arena, "from step %lld on:%s (before:%s)", (long long)state->step, after,
                                    pace_changes(then, then, now, arena));
    // Where it is seen: at the next update, or where the rate was to be at its least.
    const TrainConfig *before = &then->train, *from_now = &now->train;
    int64_t update = state->step;
    if (learning_rate(before, update) == learning_rate(from_now, update))
        update = decay_end(before);
    const double old = learning_rate(before, update), new = learning_rate(from_now, update);
    if (old == new)
        return note;
    note = arena_printf(arena, "%s; the learning rate of step %lld becomes %.3g, and was to be %.3g", note,
                        (long long)update + 1, new, old);
    const bool by_steps = !before->decay_steps && !from_now->decay_steps && before->steps != from_now->steps;
    return by_steps ? arena_printf(arena, "%s; --decay-steps %lld keeps the fall that was begun", note,
                                   (long long)before->steps)
                    : note;
}
