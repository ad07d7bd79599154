// err.c — errors as text, and what helps against an errno.
#include "engine/base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool err_set(Err *err, const char *format, ...)
{
    if (!err)
        return false;
    va_list args;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    return false;
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
    return false;
}
