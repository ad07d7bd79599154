// reader.h — what the parts of the run reader share: reader.c, and for parts of the folder reader_lines.c, reader_chat.c
// and reader_weights.c. Within model/run only.
#ifndef GPTREEL_RUN_READER_H
#define GPTREEL_RUN_READER_H

#include "model/run/bpe_file.h"
#include "model/run/json_lines.h"
#include "model/run/run.h"

// Adds to run->notes; the note lives in the arena.
void read_note(Run *run, Arena *arena, const char *note);

// The JSONL files of the folder, into the run. Lines torn off at the end of a file are noted.
bool read_metrics(Run *run, Arena *arena, Err *err);
bool read_samples(Run *run, Arena *arena, Err *err);
bool read_generation(Run *run, Arena *arena, Err *err); // run->n_vocab must be known
bool read_guess(Run *run, Arena *arena, Err *err);      // likewise
bool read_text(Run *run, Arena *arena, Err *err);       // likewise (reader_text.c)
bool read_merges(Run *run, Arena *arena, Err *err);     // likewise
bool read_gradients(Run *run, Arena *arena, Err *err);
bool read_chat(Run *run, Arena *arena, Err *err); // all files of run_chat.h; likewise

void read_note_torn(Run *run, Arena *arena, const JsonLines *lines);

// Reads and parses a file that holds one JSON object. Finish the document in either case.
bool read_json_object(JsonDoc *doc, Arena *arena, const char *path, Err *err);

// Adds mlp.w_in and mlp.w_out from model.safetensors to a probe that lacks them, though it looked into the MLPs that now
// stand there. What does not fit the run's shape is left alone, a damaged file is an error.
bool read_mlp_weights(const Run *run, RunProbe *probe, Arena *arena, Err *err);

// few_weights.safetensors, if there is one.
bool read_few_weights(Run *run, Arena *arena, Err *err);
bool read_descent(Run *run, Arena *arena, Err *err); // descent.safetensors, likewise

// A parsed tokenizer.json: whether it is of a byte-level tokenizer, and the vocabulary of one that is (bpe_file.c).
bool bpe_is_byte_level(const JsonDoc *doc);
bool bpe_vocab_parse(BpeVocab *vocab, Arena *arena, JsonDoc *doc);

// The steps of the files "STEP.safetensors" in a folder, rising, in the arena; none when there is no such folder.
// NULL when there is one that cannot be read.
int64_t *steps_in(Arena *arena, const char *folder, int *n_steps, Err *err);

#endif
