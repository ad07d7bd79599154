// webcam.c — when each scene begins in the film, and so in the recording of its speaker.
#include "engine/cli/webcam.h"

#include "engine/anim/scene_data.h"
#include "engine/video/recording.h"

#include <stdio.h>

// How long a scene is in the film: whole frames.
static bool find_length(Session *session, const FilmRow *row, Rate rate, double *dur_s, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const void *const *inputs = session_inputs(session, row, err);
    const Scene *scene =
        inputs ? scene_build(&arena, session->fonts, session->canvas, session->theme, row, inputs, err) : NULL;
    if (scene)
        *dur_s = frame_time(frames_in(scene->dur_s, rate), rate);
    arena_finish(&arena);
    return scene != NULL;
}

bool webcam_place(Session *session, const FilmRow *first, FilmRow *kept, int n_kept, const StageOpts *opts, Err *err)
{
    static const Rate USUAL = {60, 1};
    const Rate rate = opts->size_name ? opts->size.rate : USUAL;
    if (!session->recording)
        session->recording = recording_open(opts->webcam, err);
    if (!session->recording)
        return false;
    const Footage *footage = recording_footage(session->recording);
    double begin_s = 0;
    int n = 0;
    for (const FilmRow *row = first; n < n_kept; row++) {
        const bool is_kept = row->index == kept[n].index;
        const char *lacks = is_kept ? NULL : session_lacks(session, row, err);
        if (lacks && !*lacks)
            return false;
        if (lacks)
            continue; // it is not in the film
        if (is_kept) {
            kept[n].front.footage = footage;
            kept[n++].front.footage_from_s = begin_s;
        }
        FilmRow plain = *row;
        plain.pace = opts->pace->pace;
        double dur_s = 0;
        if (!find_length(session, &plain, rate, &dur_s, err))
            return false;
        begin_s += dur_s;
    }
    if (footage->dur_s < begin_s && !opts->told)
        fprintf(stderr, "gptreel: %s ends at %.1f s, what is drawn at %.1f s; the speaker leaves before\n",
                opts->webcam, footage->dur_s, begin_s);
    return true;
}
