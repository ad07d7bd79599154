// data_json.c — data "x.json": objects have fields, arrays items; numbers are figures, words are names.
#include "engine/anim/scene.h"
#include "engine/verbs/data_values.h"
#include "engine/verbs/figure_verbs.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

// A value of the file, in the scene's arena.
typedef struct DataNode {
    ScriptValue value;        // of what is neither an object nor an array
    const char *const *names; // [n] of an object; NULL: an array
    struct DataNode *items;   // [n]
    int n;
    bool branch; // an object or an array
} DataNode;

static DataNode convert(Arena *arena, const char *file, const char *path, json_t *json)
{
    DataNode node = {.branch = json_is_object(json) || json_is_array(json)};
    const FigureSource source = {.file = file, .field = path};
    node.n = (int)(json_is_object(json) ? json_object_size(json) : json_array_size(json));
    const char *dot = *path ? "." : "";
    if (node.branch)
        node.items = ARENA_ARRAY(arena, DataNode, node.n);
    if (json_is_object(json)) {
        const char **names = ARENA_ARRAY(arena, const char *, node.n);
        const char *name;
        json_t *item;
        int i = 0;
        json_object_foreach(json, name, item)
        {
            names[i] = arena_strdup(arena, name);
            node.items[i++] = convert(arena, file, arena_printf(arena, "%s%s%s", path, dot, name), item);
        }
        node.names = names;
    }
    for (int i = 0; json_is_array(json) && i < node.n; i++)
        node.items[i] =
            convert(arena, file, arena_printf(arena, "%s%s%d", path, dot, i), json_array_get(json, (size_t)i));
    if (json_is_number(json))
        node.value = value_figure(figure_leaf(arena, FIGURE_DATA, json_number_value(json), source));
    else if (json_is_string(json))
        node.value = value_words(arena, FIGURE_NAME, json_string_value(json), source);
    else if (json_is_boolean(json))
        node.value = value_bool(json_is_true(json));
    return node;
}

static ScriptValue node_value_of(DataNode *node)
{
    return node->branch ? value_handle(&DATA_NODE_TYPE, node) : node->value;
}

static bool lookup(ScriptCall *call, void *object, const char *name, ScriptValue *value)
{
    (void)call;
    const DataNode *node = object;
    for (int i = 0; node->names && i < node->n; i++)
        if (strcmp(node->names[i], name) == 0) {
            *value = node_value_of(&node->items[i]);
            return true;
        }
    return false;
}

static const char *lookup_name(void *object, int index)
{
    const DataNode *node = object;
    return node->names && index < node->n ? node->names[index] : NULL;
}

static int64_t length(void *object)
{
    const DataNode *node = object;
    return node->names ? 0 : node->n;
}

static ScriptValue item(ScriptCall *call, void *object, int64_t index)
{
    (void)call;
    return node_value_of(&((const DataNode *)object)->items[index - 1]);
}

const ScriptType DATA_NODE_TYPE = {
    .name = "data_node",
    .help = "An object or an array of a JSON file.",
    .length = length,
    .item = item,
    .lookup = lookup,
    .lookup_name = lookup_name,
};

ScriptValue data_json(ScriptCall *call, const char *file, const char *bytes, size_t n_bytes)
{
    json_error_t why;
    json_t *json = json_loadb(bytes, n_bytes, JSON_REJECT_DUPLICATES, &why);
    if (!json) {
        script_fail(call, "%s:%d: %s", file, why.line, why.text);
        return value_nil();
    }
    Arena *arena = scene_arena(call->host);
    DataNode *root = ARENA_NEW(arena, DataNode);
    *root = convert(arena, arena_strdup(arena, file), "", json);
    json_decref(json);
    return value_handle(&DATA_NODE_TYPE, root);
}
