// made_files.h — what a command has made, told on stdout.
#ifndef GPTREEL_ENGINE_CLI_MADE_FILES_H
#define GPTREEL_ENGINE_CLI_MADE_FILES_H

#include <stdbool.h>

// A line with the file and its size, or the folder; or for other programs a JSON object.
void made_file_tell(const char *path, bool json);

#endif
