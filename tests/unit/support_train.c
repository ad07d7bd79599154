// support_train.c — the small model that trainings are tried with.
#include "support_train.h"

#include "engine/base/file.h"
#include "model/train/train.h"
#include "model/train/train_parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_WORDS = 100 };

bool train_small(Temp *temp, const char *out, const char *words, Err *err)
{
    static const char small[] =
        "train --n-layer 2 --n-head 2 --n-embd 16 --n-ctx 16 --batch-size 4 --replicas 2 "
        "--warmup-steps 5 --decay-steps 0 --log-every 4 --log-first 3 --eval-every 10 "
        "--eval-early-every 0 --checkpoint-every 7 --sample-tokens 12 --generate-tokens 20 "
        "--sample-prompt be --more-prompts to|or --dropout 0.1 --micro-batch 1 --record-steps 0,20,31 "
        "--record-weights wte.* --record-gradients wte.*";
    Arena arena;
    arena_init(&arena);
    char *line = arena_printf(&arena, "%s --steps %d --data %s --out %s %s", small, SMALL_STEPS,
                              temp_path(temp, "corpus.txt"), temp_path(temp, out), words);
    char *argv[MOST_WORDS];
    int argc = 0;
    for (char *word = strtok(line, " "); word; word = strtok(NULL, " "))
        argv[argc++] = word;
    argv[argc] = NULL;
    TrainRequest request;
    const bool ok = train_parse(&request, &arena, argc, argv, err) && train_run(&request, err);
    run_unlock(&request.lock);
    arena_finish(&arena);
    return ok;
}

void assert_trains(Temp *temp, const char *out, const char *words)
{
    Err err = {""};
    if (!train_small(temp, out, words, &err))
        fail_msg("%s", err.text);
}

void assert_refused(Temp *temp, const char *out, const char *words, const char *part)
{
    Err err = {""};
    assert_false(train_small(temp, out, words, &err));
    assert_contains(err.text, part);
}

const Run *read_run(Temp *temp, const char *name)
{
    Err err = {""};
    const Run *run = run_read(&temp->arena, temp_path(temp, name), &err);
    if (!run)
        fail_msg("%s", err.text);
    return run;
}

void assert_same_bytes(Temp *temp, const char *a, const char *b, const char *name)
{
    Err err = {""};
    size_t n_a = 0, n_b = 0;
    const char *left = file_read(&temp->arena, path_join(&temp->arena, temp_path(temp, a), name), &n_a, &err);
    const char *right = file_read(&temp->arena, path_join(&temp->arena, temp_path(temp, b), name), &n_b, &err);
    if (!left || !right)
        fail_msg("%s", err.text);
    if (n_a != n_b || memcmp(left, right, n_a) != 0)
        fail_msg("%s differs between %s and %s", name, a, b);
}
