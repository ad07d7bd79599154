// table.c — the functions of the level that is being compiled.
#include "model/nn/levels.h"

#define TEXT_OF(level) #level
#define NAME_OF(level) TEXT_OF(level)
#define ENTRY(result, name, parameters, arguments, give) .name = AT_LEVEL(name),

extern const Level AT_LEVEL(level);
const Level AT_LEVEL(level) = {.name = NAME_OF(LEVEL), LEVEL_FUNCTIONS(ENTRY)};
