// chat_data.c — mixes the tasks into conversations. Number i of a file is made with dice of its own.
#include "model/text/chat_data.h"

#include "engine/base/file.h"
#include "model/nn/random.h"
#include "model/run/byte_map.h"
#include "model/text/calculator.h"
#include "model/text/chat_exam.h"
#include "model/text/conversation.h"

#include <math.h>
#include <string.h>

enum {
    PER_THING = 1 << 16,  // draws kept for one conversation or question
    TWO_TURNS_ONE_IN = 5, // conversations
    MOST_TURNS = 2,
    MID_TOOL_SHARE = 5000, // of all sums, in ten thousandths
    ALL = 10000,
    TRIES = 40, // for each question of a test that is new
};

// The files, each with dice of its own. To add a file of conversations: a row of STAGES.
typedef enum FileKind {
    FILE_MID,
    FILE_SFT,
    FILE_RL,
    FILE_TEST, // and on, one a task
} FileKind;

// A file under way.
typedef struct Making {
    const ChatDataPlan *plan;
    ChatMaterial material;
    Arena arena;   // of the facts
    Arena scratch; // of what is being made
} Making;

// How many of a hundred turns have which task.
typedef struct Share {
    const char *task;
    int of_hundred;
} Share;

static const struct {
    const char *name;
    int least_digits, most_digits;
    Share shares[4];
} STAGES[] = {
    [FILE_MID] = {"mid.jsonl", 1, 3, {{"sums", 30}, {"questions", 30}, {"spelling", 20}, {"copying", 20}}},
    [FILE_SFT] = {"sft.jsonl", 3, 3, {{"sums", 80}, {"questions", 8}, {"spelling", 6}, {"copying", 6}}},
};

static Dice dice_of(const ChatDataPlan *plan, int file, int64_t number)
{
    return (Dice){(uint64_t)plan->seed, random_stream(RANDOM_CHAT_DATA, (uint32_t)file), (uint64_t)number * PER_THING};
}

// ---- conversations ----

static const ChatTask *drawn_task(FileKind file, Dice *dice)
{
    int left = dice_roll(dice, 100), row = 0;
    while (left >= STAGES[file].shares[row].of_hundred)
        left -= STAGES[file].shares[row++].of_hundred;
    return choices_find(&CHAT_TASK_CHOICES, STAGES[file].shares[row].task, NULL);
}

static Message message_of(Arena *arena, Role role, const Part *parts, int n_parts)
{
    return (Message){role, arena_memdup(arena, parts, sizeof *parts * (size_t)n_parts), n_parts};
}

// What the assistant says: the answer alone or, with the tool, a call and what came of it before.
static Message answer_of(Arena *arena, const ChatExample *example, bool with_tool)
{
    if (!example->expression)
        return message_of(arena, ROLE_ASSISTANT, &(Part){PART_TEXT, example->answer}, 1);
    const Part marked = {PART_TEXT, arena_printf(arena, "#### %s", example->answer)};
    if (!with_tool)
        return message_of(arena, ROLE_ASSISTANT, &marked, 1);
    char result[CALCULATOR_ROOM];
    calculator_run(result, example->expression, strlen(example->expression));
    const Part parts[] = {{PART_PYTHON, example->expression}, {PART_OUTPUT, arena_strdup(arena, result)}, marked};
    return message_of(arena, ROLE_ASSISTANT, parts, 3);
}

static const char *conversation_at(Making *making, FileKind file, int64_t number)
{
    Arena *arena = &making->scratch;
    Dice dice = dice_of(making->plan, file, number);
    const int tool_share = file == FILE_MID ? MID_TOOL_SHARE : (int)lround(ALL * making->plan->tool_share);
    const int n_turns = dice_roll(&dice, TWO_TURNS_ONE_IN) == 0 ? MOST_TURNS : 1;
    Message messages[2 * MOST_TURNS];
    for (int turn = 0; turn < n_turns; turn++) {
        ChatExample example;
        const ChatTask *task = drawn_task(file, &dice);
        const bool with_tool = dice_roll(&dice, ALL) < tool_share;
        chat_example(&example, task, &making->material, false, &dice, arena);
        messages[2 * turn] = message_of(arena, ROLE_USER, &(Part){PART_TEXT, example.question}, 1);
        messages[2 * turn + 1] = answer_of(arena, &example, with_tool);
    }
    return conversation_line(&(Conversation){messages, 2 * n_turns}, arena);
}

// ---- files ----

static bool put_line(AtomicFile *file, const char *line, Err *err)
{
    return fputs(line, file->stream) >= 0 || err_errno(err, "cannot write %s", file->path);
}

static bool write_conversations(Making *making, FileKind kind, int64_t n, AtomicFile *file, Err *err)
{
    making->material.least_digits = STAGES[kind].least_digits;
    making->material.most_digits = STAGES[kind].most_digits;
    bool ok = true;
    for (int64_t i = 0; i < n && ok; i++) {
        ok = put_line(file, conversation_at(making, kind, i), err);
        arena_reset(&making->scratch);
    }
    return ok;
}

// Questions of a task, no two the same.
static bool write_questions(Making *making, int number, const ChatTask *task, bool held_out, int64_t n,
                            AtomicFile *file, Err *err)
{
    making->material.least_digits = making->material.most_digits = 3;
    ByteMap seen;
    byte_map_init(&seen);
    bool ok = true;
    for (int64_t i = 0, n_done = 0; n_done < n && i < TRIES * n && ok; i++) {
        Dice dice = dice_of(making->plan, number, i);
        ChatExample example;
        chat_example(&example, task, &making->material, held_out, &dice, &making->scratch);
        const bool is_new = byte_map_add(&seen, example.question, strlen(example.question), (int32_t)i) == i;
        const ChatExamItem item = {task, example.question, example.answer};
        ok = !is_new || put_line(file, chat_exam_line(&item, &making->scratch), err);
        n_done += is_new;
    }
    byte_map_finish(&seen);
    arena_reset(&making->scratch);
    return ok;
}

// File number `number`: FILE_MID … FILE_RL, then the tests.
static bool write_file(Making *making, int number, const char *dir, Err *err)
{
    const ChatDataPlan *plan = making->plan;
    const ChatTask *task = number < FILE_TEST ? &CHAT_TASKS[0] : &CHAT_TASKS[number - FILE_TEST];
    const char *name = number < FILE_RL    ? STAGES[number].name
                       : number == FILE_RL ? "rl.jsonl"
                                           : arena_printf(&making->arena, "test_%s.jsonl", task->name);
    AtomicFile file = {.stream = NULL};
    if (!atomic_open(&file, path_join(&making->arena, dir, name), err))
        return false;
    bool ok;
    if (number < FILE_RL)
        ok = write_conversations(making, (FileKind)number, number == FILE_MID ? plan->n_mid : plan->n_sft, &file, err);
    else
        ok = write_questions(making, number, task, number >= FILE_TEST, number == FILE_RL ? plan->n_rl : plan->n_test,
                             &file, err);
    if (ok)
        return atomic_commit(&file, err);
    atomic_drop(&file);
    return false;
}

bool chat_data_write(const ChatDataPlan *plan, const char *dir, Err *err)
{
    Making making = {.plan = plan};
    arena_init(&making.arena);
    arena_init(&making.scratch);
    chat_facts(&making.material, plan->texts, &making.arena);
    bool ok = dir_make(dir, err);
    for (int number = 0; ok && (number < FILE_TEST || CHAT_TASKS[number - FILE_TEST].name); number++)
        ok = write_file(&making, number, dir, err);
    arena_finish(&making.scratch);
    arena_finish(&making.arena);
    return ok;
}
