// audit_film.h — the numbers of a film's scenes beside what is recorded in its inputs, facts and data.
#ifndef GPTREEL_ENGINE_CLI_AUDIT_FILM_H
#define GPTREEL_ENGINE_CLI_AUDIT_FILM_H

#include "engine/base/finding.h"
#include "engine/base/json_out.h"
#include "engine/cli/session.h"
#include "engine/output/audit.h"

// The numbers of a row's scene, [*n_rows], in the session's arena.
const AuditRow *audit_film_row(Session *session, const FilmRow *film_row, const Scene *scene, int *n_rows);

// What is wrong with a number that is not as it is recorded. In the arena.
Finding audit_finding(Arena *arena, const AuditRow *row);

// Puts "times" [[from, to], …] (s), "text", "shown", "source", "recorded" and "equal" into the object that is open.
void audit_write(JsonOut *out, const AuditRow *row);

#endif
