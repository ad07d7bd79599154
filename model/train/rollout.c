// rollout.c — answers, rewards, advantages, and rows of them.
#include "model/train/rollout.h"

#include <string.h>

void advantages_of(double *advantages, const double *rewards, int n)
{
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += rewards[i];
    for (int i = 0; i < n; i++)
        advantages[i] = rewards[i] - sum / n;
}

bool rollout_make(Rollout *rollout, Arena *arena, const ChatExamItem *item, const AnswerRequest *request, Err *err)
{
    const int n = request->n_answers;
    Answer *answers = ARENA_ARRAY(arena, Answer, n);
    double *rewards = ARENA_ARRAY(arena, double, n), *advantages = ARENA_ARRAY(arena, double, n);
    if (!answers_write(answers, arena, request, err))
        return false;
    for (int i = 0; i < n; i++)
        rewards[i] = chat_exam_is_right(item, answers[i].text) ? 1 : 0;
    advantages_of(advantages, rewards, n);
    *rollout = (Rollout){answers, rewards, advantages, n};
    return true;
}

void row_list_add_rollout(RowList *rows, const Rollout *rollout, const AnswerRequest *request, int64_t most)
{
    Arena arena;
    arena_init(&arena);
    const int64_t n_prompt = request->n_prompt;
    for (int i = 0; i < rollout->n; i++) {
        const Answer *answer = &rollout->answers[i];
        const int64_t n = n_prompt + answer->n;
        int32_t *ids = ARENA_ARRAY(&arena, int32_t, n);
        bool *learned = ARENA_ARRAY(&arena, bool, n);
        memcpy(ids, request->prompt_ids, sizeof *ids * (size_t)n_prompt);
        memcpy(ids + n_prompt, answer->ids, sizeof *ids * (size_t)answer->n);
        for (int k = 0; k < answer->n; k++)
            learned[n_prompt + k] = !answer->forced[k];
        row_list_add(rows, ids, learned, n < most ? n : most, (float)rollout->advantages[i]);
    }
    arena_finish(&arena);
}
