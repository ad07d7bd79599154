// fuzz_calculator.c — expressions. What has a value has it as a number that is its own value.
#include "support_fuzz.h"

#include "model/text/calculator.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    char result[CALCULATOR_ROOM], again[CALCULATOR_ROOM];
    const bool ok = calculator_run(result, (const char *)data, n_bytes);
    fuzz_expect(ok == (result[0] != '\0'), "a result or none");
    if (!ok)
        return 0;
    fuzz_expect(strspn(result, "-.0123456789") == strlen(result), "digits, a point and a sign");
    fuzz_expect(strlen(result) > 15 || calculator_run(again, result, strlen(result)), "a result that is an expression");
    fuzz_expect(strlen(result) > 15 || strcmp(again, result) == 0, "the same value again");
    return 0;
}
