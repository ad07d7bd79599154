// notes.c — the table of formats of notes, and times as they stand in them.
#include "engine/output/notes.h"

#include "engine/base/file.h"

#include <math.h>
#include <strings.h>

static bool write_markdown(const NotesJob *job, const char *path, Err *err)
{
    return notes_write(job->film, job->titles, job->title, path, err);
}

// To add one: a row here.
static const NotesFormat NOTES_FORMATS[] = {
    {"md", "text alone, as Markdown", write_markdown},
    {"html", "a page with a section for each scene: its key frame, and what is said; prints well", notes_write_html},
    {"pdf", "the same, a page of A4 for each scene", notes_write_pdf},
    {0},
};

const Choices NOTES_CHOICES = {"format of notes", NOTES_FORMATS, sizeof *NOTES_FORMATS, offsetof(NotesFormat, help)};

const NotesFormat *notes_format_of(const char *path, Err *err)
{
    for (const NotesFormat *row = NOTES_FORMATS; row->extension; row++)
        if (strcasecmp(row->extension, path_extension(path)) == 0)
            return row;
    if (path_is_stream(path))
        return NOTES_FORMATS;
    Arena arena;
    arena_init(&arena);
    err_set(err, "cannot tell the format of %s: end the name with .%s, or say --format", path,
            choices_list(&NOTES_CHOICES, ", .", " or .", &arena));
    arena_finish(&arena);
    return NULL;
}

const char *notes_time(Arena *arena, double t_s)
{
    const long long s = (long long)floor(t_s + 1e-6);
    return arena_printf(arena, "%lld:%02lld", s / 60, s % 60);
}
