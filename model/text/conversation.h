// conversation.h — conversations of a user with an assistant, and the files of JSON Lines that hold them.
//
// A line is a conversation in the form that is usual: {"messages": [{"role": "user", "content": "…"}, {"role":
// "assistant", "content": "…"}, …]}. A first message may be of the role "system"; then user and assistant take turns,
// and the assistant has the last word. An assistant's content may be a list of parts, {"type": "text", "text": "…"}:
// beside "text" there is "python", an expression that the calculator gets, and behind each of these "python_output",
// what it gave. Other members of a line, or of a message, are passed over.
#ifndef GPTREEL_MODEL_TEXT_CONVERSATION_H
#define GPTREEL_MODEL_TEXT_CONVERSATION_H

#include "engine/base/arena.h"

#include <stdint.h>

typedef enum Role {
    ROLE_SYSTEM,
    ROLE_USER,
    ROLE_ASSISTANT,
} Role;

typedef enum PartKind {
    PART_TEXT,
    PART_PYTHON, // an expression for the calculator
    PART_OUTPUT, // what the calculator gave
} PartKind;

typedef struct Part {
    PartKind kind;
    const char *text; // UTF-8, not empty
} Part;

typedef struct Message {
    Role role;
    const Part *parts; // [n_parts], at least one
    int n_parts;
} Message;

typedef struct Conversation {
    const Message *messages; // [n_messages]
    int n_messages;
} Conversation;

typedef struct Conversations {
    const Conversation *items; // [n]
    int n;
} Conversations;

// Reads a file, into the arena. False when it is missing, holds none, or a line of it is none: the error names file and
// line, and says what is wrong there.
bool conversations_read(Conversations *conversations, Arena *arena, const char *path, Err *err);

// One line of such a file, with a line end, in the arena: what conversations_read reads back to the same.
const char *conversation_line(const Conversation *conversation, Arena *arena);

#endif
