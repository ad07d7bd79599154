// pattern.h — Lua's patterns, matched within a number of steps. Within the room only.
//
// Lua's own matcher tries everything and calls no hook: one string.find can run for hours. This one follows the manual
// (§6.4.1), takes a step for everything it looks at, and gives up when none are left. Letters are ASCII's.
#ifndef GPTREEL_SCRIPT_PATTERN_H
#define GPTREEL_SCRIPT_PATTERN_H

#include "engine/base/err.h"

#include <stddef.h>
#include <stdint.h>

enum { PATTERN_MOST_CAPTURES = 32, PATTERN_MOST_ITEMS = 256 };

typedef struct PatternItem PatternItem;

typedef struct Pattern {
    int n_items, n_captures;
    bool anchored;      // began with ^
    PatternItem *items; // [n_items]; the caller's memory
} Pattern;

// The bytes that the items of a pattern of so many bytes may take.
size_t pattern_item_bytes(size_t n_pattern_bytes);

// Reads a pattern into `items`. `anchors`: a ^ at the start is an anchor, not a character.
bool pattern_read(Pattern *pattern, PatternItem *items, const char *text, size_t n_bytes, bool anchors, Err *err);

typedef struct PatternCapture {
    const char *start;
    size_t n_bytes;
    bool position; // () captures where it is
} PatternCapture;

typedef enum PatternResult {
    PATTERN_NONE,
    PATTERN_FOUND,
    PATTERN_TOO_LONG, // the steps are used up
} PatternResult;

typedef struct PatternMatch {
    const char *subject;
    size_t n_subject_bytes;
    int64_t steps_left;
    const char *end;                                // of what was found, which begins where it was looked for
    PatternCapture captures[PATTERN_MOST_CAPTURES]; // [pattern->n_captures]
} PatternMatch;

// Looks for the pattern exactly at `start` of the match's subject.
PatternResult pattern_match(const Pattern *pattern, PatternMatch *match, const char *start);

#endif
