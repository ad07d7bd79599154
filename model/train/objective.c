// objective.c — the table of objectives, and the one that reads a text.
#include "model/train/objective.h"

#include "engine/base/file.h"
#include "model/text/opening.h"
#include "model/text/plain_text.h"

#include <math.h>
#include <sha256.h>
#include <string.h>

const AnswerFigures NO_ANSWERS = {(double)NAN, (double)NAN, (double)NAN};

// ---- next token ----

// What the text usually begins with, if the model sees so much at once; else a line end.
static const char *opening_that_fits(Arena *arena, const Corpus *corpus, int64_t n_ctx)
{
    int64_t n = 0;
    const char *opening = opening_of(arena, corpus->text, (size_t)corpus->n_bytes);
    const int32_t *ids = tokenizer_encode(corpus->tokenizer, arena, opening, strlen(opening), &n, NULL);
    return ids && n <= n_ctx ? opening : "\n";
}

static bool text_open(Lessons *lessons, Arena *arena, const LessonsRequest *request, Err *err)
{
    const TrainConfig *c = &request->settings->train;
    if (!c->data)
        return corpus_explain_missing(c->preset, err);
    const CorpusSource source = {
        .path = strcmp(c->data, BUILT_IN_CORPUS) == 0 ? NULL : c->data,
        .name = c->data_name,
        .tokenizer_kind = choice_name(c->tokenizer),
        .tokenizer = request->tokenizer,
        .options = settings_tokenizer_options(c),
        .special = c->special,
        .val_fraction = c->val_fraction,
        .n_ctx = request->settings->gpt.n_ctx,
    };
    const Corpus *corpus = corpus_load(arena, &source, err);
    if (!corpus || !corpus_count(&lessons->counts, arena, corpus, err))
        return false;
    CorpusBatches *windows = ARENA_NEW(arena, CorpusBatches);
    *windows = (CorpusBatches){corpus, (uint64_t)c->seed};
    lessons->corpus = corpus;
    lessons->prompt = opening_that_fits(arena, corpus, source.n_ctx);
    lessons->tokenizer = corpus->tokenizer;
    lessons->name = corpus->name;
    lessons->sha256 = corpus->sha256;
    lessons->n_bytes = corpus->n_bytes;
    lessons->n_chars = corpus->n_chars;
    if (corpus->note && request->shown)
        fprintf(request->shown, "gptreel: %s\n", corpus->note);
    const char *lacking = request->without_glyphs ? request->without_glyphs(arena, corpus->text) : NULL;
    if (lacking && request->shown)
        fprintf(request->shown, "gptreel: to show this text, %s\n", lacking);
    lessons->batches = corpus_batches(windows);
    return true;
}

// ---- the table ----

// To add one: a row here and its functions.
const Objective OBJECTIVES[] = {
    {.name = "next-token", .open = text_open},
    {
        .name = "assistant",
        .is_chat = true,
        .open = assistant_open,
        .record = assistant_record,
        .close = assistant_close,
    },
    {
        .name = "reinforce",
        .is_chat = true,
        .needs_answers = true,
        .open = reinforce_open,
        .prepare = reinforce_prepare,
        .record = reinforce_record,
        .close = reinforce_close,
    },
    {.name = NULL},
};

const Choices OBJECTIVE_CHOICES = {.what = "objective", .rows = OBJECTIVES, .row_bytes = sizeof OBJECTIVES[0]};

bool lessons_open(Lessons *lessons, Arena *arena, const LessonsRequest *request, Err *err)
{
    const Objective *objective = request->settings->train.objective;
    *lessons = (Lessons){.objective = objective, .figures = NO_ANSWERS};
    if (objective->is_chat && !request->tokenizer)
        return err_set(err, "--objective %s goes on from a model that exists: name its run with --init",
                       objective->name);
    return objective->open(lessons, arena, request, err);
}

void lessons_close(Lessons *lessons)
{
    if (lessons->objective && lessons->objective->close && lessons->own)
        lessons->objective->close(lessons);
    *lessons = (Lessons){.objective = NULL};
}

bool lessons_prepare(Lessons *lessons, const Gpt *gpt, int64_t update, Err *err)
{
    return !lessons->objective->prepare || lessons->objective->prepare(lessons, gpt, update, err);
}

bool lessons_record(const Lessons *lessons, const Gpt *gpt, const char *dir, int64_t step, Err *err)
{
    return !lessons->objective->record || lessons->objective->record(lessons, gpt, dir, step, err);
}

bool lessons_identify(Lessons *lessons, Arena *arena, const TrainConfig *config, const char *what, Err *err)
{
    if (!config->data)
        return err_set(err, "--objective %s needs %s: --data FILE, in JSON Lines; gptreel chatdata makes some",
                       lessons->objective->name, what);
    if (strchr(config->data, '\n'))
        return err_set(err, "--objective %s takes one file, and --data names several; join them with cat",
                       lessons->objective->name);
    size_t n_bytes = 0;
    const char *text = file_read(arena, config->data, &n_bytes, err);
    if (!text)
        return false;
    char *sha256 = ARENA_ARRAY(arena, char, SHA256_DIGEST_STRING_LENGTH);
    SHA256Data((const uint8_t *)text, n_bytes, sha256);
    const char *slash = strrchr(config->data, '/');
    lessons->sha256 = sha256;
    lessons->name = arena_strdup(arena, config->data_name ? config->data_name : slash ? slash + 1 : config->data);
    lessons->n_bytes = (int64_t)n_bytes;
    PlainText plain;
    if (!plain_text_check(&plain, text, n_bytes, config->data, err))
        return false;
    lessons->n_chars = plain.n_chars;
    return true;
}
