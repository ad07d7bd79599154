// masks.c — glyphs and boxes scanned by FreeType, and remembered by outline, matrix and sub-pixel place.
#include "engine/raster/masks.h"

#include <assert.h>
#include <ft2build.h>
#include FT_OUTLINE_H
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    PHASES = 16,             // positions within a pixel, each way
    SUBPIXELS = 64,          // FreeType's units
    MOST_BYTES = 6 << 20,    // of coverage; then all is forgotten
    FIRST_ENTRIES = 1 << 10, // of the hash table; a power of two
    MOST_ENTRIES = 1 << 15,
};

typedef struct Key {
    const void *outline; // a Path; BOX for the box below
    Box box;
    double xx, yx, xy, yy;
    int64_t phase; // PHASES · y + x
} Key;

// Keys are hashed and compared by their bytes: there must be none between the fields.
static_assert(sizeof(Key) == sizeof(void *) + sizeof(int64_t) + 8 * sizeof(double), "a key has no padding");
static_assert(sizeof(Key) % sizeof(uint64_t) == 0, "a key is hashed by whole words");

typedef struct Entry {
    Key key; // outline NULL: free
    Mask mask;
} Entry;

static const char BOX[1]; // its address is no outline's

struct Masks {
    FT_Library library;
    Entry *entries; // [n_entries], open addressing
    int n_entries, n_used;
    Arena coverage;
    size_t n_bytes;
    FT_Vector *points; // [cap_points] of one outline
    char *tags;        // [cap_points]
    short *ends;       // [cap_points]
    int cap_points;
};

Masks *masks_create(void)
{
    Masks *masks = mem_alloc(sizeof *masks);
    const FT_Error error = FT_Init_FreeType(&masks->library);
    assert(!error);
    (void)error;
    masks->n_entries = FIRST_ENTRIES;
    masks->entries = mem_array(sizeof(Entry), masks->n_entries);
    arena_init(&masks->coverage);
    return masks;
}

void masks_destroy(Masks *masks)
{
    if (!masks)
        return;
    FT_Done_FreeType(masks->library);
    arena_finish(&masks->coverage);
    free(masks->entries);
    free(masks->points);
    free(masks->tags);
    free(masks->ends);
    free(masks);
}

static uint64_t key_hash(const Key *key)
{
    uint64_t words[sizeof *key / sizeof(uint64_t)], hash = 0;
    memcpy(words, key, sizeof words);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        hash = (hash ^ words[i]) * 0x9E3779B97F4A7C15u, hash ^= hash >> 29;
    return hash;
}

// The entry of the key, or the free one where it belongs.
static Entry *find(Entry *entries, int n_entries, const Key *key)
{
    uint64_t at = key_hash(key);
    for (;; at++) {
        Entry *entry = &entries[at & (uint64_t)(n_entries - 1)];
        if (!entry->key.outline || memcmp(&entry->key, key, sizeof *key) == 0)
            return entry;
    }
}

static void forget_all(Masks *masks)
{
    memset(masks->entries, 0, sizeof(Entry) * (size_t)masks->n_entries);
    masks->n_used = 0;
    masks->n_bytes = 0;
    arena_finish(&masks->coverage);
    arena_init(&masks->coverage);
}

static void make_room(Masks *masks)
{
    if (masks->n_bytes > MOST_BYTES || masks->n_used >= MOST_ENTRIES / 2) {
        forget_all(masks);
    } else if (masks->n_used >= masks->n_entries / 2) {
        const int n_entries = 2 * masks->n_entries;
        Entry *entries = mem_array(sizeof(Entry), n_entries);
        for (int i = 0; i < masks->n_entries; i++)
            if (masks->entries[i].key.outline)
                *find(entries, n_entries, &masks->entries[i].key) = masks->entries[i];
        free(masks->entries);
        masks->entries = entries;
        masks->n_entries = n_entries;
    }
}

// ---- making one ----

static FT_Vector to_subpixels(Matrix m, Point p)
{
    const Point at = matrix_apply(m, p);
    return (FT_Vector){lround(at.x * SUBPIXELS), -lround(at.y * SUBPIXELS)}; // FreeType's y grows upwards
}

// The outline under `m` as FreeType wants it: every contour closes by itself, its first point is not repeated.
static FT_Outline load(Masks *masks, const Path *path, Matrix m)
{
    if (path->n_points > masks->cap_points) {
        masks->cap_points = 2 * path->n_points;
        masks->points = mem_realloc(masks->points, sizeof *masks->points * (size_t)masks->cap_points);
        masks->tags = mem_realloc(masks->tags, sizeof *masks->tags * (size_t)masks->cap_points);
        masks->ends = mem_realloc(masks->ends, sizeof *masks->ends * (size_t)masks->cap_points);
    }
    FT_Outline outline = {.points = masks->points, .tags = masks->tags, .contours = masks->ends};
    const Point *point = path->points;
    int n = 0, n_contours = 0;
    for (int i = 0; i < path->n_verbs; i++) {
        if (path->verbs[i] == PATH_MOVE && n > 0 && (n_contours == 0 || masks->ends[n_contours - 1] != n - 1))
            masks->ends[n_contours++] = (short)(n - 1);
        const int n_points = path->verbs[i] == PATH_CUBIC ? 3 : path->verbs[i] == PATH_CLOSE ? 0 : 1;
        for (int k = 0; k < n_points; k++, n++) {
            masks->points[n] = to_subpixels(m, *point++);
            masks->tags[n] = k < n_points - 1 ? FT_CURVE_TAG_CUBIC : FT_CURVE_TAG_ON;
        }
    }
    if (n > 0 && (n_contours == 0 || masks->ends[n_contours - 1] != n - 1))
        masks->ends[n_contours++] = (short)(n - 1);
    outline.n_points = (short)n;
    outline.n_contours = (short)n_contours;
    return outline;
}

static Mask make(Masks *masks, const Path *path, Matrix m)
{
    FT_Outline outline = load(masks, path, m);
    FT_BBox box;
    FT_Outline_Get_CBox(&outline, &box);
    const FT_Pos left = box.xMin >> 6, bottom = box.yMin >> 6;
    const FT_Pos right = (box.xMax + SUBPIXELS - 1) >> 6, top = (box.yMax + SUBPIXELS - 1) >> 6;
    if (outline.n_points == 0 || right <= left || top <= bottom)
        return (Mask){0};
    const Mask mask = {(int)left, (int)-top, (int)(right - left), (int)(top - bottom), NULL};
    const size_t n_bytes = (size_t)mask.width * (size_t)mask.height;
    uint8_t *coverage = arena_alloc(&masks->coverage, n_bytes);
    masks->n_bytes += n_bytes;
    FT_Outline_Translate(&outline, -left * SUBPIXELS, -bottom * SUBPIXELS);
    FT_Bitmap bitmap = {
        .rows = (unsigned)mask.height,
        .width = (unsigned)mask.width,
        .pitch = mask.width,
        .buffer = coverage,
        .num_grays = 256,
        .pixel_mode = FT_PIXEL_MODE_GRAY,
    };
    FT_Outline_Get_Bitmap(masks->library, &outline, &bitmap); // fails for no outline that has area
    return (Mask){mask.left, mask.top, mask.width, mask.height, coverage};
}

// The box's outline. In the arena.
static const Path *box_path(Box box, Arena *arena)
{
    Path *path = path_create(arena);
    if (box.line == 0) {
        path_rect(path, 0, 0, box.w, box.h, box.radius);
        return path;
    }
    const double half = box.line / 2, radius = clamp(box.radius, 0, fmin(box.w, box.h) / 2);
    path_rect(path, -half, -half, box.w + box.line, box.h + box.line, radius > 0 ? radius + half : 0);
    // The inner outline runs the other way round, being mirrored: so the areas subtract, even within a pixel.
    if (box.w > box.line && box.h > box.line) {
        Path *inner = path_create(arena);
        path_rect(inner, half, half, box.w - box.line, box.h - box.line, fmax(radius - half, 0));
        path_append(path, inner, (Matrix){.xx = -1, .yy = 1, .x0 = box.w});
    }
    return path;
}

// The mask of a key whose matrix and phase are still missing.
static Mask get(Masks *masks, Key key, Matrix m, int *x, int *y)
{
    const int64_t column = llround(m.x0 * PHASES), row = llround(m.y0 * PHASES);
    const int64_t phase_x = column & (PHASES - 1), phase_y = row & (PHASES - 1);
    *x = (int)((column - phase_x) / PHASES);
    *y = (int)((row - phase_y) / PHASES);
    key.xx = m.xx;
    key.yx = m.yx;
    key.xy = m.xy;
    key.yy = m.yy;
    key.phase = PHASES * phase_y + phase_x;
    Entry *entry = find(masks->entries, masks->n_entries, &key);
    if (entry->key.outline)
        return entry->mask;
    make_room(masks);
    entry = find(masks->entries, masks->n_entries, &key);
    m.x0 = (double)phase_x / PHASES;
    m.y0 = (double)phase_y / PHASES;
    Arena arena;
    arena_init(&arena);
    const Path *path = key.outline == BOX ? box_path(key.box, &arena) : key.outline;
    *entry = (Entry){key, make(masks, path, m)};
    arena_finish(&arena);
    masks->n_used++;
    return entry->mask;
}

Mask masks_get(Masks *masks, const Path *outline, Matrix m, int *x, int *y)
{
    return get(masks, (Key){.outline = outline}, m, x, y);
}

Mask masks_get_box(Masks *masks, Box box, Matrix m, int *x, int *y)
{
    return get(masks, (Key){.outline = BOX, .box = box}, m, x, y);
}
