// built_film_checks.c — lint and audit of a built film.
#include "engine/studio/built_film.h"

#include "engine/cli/audit_film.h"
#include "engine/cli/lint_scenes.h"

enum { DECIMALS = 3 };

static void put_fault(JsonOut *out, int scene, const Fault *fault)
{
    json_out_begin(out, '{');
    json_out_int_at(out, "scene", scene);
    json_out_rounded_at(out, "t_s", fault->t_s, DECIMALS);
    json_out_rect_at(out, "rect", fault->at);
    json_out_place(out, fault->finding.file, fault->finding.line);
    json_out_text_at(out, "what", fault->finding.what);
    json_out_text_at(out, "remedy", fault->finding.remedy);
    json_out_end(out, '}');
}

void built_film_lint(const BuiltFilm *film, JsonOut *out)
{
    Arena arena;
    arena_init(&arena);
    json_out_begin(out, '[');
    for (int i = 0; i < film->selection.n_rows; i++) {
        const SceneLint lint = lint_scene(&arena, &film->selection, film->scenes, i);
        for (int k = 0; k < lint.n_faults; k++)
            put_fault(out, i, &lint.faults[k]);
    }
    json_out_end(out, ']');
    arena_finish(&arena);
}

static void put_number(JsonOut *out, int scene, const AuditRow *row)
{
    json_out_begin(out, '{');
    json_out_int_at(out, "scene", scene);
    audit_write(out, row);
    json_out_place(out, row->file, row->line);
    json_out_end(out, '}');
}

void built_film_audit(BuiltFilm *film, JsonOut *out)
{
    json_out_begin(out, '[');
    for (int i = 0; i < film->selection.n_rows; i++) {
        int n = 0;
        const AuditRow *rows = audit_film_row(&film->session, &film->selection.rows[i], film->scenes[i], &n);
        for (int k = 0; k < n; k++)
            put_number(out, i, &rows[k]);
    }
    json_out_end(out, ']');
}
