// chart.h — what the files of the chart share: its data, which say everything that is to be seen of it, and where that
// stands in a rectangle.
#ifndef GPTREEL_KIT_CHART_H
#define GPTREEL_KIT_CHART_H

#include "engine/verbs/verbs.h"
#include "scenes/kit/axis.h"

enum { CHART_MOST_SERIES = 8, CHART_MOST_NOTES = 6, CHART_MOST_TAKEN = 160 };
enum { CHART_COLUMN = 4 /* units */ };

#define CHART_EDGE 12.0    // units that the ends of lines keep from the edge of the picture
#define CHART_DOT_R 6.5    // radius of dots on lines
#define CHART_END_GAP 24.0 // from the frame to the names at the ends of its lines

// ---- data ----

// How the values of a series are drawn.
typedef enum SeriesShape {
    SERIES_LINE,
    SERIES_POINTS, // a dot for each, in any order: a scatter
    SERIES_BARS,   // from the foot of the frame
} SeriesShape;

// Values along an axis, each with its source. In the scene's arena.
typedef struct Series {
    SeriesShape shape;
    const Words *name; // beside its end, and what methods call it
    Color color;
    const Figure *const *x, *const *y; // [n] rising x
    int n;
    const int *kept; // [n_kept] rising: the entries that its line goes through
    int n_kept;
    bool computed; // by a function of the script, not recorded
    bool filled;   // what is below its line is tinted
    bool dashed;   // its line
    bool by_sign;  // its bars are coloured by their sign
} Series;

// What the model wrote at a place along the axis. Its room is kept from the start.
typedef struct ChartNote {
    const Figure *at;
    const Words *head;
    const char *text;
    FigureSource source; // of the text
    bool shown;
} ChartNote;

// Where values are written: behind the names at the ends and beside dots, or behind the names alone.
typedef enum ChartValues {
    CHART_VALUES_ALL,
    CHART_VALUES_ENDS,
    CHART_VALUES_NONE,
} ChartValues;

// A series, and a place in it; series < 0: none.
typedef struct ChartPlace {
    int series, entry;
} ChartPlace;

typedef struct ChartData {
    Series series[CHART_MOST_SERIES]; // none without entries
    int n_series;
    Axis across, up;
    const char *format;                 // of values that go up; NULL: chart_fit chooses it
    const Words *across_name, *up_name; // NULL: no words
    bool across_top, up_right;          // the side of the frame on which the axis is
    const Figure *const *holds;         // [n_holds] that the axis up has room for, beside the values
    int n_holds;
    const Figure *rule;                 // a dashed line at this height; NULL: none
    const Words *rule_words;            // NULL: no words
    ChartNote notes[CHART_MOST_NOTES];  // [n_notes]
    int n_notes;
    bool large;       // words are a step larger
    bool ends_beside; // the names stand right of the frame, whatever room they take
    bool ride;        // the names run beside the points that draw the lines
    ChartValues values;
    Rect clear;     // where something else stands: words keep off and lines pass below; 0 wide: nothing does
    ChartPlace cut; // the highest value, where the axis ends below it

    // What was done with it since.
    double drawn;                   // share of the axis that the lines drew themselves along
    bool tips;                      // there are the points that draw them now
    bool near;                      // the best value is seen from near: its line fills the canvas; all else is gone
    bool dotted[CHART_MOST_SERIES]; // there are dots with values
    const bool
        *kept_dots[CHART_MOST_SERIES]; // [n] which of them, from near as they were before; NULL: as there is room
    ChartPlace best, point;            // the marked lowest value; the dot that can move
    bool best_named;                   // "best" and the value stand beside it
} ChartData;

// The picture's kind, and the type of its handles.
extern const ScriptKind CHART_KIND;

// Data without series, in the arena.
ChartData *chart_data(Arena *arena, const Words *across_name, const Words *up_name);

// Adds a series with the entries that have both a place and a value that is a number; one without entries is not added
// at all. False: there are too many series, or the places, x[i], do not rise, which points need not.
bool chart_add(Arena *arena, ChartData *data, Series series, const Figure *const *x, const Figure *const *y, int n,
               Err *err);

// Gives the series axes that fit them, and the values a format. An axis upwards is cut where a few values are far above
// all others: they run along its upper edge. A rule that is far from all values is left out, as it would flatten them.
// There must be a series with values. False: an axis has no place for some of them.
bool chart_fit(Arena *arena, ChartData *data, Err *err);

// The entry with the highest value, or the lowest one.
int chart_best(const Series *series, bool most);

// ---- places (chart_place.c) ----

// A series' line in the frame. In the scene's arena.
typedef struct ChartLine {
    Point *points;  // [n_points] rising x, canvas units
    double *length; // [n_points] of the line up to there
    int n_points;
} ChartLine;

// How a picture's rectangle is used: where values stand, what there is room for, and what is still free.
typedef struct ChartFrame {
    const ChartData *data;
    Rect box;          // one of its sides is the axis across, another the axis up
    double size;       // of the type
    bool worded;       // there is room for words and numbers, and they have not left
    bool ends_outside; // the names at the ends stand right of the frame
    bool name_beside;  // so does the name of the axis across
    AxisTicks up, across;
    const char *up_format;
    ChartLine lines[CHART_MOST_SERIES];
    double *top, *bottom; // [n_columns] the highest and the lowest of all lines in each column of the box
    int n_columns;
    Rect taken[CHART_MOST_TAKEN]; // by words and dots
    int n_taken;
} ChartFrame;

// Of a picture's rectangle, in the scene's arena, like its lines; the second makes these, when the box is known.
ChartFrame *chart_frame(Scene *s, const ChartData *data, Rect rect);
void chart_place_lines(Scene *s, ChartFrame *frame);

// The frame, larger than a room, in which the marked best value and the line that comes to it are seen from near.
Rect chart_near_box(const ChartData *data, Rect room, CanvasShape shape);

Point chart_spot(const ChartFrame *frame, double x, double y);
Point chart_entry_spot(const ChartFrame *frame, ChartPlace place);

// How far right of a dot at x the middle of a plate w wide stands, which stays within the frame: off the names and the
// numbers beside it.
double chart_plate_shift(const ChartFrame *frame, double x, double w);

// Where the line is at x units, at its ends beyond them; `length` gets its length up to there.
Point chart_on_line(const ChartLine *line, double x, double *length);

// Where a series' line begins, as a share of the axis, or just before.
double chart_line_begins(const ChartFrame *frame, int series);

void chart_take(ChartFrame *frame, Rect box);
bool chart_is_taken(const ChartFrame *frame, Rect box);
// The place for something of a size that is nearest to a point, not further from it than `reach`, off everything,
// within a rectangle; rather over the point than under it. `note`: neither over nor under it, and over all lines.
// False: there is none.
bool chart_find_free(const ChartFrame *frame, Rect within, Size size, Point near, double reach, bool note, Rect *found);

// ---- layout ----

void chart_lay_out(Layout *layout, const void *data, Rect rect); // of the picture's kind

// The lines with their names, and the points that draw them (chart_lines.c).
void chart_lines(Layout *layout, ChartFrame *frame);

// What is written at a line's end, in the scene's arena: its name, and its last value where that was recorded.
const Words *chart_end_words(Scene *s, const ChartData *data, int series);
TextStyle chart_end_style(double size);

// What the model wrote (chart_notes.c): before the marks, which keep off it.
void chart_notes(Layout *layout, ChartFrame *frame);

// Which entries of a series have a dot: none too near to the one before it, but the last one and the best one. In the
// arena.
const bool *chart_choose_dots(Arena *arena, const ChartFrame *frame, int series);

// Dots with values, the moving dot, the best value (chart_lines.c).
void chart_marks(Layout *layout, ChartFrame *frame);

// ---- bars (chart_bars.c) ----

// Counts values in bins of equal width: their middles and how many are in each, [n_bins] figures computed in a file. In
// the arena.
void chart_bins(Arena *arena, const Figure *const *values, int n_values, int n_bins, const char *file,
                const Figure **middles, const Figure **counts);

// The shortest way from one entry to the next, as a share of the axis; 0.5 for one alone.
double chart_bar_pitch(const Axis *across, const Series *series);

// Makes room on the axes for whole bars, from zero up; and draws them.
void chart_fit_bars(ChartData *data, const Series *series);
void chart_bars(Layout *layout, ChartFrame *frame, int series);

TextStyle chart_number_style(double size, Align align);

// The words as an item of the part that was begun last; as a part of their own, in the middle of a place's left side.
void chart_words(Layout *layout, const char *name, const Words *words, Point at, const TextStyle *style, Color color);
void chart_label(Layout *layout, PartKey key, Rect place, int z, const Words *words, const TextStyle *style,
                 Color color);

// Takes a free place near a point for words of the size of labels. False: there is none.
typedef enum ChartSide {
    CHART_ANYWHERE,
    CHART_OVER,
    CHART_UNDER,
} ChartSide;

bool chart_place_words(Layout *layout, ChartFrame *frame, const char *words, Point near, double reach, ChartSide side,
                       Rect *place);

// ---- how it draws itself (chart_draw.c) ----

// The node of a part, of an item of it; NULL where there is none.
Node *chart_part(const Picture *picture, PartKey key);
Node *chart_item(const Picture *picture, PartKey key, const char *name);

// The axes draw themselves, then their ticks and words come, in a time that does not depend on how many there are.
void chart_show_axes(Scene *s, Picture *picture);

// The lines draw themselves, on from where they are to a place along the axis, with the points that do it. `counters`,
// a picture of COUNTERS_TYPE, run along; NULL: none do.
void chart_draw(Scene *s, Picture *picture, double to, Picture *counters);

// A leg of the drawing: where on the axis it is at which time.
typedef struct ChartLeg {
    double *t_s, *share; // [n] seconds of the scene; of the axis; rising
    int n;
} ChartLeg;

// Whether the name at the end of a series' line rides: it is an item of its own then, without the value.
bool chart_rides(const ChartData *data, int series);

// During a leg the names that ride are beside the points that draw, off one another, and not seen over a rule and its
// words. That of a line which ends before the axis does goes on as far as the others' points, and a leader from its end
// after it. At the end of the axis all are in their places (chart_ride.c).
void chart_ride(Scene *s, const Picture *picture, const ChartFrame *frame, const ChartLeg *leg);

// The node is at[i] at time t_s[i] (seconds of the scene, rising), i < n.
void chart_move_node(Scene *s, Node *node, const double *t_s, const Point *at, int n);

// ---- for scripts ----

// At time t_s[i] (seconds of the scene, rising) the counters, a picture of COUNTERS_TYPE, show the last entry that was
// recorded at or before along[i] (counters.c).
void counters_follow(Scene *s, Picture *counters, const double *t_s, const double *along, int n);

extern const Verb CHART_METHODS[]; // chart_motion.c

// The number of a figure or a plain one. False: it is neither.
bool chart_number(ScriptValue value, double *number);

// Keys of parts are cells: of a series its line, the name at its end, what leads there, the point that draws it; of a
// note; of a dot the series and the entry. Others are named: "across", "up", "rule", "point", "best", "best value", "cut".
enum { CHART_LINE = 1000, CHART_END, CHART_LEADER, CHART_TIP, CHART_NOTE };

#endif
