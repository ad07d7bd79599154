// code_text.h — program code as lines of tokens: what is a keyword, a call, a string; which digits have a source; its
// parts; and which lines of one version are those of another.
//
// A line that has `---- NAME ----` in it, as a comment, begins the part of that name, which ends before the next such
// line. It belongs to no part itself.
//
// Code is not exempt from the rule that every digit that is shown has a source. A number of the code is a figure, put in
// by `${name}` or standing there already as `name = number`, unless it is structural: an exponent, or a whole number up
// to 2 that says which one, as in `logits[-1]`, `dim=-1`, `transpose(0, 1)`, `i + 1`. A number straight behind `=` or `:`
// is a setting, and a claim. Digits in names (`conv1d`) belong to the name; in strings and comments they need a source.
#ifndef GPTREEL_KIT_CODE_TEXT_H
#define GPTREEL_KIT_CODE_TEXT_H

#include "engine/verbs/figure_verbs.h"
#include "scenes/kit/code_colors.h"
#include "scenes/kit/named_colors.h"

typedef struct CodeToken {
    CodeKind kind;
    const char *text;
    const char *name;      // the text and which one of its kind in the line: "x#2"
    int gap;               // spaces before it
    const NamedColor *own; // its colour; NULL: that of its kind
    const Shown *shown;    // what its digits are; NULL: it has none
} CodeToken;

typedef struct CodeLine {
    int64_t id;              // of this line in all versions of the code
    const CodeToken *tokens; // [n_tokens]; the first one's gap is the indentation
    int n_tokens;            // 0: an empty line
} CodeLine;

// Lines that have a name; without the empty ones at both ends.
typedef struct CodePart {
    const char *name;
    int first, n; // lines
} CodePart;

typedef struct CodeText {
    const char *what; // the file, or what the lines are called in messages
    CodeLine *lines;  // [n_lines] at least one
    int n_lines;
    CodePart *parts; // [n_parts] in their order
    int n_parts;
    int64_t next_id; // that no line of any version had yet
} CodeText;

// How code is read, whatever the version. All of it lives as long as the scene.
typedef struct CodeReading {
    const char *language;      // as code_colors_find takes it; NULL: the file's name says it, lines are Python
    NamedColors colors;        // of words, whatever their kind
    const ScriptNamed *values; // [n_values] of `${name}` and `name = number` in files
    int n_values;
} CodeReading;

// Gives the lines of a new version their ids: those of the old one (may be NULL) that they are most alike to, in the
// same order, and new ids to lines that are like none. The arena is for the meantime. (code_match.c)
void code_match(Arena *arena, const CodeText *old, CodeText *fresh);

// The code that a script gives: the name of a file of the film's folder, in which `${name}` is one of the values; or a
// list of lines. `old` (may be NULL) is the version before this one: lines that are alike keep their ids. In the
// scene's arena; NULL after script_fail.
const CodeText *code_text_read(ScriptCall *call, const CodeReading *reading, ScriptValue given, const CodeText *old);

// The part of that name; NULL after script_fail.
const CodePart *code_text_part(ScriptCall *call, const CodeText *text, const char *name);

// Takes the text apart, of which `words` are all: its lines, without those at its end that are empty, into `text`, whose
// `what` is set. Ids and parts are still to be found. (code_lines.c)
void code_lines_read(ScriptCall *call, const CodeReading *reading, const char *language, const Words *words,
                     CodeText *text);

// Reports by script_fail the first digit that comes from nowhere in these lines, of which there are n. (code_digits.c)
void code_digits_check(ScriptCall *call, const CodeReading *reading, const CodeText *text, int first, int n);

// Of a number that stands behind `name =`, the figure that the values have for the name; NULL: none. (code_digits.c)
const Figure *code_setting(const CodeReading *reading, const CodeToken *tokens, int index);

#endif
