// corpus.h — the text that a model learns from: read, checked, tokenised, split, and cut into windows.
//
// Tokens are split by position: the first part trains, the rest validates (as nanoGPT does with nine tenths). A window
// is n_ctx inputs and, one further, n_ctx targets. Which windows a batch takes is a pure function of seed and index.
#ifndef GPTREEL_MODEL_TEXT_CORPUS_H
#define GPTREEL_MODEL_TEXT_CORPUS_H

#include "model/run/run.h"
#include "model/text/tokenizer.h"

#define BUILT_IN_CORPUS "built-in" // as a file's name: the corpus that ships

// Lives in the arena it was loaded into; never changed afterwards.
typedef struct Corpus {
    const char *name; // to be shown: "tiny Shakespeare", else the file's name
    const char *path; // as in CorpusSource
    char sha256[65];  // lower-case hex of the text's bytes
    int64_t n_bytes;  // of the text, without byte order marks
    int64_t n_chars;  // Unicode characters
    const char *text; // [n_bytes], with a NUL behind it
    const char *note; // what should be said about the file in a line; NULL: nothing
    const Tokenizer *tokenizer;
    const int32_t *train; // [n_train]
    int64_t n_train;
    const int32_t *val; // [n_val], may be too short for a window
    int64_t n_val;
} Corpus;

// What to load. The caller's; read during corpus_load only.
typedef struct CorpusSource {
    const char *path; // files of UTF-8 text, as corpus_files_read takes them; NULL: the program's own C sources
    const char *name;           // NULL: known by its hash, or the file's name
    const char *tokenizer_kind; // built from the text when `tokenizer` is NULL
    TokenizerOptions options;   // for tokenizer_build
    const Tokenizer *tokenizer; // of an earlier run (resume, fine-tuning); must outlive the corpus
    bool special;               // names of special tokens in the text are these tokens
    double val_fraction;        // of the tokens, kept at the end for validation; [0, 1)
    int64_t n_ctx;              // the longest window that will be asked for
} CorpusSource;

// NULL when the file is unreadable, empty, no plain text (plain_text.h), has a character
// that the given tokenizer lacks, or leaves less than one window for training.
const Corpus *corpus_load(Arena *arena, const CorpusSource *source, Err *err);

// What counting in its training part predicts of its validation part (ngrams.h). In the arena. False when a stop is
// requested.
bool corpus_count(RunCounts *counts, Arena *arena, const Corpus *corpus, Err *err);

// Sets the error that says where a corpus can be had, for a preset that needs --data and got none. Returns false.
bool corpus_explain_missing(const char *preset, Err *err);

// Where in the training part window number `index` of those begins.
int64_t corpus_train_start(const Corpus *corpus, uint64_t seed, uint64_t index, int64_t n_ctx);

// Random windows number first … first + n - 1 of the training part: `inputs` and `targets` are (n, n_ctx). For step s
// of batch size B, first = s·B.
void corpus_train_windows(const Corpus *corpus, uint64_t seed, uint64_t first, int64_t n, int64_t n_ctx,
                          int32_t *inputs, int32_t *targets);

// How many whole, consecutive, non-overlapping windows the validation part holds; 0 when it is too short.
int64_t corpus_val_count(const Corpus *corpus, int64_t n_ctx);

// Windows first … first + n - 1 of those: `inputs` and `targets` are (n, n_ctx); first + n <= corpus_val_count.
void corpus_val_windows(const Corpus *corpus, int64_t first, int64_t n, int64_t n_ctx, int32_t *inputs,
                        int32_t *targets);

#endif
