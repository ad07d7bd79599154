// audit.h — every number that a viewer of a scene sees or hears, compared with what is recorded.
//
// The texts of a sealed scene are gone through; what a figure in one of them shows is computed again from what stands on
// the disk, and written in the same format. A digit that no figure covers has no source, which is a difference too.
#ifndef GPTREEL_OUTPUT_AUDIT_H
#define GPTREEL_OUTPUT_AUDIT_H

#include "engine/anim/scene.h"
#include "engine/output/recorded.h"

typedef struct AuditSpan {
    double from_s, to_s; // of the scene
} AuditSpan;

typedef struct AuditRow {
    const char *text;     // all the words that it stands in
    const char *shown;    // what is seen of it: "1.45"
    const char *source;   // as figure_describe has it; NULL: there is none
    const char *recorded; // what would be shown of what stands there; or why nothing does
    bool equal;
    const char *file;     // where the author has made the text; NULL: nobody said
    int line;
    AuditSpan *spans; // [n_spans] when it can be seen, rising
    int n_spans, cap_spans;
} AuditRow;

// The numbers of a sealed scene in the order in which they are first seen, each once: [*n_rows], in the arena.
const AuditRow *audit_scene(Recorded *recorded, const Scene *scene, Arena *arena, int *n_rows);

#endif
