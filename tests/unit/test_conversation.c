// test_conversation.c — files of conversations, and what is learned from one, token by token.
#include "support_chat.h"

#include "model/text/chat_render.h"
#include "model/text/conversation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char CALL[] =
    "{\"messages\": [{\"role\": \"user\", \"content\": \"412+389?\"}, {\"role\": \"assistant\", \"content\": ["
    "{\"type\": \"text\", \"text\": \"Hm \"}, {\"type\": \"python\", \"text\": \"412+389\"}, "
    "{\"type\": \"python_output\", \"text\": \"801\"}, {\"type\": \"text\", \"text\": \"#### 801\"}]}]}\n";

static Conversations read_text(Temp *temp, const char *text)
{
    Err err = {""};
    Conversations conversations;
    if (!conversations_read(&conversations, &temp->arena, temp_write_text(temp, "a.jsonl", text), &err))
        fail_msg("%s", err.text);
    return conversations;
}

// ---- files ----

static void forms_of_lines(void **state)
{
    Temp *temp = *state;
    const Conversations read = read_text(
        temp, arena_printf(&temp->arena,
                           "{\"messages\": [{\"role\": \"system\", \"content\": \"Be kind.\"}, {\"role\": \"user\", "
                           "\"content\": \"Hi\", \"name\": \"Ann\"}, {\"role\": \"assistant\", \"content\": \"Hé\"}], "
                           "\"source\": 7}\n\n%s",
                           CALL));
    assert_int_equal(read.n, 2);
    const Conversation *first = &read.items[0], *second = &read.items[1];
    assert_int_equal(first->n_messages, 3);
    assert_int_equal(first->messages[0].role, ROLE_SYSTEM);
    assert_int_equal(first->messages[2].role, ROLE_ASSISTANT);
    assert_string_equal(first->messages[2].parts[0].text, "Hé");
    assert_int_equal(second->messages[1].n_parts, 4);
    assert_int_equal(second->messages[1].parts[1].kind, PART_PYTHON);
    assert_int_equal(second->messages[1].parts[2].kind, PART_OUTPUT);
    assert_string_equal(second->messages[1].parts[2].text, "801");
    assert_string_equal(conversation_line(second, &temp->arena), CALL);
}

#define USER "{\"role\": \"user\", \"content\": \"Hi\"}"
#define ANSWER "{\"role\": \"assistant\", \"content\": \"Ho\"}"
#define PARTS(parts) "{\"messages\": [" USER ", {\"role\": \"assistant\", \"content\": [" parts "]}]}"
#define PART(type) "{\"type\": \"" type "\", \"text\": \"1\"}"

static void bad_lines(void **state)
{
    static const struct {
        const char *line, *because;
    } CASES[] = {
        {"Hello", "line 2, column 5: not valid JSON"},
        {"[]", "line 2: not a JSON object"},
        {"{}", "\"messages\" is missing"},
        {"{\"messages\": 3}", "\"messages\" is not an array"},
        {"{\"messages\": []}", "\"messages\" is empty"},
        {"{\"messages\": [3]}", "message 1 is no object"},
        {"{\"messages\": [{\"content\": \"Hi\"}]}", "\"role\" is missing"},
        {"{\"messages\": [{\"role\": \"tool\", \"content\": \"Hi\"}]}",
         "the role of a message is \"tool\"; there are \"system\", \"user\" and \"assistant\""},
        {"{\"messages\": [{\"role\": \"user\"}]}", "\"content\" is missing"},
        {"{\"messages\": [{\"role\": \"user\", \"content\": \"\"}]}", "\"content\" of message 1 is empty"},
        {"{\"messages\": [{\"role\": \"user\", \"content\": []}]}", "\"content\" of message 1 is empty"},
        {"{\"messages\": [{\"role\": \"user\", \"content\": 7}]}", "\"content\" is not a text"},
        {"{\"messages\": [" USER "]}", "the last message is not of the assistant"},
        {"{\"messages\": [" ANSWER "]}", "message 1 is of the assistant; it is the user's turn"},
        {"{\"messages\": [" USER ", " USER "]}", "message 2 is of the user; it is the assistant's turn"},
        {"{\"messages\": [" USER ", {\"role\": \"system\", \"content\": \"a\"}]}", "message 2 is of the system"},
        {PARTS("7"), "a part of message 2 is no object"},
        {PARTS("{\"text\": \"a\"}"), "\"type\" is missing"},
        {PARTS(PART("image")), "the type of a part is \"image\"; there are \"text\", \"python\" and \"python_output\""},
        {PARTS("{\"type\": \"text\", \"text\": \"\"}"), "\"text\" of message 2 is empty"},
        {PARTS(PART("python")), "message 2 has a \"python\" without its \"python_output\""},
        {PARTS(PART("python") ", " PART("text")), "message 2 has a \"python\" without its \"python_output\""},
        {PARTS(PART("python_output")), "message 2 has a \"python_output\" without its \"python\""},
        {"{\"messages\": [{\"role\": \"user\", \"content\": [" PART("python") ", " PART("python_output") "]}, " ANSWER
                                                                                                         "]}",
         "message 1 is of the user, who calls no tool"},
    };
    Temp *temp = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Err err = {""};
        Conversations none;
        const char *text = arena_printf(&temp->arena, "%s%s\n", CALL, CASES[i].line);
        const char *path = temp_write_text(temp, "a.jsonl", text);
        assert_false(conversations_read(&none, &temp->arena, path, &err));
        assert_contains(err.text, path);
        assert_contains(err.text, "line 2");
        assert_contains(err.text, CASES[i].because);
        assert_int_equal(none.n, 0);
    }
    Err err = {""};
    Conversations none;
    assert_false(conversations_read(&none, &temp->arena, temp_path(temp, "nowhere.jsonl"), &err));
    assert_contains(err.text, "there is no file");
    assert_false(conversations_read(&none, &temp->arena, temp_write_text(temp, "empty", "\n"), &err));
    assert_contains(err.text, "is empty");
    assert_false(conversations_read(&none, &temp->arena, temp_write_text(temp, "text", "To be"), &err));
    assert_contains(err.text, "line 1: not valid JSON");
}

// ---- rendering ----

// The rendering as text, where what is learned stands in brackets.
static const char *marked(Arena *arena, const Tokenizer *tokenizer, const Rendering *rendering)
{
    const char *text = "";
    for (int64_t i = 0; i < rendering->n; i++) {
        const bool begins = rendering->learned[i] && (i == 0 || !rendering->learned[i - 1]);
        const bool ends = rendering->learned[i] && (i + 1 == rendering->n || !rendering->learned[i + 1]);
        const char *token = tokenizer_decode(tokenizer, arena, &rendering->ids[i], 1);
        text = arena_printf(arena, "%s%s%s%s", text, begins ? "[" : "", token, ends ? "]" : "");
    }
    return text;
}

static void assert_rendered(Temp *temp, const char *line, int64_t n_most, bool prompt, int64_t n_cut,
                            const char *expected)
{
    Err err = {""};
    const Tokenizer *tokenizer = bytes_tokenizer(&temp->arena, NULL);
    const Conversations read = read_text(temp, line);
    ChatRenderer renderer;
    Rendering rendering;
    assert_true(chat_renderer_init(&renderer, tokenizer, &err));
    assert_true(
        (prompt ? chat_render_prompt : chat_render)(&renderer, &rendering, &temp->arena, &read.items[0], n_most, &err));
    assert_string_equal(marked(&temp->arena, tokenizer, &rendering), expected);
    assert_int_equal(rendering.n_cut, n_cut);
    chat_renderer_finish(&renderer);
}

static const char TWO_TURNS[] =
    "{\"messages\": [{\"role\": \"system\", \"content\": \"S\"}, {\"role\": \"user\", \"content\": \"a\"}, {\"role\": "
    "\"assistant\", \"content\": \"b\"}, {\"role\": \"user\", \"content\": \"c\"}, {\"role\": \"assistant\", "
    "\"content\": \"de\"}]}\n";

static void what_is_learned(void **state)
{
    assert_rendered(
        *state, CALL, 1000, false, 0,
        "<|bos|><|user_start|>412+389?<|user_end|><|assistant_start|>[Hm "
        "<|python_start|>412+389<|python_end|>]<|output_start|>801<|output_end|>[#### 801<|assistant_end|>]");
    assert_rendered(*state, TWO_TURNS, 1000, false, 0,
                    "<|bos|><|user_start|>S\n\na<|user_end|><|assistant_start|>[b<|assistant_end|>]"
                    "<|user_start|>c<|user_end|><|assistant_start|>[de<|assistant_end|>]");
}

static void prompts(void **state)
{
    assert_rendered(*state, CALL, 1000, true, 0, "<|bos|><|user_start|>412+389?<|user_end|><|assistant_start|>");
    assert_rendered(*state, TWO_TURNS, 1000, true, 0,
                    "<|bos|><|user_start|>S\n\na<|user_end|><|assistant_start|>[b<|assistant_end|>]"
                    "<|user_start|>c<|user_end|><|assistant_start|>");
}

// TWO_TURNS has 1 + 9 + 7 tokens.
static void too_long(void **state)
{
    static const char SECOND[] = "<|bos|><|user_start|>c<|user_end|><|assistant_start|>[de<|assistant_end|>]";
    assert_rendered(*state, TWO_TURNS, 17, false, 0,
                    "<|bos|><|user_start|>S\n\na<|user_end|><|assistant_start|>[b<|assistant_end|>]"
                    "<|user_start|>c<|user_end|><|assistant_start|>[de<|assistant_end|>]");
    assert_rendered(*state, TWO_TURNS, 16, false, 9, SECOND);
    assert_rendered(*state, TWO_TURNS, 8, false, 9, SECOND);
    assert_rendered(*state, TWO_TURNS, 7, false, 10, "<|bos|>c<|user_end|><|assistant_start|>[de<|assistant_end|>]");
    assert_rendered(*state, TWO_TURNS, 2, false, 15, "<|bos|>[<|assistant_end|>]");
    assert_rendered(*state, TWO_TURNS, 12, true, 9, "<|bos|><|user_start|>c<|user_end|><|assistant_start|>");
}

static void needs_its_tokens(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    ChatRenderer renderer;
    const Tokenizer *letters = tokenizer_build(&temp->arena, "char", (TokenizerOptions){.n_vocab = 0}, "ab", 2, &err);
    assert_false(chat_renderer_init(&renderer, letters, &err));
    assert_contains(err.text, "no token <|bos|>");
    chat_renderer_finish(&renderer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(forms_of_lines, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(bad_lines, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(what_is_learned, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(prompts, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(too_long, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(needs_its_tokens, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
