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

const Choices CAPTIONS_CHOICES = {"kind of captions", CAPTIONS_KINDS, sizeof *CAPTIONS_KINDS,
                                  offsetof(CaptionsKind, help)};

const Corner CORNERS[] = {
    {"br", "bottom right", CORNER_RIGHT},
    {"bl", "bottom left", 0},
    {"tr", "top right", CORNER_TOP | CORNER_RIGHT},
    {"tl", "top left", CORNER_TOP},
    {0},
};

const SpeakerShape SPEAKER_SHAPES[] = {
    {"circle", "a circle", 1},
    {"square", "a square with round corners", 0.16},
    {0},
};

const Choices SPEAKER_SHAPE_CHOICES = {"shape", SPEAKER_SHAPES, sizeof *SPEAKER_SHAPES, offsetof(SpeakerShape, help)};

const Choices CORNER_CHOICES = {"corner", CORNERS, sizeof *CORNERS, offsetof(Corner, help)};

// What stands in front on a canvas of a shape, in units; distances from the bottom are those from the top in a corner
// there.
typedef struct FrontShape {
    double least_shape; // height / width, from which on it holds
    double type_size, pitch;
    double baseline;           // of the last line, from the bottom
    double words_gap, page_gap; // between what a scene shows and the captions, and the speaker
    double r, from_side, from_bottom; // the speaker's circle
} FrontShape;

// To add one: a row here, above all with lower shapes. On the highest the apps have their buttons below.
static const FrontShape SHAPES[] = {
    {1.5, 48, 64, 188, 40, 28, 130, 184, 300},
    {1.1, 48, 64, 84, 40, 16, 76, 130, 146},
    {0.9, 44, 58, 72, 40, 14, 76, 130, 130},
    {0, 44, 60, 128, 60, 16, 144, 240, 240},
};

static const double SIGNATURE_BAND = 1.5; // of a caption's type size
static const double CAP_HEIGHT = 0.73, LETTER_W = 0.52; // of the size

static const FrontShape *shape_of(Canvas canvas)
{
    const FrontShape *shape = SHAPES;
    while (shape->least_shape > canvas.height / canvas.width)
        shape++;
    return shape;
}

// Captions stand beside the speaker.
static void put_captions_beside(FrontRoom *room, Canvas canvas, const FrontShape *shape, bool right)
{
    const double beside = shape->from_side + shape->r + shape->pitch;
    room->captions_w = canvas.width - beside - canvas.safe.x;
    room->captions_x = right ? canvas.safe.x : beside;
}

// Where there is height to give away the speaker has a band of their own above the page, in which captions stand, too.
static void put_speaker_above(FrontRoom *room, Canvas canvas, const FrontShape *shape, bool right)
{
    const double away = shape->from_bottom + shape->r + shape->page_gap;
    room->page.y = away;
    room->page.h = canvas.safe.y + canvas.safe.h - away;
    put_captions_beside(room, canvas, shape, right);
    room->baseline = shape->from_bottom + (shape->pitch + CAP_HEIGHT * shape->type_size) / 2;
    room->cover_above = true;
    room->cover_fade = shape->page_gap;
    room->cover_y = away;
}

static void put_speaker(FrontRoom *room, Canvas canvas, const FrontShape *shape, const Corner *corner)
{
    const bool top = corner->sides & CORNER_TOP, right = corner->sides & CORNER_RIGHT;
    const double away = shape->from_bottom + shape->r + shape->page_gap; // from the canvas's edge
    const double aside = shape->from_side + shape->r + shape->page_gap;
    room->r = shape->r;
    room->middle = (Point){right ? canvas.width - shape->from_side : shape->from_side,
                           top ? shape->from_bottom : canvas.height - shape->from_bottom};
    if (top && canvas.height >= canvas.width) {
        put_speaker_above(room, canvas, shape, right);
    } else if (top) { // there is less height than width to give away
        room->page.w = canvas.width - aside - canvas.safe.x;
        room->page.x = right ? canvas.safe.x : aside;
    } else {
        room->page.h = fmin(room->page.h, canvas.height - away - room->page.y);
        put_captions_beside(room, canvas, shape, right);
    }
}

// The canvas, but where the page was made smaller than the safe area.
static Rect view_of(Canvas canvas, Rect page)
{
    const Rect safe = canvas.safe;
    const double x = page.x > safe.x ? page.x : 0, y = page.y > safe.y ? page.y : 0;
    const double right = page.x + page.w < safe.x + safe.w ? page.x + page.w : canvas.width;
    const double bottom = page.y + page.h < safe.y + safe.h ? page.y + page.h : canvas.height;
    return (Rect){x, y, right - x, bottom - y};
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
    room.cover_fade = shape->words_gap + shape->pitch;
    room.cover_y = room.baseline - shape->pitch - CAP_HEIGHT * shape->type_size - shape->words_gap;
    if (front.captions)
        room.page.h = room.cover_y - room.page.y;
    if (front.corner)
        put_speaker(&room, canvas, shape, front.corner);
    room.view = view_of(canvas, room.page);
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

// It is there while there are captions, and in short pauses between them.
static void show_cover(Scene *s, Node *cover)
{
    static const double FADE_S = 0.3, PAUSE_S = 1;
    int n_cues = 0;
    const CaptionCue *cues = caption_cues(s->arena, s, s->room.columns, &n_cues);
    double end_s = -INFINITY; // of the captions so far
    node_start(s, cover, PROP_OPACITY, 0, 0);
    for (int i = 0; i < n_cues; i++) {
        if (s->says[cues[i].say].seen)
            continue;
        if (cues[i].begin_s > end_s + PAUSE_S) {
            if (end_s >= 0)
                node_animate(s, cover, PROP_OPACITY, end_s, FADE_S, EASE_IN_OUT, (double[TRACK_COMPONENTS]){0});
            const double begin_s = cues[i].begin_s - FADE_S;
            if (begin_s < 0)
                node_start(s, cover, PROP_OPACITY, 0, 1);
            else
                node_animate(s, cover, PROP_OPACITY, begin_s, FADE_S, EASE_IN_OUT, (double[TRACK_COMPONENTS]){1});
        }
        end_s = cues[i].end_s;
    }
    if (end_s >= 0)
        node_animate(s, cover, PROP_OPACITY, end_s, FADE_S, EASE_IN_OUT, (double[TRACK_COMPONENTS]){0});
}

// Behind captions lies the colour of the page, so that what the camera brings there ends before them, softly.
static void add_cover(Scene *s)
{
    enum { N_STEPS = 16 };
    Node *cover = add_group(s, front_group(s), 0);
    double left = 1; // of what lies behind, after a step
    for (int i = 0; i < N_STEPS; i++) { // each over those before it
        const double share = 1 - (i + 1.0) / N_STEPS, before = left;
        left = share * share;
        const double into = i * s->room.cover_fade / N_STEPS;
        const bool above = s->room.cover_above;
        const double y = above ? 0 : s->room.cover_y + into, end = above ? s->room.cover_y - into : s->canvas.height;
        add_rect(s, cover, .y = y, .w = s->canvas.width, .h = end - y,
                 .fill = color_alpha(s->theme->bg, 1 - left / before));
    }
    if (!s->front.corner) // beside a speaker, who is always there, it is, too
        show_cover(s, cover);
}

// One group for each, empty where the picture itself shows what is said.
static void add_caption(Scene *s, Node *parent, const CaptionCue *cue)
{
    const FrontRoom *room = &s->room;
    const TextStyle style = style_for(s, cue->text);
    const bool one = !strchr(cue->text, '\n');
    Node *group = add_group(s, parent, .x = room->captions_x + room->captions_w / 2,
                            .y = room->baseline - (one ? 0.5 : 1) * room->pitch);
    if (s->says[cue->say].seen)
        return;
    Node *text = add_text(s, group, .z = 1, .text = cue->text, .style = &style, .color = s->theme->ink);
    text->title = "caption";
    show_between(s, group, cue->begin_s, cue->end_s);
}

static void add_captions(Scene *s)
{
    int n_cues = 0;
    const CaptionCue *cues = caption_cues(s->arena, s, s->room.columns, &n_cues);
    s->captions = add_group(s, front_group(s));
    for (int i = 0; i < n_cues; i++) {
        const Say *say = &s->says[cues[i].say];
        scene_here(s, say->file, say->line);
        add_caption(s, s->captions, &cues[i]);
    }
}

// ---- the speaker ----

// They fade away with the end of the recording, if that is before the scene's.
static void let_leave(Scene *s, Node *speaker)
{
    const double end_s = s->front.footage->dur_s - s->front.footage_from_s;
    if (end_s >= s->dur_s)
        return;
    const double begin_s = fmax(0, end_s - DUR_LEAVE_S);
    node_start(s, speaker, PROP_OPACITY, 0, 1);
    node_animate(s, speaker, PROP_OPACITY, begin_s, end_s - begin_s, EASE_IN, (double[TRACK_COMPONENTS]){0});
}

static void add_speaker(Scene *s)
{
    static const double RIM = 3;
    const FrontRoom *room = &s->room;
    const Front *front = &s->front;
    if (front->footage->dur_s <= front->footage_from_s)
        return;
    const double side = 2 * room->r, radius = front->shape->radius * room->r;
    Node *speaker = add_group(s, front_group(s), .x = room->middle.x - room->r, .y = room->middle.y - room->r);
    Node *window = add_group(s, speaker, .clip = true, .w = side, .h = side, .radius = radius);
    add_rect(s, window, .w = side, .h = side, .fill = s->theme->panel);
    Node *image = node_create(s, NODE_IMAGE, window, 0, 0, 1);
    image->base[PROP_W] = image->base[PROP_H] = side;
    image->footage = front->footage;
    image->footage_from_s = front->footage_from_s;
    add_rect(s, speaker, .w = side, .h = side, .radius = radius, .z = 1, .stroke = s->theme->line,
             .stroke_width = RIM);
    let_leave(s, speaker);
}

// ---- all of it ----

void front_add(Scene *s)
{
    if (s->front.captions)
        add_cover(s);
    front_add_signature(s);
    if (s->front.footage)
        add_speaker(s);
    if (s->front.captions)
        add_captions(s);
}

bool front_has(const Scene *s, const Node *node)
{
    while (node && node != s->in_front)
        node = node->parent;
    return node != NULL;
}
