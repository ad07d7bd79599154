// calculator.c — a recursive descent over the expression; values are fractions in lowest terms.
#include "model/text/calculator.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Of numerators and denominators: ten times that, and the sum of two, are far from what int64_t holds.
static const int64_t MOST = 1000000000000000;

typedef struct Fraction {
    int64_t top, bottom; // without common divisors; bottom > 0
} Fraction;

typedef struct Parser {
    const char *at, *end;
    int depth; // of expressions and signs that wait for the one at `at`
} Parser;

// ---- fractions; false beyond the limits ----

static int64_t common_divisor(int64_t a, int64_t b)
{
    a = llabs(a);
    while (b) {
        const int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static bool multiply_whole(int64_t a, int64_t b, int64_t *product)
{
    if (a != 0 && llabs(b) > MOST / llabs(a))
        return false;
    *product = a * b;
    return true;
}

static bool add(Fraction *a, Fraction b)
{
    const int64_t shared = common_divisor(a->bottom, b.bottom);
    int64_t left, right, bottom;
    if (!multiply_whole(a->top, b.bottom / shared, &left) || !multiply_whole(b.top, a->bottom / shared, &right) ||
        !multiply_whole(a->bottom, b.bottom / shared, &bottom))
        return false;
    const int64_t top = left + right, divisor = common_divisor(top, bottom);
    *a = (Fraction){top / divisor, bottom / divisor};
    return llabs(a->top) <= MOST;
}

static bool multiply(Fraction *a, Fraction b)
{
    const int64_t across = common_divisor(a->top, b.bottom), back = common_divisor(b.top, a->bottom);
    return multiply_whole(a->top / across, b.top / back, &a->top) &&
           multiply_whole(a->bottom / back, b.bottom / across, &a->bottom);
}

static bool divide(Fraction *a, Fraction b)
{
    if (b.top == 0)
        return false;
    return multiply(a, (Fraction){b.top < 0 ? -b.bottom : b.bottom, llabs(b.top)});
}

// ---- parsing ----

static bool sum(Parser *parser, Fraction *value);

static bool next_is(const Parser *parser, char wanted)
{
    return parser->at < parser->end && *parser->at == wanted;
}

static bool take(Parser *parser, char wanted)
{
    const bool found = next_is(parser, wanted);
    parser->at += found;
    return found;
}

// Digits with at most one point before, between or behind them.
static bool number(Parser *parser, Fraction *value)
{
    int n_digits = 0;
    bool behind_point = false;
    *value = (Fraction){0, 1};
    for (; parser->at < parser->end; parser->at++) {
        const char c = *parser->at;
        if (c == '.' && !behind_point) {
            behind_point = true;
            continue;
        }
        if (c < '0' || c > '9')
            break;
        n_digits++;
        value->top = 10 * value->top + (c - '0');
        value->bottom *= behind_point ? 10 : 1;
        if (value->top > MOST || value->bottom > MOST)
            return false;
    }
    const int64_t divisor = common_divisor(value->top, value->bottom);
    *value = (Fraction){value->top / divisor, value->bottom / divisor};
    return n_digits > 0;
}

// A number, a sum in brackets, or either behind a sign.
static bool operand(Parser *parser, Fraction *value)
{
    if (!next_is(parser, '(') && !next_is(parser, '-') && !next_is(parser, '+'))
        return number(parser, value);
    if (++parser->depth > CALCULATOR_MOST_DEPTH)
        return false;
    bool ok;
    if (take(parser, '(')) {
        ok = sum(parser, value) && take(parser, ')');
    } else {
        const int64_t sign = take(parser, '-') ? -1 : 1;
        parser->at += sign > 0;
        ok = operand(parser, value);
        if (ok)
            value->top *= sign;
    }
    parser->depth--;
    return ok;
}

static bool product(Parser *parser, Fraction *value)
{
    bool ok = operand(parser, value);
    while (ok && (next_is(parser, '*') || next_is(parser, '/'))) {
        const bool divides = *parser->at++ == '/';
        Fraction by;
        ok = operand(parser, &by) && (divides ? divide(value, by) : multiply(value, by));
    }
    return ok;
}

static bool sum(Parser *parser, Fraction *value)
{
    bool ok = product(parser, value);
    while (ok && (next_is(parser, '+') || next_is(parser, '-'))) {
        const int64_t sign = *parser->at++ == '-' ? -1 : 1;
        Fraction more;
        ok = product(parser, &more) && add(value, (Fraction){sign * more.top, more.bottom});
    }
    return ok;
}

// ---- the result ----

// The decimals of rest/bottom, 0 <= rest < bottom, rounded, without zeros at the end. Returns what is carried into the
// whole number: 1 when all of them are nines that are rounded up.
static int64_t write_decimals(char decimals[CALCULATOR_DECIMALS + 1], int64_t rest, int64_t bottom)
{
    for (int i = 0; i < CALCULATOR_DECIMALS; i++) {
        decimals[i] = (char)('0' + 10 * rest / bottom);
        rest = 10 * rest % bottom;
    }
    int64_t carry = 2 * rest >= bottom;
    int n = CALCULATOR_DECIMALS;
    for (int i = n - 1; i >= 0 && carry; i--) {
        carry = decimals[i] == '9';
        decimals[i] = carry ? '0' : (char)(decimals[i] + 1);
    }
    while (n > 0 && decimals[n - 1] == '0')
        n--;
    decimals[n] = '\0';
    return carry;
}

static void write_result(char result[CALCULATOR_ROOM], Fraction value)
{
    char decimals[CALCULATOR_DECIMALS + 1];
    const int64_t size = llabs(value.top);
    const int64_t carry = write_decimals(decimals, size % value.bottom, value.bottom);
    const int64_t whole = size / value.bottom + carry;
    const bool below = value.top < 0 && (whole > 0 || decimals[0]);
    snprintf(result, CALCULATOR_ROOM, "%s%lld%s%s", below ? "-" : "", (long long)whole, decimals[0] ? "." : "",
             decimals);
}

bool calculator_run(char result[CALCULATOR_ROOM], const char *expression, size_t n_bytes)
{
    result[0] = '\0';
    if (n_bytes > CALCULATOR_MOST_BYTES)
        return false;
    Parser parser = {.at = expression, .end = expression + n_bytes};
    Fraction value;
    if (!sum(&parser, &value) || parser.at != parser.end)
        return false;
    assert(parser.depth == 0);
    write_result(result, value);
    return true;
}
