// support_deck.c — decks of a test.
#include "support_deck.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// ---- reading ----

static const char *read_text(const void *source, Arena *arena, const char *name, size_t *n_bytes, Err *err)
{
    (void)name;
    (void)err;
    *n_bytes = strlen(source);
    return arena_strdup(arena, source);
}

const Deck *deck_of(Temp *temp, const char *text)
{
    Err err = {""};
    const DeckFiles files = {read_text, text};
    const Deck *deck = deck_read(&temp->arena, &files, "deck.md", &err);
    assert_string_equal(err.text, "");
    assert_non_null(deck);
    return deck;
}

const char *deck_error(Temp *temp, const char *text)
{
    Err err = {""};
    const DeckFiles files = {read_text, text};
    assert_null(deck_read(&temp->arena, &files, "deck.md", &err));
    assert_null(strchr(err.text, '\n'));
    return arena_strdup(&temp->arena, err.text);
}

// ---- showing ----

static const char *clicks_shown(Arena *arena, DeckClicks clicks)
{
    if (clicks.to > 0)
        return arena_printf(arena, "@%d-%d", clicks.from, clicks.to);
    return clicks.from > 0 ? arena_printf(arena, "@%d", clicks.from) : "";
}

static const char *run_shown(Arena *arena, const DeckRun *run, DeckClicks outer)
{
    const char *text = run->text;
    switch (run->kind) {
    case DECK_RUN_TEXT:
        break;
    case DECK_RUN_FIGURE:
        return arena_printf(arena, "{{%s}}", text);
    case DECK_RUN_FORMULA:
        return arena_printf(arena, "$%s$", text);
    case DECK_RUN_BREAK:
        return "/";
    case DECK_RUN_IMAGE:
        return arena_printf(arena, "![%s](%s)", text, run->src);
    }
    text = run->code ? arena_printf(arena, "`%s`", text) : text;
    text = run->bold ? arena_printf(arena, "**%s**", text) : text;
    text = run->italic ? arena_printf(arena, "*%s*", text) : text;
    text = run->struck ? arena_printf(arena, "~%s~", text) : text;
    text = run->href ? arena_printf(arena, "[%s](%s)", text, run->href) : text;
    for (int i = 0; run->classes[i]; i++)
        text = arena_printf(arena, "<%s:%s>", run->classes[i], text);
    if (run->clicks.from != outer.from || run->clicks.to != outer.to)
        text = arena_printf(arena, "<%s %s>", clicks_shown(arena, run->clicks), text);
    return text;
}

static const char *steps_shown(Arena *arena, const DeckBlock *code)
{
    const char *shown = code->n_steps > 1 ? arena_printf(arena, " from %d", code->step_click) : "";
    for (int i = 0; i < code->n_steps; i++) {
        const DeckLit *lit = &code->steps[i];
        shown = arena_printf(arena, "%s|%s", shown,
                             lit->all       ? "all"
                             : lit->hidden  ? "hide"
                             : lit->n_lines ? ""
                                            : "none");
        for (int k = 0; k < lit->n_lines; k++)
            shown = arena_printf(arena, "%s%s%d", shown, k > 0 ? "," : "", lit->lines[k]);
    }
    return shown;
}

static const char *kind_shown(Arena *arena, const DeckBlock *block)
{
    static const char *const KINDS[] = {"heading", "paragraph", "list", "item",  "code",    "table", "row", "cell",
                                        "quote",   "image",     "div",  "turns", "formula", "rule",  "slot"};
    static const char *const ALIGNS[] = {"", " left", " center", " right"};
    const char *shown = KINDS[block->kind];
    if (block->level > 0)
        shown = arena_printf(arena, "%s%d", shown, block->level);
    if (block->ordered)
        shown = arena_printf(arena, "%s from %d", shown, block->start);
    if (block->name)
        shown = arena_printf(arena, "%s %s", shown, block->name);
    for (int i = 0; block->classes[i]; i++)
        shown = arena_printf(arena, "%s.%s", shown, block->classes[i]);
    return arena_printf(arena, "%s%s%s%s", shown, block->head ? " head" : "", ALIGNS[block->align],
                        clicks_shown(arena, block->clicks));
}

static const char *blocks_shown(Arena *arena, const DeckBlock *blocks, int n_blocks, int indent)
{
    const char *shown = "";
    for (int i = 0; i < n_blocks; i++) {
        const DeckBlock *block = &blocks[i];
        shown = arena_printf(arena, "%s%*s%s", shown, indent, "", kind_shown(arena, block));
        if (block->kind == DECK_CODE)
            shown = arena_printf(arena, "%s %s%s", shown, block->language ? block->language : "-",
                                 steps_shown(arena, block));
        if (block->src)
            shown = arena_printf(arena, "%s (%s)", shown, block->src);
        if (block->text)
            shown = arena_printf(arena, "%s \"%s\"", shown, block->text);
        for (int k = 0; k < block->n_runs; k++)
            shown = arena_printf(arena, "%s%s%s", shown, k == 0 ? " " : "",
                                 run_shown(arena, &block->runs[k], block->clicks));
        shown = arena_printf(arena, "%s\n%s", shown, blocks_shown(arena, block->blocks, block->n_blocks, indent + 1));
    }
    return shown;
}

const char *deck_shown(Temp *temp, const DeckSlide *slide)
{
    return blocks_shown(&temp->arena, slide->blocks, slide->n_blocks, 0);
}

void assert_shown(Temp *temp, const DeckSlide *slide, const char *shown)
{
    assert_string_equal(deck_shown(temp, slide), shown);
}

void assert_warns(const Deck *deck, int line, const char *part)
{
    assert_int_equal(deck->n_warnings, 1);
    assert_contains(deck->warnings[0].text, part);
    assert_int_equal(deck->warnings[0].line, line);
}
