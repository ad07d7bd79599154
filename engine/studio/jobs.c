// jobs.c — commands begun, their events read, their end told.
#include "engine/studio/jobs.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

// ---- beginning ----

const char *jobs_typed(Arena *arena, const char *const *words)
{
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,@%+";
    const char *line = "";
    for (; *words; words++) {
        if (strcmp(*words, "--json") == 0)
            continue;
        const char *quote = **words && strspn(*words, PLAIN) == strlen(*words) ? "" : "'", *rest = *words;
        line = arena_printf(arena, "%s%s%s", line, *line ? " " : "", quote);
        for (const char *mark; (mark = strchr(rest, '\'')); rest = mark + 1)
            line = arena_printf(arena, "%s%.*s'\\''", line, (int)(mark - rest), rest);
        line = arena_printf(arena, "%s%s%s", line, rest, quote);
    }
    return line;
}

static void forget(Jobs *jobs, int index)
{
    child_end(&jobs->jobs[index].child);
    arena_finish(&jobs->jobs[index].arena);
    memmove(&jobs->jobs[index], &jobs->jobs[index + 1], sizeof *jobs->jobs * (size_t)(jobs->n - index - 1));
    jobs->n--;
}

// Room for one more. False when all run.
static bool make_room(Jobs *jobs)
{
    for (int i = 0; jobs->n == MOST_JOBS && i < jobs->n; i++)
        if (jobs->jobs[i].state != JOB_RUNNING)
            forget(jobs, i);
    return jobs->n < MOST_JOBS;
}

int jobs_begin(Jobs *jobs, const char *what, const char *const *words, Err *err)
{
    if (!make_room(jobs)) {
        err_set(err, "%d things are being made already; wait for one, or cancel one", MOST_JOBS);
        return 0;
    }
    Job *job = &jobs->jobs[jobs->n];
    *job = (Job){.state = JOB_RUNNING, .share = NAN, .news = true};
    if (!child_start(&job->child, words, err))
        return 0;
    arena_init(&job->arena);
    job->what = arena_strdup(&job->arena, what);
    job->command = jobs_typed(&job->arena, words);
    job->id = ++jobs->n_begun;
    jobs->n++;
    return job->id;
}

// ---- what they say ----

static void add_file(Job *job, const char *path)
{
    job->files = arena_grow(&job->arena, job->files, job->n_files, &job->cap_files, sizeof *job->files);
    job->files[job->n_files++] = arena_strdup(&job->arena, path);
}

static double number(const json_t *event, const char *key)
{
    return json_number_value(json_object_get(event, key));
}

// A line of a command with --json, as report.h has it.
static void take_event(Job *job, const char *line)
{
    json_t *event = json_loads(line, 0, NULL);
    const char *kind = json_string_value(json_object_get(event, "event"));
    const char *path = json_string_value(json_object_get(event, "path"));
    if (kind && strcmp(kind, "file") == 0 && path)
        add_file(job, path);
    const char *unit = json_string_value(json_object_get(event, "unit"));
    const double n_all = unit ? number(event, unit) : 0;
    if (kind && (strcmp(kind, "progress") == 0 || strcmp(kind, "rendered") == 0) && n_all > 0) {
        const double n_done = number(event, "made") + number(event, "reused");
        job->share = n_done / n_all;
        snprintf(job->note, sizeof job->note, "%.0f of %.0f %s, %.0f s left", n_done, n_all, unit,
                 number(event, "left_s"));
        job->news = true;
    }
    json_decref(event);
}

// What stands last on its standard error, without the program's name: an error, and before it notes.
static void take_error(Job *job, const char *line)
{
    static const char NAME[] = "gptreel ";
    const char *words = strstr(line, ": ");
    if (*line && *line != ' ')
        snprintf(job->error, sizeof job->error, "%s",
                 words && strncmp(line, NAME, sizeof NAME - 1) == 0 ? words + 2 : line);
}

static void run_job(Job *job)
{
    const bool goes_on = child_run(&job->child);
    Arena arena; // a long job tells of many frames
    arena_init(&arena);
    for (const char *line; (line = child_line(&job->child.out, &arena));)
        take_event(job, line);
    for (const char *line; (line = child_line(&job->child.err, &arena));)
        take_error(job, line);
    arena_finish(&arena);
    if (goes_on)
        return;
    job->news = true;
    const bool done = job->child.code == 0;
    if (job->state == JOB_RUNNING)
        job->state = done ? JOB_DONE : JOB_FAILED;
    job->share = done ? 1 : job->share;
    if (job->state != JOB_FAILED)
        job->error[0] = '\0';
    else if (!job->error[0])
        snprintf(job->error, sizeof job->error, "it ended without a word");
}

void jobs_run(Jobs *jobs)
{
    for (int i = 0; i < jobs->n; i++)
        if (jobs->jobs[i].child.pid > 0)
            run_job(&jobs->jobs[i]);
}

bool jobs_cancel(Jobs *jobs, int id)
{
    for (int i = 0; i < jobs->n; i++) {
        Job *job = &jobs->jobs[i];
        if (job->id != id || job->state != JOB_RUNNING)
            continue;
        job->state = JOB_CANCELLED;
        job->news = true;
        child_stop(&job->child);
        return true;
    }
    return false;
}

void jobs_end(Jobs *jobs)
{
    for (int i = 0; i < jobs->n; i++)
        child_stop(&jobs->jobs[i].child); // all at once, before each is waited for
    while (jobs->n > 0)
        forget(jobs, jobs->n - 1);
}

int jobs_fds(const Jobs *jobs, int *fds)
{
    int n = 0;
    for (int i = 0; i < jobs->n; i++) {
        const Child *child = &jobs->jobs[i].child;
        if (child->out.fd >= 0)
            fds[n++] = child->out.fd;
        if (child->err.fd >= 0)
            fds[n++] = child->err.fd;
    }
    return n;
}

void job_write(const Job *job, JsonOut *out)
{
    static const char *const STATES[] = {"running", "done", "failed", "cancelled"};
    json_out_begin(out, '{');
    json_out_int_at(out, "id", job->id);
    json_out_text_at(out, "what", job->what);
    json_out_text_at(out, "state", STATES[job->state]);
    json_out_rounded_at(out, "share", job->share, 4);
    json_out_text_at(out, "note", job->note);
    json_out_text_at(out, "command", job->command);
    json_out_key(out, "files");
    json_out_begin(out, '[');
    for (int i = 0; i < job->n_files; i++)
        json_out_text(out, job->files[i]);
    json_out_end(out, ']');
    json_out_text_at(out, "error", job->error[0] ? job->error : NULL);
    json_out_end(out, '}');
}
