// fuzz_exam.c — files of questions. What can be read is written and read back the same, and any answer can be checked.
#include "support_fuzz.h"

#include "engine/base/file.h"
#include "model/text/chat_exam.h"

#include <string.h>

static const char *lines_of(Arena *arena, const ChatExam *exam)
{
    const char *lines = "";
    for (int i = 0; i < exam->n; i++)
        lines = arena_printf(arena, "%s%s", lines, chat_exam_line(&exam->items[i], arena));
    return lines;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    Err err = {""};
    Arena arena;
    ChatExam read, again;
    arena_init(&arena);
    fuzz_write("a.jsonl", data, n_bytes);
    const char *path = path_join(&arena, fuzz_dir(), "a.jsonl");
    const bool ok = chat_exam_read(&read, &arena, path, &err);
    fuzz_expect(ok == (err.text[0] == '\0') && ok == (read.n > 0), "questions or an error");
    if (ok) {
        const char *lines = lines_of(&arena, &read);
        fuzz_write("a.jsonl", lines, strlen(lines));
        fuzz_expect(chat_exam_read(&again, &arena, path, &err) && again.n == read.n, "as many again");
        fuzz_expect(strcmp(lines_of(&arena, &again), lines) == 0, "the same again");
        for (int i = 0; i < read.n; i++) {
            chat_exam_is_right(&read.items[i], read.items[i].question);
            chat_exam_is_right(&read.items[i], read.items[i].answer);
            chat_exam_is_right(&read.items[i], "");
        }
    }
    arena_finish(&arena);
    return 0;
}
