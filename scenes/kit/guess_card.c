// guess_card.c — one guess on held-out text, as a card: the text with a place for what comes next (guess_text.c), what
// the model expected there as a strip, the right token lit (guess_strip.c), and how surprising it was, also as a bar.
#include "scenes/kit/guess_card.h"

#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "scenes/kit/cards.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

// ---- measures, in em ----

static const double PAD = 1, BAR_H = 0.75;
static const double NAME_SIZE = 1.15, SUM_SIZE = 1.5;
static const double CAPITALS = 0.75; // of the size: their height
static const char SURPRISE_FORMAT[] = ".2f";

static const GuessShape SHAPES[] = {
    {24.4, 13, 1.45, 3.7, 1.7, 4.4, 3.4, 10.9, 10.9, 11.5, true}, // broad
    {17, 15.2, 1.6, 4.1, 1.4, 5, 2.9, 11, 13, 13.6, true},        // narrow: the number below its name
    {30, 9.6, 1.65, 3.4, 1.6, 4.1, 1.8, 7.5, 7.5, 8.05, false},   // low
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

// The guess that numbers and bar are of.
static const GuessView *measured_guess(const GuessCard *card)
{
    return card->numbers ? card->numbers : card->guess;
}

static const char *p_format(const GuessCard *card)
{
    return card->chance ? ".1%" : ".3f";
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
    if (!card->steps || card->numbers)
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

// The bar is full for what blind guessing among all symbols would be surprised by, or for what is more. In whole units,
// so that what runs ends just where it is laid out.
static double bar_w(const GuessCard *card, const GuessFrame *frame, double p)
{
    const Run *run = card->guess->view->run;
    const double least = run->guess->untrained ? -log(run->guess->untrained->p) : 0;
    const double full = fmax(fmax(log((double)run->n_vocab), least), -log(run->guess->token.p));
    const double share = -log(p) / full;
    return share > 0 ? round(fmax(share * frame->box.w, BAR_H * frame->em)) : 0;
}

static void bar_part(Layout *layout, const GuessCard *card, const GuessFrame *frame)
{
    const double h = BAR_H * frame->em,
                 w = card->state < GUESS_MEASURED ? 0 : bar_w(card, frame, measured_guess(card)->token->p);
    const Theme *theme = layout_theme(layout);
    layout_part(layout, part_named("bar"),
                (Rect){frame->box.x, frame->box.y + frame->shape->bar * frame->em, frame->box.w, h}, 1);
    item_rect(layout, "whole", .w = frame->box.w, .h = h, .r = h / 2,
              .fill = color_mix(theme->panel, theme->line, 0.4));
    item_rect(layout, "surprise", .w = w, .h = h, .r = h / 2, .fill = theme->bad);
}

static double sum_size(const GuessFrame *frame)
{
    return fmax(SUM_SIZE * frame->em, frame->words);
}

// Where a line down to the probability ends.
static double link_end_y(const GuessFrame *frame)
{
    static const double GAP = 0.35; // em
    return frame->box.y + (frame->shape->sum - GAP) * frame->em - CAPITALS * sum_size(frame);
}

// Whether a line from the lit cell to its probability has room, and does not cross the name.
static bool has_link(Scene *s, const GuessCard *card, const GuessFrame *frame, const Rect *lit)
{
    static const double LEAST = 0.3; // em
    const TextStyle style = name_style(frame);
    const double name_end = frame->box.x + type_box(s, &style, card->name->text).w;
    const bool over_name = frame->shape->name < frame->shape->sum && lit->x < name_end;
    return lit->w > 0 && link_end_y(frame) - lit->y - lit->h > LEAST * frame->em && !over_name;
}

// From what is lit down to its probability. One that is not drawn is there and goes along when its cell moves.
static void link_part(Layout *layout, const Rect *lit, Point to, bool drawn)
{
    const double x = lit->x + lit->w / 2, y = lit->y + lit->h;
    const double middle = (to.y - y) / 2;
    Path *path = path_create(layout_arena(layout));
    path_move(path, 0, 0);
    path_cubic(path, 0, middle, to.x - x, middle, to.x - x, to.y - y);
    layout_part(layout, part_named("link"), (Rect){x, y, 0, 0}, 1);
    item_path(layout, "link", .path = path, .stroke = layout_theme(layout)->good, .stroke_width = 2.5,
              .round_caps = true, .drawn = layout_is_seed(layout) || !drawn ? -1 : 0);
}

// Room for the chance or the surprise as it is, and as it is when the card has learned: the chance alone at the right
// keeps it from the beginning.
static double number_width(Scene *s, const GuessCard *card, const TextStyle *style, bool surprise)
{
    const RunGuess *run = card->guess->view->run->guess;
    const RunToken *tokens[] = {card->guess->token, card->learned_from ? card->learned_from->token : NULL,
                                card->numbered ? NULL : &run->token, card->numbered ? NULL : run->untrained};
    double widest = 0;
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
        if (!tokens[i])
            continue;
        const double number = surprise ? -log(tokens[i]->p) : tokens[i]->p;
        const char *words = figure_text(scene_arena(s), number, surprise ? SURPRISE_FORMAT : p_format(card));
        widest = fmax(widest, type_box(s, style, words).w);
    }
    return widest;
}

// "1.45 = −ln 0.234", "chance 23.4 % → 1.45", or the chance alone, at the right: the chance in the colour of the right
// one.
static void sum_parts(Layout *layout, const GuessCard *card, const GuessFrame *frame, const Rect *lit)
{
    const char *before = card->chance ? "chance " : " = −ln ", *after = card->chance && card->numbered ? "  →  " : "";
    Scene *s = layout_scene(layout);
    Arena *arena = layout_arena(layout);
    const Theme *theme = layout_theme(layout);
    const GuessView *guess = measured_guess(card);
    const double size = sum_size(frame);
    const TextStyle style = {.family = card->chance ? FONT_SANS : FONT_MONO,
                             .size = card->chance ? frame->words : size};
    const TextStyle strong = {.family = FONT_MONO, .size = size, .weight = 700, .align = ALIGN_END};
    const Words *surprise = words_with_figure(arena, NULL, guess_surprise(arena, guess), SURPRISE_FORMAT);
    const Words *p = words_with_figure(arena, NULL, guess_probability(arena, guess), p_format(card));
    const double y = frame->box.y + frame->shape->sum * frame->em, p_w = number_width(s, card, &style, false);
    const double number_w = number_width(s, card, &strong, true), right = frame->box.x + frame->box.w;
    const double x_after = right - (*after ? number_w + type_box(s, &style, after).w : 0), x_p = x_after - p_w;
    const double x_sign = x_p - type_box(s, &style, before).w, x_number = *after ? right - number_w : x_sign - number_w;
    const double top = CAPITALS * size;
    if (frame->shape->below)
        link_part(layout, lit, (Point){x_p + p_w / 2, link_end_y(frame)},
                  has_link(s, card, frame, lit) && (!card->numbers || card->linked));
    if (card->numbered) {
        layout_part(layout, part_named("surprise"), (Rect){x_number, y - top, number_w, top}, 3);
        item_text(layout, "number", .x = number_w, .y = top, .text = surprise->text, .style = strong,
                  .fill = theme->bad, .shown = &surprise->shown, .at_once = true);
    }
    layout_part(layout, part_named("p"), (Rect){x_sign, y, 0, 0}, 2);
    item_text(layout, "before", .text = before, .style = style, .fill = theme->ink);
    item_text(layout, "p", .x = x_p - x_sign, .text = p->text, .style = style, .fill = theme->good,
              .shown = &p->shown, .at_once = true);
    if (*after)
        item_text(layout, "after", .x = x_after - x_sign, .text = after, .style = style, .fill = theme->ink);
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

// Whether a line goes from the right one's cell to its chance.
static bool is_linked(Scene *s, const Picture *picture)
{
    const GuessCard *card = picture_data(picture);
    const GuessFrame frame = frame_of(s, card_in(picture_rect(picture)));
    const int at = picture_part_find(picture, part_id(card->guess->view->run->guess->token.id));
    const Rect cell = at >= 0 ? picture_part_box(picture, at) : RECT_EMPTY;
    return !picture_item(picture, at, "below") && has_link(s, card, &frame, &cell);
}

// The numbers and the bar run with the cell of the right one, whose width is the probability: at each moment the one
// is -ln of the other.
static void run_numbers(Scene *s, const Picture *picture, const GuessView *from, const GuessView *to, double dur_s)
{
    enum { N = 16 };
    Arena *arena = scene_arena(s);
    const GuessFrame frame = frame_of(s, card_in(picture_rect(picture)));
    const Figure *first = guess_probability(arena, from), *last = guess_probability(arena, to);
    const Figure *p[N + 1], *surprise[N + 1];
    const double begin_s = block_begin_s(s, 0);
    double t_s[N + 1], w[N + 1];
    for (int i = 0; i <= N; i++) {
        const double share = (double)i / N;
        p[i] = i == N ? last : figure_mixed(arena, first, last, ease_at(EASE_IN_OUT, share));
        surprise[i] = surprise_figure(arena, p[i]);
        t_s[i] = begin_s + share * dur_s;
        w[i] = bar_w(picture_data(picture), &frame, p[i]->value);
    }
    const int p_at = picture_part_find(picture, part_named("p")),
              bar_at = picture_part_find(picture, part_named("bar"));
    const int number_at = picture_part_find(picture, part_named("surprise"));
    if (number_at >= 0)
        text_show_figures(s, picture_item(picture, number_at, "number"), t_s, surprise, N + 1, SURPRISE_FORMAT);
    text_show_figures(s, picture_item(picture, p_at, "p"), t_s, p, N + 1,
                      p_format(picture_data(picture)));
    node_keys(s, picture_item(picture, bar_at, "surprise"), PROP_W, EASE_LINEAR, t_s, w, N + 1);
}

// Cells move, and the numbers and the bar with them; then it is told after how many steps that was.
static void method_learn(ScriptCall *call, const ScriptArgs *args)
{
    static const double LEARN_S = 2.4;
    Scene *s = call->host;
    GuessCard *learning = copy_of(s, call->self);
    const GuessView *from = learning->guess;
    if (learning->state < GUESS_MEASURED) {
        script_fail(call, "this guess has no numbers yet that could run; measure it first, by card:measure()");
        return;
    }
    learning->guess = arg_object(args, "guess", &GUESS_TYPE);
    learning->linked = is_linked(s, call->self);
    learning->numbers = learning->learned_from = from;
    GuessCard *learned = arena_memdup(scene_arena(s), learning, sizeof *learning);
    learned->numbers = NULL;
    learned->head = arg_given(args, "head") ? arg_text(args, "head") : learned->head;
    block_open(s, (BlockSpec){.kind = BLOCK_SEQ});
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    picture_change(s, call->self, learning, (Tween){.dur_s = LEARN_S});
    run_numbers(s, call->self, from, learned->guess, LEARN_S);
    block_close(s);
    picture_change(s, call->self, learned, (Tween){0});
    block_close(s);
}

static const Arg LEARN_ARGS[] = {{"guess", ARG_HANDLE, .type = &GUESS_TYPE, .help = "of the same token: run.guess"},
                                 {0}};
static const Arg LEARN_OPTIONS[] = {{"head", ARG_TEXT, .help = "in place of the one it had, when it has learned"}, {0}};

static const Verb GUESS_METHODS[] = {
    {"spread", SHAPE_FUNCTION, "What the model expects comes, each symbol as wide as it is likely.",
     .call = method_spread},
    {"answer", SHAPE_FUNCTION, "The right one lights up, and the text goes on.", .call = method_answer},
    {"measure", SHAPE_FUNCTION, "How surprising it was: -ln of its probability.", .call = method_measure},
    {"learn", SHAPE_VERB, "Cells, numbers and the bar go on to what the model expected at another step.", LEARN_ARGS,
     LEARN_OPTIONS, .call = method_learn},
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
                        .chance = arg_choice(args, "beside") == 1,
                        .numbered = arg_bool(args, "numbered"),
                        .steps = arg_bool(args, "steps")};
    script_picture(call, args, &GUESS_CARD, card);
}

static const char *const STATES[] = {"asked", "spread", "answered", "measured", NULL};
static const char *const BESIDE[] = {"logarithm", "chance", NULL};
static const Arg GUESS_ARGS[] = {
    {"guess", ARG_HANDLE, .type = &GUESS_TYPE, .help = "run.guess, or run.guess.untrained"}, {0}};
static const Arg GUESS_OPTIONS[] = {
    {"head", ARG_TEXT, .required = true, .help = "over the text: what is guessed, and where"},
    {"question", ARG_TEXT, .help = "where the number comes, until then"},
    {"widths", ARG_TEXT, .help = "in its place once they are there, until it is measured: what the widths are"},
    {"name", ARG_TEXT, .required = true, .help = "of the number, as \"surprise\""},
    {"state", ARG_CHOICE, .preset = "asked", .choices = STATES, .help = "how much of it is there when it appears"},
    {"beside", ARG_CHOICE, .preset = "logarithm", .choices = BESIDE,
     .help = "the number: what it is the logarithm of, or the chance in percent"},
    {"numbered", ARG_BOOL, .preset = "true", .help = "false: of the number there is the bar alone"},
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
