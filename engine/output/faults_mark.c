// faults_mark.c — the rule of marks: what has the colour of choice was chosen, and is there.
#include "engine/output/faults_data.h"

#include "engine/anim/picture_data.h"

#include <math.h>

static const double EVERY_S = 1.0 / 60;             // a mark on the wrong thing is seen in a single frame
static const double NEAR = 0.12;                    // of a colour's components: it is that colour
static const double SEEN = 0.2, HARDLY_SEEN = 0.05; // opacities

static bool is_pick(const Theme *theme, Color color, double opacity)
{
    const Color pick = theme->pick;
    return (double)color.a * opacity >= SEEN && fabs((double)(color.r - pick.r)) <= NEAR &&
           fabs((double)(color.g - pick.g)) <= NEAR && fabs((double)(color.b - pick.b)) <= NEAR;
}

static bool looks_chosen(const Scene *scene, const Node *node, double opacity, double t_s)
{
    if (node->kind == NODE_GROUP || node->kind == NODE_IMAGE)
        return false;
    return is_pick(scene->theme, node_color(node, PROP_FILL, t_s), opacity) ||
           (node->kind != NODE_TEXT && node->kind != NODE_GLOW &&
            is_pick(scene->theme, node_color(node, PROP_STROKE, t_s), opacity));
}

static bool ever_marked(const Node *node)
{
    bool marked = node->marked != NULL;
    for (int i = 0; i < node->n_children && !marked; i++)
        marked = ever_marked(node->children[i]);
    return marked;
}

static bool is_marked(const Node *part, double t_s)
{
    double value[TRACK_COMPONENTS] = {0};
    if (part->marked)
        track_at(part->marked, t_s, value);
    return value[0] > 0;
}

// What a part of a picture shows at a time.
typedef struct PartLook {
    const Node *chosen; // looks so; NULL: nothing does
    bool has_words, shows_words;
} PartLook;

static void look_at_part(const Scene *scene, const Node *node, double opacity, double t_s, PartLook *look)
{
    opacity *= node_value(node, PROP_OPACITY, t_s);
    if (node->kind == NODE_TEXT) {
        look->has_words = true;
        look->shows_words = look->shows_words || opacity * (double)node_color(node, PROP_FILL, t_s).a >= HARDLY_SEEN;
    }
    if (looks_chosen(scene, node, opacity, t_s))
        look->chosen = node;
    for (int i = 0; i < node->n_children && opacity >= HARDLY_SEEN; i++)
        look_at_part(scene, node->children[i], opacity, t_s, look);
}

static double opacity_to(const Node *node, double t_s)
{
    double opacity = 1;
    for (; node; node = node->parent)
        opacity *= node_value(node, PROP_OPACITY, t_s);
    return opacity;
}

static void check_part(Faults *faults, const Picture *picture, const Node *part, double t_s)
{
    static const Rule CHOSEN = {"unmark first, exchange, then mark what was chosen"};
    static const Rule THERE = {"let what is marked be seen, or unmark it when it leaves"};
    const double opacity = opacity_to(part->parent, t_s);
    PartLook look = {0};
    if (opacity < HARDLY_SEEN)
        return;
    look_at_part(faults->scene, part, opacity, t_s, &look);
    if (!look.chosen)
        return;
    const Spot spot = spot_at(part, t_s);
    if (!is_marked(part, t_s))
        faults_add(faults, &CHOSEN, spot, "a part of this %s looks chosen at %.2f s, and is not", picture->kind->name,
                   t_s);
    else if (look.has_words && !look.shows_words)
        faults_add(faults, &THERE, spot, "a part of this %s is marked at %.2f s, and its words are not there",
                   picture->kind->name, t_s);
}

void faults_of_marks(Faults *faults)
{
    const Scene *scene = faults->scene;
    for (int i = 0; i < scene->n_pictures; i++) {
        const Picture *picture = scene->pictures[i];
        if (!ever_marked(picture->root))
            continue;
        const Node *parts = picture->root->body ? picture->root->body : picture->root;
        for (int frame = 0; frame * EVERY_S <= scene->dur_s; frame++)
            for (int k = 0; k < parts->n_children; k++)
                check_part(faults, picture, parts->children[k], frame * EVERY_S);
    }
}
