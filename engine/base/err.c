// err.c — errors as text, and what helps against an errno.
#include "engine/base/err.h"

#include "engine/base/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// Errors quote names of files, of runs, of what a model says: what a terminal would obey in them, but for the line end, is
// shown as "?".
static void tame(char *text)
{
    while (*text) {
        uint32_t code_point;
        const int n_bytes = utf8_next(text, &code_point);
        if (utf8_is_harmful(code_point) && *text != '\n')
            memset(text, '?', (size_t)n_bytes);
        text += n_bytes;
    }
}

bool err_set(Err *err, const char *format, ...)
{
    if (!err)
        return false;
    va_list args;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    tame(err->text);
    return false;
}

void err_set_stack(Err *err, const char *lines)
{
    size_t n = 0;
    for (const char *end; (end = strchr(lines + n, '\n')) && (size_t)(end - lines) + 1 < sizeof err->stack;)
        n = (size_t)(end - lines) + 1;
    memcpy(err->stack, lines, n);
    err->stack[n] = '\0';
    tame(err->stack);
}

const char *err_remedy(int code)
{
    switch (code) {
    case ENOSPC:
    case EDQUOT:
        return "; free some space or write to another folder";
    case EROFS:
        return "; write to another folder";
    case EACCES:
    case EPERM:
        return "; change its permissions or take another place";
    case EISDIR:
        return "; give the name of a file";
    default:
        return "";
    }
}

bool err_errno(Err *err, const char *format, ...)
{
    const int code = errno;
    if (!err)
        return false;
    va_list args;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    const size_t used = strlen(err->text);
    snprintf(err->text + used, sizeof err->text - used, ": %s%s", strerror(code), err_remedy(code));
    tame(err->text);
    return false;
}

bool err_prefix(Err *err, const char *format, ...)
{
    if (!err)
        return false;
    char before[sizeof err->text];
    va_list args;
    va_start(args, format);
    vsnprintf(before, sizeof before, format, args);
    va_end(args);
    char whole[2 * sizeof err->text + 2];
    snprintf(whole, sizeof whole, "%s: %s", before, err->text);
    memcpy(err->text, whole, sizeof err->text - 1);
    err->text[sizeof err->text - 1] = '\0';
    tame(err->text);
    return false;
}
