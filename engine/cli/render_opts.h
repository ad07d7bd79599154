// render_opts.h — the options of the commands render and join.
#ifndef GPTREEL_ENGINE_CLI_RENDER_OPTS_H
#define GPTREEL_ENGINE_CLI_RENDER_OPTS_H

#include "engine/cli/platforms.h"
#include "engine/cli/stage_opts.h"
#include "engine/output/formats.h"
#include "engine/video/scene_sound.h"

typedef struct RenderOpts {
    StageOpts stage;
    RenderSpec spec; // complete but for the size, the folders and the label
    const FilmFormat *format;
    const Platform *platform; // NULL: none in particular
    bool open;
    const Music *music;
    const char *music_file; // heard in its place; NULL: none
    const char *out, *batch;
    double from_s, to_s; // within one scene; to_s is NAN for its end
    bool loop;
    double poster_s, static_s; // NAN: not asked for
    const char *music_name; // as given
    // As given, to become part of `spec`:
    int64_t n_threads;
    bool cache;
    int64_t cache_mb;
    const char *shard; // "2/8"
} RenderOpts;

// What --music names: one of the table, or a file that is heard in its place; NULL: the usual. False when it is neither.
bool music_find(const char *name, const Music **music, const char **file, Err *err);

// What holds where nothing is given.
RenderOpts render_defaults(void);

// Parses the command line of render, or of join, and refuses what has no meaning together. Returns -1 when the command
// shall go on with the name of a film or a scene in argv[1], else its exit code.
int render_parse(RenderOpts *opts, const Studio *studio, int argc, char **argv, bool join, Err *err);

#endif
