// chat_copying.c — small sentences to be said again, or in another form.
#include "model/text/chat_task.h"

#include <ctype.h>
#include <string.h>

static const char *const WHO[] = {
    "the king", "the queen",   "a soldier",  "the captain", "my sister",   "your brother", "the doctor",
    "a friend", "the servant", "the poet",   "a stranger",  "the colonel", "my uncle",     "the lady",
    "a child",  "the judge",   "the nurse",  "her cousin",  "his mother",  "the gardener", "a sailor",
    "the duke", "our guest",   "the miller", "the widow",   "a knight",    "the teacher",  "the young man",
};

typedef struct Verb {
    const char *present, *base, *past, *participle;
} Verb;

static const Verb VERBS[] = {
    {"sees", "see", "saw", "seen"},
    {"finds", "find", "found", "found"},
    {"takes", "take", "took", "taken"},
    {"brings", "bring", "brought", "brought"},
    {"loves", "love", "loved", "loved"},
    {"paints", "paint", "painted", "painted"},
    {"hides", "hide", "hid", "hidden"},
    {"sells", "sell", "sold", "sold"},
    {"keeps", "keep", "kept", "kept"},
    {"forgets", "forget", "forgot", "forgotten"},
    {"carries", "carry", "carried", "carried"},
    {"wants", "want", "wanted", "wanted"},
    {"hears", "hear", "heard", "heard"},
    {"follows", "follow", "followed", "followed"},
    {"leaves", "leave", "left", "left"},
    {"praises", "praise", "praised", "praised"},
};

static const char *const WHAT[] = {
    "a letter",  "the horse",  "an old book",  "the ring",  "a green hat",  "the crown",  "a song",   "the dog",
    "the ship",  "a red coat", "the sword",    "a picture", "the carriage", "the candle", "a flower", "the cake",
    "the money", "the clock",  "a white bird", "the piano", "the map",      "a glass",    "the key",  "the chair",
};

static const char *const WHERE[] = {
    "in the garden", "at the door", "near the river", "in the house", "by the sea",  "in the town",
    "on the hill",   "at church",   "in the hall",    "under a tree", "on the road", "in the snow",
    "at the window", "in the park", "at the ball",    "in the rain",
};

// Parts of a sentence.
typedef struct Sentence {
    const char *who, *what, *where;
    const Verb *verb;
} Sentence;

static const char *begun_large(Arena *arena, const char *text)
{
    char *large = arena_strdup(arena, text);
    large[0] = (char)toupper((unsigned char)large[0]);
    return large;
}

// "The king sees a letter in the garden."
static const char *as_it_is(Arena *arena, const Sentence *s)
{
    return begun_large(arena, arena_printf(arena, "%s %s %s %s.", s->who, s->verb->present, s->what, s->where));
}

static const char *in_capitals(Arena *arena, const Sentence *s)
{
    char *text = arena_strdup(arena, as_it_is(arena, s));
    for (char *at = text; *at; at++)
        *at = (char)toupper((unsigned char)*at);
    return text;
}

static const char *in_the_past(Arena *arena, const Sentence *s)
{
    return begun_large(arena, arena_printf(arena, "%s %s %s %s.", s->who, s->verb->past, s->what, s->where));
}

static const char *as_a_question(Arena *arena, const Sentence *s)
{
    return arena_printf(arena, "Does %s %s %s %s?", s->who, s->verb->base, s->what, s->where);
}

static const char *denied(Arena *arena, const Sentence *s)
{
    return begun_large(arena, arena_printf(arena, "%s does not %s %s %s.", s->who, s->verb->base, s->what, s->where));
}

static const char *turned_around(Arena *arena, const Sentence *s)
{
    const char *text = arena_printf(arena, "%s is %s by %s %s.", s->what, s->verb->participle, s->who, s->where);
    return begun_large(arena, text);
}

static const char *its_person(Arena *arena, const Sentence *s)
{
    return begun_large(arena, arena_printf(arena, "%s.", s->who));
}

static const char *its_place(Arena *arena, const Sentence *s)
{
    return begun_large(arena, arena_printf(arena, "%s.", s->where));
}

// To add one: a row, with as many ways to ask as are wanted.
static const struct {
    const char *template;
    const char *(*answer)(Arena *arena, const Sentence *sentence);
} ASKED[] = {
    {"Repeat: {a}", as_it_is},
    {"Say after me: {a}", as_it_is},
    {"Say this again: {a}", as_it_is},
    {"Copy this sentence: {a}", as_it_is},
    {"Copy: {a}", as_it_is},
    {"Write this once more: {a}", as_it_is},
    {"Please repeat this: {a}", as_it_is},
    {"What did I say? {a}", as_it_is},
    {"In capitals: {a}", in_capitals},
    {"Write this in capitals: {a}", in_capitals},
    {"Say it loudly: {a}", in_capitals},
    {"In the past: {a}", in_the_past},
    {"Put this into the past: {a}", in_the_past},
    {"As if it were yesterday: {a}", in_the_past},
    {"Make it a question: {a}", as_a_question},
    {"Ask whether this is so: {a}", as_a_question},
    {"As a question: {a}", as_a_question},
    {"Deny this: {a}", denied},
    {"Say that it is not so: {a}", denied},
    {"Say the opposite: {a}", denied},
    {"Turn this around: {a}", turned_around},
    {"Say this with is and by: {a}", turned_around},
    {"In other words: {a}", turned_around},
    {"Who does it? {a}", its_person},
    {"Who is it? {a}", its_person},
    {"Where is it? {a}", its_place},
    {"Where does it happen? {a}", its_place},
};

enum {
    N_WHO = sizeof WHO / sizeof WHO[0],
    N_VERBS = sizeof VERBS / sizeof VERBS[0],
    N_WHAT = sizeof WHAT / sizeof WHAT[0],
    N_WHERE = sizeof WHERE / sizeof WHERE[0],
    N_ASKED = sizeof ASKED / sizeof ASKED[0],
};

void chat_make_copying(ChatExample *example, const ChatMaterial *material, Dice *dice, Arena *arena)
{
    (void)material;
    Sentence sentence;
    sentence.who = WHO[dice_roll(dice, N_WHO)];
    sentence.verb = &VERBS[dice_roll(dice, N_VERBS)];
    sentence.what = WHAT[dice_roll(dice, N_WHAT)];
    sentence.where = WHERE[dice_roll(dice, N_WHERE)];
    const int asked = dice_roll(dice, N_ASKED);
    const char *said = as_it_is(arena, &sentence);
    *example = (ChatExample){
        .question = chat_filled(arena, chat_styled(arena, ASKED[asked].template, dice), said, NULL),
        .answer = ASKED[asked].answer(arena, &sentence),
        .key = said,
    };
}
