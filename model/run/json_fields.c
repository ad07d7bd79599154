// json_fields.c — walks over the rows of an option table and the members of an object.
#include "model/run/json_fields.h"

#include <assert.h>
#include <string.h>

enum { LONGEST_KEY = 64 };

static const char *key_of(const Opt *opt, char key[LONGEST_KEY])
{
    assert(strlen(opt->name) < LONGEST_KEY);
    size_t i = 0;
    for (; opt->name[i]; i++)
        key[i] = opt->name[i] == '-' ? '_' : opt->name[i];
    key[i] = '\0';
    return key;
}

static const void *chosen_row(const void *field)
{
    const void *row;
    memcpy(&row, field, sizeof row);
    return row;
}

void json_out_fields(JsonOut *out, const Opt *table, const void *values)
{
    char key[LONGEST_KEY];
    for (const Opt *opt = table; opt->name; opt++) {
        const void *field = (const char *)values + opt->offset;
        if (opt->kind != OPT_HELP && opt->kind != OPT_WORDS)
            json_out_key(out, key_of(opt, key));
        switch (opt->kind) {
        case OPT_FLAG:
            json_out_bool(out, *(const bool *)field);
            break;
        case OPT_INT:
            json_out_int(out, *(const int64_t *)field);
            break;
        case OPT_REAL:
            json_out_real(out, *(const double *)field);
            break;
        case OPT_STRING:
            json_out_text(out, *(const char *const *)field);
            break;
        case OPT_CHOICE:
            json_out_text(out, chosen_row(field) ? choice_name(chosen_row(field)) : NULL);
            break;
        case OPT_CHOICES: // of command lines alone
        case OPT_WORDS:
        case OPT_HELP:
            break;
        }
    }
}

static int64_t take_int(JsonDoc *doc, const JsonNode *object, const char *key, const Opt *opt)
{
    const bool ranged = opt->min < opt->max;
    return json_doc_int(doc, object, key, ranged ? (int64_t)opt->min : INT64_MIN,
                        ranged ? (int64_t)opt->max : INT64_MAX);
}

static double take_real(JsonDoc *doc, const JsonNode *object, const char *key, const Opt *opt)
{
    const double value = json_doc_real(doc, object, key);
    if (!doc->failed && opt->min < opt->max && !(value >= opt->min && value <= opt->max))
        json_doc_fail(doc, "\"%s\" is %g, which is not between %g and %g", key, value, opt->min, opt->max);
    return value;
}

static void take_choice(JsonDoc *doc, const JsonNode *object, const char *key, const Opt *opt, void *field)
{
    const char *name = json_doc_text(doc, object, key);
    Err err = {""};
    const void *row = doc->failed ? NULL : choices_find(opt->choices, name, &err);
    if (row)
        memcpy(field, &row, sizeof row);
    else
        json_doc_fail(doc, "\"%s\": %s", key, err.text);
}

void json_doc_fields(JsonDoc *doc, const JsonNode *object, const Opt *table, void *values, Arena *arena)
{
    char key[LONGEST_KEY];
    for (const Opt *opt = table; opt->name && !doc->failed; opt++) {
        void *field = (char *)values + opt->offset;
        if (!json_doc_has(object, key_of(opt, key)))
            continue;
        switch (opt->kind) {
        case OPT_FLAG:
            *(bool *)field = json_doc_flag_or(doc, object, key, false);
            break;
        case OPT_INT:
            *(int64_t *)field = take_int(doc, object, key, opt);
            break;
        case OPT_REAL:
            *(double *)field = take_real(doc, object, key, opt);
            break;
        case OPT_STRING:
            *(const char **)field = arena_strdup(arena, json_doc_text(doc, object, key));
            break;
        case OPT_CHOICE:
            take_choice(doc, object, key, opt, field);
            break;
        case OPT_CHOICES: // of command lines alone
        case OPT_WORDS:
        case OPT_HELP:
            break;
        }
    }
}
