// outline.c — a free outline in SVG's notation of paths, as large as its area lets it be; it changes into any other.
#include "engine/anim/path.h"
#include "scenes/kit/kit_verbs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Outline {
    const Path *path; // in its own coordinates
    Color color;
    bool is_filled; // else it is a line
} Outline;

static const double LINE = 6; // units: how wide a line is

// ---- the notation ----

// What is read, and where the pen is.
typedef struct Reader {
    const char *text, *at;
    Path *path;
    Point pen, start;
} Reader;

// The commands that are read: so many numbers each.
static const struct {
    char letter;
    int n;
} COMMANDS[] = {{'M', 2}, {'L', 2}, {'H', 1}, {'V', 1}, {'C', 6}, {'Q', 4}, {'Z', 0}};

static char upper(char letter)
{
    return letter >= 'a' && letter <= 'z' ? (char)(letter - 'a' + 'A') : letter;
}

static int n_numbers(char command)
{
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++)
        if (COMMANDS[i].letter == upper(command))
            return COMMANDS[i].n;
    return -1;
}

static void skip_space(Reader *r)
{
    r->at += strspn(r->at, " ,\t\n\r");
}

static bool read_number(Reader *r, double *number)
{
    char *end = NULL;
    skip_space(r);
    if (!*r->at || !strchr("+-.0123456789", *r->at))
        return false;
    *number = strtod(r->at, &end);
    const bool ok = end > r->at && isfinite(*number);
    r->at = end;
    return ok;
}

// A curve with one control point, as one with two.
static void quadratic(Reader *r, Point control, Point end)
{
    const Point from = r->pen;
    path_cubic(r->path, from.x + 2 * (control.x - from.x) / 3, from.y + 2 * (control.y - from.y) / 3,
               end.x + 2 * (control.x - end.x) / 3, end.y + 2 * (control.y - end.y) / 3, end.x, end.y);
}

// One command with its numbers; those of small letters count from where the pen is.
static void draw(Reader *r, char command, const double *numbers)
{
    const Point base = command == upper(command) ? (Point){0, 0} : r->pen;
    const int n = n_numbers(command);
    Point p[3] = {r->pen, r->pen, r->pen};
    for (int i = 0; i + 1 < n; i += 2)
        p[i / 2] = (Point){base.x + numbers[i], base.y + numbers[i + 1]};
    const Point end = n >= 2 ? p[n / 2 - 1] : r->pen;
    switch (upper(command)) {
    case 'M':
        path_move(r->path, end.x, end.y);
        r->start = end;
        break;
    case 'C':
        path_cubic(r->path, p[0].x, p[0].y, p[1].x, p[1].y, end.x, end.y);
        break;
    case 'Q':
        quadratic(r, p[0], end);
        break;
    case 'Z':
        path_close(r->path);
        r->pen = r->start;
        return;
    default: { // a line
        Point to = end;
        if (upper(command) == 'H')
            to.x = base.x + numbers[0];
        else if (upper(command) == 'V')
            to.y = base.y + numbers[0];
        path_line(r->path, to.x, to.y);
        r->pen = to;
        return;
    }
    }
    r->pen = end;
}

static int column(const Reader *r)
{
    return (int)(r->at - r->text) + 1;
}

// The command that is at hand, or the one before, which more numbers continue. After script_fail it is not to be used.
static char read_command(ScriptCall *call, Reader *r, char before)
{
    const char command = *r->at;
    if (strchr("+-.0123456789", command)) {
        if (before == 0 || upper(before) == 'Z')
            script_fail(call, "column %d of the outline: a command is wanted here, as L, not a number", column(r));
        return before;
    }
    if (n_numbers(command) < 0)
        script_fail(call, "column %d of the outline: M L H V C Q Z are read, or small ones; not \"%c\"", column(r),
                    command);
    else if (r->path->n_verbs == 0 && upper(command) != 'M')
        script_fail(call, "column %d of the outline: it begins with M x y, not with \"%c\"", column(r), command);
    r->at++;
    return command;
}

// The path of a text; NULL after script_fail, which names the column.
static const Path *read_path(ScriptCall *call, const char *text)
{
    Reader r = {.text = text, .at = text, .path = path_create(scene_arena(call->host))};
    char command = 0;
    for (skip_space(&r); *r.at; skip_space(&r)) {
        double numbers[6] = {0};
        command = read_command(call, &r, command);
        for (int i = 0; i < n_numbers(command) && !script_failed(call); i++)
            if (!read_number(&r, &numbers[i]))
                script_fail(call, "column %d of the outline: \"%c\" takes %d numbers", column(&r), command,
                            n_numbers(command));
        if (script_failed(call))
            return NULL;
        draw(&r, command, numbers);
        if (upper(command) == 'M') // further points after it are those of lines
            command = command == 'M' ? 'L' : 'l';
    }
    const Rect box = path_bounds(r.path);
    if (r.path->n_verbs >= 2 && (box.w > 0 || box.h > 0))
        return r.path;
    script_fail(call, "this outline draws nothing; give it a path, as \"M 0 0 L 2 0 L 1 2 Z\"");
    return NULL;
}

// ---- the picture ----

static double scale_for(const Outline *outline, Size room)
{
    const Rect box = path_bounds(outline->path);
    const double line = outline->is_filled ? 0 : LINE, across = box.w > 0 ? (room.w - line) / box.w : HUGE_VAL;
    return fmax(0, fmin(across, box.h > 0 ? (room.h - line) / box.h : HUGE_VAL));
}

static Size measure(Layout *layout, const void *data, Size room)
{
    (void)layout;
    const Outline *outline = data;
    const Rect box = path_bounds(outline->path);
    const double scale = scale_for(outline, room), line = outline->is_filled ? 0 : LINE;
    return (Size){scale * box.w + line, scale * box.h + line};
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const Outline *outline = data;
    const Rect own = path_bounds(outline->path);
    const double scale = scale_for(outline, (Size){rect.w, rect.h}), w = scale * own.w, h = scale * own.h;
    Path *path = path_create(layout_arena(layout));
    path_append(path, outline->path,
                (Matrix){.xx = scale, .yy = scale, .x0 = -scale * own.x, .y0 = -scale * own.y});
    layout_part(layout, part_named("outline"), (Rect){rect.x + (rect.w - w) / 2, rect.y + (rect.h - h) / 2, w, h}, 0);
    if (outline->is_filled)
        item_path(layout, "shape", .path = path, .fill = outline->color);
    else
        item_path(layout, "shape", .path = path, .stroke = outline->color, .stroke_width = LINE, .round_caps = true);
}

// ---- scripts ----

static const ScriptType OUTLINE_TYPE = {
    .name = "outline",
    .help = "A free outline. `change(o, \"M …\")` gives it another shape.",
    .parent = &PICTURE_TYPE};

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    Outline *outline = arena_memdup(scene_arena(call->host), picture_data(picture), sizeof *outline);
    if (given.kind != VALUE_STRING)
        script_fail(call, "an outline changes into another path, as \"M 0 0 L 2 0 L 1 2 Z\"");
    else
        outline->path = read_path(call, given.string.bytes);
    return script_failed(call) ? NULL : outline;
}

static const ScriptKind OUTLINE = {{"outline", measure, lay_out, .least = {24, 24}}, &OUTLINE_TYPE, change};

static void verb_outline(ScriptCall *call, const ScriptArgs *args)
{
    Outline *outline = ARENA_NEW(scene_arena(call->host), Outline);
    *outline = (Outline){.path = read_path(call, arg_string(args, "path")),
                         .color = kit_color_or(call->host, args, scene_theme(call->host)->accent),
                         .is_filled = arg_bool(args, "filled")};
    if (outline->path)
        script_picture(call, args, &OUTLINE, outline);
}

static const Arg OUTLINE_ARGS[] = {
    {"path", ARG_STRING, .help = "in SVG's notation, y downwards: M L H V C Q Z, small letters relative"}, {0}};
static const Arg OUTLINE_OPTIONS[] = {
    {"filled", ARG_BOOL, .preset = "true", .help = "false: only its line is drawn"},
    {"color", ARG_COLOR, .help = "of the theme"},
    {0},
};

const Verb OUTLINE_VERBS[] = {
    {"outline", SHAPE_PICTURE, "A shape from a path, as large as the area lets it be; it can change into any other.",
     OUTLINE_ARGS, OUTLINE_OPTIONS, PICTURE_OPTIONS, .call = verb_outline, .makes = &OUTLINE_TYPE,
     .example = "outline { \"M 0 0 L 2 0 L 1 2 Z\", color = \"accent\", into = page:middle() }"},
    {0},
};
