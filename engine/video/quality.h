// quality.h — how good videos become, by name.
#ifndef GPTREEL_VIDEO_QUALITY_H
#define GPTREEL_VIDEO_QUALITY_H

#include "engine/base/choices.h"

// A row of the table. Quantisers are H.264's, smaller is better.
typedef struct Quality {
    const char *name;           // NULL ends the table
    const char *preset;         // x264's, what is spent on finding small codes
    int refine;                 // x264's subpixel refinement, 0 to 11, in place of the preset's
    int key_qp;                 // of a part's first picture
    int moving_qp;              // of pictures that another one follows at once
    int resting_qp;             // of a picture that then stays
    int repeated_qp;            // of a keyframe that repeats one which stays: fine enough not to be seen
    int dead_inter, dead_intra; // how much of a small difference is dropped, 0 to 32; smaller keeps soft gradients
    int fps;                    // pictures a second that are drawn, about, the others repeat them; 0: all
    bool silent;                // no music unless it is asked for: it takes as long as the pictures
    int level;                  // 0, 1, 2 for the formats that only know worse and better
} Quality;

extern const Quality QUALITIES[];
extern const Choices QUALITY_CHOICES; // of QUALITIES

const Quality *quality_standard(void);

#endif
