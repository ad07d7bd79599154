// audit_film.c — finds the files that a scene's numbers come from.
#include "engine/cli/audit_film.h"

#include "engine/base/file.h"
#include "engine/cli/insets.h"

#include <string.h>

// What files are found by.
typedef struct Places {
    Session *session;
    const FilmRow *row;
} Places;

static const char *read_place(const void *context, Arena *arena, const Figure *leaf, size_t *n_bytes, Err *err)
{
    const Places *places = context;
    const FigureSource *source = &leaf->source;
    if (leaf->kind == FIGURE_FACT || leaf->kind == FIGURE_DATA)
        return strchr(source->file, ':') ? insets_read_file(places->session, arena, source->file, n_bytes, err)
                                         : places->row->read_file(places->row->script, arena, source->file, n_bytes, err);
    const char *dir = session_input_dir(places->session, places->row, source->origin, err);
    return dir ? file_read(arena, path_join(arena, dir, source->file), n_bytes, err) : NULL;
}

const AuditRow *audit_film_row(Session *session, const FilmRow *film_row, const Scene *scene, int *n_rows)
{
    const Places places = {session, film_row};
    Recorded recorded = {.arena = &session->arena, .read = read_place, .context = &places};
    const AuditRow *rows = audit_scene(&recorded, scene, &session->arena, n_rows);
    recorded_finish(&recorded);
    return rows;
}

Finding audit_finding(Arena *arena, const AuditRow *row)
{
    return (Finding){
        .file = row->file,
        .line = row->line,
        .what = arena_printf(arena, "\"%s\" is shown, but recorded is: %s", row->shown,
                             row->recorded ? row->recorded : "nothing"),
        .remedy = "show what is recorded, as ${figure}, or record it again",
    };
}

void audit_write(JsonOut *out, const AuditRow *row)
{
    json_out_key(out, "times");
    json_out_begin(out, '[');
    for (int i = 0; i < row->n_spans; i++) {
        json_out_begin(out, '[');
        json_out_real(out, row->spans[i].from_s);
        json_out_real(out, row->spans[i].to_s);
        json_out_end(out, ']');
    }
    json_out_end(out, ']');
    json_out_text_at(out, "text", row->text);
    json_out_text_at(out, "shown", row->shown);
    json_out_text_at(out, "source", row->source);
    json_out_text_at(out, "recorded", row->recorded);
    json_out_bool_at(out, "equal", row->equal);
}
