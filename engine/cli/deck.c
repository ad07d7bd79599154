// deck.c — the command deck: a film's scenes as slides, in every format that a talk could want.
#include "engine/output/deck.h"

#include "engine/anim/figure.h"
#include "engine/base/file.h"
#include "engine/base/open.h"
#include "engine/base/progress.h"
#include "engine/base/stop.h"
#include "engine/cli/commands.h"
#include "engine/cli/made_files.h"
#include "engine/cli/render_opts.h"
#include "engine/cli/session.h"
#include "engine/sound/clip.h"
#include "engine/video/store.h"

#include <string.h>

typedef struct DeckOpts {
    StageOpts stage;
    const char *out; // NULL: beside the film's other files
    OptRows formats; // none: all
    const char *music_name;
    const Music *music; // as that says
    const char *music_file;
    bool final, notes, transparent, open, json;
} DeckOpts;

static const Opt DECK_TABLE[] = {
    {"out", 'o', OPT_STRING, offsetof(DeckOpts, out), "DIR", "the folder to write to, else out/FILM/FILM_deck"},
    {"format", 0, OPT_CHOICES, offsetof(DeckOpts, formats), "NAME,NAME", "what to write, else all of these",
     .choices = &DECK_CHOICES},
    {"final", 0, OPT_FLAG, offsetof(DeckOpts, final), .help = "a picture a slide, not one a step"},
    {"notes", 0, OPT_FLAG, offsetof(DeckOpts, notes), .help = "what is said, below the pictures of the PDF"},
    {"music", 0, OPT_STRING, offsetof(DeckOpts, music_name), "MUSIC",
     "what is heard in the video: lofi, composed for it; none; or a file, looped or faded"},
    {"transparent", 0, OPT_FLAG, offsetof(DeckOpts, transparent), .help = "leave out the background of SVG and PNG"},
    {"open", 0, OPT_FLAG, offsetof(DeckOpts, open), .help = "show the folder when it is done"},
    {"json", 0, OPT_FLAG, offsetof(DeckOpts, json), .help = "tell what is done as JSON, an event a line"},
    {0},
};

// What slides are built from.
typedef struct DeckScenes {
    Session *session;
    const Selection *selection;
} DeckScenes;

static const Scene *build_scene(void *context, Arena *arena, int index, Err *err)
{
    const DeckScenes *scenes = context;
    return session_scene_in(scenes->session, arena, &scenes->selection->rows[index], err);
}

// Builds every slide once: an error in the last one shows before anything has been written. `dur_s` grows by how long they
// play. NULL on error.
static const SlideEntry *look_at_slides(DeckScenes *scenes, bool final, double *dur_s, Err *err)
{
    const Selection *selection = scenes->selection;
    SlideEntry *entries = ARENA_ARRAY(&scenes->session->arena, SlideEntry, selection->n_rows);
    bool ok = true;
    for (int i = 0; ok && i < selection->n_rows; i++) {
        Arena arena;
        arena_init(&arena);
        const bool goes_on = !stop_requested() || stop_error(err);
        const Scene *scene = goes_on ? build_scene(scenes, &arena, i, err) : NULL;
        ok = scene != NULL;
        *dur_s += ok ? scene->dur_s : 0;
        if (ok)
            entries[i] = (SlideEntry){selection->rows[i].title, final ? 1 : slide_count_states(scene)};
        arena_finish(&arena);
    }
    return ok ? entries : NULL;
}

// "nanogpt", or of a single scene "01_architecture".
static const char *deck_name(const Selection *selection)
{
    return selection->whole_film ? selection->rows->film : selection->rows->scene;
}

static bool write_format(DeckJob *deck, const DeckFormat *format, const char *folder, const char *name,
                         const DeckOpts *opts, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const char *path =
        format->ending ? path_join(&arena, folder, arena_printf(&arena, "%s%s", name, format->ending)) : folder;
    Report report;
    deck->report = &report;
    report_begin(&report, arena_printf(&arena, "%s, %s", name, format->name), "slides", deck->n_slides, opts->json);
    const bool ok = format->write(deck, path, err);
    report_end(&report, ok);
    deck->report = NULL;
    if (ok && (format->ending || opts->json))
        made_file_tell(path, opts->json);
    else if (ok)
        printf("%s/slide-*.%s\n", path, format->name);
    arena_finish(&arena);
    return ok;
}

static bool write_formats(DeckJob *deck, const char *folder, const char *name, const DeckOpts *opts, Err *err)
{
    const OptRows *asked = &opts->formats;
    bool ok = dir_make(folder, err);
    for (int i = 0; ok && i < asked->n; i++)
        ok = write_format(deck, asked->rows[i], folder, name, opts, err);
    for (const DeckFormat *row = DECK_FORMATS; ok && asked->n == 0 && row->name; row++)
        ok = write_format(deck, row, folder, name, opts, err);
    return ok;
}

// "400 slides, 1,198 steps".
static const char *counts(const DeckJob *deck, Arena *arena)
{
    int n_states = 0;
    for (int i = 0; i < deck->n_slides; i++)
        n_states += deck->entries[i].n_states;
    return arena_printf(arena, "%s slide%s, %s step%s", figure_text(arena, deck->n_slides, ",d"),
                        deck->n_slides == 1 ? "" : "s", figure_text(arena, n_states, ",d"), n_states == 1 ? "" : "s");
}

// A large deck takes a while: how large it is, and how long its video will be.
static void tell_large(const DeckJob *deck, const DeckOpts *opts, double dur_s, Arena *arena)
{
    enum { LARGE = 100 }; // slides
    bool plays = opts->formats.n == 0;
    for (int i = 0; i < opts->formats.n; i++)
        plays = plays || ((const DeckFormat *)opts->formats.rows[i])->options & DECK_SOUND;
    const char *video = plays ? arena_printf(arena, "; the video plays for %s", figure_text(arena, dur_s, "s")) : "";
    if (deck->n_slides >= LARGE && !opts->json)
        fprintf(stderr, "gptreel: %s%s\n", counts(deck, arena), video);
}

// What was made, and what that took.
static void print_made(const DeckJob *deck, double began_s, Arena *arena)
{
    const double megabytes = 1e-6 * mem_peak_bytes();
    printf("%s: %s, %s, %s MB\n", deck->title, counts(deck, arena), figure_text(arena, clock_seconds() - began_s, "s"),
           figure_text(arena, megabytes, ",d"));
}

// Videos are made as render makes them.
static RenderSpec video_spec(const DeckOpts *opts, Session *session, const Selection *selection,
                             const RenderOpts *usual)
{
    RenderSpec spec = usual->spec;
    spec.size = opts->stage.size;
    spec.n_threads = (int)usual->n_threads;
    spec.captions_codec = opts->stage.captions->track ? FILM_FORMATS->captions : NULL;
    spec.label = selection_name(selection);
    spec.json = opts->json;
    spec.cache = store_cache_folder(&session->arena);
    spec.cache_bytes = usual->cache_mb * 1000000;
    return spec;
}

static bool write_deck(const DeckOpts *opts, Session *session, const Selection *selection, const char *folder,
                       Err *err)
{
    DeckScenes scenes = {session, selection};
    const RenderOpts usual = render_defaults();
    const RenderSpec video = video_spec(opts, session, selection, &usual);
    const double began_s = clock_seconds();
    double dur_s = 0;
    DeckJob deck = {
        .title = selection->whole_film ? selection_title(selection) : selection->rows->title,
        .author = opts->stage.author ? opts->stage.author : opts->stage.handle,
        .entries = look_at_slides(&scenes, opts->final, &dur_s, err),
        .n_slides = selection->n_rows,
        .canvas = session->canvas,
        .theme = session->theme,
        .fonts = session->fonts,
        .build = build_scene,
        .context = &scenes,
        .final = opts->final,
        .notes = opts->notes,
        .transparent = opts->transparent,
        .size = opts->stage.size,
        .video = &video,
        .music = opts->music,
        .music_file = opts->music_file,
    };
    if (!deck.entries)
        return false;
    session->voice = NULL; // what its recordings lack was told
    tell_large(&deck, opts, dur_s, &session->arena);
    if (!write_formats(&deck, folder, deck_name(selection), opts, err))
        return false;
    if (!opts->json)
        print_made(&deck, began_s, &session->arena);
    return true;
}

// Where to write what was not asked for anywhere else.
static const char *usual_folder(Session *session, const Selection *selection)
{
    const char *film = selection->rows->film, *name = deck_name(selection);
    return arena_printf(&session->arena, "out/%s/%s_deck", film, name);
}

// An option has to mean something to one of the formats that are asked for.
static bool options_fit(const DeckOpts *opts, Err *err)
{
    static const struct {
        const char *name;
        DeckOption option;
    } SOME[] = {{"size", DECK_SIZE}, {"transparent", DECK_TRANSPARENT}, {"notes", DECK_NOTES}, {"music", DECK_SOUND}};
    unsigned known = 0;
    for (int i = 0; i < opts->formats.n; i++)
        known |= ((const DeckFormat *)opts->formats.rows[i])->options;
    for (size_t i = 0; i < sizeof SOME / sizeof *SOME && opts->formats.n > 0; i++)
        if (!(known & SOME[i].option) && opts_given(&opts->stage.given, SOME[i].name))
            return err_set(err, "--%s has no meaning with --format %s; leave it out", SOME[i].name,
                           choice_name(opts->formats.rows[0]));
    return true;
}

int command_deck(int argc, char **argv, const void *context, Err *err)
{
    DeckOpts opts = {.stage = stage_defaults("1080p")};
    const int code = stage_parse(&opts.stage, DECK_TABLE, context, argc, argv, err);
    if (code >= 0)
        return code;
    double music_s;
    if (!options_fit(&opts, err) || !music_find(opts.music_name, &opts.music, &opts.music_file, err))
        return 2;
    if (opts.music_file && !clip_length(opts.music_file, &music_s, err))
        return 1;
    opts.stage.sign_each = true;
    Selection selection;
    Session session;
    bool ok = session_open(&session, &selection, context, &opts.stage, argv[1], err);
    const char *folder = opts.out || !ok ? opts.out : usual_folder(&session, &selection);
    ok = ok && write_deck(&opts, &session, &selection, folder, err);
    open_if(ok && opts.open, folder);
    session_close(&session);
    return ok ? 0 : 1;
}
