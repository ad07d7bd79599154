// growing_text.c — what a model wrote, as a page that fills token by token: which tokens, where they stand, the verb.
#include "scenes/kit/growing_text.h"

#include "engine/anim/area.h"
#include "engine/anim/identity.h"
#include "engine/base/utf8.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shapes.h"
#include "scenes/kit/shown.h"

#include <math.h>
#include <string.h>

static const double CARET_GAP = 0.14, ASCENT = 0.68, DESCENT = 0.24; // of a size

// ---- which tokens ----

// How many tokens make a text that is short enough to be read and ends with a sentence; if it never does, with a line.
static int count_written(const RunGeneration *generation, int at_most)
{
    const int fine = at_most * 3 / 4, least = at_most / 4;
    int n_chars = 0, any = 0, sentence = 0, line = 0;
    for (int i = 0; i < generation->n_tokens; i++) {
        const char *text = generation->tokens[i].text;
        n_chars += (int)utf8_count(text);
        if (n_chars > at_most)
            break;
        any = i + 1;
        const char last = text[0] ? text[strlen(text) - 1] : '\0';
        const bool next_is_space = i + 1 == generation->n_tokens || strchr(" \n", generation->tokens[i + 1].text[0]);
        if (last && strchr(".?!", last) && next_is_space && (n_chars <= fine || sentence == 0))
            sentence = i + 1;
        if (last == '\n' && (n_chars <= fine || line == 0) && n_chars > least)
            line = i;
    }
    return sentence > 0 && (line == 0 || sentence > least / 4) ? sentence : line > 0 ? line : any;
}

// A long prompt is shown from the last of its lines that are short enough together, or from the last words.
static int first_shown(const RunView *view, int most_bytes)
{
    const RunGeneration *generation = view->run->generation;
    int n_bytes = 0, first = generation->n_prompt, at_line = -1;
    while (first > 0) {
        n_bytes += (int)strlen(view->run->vocab[generation->prompt_ids[first - 1]]);
        if (n_bytes > most_bytes)
            break;
        first--;
        if (first == 0 || strchr(view->run->vocab[generation->prompt_ids[first - 1]], '\n'))
            at_line = first;
    }
    return first > 0 && at_line >= 0 ? at_line : first;
}

static const char *const *collect(Arena *arena, const RunView *view, int first, int n_given, int n_pieces)
{
    const RunGeneration *generation = view->run->generation;
    const char **pieces = ARENA_ARRAY(arena, const char *, n_pieces);
    for (int i = 0; i < n_pieces; i++)
        pieces[i] =
            i < n_given ? view->run->vocab[generation->prompt_ids[first + i]] : generation->tokens[i - n_given].text;
    return pieces;
}

// ---- layout ----

const GrowingPage *growing_page(Scene *s, const GrowingText *text, Rect rect)
{
    GrowingState *state = text->state;
    if (!state->page || memcmp(&state->page->rect, &rect, sizeof rect) != 0)
        state->page = growing_page_make(s, text->pieces, state->n_laid, rect);
    return state->page;
}

Point growing_caret(const GrowingPage *page, int piece)
{
    const Point end = piece >= 0 ? page->pieces[piece].end : (Point){page->rect.x, page->rect.y + page->size};
    const double right = page->rect.x + page->rect.w; // spaces may end behind it
    return (Point){fmin(end.x + CARET_GAP * page->size, right), end.y};
}

static void piece_part(Layout *layout, const GrowingText *text, const GrowingPage *page, int i)
{
    const Theme *theme = layout_theme(layout);
    const PagePiece *piece = &page->pieces[i];
    const Color color = piece->speaker || i < text->n_given ? theme->soft : theme->ink;
    layout_part(layout, part_index(text->first + i), piece->box, 0);
    for (int k = 0; k < piece->n_letters; k++)
        item_text(layout, arena_printf(layout_arena(layout), "letter %d", k + 1),
                  .x = piece->letters[k].x - piece->box.x, .y = piece->letters[k].y - piece->box.y,
                  .text = piece->letters[k].text, .style = piece->speaker ? page->speaker : page->speech,
                  .fill = color_alpha(color, i < text->state->n_taken ? 1 : 0),
                  .shown = words_quoted(layout_arena(layout), piece->letters[k].text));
}

static void caret_part(Layout *layout, const GrowingText *text, const GrowingPage *page)
{
    const GrowingState *state = text->state;
    const bool grows = state->n_taken > text->n_given && state->n_taken < text->n_pieces;
    const double size = page->size;
    const Color color = color_alpha(layout_theme(layout)->pick, grows ? 1 : 0);
    const Point at = growing_caret(page, state->n_taken - 1);
    const Rect halo = {-(0.55 + CARET_GAP) * size, -0.42 * size, 0.6 * size, 0.34 * size};
    layout_part(layout, part_named("caret"), (Rect){at.x, at.y, 0, 0}, -1);
    item_halo(layout, "halo", halo, 0.1 * size, fmax(2, 0.3 * size), 0.8, color);
    item_rect(layout, "bar", .y = -ASCENT * size, .w = 3, .h = (ASCENT + DESCENT) * size, .r = 1.5, .fill = color);
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const GrowingText *text = data;
    const GrowingPage *page = growing_page(layout_scene(layout), text, rect);
    for (int i = 0; i < text->state->n_laid; i++)
        if (page->pieces[i].placed && page->pieces[i].n_letters > 0)
            piece_part(layout, text, page, i);
    caret_part(layout, text, page);
}

// ---- methods ----

static const TokenView *next_token(ScriptCall *call, const GrowingText *text, const TokenView *token)
{
    const int wanted = text->state->n_taken - text->n_given;
    if (text->state->n_taken == text->state->n_laid && text->state->n_laid < text->n_pieces) {
        script_fail(call, "this text has room for its first tokens only; unfold it before the %dth", wanted + 1);
        return NULL;
    }
    if (token && token->index == wanted && text->state->n_taken < text->n_pieces)
        return token;
    script_fail(call,
                "tokens are taken in their order, and the next one is the %dth that was drawn; take those of :rest()",
                wanted + 1);
    return NULL;
}

static void method_take(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    if (!next_token(call, picture_data(call->self), arg_object(args, "token", &TOKEN_TYPE)))
        return;
    if (!arg_given(args, "from")) {
        growing_take(s, call->self, NULL);
        return;
    }
    int n = 0;
    const ScriptValue *avoid = arg_list(args, "avoid", &n);
    TokenSource source = {.from = thing_box(s, arg_object(args, "from", &THING_TYPE))};
    source.avoid = source.from;
    for (int i = 0; i < n; i++)
        source.avoid = rect_union(source.avoid, thing_box(s, value_object(avoid[i], &THING_TYPE)));
    source.up = arg_bool(args, "up");
    growing_take(s, call->self, &source);
}

// Drawn tokens from piece `first` on.
static void give_tokens(ScriptCall *call, int first)
{
    const GrowingText *text = picture_data(call->self);
    const int n = text->n_pieces - first;
    ScriptValue *tokens = ARENA_ARRAY(call->arena, ScriptValue, n + 1);
    for (int i = 0; i < n; i++)
        tokens[i] = drawn_token(run_arena(call), text->view, first + i - text->n_given);
    script_return(call, value_list(tokens, n));
}

static void method_rest(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    give_tokens(call, ((const GrowingText *)picture_data(call->self))->state->n_taken);
}

// All of it, in that place: the page is laid out again.
static void method_unfold(ScriptCall *call, const ScriptArgs *args)
{
    const GrowingText *text = picture_data(call->self);
    text->state->n_laid = text->n_pieces;
    text->state->page = NULL;
    picture_settle(call->host, call->self, area_rect(call->host, arg_object(args, "place", &AREA_TYPE)), (Tween){0});
}

static void method_tokens(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    give_tokens(call, ((const GrowingText *)picture_data(call->self))->n_given);
}

static const Arg TAKE_ARGS[] = {{"token", ARG_HANDLE, .type = &TOKEN_TYPE, .help = "the next one of :rest()"}, {0}};
static const Arg TAKE_OPTIONS[] = {
    {"from", ARG_HANDLE, .type = &THING_TYPE, .help = "from where it flies, when there is time"},
    {"up", ARG_BOOL, .preset = "false", .help = "it leaves that at its top, as a bar that has others beside it"},
    {"avoid", ARG_LIST, .items = ARG_HANDLE, .type = &THING_TYPE,
     .help = "what it does not fly over, or only to a text right of all that"},
    {0},
};

static const Arg UNFOLD_ARGS[] = {{"place", ARG_HANDLE, .type = &AREA_TYPE, .help = "the area for all of it"}, {0}};

static const Verb TEXT_METHODS[] = {
    {"take", SHAPE_VERB, "The next token comes to its place.", TAKE_ARGS, TAKE_OPTIONS, .call = method_take},
    {"unfold", SHAPE_FUNCTION, "It is laid out for all of its tokens, in that place.", UNFOLD_ARGS,
     .call = method_unfold},
    {"tokens", SHAPE_FUNCTION, "All tokens of it that were drawn.", .call = method_tokens, .returns = "token[]"},
    {"rest", SHAPE_FUNCTION, "The tokens that are not there yet.", .call = method_rest, .returns = "token[]"},
    {0},
};

static const ScriptType GROWING_TEXT_TYPE = {
    .name = "growing_text", .help = "A text that grows.", .parent = &PICTURE_TYPE, .methods = TEXT_METHODS};
static const ScriptKind TEXT = {{"growing_text", NULL, lay_out, .least = {160, 96}}, &GROWING_TEXT_TYPE, NULL};

// ---- the verb ----

static void verb_growing_text(ScriptCall *call, const ScriptArgs *args)
{
    enum { MOST_GIVEN = 90 }; // bytes of the prompt
    Arena *arena = scene_arena(call->host);
    const RunView *view = arg_object(args, "text", &GENERATION_TYPE);
    const RunGeneration *generation = view->run->generation;
    const int n_written = count_written(generation, (int)arg_integer(args, "at_most"));
    const int first = first_shown(view, MOST_GIVEN), n_given = generation->n_prompt - first;
    GrowingText *text = ARENA_NEW(arena, GrowingText);
    *text = (GrowingText){.view = view,
                          .pieces = collect(arena, view, first, n_given, n_given + n_written),
                          .first = first,
                          .n_given = n_given,
                          .n_pieces = n_given + n_written,
                          .state = ARENA_NEW(arena, GrowingState)};
    const int there = (int)arg_integer(args, "from") - 1;
    text->state->n_taken = n_given + (there < n_written ? there : n_written);
    text->state->n_laid = text->n_pieces;
    if (arg_given(args, "first"))
        text->state->n_laid = (int)fmin(text->n_pieces, n_given + (int)arg_integer(args, "first"));
    script_picture(call, args, &TEXT, text);
}

static const Arg TEXT_ARGS[] = {{"text", ARG_HANDLE, .type = &GENERATION_TYPE, .help = "run.generation"}, {0}};
static const Arg TEXT_OPTIONS[] = {
    {"at_most", ARG_INTEGER, .preset = "150", .min = 1, .max = 1000, .unit = "characters",
     .help = "are shown, up to the end of a sentence"},
    {"from", ARG_INTEGER, .preset = "1", .min = 1, .max = 1e9, .help = "the first token that is still to come"},
    {"first", ARG_INTEGER, .min = 1, .max = 1e9,
     .help = "so many of its tokens have room, the larger, until it is unfolded"},
    {0},
};

const Verb GROWING_TEXT_VERBS[] = {
    {"growing_text", SHAPE_PICTURE, "What the model wrote, as a page that fills token by token.", TEXT_ARGS,
     TEXT_OPTIONS, PICTURE_OPTIONS, .call = verb_growing_text, .makes = &GROWING_TEXT_TYPE},
    {0},
};
