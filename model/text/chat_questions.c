// chat_questions.c — what can be asked about tiny Shakespeare, Jane Austen's novels, and the model itself.
//
// Every name below speaks in tiny Shakespeare, or occurs in that novel and in no other; who is in which play is common
// knowledge. Of itself the model says only what is true of every run that learned from these conversations.
#include "model/text/chat_task.h"

#include <ctype.h>
#include <string.h>

enum { MOST_NAMES = 14 };

// ---- the texts ----

typedef struct Work {
    const char *title;
    int text; // CHAT_SHAKESPEARE: a play; CHAT_AUSTEN: a novel
    const char *heroine;
    const char *speakers;           // the first three
    const char *names[MOST_NAMES];  // people of this work alone
    const char *places[MOST_NAMES]; // likewise
} Work;

static const Work WORKS[] = {
    {"Romeo and Juliet",
     CHAT_SHAKESPEARE,
     NULL,
     "Romeo, Juliet and Mercutio",
     {"Romeo", "Mercutio", "Benvolio", "Tybalt", "Capulet", "Friar Laurence", "Lady Capulet", "Sampson", "Gregory"},
     {NULL}},
    {"Coriolanus",
     CHAT_SHAKESPEARE,
     NULL,
     "Coriolanus, Menenius and Volumnia",
     {"Menenius", "Sicinius", "Cominius", "Volumnia", "Aufidius", "Virgilia", "Valeria", "Lartius"},
     {NULL}},
    {"The Tempest",
     CHAT_SHAKESPEARE,
     NULL,
     "Prospero, Miranda and Ariel",
     {"Prospero", "Miranda", "Ariel", "Gonzalo", "Ferdinand", "Alonso"},
     {NULL}},
    {"The Winter's Tale",
     CHAT_SHAKESPEARE,
     NULL,
     "Leontes, Hermione and Perdita",
     {"Leontes", "Camillo", "Autolycus", "Paulina", "Polixenes", "Florizel", "Hermione", "Perdita", "Antigonus",
      "Mamillius", "Mopsa", "Dorcas"},
     {NULL}},
    {"Measure for Measure",
     CHAT_SHAKESPEARE,
     NULL,
     "Isabella, Angelo and Lucio",
     {"Isabella", "Lucio", "Angelo", "Escalus", "Pompey", "Elbow", "Mariana", "Abhorson"},
     {NULL}},
    {"The Taming of the Shrew",
     CHAT_SHAKESPEARE,
     NULL,
     "Petruchio, Katharina and Tranio",
     {"Petruchio", "Katharina", "Tranio", "Hortensio", "Baptista", "Grumio", "Lucentio", "Gremio", "Biondello",
      "Bianca", "Curtis"},
     {NULL}},
    {"Richard the Third",
     CHAT_SHAKESPEARE,
     NULL,
     "Richard, Buckingham and Lady Anne",
     {"Buckingham", "Lady Anne", "Catesby", "Ratcliff", "Tyrrel", "Brakenbury"},
     {NULL}},
    {"Richard the Second",
     CHAT_SHAKESPEARE,
     NULL,
     "Richard, Bolingbroke and John of Gaunt",
     {"Bolingbroke", "John of Gaunt", "Mowbray", "Aumerle", "Bushy", "Bagot"},
     {NULL}},
    {"Henry the Sixth",
     CHAT_SHAKESPEARE,
     NULL,
     "Henry, Warwick and Clifford",
     {"Warwick", "Clifford", "Lady Grey", "King Lewis"},
     {NULL}},
    {"Emma",
     CHAT_AUSTEN,
     "Emma Woodhouse",
     NULL,
     {"Emma Woodhouse", "Miss Bates", "Harriet Smith", "Frank Churchill", "Jane Fairfax", "Mr. Knightley", "Mr. Elton",
      "Mr. Weston", "Mr. Woodhouse"},
     {"Hartfield", "Donwell", "Randalls", "Highbury"}},
    {"Mansfield Park",
     CHAT_AUSTEN,
     "Fanny Price",
     NULL,
     {"Fanny Price", "Edmund Bertram", "Sir Thomas", "Mrs. Norris", "Henry Crawford", "Mary Crawford", "Maria Bertram"},
     {"Sotherton"}},
    {"Northanger Abbey",
     CHAT_AUSTEN,
     "Catherine Morland",
     NULL,
     {"Catherine Morland", "Henry Tilney", "Isabella Thorpe", "John Thorpe", "General Tilney", "Mrs. Allen"},
     {NULL}},
    {"Persuasion",
     CHAT_AUSTEN,
     "Anne Elliot",
     NULL,
     {"Anne Elliot", "Captain Wentworth", "Sir Walter", "Lady Russell", "Louisa Musgrove", "Admiral Croft",
      "Captain Benwick"},
     {"Kellynch", "Uppercross", "Lyme"}},
    {"Pride and Prejudice",
     CHAT_AUSTEN,
     "Elizabeth Bennet",
     NULL,
     {"Elizabeth Bennet", "Mr. Darcy", "Mr. Bingley", "Mr. Collins", "Mr. Wickham", "Charlotte Lucas", "Lady Catherine",
      "Lydia"},
     {"Longbourn", "Netherfield", "Pemberley", "Rosings", "Meryton"}},
    {"Sense and Sensibility",
     CHAT_AUSTEN,
     "Elinor Dashwood",
     NULL,
     {"Elinor", "Marianne", "Colonel Brandon", "Willoughby", "Edward Ferrars", "Mrs. Jennings", "Lucy Steele"},
     {"Barton", "Norland", "Cleveland"}},
};
enum { N_WORKS = sizeof WORKS / sizeof WORKS[0] };

static const char *const ASK_AUTHOR[] = {
    "Who wrote {a}?",         "Who is the author of {a}?", "By whom is {a}?",         "Whose work is {a}?",
    "Who is {a} by?",         "Tell me who wrote {a}.",    "Name the author of {a}.", "Do you know who wrote {a}?",
    "Which writer made {a}?", "{a} was written by whom?",  "From whose pen is {a}?",  NULL};
static const char *const ASK_FORM[] = {
    "Is {a} a play or a novel?", "What is {a}, a play or a novel?",           "A play or a novel: what is {a}?",
    "Is {a} a novel or a play?", "Tell me whether {a} is a play or a novel.", NULL};
static const char *const ASK_SPEAKERS[] = {"Who speaks in {a}?",
                                           "Tell me who speaks in {a}.",
                                           "Whom do we hear in {a}?",
                                           "Which people speak in {a}?",
                                           "Name three who speak in {a}.",
                                           "Who has words to say in {a}?",
                                           NULL};
static const char *const ASK_PLAY[] = {"In which play does {a} speak?",  "Which play is {a} in?",
                                       "Where does {a} speak?",          "In what play do we hear {a}?",
                                       "Tell me the play of {a}.",       "Name the play with {a}.",
                                       "To which play does {a} belong?", NULL};
static const char *const ASK_HEROINE[] = {"Who is the heroine of {a}?",
                                          "Name the heroine of {a}.",
                                          "Whose story is {a}?",
                                          "Tell me the heroine of {a}.",
                                          "Whom is {a} about?",
                                          "Which young lady is {a} about?",
                                          NULL};
static const char *const ASK_NOVEL[] = {
    "In which novel is {a}?",    "Which novel is {a} in?",   "Where do we meet {a}?",           "In what book is {a}?",
    "Tell me the novel of {a}.", "Name the novel with {a}.", "To which novel does {a} belong?", NULL};
static const char *const ASK_PLACE[] = {"In which novel is {a}?",
                                        "Which novel has a place called {a}?",
                                        "In what book do people live at {a}?",
                                        "Where do we read of {a}?",
                                        "Name the novel with {a}.",
                                        "To which novel does {a} belong?",
                                        NULL};

// ---- the model itself ----

static const char *const ASK_READ[] = {"What have you read?",         "What were you trained on?",
                                       "What did you learn from?",    "Which books do you know?",
                                       "Tell me what you have read.", "What is your training text?",
                                       "What do you know?",           NULL};
#define ASK (const char *const[])

static const struct {
    int needs, lacks; // texts that the model has, and has not, read when this is true
    const char *answer;
    const char *const *asks; // NULL ends them
} SELF[] = {
    {0, 0, "I am gptreel's miniature, a small chat model.",
     ASK{"Who are you?", "What are you?", "What is your name?", "Tell me who you are.", "Introduce yourself.",
         "Whom do I talk to?", "May I ask who you are?", "Say who you are.", "What do people call you?", NULL}},
    {0, 0, "A program called gptreel trained me.",
     ASK{"Who made you?", "Who trained you?", "By whom were you trained?", "What made you?", "Who built you?",
         "Tell me who made you.", "Which program trained you?", NULL}},
    {CHAT_SHAKESPEARE | CHAT_AUSTEN, 0,
     "Novels by Jane Austen and plays by William Shakespeare, and then made-up conversations.", ASK_READ},
    {CHAT_SHAKESPEARE, CHAT_AUSTEN, "Plays by William Shakespeare, and then made-up conversations.", ASK_READ},
    {CHAT_AUSTEN, CHAT_SHAKESPEARE, "Novels by Jane Austen, and then made-up conversations.", ASK_READ},
    {0, 0, "I was trained to add and subtract, to spell, and to copy and reword sentences.",
     ASK{"What can you do?", "What are you good for?", "What were you trained to do?", "How can you help me?",
         "Tell me what you can do.", "What can I ask you?", "What are you made for?", NULL}},
    {0, 0, "Yes, there is a calculator that I can call.",
     ASK{"Have you a tool?", "Can you use a calculator?", "Is there a calculator?", "Do you have a calculator?",
         "Which tool have you?", "Can you call a tool?", NULL}},
    {0, 0, "No, I am a program that guesses the next token.",
     ASK{"Are you a person?", "Are you human?", "Do you have feelings?", "Are you alive?", "Are you a man or a woman?",
         "Do you think as I do?", "Have you a soul?", NULL}},
    {0, 0, "I guess one token after another.",
     ASK{"How do you work?", "How do you write?", "How do you make your answers?", "What do you do when you answer?",
         "Tell me how you work.", NULL}},
    {0, 0, "No, I am small and can be wrong.",
     ASK{"Are you always right?", "Do you know everything?", "Can I trust you?", "Are you never wrong?",
         "Are you clever?", "Is all that you say true?", NULL}},
    {0, 0, "No, I am a small model, trained by gptreel.",
     ASK{"Are you ChatGPT?", "Are you GPT-2?", "Are you a large model?", "Are you a famous model?", "Are you big?",
         NULL}},
    {0, 0, "No, I only know what I was trained on.",
     ASK{"Can you see the internet?", "Do you know the news?", "Can you look it up?", "Do you know what day it is?",
         "Do you know my name?", NULL}},
    {0, 0, "Hello! Ask me something.",
     ASK{"Hello!", "Hello.", "Hi!", "Good morning.", "Good evening.", "Good day!", "Greetings.", "How do you do?",
         NULL}},
    {0, 0, "You are welcome.",
     ASK{"Thank you.", "Thanks!", "Many thanks.", "I thank you.", "That was kind of you.", "Thank you very much.",
         NULL}},
    {0, 0, "Goodbye!",
     ASK{"Goodbye.", "Bye!", "Farewell.", "Good night.", "I must go now.", "That is all for today.", "See you soon.",
         NULL}},
};
enum { N_SELF = sizeof SELF / sizeof SELF[0] };

// ---- all of them ----

typedef struct FactList {
    Arena *arena;
    ChatFact *items; // [n]
    int n, n_room;
} FactList;

static void add_fact(FactList *list, const char *question, const char *answer)
{
    list->items = arena_grow(list->arena, list->items, list->n, &list->n_room, sizeof *list->items);
    list->items[list->n++] = (ChatFact){question, answer};
}

// A question for each way to ask about `subject`.
static void add_asked(FactList *list, const char *const *asks, const char *subject, const char *answer)
{
    for (; *asks; asks++)
        add_fact(list, chat_filled(list->arena, *asks, subject, NULL), arena_printf(list->arena, "%s.", answer));
}

static void add_work(FactList *list, const Work *work)
{
    const bool is_play = work->text == CHAT_SHAKESPEARE;
    add_asked(list, ASK_AUTHOR, work->title, is_play ? "William Shakespeare" : "Jane Austen");
    add_asked(list, ASK_FORM, work->title, is_play ? "A play" : "A novel");
    if (work->speakers)
        add_asked(list, ASK_SPEAKERS, work->title, work->speakers);
    if (work->heroine)
        add_asked(list, ASK_HEROINE, work->title, work->heroine);
    for (const char *const *name = work->names; *name; name++)
        add_asked(list, is_play ? ASK_PLAY : ASK_NOVEL, *name, work->title);
    for (const char *const *place = work->places; *place; place++)
        add_asked(list, ASK_PLACE, *place, work->title);
}

void chat_facts(ChatMaterial *material, int texts, Arena *arena)
{
    FactList list = {.arena = arena};
    for (int i = 0; i < N_SELF; i++)
        if ((texts & SELF[i].needs) == SELF[i].needs && (texts & SELF[i].lacks) == 0)
            for (const char *const *ask = SELF[i].asks; *ask; ask++)
                add_fact(&list, *ask, SELF[i].answer);
    material->n_self = list.n;
    for (int i = 0; i < N_WORKS; i++)
        if (texts & WORKS[i].text)
            add_work(&list, &WORKS[i]);
    material->facts = list.items;
    material->n_facts = list.n;
}

// Letters and digits of the question, so that its style does not count.
static const char *key_of(Arena *arena, const char *question)
{
    char *key = arena_alloc(arena, strlen(question) + 1), *at = key;
    for (; *question; question++)
        if (isalnum((unsigned char)*question))
            *at++ = (char)tolower((unsigned char)*question);
    return key;
}

void chat_make_question(ChatExample *example, const ChatMaterial *material, Dice *dice, Arena *arena)
{
    const bool about_self = material->n_self == material->n_facts || dice_roll(dice, 3) == 0;
    const int first = about_self ? 0 : material->n_self, n = about_self ? material->n_self : material->n_facts - first;
    const ChatFact *fact = &material->facts[first + dice_roll(dice, n)];
    *example = (ChatExample){
        .question = chat_styled(arena, fact->question, dice),
        .answer = fact->answer,
        .key = key_of(arena, fact->question),
    };
}
