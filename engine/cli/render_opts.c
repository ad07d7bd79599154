// render_opts.c — the table of the options of render and join, and which of them go together.
#include "engine/cli/render_opts.h"

#include "engine/base/file.h"
#include "engine/base/pool.h"
#include "engine/video/pipelines.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_SHARDS = 100000 };

static const Opt RENDER_TABLE[] = {
    {"out", 'o', OPT_STRING, offsetof(RenderOpts, out), "DIR", "the films go to DIR/FILM/"},
    {"open", 0, OPT_FLAG, offsetof(RenderOpts, open), NULL, "show it when it is done"},
    {"format", 0, OPT_CHOICE, offsetof(RenderOpts, format), "NAME", "what to write", .choices = &FORMAT_CHOICES},
    {"for", 0, OPT_CHOICE, offsetof(RenderOpts, platform), "PLATFORM",
     "canvas, size, quality, captions, keyframes and sound as it asks for; options say otherwise",
     .choices = &PLATFORM_CHOICES},
    {"from", 0, OPT_REAL, offsetof(RenderOpts, from_s), "S", "a part of one scene: where it begins", 0, 1e6},
    {"to", 0, OPT_REAL, offsetof(RenderOpts, to_s), "S", "and where it ends; without it at the scene's end", 0, 1e6},
    {"loop", 0, OPT_FLAG, offsetof(RenderOpts, loop), NULL, "svg, html: play again and again"},
    {"poster", 0, OPT_REAL, offsetof(RenderOpts, poster_s), "S",
     "svg: the picture of viewers that do not play; without it the last", 0, 1e6},
    {"static", 0, OPT_REAL, offsetof(RenderOpts, static_s), "S", "svg: only this picture, which does not move", 0, 1e6},
    {"transparent", 0, OPT_FLAG, offsetof(RenderOpts, spec.transparent), NULL,
     "png, apng, gif, svg: leave out the background, as prores and webm-alpha always do"},
    {"batch", 0, OPT_STRING, offsetof(RenderOpts, batch), "FILE.csv",
     "a film in DIR/FILM/NAME/ for each row: its columns are params, `output` is the name"},
    {"jobs", 'j', OPT_INT, offsetof(RenderOpts, n_threads), "N", "threads that draw", 1, 256},
    {"quality", 0, OPT_CHOICE, offsetof(RenderOpts, spec.quality), .help = "how good videos are",
     .choices = &QUALITY_CHOICES},
    {"music", 0, OPT_STRING, offsetof(RenderOpts, music_name), "MUSIC",
     "lofi, composed for the film; none; or a file, WAV, FLAC, Ogg or MP3: looped or faded. A draft has none without "
     "it"},
    {"pipeline", 0, OPT_CHOICE, offsetof(RenderOpts, spec.pipeline), "NAME", "mp4: the way in which it is made",
     .choices = &PIPELINE_CHOICES},
    {"holds", 0, OPT_FLAG, offsetof(RenderOpts, spec.holds), NULL, "mp4: pictures that stay are not encoded again"},
    {"hints", 0, OPT_FLAG, offsetof(RenderOpts, spec.hints), NULL, "mp4: the encoder is told what did not change"},
    {"cache", 0, OPT_FLAG, offsetof(RenderOpts, cache), NULL, "mp4: keep finished parts for the next time"},
    {"cache-mb", 0, OPT_INT, offsetof(RenderOpts, cache_mb), "MB", "what the cache may grow to", 0, 1e7},
    {"shard", 0, OPT_STRING, offsetof(RenderOpts, shard), "I/N",
     "mp4: make only the I-th of N shards of the parts; gptreel join makes the film of them"},
    {"json", 0, OPT_FLAG, offsetof(RenderOpts, spec.json), NULL, "tell what is done as JSON, an event a line"},
    {0},
};

// What an option wants of the format; an option that is not here goes with all.
static const struct {
    const char *option;
    FormatOption wants;
} WANTS[] = {
    {"from", FORMAT_RANGE},        {"to", FORMAT_RANGE},    {"size", FORMAT_SIZE},   {"quality", FORMAT_QUALITY},
    {"pipeline", FORMAT_PIPELINE}, {"holds", FORMAT_PARTS}, {"hints", FORMAT_PARTS}, {"cache", FORMAT_PARTS},
    {"cache-mb", FORMAT_PARTS},    {"shard", FORMAT_PARTS}, {"loop", FORMAT_LOOP},   {"poster", FORMAT_POSTER},
    {"static", FORMAT_STATIC},     {"transparent", FORMAT_TRANSPARENT}, {"for", FORMAT_PARTS},
};

// What has no meaning beside --static.
static const char *const NOT_STATIC[] = {"loop", "poster"};

static bool format_takes(const RenderOpts *opts, Err *err)
{
    const PipelineKind *pipeline = opts->spec.pipeline;
    for (size_t i = 0; i < sizeof WANTS / sizeof WANTS[0]; i++) {
        if (!opts_given(&opts->stage.given, WANTS[i].option))
            continue;
        if (!(opts->format->options & WANTS[i].wants))
            return err_set(err, "--%s has no meaning with --format %s", WANTS[i].option, opts->format->name);
        if (WANTS[i].wants == FORMAT_PARTS && !pipeline->parts)
            return err_set(err, "--%s has no meaning with --pipeline %s", WANTS[i].option, pipeline->name);
    }
    if (opts_given(&opts->stage.given, "music") && !opts->format->sound)
        return err_set(err, "--music has no meaning with --format %s, which has no sound", opts->format->name);
    if (opts_given(&opts->stage.given, "captions") && opts->stage.captions->track && !opts->format->captions)
        return err_set(err, "--captions %s has no meaning with --format %s, which has no such track; burn draws them "
                       "into the picture", opts->stage.captions->name, opts->format->name);
    return true;
}

static bool static_is_alone(const OptsGiven *given, Err *err)
{
    for (size_t i = 0; opts_given(given, "static") && i < sizeof NOT_STATIC / sizeof NOT_STATIC[0]; i++)
        if (opts_given(given, NOT_STATIC[i]))
            return err_set(err, "--static is one picture that does not move; --%s has no meaning with it",
                           NOT_STATIC[i]);
    return true;
}

static bool can_join(const RenderOpts *opts, Err *err)
{
    if (!(opts->format->options & FORMAT_PARTS))
        return err_set(err, "nothing of --format %s is made in shards, so there is nothing to join",
                       opts->format->name);
    if (!opts->spec.pipeline->parts)
        return err_set(err, "nothing of --pipeline %s is made in shards, so there is nothing to join",
                       opts->spec.pipeline->name);
    if (opts->batch)
        return err_set(err, "--batch is for render; join takes the shards of one film");
    return !opts->shard || err_set(err, "--shard is for render; join takes all shards");
}

// A name like film.mp4 is that of a file; a folder of that name would hold the file only two folders deeper.
static bool out_is_folder(const RenderOpts *opts, Err *err)
{
    const char *extension = path_extension(opts->out);
    for (const FilmFormat *format = FILM_FORMATS; format->name && !dir_exists(opts->out); format++)
        if (extension[0] && strcasecmp(extension, format->extension) == 0)
            return err_set(err, "--out names a folder, and %s seems to be a file; say --out DIR, and --format for what "
                                "to write", opts->out);
    return true;
}

// What the platform asks for takes the place of what no option says.
static bool take_platform(RenderOpts *opts, Err *err)
{
    const Platform *platform = opts->platform;
    const OptsGiven *given = &opts->stage.given;
    if (!platform)
        return true;
    opts->spec.key_s = platform->key_s;
    if (!opts_given(given, "canvas"))
        stage_set_canvas(&opts->stage, choices_find(&CANVAS_CHOICES, platform->canvas, NULL));
    if (!opts_given(given, "captions"))
        opts->stage.captions = choices_find(&CAPTIONS_CHOICES, platform->captions, NULL);
    if (!opts_given(given, "quality"))
        opts->spec.quality = choices_find(&QUALITY_CHOICES, platform->quality, NULL);
    return stage_ask_size(&opts->stage, platform->size, err);
}

// What does not look like a file is a name that was mistyped.
bool music_find(const char *name, const Music **music, const char **file, Err *err)
{
    const Music *found = name ? choices_find(&MUSIC_CHOICES, name, NULL) : MUSIC;
    if (found)
        *music = found;
    else if (strpbrk(name, "./") || file_exists(name))
        *file = name;
    else
        return choices_find(&MUSIC_CHOICES, name, err) != NULL;
    return true;
}

// "2/8": the second of eight.
static bool parse_shard(const char *text, RenderSpec *spec, Err *err)
{
    char *end = NULL;
    const long shard = strtol(text, &end, 10);
    const long n = *end == '/' ? strtol(end + 1, &end, 10) : 0;
    if (*end || n < 1 || n > MOST_SHARDS || shard < 1 || shard > n)
        return err_set(err, "\"%s\" is no shard; --shard takes the number of the shard and of all, as in 2/8", text);
    spec->shard = (int)shard;
    spec->n_shards = (int)n;
    return true;
}

RenderOpts render_defaults(void)
{
    return (RenderOpts){
        .stage = stage_defaults("1080p60"),
        .spec = {.quality = quality_standard(), .pipeline = PIPELINES, .holds = true, .hints = true},
        .format = FILM_FORMATS,
        .music = MUSIC,
        .out = "out",
        .to_s = NAN,
        .poster_s = NAN,
        .static_s = NAN,
        .n_threads = pool_cpu_count(),
        .cache = true,
        .cache_mb = 2000,
    };
}

int render_parse(RenderOpts *opts, const Studio *studio, int argc, char **argv, bool join, Err *err)
{
    *opts = render_defaults();
    const int code = stage_parse(&opts->stage, RENDER_TABLE, studio, argc, argv, err);
    if (code >= 0)
        return code;
    if ((join && !can_join(opts, err)) || !format_takes(opts, err) || !static_is_alone(&opts->stage.given, err) ||
        !out_is_folder(opts, err) || !take_platform(opts, err) || !music_find(opts->music_name, &opts->music, &opts->music_file, err) ||
        (opts->shard && !parse_shard(opts->shard, &opts->spec, err)))
        return 2;
    if (opts->format->size && !stage_ask_size(&opts->stage, opts->format->size, err))
        return 2;
    if (opts->spec.quality->silent && !opts_given(&opts->stage.given, "music"))
        opts->music = choices_find(&MUSIC_CHOICES, "none", NULL);
    opts->spec.n_threads = (int)opts->n_threads;
    opts->spec.cache_bytes = opts->cache_mb * 1000000;
    opts->spec.join_shards = join;
    return -1;
}
