// test_layers.c — who may include whom. The layers of the program are blind to what lies above them.
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

enum { MOST_ALLOWED = 10, MOST_LINE = 1000, MOST_PATH = 500 };

// The first row that begins like a file's path says what the file may include: files and folders of ours, by how
// their paths begin. To add a part of the program: a row, before those with shorter paths.
static const struct {
    const char *part;
    const char *allowed[MOST_ALLOWED];
} RULES[] = {
    {"engine/base/", {"engine/base/"}},
    {"engine/anim/", {"engine/base/", "engine/anim/"}},
    {"engine/script/", {"engine/base/", "engine/script/"}},
    {"engine/raster/", {"engine/base/", "engine/anim/", "engine/raster/"}},
    {"engine/svg/", {"engine/base/", "engine/anim/", "engine/raster/", "engine/svg/", "engine/output/"}},
    {"engine/video/", {"engine/base/", "engine/anim/", "engine/raster/", "engine/video/", "engine/output/"}},
    {"engine/output/",
     {"engine/base/", "engine/anim/", "engine/raster/", "engine/svg/", "engine/video/", "engine/output/"}},
    {"engine/", {"engine/"}},
    {"model/run/", {"engine/base/", "model/run/"}},
    {"model/", {"engine/base/", "model/"}},
    {"scenes/main.c", {"engine/", "model/", "scenes/"}},
    {"scenes/chart",
     {"engine/base/", "engine/anim/scene.h", "engine/anim/film.h", "engine/anim/frame.h", "engine/output/output.h",
      "model/run/run.h", "scenes/"}},
    {"scenes/",
     {"engine/base/", "engine/anim/scene.h", "engine/anim/film.h", "engine/script/", "model/run/run.h", "scenes/"}},
};

// Libraries whose types stay in sources: no header of ours may include them.
static const char *const NOT_IN_HEADERS[] = {"cairo", "pango", "harfbuzz", "hb",  "ft2build", "freetype", "fontconfig",
                                             "libav", "libsw", "x264",     "SDL", "cblas",    "jansson",  "pcre2",
                                             "lua"};

// Libraries that only one part may use.
static const struct {
    const char *library, *part;
} OWNERS[] = {
    {"jansson", "model/run/"}, {"cblas", "model/"},  {"libav", "engine/"}, {"libsw", "engine/"},    {"x264", "engine/"},
    {"cairo", "engine/"},      {"pango", "engine/"}, {"hb", "engine/"},    {"pcre2", "model/text/bpe_"},
    {"lua", "engine/script/"},
};

typedef struct Tally {
    int n_files, n_faults;
    bool quiet;
} Tally;

static void fault(Tally *tally, const char *file, int line, const char *rule, const char *included)
{
    tally->n_faults++;
    if (!tally->quiet)
        fprintf(stderr, "%s:%d: %s <%s>\n", file, line, rule, included);
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static void check_ours(const char *file, int line, const char *included, Tally *tally)
{
    for (size_t i = 0; i < sizeof RULES / sizeof RULES[0]; i++) {
        if (!begins(file, RULES[i].part))
            continue;
        for (int k = 0; k < MOST_ALLOWED && RULES[i].allowed[k]; k++)
            if (begins(included, RULES[i].allowed[k]))
                return;
        break;
    }
    fault(tally, file, line, "may not include", included);
}

static void check_library(const char *file, int line, const char *included, Tally *tally)
{
    const bool header = strcmp(file + strlen(file) - 2, ".h") == 0;
    for (size_t i = 0; header && i < sizeof NOT_IN_HEADERS / sizeof NOT_IN_HEADERS[0]; i++)
        if (begins(included, NOT_IN_HEADERS[i]))
            fault(tally, file, line, "no header includes", included);
    for (size_t i = 0; i < sizeof OWNERS / sizeof OWNERS[0]; i++)
        if (begins(included, OWNERS[i].library) && !begins(file, OWNERS[i].part))
            fault(tally, file, line, "this part does not include", included);
}

static void check_file(const char *path, Tally *tally)
{
    FILE *stream = fopen(path, "r");
    assert_non_null(stream);
    char text[MOST_LINE], included[MOST_LINE];
    for (int line = 1; fgets(text, sizeof text, stream); line++) {
        if (sscanf(text, " # include \"%999[^\"]\"", included) == 1)
            check_ours(path, line, included, tally);
        else if (sscanf(text, " # include <%999[^>]>", included) == 1)
            check_library(path, line, included, tally);
    }
    fclose(stream);
    tally->n_files++;
}

static void check_folder(const char *folder, Tally *tally)
{
    DIR *dir = opendir(folder);
    if (!dir)
        fail_msg("cannot open %s; tests run in the folder of the sources", folder);
    for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        char path[MOST_PATH];
        struct stat about;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] == '.' || stat(path, &about) != 0)
            continue;
        const char *dot = strrchr(entry->d_name, '.');
        if (S_ISDIR(about.st_mode))
            check_folder(path, tally);
        else if (dot && (strcmp(dot, ".c") == 0 || strcmp(dot, ".h") == 0))
            check_file(path, tally);
    }
    closedir(dir);
}

static void test_includes(void **state)
{
    (void)state;
    Tally tally = {0};
    check_folder("engine", &tally);
    check_folder("model", &tally);
    check_folder("scenes", &tally);
    assert_true(tally.n_files > 50);
    assert_int_equal(tally.n_faults, 0);
}

// The rules notice what they forbid.
static void test_rules_notice(void **state)
{
    (void)state;
    static const struct {
        const char *file, *included;
        int n_faults;
    } CASES[] = {
        {"engine/base/pool.c", "engine/anim/scene.h", 1},
        {"engine/anim/node.c", "engine/base/arena.h", 0},
        {"engine/anim/node.c", "engine/raster/raster.h", 1},
        {"engine/raster/raster.c", "engine/video/plan.h", 1},
        {"engine/video/video.c", "model/run/run.h", 1},
        {"model/run/reader.c", "model/nn/gpt.h", 1},
        {"model/nn/gpt.c", "model/run/tensor.h", 0},
        {"model/nn/gpt.c", "engine/anim/scene.h", 1},
        {"scenes/kit/bars.c", "model/nn/gpt.h", 1},
        {"scenes/kit/bars.c", "engine/anim/node.h", 1},
        {"scenes/nanogpt/04_outro.c", "scenes/kit/kit.h", 0},
        {"scenes/main.c", "model/cli/cli.h", 0},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Tally tally = {.quiet = true};
        check_ours(CASES[i].file, 0, CASES[i].included, &tally);
        assert_int_equal(tally.n_faults, CASES[i].n_faults);
    }
    Tally tally = {.quiet = true};
    check_library("engine/anim/node.h", 0, "cairo.h", &tally);
    check_library("scenes/kit/bars.c", 0, "cairo.h", &tally);
    check_library("engine/anim/glow.c", 0, "cairo.h", &tally);
    assert_int_equal(tally.n_faults, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_includes),
        cmocka_unit_test(test_rules_notice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
