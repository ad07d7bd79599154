// assistant.c — conversations to learn from, rendered to ids: each in a row of its own, or one behind another.
#include "model/train/objective.h"

#include "model/run/writer_chat.h"
#include "model/text/chat_render.h"
#include "model/train/row_list.h"

#include <string.h>

enum { MOST_MASKS = 32 }; // rows of a batch that are recorded

typedef struct Dialogues {
    RowList train, val;
    RowBatches rows;
    int64_t batch_size;
} Dialogues;

// Renders a conversation into a row; `most` are the tokens that it may have. Counts those that had more.
static bool add_conversation(RowList *rows, ChatRenderer *renderer, const Conversation *conversation, bool all,
                             int64_t most, int *n_cut, Err *err)
{
    Arena scratch;
    arena_init(&scratch);
    Rendering rendering;
    const bool ok = chat_render(renderer, &rendering, &scratch, conversation, most, err);
    if (ok) {
        if (all)
            memset(rendering.learned, true, sizeof(bool) * (size_t)rendering.n);
        row_list_add(rows, rendering.ids, rendering.learned, rendering.n, 1);
        *n_cut += rendering.n_cut > 0;
    }
    arena_finish(&scratch);
    return ok;
}

// The last conversations validate. Of those in rows of their own the oldest turns go where the context is too short.
static bool add_conversations(Dialogues *dialogues, ChatRenderer *renderer, const Conversations *conversations,
                              const LessonsRequest *request, Err *err)
{
    const TrainConfig *c = &request->settings->train;
    const int64_t n_ctx = request->settings->gpt.n_ctx,
                  n_train = (int64_t)((double)conversations->n * (1.0 - c->val_fraction));
    int n_cut = 0;
    for (int i = 0; i < conversations->n; i++)
        if (!add_conversation(i < n_train ? &dialogues->train : &dialogues->val, renderer, &conversations->items[i],
                              c->learn->all, c->pack ? INT64_MAX : n_ctx + 1, &n_cut, err))
            return err_prefix(err, "%s, conversation %d", c->data, i + 1);
    if (n_cut > 0 && request->shown)
        fprintf(request->shown,
                "%d of %d conversations in %s do not fit a context of %lld tokens: their oldest turns are left out\n",
                n_cut, conversations->n, c->data, (long long)n_ctx);
    return true;
}

static void pack(RowList *rows, int64_t n_ctx)
{
    RowList packed = {.n = 0};
    row_list_pack(&packed, rows, n_ctx);
    row_list_finish(rows);
    *rows = packed;
}

// A user's first words, of a conversation that has some.
static const char *first_question(const Conversations *conversations)
{
    for (int i = 0; i < conversations->n; i++)
        for (int k = 0; k < conversations->items[i].n_messages; k++)
            if (conversations->items[i].messages[k].role == ROLE_USER)
                return conversations->items[i].messages[k].parts[0].text;
    return "?";
}

bool assistant_open(Lessons *lessons, Arena *arena, const LessonsRequest *request, Err *err)
{
    const Settings *settings = request->settings;
    ChatRenderer renderer;
    Conversations conversations;
    Dialogues *dialogues = lessons->own = ARENA_NEW(arena, Dialogues);
    bool ok = lessons_identify(lessons, arena, &settings->train, "conversations", err) &&
              chat_renderer_init(&renderer, request->tokenizer, err);
    if (!ok)
        return false;
    Arena read;
    arena_init(&read);
    ok = conversations_read(&conversations, &read, settings->train.data, err) &&
         add_conversations(dialogues, &renderer, &conversations, request, err);
    if (ok)
        lessons->prompt = arena_strdup(arena, first_question(&conversations));
    arena_finish(&read);
    chat_renderer_finish(&renderer);
    if (ok && settings->train.pack) {
        pack(&dialogues->train, settings->gpt.n_ctx);
        pack(&dialogues->val, settings->gpt.n_ctx);
    }
    if (ok && dialogues->train.n == 0)
        ok = err_set(err, "%s holds too few conversations to learn from; take more, or a smaller --val-fraction%s",
                     settings->train.data, settings->train.pack ? ", or --no-pack" : "");
    dialogues->rows = (RowBatches){
        .train = &dialogues->train,
        .val = &dialogues->val,
        .shuffled = true,
        .seed = (uint64_t)settings->train.seed,
        .padding = renderer.tokens.ids[CHAT_ASSISTANT_END],
    };
    dialogues->batch_size = settings->train.batch_size;
    lessons->tokenizer = request->tokenizer;
    lessons->batches = row_batches(&dialogues->rows);
    return ok;
}

void assistant_close(Lessons *lessons)
{
    Dialogues *dialogues = lessons->own;
    row_list_finish(&dialogues->train);
    row_list_finish(&dialogues->val);
}

// The masks of the first batch, before anything was learned from it.
bool assistant_record(const Lessons *lessons, const Gpt *gpt, const char *dir, int64_t step, Err *err)
{
    (void)gpt;
    const Dialogues *dialogues = lessons->own;
    const RowList *rows = &dialogues->train;
    Arena arena;
    arena_init(&arena);
    bool ok = true;
    for (int64_t i = 0; step == 0 && i < dialogues->batch_size && i < MOST_MASKS && ok; i++) {
        const int64_t row = row_of_sequence(&dialogues->rows, i), begin = row_list_begin(rows, row);
        const RunMask mask = {
            .step = step,
            .row = i,
            .ids = rows->ids + begin,
            .learned = rows->learned + begin,
            .n = (int)row_list_length(rows, row),
            .text = tokenizer_decode(lessons->tokenizer, &arena, rows->ids + begin, row_list_length(rows, row)),
        };
        ok = run_append_mask(dir, &mask, err);
    }
    arena_finish(&arena);
    return ok;
}
