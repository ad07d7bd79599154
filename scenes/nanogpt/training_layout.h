// training_layout.h — where everything of 02_training stands on each canvas.
#ifndef GPTREEL_NANOGPT_TRAINING_LAYOUT_H
#define GPTREEL_NANOGPT_TRAINING_LAYOUT_H

#include "scenes/nanogpt/training_data.h"

typedef struct CounterPlace {
    double x, label_y, value_y; // baselines
    double size, most_w;        // of the value
} CounterPlace;

typedef struct TrainingLayout {
    Rect frame, frame_alone;                  // of the chart; without texts below it
    double right_most;                        // of the labels at the lines' ends
    double size;                              // of the chart's type
    CounterPlace counters[TRAINING_COUNTERS]; // step, loss, tokens
    Align align;                              // of the counters
    Point texts[TRAINING_TEXTS];              // the heads' baselines
    double text_dy;                           // from the head to the first line
    double text_w, text_size, text_pitch;
    int text_lines;
    bool stacked;    // texts one below the other: their leaders run down beside them
    double beside_x; // where the last of these runs; the others 32 to its left each
    double zoom_most;
} TrainingLayout;

const TrainingLayout *training_layout(const Scene *s);

#endif
