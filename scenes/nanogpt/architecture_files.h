// architecture_files.h — the two source files of nanoGPT as cards whose lines are counted, first and last.
#ifndef GPTREEL_NANOGPT_ARCHITECTURE_FILES_H
#define GPTREEL_NANOGPT_ARCHITECTURE_FILES_H

#include "scenes/kit/kit.h"

#define ARCH_COUNT_AT_S 1.2
#define ARCH_RECOUNT_AT_S 22.6
#define ARCH_COUNT_S 1.4 // how long it takes

enum { ARCH_FILES = 2 }; // model.py and train.py

// A source file as a card: name, number of lines, and a dash for each line.
typedef struct FileCard {
    Node *group, *card, *marks, *counter, *words; // `words`: all but card, marks and counter
    int n_lines;
} FileCard;

// Both files in their boxes.
void arch_files_make(Scene *s, FileCard files[ARCH_FILES], const Rect boxes[ARCH_FILES]);

// The numbers of lines count up, at both times.
void arch_files_count(Scene *s, const FileCard files[ARCH_FILES]);

// The dashes of both files draw themselves, line after line, while the numbers count.
void arch_files_draw(Scene *s, const FileCard files[ARCH_FILES]);

#endif
