// guess_text.c — the text of a guess: as much of the line around the token as there is room for.
#include "scenes/kit/guess_card.h"

#include "engine/base/utf8.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

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

void guess_text_part(Layout *layout, const GuessCard *card, const GuessFrame *frame)
{
    const Theme *theme = layout_theme(layout);
    Arena *arena = layout_arena(layout);
    const TextStyle style = {.family = FONT_SERIF, .size = frame->shape->text_size * frame->em};
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
