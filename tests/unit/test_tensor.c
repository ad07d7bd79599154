// test_tensor.c — safetensors: what is written is read back, the 16-bit formats round as IEEE says, and no damaged file
// is accepted.
#include "support_temp.h"

#include "engine/base/file.h"
#include "engine/base/file_map.h"
#include "model/run/tensor.h"
#include "model/run/tensor_type.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const float FLOATS[6] = {0.0f, 1.0f, -2.5f, 65504.0f, 1e-7f, 3.0e38f};
static const int32_t INTS[4] = {0, 1, -7, 2147483647};
static const int32_t BYTES[3] = {0, 1, 255};
static const double DOUBLES[2] = {0.1, -1e300};

static const char *const META[] = {"prompt", "ROMEO:\n", "format", "pt", NULL};

static const TensorOut ALL[] = {
    {"a.f32", TENSOR_F32, 2, {2, 3}, FLOATS},
    {"a.f16", TENSOR_F16, 1, {6}, FLOATS},
    {"a.bf16", TENSOR_BF16, 3, {1, 6, 1}, FLOATS},
    {"i32", TENSOR_I32, 1, {4}, INTS},
    {"i64", TENSOR_I64, 1, {4}, INTS},
    {"f64", TENSOR_F64, 1, {2}, DOUBLES},
    {"u8", TENSOR_U8, 1, {3}, BYTES},
    {"bool", TENSOR_BOOL, 1, {2}, BYTES},
    {"scalar", TENSOR_F32, 0, {0}, FLOATS + 1},
    {"empty \"q\"", TENSOR_F32, 2, {0, 5}, FLOATS},
};
enum { N_ALL = sizeof ALL / sizeof ALL[0] };

static void round_trip(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    TensorFile file;
    const char *path = temp_path(temp, "all.safetensors");
    assert_true(tensor_file_write(path, ALL, N_ALL, META, &err));
    assert_true(tensor_file_read(&file, &temp->arena, path, &err));
    assert_int_equal(file.n_tensors, N_ALL);
    assert_string_equal(file.meta[0], "prompt");
    assert_string_equal(file.meta[1], "ROMEO:\n");
    assert_null(file.meta[4]);
    for (int i = 0; i < N_ALL; i++) {
        const Tensor *tensor = tensor_find(&file, ALL[i].name);
        assert_non_null(tensor);
        assert_int_equal(tensor->type, ALL[i].type);
        assert_int_equal(tensor->n_dims, ALL[i].n_dims);
        for (int d = 0; d < tensor->n_dims; d++)
            assert_int_equal(tensor->shape[d], ALL[i].shape[d]);
        assert_true((tensor->f32 != NULL) == tensor_type_is_float(tensor->type));
        assert_true((tensor->i32 != NULL) != tensor_type_is_float(tensor->type));
    }
    assert_memory_equal(tensor_find(&file, "a.f32")->f32, FLOATS, sizeof FLOATS);
    assert_memory_equal(tensor_find(&file, "i32")->i32, INTS, sizeof INTS);
    assert_memory_equal(tensor_find(&file, "i64")->i32, INTS, sizeof INTS);
    assert_memory_equal(tensor_find(&file, "u8")->i32, BYTES, sizeof BYTES);
    assert_memory_equal(tensor_find(&file, "f64")->f64, DOUBLES, sizeof DOUBLES);
    assert_true(tensor_find(&file, "f64")->f32[0] == 0.1f);
    assert_true(tensor_find(&file, "a.f16")->f32[3] == 65504.0f);
    assert_true(isinf(tensor_find(&file, "a.f16")->f32[5]));
    assert_true(tensor_find(&file, "scalar")->f32[0] == 1.0f);
    assert_int_equal(tensor_find(&file, "scalar")->n_items, 1);
    assert_int_equal(tensor_find(&file, "empty \"q\"")->n_items, 0);
    assert_null(tensor_find(&file, "none"));
}

// Written in pieces, the last first, the file has the same bytes; and none stays when a piece is missing.
static void piece_by_piece(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    assert_true(tensor_file_write(temp_path(temp, "whole"), ALL, N_ALL, META, &err));
    for (int missing = -1; missing < 2; missing++) {
        TensorWriter writer;
        const char *path = temp_path(temp, missing < 0 ? "pieces" : "lacking");
        assert_true(tensor_writer_begin(&writer, path, ALL, N_ALL, META, &err));
        for (int i = N_ALL - 1; i >= 0; i--) {
            int64_t n = 1;
            for (int d = 0; d < ALL[i].n_dims; d++)
                n *= ALL[i].shape[d];
            if (i == 0) { // in two
                tensor_writer_put(&writer, i, 4, FLOATS + 4, 2);
                n = 4;
            }
            if (i != missing)
                tensor_writer_put(&writer, i, 0, ALL[i].data, n);
        }
        assert_true(tensor_writer_end(&writer, &err) == (missing < 0));
        tensor_writer_drop(&writer);
    }
    assert_contains(err.text, "missing");
    assert_false(file_exists(temp_path(temp, "lacking")));
    size_t n_whole = 0, n_pieces = 0;
    const char *whole = file_read(&temp->arena, temp_path(temp, "whole"), &n_whole, &err);
    const char *pieces = file_read(&temp->arena, temp_path(temp, "pieces"), &n_pieces, &err);
    assert_true(n_whole == n_pieces);
    assert_memory_equal(whole, pieces, n_whole);
}

// A file that is mapped gives the same values as one that is read, wherever its data begins.
static void mapped(void **state)
{
    static const char HEADER[] = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]}}   ";
    Temp *temp = *state;
    Err err = {""};
    TensorFile file, read;
    const char *path = temp_path(temp, "all.safetensors");
    assert_true(tensor_file_write(path, ALL, N_ALL, META, &err));
    assert_true(tensor_file_map(&file, &temp->arena, path, &err));
    assert_true(tensor_file_read(&read, &temp->arena, path, &err));
    assert_int_equal(file.n_tensors, N_ALL);
    for (int i = 0; i < N_ALL; i++) {
        const Tensor *tensor = &file.tensors[i];
        assert_non_null(tensor->bytes);
        assert_null(tensor->f32);
        if (!tensor_type_is_float(tensor->type) || tensor->n_items == 0)
            continue;
        float values[8];
        tensor_forget(tensor);
        tensor_floats(tensor, values);
        assert_memory_equal(values, tensor_find(&read, tensor->name)->f32, sizeof(float) * (size_t)tensor->n_items);
    }
    assert_string_equal(file.meta[0], "prompt");
    tensor_file_unmap(&file);
    tensor_file_unmap(&file);
    for (size_t shift = 0; shift < 4; shift++) {
        const size_t length = sizeof HEADER - 1 - shift;
        unsigned char bytes[8 + sizeof HEADER + sizeof FLOATS] = {(unsigned char)length};
        float values[6];
        memcpy(bytes + 8, HEADER, length);
        memcpy(bytes + 8 + length, FLOATS, sizeof FLOATS);
        temp_write(temp, "shifted.safetensors", bytes, 8 + length + sizeof FLOATS);
        assert_true(tensor_file_map(&file, &temp->arena, temp_path(temp, "shifted.safetensors"), &err));
        tensor_floats(&file.tensors[0], values);
        assert_memory_equal(values, FLOATS, sizeof FLOATS);
        tensor_file_unmap(&file);
    }
}

static void longer_than_the_buffer(void **state)
{
    Temp *temp = *state;
    enum { N = 10001 };
    static float values[N];
    for (int i = 0; i < N; i++)
        values[i] = (float)i * 0.25f;
    const TensorOut out[] = {{"long", TENSOR_F32, 1, {N}, values}, {"next", TENSOR_F16, 1, {2}, FLOATS}};
    Err err = {""};
    TensorFile file;
    const char *path = temp_path(temp, "long.safetensors");
    assert_true(tensor_file_write(path, out, 2, NULL, &err));
    assert_true(tensor_file_read(&file, &temp->arena, path, &err));
    assert_memory_equal(tensor_find(&file, "long")->f32, values, sizeof values);
    assert_true(tensor_find(&file, "next")->f32[1] == 1.0f);
    assert_null(file.meta[0]);
}

static void half_rounds_to_even(void **state)
{
    (void)state;
    assert_int_equal(f16_of_float(1.0f), 0x3c00);
    assert_int_equal(f16_of_float(-2.0f), 0xc000);
    assert_int_equal(f16_of_float(1.0f + 0x1p-11f), 0x3c00);     // a tie, to the even one below
    assert_int_equal(f16_of_float(1.0f + 0x1.8p-10f), 0x3c02);   // a tie, to the even one above
    assert_int_equal(f16_of_float(1.0f + 0x1.002p-11f), 0x3c01); // just above a tie
    assert_int_equal(f16_of_float(65519.0f), 0x7bff);
    assert_int_equal(f16_of_float(65520.0f), 0x7c00); // rounds up to infinity
    assert_int_equal(f16_of_float(-INFINITY), 0xfc00);
    assert_int_equal(f16_of_float(-0.0f), 0x8000);
    assert_int_equal(f16_of_float(0x1p-24f), 0x0001); // the smallest subnormal
    assert_int_equal(f16_of_float(0x1p-25f), 0x0000); // a tie, to zero
    assert_int_equal(f16_of_float(0x1.002p-25f), 0x0001);
    assert_int_equal(f16_of_float(0x1.ff8p-15f), 0x03ff); // the largest subnormal
    assert_int_equal(f16_of_float(0x1.ffcp-15f), 0x0400); // rounds up to the smallest normal
    assert_true(isnan(float_of_f16(f16_of_float(NAN))));
    for (uint32_t bits = 0; bits <= 0xffff; bits++) {
        const float value = float_of_f16((uint16_t)bits);
        if (!isnan(value))
            assert_int_equal(f16_of_float(value), bits);
    }
}

static void bfloat_rounds_to_even(void **state)
{
    (void)state;
    assert_int_equal(bf16_of_float(1.0f), 0x3f80);
    assert_int_equal(bf16_of_float(1.0f + 0x1p-8f), 0x3f80);
    assert_int_equal(bf16_of_float(1.0f + 0x1.8p-7f), 0x3f82);
    assert_int_equal(bf16_of_float(3.4e38f), 0x7f80);
    assert_true(isnan(float_of_bf16(bf16_of_float(NAN))));
    for (uint32_t bits = 0; bits <= 0xffff; bits++) {
        const float value = float_of_bf16((uint16_t)bits);
        if (!isnan(value))
            assert_int_equal(bf16_of_float(value), bits);
    }
}

// A file with this header and this many zero bytes of data.
static char *write_raw(Temp *temp, const char *header, size_t data_bytes)
{
    unsigned char bytes[4096] = {0};
    const size_t length = strlen(header);
    bytes[0] = (unsigned char)length;
    bytes[1] = (unsigned char)(length >> 8);
    memcpy(bytes + 8, header, length);
    return temp_write(temp, "raw.safetensors", bytes, 8 + length + data_bytes);
}

static void refuse(Temp *temp, const char *path, const char *because)
{
    Err err = {""};
    TensorFile file;
    assert_false(tensor_file_read(&file, &temp->arena, path, &err));
    assert_contains(err.text, path);
    assert_contains(err.text, because);
    assert_null(strchr(err.text, '\n'));
}

static void damaged_headers(void **state)
{
    static const struct {
        const char *header;
        size_t data_bytes;
        const char *because;
    } CASES[] = {
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
         "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}",
         12, "overlaps"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
         "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
         8, "overlaps"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "gap"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 8, "belong to none"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4, "need 8"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", 8, "need 8"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 4, "cut off"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}", 8, "an offset is -8"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}", 8, "two data_offsets"},
        {"{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[2],\"data_offsets\":[0,2]}}", 2, "F8_E4M3"},
        {"{\"a\":{\"dtype\":7,\"shape\":[2],\"data_offsets\":[0,2]}}", 2, "\"dtype\" is not a text"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", 8, "a length"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,8]}}", 8, "whole number"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}", 0, "impossible shape"},
        {"{\"a\":{\"dtype\":\"F64\",\"shape\":[2305843009213693952],\"data_offsets\":[0,0]}}", 0, "impossible shape"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1],\"data_offsets\":[0,4]}}", 4, "dimensions"},
        {"{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4, "\"shape\" is missing"},
        {"{\"a\":[1]}", 0, "not an object"},
        {"{\"__metadata__\":{\"n\":1}}", 0, "\"n\" is not a text"},
        {"{\"__metadata__\":3}", 0, "__metadata__"},
        {"{\"a\":{},\"a\":{}}", 0, "duplicate"},
        {"[1,2]", 0, "not a JSON object"},
        {"{\"a\":\n", 0, "not valid JSON"},
        {"", 0, "not valid JSON"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        refuse(*state, write_raw(*state, CASES[i].header, CASES[i].data_bytes), CASES[i].because);
}

static void header_too_long(void **state)
{
    static const unsigned char TOO_LONG[16] = {200, 0, 0, 0, 0, 0, 0, 0, '{', '}'};
    static const unsigned char HUGE_ONE[16] = {255, 255, 255, 255, 255, 255, 255, 255, '{', '}'};
    Temp *temp = *state;
    refuse(temp, temp_write(temp, "l", TOO_LONG, sizeof TOO_LONG), "header of 200 bytes");
    refuse(temp, temp_write(temp, "l", HUGE_ONE, sizeof HUGE_ONE), "header of");
}

static void deep_header(void **state)
{
    char header[4000];
    memset(header, '[', sizeof header);
    header[sizeof header - 1] = '\0';
    memcpy(header, "{\"a\":", 5);
    refuse(*state, write_raw(*state, header, 0), "depth");
}

static void cut_off_anywhere(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    size_t n_bytes = 0;
    const char *whole = temp_path(temp, "whole.safetensors");
    assert_true(tensor_file_write(whole, ALL, N_ALL, META, &err));
    const char *bytes = file_read(&temp->arena, whole, &n_bytes, &err);
    for (size_t length = 0; length < n_bytes; length++)
        refuse(temp, temp_write(temp, "cut.safetensors", bytes, length), "");
}

static void wide_integer(void **state)
{
    Temp *temp = *state;
    static const char HEADER[] = "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}";
    unsigned char bytes[8 + sizeof HEADER - 1 + 8] = {sizeof HEADER - 1};
    memcpy(bytes + 8, HEADER, sizeof HEADER - 1);
    bytes[sizeof bytes - 4] = 1; // 2^32
    refuse(temp, temp_write(temp, "wide", bytes, sizeof bytes), "more than 32 bits");
}

static void no_file(void **state)
{
    Temp *temp = *state;
    refuse(temp, temp_path(temp, "none"), "No such file");
    refuse(temp, temp->dir, "not a file");
    Err err = {""};
    assert_false(tensor_file_write(temp_path(temp, "no/such/folder"), ALL, N_ALL, NULL, &err));
    assert_contains(err.text, "no/such/folder");
}

// Looks at the last byte of a file that is mapped and then cut off; what it says goes into `said`.
static _Noreturn void look_behind_the_end(Temp *temp)
{
    const unsigned char *bytes;
    size_t n_bytes;
    FILE *said = freopen(temp_path(temp, "said"), "w", stderr);
    AtomicFile half;
    if (!said || !file_map(&bytes, &n_bytes, temp_path(temp, "long"), NULL) ||
        !atomic_open(&half, temp_path(temp, "half"), NULL) || truncate(temp_path(temp, "long"), 10) != 0)
        _exit(2);
    _exit(bytes[n_bytes - 1] ? 3 : 4);
}

static void file_cut_off_while_mapped(void **state)
{
    Temp *temp = *state;
    const size_t n_bytes = 100000;
    char *text = ARENA_ARRAY(&temp->arena, char, n_bytes + 1);
    memset(text, 'x', n_bytes);
    temp_write_text(temp, "long", text);
    const pid_t child = fork();
    if (child == 0)
        look_behind_the_end(temp);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1);
    const char *said = file_read(&temp->arena, temp_path(temp, "said"), NULL, NULL);
    assert_non_null(said);
    assert_contains(said, temp_path(temp, "long"));
    assert_contains(said, "was cut off while it was read");
    assert_int_equal(strcspn(said, "\n"), strlen(said) - 1);
    assert_false(file_exists(temp_path(temp, "half")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(round_trip, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(piece_by_piece, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(mapped, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(longer_than_the_buffer, temp_setup, temp_teardown),
        cmocka_unit_test(half_rounds_to_even),
        cmocka_unit_test(bfloat_rounds_to_even),
        cmocka_unit_test_setup_teardown(damaged_headers, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(header_too_long, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(deep_header, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(cut_off_anywhere, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(wide_integer, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(no_file, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(file_cut_off_while_mapped, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
