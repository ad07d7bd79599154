// builtin.c — scene("title", { opts }, function(run) … end): what a scene's file returns.
#include "engine/script/builtin.h"

#include "engine/script/call.h"

#include <lauxlib.h>
#include <lua.h>

const ScriptType SCENE_TYPE = {
    .name = "scene",
    .help = "a scene of a film, which its file returns",
};

static const char **copy_strings(Arena *arena, const ScriptValue *items, int n)
{
    const char **copy = ARENA_ARRAY(arena, const char *, n);
    for (int i = 0; i < n; i++)
        copy[i] = arena_strdup(arena, items[i].string.bytes);
    return copy;
}

static void verb_scene(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = call->arena;
    ScriptScene *scene = ARENA_NEW(arena, ScriptScene);
    const ScriptLanguage *language = call->state->script->setup.language;
    scene->title = arena_strdup(arena, language->plain(arg_text(args, "title")));
    const ScriptValue *needs = arg_list(args, "needs", &scene->n_needs);
    scene->needs = copy_strings(arena, needs, scene->n_needs);
    scene->continues = arg_given(args, "continues") ? arena_strdup(arena, arg_string(args, "continues")) : NULL;
    scene->file = call->file;
    scene->line = call->line;
    call_push(call->state, arg_value(args, "build"));
    scene->function = luaL_ref(call->state->lua, LUA_REGISTRYINDEX);
    script_return(call, value_handle(&SCENE_TYPE, scene));
}

static const Arg SCENE_ARGS[] = {
    {"title", ARG_TEXT, .help = "what the scene is called"},
    {"build", ARG_FUNCTION, .help = "makes the scene; it is given the runs"},
    {0},
};

static const Arg SCENE_OPTIONS[] = {
    {"needs", ARG_LIST, .items = ARG_STRING, .help = "what the run must have recorded, as \"best.val_loss\" or \"metrics.1.loss\""},
    {"continues", ARG_STRING, .help = "the scene with whose last picture this one begins"},
    {0},
};

const Verb BUILTIN_VERBS[] = {
    {
        .name = "scene",
        .shape = SHAPE_BLOCK,
        .help = "A scene: a file returns one, or several.",
        .args = SCENE_ARGS,
        .options = SCENE_OPTIONS,
        .call = verb_scene,
        .returns = "scene",
        .example = "return scene(\"Many heads\", { needs = \"attention\" }, function(run) … end)",
        .anywhere = true,
    },
    {0},
};
