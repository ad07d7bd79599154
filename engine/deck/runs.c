// runs.c — words with their looks: the elements within a line become a flat row of runs.
#include "engine/deck/build.h"

#include "engine/deck/bytes.h"

#include <string.h>

typedef struct Line {
    Builder *builder;
    Arena *arena;
    DeckRun *runs; // [n_runs]
    int n_runs, most_runs;
    bool spaced; // the line begins, or ended with a space
    int plain;   // how many elements around say that {{ is no figure
} Line;

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static DeckRun *add_run(Line *line, const DeckRun *look, DeckRunKind kind, const char *text)
{
    line->runs = arena_grow(line->arena, line->runs, line->n_runs, &line->most_runs, sizeof *line->runs);
    DeckRun *run = &line->runs[line->n_runs++];
    *run = *look;
    run->kind = kind;
    run->text = text;
    return run;
}

// Spaces at the end of a line are not seen.
static void trim_end(Line *line)
{
    while (line->n_runs > 0) {
        DeckRun *last = &line->runs[line->n_runs - 1];
        size_t n = strlen(last->text);
        if (last->kind != DECK_RUN_TEXT || (n > 0 && last->text[n - 1] != ' '))
            return;
        while (n > 0 && last->text[n - 1] == ' ')
            n--;
        last->text = arena_strndup(line->arena, last->text, n);
        if (n > 0)
            return;
        line->n_runs--;
    }
}

// Words in which any number of spaces and line ends are one space.
static void add_words(Line *line, const DeckRun *look, const char *words, size_t n_bytes)
{
    char *even = arena_alloc(line->arena, n_bytes + 1);
    size_t n = 0;
    for (size_t i = 0; i < n_bytes; i++) {
        const bool space = is_space(words[i]);
        if (!space || !line->spaced)
            even[n++] = space ? ' ' : words[i];
        line->spaced = space;
    }
    if (n > 0)
        add_run(line, look, DECK_RUN_TEXT, even);
}

static void add_figure(Line *line, const DeckRun *look, const char *words, size_t n_bytes)
{
    while (n_bytes > 0 && is_space(*words))
        words++, n_bytes--;
    while (n_bytes > 0 && is_space(words[n_bytes - 1]))
        n_bytes--;
    add_run(line, look, DECK_RUN_FIGURE, arena_strndup(line->arena, words, n_bytes));
    line->spaced = false;
}

static void add_text(Line *line, const DeckRun *look, const char *words)
{
    while (*words) {
        const char *open = look->code || line->plain > 0 ? NULL : strstr(words, "{{");
        const char *close = open ? strstr(open, "}}") : NULL;
        if (!close) {
            add_words(line, look, words, strlen(words));
            return;
        }
        if (open > words)
            add_words(line, look, words, (size_t)(open - words));
        add_figure(line, look, open + 2, (size_t)(close - open - 2));
        words = close + 2;
    }
}

static void add_node(Line *line, DomNode *node, DeckRun look);

static void add_children(Line *line, DomNode *node, DeckRun look)
{
    for (DomNode *child = node->first; child; child = child->next)
        add_node(line, child, look);
}

static const char *words_of(Arena *arena, const DomNode *node)
{
    Bytes words = {.arena = arena};
    for (const DomNode *child = node->first; child; child = child->next)
        bytes_text(&words, child->words ? child->words : "");
    return bytes_get(&words);
}

static void add_image(Line *line, const DomNode *node, const DeckRun *look)
{
    const char *alt = dom_attribute(node, "alt");
    DeckRun *run = add_run(line, look, DECK_RUN_IMAGE, alt ? alt : "");
    run->src = dom_attribute(node, "src") ? dom_attribute(node, "src") : "";
    line->spaced = false;
}

static void add_break(Line *line, const DeckRun *look)
{
    trim_end(line);
    add_run(line, look, DECK_RUN_BREAK, "");
    line->spaced = true;
}

// What an element does to the words in it.
static void take_look(const DomNode *node, DeckRun *look)
{
    const ElementRole role = node->element->role;
    look->bold = look->bold || role == ROLE_BOLD;
    look->italic = look->italic || role == ROLE_ITALIC;
    look->code = look->code || role == ROLE_CODE_WORDS;
    look->struck = look->struck || role == ROLE_STRUCK;
    look->underlined = look->underlined || role == ROLE_UNDERLINED;
    if (role == ROLE_LINK && dom_attribute(node, "href"))
        look->href = dom_attribute(node, "href");
}

static void add_node(Line *line, DomNode *node, DeckRun look)
{
    Builder *builder = line->builder;
    if (!node->tag) {
        add_text(line, &look, node->words);
        return;
    }
    if (dom_is(node, ROLE_DROPPED))
        return;
    build_attributes(builder, node);
    look.clicks = click_of(builder->reader, builder->text, &builder->count, node, look.clicks);
    look.classes = build_classes(line->arena, look.classes, dom_attribute(node, "class"));
    take_look(node, &look);
    if (dom_is(node, ROLE_CLICKS) || dom_attribute(node, "v-clicks"))
        click_give(builder->reader, node);
    if (dom_is(node, ROLE_BREAK)) {
        add_break(line, &look);
    } else if (dom_is(node, ROLE_IMAGE)) {
        add_image(line, node, &look);
    } else if (dom_is(node, ROLE_FORMULA)) {
        add_run(line, &look, DECK_RUN_FORMULA, words_of(line->arena, node));
        line->spaced = false;
    } else {
        const int plain = dom_attribute(node, "v-pre") != NULL;
        line->plain += plain;
        add_children(line, node, look);
        line->plain -= plain;
    }
}

const DeckRun *build_runs(Builder *builder, DomNode *first, const DomNode *end, DeckClicks clicks, int *n_runs)
{
    Arena *arena = builder->reader->arena;
    Line line = {.builder = builder, .arena = arena, .spaced = true};
    const DeckRun look = {.classes = build_classes(arena, NULL, NULL), .clicks = clicks};
    for (DomNode *node = first; node != end; node = node->next)
        add_node(&line, node, look);
    trim_end(&line);
    while (line.n_runs > 0 && line.runs[line.n_runs - 1].kind == DECK_RUN_BREAK) {
        line.n_runs--;
        trim_end(&line);
    }
    *n_runs = line.n_runs;
    return line.runs;
}

const char *deck_runs_text(Arena *arena, const DeckRun *runs, int n_runs)
{
    Bytes words = {.arena = arena};
    for (int i = 0; i < n_runs; i++) {
        const DeckRun *run = &runs[i];
        if (run->kind == DECK_RUN_FIGURE)
            bytes_text(&words, arena_printf(arena, "{{ %s }}", run->text));
        else
            bytes_text(&words, run->kind == DECK_RUN_BREAK ? " " : run->text);
    }
    return bytes_get(&words);
}
