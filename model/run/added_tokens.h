// added_tokens.h — tokens that stand beside those a vocabulary learned, such as <|endoftext|>: as Hugging Face's
// tokenizer.json lists them, and as the small files beside vocab.json and merges.txt do. Within model/run only.
#ifndef GPTREEL_RUN_ADDED_TOKENS_H
#define GPTREEL_RUN_ADDED_TOKENS_H

#include "model/run/bpe_file.h"
#include "model/run/json_in.h"

// What the files say; grows in an arena.
typedef struct AddedTokens {
    BpeAdded *items;          // [n] no two of one id
    int n, n_room;
    const char *begin, *end;  // names of the tokens that begin and end a text; NULL: not said
} AddedTokens;

// Those of "added_tokens" of a tokenizer.json, each with an id below `n_room`. <|endoftext|> among them begins and ends a
// text where nothing else does. What takes spaces or whole words along
// with it ("lstrip" and its like) is refused.
bool added_tokens_parse(AddedTokens *added, Arena *arena, JsonDoc *doc, const JsonNode *list, int64_t n_room);

// The names of what begins and ends a text, from tokenizer_config.json or special_tokens_map.json in a folder. Either
// file may be missing.
bool added_tokens_read_names(AddedTokens *added, Arena *arena, const char *dir, Err *err);

// All that stands beside vocab.json and merges.txt: the names as above, added_tokens.json, and the list in
// tokenizer_config.json. `vocab` is the parsed vocab.json: what its files call special there is special here, and
// <|endoftext|> always, which begins and ends a text where nothing else does.
bool added_tokens_read_beside(AddedTokens *added, Arena *arena, const char *dir, const JsonNode *vocab, Err *err);

#endif
