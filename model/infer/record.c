// record.c — shows and records the tokens of a text as they are drawn.
#include "model/infer/record.h"

#include "model/infer/prompt.h"
#include "model/infer/text_out.h"
#include "model/run/writer.h"

#include <string.h>

// Where the tokens of record_generation go.
typedef struct Sink {
    const Tokenizer *tokenizer;
    int32_t end_id; // of the token that ends the text and is not shown; -1: none
    TextOut text;
    RunGenerationWriter *writer;
} Sink;

static bool take_token(void *context, const RunToken *token, bool *over, Err *err)
{
    Sink *sink = context;
    FILE *shown = sink->text.screen.out;
    if (token->id != sink->end_id) {
        // The bytes, not the text: characters that consist of several tokens come out whole.
        size_t n_bytes;
        const char *bytes = tokenizer_bytes(sink->tokenizer, token->id, &n_bytes);
        text_out_put(&sink->text, bytes, n_bytes);
        *over = sink->text.stopped;
    }
    if (shown) {
        fflush(shown);
        if (ferror(shown))
            return err_set(err, "cannot write the text: the output is closed or full");
    }
    return !sink->writer || run_generation_add(sink->writer, token, err);
}

// How many tokens of the prompt stand there by the tokenizer's own rule, and are not shown.
static int64_t lead_length(const Tokenizer *tokenizer, const SampleRequest *request)
{
    const int64_t n = tokenizer->n_lead;
    const bool has_it = n > 0 && n <= request->n_prompt &&
                        memcmp(request->prompt_ids, tokenizer->lead, sizeof(int32_t) * (size_t)n) == 0;
    return has_it ? n : 0;
}

bool record_generation(const char *dir, Shown shown, const Gpt *gpt, const Tokenizer *tokenizer, SampleRequest request,
                       Err *err)
{
    Arena arena;
    arena_init(&arena);
    RunGenerationWriter writer = {.file = {.stream = NULL}};
    request.prompt_ids = prompt_seen(request.prompt_ids, &request.n_prompt, gpt->config.n_ctx);
    const RunGeneration head = {
        .prompt = tokenizer_decode(tokenizer, &arena, request.prompt_ids, request.n_prompt),
        .prompt_ids = request.prompt_ids,
        .n_prompt = (int)request.n_prompt,
        .temperature = request.temperature,
        .top_k = request.top_k,
        .seed = request.seed,
        .n_ctx = gpt->config.n_ctx,
    };
    Sink sink = {.tokenizer = tokenizer, .writer = dir ? &writer : NULL};
    sink.end_id = request.past_end ? -1 : tokenizer->end_id;
    text_out_begin(&sink.text, shown.out, shown.stops, shown.n_stops);
    request.take = take_token;
    request.context = &sink;
    const int64_t n_lead = lead_length(tokenizer, &request);
    const char *prompt = tokenizer_decode(tokenizer, &arena, request.prompt_ids + n_lead, request.n_prompt - n_lead);
    text_out_put_whole(&sink.text, prompt, strlen(prompt));
    const bool ok = (!dir || run_generation_begin(&writer, dir, &head, err)) &&
                    sample_text(gpt, tokenizer, &request, err) && (!dir || run_generation_end(&writer, err));
    text_out_end(&sink.text);
    if (shown.out)
        fputc('\n', shown.out);
    run_generation_drop(&writer);
    arena_finish(&arena);
    return ok;
}

// The ids that were drawn; the array grows in an arena.
typedef struct IdSink {
    Arena *arena;
    int32_t *ids; // [n_ids]
    int n_ids, n_room;
} IdSink;

static bool take_id(void *context, const RunToken *token, bool *over, Err *err)
{
    (void)over;
    (void)err;
    IdSink *sink = context;
    sink->ids = arena_grow(sink->arena, sink->ids, sink->n_ids, &sink->n_room, sizeof *sink->ids);
    sink->ids[sink->n_ids++] = token->id;
    return true;
}

char *sample_string(Arena *arena, const Gpt *gpt, const Tokenizer *tokenizer, SampleRequest request, Err *err)
{
    Arena scratch;
    arena_init(&scratch);
    IdSink sink = {.arena = &scratch};
    request.take = take_id;
    request.context = &sink;
    char *text = NULL;
    if (sample_text(gpt, tokenizer, &request, err)) {
        const bool ended = sink.n_ids > 0 && sink.ids[sink.n_ids - 1] == tokenizer->end_id && !request.past_end;
        text = tokenizer_decode(tokenizer, arena, sink.ids, sink.n_ids - ended);
    }
    arena_finish(&scratch);
    return text;
}
