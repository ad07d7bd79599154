// support_package.c — an archive by libzip, its parts by libxml2, and the rules of ECMA-376 that need no schema files.
#include "support_package.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include <cmocka.h>

#define OFFICE_LINKS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

// ---- reading ----

void package_read(Package *package, const char *path)
{
    *package = (Package){0};
    arena_init(&package->arena);
    zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    assert_non_null(zip);
    package->n_parts = (int)zip_get_num_entries(zip, 0);
    package->parts = ARENA_ARRAY(&package->arena, PackagePart, package->n_parts);
    for (int i = 0; i < package->n_parts; i++) {
        zip_stat_t stat;
        assert_int_equal(zip_stat_index(zip, (zip_uint64_t)i, 0, &stat), 0);
        char *bytes = arena_alloc(&package->arena, stat.size + 1);
        zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)i, 0);
        assert_non_null(file);
        assert_int_equal(zip_fread(file, bytes, stat.size), stat.size);
        assert_int_equal(zip_fclose(file), 0);
        package->parts[i] = (PackagePart){arena_strdup(&package->arena, stat.name), bytes, stat.size};
    }
    zip_discard(zip);
}

void package_finish(Package *package)
{
    arena_finish(&package->arena);
}

static const PackagePart *find_part(const Package *package, const char *name)
{
    for (int i = 0; i < package->n_parts; i++)
        if (strcmp(package->parts[i].name, name) == 0)
            return &package->parts[i];
    return NULL;
}

const char *package_part(const Package *package, const char *name)
{
    const PackagePart *part = find_part(package, name);
    if (!part)
        fail_msg("there is no part %s", name);
    return part->bytes;
}

// ---- XML ----

static xmlDoc *parse(const PackagePart *part)
{
    xmlDoc *doc = xmlReadMemory(part->bytes, (int)part->n_bytes, part->name, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
    if (!doc)
        fail_msg("%s is no XML", part->name);
    return doc;
}

static bool is_xml(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && (strcmp(dot, ".xml") == 0 || strcmp(dot, ".rels") == 0 || strcmp(dot, ".svg") == 0);
}

// "p:sld", by the prefixes that documents of Office have. In the arena.
static const char *name_of(Arena *arena, const xmlNode *node)
{
    const char *prefix = node->ns && node->ns->prefix ? (const char *)node->ns->prefix : NULL;
    return prefix ? arena_printf(arena, "%s:%s", prefix, (const char *)node->name) : (const char *)node->name;
}

static const char *attribute(Arena *arena, xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
    const char *copy = value ? arena_strdup(arena, (const char *)value) : NULL;
    xmlFree(value);
    return copy;
}

// The next node behind `node` in the document that is an element, within `root`.
static xmlNode *next_element(xmlNode *node, const xmlNode *root)
{
    xmlNode *next = xmlFirstElementChild(node);
    for (; !next && node != root; node = node->parent)
        next = xmlNextElementSibling(node);
    return next;
}

const char *package_words(Package *package, const char *name, const char *element)
{
    const PackagePart *part = find_part(package, name);
    if (!part)
        fail_msg("there is no part %s", name);
    xmlDoc *doc = parse(part);
    const char *words = "";
    xmlNode *root = xmlDocGetRootElement(doc);
    for (xmlNode *node = root; node; node = next_element(node, root))
        if (strcmp(name_of(&package->arena, node), element) == 0) {
            xmlChar *content = xmlNodeGetContent(node);
            words = arena_printf(&package->arena, "%s%s\n", words, (const char *)content);
            xmlFree(content);
        }
    xmlFreeDoc(doc);
    return words;
}

// ---- types ----

static void check_types(Package *package)
{
    xmlDoc *doc = parse(&package->parts[0]);
    assert_string_equal(package->parts[0].name, "[Content_Types].xml");
    const char *endings = " ", *typed = " ";
    for (xmlNode *node = xmlFirstElementChild(xmlDocGetRootElement(doc)); node; node = xmlNextElementSibling(node)) {
        assert_non_null(attribute(&package->arena, node, "ContentType"));
        const char *ending = attribute(&package->arena, node, "Extension");
        const char *name = attribute(&package->arena, node, "PartName");
        if (ending) {
            endings = arena_printf(&package->arena, "%s%s ", endings, ending);
        } else {
            package_part(package, name + 1);
            typed = arena_printf(&package->arena, "%s%s ", typed, name + 1);
        }
    }
    for (int i = 1; i < package->n_parts; i++) {
        const char *name = package->parts[i].name, *ending = strrchr(name, '.') + 1;
        if (!strstr(endings, arena_printf(&package->arena, " %s ", ending)))
            fail_msg("%s has no type", name);
        if (strcmp(ending, "xml") == 0 && !strstr(typed, arena_printf(&package->arena, " %s ", name)))
            fail_msg("%s is only called XML", name);
    }
    xmlFreeDoc(doc);
}

// ---- relationships ----

// The part that the relationships of `name` stand in. In the arena.
static const char *links_of(Arena *arena, const char *name)
{
    const char *slash = strrchr(name, '/');
    if (!*name)
        return "_rels/.rels";
    return arena_printf(arena, "%.*s_rels/%s.rels", slash ? (int)(slash + 1 - name) : 0, name,
                        slash ? slash + 1 : name);
}

// "../media/image1.png" as seen from "ppt/slides/slide1.xml". In the arena.
static const char *resolve(Arena *arena, const char *from, const char *target)
{
    const char *slash = strrchr(from, '/');
    char *folder = arena_strndup(arena, from, slash ? (size_t)(slash - from) : 0);
    for (; strncmp(target, "../", 3) == 0; target += 3) {
        char *up = strrchr(folder, '/');
        *(up ? up : folder) = '\0';
    }
    return *folder ? arena_printf(arena, "%s/%s", folder, target) : target;
}

static void reach(Package *package, const char *name, bool *reached);

// Follows the relationships of a part, and returns their ids: " rId1 rId2 ". In the arena.
static const char *follow(Package *package, const char *name, bool *reached)
{
    const PackagePart *part = find_part(package, links_of(&package->arena, name));
    if (!part)
        return " ";
    reached[part - package->parts] = true;
    const char *ids = " ";
    xmlDoc *doc = parse(part);
    for (xmlNode *node = xmlFirstElementChild(xmlDocGetRootElement(doc)); node; node = xmlNextElementSibling(node)) {
        const char *id = attribute(&package->arena, node, "Id");
        const char *target = attribute(&package->arena, node, "Target");
        assert_non_null(attribute(&package->arena, node, "Type"));
        if (strstr(ids, arena_printf(&package->arena, " %s ", id)))
            fail_msg("%s has %s twice", part->name, id);
        ids = arena_printf(&package->arena, "%s%s ", ids, id);
        const char *mode = attribute(&package->arena, node, "TargetMode");
        if (mode)
            assert_string_equal(mode, "External");
        else
            reach(package, resolve(&package->arena, name, target), reached);
    }
    xmlFreeDoc(doc);
    return ids;
}

// Whether what a part refers by is among its relationships.
static void check_references(Package *package, const PackagePart *part, const char *ids)
{
    xmlDoc *doc = parse(part);
    xmlNode *root = xmlDocGetRootElement(doc);
    for (xmlNode *node = root; node; node = next_element(node, root))
        for (xmlAttr *attr = node->properties; attr; attr = attr->next) {
            if (!attr->ns || strcmp((const char *)attr->ns->href, OFFICE_LINKS) != 0)
                continue;
            xmlChar *id = xmlNodeGetContent((xmlNode *)attr);
            if (!strstr(ids, arena_printf(&package->arena, " %s ", (const char *)id)))
                fail_msg("%s refers to %s, which is not there", part->name, (const char *)id);
            xmlFree(id);
        }
    xmlFreeDoc(doc);
}

static void reach(Package *package, const char *name, bool *reached)
{
    const PackagePart *part = find_part(package, name);
    if (!part)
        fail_msg("%s is referred to and not there", name);
    const int index = (int)(part - package->parts);
    if (reached[index])
        return;
    reached[index] = true;
    const char *ids = follow(package, name, reached);
    if (is_xml(name))
        check_references(package, part, ids);
}

static void check_reached(Package *package)
{
    bool *reached = ARENA_ARRAY(&package->arena, bool, package->n_parts);
    follow(package, "", reached);
    for (int i = 1; i < package->n_parts; i++)
        if (!reached[i])
            fail_msg("nothing refers to %s", package->parts[i].name);
}

// ---- order and ids ----

// The children that an element may have, in their order; those with ! must be there, those with + may be several.
// From the schemas of ECMA-376, without what no document of ours has.
static const struct {
    const char *element, *children;
} ORDERS[] = {
    {"p:presentation", "sldMasterIdLst! notesMasterIdLst sldIdLst sldSz notesSz! extLst"},
    {"p:sldMaster", "cSld! clrMap! sldLayoutIdLst txStyles"},
    {"p:txStyles", "titleStyle bodyStyle otherStyle"},
    {"p:sldLayout", "cSld! clrMapOvr"},
    {"p:notesMaster", "cSld! clrMap! notesStyle"},
    {"p:sld", "cSld! clrMapOvr"},
    {"p:notes", "cSld! clrMapOvr"},
    {"p:cSld", "bg spTree!"},
    {"p:bgPr", "solidFill! effectLst!"},
    {"p:spTree", "nvGrpSpPr! grpSpPr! sp+ pic+ sp+"},
    {"p:nvGrpSpPr", "cNvPr! cNvGrpSpPr! nvPr!"},
    {"p:sp", "nvSpPr! spPr! txBody"},
    {"p:nvSpPr", "cNvPr! cNvSpPr! nvPr!"},
    {"p:pic", "nvPicPr! blipFill! spPr!"},
    {"p:nvPicPr", "cNvPr! cNvPicPr! nvPr!"},
    {"p:blipFill", "blip stretch"},
    {"p:spPr", "xfrm prstGeom solidFill noFill ln"},
    {"p:txBody", "bodyPr! lstStyle p!+"},
    {"a:xfrm", "off ext"},
    {"a:r", "rPr t!"},
    {"a:ln", "noFill solidFill"},
    {"a:defRPr", "solidFill latin"},
    {"a:theme", "themeElements! extraClrSchemeLst"},
    {"a:themeElements", "clrScheme! fontScheme! fmtScheme!"},
    {"a:clrScheme", "dk1! lt1! dk2! lt2! accent1! accent2! accent3! accent4! accent5! accent6! hlink! folHlink!"},
    {"a:fontScheme", "majorFont! minorFont!"},
    {"a:majorFont", "latin! ea! cs!"},
    {"a:minorFont", "latin! ea! cs!"},
    {"a:fmtScheme", "fillStyleLst! lnStyleLst! effectStyleLst! bgFillStyleLst!"},
};

static void check_order(Arena *arena, const char *part, xmlNode *node, const char *order)
{
    xmlNode *child = xmlFirstElementChild(node);
    for (const char *at = order; *at;) {
        const int n = (int)strcspn(at, " !+");
        const char *name = arena_strndup(arena, at, (size_t)n), *end = at + strcspn(at, " ");
        bool there = false;
        const bool several = memchr(at, '+', (size_t)(end - at)) != NULL;
        while (child && strcmp((const char *)child->name, name) == 0 && (several || !there)) {
            there = true;
            child = xmlNextElementSibling(child);
        }
        if (!there && memchr(at, '!', (size_t)(end - at)))
            fail_msg("%s: <%s> has no <%s> where it should", part, (const char *)node->name, name);
        at = end + strspn(end, " ");
    }
    if (child)
        fail_msg("%s: <%s> has a <%s> where it should not", part, (const char *)node->name, (const char *)child->name);
}

static void check_elements(Package *package, const PackagePart *part)
{
    xmlDoc *doc = parse(part);
    xmlNode *root = xmlDocGetRootElement(doc);
    const char *ids = " ";
    for (xmlNode *node = root; node; node = next_element(node, root)) {
        const char *name = name_of(&package->arena, node);
        for (size_t i = 0; i < sizeof ORDERS / sizeof *ORDERS; i++)
            if (strcmp(ORDERS[i].element, name) == 0)
                check_order(&package->arena, part->name, node, ORDERS[i].children);
        if (strcmp(name, "p:cNvPr") == 0 || strcmp(name, "p:sldId") == 0) {
            const char *id = attribute(&package->arena, node, "id");
            if (strstr(ids, arena_printf(&package->arena, " %s ", id)))
                fail_msg("%s has the id %s twice", part->name, id);
            ids = arena_printf(&package->arena, "%s%s ", ids, id);
        }
    }
    xmlFreeDoc(doc);
}

void package_check(Package *package)
{
    check_types(package);
    check_reached(package);
    for (int i = 0; i < package->n_parts; i++)
        if (is_xml(package->parts[i].name))
            check_elements(package, &package->parts[i]);
}
