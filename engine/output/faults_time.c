// faults_time.c — rules of time: words stay as long as it takes to read them, something is always seen, and
// something moves.
#include "engine/anim/breaks.h"
#include "engine/anim/caption_cues.h"
#include "engine/base/utf8.h"
#include "engine/output/faults_data.h"

#include <math.h>
#include <string.h>

// ---- reading ----

static const double SAME_S = 1e-6;
static const double STEP_S = 0.1, SEEN = 0.4; // opacity
static const double WORDS_PER_S = 5;          // of one who reads fast
static const double SILENT_S = 1;             // is enough where all goes fast
enum { FEW_WORDS = 3 };                       // are taken in at a glance

static double opacity_at(const Node *node, double t_s)
{
    double opacity = (double)node_color(node, PROP_FILL, t_s).a;
    for (; node && opacity > 0; node = node->parent)
        opacity *= node_value(node, PROP_OPACITY, t_s);
    return opacity;
}

// How long a text can be seen, in all, and when it is seen first.
static double seen_s(const Scene *scene, const Node *node, double *first_s)
{
    int n = 0;
    for (int i = 0; i * STEP_S < scene->dur_s; i++)
        if (opacity_at(node, i * STEP_S) >= SEEN && n++ == 0)
            *first_s = i * STEP_S;
    return n * STEP_S;
}

void faults_of_reading(Faults *faults)
{
    static const Rule STAYS = {"hold it longer, or say it in fewer words"};
    const double most_s = faults->scene->pace == PACE_SILENT ? SILENT_S : HUGE_VAL;
    for (int i = 0; i < faults->scene->n_nodes; i++) {
        const Node *node = faults->scene->nodes[i];
        const bool read = node->kind == NODE_TEXT && node->n_runs == 1 && !node->stands_in && !front_has(faults->scene, node);
        const char *text = read ? node->runs[0]->text : "";
        const double n_words = text_words(text, strlen(text));
        if (n_words <= FEW_WORDS)
            continue;
        double first_s = 0;
        const double needed_s = fmin(n_words / WORDS_PER_S, most_s), there_s = seen_s(faults->scene, node, &first_s);
        if (there_s > 0 && there_s < needed_s - STEP_S)
            faults_add(faults, &STAYS, spot_at(node, first_s), "\"%s\" is there for %.1f s, and takes %.1f s to read",
                       node->runs[0]->text, there_s, needed_s);
    }
}

// Those who read what is said see it pass at the speed of the captions.
void faults_of_captions(Faults *faults)
{
    static const Rule SLOWER = {"say it in fewer words, or give it more time"};
    static const double SLACK = 1.02;
    const Scene *scene = faults->scene;
    int n_cues = 0;
    const CaptionCue *cues = caption_cues(faults->arena, scene, scene->room.columns, &n_cues);
    for (int i = 0; scene->captions && i < n_cues; i++) {
        const double n_columns = utf8_columns(cues[i].text, strlen(cues[i].text)), there_s = cues[i].end_s - cues[i].begin_s;
        if (n_columns > SLACK * CAPTION_COLUMNS_PER_S * there_s)
            faults_add(faults, &SLOWER, spot_at(node_child(scene->captions, i), cues[i].begin_s),
                       "the caption \"%s\" is there for %.1f s: %.0f characters a second, and %.0f can be read",
                       cues[i].text, there_s, n_columns / there_s, CAPTION_COLUMNS_PER_S);
    }
}

// ---- nothing ----

static const double MOST_EMPTY_S = 1, MOST_STILL_S = 4, HARDLY = 0.05; // opacity of what is not seen

static bool is_empty(const View *view)
{
    for (int i = 0; i < view->n_items; i++)
        if (!rect_is_empty(view->items[i].bounds) && view->items[i].opacity >= HARDLY)
            return false;
    return true;
}

static void end_empty(Faults *faults, const Quiet *quiet, double t_s)
{
    static const Rule SOMETHING = {"let something appear, or take the time out"};
    if (quiet->empty && t_s - quiet->empty_from_s > MOST_EMPTY_S + SAME_S)
        faults_add(faults, &SOMETHING, (Spot){.t_s = quiet->empty_from_s, .at = RECT_EMPTY},
                   "for more than a second nothing is seen, from %.1f to %.1f s", quiet->empty_from_s, t_s);
}

// The author's leave for a stillness: a rest that lies within it.
static const MotionSpan *leave_of(const Scene *scene, double from_s, double to_s)
{
    for (int i = 0; i < scene->n_spans; i++) {
        const MotionSpan *span = &scene->spans[i];
        if (span->rest && span->begin_s < to_s - SAME_S && span->end_s > from_s + SAME_S)
            return span;
    }
    return NULL;
}

// Whether the film itself says so, not a picture for it.
static bool is_of_film(const MotionSpan *span)
{
    const char *ending = span->file ? strrchr(span->file, '.') : NULL;
    return ending && strcmp(ending, ".lua") == 0;
}

// The film's last motion before nothing moves.
static const MotionSpan *last_motion(const Scene *scene, double t_s)
{
    const MotionSpan *last = NULL;
    for (int i = 0; i < scene->n_spans; i++) {
        const MotionSpan *span = &scene->spans[i];
        if (!span->rest && is_of_film(span) && span->end_s <= t_s + REEL_STEP_S &&
            (!last || span->end_s >= last->end_s))
            last = span;
    }
    return last;
}

static void end_still(Faults *faults, double from_s, double to_s)
{
    static const Rule MOVES = {"let something happen meanwhile, or say that it is meant, as hold(2, { still = true })"};
    if (faults->scene->is_slide || to_s - from_s <= MOST_STILL_S + SAME_S)
        return;
    const MotionSpan *leave = leave_of(faults->scene, from_s, to_s), *last = last_motion(faults->scene, from_s);
    if (leave) {
        faults->rests =
            arena_grow(faults->arena, faults->rests, faults->n_rests, &faults->cap_rests, sizeof *faults->rests);
        faults->rests[faults->n_rests++] = (Rest){from_s, to_s, leave->file, leave->line};
        return;
    }
    Spot spot = {.t_s = from_s, .at = RECT_EMPTY};
    if (last) {
        spot.file = last->file;
        spot.line = last->line;
    }
    faults_add(faults, &MOVES, spot, "nothing moves for %.1f s after this, from %.1f to %.1f s", to_s - from_s, from_s,
               to_s);
}

void faults_of_quiet(Faults *faults, const ViewReel *reel, Quiet *quiet)
{
    const View *view = reel_view(reel, 0);
    const bool empty = is_empty(view);
    if (!empty)
        end_empty(faults, quiet, view->t_s);
    else if (!quiet->empty)
        quiet->empty_from_s = view->t_s;
    quiet->empty = empty;
    if (display_list_equal(&view->list, &reel_view(reel, -1)->list))
        return;
    end_still(faults, quiet->still_from_s, view->t_s);
    quiet->still_from_s = view->t_s;
}

void faults_end_quiet(Faults *faults, Quiet *quiet)
{
    end_empty(faults, quiet, faults->scene->dur_s);
    end_still(faults, quiet->still_from_s, faults->scene->dur_s);
}
