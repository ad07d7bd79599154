// test_render_opts.c — the command line of render and join becomes one specification, or one line that says what has no
// meaning together.
#include "engine/cli/render_opts.h"
#include "engine/video/pipelines.h"
#include "support_capture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const Studio STUDIO = {.input_option = {"model", "FOLDER", "what is drawn"}};

static int parse(Temp *temp, const char *words, RenderOpts *opts, Err *err)
{
    char *argv[32];
    int argc = 0;
    for (char *word = strtok(arena_strdup(&temp->arena, words), " "); word; word = strtok(NULL, " "))
        argv[argc++] = word;
    return render_parse(opts, &STUDIO, argc, argv, strcmp(argv[0], "join") == 0, err);
}

static void nothing_given_is_the_usual(void **state)
{
    RenderOpts opts;
    Err err = {""};
    assert_int_equal(parse(*state, "render film", &opts, &err), -1);
    assert_string_equal(opts.format->name, "mp4");
    assert_string_equal(opts.out, "out");
    assert_true(opts.from_s == 0 && isnan(opts.to_s) && isnan(opts.poster_s) && isnan(opts.static_s));
    assert_true(opts.cache && !opts.loop);
    const RenderSpec *spec = &opts.spec;
    const OutputSize *size = &opts.stage.size;
    assert_true(size->width_px == 1920 && size->height_px == 1080 && size->rate.num == 60);
    assert_true(spec->n_threads >= 1 && spec->holds && spec->hints && !spec->json && !spec->join_shards);
    assert_ptr_equal(spec->quality, quality_standard());
    assert_ptr_equal(spec->pipeline, PIPELINES);
    assert_int_equal(spec->cache_bytes, 2000000000);
    assert_true(spec->shard == 0 && spec->n_shards == 0);
    assert_int_equal(opts.stage.inputs.n, 0);
    assert_string_equal(opts.stage.canvas->name, "wide");
    assert_string_equal(opts.stage.theme->name, "dark");
}

static void what_is_given_arrives(void **state)
{
    RenderOpts opts;
    Err err = {""};
    assert_int_equal(parse(*state,
                           "render film/scene --canvas tall --size 360p25 --theme light --model here --quality best "
                           "--no-holds --no-hints --no-cache --cache-mb 3 --shard 2/8 --json -j 3 --from 1 --to 2.5",
                           &opts, &err),
                     -1);
    const RenderSpec *spec = &opts.spec;
    const OutputSize *size = &opts.stage.size;
    assert_true(size->width_px == 360 && size->height_px == 640 && size->rate.num == 25);
    assert_true(spec->n_threads == 3 && !spec->holds && !spec->hints && spec->json);
    assert_true(spec->shard == 2 && spec->n_shards == 8 && spec->cache_bytes == 3000000);
    assert_string_equal(spec->quality->name, "best");
    assert_true(!opts.cache && opts.from_s == 1 && opts.to_s == 2.5);
    assert_string_equal(opts.stage.inputs.words[0], "here");
    assert_string_equal(opts.stage.theme->name, "light");
    assert_int_equal(parse(*state, "render film --format svg --poster 0 --loop", &opts, &err), -1);
    assert_true(opts.poster_s == 0 && isnan(opts.static_s) && opts.loop);
    assert_int_equal(parse(*state, "render film --format gif", &opts, &err), -1); // its usual size is one it can show
    assert_true(size->width_px == 960 && size->height_px == 540 && size->rate.num == 25 && opts.stage.size_is_asked);
    assert_int_equal(parse(*state, "render film --format gif --size 90p50", &opts, &err), -1);
    assert_true(size->height_px == 90 && size->rate.num == 50);
    assert_int_equal(parse(*state, "render film --quality draft", &opts, &err), -1); // quick, so without music
    assert_string_equal(opts.music->name, "none");
    assert_int_equal(parse(*state, "render film --for youtube", &opts, &err), -1);
    assert_int_equal(opts.stage.size.width_px, 1920);
    assert_int_equal(opts.stage.size.rate.num, 60);
    assert_string_equal(opts.spec.quality->name, "best");
    assert_true(opts.spec.key_s == 0.5);
    assert_int_equal(parse(*state, "render film --for feed", &opts, &err), -1);
    assert_int_equal(opts.stage.size.width_px, 1080);
    assert_int_equal(opts.stage.size.height_px, 1350);
    assert_true(opts.stage.captions->burn);
    assert_int_equal(parse(*state,
                           "render film --for feed --canvas square --size 720p25 --quality draft --captions none",
                           &opts, &err),
                     -1); // what is said wins
    assert_int_equal(opts.stage.size.width_px, 720);
    assert_int_equal(opts.stage.size.height_px, 720);
    assert_string_equal(opts.spec.quality->name, "draft");
    assert_string_equal(opts.stage.captions->name, "none");
    assert_int_equal(parse(*state, "render film --for feed --format gif", &opts, &err), 2);
    assert_int_equal(parse(*state, "render film --quality draft --music lofi", &opts, &err), -1);
    assert_string_equal(opts.music->name, "lofi");
    assert_int_equal(parse(*state, "join film", &opts, &err), -1);
    assert_true(opts.spec.join_shards);
}

static void what_has_no_meaning_together_is_refused(void **state)
{
    static const struct {
        const char *words, *because;
    } CASES[] = {
        {"render", "something is missing"},
        {"render film --format svg --size 1080p60", "--size has no meaning with --format svg"}, // though it is usual
        {"render film --format html --from 0", "--from has no meaning with --format html"},
        {"render film --format html --to 1", "--to has no meaning with --format html"},
        {"render film --format svg --quality standard", "--quality has no meaning with --format svg"},
        {"render film --format webm --pipeline tiles", "--pipeline has no meaning with --format webm"},
        {"render film --format webm --holds", "--holds has no meaning with --format webm"},
        {"render film --format png --no-hints", "--hints has no meaning with --format png"},
        {"render film --format gif --no-cache", "--cache has no meaning with --format gif"},
        {"render film --format gif --cache-mb 5", "--cache-mb has no meaning with --format gif"},
        {"render film --format av1 --shard 1/2", "--shard has no meaning with --format av1"},
        {"render film --pipeline plain --shard 1/2", "--shard has no meaning with --pipeline plain"},
        {"render film --pipeline plain --no-holds", "--holds has no meaning with --pipeline plain"},
        {"render film --loop", "--loop has no meaning with --format mp4"},
        {"render film --format svg-frames --poster 1", "--poster has no meaning with --format svg-frames"},
        {"render film --static 1", "--static has no meaning with --format mp4"},
        {"render film --format svg --static 1 --poster 1", "--poster has no meaning with it"},
        {"render film --format svg --static 1 --loop", "--loop has no meaning with it"},
        {"render film --shard 3/2", "\"3/2\" is no shard"},
        {"render film --shard 0/2", "\"0/2\" is no shard"},
        {"render film --shard 1/2x", "\"1/2x\" is no shard"},
        {"render film --shard 2", "\"2\" is no shard"},
        {"render film --poster -0.5 --format svg", "--poster takes a number from 0"},
        {"render film --size huge", "\"huge\" is no size"},
        {"render film --run here", "there is no option \"run\""}, // that is another program's word
        {"join film --format svg", "nothing to join"},
        {"join film --pipeline plain", "nothing to join"},
        {"join film --shard 1/2", "--shard is for render"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        RenderOpts opts;
        Err err = {""};
        if (parse(*state, CASES[i].words, &opts, &err) != 2)
            fail_msg("\"%s\" was not refused", CASES[i].words);
        assert_contains(err.text, CASES[i].because);
    }
}

static void help_shows_the_tables(void **state)
{
    Temp *temp = *state;
    RenderOpts opts;
    Err err = {""};
    Capture capture = capture_to_file(temp, STDOUT_FILENO);
    const int code = parse(temp, "render --help", &opts, &err);
    const char *help = capture_end(&capture, temp);
    assert_int_equal(code, 0);
    for (const FilmFormat *format = FILM_FORMATS; format->name; format++)
        assert_contains(help, arena_printf(&temp->arena, "\n      %-26s %s\n", format->name, format->help));
    assert_contains(help, choices_list(&QUALITY_CHOICES, "|", "|", &temp->arena));
    assert_contains(help, choices_list(&CANVAS_CHOICES, "|", "|", &temp->arena));
    assert_contains(help, choices_list(&THEME_CHOICES, "|", "|", &temp->arena));
    assert_contains(help, "--model FOLDER                 what is drawn\n");
    assert_contains(help, "(1080p60)");
}

int main(void)
{
#define WITH_TEMP(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
    const struct CMUnitTest tests[] = {
        WITH_TEMP(nothing_given_is_the_usual),
        WITH_TEMP(what_is_given_arrives),
        WITH_TEMP(what_has_no_meaning_together_is_refused),
        WITH_TEMP(help_shows_the_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
