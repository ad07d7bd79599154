// test_script_film.c — films as folders, as files, and within the program: what film.lua says, and which scenes there
// are.
#include "support_script.h"
#include "support_temp.h"

#include "engine/base/file.h"
#include "engine/script/film_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char SCENE[] =
    "return scene('Many heads', { needs = { 'attention', 'probe' } }, function(run) heading 'x' end)";

#define FILE_OF(name, text)                                                                                            \
    {                                                                                                                  \
        name, text, sizeof(text) - 1                                                                                   \
    }

static const EmbeddedFile FIRST[] = {
    FILE_OF("01_start.lua", "return scene('Start', function() end)"),
    FILE_OF("02_end.lua", "return scene('The end', { continues = '01_start' }, function() end),\n"
                          "scene('Añadir', function() end)"),
    FILE_OF(
        "film.lua",
        "return { gptreel = 1, title = 'First film', size = '360p30',\n"
        "runs = { main = 'shakespeare', bigram = 'ladder/bigram' }, params = { handle = '@me', n = 3, on = true } }"),
    FILE_OF("helpers.lua", "return {}"),
    {0},
};
static const EmbeddedFilm FILMS[] = {{"first", "scenes/first", FIRST}, {0}};

static void films_are_embedded(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const FilmFile *film = film_file_read(&temp->arena, &STAGE_LANGUAGE, FILMS, "first", NULL, 0, &err);
    assert_string_equal(err.text, "");
    assert_string_equal(film->name, "first");
    assert_string_equal(film->title, "First film");
    assert_string_equal(film->size, "360p30");
    assert_null(film->theme);
    assert_int_equal(film->n_scenes, 3);
    assert_string_equal(film->scenes[0].name, "01_start");
    assert_string_equal(film->scenes[1].name, "02_end_the_end");
    assert_string_equal(film->scenes[1].continues, "01_start");
    assert_string_equal(film->scenes[2].name, "02_end_a_adir");
    assert_string_equal(film->scenes[2].title, "Añadir");
    assert_string_equal(film->scenes[2].file, "02_end.lua");
    assert_int_equal(film->scenes[2].index, 1);
    assert_int_equal(film->n_runs, 2);
    assert_string_equal(film->runs[0].name, "bigram");
    assert_string_equal(film->runs[1].folder, "shakespeare");
    assert_int_equal(film->n_params, 3);
    assert_string_equal(film->params[0].value.string.bytes, "@me");
    assert_int_equal(film->params[1].value.integer, 3);
    assert_true(film->params[2].value.truth);
}

// What tests/unit/films holds went into this program, byte for byte.
extern const EmbeddedFilm TESTS_FILMS[];
extern const EmbeddedFile TESTS_MODULES[];

static void the_build_embeds_films(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    ScriptLanguage language = STAGE_LANGUAGE;
    language.modules = TESTS_MODULES;
    const FilmFile *film = film_file_read(&temp->arena, &language, TESTS_FILMS, "small", NULL, 0, &err);
    assert_string_equal(err.text, "");
    assert_string_equal(film->title, "A small film — “embedded”");
    assert_string_equal(film->folder.path, "tests/unit/films/small");
    assert_null(TESTS_FILMS[1].name); // no film without a scene
    static const char *const NAMES[] = {"01_only.lua", "data.csv", "empty.csv", "film.lua", "lib/words.lua"};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        const EmbeddedFile *file = &film->folder.files[i];
        assert_string_equal(file->name, NAMES[i]);
        const ScriptFolder disk = {.path = film->folder.path};
        size_t n_bytes = 0;
        const char *bytes = folder_read(&disk, &temp->arena, file->name, &n_bytes, &err);
        assert_non_null(bytes);
        assert_int_equal(file->n_bytes, n_bytes);
        assert_memory_equal(file->bytes, bytes, n_bytes + 1);
    }
    Stage stage;
    stage_begin(&stage);
    stage.setup.language = &language;
    stage.setup.folder = film->folder;
    stage.script = script_create(&stage.setup);
    int n = 0;
    const ScriptScene *scenes = script_load(stage.script, "01_only.lua", &n, &err);
    assert_true(scenes && script_build(stage.script, scenes, NULL, 0, &err));
    assert_string_equal(stage.log, "heading [Añadir] 0.25 s\nheading [Añadir] 0.25 s\n");
    stage_end(&stage);
}

// Reads a film whose folder holds one file; with the text of film.lua, or of another.
static const FilmFile *read_one(Temp *temp, const char *name, const char *text, const char *what, Err *err)
{
    assert_true(dir_make(temp_path(temp, "film"), NULL));
    temp_write_text(temp, arena_printf(&temp->arena, "film/%s", name), text);
    err->text[0] = '\0';
    return film_file_read(&temp->arena, &STAGE_LANGUAGE, FILMS, temp_path(temp, what), NULL, 0, err);
}

static void folders_need_no_film_lua(void **state)
{
    Temp *temp = *state;
    Err err;
    assert_true(dir_make(temp_path(temp, "film"), NULL));
    temp_write_text(temp, "film/10_b.lua", SCENE);
    temp_write_text(temp, "film/notes.lua", "error 'is not a scene'");
    temp_write_text(temp, "film/1_x.lua", "error 'is not a scene'");
    const FilmFile *film = read_one(temp, "02_a.lua", SCENE, "film/", &err);
    assert_string_equal(err.text, "");
    assert_string_equal(film->name, "film");
    assert_string_equal(film->title, "film");
    assert_int_equal(film->n_scenes, 2);
    assert_string_equal(film->scenes[0].name, "02_a");
    assert_string_equal(film->scenes[1].name, "10_b");
    assert_int_equal(film->scenes[0].n_needs, 2);
    assert_string_equal(film->scenes[0].needs[1], "probe");
}

static void files_are_films(void **state)
{
    Temp *temp = *state;
    Err err;
    const FilmFile *film = read_one(temp, "talk.lua", SCENE, "film/talk.lua", &err);
    assert_string_equal(err.text, "");
    assert_string_equal(film->name, "talk");
    assert_string_equal(film->scenes[0].name, "01_many_heads");
    film = read_one(temp, "talk.lua",
                    "local a = scene('A b', function() end)\n"
                    "return { gptreel = 1, title = 'Talk', scenes = { a, scene('C', function() end) } }",
                    "film/talk.lua", &err);
    assert_string_equal(err.text, "");
    assert_string_equal(film->title, "Talk");
    assert_int_equal(film->n_scenes, 2);
    assert_string_equal(film->scenes[1].name, "02_c");
    assert_int_equal(film->scenes[1].index, 1);
    film = read_one(temp, "talk.lua", "return { scene('A', function() end), scene('B', function() end) }",
                    "film/talk.lua", &err);
    assert_string_equal(err.text, "");
    assert_int_equal(film->n_scenes, 2);
    // Names of files and scenes of its own in one list.
    temp_write_text(temp, "film/x.lua", SCENE);
    film = read_one(temp, "film.lua", "return { gptreel = 1, scenes = { 'x', scene('B', function() end) } }", "film",
                    &err);
    assert_string_equal(err.text, "");
    assert_string_equal(film->scenes[0].name, "x");
    assert_string_equal(film->scenes[1].name, "02_b");
}

// A file in a folder with film.lua is a part of that film: its name, its runs, one file's scenes.
static void files_are_parts(void **state)
{
    Temp *temp = *state;
    Err err;
    assert_true(dir_make(temp_path(temp, "film"), NULL));
    temp_write_text(temp, "film/02_b.lua", SCENE);
    temp_write_text(temp, "film/01_a.lua", "error 'is not read'");
    const FilmFile *film =
        read_one(temp, "film.lua", "return { gptreel = 1, runs = { main = 'mine' } }", "film/02_b.lua", &err);
    assert_string_equal(err.text, "");
    assert_true(film->part);
    assert_string_equal(film->name, "film");
    assert_int_equal(film->n_scenes, 1);
    assert_string_equal(film->scenes[0].name, "02_b");
    assert_string_equal(film->runs[0].folder, "mine");
}

// What was read is what can be built.
static void scenes_are_built(void **state)
{
    Temp *temp = *state;
    Err err;
    const FilmFile *film = read_one(temp, "01_a.lua", SCENE, "film", &err);
    Stage stage;
    stage_begin(&stage);
    stage.setup.folder = film->folder;
    stage.script = script_create(&stage.setup);
    int n = 0;
    const ScriptScene *scenes = script_load(stage.script, film->scenes[0].file, &n, &err);
    assert_true(script_build(stage.script, &scenes[film->scenes[0].index], NULL, 0, &err));
    assert_string_equal(stage.log, "heading [x] 0.25 s\n");
    stage_end(&stage);
}

static void errors_of_films(void **state)
{
    Temp *temp = *state;
    static const struct {
        const char *text, *error; // % stands for the folder
    } WRONG[] = {
        {"return { gptreel = 1, titel = 'x' }", "%/film.lua: the film has no option `titel`; did you mean `title`?"},
        {"return { title = 'x' }", "%/film.lua: option `gptreel` of the film is missing; it wants a whole number"},
        {"return { gptreel = 2 }",
         "%/film.lua: the film is of version 2 and this gptreel reads version 1; take a newer gptreel"},
        {"return { gptreel = 1, title = 3 }", "%/film.lua: option `title` of the film is a plain number, which has no source; it wants words, or a figure"},
        {"return { gptreel = 1, scenes = { 3 } }",
         "%/film.lua: scene 1 of the film is neither the name of a file nor a scene(…); give one"},
        {"return { gptreel = 1, runs = { main = 3 } }",
         "%/film.lua: `main` of the film's runs is no string; give the run's folder"},
        {"return { gptreel = 1, params = { x = {} } }",
         "%/film.lua: `x` of the film's params is no string, number or bool; give one"},
        {"return 3", "%/film.lua: the file returns neither a film nor scenes; it ends with return { gptreel = 1, … } "
                     "or return scene(…)"},
        {"\nreturn { gptreel = }", "%/film.lua:2: unexpected symbol near '}'; mend this line, or what is not closed before it"},
        {"\nreturn { gptreel = hello }", "%/film.lua:2: there is no `hello`; gptreel help lists the verbs"},
        {"return { gptreel = 1, scenes = { 'none' } }",
         "%/film.lua: the film's folder has no none.lua for the scene \"none\"; write it there, or leave the name out"},
        {"return { gptreel = 1, scenes = { '../x' } }",
         "%/film.lua: the film's folder has no ../x.lua for the scene \"../x\"; write it there, or leave the name out"},
        {"return { gptreel = 1 }", "% holds no scenes; write one as 01_name.lua, or film.lua"},
        {"return { gptreel = 1, scenes = { scene('A', function() end), scene('a', function() end) }, runs = { 1 } }",
         "%/film.lua: option `runs` of the film is a list; it wants a table of named values"},
    };
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
        Err err;
        assert_null(read_one(temp, "film.lua", WRONG[i].text, "film", &err));
        const char *at = strchr(WRONG[i].error, '%');
        const char *expected = at ? arena_printf(&temp->arena, "%.*s%s%s", (int)(at - WRONG[i].error), WRONG[i].error,
                                                 temp_path(temp, "film"), at + 1)
                                  : WRONG[i].error;
        assert_string_equal(err.text, expected);
    }
    Err err = {""};
    assert_null(film_file_read(&temp->arena, &STAGE_LANGUAGE, FILMS, "frist", NULL, 0, &err));
    assert_string_equal(err.text, "there is no film \"frist\"; did you mean `first`?");
    assert_null(film_file_read(&temp->arena, &STAGE_LANGUAGE, NULL, "none", NULL, 0, &err));
    assert_string_equal(err.text, "there is no film \"none\"; give a folder or a .lua file");
    assert_null(read_one(temp, "film.lua", "return { gptreel = 1, scenes = { 'a', 'a' } }", "film", &err));
    temp_write_text(temp, "film/a.lua", SCENE);
    assert_null(read_one(temp, "film.lua", "return { gptreel = 1, scenes = { 'a', 'a' } }", "film", &err));
    assert_contains(err.text, "film/a.lua: two scenes are called a; give one another title or file");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(films_are_embedded, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(the_build_embeds_films, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(folders_need_no_film_lua, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(files_are_films, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(files_are_parts, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(scenes_are_built, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(errors_of_films, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
