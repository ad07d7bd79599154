// json_in.c — the only file that knows jansson. A JsonNode is a json_t, a JsonMember one of its iterators; jansson
// takes both without const though it does not change them, hence the casts below.
#include "model/run/json_in.h"

#include "engine/base/utf8.h"

#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static json_t *value_of(const JsonNode *node)
{
    return (json_t *)node;
}

// Messages quote the document, which may hold anything; an error is one line.
static void keep_one_line(Err *err)
{
    for (char *at = err ? err->text : NULL; at && *at; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7f)
            *at = ' ';
}

// Whether it is a whole number, however the document has it.
static bool whole_of(const JsonDoc *doc, const json_t *value, int64_t *whole)
{
    const double most = 0x1p53, real = json_number_value(value);
    *whole = json_integer_value(value);
    if (json_is_integer(value) || !doc->wholes_are_real || !json_is_real(value))
        return json_is_integer(value);
    if (!(fabs(real) <= most) || real != floor(real))
        return false;
    *whole = (int64_t)real;
    return true;
}

bool json_doc_parse(JsonDoc *doc, const char *text, size_t n_bytes, const char *path, int64_t line, Err *err)
{
    json_error_t bad;
    *doc = (JsonDoc){.path = path, .line = line, .err = err};
    const size_t n_mark = line <= 1 ? utf8_mark_bytes(text, n_bytes) : 0;
    text += n_mark;
    n_bytes -= n_mark;
    json_t *root = json_loadb(text, n_bytes, JSON_REJECT_DUPLICATES, &bad);
    if (!root && json_error_code(&bad) == json_error_numeric_overflow) {
        // Hugging Face writes 1000000000000000019884624838656 for "no limit"; as a real number it can be read.
        doc->wholes_are_real = true;
        root = json_loadb(text, n_bytes, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &bad);
    }
    if (root) {
        doc->root = (const JsonNode *)root;
        return true;
    }
    doc->failed = true;
    err_set(err, "%s, line %lld, column %d: not valid JSON: %s; %s", path, (long long)(line > 0 ? line : bad.line),
            bad.column, bad.text, line > 0 ? "mend or delete that line" : "the file is damaged, copy or make it again");
    keep_one_line(err);
    return false;
}

void json_doc_finish(JsonDoc *doc)
{
    json_decref(value_of(doc->root));
    doc->root = NULL;
}

bool json_doc_fail(JsonDoc *doc, const char *format, ...)
{
    if (doc->failed)
        return false;
    doc->failed = true;
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (doc->line > 0)
        err_set(doc->err, "%s, line %lld: %s", doc->path, (long long)doc->line, text);
    else
        err_set(doc->err, "%s: %s", doc->path, text);
    keep_one_line(doc->err);
    return false;
}

// The member unless it is absent or null.
static json_t *member_of(const JsonNode *object, const char *key)
{
    json_t *value = json_object_get(value_of(object), key);
    return json_is_null(value) ? NULL : value;
}

bool json_doc_has(const JsonNode *object, const char *key)
{
    return member_of(object, key) != NULL;
}

const JsonNode *json_doc_object(JsonDoc *doc, const JsonNode *object, const char *key, bool required)
{
    json_t *value = member_of(object, key);
    if (doc->failed || (!value && !required))
        return NULL;
    if (!json_is_object(value))
        json_doc_fail(doc, "\"%s\" %s", key, value ? "is not an object" : "is missing");
    return json_is_object(value) ? (const JsonNode *)value : NULL;
}

const JsonNode *json_doc_array(JsonDoc *doc, const JsonNode *object, const char *key, bool required)
{
    json_t *value = member_of(object, key);
    if (doc->failed || (!value && !required))
        return NULL;
    if (!json_is_array(value))
        json_doc_fail(doc, "\"%s\" %s", key, value ? "is not an array" : "is missing");
    return json_is_array(value) ? (const JsonNode *)value : NULL;
}

const JsonNode *json_doc_list(const JsonNode *object, const char *key)
{
    json_t *value = member_of(object, key);
    return json_is_array(value) ? (const JsonNode *)value : NULL;
}

int64_t json_node_int(JsonDoc *doc, const JsonNode *node, const char *what, int64_t min, int64_t max)
{
    if (doc->failed)
        return min;
    int64_t whole;
    if (!whole_of(doc, value_of(node), &whole)) {
        json_doc_fail(doc, "%s is not a whole number", what);
        return min;
    }
    if (whole >= min && whole <= max)
        return whole;
    json_doc_fail(doc, "%s is %lld, which is not between %lld and %lld", what, (long long)whole, (long long)min,
                  (long long)max);
    return min;
}

double json_node_real(JsonDoc *doc, const JsonNode *node, const char *what)
{
    const json_t *value = value_of(node);
    if (!doc->failed && !json_is_number(value))
        json_doc_fail(doc, "%s is not a number", what);
    return doc->failed ? (double)NAN : json_number_value(value);
}

// Prints the key in quotes, for messages. The buffer is the caller's.
static const char *quoted(char text[80], const char *key)
{
    snprintf(text, 80, "\"%s\"", key);
    return text;
}

int64_t json_doc_int(JsonDoc *doc, const JsonNode *object, const char *key, int64_t min, int64_t max)
{
    if (!doc->failed && !json_doc_has(object, key))
        json_doc_fail(doc, "\"%s\" is missing", key);
    return json_doc_int_or(doc, object, key, min, max, min);
}

int64_t json_doc_int_or(JsonDoc *doc, const JsonNode *object, const char *key, int64_t min, int64_t max, int64_t absent)
{
    char what[80];
    const json_t *value = member_of(object, key);
    return value ? json_node_int(doc, (const JsonNode *)value, quoted(what, key), min, max) : absent;
}

bool json_doc_flag_or(JsonDoc *doc, const JsonNode *object, const char *key, bool absent)
{
    const json_t *value = member_of(object, key);
    if (value && !json_is_boolean(value))
        json_doc_fail(doc, "\"%s\" is not true or false", key);
    return json_is_boolean(value) ? json_is_true(value) : absent;
}

double json_doc_real(JsonDoc *doc, const JsonNode *object, const char *key)
{
    char what[80];
    const json_t *value = member_of(object, key);
    return value ? json_node_real(doc, (const JsonNode *)value, quoted(what, key)) : (double)NAN;
}

const char *json_doc_text(JsonDoc *doc, const JsonNode *object, const char *key)
{
    if (!doc->failed && !json_doc_has(object, key))
        json_doc_fail(doc, "\"%s\" is missing", key);
    return json_doc_text_or(doc, object, key, "");
}

const char *json_doc_text_or(JsonDoc *doc, const JsonNode *object, const char *key, const char *absent)
{
    const json_t *value = member_of(object, key);
    if (value && !json_is_string(value))
        json_doc_fail(doc, "\"%s\" is not a text", key);
    return json_is_string(value) ? json_string_value(value) : absent;
}

const JsonNode *json_node_at(const JsonNode *array, int64_t index)
{
    return (const JsonNode *)json_array_get(value_of(array), (size_t)index);
}

int64_t json_node_count(const JsonNode *node)
{
    const json_t *value = value_of(node);
    return (int64_t)(json_is_array(value) ? json_array_size(value) : json_object_size(value));
}

bool json_node_is_object(const JsonNode *node)
{
    return json_is_object(value_of(node));
}

bool json_node_is_array(const JsonNode *node)
{
    return json_is_array(value_of(node));
}

void json_out_node(JsonOut *out, const JsonNode *node)
{
    json_t *value = value_of(node);
    if (json_is_object(value)) {
        json_out_begin(out, '{');
        for (const JsonMember *at = json_member_first(node); at; at = json_member_next(node, at)) {
            json_out_key(out, json_member_key(at));
            json_out_node(out, json_member_value(at));
        }
        json_out_end(out, '}');
    } else if (json_is_array(value)) {
        json_out_begin(out, '[');
        for (int64_t i = 0; i < json_node_count(node); i++)
            json_out_node(out, json_node_at(node, i));
        json_out_end(out, ']');
    } else if (json_is_string(value)) {
        json_out_text(out, json_string_value(value));
    } else if (json_is_integer(value)) {
        json_out_int(out, json_integer_value(value));
    } else if (json_is_real(value)) {
        json_out_real(out, json_real_value(value));
    } else if (json_is_boolean(value)) {
        json_out_bool(out, json_is_true(value));
    } else {
        json_out_null(out);
    }
}

const char *json_node_plain(const JsonNode *node, Arena *arena)
{
    const json_t *value = value_of(node);
    if (json_is_string(value))
        return arena_strdup(arena, json_string_value(value));
    if (json_is_boolean(value))
        return json_is_true(value) ? "true" : "false";
    if (json_is_integer(value))
        return arena_printf(arena, "%lld", (long long)json_integer_value(value));
    if (json_is_real(value))
        return arena_printf(arena, "%.17g", json_real_value(value));
    return NULL;
}

const JsonMember *json_member_first(const JsonNode *object)
{
    return json_object_iter(value_of(object));
}

const JsonMember *json_member_next(const JsonNode *object, const JsonMember *at)
{
    return json_object_iter_next(value_of(object), (void *)at);
}

const char *json_member_key(const JsonMember *at)
{
    return json_object_iter_key((void *)at);
}

const JsonNode *json_member_value(const JsonMember *at)
{
    return (const JsonNode *)json_object_iter_value((void *)at);
}
