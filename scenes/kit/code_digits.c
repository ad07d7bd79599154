// code_digits.c — which digits of code belong to the language, which have a source, and which come from nowhere.
#include "scenes/kit/code_text.h"

#include <stdlib.h>
#include <string.h>

// The bracket around a token, within the line; 0 when there is none.
static char bracket_around(const CodeToken *tokens, int index)
{
    int depth = 0;
    for (int i = index - 1; i >= 0; i--) {
        const char c = tokens[i].text[0];
        if (tokens[i].kind != CODE_SIGN)
            continue;
        if (strchr(")]}", c))
            depth++;
        else if (strchr("([{", c) && depth-- == 0)
            return c;
    }
    return '\0';
}

static bool names_an_axis(const char *name)
{
    return strcmp(name, "dim") == 0 || strcmp(name, "axis") == 0;
}

// Whether a number belongs to the language's structure, as the header tells.
static bool is_structural(const CodeToken *tokens, int index)
{
    const char *before = index > 0 ? tokens[index - 1].text : "", *number = tokens[index].text;
    if (strcmp(before, "**") == 0 || strcmp(number, "0") == 0)
        return true;
    if (strcmp(number, "1") != 0 && strcmp(number, "2") != 0)
        return false;
    if (strcmp(before, "=") == 0)
        return index > 1 && names_an_axis(tokens[index - 2].text);
    return strcmp(before, ":") != 0 || bracket_around(tokens, index) == '[';
}

const Figure *code_setting(const CodeReading *reading, const CodeToken *tokens, int index)
{
    if (index < 2 || tokens[index].kind != CODE_NUMBER || strcmp(tokens[index - 1].text, "=") != 0)
        return NULL;
    for (int i = 0; i < reading->n_values; i++)
        if (strcmp(reading->values[i].name, tokens[index - 2].text) == 0)
            return value_object(reading->values[i].value, &FIGURE_TYPE);
    return NULL;
}

// False after script_fail.
static bool check_token(ScriptCall *call, const CodeReading *reading, const CodeText *text, int line, int index)
{
    const CodeToken *tokens = text->lines[line].tokens, *token = &tokens[index];
    const bool spoken = token->kind == CODE_STRING || token->kind == CODE_COMMENT;
    const Figure *setting = code_setting(reading, tokens, index);
    if (setting && strtod(token->text, NULL) != setting->value) {
        script_fail(call, "%s, line %d: `%s = %s`, but its figure is %g; they must be equal", text->what, line + 1,
                    tokens[index - 2].text, token->text, setting->value);
        return false;
    }
    if (!token->shown || setting || !(spoken || (token->kind == CODE_NUMBER && !is_structural(tokens, index))))
        return true;
    script_fail(call,
                "%s, line %d: the digit in `%s` comes from nowhere; write ${name} for it and give its figure, or a "
                "name, as an option",
                text->what, line + 1, token->text);
    return false;
}

void code_digits_check(ScriptCall *call, const CodeReading *reading, const CodeText *text, int first, int n)
{
    for (int line = first; line < first + n; line++)
        for (int i = 0; i < text->lines[line].n_tokens; i++)
            if (!check_token(call, reading, text, line, i))
                return;
}
