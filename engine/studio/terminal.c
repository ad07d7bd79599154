// terminal.c — the screen of a terminal, as large as it is, drawn again and again.
#include "engine/studio/terminal.h"

#include "engine/base/progress.h"
#include "engine/base/stop.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { USUAL_COLUMNS = 80, USUAL_ROWS = 24, LEAST_COLUMNS = 30, LEAST_ROWS = 10 };
static const double LOOK_AGAIN_S = 0.5; // for Ctrl-C, and a terminal that was made larger

static void find_size(int *n_columns, int *n_rows)
{
    struct winsize size;
    const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
    *n_columns = known ? size.ws_col : USUAL_COLUMNS;
    *n_rows = known ? size.ws_row : USUAL_ROWS;
    *n_columns = *n_columns < LEAST_COLUMNS ? LEAST_COLUMNS : *n_columns;
    *n_rows = *n_rows < LEAST_ROWS ? LEAST_ROWS : *n_rows;
}

// Over what stood there; nothing of that is left.
static void show(const char *picture, bool terminal)
{
    if (terminal)
        fputs("\033[H", stdout);
    for (const char *line = picture; *line;) {
        const int n = (int)strcspn(line, "\n");
        printf("%.*s%s\n", n, line, terminal ? "\033[K" : "");
        line += n + (line[n] == '\n');
    }
    if (terminal)
        fputs("\033[J", stdout);
    fflush(stdout);
}

static bool draw(const Studio *studio, const char *dir, bool terminal, bool *grows, Err *err)
{
    int n_columns, n_rows;
    find_size(&n_columns, &n_rows);
    Arena arena;
    arena_init(&arena);
    const char *picture = studio->draw_input(&arena, dir, n_columns, n_rows - 1, grows, err);
    if (picture)
        show(picture, terminal);
    arena_finish(&arena);
    return picture != NULL;
}

bool terminal_watch(const Studio *studio, Watch *watch, const char *dir, Err *err)
{
    const bool terminal = isatty(STDOUT_FILENO) == 1;
    bool grows = false;
    if (terminal)
        fputs("\033[2J", stdout);
    bool ok = draw(studio, dir, terminal, &grows, err);
    while (ok && grows && terminal && !stop_requested()) {
        poll(&(struct pollfd){.fd = watch->fd, .events = POLLIN}, 1, (int)(1e3 * LOOK_AGAIN_S));
        const double now_s = clock_seconds();
        watch_read(watch, now_s);
        if (watch->changed_s <= 0)
            continue;
        watch_told(watch);
        ok = draw(studio, dir, terminal, &grows, err);
    }
    return ok;
}
