// code_colors.h — what the bytes of a program's text are, by the definitions of GNU Source-highlight: keywords, calls,
// strings, comments. The one place that speaks with a library in C++ (code_colors.cpp); nothing of it is read before the
// first code is shown.
#ifndef GPTREEL_KIT_CODE_COLORS_H
#define GPTREEL_KIT_CODE_COLORS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// What a piece of code is, by its colour.
typedef enum CodeKind {
    CODE_NAME,
    CODE_KEYWORD,
    CODE_CALL, // a name that is called or defined
    CODE_NUMBER,
    CODE_STRING,
    CODE_COMMENT,
    CODE_SIGN,
    CODE_FIGURE, // what came for a `${name}`
} CodeKind;

typedef enum CodeColorsResult {
    CODE_COLORS_FOUND,
    CODE_COLORS_UNKNOWN, // there is no such language
    CODE_COLORS_MISSING, // there are no definitions in the folder, or they cannot be read
} CodeColorsResult;

// Where Debian's libsource-highlight-common has its definitions.
extern const char CODE_COLORS_FOLDER[];

// Fills kinds[i], [strlen(text)], for each byte of a text of any number of lines; CODE_NAME where nothing is known of it,
// and all of it where the result is not CODE_COLORS_FOUND. `language` is a name or a file's ending: "python", "py", "c",
// "lua", any that the folder's lang.map has. Not safe in several threads: the library's parser of definitions has
// globals.
CodeColorsResult code_colors_find(const char *folder, const char *language, const char *text, CodeKind *kinds);

#ifdef __cplusplus
}
#endif

#endif
