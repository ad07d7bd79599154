// build.c — blocks: what stands by itself, in the order of the text, with the click at which it shows.
#include "engine/deck/build.h"

#include "engine/deck/bytes.h"
#include "engine/deck/fence.h"

#include <stdlib.h>
#include <string.h>

typedef struct BlockList {
    DeckBlock *blocks; // [n_blocks]
    int n_blocks, most_blocks;
} BlockList;

static void add_blocks(Builder *builder, BlockList *to, DomNode *node, DeckClicks clicks);
static void add_block(Builder *builder, BlockList *to, DomNode *node, DeckClicks outer);

// ---- what is a block ----

static bool is_blank(const DomNode *node)
{
    return !node->tag && strspn(node->words, " \t\n") == strlen(node->words);
}

static bool holds_block(const DomNode *node)
{
    for (const DomNode *child = node->first; child; child = child->next)
        if (child->tag && build_is_block(child))
            return true;
    return false;
}

// Whether words stand in the same line as an element that may be words or a block.
static bool is_among_words(const DomNode *node)
{
    const Element *parent = node->parent ? node->parent->element : NULL;
    if (!parent || parent->role == ROLE_PARAGRAPH || parent->role == ROLE_HEADING ||
        (parent->role >= ROLE_SPAN && parent->role <= ROLE_IMAGE))
        return parent != NULL;
    for (const DomNode *each = node->parent->first; each; each = each->next)
        if (!each->tag && !is_blank(each))
            return true;
    return false;
}

bool build_is_block(const DomNode *node)
{
    if (!node->tag)
        return false;
    switch (node->element->role) {
    case ROLE_DROPPED:
        return false;
    case ROLE_DIV:
    case ROLE_PARAGRAPH:
    case ROLE_HEADING:
    case ROLE_LIST:
    case ROLE_ITEM:
    case ROLE_CODE:
    case ROLE_TABLE:
    case ROLE_ROWS:
    case ROLE_ROW:
    case ROLE_CELL:
    case ROLE_QUOTE:
    case ROLE_RULE:
    case ROLE_SLOT:
        return true;
    case ROLE_SPAN:
    case ROLE_BOLD:
    case ROLE_ITALIC:
    case ROLE_CODE_WORDS:
    case ROLE_STRUCK:
    case ROLE_UNDERLINED:
    case ROLE_LINK:
    case ROLE_BREAK:
    case ROLE_IMAGE:
        return holds_block(node);
    case ROLE_FORMULA:
        return dom_attribute(node, "display") != NULL;
    case ROLE_UNKNOWN:
    case ROLE_CLICK:
    case ROLE_CLICKS:
    case ROLE_AFTER:
    case ROLE_SWITCH:
        return holds_block(node) || !is_among_words(node);
    }
    return false;
}

// ---- adding ----

static DeckBlock *add(Builder *builder, BlockList *to, DeckKind kind, const DomNode *node, DeckClicks clicks)
{
    Arena *arena = builder->reader->arena;
    to->blocks = arena_grow(arena, to->blocks, to->n_blocks, &to->most_blocks, sizeof *to->blocks);
    DeckBlock *block = &to->blocks[to->n_blocks++];
    *block = (DeckBlock){
        .kind = kind,
        .line = node->line,
        .clicks = clicks,
        .classes = build_classes(arena, NULL, node->tag ? dom_attribute(node, "class") : NULL),
    };
    return block;
}

// Words up to, not with, `end`, as a paragraph; nothing when there are none. `owner` has its class and line.
static void add_paragraph(Builder *builder, BlockList *to, const DomNode *owner, DomNode *first, const DomNode *end,
                          DeckClicks clicks)
{
    int n_runs = 0;
    const DeckRun *runs = build_runs(builder, first, end, clicks, &n_runs);
    if (n_runs == 0)
        return;
    const bool image = n_runs == 1 && runs[0].kind == DECK_RUN_IMAGE;
    DeckBlock *block = add(builder, to, image ? DECK_IMAGE : DECK_PARAGRAPH, owner, clicks);
    if (!image) {
        block->runs = runs;
        block->n_runs = n_runs;
        return;
    }
    block->src = runs[0].src;
    block->href = runs[0].href;
    block->text = runs[0].text;
    block->clicks = runs[0].clicks;
    if (runs[0].classes[0])
        block->classes = runs[0].classes;
}

// The words from a node on, which stand between blocks; gives the block behind them.
static DomNode *add_words(Builder *builder, BlockList *to, DomNode *first, DeckClicks clicks)
{
    DomNode *end = first, *owner = NULL;
    for (; end && !build_is_block(end); end = end->next)
        if (!owner && !is_blank(end))
            owner = end;
    if (owner) {
        const DomNode place = {.line = owner->line, .words = ""};
        add_paragraph(builder, to, &place, first, end, clicks);
    }
    return end;
}

static void add_blocks(Builder *builder, BlockList *to, DomNode *node, DeckClicks clicks)
{
    for (DomNode *child = node->first; child;) {
        if (build_is_block(child)) {
            add_block(builder, to, child, clicks);
            child = child->next;
        } else {
            child = add_words(builder, to, child, clicks);
        }
    }
}

const DeckBlock *build_blocks(Builder *builder, DomNode *node, DeckClicks clicks, int *n_blocks)
{
    BlockList list = {0};
    add_blocks(builder, &list, node, clicks);
    *n_blocks = list.n_blocks;
    return list.blocks;
}

static void put_content(Builder *builder, DeckBlock *block, DomNode *node)
{
    block->blocks = build_blocks(builder, node, block->clicks, &block->n_blocks);
}

// The first words of an item or a cell are its own.
static void put_words_first(DeckBlock *block)
{
    const DeckBlock *first = block->blocks;
    if (block->n_blocks == 0 || first->kind != DECK_PARAGRAPH || first->classes[0] ||
        first->clicks.from != block->clicks.from || first->clicks.to != block->clicks.to)
        return;
    block->runs = first->runs;
    block->n_runs = first->n_runs;
    block->blocks++;
    block->n_blocks--;
}

// ---- lists and tables ----

static DeckAlign align_of(const DomNode *node)
{
    static const char *const NAMES[] = {"left", "center", "right"};
    const char *align = node->tag ? dom_attribute(node, "align") : NULL;
    for (int i = 0; align && i < 3; i++)
        if (strcmp(align, NAMES[i]) == 0)
            return DECK_ALIGN_LEFT + i;
    return DECK_ALIGN_NONE;
}

// What lists, tables and rows are made of.
typedef struct PartKind {
    ElementRole role;
    DeckKind kind;
    const struct PartKind *parts; // that it is made of; NULL: of anything
} PartKind;

static const PartKind CELLS = {ROLE_CELL, DECK_CELL, NULL};
static const PartKind ROWS = {ROLE_ROW, DECK_ROW, &CELLS};
static const PartKind ITEMS = {ROLE_ITEM, DECK_ITEM, NULL};

static void add_parts(Builder *builder, BlockList *to, DomNode *node, DeckClicks clicks, const PartKind *kind);

static bool names_columns(const DomNode *row)
{
    for (const DomNode *cell = row->first; cell; cell = cell->next)
        if (cell->tag && strcmp(cell->tag, "th") != 0)
            return false;
    return row->first != NULL;
}

static void add_part(Builder *builder, BlockList *to, DomNode *node, DeckClicks clicks, const PartKind *kind)
{
    DeckBlock *block = add(builder, to, kind->kind, node, clicks);
    BlockList inner = {0};
    if (kind->parts)
        add_parts(builder, &inner, node, clicks, kind->parts);
    else
        add_blocks(builder, &inner, node, clicks);
    block->blocks = inner.blocks;
    block->n_blocks = inner.n_blocks;
    block->align = align_of(node);
    if (kind == &ROWS)
        block->head = names_columns(node);
    else
        put_words_first(block);
}

// A part in which a thing stands that has no place here: nothing is lost.
static void add_stray(Builder *builder, BlockList *to, DomNode *node, DeckClicks clicks, const PartKind *kind)
{
    DomNode *next = node->next,
            alone = {.tag = "div", .element = element_find("div"), .line = node->line, .first = node};
    node->next = NULL;
    add_part(builder, to, &alone, clicks, kind);
    node->next = next;
}

static void add_parts(Builder *builder, BlockList *to, DomNode *node, DeckClicks clicks, const PartKind *kind)
{
    for (DomNode *child = node->first; child; child = child->next) {
        if (is_blank(child) || dom_is(child, ROLE_DROPPED))
            continue;
        if (!child->tag) {
            add_stray(builder, to, child, clicks, kind);
            continue;
        }
        const bool within = dom_is(child, ROLE_ROWS) || dom_is(child, ROLE_CLICK) || dom_is(child, ROLE_CLICKS) ||
                            dom_is(child, ROLE_AFTER) || dom_is(child, ROLE_UNKNOWN);
        if (!within && !dom_is(child, kind->role)) {
            add_stray(builder, to, child, clicks, kind);
            continue;
        }
        build_attributes(builder, child);
        const DeckClicks own = click_of(builder->reader, builder->text, &builder->count, child, clicks);
        if (dom_is(child, ROLE_CLICKS))
            click_give(builder->reader, child);
        if (within)
            add_parts(builder, to, child, own, kind);
        else
            add_part(builder, to, child, own, kind);
    }
}

static void put_parts(Builder *builder, DeckBlock *block, DomNode *node, const PartKind *kind)
{
    BlockList parts = {0};
    add_parts(builder, &parts, node, block->clicks, kind);
    block->blocks = parts.blocks;
    block->n_blocks = parts.n_blocks;
}

// ---- each kind ----

static void gather_words(Bytes *to, const DomNode *node)
{
    for (const DomNode *child = node->first; child; child = child->next) {
        bytes_text(to, child->words ? child->words : "");
        gather_words(to, child);
    }
}

static char *all_words(Builder *builder, const DomNode *node)
{
    Bytes words = {.arena = builder->reader->arena};
    gather_words(&words, node);
    return arena_strdup(builder->reader->arena, bytes_get(&words));
}

static void add_formula(Builder *builder, BlockList *to, const DomNode *node, DeckClicks clicks)
{
    const char *tex = all_words(builder, node);
    tex += strspn(tex, " \n");
    size_t n = strlen(tex);
    while (n > 0 && (tex[n - 1] == ' ' || tex[n - 1] == '\n'))
        n--;
    add(builder, to, DECK_FORMULA, node, clicks)->text = arena_strndup(builder->reader->arena, tex, n);
}

static void add_code(Builder *builder, BlockList *to, const DomNode *node, DeckClicks clicks)
{
    DeckBlock *block = add(builder, to, DECK_CODE, node, clicks);
    char *code = all_words(builder, node);
    const size_t n = strlen(code);
    if (n > 0 && code[n - 1] == '\n')
        code[n - 1] = '\0';
    block->text = code;
    const char *info = dom_attribute(node, "info");
    fence_read(builder->reader, builder->text, &builder->count, info ? info : "", block);
}

static void add_heading(Builder *builder, BlockList *to, DomNode *node, DeckClicks clicks)
{
    DeckBlock *block = add(builder, to, DECK_HEADING, node, clicks);
    block->level = node->tag[1] - '0';
    block->runs = build_runs(builder, node->first, NULL, clicks, &block->n_runs);
}

static void add_list(Builder *builder, BlockList *to, DomNode *node, DeckClicks clicks)
{
    DeckBlock *block = add(builder, to, DECK_ITEMS, node, clicks);
    const char *start = dom_attribute(node, "start");
    block->ordered = strcmp(node->tag, "ol") == 0;
    block->start = start ? atoi(start) : 1;
    put_parts(builder, block, node, &ITEMS);
}

static void add_slot(Builder *builder, BlockList *to, DomNode *node, DeckClicks clicks)
{
    const char *name = dom_slot(node);
    if (node->parent && dom_is(node->parent, ROLE_SWITCH)) {
        put_content(builder, add(builder, to, DECK_DIV, node, clicks), node);
        return;
    }
    if (!name || strcmp(name, "default") == 0) {
        add_blocks(builder, to, node, clicks);
        return;
    }
    DeckBlock *block = add(builder, to, DECK_SLOT, node, clicks);
    block->name = name;
    put_content(builder, block, node);
}

// An element around others that may be gone when it says nothing of its own.
static void add_around(Builder *builder, BlockList *to, DomNode *node, DeckClicks clicks)
{
    if (!dom_attribute(node, "class")) {
        add_blocks(builder, to, node, clicks);
        return;
    }
    put_content(builder, add(builder, to, DECK_DIV, node, clicks), node);
}

static void add_div(Builder *builder, BlockList *to, DomNode *node, DeckClicks clicks)
{
    DeckBlock *block = add(builder, to, DECK_DIV, node, clicks);
    block->name = strcmp(node->tag, "div") == 0 ? NULL : node->tag;
    block->href = dom_attribute(node, "href");
    put_content(builder, block, node);
}

static void add_kind(Builder *builder, BlockList *to, DomNode *node, DeckClicks clicks)
{
    switch (node->element->role) {
    case ROLE_PARAGRAPH:
        if (holds_block(node))
            add_around(builder, to, node, clicks);
        else
            add_paragraph(builder, to, node, node->first, NULL, clicks);
        return;
    case ROLE_HEADING:
        add_heading(builder, to, node, clicks);
        return;
    case ROLE_LIST:
        add_list(builder, to, node, clicks);
        return;
    case ROLE_CODE:
        add_code(builder, to, node, clicks);
        return;
    case ROLE_TABLE:
        put_parts(builder, add(builder, to, DECK_TABLE, node, clicks), node, &ROWS);
        return;
    case ROLE_QUOTE:
        put_content(builder, add(builder, to, DECK_QUOTE, node, clicks), node);
        return;
    case ROLE_RULE:
        add(builder, to, DECK_RULE, node, clicks);
        return;
    case ROLE_SLOT:
        add_slot(builder, to, node, clicks);
        return;
    case ROLE_FORMULA:
        add_formula(builder, to, node, clicks);
        return;
    case ROLE_SWITCH:
        put_content(builder, add(builder, to, DECK_TURNS, node, clicks), node);
        return;
    case ROLE_CLICK:
    case ROLE_CLICKS:
    case ROLE_AFTER:
        add_around(builder, to, node, clicks);
        return;
    case ROLE_UNKNOWN:
    case ROLE_DROPPED:
    case ROLE_DIV:
    case ROLE_ITEM:
    case ROLE_ROWS:
    case ROLE_ROW:
    case ROLE_CELL:
    case ROLE_SPAN:
    case ROLE_BOLD:
    case ROLE_ITALIC:
    case ROLE_CODE_WORDS:
    case ROLE_STRUCK:
    case ROLE_UNDERLINED:
    case ROLE_LINK:
    case ROLE_BREAK:
    case ROLE_IMAGE:
        add_div(builder, to, node, clicks);
        return;
    }
}

static void add_block(Builder *builder, BlockList *to, DomNode *node, DeckClicks outer)
{
    build_attributes(builder, node);
    const DeckClicks clicks = click_of(builder->reader, builder->text, &builder->count, node, outer);
    if (dom_is(node, ROLE_CLICKS) || dom_attribute(node, "v-clicks"))
        click_give(builder->reader, node);
    if (dom_is(node, ROLE_SWITCH))
        click_turns(builder->reader, builder->text, &builder->count, node);
    add_kind(builder, to, node, clicks);
}
