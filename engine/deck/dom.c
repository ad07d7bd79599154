// dom.c — HTML by libxml2's parser, taken over into our own tree.
#include "engine/deck/dom.h"

#include <libxml/HTMLparser.h>
#include <string.h>

typedef struct Taker {
    Arena *arena;
    const DeckHtml *html;
    long line; // of the HTML, behind what was taken so far
} Taker;

static int line_of(const Taker *taker, long line)
{
    const int last = taker->html->n_lines;
    return taker->html->lines[line < 1 ? 0 : line > last ? last - 1 : line - 1];
}

static void count_lines(Taker *taker, const char *words, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i++)
        taker->line += words[i] == '\n';
}

// The line of words is that of the first which is no space: libxml2 tells where they end.
static void take_words(Taker *taker, DomNode *node, const char *words)
{
    const size_t before = strspn(words, " \t\n");
    count_lines(taker, words, before);
    node->words = arena_strdup(taker->arena, words);
    node->line = line_of(taker, taker->line);
    count_lines(taker, words + before, strlen(words + before));
}

static void take_attributes(const Taker *taker, DomNode *node, const xmlNode *from)
{
    int n = 0;
    for (const xmlAttr *each = from->properties; each; each = each->next)
        n++;
    const char **names = ARENA_ARRAY(taker->arena, const char *, n);
    const char **values = ARENA_ARRAY(taker->arena, const char *, n);
    node->names = names;
    node->values = values;
    for (const xmlAttr *each = from->properties; each; each = each->next) {
        xmlChar *value = xmlNodeListGetString(from->doc, each->children, 1);
        const bool spaced = each->ns && each->ns->prefix;
        names[node->n] =
            spaced ? arena_printf(taker->arena, "%s:%s", (const char *)each->ns->prefix, (const char *)each->name)
                   : arena_strdup(taker->arena, (const char *)each->name);
        values[node->n++] = value ? arena_strdup(taker->arena, (const char *)value) : "";
        xmlFree(value);
    }
}

static DomNode *take(Taker *taker, const xmlNode *from, DomNode *parent)
{
    const char *words = from->type != XML_ELEMENT_NODE && from->content ? (const char *)from->content : "";
    count_lines(taker, words, from->type == XML_COMMENT_NODE ? strlen(words) : 0);
    if (from->type != XML_ELEMENT_NODE && from->type != XML_TEXT_NODE && from->type != XML_CDATA_SECTION_NODE)
        return NULL;
    DomNode *node = ARENA_NEW(taker->arena, DomNode);
    node->parent = parent;
    if (from->type != XML_ELEMENT_NODE) {
        take_words(taker, node, words);
        return node;
    }
    taker->line = xmlGetLineNo((xmlNode *)(uintptr_t)from);
    node->line = line_of(taker, taker->line);
    node->tag = arena_strdup(taker->arena, (const char *)from->name);
    node->element = element_find(node->tag);
    take_attributes(taker, node, from);
    DomNode **end = &node->first;
    for (const xmlNode *child = from->children; child; child = child->next) {
        *end = take(taker, child, node);
        end = *end ? &(*end)->next : end;
    }
    return node;
}

static const xmlNode *body_of(const xmlDoc *document)
{
    const xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
    for (const xmlNode *child = root ? root->children : NULL; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE && strcmp((const char *)child->name, "body") == 0)
            return child;
    return root;
}

DomNode *deck_dom(DeckReader *reader, const DeckText *text, const DeckHtml *html)
{
    htmlParserCtxt *parser = htmlNewParserCtxt();
    if (!parser)
        mem_die(sizeof *parser);
    // Spaces between two elements of a line count.
    parser->sax->ignorableWhitespace = parser->sax->characters;
    const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                        HTML_PARSE_NODEFDTD | HTML_PARSE_COMPACT;
    xmlDoc *document = htmlCtxtReadMemory(parser, html->html, (int)html->n_bytes, NULL, "UTF-8", options);
    const xmlNode *body = body_of(document);
    Taker taker = {reader->arena, html, 1};
    DomNode *root = body ? take(&taker, body, NULL) : NULL;
    xmlFreeDoc(document);
    htmlFreeParserCtxt(parser);
    if (!root)
        deck_fail(reader, text, html->lines[0], "the HTML of this slide cannot be read");
    return root;
}

// ---- asking ----

const char *dom_attribute(const DomNode *node, const char *name)
{
    for (int i = 0; i < node->n; i++)
        if (strcmp(node->names[i], name) == 0)
            return node->values[i];
    return NULL;
}

const char *dom_slot(const DomNode *node)
{
    static const char STEM[] = "v-slot:";
    for (int i = 0; i < node->n; i++)
        if (strncmp(node->names[i], STEM, sizeof STEM - 1) == 0)
            return node->names[i] + sizeof STEM - 1;
    return NULL;
}

bool dom_is(const DomNode *node, ElementRole role)
{
    return node->element && node->element->role == role;
}

DomNode *dom_only_child(const DomNode *node)
{
    DomNode *only = NULL;
    for (DomNode *child = node->first; child; child = child->next) {
        if (!child->tag && strspn(child->words, " \t\n") == strlen(child->words))
            continue;
        if (only || !child->tag)
            return NULL;
        only = child;
    }
    return only;
}
