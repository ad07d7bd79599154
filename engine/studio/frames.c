// frames.c — a raster for each width that is asked for, and the blocks of it that change.
#include "engine/studio/frames.h"

#include "engine/anim/frame.h"
#include "engine/raster/raster.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { BLOCK_PX = 16, N_VIEWS = 3 };
enum { ENOUGH_BYTES = 1 << 26 }; // of an answer; the page asks for the others

// What was drawn last at one width.
typedef struct View {
    Raster *raster; // NULL: the view is free
    int width_px, height_px;
    int scene; // -1: nothing was drawn
    DisplayList list;
    Arena arenas[2]; // of the list, and of the next one
    int64_t used;    // when it was wanted last
    uint32_t serial; // of its picture
} View;

typedef struct Area {
    uint16_t x, y, w, h;
} Area;

struct Frames {
    const BuiltFilm *film;
    View views[N_VIEWS];
    int64_t n_wishes;
    uint32_t serial; // the last one that was given
    Area *areas;     // [n_areas] of the record that is being made
    int n_areas, cap_areas;
    char *bytes; // [n_bytes] the records so far
    size_t n_bytes, cap_bytes;
};

Frames *frames_create(const BuiltFilm *film)
{
    Frames *frames = mem_alloc(sizeof *frames);
    *frames = (Frames){.film = film};
    // A page may still show a picture of an earlier worker, which must not be taken for one of this.
    if (getrandom(&frames->serial, sizeof frames->serial, GRND_NONBLOCK) < 0)
        frames->serial = film->version << 16;
    for (int i = 0; i < N_VIEWS; i++)
        for (int k = 0; k < 2; k++)
            arena_init(&frames->views[i].arenas[k]);
    return frames;
}

void frames_destroy(Frames *frames)
{
    for (int i = 0; i < N_VIEWS; i++) {
        raster_destroy(frames->views[i].raster);
        for (int k = 0; k < 2; k++)
            arena_finish(&frames->views[i].arenas[k]);
    }
    free(frames->areas);
    free(frames->bytes);
    free(frames);
}

// ---- drawing ----

static int even(double px)
{
    return 2 * (int)lround(px / 2);
}

static View *view_of(Frames *frames, int width_px)
{
    View *oldest = &frames->views[0];
    for (int i = 0; i < N_VIEWS; i++) {
        View *view = &frames->views[i];
        if (view->raster && view->width_px == width_px)
            return view;
        if (view->used < oldest->used)
            oldest = view;
    }
    const Canvas canvas = frames->film->session.canvas;
    raster_destroy(oldest->raster);
    oldest->width_px = width_px;
    oldest->height_px = even(width_px * canvas.height / canvas.width);
    oldest->raster = raster_create(oldest->width_px, oldest->height_px);
    oldest->scene = -1;
    oldest->serial = 0;
    return oldest;
}

static void draw(Frames *frames, View *view, int scene, int64_t frame)
{
    const double t_s = built_film_time(frames->film, scene, frame);
    arena_reset(&view->arenas[1]);
    const DisplayList list = frame_at(frames->film->scenes[scene], t_s, &view->arenas[1]);
    if (view->scene == scene)
        raster_update(view->raster, &view->list, &list);
    else
        raster_draw(view->raster, &list);
    const Arena before = view->arenas[0];
    view->arenas[0] = view->arenas[1];
    view->arenas[1] = before;
    view->list = list;
    view->scene = scene;
}

// ---- what changed ----

static void add_area(Frames *frames, Area area)
{
    // One that stands right under another of the same width makes that one higher.
    for (int i = frames->n_areas - 1; i >= 0; i--) {
        Area *above = &frames->areas[i];
        if (above->y + above->h < area.y)
            break;
        if (above->y + above->h == area.y && above->x == area.x && above->w == area.w) {
            above->h = (uint16_t)(above->h + area.h);
            return;
        }
    }
    frames->areas = mem_grow(frames->areas, frames->n_areas, &frames->cap_areas, sizeof *frames->areas);
    frames->areas[frames->n_areas++] = area;
}

// Rows of blocks that changed, as rectangles.
static void find_areas(Frames *frames, const View *view)
{
    const uint8_t *changed = raster_changed(view->raster);
    const int n_cols = (view->width_px + BLOCK_PX - 1) / BLOCK_PX, n_rows = (view->height_px + BLOCK_PX - 1) / BLOCK_PX;
    frames->n_areas = 0;
    for (int row = 0; row < n_rows; row++)
        for (int col = 0, end; col < n_cols; col = end + 1) {
            for (end = col; end < n_cols && changed[row * n_cols + end]; end++)
                continue;
            if (end == col)
                continue;
            const int x = col * BLOCK_PX, y = row * BLOCK_PX;
            const int right = end * BLOCK_PX < view->width_px ? end * BLOCK_PX : view->width_px;
            const int bottom = y + BLOCK_PX < view->height_px ? y + BLOCK_PX : view->height_px;
            add_area(frames, (Area){(uint16_t)x, (uint16_t)y, (uint16_t)(right - x), (uint16_t)(bottom - y)});
        }
}

// ---- records ----

static char *room_for(Frames *frames, size_t n_bytes)
{
    if (frames->n_bytes + n_bytes > frames->cap_bytes) {
        frames->cap_bytes = 2 * frames->cap_bytes + n_bytes;
        frames->bytes = mem_realloc(frames->bytes, frames->cap_bytes);
    }
    char *room = frames->bytes + frames->n_bytes;
    frames->n_bytes += n_bytes;
    return room;
}

// Pixels B, G, R, A of an opaque picture as R, G, B, A.
static void put_pixels(uint32_t *to, const View *view, Area area)
{
    const uint32_t *pixels = (const uint32_t *)(const void *)raster_pixels(view->raster);
    for (int y = 0; y < area.h; y++) {
        const uint32_t *from = pixels + (size_t)(area.y + y) * (size_t)view->width_px + area.x;
        for (int x = 0; x < area.w; x++)
            to[x] = 0xff000000u | (from[x] & 0xff00u) | (from[x] >> 16 & 0xffu) | (from[x] & 0xffu) << 16;
        to += area.w;
    }
}

static void put_record(Frames *frames, const View *view, int64_t frame, uint32_t base)
{
    size_t n_pixels = 0;
    for (int i = 0; i < frames->n_areas; i++)
        n_pixels += (size_t)frames->areas[i].w * frames->areas[i].h;
    const size_t areas_bytes = sizeof(Area) * (size_t)frames->n_areas;
    const size_t n_bytes = FRAME_HEAD_BYTES + areas_bytes + 4 * n_pixels;
    char *to = room_for(frames, n_bytes);
    const uint32_t head[] = {FRAME_MAGIC,
                             (uint32_t)n_bytes,
                             view->serial,
                             frames->film->version,
                             (uint32_t)frame,
                             (uint32_t)view->width_px | (uint32_t)view->height_px << 16,
                             (uint32_t)frames->n_areas,
                             base};
    _Static_assert(sizeof head == FRAME_HEAD_BYTES, "the record's head");
    memcpy(to, head, sizeof head);
    if (frames->n_areas > 0)
        memcpy(to + FRAME_HEAD_BYTES, frames->areas, areas_bytes);
    uint32_t *pixels = (uint32_t *)(void *)(to + FRAME_HEAD_BYTES + areas_bytes);
    for (int i = 0; i < frames->n_areas; i++) {
        put_pixels(pixels, view, frames->areas[i]);
        pixels += (size_t)frames->areas[i].w * frames->areas[i].h;
    }
}

char *frames_draw(Frames *frames, const FramesWish *wish, size_t *n_bytes)
{
    View *view = view_of(frames, even(wish->width_px));
    const int64_t last = built_film_frames(frames->film, wish->scene) - 1;
    uint32_t shown = wish->shown;
    view->used = ++frames->n_wishes;
    frames->n_bytes = 0;
    for (int i = 0; i < wish->n; i++) {
        const int64_t frame = wish->first + (int64_t)i * wish->step;
        if (i > 0 && (frame > last || frame < 0 || frames->n_bytes > ENOUGH_BYTES))
            break;
        const uint32_t base = shown != 0 && shown == view->serial ? shown : 0;
        const int64_t drawn = frame < 0 ? 0 : frame > last ? last : frame;
        draw(frames, view, wish->scene, drawn);
        frames->serial += frames->serial == UINT32_MAX ? 2 : 1; // never 0
        shown = view->serial = frames->serial;
        if (base)
            find_areas(frames, view);
        else
            frames->n_areas = 0;
        if (!base)
            add_area(frames, (Area){0, 0, (uint16_t)view->width_px, (uint16_t)view->height_px});
        put_record(frames, view, drawn, base);
    }
    *n_bytes = frames->n_bytes;
    char *bytes = frames->bytes;
    frames->bytes = NULL;
    frames->cap_bytes = 0;
    return bytes;
}
