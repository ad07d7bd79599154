// prompt.c — folders made, filled by a command, and deleted.
#include "engine/studio/prompt.h"

#include "engine/base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void drop(char **dir)
{
    if (*dir)
        folder_delete(*dir);
    free(*dir);
    *dir = NULL;
}

// ---- its life ----

static void set_text(char **field, const char *text)
{
    char *copy = text ? mem_strdup(text) : NULL;
    free(*field);
    *field = copy;
}

void prompt_init(Prompt *prompt)
{
    *prompt = (Prompt){.scratch = {.lock = -1}, .child = {.out = {.fd = -1}, .err = {.fd = -1}}};
}

// Ends one that is being made; nobody waits for it, and what it wrote so far is deleted.
static void drop_next(Prompt *prompt)
{
    child_kill(&prompt->child);
    drop(&prompt->next);
}

void prompt_finish(Prompt *prompt)
{
    drop_next(prompt);
    drop(&prompt->dir);
    scratch_delete(&prompt->scratch);
    free(prompt->text);
    free(prompt->error);
    prompt_init(prompt);
}

static bool begin(Prompt *prompt, const Studio *studio, const char *dir, const char *text, Arena *arena, Err *err)
{
    if (!studio->takes_prompt || !studio->takes_prompt(dir))
        return err_set(err, "%s has no model that could read a prompt; choose another", dir);
    if (!prompt->scratch.folder && !scratch_make(&prompt->scratch, err))
        return false;
    prompt->next = mem_strdup(path_join(arena, prompt->scratch.folder, arena_printf(arena, "%d", ++prompt->n)));
    if (mkdir(prompt->next, 0700) != 0)
        return err_errno(err, "cannot make the folder %s", prompt->next);
    const char *const *words = studio->prompt_command(arena, dir, prompt->next, text, err);
    return words && child_start(&prompt->child, words, err);
}

bool prompt_begin(Prompt *prompt, const Studio *studio, const char *dir, const char *text, Err *err)
{
    drop_next(prompt);
    set_text(&prompt->text, text);
    set_text(&prompt->error, NULL);
    Arena arena;
    arena_init(&arena);
    const bool ok = begin(prompt, studio, dir, text, &arena, err);
    prompt->state = ok ? PROMPT_RUNNING : PROMPT_FAILED;
    if (!ok) {
        set_text(&prompt->error, err->text);
        drop(&prompt->next);
    }
    arena_finish(&arena);
    return ok;
}

void prompt_forget(Prompt *prompt)
{
    drop_next(prompt);
    drop(&prompt->dir);
    set_text(&prompt->text, NULL);
    set_text(&prompt->error, NULL);
    prompt->state = PROMPT_OWN;
}

// The last line that the command had to say, without its own name.
static void take_error(Prompt *prompt)
{
    Arena arena;
    arena_init(&arena);
    const char *last = "the model ended without a word";
    for (const char *line; (line = child_line(&prompt->child.err, &arena));)
        last = *line ? line : last;
    const char *words = strncmp(last, "gptreel ", 8) == 0 ? strstr(last, ": ") : NULL;
    set_text(&prompt->error, words ? words + 2 : last);
    arena_finish(&arena);
}

bool prompt_run(Prompt *prompt)
{
    if (prompt->state != PROMPT_RUNNING || child_run(&prompt->child))
        return false;
    if (prompt->child.code == 0) {
        drop(&prompt->dir);
        prompt->dir = prompt->next;
        prompt->next = NULL;
        prompt->state = PROMPT_READY;
    } else {
        take_error(prompt);
        drop(&prompt->next);
        prompt->state = PROMPT_FAILED;
    }
    child_kill(&prompt->child);
    return true;
}

void prompt_write(const Prompt *prompt, JsonOut *out)
{
    static const char *const STATES[] = {"own", "running", "ready", "failed"};
    json_out_text_at(out, "state", STATES[prompt->state]);
    json_out_text_at(out, "text", prompt->text);
    json_out_text_at(out, "error", prompt->error);
}
