// inset_verbs.c — a scene of another film, or a chart of its inputs, within a scene, by its address:
//
//     gptreel:nanogpt/02_training                 its last picture; ?at=7.5 the one at a time
//     gptreel:nanogpt/02_training?clicks          its clicks become this scene's
//     gptreel:nanogpt/02_training?play            it plays when it is shown
//     gptreel:chart/loss?run=main,ladder/bigram   a chart
//
// For modules: who writes a film's scene has the other scene's pictures themselves.
#include "engine/verbs/verbs.h"

#include "engine/anim/area.h"
#include "engine/anim/canvas.h"
#include "engine/anim/film.h"
#include "engine/anim/inset.h"
#include "engine/anim/scene_data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char SCHEME[] = "gptreel:";

typedef enum InsetShows { SHOWS_PICTURE, SHOWS_CLICKS, SHOWS_ALL } InsetShows;

// An address, taken apart.
typedef struct InsetAddress {
    const char *name, *runs; // NULL: those of this scene
    InsetShows shows;
    double at_s; // of a picture; HUGE_VAL: the last
} InsetAddress;

// What the picture is laid out from.
typedef struct InsetPicture {
    InsetAddress address;
    Size size; // of the scene's canvas
    Inset *inset;
} InsetPicture;

// ---- the address ----

static bool take_option(ScriptCall *call, InsetAddress *address, const char *option)
{
    static const char RUN[] = "run=", AT[] = "at=";
    char *end = NULL;
    if (strncmp(option, RUN, strlen(RUN)) == 0 && option[strlen(RUN)])
        address->runs = option + strlen(RUN);
    else if (strcmp(option, "clicks") == 0)
        address->shows = SHOWS_CLICKS;
    else if (strcmp(option, "play") == 0)
        address->shows = SHOWS_ALL;
    else if (strncmp(option, AT, strlen(AT)) == 0 && (address->at_s = strtod(option + strlen(AT), &end), *end == '\0') &&
             end > option + strlen(AT) && address->at_s >= 0)
        return true;
    else
        script_fail(call, "%s%s: the address has an option \"%s\"; there are run=NAME, at=SECONDS, clicks and play", SCHEME,
                    address->name, option);
    return !script_failed(call);
}

static bool take_apart(ScriptCall *call, const char *written, InsetAddress *address)
{
    Arena *arena = scene_arena(call->host);
    const char *rest = written + (strncmp(written, SCHEME, strlen(SCHEME)) == 0 ? strlen(SCHEME) : 0);
    const size_t n = strcspn(rest, "?");
    *address = (InsetAddress){.name = arena_strndup(arena, rest, n), .at_s = HUGE_VAL};
    rest += n + (rest[n] == '?');
    while (*rest) {
        const size_t n_option = strcspn(rest, "&");
        if (!take_option(call, address, arena_strndup(arena, rest, n_option)))
            return false;
        rest += n_option + (rest[n_option] == '&');
    }
    return true;
}

// ---- the picture ----

// A chart takes any shape, with letters as large as this scene's least. Of the shapes that scenes are made for, the
// one that fills most of a room; this scene's own where the room is the whole canvas.
static Canvas canvas_for(const Scene *s, const InsetAddress *address, Rect room)
{
    const Canvas own = scene_canvas(s);
    if (strncmp(address->name, "chart/", 6) == 0) {
        const double larger = own.least_type / canvas_make(room.w, room.h).least_type;
        return canvas_make(room.w / larger, room.h / larger);
    }
    Canvas best = own;
    double most = room.w == own.width && room.h == own.height ? 2 : 0;
    for (const CanvasKind *kind = CANVAS_KINDS; kind->name; kind++) {
        const double scale = fmin(room.w / kind->width, room.h / kind->height);
        const double share = scale * kind->width * scale * kind->height / (room.w * room.h);
        if (share > most) {
            most = share;
            best = canvas_make(kind->width, kind->height);
        }
    }
    return best;
}

static double scale_in(const InsetPicture *picture, Rect rect)
{
    return fmin(rect.w / picture->size.w, rect.h / picture->size.h);
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const InsetPicture *picture = data;
    const double scale = scale_in(picture, rect), w = scale * picture->size.w, h = scale * picture->size.h;
    layout_part(layout, part_named("scene"), (Rect){rect.x + (rect.w - w) / 2, rect.y + (rect.h - h) / 2, w, h}, 0);
    item_rect(layout, "room", .w = w, .h = h);
}

static const ScriptKind INSET = {{"inset", NULL, lay_out, .any_size = true}, &PICTURE_TYPE, NULL};

// NULL after script_fail.
static const Scene *build(ScriptCall *call, const InsetAddress *address, Canvas canvas)
{
    Scene *s = call->host;
    const Insets *insets = s->row ? s->row->insets : NULL;
    const InsetAsk ask = {.address = address->name, .inputs = address->runs, .canvas = canvas};
    Err err = {""};
    const Scene *inner = insets ? insets->build(insets->context, s, &ask, &err) : NULL;
    if (!inner)
        script_fail(call, "%s%s: %s", SCHEME, address->name, insets ? err.text : "no scene can be drawn within this one here");
    return inner;
}

static void verb_inset(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    InsetPicture *data = ARENA_NEW(scene_arena(s), InsetPicture);
    const Rect room = area_rect(s, arg_object(args, "into", &AREA_TYPE));
    const Scene *inner = take_apart(call, arg_string(args, "address"), &data->address)
                             ? build(call, &data->address, canvas_for(s, &data->address, room))
                             : NULL;
    if (!inner)
        return;
    data->size = (Size){inner->canvas.width, inner->canvas.height};
    const Picture *picture = script_picture(call, args, &INSET, data);
    const bool plays = data->address.shows != SHOWS_PICTURE;
    data->inset = inset_add(s, picture_part_node(picture, 0), inner, plays ? 0 : data->address.at_s, plays,
                            scale_in(data, room));
}

// ---- its motion ----

static const InsetPicture *inset_of(ScriptCall *call, const ScriptArgs *args)
{
    const Picture *picture = arg_object(args, "inset", &PICTURE_TYPE);
    if (picture_kind(picture) == &INSET.kind)
        return picture_data(picture);
    script_fail(call, "this is no inset");
    return NULL;
}

// Gives how many pieces of its motion there are: between its clicks, or one.
static void verb_inset_pieces(ScriptCall *call, const ScriptArgs *args)
{
    const InsetPicture *picture = inset_of(call, args);
    if (!picture)
        return;
    const int n_steps = inset_scene(picture->inset)->n_steps;
    const int n = picture->address.shows == SHOWS_PICTURE ? 0 : picture->address.shows == SHOWS_CLICKS ? n_steps + 1 : 1;
    script_return(call, value_integer(n));
}

static void verb_inset_play(ScriptCall *call, const ScriptArgs *args)
{
    const InsetPicture *picture = inset_of(call, args);
    if (!picture)
        return;
    const Scene *inner = inset_scene(picture->inset);
    double to_s = inner->dur_s;
    for (int i = inner->n_steps - 1; picture->address.shows == SHOWS_CLICKS && i >= 0; i--)
        if (inner->steps[i].t_s > inset_time(picture->inset))
            to_s = inner->steps[i].t_s;
    inset_play(call->host, picture->inset, to_s);
}

// Gives what is said in the scene: between its clicks where these are this scene's, else all at once.
static void verb_inset_said(ScriptCall *call, const ScriptArgs *args)
{
    const InsetPicture *picture = inset_of(call, args);
    if (!picture)
        return;
    const Scene *inner = inset_scene(picture->inset);
    const int n = picture->address.shows == SHOWS_CLICKS ? inner->n_steps + 1 : 1;
    ScriptValue *said = ARENA_ARRAY(call->arena, ScriptValue, n);
    for (int i = 0, at = 0; i < n; i++) {
        const char *words = "";
        for (; at < inner->n_says && (i == n - 1 || inner->says[at].t_s < inner->steps[i].t_s); at++)
            words = arena_printf(call->arena, "%s%s%s", words, *words ? "\n" : "", inner->says[at].words);
        said[i] = value_string(words);
    }
    script_return(call, value_list(said, inner->n_says > 0 ? n : 0));
}

// ---- the table ----

static const Arg ADDRESS_ARGS[] = {{"address", ARG_STRING, .help = "gptreel:FILM/SCENE, with ?run=NAME, ?clicks, ?play"}, {0}};
static const Arg INSET_ARGS[] = {{"inset", ARG_HANDLE, .type = &PICTURE_TYPE, .help = "which"}, {0}};

const Verb INSET_VERBS[] = {
    {"inset", SHAPE_PICTURE, "A scene of another film, or a chart.", ADDRESS_ARGS, NULL, PICTURE_OPTIONS,
     .call = verb_inset},
    {"inset_pieces", SHAPE_FUNCTION, "How many pieces of its motion are to be played.", INSET_ARGS,
     .call = verb_inset_pieces},
    {"inset_play", SHAPE_FUNCTION, "The next of them.", INSET_ARGS, .call = verb_inset_play},
    {"inset_said", SHAPE_FUNCTION, "What is said in it.", INSET_ARGS, .call = verb_inset_said},
    {0},
};
