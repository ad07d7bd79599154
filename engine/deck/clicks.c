// clicks.c — clicks in the order of the text, as Slidev counts them: relative ones add up, absolute ones do not.
#include "engine/deck/clicks.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CLICKS = 999 };

// ---- values ----

typedef struct ClickValue {
    bool relative;
    int amount;
} ClickValue;

// A number with or without a sign and quotes; `text` is moved behind it.
static bool read_value(const char **text, ClickValue *value)
{
    static const char AROUND[] = " \t\n'\"`";
    const char *at = *text + strspn(*text, AROUND);
    char *end = NULL;
    value->relative = *at == '+' || *at == '-';
    const long amount = strtol(at, &end, 10);
    value->amount = (int)amount;
    *text = end + strspn(end, AROUND);
    return end > at && labs(amount) <= MOST_CLICKS;
}

static bool read_range(const char *text, ClickValue *from, ClickValue *to)
{
    text++;
    if (!read_value(&text, from) || *text != ',')
        return false;
    text++;
    return read_value(&text, to) && *text == ']' && text[1 + strspn(text + 1, " ")] == '\0';
}

static int place_of(const ClickCount *count, ClickValue value)
{
    const int place = value.relative ? count->now + value.amount : value.amount;
    return place < 0 ? 0 : place;
}

static void reach(ClickCount *count, int click)
{
    count->last = click > count->last ? click : count->last;
}

bool click_take(ClickCount *count, const char *value, int n_clicks, DeckClicks *clicks)
{
    ClickValue from = {true, 1}, to = {0};
    value += strspn(value, " \t\n");
    const bool range = *value == '[';
    *clicks = (DeckClicks){0};
    if (range ? !read_range(value, &from, &to)
              : *value && strcmp(value, "true") != 0 && (!read_value(&value, &from) || *value))
        return false;
    clicks->from = place_of(count, from);
    if (range) {
        clicks->to = to.relative ? clicks->from + to.amount : to.amount;
        count->now += (from.relative ? from.amount : 0) + (to.relative ? to.amount : 0);
        reach(count, clicks->to);
    } else {
        count->now += from.relative ? from.amount + n_clicks - 1 : 0;
        reach(count, clicks->from + n_clicks - 1);
    }
    return true;
}

DeckClicks click_both(DeckClicks a, DeckClicks b)
{
    const int to = a.to == 0 ? b.to : b.to == 0 || a.to < b.to ? a.to : b.to;
    return (DeckClicks){a.from > b.from ? a.from : b.from, to};
}

// ---- attributes ----

// Whether a name is `stem` or `stem.modifier`; which then is looked for among the modifiers.
static bool is_named(const char *name, const char *stem, const char *modifier, bool *modified)
{
    const size_t n = strlen(stem);
    if (strncmp(name, stem, n) != 0 || (name[n] != '\0' && name[n] != '.'))
        return false;
    *modified = *modified || strstr(name + n, modifier);
    return true;
}

// The click that <v-click at="3"> and its like ask for; NULL.
static const char *given_start(const DomNode *node)
{
    return dom_attribute(node, "at") ? dom_attribute(node, "at") : dom_attribute(node, ":at");
}

// The value of the attribute that says when an element shows, or hides; NULL: none does.
static const char *own_value(const DomNode *node, bool *hides)
{
    const bool element = dom_is(node, ROLE_CLICK) || dom_is(node, ROLE_AFTER);
    for (int i = 0; i < node->n; i++) {
        const char *name = node->names[i], *value = node->values[i];
        if (is_named(name, "v-click-hide", "", hides))
            *hides = true;
        else if (is_named(name, "v-after", ".hide", hides))
            return "+0";
        else if (!is_named(name, "v-click", ".hide", hides))
            continue;
        return strcmp(value, "v-click") == 0 ? "" : value;
    }
    if (!element)
        return NULL;
    *hides = dom_attribute(node, "hide") != NULL;
    const char *at = given_start(node);
    return at ? at : dom_is(node, ROLE_AFTER) ? "+0" : "";
}

DeckClicks click_of(DeckReader *reader, const DeckText *text, ClickCount *count, const DomNode *node, DeckClicks outer)
{
    bool hides = false;
    const char *value = own_value(node, &hides);
    DeckClicks clicks = outer, own;
    if (node->turn.to > 0)
        clicks = click_both(clicks, node->turn);
    if (node->at && click_take(count, node->at, 1, &own))
        clicks = click_both(clicks, own);
    if (!value || strcmp(value, "false") == 0)
        return clicks;
    if (!click_take(count, value, 1, &own)) {
        deck_warn(reader, text, node->line,
                  "\"%s\" is no click, which is a number, '+1' or [2,4]; it shows from the start", value);
        return clicks;
    }
    if (hides)
        own = own.from > 0 ? (DeckClicks){.to = own.from} : (DeckClicks){0};
    return click_both(clicks, own);
}

// ---- <v-clicks> ----

typedef struct Giver {
    Arena *arena;
    const char *at; // absolute: a number; NULL: relative
    int first;      // of the relative ones: how far the first is
    int n_given, before, depth, every;
} Giver;

static int whole_attribute(const DomNode *node, const char *name, const char *bound, int otherwise)
{
    const char *value = dom_attribute(node, name) ? dom_attribute(node, name) : dom_attribute(node, bound);
    ClickValue read;
    return value && read_value(&value, &read) && *value == '\0' && read.amount > 0 ? read.amount : otherwise;
}

static void give_one(Giver *giver, DomNode *node)
{
    const int place = giver->n_given++ / giver->every; // from 0
    if (giver->at) {
        node->at = arena_printf(giver->arena, "%d", atoi(giver->at) + place);
        return;
    }
    const int reached = giver->first + place;
    node->at = arena_printf(giver->arena, "+%d", reached - giver->before);
    giver->before = reached;
}

static void give_items(Giver *giver, DomNode *list, int depth)
{
    for (DomNode *item = list->first; item; item = item->next) {
        if (!item->tag)
            continue;
        give_one(giver, item);
        for (DomNode *inner = item->first; inner && depth < giver->depth; inner = inner->next)
            if (dom_is(inner, ROLE_LIST))
                give_items(giver, inner, depth + 1);
    }
}

// The rows of a table but those that name its columns.
static void give_rows(Giver *giver, DomNode *table)
{
    for (DomNode *child = table->first; child; child = child->next) {
        if (dom_is(child, ROLE_ROW))
            give_one(giver, child);
        if (dom_is(child, ROLE_ROWS) && strcmp(child->tag, "thead") != 0)
            give_items(giver, child, giver->depth);
    }
}

void click_give(DeckReader *reader, DomNode *node)
{
    const char *at = given_start(node);
    ClickValue start = {true, 1};
    if (at && *at && !read_value(&at, &start))
        start = (ClickValue){true, 1};
    Giver giver = {
        .arena = reader->arena,
        .at = start.relative ? NULL : arena_printf(reader->arena, "%d", start.amount),
        .first = start.amount,
        .depth = whole_attribute(node, "depth", ":depth", 1),
        .every = whole_attribute(node, "every", ":every", 1),
    };
    DomNode *only = dom_is(node, ROLE_LIST) || dom_is(node, ROLE_TABLE) ? node : dom_only_child(node);
    if (only && dom_is(only, ROLE_LIST))
        give_items(&giver, only, 1);
    else if (only && dom_is(only, ROLE_TABLE))
        give_rows(&giver, only);
    else
        give_items(&giver, node, giver.depth);
}

// ---- <v-switch> ----

// "2" or "2-5", the end being the click at which it is gone.
static bool read_turn(const char *name, DeckClicks *turn)
{
    char *end = NULL;
    const long from = name ? strtol(name, &end, 10) : -1;
    const long to = from >= 0 && *end == '-' ? strtol(end + 1, &end, 10) : from + 1;
    *turn = (DeckClicks){(int)from, (int)to};
    return from >= 0 && end > name && *end == '\0' && to > from && to <= MOST_CLICKS;
}

void click_turns(DeckReader *reader, const DeckText *text, ClickCount *count, DomNode *node)
{
    int last = 1;
    DeckClicks turn, start;
    for (DomNode *child = node->first; child; child = child->next)
        if (dom_is(child, ROLE_SLOT) && read_turn(dom_slot(child), &turn))
            last = turn.to > last ? turn.to : last;
    const char *at = given_start(node);
    if (!click_take(count, at ? at : "", last - 1, &start))
        click_take(count, "", last - 1, &start);
    for (DomNode *child = node->first; child; child = child->next) {
        if (!dom_is(child, ROLE_SLOT))
            continue;
        if (read_turn(dom_slot(child), &turn))
            child->turn = (DeckClicks){start.from + turn.from > 0 ? start.from + turn.from - 1 : 0,
                                       start.from + turn.to > 1 ? start.from + turn.to - 1 : 1};
        else
            deck_warn(reader, text, child->line,
                      "a <template> of <v-switch> says no click, as #2 or #2-5; it always shows");
    }
}
