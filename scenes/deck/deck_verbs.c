// deck_verbs.c — the verbs of decks' modules: places by number, words written in markdown, code taken apart.
#include "scenes/deck/deck_verbs.h"

#include "engine/anim/area.h"
#include "engine/anim/scene.h"
#include "scenes/deck/written.h"
#include "scenes/kit/code_colors.h"
#include "scenes/kit/kit_verbs.h"

#include <string.h>

static void verb_canvas(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    const Canvas canvas = scene_canvas(call->host);
    const Rect page = scene_page(call->host);
    const double numbers[] = {canvas.width, canvas.height, page.x, page.y, page.w, page.h, canvas.least_type};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        script_return(call, value_number(numbers[i]));
}

static void verb_place(ScriptCall *call, const ScriptArgs *args)
{
    const Rect rect = {arg_number(args, "x"), arg_number(args, "y"), arg_number(args, "w"), arg_number(args, "h")};
    script_return(call, value_handle(&AREA_TYPE, area_make(call->host, rect)));
}

static void verb_box_of(ScriptCall *call, const ScriptArgs *args)
{
    const Rect rect = area_rect(call->host, arg_object(args, "area", &AREA_TYPE));
    const double numbers[] = {rect.x, rect.y, rect.w, rect.h};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        script_return(call, value_number(numbers[i]));
}

// Whoever wrote it says it: a name, whatever digits it has.
static void verb_written(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = call->host ? scene_arena(call->host) : call->arena;
    script_return(call, value_words(arena, FIGURE_NAME, arg_string(args, "words"), (FigureSource){0}));
}

// ---- code ----

static const char *const KIND_COLORS[] = {
    [CODE_NAME] = "ink",    [CODE_KEYWORD] = "value", [CODE_CALL] = "accent", [CODE_NUMBER] = "plus",
    [CODE_STRING] = "good", [CODE_COMMENT] = "soft",  [CODE_SIGN] = "ink",    [CODE_FIGURE] = "ink",
};

// Gives the pieces of a line of code, each its words and its colour in turn.
static ScriptValue line_pieces(Arena *arena, const char *line, const CodeKind *kinds, int n_bytes)
{
    ScriptValue *pieces = ARENA_ARRAY(arena, ScriptValue, 2 * n_bytes);
    int n = 0;
    for (int at = 0, end; at < n_bytes; at = end) {
        for (end = at + 1; end < n_bytes && strcmp(KIND_COLORS[kinds[end]], KIND_COLORS[kinds[at]]) == 0;)
            end++;
        pieces[n++] = value_string(arena_strndup(arena, line + at, (size_t)(end - at)));
        pieces[n++] = value_string(KIND_COLORS[kinds[at]]);
    }
    return value_list(pieces, n);
}

static void verb_code_pieces(ScriptCall *call, const ScriptArgs *args)
{
    const char *text = arg_string(args, "text");
    const char *language = arg_given(args, "language") ? arg_string(args, "language") : "";
    const size_t n_bytes = strlen(text);
    CodeKind *kinds = ARENA_ARRAY(call->arena, CodeKind, n_bytes + 1);
    if (*language)
        code_colors_find(CODE_COLORS_FOLDER, language, text, kinds);
    int n_lines = 1;
    for (const char *c = text; *c; c++)
        n_lines += *c == '\n';
    ScriptValue *lines = ARENA_ARRAY(call->arena, ScriptValue, n_lines);
    int n = 0;
    for (size_t at = 0; n < n_lines; n++) {
        const size_t end = at + strcspn(text + at, "\n");
        lines[n] = line_pieces(call->arena, text + at, kinds + at, (int)(end - at));
        at = end + 1;
    }
    script_return(call, value_list(lines, n));
}

// ---- the table ----

static const Arg PLACE_ARGS[] = {{"x", ARG_NUMBER, .help = "of the left edge, in units of the canvas"},
                                 {"y", ARG_NUMBER, .help = "of the upper one"},
                                 {"w", ARG_NUMBER, .help = "width"},
                                 {"h", ARG_NUMBER, .help = "height"},
                                 {0}};
static const Arg AREA_ARGS[] = {{"area", ARG_HANDLE, .type = &AREA_TYPE, .help = "which"}, {0}};
static const Arg WRITTEN_ARGS[] = {{"words", ARG_STRING, .help = "as the markdown has them"}, {0}};
static const Arg CODE_ARGS[] = {{"text", ARG_STRING, .help = "all lines"},
                                {"language", ARG_STRING, .optional = true, .help = "its name"},
                                {0}};

const Verb DECK_VERBS[] = {
    {"canvas", SHAPE_FUNCTION, "Width and height of the canvas, its page's x, y, width, height, the least type.",
     .call = verb_canvas},
    {"place", SHAPE_FUNCTION, "An area by its place.", PLACE_ARGS, .call = verb_place},
    {"box_of", SHAPE_FUNCTION, "The place of an area.", AREA_ARGS, .call = verb_box_of},
    {"written", SHAPE_FUNCTION, "Words that somebody wrote, with their digits.", WRITTEN_ARGS, .call = verb_written,
     .anywhere = true},
    {"code_pieces", SHAPE_FUNCTION, "Lines of code, each its pieces and their colours.", CODE_ARGS,
     .call = verb_code_pieces},
    {0},
};

const Verb *const DECK_MODULE_VERBS[] = {CAST_VERBS, DECK_VERBS, FALL_VERBS, INSET_VERBS, PICTURE_FILE_VERBS,
                                         RICH_VERBS, SHAPES_VERBS, SLIDE_VERBS, NULL};
