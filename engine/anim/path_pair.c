// path_pair.c — contours cut at common shares of their lengths.
#include "engine/anim/path_pair.h"

#include "engine/anim/path_walk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PIECES = 600, N_TRIALS = 48 }; // cubics of one outline; points that two contours are compared at

static const double SAME_SHARE = 1e-4; // of a contour's length: cuts nearer than this are one

typedef struct Cubic {
    Point p[4];
} Cubic;

typedef struct Contour {
    Cubic *pieces; // [n]
    double *ends;  // [n] the share of the length that lies behind each
    int n, cap, cap_ends;
    double length, area; // area: signed, of the polygon of its control points; 0: open
    bool closed;
} Contour;

typedef struct Outline {
    Contour *contours; // [n]
    int n, cap;
    Rect box;
} Outline;

// ---- reading ----

static Point mix(Point a, Point b, double t)
{
    return (Point){lerp(a.x, b.x, t), lerp(a.y, b.y, t)};
}

static Cubic cubic_of(const PathPiece *piece)
{
    const Point a = piece->p[0], b = piece->p[3];
    if (piece->line)
        return (Cubic){{a, mix(a, b, 1.0 / 3), mix(a, b, 2.0 / 3), b}};
    return (Cubic){{a, piece->p[1], piece->p[2], b}};
}

static void add_piece(Arena *arena, Contour *contour, Cubic piece, double length)
{
    contour->pieces = arena_grow(arena, contour->pieces, contour->n, &contour->cap, sizeof *contour->pieces);
    contour->ends = arena_grow(arena, contour->ends, contour->n, &contour->cap_ends, sizeof *contour->ends);
    contour->pieces[contour->n] = piece;
    contour->length += length;
    contour->ends[contour->n++] = contour->length;
}

static void measure(Contour *contour)
{
    const Point first = contour->pieces[0].p[0], last = contour->pieces[contour->n - 1].p[3];
    contour->closed = hypot(last.x - first.x, last.y - first.y) < 1e-6 * contour->length;
    for (int i = 0; i < contour->n; i++) {
        contour->ends[i] /= contour->length;
        for (int k = 0; k < 3 && contour->closed; k++) {
            const Point a = contour->pieces[i].p[k], b = contour->pieces[i].p[k + 1];
            contour->area += (a.x * b.y - b.x * a.y) / 2;
        }
    }
}

static int by_area(const void *a, const void *b)
{
    const double x = fabs(((const Contour *)a)->area), y = fabs(((const Contour *)b)->area);
    return (x < y) - (x > y);
}

static Outline read_outline(Arena *arena, const Path *path)
{
    Outline outline = {.box = path_bounds(path)};
    PathWalk walk = {.path = path};
    PathPiece piece;
    bool begins = true;
    while (path_walk_next(&walk, &piece)) {
        const double length = path_piece_length(&piece);
        begins = begins || piece.begins; // a contour may begin with a piece of no length
        if (length <= 0)
            continue;
        if (begins) {
            outline.contours = arena_grow(arena, outline.contours, outline.n, &outline.cap, sizeof *outline.contours);
            outline.contours[outline.n++] = (Contour){0};
        }
        begins = false;
        add_piece(arena, &outline.contours[outline.n - 1], cubic_of(&piece), length);
    }
    for (int i = 0; i < outline.n; i++)
        measure(&outline.contours[i]);
    if (outline.n > 0)
        qsort(outline.contours, (size_t)outline.n, sizeof *outline.contours, by_area);
    return outline;
}

static int count_pieces(const Outline *outline)
{
    int n = 0;
    for (int i = 0; i < outline->n; i++)
        n += outline->contours[i].n;
    return n;
}

// ---- where a contour begins, and in which direction it runs ----

static void reverse(Contour *contour)
{
    const int n = contour->n;
    Cubic swapped;
    for (int i = 0; i < n; i++)
        contour->pieces[i] = (Cubic){
            {contour->pieces[i].p[3], contour->pieces[i].p[2], contour->pieces[i].p[1], contour->pieces[i].p[0]}};
    for (int i = 0; i < n / 2; i++) {
        swapped = contour->pieces[i];
        contour->pieces[i] = contour->pieces[n - 1 - i];
        contour->pieces[n - 1 - i] = swapped;
    }
    double *ends = contour->ends;
    for (int i = 0, k = n - 2; i < k; i++, k--) {
        const double end = ends[i];
        ends[i] = ends[k];
        ends[k] = end;
    }
    for (int i = 0; i + 1 < n; i++)
        ends[i] = 1 - ends[i];
    contour->area = -contour->area;
}

// The piece of a share of the length, and the parameter there.
static int piece_at(const Contour *contour, double share, double *t)
{
    int i = 0;
    while (i + 1 < contour->n && contour->ends[i] <= share)
        i++;
    const PathPiece piece = {
        {contour->pieces[i].p[0], contour->pieces[i].p[1], contour->pieces[i].p[2], contour->pieces[i].p[3]},
        false,
        false};
    const double begin = i > 0 ? contour->ends[i - 1] : 0;
    *t = path_piece_parameter(&piece, (share - begin) * contour->length);
    return i;
}

static Point point_at(const Contour *contour, double share)
{
    double t;
    const int i = piece_at(contour, share, &t);
    return path_cubic_at(contour->pieces[i].p, t);
}

// The part of a cubic between two parameters, by its blossom (de Casteljau).
static Point blossom(const Point p[4], double a, double b, double c)
{
    const Point q[3] = {mix(p[0], p[1], a), mix(p[1], p[2], a), mix(p[2], p[3], a)};
    return mix(mix(q[0], q[1], b), mix(q[1], q[2], b), c);
}

static Cubic cut(const Cubic *piece, double a, double b)
{
    return (Cubic){{blossom(piece->p, a, a, a), blossom(piece->p, a, a, b), blossom(piece->p, a, b, b),
                    blossom(piece->p, b, b, b)}};
}

// The same contour, closed, from another share of its length on.
static Contour begin_at(Arena *arena, const Contour *contour, double share)
{
    double t;
    const int first = piece_at(contour, share, &t);
    if (share <= 0)
        return *contour;
    Contour turned = {.area = contour->area, .closed = true};
    for (int k = 0; k <= contour->n; k++) {
        const int i = (first + k) % contour->n;
        const double begin = i > 0 ? contour->ends[i - 1] : 0;
        const double from = k == 0 ? share : begin, to = k == contour->n ? share : contour->ends[i];
        if (to - from > SAME_SHARE)
            add_piece(arena, &turned, cut(&contour->pieces[i], k == 0 ? t : 0, k == contour->n ? t : 1),
                      (to - from) * contour->length);
    }
    for (int i = 0; i < turned.n; i++)
        turned.ends[i] /= turned.length;
    return turned;
}

// How far the points of one are from those of the other, which begins at a share, when their middles are one.
static double way(const Point *from, const Contour *to, Point offset, double share)
{
    double sum = 0;
    for (int i = 0; i < N_TRIALS; i++) {
        const Point p = point_at(to, fmod(share + (double)i / N_TRIALS, 1));
        const double x = p.x - offset.x - from[i].x, y = p.y - offset.y - from[i].y;
        sum += x * x + y * y;
    }
    return sum;
}

// Where the second contour begins so that its points move least; its own corners are tried, too.
static double best_share(const Contour *from, const Contour *to, Point offset)
{
    Point points[N_TRIALS];
    for (int i = 0; i < N_TRIALS; i++)
        points[i] = point_at(from, (double)i / N_TRIALS);
    double best = 0, least = way(points, to, offset, 0);
    for (int i = 0; i < N_TRIALS + to->n - 1; i++) {
        const double share = i < N_TRIALS ? (double)i / N_TRIALS : to->ends[i - N_TRIALS];
        const double sum = way(points, to, offset, share);
        if (sum < least - 1e-9) {
            least = sum;
            best = share;
        }
    }
    return best;
}

// ---- pairs of contours ----

// Adds a contour, cut where it ends and where the other one's pieces do.
static void put_cut(Path *path, const Contour *contour, const double *cuts, int n_cuts)
{
    path_move(path, contour->pieces[0].p[0].x, contour->pieces[0].p[0].y);
    for (int i = 0; i < n_cuts; i++) {
        double a, b;
        const double begin = i > 0 ? cuts[i - 1] : 0;
        const int piece = piece_at(contour, (begin + cuts[i]) / 2, &a);
        const double piece_begin = piece > 0 ? contour->ends[piece - 1] : 0;
        const PathPiece whole = {{contour->pieces[piece].p[0], contour->pieces[piece].p[1], contour->pieces[piece].p[2],
                                  contour->pieces[piece].p[3]},
                                 false,
                                 false};
        a = begin - piece_begin > SAME_SHARE ? path_piece_parameter(&whole, (begin - piece_begin) * contour->length)
                                             : 0;
        b = contour->ends[piece] - cuts[i] > SAME_SHARE
                ? path_piece_parameter(&whole, (cuts[i] - piece_begin) * contour->length)
                : 1;
        const Cubic part = cut(&contour->pieces[piece], a, b);
        path_cubic(path, part.p[1].x, part.p[1].y, part.p[2].x, part.p[2].y, part.p[3].x, part.p[3].y);
    }
}

// The ends of the pieces of both, in rising order.
static double *common_cuts(Arena *arena, const Contour *a, const Contour *b, int *n_cuts)
{
    double *cuts = ARENA_ARRAY(arena, double, a->n + b->n);
    int n = 0;
    for (int i = 0, k = 0; i < a->n || k < b->n;) {
        const bool first = k >= b->n || (i < a->n && a->ends[i] <= b->ends[k]);
        const double end = first ? a->ends[i++] : b->ends[k++];
        if (n > 0 && end - cuts[n - 1] < SAME_SHARE)
            cuts[n - 1] = fmax(cuts[n - 1], end);
        else
            cuts[n++] = end;
    }
    *n_cuts = n;
    return cuts;
}

static void put_pair(Arena *arena, Path *from, Path *to, const Contour *a, Contour b, Point offset)
{
    if (a->closed && b.closed)
        b = begin_at(arena, &b, best_share(a, &b, offset));
    int n_cuts;
    const double *cuts = common_cuts(arena, a, &b, &n_cuts);
    put_cut(from, a, cuts, n_cuts);
    put_cut(to, &b, cuts, n_cuts);
    if (a->closed && b.closed) {
        path_close(from);
        path_close(to);
    }
}

// A contour in one outline, and in the other one the point that stands for it, as far into its box.
static void put_lonely(Path *own, Path *other, const Contour *contour, Rect box, Rect other_box)
{
    const Point at = point_at(contour, 0);
    const Point point = {other_box.x + (box.w > 0 ? (at.x - box.x) / box.w : 0.5) * other_box.w,
                         other_box.y + (box.h > 0 ? (at.y - box.y) / box.h : 0.5) * other_box.h};
    put_cut(own, contour, contour->ends, contour->n);
    path_move(other, point.x, point.y);
    for (int i = 0; i < contour->n; i++)
        path_cubic(other, point.x, point.y, point.x, point.y, point.x, point.y);
    if (contour->closed) {
        path_close(own);
        path_close(other);
    }
}

// The first contour of an outline that nobody has taken and whose area has that sign; -1: none.
static int find_partner(const Outline *outline, const bool *taken, double area)
{
    for (int i = 0; i < outline->n; i++)
        if (!taken[i] && outline->contours[i].area * area >= 0)
            return i;
    return -1;
}

bool path_pair(Arena *arena, const Path *from, const Path *to, PathPair *pair)
{
    Outline a = read_outline(arena, from), b = read_outline(arena, to);
    if (a.n == 0 || b.n == 0 || count_pieces(&a) > MOST_PIECES || count_pieces(&b) > MOST_PIECES)
        return false;
    const bool turned = a.contours[0].area * b.contours[0].area < 0;
    for (int i = 0; i < b.n && turned; i++)
        if (b.contours[i].closed)
            reverse(&b.contours[i]);
    const Point middle = rect_middle(a.box), other = rect_middle(b.box);
    const Point offset = {other.x - middle.x, other.y - middle.y};
    Path *first = path_create(arena), *last = path_create(arena);
    bool *taken = ARENA_ARRAY(arena, bool, b.n);
    for (int i = 0; i < a.n; i++) {
        const int partner = find_partner(&b, taken, a.contours[i].area);
        if (partner < 0) {
            put_lonely(first, last, &a.contours[i], a.box, b.box);
            continue;
        }
        taken[partner] = true;
        put_pair(arena, first, last, &a.contours[i], b.contours[partner], offset);
    }
    for (int i = 0; i < b.n; i++)
        if (!taken[i])
            put_lonely(last, first, &b.contours[i], b.box, a.box);
    *pair = (PathPair){first, last};
    return true;
}
