// known.c — names of layouts (scenes/deck/deck.lua has what they do) and of classes (scenes/deck/look.lua, placed.lua).
#include "engine/deck/known.h"

#include "engine/base/nearest.h"

#include <string.h>

// To add a layout: a name here, a function there.
static const char *const LAYOUTS[] = {
    "center",      "cover", "default", "end",   "fact",    "full",      "image",    "image-left",
    "image-right", "intro", "none",    "quote", "section", "statement", "two-cols", "two-cols-header",
};

enum { N_LAYOUTS = sizeof LAYOUTS / sizeof *LAYOUTS };

static const char *const SIZES[] = {"xs", "sm", "base", "lg", "xl", "2xl", "3xl", "4xl", "5xl", "6xl", NULL};
static const char *const ALIGNS[] = {"left", "center", "right", "start", "end", NULL};
static const char *const COLORS[] = {"gray",    "slate",  "zinc",   "neutral", "stone",  "white", "black",
                                     "cyan",    "sky",    "blue",   "indigo",  "teal",   "green", "emerald",
                                     "lime",    "yellow", "red",    "amber",   "orange", "rose",  "pink",
                                     "fuchsia", "purple", "violet", NULL};
static const char *const CORNERS[] = {"tl", "tr", "bl", "br", NULL};
static const char *const FONTS[] = {"mono", "bold", NULL};

typedef enum Behind { BEHIND_NOTHING, BEHIND_NUMBER, BEHIND_LENGTH, BEHIND_NAME, BEHIND_SHADE, BEHIND_ANY } Behind;

// A class: how it begins, and what follows behind a dash. To add one: a row.
typedef struct Class {
    const char *begin;
    Behind behind;
    const char *const *names; // of BEHIND_NAME, and of BEHIND_SHADE, which may have a number behind them: gray-400
} Class;

static const Class CLASSES[] = {
    {"abs", BEHIND_NAME, CORNERS}, {"absolute", BEHIND_NOTHING},
    {"bg", BEHIND_ANY},            {"bottom", BEHIND_LENGTH},
    {"font", BEHIND_NAME, FONTS},  {"gap", BEHIND_NUMBER},
    {"grid", BEHIND_NOTHING},      {"grid-cols", BEHIND_NUMBER},
    {"h", BEHIND_LENGTH},          {"inset", BEHIND_LENGTH},
    {"italic", BEHIND_NOTHING},    {"left", BEHIND_LENGTH},
    {"m", BEHIND_NUMBER},          {"mb", BEHIND_NUMBER},
    {"mt", BEHIND_NUMBER},         {"my", BEHIND_NUMBER},
    {"opacity", BEHIND_NUMBER},    {"p", BEHIND_NUMBER},
    {"pb", BEHIND_NUMBER},         {"pt", BEHIND_NUMBER},
    {"px", BEHIND_NUMBER},         {"py", BEHIND_NUMBER},
    {"right", BEHIND_LENGTH},      {"rounded", BEHIND_NOTHING},
    {"rounded", BEHIND_ANY},       {"text", BEHIND_NAME, ALIGNS},
    {"text", BEHIND_NAME, SIZES},  {"text", BEHIND_SHADE, COLORS},
    {"top", BEHIND_LENGTH},        {"w", BEHIND_LENGTH},
};

static bool is_number(const char *text)
{
    return *text && strspn(text, "0123456789.") == strlen(text);
}

// "10", "full", "1/2", "[37.5%]", "[20px]".
static bool is_length(const char *text)
{
    static const char DIGITS[] = "0123456789.";
    const bool bracket = *text == '[';
    const size_t n = strspn(text + bracket, DIGITS);
    const char *behind = text + bracket + n;
    if (strcmp(text, "full") == 0)
        return true;
    if (n == 0 || bracket)
        return n > 0 && (strcmp(behind, "%]") == 0 || strcmp(behind, "px]") == 0);
    return *behind == '\0' || (*behind == '/' && is_number(behind + 1));
}

static bool is_one_of(const char *text, const Class *row)
{
    for (const char *const *name = row->names; *name; name++) {
        const size_t n = strlen(*name);
        if (strncmp(text, *name, n) != 0)
            continue;
        if (text[n] == '\0' || (row->behind == BEHIND_SHADE && text[n] == '-' && is_number(text + n + 1)))
            return true;
    }
    return false;
}

static bool is_of_row(const char *class, const Class *row)
{
    const size_t n = strlen(row->begin);
    if (strncmp(class, row->begin, n) != 0)
        return false;
    const char *behind = class[n] == '-' ? class + n + 1 : NULL;
    switch (row->behind) {
    case BEHIND_NOTHING:
        return class[n] == '\0';
    case BEHIND_NUMBER:
        return behind && is_number(behind);
    case BEHIND_LENGTH:
        return behind && is_length(behind);
    case BEHIND_NAME:
    case BEHIND_SHADE:
        return behind && is_one_of(behind, row);
    case BEHIND_ANY:
        return behind != NULL;
    }
    return false;
}

static bool is_known(const char *class)
{
    for (size_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++)
        if (is_of_row(class, &CLASSES[i]))
            return true;
    return false;
}

void known_layout(DeckReader *reader, const DeckText *text, int line, const char *layout)
{
    for (int i = 0; i < N_LAYOUTS; i++)
        if (strcmp(LAYOUTS[i], layout) == 0)
            return;
    if (reader->files.has_layout && reader->files.has_layout(reader->files.source, layout))
        return;
    deck_warn(reader, text, line, "there is no layout %s, and default is taken; did you mean %s?", layout,
              nearest_names(reader->arena, layout, LAYOUTS, N_LAYOUTS));
}

void known_classes(DeckReader *reader, const DeckText *text, int line, const char *const *classes)
{
    for (; *classes; classes++)
        if (!is_known(*classes))
            deck_warn(reader, text, line, "the class %s is unknown and changes nothing", *classes);
}
