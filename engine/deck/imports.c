// imports.c — `src: other.md#2,5-7` puts slides of another file in place of a slide.
#include "engine/deck/imports.h"

#include "engine/deck/front.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SLIDES = 2000, MOST_IMPORTS = 16 };

// The files that are being read, each imported by the one before it.
typedef struct Chain {
    const struct Chain *outer;
    const char *name;
    int depth;
} Chain;

typedef struct Importer {
    DeckReader *reader;
    DeckParts *parts;
} Importer;

// The slide that imports.
typedef struct Import {
    const DeckSection *section;
    const DeckValue *front; // that goes over the imported slides' own
    const DeckValue *src;
    const char *ranges; // behind the #; NULL: all
} Import;

static bool read_file(Importer *importer, const Chain *chain, const Import *import);

// ---- names ----

// "a/./b/../c.md" as "a/c.md".
static const char *plain_path(Arena *arena, const char *path)
{
    char *plain = arena_alloc(arena, strlen(path) + 2);
    size_t n = 0;
    const char *root = *path == '/' ? "/" : "";
    for (const char *at = path; *at;) {
        const size_t n_part = strcspn(at, "/");
        const bool up = n_part == 2 && strncmp(at, "..", 2) == 0;
        const char *last = n > 0 ? strrchr(plain, '/') : NULL;
        const char *before = last ? last + 1 : plain;
        if (up && n > 0 && strcmp(before, "..") != 0) {
            n = last ? (size_t)(last - plain) : 0;
        } else if (n_part > 0 && !(n_part == 1 && *at == '.')) {
            if (n > 0)
                plain[n++] = '/';
            memcpy(plain + n, at, n_part);
            n += n_part;
        }
        plain[n] = '\0';
        at += n_part + (at[n_part] == '/');
    }
    return arena_printf(arena, "%s%s", root, plain);
}

// Beside the file that imports; with a slash before it, beside the deck.
static const char *path_of(Arena *arena, const Chain *chain, const char *src)
{
    const Chain *from = chain;
    while (*src == '/' && from->outer)
        from = from->outer;
    src += strspn(src, "/");
    const char *slash = strrchr(from->name, '/');
    const char *folder = slash ? arena_strndup(arena, from->name, (size_t)(slash + 1 - from->name)) : "";
    return plain_path(arena, arena_printf(arena, "%s%s", folder, src));
}

// ---- which slides ----

static bool fail_range(Importer *importer, const Import *import)
{
    return deck_fail(importer->reader, import->section->text, import->src->line,
                     "#%s names no slides; write it as #2,5-7", import->ranges);
}

// Marks the slides of "2,5-7" or "5-".
static bool mark_slides(Importer *importer, const Import *import, const char *name, bool *marked, int n_slides)
{
    for (const char *at = import->ranges; *at; at += *at == ',') {
        char *end = NULL;
        const long from = strtol(at, &end, 10);
        long to = from;
        if (end == at || from < 1)
            return fail_range(importer, import);
        at = end;
        if (*at == '-') {
            to = isdigit((unsigned char)at[1]) ? strtol(at + 1, &end, 10) : n_slides;
            at = isdigit((unsigned char)at[1]) ? end : at + 1;
        }
        if ((*at && *at != ',') || to < from)
            return fail_range(importer, import);
        if (to > n_slides)
            return deck_fail(importer->reader, import->section->text, import->src->line,
                             "slide %ld of %s is to be imported, which has %d", to, name, n_slides);
        for (long i = from; i <= to; i++)
            marked[i - 1] = true;
    }
    return true;
}

static bool is_shown(Importer *importer, const Import *import, const char *name, int n_slides, bool *shown)
{
    const bool all =
        !import || !import->ranges || strcmp(import->ranges, "all") == 0 || strcmp(import->ranges, "*") == 0;
    for (int i = 0; i < n_slides; i++)
        shown[i] = all;
    return all || mark_slides(importer, import, name, shown, n_slides);
}

// ---- reading ----

static bool follow(Importer *importer, const Chain *chain, const DeckSection *section, const DeckValue *front)
{
    DeckReader *reader = importer->reader;
    const DeckValue *src = deck_field(front, "src");
    if (!deck_lines_blank(section->text, section->first, section->end))
        deck_warn(reader, section->text, section->first,
                  "what stands below src is not shown; give it a slide of its own");
    const char *hash = strchr(src->text, '#');
    const size_t n_name = hash ? (size_t)(hash - src->text) : strlen(src->text);
    const Import import = {section, front, src, hash ? hash + 1 : NULL};
    const Chain inner = {chain, path_of(reader->arena, chain, arena_strndup(reader->arena, src->text, n_name)),
                         chain->depth + 1};
    for (const Chain *outer = chain; outer; outer = outer->outer)
        if (strcmp(outer->name, inner.name) == 0)
            return deck_fail(reader, section->text, src->line, "a circle: %s is imported while it is being read",
                             inner.name);
    if (inner.depth > MOST_IMPORTS)
        return deck_fail(reader, section->text, src->line, "files import each other more than %d deep", MOST_IMPORTS);
    if (read_file(importer, &inner, &import))
        return true;
    if (reader->unread)
        err_prefix(reader->err, "%s:%d", section->text->name, src->line);
    reader->unread = false;
    return false;
}

static bool add_part(Importer *importer, const Chain *chain, const DeckSection *section, const DeckValue *front)
{
    DeckReader *reader = importer->reader;
    DeckParts *parts = importer->parts;
    if (deck_is_true(front, "hide") || deck_is_true(front, "disabled"))
        return true;
    if (deck_words(front, "src"))
        return follow(importer, chain, section, front);
    if (parts->n_parts == MOST_SLIDES)
        return deck_fail(reader, section->text, section->line, "more than %d slides; part the deck", MOST_SLIDES);
    parts->parts = arena_grow(reader->arena, parts->parts, parts->n_parts, &parts->most_parts, sizeof *parts->parts);
    parts->parts[parts->n_parts++] = (DeckPart){section, front};
    return true;
}

static bool read_file(Importer *importer, const Chain *chain, const Import *import)
{
    DeckReader *reader = importer->reader;
    int n_sections = 0;
    const DeckText *text = deck_text_read(reader, chain->name);
    const DeckSection *sections = text ? deck_split(reader, text, &n_sections) : NULL;
    if (!sections)
        return false;
    bool *shown = ARENA_ARRAY(reader->arena, bool, n_sections);
    if (!is_shown(importer, import, chain->name, n_sections, shown))
        return false;
    for (int i = 0; i < n_sections; i++) {
        const DeckValue *front = deck_front(reader, &sections[i]);
        if (!front)
            return false;
        if (!importer->parts->front)
            importer->parts->front = front;
        if (import)
            front = deck_front_over(reader->arena, front, import->front, "src");
        if (shown[i] && !add_part(importer, chain, &sections[i], front))
            return false;
    }
    return true;
}

bool deck_parts_read(DeckReader *reader, const char *name, DeckParts *parts)
{
    const Chain chain = {.name = name};
    Importer importer = {reader, parts};
    *parts = (DeckParts){0};
    return read_file(&importer, &chain, NULL);
}
