// bpe_file.c — the same three steps for every form of file: the tokens by id as text, their bytes, the merges.
#include "model/run/bpe_file.h"

#include "engine/base/file.h"
#include "engine/base/utf8.h"
#include "model/run/added_tokens.h"
#include "model/run/bpe_alphabet.h"
#include "model/run/byte_map.h"
#include "model/run/reader.h"
#include "model/run/token_frame.h"

#include <string.h>

enum { LONGEST_TOKEN_BYTES = 1 << 16 };

// The bytes of a text in the alphabet. A text with any other character is meant as it stands, as added tokens are.
static BpeToken token_of(const BpeAlphabet *alphabet, Arena *arena, const char *text, size_t n_bytes)
{
    char *bytes = arena_alloc(arena, n_bytes + 1);
    int32_t n = 0;
    for (size_t at = 0; at < n_bytes;) {
        uint32_t code_point;
        const int length = utf8_decode(text + at, n_bytes - at, &code_point);
        if (length == 0 || code_point >= BPE_CODE_POINTS || alphabet->byte_of[code_point] < 0) {
            memcpy(bytes, text, n_bytes);
            n = (int32_t)n_bytes;
            break;
        }
        bytes[n++] = (char)alphabet->byte_of[code_point];
        at += (size_t)length;
    }
    bytes[n] = '\0';
    return (BpeToken){bytes, n};
}

// ---- reading ----

// A vocabulary on its way from a file.
typedef struct Reading {
    JsonDoc *doc; // whose path names the file in messages
    BpeAlphabet alphabet;
    Arena *arena;       // of the result
    Arena scratch;      // of this reading
    const char **texts; // [n_tokens] by id, as the file writes them
    AddedTokens added;  // in the arena of the result
    bool *is_added;     // [n_tokens] the text is meant as it stands
    int32_t n_tokens;
    BpeToken *tokens; // [n_tokens]
    ByteMap ids;      // of the tokens
    BpeMerge *merges; // [n_merges]
    int32_t n_merges;
    const char *split_regex; // in the arena of the result
    TokenFrame frame;        // likewise
} Reading;

// Tokens that stand beside the vocabulary, or in it: their text is not written in the alphabet.
static void take_added(Reading *reading, int64_t n_room, int64_t *n)
{
    for (int i = 0; i < reading->added.n; i++) {
        const BpeAdded *added = &reading->added.items[i];
        if (added->id >= n_room) {
            json_doc_fail(reading->doc, "the added token \"%s\" has the id %d, and there are only %lld tokens", added->text,
                          (int)added->id, (long long)n_room);
            return;
        }
        if (reading->texts[added->id] && strcmp(reading->texts[added->id], added->text) != 0)
            json_doc_fail(reading->doc, "two tokens have the id %d", (int)added->id);
        *n += reading->texts[added->id] == NULL;
        reading->texts[added->id] = added->text;
        reading->is_added[added->id] = true;
    }
}

// The texts by id, which run from 0 without gap.
static bool take_texts(Reading *reading, const JsonNode *vocab)
{
    JsonDoc *doc = reading->doc;
    const int64_t n_room = json_node_count(vocab) + reading->added.n;
    int64_t n = 0;
    if (n_room == 0 || n_room > BPE_MOST_TOKENS)
        return json_doc_fail(doc, "the vocabulary has %lld tokens", (long long)n_room);
    reading->texts = ARENA_ARRAY(&reading->scratch, const char *, n_room);
    reading->is_added = ARENA_ARRAY(&reading->scratch, bool, n_room);
    for (const JsonMember *at = json_member_first(vocab); at && !doc->failed; at = json_member_next(vocab, at), n++) {
        const int64_t id = json_node_int(doc, json_member_value(at), "a token's id", 0, n_room - 1);
        if (!doc->failed && reading->texts[id])
            return json_doc_fail(doc, "two tokens have the id %lld", (long long)id);
        reading->texts[id] = json_member_key(at);
    }
    take_added(reading, n_room, &n);
    for (int64_t id = 0; id < n && !doc->failed; id++)
        if (!reading->texts[id])
            json_doc_fail(doc, "no token has the id %lld", (long long)id);
    reading->n_tokens = (int32_t)n;
    return !doc->failed;
}

static bool take_tokens(Reading *reading)
{
    reading->tokens = ARENA_ARRAY(reading->arena, BpeToken, reading->n_tokens);
    for (int32_t id = 0; id < reading->n_tokens; id++) {
        const char *text = reading->texts[id];
        const size_t n_bytes = strlen(text);
        if (n_bytes == 0 || n_bytes > LONGEST_TOKEN_BYTES)
            return json_doc_fail(reading->doc, "token %d has %zu bytes", (int)id, n_bytes);
        BpeToken *token = &reading->tokens[id];
        if (reading->is_added[id])
            *token = (BpeToken){arena_strdup(reading->arena, text), (int32_t)n_bytes};
        else
            *token = token_of(&reading->alphabet, reading->arena, text, n_bytes);
        const int32_t same = byte_map_add(&reading->ids, token->bytes, (size_t)token->n_bytes, id);
        if (same != id)
            return json_doc_fail(reading->doc, "the tokens %d and %d are the same", (int)same, (int)id);
    }
    return true;
}

// One more merge. Its parts and what it makes must be tokens. False, with no error set, otherwise.
static bool take_merge(Reading *reading, const char *left, size_t n_left, const char *right, size_t n_right)
{
    if (n_left == 0 || n_right == 0 || n_left + n_right > 2 * LONGEST_TOKEN_BYTES)
        return false;
    const BpeToken a = token_of(&reading->alphabet, &reading->scratch, left, n_left);
    const BpeToken b = token_of(&reading->alphabet, &reading->scratch, right, n_right);
    const size_t n_a = (size_t)a.n_bytes, n_b = (size_t)b.n_bytes;
    char *both = arena_alloc(&reading->scratch, n_a + n_b);
    memcpy(both, a.bytes, n_a);
    memcpy(both + n_a, b.bytes, n_b);
    const BpeMerge merge = {
        .left = byte_map_get(&reading->ids, both, n_a, -1),
        .right = byte_map_get(&reading->ids, both + n_a, n_b, -1),
        .merged = byte_map_get(&reading->ids, both, n_a + n_b, -1),
    };
    reading->merges[reading->n_merges++] = merge;
    return merge.left >= 0 && merge.right >= 0 && merge.merged >= 0;
}

// "left right" with one space between.
static bool take_merge_line(Reading *reading, const char *line, size_t n_bytes)
{
    const char *space = memchr(line, ' ', n_bytes);
    const size_t n_left = space ? (size_t)(space - line) : 0;
    return space && take_merge(reading, line, n_left, space + 1, n_bytes - n_left - 1);
}

// "merges" of a tokenizer.json: texts "left right", or lists ["left", "right"].
static bool take_merges(Reading *reading, const JsonNode *merges)
{
    const int64_t n = json_node_count(merges);
    if (n > BPE_MOST_TOKENS)
        return json_doc_fail(reading->doc, "%lld merges are too many", (long long)n);
    reading->merges = ARENA_ARRAY(reading->arena, BpeMerge, n);
    for (int64_t i = 0; i < n; i++) {
        const JsonNode *node = json_node_at(merges, i);
        const char *line = json_node_plain(node, &reading->scratch);
        bool ok = line && take_merge_line(reading, line, strlen(line));
        if (json_node_is_array(node) && json_node_count(node) == 2) {
            const char *left = json_node_plain(json_node_at(node, 0), &reading->scratch);
            const char *right = json_node_plain(json_node_at(node, 1), &reading->scratch);
            ok = left && right && take_merge(reading, left, strlen(left), right, strlen(right));
        }
        if (!ok)
            return json_doc_fail(reading->doc, "merge %lld is not of two tokens that make a third", (long long)i);
    }
    return true;
}

// merges.txt or vocab.bpe: a line a merge, behind a first one with the version.
static bool take_merges_text(Reading *reading, const char *path, Err *err)
{
    static const char VERSION[] = "#version";
    size_t n_bytes = 0;
    const char *text = file_read(&reading->scratch, path, &n_bytes, err);
    if (!text)
        return false;
    int64_t n_lines = 1, line = 0;
    for (size_t i = 0; i < n_bytes; i++)
        n_lines += text[i] == '\n';
    if (n_lines > BPE_MOST_TOKENS)
        return err_set(err, "%s: %lld merges are too many", path, (long long)n_lines);
    reading->merges = ARENA_ARRAY(reading->arena, BpeMerge, n_lines);
    for (const char *at = text + utf8_mark_bytes(text, n_bytes), *next; at < text + n_bytes; at = next) {
        const char *end = memchr(at, '\n', (size_t)(text + n_bytes - at));
        next = end ? end + 1 : text + n_bytes;
        size_t length = (size_t)((end ? end : next) - at);
        length -= length > 0 && at[length - 1] == '\r';
        const bool version = ++line == 1 && strncmp(at, VERSION, sizeof VERSION - 1) == 0;
        if (length > 0 && !version && !take_merge_line(reading, at, length))
            return err_set(err, "%s, line %lld: not two tokens that make a third", path, (long long)line);
    }
    return true;
}

static void reading_begin(Reading *reading, Arena *arena, JsonDoc *doc)
{
    *reading = (Reading){.doc = doc, .arena = arena};
    arena_init(&reading->scratch);
    byte_map_init(&reading->ids);
    bpe_alphabet_init(&reading->alphabet);
}

// The id of a token by its name, which may be NULL; -1: there is none.
static int32_t id_of(const Reading *reading, const char *name)
{
    return name ? byte_map_get(&reading->ids, name, strlen(name), -1) : -1;
}

static void reading_end(Reading *reading, BpeVocab *vocab)
{
    *vocab = (BpeVocab){
        .tokens = reading->tokens,
        .n_tokens = reading->n_tokens,
        .merges = reading->merges,
        .n_merges = reading->n_merges,
        .added = reading->added.items,
        .n_added = reading->added.n,
        .begin_id = id_of(reading, reading->added.begin),
        .end_id = id_of(reading, reading->added.end),
        .lead = reading->frame.lead,
        .n_lead = reading->frame.n_lead,
        .tail = reading->frame.tail,
        .n_tail = reading->frame.n_tail,
        .split_regex = reading->split_regex,
    };
    byte_map_finish(&reading->ids);
    arena_finish(&reading->scratch);
}

// A member that GPT-2's tokenizer.json has as null, false or "".
static void want_unset(JsonDoc *doc, Arena *scratch, const JsonNode *object, const char *key)
{
    for (const JsonMember *at = json_member_first(object); at; at = json_member_next(object, at)) {
        const char *text = json_node_plain(json_member_value(at), scratch);
        const bool unset = text ? !*text || strcmp(text, "false") == 0 : !json_doc_has(object, key);
        if (strcmp(json_member_key(at), key) == 0 && !unset)
            json_doc_fail(doc, "it sets \"%s\", which GPT-2's tokenizer does not; only that kind is read", key);
    }
}

// The steps that cut text into pieces: Hugging Face's ByteLevel, alone or behind a Split by a pattern.
typedef struct Cutting {
    const JsonNode *bytes; // NULL: it is no byte-level tokenizer
    const JsonNode *split; // NULL: ByteLevel cuts by itself, as GPT-2 does
} Cutting;

static bool is_step(JsonDoc *doc, const JsonNode *step, const char *type)
{
    return step && strcmp(json_doc_text_or(doc, step, "type", ""), type) == 0;
}

static Cutting cutting_of(const JsonDoc *doc)
{
    JsonDoc quiet = *doc;
    quiet.err = NULL;
    const JsonNode *cutting = json_doc_object(&quiet, quiet.root, "pre_tokenizer", false);
    if (is_step(&quiet, cutting, "ByteLevel"))
        return (Cutting){.bytes = cutting};
    const JsonNode *steps = json_doc_array(&quiet, cutting, "pretokenizers", false);
    if (!is_step(&quiet, cutting, "Sequence") || !steps || json_node_count(steps) != 2)
        return (Cutting){.bytes = NULL};
    const JsonNode *first = json_node_at(steps, 0), *second = json_node_at(steps, 1);
    if (!is_step(&quiet, first, "Split") || !is_step(&quiet, second, "ByteLevel"))
        return (Cutting){.bytes = NULL};
    return (Cutting){.bytes = second, .split = first};
}

bool bpe_is_byte_level(const JsonDoc *doc)
{
    return cutting_of(doc).bytes != NULL;
}

// The pattern of a Split: the pieces are what it finds and what stands between.
static const char *split_regex_of(JsonDoc *doc, Arena *arena, const JsonNode *split)
{
    const JsonNode *pattern = json_doc_object(doc, split, "pattern", true);
    const char *regex = json_doc_text(doc, pattern, "Regex");
    if (strcmp(json_doc_text_or(doc, split, "behavior", ""), "Isolated") != 0 ||
        json_doc_flag_or(doc, split, "invert", false))
        json_doc_fail(doc, "its Split is inverted or not \"Isolated\"; only what keeps each piece apart is read");
    return arena_strdup(arena, regex);
}

// Whether a tokenizer.json asks for what is done here and nothing else.
static bool check_kind(Reading *reading, const JsonNode *model)
{
    static const char *const UNSET[] = {"dropout", "continuing_subword_prefix", "end_of_word_suffix", "byte_fallback",
                                        "ignore_merges"};
    JsonDoc *doc = reading->doc;
    const Cutting cutting = cutting_of(doc);
    if (strcmp(json_doc_text_or(doc, model, "type", "BPE"), "BPE") != 0 || !cutting.bytes)
        return json_doc_fail(doc, "not a byte-level BPE tokenizer; only GPT-2's kind is read");
    want_unset(doc, &reading->scratch, doc->root, "normalizer");
    want_unset(doc, &reading->scratch, cutting.bytes, "add_prefix_space");
    for (size_t i = 0; i < sizeof UNSET / sizeof UNSET[0]; i++)
        want_unset(doc, &reading->scratch, model, UNSET[i]);
    if (cutting.split)
        reading->split_regex = split_regex_of(doc, reading->arena, cutting.split);
    if (json_doc_flag_or(doc, cutting.bytes, "use_regex", true) == (cutting.split != NULL))
        json_doc_fail(doc, "its text is cut by ByteLevel's \"use_regex\" and a Split, or by neither; one of them is "
                           "wanted");
    return !doc->failed;
}

// A parsed tokenizer.json whose folder has names for what begins and ends a text.
static bool parse_whole(BpeVocab *vocab, Arena *arena, JsonDoc *doc, const AddedTokens *names)
{
    const JsonNode *model = json_doc_object(doc, doc->root, "model", true);
    json_doc_object(doc, doc->root, "pre_tokenizer", true); // says so when there is none
    const JsonNode *added = json_doc_array(doc, doc->root, "added_tokens", false);
    const JsonNode *texts = json_doc_object(doc, model, "vocab", true);
    const JsonNode *merges = json_doc_array(doc, model, "merges", true);
    Reading reading;
    reading_begin(&reading, arena, doc);
    reading.added = *names;
    const int64_t n_room = json_node_count(texts) + json_node_count(added);
    const bool ok = !doc->failed && check_kind(&reading, model) &&
                    added_tokens_parse(&reading.added, arena, doc, added, n_room) && take_texts(&reading, texts) &&
                    take_tokens(&reading) && take_merges(&reading, merges) &&
                    token_frame_parse(&reading.frame, arena, doc, reading.is_added, reading.n_tokens);
    reading_end(&reading, vocab);
    return ok;
}

bool bpe_vocab_parse(BpeVocab *vocab, Arena *arena, JsonDoc *doc)
{
    return parse_whole(vocab, arena, doc, &(AddedTokens){.n = 0});
}

// Parses the file; the text may be forgotten afterwards. Finish `doc` in either case.
static bool parse_file(JsonDoc *doc, Arena *scratch, const char *path, Err *err)
{
    size_t n_bytes = 0;
    *doc = (JsonDoc){.failed = true};
    const char *text = file_read(scratch, path, &n_bytes, err);
    return text && json_doc_parse(doc, text, n_bytes, path, 0, err) &&
           (json_node_is_object(doc->root) || json_doc_fail(doc, "not a JSON object"));
}

bool bpe_vocab_is_in(const char *dir)
{
    Arena scratch;
    arena_init(&scratch);
    JsonDoc doc = {.failed = true};
    const char *path = path_join(&scratch, dir, "tokenizer.json");
    bool is_bpe = true;
    if (file_exists(path) && parse_file(&doc, &scratch, path, NULL)) {
        const JsonNode *model = json_doc_object(&doc, doc.root, "model", false);
        const JsonNode *merges = json_doc_array(&doc, model, "merges", false);
        is_bpe = bpe_is_byte_level(&doc) || json_node_count(merges) > 0;
    }
    json_doc_finish(&doc);
    arena_finish(&scratch);
    return is_bpe;
}

bool bpe_vocab_read(BpeVocab *vocab, Arena *arena, const char *dir, Err *err)
{
    // To add a pair: a row.
    static const char *const PAIRS[][2] = {{"vocab.json", "merges.txt"}, {"encoder.json", "vocab.bpe"}};
    Arena scratch;
    arena_init(&scratch);
    JsonDoc doc = {.failed = true};
    AddedTokens names = {.n = 0};
    const char *path = path_join(&scratch, dir, "tokenizer.json");
    bool found = file_exists(path), ok = false;
    if (found)
        ok = added_tokens_read_names(&names, arena, dir, err) && parse_file(&doc, &scratch, path, err) &&
             parse_whole(vocab, arena, &doc, &names);
    for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0] && !found; i++) {
        path = path_join(&scratch, dir, PAIRS[i][0]);
        if (!file_exists(path))
            continue;
        found = true;
        if (!parse_file(&doc, &scratch, path, err))
            continue;
        Reading reading;
        reading_begin(&reading, arena, &doc);
        ok = added_tokens_read_beside(&reading.added, arena, dir, doc.root, err) && take_texts(&reading, doc.root) &&
             take_tokens(&reading) &&
             take_merges_text(&reading, path_join(&scratch, dir, PAIRS[i][1]), err);
        reading_end(&reading, vocab);
    }
    if (!found)
        err_set(err, "%s has no tokenizer: neither tokenizer.json, nor %s and %s, nor %s and %s, nor nanoGPT's meta.pkl", dir, PAIRS[0][0],
                PAIRS[0][1], PAIRS[1][0], PAIRS[1][1]);
    json_doc_finish(&doc);
    arena_finish(&scratch);
    return ok;
}

const char *const *bpe_vocab_texts(const BpeVocab *vocab, Arena *arena)
{
    const char **texts = ARENA_ARRAY(arena, const char *, vocab->n_tokens);
    for (int32_t id = 0; id < vocab->n_tokens; id++)
        texts[id] = utf8_shown(arena, vocab->tokens[id].bytes, (size_t)vocab->tokens[id].n_bytes);
    return texts;
}
