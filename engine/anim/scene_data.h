// scene_data.h — what a sealed scene is: nodes, tracks, marks. For the engine's own files and the output backends;
// authors see scene.h alone. Its functions are in scene.c.
#ifndef GPTREEL_ANIM_SCENE_DATA_H
#define GPTREEL_ANIM_SCENE_DATA_H

#include "engine/anim/block.h"
#include "engine/anim/front.h"
#include "engine/anim/node_data.h"
#include "engine/anim/pace.h"
#include "engine/anim/scene.h"

typedef struct Say {
    double t_s, dur_s; // dur_s from the number of words, or up to the next one
    const char *cue, *words;
    const char *written;       // the words with the author's marks of stress and pause (spoken.h)
    const struct Shown *shown, *written_shown; // the figures in the words, and as written; NULL: none
    bool seen;                 // the picture shows the words: captions in it leave them out
    const char *file;          // where the author says it
    int line;
} Say;

// A property of a node in motion, and where the author said so.
typedef struct MotionSpan {
    const Node *node;
    double begin_s, end_s;
    bool background; // goes on behind the picture, also across clicks
    bool rest;       // no motion: the picture is meant to stand still; node NULL
    const char *file;
    int line;
} MotionSpan;

// A block of time, and where the author opened it.
typedef struct BlockSpan {
    BlockKind kind;
    double begin_s, end_s;
    int depth; // blocks around it
    const char *file;
    int line;
} BlockSpan;

// The voice of a spoken line: recorded, or spoken by a synthesiser while the scene is built.
typedef struct VoiceCue {
    const char *cue;
    double dur_s;
    const char *path;            // of the recording; NULL: there is none
    const struct Speech *speech; // of the synthesiser; NULL
} VoiceCue;

// A beat that its words made longer.
typedef struct LongBeat {
    const char *file;
    int line;
    double asked_s, over_s;
} LongBeat;

typedef struct Mark {
    double t_s;
    const char *title; // chapters; NULL for steps
} Mark;

// Words for those who read the film as an article, and the moment at which they were said.
typedef struct Remark {
    double t_s;
    const char *words;
    const struct Shown *shown; // the figures in them
    const char *file;          // where the author wrote them
    int line;
} Remark;

struct Scene {
    Arena *arena;          // everything below lives in it; the caller's
    Fonts *fonts;          // the caller's
    Canvas canvas;
    Front front;           // what stands before it
    FrontRoom room;        // and the room that this leaves
    const Theme *theme;
    const char *name;      // "nanogpt/01_architecture"
    Node *root;            // the canvas; its children are the camera's group and the overlay
    Node *stage, *overlay;
    Node *in_front;        // above both, drawn when it is sealed: captions, a signature; NULL: none
    Node *captions;        // a child for each cue; NULL: none are drawn
    Node **nodes;          // [n_nodes] by id
    int n_nodes, cap_nodes;
    double cursor_s;       // where the next child of the innermost block begins
    struct Block *blocks;  // [n_blocks] open ones, outermost first (block.c)
    int n_blocks, cap_blocks, n_blocks_too_deep;
    double last_begin_s, last_end_s; // of the last child outside of all blocks
    double looked_s;       // where the last look at a picture ended (block.c)
    double aside_end_s;    // where the last ends that went on meanwhile, of blocks that are closed
    bool in_blocks;        // its time is made of blocks
    Pace pace;             // how its time follows the words
    const VoiceCue *voice; // [n_voice]
    int n_voice;
    bool (*speak)(Arena *arena, const Say *say, VoiceCue *voice, Err *err); // as in film.h
    LongBeat *long_beats;
    int n_long_beats, cap_long_beats;
    int64_t n_keys;        // written so far, in all tracks
    Track **touches;       // [n_touches] tracks in the order in which they were written to (time_log.h)
    int n_touches, cap_touches;
    MotionSpan *spans;
    int n_spans, cap_spans;
    BlockSpan *block_spans; // [n_block_spans] in the order in which they were opened
    int n_block_spans, cap_block_spans;
    int64_t n_mappings;
    struct Picture **pictures; // [n_pictures] in the order of creation
    int n_pictures, cap_pictures;
    const struct FilmRow *row; // while it is built: what it is built from, and
    const void *const *inputs; // [row->n_inputs] with what; NULL afterwards
    double dur_s;          // once sealed
    Say *says;
    int n_says, cap_says;
    Mark *steps;           // by time once sealed
    int n_steps, cap_steps;
    Mark *chapters;
    int n_chapters, cap_chapters;
    Remark *key_frames; // by time once sealed: pictures that stand for the scene, with what stands under them
    int n_key_frames, cap_key_frames;
    Remark *takeaways; // what is to be remembered
    int n_takeaways, cap_takeaways;
    bool is_slide;            // its pictures wait for who speaks
    const char *const *notes; // [n_notes] for who speaks, of a slide: the first before any click, one for each further step
    int n_notes;
    bool sealed;
    Err err;               // the first; empty when all is well
    const char *at_file;   // where the author is
    const char **files; // [n_files] names that were noted, the scene's own: a script's end with it
    int n_files, cap_files;
    int at_line;
};

// An empty scene at time 0. `arena` and `fonts` must outlive it; everything of the scene is in the arena.
Scene *scene_create(Arena *arena, Fonts *fonts, Canvas canvas, const Theme *theme, const char *name);

// The voice of a cue; NULL: there is none.
const VoiceCue *scene_voice(const Scene *s, const char *cue);

// Marks at the cursor: a spoken line, as its author writes it with figures in it (NULL: none), which captions and notes
// have from here on; the end of a slide's step, the picture here; a chapter. What is given is copied, but the figures.
void scene_say(Scene *s, const char *cue, const char *written, const struct Shown *shown);
void scene_step(Scene *s);
void scene_chapter(Scene *s, const char *title);

// For an article: the picture at the cursor is a key frame with these words under it; the words are a takeaway.
void scene_key_frame(Scene *s, const char *words, const struct Shown *shown);
void scene_takeaway(Scene *s, const char *words, const struct Shown *shown);

// Ends the building: sorts by z, fixes the duration and the length of what is said. False with the first error of
// the build, with file and line. After it nothing of the scene changes, and any number of threads may read it.
bool scene_seal(Scene *s, Err *err);

// Every call that changes a scene begins with this: it asserts that the scene is not sealed.
void scene_change(const Scene *s);

#endif
