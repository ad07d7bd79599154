// front.c — the room for captions and a speaker on each canvas, and captions as nodes.
#include "engine/anim/front.h"

#include "engine/anim/caption_cues.h"
#include "engine/anim/scene_data.h"

#include <math.h>
#include <string.h>

const CaptionsKind CAPTIONS_KINDS[] = {
    {"track", "of a video a track, which players show when asked to", true, false},
    {"burn", "drawn into every picture; scenes leave room for them", false, true},
    {"none", "only the files", false, false},
    {0},
};

const Choices CAPTIONS_CHOICES = {"captions", CAPTIONS_KINDS, sizeof *CAPTIONS_KINDS, offsetof(CaptionsKind, help)};

const Corner CORNERS[] = {
    {"br", "bottom right", CORNER_RIGHT},
    {"bl", "bottom left", 0},
    {"tr", "top right", CORNER_TOP | CORNER_RIGHT},
    {"tl", "top left", CORNER_TOP},
    {0},
};

const Choices CORNER_CHOICES = {"corner", CORNERS, sizeof *CORNERS, offsetof(Corner, help)};

// What stands in front on a canvas of a shape, in units; distances from the bottom are those from the top in a corner there.
typedef struct FrontShape {
    double least_shape; // height / width, from which on it holds
    double type_size, pitch;
    double baseline;           // of the last line, from the bottom
    double page_gap;           // between what a scene shows and what stands in front
    double r, from_side, from_bottom; // the speaker's circle
} FrontShape;

// To add one: a row here, above all with lower shapes. On the highest the apps have their buttons below.
static const FrontShape SHAPES[] = {
    {1.5, 48, 64, 188, 28, 130, 184, 300},
    {1.1, 48, 64, 84, 28, 130, 184, 198},
    {0.9, 44, 58, 72, 24, 112, 166, 166},
    {0, 44, 60, 128, 16, 144, 240, 240},
};

static const double SIGNATURE_BAND = 1.5; // of a caption's type size
static const double CAP_HEIGHT = 0.73, LETTER_W = 0.52, TOP_GAP = 44; // of the size, of the size, units

static const FrontShape *shape_of(Canvas canvas)
{
    const FrontShape *shape = SHAPES;
    while (shape->least_shape > canvas.height / canvas.width)
        shape++;
    return shape;
}

static void put_speaker(FrontRoom *room, Canvas canvas, const FrontShape *shape, const Corner *corner)
{
    const double bottom = room->page.y + room->page.h;
    const bool top = corner->sides & CORNER_TOP, right = corner->sides & CORNER_RIGHT;
    const double away = shape->from_bottom + shape->r + shape->page_gap; // from the canvas's edge
    room->r = shape->r;
    room->middle = (Point){right ? canvas.width - shape->from_side : shape->from_side,
                           top ? shape->from_bottom : canvas.height - shape->from_bottom};
    if (top) {
        room->page.y = away;
        room->page.h = bottom - away;
        return;
    }
    room->page.h = fmin(room->page.h, canvas.height - away - room->page.y);
    const double beside = shape->from_side + shape->r + shape->pitch;
    room->captions_w = canvas.width - beside - canvas.safe.x;
    room->captions_x = right ? canvas.safe.x : beside;
}

FrontRoom front_room(Canvas canvas, Front front)
{
    const FrontShape *shape = shape_of(canvas);
    FrontRoom room = {
        .page = canvas.safe,
        .view = {0, 0, canvas.width, canvas.height},
        .captions_x = canvas.safe.x,
        .captions_w = canvas.safe.w,
        .type_size = shape->type_size,
        .pitch = shape->pitch,
        .baseline = canvas.height - shape->baseline,
    };
    if (front.captions)
        room.page.h = room.baseline - shape->pitch - CAP_HEIGHT * shape->type_size - TOP_GAP - room.page.y;
    if (front.corner)
        put_speaker(&room, canvas, shape, front.corner);
    if (front.captions || front.corner) {
        const double from = front.corner && front.corner->sides & CORNER_TOP ? room.page.y : 0;
        room.view = (Rect){0, from, canvas.width, room.page.y + room.page.h - from};
    }
    if (front.signature) {
        room.page.h -= SIGNATURE_BAND * shape->type_size;
        room.signature_y = room.page.y + room.page.h + (SIGNATURE_BAND - 0.6) * shape->type_size;
    }
    room.columns = (int)fmin(CAPTION_COLUMNS, floor(room.captions_w / (LETTER_W * room.type_size)));
    return room;
}

Node *front_group(Scene *s)
{
    if (!s->in_front)
        s->in_front = add_group(s, s->root, .z = 1);
    return s->in_front;
}

// ---- captions as nodes ----

static void show_between(Scene *s, Node *node, double begin_s, double end_s)
{
    if (begin_s > 0)
        node_start(s, node, PROP_OPACITY, 0, 0);
    node_start(s, node, PROP_OPACITY, begin_s, 1);
    if (end_s < s->dur_s)
        node_start(s, node, PROP_OPACITY, end_s, 0);
}

// A caption is as wide as its band at most: smaller letters are better than a third line.
static TextStyle style_for(Scene *s, const char *text)
{
    TextStyle style = {
        .size = s->room.type_size, .weight = 500, .line_pitch = s->room.pitch, .align = ALIGN_MIDDLE};
    const TextRun *run = text_set(s, &style, text);
    if (run && run->logical.w > s->room.captions_w)
        style.size *= s->room.captions_w / run->logical.w;
    return style;
}

// Behind its letters lies the colour of the page, so that what the camera brings there does not touch them.
static void add_caption(Scene *s, Node *parent, const CaptionCue *cue)
{
    static const double PLATE = 0.88;
    const FrontRoom *room = &s->room;
    const TextStyle style = style_for(s, cue->text);
    const bool one = !strchr(cue->text, '\n');
    Node *group = add_group(s, parent, .x = room->captions_x + room->captions_w / 2,
                            .y = room->baseline - (one ? 0.5 : 1) * room->pitch);
    Node *text = add_text(s, group, .z = 1, .text = cue->text, .style = &style, .color = s->theme->ink);
    text->title = "caption";
    const Rect box = rect_grow(text->runs[0]->logical, SPACE_XS);
    add_rect(s, group, .x = box.x, .y = box.y, .w = box.w, .h = box.h, .radius = SPACE_XS,
             .fill = color_alpha(s->theme->bg, PLATE));
    show_between(s, group, cue->begin_s, cue->end_s);
}

void front_add_captions(Scene *s)
{
    if (!s->front.captions)
        return;
    int n_cues = 0;
    const CaptionCue *cues = caption_cues(s->arena, s, s->room.columns, &n_cues);
    s->captions = add_group(s, front_group(s));
    for (int i = 0; i < n_cues; i++) {
        const Say *say = &s->says[cues[i].say];
        scene_here(s, say->file, say->line);
        add_caption(s, s->captions, &cues[i]);
    }
}

bool front_has(const Scene *s, const Node *node)
{
    while (node && node != s->in_front)
        node = node->parent;
    return node != NULL;
}
