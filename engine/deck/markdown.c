// markdown.c — md4c reads markdown, and this writes what it finds as HTML, line for line.
//
// md4c tells no lines, but the words that it gives are places of its input. Elements that it begins wait until the
// first of their words tells where they are. What stands between {{ and }} is no markdown: md4c reads a copy in which
// it is masked, and the words are taken from the text itself.
#include "engine/deck/markdown.h"

#include "engine/deck/bytes.h"
#include "engine/deck/elements.h"
#include "engine/deck/mask.h"
#include "engine/deck/tags.h"

#include <md4c.h>
#include <stdio.h>
#include <string.h>

enum { STOP = -1 }; // what a call gives md4c, which goes on otherwise

typedef struct Writer {
    DeckReader *reader;
    const DeckText *text;
    const char *masked;     // [n_masked] what md4c reads
    size_t begin, n_masked; // where it stands in the text
    Bytes out, waiting;     // elements that began, and whose line is not known yet
    int *lines;             // [n_lines] of the deck, for each line of `out`
    int n_lines, most_lines;
    int line;  // of the last words
    int depth; // of elements
    bool code; // in a block of code
    bool fenced;
    int images;    // of which the words are being read
    Bytes replace; // those words
    Tags tags;
} Writer;

// ---- writing ----

static void begin_line(Writer *w, int line)
{
    w->lines = arena_grow(w->reader->arena, w->lines, w->n_lines, &w->most_lines, sizeof *w->lines);
    w->lines[w->n_lines++] = line;
}

// What is written next stands on this line of the deck.
static void at_line(Writer *w, int line)
{
    w->line = line;
    if (w->lines[w->n_lines - 1] == line)
        return;
    bytes_text(&w->out, "\n");
    begin_line(w, line);
}

static void count_lines(Writer *w, const char *bytes, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i++)
        if (bytes[i] == '\n')
            begin_line(w, w->lines[w->n_lines - 1] + 1);
}

static void flush(Writer *w)
{
    if (w->waiting.n == 0)
        return;
    at_line(w, w->line);
    bytes_put(&w->out, w->waiting.bytes, w->waiting.n);
    w->waiting.n = 0;
}

static void put_escaped(Bytes *to, const char *bytes, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i++) {
        const char *as = bytes[i] == '&'   ? "&amp;"
                         : bytes[i] == '<' ? "&lt;"
                         : bytes[i] == '>' ? "&gt;"
                         : bytes[i] == '"' ? "&quot;"
                                           : NULL;
        if (as)
            bytes_text(to, as);
        else
            bytes_put(to, bytes + i, 1);
    }
}

// ---- places ----

// The words as the text has them; whether they are a place of it, whose line is then the one that counts.
static const char *place(const Writer *w, const char *words, size_t n_bytes, int *line)
{
    const bool within = words >= w->masked && words + n_bytes <= w->masked + w->n_masked;
    if (!within)
        return words;
    const size_t offset = w->begin + (size_t)(words - w->masked);
    *line = deck_text_line(w->text, offset);
    return w->text->bytes + offset;
}

static void put_attribute(Writer *w, const char *name, const MD_ATTRIBUTE *attribute)
{
    if (attribute->size == 0)
        return;
    Bytes *to = &w->waiting;
    int line = 0;
    const char *words = place(w, attribute->text, attribute->size, &line);
    bytes_text(to, arena_printf(w->reader->arena, " %s=\"", name));
    for (int i = 0; attribute->substr_offsets[i] < attribute->size; i++) {
        const size_t from = attribute->substr_offsets[i], n = attribute->substr_offsets[i + 1] - from;
        if (attribute->substr_types[i] == MD_TEXT_ENTITY)
            bytes_put(to, words + from, n);
        else
            put_escaped(to, words + from, n);
    }
    bytes_text(to, "\"");
}

// ---- md4c's calls ----

static void begin_code(Writer *w, const MD_BLOCK_CODE_DETAIL *code)
{
    int line = 0;
    if (code->info.size > 0)
        place(w, code->info.text, code->info.size, &line);
    w->code = true;
    w->fenced = code->fence_char != 0;
    bytes_text(&w->waiting, "<pre");
    put_attribute(w, "info", &code->info);
    bytes_text(&w->waiting, ">");
    if (line > 0) {
        w->line = line;
        w->fenced = false;
        flush(w);
    }
}

static void begin_cell(Writer *w, const char *name, const MD_BLOCK_TD_DETAIL *cell)
{
    static const char *const ALIGN[] = {"", " align=\"left\"", " align=\"center\"", " align=\"right\""};
    bytes_text(&w->waiting, arena_printf(w->reader->arena, "<%s%s>", name, ALIGN[cell->align]));
}

static const char *block_name(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
    case MD_BLOCK_H:
        return NULL;
    case MD_BLOCK_QUOTE:
        return "blockquote";
    case MD_BLOCK_UL:
        return "ul";
    case MD_BLOCK_OL:
        return "ol";
    case MD_BLOCK_LI:
        return "li";
    case MD_BLOCK_HR:
        return "hr";
    case MD_BLOCK_CODE:
        return "pre";
    case MD_BLOCK_P:
        return "p";
    case MD_BLOCK_TABLE:
        return "table";
    case MD_BLOCK_THEAD:
        return "thead";
    case MD_BLOCK_TBODY:
        return "tbody";
    case MD_BLOCK_TR:
        return "tr";
    case MD_BLOCK_TH:
        return "th";
    case MD_BLOCK_TD:
        return "td";
    }
    return NULL;
}

static bool deeper(Writer *w)
{
    if (++w->depth <= DECK_MOST_DEPTH)
        return true;
    return deck_fail(w->reader, w->text, w->line, "lists, quotes or words stand more than %d deep in each other",
                     DECK_MOST_DEPTH);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *writer)
{
    Writer *w = writer;
    if (type == MD_BLOCK_HTML || type == MD_BLOCK_DOC)
        return 0;
    if (!tags_between(&w->tags) || !deeper(w))
        return STOP;
    if (type == MD_BLOCK_CODE)
        begin_code(w, detail);
    else if (type == MD_BLOCK_TD || type == MD_BLOCK_TH)
        begin_cell(w, block_name(type), detail);
    else if (type == MD_BLOCK_H)
        bytes_text(&w->waiting, arena_printf(w->reader->arena, "<h%u>", ((MD_BLOCK_H_DETAIL *)detail)->level));
    else if (type == MD_BLOCK_OL)
        bytes_text(&w->waiting,
                   arena_printf(w->reader->arena, "<ol start=\"%u\">", ((MD_BLOCK_OL_DETAIL *)detail)->start));
    else
        bytes_text(&w->waiting, arena_printf(w->reader->arena, "<%s>", block_name(type)));
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *writer)
{
    Writer *w = writer;
    if (type == MD_BLOCK_HTML || type == MD_BLOCK_DOC)
        return 0;
    w->depth--;
    flush(w);
    w->code = false;
    if (type == MD_BLOCK_H)
        bytes_text(&w->out, arena_printf(w->reader->arena, "</h%u>", ((MD_BLOCK_H_DETAIL *)detail)->level));
    else if (type != MD_BLOCK_HR)
        bytes_text(&w->out, arena_printf(w->reader->arena, "</%s>", block_name(type)));
    return 0;
}

static const char *span_name(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_EM:
        return "em";
    case MD_SPAN_STRONG:
        return "strong";
    case MD_SPAN_A:
        return "a";
    case MD_SPAN_IMG:
        return "img";
    case MD_SPAN_CODE:
        return "code";
    case MD_SPAN_DEL:
        return "del";
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
        return ELEMENT_FORMULA;
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U:
        return "span";
    }
    return "span";
}

static int enter_span(MD_SPANTYPE type, void *detail, void *writer)
{
    Writer *w = writer;
    if (!deeper(w))
        return STOP;
    if (type == MD_SPAN_IMG)
        w->images++;
    if (w->images > 0)
        return 0;
    bytes_text(&w->waiting, "<");
    bytes_text(&w->waiting, span_name(type));
    if (type == MD_SPAN_A)
        put_attribute(w, "href", &((MD_SPAN_A_DETAIL *)detail)->href);
    if (type == MD_SPAN_LATEXMATH_DISPLAY)
        bytes_text(&w->waiting, " display=\"block\"");
    bytes_text(&w->waiting, ">");
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *writer)
{
    Writer *w = writer;
    w->depth--;
    if (type == MD_SPAN_IMG && --w->images == 0) {
        const MD_ATTRIBUTE *src = &((MD_SPAN_IMG_DETAIL *)detail)->src; // it may have no words
        int line = 0;
        place(w, src->text, src->size, &line);
        w->line = line > 0 ? line : w->line;
        bytes_text(&w->waiting, "<img");
        put_attribute(w, "src", src);
        bytes_text(&w->waiting, " alt=\"");
        bytes_put(&w->waiting, bytes_get(&w->replace), w->replace.n);
        bytes_text(&w->waiting, "\">");
        w->replace.n = 0;
        flush(w);
    } else if (w->images == 0) {
        flush(w);
        bytes_text(&w->out, arena_printf(w->reader->arena, "</%s>", span_name(type)));
    }
    return 0;
}

// Words of which the line is known: what waits for it is written.
static void reach(Writer *w, int line)
{
    w->line = line;
    if (w->code) {
        w->line -= w->fenced ? 1 : 0;
        w->fenced = false;
        flush(w);
        return;
    }
    flush(w);
    at_line(w, line);
}

static int put_words(MD_TEXTTYPE type, const char *words, MD_SIZE n_bytes, void *writer)
{
    Writer *w = writer;
    int line = 0;
    const char *shown = place(w, words, n_bytes, &line);
    if (w->images > 0) {
        w->line = line > 0 ? line : w->line;
        if (type == MD_TEXT_ENTITY)
            bytes_put(&w->replace, shown, n_bytes);
        else
            put_escaped(&w->replace, shown, n_bytes);
        return 0;
    }
    if (line > 0 && w->tags.state == TAG_WORDS)
        reach(w, line);
    else
        flush(w);
    switch (type) {
    case MD_TEXT_HTML:
        if (!tags_put(&w->tags, &w->out, w->lines[w->n_lines - 1], shown, n_bytes))
            return STOP;
        break;
    case MD_TEXT_BR:
        bytes_text(&w->out, "<br>");
        return 0;
    case MD_TEXT_ENTITY:
        bytes_put(&w->out, shown, n_bytes);
        break;
    case MD_TEXT_NULLCHAR:
    case MD_TEXT_NORMAL:
    case MD_TEXT_SOFTBR:
    case MD_TEXT_CODE:
    case MD_TEXT_LATEXMATH:
        put_escaped(&w->out, shown, n_bytes);
        break;
    }
    count_lines(w, shown, n_bytes);
    return 0;
}

// ---- the whole ----

bool deck_markdown(DeckReader *reader, const DeckText *text, size_t begin, size_t end, DeckHtml *html)
{
    static const MD_PARSER PARSER = {
        .flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_LATEXMATHSPANS | MD_FLAG_PERMISSIVEURLAUTOLINKS,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = put_words,
    };
    Arena *arena = reader->arena;
    Writer w = {
        .reader = reader,
        .text = text,
        .masked = deck_masked(arena, text->bytes + begin, end - begin),
        .begin = begin,
        .n_masked = end - begin,
        .line = deck_text_line(text, begin),
        .out = {.arena = arena},
        .waiting = {.arena = arena},
        .replace = {.arena = arena},
        .tags = {.reader = reader, .text = text},
    };
    begin_line(&w, w.line);
    bytes_text(&w.out, "<html><body>");
    const int result = md_parse(w.masked, (MD_SIZE)w.n_masked, &PARSER, &w);
    if (result != 0 && !reader->err->text[0])
        mem_die(end - begin);
    if (result != 0 || !tags_end(&w.tags))
        return false;
    bytes_text(&w.out, "</body></html>");
    *html = (DeckHtml){w.out.bytes, w.out.n, w.lines, w.n_lines};
    return true;
}
