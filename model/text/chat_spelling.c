// chat_spelling.c — the letters of words that the texts use often.
#include "model/text/chat_task.h"

#include <string.h>

static const char *const WORDS[] = {
    "about",    "above",    "absence",  "account",  "address",  "advice",  "affair",   "afraid",  "agree",
    "alarm",    "alone",    "always",   "anger",    "angry",    "answer",  "anxious",  "appear",  "arms",
    "arrival",  "ashamed",  "aunt",     "aware",    "away",     "ball",    "banish",   "bear",    "beauty",
    "before",   "begin",    "behind",   "believe",  "beloved",  "benefit", "beyond",   "black",   "blame",
    "blood",    "bloody",   "blush",    "body",     "book",     "borne",   "breath",   "bring",   "broken",
    "brother",  "brought",  "burst",    "business", "calling",  "calm",    "candle",   "care",    "carriage",
    "cause",    "chair",    "chance",   "change",   "charm",    "child",   "children", "choice",  "church",
    "city",     "civil",    "clear",    "clever",   "clock",    "close",   "cold",     "colour",  "comfort",
    "common",   "company",  "concern",  "conduct",  "consent",  "content", "cottage",  "country", "couple",
    "courage",  "court",    "cousin",   "creature", "cross",    "crown",   "cruel",    "dance",   "danger",
    "dark",     "daughter", "dear",     "death",    "decide",   "deep",    "degree",   "delight", "desire",
    "devil",    "dinner",   "distance", "door",     "doubt",    "dream",   "dress",    "drive",   "duke",
    "duty",     "eager",    "early",    "earth",    "easy",     "effect",  "eldest",   "elegant", "enemy",
    "engage",   "enjoy",    "enough",   "enter",    "equal",    "escape",  "esteem",   "evening", "event",
    "every",    "evil",     "exact",    "excuse",   "expect",   "eyes",    "face",     "fact",    "faith",
    "false",    "family",   "famous",   "fancy",    "farewell", "fashion", "father",   "fault",   "favour",
    "fear",     "feel",     "fellow",   "field",    "fight",    "fire",    "flower",   "folly",   "fool",
    "forget",   "fortune",  "forward",  "free",     "fresh",    "friend",  "garden",   "gather",  "general",
    "gentle",   "ghost",    "gift",     "girl",     "glad",     "glory",   "gold",     "good",    "grace",
    "grave",    "great",    "green",    "grief",    "ground",   "guard",   "guess",    "guest",   "habit",
    "hand",     "happy",    "hard",     "harm",     "haste",    "head",    "health",   "hear",    "heart",
    "heaven",   "heavy",    "help",     "high",     "holy",     "home",    "honest",   "honour",  "hope",
    "horse",    "hour",     "house",    "human",    "humour",   "hurry",   "husband",  "idea",    "income",
    "island",   "jealous",  "jewel",    "join",     "journey",  "judge",   "justice",  "keep",    "kind",
    "king",     "kiss",     "knight",   "know",     "lady",     "land",    "large",    "late",    "laugh",
    "learn",    "leave",    "leisure",  "letter",   "liberty",  "light",   "lion",     "listen",  "little",
    "lively",   "lonely",   "long",     "lord",     "love",     "maid",    "manner",   "marble",  "marriage",
    "master",   "matter",   "mercy",    "merry",    "mind",     "mine",    "minute",   "moment",  "money",
    "month",    "moon",     "morning",  "mother",   "mouth",    "music",   "name",     "nature",  "near",
    "neck",     "nephew",   "never",    "news",     "night",    "noble",   "noise",    "north",   "number",
    "oath",     "object",   "office",   "open",     "order",    "other",   "pain",     "pale",    "paper",
    "pardon",   "parent",   "park",     "parlour",  "party",    "pass",    "patience", "peace",   "people",
    "perfect",  "picture",  "piece",    "pity",     "place",    "plain",   "plan",     "play",    "please",
    "pleasure", "poet",     "poison",   "poor",     "power",    "praise",  "pray",     "present", "pride",
    "prince",   "prison",   "private",  "promise",  "proof",    "proud",   "purpose",  "queen",   "question",
    "quick",    "quiet",    "rain",     "read",     "ready",    "reason",  "refuse",   "regret",  "remain",
    "reply",    "rest",     "return",   "rich",     "ring",     "river",   "road",     "room",    "rose",
    "royal",    "safe",     "sail",     "scene",    "school",   "season",  "second",   "secret",  "servant",
    "seven",    "shadow",   "shame",    "sharp",    "ship",     "short",   "shoulder", "sick",    "side",
    "sight",    "silence",  "silver",   "simple",   "sister",   "sleep",   "smile",    "snow",    "soldier",
    "song",     "sorrow",   "soul",     "sound",    "south",    "speak",   "spirit",   "spring",  "stage",
    "star",     "stone",    "storm",    "story",    "strange",  "street",  "strong",   "sudden",  "suffer",
    "summer",   "sun",      "supper",   "surprise", "sweet",    "sword",   "table",    "talk",    "taste",
    "tears",    "temper",   "thank",    "thief",    "thing",    "think",   "throne",   "time",    "tired",
    "together", "tongue",   "touch",    "tower",    "town",     "travel",  "treasure", "tree",    "trouble",
    "true",     "trust",    "truth",    "twenty",   "uncle",    "useful",  "valley",   "value",   "vanity",
    "victory",  "village",  "virtue",   "visit",    "voice",    "walk",    "wall",     "want",    "warm",
    "watch",    "water",    "weather",  "week",     "welcome",  "west",    "white",    "whole",   "widow",
    "wife",     "wild",     "wind",     "window",   "winter",   "wise",    "wish",     "witch",   "woman",
    "wonder",   "wood",     "word",     "work",     "world",    "worth",   "wound",    "write",   "year",
    "yellow",   "young",    "youth",
};

static const char *const SPELL[] = {
    "How do you spell {a}?",
    "How is {a} spelt?",
    "How do I spell {a}?",
    "How does one write {a}?",
    "Spell {a}.",
    "Spell {a} for me.",
    "Spell the word {a}.",
    "Please spell {a}.",
    "Can you spell {a}?",
    "Could you spell {a} for me?",
    "Say the letters of {a}.",
    "Give me the letters of {a}.",
    "Which letters make {a}?",
    "What are the letters of {a}?",
    "The word {a}, letter by letter.",
    "Write {a} letter by letter.",
    "Take {a} apart.",
    "Tell me how {a} is spelt.",
};
static const char *const FIRST[] = {
    "What is the first letter of {a}?",
    "Which letter does {a} begin with?",
    "What does {a} begin with?",
    "How does {a} begin?",
};
static const char *const LAST[] = {
    "What is the last letter of {a}?",
    "Which letter does {a} end with?",
    "What does {a} end with?",
    "How does {a} end?",
};
enum {
    N_WORDS = sizeof WORDS / sizeof WORDS[0],
    N_SPELL = sizeof SPELL / sizeof SPELL[0],
    N_FIRST = sizeof FIRST / sizeof FIRST[0],
    N_LAST = sizeof LAST / sizeof LAST[0],
};

// "h-o-u-s-e"
static const char *letters_of(Arena *arena, const char *word)
{
    const size_t n = strlen(word);
    char *text = arena_alloc(arena, 2 * n + 1);
    for (size_t i = 0; i < n; i++) {
        text[2 * i] = word[i];
        text[2 * i + 1] = i + 1 < n ? '-' : '\0';
    }
    return text;
}

void chat_make_spelling(ChatExample *example, const ChatMaterial *material, Dice *dice, Arena *arena)
{
    (void)material;
    const char *word = WORDS[dice_roll(dice, N_WORDS)];
    const size_t n = strlen(word);
    const int way = dice_roll(dice, 10); // eight of ten spell
    const char *template = way < 8    ? SPELL[dice_roll(dice, N_SPELL)]
                           : way == 8 ? FIRST[dice_roll(dice, N_FIRST)]
                                      : LAST[dice_roll(dice, N_LAST)];
    const char *answer = letters_of(arena, word);
    if (way >= 8)
        answer = arena_strndup(arena, word + (way == 8 ? 0 : n - 1), 1);
    *example = (ChatExample){
        .question = chat_filled(arena, chat_styled(arena, template, dice), word, NULL),
        .answer = answer,
        .key = arena_printf(arena, "word %s", word),
    };
}
