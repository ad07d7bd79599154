// main.c — joins the command tables of the parts into one program. Only main prints errors and exits.
#include "engine/anim/fonts.h"
#include "engine/base/file.h"
#include "engine/base/nearest.h"
#include "engine/base/stop.h"
#include "engine/base/utf8.h"
#include "engine/cli/cli.h"
#include "engine/filmtest/cli.h"
#include "engine/output/formats.h"
#include "engine/studio/cli.h"
#include "model/cli/cli.h"
#include "model/cli/live.h"
#include "model/cli/run_screen.h"
#include "model/run/made_run.h"
#include "scenes/chart/charts.h"
#include "scenes/chart/cli.h"
#include "scenes/films.h"
#include "scenes/kit/cli.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const void *read_run(Arena *arena, const char *dir, Err *err)
{
    if (!dir_exists(dir)) {
        err_set(err, "there is no run in %s; gptreel train --out %s makes one", dir, dir);
        return NULL;
    }
    const Run *run = run_read(arena, dir, err);
    for (int i = 0; run && i < run->n_notes; i++)
        fprintf(stderr, "gptreel: %s\n", utf8_harmless(arena, run->notes[i]));
    return run;
}

static const char *made_run_name(int index)
{
    return RUN_SHAPES[index].name;
}

static const void *make_run(Arena *arena, int index)
{
    return run_made(arena, &RUN_SHAPES[index]);
}

static const Studio STUDIO = {
    .film_name = film_name,
    .film_at = film_at,
    .open_film = film_open,
    .input_option = {"run", "[NAME=]RUN", "the run to draw instead of the film's own, a folder or the name of one that "
                                          "ships; with a name another of its runs"},
    .read_input = read_run,
    .describe_input = live_describe,
    .draw_input = run_screen,
    .takes_prompt = live_takes_prompt,
    .prompt_command = live_command,
    .chart = chart_open,
    .made_name = made_run_name,
    .made_input = make_run,
};

static const char *without_glyphs(Arena *arena, const char *text)
{
    const char *home = home_folder(arena, NULL);
    Fonts *fonts = home ? fonts_create(path_join(arena, home, "fonts"), NULL) : NULL;
    if (!fonts)
        return NULL; // whoever draws will be told
    fonts_look_for(fonts, text);
    const char *lacking = fonts_missing(fonts, arena);
    fonts_destroy(fonts);
    return lacking;
}

static const ModelHost MODEL_HOST = {.without_glyphs = without_glyphs};

static const Opt DOCTOR_TABLE[] = {
    {"help", 'h', OPT_HELP, .help = "print this text"},
    {0},
};

static int run_doctor(int argc, char **argv, const void *context, Err *err);

static const Command OWN_COMMANDS[] = {
    {"doctor", "", "Tells of CPU, kernels and their speed, libraries, encoders, fonts.", run_doctor},
    {0},
};

static int run_doctor(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    OptsGiven given;
    const int code = command_parse(OWN_COMMANDS, DOCTOR_TABLE, NULL, argc, argv, &given, err);
    if (code >= 0)
        return code;
    printf("gptreel %s\n", GPTREEL_VERSION);
    model_doctor(stdout);
    engine_doctor(stdout);
    studio_doctor(stdout);
    return 0;
}

// To add a part with commands: a row here.
static const struct {
    const Command *commands;
    const void *context; // of their run
} TABLES[] = {{MODEL_COMMANDS, &MODEL_HOST}, {ENGINE_COMMANDS, &STUDIO},   {SCENES_COMMANDS, &STUDIO},
              {AUTHOR_COMMANDS, &STUDIO},    {FILMTEST_COMMANDS, &STUDIO}, {STUDIO_COMMANDS, &STUDIO},
            {OWN_COMMANDS, NULL}};
enum { N_TABLES = sizeof TABLES / sizeof *TABLES, MOST_COMMANDS = 64 };

static void print_help(FILE *out)
{
    fputs("usage: gptreel COMMAND [ARGUMENTS]\n"
          "Films about language models in which nothing is faked: train a GPT, record the run, draw it.\n\n",
          out);
    for (int i = 0; i < N_TABLES; i++)
        for (const Command *command = TABLES[i].commands; command->name; command++)
            fprintf(out, "  %-10s %s\n", command->name, command->help);
    fputs("\ngptreel COMMAND --help tells more; gptreel help VERB tells what a scene can say.\n", out);
}

// `context`: what its run wants.
static const Command *find_command(const char *name, const void **context)
{
    const Command *found = NULL;
    for (int i = 0; i < N_TABLES && !found; i++) {
        found = command_named(TABLES[i].commands, name);
        *context = TABLES[i].context;
    }
    return found;
}

// What was meant by a command that there is not: a format of render, or one that is called much the same.
static void print_unknown(const char *wrong)
{
    for (const FilmFormat *format = FILM_FORMATS; format->name; format++)
        if (strcmp(format->name, wrong) == 0) {
            fprintf(stderr, "gptreel: there is no command \"%s\"; the format is gptreel render FILM --format %s\n", wrong,
                    wrong);
            return;
        }
    const char *names[MOST_COMMANDS];
    int n = 0;
    for (int i = 0; i < N_TABLES; i++)
        for (const Command *command = TABLES[i].commands; command->name && n < MOST_COMMANDS; command++)
            names[n++] = command->name;
    Arena arena;
    arena_init(&arena);
    fprintf(stderr, "gptreel: there is no command \"%s\"; did you mean %s?\n", wrong,
            nearest_names(&arena, wrong, names, n));
    arena_finish(&arena);
}

// Standard files that the caller closed would give their numbers to the next files that are opened, and words meant
// for people would end up in a film. Opened the wrong way round, so that using them is an error.
static void hold_standard_files(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) == -1)
            (void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
    hold_standard_files();
    stop_install();
    const char *name = argc > 1 ? argv[1] : "";
    if (strcmp(name, "--version") == 0) {
        printf("gptreel %s\n", GPTREEL_VERSION);
        return 0;
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        print_help(stdout);
        return 0;
    }
    if (strcmp(name, "help") == 0 && argc == 2) {
        print_help(stdout);
        putchar('\n'); // the verbs follow
    }
    if (!*name) {
        print_help(stderr);
        return 2;
    }
    const void *context;
    const Command *command = find_command(name, &context);
    if (!command) {
        print_unknown(name);
        return 2;
    }
    Err err = {""};
    int code = command->run(argc - 1, argv + 1, context, &err);
    // help is about what scenes say; where no such thing is, it may be a command.
    const Command *about = code == 2 && strcmp(name, "help") == 0 && argc == 3 ? find_command(argv[2], &context) : NULL;
    if (about) {
        err = (Err){""};
        code = about->run(2, (char *[]){argv[2], "--help", NULL}, context, &err);
    }
    if (code == 0 && (fflush(stdout) != 0 || ferror(stdout))) {
        err_errno(&err, "cannot write to the standard output");
        code = 1;
    }
    if (code != 0 && err.text[0])
        fprintf(stderr, "gptreel %s: %s\n%s", command->name, err.text, err.stack);
    return code;
}
