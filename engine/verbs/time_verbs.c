// time_verbs.c — time as blocks, for scripts.
#include "engine/verbs/verbs.h"

#include "engine/anim/block.h"
#include "engine/anim/scene_data.h"
#include "engine/verbs/figure_verbs.h"

// Runs the script's function as a block.
static void run_block(ScriptCall *call, const ScriptArgs *args, BlockSpec spec)
{
    Scene *s = call->host;
    block_open(s, spec);
    if (script_run(call, arg_value(args, "f"), NULL, 0, NULL))
        block_close(s);
}

static void verb_seq(ScriptCall *call, const ScriptArgs *args)
{
    run_block(call, args, (BlockSpec){.kind = BLOCK_SEQ, .delay_s = arg_seconds(args, "delay")});
}

static void verb_par(ScriptCall *call, const ScriptArgs *args)
{
    const BlockKind kind = arg_bool(args, "ends") ? BLOCK_PAR_ENDS : BLOCK_PAR;
    run_block(call, args, (BlockSpec){.kind = kind, .delay_s = arg_seconds(args, "delay")});
}

static void verb_lag(ScriptCall *call, const ScriptArgs *args)
{
    run_block(call, args, (BlockSpec){.kind = BLOCK_LAG, .amount = arg_number(args, "share")});
}

static void verb_stagger(ScriptCall *call, const ScriptArgs *args)
{
    run_block(call, args, (BlockSpec){.kind = BLOCK_STAGGER, .amount = arg_number(args, "seconds")});
}

static void verb_overlap(ScriptCall *call, const ScriptArgs *args)
{
    run_block(call, args, (BlockSpec){.kind = BLOCK_OVERLAP, .amount = arg_number(args, "seconds")});
}

static void verb_meanwhile(ScriptCall *call, const ScriptArgs *args)
{
    run_block(call, args, (BlockSpec){.kind = BLOCK_MEANWHILE, .delay_s = arg_seconds(args, "delay")});
}

static void verb_beat(ScriptCall *call, const ScriptArgs *args)
{
    run_block(call, args, (BlockSpec){.kind = BLOCK_BEAT, .amount = arg_number(args, "seconds")});
}

static void verb_stretch(ScriptCall *call, const ScriptArgs *args)
{
    run_block(call, args, (BlockSpec){.kind = BLOCK_STRETCH, .amount = arg_number(args, "seconds")});
}

static void verb_at(ScriptCall *call, const ScriptArgs *args)
{
    run_block(call, args, (BlockSpec){.kind = BLOCK_AT, .amount = arg_number(args, "seconds")});
}

static void verb_spoken(ScriptCall *call, const ScriptArgs *args)
{
    const Words *words = arg_text(args, "words");
    run_block(call, args,
              (BlockSpec){.kind = BLOCK_SPOKEN,
                          .cue = arg_string(args, "cue"),
                          .words = words->text,
                          .seen = arg_bool(args, "seen"),
                          .shown = &words->shown});
}

static void verb_during(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    const double begin_s = block_begin_s(s, 0);
    block_open(s, (BlockSpec){.kind = BLOCK_SEQ});
    if (!script_run(call, arg_value(args, "f"), NULL, 0, NULL))
        return;
    block_close(call->host);
    block_open(s, (BlockSpec){.kind = BLOCK_BACKGROUND, .amount = block_last_end_s(s) - begin_s});
    if (script_run(call, arg_value(args, "background"), NULL, 0, NULL))
        block_close(s);
}

static void verb_hold(ScriptCall *call, const ScriptArgs *args)
{
    block_pause(call->host, arg_number(args, "seconds"), arg_bool(args, "still"));
}

static void verb_click(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    block_click(call->host);
}

static void verb_chapter(ScriptCall *call, const ScriptArgs *args)
{
    scene_chapter(call->host, ((const Words *)arg_text(args, "title"))->text);
}

static void verb_key_frame(ScriptCall *call, const ScriptArgs *args)
{
    const Words *words = arg_text(args, "words");
    scene_key_frame(call->host, words->text, &words->shown);
}

static void verb_takeaway(ScriptCall *call, const ScriptArgs *args)
{
    const Words *words = arg_text(args, "words");
    scene_takeaway(call->host, words->text, &words->shown);
}

// ---- paced ----

// One turn of a paced loop.
typedef struct Turn {
    double since_s; // what passes since the last readable turn began, up to the end of this one
} Turn;

static const double READABLE_S = 0.3; // shorter, a change of picture is only a flicker

static void turn_readable(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    script_return(call, value_bool(((const Turn *)call->self)->since_s >= READABLE_S));
}

static const Verb TURN_METHODS[] = {
    {"readable", SHAPE_FUNCTION, "Whether a change of picture can be seen: the turn is long enough, or the last such was long ago.",
     .call = turn_readable, .returns = "boolean"},
    {0},
};

const ScriptType TURN_TYPE = {.name = "turn", .help = "One turn of `paced`.", .methods = TURN_METHODS};

static void verb_paced(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    int n = 0;
    const ScriptValue *items = arg_list(args, "list", &n);
    if (n == 0)
        return;
    const double total_s = arg_given(args, "within") ? arg_number(args, "within") : block_rest_s(s);
    double *slot_s = ARENA_ARRAY(scene_arena(s), double, n);
    if (!block_slots(slot_s, n, total_s, arg_number(args, "first"), arg_number(args, "least")))
        scene_fail(s,
                   "%d turns do not fit into %.2f s: the first of them %g s, none below %g s; take fewer, or smaller "
                   "`first` and `least`",
                   n, total_s, arg_number(args, "first"), arg_number(args, "least"));
    double since_s = 0;
    for (int i = 0; i < n; i++) {
        Turn *turn = ARENA_NEW(scene_arena(s), Turn);
        turn->since_s = since_s += block_seen_s(s, slot_s[i]);
        if (since_s >= READABLE_S)
            since_s = 0;
        const ScriptValue given[] = {items[i], value_handle(&TURN_TYPE, turn)};
        block_open(s, (BlockSpec){.kind = BLOCK_SLOT, .amount = slot_s[i]});
        if (!script_run(call, arg_value(args, "f"), given, 2, NULL))
            return;
        block_close(s);
    }
}

// ---- the table ----

#define MOST_S .min = 0, .max = 3600, .unit = "s"
#define FUNCTION_ROW                                                                                                   \
    {                                                                                                                  \
        "f", ARG_FUNCTION, .help = "what happens in it"                                                                \
    }

static const Arg ONLY_FUNCTION[] = {FUNCTION_ROW, {0}};
static const Arg SECONDS_FUNCTION[] = {{"seconds", ARG_NUMBER, MOST_S, .help = "how long"}, FUNCTION_ROW, {0}};
static const Arg SECONDS_ONLY[] = {{"seconds", ARG_NUMBER, MOST_S, .help = "how long"}, {0}};
static const Arg HOLD_OPTIONS[] = {
    {"still", ARG_BOOL, .preset = "false",
     .help = "it is meant that nothing moves for long, here and around it: lint lists it, and does not complain"},
    {0}};
static const Arg DELAY[] = {{"delay", ARG_DURATION, .help = "begins so much later than the block around it"}, {0}};
static const Arg PAR_OPTIONS[] = {
    {"ends", ARG_BOOL, .preset = "false", .help = "all end together instead of beginning together"}, {0}};
static const Arg LAG_ARGS[] = {
    {"share", ARG_NUMBER, .min = 0, .max = 1, .help = "of each, after which the next one begins"}, FUNCTION_ROW, {0}};
static const Arg STAGGER_ARGS[] = {
    {"seconds", ARG_NUMBER, MOST_S, .preset = "0.06", .help = "from the begin of one to that of the next"},
    FUNCTION_ROW,
    {0}};
static const Arg SPOKEN_ARGS[] = {
    {"cue", ARG_STRING, .help = "name of the line, unique in the scene"},
    {"words", ARG_TEXT, .help = "what is said; figures as ${name:words}; *stress*, and | for a pause"},
    FUNCTION_ROW,
    {0}};
static const Arg SPOKEN_OPTIONS[] = {
    {"seen", ARG_BOOL, .preset = "false", .help = "the picture shows these words: captions drawn into it leave them out"},
    {0}};
static const Arg DURING_ARGS[] = {
    {"background", ARG_FUNCTION, .help = "what goes on behind it, drawn out to the same length"}, FUNCTION_ROW, {0}};
static const Arg TITLE_ARGS[] = {{"title", ARG_TEXT, .help = "as players list it"}, {0}};
static const Arg WORDS_ARGS[] = {{"words", ARG_TEXT, .help = "a sentence or two"}, {0}};
static const Arg PACED_ARGS[] = {
    {"list", ARG_LIST, .items = ARG_ANY, .help = "what is gone through"}, FUNCTION_ROW, {0}};
static const Arg PACED_OPTIONS[] = {
    {"within", ARG_NUMBER, MOST_S, .help = "all turns together; without it, what is left of the beat"},
    {"first", ARG_NUMBER, MOST_S, .preset = "0.9", .help = "length of the first turn"},
    {"least", ARG_NUMBER, MOST_S, .preset = "0.022", .help = "no turn is shorter"},
    {0},
};

// To add a block: a kind in block.h, a row here.
const Verb TIME_VERBS[] = {
    {"seq", SHAPE_BLOCK, "One thing after the other, which is what a scene is unless it says otherwise.", ONLY_FUNCTION,
     .shared = DELAY, .call = verb_seq},
    {"par", SHAPE_BLOCK, "Things that begin together; it lasts as long as the longest.", ONLY_FUNCTION, PAR_OPTIONS,
     DELAY, .call = verb_par},
    {"lag", SHAPE_BLOCK, "Each thing begins when a share of the one before it is over.", LAG_ARGS, .call = verb_lag},
    {"stagger", SHAPE_BLOCK, "Each thing begins a moment after the one before it.", STAGGER_ARGS, .call = verb_stagger},
    {"overlap", SHAPE_BLOCK, "Begins so many seconds before what is before it ends.", SECONDS_FUNCTION,
     .call = verb_overlap},
    {"meanwhile", SHAPE_BLOCK, "Begins now and takes no time; it may go on after its block.", ONLY_FUNCTION,
     .shared = DELAY, .call = verb_meanwhile},
    {"during", SHAPE_BLOCK, "The background lasts exactly as long as the rest: a slow camera over several beats.",
     DURING_ARGS, .call = verb_during},
    {"beat", SHAPE_BLOCK, "Lasts exactly so many seconds: what is left is held.", SECONDS_FUNCTION, .call = verb_beat},
    {"spoken", SHAPE_BLOCK, "A spoken line; it lasts at least as long as its words take.", SPOKEN_ARGS,
     SPOKEN_OPTIONS, .call = verb_spoken},
    {"stretch", SHAPE_BLOCK, "Draws out or compresses what happens in it to so many seconds.", SECONDS_FUNCTION,
     .call = verb_stretch},
    {"at", SHAPE_BLOCK, "Begins so many seconds after the block around it began.", SECONDS_FUNCTION, .call = verb_at},
    {"paced", SHAPE_BLOCK, "Goes through a list, faster and faster; the turns fill the time exactly.", PACED_ARGS,
     PACED_OPTIONS, .call = verb_paced},
    {"hold", SHAPE_VERB, "The picture rests.", SECONDS_ONLY, HOLD_OPTIONS, .call = verb_hold},
    {"click", SHAPE_FUNCTION, "Ends a step of the slide that the scene becomes.", .call = verb_click},
    {"chapter", SHAPE_FUNCTION, "A chapter of the film begins here.", TITLE_ARGS, .call = verb_chapter},
    {"key_frame", SHAPE_FUNCTION, "The picture here stands for the scene in an article, with these words under it.",
     WORDS_ARGS, .call = verb_key_frame},
    {"takeaway", SHAPE_FUNCTION, "What is to be remembered of the scene, for an article's list.", WORDS_ARGS,
     .call = verb_takeaway},
    {0},
};
