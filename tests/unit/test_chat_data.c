// test_chat_data.c — made conversations and questions: what is held out, what is right, and that they are the same
// everywhere.
#include "support_temp.h"

#include "engine/base/file.h"
#include "model/run/byte_map.h"
#include "model/text/calculator.h"
#include "model/text/chat_data.h"
#include "model/text/chat_exam.h"
#include "model/text/conversation.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const ChatDataPlan PLAN = {.seed = 3,
                                  .n_mid = 6000,
                                  .n_sft = 2000,
                                  .n_rl = 500,
                                  .n_test = 200,
                                  .tool_share = 0.3,
                                  .texts = CHAT_SHAKESPEARE | CHAT_AUSTEN};

static void write_all(Temp *temp, ChatDataPlan plan)
{
    Err err = {""};
    if (!chat_data_write(&plan, temp->dir, &err))
        fail_msg("%s", err.text);
}

static Conversations read_conversations(Temp *temp, const char *name)
{
    Err err = {""};
    Conversations conversations;
    if (!conversations_read(&conversations, &temp->arena, temp_path(temp, name), &err))
        fail_msg("%s", err.text);
    return conversations;
}

static ChatExam read_exam(Temp *temp, const char *name)
{
    Err err = {""};
    ChatExam exam;
    if (!chat_exam_read(&exam, &temp->arena, temp_path(temp, name), &err))
        fail_msg("%s", err.text);
    return exam;
}

// The whole numbers in a text; returns how many, of which the first two are given.
static int numbers_in(const char *text, int numbers[2])
{
    int n = 0;
    while (*text) {
        if (!isdigit((unsigned char)*text)) {
            text++;
            continue;
        }
        char *end;
        const int number = (int)strtol(text, &end, 10);
        if (n < 2)
            numbers[n] = number;
        n++;
        text = end;
    }
    return n;
}

// Whether the text asks for a sum, and of two numbers that are held out together.
static bool is_sum(Arena *arena, const char *text, bool *held_out)
{
    int numbers[2] = {0, 0};
    if (numbers_in(text, numbers) != 2)
        return false;
    *held_out = chat_is_held_out(chat_sum_key(arena, numbers[0], numbers[1]));
    return true;
}

// ---- held out ----

static void no_held_out_sum_is_trained_on(void **state)
{
    static const char *const NAMES[] = {"mid.jsonl", "sft.jsonl"};
    Temp *temp = *state;
    write_all(temp, PLAN);
    int n_sums = 0;
    bool held_out = false;
    for (int f = 0; f < 2; f++) {
        const Conversations file = read_conversations(temp, NAMES[f]);
        assert_int_equal(file.n, f == 0 ? PLAN.n_mid : PLAN.n_sft);
        for (int i = 0; i < file.n; i++)
            for (int m = 0; m < file.items[i].n_messages; m++)
                for (int p = 0; p < file.items[i].messages[m].n_parts; p++)
                    if (is_sum(&temp->arena, file.items[i].messages[m].parts[p].text, &held_out)) {
                        n_sums++;
                        assert_false(held_out);
                    }
    }
    assert_true(n_sums > 3000);
    const ChatExam rl = read_exam(temp, "rl.jsonl"), test = read_exam(temp, "test_sums.jsonl");
    assert_int_equal(rl.n, PLAN.n_rl);
    assert_int_equal(test.n, PLAN.n_test);
    for (int i = 0; i < rl.n; i++)
        assert_true(is_sum(&temp->arena, rl.items[i].question, &held_out) && !held_out);
    for (int i = 0; i < test.n; i++)
        assert_true(is_sum(&temp->arena, test.items[i].question, &held_out) && held_out);
}

static void no_test_question_is_trained_on(void **state)
{
    static const char *const NAMES[] = {"mid.jsonl", "sft.jsonl"};
    Temp *temp = *state;
    write_all(temp, PLAN);
    ByteMap trained;
    byte_map_init(&trained);
    for (int f = 0; f < 2; f++) {
        const Conversations file = read_conversations(temp, NAMES[f]);
        for (int i = 0; i < file.n; i++)
            for (int m = 0; m < file.items[i].n_messages; m += 2) {
                const char *asked = file.items[i].messages[m].parts[0].text;
                byte_map_add(&trained, asked, strlen(asked), 1);
            }
    }
    for (const ChatTask *task = CHAT_TASKS; task->name; task++) {
        const ChatExam exam = read_exam(temp, arena_printf(&temp->arena, "test_%s.jsonl", task->name));
        assert_true(exam.n >= 100);
        for (int i = 0; i < exam.n; i++) {
            const char *asked = exam.items[i].question;
            assert_ptr_equal(exam.items[i].task, task);
            assert_int_equal(byte_map_get(&trained, asked, strlen(asked), 0), 0);
        }
    }
    byte_map_finish(&trained);
}

static void a_tenth_is_held_out(void **state)
{
    Temp *temp = *state;
    int n = 0, n_held_out = 0;
    for (int left = 100; left < 1000; left += 3)
        for (int right = left; right < 1000; right += 7, n++)
            n_held_out += chat_is_held_out(chat_sum_key(&temp->arena, left, right));
    assert_true(n_held_out > 1000);
    assert_in_range(n_held_out * 1000 / n, 90, 110);
    assert_string_equal(chat_sum_key(&temp->arena, 412, 389), chat_sum_key(&temp->arena, 389, 412));
    // A function of the numbers for good: files that were made once stay apart.
    assert_true(chat_is_held_out("sum 246 485"));
    assert_false(chat_is_held_out("sum 389 412"));
}

static void every_answer_is_taught(void **state)
{
    Temp *temp = *state;
    write_all(temp, PLAN);
    const Conversations mid = read_conversations(temp, "mid.jsonl");
    ChatMaterial material = {.n_facts = 0};
    chat_facts(&material, PLAN.texts, &temp->arena);
    assert_true(material.n_facts > 500 && material.n_self > 50);
    for (int f = 0; f < material.n_facts; f++) {
        bool taught = false;
        for (int i = 0; i < mid.n && !taught; i++)
            for (int m = 1; m < mid.items[i].n_messages && !taught; m += 2)
                taught = strcmp(mid.items[i].messages[m].parts[0].text, material.facts[f].answer) == 0;
        if (!taught)
            fail_msg("\"%s\" is never an answer", material.facts[f].answer);
    }
}

// ---- right ----

static void calls_and_answers_are_right(void **state)
{
    Temp *temp = *state;
    write_all(temp, PLAN);
    const Conversations sft = read_conversations(temp, "sft.jsonl");
    int n_sums = 0, n_calls = 0;
    for (int i = 0; i < sft.n; i++)
        for (int m = 1; m < sft.items[i].n_messages; m += 2) {
            const Message *answer = &sft.items[i].messages[m];
            const char *last = answer->parts[answer->n_parts - 1].text;
            if (strncmp(last, "#### ", 5) != 0)
                continue;
            n_sums++;
            if (answer->n_parts == 1)
                continue;
            char result[CALCULATOR_ROOM];
            n_calls++;
            assert_int_equal(answer->n_parts, 3);
            assert_true(calculator_run(result, answer->parts[0].text, strlen(answer->parts[0].text)));
            assert_string_equal(answer->parts[1].text, result);
            assert_string_equal(last + 5, result);
        }
    assert_in_range(n_calls * 100 / n_sums, 27, 33);
    for (const ChatTask *task = CHAT_TASKS; task->name; task++) {
        const ChatExam exam = read_exam(temp, arena_printf(&temp->arena, "test_%s.jsonl", task->name));
        const bool is_sums = strcmp(task->name, "sums") == 0;
        for (int i = 0; i < exam.n; i++) {
            const char *said = arena_printf(&temp->arena, "%s%s", is_sums ? "#### " : "", exam.items[i].answer);
            assert_true(chat_exam_is_right(&exam.items[i], said));
            assert_false(chat_exam_is_right(&exam.items[i], arena_printf(&temp->arena, "%s0", said)));
        }
    }
}

static void checkers(void **state)
{
    static const struct {
        const char *task, *said, *answer;
        bool right;
    } CASES[] = {
        {"sums", "#### 801", "801", true},
        {"sums", "####801", "801", true},
        {"sums", "It is 7. #### 801.\n", "801", true},
        {"sums", "#### 7 no #### 801", "801", true},
        {"sums", "801", "801", false},
        {"sums", "#### 8015", "801", false},
        {"sums", "#### 801 or 802", "801", false},
        {"sums", "#### 801 #### 7", "801", false},
        {"sums", "#### -801", "801", false},
        {"sums", "####", "801", false},
        {"sums", "", "801", false},
        {"questions", "jane austen", "Jane Austen.", true},
        {"questions", "Jane Austen wrote it.", "Jane Austen.", false},
        {"spelling", "h-o-u-s-e", "h-o-u-s-e", true},
        {"spelling", "h-o-u-s-s-e", "h-o-u-s-e", false},
        {"copying", "The king.", "The king.", true},
        {"copying", "the king.", "The king.", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const ChatTask *task = choices_find(&CHAT_TASK_CHOICES, CASES[i].task, NULL);
        if (task->is_right(CASES[i].said, CASES[i].answer) != CASES[i].right)
            fail_msg("%s: \"%s\" for \"%s\"", task->name, CASES[i].said, CASES[i].answer);
    }
}

// ---- the same everywhere ----

static uint64_t hash_of(Temp *temp, const char *name)
{
    Err err = {""};
    size_t n_bytes = 0;
    const char *bytes = file_read(&temp->arena, temp_path(temp, name), &n_bytes, &err);
    assert_non_null(bytes);
    uint64_t hash = 14695981039346656037U;
    for (size_t i = 0; i < n_bytes; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211U;
    return hash;
}

static void same_bytes_everywhere(void **state)
{
    static const struct {
        const char *name;
        uint64_t hash;
    } FILES[] = {
        {"mid.jsonl", 0xbb3ef375dd846778U},
        {"sft.jsonl", 0x78b4156f4c876e87U},
        {"rl.jsonl", 0xa4e3e0e5eb0588f6U},
        {"test_sums.jsonl", 0x9602cc7881880851U},
        {"test_questions.jsonl", 0x9c36b6c8af9d9d0fU},
        {"test_spelling.jsonl", 0xf9a1e4518e125a4cU},
        {"test_copying.jsonl", 0x247eeba64426b5e3U},
    };
    Temp *temp = *state;
    write_all(temp, PLAN);
    for (size_t i = 0; i < sizeof FILES / sizeof FILES[0]; i++)
        if (hash_of(temp, FILES[i].name) != FILES[i].hash)
            fail_msg("%s has the hash 0x%016llx", FILES[i].name, (unsigned long long)hash_of(temp, FILES[i].name));
    // Fewer are the first of more, and another seed gives others.
    ChatDataPlan plan = PLAN;
    const char *all = temp_read(temp, "sft.jsonl");
    plan.n_sft = 100;
    write_all(temp, plan);
    const char *first = temp_read(temp, "sft.jsonl");
    assert_memory_equal(first, all, strlen(first));
    plan.seed = 4;
    write_all(temp, plan);
    assert_string_not_equal(temp_read(temp, "sft.jsonl"), first);
}

static void texts_that_were_read(void **state)
{
    Temp *temp = *state;
    ChatMaterial none = {.n_facts = 0}, one = none;
    chat_facts(&none, 0, &temp->arena);
    chat_facts(&one, CHAT_SHAKESPEARE, &temp->arena);
    assert_int_equal(none.n_facts, none.n_self);
    assert_true(one.n_facts > one.n_self);
    for (int i = 0; i < one.n_facts; i++)
        assert_null(strstr(one.facts[i].answer, "Austen"));
    ChatDataPlan plan = PLAN;
    plan.texts = 0;
    write_all(temp, plan);
}

// Sums in forty ways and more, when digits, capitals and the sign at the end do not count.
static void many_templates(void **state)
{
    Temp *temp = *state;
    write_all(temp, PLAN);
    const ChatExam rl = read_exam(temp, "rl.jsonl");
    ByteMap shapes;
    byte_map_init(&shapes);
    int32_t n = 0;
    for (int i = 0; i < rl.n; i++) {
        char *shape = arena_strdup(&temp->arena, rl.items[i].question), *to = shape;
        for (const char *at = shape; *at; at++)
            if (!isdigit((unsigned char)*at) && !strchr(" .?", *at))
                *to++ = (char)tolower((unsigned char)*at);
        *to = '\0';
        n += byte_map_add(&shapes, shape, strlen(shape), n) == n;
    }
    byte_map_finish(&shapes);
    assert_true(n >= 38);
}

static void bad_questions(void **state)
{
    static const struct {
        const char *line, *because;
    } CASES[] = {
        {"What is 1+1?", "not valid JSON"},
        {"{\"question\": \"a\", \"answer\": \"b\"}", "\"task\" is missing"},
        {"{\"task\": \"riddles\", \"question\": \"a\", \"answer\": \"b\"}", "\"riddles\""},
        {"{\"task\": \"sums\", \"answer\": \"b\"}", "\"question\" is missing"},
        {"{\"task\": \"sums\", \"question\": \"a\", \"answer\": \"\"}", "\"answer\" is empty"},
        {"{\"task\": \"sums\", \"question\": \"a\", \"answer\": 7}", "\"answer\" is not a text"},
    };
    Temp *temp = *state;
    ChatExam exam;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Err err = {""};
        const char *path = temp_write_text(temp, "q.jsonl", arena_printf(&temp->arena, "%s\n", CASES[i].line));
        assert_false(chat_exam_read(&exam, &temp->arena, path, &err));
        assert_contains(err.text, path);
        assert_contains(err.text, "line 1");
        assert_contains(err.text, CASES[i].because);
    }
    Err err = {""};
    assert_false(chat_exam_read(&exam, &temp->arena, temp_path(temp, "nowhere"), &err));
    assert_contains(err.text, "there is no file");
    assert_false(chat_exam_read(&exam, &temp->arena, temp_write_text(temp, "q.jsonl", "To be"), &err));
    assert_contains(err.text, "line 1: not valid JSON");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_held_out_sum_is_trained_on, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(no_test_question_is_trained_on, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(a_tenth_is_held_out, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(every_answer_is_taught, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(calls_and_answers_are_right, temp_setup, temp_teardown),
        cmocka_unit_test(checkers),
        cmocka_unit_test_setup_teardown(same_bytes_everywhere, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(texts_that_were_read, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(many_templates, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(bad_questions, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
