// verbs.h — the verbs and types of every scene: time, space, pictures, figures. Kits bring their own pictures.
#ifndef GPTREEL_VERBS_VERBS_H
#define GPTREEL_VERBS_VERBS_H

#include "engine/anim/picture.h"
#include "engine/verbs/figure_verbs.h"

extern const Verb TIME_VERBS[];    // blocks of time, holds, clicks
extern const Verb AREA_VERBS[];    // area()
extern const Verb PLACE_VERBS[];   // next_to, arrange, fit …
extern const Verb PICTURE_VERBS[]; // what pictures and their parts do: appear, settle, become, leave …

extern const Verb INSET_VERBS[];   // for modules alone: scenes within scenes
extern const Verb SLIDE_VERBS[];   // likewise: what is said at slides

extern const ScriptType TURN_TYPE;
extern const ScriptType AREA_TYPE;    // object: an Area
extern const ScriptType THING_TYPE;   // what can be moved: object: a Node
extern const ScriptType PICTURE_TYPE; // a thing with parts: object: a Picture
extern const ScriptType PART_TYPE;    // a thing
extern const ScriptType WAY_TYPE;     // object: a const Path

// A part of a picture as scripts hold it.
typedef struct ScriptPart {
    Picture *picture;
    PartKey key;
    Node *node;
} ScriptPart;

// A kind of picture as scripts see it. The kit's verb makes the picture with &kind, so that `change` finds the rest.
typedef struct ScriptKind {
    PictureKind kind;
    const ScriptType *type; // a kind of PICTURE_TYPE
    // What `change(picture, data)` gives, as data of the kind, in the scene's arena. NULL after script_fail.
    const void *(*data)(ScriptCall *call, const Picture *picture, ScriptValue given);
    bool at_once; // `change` is a cut: lengths are never seen beside the numbers of other ones
} ScriptKind;

// Makes a picture of a call's arguments: `into` says where (without it all of the page). Its own size counts where the
// area is to fit it. Gives the handle to the script.
Picture *script_picture(ScriptCall *call, const ScriptArgs *args, const ScriptKind *kind, const void *data);

// A handle of a part by its place in the picture's list from 0.
ScriptValue script_part(ScriptCall *call, Picture *picture, int index);

// The options that every picture has: `into`, `order`, `above_camera`.
extern const Arg PICTURE_OPTIONS[];

// What the option `gap` says, in units; script_fail for what is no name of the spacing scale.
double script_gap(ScriptCall *call, const ScriptArgs *args);

// The options of verbs that lay out again: `dur`, `delay`, `ease`, `stagger`; and what they say.
extern const Arg TWEEN_OPTIONS[];
Tween script_tween(Scene *s, const ScriptArgs *args);

#endif
