// deck_film.c — reads a deck from a film's folder and gives its script.
#include "engine/verbs/deck_film.h"

#include "engine/deck/deck_source.h"

static const char *read_file(const void *source, Arena *arena, const char *name, size_t *n_bytes, Err *err)
{
    return folder_read(source, arena, name, n_bytes, err);
}

static bool has_file(const void *source, const char *name)
{
    return folder_has(source, name);
}

static bool has_layout(const void *source, const char *name)
{
    Arena arena;
    arena_init(&arena);
    const bool has = folder_has(source, arena_printf(&arena, "layouts/%s.lua", name));
    arena_finish(&arena);
    return has;
}

// Lines that begin with the name of a file, as messages show it.
static const char *const *shown_lines(const ScriptFolder *folder, Arena *arena, const char *const *lines)
{
    int n = 0;
    while (lines[n])
        n++;
    const char **shown = ARENA_ARRAY(arena, const char *, n + 1);
    for (int i = 0; i < n; i++)
        shown[i] = folder_shown(folder, arena, lines[i]);
    return shown;
}

bool deck_film_read(Arena *arena, const ScriptFolder *folder, const char *file, ScriptTranslation *translation,
                    Err *err)
{
    Err said = {""};
    const Deck *deck = deck_read(arena, &(DeckFiles){read_file, folder, has_layout}, file, &said);
    if (!deck)
        return err_set(err, "%s", folder_shown(folder, arena, said.text)); // it begins with the file's name
    const DeckSource source = deck_source(arena, deck, &(DeckBeside){has_file, folder});
    *translation = (ScriptTranslation){
        .all = source.all,
        .scenes = source.slides,
        .n_scenes = deck->n_slides,
        .warnings = shown_lines(folder, arena, source.warnings),
    };
    return true;
}
