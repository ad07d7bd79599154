// slide.c — a slide is put together: notes, the parts of its content, blocks, and what its frontmatter says of it.
#include "engine/deck/slide.h"

#include "engine/deck/build.h"
#include "engine/deck/front.h"
#include "engine/deck/known.h"

#include <ctype.h>
#include <string.h>

// "::right::" on a line of its own: what follows is for that place of the layout. The name in the arena; NULL.
static const char *slot_name(Arena *arena, const char *line, size_t n)
{
    while (n > 0 && isspace((unsigned char)line[n - 1]))
        n--;
    if (n < 5 || strncmp(line, "::", 2) != 0 || strncmp(line + n - 2, "::", 2) != 0)
        return NULL;
    const char *name = arena_strndup(arena, line + 2, n - 4);
    name += strspn(name, " ");
    const size_t n_name = strcspn(name, " ");
    for (size_t i = 0; i < n_name; i++)
        if (!isalnum((unsigned char)name[i]) && !strchr("_.-", name[i]))
            return NULL;
    return name[n_name + strspn(name + n_name, " ")] == '\0' && n_name > 0 ? arena_strndup(arena, name, n_name) : NULL;
}

// The first line from one on, and before `end`, that names a slot; `end` when there is none. Code is passed over.
static int next_slot(Arena *arena, const DeckText *text, int line, int end, const char **name)
{
    char sign = 0;
    int n_signs = 0;
    for (*name = NULL; line < end; line++) {
        size_t n = 0;
        const char *bytes = deck_line(text, line, &n);
        if (n_signs > 0) {
            n_signs = deck_fence_closes(bytes, n, sign, n_signs) ? 0 : n_signs;
            continue;
        }
        n_signs = deck_fence(bytes, n, &sign);
        *name = n_signs == 0 ? slot_name(arena, bytes, n) : NULL;
        if (*name)
            return line;
    }
    return end;
}

static bool read_part(Builder *builder, size_t begin, size_t end, const DeckBlock **blocks, int *n_blocks)
{
    DeckReader *reader = builder->reader;
    DeckHtml html;
    if (!deck_markdown(reader, builder->text, begin, end, &html))
        return false;
    DomNode *root = deck_dom(reader, builder->text, &html);
    if (root)
        *blocks = build_blocks(builder, root, (DeckClicks){0}, n_blocks);
    return root != NULL;
}

static void append(Arena *arena, DeckSlide *slide, const DeckBlock *blocks, int n_blocks)
{
    DeckBlock *all = ARENA_ARRAY(arena, DeckBlock, slide->n_blocks + n_blocks);
    for (int i = 0; i < slide->n_blocks + n_blocks; i++)
        all[i] = i < slide->n_blocks ? slide->blocks[i] : blocks[i - slide->n_blocks];
    slide->blocks = all;
    slide->n_blocks += n_blocks;
}

static bool read_content(Builder *builder, const DeckSection *section, DeckSlide *slide)
{
    Arena *arena = builder->reader->arena;
    const DeckText *text = section->text;
    const size_t *starts = text->starts;
    const size_t end = deck_notes(arena, text, starts[section->first - 1], starts[section->end - 1], slide);
    const char *name = NULL, *next = NULL;
    for (int line = section->first, stop; line < section->end; line = stop + 1, name = next) {
        stop = next_slot(arena, text, line, section->end, &next);
        const size_t from = starts[line - 1], to = starts[stop - 1] < end ? starts[stop - 1] : end;
        const DeckBlock *blocks = NULL;
        int n_blocks = 0;
        if (from < to && !read_part(builder, from, to, &blocks, &n_blocks))
            return false;
        if (name && strcmp(name, "default") != 0) {
            DeckBlock *slot = ARENA_NEW(arena, DeckBlock);
            *slot = (DeckBlock){.kind = DECK_SLOT,
                                .line = line - 1,
                                .classes = build_classes(arena, NULL, NULL),
                                .name = name,
                                .blocks = blocks,
                                .n_blocks = n_blocks};
            blocks = slot;
            n_blocks = 1;
        }
        append(arena, slide, blocks, n_blocks);
    }
    return true;
}

static const char *title_of(Arena *arena, const DeckSlide *slide, bool first)
{
    const char *given = first ? NULL : deck_words(slide->front, "title");
    for (int i = 0; !given && i < slide->n_blocks; i++)
        if (slide->blocks[i].kind == DECK_HEADING)
            given = deck_runs_text(arena, slide->blocks[i].runs, slide->blocks[i].n_runs);
    return given ? given : deck_words(slide->front, "title");
}

// What the frontmatter says, which counts over what was counted.
static int clicks_of(DeckReader *reader, const DeckSection *section, const DeckSlide *slide, int counted)
{
    const DeckValue *clicks = deck_field(slide->front, "clicks");
    if (!clicks || clicks->kind == DECK_NULL)
        return counted;
    const int given = (int)clicks->number;
    if (clicks->kind != DECK_NUMBER || clicks->number != given || given < 0 || given > 999) {
        deck_warn(reader, section->text, clicks->line, "clicks is no number of clicks; %d are counted", counted);
        return counted;
    }
    if (given < counted)
        deck_warn(reader, section->text, clicks->line, "with clicks: %d, what comes at click %d is never seen", given,
                  counted);
    return given;
}

bool deck_slide_read(DeckReader *reader, const DeckSection *section, const DeckValue *front, bool first,
                     DeckSlide *slide)
{
    Builder builder = {.reader = reader, .text = section->text};
    const char *layout = deck_words(front, "layout");
    *slide = (DeckSlide){
        .file = section->text->name,
        .line = section->line,
        .layout = layout  ? layout
                  : first ? "cover"
                          : "default",
        .image = deck_words(front, "image"),
        .background = deck_words(front, "background"),
        .classes = build_classes(reader->arena, NULL, deck_words(front, "class")),
        .front = front,
    };
    if (layout)
        known_layout(reader, section->text, deck_field(front, "layout")->line, layout);
    if (slide->classes[0])
        known_classes(reader, section->text, deck_field(front, "class")->line, slide->classes);
    if (!read_content(&builder, section, slide))
        return false;
    slide->title = title_of(reader->arena, slide, first);
    slide->n_clicks = clicks_of(reader, section, slide, builder.count.last);
    return true;
}
