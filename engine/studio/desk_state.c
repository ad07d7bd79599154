// desk_state.c — the state as pages see it, and what they choose.
#include "engine/studio/desk.h"

#include "engine/base/progress.h"
#include "engine/cli/platforms.h"
#include "engine/output/formats.h"
#include "engine/video/quality.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// ---- the state ----

static void put_rows(JsonOut *out, const char *key, const Choices *choices)
{
    json_out_key(out, key);
    json_out_begin(out, '[');
    for (int i = 0; choices_row(choices, i); i++) {
        const char *row = choices_row(choices, i), *help = NULL;
        if (choices->help_offset)
            memcpy(&help, row + choices->help_offset, sizeof help);
        json_out_begin(out, '{');
        json_out_text_at(out, "name", choice_name(row));
        json_out_text_at(out, "help", help);
        json_out_end(out, '}');
    }
    json_out_end(out, ']');
}

static void put_canvases(JsonOut *out)
{
    json_out_key(out, "canvas");
    json_out_begin(out, '[');
    for (const CanvasKind *canvas = CANVAS_KINDS; canvas->name; canvas++) {
        json_out_begin(out, '{');
        json_out_text_at(out, "name", canvas->name);
        json_out_int_at(out, "width", canvas->width);
        json_out_int_at(out, "height", canvas->height);
        json_out_end(out, '}');
    }
    json_out_end(out, ']');
}

static void put_choices(JsonOut *out)
{
    json_out_key(out, "choices");
    json_out_begin(out, '{');
    put_canvases(out);
    put_rows(out, "theme", &THEME_CHOICES);
    put_rows(out, "captions", &CAPTIONS_CHOICES);
    put_rows(out, "pace", &PACE_CHOICES);
    put_rows(out, "format", &FORMAT_CHOICES);
    put_rows(out, "quality", &QUALITY_CHOICES);
    put_rows(out, "music", &MUSIC_CHOICES);
    put_rows(out, "platform", &PLATFORM_CHOICES);
    json_out_end(out, '}');
}

// A text of what the film says about itself, or what is chosen while there is no film.
static void put_about(JsonOut *out, const json_t *about, const char *key, const char *otherwise)
{
    const char *text = json_string_value(json_object_get(about, key));
    json_out_text_at(out, key, text ? text : otherwise);
}

// The number of an input; null for the film's own.
static void put_input(JsonOut *out, const Desk *desk)
{
    const int index = desk->choice.input ? inputs_index(&desk->inputs, desk->choice.input) : -1;
    json_out_key(out, "run");
    if (index >= 0)
        json_out_int(out, index);
    else
        json_out_null(out);
}

static void put_prompt(JsonOut *out, const Desk *desk)
{
    const Studio *studio = desk->studio;
    json_out_key(out, "prompt");
    json_out_begin(out, '{');
    prompt_write(&desk->prompt, out);
    json_out_bool_at(out, "possible", studio->takes_prompt && desk->recorded && studio->takes_prompt(desk->recorded));
    json_out_end(out, '}');
}

static void put_jobs(JsonOut *out, const Desk *desk)
{
    json_out_key(out, "jobs");
    json_out_begin(out, '[');
    for (int i = 0; i < desk->jobs.n; i++)
        job_write(&desk->jobs.jobs[i], out);
    json_out_end(out, ']');
}

static void put_choice(JsonOut *out, const Desk *desk, const json_t *about)
{
    const StageOpts stage = desk_stage(desk, desk->choice.canvas);
    json_out_key(out, "choice");
    json_out_begin(out, '{');
    put_about(out, about, "canvas", stage.canvas->name);
    put_about(out, about, "theme", stage.theme->name);
    put_about(out, about, "captions", stage.captions->name);
    put_about(out, about, "pace", stage.pace->name);
    put_input(out, desk);
    json_out_text_at(out, "music", (desk->choice.music ? desk->choice.music : MUSIC)->name);
    json_out_end(out, '}');
}

void desk_state(const Desk *desk, JsonOut *out)
{
    const Slot *slot = &desk->chosen;
    json_t *about = slot->has_now && slot->now.film ? json_loads(slot->now.film, 0, NULL) : NULL;
    json_out_begin(out, '{');
    put_about(out, about, "film", desk->name);
    put_about(out, about, "title", desk->name);
    json_out_int_at(out, "version", desk->shown);
    json_out_bool_at(out, "building", slot->has_next);
    json_out_key(out, "saved_to_ready_ms");
    json_out_real(out, round(desk->ready_ms)); // not a number: null
    json_out_key(out, "errors");
    json_out_raw(out, slot->findings ? slot->findings : "[]");
    put_choice(out, desk, about);
    put_choices(out);
    put_prompt(out, desk);
    put_jobs(out, desk);
    json_out_end(out, '}');
    json_decref(about);
}

void desk_inputs(Desk *desk, JsonOut *out)
{
    const Slot *slot = &desk->chosen;
    json_t *about = slot->has_now && slot->now.film ? json_loads(slot->now.film, 0, NULL) : NULL;
    const char *shipped = json_string_value(json_object_get(about, "shipped"));
    if (shipped)
        inputs_find(&desk->inputs, desk->studio, shipped);
    inputs_find(&desk->inputs, desk->studio, desk->out);
    if (desk->recorded)
        inputs_find(&desk->inputs, desk->studio, desk->recorded);
    json_decref(about);
    inputs_write(&desk->inputs, desk->studio, out);
}

// ---- choosing ----

// Sets the row that a field names; a field that is not there leaves it.
static bool take_row(const json_t *root, const char *field, const Choices *choices, const void **row, Err *err)
{
    const json_t *value = json_object_get(root, field);
    if (!value)
        return true;
    const char *name = json_string_value(value);
    const void *found = name ? choices_find(choices, name, err) : NULL;
    if (!name)
        err_set(err, "%s has to be a name", field);
    if (found)
        *row = found;
    return found != NULL;
}

// Sets the folder of the input with a number; null: the film's own.
static bool take_input(const Desk *desk, const json_t *root, const char **dir, Err *err)
{
    const json_t *value = json_object_get(root, "run");
    const json_int_t index = json_integer_value(value);
    if (!value)
        return true;
    if (!json_is_null(value) && (!json_is_integer(value) || index < 0 || index >= desk->inputs.n))
        return err_set(err, "there is no run of that number; the list of runs has them");
    *dir = json_is_null(value) ? NULL : desk->inputs.dirs[index];
    return true;
}

// Whether two choices give one film; what is heard with it may differ.
static bool same_film(const Choice *a, const Choice *b)
{
    return a->canvas == b->canvas && a->theme == b->theme && a->captions == b->captions && a->pace == b->pace &&
           a->input == b->input;
}

bool desk_choose(Desk *desk, const char *json, Err *err)
{
    json_error_t error;
    json_t *root = json_loads(json, 0, &error);
    const Choice before = desk->choice;
    const void *canvas = before.canvas, *theme = before.theme, *captions = before.captions, *pace = before.pace,
               *music = before.music;
    const char *input = before.input;
    const bool ok = json_is_object(root) ? take_row(root, "canvas", &CANVAS_CHOICES, &canvas, err) &&
                                               take_row(root, "theme", &THEME_CHOICES, &theme, err) &&
                                               take_row(root, "captions", &CAPTIONS_CHOICES, &captions, err) &&
                                               take_row(root, "pace", &PACE_CHOICES, &pace, err) &&
                                               take_row(root, "music", &MUSIC_CHOICES, &music, err) &&
                                               take_input(desk, root, &input, err)
                                         : err_set(err, "a choice is a JSON object, as {\"canvas\": \"tall\"}");
    json_decref(root);
    if (!ok)
        return false;
    if (input != before.input)
        prompt_forget(&desk->prompt);
    desk->choice = (Choice){canvas, theme, captions, pace, input, music};
    desk->news = true;
    if (!same_film(&before, &desk->choice))
        desk_build(desk, clock_seconds());
    return true;
}
