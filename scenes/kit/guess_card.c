// guess_card.c — one guess on held-out text, as a card: the text with a place for what comes next, what the model
// expected there as a strip, the right token lit, and how surprising it was.
#include "engine/anim/identity.h"
#include "engine/base/utf8.h"
#include "scenes/kit/cards.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shapes.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/strip_cells.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

// How much of it is there.
typedef enum GuessState {
    GUESS_ASKED,    // the text up to the token, and its place
    GUESS_SPREAD,   // what the model expects, side by side
    GUESS_ANSWERED, // the token is lit, and the text goes on
    GUESS_MEASURED, // its surprise
} GuessState;

typedef struct GuessCard {
    const GuessView *guess;
    const Words *head;              // over the text
    const Words *question, *widths; // below it until it is answered; what widths are; NULL: no words
    const Words *name;              // of the surprise
    GuessState state;
} GuessCard;

// ---- measures, in em: the size of the smallest words ----

static const double PAD = 1, STRIP_H = 2.3;
static const double TEXT_SIZE = 1.7, SIGN_SIZE = 1.25, NAME_SIZE = 1.15, SUM_SIZE = 1.5;

// How it stands in a rectangle of some shape: where baselines are, and the top of the strip.
typedef struct CardShape {
    double w, h;
    double head, text, strip, name, sum;
} CardShape;

static const CardShape BROAD = {24.4, 12.2, 1.45, 3.7, 4.6, 10.6, 10.6};
static const CardShape NARROW = {17, 14.6, 1.8, 4.8, 6.1, 11.5, 13.5}; // the number below its name

typedef struct CardFrame {
    const CardShape *shape;
    double em, words; // size of the card's own words
    Rect box;         // of what stands on the card
    Rect strip;
} CardFrame;

static double em_in(const CardShape *shape, Rect rect)
{
    return fmin(rect.w / shape->w, rect.h / shape->h);
}

static CardFrame frame_of(Scene *s, Rect rect)
{
    const CardShape *shape = em_in(&NARROW, rect) > em_in(&BROAD, rect) ? &NARROW : &BROAD;
    CardFrame frame = {.shape = shape, .em = em_in(shape, rect)};
    frame.words = fmax(frame.em, type_size(s, TYPE_LABEL));
    const double pad = PAD * frame.em;
    frame.box =
        (Rect){rect.x + pad, rect.y + (rect.h - shape->h * frame.em) / 2, rect.w - 2 * pad, shape->h * frame.em};
    frame.strip = (Rect){frame.box.x, frame.box.y + shape->strip * frame.em, frame.box.w, STRIP_H * frame.em};
    return frame;
}

// ---- the text ----

// As much of the text around the token as there is room for, by whole words.
typedef struct Context {
    const char *before, *token, *after;
    double x_token, x_after, width;
} Context;

static void measure_context(Scene *s, const TextStyle *style, Context *context)
{
    static const double LEAST_TOKEN = 0.34; // em: of the place of a thin letter
    context->x_token = type_box(s, style, context->before).w;
    const TextRun *run = text_set(s, style, context->token);
    const double token_w = run ? fmax(run->logical.w, run->ink.x + run->ink.w) : 0;
    context->x_after = context->x_token + fmax(token_w, LEAST_TOKEN * style->size);
    context->width = context->x_after + type_box(s, style, context->after).w;
}

// How many bytes of a text are left without its last word, or last character where it has one word alone.
static size_t without_last(const char *text)
{
    const char *last = strrchr(text, ' ');
    return last && last > text ? (size_t)(last - text) : utf8_prefix_bytes(text, utf8_count(text) - 1);
}

// The same of the first one: how many bytes are gone.
static size_t without_first(const char *text)
{
    const char *second = strchr(text, ' ');
    return second && second[1] ? (size_t)(second + 1 - text) : utf8_prefix_bytes(text, 1);
}

// Without the first word of what is before, or the last one of what is after. False: there is nothing left of them.
static bool shorten(Arena *arena, Context *context)
{
    const bool more_before = context->x_token > 2 * (context->width - context->x_after);
    const bool has_before = *context->before, has_after = *context->after;
    if (has_before && (more_before || !has_after))
        context->before += without_first(context->before);
    else if (has_after)
        context->after = arena_strndup(arena, context->after, without_last(context->after));
    return has_before || has_after;
}

static Context fit_context(Scene *s, const RunGuess *guess, const TextStyle *style, double width)
{
    Arena *arena = scene_arena(s);
    const char *before = words_shown(s, guess->before), *line = strrchr(before, '\n');
    const char *after = words_shown(s, guess->after);
    Context context = {.before = line ? line + 1 : before,
                       .token = tile_words(s, guess->token.text),
                       .after = arena_strndup(arena, after, strcspn(after, "\n"))};
    if (strpbrk(guess->token.text, " \n") == NULL)
        context.token = words_shown(s, guess->token.text);
    do
        measure_context(s, style, &context);
    while (context.width > width && shorten(arena, &context));
    return context;
}

static void context_part(Layout *layout, const GuessCard *card, const CardFrame *frame)
{
    const Theme *theme = layout_theme(layout);
    Arena *arena = layout_arena(layout);
    const TextStyle style = {.family = FONT_SERIF, .size = TEXT_SIZE * frame->em};
    const Context at = fit_context(layout_scene(layout), card->guess->view->run->guess, &style, frame->box.w);
    const bool answered = card->state >= GUESS_ANSWERED;
    const double place_w = at.x_after - at.x_token;
    layout_part(layout, part_named("context"),
                (Rect){frame->box.x, frame->box.y + frame->shape->text * frame->em, 0, 0}, 2);
    item_text(layout, "before", .text = at.before, .style = style, .fill = theme->ink,
              .shown = words_quoted_from(arena, at.before, guess_text_source(card->guess, "before")));
    item_rect(layout, "place", .x = at.x_token, .y = 0.14 * style.size, .w = place_w, .h = 0.09 * style.size,
              .fill = answered ? theme->good : theme->accent);
    if (!answered)
        return;
    item_text(layout, "token", .x = at.x_token, .text = at.token, .style = style, .fill = theme->good,
              .shown = words_quoted_from(arena, at.token, guess_token_source(arena, card->guess, "text")));
    item_text(layout, "after", .x = at.x_after, .text = at.after, .style = style, .fill = theme->soft,
              .shown = words_quoted_from(arena, at.after, guess_text_source(card->guess, "after")));
}

// ---- the strip ----

// Symbols have cells in which they can be read; where these are less than half of it, as nothing is learned yet, thinner
// ones, too, so that it is seen how many there are.
static StripCells cells_of(const GuessCard *card, const CardFrame *frame)
{
    static const double LEAST_SIGN = 1.1, LEAST_THIN = 0.28; // em: width of a cell with a symbol of its own
    const RunToken *token = card->guess->token;
    const double sign = LEAST_SIGN * frame->em / frame->strip.w, thin = LEAST_THIN * frame->em / frame->strip.w;
    double readable = 0;
    for (int i = 0; i < token->n_top && token->top[i].p >= sign; i++)
        readable += token->top[i].p;
    return strip_cells(token, readable < 0.5 ? thin : sign);
}

static void cell_part(Layout *layout, const GuessCard *card, const StripCells *cells, int i, const CardFrame *frame)
{
    static const double RADIUS = 0.22, SIGN_PAD = 0.2; // em
    const Theme *theme = layout_theme(layout);
    const StripCell *cell = &cells->cells[i];
    const Rect box = strip_cell_box(cell, frame->strip);
    const bool lit = card->state >= GUESS_ANSWERED && i == cells->chosen;
    const double radius = fmin(RADIUS * frame->em, box.w / 3);
    const RunToken *token = card->guess->token;
    layout_part(layout, cell->place < 0 ? part_cell(0, i > cells->chosen) : part_id(token->top[cell->place].id), box,
                lit ? 2 : 1);
    if (lit)
        item_halo(layout, "halo", (Rect){0, 0, box.w, box.h}, radius, 0.4 * frame->em, 0.5, theme->good);
    item_rect(layout, "cell", .w = box.w, .h = box.h, .r = radius, .stroke = lit ? theme->good : theme->line,
              .fill = lit ? color_mix(theme->panel, theme->good, 0.18) : color_mix(theme->panel, theme->line, 0.25),
              .stroke_width = lit ? 3 : 2);
    if (cell->place < 0)
        return;
    Scene *s = layout_scene(layout);
    const char *words = tile_words(s, card->guess->view->run->vocab[token->top[cell->place].id]);
    const TextStyle style = {.family = FONT_MONO,
                             .size = fmax(SIGN_SIZE * frame->em, frame->words),
                             .align = ALIGN_MIDDLE,
                             .valign = VALIGN_MIDDLE};
    if (type_box(s, &style, words).w + SIGN_PAD * frame->em < box.w)
        item_text(layout, "sign", .x = box.w / 2, .y = box.h / 2, .z = 1, .text = words, .style = style,
                  .fill = lit ? theme->good : theme->ink, .shown = words_quoted(layout_arena(layout), words));
}

// ---- the surprise, and the words in whose place it comes ----

static void words_part(Layout *layout, const GuessCard *card, const CardFrame *frame)
{
    const Words *words = card->state == GUESS_ASKED     ? card->question
                         : card->state < GUESS_MEASURED ? card->widths
                                                        : card->name;
    if (!words)
        return;
    layout_part(layout, part_named("name"), (Rect){frame->box.x, frame->box.y + frame->shape->name * frame->em, 0, 0},
                2);
    item_text(layout, "words", .text = words->text, .style = {.size = fmax(NAME_SIZE * frame->em, frame->words)},
              .fill = layout_theme(layout)->soft, .shown = &words->shown);
}

// From the lit cell down to its probability.
static void link_part(Layout *layout, const Rect *cell, Point to)
{
    const double x = cell->x + cell->w / 2, y = cell->y + cell->h, middle = (to.y - y) / 2;
    Path *path = path_create(layout_arena(layout));
    path_move(path, 0, 0);
    path_cubic(path, 0, middle, to.x - x, middle, to.x - x, to.y - y);
    layout_part(layout, part_named("link"), (Rect){x, y, 0, 0}, 1);
    item_path(layout, "link", .path = path, .stroke = layout_theme(layout)->good, .stroke_width = 2.5,
              .round_caps = true, .drawn = layout_is_seed(layout) ? -1 : 0);
}

// "1.45 = −ln 0.234" at the right.
static void sum_parts(Layout *layout, const GuessCard *card, const CardFrame *frame, const Rect *lit)
{
    static const char BETWEEN[] = " = −ln ";
    static const double LINK_GAP = 0.35, CAPITALS = 0.75; // em; of the size
    Scene *s = layout_scene(layout);
    Arena *arena = layout_arena(layout);
    const Theme *theme = layout_theme(layout);
    const TextStyle style = {.family = FONT_MONO, .size = fmax(SUM_SIZE * frame->em, frame->words)};
    const TextStyle strong = {.family = FONT_MONO, .size = fmax(SUM_SIZE * frame->em, frame->words), .weight = 700};
    const Words *surprise = words_with_figure(arena, NULL, guess_surprise(arena, card->guess), ".2f");
    const Words *p = words_with_figure(arena, NULL, guess_probability(arena, card->guess), ".3f");
    const double y = frame->box.y + frame->shape->sum * frame->em, p_w = type_box(s, &style, p->text).w;
    const double x_p = frame->box.x + frame->box.w - p_w, x_sign = x_p - type_box(s, &style, BETWEEN).w;
    const Rect number = type_box(s, &strong, surprise->text);
    const double top = CAPITALS * style.size;
    layout_part(layout, part_named("surprise"), (Rect){x_sign - number.w, y - top, number.w, top}, 3);
    item_text(layout, "number", .y = top, .text = surprise->text, .style = strong, .fill = roles_of(theme)->val,
              .shown = &surprise->shown);
    layout_part(layout, part_named("p"), (Rect){x_sign, y, 0, 0}, 2);
    item_text(layout, "between", .text = BETWEEN, .style = style, .fill = theme->ink);
    item_text(layout, "p", .x = x_p - x_sign, .text = p->text, .style = style, .fill = theme->good, .shown = &p->shown);
    if (lit)
        link_part(layout, lit, (Point){x_p + p_w / 2, y - top - LINK_GAP * frame->em});
}

// ---- all of it ----

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const Theme *theme = layout_theme(layout);
    const GuessCard *card = data;
    const CardFrame frame = frame_of(layout_scene(layout), rect);
    const StripCells cells = cells_of(card, &frame);
    layout_must_show(layout, card->head->text);
    layout_part(layout, part_named("card"), rect, 0);
    item_rect(layout, "card", .w = rect.w, .h = rect.h, .r = card_radius(rect), .fill = theme->panel,
              .stroke = theme->line, .stroke_width = 2);
    layout_part(layout, part_named("head"), (Rect){frame.box.x, frame.box.y + frame.shape->head * frame.em, 0, 0}, 2);
    item_text(layout, "words", .text = card->head->text, .style = {.size = frame.words}, .fill = theme->soft,
              .shown = &card->head->shown);
    context_part(layout, card, &frame);
    for (int i = 0; i < cells.n && card->state >= GUESS_SPREAD; i++)
        cell_part(layout, card, &cells, i, &frame);
    words_part(layout, card, &frame);
    if (card->state < GUESS_MEASURED)
        return;
    const Rect lit = cells.chosen >= 0 ? strip_cell_box(&cells.cells[cells.chosen], frame.strip) : RECT_EMPTY;
    sum_parts(layout, card, &frame, cells.chosen >= 0 ? &lit : NULL);
}

// ---- methods ----

static void go_on(ScriptCall *call, GuessState state, Tween tween)
{
    GuessCard *card = arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof *card);
    card->state = card->state > state ? card->state : state;
    picture_change(call->host, call->self, card, tween);
}

static void method_spread(ScriptCall *call, const ScriptArgs *args)
{
    static const double SWEEP_S = 0.4; // however many cells there are on a canvas
    (void)args;
    const GuessCard *card = picture_data(call->self);
    const CardFrame frame = frame_of(call->host, picture_rect(call->self));
    const StripCells cells = cells_of(card, &frame);
    go_on(call, GUESS_SPREAD,
          (Tween){.dur_s = DUR_LEAVE_S, .stagger_s = SWEEP_S / (cells.n + 2)}); // card, head and text are parts, too
}

static void method_answer(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    go_on(call, GUESS_ANSWERED, (Tween){.dur_s = DUR_LEAVE_S});
}

static void method_measure(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    go_on(call, GUESS_MEASURED, (Tween){0});
}

static void method_surprise(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    const int part = picture_part_find(call->self, part_named("surprise"));
    if (part < 0)
        script_fail(call, "this card does not tell the surprise yet; let it :measure() first");
    else
        script_return(call, script_part(call, call->self, part));
}

static const Verb GUESS_METHODS[] = {
    {"spread", SHAPE_FUNCTION, "What the model expects comes, each symbol as wide as it is likely.",
     .call = method_spread},
    {"answer", SHAPE_FUNCTION, "The right one lights up, and the text goes on.", .call = method_answer},
    {"measure", SHAPE_FUNCTION, "How surprising it was: -ln of its probability.", .call = method_measure},
    {"surprise", SHAPE_FUNCTION, "The number of that.", .call = method_surprise, .returns = "part"},
    {0},
};

// ---- the verb ----

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    GuessCard *card = arena_memdup(scene_arena(call->host), picture_data(picture), sizeof *card);
    card->guess = value_object(given, &GUESS_TYPE);
    if (!card->guess)
        script_fail(call, "guess_card shows run.guess or run.guess.untrained; change(card, run.guess)");
    return card->guess ? card : NULL;
}

static const ScriptType GUESS_CARD_TYPE = {.name = "guess_card",
                                           .help = "A guess on held-out text, as a card.",
                                           .parent = &PICTURE_TYPE,
                                           .methods = GUESS_METHODS};
static const ScriptKind GUESS_CARD = {{"guess_card", NULL, lay_out, .least = {320, 160}}, &GUESS_CARD_TYPE, change};

static void verb_guess_card(ScriptCall *call, const ScriptArgs *args)
{
    GuessCard *card = ARENA_NEW(scene_arena(call->host), GuessCard);
    *card = (GuessCard){.guess = arg_object(args, "guess", &GUESS_TYPE),
                        .head = arg_text(args, "head"),
                        .question = arg_text(args, "question"),
                        .widths = arg_text(args, "widths"),
                        .name = arg_text(args, "name"),
                        .state = (GuessState)arg_choice(args, "state")};
    script_picture(call, args, &GUESS_CARD, card);
}

static const char *const STATES[] = {"asked", "spread", "answered", "measured", NULL};
static const Arg GUESS_ARGS[] = {{"guess", ARG_HANDLE, .type = &GUESS_TYPE, .help = "run.guess, or run.guess.untrained"},
                                 {0}};
static const Arg GUESS_OPTIONS[] = {
    {"head", ARG_TEXT, .required = true, .help = "over the text: what is guessed, and where"},
    {"question", ARG_TEXT, .help = "where the number comes, as long as it is not answered"},
    {"widths", ARG_TEXT, .help = "likewise, as long as it is not measured: what the widths are"},
    {"name", ARG_TEXT, .required = true, .help = "of the number, as \"surprise\""},
    {"state", ARG_CHOICE, .preset = "asked", .choices = STATES, .help = "how much of it is there when it appears"},
    {0},
};

const Verb GUESS_CARD_VERBS[] = {
    {"guess_card", SHAPE_PICTURE,
     "A guess on text that the model never saw: what it expected, what came, how surprising.", GUESS_ARGS,
     GUESS_OPTIONS, PICTURE_OPTIONS, .call = verb_guess_card, .makes = &GUESS_CARD_TYPE,
     .example = "guess_card { run.guess, head = \"a guess\", name = \"surprise\", into = area():middle(0.6) }"},
    {0},
};
