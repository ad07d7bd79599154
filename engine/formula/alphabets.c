// alphabets.c — letters in bold, script, blackboard and so on, which Unicode has as characters of their own.
#include "engine/formula/symbols.h"

#include <string.h>

// Where the block of mathematical letters has those of an alphabet; 0: it has none.
typedef struct AlphabetRow {
    const char *command;
    uint32_t capitals, smalls, digits, greek_capitals, greek_smalls;
} AlphabetRow;

static const AlphabetRow ALPHABETS[] = {
    [ALPHABET_MATH] = {"mathnormal", 0x1D434, 0x1D44E, 0, 0, 0x1D6FC},
    [ALPHABET_ROMAN] = {"mathrm", 0, 0, 0, 0, 0},
    [ALPHABET_BOLD] = {"mathbf", 0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2},
    [ALPHABET_ITALIC] = {"mathit", 0x1D434, 0x1D44E, 0, 0x1D6E2, 0x1D6FC},
    [ALPHABET_BOLD_ITALIC] = {"boldsymbol", 0x1D468, 0x1D482, 0x1D7CE, 0x1D71C, 0x1D736},
    [ALPHABET_SCRIPT] = {"mathcal", 0x1D49C, 0x1D4B6, 0, 0, 0},
    [ALPHABET_FRAKTUR] = {"mathfrak", 0x1D504, 0x1D51E, 0, 0, 0},
    [ALPHABET_BLACKBOARD] = {"mathbb", 0x1D538, 0x1D552, 0x1D7D8, 0, 0},
    [ALPHABET_SANS] = {"mathsf", 0x1D5A0, 0x1D5BA, 0x1D7E2, 0, 0},
    [ALPHABET_MONO] = {"mathtt", 0x1D670, 0x1D68A, 0x1D7F6, 0, 0},
};
enum { N_ALPHABETS = sizeof ALPHABETS / sizeof *ALPHABETS };

// Letters that Unicode had before that block, and left out of it.
static const struct {
    uint32_t missing, letter;
} ELSEWHERE[] = {
    {0x1D455, 0x210E}, {0x1D49D, 0x212C}, {0x1D4A0, 0x2130}, {0x1D4A1, 0x2131}, {0x1D4A3, 0x210B}, {0x1D4A4, 0x2110},
    {0x1D4A7, 0x2112}, {0x1D4A8, 0x2133}, {0x1D4AD, 0x211B}, {0x1D4BA, 0x212F}, {0x1D4BC, 0x210A}, {0x1D4C4, 0x2134},
    {0x1D506, 0x212D}, {0x1D50B, 0x210C}, {0x1D50C, 0x2111}, {0x1D515, 0x211C}, {0x1D51D, 0x2128}, {0x1D53A, 0x2102},
    {0x1D53F, 0x210D}, {0x1D545, 0x2115}, {0x1D547, 0x2119}, {0x1D548, 0x211A}, {0x1D549, 0x211D}, {0x1D551, 0x2124},
};

// The Greek signs behind the small omega of each alphabet.
static const uint32_t GREEK_SIGNS[] = {0x2202, 0x3F5, 0x3D1, 0x3F0, 0x3D5, 0x3F1, 0x3D6};

bool alphabet_named(const char *command, Alphabet *alphabet)
{
    for (int i = 0; i < N_ALPHABETS; i++)
        if (strcmp(ALPHABETS[i].command, command) == 0) {
            *alphabet = (Alphabet)i;
            return true;
        }
    return false;
}

const char *alphabet_name(int index)
{
    return index < N_ALPHABETS ? ALPHABETS[index].command : NULL;
}

static uint32_t in_row(uint32_t first, uint32_t place, uint32_t letter)
{
    return first ? first + place : letter;
}

static uint32_t styled(const AlphabetRow *row, uint32_t letter)
{
    if (letter >= 'A' && letter <= 'Z')
        return in_row(row->capitals, letter - 'A', letter);
    if (letter >= 'a' && letter <= 'z')
        return in_row(row->smalls, letter - 'a', letter);
    if (letter >= '0' && letter <= '9')
        return in_row(row->digits, letter - '0', letter);
    if (letter >= 0x391 && letter <= 0x3A9)
        return in_row(row->greek_capitals, letter - 0x391, letter);
    if (letter >= 0x3B1 && letter <= 0x3C9)
        return in_row(row->greek_smalls, letter - 0x3B1, letter);
    enum { FIRST_SIGN = 25 };
    for (uint32_t i = 0; i < sizeof GREEK_SIGNS / sizeof *GREEK_SIGNS; i++)
        if (GREEK_SIGNS[i] == letter)
            return in_row(row->greek_smalls, FIRST_SIGN + i, letter);
    return letter;
}

uint32_t alphabet_letter(Alphabet alphabet, uint32_t letter)
{
    const uint32_t code = styled(&ALPHABETS[alphabet], letter);
    for (size_t i = 0; i < sizeof ELSEWHERE / sizeof *ELSEWHERE; i++)
        if (ELSEWHERE[i].missing == code)
            return ELSEWHERE[i].letter;
    return code;
}
