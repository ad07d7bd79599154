// front.h — what stands in front of a film: captions in the picture, a speaker in a corner; and the room that is left.
#ifndef GPTREEL_ANIM_FRONT_H
#define GPTREEL_ANIM_FRONT_H

#include "engine/anim/footage.h"
#include "engine/anim/scene.h"
#include "engine/base/choices.h"

// What becomes of captions.
typedef struct CaptionsKind {
    const char *name; // NULL ends the table
    const char *help;
    bool track; // a video has them as a track, which a player shows when it is asked to
    bool burn;  // they are drawn into the picture
} CaptionsKind;

extern const CaptionsKind CAPTIONS_KINDS[]; // the first one is usual
extern const Choices CAPTIONS_CHOICES;      // of CAPTIONS_KINDS

typedef enum CornerSide {
    CORNER_RIGHT = 1, // else left
    CORNER_TOP = 2,   // else bottom
} CornerSide;

typedef struct Corner {
    const char *name; // NULL ends the table
    const char *help;
    unsigned sides; // CornerSide bits
} Corner;

extern const Corner CORNERS[]; // the first one is usual
extern const Choices CORNER_CHOICES;

// Who made the film. NULL: is not said.
typedef struct Signature {
    const char *author, *handle; // "Ada Lovelace", "@ada"
    const struct Image *logo;    // add.h
} Signature;

// What a speaker is seen in.
typedef struct SpeakerShape {
    const char *name; // NULL ends the table
    const char *help;
    double radius; // of its corners, of half its side
} SpeakerShape;

extern const SpeakerShape SPEAKER_SHAPES[]; // the first one is usual
extern const Choices SPEAKER_SHAPE_CHOICES;

typedef struct Front {
    bool captions;              // are drawn into the picture
    const Signature *signature; // below what the scene shows; NULL: nothing
    const Corner *corner;       // where the speaker is seen; NULL: nowhere
    const SpeakerShape *shape;  // and in what
    const Footage *footage;     // the recording
    double footage_from_s;      // its time when the scene begins
} Front;

// Where things are on a canvas, in its units.
typedef struct FrontRoom {
    Rect page;    // what scenes may fill, within the canvas's safe area
    Rect view;    // what the camera fits things into: the canvas, but for what is kept for captions and a speaker
    Point middle; // of the speaker's place
    double r;     // half its side, or its radius; 0: nobody is seen
    double captions_x, captions_w;     // of the band that captions are centred in
    double cover_y, cover_fade;        // below which captions stand, and how soon all there is covered;
    bool cover_above;                  // or above which
    double type_size, pitch, baseline; // of a caption: of its two lines the last one's baseline
    int columns;                       // characters in a line of one
    double signature_y;                // middle of its line, which is in the middle of the page
} FrontRoom;

FrontRoom front_room(Canvas canvas, Front front);

// Draws what a scene has in front, above all that it shows: the speaker, who fades away where the recording ends, and
// captions. When all times are known.
void front_add(Scene *s);

// Draws the signature of a scene that has one. An error of the scene when it is too long for one line. (signature.c)
void front_add_signature(Scene *s);

// The group that all of these are drawn in; made when it is asked for first. The scene's.
Node *front_group(Scene *s);

// Whether a node is of these: what it shows is said, or of who made the film, and the film's author did not place it.
bool front_has(const Scene *s, const Node *node);

#endif
