#include "engine/cli/cli.h"

#include "engine/cli/commands.h"

// To add one: a row here, and its function in a file of its own.
const Command ENGINE_COMMANDS[] = {
    {"frame", "FILM/SCENE --at S -o FILE", "Draws one picture of a scene: .png, .svg or .pdf.", command_frame},
    {"frames", "FILM[/SCENE] -o DIR", "Draws a numbered series of pictures.", command_frames},
    {"sheet", "FILM[/SCENE] -o FILE.png", "Draws a contact sheet: many pictures of a film with their times.",
     command_sheet},
    {"list", "", "Names all films and scenes with their durations.", command_list},
    {NULL, NULL, NULL, NULL},
};
