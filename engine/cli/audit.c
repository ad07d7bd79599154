// audit.c — the command audit: every number of a film beside what is recorded.
#include "engine/cli/audit_film.h"
#include "engine/cli/commands.h"

#include <string.h>

typedef struct AuditOpts {
    StageOpts stage;
    bool json;
} AuditOpts;

static const Opt AUDIT_TABLE[] = {
    {"json", 0, OPT_FLAG, offsetof(AuditOpts, json), NULL, "print a list of JSON objects, one for each number; one that has a `what` is a finding"},
    {0},
};

static void print_row(const AuditRow *row)
{
    const AuditSpan *span = &row->spans[0];
    printf("  %7.2f–%-7.2f %-14s %s  %s", span->from_s, row->spans[row->n_spans - 1].to_s, row->shown,
           row->equal ? "equal  " : "DIFFERS", row->source ? row->source : row->text);
    if (!row->equal)
        printf("  (recorded: %s)", row->recorded ? row->recorded : "nothing");
    putchar('\n');
}

static void write_row(JsonOut *out, Arena *arena, const char *scene, const AuditRow *row)
{
    json_out_begin(out, '{');
    if (row->equal) {
        json_out_text_at(out, "file", row->file);
        json_out_int_at(out, "line", row->line);
    } else {
        const Finding finding = audit_finding(arena, row);
        finding_write(out, &finding);
    }
    json_out_text_at(out, "scene", scene);
    audit_write(out, row);
    json_out_end(out, '}');
}

typedef struct Totals {
    int n_numbers, n_wrong;
} Totals;

static bool audit_row(Session *session, const FilmRow *film_row, JsonOut *out, Totals *totals, Err *err)
{
    const Scene *scene = session_scene(session, film_row, err);
    if (!scene)
        return false;
    int n = 0;
    const AuditRow *rows = audit_film_row(session, film_row, scene, &n);
    if (!out)
        printf("%s/%s\n", film_row->film, film_row->scene);
    for (int i = 0; i < n; i++) {
        totals->n_wrong += !rows[i].equal;
        if (out)
            write_row(out, &session->arena,
                      arena_printf(&session->arena, "%s/%s", film_row->film, film_row->scene), &rows[i]);
        else
            print_row(&rows[i]);
    }
    totals->n_numbers += n;
    return true;
}

static bool audit_rows(Session *session, const Selection *selection, JsonOut *out, Totals *totals, Err *err)
{
    for (int i = 0; i < selection->n_rows; i++)
        if (!audit_row(session, &selection->rows[i], out, totals, err))
            return false;
    return true;
}

// An error that ends the list is its last object.
static void write_error(JsonOut *out, Arena *arena, const Err *err)
{
    const Finding finding = finding_of(arena, err, "gptreel lint tells what else is wrong");
    json_out_begin(out, '{');
    finding_write(out, &finding);
    json_out_end(out, '}');
}

int command_audit(int argc, char **argv, const void *context, Err *err)
{
    AuditOpts opts = {.stage = stage_defaults(NULL)};
    const int code = stage_parse(&opts.stage, AUDIT_TABLE, context, argc, argv, err);
    if (code >= 0)
        return code;
    Selection selection;
    Session session;
    Totals totals = {0, 0};
    JsonOut out;
    json_out_init_pretty(&out, 1);
    json_out_begin(&out, '[');
    bool ok = session_open(&session, &selection, context, &opts.stage, argv[1], err) &&
              audit_rows(&session, &selection, opts.json ? &out : NULL, &totals, err);
    if (!ok)
        write_error(&out, &session.arena, err);
    json_out_end(&out, ']');
    if (opts.json)
        json_out_print(&out, stdout);
    else
        json_out_finish(&out);
    if (ok && !opts.json)
        printf("%d numbers, %d of them not as they are recorded\n", totals.n_numbers, totals.n_wrong);
    if (ok && totals.n_wrong > 0)
        ok = err_set(err, "%d of %d numbers are not what is recorded", totals.n_wrong, totals.n_numbers);
    session_close(&session);
    return ok ? 0 : 1;
}
