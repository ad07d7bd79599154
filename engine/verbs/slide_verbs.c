// slide_verbs.c — what a scene that is a slide tells a speaker, and whether somebody speaks in it.
#include "engine/verbs/verbs.h"

#include "engine/anim/scene_data.h"

static void verb_slide_notes(ScriptCall *call, const ScriptArgs *args)
{
    int n = 0;
    const ScriptValue *items = arg_list(args, "notes", &n);
    const char **notes = ARENA_ARRAY(scene_arena(call->host), const char *, n);
    for (int i = 0; i < n; i++)
        notes[i] = arena_strdup(scene_arena(call->host), items[i].string.bytes);
    scene_slide(call->host, notes, n);
}

// A recording is heard whatever its words are; a synthesiser has nothing to say without any.
static void verb_has_voice(ScriptCall *call, const ScriptArgs *args)
{
    const Scene *s = call->host;
    const bool recorded = scene_voice(s, arg_string(args, "cue")) != NULL;
    script_return(call, value_bool(recorded || (s->speak && *arg_string(args, "words"))));
}

static const Arg NOTES_ARGS[] = {{"notes", ARG_LIST, .items = ARG_STRING, .help = "the first before any click"}, {0}};
static const Arg VOICE_ARGS[] = {{"cue", ARG_STRING, .help = "name of the line"},
                                 {"words", ARG_STRING, .help = "what is said"},
                                 {0}};

const Verb SLIDE_VERBS[] = {
    {"slide_notes", SHAPE_FUNCTION, "The scene is a slide, and what is said at it, by steps.", NOTES_ARGS,
     .call = verb_slide_notes},
    {"has_voice", SHAPE_FUNCTION, "Whether a line is heard: it was recorded, or is spoken.", VOICE_ARGS,
     .call = verb_has_voice},
    {0},
};
