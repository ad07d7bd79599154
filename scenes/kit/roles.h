// roles.h — the colours of what films about GPTs show: attention's roles, the losses of a training.
#ifndef GPTREEL_KIT_ROLES_H
#define GPTREEL_KIT_ROLES_H

#include "engine/anim/scene.h"

typedef struct Roles {
    const char *theme;       // the name of the theme that they go with
    Color query, key, value; // attention's three roles
    Color train, val;        // loss curves
    Color heat[5];           // of shares from none to all, evenly bright steps
} Roles;

// The row of the theme, which must have one. Static data of the program.
const Roles *roles_of(const Theme *theme);

// The colour of a share, 0 to 1, between the steps of the heat map.
Color roles_heat(const Theme *theme, double share);

#endif
