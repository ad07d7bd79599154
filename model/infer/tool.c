// tool.c — two states: outside of an expression, and within one.
#include "model/infer/tool.h"

#include <string.h>

void tool_init(Tool *tool, const Tokenizer *tokenizer, const ChatTokens *tokens)
{
    *tool = (Tool){.tokenizer = tokenizer, .tokens = tokens};
}

// Adds a token's bytes to the expression.
static void add(Tool *tool, int32_t id)
{
    size_t n;
    const char *bytes = tokenizer_bytes(tool->tokenizer, id, &n);
    if (tool->tokenizer->special[id] || n > sizeof tool->expression - tool->n_bytes)
        tool->spoiled = true;
    if (tool->spoiled)
        return;
    memcpy(tool->expression + tool->n_bytes, bytes, n);
    tool->n_bytes += n;
}

// The result's tokens between the marks; 0 when there is none.
static int force_result(Tool *tool)
{
    char result[CALCULATOR_ROOM];
    if (tool->spoiled || !calculator_run(result, tool->expression, tool->n_bytes))
        return 0;
    Arena scratch;
    arena_init(&scratch);
    int64_t n = 0;
    const int32_t *ids = tokenizer_encode(tool->tokenizer, &scratch, result, strlen(result), &n, NULL);
    int n_forced = 0;
    if (ids) {
        tool->forced[n_forced++] = tool->tokens->ids[CHAT_OUTPUT_START];
        memcpy(tool->forced + n_forced, ids, sizeof *ids * (size_t)n);
        n_forced += (int)n; // no more than bytes
        tool->forced[n_forced++] = tool->tokens->ids[CHAT_OUTPUT_END];
    }
    arena_finish(&scratch);
    return n_forced;
}

int tool_take(Tool *tool, int32_t id)
{
    if (id == tool->tokens->ids[CHAT_PYTHON_START]) {
        tool->open = true;
        tool->spoiled = false;
        tool->n_bytes = 0;
        return 0;
    }
    if (!tool->open)
        return 0;
    if (id == tool->tokens->ids[CHAT_PYTHON_END]) {
        tool->open = false;
        return force_result(tool);
    }
    add(tool, id);
    return 0;
}
