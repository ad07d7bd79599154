// training_picture.h — all that stands in the scene 02_training, at rest.
#ifndef GPTREEL_NANOGPT_TRAINING_PICTURE_H
#define GPTREEL_NANOGPT_TRAINING_PICTURE_H

#include "scenes/nanogpt/training_layout.h"

enum { TRAINING_VALUES = 6 };

typedef struct TrainingPicture {
    const Run *run;
    const Theme *theme;
    const TrainingLayout *layout;
    TrainingData data;
    double zoom_most; // of the camera at the end
    double lift;      // how far the last text then comes up to the chart
    Node *title;
    Node *board;                       // of the counters
    Node *counters[TRAINING_COUNTERS]; // step, loss, tokens
    Chart *chart;
    const ChartLine *train, *val;
    bool sparse;     // the line of `val` begins at the second evaluation
    ChartRule guess; // of NULLs without one
    Node *train_tip, *val_tip;
    ChartEnd ends[2];
    int n_ends;
    ChartRing rings[TRAINING_TEXTS];
    Node *heads[TRAINING_TEXTS];
    Verse *verses[TRAINING_TEXTS];
    int columns[TRAINING_TEXTS]; // which of the layout's places each has
    Node **dots;                 // [data.n_val], NULL where none is drawn
    Node *values[TRAINING_VALUES];
    int value_of[TRAINING_VALUES]; // the evaluation it belongs to
    int n_values;
    Node *spot; // what is about the best value, apart from the chart, which dims
    Point best_at;
    Node *best_dot, *best_label, *best_drop; // the last: a line from the ring up to the dot, NULL without a ring
    Burst *burst;
} TrainingPicture;

// The title alone, which every run has; then all else, for a run with at least one loss.
TrainingPicture *training_title(Scene *s, const Run *run);
void training_picture(Scene *s, TrainingPicture *p);

#endif
