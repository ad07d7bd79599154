// theme_file.h — a theme of a user's own, as a file says it:
//
//     [theme]
//     base = dark
//     bg = #10141f
//     accent = #ff7700
//
// `base` is one of the themes that ship (dark without it), whose colours hold where the file names none, and whose
// colours of roles are kept. The other keys are the names of the colours in theme.h.
#ifndef GPTREEL_ANIM_THEME_FILE_H
#define GPTREEL_ANIM_THEME_FILE_H

#include "engine/anim/theme.h"
#include "engine/base/err.h"

// The theme of that name, or the one that a file of that name holds, which is put into `own`. NULL, with file and key
// in the error, for what is no such file, a name that no colour has, a value that is no #rrggbb, and words that nobody
// could read: `ink` or `soft` with less than 4.5:1 on `bg` or `panel`.
const Theme *theme_named(const char *name, Theme *own, Err *err);

#endif
