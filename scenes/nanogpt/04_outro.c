// 04_outro.c — the name, whose work it is, how to try it, and what this film was drawn from.
#include "engine/base/utf8.h"
#include "scenes/kit/kit.h"

#include <math.h>
#include <string.h>

enum { MOST_SHELL_LINES = 4 };

// Where everything stands on a canvas shape. All is centred on the canvas's middle.
typedef struct Layout {
    double name_size, name_y;    // of the wordmark at rest: baseline
    double alone_y, alone_scale; // while it is alone on the canvas
    double credit_size, credit_y;
    double address_size, address_pitch;
    double shell_y, shell_w, shell_h;
    double shell_size, shell_pitch, shell_pad;
    const char *shell[MOST_SHELL_LINES];
    int n_shell;
    double print_size, print_bottom; // small print; its lowest line ends there
    double print_w;                  // it breaks where it would be wider
} Layout;

static const double READ_PER_S = 17; // characters

#define CLONE "git clone https://" FACT_NANOGPT_ADDRESS
#define ENTER "cd nanoGPT"
#define PREPARE "python data/shakespeare_char/prepare.py"
#define TRAIN "python train.py config/train_shakespeare_char.py"

static const Layout LAYOUTS[3] = {
    [CANVAS_WIDE] =
        {
            .name_size = 160,
            .name_y = 340,
            .alone_y = 590,
            .alone_scale = 1.3,
            .credit_size = 44,
            .credit_y = 468,
            .address_size = 34,
            .address_pitch = 62,
            .shell_y = 626,
            .shell_w = 1176,
            .shell_h = 228,
            .shell_size = 28,
            .shell_pitch = 58,
            .shell_pad = 48,
            .shell = {CLONE " && " ENTER, PREPARE, TRAIN},
            .n_shell = 3,
            .print_size = 28,
            .print_bottom = 979,
            .print_w = 1400,
        },
    [CANVAS_SQUARE] =
        {
            .name_size = 150,
            .name_y = 268,
            .alone_y = 590,
            .alone_scale = 1.3,
            .credit_size = 44,
            .credit_y = 392,
            .address_size = 34,
            .address_pitch = 62,
            .shell_y = 534,
            .shell_w = 972,
            .shell_h = 276,
            .shell_size = 29,
            .shell_pitch = 58,
            .shell_pad = 44,
            .shell = {CLONE, ENTER, PREPARE, TRAIN},
            .n_shell = 4,
            .print_size = 28,
            .print_bottom = 986,
            .print_w = 972,
        },
    [CANVAS_TALL] =
        {
            .name_size = 188,
            .name_y = 566,
            .alone_y = 1000,
            .alone_scale = 1.12,
            .credit_size = 52,
            .credit_y = 726,
            .address_size = 42,
            .address_pitch = 74,
            .shell_y = 936,
            .shell_w = 972,
            .shell_h = 356,
            .shell_size = 29,
            .shell_pitch = 76,
            .shell_pad = 44,
            .shell = {CLONE, ENTER, PREPARE, TRAIN},
            .n_shell = 4,
            .print_size = 32,
            .print_bottom = 1500,
            .print_w = 900,
        },
};

// ---- small print ----

// "n things", or "1 thing".
static const char *count_words(Scene *s, const char *number, const char *thing, bool one)
{
    return arena_printf(scene_arena(s), "%s\u00a0%s%s", number, thing, one ? "" : "s");
}

// A figure behind those that are there already.
static const char *with_figure(Scene *s, const char *figures, const char *figure)
{
    return arena_printf(scene_arena(s), "%s%s%s", figures, figures[0] ? ", " : "", figure);
}

// "0.80 M parameters, 2,000 steps, 181 s": what of it the run has.
static const char *run_figures(Scene *s, const Run *run)
{
    const char *figures = "";
    if (run->n_params > 0)
        figures = with_figure(s, figures,
                              count_words(s, number_short(s, (double)run->n_params), "parameter", run->n_params == 1));
    if (run->n_steps > 0)
        figures = with_figure(s, figures, count_words(s, number_grouped(s, run->n_steps), "step", run->n_steps == 1));
    if (run->train_s >= 0.5)
        figures = with_figure(s, figures, number_duration(s, run->train_s));
    return figures;
}

// Where the last of the first n bytes that is a space stands, if that is not far from their end.
static const char *last_space(const char *words, size_t n)
{
    enum { LONGEST_CUT = 16 };
    for (size_t back = 1; back <= n && back <= LONGEST_CUT; back++)
        if (words[n - back] == ' ')
            return words + n - back;
    return NULL;
}

// The corpus's name as far as there is room for it.
static const char *corpus_words(Scene *s, const Run *run)
{
    enum { MOST_LETTERS = 48 };
    const char *name = words_shown(s, run->corpus_name ? run->corpus_name : "");
    const size_t n_line = strcspn(name, "\n\t"), n_room = utf8_prefix_bytes(name, MOST_LETTERS);
    size_t n = n_line < n_room ? n_line : n_room;
    const bool whole = n == n_line;
    const char *space = whole ? NULL : last_space(name, n);
    if (space)
        n = (size_t)(space - name);
    return arena_printf(scene_arena(s), "%.*s%s", (int)n, name, whole ? "" : "…");
}

// One line, or two when one would be too wide: the corpus, then the figures. `read_s` gets how long it takes to read.
static Node *add_small_print(Scene *s, const Run *run, const Layout *layout, double *read_s)
{
    TextStyle style = type_sized(&TYPE_LABEL, layout->print_size);
    style.align = ALIGN_MIDDLE;
    style.line_pitch = 1.36 * style.size;
    const char *corpus = corpus_words(s, run), *figures = run_figures(s, run);
    const char *drawn =
        arena_printf(scene_arena(s), "Drawn by gptreel from a run%s%s", corpus[0] ? " on " : "", corpus);
    const char *words = figures[0] ? arena_printf(scene_arena(s), "%s: %s", drawn, figures) : drawn;
    if (figures[0] && words_width(s, &style, words) > layout->print_w)
        words = arena_printf(scene_arena(s), "%s:\n%s", drawn, figures);
    *read_s = (double)strlen(words) / READ_PER_S;
    style.max_width = layout->print_w;
    const Rect box = text_set(s, &style, words)->logical;
    return add_text(s, scene_overlay(s), .x = scene_canvas(s).width / 2, .y = layout->print_bottom - box.y - box.h,
                    .text = words, .style = &style, .color = scene_theme(s)->soft,
                    .source = "run:corpus.name, n_params, totals.steps, totals.seconds");
}

// ---- what is shown, in order ----

// 0–5: the name alone, at first as a sign that is not lit; lines run along it and fill, and it glows.
static TitleCard *show_name(Scene *s, const Layout *layout)
{
    TitleCard *name = title_card(s, scene_stage(s), .x = scene_canvas(s).width / 2, .y = layout->alone_y,
                                 .size = layout->name_size, .light = "nano", .bold = "GPT", .unlit = true);
    node_set(s, name->group, PROP_SCALE_X, layout->alone_scale);
    node_set(s, name->group, PROP_SCALE_Y, layout->alone_scale);
    scene_seek(s, 0.3);
    scene_say(s, "name", "You have just seen how nanoGPT works, from the first token to the last.");
    scene_seek(s, 0.1);
    title_draw_in(s, name, 1.8);
    scene_seek(s, 1.5);
    title_glow(s, name, 1.2);
    scene_seek(s, 3.6);
    scene_step(s);
    return name;
}

// 5–10: it makes room for the credit.
static void show_credit(Scene *s, TitleCard *name, const Layout *layout)
{
    const double middle = scene_canvas(s).width / 2;
    Node *credit =
        credit_card(s, scene_stage(s), .x = middle, .y = layout->credit_y, .name = "by " FACT_NANOGPT_AUTHOR,
                    .address = FACT_NANOGPT_ADDRESS, .size = layout->credit_size, .address_size = layout->address_size,
                    .pitch = layout->address_pitch, .source = "fact:nanoGPT address and author");
    scene_seek(s, 4.6);
    scene_together(s);
    move_to(s, name->group, middle, layout->name_y, .dur_s = 1.0);
    scale_to(s, name->group, 1, .dur_s = 1.0);
    scene_together_end(s);
    scene_seek(s, 5.3);
    scene_say(s, "credit", "Andrej Karpathy wrote it to be read. It is free, and it is on GitHub.");
    rise_in(s, credit, .each = true, .stagger_s = 0.45);
    scene_seek(s, 8.6);
    scene_step(s);
}

// 10–15: how to try it.
static void show_shell(Scene *s, const Layout *layout)
{
    Shell *shell = shell_panel(s, scene_stage(s), .x = (scene_canvas(s).width - layout->shell_w) / 2,
                               .y = layout->shell_y, .w = layout->shell_w, .h = layout->shell_h,
                               .size = layout->shell_size, .pitch = layout->shell_pitch, .pad_x = layout->shell_pad,
                               .lines = layout->shell, .n_lines = layout->n_shell);
    scene_seek(s, 9.5);
    rise_in(s, shell->group);
    scene_seek(s, 10.0);
    scene_say(s, "try", "Clone it, prepare the text, and train a model of your own.");
    scene_seek(s, 10.3);
    shell_type_all(s, shell, 4.0, 0.3);
}

// 15–20: all of it holds; the small print has come early enough to be read to the end.
static void show_print(Scene *s, Node *print, double read_s)
{
    const double end_s = 20, settled_s = fmin(15, end_s - read_s);
    scene_seek(s, settled_s - DUR_DEFAULT_S);
    rise_in(s, print);
    scene_seek(s, 15.0);
    scene_step(s);
    scene_seek(s, 15.2);
    scene_say(s, "yours", "It fits in your head. Now try it yourself.");
    scene_end(s, end_s);
}

static void build(Scene *s, const Run *run)
{
    const Layout *layout = &LAYOUTS[scene_shape(s)];
    scene_chapter(s, "Outro");
    TitleCard *name = show_name(s, layout);
    show_credit(s, name, layout);
    show_shell(s, layout);
    double read_s;
    Node *print = add_small_print(s, run, layout, &read_s);
    show_print(s, print, read_s);
}

SCENE("Try it yourself", build);
