// opened.c — opens the model that a command was given.
#include "model/cli/opened.h"

#include "engine/base/file.h"
#include "model/cli/cli.h"

#include <string.h>

static bool open_model(Opened *opened, Arena *arena, const char *path, Err *err)
{
    opened->dir = path;
    if (file_exists(path_join(arena, path, "run.json"))) {
        opened->run = run_read_texts(arena, path, err);
        if (!opened->run)
            return false;
        for (int i = 0; i < opened->run->n_notes; i++)
            fprintf(stderr, "gptreel: %s\n", opened->run->notes[i]);
    }
    if (!pretrained_open(&opened->pretrained, arena, path, err))
        return false;
    opened->dir = opened->pretrained.weights.dir;
    opened->tokenizer = pretrained_tokenizer(&opened->pretrained, arena, err);
    return opened->tokenizer != NULL;
}

int64_t opened_step(const Opened *opened)
{
    return opened->run ? opened->run->n_steps : 0;
}

const char *opened_prompt(const Opened *opened)
{
    const Run *run = opened->run;
    const bool has_own = run && *run->prompt && strcmp(run->objective, "next-token") == 0;
    return has_own ? run->prompt : "\n";
}

void opened_tell_cut(const Opened *opened, int64_t n_ids)
{
    const int64_t n_ctx = opened->pretrained.config.n_ctx;
    if (n_ids > n_ctx)
        fprintf(stderr, "gptreel: the prompt has %lld tokens, and the model sees %lld at once: the last of them\n",
                (long long)n_ids, (long long)n_ctx);
}

bool opened_lock(RunLock *lock, const Opened *opened, const char *without, Err *err)
{
    if (!opened->run)
        return err_set(err, "%s is no run of gptreel that could be recorded in; %s", opened->dir, without);
    return run_lock(lock, opened->dir, err);
}

// A probe looks into a model whose weights are in memory.
bool opened_probe(const Opened *opened, const ProbeRequest *request, Err *err)
{
    Gpt *gpt = gpt_create(&opened->pretrained.config, err);
    const bool ok = gpt && weights_load(gpt, opened->pretrained.weights.path, err) &&
                    probe_record(opened->dir, gpt, opened->tokenizer, request, err);
    gpt_destroy(gpt);
    return ok;
}

int on_opened(int argc, char **argv, const Opt *table, void *options, OpenedWork *work, Err *err)
{
    OptsGiven given;
    const int code = command_parse(MODEL_COMMANDS, table, options, argc, argv, &given, err);
    if (code >= 0)
        return code;
    Arena arena;
    arena_init(&arena);
    Opened opened = {.run = NULL};
    const bool ok = open_model(&opened, &arena, argv[1], err) && work(&opened, options, &arena, err);
    pretrained_close(&opened.pretrained);
    arena_finish(&arena);
    return ok ? 0 : 1;
}
