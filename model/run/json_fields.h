// json_fields.h — structs as JSON objects, by the table of options that names their fields. Within model only.
//
// An option "n-layer" is the member "n_layer"; a choice is the name of its row.
#ifndef GPTREEL_RUN_JSON_FIELDS_H
#define GPTREEL_RUN_JSON_FIELDS_H

#include "engine/base/json_out.h"
#include "engine/base/opts.h"
#include "model/run/json_in.h"

// Puts the fields as members of the object that is open, in the order of the rows. A real number that is NAN, and a
// string or a choice that is not set, are null.
void json_out_fields(JsonOut *out, const Opt *table, const void *values);

// Takes the members that are there and not null; those that no row names are passed over. What has the wrong type, is
// out of a row's range or no row of a choice is an error that names the member. Strings go into the arena.
void json_doc_fields(JsonDoc *doc, const JsonNode *object, const Opt *table, void *values, Arena *arena);

#endif
