// bpe_file_write.c — tokenizer.json of a byte-level BPE, in the form of Hugging Face's `tokenizers`.
#include "engine/base/file.h"
#include "engine/base/json_out.h"
#include "engine/base/utf8.h"
#include "model/run/bpe_alphabet.h"
#include "model/run/bpe_file.h"
#include "model/run/token_frame.h"
#include "model/run/tokenizer_config.h"

#include <string.h>

// The token in the alphabet.
static const char *written(const BpeAlphabet *alphabet, Arena *arena, const BpeToken *token)
{
    char *text = arena_alloc(arena, 2 * (size_t)token->n_bytes + 1);
    char *at = text;
    for (int32_t i = 0; i < token->n_bytes; i++) {
        char utf8[5];
        const int length = utf8_encode(alphabet->of_byte[(unsigned char)token->bytes[i]], utf8);
        memcpy(at, utf8, (size_t)length);
        at += length;
    }
    return text;
}

static void put_nulls(JsonOut *out, const char *const *keys, size_t n_keys)
{
    for (size_t i = 0; i < n_keys; i++) {
        json_out_key(out, keys[i]);
        json_out_null(out);
    }
}

static void put_added(JsonOut *out, const BpeVocab *vocab)
{
    static const char *const NOT[] = {"single_word", "lstrip", "rstrip"};
    json_out_key(out, "added_tokens");
    json_out_begin(out, '[');
    for (int32_t i = 0; i < vocab->n_added; i++) {
        const BpeAdded *added = &vocab->added[i];
        json_out_begin(out, '{');
        json_out_int_at(out, "id", added->id);
        json_out_text_at(out, "content", added->text);
        for (size_t k = 0; k < sizeof NOT / sizeof NOT[0]; k++)
            json_out_bool_at(out, NOT[k], false);
        json_out_bool_at(out, "normalized", added->normalized);
        json_out_bool_at(out, "special", added->special);
        json_out_end(out, '}');
    }
    json_out_end(out, ']');
}

// Text by its bytes, cut by GPT-2's pattern or not at all.
static void put_byte_level(JsonOut *out, bool use_regex)
{
    json_out_begin(out, '{');
    json_out_text_at(out, "type", "ByteLevel");
    json_out_bool_at(out, "add_prefix_space", false);
    json_out_bool_at(out, "trim_offsets", true);
    json_out_bool_at(out, "use_regex", use_regex);
    json_out_end(out, '}');
}

static void put_cutting(JsonOut *out, const char *split_regex)
{
    json_out_key(out, "pre_tokenizer");
    if (!split_regex) {
        put_byte_level(out, true);
        return;
    }
    json_out_begin(out, '{');
    json_out_text_at(out, "type", "Sequence");
    json_out_key(out, "pretokenizers");
    json_out_begin(out, '[');
    json_out_begin(out, '{');
    json_out_text_at(out, "type", "Split");
    json_out_key(out, "pattern");
    json_out_begin(out, '{');
    json_out_text_at(out, "Regex", split_regex);
    json_out_end(out, '}');
    json_out_text_at(out, "behavior", "Isolated");
    json_out_bool_at(out, "invert", false);
    json_out_end(out, '}');
    put_byte_level(out, false);
    json_out_end(out, ']');
    json_out_end(out, '}');
}

// Added tokens stand here, too, as in GPT-2's, but for those whose text would mean other bytes here.
static void put_vocab(JsonOut *out, Arena *scratch, const BpeVocab *vocab, const char *const *texts)
{
    bool *left_out = ARENA_ARRAY(scratch, bool, vocab->n_tokens);
    for (int32_t i = 0; i < vocab->n_added; i++)
        left_out[vocab->added[i].id] = strcmp(texts[vocab->added[i].id], vocab->added[i].text) != 0;
    json_out_key(out, "vocab");
    json_out_begin(out, '{');
    for (int32_t id = 0; id < vocab->n_tokens; id++)
        if (!left_out[id])
            json_out_int_at(out, texts[id], id);
    json_out_end(out, '}');
}

static void put_model(JsonOut *out, const BpeVocab *vocab, Arena *scratch)
{
    static const char *const UNSET[] = {"dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix"};
    BpeAlphabet alphabet;
    bpe_alphabet_init(&alphabet);
    const char **texts = ARENA_ARRAY(scratch, const char *, vocab->n_tokens);
    for (int32_t id = 0; id < vocab->n_tokens; id++)
        texts[id] = written(&alphabet, scratch, &vocab->tokens[id]);
    json_out_key(out, "model");
    json_out_begin(out, '{');
    json_out_text_at(out, "type", "BPE");
    put_nulls(out, UNSET, sizeof UNSET / sizeof UNSET[0]);
    json_out_bool_at(out, "fuse_unk", false);
    put_vocab(out, scratch, vocab, texts);
    json_out_key(out, "merges");
    json_out_begin(out, '[');
    for (int32_t i = 0; i < vocab->n_merges; i++)
        json_out_text(out, arena_printf(scratch, "%s %s", texts[vocab->merges[i].left], texts[vocab->merges[i].right]));
    json_out_end(out, ']');
    json_out_end(out, '}');
}

// The name of an added token; NULL of any other.
static const char *name_of(const BpeVocab *vocab, int32_t id)
{
    for (int32_t i = 0; i < vocab->n_added; i++)
        if (vocab->added[i].id == id)
            return vocab->added[i].text;
    return NULL;
}

bool bpe_vocab_write(const BpeVocab *vocab, const char *dir, Err *err)
{
    static const char *const UNSET[] = {"truncation", "padding"}, *const NO_STEPS[] = {"normalizer"};
    Arena scratch;
    arena_init(&scratch);
    JsonOut out;
    json_out_init_pretty(&out, 3);
    json_out_begin(&out, '{');
    json_out_text_at(&out, "version", "1.0");
    put_nulls(&out, UNSET, sizeof UNSET / sizeof UNSET[0]);
    put_added(&out, vocab);
    put_nulls(&out, NO_STEPS, sizeof NO_STEPS / sizeof NO_STEPS[0]);
    put_cutting(&out, vocab->split_regex);
    json_out_key(&out, "post_processor");
    token_frame_put(&out, vocab);
    json_out_key(&out, "decoder");
    put_byte_level(&out, true);
    put_model(&out, vocab, &scratch);
    json_out_end(&out, '}');
    json_out_newline(&out);
    const bool ok = file_write(path_join(&scratch, dir, "tokenizer.json"), out.text, out.n_bytes, err) &&
                    tokenizer_config_write(dir, name_of(vocab, vocab->begin_id), name_of(vocab, vocab->end_id), err);
    json_out_finish(&out);
    arena_finish(&scratch);
    return ok;
}
