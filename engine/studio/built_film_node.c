// built_film_node.c — what stands at a point of a picture, and where it comes from.
#include "engine/studio/built_film.h"

#include "engine/anim/figure.h"
#include "engine/anim/frame.h"
#include "engine/anim/picture_data.h"

#include <math.h>

enum { MOST_HITS = 12 };

// Groups that the items are within, outermost first: how opaque, and what their clips leave.
typedef struct Around {
    double opacity;
    Rect clip;
} Around;

static bool holds(Rect rect, double x, double y)
{
    return x >= rect.x && y >= rect.y && x <= rect.x + rect.w && y <= rect.y + rect.h;
}

// Indices of the items that cover the point, topmost first, and halos after all that has a shape. Gives how many.
static int find_hits(const DisplayList *list, double x, double y, Arena *arena, int hits[MOST_HITS])
{
    Around *around = ARENA_ARRAY(arena, Around, list->n_items + 1);
    int depth = 0, n = 0;
    int *found = ARENA_ARRAY(arena, int, list->n_items);
    around[0] = (Around){1, {0, 0, list->canvas.width, list->canvas.height}};
    for (int i = 0; i < list->n_items; i++) {
        const DrawItem *item = &list->items[i];
        const double opacity = around[depth].opacity * item->opacity;
        if (item->kind == DRAW_PUSH) {
            const Rect clip = item->clip ? rect_intersect(around[depth].clip, item->bounds) : around[depth].clip;
            around[++depth] = (Around){opacity, clip};
        } else if (item->kind == DRAW_POP) {
            depth--;
        } else if (opacity > INVISIBLE && holds(rect_intersect(item->bounds, around[depth].clip), x, y)) {
            found[n++] = i;
        }
    }
    int n_kept = 0;
    for (int halos = 0; halos < 2; halos++)
        for (int i = n - 1; i >= 0 && n_kept < MOST_HITS; i--)
            if ((list->items[found[i]].node->kind == NODE_GLOW) == (halos == 1))
                hits[n_kept++] = found[i];
    return n_kept;
}

// The picture that a node belongs to; NULL: none.
static const Picture *picture_around(const Scene *scene, const Node *node)
{
    const Picture *picture = NULL;
    for (; node && !(picture = picture_of(scene, node)); node = node->parent)
        continue;
    return picture;
}

static const char *kind_name(const DrawItem *item)
{
    static const char *const NAMES[] = {
        [NODE_GROUP] = "group", [NODE_RECT] = "rect",   [NODE_CIRCLE] = "circle", [NODE_PATH] = "path",
        [NODE_TEXT] = "text",   [NODE_IMAGE] = "image", [NODE_GLOW] = "glow"};
    return NAMES[item->node->kind];
}

static void put_figures(JsonOut *out, const DrawItem *item, double t_s, Arena *arena)
{
    const Shown *shown =
        item->run ? node_shown(item->node, (int)floor(node_value(item->node, PROP_VARIANT, t_s) + 0.5)) : NULL;
    json_out_key(out, "figures");
    json_out_begin(out, '[');
    for (int i = 0; shown && i < shown->n_figures; i++) {
        const ShownFigure *each = &shown->figures[i];
        if (!each->figure)
            continue;
        json_out_begin(out, '{');
        json_out_text_at(out, "shown", arena_strndup(arena, item->run->text + each->first_byte, (size_t)each->n_bytes));
        json_out_text_at(out, "source", figure_describe(arena, each->figure));
        json_out_key(out, "value");
        json_out_real(out, each->figure->value);
        json_out_end(out, '}');
    }
    json_out_end(out, ']');
}

static void put_hit(JsonOut *out, const Scene *scene, const DrawItem *item, double t_s, Arena *arena)
{
    const Picture *picture = picture_around(scene, item->node);
    const bool by_picture = !item->node->file && picture;
    json_out_begin(out, '{');
    json_out_text_at(out, "kind", kind_name(item));
    json_out_text_at(out, "what", picture ? picture->kind->name : item->node->title);
    json_out_place(out, by_picture ? picture->file : item->node->file, by_picture ? picture->line : item->node->line);
    json_out_text_at(out, "text", item->run ? item->run->text : NULL);
    json_out_rect_at(out, "bounds", item->bounds);
    json_out_rect_at(out, "area", picture ? picture->rect : RECT_EMPTY);
    put_figures(out, item, t_s, arena);
    json_out_end(out, '}');
}

void built_film_node(const BuiltFilm *film, int scene, double t_s, double x, double y, JsonOut *out)
{
    Arena arena;
    arena_init(&arena);
    int hits[MOST_HITS];
    const DisplayList list = frame_at(film->scenes[scene], t_s, &arena);
    const int n = find_hits(&list, x, y, &arena, hits);
    json_out_begin(out, '{');
    json_out_rect_at(out, "safe", list.canvas.safe);
    json_out_key(out, "hits");
    json_out_begin(out, '[');
    for (int i = 0; i < n; i++)
        put_hit(out, film->scenes[scene], &list.items[hits[i]], t_s, &arena);
    json_out_end(out, ']');
    json_out_end(out, '}');
    arena_finish(&arena);
}
