// faults_time.c — rules of time: words stay as long as it takes to read them, and something is always seen.
#include "engine/anim/caption_cues.h"
#include "engine/base/utf8.h"
#include "engine/output/faults_data.h"

#include <math.h>

// ---- reading ----

static const double STEP_S = 0.1, SEEN = 0.4; // opacity
static const double WORDS_PER_S = 5;          // of one who reads fast
static const double SILENT_S = 1;             // is enough where all goes fast
enum { FEW_WORDS = 3 };                       // are taken in at a glance

static int count_words(const char *text)
{
    int n = 0;
    for (bool inside = false; *text; text++) {
        const bool space = *text == ' ' || *text == '\n';
        n += !space && !inside;
        inside = !space;
    }
    return n;
}

static double opacity_at(const Node *node, double t_s)
{
    double opacity = (double)node_color(node, PROP_FILL, t_s).a;
    for (; node && opacity > 0; node = node->parent)
        opacity *= node_value(node, PROP_OPACITY, t_s);
    return opacity;
}

// How long a text can be seen, in all.
static double seen_s(const Scene *scene, const Node *node)
{
    int n = 0;
    for (int i = 0; i * STEP_S < scene->dur_s; i++)
        n += opacity_at(node, i * STEP_S) >= SEEN;
    return n * STEP_S;
}

void faults_of_reading(Faults *faults)
{
    static const Rule STAYS = {"hold it longer, or say it in fewer words"};
    const double most_s = faults->scene->pace == PACE_SILENT ? SILENT_S : HUGE_VAL;
    for (int i = 0; i < faults->scene->n_nodes; i++) {
        const Node *node = faults->scene->nodes[i];
        const bool read = node->kind == NODE_TEXT && node->n_runs == 1 && !front_is_caption(faults->scene, node);
        const int n_words = read ? count_words(node->runs[0]->text) : 0;
        if (n_words <= FEW_WORDS)
            continue;
        const double needed_s = fmin(n_words / WORDS_PER_S, most_s), there_s = seen_s(faults->scene, node);
        if (there_s > 0 && there_s < needed_s - STEP_S)
            faults_add(faults, &STAYS, node, "\"%s\" is there for %.1f s, and takes %.1f s to read",
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
        const double n_chars = utf8_count(cues[i].text), there_s = cues[i].end_s - cues[i].begin_s;
        if (n_chars > SLACK * CAPTION_CHARS_PER_S * there_s)
            faults_add(faults, &SLOWER, node_child(scene->captions, i),
                       "the caption \"%s\" is there for %.1f s: %.0f characters a second, and %.0f can be read",
                       cues[i].text, there_s, n_chars / there_s, CAPTION_CHARS_PER_S);
    }
}

// ---- nothing ----

void faults_of_emptiness(Faults *faults, const View *view, int *n_empty)
{
    static const Rule SOMETHING = {"let something appear, or take the time out"};
    enum { MOST_EMPTY = 2 }; // views of half a second
    bool empty = true;
    for (int i = 0; i < view->n_items && empty; i++)
        empty = rect_is_empty(view->items[i].bounds);
    *n_empty = empty ? *n_empty + 1 : 0;
    if (*n_empty > MOST_EMPTY)
        faults_add(faults, &SOMETHING, NULL, "for more than a second nothing is seen, until %.1f s or later",
                   view->t_s);
}
