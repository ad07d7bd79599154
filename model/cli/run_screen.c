// run_screen.c — curves in braille dots, four by two to a character; validation losses as circles above them.
#include "model/cli/run_screen.h"

#include "engine/base/utf8.h"
#include "model/run/run.h"

#include <math.h>
#include <string.h>

enum { LABEL_COLUMNS = 7, SAMPLE_ROWS = 4, DOTS_ACROSS = 2, DOTS_DOWN = 4, BRAILLE = 0x2800, LATELY = 20 };
static const uint32_t CIRCLE = 0x25cb;

typedef struct Screen {
    Arena *arena;
    const Run *run;
    int n_columns;    // of the chart
    int n_rows;       // likewise
    double low, high; // losses at its bottom and top
    int64_t last_step;
    uint32_t *cells; // (n_rows, n_columns) code points
} Screen;

// ---- the chart ----

static void find_range(Screen *screen)
{
    screen->low = INFINITY;
    screen->high = -INFINITY;
    for (int i = 0; i < screen->run->n_metrics; i++) {
        const RunMetric *metric = &screen->run->metrics[i];
        const double losses[] = {metric->loss, metric->val_loss};
        for (int k = 0; k < 2; k++)
            if (isfinite(losses[k])) {
                screen->low = fmin(screen->low, losses[k]);
                screen->high = fmax(screen->high, losses[k]);
            }
        screen->last_step = metric->step;
    }
    if (screen->high - screen->low < 1e-9)
        screen->high = screen->low + 1;
}

// Where a loss at a step is, in dots from the top left.
static void find_dot(const Screen *screen, int64_t step, double loss, int *x, int *y)
{
    const double across = screen->last_step > 0 ? (double)step / (double)screen->last_step : 0;
    const double down = (screen->high - loss) / (screen->high - screen->low);
    *x = (int)lround(across * (screen->n_columns * DOTS_ACROSS - 1));
    *y = (int)lround(down * (screen->n_rows * DOTS_DOWN - 1));
}

static uint32_t *cell_at(const Screen *screen, int x, int y)
{
    return &screen->cells[(y / DOTS_DOWN) * screen->n_columns + x / DOTS_ACROSS];
}

static void put_dot(const Screen *screen, int x, int y)
{
    static const uint32_t DOTS[DOTS_DOWN][DOTS_ACROSS] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    *cell_at(screen, x, y) |= BRAILLE | DOTS[y % DOTS_DOWN][x % DOTS_ACROSS];
}

// From one loss to the next.
static void put_line(const Screen *screen, const RunMetric *from, const RunMetric *to)
{
    int x0, y0, x1, y1;
    find_dot(screen, from->step, from->loss, &x0, &y0);
    find_dot(screen, to->step, to->loss, &x1, &y1);
    const int across = x1 > x0 ? x1 - x0 : x0 - x1, down = y1 > y0 ? y1 - y0 : y0 - y1;
    const int n = across > down ? across : down;
    for (int i = 0; i <= n; i++)
        put_dot(screen, n ? x0 + (x1 - x0) * i / n : x0, n ? y0 + (y1 - y0) * i / n : y0);
}

static void put_curves(const Screen *screen)
{
    const RunMetric *before = NULL;
    for (int i = 0; i < screen->run->n_metrics; i++) {
        const RunMetric *metric = &screen->run->metrics[i];
        if (!isfinite(metric->loss))
            continue;
        put_line(screen, before ? before : metric, metric);
        before = metric;
    }
    for (int i = 0; i < screen->run->n_metrics; i++) {
        const RunMetric *metric = &screen->run->metrics[i];
        int x, y;
        if (!isfinite(metric->val_loss))
            continue;
        find_dot(screen, metric->step, metric->val_loss, &x, &y);
        *cell_at(screen, x, y) = CIRCLE;
    }
}

static const char *chart_text(const Screen *screen)
{
    const char *text = "";
    for (int row = 0; row < screen->n_rows; row++) {
        char line[4096];
        size_t n = 0;
        for (int column = 0; column < screen->n_columns && n < sizeof line - 5; column++) {
            const uint32_t code_point = screen->cells[row * screen->n_columns + column];
            n += (size_t)utf8_encode(code_point ? code_point : ' ', line + n);
        }
        line[n] = '\0';
        const double loss = screen->high - (screen->high - screen->low) * row / (screen->n_rows - 1);
        text = arena_printf(screen->arena, "%s%*.3f %s\n", text, LABEL_COLUMNS - 1, loss, line);
    }
    return text;
}

// ---- words ----

static const char *head_text(const Screen *screen)
{
    const Run *run = screen->run;
    double loss = NAN, val_loss = NAN;
    for (int i = 0; i < run->n_metrics; i++) {
        const RunMetric *metric = &run->metrics[i];
        loss = isfinite(metric->loss) ? metric->loss : loss;
        val_loss = isfinite(metric->val_loss) ? metric->val_loss : val_loss;
    }
    const char *text =
        arena_printf(screen->arena, "%s, %s: step %lld, loss %.3f", utf8_harmless(screen->arena, run->corpus_name),
                     run->state, (long long)screen->last_step, loss);
    return isfinite(val_loss) ? arena_printf(screen->arena, "%s, validation ○ %.3f", text, val_loss) : text;
}

// How fast it goes, a mean of the last lines; "" when nobody knows.
static const char *speed_text(const Screen *screen)
{
    const Run *run = screen->run;
    double tokens_per_s = 0;
    int n = 0;
    for (int i = run->n_metrics > LATELY ? run->n_metrics - LATELY : 0; i < run->n_metrics; i++)
        if (isfinite(run->metrics[i].tokens_per_s)) {
            tokens_per_s += run->metrics[i].tokens_per_s;
            n++;
        }
    return n > 0 ? arena_printf(screen->arena, "%.0f tokens a second", tokens_per_s / n) : "";
}

// The begin of a line that fits.
static const char *cut(Arena *arena, const char *line, int n_columns)
{
    size_t n = 0, n_bytes = strlen(line);
    while (n < n_bytes) {
        uint32_t code_point;
        const size_t next = n + (size_t)utf8_next(line + n, &code_point);
        if (utf8_columns(line, next) > n_columns)
            break;
        n = next;
    }
    return arena_strndup(arena, line, n);
}

// The last text that the model wrote, in a few lines.
static const char *sample_text(const Screen *screen, int n_columns)
{
    const Run *run = screen->run;
    if (run->n_samples == 0)
        return "";
    const char *text = "", *rest = run->samples[run->n_samples - 1].text;
    for (int i = 0; i < SAMPLE_ROWS && *rest; i++) {
        const size_t n = strcspn(rest, "\n");
        const char *line = utf8_harmless(screen->arena, arena_strndup(screen->arena, rest, n));
        text = arena_printf(screen->arena, "%s%s\n", text, cut(screen->arena, line, n_columns));
        rest += n + (rest[n] == '\n');
    }
    return text;
}

const char *run_screen(Arena *arena, const char *dir, int n_columns, int n_rows, bool *grows, Err *err)
{
    const Run *run = run_read_texts(arena, dir, err);
    if (!run)
        return NULL;
    Screen screen = {.arena = arena,
                     .run = run,
                     .n_columns = n_columns - LABEL_COLUMNS,
                     .n_rows = n_rows - SAMPLE_ROWS - 2}; // a line above and one below it
    *grows = strcmp(run->state, "training") == 0;
    find_range(&screen);
    const char *head = cut(arena, head_text(&screen), n_columns);
    if (!isfinite(screen.low))
        return arena_printf(arena, "%s\n", head);
    screen.cells = ARENA_ARRAY(arena, uint32_t, (int64_t)screen.n_rows * screen.n_columns);
    put_curves(&screen);
    return arena_printf(arena, "%s\n%s%s\n%s", head, chart_text(&screen), speed_text(&screen),
                        sample_text(&screen, n_columns));
}
