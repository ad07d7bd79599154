// chat_task.c — the table of tasks, their checkers, and what all of them are made with.
#include "model/text/chat_task.h"

#include "model/nn/random.h"

#include <ctype.h>
#include <string.h>

int dice_roll(Dice *dice, int n)
{
    return (int)random_below(dice->seed, dice->stream, dice->at++, (uint64_t)n);
}

// ---- checkers ----

// The number behind the last "####", as nanochat and GSM8K mark an answer.
static bool is_right_number(const char *said, const char *answer)
{
    static const char MARK[] = "####";
    const char *at = NULL;
    for (const char *next = said; (next = strstr(next, MARK)) != NULL; next++)
        at = next + sizeof MARK - 1;
    if (!at)
        return false;
    at += strspn(at, " ");
    const size_t length = strlen(answer);
    if (strncmp(at, answer, length) != 0)
        return false;
    at += length;
    return at[strspn(at, " \n.")] == '\0';
}

// The next letter or digit, in lower case; '\0' at the end.
static char next_letter(const char **at)
{
    while (**at && !isalnum((unsigned char)**at) && (unsigned char)**at < 0x80)
        (*at)++;
    return **at ? (char)tolower((unsigned char)*(*at)++) : '\0';
}

// The same letters and digits, whatever stands between them.
static bool is_same_words(const char *said, const char *answer)
{
    for (;;) {
        const char left = next_letter(&said), right = next_letter(&answer);
        if (left != right)
            return false;
        if (!left)
            return true;
    }
}

static bool is_same_text(const char *said, const char *answer)
{
    return strcmp(said, answer) == 0;
}

// ---- the table ----

// To add one: a row here and its functions.
const ChatTask CHAT_TASKS[] = {
    {"sums", chat_make_sum, is_right_number},
    {"questions", chat_make_question, is_same_words},
    {"spelling", chat_make_spelling, is_same_text},
    {"copying", chat_make_copying, is_same_text},
    {NULL, NULL, NULL},
};

const Choices CHAT_TASK_CHOICES = {.what = "task", .rows = CHAT_TASKS, .row_bytes = sizeof CHAT_TASKS[0]};

void chat_example(ChatExample *example, const ChatTask *task, const ChatMaterial *material, bool held_out, Dice *dice,
                  Arena *arena)
{
    do {
        task->make(example, material, dice, arena);
    } while (chat_is_held_out(example->key) != held_out);
}

bool chat_is_held_out(const char *key)
{
    enum { ONE_IN = 10 };
    uint64_t hash = 14695981039346656037U; // FNV-1a, and the finish of MurmurHash3
    for (; *key; key++)
        hash = (hash ^ (unsigned char)*key) * 1099511628211U;
    hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccdU;
    hash = (hash ^ hash >> 33) * 0xc4ceb9fe1a85ec53U;
    return (hash ^ hash >> 33) % ONE_IN == 0;
}

// ---- templates ----

const char *chat_filled(Arena *arena, const char *template, const char *a, const char *b)
{
    const char *text = "";
    for (const char *at = template; *at;) {
        const char *brace = strchr(at, '{');
        const int length = brace ? (int)(brace - at) : (int)strlen(at);
        text = arena_printf(arena, "%s%.*s%s", text, length, at, !brace ? "" : brace[1] == 'a' ? a : b);
        at += length + (brace ? 3 : 0);
    }
    return text;
}

const char *chat_styled(Arena *arena, const char *template, Dice *dice)
{
    enum { WAYS = 10, LOWER_CASE = 4, NO_SIGN = 7 }; // from here on; those between have both
    const int way = dice_roll(dice, WAYS);
    char *text = arena_strdup(arena, template);
    size_t n = strlen(text);
    for (size_t i = 0; i < n && way >= LOWER_CASE && way <= NO_SIGN; i++)
        text[i] = (char)tolower((unsigned char)text[i]);
    if (way >= NO_SIGN && n > 0 && strchr(".?!", text[n - 1]))
        text[--n] = '\0';
    while (n > 0 && text[n - 1] == ' ')
        text[--n] = '\0';
    return text;
}
