// main.c — joins the command tables of the parts into one program.
#include "engine/base/stop.h"
#include "model/cli.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    model_choose_kernel(argv);
    stop_install();
    if (argc < 2)
        return 2;
    for (const Command *command = MODEL_COMMANDS; command->name; command++) {
        if (strcmp(command->name, argv[1]) != 0)
            continue;
        Err err = {""};
        const int code = command->run(argc - 1, argv + 1, command->context, &err);
        if (err.text[0])
            fprintf(stderr, "gptreel %s: %s\n", command->name, err.text);
        return code;
    }
    return 2;
}
