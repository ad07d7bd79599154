// pattern.c — Lua's patterns: read into items once, then matched by backtracking over them with a count of steps.
//
// Each item is one character class with its repetition, or a capture's bracket, %b, %f, %1. An item calls the matcher
// for what follows it only where it may have to try again, so the depth of calls is at most the number of items.
#include "engine/script/pattern.h"

#include <string.h>

typedef enum ItemKind {
    ITEM_CLASS,
    ITEM_OPEN,     // (
    ITEM_CLOSE,    // )
    ITEM_POSITION, // ()
    ITEM_BALANCED, // %bxy
    ITEM_FRONTIER, // %f[set]
    ITEM_REPEATED, // %1: what a capture found
    ITEM_END,      // $
} ItemKind;

typedef enum Repetition {
    ONCE,
    MAYBE,  // ?
    MOST,   // * and, with at_least 1, +
    FEWEST, // -
} Repetition;

struct PatternItem {
    ItemKind kind;
    Repetition repetition;
    int at_least;
    int capture;               // of the brackets and of %1, from 0
    unsigned char open, close; // of %b
    unsigned char set[32];     // a bit for each byte
};

size_t pattern_item_bytes(size_t n_pattern_bytes)
{
    return sizeof(PatternItem) * (n_pattern_bytes < PATTERN_MOST_ITEMS ? n_pattern_bytes + 1 : PATTERN_MOST_ITEMS);
}

// ---- reading ----

static bool in_range(int c, int from, int to)
{
    return c >= from && c <= to;
}

static bool is_letter(int c)
{
    return in_range(c, 'a', 'z') || in_range(c, 'A', 'Z');
}

// Whether a byte is of the class that a small letter names; false for letters that name none.
static bool is_of(int c, int class)
{
    const bool digit = in_range(c, '0', '9'), graphic = in_range(c, 33, 126);
    switch (class) {
    case 'a':
        return is_letter(c);
    case 'c':
        return c < 32 || c == 127;
    case 'd':
        return digit;
    case 'g':
        return graphic;
    case 'l':
        return in_range(c, 'a', 'z');
    case 'p':
        return graphic && !digit && !is_letter(c);
    case 's':
        return c == ' ' || in_range(c, 9, 13);
    case 'u':
        return in_range(c, 'A', 'Z');
    case 'w':
        return digit || is_letter(c);
    case 'x':
        return digit || in_range(c, 'a', 'f') || in_range(c, 'A', 'F');
    default:
        return false;
    }
}

static void set_add(unsigned char set[32], int c)
{
    set[c / 8] |= (unsigned char)(1u << c % 8);
}

static bool set_has(const unsigned char set[32], int c)
{
    return set[c / 8] >> c % 8 & 1;
}

// Adds what %x means: a class, its complement for a capital, or the character itself.
static void set_add_escaped(unsigned char set[32], unsigned char x)
{
    const int small = in_range(x, 'A', 'Z') ? x + ('a' - 'A') : x;
    if (!strchr("acdglpsuwx", small) || small == 0) {
        set_add(set, x);
        return;
    }
    for (int c = 0; c < 256; c++)
        if (is_of(c, small) == (x == small))
            set_add(set, c);
}

typedef struct Reader {
    const char *at, *end;
    Err *err;
} Reader;

// Reads what follows a [ up to its ].
static bool read_set(Reader *in, unsigned char set[32])
{
    const bool complement = in->at < in->end && *in->at == '^';
    if (complement)
        in->at++;
    for (bool first = true;; first = false) {
        if (in->at == in->end)
            return err_set(in->err, "the pattern has a `[` without its `]`");
        const unsigned char c = (unsigned char)*in->at++;
        if (c == ']' && !first)
            break;
        if (c == '%') {
            if (in->at == in->end)
                return err_set(in->err, "the pattern has a `[` without its `]`");
            set_add_escaped(set, (unsigned char)*in->at++);
        } else if (in->end - in->at >= 2 && in->at[0] == '-' && in->at[1] != ']') {
            for (int each = c; each <= (unsigned char)in->at[1]; each++)
                set_add(set, each);
            in->at += 2;
        } else {
            set_add(set, c);
        }
    }
    for (int i = 0; complement && i < 32; i++)
        set[i] = (unsigned char)~set[i];
    return true;
}

// Reads what follows a % outside of sets, other than a class.
static bool read_special(Reader *in, PatternItem *item, const bool *closed, int n_captures)
{
    const char c = *in->at++;
    if (c == 'b') {
        if (in->end - in->at < 2)
            return err_set(in->err, "the pattern ends within `%%b`; two characters follow it");
        *item =
            (PatternItem){.kind = ITEM_BALANCED, .open = (unsigned char)in->at[0], .close = (unsigned char)in->at[1]};
        in->at += 2;
        return true;
    }
    if (c == 'f') {
        if (in->at == in->end || *in->at++ != '[')
            return err_set(in->err, "the pattern has no `[` behind `%%f`; a set follows it");
        item->kind = ITEM_FRONTIER;
        return read_set(in, item->set);
    }
    const int capture = c - '1';
    if (capture < 0 || capture >= n_captures || !closed[capture])
        return err_set(in->err, "the pattern has a `%%%c` without a capture of that number before it", c);
    *item = (PatternItem){.kind = ITEM_REPEATED, .capture = capture};
    return true;
}

// Reads a character class and its repetition.
static bool read_class(Reader *in, PatternItem *item)
{
    item->kind = ITEM_CLASS;
    const unsigned char c = (unsigned char)*in->at++;
    if (c == '.') {
        memset(item->set, 0xff, sizeof item->set);
    } else if (c == '%') {
        set_add_escaped(item->set, (unsigned char)*in->at++);
    } else if (c == '[') {
        if (!read_set(in, item->set))
            return false;
    } else {
        set_add(item->set, c);
    }
    switch (in->at < in->end ? *in->at : '\0') {
    case '?':
        item->repetition = MAYBE;
        break;
    case '+':
        item->at_least = 1;
        item->repetition = MOST;
        break;
    case '*':
        item->repetition = MOST;
        break;
    case '-':
        item->repetition = FEWEST;
        break;
    default:
        return true;
    }
    in->at++;
    return true;
}

// Reads a capture's bracket; `open` holds the captures that are open, innermost last.
static bool read_bracket(Reader *in, Pattern *pattern, PatternItem *item, bool *closed, int *open, int *n_open)
{
    if (*in->at++ == ')') {
        if (*n_open == 0)
            return err_set(in->err, "the pattern has a `)` without its `(`");
        *item = (PatternItem){.kind = ITEM_CLOSE, .capture = open[--*n_open]};
        closed[item->capture] = true;
        return true;
    }
    if (pattern->n_captures == PATTERN_MOST_CAPTURES)
        return err_set(in->err, "the pattern has more than %d captures", PATTERN_MOST_CAPTURES);
    const int capture = pattern->n_captures++;
    const bool position = in->at < in->end && *in->at == ')';
    *item = (PatternItem){.kind = position ? ITEM_POSITION : ITEM_OPEN, .capture = capture};
    if (position) {
        in->at++;
        closed[capture] = true;
    } else {
        open[(*n_open)++] = capture;
    }
    return true;
}

bool pattern_read(Pattern *pattern, PatternItem *items, const char *text, size_t n_bytes, bool anchors, Err *err)
{
    *pattern = (Pattern){.items = items};
    Reader in = {text, text + n_bytes, err};
    if (anchors && n_bytes > 0 && *text == '^') {
        pattern->anchored = true;
        in.at++;
    }
    bool closed[PATTERN_MOST_CAPTURES] = {false};
    int open[PATTERN_MOST_CAPTURES], n_open = 0;
    while (in.at < in.end) {
        if (pattern->n_items == PATTERN_MOST_ITEMS)
            return err_set(err, "the pattern has more than %d parts; use a shorter one", PATTERN_MOST_ITEMS);
        PatternItem *item = &items[pattern->n_items++];
        memset(item, 0, sizeof *item);
        const char next = in.end - in.at > 1 ? in.at[1] : '\0';
        if (*in.at == '%' && in.end - in.at == 1)
            return err_set(err, "the pattern ends with `%%`; `%%%%` is the character itself");
        bool read;
        if (*in.at == '(' || *in.at == ')') {
            read = read_bracket(&in, pattern, item, closed, open, &n_open);
        } else if (*in.at == '$' && in.end - in.at == 1) {
            item->kind = ITEM_END;
            in.at++;
            read = true;
        } else if (*in.at == '%' && (next == 'b' || next == 'f' || in_range(next, '0', '9'))) {
            in.at++;
            read = read_special(&in, item, closed, pattern->n_captures);
        } else {
            read = read_class(&in, item);
        }
        if (!read)
            return false;
    }
    return n_open == 0 || err_set(err, "the pattern has a `(` without its `)`");
}

// ---- matching ----

static bool step(PatternMatch *match)
{
    return --match->steps_left >= 0;
}

static const char *subject_end(const PatternMatch *match)
{
    return match->subject + match->n_subject_bytes;
}

static bool fits(const PatternMatch *match, const PatternItem *item, const char *at)
{
    return at < subject_end(match) && set_has(item->set, (unsigned char)*at);
}

static const char *match_from(const Pattern *pattern, PatternMatch *match, int i, const char *at);

// As many as there are, then one less each time.
static const char *match_most(const Pattern *pattern, PatternMatch *match, int i, const char *at)
{
    const PatternItem *item = &pattern->items[i];
    const char *far = at;
    while (fits(match, item, far) && step(match))
        far++;
    for (; far >= at + item->at_least && match->steps_left >= 0; far--) {
        const char *end = match_from(pattern, match, i + 1, far);
        if (end)
            return end;
    }
    return NULL;
}

static const char *match_fewest(const Pattern *pattern, PatternMatch *match, int i, const char *at)
{
    while (step(match)) {
        const char *end = match_from(pattern, match, i + 1, at);
        if (end)
            return end;
        if (!fits(match, &pattern->items[i], at))
            return NULL;
        at++;
    }
    return NULL;
}

// What lies between the bracket at `at` and the one that closes it; NULL when there is none.
static const char *match_balanced(PatternMatch *match, const PatternItem *item, const char *at)
{
    const char *end = subject_end(match);
    if (at == end || (unsigned char)*at != item->open)
        return NULL;
    int64_t depth = 1;
    while (++at < end && step(match)) {
        const unsigned char c = (unsigned char)*at;
        if (c == item->close) {
            if (--depth == 0)
                return at + 1;
        } else if (c == item->open) {
            depth++;
        }
    }
    return NULL;
}

static const char *match_repeated(PatternMatch *match, const PatternItem *item, const char *at)
{
    const PatternCapture *capture = &match->captures[item->capture];
    const size_t n = capture->position ? 0 : capture->n_bytes;
    match->steps_left -= (int64_t)n;
    if (match->steps_left < 0 || (size_t)(subject_end(match) - at) < n || memcmp(capture->start, at, n) != 0)
        return NULL;
    return at + n;
}

static bool at_frontier(const PatternMatch *match, const PatternItem *item, const char *at)
{
    const int before = at == match->subject ? 0 : (unsigned char)at[-1];
    const int here = at == subject_end(match) ? 0 : (unsigned char)*at;
    return !set_has(item->set, before) && set_has(item->set, here);
}

// A capture keeps what an earlier try left in it only until what follows it is tried again, so nothing is undone.
static void note_capture(PatternMatch *match, const PatternItem *item, const char *at)
{
    PatternCapture *capture = &match->captures[item->capture];
    if (item->kind == ITEM_CLOSE)
        capture->n_bytes = (size_t)(at - capture->start);
    else
        *capture = (PatternCapture){at, 0, item->kind == ITEM_POSITION};
}

// The end of a match of the items from `i` on at `at`; NULL when there is none or no steps are left.
static const char *match_from(const Pattern *pattern, PatternMatch *match, int i, const char *at)
{
    for (; i < pattern->n_items && at && step(match); i++) {
        const PatternItem *item = &pattern->items[i];
        switch (item->kind) {
        case ITEM_OPEN:
        case ITEM_CLOSE:
        case ITEM_POSITION:
            note_capture(match, item, at);
            break;
        case ITEM_BALANCED:
            at = match_balanced(match, item, at);
            break;
        case ITEM_FRONTIER:
            at = at_frontier(match, item, at) ? at : NULL;
            break;
        case ITEM_REPEATED:
            at = match_repeated(match, item, at);
            break;
        case ITEM_END:
            at = at == subject_end(match) ? at : NULL;
            break;
        case ITEM_CLASS:
            if (item->repetition == MOST)
                return match_most(pattern, match, i, at);
            if (item->repetition == FEWEST)
                return match_fewest(pattern, match, i, at);
            if (fits(match, item, at)) {
                const char *end = item->repetition == MAYBE ? match_from(pattern, match, i + 1, at + 1) : NULL;
                if (end)
                    return end;
                at += item->repetition == ONCE;
            } else if (item->repetition == ONCE) {
                return NULL;
            }
            break;
        }
    }
    return match->steps_left >= 0 ? at : NULL;
}

PatternResult pattern_match(const Pattern *pattern, PatternMatch *match, const char *start)
{
    match->end = match_from(pattern, match, 0, start);
    if (match->steps_left < 0)
        return PATTERN_TOO_LONG;
    return match->end ? PATTERN_FOUND : PATTERN_NONE;
}
