// test_studio_make.c — what a page asks to be made becomes a command line, and nothing else.
#include "engine/studio/make.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const SCENES[] = {"01_begin", "02_end"};

static const char *joined(Arena *arena, const char *const *words)
{
    const char *line = "";
    for (; *words; words++)
        line = arena_printf(arena, "%s%s%s", line, *line ? " " : "", *words);
    return line;
}

// The words of the command with spaces between; the error when it is refused.
static const char *line_of(Arena *arena, const StageOpts *stage, const char *json, const char **makes)
{
    const MakeFrom from = {
        .name = "talks/talk", .film = "talk", .scenes = SCENES, .n_scenes = 2, .stage = stage, .out = "made"};
    MakeCommand command;
    Err err = {""};
    if (!make_command(&command, arena, &from, json, &err))
        return arena_printf(arena, "refused: %s", err.text);
    if (makes)
        *makes = command.makes;
    return joined(arena, command.words);
}

static void commands(void **state)
{
    Temp *temp = *state;
    Arena *arena = &temp->arena;
    StageOpts stage = stage_defaults("1080p60");
    const char *makes = NULL;
    assert_string_equal(line_of(arena, &stage, "{\"what\": \"render\"}", &makes),
                        "gptreel render talks/talk --out=made --json");
    assert_null(makes);
    assert_string_equal(
        line_of(
            arena, &stage,
            "{\"what\": \"render\", \"scene\": 1, \"size\": \"360p30\", \"format\": \"webm\", \"quality\": \"draft\", "
            "\"music\": \"none\", \"from_s\": 1.5, \"at_s\": 9}",
            NULL),
        "gptreel render talks/talk/02_end --out=made --json --format=webm --size=360p30 --quality=draft --music=none "
        "--from=1.500000");
    assert_string_equal(line_of(arena, &stage, "{\"what\": \"still\", \"scene\": 0, \"at_s\": 2.5}", &makes),
                        "gptreel frame talks/talk/01_begin --out=made/talk/01_begin_2.50.png --json --at=2.500000");
    assert_string_equal(makes, "made/talk/01_begin_2.50.png");
    assert_string_equal(line_of(arena, &stage, "{\"what\": \"captions\", \"scene\": null}", NULL),
                        "gptreel captions talks/talk --out=made/talk/talk.srt --json");
    assert_string_equal(line_of(arena, &stage, "{\"what\": \"article\"}", &makes),
                        "gptreel article talks/talk --out=made/talk/talk_article --json");
}

static void what_is_chosen(void **state)
{
    Temp *temp = *state;
    StageOpts stage = stage_defaults("1080p60");
    stage_set_canvas(&stage, choices_find(&CANVAS_CHOICES, "tall", NULL));
    stage_set_theme(&stage, &THEME_LIGHT);
    stage.captions = choices_find(&CAPTIONS_CHOICES, "burn", NULL);
    stage.inputs = (OptWords){{"runs/a run"}, 1};
    stage.params = (OptWords){{"handle=@me"}, 1};
    assert_string_equal(line_of(&temp->arena, &stage, "{\"what\": \"sheet\"}", NULL),
                        "gptreel sheet talks/talk --out=made/talk/talk_sheet.png --run=runs/a run --set=handle=@me "
                        "--canvas=tall --theme=light --captions=burn --json");
}

static void music(void **state)
{
    Temp *temp = *state;
    const StageOpts stage = stage_defaults("1080p60");
    const Music *none = choices_find(&MUSIC_CHOICES, "none", NULL);
    const MakeFrom from = {.name = "talk", .film = "talk", .stage = &stage, .music = none, .out = "made"};
    static const char *const WISHES[][2] = {
        {"{\"what\": \"render\"}", "gptreel render talk --out=made --music=none --json"},
        {"{\"what\": \"render\", \"music\": \"lofi\"}", "gptreel render talk --out=made --json --music=lofi"},
        {"{\"what\": \"render\", \"format\": \"svg\"}", "gptreel render talk --out=made --json --format=svg"},
        {"{\"what\": \"captions\"}", "gptreel captions talk --out=made/talk/talk.srt --json"},
    };
    for (size_t i = 0; i < sizeof WISHES / sizeof *WISHES; i++) {
        MakeCommand command;
        Err err = {""};
        assert_true(make_command(&command, &temp->arena, &from, WISHES[i][0], &err));
        assert_string_equal(joined(&temp->arena, command.words), WISHES[i][1]);
    }
}

static void refused(void **state)
{
    Temp *temp = *state;
    const StageOpts stage = stage_defaults("1080p60");
    static const char *const WISHES[][2] = {
        {"[]", "a wish is a JSON object"},
        {"{\"what\": \"remove\"}", "cannot be made"},
        {"{}", "these can: render, still, deck, captions, notes, article"},
        {"{\"what\": \"render\", \"scene\": 2}", "there is none at 2"},
        {"{\"what\": \"render\", \"scene\": -1}", "there is none at -1"},
        {"{\"what\": \"still\"}", "is of one scene"},
        {"{\"what\": \"render\", \"music\": \"/etc/passwd\"}", "there is no music"},
        {"{\"what\": \"render\", \"format\": \"../x\"}", "there is no format"},
        {"{\"what\": \"render\", \"quality\": 3}", "quality has to be a name"},
        {"{\"what\": \"render\", \"size\": \"1080p --out=/\"}", "is no size"},
    };
    for (size_t i = 0; i < sizeof WISHES / sizeof *WISHES; i++)
        assert_contains(line_of(&temp->arena, &stage, WISHES[i][0], NULL), WISHES[i][1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(commands, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(what_is_chosen, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(music, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(refused, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
