// guess_card.c — one guess on held-out text, as a card: the text with a place for what comes next (guess_text.c), what
// the model expected there as a strip, the right token lit (guess_strip.c), and how surprising it was, also as a bar.
#include "scenes/kit/guess_card.h"

#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "scenes/kit/cards.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

// ---- measures, in em ----

static const double PAD = 1, BAR_H = 0.75;
static const double NAME_SIZE = 1.15, SUM_SIZE = 1.5;

static const GuessShape SHAPES[] = {
    {24.4, 13, 1.45, 3.7, 1.7, 4.4, 2.7, 10.9, 10.9, 11.5, true}, // broad
    {17, 15.2, 1.6, 4.1, 1.4, 5, 2.9, 11, 13, 13.6, true},        // narrow: the number below its name
    {30, 9.6, 1.3, 3.3, 1.7, 4.1, 2.1, 7.8, 7.8, 8.3, false},     // low
};
enum { N_SHAPES = sizeof SHAPES / sizeof *SHAPES };

static double em_in(const GuessShape *shape, Rect rect)
{
    return fmin(rect.w / shape->w, rect.h / shape->h);
}

static const GuessShape *shape_in(Rect rect)
{
    const GuessShape *shape = &SHAPES[0];
    for (int i = 1; i < N_SHAPES; i++)
        shape = em_in(&SHAPES[i], rect) > em_in(shape, rect) ? &SHAPES[i] : shape;
    return shape;
}

// The card in the middle of a room, not much higher than what stands on it.
static Rect card_in(Rect room)
{
    static const double MOST_H = 1.12; // of the shape's height
    const GuessShape *shape = shape_in(room);
    const double h = fmin(room.h, MOST_H * shape->h * em_in(shape, room));
    return (Rect){room.x, room.y + (room.h - h) / 2, room.w, h};
}

static GuessFrame frame_of(Scene *s, Rect rect)
{
    const GuessShape *shape = shape_in(rect);
    GuessFrame frame = {.shape = shape, .em = em_in(shape, rect)};
    frame.words = fmax(frame.em, type_size(s, TYPE_LABEL));
    const double pad = PAD * frame.em;
    frame.box =
        (Rect){rect.x + pad, rect.y + (rect.h - shape->h * frame.em) / 2, rect.w - 2 * pad, shape->h * frame.em};
    frame.strip = (Rect){frame.box.x, frame.box.y + shape->strip * frame.em, frame.box.w, shape->strip_h * frame.em};
    return frame;
}

static bool has_numbers(const GuessCard *card)
{
    return card->state >= GUESS_MEASURED && !card->learning;
}

// ---- the head: what is guessed, and after how many steps ----

static const Words *step_words(Scene *s, const GuessView *guess)
{
    static const Words STEP = {.text = "step"};
    return words_with_figure(scene_arena(s), &STEP, guess_step(scene_arena(s), guess), ",d");
}

static void head_parts(Layout *layout, const GuessCard *card, const GuessFrame *frame)
{
    static const double APART = 1; // em
    Scene *s = layout_scene(layout);
    const Theme *theme = layout_theme(layout);
    const double y = frame->box.y + frame->shape->head * frame->em;
    TextStyle head = {.size = frame->words}, step = {.size = frame->words, .weight = 600, .align = ALIGN_END};
    const RunView *view = card->guess->view;
    const GuessView last = {view, &view->run->guess->token, ""}; // so that the size is the same after each step
    const double step_w = card->steps ? type_box(s, &step, step_words(s, &last)->text).w + APART * frame->em : 0;
    const double fit = frame->box.w / (type_box(s, &head, card->head->text).w + step_w);
    head.size = step.size = fmax(fmin(fit, 1) * frame->words, type_size(s, TYPE_LABEL));
    layout_part(layout, part_named("head"), (Rect){frame->box.x, y, 0, 0}, 2);
    item_text(layout, "words", .text = card->head->text, .style = head, .fill = theme->soft,
              .shown = &card->head->shown);
    if (!card->steps || card->learning)
        return;
    const Words *words = step_words(s, card->guess);
    layout_part(layout, part_named("step"), (Rect){frame->box.x + frame->box.w, y, 0, 0}, 2);
    item_text(layout, "words", .text = words->text, .style = step, .fill = theme->ink, .shown = &words->shown);
}

// ---- the surprise, and the words in whose place it comes ----

static TextStyle name_style(const GuessFrame *frame)
{
    return (TextStyle){.size = fmax(NAME_SIZE * frame->em, frame->words)};
}

static void words_part(Layout *layout, const GuessCard *card, const GuessFrame *frame)
{
    const Words *asked = card->state >= GUESS_SPREAD && card->widths ? card->widths : card->question;
    const Words *words = card->state < GUESS_MEASURED ? asked : card->name;
    if (!words)
        return;
    TextStyle style = name_style(frame);
    style.size = fmin(1, frame->box.w / type_box(layout_scene(layout), &style, words->text).w) * style.size;
    layout_part(layout, part_named("name"), (Rect){frame->box.x, frame->box.y + frame->shape->name * frame->em, 0, 0},
                2);
    item_text(layout, "words", .text = words->text, .style = style, .fill = layout_theme(layout)->soft,
              .shown = &words->shown);
}

// The bar is full for what blind guessing among all symbols would be surprised by, or for what is more.
static void bar_part(Layout *layout, const GuessCard *card, const GuessFrame *frame)
{
    const Run *run = card->guess->view->run;
    const double least = run->guess->untrained ? -log(run->guess->untrained->p) : 0;
    const double full = fmax(fmax(log((double)run->n_vocab), least), -log(run->guess->token.p));
    const double h = BAR_H * frame->em, share = card->state < GUESS_MEASURED ? 0 : -log(card->guess->token->p) / full;
    const Theme *theme = layout_theme(layout);
    layout_part(layout, part_named("bar"),
                (Rect){frame->box.x, frame->box.y + frame->shape->bar * frame->em, frame->box.w, h}, 1);
    item_rect(layout, "whole", .w = frame->box.w, .h = h, .r = h / 2,
              .fill = color_mix(theme->panel, theme->line, 0.4));
    item_rect(layout, "surprise", .w = share > 0 ? fmax(share * frame->box.w, h) : 0, .h = h, .r = h / 2,
              .fill = roles_of(theme)->val);
}

// Whether a line from the lit cell to its probability has room, and does not cross the name.
static bool has_link(Scene *s, const GuessCard *card, const GuessFrame *frame, const Rect *lit, double end_y)
{
    static const double LEAST = 0.3; // em
    const TextStyle style = name_style(frame);
    const double name_end = frame->box.x + type_box(s, &style, card->name->text).w;
    const bool over_name = frame->shape->name < frame->shape->sum && lit->x < name_end;
    return lit->w > 0 && end_y - lit->y - lit->h > LEAST * frame->em && !over_name;
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

// "1.45 = −ln 0.234" at the right; while it learns, only where the link ends.
static void sum_parts(Layout *layout, const GuessCard *card, const GuessFrame *frame, const Rect *lit)
{
    static const char BETWEEN[] = " = −ln ";
    static const double LINK_GAP = 0.35, CAPITALS = 0.75; // em; of the size
    Scene *s = layout_scene(layout);
    Arena *arena = layout_arena(layout);
    const Theme *theme = layout_theme(layout);
    const TextStyle style = {.family = FONT_MONO, .size = fmax(SUM_SIZE * frame->em, frame->words)};
    const TextStyle strong = {.family = FONT_MONO, .size = style.size, .weight = 700};
    const Words *surprise = words_with_figure(arena, NULL, guess_surprise(arena, card->guess), ".2f");
    const Words *p = words_with_figure(arena, NULL, guess_probability(arena, card->guess), ".3f");
    const double y = frame->box.y + frame->shape->sum * frame->em, p_w = type_box(s, &style, p->text).w;
    const double x_p = frame->box.x + frame->box.w - p_w, x_sign = x_p - type_box(s, &style, BETWEEN).w;
    const Rect number = type_box(s, &strong, surprise->text);
    const double top = CAPITALS * style.size;
    const Point end = {x_p + p_w / 2, y - top - LINK_GAP * frame->em};
    if (has_link(s, card, frame, lit, end.y))
        link_part(layout, lit, end);
    if (!has_numbers(card))
        return;
    layout_part(layout, part_named("surprise"), (Rect){x_sign - number.w, y - top, number.w, top}, 3);
    item_text(layout, "number", .y = top, .text = surprise->text, .style = strong, .fill = roles_of(theme)->val,
              .shown = &surprise->shown);
    layout_part(layout, part_named("p"), (Rect){x_sign, y, 0, 0}, 2);
    item_text(layout, "between", .text = BETWEEN, .style = style, .fill = theme->ink);
    item_text(layout, "p", .x = x_p - x_sign, .text = p->text, .style = style, .fill = theme->good, .shown = &p->shown);
}

// ---- all of it ----

static void lay_out(Layout *layout, const void *data, Rect room)
{
    const Theme *theme = layout_theme(layout);
    const GuessCard *card = data;
    const Rect rect = card_in(room);
    const GuessFrame frame = frame_of(layout_scene(layout), rect);
    layout_must_show(layout, card->head->text);
    layout_part(layout, part_named("card"), rect, 0);
    item_rect(layout, "card", .w = rect.w, .h = rect.h, .r = card_radius(rect), .fill = theme->panel,
              .stroke = theme->line, .stroke_width = 2);
    head_parts(layout, card, &frame);
    guess_text_part(layout, card, &frame);
    const Rect lit = card->state >= GUESS_SPREAD ? guess_strip_parts(layout, card, &frame) : RECT_EMPTY;
    words_part(layout, card, &frame);
    if (card->state >= GUESS_ANSWERED)
        bar_part(layout, card, &frame);
    if (card->state >= GUESS_MEASURED)
        sum_parts(layout, card, &frame, &lit);
}

// ---- methods ----

static GuessCard *copy_of(Scene *s, const Picture *picture)
{
    return arena_memdup(scene_arena(s), picture_data(picture), sizeof(GuessCard));
}

static void go_on(ScriptCall *call, GuessState state, Tween tween)
{
    GuessCard *card = copy_of(call->host, call->self);
    card->state = card->state > state ? card->state : state;
    picture_change(call->host, call->self, card, tween);
}

static void method_spread(ScriptCall *call, const ScriptArgs *args)
{
    static const double SWEEP_S = 0.4; // however many cells there are
    (void)args;
    const GuessCard *card = picture_data(call->self);
    const int n_parts = card->guess->view->run->guess->token.n_top + 3; // card, head and text are parts, too
    go_on(call, GUESS_SPREAD, (Tween){.dur_s = DUR_LEAVE_S, .stagger_s = SWEEP_S / n_parts});
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

// Cells and the bar move; the numbers, of which none are recorded in between, leave and come with those of the end.
static void method_learn(ScriptCall *call, const ScriptArgs *args)
{
    static const double LEARN_S = 2.4;
    GuessCard *learning = copy_of(call->host, call->self);
    learning->guess = arg_object(args, "guess", &GUESS_TYPE);
    learning->learning = true;
    GuessCard *learned = arena_memdup(scene_arena(call->host), learning, sizeof *learning);
    learned->learning = false;
    block_open(call->host, (BlockSpec){.kind = BLOCK_SEQ});
    picture_change(call->host, call->self, learning, (Tween){.dur_s = LEARN_S});
    picture_change(call->host, call->self, learned, (Tween){0});
    block_close(call->host);
}

static const Arg LEARN_ARGS[] = {{"guess", ARG_HANDLE, .type = &GUESS_TYPE, .help = "of the same token: run.guess"},
                                 {0}};

static const Verb GUESS_METHODS[] = {
    {"spread", SHAPE_FUNCTION, "What the model expects comes, each symbol as wide as it is likely.",
     .call = method_spread},
    {"answer", SHAPE_FUNCTION, "The right one lights up, and the text goes on.", .call = method_answer},
    {"measure", SHAPE_FUNCTION, "How surprising it was: -ln of its probability.", .call = method_measure},
    {"learn", SHAPE_FUNCTION, "Cells go on to what the model expected at another step; then the numbers come.",
     LEARN_ARGS, .call = method_learn},
    {0},
};

// ---- the verb ----

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    GuessCard *card = copy_of(call->host, picture);
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
                        .state = (GuessState)arg_choice(args, "state"),
                        .steps = arg_bool(args, "steps")};
    script_picture(call, args, &GUESS_CARD, card);
}

static const char *const STATES[] = {"asked", "spread", "answered", "measured", NULL};
static const Arg GUESS_ARGS[] = {
    {"guess", ARG_HANDLE, .type = &GUESS_TYPE, .help = "run.guess, or run.guess.untrained"}, {0}};
static const Arg GUESS_OPTIONS[] = {
    {"head", ARG_TEXT, .required = true, .help = "over the text: what is guessed, and where"},
    {"question", ARG_TEXT, .help = "where the number comes, until then"},
    {"widths", ARG_TEXT, .help = "in its place once they are there, until it is measured: what the widths are"},
    {"name", ARG_TEXT, .required = true, .help = "of the number, as \"surprise\""},
    {"state", ARG_CHOICE, .preset = "asked", .choices = STATES, .help = "how much of it is there when it appears"},
    {"steps", ARG_BOOL, .preset = "false", .help = "it says after how many steps of the training the model guessed"},
    {0},
};

const Verb GUESS_CARD_VERBS[] = {
    {"guess_card", SHAPE_PICTURE,
     "A guess on text that the model never saw: what it expected, what came, how surprising.", GUESS_ARGS,
     GUESS_OPTIONS, PICTURE_OPTIONS, .call = verb_guess_card, .makes = &GUESS_CARD_TYPE,
     .example = "guess_card { run.guess, head = \"a guess\", name = \"surprise\", into = area():middle(0.6) }"},
    {0},
};
