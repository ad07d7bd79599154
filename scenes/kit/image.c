// image.c — a picture from a file of the film: PNG, JPEG or SVG, as large as its area lets it be.
#include "engine/anim/area.h"
#include "engine/anim/image_file.h"
#include "scenes/kit/kit_verbs.h"

#include <math.h>

static Size fitting(const Image *image, Size room)
{
    const double scale = fmin(room.w / image->n_cols, room.h / image->n_rows);
    return (Size){scale * image->n_cols, scale * image->n_rows};
}

static Size measure(Layout *layout, const void *data, Size room)
{
    (void)layout;
    return fitting(data, room);
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const Image *image = data;
    const Size size = fitting(image, (Size){rect.w, rect.h});
    const Rect box = {rect.x + (rect.w - size.w) / 2, rect.y + (rect.h - size.h) / 2, size.w, size.h};
    layout_part(layout, part_named("image"), box, 0);
    item_image(layout, "pixels", .w = box.w, .h = box.h, .image = image);
}

static const ScriptType IMAGE_TYPE = {.name = "image", .help = "A picture from a file.", .parent = &PICTURE_TYPE};

// Two pixels for each unit that it can fill: enough for twice as many lines as 1080p has, or a camera that comes near.
static int pixels_for(Rect room)
{
    static const double PER_UNIT = 2, LEAST = 16;
    return (int)fmax(LEAST, round(PER_UNIT * fmax(room.w, room.h)));
}

static Rect room_of(ScriptCall *call, const ScriptArgs *args)
{
    const Area *into = arg_object(args, "into", &AREA_TYPE);
    const Area *area = into ? into : area_page(call->host);
    return area_is_open(area) ? area_room(call->host, area) : area_rect(call->host, area);
}

static const Image *read_image(ScriptCall *call, const char *file, int most_px)
{
    size_t n_bytes = 0;
    const char *bytes = script_read(call, file, &n_bytes);
    Err err = {""};
    const Image *image = bytes ? image_read(scene_arena(call->host), file, bytes, n_bytes, most_px, &err) : NULL;
    if (bytes && !image)
        script_fail(call, "%s", err.text);
    return image;
}

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    if (given.kind != VALUE_STRING) {
        script_fail(call, "an image changes into another file, as \"after.png\"");
        return NULL;
    }
    return read_image(call, given.string.bytes, pixels_for(picture_rect(picture)));
}

static const ScriptKind IMAGE = {{"image", measure, lay_out, .least = {24, 24}}, &IMAGE_TYPE, change};

static void verb_image(ScriptCall *call, const ScriptArgs *args)
{
    const Image *image = read_image(call, arg_string(args, "file"), pixels_for(room_of(call, args)));
    if (image)
        script_picture(call, args, &IMAGE, image);
}

static const Arg IMAGE_ARGS[] = {
    {"file", ARG_STRING, .help = "beside the film's: a PNG, JPEG or SVG; digits in it are not the run's"}, {0}};

const Verb IMAGE_VERBS[] = {
    {"image", SHAPE_PICTURE, "A picture from a file, as large as the area lets it be.", IMAGE_ARGS,
     .shared = PICTURE_OPTIONS, .call = verb_image, .makes = &IMAGE_TYPE,
     .example = "image { \"photo.jpg\", into = page:middle() }"},
    {0},
};
