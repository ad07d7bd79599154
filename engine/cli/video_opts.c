#include "engine/cli/video_opts.h"

#include "engine/video/store.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SHARES = 100000 };

const VideoOpts VIDEO_DEFAULTS = {
    .pipeline = "tiles",
    .quality = "standard",
    .holds = true,
    .hints = true,
    .cache = true,
    .cache_mb = 2000,
};

// "2/8": the second of eight shares.
static bool parse_share(const char *text, VideoOptions *options, Err *err)
{
    char *end = NULL;
    const long share = strtol(text, &end, 10);
    const long n = *end == '/' ? strtol(end + 1, &end, 10) : 0;
    if (*end || n < 1 || n > MOST_SHARES || share < 1 || share > n)
        return err_set(err, "\"%s\" is no share; --shard takes the number of the share and of all, as in 2/8", text);
    options->share = (int)share;
    options->n_shares = (int)n;
    return true;
}

bool video_options(const VideoOpts *opts, Arena *arena, VideoOptions *options, Err *err)
{
    *options = (VideoOptions){
        .quality = quality_named(opts->quality, err),
        .plain_holds = !opts->holds,
        .plain_blocks = !opts->hints,
        .cache = opts->cache ? store_cache_folder(arena) : NULL,
        .cache_bytes = opts->cache_mb * 1000000,
        .json = opts->json,
    };
    return options->quality && (!opts->share || parse_share(opts->share, options, err));
}

bool video_opts_fit(const VideoOpts *opts, const FilmFormat *format, Err *err)
{
    if (opts->quality != VIDEO_DEFAULTS.quality && !(format->options & FORMAT_VIDEO))
        return err_set(err, "--quality has no meaning with --format %s", format->name);
    const bool plain = strcmp(opts->pipeline, "plain") == 0;
    if (opts->share && (plain || !format->write_scenes))
        return err_set(err, "--shard has no meaning with --%s", plain ? "pipeline plain" : "format other than mp4");
    if (plain && !format->write_scenes)
        return err_set(err, "--pipeline has no meaning with --format %s", format->name);
    return true;
}
