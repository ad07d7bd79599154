// page.c — a page is copied up to the next place, which its function fills in.
#include "engine/svg/page.h"

#include <string.h>

// The place that stands first in what is left of the page, and where; NULL: there is none.
static const PagePlace *next_place(const char *page, const PagePlace *places, const char **at)
{
    const PagePlace *found = NULL;
    *at = page + strlen(page);
    for (const PagePlace *place = places; place->name; place++) {
        const char *here = strstr(page, place->name);
        if (here && here < *at) {
            *at = here;
            found = place;
        }
    }
    return found;
}

bool page_put(SvgText *text, const char *page, const PagePlace *places, const void *job, Err *err)
{
    for (const char *from = page; *from;) {
        const char *at;
        const PagePlace *place = next_place(from, places, &at);
        svg_put_bytes(text, from, (size_t)(at - from));
        if (place && !place->put(text, job, err))
            return false;
        from = at + (place ? strlen(place->name) : 0);
    }
    return true;
}

void page_put_string(SvgText *text, const char *words)
{
    svg_put(text, "\"");
    for (; *words; words++) {
        const unsigned char c = (unsigned char)*words;
        if (c == '"' || c == '\\')
            svg_putf(text, "\\%c", c);
        else if (c < ' ' || c == '<')
            svg_putf(text, "\\u%04x", c);
        else
            svg_putf(text, "%c", c);
    }
    svg_put(text, "\"");
}
