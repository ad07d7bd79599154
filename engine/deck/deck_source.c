// deck_source.c — writes the tables of slides as Lua, each on its line.
#include "engine/deck/deck_source.h"

#include <ctype.h>
#include <string.h>

typedef struct Source {
    Arena *arena;
    const Deck *deck;
    const DeckBeside *beside;
    const DeckSlide *slide; // that is written
    char *bytes;            // [n]
    int n, capacity, line;
    const char **warnings; // [n_warnings]
    int n_warnings, cap_warnings;
} Source;

static void put_bytes(Source *out, const char *bytes, size_t n)
{
    while ((size_t)(out->capacity - out->n) <= n)
        out->bytes = arena_grow(out->arena, out->bytes, out->capacity, &out->capacity, 1);
    memcpy(out->bytes + out->n, bytes, n);
    out->n += (int)n;
    out->bytes[out->n] = '\0';
}

static void put(Source *out, const char *words)
{
    put_bytes(out, words, strlen(words));
}

static void put_number(Source *out, const char *name, double value)
{
    put(out, arena_printf(out->arena, "%s=%.12g,", name, value));
}

// Goes on to a line of the markdown; what a slide imports from another file stays where it is imported.
static void to_line(Source *out, int line)
{
    const bool own = !out->slide || strcmp(out->slide->file, out->deck->file) == 0;
    for (; own && out->line < line; out->line++)
        put(out, "\n");
}

static void warn(Source *out, int line, const char *what)
{
    out->warnings =
        arena_grow(out->arena, out->warnings, out->n_warnings, &out->cap_warnings, sizeof *out->warnings);
    out->warnings[out->n_warnings++] =
        arena_printf(out->arena, "%s:%d: %s", out->slide ? out->slide->file : out->deck->file, line, what);
}

// A literal on one line, in which nothing is looked up.
static void put_string(Source *out, const char *text)
{
    put(out, "\"");
    for (const char *c = text; *c; c++) {
        const unsigned char byte = (unsigned char)*c;
        if (byte < 0x20 || byte == 0x7f || byte == '"' || byte == '\\' || (byte == '$' && c[1] == '{'))
            put(out, arena_printf(out->arena, "\\%03d", byte));
        else
            put_bytes(out, c, 1);
    }
    put(out, "\"");
}

static void put_field(Source *out, const char *name, const char *text)
{
    if (!text)
        return;
    put(out, name);
    put(out, "=");
    put_string(out, text);
    put(out, ",");
}

static void put_flag(Source *out, const char *name, bool on)
{
    if (on) {
        put(out, name);
        put(out, "=true,");
    }
}

static void put_strings(Source *out, const char *name, const char *const *words, int n)
{
    put(out, name);
    put(out, "={");
    for (int i = 0; n < 0 ? words && words[i] : i < n; i++) {
        put_string(out, words[i]);
        put(out, ",");
    }
    put(out, "},");
}

static void put_clicks(Source *out, DeckClicks clicks)
{
    put_number(out, "click", clicks.from);
    if (clicks.to > 0)
        put_number(out, "gone", clicks.to);
}

static void put_value(Source *out, const DeckValue *value)
{
    switch (value->kind) {
    case DECK_NULL:
        put(out, "false");
        return;
    case DECK_BOOL:
        put(out, value->number != 0 ? "true" : "false");
        return;
    case DECK_NUMBER:
        put(out, arena_printf(out->arena, "%.12g", value->number));
        return;
    case DECK_STRING:
        put_string(out, value->text);
        return;
    case DECK_LIST:
    case DECK_MAP:
        break;
    }
    put(out, "{");
    for (int i = 0; i < value->n; i++) {
        if (value->kind == DECK_MAP) {
            put(out, "[");
            put_string(out, value->names[i]);
            put(out, "]=");
        }
        put_value(out, &value->items[i]);
        put(out, ",");
    }
    put(out, "}");
}

// ---- figures ----

// The first name of an expression; "" when it begins with none.
static const char *root_of(Arena *arena, const char *expression)
{
    size_t n = 0;
    while (isalnum((unsigned char)expression[n]) || expression[n] == '_')
        n++;
    return isdigit((unsigned char)expression[0]) ? "" : arena_strndup(arena, expression, n);
}

// What figures begin with that are of no file.
static const char *const ROOTS[] = {"run", "runs", "facts", "params", "math", "sum", "mean", "count", NULL};

static bool is_root(const char *name)
{
    for (const char *const *each = ROOTS; *each; each++)
        if (strcmp(*each, name) == 0)
            return true;
    return false;
}

static bool is_beside(const Source *out, const char *name)
{
    return *name && !is_root(name) && out->beside->has(out->beside->source, arena_printf(out->arena, "%s.lua", name));
}

// Whether it is what a film's script could say: of the run, the facts, the params, or of a file in Lua beside the deck.
static bool is_figure(const Source *out, const char *expression)
{
    while (strchr("( -", *expression) && *expression)
        expression++;
    const char *root = root_of(out->arena, expression);
    return is_root(root) || is_beside(out, root);
}

// The format behind the last colon, when it looks like one; `expression` becomes what is before it.
static const char *take_format(Arena *arena, const char **expression)
{
    const char *colon = strrchr(*expression, ':');
    const char *format = colon ? colon + 1 : "";
    while (*format == ' ')
        format++;
    if (!colon || format[strspn(format, "+.,%0123456789abcdefghijklmnopqrstuvwxyz")])
        return "";
    *expression = arena_strndup(arena, *expression, (size_t)(colon - *expression));
    return format;
}

static void put_figure(Source *out, int line, const char *text)
{
    if (!is_figure(out, text)) {
        warn(out, line, arena_printf(out->arena, "{{ %s }} is neither of the run, the facts or the params, nor of a Lua "
                                                 "file beside the deck; it is shown as it is written", text));
        put_field(out, "text", arena_printf(out->arena, "{{ %s }}", text));
        return;
    }
    const char *expression = text, *format = take_format(out->arena, &expression);
    put(out, arena_printf(out->arena, "text=(function() local it = (%s) return \"${it%s%s}\" end)(),", expression,
                          *format ? ":" : "", format));
}

// ---- blocks ----

static void check_picture(Source *out, int line, const char *src)
{
    if (!src)
        return;
    if (strncmp(src, "gptreel:", 8) == 0)
        return; // whether there is such a scene is known when it is drawn
    if (strstr(src, "://"))
        warn(out, line, arena_printf(out->arena, "the picture %s is of the web, from which nothing is read; a frame "
                                                 "stands in its place", src));
    else if (!out->beside->has(out->beside->source, src))
        warn(out, line, arena_printf(out->arena, "there is no picture %s%s; a frame stands in its place", src,
                                     *src == '/' ? " in the folder public beside the deck, nor in that of --public" : ""));
}

// Links lead to the web or to mail; whatever else would be run or opened is told of.
static void check_link(Source *out, int line, const char *href)
{
    const size_t n = href ? strspn(href, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") : 0;
    const bool known = !href || href[n] != ':' || strncmp(href, "http:", 5) == 0 || strncmp(href, "https:", 6) == 0 ||
                       strncmp(href, "mailto:", 7) == 0;
    if (!known)
        warn(out, line, arena_printf(out->arena, "the link to %s is left out: it is neither of the web nor of mail", href));
}

static void put_runs(Source *out, int line, const DeckRun *runs, int n_runs)
{
    static const char *const KINDS[] = {
        [DECK_RUN_TEXT] = "text",   [DECK_RUN_FIGURE] = "text", [DECK_RUN_FORMULA] = "formula",
        [DECK_RUN_BREAK] = "break", [DECK_RUN_IMAGE] = "image",
    };
    put(out, "runs={");
    for (int i = 0; i < n_runs; i++) {
        const DeckRun *run = &runs[i];
        put(out, "{");
        put_field(out, "kind", KINDS[run->kind]);
        if (run->kind == DECK_RUN_FIGURE)
            put_figure(out, line, run->text);
        else
            put_field(out, "text", run->text);
        if (run->kind == DECK_RUN_IMAGE)
            check_picture(out, line, run->src);
        if (i == 0 || run->href != run[-1].href)
            check_link(out, line, run->href);
        put_field(out, "href", run->href);
        put_field(out, "src", run->src);
        put_flag(out, "bold", run->bold);
        put_flag(out, "italic", run->italic);
        put_flag(out, "code", run->code);
        put_flag(out, "struck", run->struck);
        put_flag(out, "underlined", run->underlined);
        put_strings(out, "class", run->classes, -1);
        put_clicks(out, run->clicks);
        put(out, "},");
    }
    put(out, "},");
}

static void put_steps(Source *out, const DeckBlock *block)
{
    put(out, "steps={");
    for (int i = 0; i < block->n_steps; i++) {
        const DeckLit *lit = &block->steps[i];
        put(out, lit->all ? "\"all\"" : lit->hidden ? "\"hide\"" : "{");
        for (int k = 0; k < lit->n_lines; k++)
            put(out, arena_printf(out->arena, "%d,", lit->lines[k]));
        put(out, lit->all || lit->hidden ? "," : "},");
    }
    put(out, "},");
    put_number(out, "step_click", block->step_click);
}

static void put_block(Source *out, const DeckBlock *block)
{
    static const char *const KINDS[] = {
        [DECK_HEADING] = "heading", [DECK_PARAGRAPH] = "paragraph", [DECK_ITEMS] = "list",
        [DECK_ITEM] = "item",       [DECK_CODE] = "code",           [DECK_TABLE] = "table",
        [DECK_ROW] = "row",         [DECK_CELL] = "cell",           [DECK_QUOTE] = "quote",
        [DECK_IMAGE] = "image",     [DECK_DIV] = "div",             [DECK_FORMULA] = "formula",
        [DECK_RULE] = "rule",       [DECK_SLOT] = "slot",           [DECK_TURNS] = "turns",
    };
    static const char *const ALIGNS[] = {NULL, "left", "middle", "right"};
    to_line(out, block->line);
    put(out, "{at=function(f, ...) f(...) end,");
    put_field(out, "kind", KINDS[block->kind]);
    put_number(out, "line", block->line);
    put_strings(out, "class", block->classes, -1);
    put_clicks(out, block->clicks);
    put_runs(out, block->line, block->runs, block->n_runs);
    if (block->kind == DECK_HEADING)
        put_number(out, "level", block->level);
    if (block->kind == DECK_ITEMS)
        put_number(out, "start", block->start);
    put_flag(out, "ordered", block->ordered);
    put_flag(out, "head", block->head);
    put_flag(out, "numbered", block->numbered);
    put_field(out, "align", ALIGNS[block->align]);
    put_field(out, "text", block->text);
    put_field(out, "language", block->language);
    put_field(out, "src", block->src);
    put_field(out, "href", block->href);
    put_field(out, "name", block->name);
    if (block->kind == DECK_IMAGE)
        check_picture(out, block->line, block->src);
    if (block->kind == DECK_CODE)
        put_steps(out, block);
    put(out, "blocks={");
    for (int i = 0; i < block->n_blocks; i++)
        put_block(out, &block->blocks[i]);
    put(out, "}},");
}

// ---- slides ----

// The names of files in Lua beside the deck that figures in these blocks begin with, each once.
static void find_beside(const Source *out, const DeckBlock *blocks, int n_blocks, const char ***names, int *n)
{
    int capacity = *n;
    for (int i = 0; i < n_blocks; i++) {
        const DeckBlock *block = &blocks[i];
        for (int k = 0; k < block->n_runs; k++) {
            const char *text = block->runs[k].kind == DECK_RUN_FIGURE ? block->runs[k].text : "";
            const char *root = root_of(out->arena, text + strspn(text, "( -"));
            bool known = !is_beside(out, root);
            for (int j = 0; j < *n && !known; j++)
                known = strcmp((*names)[j], root) == 0;
            if (known)
                continue;
            *names = arena_grow(out->arena, *names, *n, &capacity, sizeof **names);
            (*names)[(*n)++] = root;
        }
        find_beside(out, block->blocks, block->n_blocks, names, n);
        capacity = *n;
    }
}

// The title without what is looked up in a run, which nobody has yet.
static const char *plain_title(Arena *arena, const DeckSlide *slide, int number)
{
    char *title = arena_strdup(arena, slide->title ? slide->title : "");
    for (char *hole; (hole = strstr(title, "{{"));) {
        const char *end = strstr(hole, "}}");
        if (!end)
            break;
        *hole = '\0';
        title = arena_printf(arena, "%s…%s", title, end + 2);
    }
    return *title ? title : arena_printf(arena, "Slide %d", number);
}

// A layout of the deck's own is a file in Lua in its folder "layouts".
static bool is_own_layout(const Source *out, const char *layout)
{
    const bool is_name = layout && *layout && strcmp(root_of(out->arena, layout), layout) == 0;
    return is_name && is_beside(out, arena_printf(out->arena, "layouts/%s", layout));
}

// What of the run a slide cannot do without, a word or a list of them.
static void put_needs(Source *out, const DeckValue *needs)
{
    const int n = !needs ? 0 : needs->kind == DECK_LIST ? needs->n : 1;
    const DeckValue *items = needs && needs->kind == DECK_LIST ? needs->items : needs;
    put(out, "needs={");
    for (int i = 0; i < n; i++) {
        put_string(out, items[i].text ? items[i].text : "");
        put(out, ",");
    }
    put(out, "},");
}

static void put_slide(Source *out, int index)
{
    const DeckSlide *slide = &out->deck->slides[index];
    out->slide = slide;
    to_line(out, slide->line);
    const char **beside = NULL;
    int n_beside = 0;
    find_beside(out, slide->blocks, slide->n_blocks, &beside, &n_beside);
    put(out, "scene(deck.title(");
    put_string(out, plain_title(out->arena, slide, index + 1));
    put(out, "),{");
    put_needs(out, deck_field(slide->front, "needs"));
    put(out, "},function(run,runs)");
    for (int i = 0; i < n_beside; i++)
        put(out, arena_printf(out->arena, " local %s=deck.beside(require \"%s\",run,runs)", beside[i], beside[i]));
    put(out, " deck.show({");
    put_number(out, "number", index + 1);
    put_number(out, "of", out->deck->n_slides);
    put_number(out, "line", slide->line);
    put_number(out, "clicks", slide->n_clicks);
    put_number(out, "aspect", out->deck->aspect);
    put_number(out, "canvas_width", out->deck->canvas_width);
    put_field(out, "layout", slide->layout);
    put_field(out, "image", slide->image);
    put_field(out, "background", slide->background);
    put_strings(out, "class", slide->classes, -1);
    put_strings(out, "notes", slide->notes, slide->n_notes);
    check_picture(out, slide->line, slide->image);
    const DeckValue *image = deck_field(slide->front, slide->image ? "image" : "background");
    to_line(out, image ? image->line : 0);
    put(out, "at=function(f, ...) f(...) end,"); // what is drawn of the image has its line
    if (is_own_layout(out, slide->layout))
        put(out, arena_printf(out->arena, "own=require \"layouts.%s\",", slide->layout));
    put(out, "front=");
    put_value(out, slide->front ? slide->front : &(DeckValue){.kind = DECK_MAP});
    put(out, ",blocks={");
    for (int i = 0; i < slide->n_blocks; i++)
        put_block(out, &slide->blocks[i]);
    put(out, "}},run,runs) end),");
    out->slide = NULL;
}

// What a script begins with, before the first slide.
static void put_head(Source *out)
{
    const Deck *deck = out->deck;
    put(out, "local deck=require \"kit.deck\" return {gptreel=1,");
    const char *run = deck_words(deck->front, "run");
    if (deck->title) {
        put(out, "title=deck.title(");
        put_string(out, deck->title);
        put(out, "),");
    }
    if (run) {
        put(out, "runs={main=");
        put_string(out, run);
        put(out, "},");
    }
    put(out, "scenes={");
}

// The slides from `first` up to before `end`.
static const char *write_slides(Source *out, int first, int end)
{
    out->bytes = NULL;
    out->n = out->capacity = 0;
    out->line = 1;
    put_head(out);
    for (int i = first; i < end; i++)
        put_slide(out, i);
    put(out, "}}");
    return out->bytes;
}

// What the reader told of.
static void take_warnings(Source *out)
{
    for (int i = 0; i < out->deck->n_warnings; i++) {
        const DeckWarning *each = &out->deck->warnings[i];
        out->slide = &(DeckSlide){.file = each->file};
        warn(out, each->line, each->text);
        out->slide = NULL;
    }
}

DeckSource deck_source(Arena *arena, const Deck *deck, const DeckBeside *beside)
{
    Source out = {.arena = arena, .deck = deck, .beside = beside};
    take_warnings(&out);
    DeckSource source = {.all = write_slides(&out, 0, deck->n_slides)};
    const int n_warnings = out.n_warnings; // each slide is written once more below, and would tell of them again
    const char **slides = ARENA_ARRAY(arena, const char *, deck->n_slides);
    for (int i = 0; i < deck->n_slides; i++) {
        slides[i] = write_slides(&out, i, i + 1);
        out.n_warnings = n_warnings;
    }
    out.warnings = arena_grow(arena, out.warnings, n_warnings, &out.cap_warnings, sizeof *out.warnings);
    out.warnings[n_warnings] = NULL;
    source.slides = slides;
    source.warnings = out.warnings;
    return source;
}
