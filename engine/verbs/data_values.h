// data_values.h — an author's own numbers as scripts hold them: each is a figure that knows its place in the file.
#ifndef GPTREEL_VERBS_DATA_VALUES_H
#define GPTREEL_VERBS_DATA_VALUES_H

#include "engine/script/script.h"

extern const Verb DATA_VERBS[];           // data
extern const ScriptType DATA_TABLE_TYPE;  // of a CSV: a sequence of rows; a column is a field of it
extern const ScriptType DATA_ROW_TYPE;    // a cell is a field of it
extern const ScriptType DATA_NODE_TYPE;   // an object or an array of JSON
extern const ScriptType DATA_TENSORS_TYPE; // of a safetensors file: a tensor is a field of it
extern const ScriptType DATA_TENSOR_TYPE; // numbers, or smaller tensors

// What a file holds, by its content, which is [n_bytes] with a NUL behind it. nil after script_fail. (data_csv.c,
// data_json.c, data_tensors.c)
ScriptValue data_csv(ScriptCall *call, const char *file, const char *bytes, size_t n_bytes);
ScriptValue data_json(ScriptCall *call, const char *file, const char *bytes, size_t n_bytes);
ScriptValue data_tensors(ScriptCall *call, const char *file, const char *bytes, size_t n_bytes);

#endif
