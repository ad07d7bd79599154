// code_text.h — program code as lines of tokens: what is a keyword, a call, a string; which digits have a source; and
// which lines of one version are those of another.
//
// Code is not exempt from the rule that every digit on screen has a source. A number of the code is a figure, put in by
// `${name}`, unless it is structural: an exponent, or a whole number up to 2 that says which one, as in `logits[-1]`,
// `dim=-1`, `transpose(0, 1)`, `i + 1`. A number straight behind `=` or `:` is a setting, and a claim. Digits in names
// of the language (`conv1d`) belong to the name; in strings and comments they need a source.
#ifndef GPTREEL_KIT_CODE_TEXT_H
#define GPTREEL_KIT_CODE_TEXT_H

#include "engine/verbs/figure_verbs.h"

// What a token is, by its colour.
typedef enum CodeKind {
    CODE_NAME,
    CODE_KEYWORD,
    CODE_CALL, // a name that is called or defined
    CODE_NUMBER,
    CODE_STRING,
    CODE_COMMENT,
    CODE_SIGN,
    CODE_FIGURE, // what came for a `${name}`
} CodeKind;

typedef struct CodeToken {
    CodeKind kind;
    const char *text;
    const char *name;   // the text and which one of its kind in the line: "x#2"
    int gap;            // spaces before it
    const Shown *shown; // what its digits are; NULL: it has none
} CodeToken;

typedef struct CodeLine {
    int64_t id;              // of this line in all versions of the code
    const CodeToken *tokens; // [n_tokens]; the first one's gap is the indentation
    int n_tokens;            // 0: an empty line
} CodeLine;

typedef struct CodeText {
    CodeLine *lines; // [n_lines] at least one
    int n_lines;
    int64_t next_id; // that no line of any version had yet
} CodeText;

// A language. To add one: a row in code_text.c, and a verb with its name in code_panel.c.
typedef struct CodeLanguage {
    const char *const *keywords; // ends with NULL
    const char *comment;         // begins one, up to the end of the line
} CodeLanguage;

extern const CodeLanguage CODE_PYTHON;

// Gives the lines of a new version their ids: those of the old one (may be NULL) that they are most alike to, in the
// same order, and new ids to lines that are like none. The arena is for the meantime. (code_match.c)
void code_match(Arena *arena, const CodeText *old, CodeText *fresh);

// The code that a script gives: the name of a file of the film's folder, in which `${name}` is one of the values; or a
// list of lines. `old` (may be NULL) is the version before this one: lines that are alike keep their ids. In the
// scene's arena; NULL after script_fail.
const CodeText *code_text_read(ScriptCall *call, const CodeLanguage *language, ScriptValue given,
                               const ScriptNamed *values, int n_values, const CodeText *old);

#endif
