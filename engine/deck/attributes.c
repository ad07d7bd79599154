// attributes.c — what the attributes of an element say, and which of them are left out.
#include "engine/deck/build.h"

#include "engine/deck/known.h"

#include <string.h>

const char *const *build_classes(Arena *arena, const char *const *before, const char *words)
{
    int n = 0;
    while (before && before[n])
        n++;
    const char **classes = ARENA_ARRAY(arena, const char *, n + (words ? (int)strlen(words) / 2 + 1 : 0) + 1);
    for (int i = 0; i < n; i++)
        classes[i] = before[i];
    for (const char *at = words; at && *(at += strspn(at, " \t\n")); at += strcspn(at, " \t\n"))
        classes[n++] = arena_strndup(arena, at, strcspn(at, " \t\n"));
    return classes;
}

static bool begins(const char *name, const char *with)
{
    return strncmp(name, with, strlen(with)) == 0;
}

static bool is_known(const char *name)
{
    static const char *const KNOWN[] = {":at", ":every", ":depth", "v-pre", "v-clicks", NULL};
    static const char *const STEMS[] = {"v-click", "v-after", "v-slot", "v-clicks.", NULL};
    for (const char *const *each = KNOWN; *each; each++)
        if (strcmp(name, *each) == 0)
            return true;
    for (const char *const *each = STEMS; *each; each++)
        if (begins(name, *each))
            return true;
    return false;
}

void build_attributes(Builder *builder, const DomNode *node)
{
    const char *classes = dom_attribute(node, "class");
    known_classes(builder->reader, builder->text, node->line, build_classes(builder->reader->arena, NULL, classes));
    for (int i = 0; i < node->n; i++) {
        const char *name = node->names[i];
        if (is_known(name))
            continue;
        if (begins(name, "on") || begins(name, "v-on:"))
            deck_warn(builder->reader, builder->text, node->line, "%s of <%s> is left out: nothing of a deck is run",
                      name, node->tag);
        else if (strcmp(name, "style") == 0)
            deck_warn(builder->reader, builder->text, node->line,
                      "style of <%s> is left out; say it with classes, as class=\"text-xl\"", node->tag);
        else if (begins(name, "v-") || *name == ':')
            deck_warn(builder->reader, builder->text, node->line, "%s of <%s> is unknown and left out", name,
                      node->tag);
    }
}
