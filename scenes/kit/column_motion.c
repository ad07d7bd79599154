// column_motion.c — what happens to columns of numbers: one leaves its place, two are added row by row, all pour into a
// point.
#include "scenes/kit/columns.h"

#include "engine/anim/area.h"
#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "scenes/kit/kit_verbs.h"

#include <math.h>
#include <string.h>

static Columns *copy_of(Scene *s, const Picture *picture)
{
    return arena_memdup(scene_arena(s), picture_data(picture), sizeof(Columns));
}

// ---- parts ----

// The parts that are cells, or those that are heads.
static void method_parts(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    const PartSort sort = strcmp(call->verb->name, "cells") == 0 ? PART_CELL : PART_INDEX;
    const int n = picture_part_count(call->self);
    ScriptValue *parts = ARENA_ARRAY(call->arena, ScriptValue, n);
    int n_parts = 0;
    for (int i = 0; i < n; i++)
        if (picture_part_key(call->self, i).sort == sort)
            parts[n_parts++] = script_part(call, call->self, i);
    script_return(call, value_list(parts, n_parts));
}

// ---- a column leaves its place ----

static int64_t token_of(PartKey key)
{
    return key.sort == PART_CELL ? key.b : key.sort == PART_INDEX ? key.a : -1;
}

// All but a token's column step back, or return.
static void others_dim(Scene *s, const Picture *picture, int64_t token, bool dim, Tween tween)
{
    for (int i = 0; i < picture_part_count(picture); i++) {
        const PartKey key = picture_part_key(picture, i);
        if (token_of(key) == token && (key.sort == PART_INDEX || key.a >= 0))
            continue;
        if (dim)
            thing_dim(s, picture_part_node(picture, i), tween);
        else
            thing_undim(s, picture_part_node(picture, i), tween);
    }
}

static void set_away(ScriptCall *call, int64_t token, bool dim, Tween tween)
{
    Scene *s = call->host;
    Columns *data = copy_of(s, call->self);
    const int64_t column = dim ? token : data->away;
    data->away = token;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    picture_change(s, call->self, data, tween);
    others_dim(s, call->self, column, dim, tween);
    block_close(s);
}

static void method_take(ScriptCall *call, const ScriptArgs *args)
{
    const int64_t token = arg_integer(args, "token") - 1;
    if (picture_part_find(call->self, part_cell(0, token)) < 0)
        script_fail(call, "these columns show no token %lld", (long long)token + 1);
    else if (((const Columns *)picture_data(call->self))->away >= 0)
        script_fail(call, "one of these columns is away already; `put_back` it before another is taken");
    else
        set_away(call, token, true, (Tween){.dur_s = arg_seconds(args, "dur")});
}

static void method_put_back(ScriptCall *call, const ScriptArgs *args)
{
    if (((const Columns *)picture_data(call->self))->away < 0)
        script_fail(call, "all of these columns are there; `take` takes one of them away");
    else
        set_away(call, -1, false, (Tween){.dur_s = arg_seconds(args, "dur")});
}

// ---- columns are added ----

static void light_row(Scene *s, Picture *picture, int row, Tween tween)
{
    Columns *data = copy_of(s, picture);
    data->lit = row;
    picture_change(s, picture, data, tween);
}

// All rows, or one, step back or return.
static void rows_dim(Scene *s, const Picture *picture, const PartKey *only, bool dim, Tween tween)
{
    for (int i = 0; i < picture_part_count(picture); i++) {
        const PartKey key = picture_part_key(picture, i);
        if (key.sort != PART_CELL || (only && key.a != only->a))
            continue;
        if (dim)
            thing_dim(s, picture_part_node(picture, i), tween);
        else
            thing_undim(s, picture_part_node(picture, i), tween);
    }
}

// The terms and the sum have the same rows.
static bool are_addable(ScriptCall *call, Picture *const *terms, int n_terms)
{
    bool same = true;
    for (int i = 0; i < n_terms; i++) {
        const Columns *data = picture_data(terms[i]);
        same = same && tensor_view_dims(data->tensor) == 1;
        for (int k = 0; k < picture_part_count(call->self); k++) {
            const PartKey key = picture_part_key(call->self, k);
            same = same && (key.sort != PART_CELL || picture_part_find(terms[i], key) >= 0);
        }
    }
    if (!same)
        script_fail(call, "columns are added that show the same rows of the same token, each alone: `columns { "
                          "run.probe.embed_token[1], … }`, in areas of one height");
    return same;
}

// One row: the frame goes there, its signs shine, and its number comes.
static void add_row(Scene *s, Picture *sum, Picture *const *terms, int n_terms, int row, PartKey key)
{
    static const double EACH_S = 0.25;
    const Tween tween = {.dur_s = EACH_S};
    Columns *data = copy_of(s, sum);
    data->n_there = row + 1;
    data->lit = row;
    data->frame_from = picture_part_box(terms[0], picture_part_find(terms[0], key)).x;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    picture_change(s, sum, data, tween);
    for (int i = 0; i < n_terms; i++) {
        light_row(s, terms[i], row, tween);
        rows_dim(s, terms[i], &key, false, tween);
    }
    block_close(s);
}

static void method_add(ScriptCall *call, const ScriptArgs *args)
{
    const Tween quick = {.dur_s = DUR_LEAVE_S};
    Scene *s = call->host;
    Picture *sum = call->self;
    int n_terms = 0, row = 0;
    const ScriptValue *given = arg_list(args, "terms", &n_terms);
    Picture **terms = ARENA_ARRAY(call->arena, Picture *, n_terms);
    for (int i = 0; i < n_terms; i++)
        terms[i] = value_object(given[i], &COLUMNS_TYPE);
    if (n_terms == 0)
        script_fail(call, "there is nothing to add; name columns, as in sum:add { one, other }");
    if (n_terms == 0 || !are_addable(call, terms, n_terms))
        return;
    block_open(s, (BlockSpec){.kind = BLOCK_SEQ});
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    for (int i = 0; i < n_terms; i++)
        rows_dim(s, terms[i], NULL, true, quick);
    block_close(s);
    const int n_parts = picture_part_count(sum);
    PartKey *keys = ARENA_ARRAY(call->arena, PartKey, n_parts);
    for (int i = 0; i < n_parts; i++)
        keys[i] = picture_part_key(sum, i);
    for (int i = 0; i < n_parts; i++)
        if (keys[i].sort == PART_CELL && keys[i].a >= 0)
            add_row(s, sum, terms, n_terms, row++, keys[i]);
        else if (keys[i].sort == PART_CELL)
            row++;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    light_row(s, sum, -1, quick);
    for (int i = 0; i < n_terms; i++) {
        light_row(s, terms[i], -1, quick);
        rows_dim(s, terms[i], &(PartKey){.sort = PART_CELL, .a = -1}, false, quick);
    }
    block_close(s);
    block_close(s);
}

static void method_leave_signs(ScriptCall *call, const ScriptArgs *args)
{
    Columns *data = copy_of(call->host, call->self);
    (void)args;
    data->signs_gone = true;
    picture_change(call->host, call->self, data, (Tween){.dur_s = DUR_LEAVE_S});
}

// ---- columns pour into a point ----

// The cells of a column that have a colour, as a group of their own in the same place.
static Node *column_copy(Scene *s, const Picture *picture, int64_t token)
{
    const Columns *data = picture_data(picture);
    Node *group = NULL;
    Rect first = {0};
    for (int i = 0; i < picture_part_count(picture); i++) {
        const PartKey key = picture_part_key(picture, i);
        if (key.sort != PART_CELL || key.b != token || key.a < 0)
            continue;
        const Rect box = picture_part_box(picture, i);
        if (!group) {
            first = box;
            group = add_group(s, scene_stage(s), .x = first.x, .y = first.y, .z = 2);
        }
        add_rect(s, group, .y = box.y - first.y, .w = box.w, .h = box.h, .radius = fmin(6, box.h / 5),
                 .fill = columns_fill(s, data, columns_figure(scene_arena(s), data, token, key.a)));
    }
    return group;
}

// One column flies to a point and shrinks; towards it late in the direction in which it lies less far.
static void column_fly(Scene *s, Node *column, Point to, bool down, double delay_s)
{
    static const double SHRUNK = 0.12, FLY_S = 0.7;
    const Rect box = node_bounds(s, column);
    fade_in(s, column, .dur_s = 0.05, .delay_s = delay_s);
    animate(s, column, PROP_X, to.x - SHRUNK * box.w / 2, .dur_s = FLY_S, .delay_s = delay_s,
            .ease = down ? EASE_IN : EASE_IN_OUT);
    animate(s, column, PROP_Y, to.y - SHRUNK * box.h / 2, .dur_s = FLY_S, .delay_s = delay_s,
            .ease = down ? EASE_IN_OUT : EASE_IN);
    scale_to(s, column, SHRUNK, .dur_s = FLY_S, .delay_s = delay_s);
    fade_out(s, column, .dur_s = 0.15, .delay_s = delay_s + FLY_S - 0.1);
}

static void method_pour(ScriptCall *call, const ScriptArgs *args)
{
    static const double BETWEEN_S = 0.06;
    Scene *s = call->host;
    const Columns *data = picture_data(call->self);
    const Area *area = arg_object(args, "into", &AREA_TYPE);
    const Rect to = area ? area_rect(s, area) : thing_box(s, arg_object(args, "into", &THING_TYPE));
    const Rect own = picture_rect(call->self);
    const bool down = to.y > own.y + own.h;
    const int64_t first = data->channels ? data->channels[0] : 0;
    int n = 0;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    for (int i = picture_part_count(call->self) - 1; i >= 0; i--) {
        const PartKey key = picture_part_key(call->self, i);
        if (key.sort == PART_CELL && key.a == first && key.b != data->away) // the first row has one of each column
            column_fly(s, column_copy(s, call->self, key.b), (Point){to.x + to.w / 2, to.y + to.h / 2}, down,
                       BETWEEN_S * n++);
    }
    block_close(s);
}

// ---- the table ----

static const ScriptType *const OR_THING[] = {&THING_TYPE, NULL};
static const Arg POUR_ARGS[] = {
    {"into", ARG_HANDLE, .type = &AREA_TYPE, .or_types = OR_THING, .help = "where they go, as an area or a thing"},
    {0}};
static const Arg TAKE_ARGS[] = {{"token", ARG_INTEGER, .min = 1, .max = 1e6, .help = "whose column it is, from 1"},
                                {0}};
static const Arg ADD_ARGS[] = {{"terms", ARG_LIST, .items = ARG_HANDLE, .type = &COLUMNS_TYPE,
                                .help = "columns of the same token, each alone, from left to right"},
                               {0}};
static const Arg DUR_OPTIONS[] = {{"dur", ARG_DURATION, .preset = "usual", .help = "the name of a duration"}, {0}};

const Verb COLUMNS_METHODS[] = {
    {"pour", SHAPE_FUNCTION, "Copies of the columns fly somewhere and vanish there, the last one first.", POUR_ARGS,
     .call = method_pour},
    {"take", SHAPE_VERB, "A column is away: its place is dashed, and the others step back.", TAKE_ARGS, DUR_OPTIONS,
     .call = method_take},
    {"put_back", SHAPE_VERB, "The column that was away is there again, and so are the others.", NULL, DUR_OPTIONS,
     .call = method_put_back},
    {"add", SHAPE_FUNCTION, "Row by row, other columns are added, and what comes of them is there.", ADD_ARGS,
     .call = method_add},
    {"leave_signs", SHAPE_FUNCTION, "The signs before its cells go: what it was added from is gone, or will be.",
     .call = method_leave_signs},
    {"heads", SHAPE_FUNCTION, "The tiles or numbers over the columns.", .call = method_parts, .returns = "part[]"},
    {"cells", SHAPE_FUNCTION, "The cells, row by row.", .call = method_parts, .returns = "part[]"},
    {0},
};
