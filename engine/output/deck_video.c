// deck_video.c — a deck as a video that walks its steps: its scenes one behind the other, as films are made.
#include "engine/output/deck.h"

#include "engine/base/draft.h"
#include "engine/output/formats.h"
#include "engine/video/concat.h"
#include "engine/video/file_words.h"
#include "engine/video/pipelines.h"
#include "engine/video/sounds.h"

#include <string.h>

typedef struct DeckVideo {
    const DeckJob *deck;
    Arena arena;
    Slide *slides; // [deck->n_slides], of which n_open are open
    int n_open;
    SceneJob *jobs;      // [deck->n_slides]
    const char **titles; // likewise
    const Scene **scenes;
    const char **paths;  // of the scenes' files
    Draft draft;         // where these are
    FilmMusic music;     // from a file
} DeckVideo;

// All are open at once, as scenes of films are: the video is planned before it is drawn.
static bool open_slides(DeckVideo *video, Err *err)
{
    const int n = video->deck->n_slides;
    video->slides = ARENA_ARRAY(&video->arena, Slide, n);
    video->jobs = ARENA_ARRAY(&video->arena, SceneJob, n);
    video->titles = ARENA_ARRAY(&video->arena, const char *, n);
    video->scenes = ARENA_ARRAY(&video->arena, const Scene *, n);
    video->paths = ARENA_ARRAY(&video->arena, const char *, n);
    for (int i = 0; i < n; i++) {
        Slide *slide = &video->slides[i];
        if (!slide_open(video->deck, i, slide, err))
            return false;
        video->n_open++;
        video->titles[i] = slide->title;
        video->scenes[i] = slide->scene;
        video->paths[i] = draft_path(&video->draft, arena_printf(&video->arena, "%d.mp4", i + 1), &video->arena);
        video->jobs[i] = (SceneJob){
            .scene = slide->scene, .to_s = slide->scene->dur_s, .path = video->paths[i], .place = {i, n}};
    }
    return true;
}

static bool write_video(DeckVideo *video, Sounds *sounds, const char *path, Err *err)
{
    const RenderSpec *spec = video->deck->video;
    const int n = video->deck->n_slides;
    SoundTrack *sound = NULL;
    if (!spec->pipeline->write(video->jobs, n, spec, err) || !sounds_take_film(sounds, &sound, err))
        return false;
    const FileWords words = film_words(video->jobs, video->titles, n, spec, &video->arena);
    return concat_write(path, video->paths, n, spec->size.rate, sound, &words, err);
}

bool deck_write_mp4(const DeckJob *deck, const char *path, Err *err)
{
    const FilmFormat *format = choices_find(&FORMAT_CHOICES, "mp4", err);
    const char *slash = strrchr(path, '/');
    DeckVideo video = {.deck = deck};
    Sounds *sounds = NULL;
    arena_init(&video.arena);
    const char *folder = slash ? arena_strndup(&video.arena, path, (size_t)(slash - path)) : ".";
    bool ok = draft_begin(&video.draft, folder, err) && open_slides(&video, err);
    if (ok) {
        video.music = (FilmMusic){deck->music_file, video.scenes, deck->n_slides, deck->video->size.rate};
        const SoundsSpec spec = {.music = deck->music,
                                 .music_file = deck->music_file ? &video.music : NULL,
                                 .format = {.encoder = format->sound},
                                 .rate = deck->video->size.rate,
                                 .film = true,
                                 .n_threads = deck->video->n_threads};
        sounds = sounds_begin(video.jobs, deck->n_slides, &spec);
        ok = write_video(&video, sounds, path, err);
    }
    sounds_end(sounds);
    for (int i = 0; i < video.n_open; i++)
        slide_close(&video.slides[i]);
    draft_drop(&video.draft);
    arena_finish(&video.arena);
    report_made(deck->report, ok ? deck->n_slides : 0);
    return ok;
}
