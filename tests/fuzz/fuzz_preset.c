// fuzz_preset.c — preset files. What can be read are settings whose texts read back to the same.
#include "support_fuzz.h"

#include "engine/base/file.h"
#include "model/train/preset.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    Err err = {""};
    Arena arena;
    arena_init(&arena);
    fuzz_write("a.preset", data, n_bytes);
    Settings settings, again;
    settings_init(&settings);
    settings_init(&again);
    const bool ok = preset_load(&settings, &arena, path_join(&arena, fuzz_dir(), "a.preset"), &err);
    fuzz_expect(ok == (err.text[0] == '\0'), "settings or an error");
    Opt opts[MOST_OPTIONS + 1];
    settings_recorded_opts(opts);
    for (const Opt *opt = opts; ok && opt->name; opt++) {
        const char *text = opts_text(opt, &settings, &arena);
        if (!text)
            continue;
        fuzz_expect(opts_set(opts, &again, &arena, opt->name, text, &err), "a value that can be set");
        fuzz_expect(strcmp(opts_text(opt, &again, &arena), text) == 0, "the same value again");
    }
    if (ok && settings_check(&settings, &err))
        fuzz_expect(settings.train.lr_min <= settings.train.lr, "a rate that falls");
    arena_finish(&arena);
    return 0;
}
