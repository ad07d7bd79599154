// deck.c — a deck is read: its slides are found, then each is built.
#include "engine/deck/deck.h"

#include "engine/deck/front.h"
#include "engine/deck/imports.h"
#include "engine/deck/slide.h"

#include <stdlib.h>
#include <string.h>

// "16/9", "16:9" or a number; 0: neither.
static double ratio_of(const DeckValue *value)
{
    char *end = NULL;
    const double width = value->text ? strtod(value->text, &end) : 0;
    if (!value->text || end == value->text)
        return 0;
    end += strspn(end, " ");
    if (*end == '\0')
        return width;
    const double height = *end == '/' || *end == ':' ? strtod(end + 1, &end) : 0;
    return *end == '\0' && height > 0 ? width / height : 0;
}

static double measure_of(DeckReader *reader, const DeckText *text, const DeckValue *front, const char *name,
                         double preset, double most)
{
    const DeckValue *value = deck_field(front, name);
    if (!value || value->kind == DECK_NULL)
        return preset;
    const double given = ratio_of(value);
    if (given > 0 && given <= most)
        return given;
    deck_warn(reader, text, value->line, "%s is not understood and left out", name);
    return preset;
}

static bool build_slides(DeckReader *reader, const DeckParts *parts, Deck *deck)
{
    DeckSlide *slides = ARENA_ARRAY(reader->arena, DeckSlide, parts->n_parts);
    for (int i = 0; i < parts->n_parts; i++)
        if (!deck_slide_read(reader, parts->parts[i].section, parts->parts[i].front, i == 0, &slides[i]))
            return false;
    deck->slides = slides;
    deck->n_slides = parts->n_parts;
    return true;
}

// Whether there is nothing but the frontmatter that every deck may have: no content, and nothing that the layout shows.
static bool is_empty(const DeckSlide *slide)
{
    return slide->n_blocks == 0 && slide->n_notes == 0 && !slide->image && !slide->background &&
           strcmp(slide->layout, "cover") == 0;
}

const Deck *deck_read(Arena *arena, const DeckFiles *files, const char *name, Err *err)
{
    Err unread = {""};
    DeckReader reader = {.arena = arena, .files = files ? *files : (DeckFiles){0}, .err = err ? err : &unread};
    DeckParts parts;
    if (!deck_parts_read(&reader, name, &parts))
        return NULL;
    if (parts.n_parts == 0) {
        err_set(err,
                parts.front ? "%s: every slide is hidden; take hide or disabled away from one"
                            : "%s: there are no slides; write text, and --- between two slides",
                name);
        return NULL;
    }
    const DeckText place = {.name = name};
    Deck *deck = ARENA_NEW(arena, Deck);
    *deck = (Deck){.file = arena_strdup(arena, name), .front = parts.front};
    deck->canvas_width = measure_of(&reader, &place, parts.front, "canvasWidth", 980, 20000);
    deck->aspect = measure_of(&reader, &place, parts.front, "aspectRatio", 16.0 / 9, 100);
    if (!build_slides(&reader, &parts, deck))
        return NULL;
    if (deck->n_slides == 1 && is_empty(deck->slides)) {
        err_set(err, "%s: there are no slides, only the deck's frontmatter; write text behind it", name);
        return NULL;
    }
    const char *title = deck_words(parts.front, "title");
    deck->title = title ? title : deck->slides[0].title;
    deck->warnings = reader.warnings;
    deck->n_warnings = reader.n_warnings;
    return deck;
}
