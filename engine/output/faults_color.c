// faults_color.c — the rule of contrast: words stand out from what is behind them.
#include "engine/output/faults_data.h"

static Color over(Color below, Color above, double opacity)
{
    const float alpha = above.a * (float)opacity;
    above.a = 1;
    Color mixed = color_mix(below, above, (double)alpha);
    mixed.a = 1;
    return mixed;
}

// ---- what is behind words ----

static bool contains_point(Rect rect, Point p)
{
    return p.x >= rect.x && p.x <= rect.x + rect.w && p.y >= rect.y && p.y <= rect.y + rect.h;
}

static Color cell_at(const DrawItem *item, Rect bounds, Point p)
{
    const Image *image = item->node->image;
    const int col = (int)clamp((p.x - bounds.x) / bounds.w * image->n_cols, 0, image->n_cols - 1);
    const int row = (int)clamp((p.y - bounds.y) / bounds.h * image->n_rows, 0, image->n_rows - 1);
    const uint32_t pixel = image->pixels[row * image->n_cols + col];
    const float alpha = (float)(pixel >> 24), full = alpha > 0 ? alpha : 1; // of premultiplied colours
    return (Color){(float)(pixel >> 16 & 255) / full, (float)(pixel >> 8 & 255) / full, (float)(pixel & 255) / full,
                   alpha / 255};
}

// The colour behind the middle of a text: of cards, circles and images that lie there, one over the other.
static Color backdrop(const Faults *faults, const View *view, int text)
{
    const Point p = rect_middle(view->items[text].bounds);
    Color color = faults->scene->theme->bg;
    for (int i = 0; i < text; i++) {
        const Seen *seen = &view->items[i];
        const DrawItem *item = seen->item;
        if (rect_is_empty(seen->bounds) || !contains_point(seen->bounds, p))
            continue;
        if (item->kind == DRAW_IMAGE)
            color = over(color, cell_at(item, item->bounds, p), seen->opacity);
        else if (item->kind == DRAW_PATH && item->node->kind != NODE_PATH)
            color = over(color, item->fill, seen->opacity);
    }
    return color;
}

void faults_of_colors(Faults *faults, const View *view)
{
    static const Rule CONTRAST = {"take another colour of the theme, or another ground"};
    for (int i = 0; i < view->n_items; i++) {
        const Seen *seen = &view->items[i];
        if (!seen_is_read(seen))
            continue;
        const Color ground = backdrop(faults, view, i);
        const double ratio = color_contrast(over(ground, seen->item->fill, 1), ground);
        if (ratio < CONTRAST_LEAST - 0.05)
            faults_add(faults, &CONTRAST, spot_of(view, seen),
                       "\"%s\" hardly stands out from its ground at %.1f s: %.1f to 1, and %.1f is the least",
                       seen->item->run->text, view->t_s, ratio, CONTRAST_LEAST);
    }
}
