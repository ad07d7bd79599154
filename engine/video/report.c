#include "engine/video/report.h"

#include "engine/base/progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BAR_CELLS = 24 };
static const double TERMINAL_EVERY_S = 0.1, JSON_EVERY_S = 0.5;

void report_begin(Report *report, const char *label, int64_t n_total, bool json)
{
    *report = (Report){
        .label = label,
        .json = json,
        .terminal = isatty(STDERR_FILENO) == 1,
        .n_total = n_total,
        .started_s = clock_seconds(),
        .shown_s = clock_seconds(),
    };
    pthread_mutex_init(&report->lock, NULL);
}

// Frames drawn a second, and how long the rest takes at that rate.
static double rate_of(const Report *report, double *left_s)
{
    const double spent_s = clock_seconds() - report->started_s;
    const double rate = spent_s > 0 ? (double)report->n_made / spent_s : 0;
    const int64_t n_left = report->n_total - report->n_made - report->n_reused;
    *left_s = rate > 0 ? (double)n_left / rate : 0;
    return rate;
}

static void show_json(const Report *report, const char *event)
{
    double left_s;
    const double rate = rate_of(report, &left_s);
    printf("{\"event\": \"%s\", \"what\": \"%s\", \"frames\": %lld, \"made\": %lld, \"reused\": %lld, "
           "\"fps\": %.1f, \"seconds\": %.2f, \"left_s\": %.1f}\n",
           event, report->label, (long long)report->n_total, (long long)report->n_made, (long long)report->n_reused,
           rate, clock_seconds() - report->started_s, left_s);
    fflush(stdout);
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
    fprintf(stderr, "\r%s %s %3d%%  %lld of %lld frames, %.0f a second, %.0f s left", report->label, bar,
            (int)(100 * part), (long long)n_done, (long long)report->n_total, rate, left_s);
    if (report->n_reused > 0)
        fprintf(stderr, ", %lld reused", (long long)report->n_reused);
    fputs("\033[K", stderr);
    fflush(stderr);
}

static void add(Report *report, int64_t n_made, int64_t n_reused)
{
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

void report_made(Report *report, int64_t n_frames)
{
    add(report, n_frames, 0);
}

void report_reused(Report *report, int64_t n_frames)
{
    add(report, 0, n_frames);
}

void report_planned(Report *report, int n_parts, double cpu_s)
{
    if (!report->json)
        return;
    printf("{\"event\": \"planned\", \"what\": \"%s\", \"parts\": %d, \"cpu_s\": %.3f}\n", report->label, n_parts,
           cpu_s);
    fflush(stdout);
}

void report_part(Report *report, const char *scene, double from_s, double to_s, bool reused, double cpu_s)
{
    if (!report->json)
        return;
    pthread_mutex_lock(&report->lock);
    printf("{\"event\": \"part\", \"scene\": \"%s\", \"from_s\": %.3f, \"to_s\": %.3f, \"reused\": %s, \"cpu_s\": "
           "%.3f}\n",
           scene, from_s, to_s, reused ? "true" : "false", cpu_s);
    fflush(stdout);
    pthread_mutex_unlock(&report->lock);
}

void report_end(Report *report, bool ok)
{
    if (report->terminal && !report->json)
        fputs("\r\033[K", stderr);
    if (ok && report->json)
        show_json(report, "rendered");
    else if (ok && report->terminal)
        fprintf(stderr, "%s: %lld frames in %.1f s, %lld of them reused\n", report->label, (long long)report->n_total,
                clock_seconds() - report->started_s, (long long)report->n_reused);
    pthread_mutex_destroy(&report->lock);
}
