// fuzz_deck.c — decks of slides. Whatever they hold, they become a deck or one line of error, which names its line; and
// what is read holds together.
#include "support_fuzz.h"

#include "engine/deck/deck.h"

#include <string.h>

typedef struct Input {
    const uint8_t *data;
    size_t n_bytes;
} Input;

// The deck imports itself, or a small file.
static const char *read_input(const void *source, Arena *arena, const char *name, size_t *n_bytes, Err *err)
{
    static const char OTHER[] = "# A\n\n---\nlayout: x\n---\n\n# B\n";
    const Input *input = source;
    if (strcmp(name, "b.md") == 0) {
        *n_bytes = sizeof OTHER - 1;
        return OTHER;
    }
    if (strcmp(name, "a.md") != 0) {
        err_set(err, "there is no such file");
        return NULL;
    }
    *n_bytes = input->n_bytes;
    return arena_strndup(arena, (const char *)input->data, input->n_bytes);
}

static void check_clicks(DeckClicks clicks, DeckClicks outer)
{
    fuzz_expect(clicks.from >= outer.from, "nothing before what is around it");
    fuzz_expect(outer.to == 0 || (clicks.to > 0 && clicks.to <= outer.to), "nothing behind what is around it");
}

static void check_runs(const DeckRun *runs, int n_runs, DeckClicks outer)
{
    for (int i = 0; i < n_runs; i++) {
        fuzz_expect(runs[i].text && runs[i].classes, "words and classes");
        fuzz_expect(!strchr(runs[i].text, '\n') || runs[i].kind != DECK_RUN_TEXT, "words on a line");
        fuzz_expect((runs[i].src != NULL) == (runs[i].kind == DECK_RUN_IMAGE), "a picture's place");
        check_clicks(runs[i].clicks, outer);
    }
}

static void check_code(const DeckBlock *code)
{
    int n_lines = 1;
    for (const char *at = code->text; *at; at++)
        n_lines += *at == '\n';
    fuzz_expect(code->n_steps > 0, "a step");
    for (int i = 0; i < code->n_steps; i++)
        for (int k = 0; k < code->steps[i].n_lines; k++)
            fuzz_expect(code->steps[i].lines[k] >= 1 && code->steps[i].lines[k] <= n_lines, "a line of the code");
}

static void check_blocks(const DeckBlock *blocks, int n_blocks, DeckClicks outer)
{
    for (int i = 0; i < n_blocks; i++) {
        const DeckBlock *block = &blocks[i];
        fuzz_expect(block->line > 0 && block->classes, "a line and classes");
        check_clicks(block->clicks, outer);
        check_runs(block->runs, block->n_runs, block->clicks);
        if (block->kind == DECK_CODE)
            check_code(block);
        check_blocks(block->blocks, block->n_blocks, block->clicks);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    Arena arena;
    Err err = {""};
    const Input input = {data, n_bytes};
    const DeckFiles files = {read_input, &input};
    arena_init(&arena);
    const Deck *deck = deck_read(&arena, &files, "a.md", &err);
    fuzz_expect((deck == NULL) == (err.text[0] != '\0'), "a deck or an error");
    fuzz_expect(deck || (strncmp(err.text, "a.md:", 5) == 0 && !strchr(err.text, '\n')), "an error of one line");
    for (int i = 0; deck && i < deck->n_slides; i++) {
        const DeckSlide *slide = &deck->slides[i];
        fuzz_expect(slide->n_clicks >= 0 && slide->layout && slide->classes, "clicks, a layout, classes");
        check_blocks(slide->blocks, slide->n_blocks, (DeckClicks){0});
    }
    for (int i = 0; deck && i < deck->n_warnings; i++)
        fuzz_expect(deck->warnings[i].line > 0, "a line of a warning");
    arena_finish(&arena);
    return 0;
}
