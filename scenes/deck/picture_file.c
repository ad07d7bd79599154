// picture_file.c — pictures of a deck's folders: as large as there is room, or filling it all and cut at its edges.
#include "engine/anim/area.h"
#include "engine/anim/image_file.h"
#include "engine/anim/picture.h"
#include "scenes/deck/deck_verbs.h"
#include "scenes/kit/kit_verbs.h"

#include <math.h>

static const double PIXELS_PER_UNIT = 2;

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const Image *image = data;
    const double scale = fmin(rect.w / image->n_cols, rect.h / image->n_rows);
    const double w = scale * image->n_cols, h = scale * image->n_rows;
    layout_part(layout, part_named("image"), (Rect){rect.x + (rect.w - w) / 2, rect.y + (rect.h - h) / 2, w, h}, 0);
    item_image(layout, "pixels", .w = w, .h = h, .image = image);
}

static const ScriptKind PICTURE = {{"picture", NULL, lay_out}, &PICTURE_TYPE, NULL};

// The middle of an image that has the shape of a room: as pixels, unless that is all of it.
static const Image *cut_to(Arena *arena, const Image *image, Rect room)
{
    const double scale = fmin(image->n_cols / room.w, image->n_rows / room.h);
    Image *part = ARENA_NEW(arena, Image);
    *part = (Image){.n_cols = (int)fmax(1, round(scale * room.w)),
                    .n_rows = (int)fmax(1, round(scale * room.h)),
                    .smooth = image->smooth};
    if (part->n_cols == image->n_cols && part->n_rows == image->n_rows)
        return image;
    const int x = (image->n_cols - part->n_cols) / 2, y = (image->n_rows - part->n_rows) / 2;
    uint32_t *pixels = ARENA_ARRAY(arena, uint32_t, part->n_cols * part->n_rows);
    for (int row = 0; row < part->n_rows; row++)
        for (int col = 0; col < part->n_cols; col++)
            pixels[row * part->n_cols + col] = image->pixels[(row + y) * image->n_cols + col + x];
    part->pixels = pixels;
    return part;
}

// NULL, after script_fail, when it is there and cannot be read.
static const Image *read_picture(ScriptCall *call, const char *file, double most_units)
{
    size_t n_bytes = 0;
    const char *bytes = script_read(call, file, &n_bytes);
    Err err = {""};
    const Image *image =
        bytes ? image_read(scene_arena(call->host), file, bytes, n_bytes, (int)(PIXELS_PER_UNIT * most_units), &err) : NULL;
    if (bytes && !image)
        script_fail(call, "%s", err.text);
    return image;
}

// Gives width and height, in pixels that say no more than the shape; nothing when there is no such file.
static void verb_picture_size(ScriptCall *call, const ScriptArgs *args)
{
    static const double TRIAL = 64;
    const char *file = arg_string(args, "file");
    const Image *image = script_has(call, file) ? read_picture(call, file, TRIAL) : NULL;
    if (!image)
        return;
    script_return(call, value_integer(image->n_cols));
    script_return(call, value_integer(image->n_rows));
}

static void verb_picture(ScriptCall *call, const ScriptArgs *args)
{
    const Rect room = area_rect(call->host, arg_object(args, "into", &AREA_TYPE));
    const Image *image = read_picture(call, arg_string(args, "file"), fmax(room.w, room.h));
    if (image && arg_bool(args, "cover"))
        image = cut_to(scene_arena(call->host), image, room);
    if (image)
        script_picture(call, args, &PICTURE, image);
}

static const Arg PICTURE_FILE_ARGS[] = {{"file", ARG_STRING, .help = "of the deck's folder; /x.svg is one of its public folder"}, {0}};
static const Arg PICTURE_FILE_OPTIONS[] = {{"cover", ARG_BOOL, .preset = "false", .help = "it fills the area and is cut"}, {0}};

const Verb PICTURE_FILE_VERBS[] = {
    {"picture_size", SHAPE_FUNCTION, "Width and height of a picture's file; nil: there is none.", PICTURE_FILE_ARGS,
     .call = verb_picture_size},
    {"picture", SHAPE_PICTURE, "A picture from a file.", PICTURE_FILE_ARGS, PICTURE_FILE_OPTIONS, PICTURE_OPTIONS,
     .call = verb_picture},
    {0},
};
