// recorded.c — files parsed for one number at a time: JSON and JSON Lines by jansson, safetensors and CSV by their headers.
#include "engine/output/recorded.h"

#include "engine/base/csv.h"
#include "engine/base/file.h"
#include "engine/base/tensor_item.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// A file that was read: its documents as far as they have been parsed.
typedef struct RecordedFile {
    const char *origin, *name;
    const char *bytes; // [n_bytes]
    size_t n_bytes;
    const char **lines; // [n_lines] of JSON Lines
    json_t **docs;      // [n_lines] NULL: not parsed yet. Of JSON and of safetensors' headers the only one
    int n_lines;
    const Csv *csv;
} RecordedFile;

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

// ---- files ----

static bool is_of(const RecordedFile *file, const char *extension)
{
    return strcmp(path_extension(file->name), extension) == 0;
}

static void find_lines(Recorded *recorded, RecordedFile *file)
{
    int capacity = 0;
    for (const char *at = file->bytes, *end; *at; at = *end ? end + 1 : end) {
        end = at + strcspn(at, "\n");
        if (end == at)
            continue;
        file->lines = arena_grow(recorded->arena, file->lines, file->n_lines, &capacity, sizeof *file->lines);
        file->lines[file->n_lines++] = arena_strndup(recorded->arena, at, (size_t)(end - at));
    }
    file->docs = ARENA_ARRAY(recorded->arena, json_t *, file->n_lines + 1);
}

static RecordedFile *open_file(Recorded *recorded, const Figure *leaf, Err *err)
{
    const FigureSource *source = &leaf->source;
    for (int i = 0; i < recorded->n_files; i++)
        if (same_text(recorded->files[i].origin, source->origin) && strcmp(recorded->files[i].name, source->file) == 0)
            return &recorded->files[i];
    RecordedFile file = {.origin = source->origin, .name = source->file};
    file.bytes = recorded->read(recorded->context, recorded->arena, leaf, &file.n_bytes, err);
    if (!file.bytes)
        return NULL;
    if (is_of(&file, "jsonl"))
        find_lines(recorded, &file);
    else
        file.docs = ARENA_ARRAY(recorded->arena, json_t *, 1);
    if (is_of(&file, "csv") && !(file.csv = csv_parse(recorded->arena, file.name, file.bytes, file.n_bytes, err)))
        return NULL;
    recorded->files = arena_grow(recorded->arena, recorded->files, recorded->n_files, &recorded->cap_files,
                                 sizeof *recorded->files);
    recorded->files[recorded->n_files] = file;
    return &recorded->files[recorded->n_files++];
}

void recorded_finish(Recorded *recorded)
{
    for (int i = 0; i < recorded->n_files; i++) {
        const RecordedFile *file = &recorded->files[i];
        for (int k = 0; file->docs && k < (file->lines ? file->n_lines : 1); k++)
            json_decref(file->docs[k]);
    }
}

static json_t *parse(const char *text, size_t n_bytes, const char *name, Err *err)
{
    json_error_t why;
    json_t *doc = json_loadb(text, n_bytes, JSON_DECODE_ANY, &why);
    if (!doc)
        err_set(err, "%s: line %d: %s", name, why.line, why.text);
    return doc;
}

// ---- JSON ----

static json_t *line_doc(RecordedFile *file, int index, Err *err)
{
    if (!file->docs[index])
        file->docs[index] = parse(file->lines[index], strlen(file->lines[index]), file->name, err);
    return file->docs[index];
}

// The record of JSON Lines: the first line whose member has that value, or a line by its number.
static json_t *find_record(RecordedFile *file, const char *record, Err *err)
{
    const char *equals = record ? strchr(record, '=') : NULL;
    const long number = record && !equals ? strtol(record, NULL, 10) : 0;
    if (number > 0 && number <= file->n_lines)
        return line_doc(file, (int)number - 1, err);
    for (int i = 0; equals && i < file->n_lines; i++) {
        char key[40];
        snprintf(key, sizeof key, "%.*s", (int)(equals - record), record);
        json_t *doc = line_doc(file, i, err);
        if (doc && json_integer_value(json_object_get(doc, key)) == strtoll(equals + 1, NULL, 10) &&
            json_is_integer(json_object_get(doc, key)))
            return doc;
    }
    err_set(err, "%s has no record %s", file->name, record ? record : "(none)");
    return NULL;
}

static json_t *member(json_t *node, const char *name)
{
    return json_is_array(node) ? json_array_get(node, strtoul(name, NULL, 10)) : json_object_get(node, name);
}

// Follows "config.n_layer", or "lines.0.x" into an array; a name may have dots itself.
static json_t *follow(json_t *node, const char *field)
{
    while (node && *field) {
        const char *dot = strchr(field, '.');
        json_t *whole = json_object_get(node, field);
        if (whole || !dot)
            return whole ? whole : member(node, field);
        char *name = mem_strdup(field);
        name[dot - field] = '\0';
        node = member(node, name);
        free(name);
        field = dot + 1;
    }
    return node;
}

static json_t *find_node(RecordedFile *file, const Figure *leaf, Err *err)
{
    const FigureSource *source = &leaf->source;
    json_t *node = NULL;
    if (file->lines) {
        node = find_record(file, source->record, err);
    } else {
        if (!file->docs[0])
            file->docs[0] = parse(file->bytes, file->n_bytes, file->name, err);
        node = file->docs[0];
    }
    if (!node)
        return NULL;
    node = follow(node, source->field ? source->field : "");
    for (int i = 0; node && i < source->n_indices; i++)
        node = json_array_get(node, (size_t)source->index[i]);
    if (!node)
        err_set(err, "%s has no such field", file->name);
    return node;
}

// ---- safetensors ----

// The place of the item in the shape; -1 when the indices do not fit it.
static int64_t item_place(const json_t *shape, const FigureSource *source)
{
    int64_t place = 0;
    if ((int)json_array_size(shape) != source->n_indices)
        return -1;
    for (int i = 0; i < source->n_indices; i++) {
        const int64_t length = json_integer_value(json_array_get(shape, (size_t)i));
        if (source->index[i] < 0 || source->index[i] >= length)
            return -1;
        place = place * length + source->index[i];
    }
    return place;
}

static json_t *tensor_header(RecordedFile *file, uint64_t *n_header, Err *err)
{
    *n_header = 0;
    for (int i = 7; i >= 0 && file->n_bytes >= 8; i--)
        *n_header = *n_header << 8 | (unsigned char)file->bytes[i];
    if (*n_header == 0 || *n_header > file->n_bytes - 8) {
        err_set(err, "%s is no safetensors file", file->name);
        return NULL;
    }
    if (!file->docs[0])
        file->docs[0] = parse(file->bytes + 8, (size_t)*n_header, file->name, err);
    return file->docs[0];
}

static bool tensor_number(RecordedFile *file, const FigureSource *source, double *value, Err *err)
{
    uint64_t n_header = 0;
    const json_t *header = tensor_header(file, &n_header, err);
    if (!header)
        return false;
    const json_t *tensor = json_object_get(header, source->field);
    const TensorItem *type = tensor_item_find(json_string_value(json_object_get(tensor, "dtype")));
    const int64_t begin = json_integer_value(json_array_get(json_object_get(tensor, "data_offsets"), 0));
    const int64_t place = tensor ? item_place(json_object_get(tensor, "shape"), source) : -1;
    if (!type || place < 0 || begin < 0)
        return err_set(err, "%s has no such number in a tensor %s", file->name, source->field);
    const uint64_t at = 8 + n_header + (uint64_t)begin + (uint64_t)(place * type->n_bytes);
    if (at + (uint64_t)type->n_bytes > file->n_bytes)
        return err_set(err, "%s: the tensor %s is cut off", file->name, source->field);
    *value = tensor_item_value(type, (const unsigned char *)file->bytes + at);
    return true;
}

// ---- CSV, and facts ----

static const char *csv_cell(const RecordedFile *file, const FigureSource *source, Err *err)
{
    const long row = source->record ? strtol(source->record, NULL, 10) : 0;
    const int column = csv_column(file->csv, source->field);
    if (row >= 1 && row <= file->csv->n_rows && column >= 0)
        return file->csv->rows[row - 1].cells[column];
    err_set(err, "%s has no row %s with %s", file->name, source->record ? source->record : "", source->field);
    return NULL;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Behind `NAME = {` in the text of facts.lua; NULL: there is none.
static const char *find_fact(const RecordedFile *file, const char *name)
{
    const size_t n = strlen(name);
    for (const char *at = file->bytes; (at = strstr(at, name)); at += n) {
        const char *rest = at + n + strspn(at + n, " ");
        const bool named = (at == file->bytes || !is_letter(at[-1])) && *rest == '=';
        rest += named ? 1 + strspn(rest + 1, " ") : 0;
        if (named && *rest == '{')
            return rest + 1 + strspn(rest + 1, " \n");
    }
    return NULL;
}

static bool read_text(const RecordedFile *file, const char *text, double *value, Err *err)
{
    char *end = NULL;
    *value = text ? strtod(text, &end) : 0;
    return (text && end != text) || err_set(err, "%s has no such number", file->name);
}

// ---- both ----

bool recorded_number(Recorded *recorded, const Figure *leaf, double *value, Err *err)
{
    RecordedFile *file = open_file(recorded, leaf, err);
    if (!file)
        return false;
    if (is_of(file, "safetensors"))
        return tensor_number(file, &leaf->source, value, err);
    if (is_of(file, "lua"))
        return read_text(file, find_fact(file, leaf->source.field), value, err);
    if (is_of(file, "csv")) {
        const char *cell = csv_cell(file, &leaf->source, err);
        return cell && read_text(file, cell, value, err);
    }
    const json_t *node = find_node(file, leaf, err);
    if (!node)
        return false;
    *value = json_number_value(node);
    return json_is_number(node) || err_set(err, "%s has no number there", file->name);
}

// Whether words are the last name of a field: a symbol that a vocabulary names.
static bool names_field(const Figure *leaf)
{
    const size_t n = leaf->words ? strlen(leaf->words) : 0,
                 n_field = leaf->source.field ? strlen(leaf->source.field) : 0;
    return n > 0 && n_field > n && leaf->source.field[n_field - n - 1] == '.' &&
           strcmp(leaf->source.field + n_field - n, leaf->words) == 0;
}

bool recorded_words(Recorded *recorded, const Figure *leaf, const char **words, Err *err)
{
    RecordedFile *file = open_file(recorded, leaf, err);
    if (!file)
        return false;
    if (is_of(file, "csv"))
        return (*words = csv_cell(file, &leaf->source, err)) != NULL;
    uint64_t n_header = 0;
    const json_t *node = is_of(file, "safetensors")
                             ? json_object_get(json_object_get(tensor_header(file, &n_header, err), "__metadata__"),
                                               leaf->source.field)
                             : find_node(file, leaf, err);
    *words = !node ? NULL : !json_is_string(node) && names_field(leaf) ? leaf->words : json_string_value(node);
    return *words || err_set(err, "%s has no words there", file->name);
}
