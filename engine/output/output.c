#include "engine/output/output.h"

#include "engine/base/file.h"
#include "engine/output/still.h"

#include <string.h>

// To add one: a row here, and a file with its function beside still.c.
const StillFormat STILL_FORMATS[] = {
    {"png", still_write_png},
    {"svg", still_write_svg},
    {"pdf", still_write_pdf},
    {NULL, NULL},
};

const StillFormat *still_format_of(const char *path, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const char *extension = path_extension(path);
    const StillFormat *found = NULL;
    char *known = arena_strdup(&arena, "");
    for (const StillFormat *row = STILL_FORMATS; row->extension; row++) {
        if (strcmp(row->extension, extension) == 0)
            found = row;
        known = arena_printf(&arena, "%s%s.%s", known,
                             row == STILL_FORMATS ? ""
                             : row[1].extension   ? ", "
                                                  : " or ",
                             row->extension);
    }
    if (!found)
        err_set(err, "cannot tell the format of %s: end the name with %s", path, known);
    arena_finish(&arena);
    return found;
}
