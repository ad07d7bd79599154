// type_scale.c — the scale of type.
#include "scenes/kit/type_scale.h"

static const double PHONE_BODY = 40, TALL_LEAD = 56;

double type_size(const Scene *s, TypeRole role)
{
    static const double SIZES[] = {SIZE_TITLE, SIZE_HEADING, SIZE_LEAD, SIZE_BODY};
    if (role == TYPE_LABEL)
        return scene_canvas(s).least_type;
    if (scene_shape(s) == CANVAS_WIDE)
        return SIZES[role];
    if (role == TYPE_LEAD && scene_shape(s) == CANVAS_TALL)
        return TALL_LEAD;
    return role == TYPE_BODY ? PHONE_BODY : SIZES[role];
}

Rect type_box(Scene *s, const TextStyle *style, const char *words)
{
    const TextRun *run = text_set(s, style, words);
    return run ? run->logical : RECT_EMPTY;
}

static bool fits(Scene *s, const TextStyle *style, const char *words, Size room)
{
    const Rect box = type_box(s, style, words);
    return box.w <= room.w && box.h <= room.h;
}

bool type_fit(Scene *s, TextStyle *style, TypeRole role, const char *words, Size room)
{
    // One line at this size or the next is better than two at this one.
    for (TypeRole at = role; at < TYPE_ROLES; at++) {
        for (TypeRole next = at; next < TYPE_ROLES && next <= at + 1; next++) {
            style->size = type_size(s, next);
            style->max_width = 0;
            if (fits(s, style, words, room))
                return true;
        }
        style->size = type_size(s, at);
        style->max_width = room.w;
        if (fits(s, style, words, room))
            return true;
    }
    return false;
}

bool type_fit_each(Scene *s, TextStyle *style, TypeRole role, const char *const *words, int n_words, double width)
{
    int n_fit = 0;
    for (TypeRole at = role; at < TYPE_ROLES && n_fit < n_words; at++) {
        style->size = type_size(s, at);
        for (n_fit = 0; n_fit < n_words; n_fit++)
            if (words[n_fit] && type_box(s, style, words[n_fit]).w > width)
                break;
    }
    return n_fit == n_words;
}

double align_offset(Align align, double free)
{
    return align == ALIGN_START ? 0 : align == ALIGN_MIDDLE ? free / 2 : free;
}
