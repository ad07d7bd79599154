// chat_sums.c — sums and differences in the words of a few dozen templates.
#include "model/text/chat_task.h"

#include <stdlib.h>

static const char *const PLUS[] = {
    "What is {a} + {b}?",
    "What is {a}+{b}?",
    "{a}+{b}=?",
    "{a} + {b} = ?",
    "{a}+{b}",
    "How much is {a} plus {b}?",
    "How much is {a} and {b}?",
    "Add {a} and {b}.",
    "Add {b} to {a}.",
    "What do I get when I add {a} and {b}?",
    "Calculate {a}+{b}.",
    "Compute {a} + {b}.",
    "What is the sum of {a} and {b}?",
    "What does {a} + {b} make?",
    "Please add {a} and {b}.",
    "Can you add {a} and {b}?",
    "Work out {a} + {b}.",
    "Tell me {a} plus {b}.",
    "Find {a}+{b}.",
    "How many are {a} and {b} together?",
    "I have {a} apples and get {b} more. How many have I?",
    "There were {a} guests, and {b} more came. How many are there?",
    "A ship with {a} men takes {b} more. How many are on it?",
    "Sum up {a} and {b}.",
};

static const char *const MINUS[] = {
    "What is {a} - {b}?",
    "What is {a}-{b}?",
    "{a}-{b}=?",
    "{a} - {b} = ?",
    "{a}-{b}",
    "How much is {a} minus {b}?",
    "How much is {a} less {b}?",
    "Subtract {b} from {a}.",
    "Take {b} from {a}.",
    "Take {b} away from {a}.",
    "What do I get when I take {b} from {a}?",
    "Calculate {a}-{b}.",
    "Compute {a} - {b}.",
    "What is the difference of {a} and {b}?",
    "What does {a} - {b} make?",
    "Please subtract {b} from {a}.",
    "Can you subtract {b} from {a}?",
    "Work out {a} - {b}.",
    "Tell me {a} minus {b}.",
    "Find {a}-{b}.",
    "How many are left of {a} without {b}?",
    "I have {a} apples and give away {b}. How many have I?",
    "There were {a} guests, and {b} left. How many are there?",
    "A ship with {a} men loses {b}. How many are on it?",
};

enum { N_PLUS = sizeof PLUS / sizeof PLUS[0], N_MINUS = sizeof MINUS / sizeof MINUS[0] };

const char *chat_sum_key(Arena *arena, int left, int right)
{
    return arena_printf(arena, "sum %d %d", left < right ? left : right, left < right ? right : left);
}

static int operand(const ChatMaterial *material, Dice *dice)
{
    const int n_digits = material->least_digits + dice_roll(dice, material->most_digits - material->least_digits + 1);
    int least = 1;
    for (int i = 1; i < n_digits; i++)
        least *= 10;
    return least + dice_roll(dice, 9 * least);
}

void chat_make_sum(ChatExample *example, const ChatMaterial *material, Dice *dice, Arena *arena)
{
    int left = operand(material, dice), right = operand(material, dice);
    const bool is_plus = dice_roll(dice, 2) == 0;
    if (!is_plus && left < right) { // a difference is not below zero
        const int smaller = left;
        left = right;
        right = smaller;
    }
    const char *template = is_plus ? PLUS[dice_roll(dice, N_PLUS)] : MINUS[dice_roll(dice, N_MINUS)];
    const char *a = arena_printf(arena, "%d", left), *b = arena_printf(arena, "%d", right);
    *example = (ChatExample){
        .question = chat_filled(arena, chat_styled(arena, template, dice), a, b),
        .answer = arena_printf(arena, "%d", is_plus ? left + right : left - right),
        .expression = arena_printf(arena, "%d%c%d", left, is_plus ? '+' : '-', right),
        .key = chat_sum_key(arena, left, right),
    };
}
