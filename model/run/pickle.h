// pickle.h — Python's pickles, read as data. A pickle is a program that builds objects; here it builds lists, dictionaries
// and calls that are written down and never made. Nothing of it is run. Within model/run only.
#ifndef GPTREEL_RUN_PICKLE_H
#define GPTREEL_RUN_PICKLE_H

#include "engine/base/arena.h"

#include <stdint.h>

typedef enum PickleKind {
    PICKLE_NONE,
    PICKLE_BOOL,
    PICKLE_INT,
    PICKLE_REAL,
    PICKLE_TEXT,
    PICKLE_LIST,   // a list or a tuple
    PICKLE_DICT,
    PICKLE_GLOBAL, // a name of Python's, as "collections.OrderedDict"
    PICKLE_CALL,   // items[0] called with items[1], which is a list
    PICKLE_STORED, // what the program that wrote it keeps elsewhere; items[0] says where
    PICKLE_MARK,   // only while it is read
} PickleKind;

typedef struct PickleValue PickleValue;
struct PickleValue {
    PickleKind kind;
    int64_t whole;     // of an int; 0 or 1 of a bool
    double real;
    const char *text;  // UTF-8, of a text or a global
    PickleValue **items; // [n_items] of a list; of a dictionary keys and values by turns
    int n_items, n_room;
};

// Reads a pickle of protocol 2 to 5, in the arena. An opcode that is not of the fixed set that plain data needs, a global
// that is none of `globals` (ends with NULL), and whatever makes no sense is an error that names it. The values may
// contain each other, in circles as well.
const PickleValue *pickle_read(Arena *arena, const unsigned char *bytes, int64_t n_bytes, const char *const *globals,
                               Err *err);

// The value of a key of a dictionary, the last one that was set; NULL when there is none, or when it is no dictionary.
const PickleValue *pickle_get(const PickleValue *dict, const char *key);

// Whether it is a call of that global.
bool pickle_is_call(const PickleValue *value, const char *global);

#endif
