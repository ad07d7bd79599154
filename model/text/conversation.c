// conversation.c — reads and writes conversations; whatever a line gets wrong is found here.
#include "model/text/conversation.h"

#include "engine/base/json_out.h"
#include "model/run/json_lines.h"

#include <stdlib.h>
#include <string.h>

static const char *const ROLES[] = {[ROLE_SYSTEM] = "system", [ROLE_USER] = "user", [ROLE_ASSISTANT] = "assistant"};
static const char *const KINDS[] = {[PART_TEXT] = "text", [PART_PYTHON] = "python", [PART_OUTPUT] = "python_output"};
enum { N_ROLES = sizeof ROLES / sizeof ROLES[0], N_KINDS = sizeof KINDS / sizeof KINDS[0] };

// ---- reading ----

// The index of a name; fails with the names that there are.
static int choice(JsonDoc *doc, const char *what, const char *name, const char *const *names, int n_names)
{
    for (int i = 0; i < n_names; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    json_doc_fail(doc, "%s is \"%.40s\"; there are \"%s\", \"%s\" and \"%s\"", what, name, names[0], names[1],
                  names[2]);
    return 0;
}

static const char *filled_text(JsonDoc *doc, Arena *arena, const JsonNode *object, const char *key, int message)
{
    const char *text = json_doc_text(doc, object, key);
    if (!doc->failed && !*text)
        json_doc_fail(doc, "\"%s\" of message %d is empty", key, message);
    return arena_strdup(arena, text);
}

static Part part_of(JsonDoc *doc, Arena *arena, const JsonNode *node, int message)
{
    Part part = {.text = ""};
    if (!json_node_is_object(node)) {
        json_doc_fail(doc, "a part of message %d is no object", message);
        return part;
    }
    const char *type = json_doc_text(doc, node, "type");
    if (!doc->failed)
        part.kind = (PartKind)choice(doc, "the type of a part", type, KINDS, N_KINDS);
    part.text = filled_text(doc, arena, node, "text", message);
    return part;
}

// Only an assistant calls, and what it called comes back at once.
static void check_calls(JsonDoc *doc, const Message *message, int number)
{
    for (int i = 0; i < message->n_parts && !doc->failed; i++) {
        const bool after_call = i > 0 && message->parts[i - 1].kind == PART_PYTHON;
        const PartKind kind = message->parts[i].kind;
        if (kind != PART_TEXT && message->role != ROLE_ASSISTANT)
            json_doc_fail(doc, "message %d is of the %s, who calls no tool", number, ROLES[message->role]);
        else if ((kind == PART_OUTPUT) != after_call)
            json_doc_fail(doc,
                          after_call ? "message %d has a \"python\" without its \"python_output\" behind it"
                                     : "message %d has a \"python_output\" without its \"python\" before it",
                          number);
    }
    if (message->n_parts > 0 && message->parts[message->n_parts - 1].kind == PART_PYTHON)
        json_doc_fail(doc, "message %d has a \"python\" without its \"python_output\" behind it", number);
}

static Message message_of(JsonDoc *doc, Arena *arena, const JsonNode *node, int number)
{
    Message message = {.n_parts = 0};
    if (!json_node_is_object(node)) {
        json_doc_fail(doc, "message %d is no object", number);
        return message;
    }
    const char *role = json_doc_text(doc, node, "role");
    if (!doc->failed)
        message.role = (Role)choice(doc, "the role of a message", role, ROLES, N_ROLES);
    const JsonNode *list = json_doc_list(node, "content");
    if (list && json_node_count(list) == 0)
        json_doc_fail(doc, "\"content\" of message %d is empty", number);
    message.n_parts = list ? (int)json_node_count(list) : 1;
    Part *parts = ARENA_ARRAY(arena, Part, message.n_parts);
    for (int i = 0; i < message.n_parts && !doc->failed; i++)
        parts[i] = list ? part_of(doc, arena, json_node_at(list, i), number)
                        : (Part){PART_TEXT, filled_text(doc, arena, node, "content", number)};
    message.parts = parts;
    check_calls(doc, &message, number);
    return message;
}

static void check_turns(JsonDoc *doc, const Conversation *conversation)
{
    const int first = conversation->messages[0].role == ROLE_SYSTEM;
    for (int i = first; i < conversation->n_messages && !doc->failed; i++) {
        const Role wanted = (i - first) % 2 == 0 ? ROLE_USER : ROLE_ASSISTANT, role = conversation->messages[i].role;
        if (role != wanted)
            json_doc_fail(doc, "message %d is of the %s; it is the %s's turn", i + 1, ROLES[role], ROLES[wanted]);
    }
    if (!doc->failed && conversation->messages[conversation->n_messages - 1].role != ROLE_ASSISTANT)
        json_doc_fail(doc, "the last message is not of the assistant, so there is no answer to learn from");
}

static Conversation conversation_of(JsonDoc *doc, Arena *arena)
{
    const JsonNode *list = json_doc_array(doc, doc->root, "messages", true);
    Conversation conversation = {.n_messages = list ? (int)json_node_count(list) : 0};
    if (list && conversation.n_messages == 0)
        json_doc_fail(doc, "\"messages\" is empty");
    Message *messages = ARENA_ARRAY(arena, Message, conversation.n_messages);
    for (int i = 0; i < conversation.n_messages && !doc->failed; i++)
        messages[i] = message_of(doc, arena, json_node_at(list, i), i + 1);
    conversation.messages = messages;
    if (!doc->failed)
        check_turns(doc, &conversation);
    return conversation;
}

bool conversations_read(Conversations *conversations, Arena *arena, const char *path, Err *err)
{
    Arena text;
    arena_init(&text);
    JsonLines lines;
    bool absent = false;
    Conversation *items = NULL;
    int n = 0, n_room = 0;
    bool ok = json_lines_open(&lines, &text, path, &absent, err);
    if (absent)
        ok = err_set(err, "there is no file %s with conversations; gptreel chatdata makes some", path);
    for (; ok && json_lines_next(&lines, err); n++) {
        items = mem_grow(items, n, &n_room, sizeof *items);
        items[n] = conversation_of(&lines.doc, arena);
        ok = !lines.doc.failed;
    }
    ok = ok && !lines.doc.failed;
    if (ok && lines.torn)
        ok = err_set(err, "%s, line %lld: not valid JSON, or broken off within", path, (long long)lines.line);
    if (ok && n == 0)
        ok = err_set(err, "%s is empty; a line of it is a conversation, {\"messages\": […]}", path);
    json_lines_close(&lines);
    *conversations = (Conversations){arena_memdup(arena, items, sizeof *items * (size_t)(ok ? n : 0)), ok ? n : 0};
    free(items);
    arena_finish(&text);
    return ok;
}

// ---- writing ----

static void put_part(JsonOut *out, const Part *part)
{
    json_out_begin(out, '{');
    json_out_text_at(out, "type", KINDS[part->kind]);
    json_out_text_at(out, "text", part->text);
    json_out_end(out, '}');
}

static void put_message(JsonOut *out, const Message *message)
{
    json_out_begin(out, '{');
    json_out_text_at(out, "role", ROLES[message->role]);
    json_out_key(out, "content");
    if (message->n_parts == 1 && message->parts[0].kind == PART_TEXT) {
        json_out_text(out, message->parts[0].text);
    } else {
        json_out_begin(out, '[');
        for (int i = 0; i < message->n_parts; i++)
            put_part(out, &message->parts[i]);
        json_out_end(out, ']');
    }
    json_out_end(out, '}');
}

const char *conversation_line(const Conversation *conversation, Arena *arena)
{
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    json_out_key(&out, "messages");
    json_out_begin(&out, '[');
    for (int i = 0; i < conversation->n_messages; i++)
        put_message(&out, &conversation->messages[i]);
    json_out_end(&out, ']');
    json_out_end(&out, '}');
    json_out_newline(&out);
    const char *line = arena_strndup(arena, out.text, out.n_bytes);
    json_out_finish(&out);
    return line;
}
