// bpe_split.c — PCRE2 sees only stretches that have been checked to be UTF-8, so that it need not check again for each
// piece, which would make the time quadratic.
#include "model/text/bpe_split.h"

#include "engine/base/utf8.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

// \s is spelled out: PCRE2's own takes U+180E for a space.
#define SPACE "\\x09-\\x0d\\x20\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}"

#define SHORTENED "'s|'t|'re|'ve|'m|'ll|'d"
#define REST "| ?[^" SPACE "\\p{L}\\p{N}]++|[" SPACE "]+(?![^" SPACE "])|[" SPACE "]++"

const BpePattern BPE_PATTERNS[] = {
    [BPE_PATTERN_GPT2] = {"gpt2", NULL, SHORTENED "| ?\\p{L}++| ?\\p{N}++" REST},
    [BPE_PATTERN_DIGITS] = {"digits", SHORTENED "| ?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                            SHORTENED "| ?\\p{L}++|\\p{N}" REST},
    {NULL, NULL, NULL},
};

const Choices BPE_PATTERN_CHOICES = {"pattern to cut text by", BPE_PATTERNS, sizeof BPE_PATTERNS[0], 0};

const BpePattern *bpe_pattern_of_regex(const char *regex)
{
    for (const BpePattern *pattern = BPE_PATTERNS; pattern->name; pattern++)
        if (regex && pattern->regex ? strcmp(pattern->regex, regex) == 0 : pattern->regex == regex)
            return pattern;
    return NULL;
}

struct BpeSplit {
    const char *text; // [n_bytes]
    size_t n_bytes;
    size_t at;      // begin of the next piece
    size_t stretch; // text[stretch … stretch_end) is UTF-8 and cannot be made longer; `at` is not behind its end
    size_t stretch_end;
    pcre2_code *code;
    pcre2_match_data *match;
    bool compiled; // to machine code
};

BpeSplit *bpe_split_create(const BpePattern *pattern, const char *text, size_t n_bytes)
{
    BpeSplit *split = mem_alloc(sizeof *split);
    int error;
    PCRE2_SIZE where;
    bpe_split_restart(split, text, n_bytes);
    split->code = pcre2_compile((PCRE2_SPTR)pattern->pcre, PCRE2_ZERO_TERMINATED,
                                PCRE2_UTF | PCRE2_UCP | PCRE2_ANCHORED, &error, &where, NULL);
    split->match = split->code ? pcre2_match_data_create(1, NULL) : NULL;
    if (!split->match)
        mem_die(0); // the patterns are ours, so only memory can have failed
    split->compiled = pcre2_jit_compile(split->code, PCRE2_JIT_COMPLETE) == 0;
    return split;
}

void bpe_split_destroy(BpeSplit *split)
{
    if (!split)
        return;
    pcre2_match_data_free(split->match);
    pcre2_code_free(split->code);
    free(split);
}

void bpe_split_restart(BpeSplit *split, const char *text, size_t n_bytes)
{
    split->text = text;
    split->n_bytes = n_bytes;
    split->at = split->stretch = split->stretch_end = 0;
}

// Where the UTF-8 that begins at `at` ends.
static size_t valid_end(const char *text, size_t n_bytes, size_t at)
{
    const uint64_t high_bits = 0x8080808080808080U;
    while (at < n_bytes) {
        uint64_t eight;
        if (n_bytes - at >= sizeof eight && (memcpy(&eight, text + at, sizeof eight), (eight & high_bits) == 0)) {
            at += sizeof eight;
            continue;
        }
        uint32_t code_point;
        const int length = utf8_decode(text + at, n_bytes - at, &code_point);
        if (length == 0)
            break;
        at += (size_t)length;
    }
    return at;
}

// The bytes from `at` on that begin no character.
static size_t invalid_end(const char *text, size_t n_bytes, size_t at)
{
    uint32_t code_point;
    while (at < n_bytes && utf8_decode(text + at, n_bytes - at, &code_point) == 0)
        at++;
    return at;
}

bool bpe_split_next(BpeSplit *split, size_t *begin, size_t *end)
{
    if (split->at >= split->n_bytes)
        return false;
    *begin = split->at;
    if (split->at == split->stretch_end) {
        split->stretch = split->at;
        split->stretch_end = valid_end(split->text, split->n_bytes, split->at);
        if (split->stretch_end == split->at) {
            *end = split->at = split->stretch_end = invalid_end(split->text, split->n_bytes, split->at);
            return true;
        }
    }
    PCRE2_SPTR subject = (PCRE2_SPTR)split->text + split->stretch;
    const size_t length = split->stretch_end - split->stretch, from = split->at - split->stretch;
    const int found = split->compiled
                          ? pcre2_jit_match(split->code, subject, length, from, 0, split->match, NULL)
                          : pcre2_match(split->code, subject, length, from, PCRE2_NO_UTF_CHECK, split->match, NULL);
    const size_t matched = pcre2_get_ovector_pointer(split->match)[1];
    // Every character begins some piece, so a failure is one of PCRE2's own limits: then the rest is one piece.
    assert(found > 0 && matched > from);
    *end = split->at = found > 0 ? split->stretch + matched : split->stretch_end;
    return true;
}
