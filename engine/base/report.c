// report.c — the line that is drawn anew, and the events.
#include "engine/base/report.h"

#include "engine/base/file.h"
#include "engine/base/json_out.h"
#include "engine/base/progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BAR_CELLS = 24 };
static const double TERMINAL_EVERY_S = 0.1, JSON_EVERY_S = 0.5;

void report_begin(Report *report, const char *label, const char *unit, int64_t n_total, bool json)
{
    *report = (Report){
        .label = label,
        .unit = unit,
        .json = json,
        .terminal = isatty(STDERR_FILENO) == 1,
        .n_total = n_total,
        .started_s = clock_seconds(),
        .shown_s = clock_seconds(),
    };
    pthread_mutex_init(&report->lock, NULL);
}

// How many are made a second, and how long the rest takes at that rate.
static double rate_of(const Report *report, double *left_s)
{
    const double spent_s = clock_seconds() - report->started_s;
    const double rate = spent_s > 0 ? (double)report->n_made / spent_s : 0;
    const int64_t n_left = report->n_total - report->n_made - report->n_reused;
    *left_s = rate > 0 ? (double)n_left / rate : 0;
    return rate;
}

// The next event's beginning.
static void begin_event(JsonOut *out, const char *event)
{
    json_out_init(out);
    json_out_begin(out, '{');
    json_out_text_at(out, "event", event);
}

static void end_event(JsonOut *out)
{
    json_out_end(out, '}');
    json_out_print(out, stdout);
}

static void show_json(const Report *report, const char *event)
{
    JsonOut out;
    double left_s;
    const double rate = rate_of(report, &left_s);
    begin_event(&out, event);
    json_out_text_at(&out, "what", report->label);
    json_out_text_at(&out, "unit", report->unit);
    json_out_int_at(&out, report->unit, report->n_total);
    json_out_int_at(&out, "made", report->n_made);
    json_out_int_at(&out, "reused", report->n_reused);
    json_out_rounded_at(&out, "fps", rate, 1);
    json_out_rounded_at(&out, "seconds", clock_seconds() - report->started_s, 2);
    json_out_rounded_at(&out, "left_s", left_s, 1);
    end_event(&out);
}

static void show_line(const Report *report)
{
    const int64_t n_done = report->n_made + report->n_reused;
    const double part = report->n_total > 0 ? (double)n_done / (double)report->n_total : 1;
    char bar[3 * BAR_CELLS + 1] = "";
    for (int i = 0; i < BAR_CELLS; i++)
        strcat(bar, i < (int)(part * BAR_CELLS) ? "█" : "░");
    double left_s;
    const double rate = rate_of(report, &left_s);
    fprintf(stderr, "\r%s %s %3d%%  %lld of %lld %s, %.0f a second, %.0f s left", report->label, bar, (int)(100 * part),
            (long long)n_done, (long long)report->n_total, report->unit, rate, left_s);
    if (report->n_reused > 0)
        fprintf(stderr, ", %lld reused", (long long)report->n_reused);
    fputs("\033[K", stderr);
    fflush(stderr);
}

static void add(Report *report, int64_t n_made, int64_t n_reused)
{
    if (!report)
        return;
    pthread_mutex_lock(&report->lock);
    report->n_made += n_made;
    report->n_reused += n_reused;
    const double now_s = clock_seconds();
    if ((report->json || report->terminal) &&
        now_s - report->shown_s >= (report->json ? JSON_EVERY_S : TERMINAL_EVERY_S)) {
        report->shown_s = now_s;
        if (report->json)
            show_json(report, "progress");
        else
            show_line(report);
    }
    pthread_mutex_unlock(&report->lock);
}

void report_made(Report *report, int64_t n)
{
    add(report, n, 0);
}

void report_reused(Report *report, int64_t n)
{
    add(report, 0, n);
}

void report_planned(Report *report, int n_parts, double cpu_s)
{
    if (!report->json)
        return;
    JsonOut out;
    begin_event(&out, "planned");
    json_out_text_at(&out, "what", report->label);
    json_out_int_at(&out, "parts", n_parts);
    json_out_rounded_at(&out, "cpu_s", cpu_s, 3);
    end_event(&out);
}

void report_part(Report *report, const char *scene, double from_s, double to_s, bool reused, double cpu_s)
{
    if (!report->json)
        return;
    JsonOut out;
    pthread_mutex_lock(&report->lock); // events are whole lines
    begin_event(&out, "part");
    json_out_text_at(&out, "scene", scene);
    json_out_rounded_at(&out, "from_s", from_s, 3);
    json_out_rounded_at(&out, "to_s", to_s, 3);
    json_out_bool_at(&out, "reused", reused);
    json_out_rounded_at(&out, "cpu_s", cpu_s, 3);
    end_event(&out);
    pthread_mutex_unlock(&report->lock);
}

void report_end(Report *report, bool ok)
{
    if (report->terminal && !report->json)
        fputs("\r\033[K", stderr);
    if (ok && report->json)
        show_json(report, "rendered");
    else if (ok && report->terminal)
        fprintf(stderr, "%s: %lld %s in %.1f s, %lld of them reused\n", report->label, (long long)report->n_total,
                report->unit, clock_seconds() - report->started_s, (long long)report->n_reused);
    pthread_mutex_destroy(&report->lock);
}

void report_file(const char *path)
{
    struct stat info;
    JsonOut out;
    begin_event(&out, "file");
    json_out_text_at(&out, "path", path);
    json_out_int_at(&out, "bytes", stat(path, &info) == 0 ? info.st_size : 0);
    end_event(&out);
}

bool report_fits(bool json, const char *out, Err *err)
{
    return !json || !out || !path_is_stream(out) ||
           err_set(err, "--json and --out %s would both write to the standard output; leave one of them out", out);
}
