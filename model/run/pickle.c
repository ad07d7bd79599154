// pickle.c — the machine that a pickle is for: a stack, a memo, and one byte an instruction.
#include "model/run/pickle.h"

#include "engine/base/utf8.h"

#include <string.h>

enum { MOST_BYTES = 1 << 24 }; // of a pickle; those of models have some ten thousand

static const char ORDERED[] = "collections.OrderedDict";

typedef struct Machine {
    Arena *arena;
    const unsigned char *at, *end;
    const unsigned char *begin;
    const char *const *globals;
    PickleValue **stack; // [n]
    int n, n_room;
    PickleValue **memo; // [n_memo]; NULL where nothing was put
    int n_memo, n_memo_room;
    bool stopped;
    Err *err;
} Machine;

// ---- the parts ----

static bool fail(Machine *m, const char *why)
{
    return err_set(m->err, "byte %lld of its pickle %s", (long long)(m->at - m->begin - 1), why);
}

// `n_bytes` of what follows, little-endian.
static bool take_number(Machine *m, int n_bytes, uint64_t *number)
{
    *number = 0;
    if (m->end - m->at < n_bytes)
        return fail(m, "is the last that there is of it");
    for (int i = 0; i < n_bytes; i++)
        *number |= (uint64_t)*m->at++ << (8 * i);
    return true;
}

static PickleValue *value_of(Machine *m, PickleKind kind)
{
    PickleValue *value = ARENA_NEW(m->arena, PickleValue);
    value->kind = kind;
    return value;
}

static bool push(Machine *m, PickleValue *value)
{
    m->stack = arena_grow(m->arena, m->stack, m->n, &m->n_room, sizeof *m->stack);
    m->stack[m->n++] = value;
    return true;
}

static bool push_whole(Machine *m, PickleKind kind, int64_t whole)
{
    PickleValue *value = value_of(m, kind);
    value->whole = whole;
    return push(m, value);
}

// The value on top; NULL, with the error set, when there is none or it is a mark.
static PickleValue *pop(Machine *m)
{
    if (m->n == 0 || m->stack[m->n - 1]->kind == PICKLE_MARK) {
        fail(m, "takes a value where there is none");
        return NULL;
    }
    return m->stack[--m->n];
}

static void append(Machine *m, PickleValue *list, PickleValue *item)
{
    list->items = arena_grow(m->arena, list->items, list->n_items, &list->n_room, sizeof *list->items);
    list->items[list->n_items++] = item;
}

// Where the values above the last mark begin; -1 without one. The mark is taken away, its place stays.
static int above_mark(Machine *m)
{
    int at = m->n - 1;
    while (at >= 0 && m->stack[at]->kind != PICKLE_MARK)
        at--;
    if (at < 0)
        fail(m, "looks for a mark that was not set");
    return at < 0 ? -1 : at + 1;
}

// ---- what the instructions do ----

static bool push_text(Machine *m, uint64_t n_bytes)
{
    if (n_bytes > (uint64_t)(m->end - m->at))
        return fail(m, "is a text that is cut off");
    const char *bytes = (const char *)m->at;
    uint32_t code_point;
    for (size_t at = 0, length; at < n_bytes; at += length)
        if ((length = (size_t)utf8_decode(bytes + at, n_bytes - at, &code_point)) == 0 || code_point == 0)
            return fail(m, "is a text that is not UTF-8, or has a NUL");
    PickleValue *value = value_of(m, PICKLE_TEXT);
    value->text = arena_strndup(m->arena, bytes, n_bytes);
    m->at += n_bytes;
    return push(m, value);
}

// A whole number of up to 8 bytes, the last of which has its sign.
static bool push_long(Machine *m)
{
    uint64_t n_bytes, number;
    if (!take_number(m, 1, &n_bytes))
        return false;
    if (n_bytes > 8)
        return fail(m, "is a whole number of more than 64 bits");
    if (!take_number(m, (int)n_bytes, &number))
        return false;
    if (n_bytes > 0 && n_bytes < 8 && number >> (8 * n_bytes - 1))
        number |= UINT64_MAX << (8 * n_bytes);
    return push_whole(m, PICKLE_INT, (int64_t)number);
}

// 8 bytes, the first one first.
static bool push_real(Machine *m)
{
    uint64_t turned = 0, bits = 0;
    if (!take_number(m, 8, &turned))
        return false;
    for (int i = 0; i < 8; i++)
        bits = bits << 8 | (turned >> (8 * i) & 0xff);
    PickleValue *value = value_of(m, PICKLE_REAL);
    memcpy(&value->real, &bits, sizeof bits);
    return push(m, value);
}

static bool push_global(Machine *m, const char *module, const char *name)
{
    PickleValue *value = value_of(m, PICKLE_GLOBAL);
    value->text = arena_printf(m->arena, "%s.%s", module, name);
    for (const char *const *known = m->globals; *known; known++)
        if (strcmp(*known, value->text) == 0)
            return push(m, value);
    return err_set(m->err, "it asks Python for %s, and nothing in a file is run here; save the tensors alone, as safetensors",
                   value->text);
}

// The next line, without its end; NULL when there is none.
static const char *take_line(Machine *m)
{
    const unsigned char *end = memchr(m->at, '\n', (size_t)(m->end - m->at));
    const char *line = end ? arena_strndup(m->arena, (const char *)m->at, (size_t)(end - m->at)) : NULL;
    if (end)
        m->at = end + 1;
    return line;
}

static bool push_global_lines(Machine *m)
{
    const char *module = take_line(m), *name = module ? take_line(m) : NULL;
    return name ? push_global(m, module, name) : fail(m, "is a name that is cut off");
}

static bool push_global_texts(Machine *m)
{
    const PickleValue *name = pop(m), *module = name ? pop(m) : NULL;
    if (!module)
        return false;
    if (name->kind != PICKLE_TEXT || module->kind != PICKLE_TEXT)
        return fail(m, "takes a name that is no text");
    return push_global(m, module->text, name->text);
}

// The values from `first` on become a list.
static bool gather(Machine *m, int first, int n_gone)
{
    PickleValue *list = value_of(m, PICKLE_LIST);
    for (int i = first; i < m->n; i++)
        append(m, list, m->stack[i]);
    m->n = first - n_gone;
    return push(m, list);
}

static bool gather_last(Machine *m, int n)
{
    for (int i = 1; i <= n; i++)
        if (m->n < i || m->stack[m->n - i]->kind == PICKLE_MARK)
            return fail(m, "takes a value where there is none");
    return gather(m, m->n - n, 0);
}

static bool gather_marked(Machine *m)
{
    const int first = above_mark(m);
    return first >= 0 && gather(m, first, 1);
}

// Adds the values from `first` on to what stands below them and `n_gone` marks.
static bool add_values(Machine *m, int first, int n_gone, PickleKind kind)
{
    const int target = first - n_gone - 1;
    if (target < 0 || m->stack[target]->kind != kind || (kind == PICKLE_DICT && (m->n - first) % 2 != 0))
        return fail(m, "adds to what is no list or dictionary");
    for (int i = first; i < m->n; i++)
        append(m, m->stack[target], m->stack[i]);
    m->n = target + 1;
    return true;
}

static bool add_marked(Machine *m, PickleKind kind)
{
    const int first = above_mark(m);
    return first >= 0 && add_values(m, first, 1, kind);
}

static bool add_last(Machine *m, int n, PickleKind kind)
{
    return m->n > n ? add_values(m, m->n - n, 0, kind) : fail(m, "takes a value where there is none");
}

static bool write_down_call(Machine *m)
{
    PickleValue *arguments = pop(m), *function = arguments ? pop(m) : NULL;
    if (!function)
        return false;
    if (function->kind != PICKLE_GLOBAL || arguments->kind != PICKLE_LIST)
        return fail(m, "calls what is no name, or with no list");
    if (strcmp(function->text, ORDERED) == 0 && arguments->n_items == 0)
        return push(m, value_of(m, PICKLE_DICT));
    PickleValue *call = value_of(m, PICKLE_CALL);
    append(m, call, function);
    append(m, call, arguments);
    return push(m, call);
}

static bool write_down_stored(Machine *m)
{
    PickleValue *where = pop(m);
    if (!where)
        return false;
    PickleValue *stored = value_of(m, PICKLE_STORED);
    append(m, stored, where);
    return push(m, stored);
}

// What PyTorch notes beside a dictionary of tensors is not needed.
static bool pass_over_state(Machine *m)
{
    const PickleValue *state = pop(m);
    if (!state)
        return false;
    return (m->n > 0 && m->stack[m->n - 1]->kind == PICKLE_DICT) || fail(m, "gives a state to what is no dictionary");
}

static bool memo_put(Machine *m, uint64_t index)
{
    if (m->n == 0 || m->stack[m->n - 1]->kind == PICKLE_MARK || index > (uint64_t)(m->end - m->begin))
        return fail(m, "notes what there is not");
    while (m->n_memo <= (int)index) {
        m->memo = arena_grow(m->arena, m->memo, m->n_memo, &m->n_memo_room, sizeof *m->memo);
        m->memo[m->n_memo++] = NULL;
    }
    m->memo[index] = m->stack[m->n - 1];
    return true;
}

static bool memo_get(Machine *m, uint64_t index)
{
    if (index >= (uint64_t)m->n_memo || !m->memo[index])
        return fail(m, "takes what was not noted");
    return push(m, m->memo[index]);
}

static bool stop(Machine *m)
{
    m->stopped = true;
    return (m->n == 1 && m->stack[0]->kind != PICKLE_MARK) || fail(m, "ends it with too much or too little on the stack");
}

// One instruction. A number that follows it has been read: `number`.
static bool step(Machine *m, unsigned char opcode, uint64_t number)
{
    switch (opcode) {
    case 0x80: // PROTO
        return number <= 5 || fail(m, "is a protocol that is not known");
    case 0x95: // FRAME
        return true;
    case '.':
        return stop(m);
    case '(':
        return push(m, value_of(m, PICKLE_MARK));
    case 'N':
        return push(m, value_of(m, PICKLE_NONE));
    case 0x88:
    case 0x89:
        return push_whole(m, PICKLE_BOOL, opcode == 0x88);
    case 'J':
        return push_whole(m, PICKLE_INT, (int32_t)(uint32_t)number);
    case 'K':
    case 'M':
        return push_whole(m, PICKLE_INT, (int64_t)number);
    case 0x8a:
        return push_long(m);
    case 'G':
        return push_real(m);
    case 'X':
    case 0x8c:
        return push_text(m, number);
    case ']':
    case ')':
        return push(m, value_of(m, PICKLE_LIST));
    case '}':
        return push(m, value_of(m, PICKLE_DICT));
    case 't':
        return gather_marked(m);
    case 0x85:
    case 0x86:
    case 0x87:
        return gather_last(m, opcode - 0x84);
    case 'a':
        return add_last(m, 1, PICKLE_LIST);
    case 'e':
        return add_marked(m, PICKLE_LIST);
    case 's':
        return add_last(m, 2, PICKLE_DICT);
    case 'u':
        return add_marked(m, PICKLE_DICT);
    case 'q':
    case 'r':
        return memo_put(m, number);
    case 0x94:
        return memo_put(m, (uint64_t)m->n_memo);
    case 'h':
    case 'j':
        return memo_get(m, number);
    case 'c':
        return push_global_lines(m);
    case 0x93:
        return push_global_texts(m);
    case 'Q':
        return write_down_stored(m);
    case 'R':
        return write_down_call(m);
    case 'b':
        return pass_over_state(m);
    default:
        return err_set(m->err, "byte %lld of its pickle is the instruction 0x%02x, which plain data does not need and "
                               "which is not read here",
                       (long long)(m->at - m->begin - 1), opcode);
    }
}

// The bytes of the number that follows an instruction.
static int number_bytes(unsigned char opcode)
{
    static const struct {
        unsigned char opcode;
        int n_bytes;
    } ROWS[] = {{0x80, 1}, {0x95, 8}, {'J', 4}, {'K', 1}, {'M', 2}, {'X', 4},
                {0x8c, 1}, {'q', 1},  {'r', 4}, {'h', 1}, {'j', 4}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        if (ROWS[i].opcode == opcode)
            return ROWS[i].n_bytes;
    return 0;
}

const PickleValue *pickle_read(Arena *arena, const unsigned char *bytes, int64_t n_bytes, const char *const *globals,
                               Err *err)
{
    if (n_bytes > MOST_BYTES) {
        err_set(err, "its pickle has %lld bytes; that of a model has less", (long long)n_bytes);
        return NULL;
    }
    Machine m = {
        .arena = arena, .at = bytes, .begin = bytes, .end = bytes + n_bytes, .globals = globals, .err = err};
    while (!m.stopped) {
        uint64_t number;
        if (m.at == m.end) {
            err_set(err, "its pickle is cut off");
            return NULL;
        }
        const unsigned char opcode = *m.at++;
        if (!take_number(&m, number_bytes(opcode), &number) || !step(&m, opcode, number))
            return NULL;
    }
    return m.stack[0];
}

const PickleValue *pickle_get(const PickleValue *dict, const char *key)
{
    for (int i = dict && dict->kind == PICKLE_DICT ? dict->n_items - 2 : -1; i >= 0; i -= 2)
        if (dict->items[i]->kind == PICKLE_TEXT && strcmp(dict->items[i]->text, key) == 0)
            return dict->items[i + 1];
    return NULL;
}

bool pickle_is_call(const PickleValue *value, const char *global)
{
    return value->kind == PICKLE_CALL && strcmp(value->items[0]->text, global) == 0;
}
