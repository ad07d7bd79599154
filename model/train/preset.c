// preset.c — reads preset files: lines of `key = value`.
#include "model/train/preset.h"

#include "engine/base/file.h"
#include "engine/base/nearest.h"
#include "engine/base/utf8.h"

#include <ctype.h>
#include <dirent.h>
#include <string.h>

enum { MOST_PRESETS = 64, DEEPEST_PRESET = 8 };

// The text between `begin` and `end` without white space around it.
static char *trimmed(Arena *arena, const char *begin, const char *end)
{
    while (begin < end && isspace((unsigned char)*begin))
        begin++;
    while (end > begin && isspace((unsigned char)end[-1]))
        end--;
    return arena_strndup(arena, begin, (size_t)(end - begin));
}

static bool load_preset(Settings *settings, Arena *arena, const char *name, int depth, Err *err);

// Sets what one line of a preset file says; `line` ends with NUL.
static bool preset_line(Settings *settings, Arena *arena, const char *line, int depth, Err *err)
{
    const char *end = line + strcspn(line, "#");
    if (!*trimmed(arena, line, end))
        return true;
    const char *equals = memchr(line, '=', (size_t)(end - line));
    if (!equals)
        return err_set(err, "a line is `key = value`, or a comment behind #");
    const char *key = trimmed(arena, line, equals);
    const char *value = trimmed(arena, equals + 1, end);
    if (strcmp(key, "preset") == 0)
        return load_preset(settings, arena, value, depth + 1, err);
    Opt opts[MOST_OPTIONS + 1];
    settings_opts(opts);
    return opts_set(opts, settings, arena, key, value, err);
}

// "no such preset" with the nearest names in the folder.
static bool refuse_preset(Arena *arena, const char *folder, const char *name, Err *err)
{
    const char *names[MOST_PRESETS];
    int n_names = 0;
    DIR *stream = opendir(folder);
    for (const struct dirent *entry; stream && n_names < MOST_PRESETS && (entry = readdir(stream)) != NULL;) {
        const char *extension = path_extension(entry->d_name);
        if (strcmp(extension, "preset") == 0)
            names[n_names++] = arena_strndup(arena, entry->d_name, (size_t)(extension - 1 - entry->d_name));
    }
    if (stream)
        closedir(stream);
    return err_set(err, "there is no preset \"%s\"; did you mean %s? --preset takes the path of a file, too", name,
                   nearest_names(arena, name, names, n_names));
}

static bool load_preset(Settings *settings, Arena *arena, const char *name, int depth, Err *err)
{
    if (depth > DEEPEST_PRESET)
        return err_set(err, "presets that begin with each other, as %s here, never end", name);
    const char *path = name;
    if (!strchr(name, '/') && strcmp(path_extension(name), "preset") != 0) {
        const char *home = home_folder(arena, err);
        if (!home)
            return false;
        path = path_join(arena, home, arena_printf(arena, "model/presets/%s.preset", name));
        if (!file_exists(path))
            return refuse_preset(arena, path_join(arena, home, "model/presets"), name, err);
    }
    size_t n_bytes = 0;
    char *text = file_read(arena, path, &n_bytes, err);
    if (!text)
        return false;
    int line_number = 0;
    for (char *line = text + utf8_mark_bytes(text, n_bytes); line && *line;) {
        char *next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        line_number++;
        if (!preset_line(settings, arena, line, depth, err))
            return err_prefix(err, "%s:%d", path, line_number);
        line = next;
    }
    return true;
}

bool preset_load(Settings *settings, Arena *arena, const char *name, Err *err)
{
    return load_preset(settings, arena, name, 0, err);
}
