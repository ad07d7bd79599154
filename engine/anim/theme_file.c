// theme_file.c — themes of users' own, by GLib's key files.
#include "engine/anim/theme_file.h"

#include "engine/base/arena.h"
#include "engine/base/file.h"
#include "engine/base/nearest.h"

#include <glib.h>
#include <stddef.h>
#include <string.h>

static const char GROUP[] = "theme", BASE[] = "base";

// To add a colour: its field in Theme, and a row here.
static const struct {
    const char *name;
    size_t offset;
} COLORS[] = {
    {"bg", offsetof(Theme, bg)},         {"panel", offsetof(Theme, panel)}, {"line", offsetof(Theme, line)},
    {"ink", offsetof(Theme, ink)},       {"soft", offsetof(Theme, soft)},   {"accent", offsetof(Theme, accent)},
    {"pick", offsetof(Theme, pick)},     {"plus", offsetof(Theme, plus)},   {"minus", offsetof(Theme, minus)},
    {"good", offsetof(Theme, good)},     {"bad", offsetof(Theme, bad)},
};
enum { N_COLORS = sizeof COLORS / sizeof *COLORS };

static Color *color_named(Theme *theme, const char *name)
{
    for (int i = 0; i < N_COLORS; i++)
        if (strcmp(COLORS[i].name, name) == 0)
            return (Color *)((char *)theme + COLORS[i].offset);
    return NULL;
}

static bool refuse_name(const char *path, const char *name, Err *err)
{
    const char *names[N_COLORS + 1] = {BASE};
    for (int i = 0; i < N_COLORS; i++)
        names[i + 1] = COLORS[i].name;
    Arena arena;
    arena_init(&arena);
    err_set(err, "%s: no colour is called \"%s\"; did you mean %s?", path, name,
            nearest_names(&arena, name, names, N_COLORS + 1));
    arena_finish(&arena);
    return false;
}

static bool take_color(Theme *theme, const char *path, const char *name, const char *value, Err *err)
{
    Color *color = color_named(theme, name);
    if (!color)
        return refuse_name(path, name, err);
    if (value[0] != '#' || strlen(value) != 7 || strspn(value + 1, "0123456789abcdefABCDEF") != 6)
        return err_set(err, "%s: %s = \"%s\" is no colour; write it as #rrggbb, such as #ff7700", path, name, value);
    const guint64 hex = g_ascii_strtoull(value + 1, NULL, 16);
    *color = (Color)COLOR_HEX(hex);
    return true;
}

static bool check_contrast(const Theme *theme, const char *path, Err *err)
{
    static const char *const WORDS[] = {"ink", "soft"}, *const GROUNDS[] = {"bg", "panel"};
    const Color words[] = {theme->ink, theme->soft}, grounds[] = {theme->bg, theme->panel};
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++) {
            const double contrast = color_contrast(words[i], grounds[k]);
            if (contrast < CONTRAST_LEAST)
                return err_set(err,
                               "%s: %s on %s has a contrast of %.1f, and %.1f are the least to be read; make one of "
                               "them %s or the other %s",
                               path, WORDS[i], GROUNDS[k], contrast, CONTRAST_LEAST,
                               color_luminance(grounds[k]) < 0.2 ? "lighter" : "darker",
                               color_luminance(grounds[k]) < 0.2 ? "darker" : "lighter");
        }
    return true;
}

static bool take_base(Theme *theme, GKeyFile *file, const char *path, Err *err)
{
    char *base = g_key_file_get_string(file, GROUP, BASE, NULL);
    const Theme *row = base ? choices_find(&THEME_CHOICES, base, err) : THEMES[0];
    g_free(base);
    if (!row)
        return err_prefix(err, "%s", path);
    *theme = *row;
    return true;
}

static bool take_keys(Theme *theme, GKeyFile *file, const char *path, Err *err)
{
    char **keys = g_key_file_get_keys(file, GROUP, NULL, NULL);
    if (!keys)
        return err_set(err, "%s: there is no [theme] in it; a theme begins with that line", path);
    bool ok = take_base(theme, file, path, err);
    for (char **key = keys; ok && *key; key++) {
        char *value = g_key_file_get_string(file, GROUP, *key, NULL);
        ok = strcmp(*key, BASE) == 0 || take_color(theme, path, *key, value ? value : "", err);
        g_free(value);
    }
    g_strfreev(keys);
    return ok && check_contrast(theme, path, err);
}

static bool read_theme(Theme *theme, const char *path, Err *err)
{
    Arena arena;
    arena_init(&arena);
    size_t n_bytes;
    const char *text = file_read(&arena, path, &n_bytes, err);
    GKeyFile *file = g_key_file_new();
    GError *wrong = NULL;
    bool ok = text != NULL;
    if (ok && !g_key_file_load_from_data(file, text, n_bytes, G_KEY_FILE_NONE, &wrong))
        ok = err_set(err, "%s: not a theme: %s; it has lines as accent = #ff7700 below [theme]", path,
                     wrong ? wrong->message : "it is empty");
    ok = ok && take_keys(theme, file, path, err);
    g_clear_error(&wrong);
    g_key_file_free(file);
    arena_finish(&arena);
    return ok;
}

const Theme *theme_named(const char *name, Theme *own, Err *err)
{
    const Theme *row = choices_find(&THEME_CHOICES, name, NULL);
    if (row)
        return row;
    if (file_exists(name))
        return read_theme(own, name, err) ? own : NULL;
    choices_find(&THEME_CHOICES, name, err);
    err_prefix(err, "no file with colours of your own is called %s", name);
    return NULL;
}
