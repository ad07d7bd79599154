// voices.c — the folder of a scene's recordings, and whether it has what is said; or what a synthesiser makes of it.
#include "engine/cli/voices.h"

#include "engine/anim/spoken.h"
#include "engine/base/file.h"
#include "engine/sound/clip.h"
#include "engine/sound/speech.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool voice_is_made(const char *voice)
{
    return strcmp(voice, "espeak") == 0;
}

bool voice_speak(Arena *arena, const Say *say, VoiceCue *voice, Err *err)
{
    int n = 0;
    const SpokenPiece *written = spoken_pieces(arena, say->written, say->written_shown, &n);
    SpeechPiece *pieces = ARENA_ARRAY(arena, SpeechPiece, n);
    for (int i = 0; i < n; i++)
        pieces[i] = (SpeechPiece){.words = say->written + written[i].first_byte,
                                  .n_bytes = written[i].n_bytes,
                                  .stressed = written[i].kind == SPOKEN_STRESSED,
                                  .pause_s = written[i].kind == SPOKEN_PAUSE ? SPOKEN_PAUSE_S : 0};
    Speech *speech = ARENA_NEW(arena, Speech);
    voice->speech = speech;
    if (!speech_make(arena, pieces, n, speech, err))
        return false;
    voice->dur_s = speech_dur_s(speech);
    return true;
}

static bool is_recording(const char *name)
{
    const char *extension = path_extension(name);
    return name[0] != '.' && (strcmp(extension, "wav") == 0 || strcmp(extension, "flac") == 0);
}

static int compare_cues(const void *a, const void *b)
{
    return strcmp(((const VoiceCue *)a)->cue, ((const VoiceCue *)b)->cue);
}

const VoiceCue *voices_read(Arena *arena, const char *dir, const char *scene, int *n_voice, Err *err)
{
    *n_voice = 0;
    if (!dir_exists(dir)) {
        err_set(err, "there is no folder %s; --voice takes one with a folder for each scene, as in %s/%s/CUE.wav, or "
                     "espeak, a scratch voice", dir, dir, scene);
        return NULL;
    }
    int capacity = 0;
    VoiceCue *voice = ARENA_ARRAY(arena, VoiceCue, 1);
    const char *folder = path_join(arena, dir, scene);
    DIR *open = opendir(folder);
    bool ok = true;
    for (const struct dirent *entry; ok && open && (entry = readdir(open)) != NULL;) {
        if (!is_recording(entry->d_name))
            continue;
        VoiceCue cue = {.path = path_join(arena, folder, entry->d_name)};
        cue.cue =
            arena_strndup(arena, entry->d_name, strlen(entry->d_name) - strlen(path_extension(entry->d_name)) - 1);
        ok = clip_length(cue.path, &cue.dur_s, err);
        voice = arena_grow(arena, voice, *n_voice, &capacity, sizeof *voice);
        voice[(*n_voice)++] = cue;
    }
    if (open)
        closedir(open);
    qsort(voice, (size_t)*n_voice, sizeof *voice, compare_cues);
    return ok ? voice : NULL;
}

static bool is_said(const Scene *scene, const char *cue)
{
    int i = 0;
    while (i < scene->n_says && strcmp(scene->says[i].cue, cue) != 0)
        i++;
    return i < scene->n_says;
}

void voices_compare(Arena *arena, const Scene *scene, const char *dir)
{
    const char *name = strrchr(scene->name, '/');
    name = name ? name + 1 : scene->name;
    for (int i = 0; i < scene->n_voice; i++)
        if (!is_said(scene, scene->voice[i].cue))
            fprintf(stderr, "gptreel: %s is of no cue of %s\n", scene->voice[i].path, scene->name);
    const char *lacking = "";
    for (int i = 0; i < scene->n_says; i++)
        if (!scene_voice(scene, scene->says[i].cue))
            lacking = arena_printf(arena, "%s%s%s", lacking, *lacking ? ", " : "", scene->says[i].cue);
    if (*lacking)
        fprintf(stderr, "gptreel: %s/%s has no recording of %s; the time that these take is reckoned\n", dir, name,
                lacking);
}
