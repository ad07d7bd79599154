// front.c — frontmatter by libyaml, whose documents become trees of values.
#include "engine/deck/front.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

// Aliases may name one value many times, or itself.
enum { MOST_VALUES = 10000, MOST_DEPTH = 32 };

typedef struct Front {
    DeckReader *reader;
    const DeckText *text;
    int line; // behind which the YAML begins
    yaml_document_t *document;
    int n_values;
} Front;

// ---- values ----

const DeckValue *deck_field(const DeckValue *map, const char *name)
{
    for (int i = 0; map && map->kind == DECK_MAP && i < map->n; i++)
        if (strcmp(map->names[i], name) == 0)
            return &map->items[i];
    return NULL;
}

const char *deck_words(const DeckValue *map, const char *name)
{
    const DeckValue *value = deck_field(map, name);
    return value ? value->text : NULL;
}

bool deck_is_true(const DeckValue *map, const char *name)
{
    const DeckValue *value = deck_field(map, name);
    return value && value->kind == DECK_BOOL && value->number > 0;
}

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(word, *words) == 0)
            return true;
    return false;
}

static void read_scalar(DeckValue *value, const char *words, bool plain)
{
    static const char *const NOTHING[] = {"", "~", "null", "Null", "NULL", NULL};
    static const char *const TRUE[] = {"true", "True", "TRUE", NULL};
    static const char *const FALSE[] = {"false", "False", "FALSE", NULL};
    value->kind = DECK_STRING;
    value->text = words;
    if (!plain)
        return;
    char *end = NULL;
    const double number = strtod(words, &end);
    if (is_one_of(words, NOTHING)) {
        value->kind = DECK_NULL;
        value->text = NULL;
    } else if (is_one_of(words, TRUE) || is_one_of(words, FALSE)) {
        value->kind = DECK_BOOL;
        value->number = is_one_of(words, TRUE);
    } else if (*end == '\0' && strspn(words, "+-.eE0123456789") == strlen(words)) {
        value->kind = DECK_NUMBER;
        value->number = number;
    }
}

static bool convert(Front *front, int index, int depth, DeckValue *value);

static bool convert_list(Front *front, const yaml_node_t *node, int depth, DeckValue *value)
{
    const yaml_node_item_t *first = node->data.sequence.items.start;
    const int n = (int)(node->data.sequence.items.top - first);
    DeckValue *items = ARENA_ARRAY(front->reader->arena, DeckValue, n);
    value->kind = DECK_LIST;
    value->items = items;
    value->n = n;
    for (int i = 0; i < n; i++)
        if (!convert(front, first[i], depth + 1, &items[i]))
            return false;
    return true;
}

static bool convert_map(Front *front, const yaml_node_t *node, int depth, DeckValue *value)
{
    const yaml_node_pair_t *first = node->data.mapping.pairs.start;
    const int n = (int)(node->data.mapping.pairs.top - first);
    Arena *arena = front->reader->arena;
    const char **names = ARENA_ARRAY(arena, const char *, n);
    DeckValue *items = ARENA_ARRAY(arena, DeckValue, n);
    value->kind = DECK_MAP;
    value->names = names;
    value->items = items;
    for (int i = 0; i < n; i++) {
        DeckValue name = {0};
        if (!convert(front, first[i].key, depth + 1, &name))
            return false;
        if (name.kind == DECK_LIST || name.kind == DECK_MAP || name.kind == DECK_NULL)
            return deck_fail(front->reader, front->text, name.line, "a name in the frontmatter is no word");
        if (deck_field(value, name.text))
            return deck_fail(front->reader, front->text, name.line,
                             "%s is given twice in the frontmatter; take one away", name.text);
        names[i] = name.text;
        if (!convert(front, first[i].value, depth + 1, &items[i]))
            return false;
        value->n++;
    }
    return true;
}

static bool convert(Front *front, int index, int depth, DeckValue *value)
{
    const yaml_node_t *node = yaml_document_get_node(front->document, index);
    value->line = front->line + (int)node->start_mark.line + 1;
    if (++front->n_values > MOST_VALUES || depth > MOST_DEPTH)
        return deck_fail(front->reader, front->text, value->line,
                         "the frontmatter holds more than %d values, or they stand more than %d deep, or one holds "
                         "itself",
                         MOST_VALUES, MOST_DEPTH);
    if (node->type == YAML_SEQUENCE_NODE)
        return convert_list(front, node, depth, value);
    if (node->type == YAML_MAPPING_NODE)
        return convert_map(front, node, depth, value);
    const char *words = (const char *)node->data.scalar.value;
    if (strlen(words) != node->data.scalar.length)
        return deck_fail(front->reader, front->text, value->line, "a NUL in the frontmatter; take it away");
    read_scalar(value, arena_strdup(front->reader->arena, words), node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE);
    return true;
}

// ---- reading ----

static bool fail_by(Front *front, const yaml_parser_t *parser)
{
    const char *problem = parser->problem ? parser->problem : "this is no YAML";
    const yaml_mark_t *mark = &parser->problem_mark;
    const int line = front->line + (int)mark->line + 1;
    return err_set(front->reader->err, "%s:%d:%d: the frontmatter is no YAML: %s", front->text->name, line,
                   (int)mark->column + 1, problem);
}

static bool load(Front *front, yaml_parser_t *parser, DeckValue *value)
{
    yaml_document_t document;
    if (!yaml_parser_load(parser, &document))
        return fail_by(front, parser);
    front->document = &document;
    bool ok = true;
    if (yaml_document_get_root_node(&document))
        ok = convert(front, (int)(document.nodes.top - document.nodes.start > 0), 0, value);
    yaml_document_delete(&document);
    if (ok && value->kind != DECK_MAP && value->kind != DECK_NULL)
        return deck_fail(
            front->reader, front->text, front->line + 1,
            "this is no frontmatter, which is lines of \"name: value\"; leave a line empty behind --- where "
            "a slide begins");
    return ok;
}

const DeckValue *deck_front(DeckReader *reader, const DeckSection *section)
{
    DeckValue *value = ARENA_NEW(reader->arena, DeckValue);
    *value = (DeckValue){.kind = DECK_NULL, .line = section->line};
    Front front = {.reader = reader, .text = section->text, .line = section->front_first - 1};
    bool ok = true;
    if (section->front_first > 0) {
        const size_t *starts = section->text->starts;
        const size_t from = starts[section->front_first - 1], to = starts[section->front_end - 1];
        yaml_parser_t parser;
        if (!yaml_parser_initialize(&parser))
            mem_die(sizeof parser);
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&parser, (const unsigned char *)section->text->bytes + from, to - from);
        ok = load(&front, &parser, value);
        yaml_parser_delete(&parser);
    }
    if (value->kind == DECK_NULL)
        value->kind = DECK_MAP;
    return ok ? value : NULL;
}

const DeckValue *deck_front_over(Arena *arena, const DeckValue *map, const DeckValue *over, const char *without)
{
    DeckValue *both = ARENA_NEW(arena, DeckValue);
    *both = (DeckValue){.kind = DECK_MAP, .line = map->line};
    const char **names = ARENA_ARRAY(arena, const char *, map->n + over->n);
    DeckValue *items = ARENA_ARRAY(arena, DeckValue, map->n + over->n);
    both->names = names;
    both->items = items;
    for (int i = 0; i < map->n + over->n; i++) {
        const DeckValue *from = i < map->n ? map : over;
        const int k = i < map->n ? i : i - map->n;
        const bool left_out = strcmp(from->names[k], without) == 0;
        if (from == map ? !left_out && deck_field(over, from->names[k]) : left_out)
            continue;
        names[both->n] = from->names[k];
        items[both->n++] = from->items[k];
    }
    return both;
}
