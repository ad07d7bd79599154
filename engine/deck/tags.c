// tags.c — a state machine over the characters of HTML that knows no more than where tags begin and end.
#include "engine/deck/tags.h"

#include "engine/deck/elements.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static bool is_raw(const char *name)
{
    return strcasecmp(name, "script") == 0 || strcasecmp(name, "style") == 0;
}

static bool close_element(Tags *tags)
{
    const int n = tags->n_open;
    if (n > 0 && strcasecmp(tags->open[n - 1].name, tags->name) == 0) {
        tags->n_open--;
        return true;
    }
    if (n == 0)
        return deck_fail(tags->reader, tags->text, tags->line, "</%s> closes nothing; take it away", tags->name);
    return deck_fail(tags->reader, tags->text, tags->line, "</%s> where <%s> of line %d is open; close that one first",
                     tags->name, tags->open[n - 1].name, tags->open[n - 1].line);
}

static bool is_dropped(const Tags *tags)
{
    return tags->n_open > 0 && tags->open[tags->n_open - 1].dropped;
}

static void tell_unknown(Tags *tags, const Element *element)
{
    if (is_dropped(tags))
        return;
    if (element->role == ROLE_UNKNOWN)
        deck_warn(tags->reader, tags->text, tags->line, "<%s> is unknown; %s", tags->name,
                  element->empty || tags->ends_itself ? "nothing is shown in its place"
                                                      : "what stands in it is shown as it is");
    if (element->role == ROLE_DROPPED)
        deck_warn(tags->reader, tags->text, tags->line, "<%s> is left out, with all that stands in it", tags->name);
}

// At the > of a tag.
static bool end_tag(Tags *tags)
{
    tags->state = TAG_WORDS;
    if (tags->n_name == 0)
        return true; // <!DOCTYPE>, <?xml?>
    const Element *element = element_find(tags->name);
    if (tags->closes)
        return element->empty || close_element(tags);
    tell_unknown(tags, element);
    if (element->empty || tags->ends_itself)
        return true;
    if (tags->n_open == DECK_MOST_DEPTH)
        return deck_fail(tags->reader, tags->text, tags->line, "elements of HTML stand more than %d deep",
                         DECK_MOST_DEPTH);
    memcpy(tags->open[tags->n_open].name, tags->name, sizeof tags->name);
    tags->open[tags->n_open].dropped = is_dropped(tags) || element->role == ROLE_DROPPED;
    tags->open[tags->n_open++].line = tags->line;
    if (is_raw(tags->name)) {
        tags->state = TAG_RAW;
        tags->dashes = 0;
    }
    return true;
}

static void begin_tag(Tags *tags, int line)
{
    tags->state = TAG_NAME;
    tags->line = line;
    tags->n_name = 0;
    tags->name[0] = '\0';
    tags->closes = tags->ends_itself = false;
    tags->before = '<';
}

static bool in_name(Tags *tags, char c)
{
    if (tags->before == '<' && c == '/') {
        tags->closes = true;
    } else if (isspace((unsigned char)c) || c == '/') {
        tags->state = TAG_WITHIN;
        tags->ends_itself = c == '/';
    } else if (c == '>') {
        return end_tag(tags);
    } else if (c == '!' || c == '?') {
        tags->state = TAG_WITHIN;
    } else if (tags->n_name < TAG_NAME_BYTES - 1) {
        tags->name[tags->n_name++] = c;
        tags->name[tags->n_name] = '\0';
    }
    return true;
}

static bool within(Tags *tags, Bytes *out, char c)
{
    if (c == '>')
        return end_tag(tags);
    const bool begins = isspace((unsigned char)tags->before);
    if ((c == '"' || c == '\'') && tags->before == '=') {
        tags->state = TAG_QUOTED;
        tags->quote = c;
    } else if (begins && c == '@') {
        bytes_text(out, "v-on:");
    } else if (begins && c == '#') {
        bytes_text(out, "v-slot:");
    }
    tags->ends_itself = c == '/';
    return true;
}

// "</script" in any letters.
static void in_raw(Tags *tags, char c, int line)
{
    const char *name = tags->open[tags->n_open - 1].name;
    const int n = tags->dashes;
    const char wanted = n == 0 ? '<' : n == 1 ? '/' : name[n - 2];
    tags->dashes = tolower((unsigned char)c) == tolower((unsigned char)wanted) ? n + 1 : c == '<';
    if (tags->dashes < 2 + (int)strlen(name))
        return;
    begin_tag(tags, line);
    tags->closes = true;
    tags->n_name = (int)strlen(name);
    memcpy(tags->name, name, sizeof tags->name);
    tags->state = TAG_WITHIN;
}

static void in_comment(Tags *tags, char c)
{
    if (c == '>' && tags->dashes >= 2)
        tags->state = TAG_WORDS;
    tags->dashes = c == '-' ? tags->dashes + 1 : 0;
}

static bool put_char(Tags *tags, Bytes *out, int line, char c, bool opens_comment)
{
    const TagState state = tags->state;
    bool ok = true, written = false;
    switch (state) {
    case TAG_WORDS:
        if (c == '<' && opens_comment) {
            tags->state = TAG_COMMENT;
            tags->line = line;
            tags->dashes = 0;
        } else if (c == '<') {
            begin_tag(tags, line);
        }
        break;
    case TAG_NAME:
        ok = in_name(tags, c);
        break;
    case TAG_WITHIN: {
        const size_t n = out->n;
        ok = within(tags, out, c);
        written = out->n > n;
        break;
    }
    case TAG_QUOTED:
        if (c == tags->quote)
            tags->state = TAG_WITHIN;
        break;
    case TAG_COMMENT:
        in_comment(tags, c);
        break;
    case TAG_RAW:
        in_raw(tags, c, line);
        break;
    }
    if (state != TAG_WORDS)
        tags->before = c;
    if (!written)
        bytes_put(out, &c, 1);
    return ok;
}

bool tags_put(Tags *tags, Bytes *out, int line, const char *html, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i++) {
        const bool comment = n_bytes - i >= 4 && strncmp(html + i, "<!--", 4) == 0;
        if (!put_char(tags, out, line, html[i], comment))
            return false;
        line += html[i] == '\n';
    }
    return true;
}

bool tags_between(Tags *tags)
{
    switch (tags->state) {
    case TAG_WORDS:
        return true;
    case TAG_NAME:
    case TAG_WITHIN:
    case TAG_QUOTED:
        return deck_fail(tags->reader, tags->text, tags->line,
                         "the tag <%s that begins here has no >; write it, with no "
                         "empty line before it",
                         tags->name);
    case TAG_COMMENT:
        return deck_fail(tags->reader, tags->text, tags->line,
                         "the comment that begins here is not closed; write --> "
                         "behind it");
    case TAG_RAW:
        return deck_fail(tags->reader, tags->text, tags->open[tags->n_open - 1].line, "<%s> is not closed; write </%s>",
                         tags->open[tags->n_open - 1].name, tags->open[tags->n_open - 1].name);
    }
    return true;
}

bool tags_end(Tags *tags)
{
    if (!tags_between(tags))
        return false;
    if (tags->n_open == 0)
        return true;
    return deck_fail(tags->reader, tags->text, tags->open[tags->n_open - 1].line,
                     "<%s> is not closed; write </%s> on the "
                     "same slide",
                     tags->open[tags->n_open - 1].name, tags->open[tags->n_open - 1].name);
}
