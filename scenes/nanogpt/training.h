// training.h — what the parts of the scene 02_training share: the run's losses and texts, the clock, the nodes.
#ifndef GPTREEL_NANOGPT_TRAINING_H
#define GPTREEL_NANOGPT_TRAINING_H

#include "scenes/kit/kit.h"

enum { TRAINING_TEXTS = 3, TRAINING_COUNTERS = 3, TRAINING_VALUES = 6 };

// ---- what the run has ----

typedef struct TrainingData {
    const double *step, *loss, *tokens; // [n] of every recorded step; a loss may be no number
    int n;
    const double *val_step, *val; // [n_val] of the evaluations
    int n_val;
    double best_step, best; // NaN when no loss is a number
    bool best_is_val;
    const RunSample *samples[TRAINING_TEXTS]; // start, middle, best; NULL where the run has none
    double most_loss;                         // that is shown
    int decimals;                             // that tell the losses apart
    bool code;                                // the texts are program code
} TrainingData;

TrainingData training_data(Scene *s, const Run *run);

// ---- the clock ----

// Where the run is at every 60th of a second while the lines draw: tips, counters, rings and texts all read it, so
// they agree at every moment.
typedef struct TrainingClock {
    double *t_s, *step; // [n]
    int n;
} TrainingClock;

TrainingClock training_clock(Scene *s, const TrainingData *data, double from_s, double to_s);
double training_time_of(const TrainingClock *clock, double at_step);

// What the counters show at times of the clock.
void training_count(Scene *s, Node *const counters[TRAINING_COUNTERS], const TrainingData *data,
                    const TrainingClock *clock);

// ---- the picture ----

typedef struct TrainingLayout TrainingLayout;

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
