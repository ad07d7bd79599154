// chat.c — a prompt and what a model made of it, as two bubbles, the calculator that it used between its words.
#include "scenes/kit/chat.h"

#include "engine/base/utf8.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

// ---- what was answered ----

// What stands between two marks, and where the text goes on behind them; NULL: they do not follow there.
static const char *between(Arena *arena, const char **text, const char *begin, const char *end)
{
    const size_t n_begin = strlen(begin);
    const char *last = strncmp(*text, begin, n_begin) == 0 ? strstr(*text, end) : NULL;
    if (!last)
        return NULL;
    const char *words = arena_strndup(arena, *text + n_begin, (size_t)(last - *text) - n_begin);
    *text = last + strlen(end);
    return words;
}

ChatAnswer chat_answer(Arena *arena, const char *text)
{
    ChatAnswer answer = {.words = ""};
    const char *call = strstr(text, "<|python_start|>");
    const char *rest = call ? call : text;
    answer.asked = between(arena, &rest, "<|python_start|>", "<|python_end|>");
    if (answer.asked)
        answer.got = between(arena, &rest, "<|output_start|>", "<|output_end|>");
    if (strncmp(rest, "#### ", 5) == 0)
        rest += 5;
    const char *end = strstr(rest, "<|");
    answer.words = arena_strndup(arena, rest, end ? (size_t)(end - rest) : strlen(rest));
    answer.ended = end != NULL;
    return answer;
}

// ---- the picture ----

static const double PAD_X = 0.7, PAD_Y = 0.45, GAP = 0.55; // of the size of type
static const double BUBBLE = 0.86;                         // of the width, at most
static const double RADIUS = 20, TINT = 0.12;

typedef struct Chat {
    const SampleView *sample;
    ChatAnswer answer; // not more of its words than are asked for
    int at_most;       // characters; 0: all
    FigureSource prompt_in, text_in;
} Chat;

// Words in a bubble, at a size.
typedef struct Bubble {
    const char *words;
    const Shown *shown; // what of them was recorded
    TextStyle style;
    Rect box; // of the words
    Size size;
} Bubble;

typedef struct ChatPlan {
    Bubble question, tool, answer; // a tool without words: none
    double em, height;
} ChatPlan;

static Bubble bubble_of(Scene *s, const Words *words, FontFamily family, double em, double width)
{
    Bubble bubble = {.words = words->text, .shown = &words->shown, .style = {.family = family, .size = em}};
    const double most = BUBBLE * width - 2 * PAD_X * em;
    bubble.box = type_box(s, &bubble.style, bubble.words);
    if (bubble.box.w > most) {
        bubble.style.max_width = most;
        bubble.box = type_box(s, &bubble.style, bubble.words);
    }
    bubble.size = (Size){bubble.box.w + 2 * PAD_X * em, bubble.box.h + 2 * PAD_Y * em};
    return bubble;
}

// Recorded words as they can be shown, without the white space at their end.
static const char *trimmed(Scene *s, const char *words)
{
    const char *shown = words_shown(s, words);
    size_t n = strlen(shown);
    while (n > 0 && strchr(" \n\t", shown[n - 1]))
        n--;
    return arena_strndup(scene_arena(s), shown, n);
}

// Two pieces of what was recorded, `between` them what is ours; the second may be NULL.
static const Words *quoted(Scene *s, const char *first, const char *between, const char *second, FigureSource source)
{
    Arena *arena = scene_arena(s);
    const char *pieces[] = {trimmed(s, first), second ? trimmed(s, second) : ""};
    const int n_first = (int)strlen(pieces[0]), n_between = (int)strlen(between);
    ShownFigure *figures = ARENA_ARRAY(arena, ShownFigure, 2);
    figures[0] = (ShownFigure){figure_words(arena, FIGURE_QUOTE, pieces[0], source), NULL, 0, n_first};
    if (second)
        figures[1] = (ShownFigure){figure_words(arena, FIGURE_QUOTE, pieces[1], source), NULL, n_first + n_between,
                                   (int)strlen(pieces[1])};
    Words *words = ARENA_NEW(arena, Words);
    *words = (Words){arena_printf(arena, "%s%s%s", pieces[0], between, pieces[1]), {figures, second ? 2 : 1}};
    return words;
}

static ChatPlan plan_at(Scene *s, const Chat *chat, const char *words, bool cut, double em, double width)
{
    const ChatAnswer *answer = &chat->answer;
    ChatPlan plan = {.em = em};
    plan.question =
        bubble_of(s, quoted(s, chat->sample->sample->prompt, "", NULL, chat->prompt_in), FONT_SANS, em, width);
    plan.answer = bubble_of(s, quoted(s, words, cut ? "…" : "", NULL, chat->text_in), FONT_SANS, em, width);
    plan.height = plan.question.size.h + GAP * em + plan.answer.size.h;
    if (answer->asked) {
        plan.tool = bubble_of(s, quoted(s, answer->asked, answer->got ? " = " : "", answer->got, chat->text_in),
                              FONT_MONO, em, width);
        plan.height += plan.tool.size.h + 0.5 * GAP * em;
    }
    return plan;
}

// How many bytes of the words are left without the last one; 0: there is but one.
static size_t without_last(const char *words)
{
    size_t n = strlen(words);
    while (n > 0 && !strchr(" \n", words[n - 1]))
        n--;
    while (n > 0 && strchr(" \n,;:", words[n - 1]))
        n--;
    return n;
}

static bool fits(const ChatPlan *plan, Size room)
{
    return plan->height <= room.h && fmax(plan->question.size.w, plan->tool.size.w) <= room.w &&
           plan->answer.size.w <= room.w;
}

// The words without the last one, or, where they are but one, the last characters. NULL: there is one character.
static const char *shorter(Arena *arena, const char *words)
{
    const size_t n = without_last(words);
    const int n_characters = utf8_count(words);
    if (n == 0 && n_characters < 2)
        return NULL;
    return arena_strndup(arena, words, n > 0 ? n : utf8_prefix_bytes(words, n_characters - 1 - n_characters / 8));
}

// As large as there is room for, rather smaller than with a question in two lines; at the least size an answer loses
// words at its end.
static ChatPlan plan_chat(Scene *s, const Chat *chat, Size room)
{
    const char *words = chat->answer.words;
    bool cut = !chat->answer.ended;
    ChatPlan plan = {0};
    for (int whole = 1; whole >= 0; whole--)
        for (TypeRole role = TYPE_HEADING; role < TYPE_ROLES; role++) {
            plan = plan_at(s, chat, words, cut, type_size(s, role), room.w);
            const bool broken = plan.question.style.max_width > 0 || plan.tool.style.max_width > 0;
            if (fits(&plan, room) && !(whole && broken))
                return plan;
        }
    while (!fits(&plan, room) && (words = shorter(scene_arena(s), words))) {
        cut = true;
        plan = plan_at(s, chat, words, cut, plan.em, room.w);
    }
    return plan;
}

static Size measure_chat(Layout *layout, const void *data, Size room)
{
    return (Size){room.w, fmin(room.h, plan_chat(layout_scene(layout), data, room).height)};
}

static void bubble_part(Layout *layout, const char *name, const Bubble *bubble, Point at, Color color, bool strong)
{
    const Theme *theme = layout_theme(layout);
    const Size size = bubble->size;
    layout_part(layout, part_named(name), (Rect){at.x, at.y, size.w, size.h}, 0);
    item_rect(layout, "bubble", .w = size.w, .h = size.h, .r = fmin(RADIUS, size.h / 2),
              .fill = strong ? color_mix(theme->panel, color, TINT) : theme->panel,
              .stroke = strong ? color : theme->line, .stroke_width = 2);
    item_text(layout, "words", .x = (size.w - bubble->box.w) / 2 - bubble->box.x,
              .y = (size.h - bubble->box.h) / 2 - bubble->box.y, .text = bubble->words, .style = bubble->style,
              .fill = theme->ink, .shown = bubble->shown);
}

static void lay_out_chat(Layout *layout, const void *data, Rect rect)
{
    const Chat *chat = data;
    const Theme *theme = layout_theme(layout);
    const ChatPlan plan = plan_chat(layout_scene(layout), chat, (Size){rect.w, rect.h});
    Point at = {rect.x + rect.w - plan.question.size.w, rect.y};
    bubble_part(layout, "question", &plan.question, at, theme->line, false);
    at = (Point){rect.x, rect.y + plan.question.size.h + GAP * plan.em};
    if (plan.tool.words) {
        bubble_part(layout, "calculator", &plan.tool, at, theme->pick, true);
        at.y += plan.tool.size.h + 0.5 * GAP * plan.em;
    }
    bubble_part(layout, "answer", &plan.answer, at, theme->accent, true);
}

static const ScriptType CHAT_TYPE = {.name = "chat",
                                     .help =
                                         "A prompt and its answer. Parts: \"question\", \"calculator\", \"answer\".",
                                     .parent = &PICTURE_TYPE};

// By whole words.
static void shorten(Arena *arena, ChatAnswer *answer, int at_most)
{
    const size_t n = utf8_prefix_bytes(answer->words, at_most);
    if (at_most == 0 || !answer->words[n])
        return;
    const char *words = arena_strndup(arena, answer->words, n);
    const size_t whole = without_last(words);
    answer->words = whole > 0 ? arena_strndup(arena, words, whole) : words;
    answer->ended = false;
}

static const Chat *chat_of(ScriptCall *call, const SampleView *sample, int at_most)
{
    Arena *arena = scene_arena(call->host);
    Chat *chat = ARENA_NEW(arena, Chat);
    *chat = (Chat){
        .sample = sample,
        .at_most = at_most,
        .answer = chat_answer(arena, sample->sample->text),
        .prompt_in = sample_source(arena, sample, "prompt"),
        .text_in = sample_source(arena, sample, "text"),
    };
    shorten(arena, &chat->answer, at_most);
    return chat;
}

static const void *change_chat(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    const SampleView *sample = value_object(given, &SAMPLE_TYPE);
    if (!sample)
        script_fail(call, "a chat changes into another sample; give one, as run.samples[1]");
    return sample ? chat_of(call, sample, ((const Chat *)picture_data(picture))->at_most) : NULL;
}

static const ScriptKind CHAT = {
    {.name = "chat", .measure = measure_chat, .lay_out = lay_out_chat, .least = {160, 120}}, &CHAT_TYPE, change_chat};

static void verb_chat(ScriptCall *call, const ScriptArgs *args)
{
    const int at_most = arg_given(args, "at_most") ? (int)arg_integer(args, "at_most") : 0;
    script_picture(call, args, &CHAT, chat_of(call, arg_object(args, "sample", &SAMPLE_TYPE), at_most));
}

static const Arg CHAT_ARGS[] = {
    {"sample", ARG_HANDLE, .type = &SAMPLE_TYPE, .help = "what a model answered: run.samples[1]"}, {0}};
static const Arg CHAT_OPTIONS[] = {
    {"at_most", ARG_INTEGER, .min = 1, .max = 1e6, .unit = "characters", .help = "of the answer are shown"}, {0}};

const Verb CHAT_VERBS[] = {
    {"chat", SHAPE_PICTURE, "A prompt and what the model answered, as bubbles; its calculator, if it used it.",
     CHAT_ARGS, CHAT_OPTIONS, PICTURE_OPTIONS, .call = verb_chat, .makes = &CHAT_TYPE},
    {0},
};
