// deck_pictures.c — a deck as numbered pictures: slide-03.svg is whole, slide-03-02.svg its second step.
#include "engine/output/deck.h"

#include "engine/base/draft.h"
#include "engine/base/pool.h"
#include "engine/output/still.h"
#include "engine/svg/svg_anim.h"

#include <stdio.h>
#include <string.h>

enum { LEAST_DIGITS = 2 }; // of numbers in names

// What there is of each slide.
typedef enum PictureKind {
    PICTURE_WHOLE = 1,
    PICTURE_STEPS = 2,
    PICTURE_PLAYS = 4, // one that plays the steps
} PictureKind;

typedef struct DeckPictures {
    const DeckJob *deck;
    const StillFormat *format;
    unsigned kinds; // PictureKind bits
    Draft draft;
    const Slide *slide; // the one that is written
    int index;              // of the slide
} DeckPictures;

static int digits_of(int n)
{
    const int n_needed = snprintf(NULL, 0, "%d", n);
    return n_needed > LEAST_DIGITS ? n_needed : LEAST_DIGITS;
}

const char *slide_picture_name(const DeckJob *deck, int index, int state, const char *ending, Arena *arena)
{
    const int n_states = deck->entries[index].n_states, n_digits = digits_of(deck->n_slides);
    if (deck->final)
        return arena_printf(arena, "slide-%0*d.%s", n_digits, index + 1, ending);
    return arena_printf(arena, "slide-%0*d-%0*d.%s", n_digits, index + 1, digits_of(n_states), state + 1, ending);
}

// "slide-03" and what follows it, with the ending.
static const char *name_of(const DeckPictures *pictures, const char *suffix, Arena *arena)
{
    return arena_printf(arena, "slide-%0*d%s.%s", digits_of(pictures->deck->n_slides), pictures->index + 1, suffix,
                        pictures->format->extension);
}

// The picture of a state as that of a step, or of the whole slide.
static bool write_still(const DeckPictures *pictures, int state, bool whole, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const char *extension = pictures->format->extension;
    const char *name = whole ? name_of(pictures, "", &arena)
                             : slide_picture_name(pictures->deck, pictures->index, state, extension, &arena);
    const Still still = {
        .scene = pictures->slide->scene,
        .t_s = pictures->slide->states[state].t_s,
        .title = pictures->slide->title,
        .width_px = pictures->deck->size.width_px,
        .height_px = pictures->deck->size.height_px,
        .transparent = pictures->deck->transparent,
    };
    const bool ok = pictures->format->write(&still, draft_path(&pictures->draft, name, &arena), err);
    arena_finish(&arena);
    return ok;
}

static bool write_playing(const DeckPictures *pictures, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const SvgJob job = {
        .scene = pictures->slide->scene,
        .title = pictures->slide->title,
        .to_s = pictures->slide->scene->dur_s,
        .poster_s = -1,
        .transparent = pictures->deck->transparent,
    };
    const bool ok =
        svg_anim_write(&job, draft_path(&pictures->draft, name_of(pictures, "-anim", &arena), &arena), err);
    arena_finish(&arena);
    return ok;
}

// Items are the states, where there are pictures of them; then the whole slide, then what plays.
static bool make_picture(void *context, int64_t item, int slot, int worker, Err *err)
{
    (void)slot;
    (void)worker;
    const DeckPictures *pictures = context;
    const int n_states = pictures->slide->n_states, n_steps = pictures->kinds & PICTURE_STEPS ? n_states : 0;
    if (item < n_steps)
        return write_still(pictures, (int)item, false, err);
    if (item == n_steps && pictures->kinds & PICTURE_WHOLE)
        return write_still(pictures, n_states - 1, true, err);
    return write_playing(pictures, err);
}

static bool write_slide(DeckPictures *pictures, int index, Err *err)
{
    Slide slide;
    if (!slide_open(pictures->deck, index, &slide, err))
        return false;
    pictures->slide = &slide;
    pictures->index = index;
    const bool steps = pictures->kinds & PICTURE_STEPS, whole = pictures->kinds & PICTURE_WHOLE,
               plays = pictures->kinds & PICTURE_PLAYS;
    const PoolJob job = {
        .n_items = (steps ? slide.n_states : 0) + whole + plays,
        .n_workers = pool_cpu_count(),
        .n_slots = 2 * pool_cpu_count(),
        .make = make_picture,
        .context = pictures,
    };
    const bool ok = pool_run(&job, err);
    slide_close(&slide);
    report_made(pictures->deck->report, 1);
    return ok;
}

// Whether it is the name of a deck's picture in this format, whatever its numbers.
static bool is_name(const void *context, const char *name)
{
    static const char PREFIX[] = "slide-", DIGITS[] = "0123456789", PLAYS[] = "-anim";
    if (strncmp(name, PREFIX, strlen(PREFIX)) != 0)
        return false;
    const char *at = name + strlen(PREFIX);
    const size_t n_digits = strspn(at, DIGITS);
    at += n_digits;
    if (strncmp(at, PLAYS, strlen(PLAYS)) == 0)
        at += strlen(PLAYS);
    else if (*at == '-')
        at += 1 + strspn(at + 1, DIGITS);
    return n_digits > 0 && *at == '.' && strcmp(at + 1, context) == 0;
}

// Of a deck of whole slides there is nothing else.
static bool write_pictures(const DeckJob *deck, const char *format, unsigned kinds, const char *path, Err *err)
{
    DeckPictures pictures = {
        .deck = deck,
        .format = choices_find(&STILL_CHOICES, format, err),
        .kinds = deck->final ? PICTURE_WHOLE : kinds,
    };
    bool ok = draft_begin(&pictures.draft, path, err);
    for (int i = 0; ok && i < deck->n_slides; i++)
        ok = write_slide(&pictures, i, err);
    ok = ok && draft_commit(&pictures.draft, is_name, format, err);
    draft_drop(&pictures.draft);
    return ok;
}

bool deck_write_svg(const DeckJob *deck, const char *path, Err *err)
{
    return write_pictures(deck, "svg", PICTURE_WHOLE | PICTURE_STEPS | PICTURE_PLAYS, path, err);
}

bool deck_write_step_svg(const DeckJob *deck, const char *path, Err *err)
{
    return write_pictures(deck, "svg", PICTURE_STEPS, path, err);
}

bool deck_write_png(const DeckJob *deck, const char *path, Err *err)
{
    return write_pictures(deck, "png", PICTURE_WHOLE | PICTURE_STEPS, path, err);
}
