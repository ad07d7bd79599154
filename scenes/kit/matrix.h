// matrix.h — a matrix of figures as a picture: what it shows, where its cells are, and what happens to it.
#ifndef GPTREEL_KIT_MATRIX_H
#define GPTREEL_KIT_MATRIX_H

#include "engine/verbs/verbs.h"

// The numbers of a matrix. In the scene's arena.
typedef struct MatrixValues {
    const Figure *const *figures; // (n_rows, n_columns); NULL: a small whole number or −∞ of the picture's own
    const double *values;         // likewise
    int n_rows, n_columns;
    int first_row, first_column; // that its first ones are in the matrix that it is a part of, from 0
} MatrixValues;

// What a script gave: a tensor, a list of lists, or one of numbers, which is a row. False after script_fail.
bool matrix_values_read(ScriptCall *call, ScriptValue given, MatrixValues *values);

// The figure of a cell; a number of the picture's own as a constant. In the arena.
const Figure *matrix_figure(Arena *arena, const MatrixValues *values, int row, int column);

typedef enum MatrixLook {
    MATRIX_HEAT,  // cells in the colour of their value
    MATRIX_DOTS,  // weights: a dot's area is the value
    MATRIX_PLAIN, // numbers on quiet cells
} MatrixLook;

// Of a row or a column: a token's text, or words.
typedef struct MatrixLabel {
    const char *token;
    const Words *words;
} MatrixLabel;

typedef struct MatrixData {
    MatrixValues values;
    MatrixLook look;
    const MatrixLabel *rows, *columns; // [n_rows], [n_columns]; NULL: none
    int row_color, column_color;       // of the labels, as the kit counts colours; -1: ink
    const Words *name;                 // above it; NULL: none
    int color;                         // what it is: of dots, name and light; -1: accent
    int decimals;
    double full;   // the value whose colour is full; 0: the largest of its own
    double gutter; // width for the labels of rows, as a share of the rectangle; 0: what they take
    bool transposed, fill, masked, legend, shape;
    const bool *there;       // (n_rows, n_columns) which numbers have come; NULL: all
    int lit_row, lit_column; // from 0; -1: none; both: that cell
    int light_color;         // -1: as `color`
    const Figure *running;   // a sum on its way, in the lit cell; NULL: none
    int repeats;             // of a single row or column: there is room for it so often; 1: for itself
    enum { SPREAD_NOT, SPREAD_STACKED, SPREAD_ALL } spread; // itself alone; all of them in its place; in their places
} MatrixData;

// Where cells are. Rows and columns are as they are seen, be it transposed.
typedef struct MatrixFit {
    int n_rows, n_columns;             // that there is room for
    int n_rows_there, n_columns_there; // that are laid out
    double x, y, pitch_x, pitch_y, gap;
    double number_size;                        // 0: no room for numbers
    bool hatches_infinity;                     // there is none for −∞: hatched instead
    double label_w, label_h, name_h, legend_w; // 0: none
    bool letters_beside, letters_over;         // tokens have room beside their rows, over their columns
    double tile;                               // side of a token's tile beside a row; 0: letters, or words
    double full;
    bool is_signed;
} MatrixFit;

// The colour of a cell that has no number on it.
Color matrix_fill(const Theme *theme, const MatrixFit *fit, double value);

// Of the legend, with its numbers and the gap before it. (matrix_frame.c)
double matrix_legend_width(Scene *s, const MatrixFit *fit);

// Name, labels, legend and light, into the layout. (matrix_frame.c)
void matrix_frame_parts(Layout *layout, const MatrixData *data, const MatrixFit *fit);

// The colour of what the matrix is.
Color matrix_color(const Scene *s, int color);

extern const ScriptType MATRIX_TYPE;
extern const Verb MATRIX_METHODS[]; // (matrix_motion.c)

#endif
