// leftovers.h — what earlier runs left in a folder of pictures or films.
#ifndef GPTREEL_ENGINE_CLI_LEFTOVERS_H
#define GPTREEL_ENGINE_CLI_LEFTOVERS_H

#include "engine/cli/selection.h"

// Tells, a line each on the standard error, of what is named as scenes are, 07_name, ends with .EXTENSION ("": has no
// ending), and is of none of a whole film's scenes: it was made before they were renamed or taken out. Nothing is
// deleted, as somebody may want it. Of a single scene nothing is told.
void leftovers_tell(const Selection *selection, const char *folder, const char *extension);

#endif
