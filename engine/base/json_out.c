// json_out.c — builds JSON text.
#include "engine/base/json_out.h"

#include "engine/base/arena.h"
#include "engine/base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { INDENT = 2 };

static void put(JsonOut *out, const char *bytes, size_t n_bytes)
{
    if (out->capacity_bytes - out->n_bytes < n_bytes) {
        out->capacity_bytes = 2 * (out->capacity_bytes + n_bytes) + 256;
        out->text = mem_realloc(out->text, out->capacity_bytes);
    }
    memcpy(out->text + out->n_bytes, bytes, n_bytes);
    out->n_bytes += n_bytes;
}

static void put_string(JsonOut *out, const char *text)
{
    put(out, text, strlen(text));
}

void json_out_init(JsonOut *out)
{
    *out = (JsonOut){.first = true};
}

void json_out_init_pretty(JsonOut *out, int flat_depth)
{
    *out = (JsonOut){.first = true, .pretty = true, .flat_depth = flat_depth};
}

void json_out_finish(JsonOut *out)
{
    free(out->text);
    *out = (JsonOut){0};
}

void json_out_text_at(JsonOut *out, const char *key, const char *text)
{
    json_out_key(out, key);
    json_out_text(out, text);
}

void json_out_int_at(JsonOut *out, const char *key, int64_t value)
{
    json_out_key(out, key);
    json_out_int(out, value);
}

void json_out_bool_at(JsonOut *out, const char *key, bool value)
{
    json_out_key(out, key);
    json_out_bool(out, value);
}

void json_out_rounded_at(JsonOut *out, const char *key, double value, int n_decimals)
{
    const double unit = pow(10, n_decimals);
    json_out_key(out, key);
    json_out_real(out, round(value * unit) / unit);
}

const char *json_out_string(JsonOut *out)
{
    put(out, "", 1);
    out->n_bytes--; // which the next piece is put over
    return out->text;
}

void json_out_newline(JsonOut *out)
{
    put(out, "\n", 1);
    out->first = out->first || out->depth == 0;
}

static void break_line(JsonOut *out)
{
    json_out_newline(out);
    for (int i = 0; i < out->depth * INDENT; i++)
        put(out, " ", 1);
}

// What stands between the last value and the next one.
static void separate(JsonOut *out)
{
    if (out->after_key) {
        out->after_key = false;
        return;
    }
    if (!out->first)
        put_string(out, ",");
    if (out->pretty && out->depth > 0 && out->depth <= out->flat_depth)
        break_line(out);
    else if (!out->first)
        put_string(out, " ");
    out->first = false;
}

void json_out_begin(JsonOut *out, char bracket)
{
    separate(out);
    put(out, &bracket, 1);
    out->depth++;
    out->first = true;
}

void json_out_end(JsonOut *out, char bracket)
{
    const bool broken = out->pretty && !out->first && out->depth <= out->flat_depth;
    out->depth--;
    if (broken)
        break_line(out);
    put(out, &bracket, 1);
    out->first = false;
}

static void put_quoted(JsonOut *out, const char *text)
{
    put_string(out, "\"");
    for (size_t left = strlen(text); left > 0;) {
        uint32_t code_point = 0;
        int length = utf8_decode(text, left, &code_point);
        char escape[8];
        if (length == 0) {
            put_string(out, "\xef\xbf\xbd");
            length = 1;
        } else if (code_point == '"' || code_point == '\\') {
            put_string(out, code_point == '"' ? "\\\"" : "\\\\");
        } else if (code_point == '\n') {
            put_string(out, "\\n");
        } else if (code_point < 0x20 || code_point == 0x7f) {
            snprintf(escape, sizeof escape, "\\u%04x", (unsigned)code_point);
            put_string(out, escape);
        } else {
            put(out, text, (size_t)length);
        }
        text += length;
        left -= (size_t)length;
    }
    put_string(out, "\"");
}

void json_out_raw(JsonOut *out, const char *json)
{
    separate(out);
    put_string(out, json);
}

void json_out_key(JsonOut *out, const char *key)
{
    separate(out);
    put_quoted(out, key);
    put_string(out, ": ");
    out->after_key = true;
}

void json_out_null(JsonOut *out)
{
    separate(out);
    put_string(out, "null");
}

void json_out_text(JsonOut *out, const char *text)
{
    if (!text) {
        json_out_null(out);
        return;
    }
    separate(out);
    put_quoted(out, text);
}

void json_out_int(JsonOut *out, int64_t value)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%lld", (long long)value);
    separate(out);
    put_string(out, digits);
}

void json_out_bool(JsonOut *out, bool value)
{
    separate(out);
    put_string(out, value ? "true" : "false");
}

void json_out_float(JsonOut *out, double value)
{
    if (!isfinite(value)) {
        json_out_null(out);
        return;
    }
    char digits[32];
    for (int precision = 6; precision <= 9; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if ((float)strtod(digits, NULL) == (float)value)
            break;
    }
    separate(out);
    put_string(out, digits);
}

void json_out_real(JsonOut *out, double value)
{
    if (!isfinite(value)) {
        json_out_null(out);
        return;
    }
    char digits[40];
    for (int precision = 6; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value)
            break;
    }
    separate(out);
    put_string(out, digits);
}

void json_out_print(JsonOut *out, FILE *stream)
{
    json_out_newline(out);
    fwrite(out->text, 1, out->n_bytes, stream);
    fflush(stream);
    json_out_finish(out);
}
