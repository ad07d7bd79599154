// avfail.c — libav's error codes in words.
#include "engine/video/avfail.h"

#include <libavutil/error.h>
#include <libavutil/log.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool av_fail(Err *err, int code, const char *format, ...)
{
    char what[sizeof err->text / 2], why[AV_ERROR_MAX_STRING_SIZE];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    av_strerror(code, why, sizeof why);
    return err_set(err, "%s: %s%s", what, why, err_remedy(AVUNERROR(code)));
}

void av_silence(void)
{
    av_log_set_level(AV_LOG_FATAL);
    setenv("SVT_LOG", "0", 0); // SVT-AV1 has a log of its own: fatal errors alone
}
