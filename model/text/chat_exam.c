// chat_exam.c — reads and writes questions, and hands answers to the checker of their task.
#include "model/text/chat_exam.h"

#include "engine/base/json_out.h"
#include "model/run/json_lines.h"

#include <stdlib.h>

static const char *filled_text(JsonDoc *doc, Arena *arena, const char *key)
{
    const char *text = json_doc_text(doc, doc->root, key);
    if (!doc->failed && !*text)
        json_doc_fail(doc, "\"%s\" is empty", key);
    return arena_strdup(arena, text);
}

static ChatExamItem item_of(JsonDoc *doc, Arena *arena)
{
    Err unknown = {""};
    ChatExamItem item = {
        .task = choices_find(&CHAT_TASK_CHOICES, json_doc_text(doc, doc->root, "task"), &unknown),
        .question = filled_text(doc, arena, "question"),
        .answer = filled_text(doc, arena, "answer"),
    };
    if (!item.task)
        json_doc_fail(doc, "%s", unknown.text);
    return item;
}

bool chat_exam_read(ChatExam *exam, Arena *arena, const char *path, Err *err)
{
    Arena text;
    arena_init(&text);
    JsonLines lines;
    bool absent = false;
    ChatExamItem *items = NULL;
    int n = 0, n_room = 0;
    bool ok = json_lines_open(&lines, &text, path, &absent, err);
    if (absent)
        ok = err_set(err, "there is no file %s with questions; gptreel chatdata makes some", path);
    for (; ok && json_lines_next(&lines, err); n++) {
        items = mem_grow(items, n, &n_room, sizeof *items);
        items[n] = item_of(&lines.doc, arena);
        ok = !lines.doc.failed;
    }
    ok = ok && !lines.doc.failed;
    if (ok && lines.torn)
        ok = err_set(err, "%s, line %lld: not valid JSON, or broken off within", path, (long long)lines.line);
    if (ok && n == 0)
        ok = err_set(err, "%s is empty; a line of it is {\"task\": …, \"question\": …, \"answer\": …}", path);
    json_lines_close(&lines);
    *exam = (ChatExam){arena_memdup(arena, items, sizeof *items * (size_t)(ok ? n : 0)), ok ? n : 0};
    free(items);
    arena_finish(&text);
    return ok;
}

const char *chat_exam_line(const ChatExamItem *item, Arena *arena)
{
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    json_out_text_at(&out, "task", item->task->name);
    json_out_text_at(&out, "question", item->question);
    json_out_text_at(&out, "answer", item->answer);
    json_out_end(&out, '}');
    json_out_newline(&out);
    const char *line = arena_strndup(arena, out.text, out.n_bytes);
    json_out_finish(&out);
    return line;
}

bool chat_exam_is_right(const ChatExamItem *item, const char *said)
{
    return item->task->is_right(said, item->answer);
}
