// chart_notes.c — what a model wrote at places of a chart: a ring on the line, a leader, some lines of text over the
// lines.
#include "scenes/kit/chart.h"

#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"
#include "scenes/kit/verse.h"

#include <math.h>
#include <string.h>

static const double RING_R = 10, HEAD_H = 1.15; // units; em

// A note as it is set, and where.
typedef struct NoteFit {
    VersePage page;
    double head_w;
    Point anchor;
    Rect place; // 0 wide: there is none
} NoteFit;

typedef struct NoteShape {
    TypeRole role;
    double width; // em
    int lines;
} NoteShape;

static TextStyle head_style(const ChartFrame *frame)
{
    return (TextStyle){.family = FONT_MONO, .size = frame->size, .valign = VALIGN_MIDDLE};
}

// The place on the uppermost of the lines that are there.
static Point anchor_of(const ChartFrame *frame, const ChartNote *note)
{
    const double x = chart_spot(frame, note->at->value, 0).x;
    Point anchor = {x, frame->box.y + frame->box.h};
    for (int i = 0; i < frame->data->n_series; i++) {
        double length;
        const ChartLine *line = &frame->lines[i];
        if (line->points[0].x <= x + 1 && line->points[line->n_points - 1].x >= x - 1)
            anchor.y = fmin(anchor.y, chart_on_line(line, x, &length).y);
    }
    return anchor;
}

// How far apart lines must stand so that no letter touches the line under it: letters of some scripts reach far.
static double letters_apart(const VersePage *page)
{
    static const double GAP = 2; // units
    double apart = 0;
    for (int i = 1; i < page->n_lines; i++) {
        const Rect above = page->lines[i - 1].run->ink;
        apart = fmax(apart, above.y + above.h - page->lines[i].run->ink.y + GAP);
    }
    return apart;
}

// As many lines as the shape has; where some of the text's own lines are whole, then without a part of the next one.
static VersePage note_page(Scene *s, const char *text, const NoteShape *shape, VerseSpec spec)
{
    VersePage page = verse_page(s, text, spec);
    verse_cut(&page, shape->lines * page.pitch);
    int n_whole = page.cut ? page.n_lines : 0;
    while (n_whole > 0 && page.text[page.lines[n_whole].first - 1] != '\n')
        n_whole--;
    if (n_whole > 0)
        verse_cut(&page, page.lines[n_whole].y);
    return page;
}

static Size set_note(Layout *layout, const ChartFrame *frame, const ChartNote *note, NoteShape shape, NoteFit *fit)
{
    static const double MOST_WIDTH = 0.6; // of the frame
    Scene *s = layout_scene(layout);
    const TextStyle head = head_style(frame);
    const double size = type_size(s, shape.role), width = fmin(shape.width * size, MOST_WIDTH * frame->box.w);
    VerseSpec spec = {.size = size, .pitch = 1.15 * size, .max_width = width, .hang = 0.7 * size};
    fit->page = note_page(s, note->text, &shape, spec);
    spec.pitch = fmax(spec.pitch, letters_apart(&fit->page));
    if (spec.pitch > fit->page.pitch)
        fit->page = note_page(s, note->text, &shape, spec);
    fit->head_w = type_box(s, &head, note->head->text).w;
    return (Size){fmax(fit->head_w, fit->page.width), HEAD_H * frame->size + fit->page.height};
}

// ---- places ----

// Sets all notes in one shape, each in the free place nearest to its ring, which it takes: the last one first, and each
// that comes before it higher, so that they go down like stairs. Gives how many found one.
static int place_notes(Layout *layout, ChartFrame *frame, NoteShape shape, NoteFit *fits)
{
    static const double REACH = 0.45, STAIR = 1.2; // of the frame; em
    const double reach = REACH * fmax(frame->box.w, frame->box.h);
    Rect within = frame->box;
    int n_placed = 0;
    for (int i = frame->data->n_notes - 1; i >= 0; i--) {
        NoteFit *fit = &fits[i];
        const ChartNote *note = &frame->data->notes[i];
        const Size size = set_note(layout, frame, note, shape, fit);
        fit->anchor = anchor_of(frame, note);
        fit->place = RECT_EMPTY;
        if (n_placed > 0)
            within.h += size.h;
        if (!chart_find_free(frame, within, size, fit->anchor, reach, true, &fit->place))
            continue;
        n_placed++;
        chart_take(frame, fit->place);
        chart_take(frame, rect_grow((Rect){fit->anchor.x, fit->anchor.y, 0, 0}, RING_R));
        if (fit->place.y < fit->anchor.y)
            chart_take(frame, (Rect){fit->anchor.x - 1, fit->place.y, 2, fit->anchor.y - fit->place.y});
        within.h = fit->place.y - STAIR * frame->size - within.y;
    }
    return n_placed;
}

// The first shape in which all notes find a place, else the one in which most do.
static void fit_notes(Layout *layout, ChartFrame *frame, NoteFit *fits)
{
    static const NoteShape SHAPES[] = {
        {TYPE_HEADING, 14, 2}, {TYPE_HEADING, 11, 2}, {TYPE_HEADING, 9, 2}, // of a chart with large words
        {TYPE_LEAD, 14, 3},    {TYPE_LEAD, 11, 3},    {TYPE_LEAD, 9, 4},    {TYPE_LEAD, 7, 4},
        {TYPE_BODY, 11, 3},    {TYPE_LEAD, 14, 2},    {TYPE_LEAD, 9, 2},    {TYPE_BODY, 9, 3},
        {TYPE_BODY, 9, 2},     {TYPE_LABEL, 9, 3},    {TYPE_LABEL, 9, 2},   {TYPE_LABEL, 7, 2},
    };
    enum { N_SHAPES = sizeof SHAPES / sizeof *SHAPES, N_LARGE = 3 };
    const int n_taken = frame->n_taken;
    int best = 0, most = -1;
    for (int i = frame->data->large ? 0 : N_LARGE; i < N_SHAPES && most < frame->data->n_notes; i++) {
        frame->n_taken = n_taken;
        const int n_placed = place_notes(layout, frame, SHAPES[i], fits);
        if (n_placed > most) {
            most = n_placed;
            best = i;
        }
    }
    frame->n_taken = n_taken;
    place_notes(layout, frame, SHAPES[best], fits);
}

// ---- parts ----

// From the ring on the line to the head of the note: up and over, or over in a curve. In coordinates of the note.
static const Path *leader(Layout *layout, const ChartFrame *frame, const NoteFit *fit)
{
    static const double GAP = 14, RADIUS = 14;
    const Point from = {fit->anchor.x - fit->place.x, fit->anchor.y - fit->place.y};
    const bool right = from.x < 0;
    const Point to = {right ? -GAP : fit->head_w + GAP, HEAD_H * frame->size / 2};
    Path *path = path_create(layout_arena(layout));
    if (to.y < from.y - RING_R - RADIUS) {
        const Point corners[] = {{from.x, from.y - RING_R}, {from.x, to.y}, to};
        path_rounded_line(path, corners, 3, fmin(RADIUS, fabs(to.x - from.x)));
        return path;
    }
    const double x = from.x + (right ? RING_R : -RING_R), middle = (x + to.x) / 2;
    path_move(path, x, from.y);
    path_cubic(path, middle, from.y, middle, to.y, to.x, to.y);
    return path;
}

// What fonts lack is written otherwise than it was recorded.
static const Shown *quoted(Arena *arena, const ChartNote *note, const char *words)
{
    return strstr(note->text, words) ? words_quoted_from(arena, words, note->source) : words_quoted(arena, words);
}

// The text becomes brighter from note to note, as it becomes language.
static void note_part(Layout *layout, const ChartFrame *frame, int index, const NoteFit *fit)
{
    static const char *const LINES[] = {"line 1", "line 2", "line 3", "line 4"};
    static const double BASELINE = 0.9; // em
    const Theme *theme = layout_theme(layout);
    const ChartNote *note = &frame->data->notes[index];
    const Point ring = {fit->anchor.x - fit->place.x, fit->anchor.y - fit->place.y};
    const TextStyle style = head_style(frame);
    const int n = frame->data->n_notes;
    const Color ink = color_mix(theme->soft, theme->ink, n > 1 ? (double)index / (n - 1) : 1);
    layout_part(layout, part_cell(CHART_NOTE, index), fit->place, 5);
    item_path(layout, "leader", .path = leader(layout, frame, fit), .stroke = color_mix(theme->line, theme->soft, 0.5),
              .stroke_width = 2);
    item_circle(layout, "ring", .x = ring.x, .y = ring.y, .r = RING_R, .fill = theme->bg, .stroke = theme->ink,
                .stroke_width = 3);
    chart_words(layout, "head", note->head, (Point){0, HEAD_H * frame->size / 2}, &style, theme->soft);
    for (int i = 0; i < fit->page.n_lines; i++) {
        const VerseLine *line = &fit->page.lines[i];
        item_text(layout, LINES[i], .x = line->x, .y = HEAD_H * frame->size + line->y + BASELINE * fit->page.size,
                  .text = line->run->text, .style = line->run->style, .fill = ink,
                  .shown = quoted(layout_arena(layout), note, line->run->text));
    }
}

void chart_notes(Layout *layout, ChartFrame *frame)
{
    const ChartData *data = frame->data;
    if (data->n_notes == 0 || !frame->worded)
        return;
    NoteFit *fits = ARENA_ARRAY(layout_arena(layout), NoteFit, data->n_notes);
    fit_notes(layout, frame, fits);
    for (int i = 0; i < data->n_notes; i++)
        if (data->notes[i].shown && fits[i].place.w > 0)
            note_part(layout, frame, i, &fits[i]);
}
