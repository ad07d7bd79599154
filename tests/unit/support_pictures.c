// support_pictures.c — a scene script around the lines of a test.
#include "support_pictures.h"

#include "engine/anim/block.h"
#include "engine/anim/scene_data.h"
#include "scenes/pictures/kit_verbs.h"
#include "scenes/pictures/run_values.h"

#include <string.h>

const char *script_build_body(Stage *stage, CanvasShape shape, const Run *run, const char *body, Scene **scene)
{
    return script_build_beside(stage, shape, run, NULL, body, scene);
}

const char *script_build_beside(Stage *stage, CanvasShape shape, const Run *run, const EmbeddedFile *file,
                                const char *body, Scene **scene)
{
    Arena *arena = &stage->arena;
    const char *text = arena_printf(arena, "return scene(\"Test\", function(run)\n%s\nend)\n", body);
    EmbeddedFile *files = ARENA_ARRAY(arena, EmbeddedFile, 3);
    files[0] = (EmbeddedFile){"film.lua", text, strlen(text)};
    if (file)
        files[1] = *file;
    const ScriptLanguage language = language_make(arena, &KIT_LANGUAGE);
    Scene *s = scene_create(arena, stage->fonts, CANVASES[shape], &THEME_DARK, "test/pictures");
    block_begin_scene(s);
    const ScriptSetup setup = {
        .language = &language, .folder = {"test", files}, .host = s, .host_err = &s->err, .host_arena = arena};
    Err *err = ARENA_NEW(arena, Err);
    Script *script = script_create(&setup);
    int n_scenes = 0;
    const ScriptScene *scenes = script_load(script, "film.lua", &n_scenes, err);
    const ScriptValue value = run_value(arena, run, "main");
    if (scenes && script_build(script, scenes, &value, 1, err))
        scene_seal(s, err);
    script_destroy(script);
    *scene = s;
    return err->text;
}

bool scene_shows(const Scene *s, const char *words)
{
    for (int i = 0; i < s->n_nodes; i++)
        if (s->nodes[i]->kind == NODE_TEXT && strcmp(s->nodes[i]->runs[0]->text, words) == 0)
            return true;
    return false;
}
