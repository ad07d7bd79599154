// elements.c — the table of elements.
#include "engine/deck/elements.h"

#include <stddef.h>
#include <strings.h>

// To add an element: a row.
static const Element ELEMENTS[] = {
    {"a", ROLE_LINK},
    {"article", ROLE_DIV},
    {"aside", ROLE_DIV},
    {"b", ROLE_BOLD},
    {"blockquote", ROLE_QUOTE},
    {"br", ROLE_BREAK, true},
    {"caption", ROLE_DIV},
    {"center", ROLE_DIV},
    {"cite", ROLE_ITALIC},
    {"code", ROLE_CODE_WORDS},
    {"del", ROLE_STRUCK},
    {ELEMENT_FORMULA, ROLE_FORMULA},
    {"details", ROLE_DIV},
    {"div", ROLE_DIV},
    {"em", ROLE_ITALIC},
    {"figcaption", ROLE_DIV},
    {"figure", ROLE_DIV},
    {"footer", ROLE_DIV},
    {"h1", ROLE_HEADING},
    {"h2", ROLE_HEADING},
    {"h3", ROLE_HEADING},
    {"h4", ROLE_HEADING},
    {"h5", ROLE_HEADING},
    {"h6", ROLE_HEADING},
    {"header", ROLE_DIV},
    {"hr", ROLE_RULE, true},
    {"i", ROLE_ITALIC},
    {"img", ROLE_IMAGE, true},
    {"ins", ROLE_UNDERLINED},
    {"kbd", ROLE_CODE_WORDS},
    {"li", ROLE_ITEM},
    {"main", ROLE_DIV},
    {"mark", ROLE_SPAN},
    {"ol", ROLE_LIST},
    {"p", ROLE_PARAGRAPH},
    {"pre", ROLE_CODE},
    {"q", ROLE_SPAN},
    {"s", ROLE_STRUCK},
    {"samp", ROLE_CODE_WORDS},
    {"script", ROLE_DROPPED},
    {"section", ROLE_DIV},
    {"small", ROLE_SPAN},
    {"span", ROLE_SPAN},
    {"strong", ROLE_BOLD},
    {"style", ROLE_DROPPED},
    {"sub", ROLE_SPAN},
    {"summary", ROLE_DIV},
    {"sup", ROLE_SPAN},
    {"svg", ROLE_DROPPED},
    {"table", ROLE_TABLE},
    {"tbody", ROLE_ROWS},
    {"td", ROLE_CELL},
    {"template", ROLE_SLOT},
    {"tfoot", ROLE_ROWS},
    {"th", ROLE_CELL},
    {"thead", ROLE_ROWS},
    {"tr", ROLE_ROW},
    {"u", ROLE_UNDERLINED},
    {"ul", ROLE_LIST},
    {"v-after", ROLE_AFTER},
    {"v-click", ROLE_CLICK},
    {"v-clicks", ROLE_CLICKS},
    {"v-switch", ROLE_SWITCH},
    {"var", ROLE_ITALIC},
    {"vafter", ROLE_AFTER},
    {"vclick", ROLE_CLICK},
    {"vclicks", ROLE_CLICKS},
    {"vswitch", ROLE_SWITCH},
    {"wbr", ROLE_SPAN, true},
};

const Element *element_find(const char *name)
{
    static const Element UNKNOWN = {NULL, ROLE_UNKNOWN};
    static const char *const EMPTY[] = {"area", "base", "col", "embed", "input", "link", "meta", "source", "track"};
    static const Element UNKNOWN_EMPTY = {NULL, ROLE_UNKNOWN, true};
    for (size_t i = 0; i < sizeof ELEMENTS / sizeof *ELEMENTS; i++)
        if (strcasecmp(ELEMENTS[i].name, name) == 0)
            return &ELEMENTS[i];
    for (size_t i = 0; i < sizeof EMPTY / sizeof *EMPTY; i++)
        if (strcasecmp(EMPTY[i], name) == 0)
            return &UNKNOWN_EMPTY;
    return &UNKNOWN;
}
