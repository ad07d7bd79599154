// fuzz_formula.c — formulas. What is read has parts, each within the formula; what is not says why, with its column.
#include "engine/formula/parse.h"
#include "support_fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    Arena arena;
    Err err = {""};
    arena_init(&arena);
    // The first byte tells how much of the text was filled in.
    const char *source = arena_strndup(&arena, (const char *)data + (n_bytes > 0), n_bytes > 0 ? n_bytes - 1 : 0);
    const int n = (int)strlen(source), first = n_bytes > 0 ? data[0] % 16 : 0;
    const FormulaSpan span = {first, first + 3 <= n ? 3 : 0, 5};
    const Formula *formula = formula_parse(&arena, source, &span, span.n_bytes > 0, &err);
    if (formula) {
        fuzz_expect(formula->n_parts > 0 && formula->atoms->n > 0, "something to be seen");
        for (int i = 0; i < formula->n_parts; i++)
            fuzz_expect(formula->parts[i].column >= 1 && formula->parts[i].column <= n + 5, "a column of the source");
    } else {
        fuzz_expect(strncmp(err.text, "column ", 7) == 0, "an error with its column");
    }
    arena_finish(&arena);
    return 0;
}
