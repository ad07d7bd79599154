// json_in.h — reads untrusted JSON with messages that name file, line and field. Within model only.
//
// Errors are sticky: after the first one every getter gives its neutral value, and the caller asks `failed` once.
#ifndef GPTREEL_RUN_JSON_IN_H
#define GPTREEL_RUN_JSON_IN_H

#include "engine/base/arena.h"
#include "engine/base/json_out.h"

#include <stdint.h>

typedef struct JsonNode JsonNode; // any value of a document; owned by it

typedef struct JsonDoc {
    const JsonNode *root;
    const char *path; // for messages; the caller's
    int64_t line;     // of a JSONL file, from 1; 0: the document is a whole file
    Err *err;
    bool failed;
    bool wholes_are_real; // one of its whole numbers is too large for 64 bits, and all are kept as real ones
} JsonDoc;

// Parses text, which may begin with a byte order mark. False with path, line, column and reason. Finish it in either case. Repeated keys are an error.
bool json_doc_parse(JsonDoc *doc, const char *text, size_t n_bytes, const char *path, int64_t line, Err *err);
void json_doc_finish(JsonDoc *doc);

// Sets the first error, with path and line before it. Returns false.
bool json_doc_fail(JsonDoc *doc, const char *format, ...) PRINTF_LIKE(2, 3);

// A member that must be an object or an array. NULL when it is absent (or null) and `required` is false, or on error.
const JsonNode *json_doc_object(JsonDoc *doc, const JsonNode *object, const char *key, bool required);
const JsonNode *json_doc_array(JsonDoc *doc, const JsonNode *object, const char *key, bool required);

// The member when it is an array, NULL when it is anything else: for what comes in two forms.
const JsonNode *json_doc_list(const JsonNode *object, const char *key);

bool json_doc_has(const JsonNode *object, const char *key); // present and not null; false for a node that is no object

// Numbers and texts of an object. A number outside [min, max] is an error.
int64_t json_doc_int(JsonDoc *doc, const JsonNode *object, const char *key, int64_t min, int64_t max); // required
int64_t json_doc_int_or(JsonDoc *doc, const JsonNode *object, const char *key, int64_t min, int64_t max,
                        int64_t absent);
bool json_doc_flag_or(JsonDoc *doc, const JsonNode *object, const char *key, bool absent);
double json_doc_real(JsonDoc *doc, const JsonNode *object, const char *key);      // NAN when absent or null
const char *json_doc_text(JsonDoc *doc, const JsonNode *object, const char *key); // the document's; required
const char *json_doc_text_or(JsonDoc *doc, const JsonNode *object, const char *key, const char *absent);

// Items of an array; `index` is below its count. `what` names the value in messages.
const JsonNode *json_node_at(const JsonNode *array, int64_t index);
int64_t json_node_int(JsonDoc *doc, const JsonNode *node, const char *what, int64_t min, int64_t max);
double json_node_real(JsonDoc *doc, const JsonNode *node, const char *what);

int64_t json_node_count(const JsonNode *node); // members of an object, items of an array, 0 of anything else
bool json_node_is_object(const JsonNode *node);
bool json_node_is_array(const JsonNode *node);

// Puts a value down as it stands.
void json_out_node(JsonOut *out, const JsonNode *node);

// A scalar as text, for messages and to be compared: strings as they are, numbers, true and false; NULL for anything
// else.
const char *json_node_plain(const JsonNode *node, Arena *arena);

// Members of an object in file order: the first one, and the one after `at`; NULL behind the last.
typedef struct JsonMember JsonMember;
const JsonMember *json_member_first(const JsonNode *object);
const JsonMember *json_member_next(const JsonNode *object, const JsonMember *at);
const char *json_member_key(const JsonMember *at);
const JsonNode *json_member_value(const JsonMember *at);

#endif
