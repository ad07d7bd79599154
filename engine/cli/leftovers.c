// leftovers.c — names in a folder held against the scenes that a film has.
#include "engine/cli/leftovers.h"

#include "engine/base/file.h"

#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>

// "07_name": a scene's files begin so.
static bool is_numbered(const char *name)
{
    return isdigit((unsigned char)name[0]) && isdigit((unsigned char)name[1]) && name[2] == '_';
}

static bool is_of(const char *name, const char *scene)
{
    const size_t n = strlen(scene);
    return strncmp(name, scene, n) == 0 && (name[n] == '\0' || name[n] == '.' || name[n] == '_');
}

static bool is_of_any(const Selection *selection, const char *name)
{
    for (int i = 0; i < selection->n_rows; i++)
        if (is_of(name, selection->rows[i].scene))
            return true;
    return false;
}

void leftovers_tell(const Selection *selection, const char *folder, const char *extension)
{
    DIR *stream = selection->whole_film ? opendir(folder) : NULL;
    for (const struct dirent *entry; stream && (entry = readdir(stream)) != NULL;) {
        const char *name = entry->d_name;
        if (is_numbered(name) && strcmp(path_extension(name), extension) == 0 && !is_of_any(selection, name))
            fprintf(stderr, "gptreel: %s/%s is of no scene that %s has now; delete it if nobody wants it\n", folder,
                    name, selection->rows->film);
    }
    if (stream)
        closedir(stream);
}
