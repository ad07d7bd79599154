// added_tokens.c — every file that may name an added token.
#include "model/run/added_tokens.h"

#include "engine/base/file.h"

#include <stdlib.h>
#include <string.h>

static const char GPT2_END[] = "<|endoftext|>"; // what GPT-2's tokenizer takes for both ends of a text

static void add(AddedTokens *added, Arena *arena, BpeAdded token)
{
    for (int i = 0; i < added->n; i++)
        if (added->items[i].id == token.id) {
            added->items[i].special |= token.special;
            return;
        }
    added->items = arena_grow(arena, added->items, added->n, &added->n_room, sizeof *added->items);
    token.text = arena_strdup(arena, token.text);
    added->items[added->n++] = token;
}

// An object as tokenizer.json and tokenizer_config.json write one. `absent`: what it is that does not say if it is special.
static BpeAdded token_of(JsonDoc *doc, const JsonNode *node, int64_t id, bool absent)
{
    static const char *const UNKNOWN[] = {"lstrip", "rstrip", "single_word"};
    const BpeAdded token = {
        .id = (int32_t)id,
        .text = json_doc_text(doc, node, "content"),
        .special = json_doc_flag_or(doc, node, "special", absent),
        .normalized = json_doc_flag_or(doc, node, "normalized", false),
    };
    for (size_t i = 0; i < sizeof UNKNOWN / sizeof UNKNOWN[0] && !doc->failed; i++)
        if (json_doc_flag_or(doc, node, UNKNOWN[i], false))
            json_doc_fail(doc, "its added token \"%s\" sets \"%s\", which is not done here", token.text, UNKNOWN[i]);
    return token;
}

// Without a word about it, GPT-2's token is both ends of a text.
static void default_names(AddedTokens *added)
{
    for (int i = 0; i < added->n; i++) {
        if (!added->items[i].special || strcmp(added->items[i].text, GPT2_END) != 0)
            continue;
        if (!added->begin)
            added->begin = GPT2_END;
        if (!added->end)
            added->end = GPT2_END;
    }
}

bool added_tokens_parse(AddedTokens *added, Arena *arena, JsonDoc *doc, const JsonNode *list, int64_t n_room)
{
    for (int64_t i = 0; i < json_node_count(list) && !doc->failed; i++) {
        const JsonNode *node = json_node_at(list, i);
        const int64_t id = json_doc_int(doc, node, "id", 0, n_room - 1);
        const BpeAdded token = token_of(doc, node, id, true);
        if (!doc->failed)
            add(added, arena, token);
    }
    default_names(added);
    return !doc->failed;
}

// ---- the files beside ----

// Parses a file of the folder. False, with `doc` not failed, when there is none.
static bool open_beside(JsonDoc *doc, Arena *arena, const char *dir, const char *name, Err *err)
{
    const char *path = path_join(arena, dir, name);
    size_t n_bytes = 0;
    *doc = (JsonDoc){.failed = false};
    if (!file_exists(path))
        return false;
    const char *text = file_read(arena, path, &n_bytes, err);
    if (!text)
        doc->failed = true;
    return text && json_doc_parse(doc, text, n_bytes, path, 0, err) &&
           (json_node_is_object(doc->root) || json_doc_fail(doc, "not a JSON object"));
}

// The name of a special token, which is written as a text or as an object; NULL when there is none.
static const char *name_at(const JsonDoc *doc, Arena *arena, const char *key)
{
    JsonDoc quiet = *doc;
    quiet.err = NULL;
    const JsonNode *object = json_doc_object(&quiet, doc->root, key, false);
    JsonDoc text = *doc;
    text.err = NULL;
    const char *name = object ? json_doc_text_or(&text, object, "content", NULL)
                              : json_doc_text_or(&text, doc->root, key, NULL);
    return name && *name ? arena_strdup(arena, name) : NULL;
}

static void take_names(AddedTokens *added, const JsonDoc *doc, Arena *arena)
{
    if (!added->begin)
        added->begin = name_at(doc, arena, "bos_token");
    if (!added->end)
        added->end = name_at(doc, arena, "eos_token");
}

bool added_tokens_read_names(AddedTokens *added, Arena *arena, const char *dir, Err *err)
{
    static const char *const FILES[] = {"tokenizer_config.json", "special_tokens_map.json"};
    bool ok = true;
    for (size_t i = 0; i < sizeof FILES / sizeof FILES[0] && ok; i++) {
        JsonDoc doc;
        if (open_beside(&doc, arena, dir, FILES[i], err))
            take_names(added, &doc, arena);
        ok = !doc.failed;
        json_doc_finish(&doc);
    }
    return ok;
}

// {"<|pad|>": 50257}
static void take_added_json(AddedTokens *added, JsonDoc *doc, Arena *arena)
{
    for (const JsonMember *at = json_member_first(doc->root); at && !doc->failed; at = json_member_next(doc->root, at)) {
        const int64_t id = json_node_int(doc, json_member_value(at), "a token's id", 0, BPE_MOST_TOKENS - 1);
        if (!doc->failed)
            add(added, arena, (BpeAdded){.id = (int32_t)id, .text = json_member_key(at), .normalized = true});
    }
}

// {"50257": {"content": "<|pad|>", …}}
static void take_decoder(AddedTokens *added, JsonDoc *doc, Arena *arena)
{
    const JsonNode *decoder = json_doc_object(doc, doc->root, "added_tokens_decoder", false);
    for (const JsonMember *at = json_member_first(decoder); at && !doc->failed; at = json_member_next(decoder, at)) {
        char *end;
        const long id = strtol(json_member_key(at), &end, 10);
        if (*end || id < 0 || id >= BPE_MOST_TOKENS) {
            json_doc_fail(doc, "\"added_tokens_decoder\" has the id \"%s\", which is none", json_member_key(at));
            return;
        }
        const BpeAdded token = token_of(doc, json_member_value(at), id, false);
        if (!doc->failed)
            add(added, arena, token);
    }
}

// Every token that special_tokens_map.json, or tokenizer_config.json, has a use for is special.
static void take_special(AddedTokens *added, const JsonDoc *doc, Arena *arena, const JsonNode *vocab)
{
    static const char *const KEYS[] = {"bos_token", "eos_token", "unk_token", "sep_token",
                                       "pad_token", "cls_token", "mask_token"};
    JsonDoc quiet = *doc;
    quiet.err = NULL;
    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++) {
        const char *name = doc->root ? name_at(doc, arena, KEYS[i]) : i == 0 ? GPT2_END : NULL;
        const int64_t id = name ? json_doc_int_or(&quiet, vocab, name, 0, BPE_MOST_TOKENS - 1, -1) : -1;
        for (int k = 0; name && k < added->n; k++)
            added->items[k].special |= strcmp(added->items[k].text, name) == 0;
        if (id >= 0)
            add(added, arena, (BpeAdded){.id = (int32_t)id, .text = name, .special = true});
    }
}

bool added_tokens_read_beside(AddedTokens *added, Arena *arena, const char *dir, const JsonNode *vocab, Err *err)
{
    static const struct {
        const char *name;
        void (*take)(AddedTokens *added, JsonDoc *doc, Arena *arena);
    } FILES[] = {{"added_tokens.json", take_added_json}, {"tokenizer_config.json", take_decoder},
                 {"special_tokens_map.json", NULL}};
    bool ok = true;
    for (size_t i = 0; i < sizeof FILES / sizeof FILES[0] && ok; i++) {
        JsonDoc doc;
        if (open_beside(&doc, arena, dir, FILES[i].name, err)) {
            if (FILES[i].take)
                FILES[i].take(added, &doc, arena);
            if (i > 0)
                take_special(added, &doc, arena, vocab);
        }
        ok = !doc.failed;
        json_doc_finish(&doc);
    }
    take_special(added, &(JsonDoc){.root = NULL}, arena, vocab);
    ok = ok && added_tokens_read_names(added, arena, dir, err);
    default_names(added);
    return ok;
}
