// signature.c — who made the film: a logo, a name and a handle in one line below what a scene shows.
#include "engine/anim/scene_data.h"

enum { MOST_PARTS = 3 };

// What stands side by side, from the left.
typedef struct Line {
    Node *parts[MOST_PARTS]; // [n]
    double xs[MOST_PARTS];
    int n;
    double width;
} Line;

static void line_take(Line *line, Node *part, double width, double gap)
{
    line->width += line->n > 0 ? gap : 0;
    line->xs[line->n] = line->width;
    line->parts[line->n++] = part;
    line->width += width;
}

static void take_words(Scene *s, Node *group, Line *line, const char *words, int weight, Color color, double size)
{
    if (!words)
        return;
    const TextStyle style = {.size = size, .weight = weight, .valign = VALIGN_MIDDLE};
    Node *text = add_text(s, group, .text = words, .style = &style, .color = color);
    text->title = "signature";
    line_take(line, text, text->runs[0]->logical.w, 0.6 * size);
}

static void take_logo(Scene *s, Node *group, Line *line, const Signature *by, double size)
{
    if (!by->logo)
        return;
    const double h = 1.4 * size, w = h * by->logo->n_cols / by->logo->n_rows;
    Node *logo = add_image(s, group, .y = -h / 2, .w = w, .h = h, .image = by->logo);
    logo->title = "logo";
    line_take(line, logo, w, 0);
}

void front_add_signature(Scene *s)
{
    const Signature *by = s->front.signature;
    if (!by)
        return;
    const double size = 0.84 * s->room.type_size;
    const char *file = s->at_file;
    const int line_number = s->at_line;
    Node *group = add_group(s, front_group(s), .y = s->room.signature_y);
    Line line = {.n = 0};
    take_logo(s, group, &line, by, size);
    take_words(s, group, &line, by->author, 600, s->theme->ink, size);
    take_words(s, group, &line, by->handle, 400, s->theme->soft, size);
    scene_here(s, file, line_number); // an error is the film's, not of this file
    if (line.width > s->room.page.w)
        scene_fail(s, "--author, --handle and --logo have no room in one line of this canvas; shorter names have");
    const double left = s->room.page.x + (s->room.page.w - line.width) / 2;
    for (int i = 0; i < line.n; i++)
        line.parts[i]->base[PROP_X] = left + line.xs[i];
}
