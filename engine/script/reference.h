// reference.h — the reference, written from the declarations: help (help.c), a page (page.c), JSON, annotations for
// editors (annotate.c).
#ifndef GPTREEL_SCRIPT_REFERENCE_H
#define GPTREEL_SCRIPT_REFERENCE_H

#include "engine/script/script.h"

#include <stdio.h>

// The help of a verb ("token_row"), a type ("picture") or a method ("picture:go"); of NULL, a list of all verbs and
// types. False when there is nothing of that name; the error names what is near.
bool script_help(FILE *out, const ScriptLanguage *language, const char *name, Err *err);

// All of it as one Markdown page.
void script_reference_page(FILE *out, const ScriptLanguage *language);

// All of it as one JSON object: verbs, types, names of colours, eases, durations and spaces, the fields of film.lua.
void script_reference_json(FILE *out, const ScriptLanguage *language);

// Definitions for the Lua language server (---@meta): what an editor needs to complete and to check.
void script_annotations(FILE *out, const ScriptLanguage *language);

#endif
