// make.c — the tables of what can be made and which options that has.
#include "engine/studio/make.h"

#include "engine/base/file.h"
#include "engine/cli/platforms.h"
#include "engine/output/formats.h"
#include "engine/video/quality.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

enum { MOST_WORDS = 3 * MOST_OPT_WORDS };

typedef struct Words {
    Arena *arena;
    const char *words[MOST_WORDS];
    int n;
} Words;

static void put(Words *words, const char *word)
{
    if (words->n < MOST_WORDS - 1)
        words->words[words->n++] = word;
}

// "--name=value", which no value can turn into another option.
static void put_option(Words *words, const char *name, const char *value)
{
    put(words, arena_printf(words->arena, "--%s=%s", name, value));
}

// ---- what is chosen ----

static void put_given(Words *words, const StageOpts *stage, const char *name, const char *value)
{
    if (value && opts_given(&stage->given, name))
        put_option(words, name, value);
}

static void put_stage(Words *words, const StageOpts *stage)
{
    for (int i = 0; i < stage->inputs.n; i++)
        put_option(words, "run", stage->inputs.words[i]);
    for (int i = 0; i < stage->params.n; i++)
        put_option(words, "set", stage->params.words[i]);
    const bool own_theme = stage->theme == &stage->own_theme;
    put_given(words, stage, "canvas", stage->canvas->name);
    put_given(words, stage, "theme", own_theme ? stage->theme_name : stage->theme->name);
    put_given(words, stage, "pace", stage->pace->name);
    if (stage->captions != CAPTIONS_KINDS)
        put_option(words, "captions", stage->captions->name);
    put_given(words, stage, "voice", stage->voice);
    put_given(words, stage, "webcam", stage->webcam);
    put_given(words, stage, "corner", stage->corner->name);
    put_given(words, stage, "shape", stage->shape->name);
    put_given(words, stage, "author", stage->author);
    put_given(words, stage, "handle", stage->handle);
    put_given(words, stage, "logo", stage->logo);
}

// ---- what the page says ----

// Options with a value out of a table.
static const struct {
    const char *field, *option;
    const Choices *choices;
} NAMED[] = {
    {"format", "format", &FORMAT_CHOICES},
    {"quality", "quality", &QUALITY_CHOICES},
    {"music", "music", &MUSIC_CHOICES},
    {"platform", "for", &PLATFORM_CHOICES},
};

// Options with a number.
static const struct {
    const char *field, *option;
} NUMBERS[] = {{"at_s", "at"}, {"from_s", "from"}, {"to_s", "to"}};

static bool put_named(Words *words, const json_t *wish, int row, Err *err)
{
    const json_t *value = json_object_get(wish, NAMED[row].field);
    if (!value || json_is_null(value))
        return true;
    const char *name = json_string_value(value);
    if (!name)
        return err_set(err, "%s has to be a name", NAMED[row].field);
    if (!choices_find(NAMED[row].choices, name, err))
        return false;
    put_option(words, NAMED[row].option, name);
    return true;
}

static bool put_size(Words *words, const json_t *wish, Err *err)
{
    const char *size = json_string_value(json_object_get(wish, "size"));
    if (!size)
        return true;
    if (size[strspn(size, "0123456789px.")])
        return err_set(err, "\"%s\" is no size; as in 1080p60", size);
    put_option(words, "size", size);
    return true;
}

static bool put_wish(Words *words, const json_t *wish, const char *const *fields, Err *err)
{
    bool ok = true;
    for (; *fields && ok; fields++) {
        for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED && ok; i++)
            if (strcmp(NAMED[i].field, *fields) == 0)
                ok = put_named(words, wish, (int)i, err);
        const json_t *value = json_object_get(wish, *fields);
        for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++)
            if (strcmp(NUMBERS[i].field, *fields) == 0 && json_is_number(value))
                put_option(words, NUMBERS[i].option, arena_printf(words->arena, "%.6f", json_number_value(value)));
        if (strcmp(*fields, "size") == 0)
            ok = ok && put_size(words, wish, err);
    }
    return ok;
}

// ---- what can be made ----

enum { MOST_FIELDS = 8 };

// To add one: a row. `file` goes below OUT/FILM/, with %s for the name of what is drawn; NULL: the command takes --out
// DIR and names its files itself.
static const struct {
    const char *what, *command, *file;
    bool one_scene;
    const char *fields[MOST_FIELDS];
} KINDS[] = {
    {"render", "render", NULL, false, {"format", "size", "quality", "music", "platform", "from_s", "to_s"}},
    {"still", "frame", "%s.png", true, {"at_s", "size"}},
    {"deck", "deck", "%s_deck", false, {"size"}},
    {"captions", "captions", "%s.srt", false, {NULL}},
    {"notes", "notes", "%s_notes.md", false, {NULL}},
    {"article", "article", "%s_article", false, {NULL}},
    {"sheet", "sheet", "%s_sheet.png", false, {NULL}},
    {"gallery", "gallery", "%s_gallery", false, {NULL}},
};

enum { N_KINDS = sizeof KINDS / sizeof *KINDS };

static int find_kind(const json_t *wish, Err *err)
{
    const char *what = json_string_value(json_object_get(wish, "what"));
    char names[160] = "";
    for (int i = 0; i < N_KINDS; i++) {
        if (what && strcmp(KINDS[i].what, what) == 0)
            return i;
        snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s", i > 0 ? ", " : "", KINDS[i].what);
    }
    err_set(err, "\"%s\" cannot be made; these can: %s", what ? what : "", names);
    return -1;
}

// The name of what is drawn: "nanogpt" or "nanogpt/02_training"; NULL when there is no such scene.
static const char *drawn(Arena *arena, const MakeFrom *from, const json_t *wish, const char **scene, Err *err)
{
    const json_t *value = json_object_get(wish, "scene");
    const json_int_t index = json_integer_value(value);
    *scene = NULL;
    if (!json_is_integer(value) || from->n_scenes == 0)
        return from->name;
    if (index < 0 || index >= from->n_scenes) {
        err_set(err, "the film has %d scenes; there is none at %lld", from->n_scenes, (long long)index);
        return NULL;
    }
    *scene = from->scenes[index];
    return path_join(arena, from->name, *scene);
}

// The place of what is made: below the folder, named by film, scene and time.
static const char *made(Arena *arena, const MakeFrom *from, int kind, const char *scene, const json_t *wish)
{
    const char *name = scene ? scene : from->film;
    const json_t *at = json_object_get(wish, "at_s");
    if (json_is_number(at))
        name = arena_printf(arena, "%s_%.2f", name, json_number_value(at));
    const char *before = KINDS[kind].file, *behind = strstr(before, "%s") + 2;
    return path_join(arena, path_join(arena, from->out, from->film), arena_printf(arena, "%s%s", name, behind));
}

// Music that is chosen goes where sound is.
static void put_music(Words *words, const MakeFrom *from, const json_t *wish)
{
    const char *what = json_string_value(json_object_get(wish, "what"));
    const char *name = json_string_value(json_object_get(wish, "format"));
    const FilmFormat *format = name ? choices_find(&FORMAT_CHOICES, name, NULL) : FILM_FORMATS;
    if (from->music && strcmp(what, "render") == 0 && !json_object_get(wish, "music") && format && format->sound)
        put_option(words, "music", from->music->name);
}

static bool put_all(Words *words, const MakeFrom *from, const json_t *wish, MakeCommand *command, Err *err)
{
    const char *scene = NULL;
    const int kind = find_kind(wish, err);
    const char *name = kind >= 0 ? drawn(words->arena, from, wish, &scene, err) : NULL;
    if (!name)
        return false;
    if (KINDS[kind].one_scene && !scene && from->n_scenes > 0)
        return err_set(err, "a %s is of one scene; say which", KINDS[kind].what);
    command->what = KINDS[kind].what;
    put(words, "gptreel");
    put(words, KINDS[kind].command);
    put(words, name);
    if (KINDS[kind].file)
        command->makes = made(words->arena, from, kind, scene, wish);
    put_option(words, "out", command->makes ? command->makes : from->out);
    put_stage(words, from->stage);
    put_music(words, from, wish);
    put(words, "--json");
    return put_wish(words, wish, KINDS[kind].fields, err);
}

bool make_command(MakeCommand *command, Arena *arena, const MakeFrom *from, const char *json, Err *err)
{
    Words words = {.arena = arena};
    *command = (MakeCommand){0};
    json_t *wish = json_loads(json, 0, NULL);
    const bool ok = json_is_object(wish) ? put_all(&words, from, wish, command, err)
                                         : err_set(err, "a wish is a JSON object, as {\"what\": \"render\"}");
    json_decref(wish);
    command->words = arena_memdup(arena, words.words, sizeof words.words);
    return ok;
}
