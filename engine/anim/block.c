// block.c — the stack of open blocks: when children begin and end, and the mapping of times that were written already.
#include "engine/anim/block.h"

#include "engine/anim/breaks.h"
#include "engine/anim/spoken.h"
#include "engine/anim/step_rest.h"
#include "engine/anim/time_log.h"

#include <math.h>
#include <string.h>

static const double SAME_S = 1e-6;
// In a silent scene, as it is seen: how long a picture stays where a beat or a step of the slide ends, how much longer
// the last one; and what a pause takes at most.
static const double LOOK_S = 0.7, LAST_LOOK_S = 0.3, LONGEST_PAUSE_S = 0.5;
static const double WHOLE_S = 0.1;  // of which it lasts a whole number
static const double FOLLOWED_S = 3; // what is stretched so long is there to be followed, and no way to the next thing
static const double WORDS_PER_S = 2.7, SHORTEST_LINE_S = 1;

// A child of a block whose children all end together.
typedef struct Child {
    TimeMarks from, to;
    double end_s;
} Child;

typedef struct Block Block;
struct Block {
    BlockSpec spec;
    double begin_s;
    double end_s;                    // where the last of its children so far ends
    double last_begin_s, last_end_s; // its last child
    double aside_end_s;              // where the last ends that goes on meanwhile
    double words_end_s;              // where the last of its words ends; 0: nothing is said
    double waits_s;                  // how much of its time is for words alone, heard or read, behind what moves
    double parent_cursor_s;          // when it was opened
    TimeMarks from;                  // what was written before it
    int span;                        // among the scene's block_spans
    Child *children;                 // [n_children] of BLOCK_PAR_ENDS
    int n_children, cap_children;
    const char *file;
    int line;
};

const char *block_kind_name(BlockKind kind)
{
    static const char *const NAMES[] = {
        [BLOCK_SEQ] = "seq",           [BLOCK_PAR] = "par",         [BLOCK_PAR_ENDS] = "par",
        [BLOCK_LAG] = "lag",           [BLOCK_STAGGER] = "stagger", [BLOCK_OVERLAP] = "overlap",
        [BLOCK_MEANWHILE] = "meanwhile", [BLOCK_BEAT] = "beat",     [BLOCK_SPOKEN] = "spoken",
        [BLOCK_STRETCH] = "stretch",   [BLOCK_SLOT] = "paced",      [BLOCK_AT] = "at",
        [BLOCK_BACKGROUND] = "during",
    };
    return NAMES[kind];
}

static Block *innermost(const Scene *s)
{
    return s->n_blocks > 0 ? &s->blocks[s->n_blocks - 1] : NULL;
}

static bool is_silent(const Scene *s)
{
    return s->pace == PACE_SILENT;
}

// What takes so long when the scene is seen, while it is built.
static double as_built(const Scene *s, double seen_s)
{
    return seen_s / PACE_KINDS[s->pace].tempo;
}

// Where a look at the picture ends that begins now, in a silent scene; one look is enough.
static double look(Scene *s, double begin_s)
{
    if (fabs(begin_s - s->looked_s) > SAME_S)
        s->looked_s = begin_s + as_built(s, LOOK_S);
    return s->looked_s;
}

// ---- words ----

double spoken_dur_s(const Scene *s, const char *cue, const char *words)
{
    const VoiceCue *voice = scene_voice(s, cue);
    if (voice)
        return voice->dur_s;
    double n_words = 0;
    int n_pauses = 0, n_bytes;
    for (const char *word = words + strspn(words, " \n"); *word; word += n_bytes + strspn(word + n_bytes, " \n")) {
        n_bytes = (int)strcspn(word, " \n");
        if (n_bytes == 1 && *word == '|')
            n_pauses++;
        else
            n_words += text_words(word, (size_t)n_bytes);
    }
    return fmax(SHORTEST_LINE_S, n_words / WORDS_PER_S) + n_pauses * SPOKEN_PAUSE_S;
}

// Adds the voice of a line that has no recording.
static void speak(Scene *s, const Say *say)
{
    VoiceCue voice = {.cue = say->cue};
    Err err = {""};
    if (!s->speak(s->arena, say, &voice, &err)) {
        scene_fail(s, "%s", err.text);
        return;
    }
    const int n = s->n_voice;
    VoiceCue *all = ARENA_ARRAY(s->arena, VoiceCue, n + 1);
    for (int i = 0; i < n; i++)
        all[i] = s->voice[i];
    all[n] = voice;
    s->voice = all;
    s->n_voice = n + 1;
}

// The line begins at the cursor.
static void say_words(Scene *s, const BlockSpec *spec)
{
    for (int i = 0; i < s->n_says; i++)
        if (strcmp(s->says[i].cue, spec->cue) == 0)
            scene_fail(s, "the cue \"%s\" is there twice; each spoken line has a name of its own", spec->cue);
    scene_say(s, spec->cue, spec->words, spec->shown);
    s->says[s->n_says - 1].file = s->at_file;
    s->says[s->n_says - 1].line = s->at_line;
    s->says[s->n_says - 1].seen = spec->seen;
    if (s->speak && !is_silent(s) && !scene_voice(s, spec->cue))
        speak(s, &s->says[s->n_says - 1]);
    s->says[s->n_says - 1].dur_s = spoken_dur_s(s, spec->cue, spec->words);
}

// ---- opening ----

static double opening_s(Scene *s, const BlockSpec *spec)
{
    const Block *parent = innermost(s);
    const double scene_begin_s = parent ? parent->begin_s : 0;
    switch (spec->kind) {
    case BLOCK_OVERLAP:
        if (spec->amount > s->cursor_s - scene_begin_s + SAME_S)
            scene_fail(s, "overlaps by %g s, but what is before it in its block lasts %.2f s", spec->amount,
                       s->cursor_s - scene_begin_s);
        return s->cursor_s - spec->amount;
    case BLOCK_AT:
        return scene_begin_s + spec->amount;
    case BLOCK_BACKGROUND:
        return parent ? parent->last_begin_s : s->last_begin_s;
    case BLOCK_SEQ:
    case BLOCK_PAR:
    case BLOCK_PAR_ENDS:
    case BLOCK_LAG:
    case BLOCK_STAGGER:
    case BLOCK_MEANWHILE:
    case BLOCK_BEAT:
    case BLOCK_SPOKEN:
    case BLOCK_STRETCH:
    case BLOCK_SLOT:
        break;
    }
    return s->cursor_s;
}

void block_begin_scene(Scene *s)
{
    s->in_blocks = true;
}

// Where all ends that was begun so far to go on meanwhile. Not where motions end: these may depend on the canvas.
static double aside_end_s(const Scene *s)
{
    double end_s = s->aside_end_s;
    for (int i = 0; i < s->n_blocks; i++)
        end_s = fmax(end_s, s->blocks[i].aside_end_s);
    return end_s;
}

void block_end_scene(Scene *s)
{
    if (is_silent(s))
        s->cursor_s = look(s, fmax(s->cursor_s, aside_end_s(s))) + as_built(s, LAST_LOOK_S);
    if (s->pace == PACE_STEPS)
        block_pause(s, step_rest_s(s, s->cursor_s), true);
    const double tempo = PACE_KINDS[s->pace].tempo;
    time_map(s, (TimeMarks){0}, time_marks(s), (TimeMap){0, 0, tempo});
    s->cursor_s *= tempo;
    if (is_silent(s))
        s->cursor_s = ceil(s->cursor_s / WHOLE_S - SAME_S) * WHOLE_S;
}

void block_open(Scene *s, BlockSpec spec)
{
    if (s->n_blocks == BLOCKS_DEEPEST) {
        scene_fail(s, "blocks are nested more than %d deep; take inner ones out", (int)BLOCKS_DEEPEST);
        s->n_blocks_too_deep++;
        return;
    }
    const double begin_s = opening_s(s, &spec) + spec.delay_s;
    const double parent_cursor_s = s->cursor_s;
    const int span = time_add_block(s, spec.kind, begin_s);
    s->blocks = arena_grow(s->arena, s->blocks, s->n_blocks, &s->cap_blocks, sizeof *s->blocks);
    s->blocks[s->n_blocks++] = (Block){
        .spec = spec,
        .begin_s = begin_s,
        .end_s = begin_s,
        .last_begin_s = begin_s,
        .last_end_s = begin_s,
        .aside_end_s = begin_s,
        .parent_cursor_s = parent_cursor_s,
        .from = time_marks(s),
        .span = span,
        .file = s->at_file,
        .line = s->at_line,
    };
    s->cursor_s = begin_s;
    if (spec.kind == BLOCK_SPOKEN && !is_silent(s))
        say_words(s, &spec);
}

// ---- children ----

double block_begin_s(const Scene *s, double delay_s)
{
    return s->cursor_s + delay_s;
}

double block_last_end_s(const Scene *s)
{
    const Block *block = innermost(s);
    return block ? block->last_end_s : s->last_end_s;
}

static void remember_child(Scene *s, Block *block, double end_s)
{
    const TimeMarks from = block->n_children > 0 ? block->children[block->n_children - 1].to : block->from;
    block->children =
        arena_grow(s->arena, block->children, block->n_children, &block->cap_children, sizeof *block->children);
    block->children[block->n_children++] = (Child){from, time_marks(s), end_s};
}

void block_passed(Scene *s, double begin_s, double end_s)
{
    Block *block = innermost(s);
    s->cursor_s = end_s;
    if (!block) {
        s->last_begin_s = begin_s;
        s->last_end_s = end_s;
        return;
    }
    block->end_s = fmax(block->end_s, end_s);
    block->last_begin_s = begin_s;
    block->last_end_s = end_s;
    if (block->spec.kind == BLOCK_PAR || block->spec.kind == BLOCK_PAR_ENDS)
        s->cursor_s = block->begin_s;
    else if (block->spec.kind == BLOCK_LAG)
        s->cursor_s = begin_s + block->spec.amount * (end_s - begin_s);
    else if (block->spec.kind == BLOCK_STAGGER)
        s->cursor_s = begin_s + block->spec.amount;
    if (block->spec.kind == BLOCK_PAR_ENDS)
        remember_child(s, block, end_s);
}

void block_hold(Scene *s, double dur_s)
{
    const double begin_s = block_begin_s(s, 0);
    block_passed(s, begin_s, begin_s + dur_s);
}

void block_pause(Scene *s, double dur_s, bool rest)
{
    const double begin_s = block_begin_s(s, 0);
    block_hold(s, as_built(s, is_silent(s) ? fmin(dur_s, LONGEST_PAUSE_S) : dur_s));
    if (rest)
        time_add_rest(s, begin_s, block_last_end_s(s));
}

// ---- closing ----

static void end_together(Scene *s, Block *block)
{
    const double last_s = block->aside_end_s;
    for (int i = 0; i < block->n_children; i++) {
        const Child *child = &block->children[i];
        block->aside_end_s = fmax(block->aside_end_s, last_s + block->end_s - child->end_s);
        time_map(s, child->from, child->to, (TimeMap){child->end_s, block->end_s, 1});
    }
}

// A beat lasts what it says; in a silent scene what moves in it and a moment to look, if that is less. Motion must fit;
// words that are longer draw it out, and that is remembered.
static double close_beat(Scene *s, const Block *block)
{
    const double asked_s = block->spec.amount, end_s = block->begin_s + as_built(s, asked_s);
    const double over_s = block->end_s - end_s;
    if (over_s <= SAME_S)
        return is_silent(s) ? fmin(end_s, look(s, block->end_s)) : end_s;
    scene_here(s, block->file, block->line);
    const bool by_words = block->words_end_s >= block->end_s - SAME_S || block->waits_s >= over_s - SAME_S;
    if (!by_words || s->pace == PACE_FIXED)
        scene_fail(s,
                   "what happens in this beat of %g s takes %.2f s, %.2f s too long; shorten it or lengthen the beat",
                   asked_s, block_seen_s(s, block->end_s - block->begin_s), block_seen_s(s, over_s));
    s->long_beats = arena_grow(s->arena, s->long_beats, s->n_long_beats, &s->cap_long_beats, sizeof *s->long_beats);
    s->long_beats[s->n_long_beats++] = (LongBeat){block->file, block->line, asked_s, block_seen_s(s, over_s)};
    return block->end_s;
}

// Maps what the block holds to another length. Gives its end.
static double rescale(Scene *s, Block *block, double dur_s)
{
    const double own_s = block->end_s - block->begin_s, factor = dur_s / own_s;
    if (own_s > SAME_S) {
        time_map(s, block->from, time_marks(s), (TimeMap){block->begin_s, block->begin_s, factor});
        block->aside_end_s = block->begin_s + factor * (block->aside_end_s - block->begin_s);
    }
    return block->begin_s + dur_s;
}

// When the block ends; what it holds is where it belongs then.
static double closing_s(Scene *s, Block *block)
{
    const double own_s = block->end_s - block->begin_s, amount = block->spec.amount;
    switch (block->spec.kind) {
    case BLOCK_PAR_ENDS:
        end_together(s, block);
        break;
    case BLOCK_BEAT:
        return close_beat(s, block);
    case BLOCK_SPOKEN:
        if (is_silent(s))
            break;
        block->words_end_s = block->begin_s + spoken_dur_s(s, block->spec.cue, block->spec.words);
        block->waits_s += fmax(0, block->words_end_s - block->end_s);
        return fmax(block->end_s, block->words_end_s);
    case BLOCK_STRETCH:
        if (own_s <= SAME_S)
            scene_fail(s, "there is nothing in this block that could be stretched to %g s", amount);
        return rescale(s, block, amount < FOLLOWED_S ? amount : as_built(s, amount));
    case BLOCK_SLOT:
        return own_s > amount ? rescale(s, block, amount) : block->begin_s + amount;
    case BLOCK_BACKGROUND:
        time_mark_background(s, block->from, time_marks(s));
        return rescale(s, block, amount);
    case BLOCK_SEQ:
    case BLOCK_PAR:
    case BLOCK_LAG:
    case BLOCK_STAGGER:
    case BLOCK_OVERLAP:
    case BLOCK_MEANWHILE:
    case BLOCK_AT:
        break;
    }
    return block->end_s;
}

// Of children one behind the other all waits are the parent's, of others the longest.
static void pass_waits(Block *parent, double waits_s)
{
    const BlockKind kind = parent->spec.kind;
    const bool side_by_side =
        kind == BLOCK_PAR || kind == BLOCK_PAR_ENDS || kind == BLOCK_LAG || kind == BLOCK_STAGGER;
    parent->waits_s = side_by_side ? fmax(parent->waits_s, waits_s) : parent->waits_s + waits_s;
}

void block_close(Scene *s)
{
    if (s->n_blocks_too_deep > 0) {
        s->n_blocks_too_deep--;
        return;
    }
    Block *block = innermost(s);
    const BlockKind kind = block->spec.kind;
    const double end_s = closing_s(s, block), words_end_s = block->words_end_s, waits_s = block->waits_s;
    const double begin_s = block->begin_s, parent_cursor_s = block->parent_cursor_s;
    const double block_aside_s = kind == BLOCK_MEANWHILE ? fmax(end_s, block->aside_end_s) : block->aside_end_s;
    s->block_spans[block->span].end_s = end_s;
    s->n_blocks--;
    Block *parent = innermost(s);
    double *aside_s = parent ? &parent->aside_end_s : &s->aside_end_s;
    *aside_s = fmax(*aside_s, block_aside_s);
    if (parent && words_end_s >= end_s - SAME_S)
        parent->words_end_s = fmax(parent->words_end_s, words_end_s);
    if (kind == BLOCK_MEANWHILE || kind == BLOCK_BACKGROUND || kind == BLOCK_AT) {
        s->cursor_s = parent_cursor_s;
        if (kind == BLOCK_AT && parent)
            parent->end_s = fmax(parent->end_s, end_s);
        return;
    }
    if (parent)
        pass_waits(parent, waits_s);
    block_passed(s, begin_s, end_s);
}

// ---- clicks, and what is left ----

void block_click(Scene *s)
{
    for (int i = 0; i < s->n_blocks; i++) {
        const BlockKind kind = s->blocks[i].spec.kind;
        if (kind == BLOCK_PAR || kind == BLOCK_PAR_ENDS || kind == BLOCK_LAG || kind == BLOCK_STAGGER ||
            kind == BLOCK_MEANWHILE || kind == BLOCK_BACKGROUND || kind == BLOCK_AT)
            scene_fail(s,
                       "a click stands where things run side by side (the block of line %d); put it between blocks "
                       "that follow one another",
                       s->blocks[i].line);
    }
    if (is_silent(s)) // what still goes on was to end while somebody speaks
        block_passed(s, s->cursor_s, look(s, fmax(s->cursor_s, aside_end_s(s))));
    if (s->pace == PACE_STEPS) {
        const double rest_s = step_rest_s(s, s->cursor_s);
        block_pause(s, rest_s, true);
        if (innermost(s))
            innermost(s)->waits_s += rest_s; // a beat is longer for it, as for words
    }
    scene_step(s);
}

double block_rest_s(Scene *s)
{
    for (int i = s->n_blocks - 1; i >= 0; i--)
        if (s->blocks[i].spec.kind == BLOCK_BEAT)
            return s->blocks[i].begin_s + s->blocks[i].spec.amount - s->cursor_s;
    scene_fail(s, "\"rest\" is what is left of a beat, and there is no beat around this");
    return 0;
}

// ---- slots ----

double block_seen_s(const Scene *s, double dur_s)
{
    return dur_s * PACE_KINDS[s->pace].tempo;
}

double block_slot_s(const Scene *s)
{
    for (int i = s->n_blocks - 1; i >= 0; i--)
        if (s->blocks[i].spec.kind == BLOCK_SLOT)
            return s->blocks[i].spec.amount;
    return 0;
}

// The sum of n slots that begin at `first_s` and shrink by `factor`, none below `least_s`.
static double slots_sum(int n_slots, double first_s, double least_s, double factor)
{
    double sum_s = 0, slot_s = first_s;
    for (int i = 0; i < n_slots; i++) {
        sum_s += fmax(slot_s, least_s);
        slot_s *= factor;
    }
    return sum_s;
}

bool block_slots(double *slot_s, int n_slots, double total_s, double first_s, double least_s)
{
    const bool fits = n_slots * least_s <= total_s && first_s >= least_s;
    if (!fits || n_slots * first_s <= total_s) {
        for (int i = 0; i < n_slots; i++)
            slot_s[i] = total_s / n_slots;
        return fits;
    }
    double low = 0, high = 1;
    for (int i = 0; i < 60; i++) {
        const double middle = (low + high) / 2;
        if (slots_sum(n_slots, first_s, least_s, middle) > total_s)
            high = middle;
        else
            low = middle;
    }
    double sum_s = 0, next_s = first_s;
    for (int i = 0; i < n_slots; i++, next_s *= low)
        sum_s += slot_s[i] = fmax(next_s, least_s);
    for (int i = 0; i < n_slots; i++)
        slot_s[i] *= total_s / sum_s; // what halving left over
    return true;
}
