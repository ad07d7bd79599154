// test_torch_file.c — archives with a pickle, as PyTorch saves tensors: what stands where, and all that is refused. What
// PyTorch itself writes is read in tests/integration/torch_checkpoints.sh.
#include "support_temp.h"
#include "support_zip.h"

#include "model/run/nanogpt_meta.h"
#include "model/run/tensor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

// Pieces of a pickle. A text of less than 256 bytes is X, its length in 4 bytes, and itself.
#define TEXT(length, text) "X" length "\0\0\0" text
#define STORED(kind, key)                                                                                              \
    "(" TEXT("\7", "storage") "ctorch\n" kind "\n" TEXT("\1", key) TEXT("\3", "cpu") "K\4tQ"
#define TENSOR(kind, key, offset, sizes, strides)                                                                      \
    "ctorch._utils\n_rebuild_tensor_v2\n(" STORED(kind, key) "K" offset sizes strides "\x89"                           \
    "ccollections\nOrderedDict\n)RtR"

static const float NUMBERS[4] = {1, 2, 3, 4};

// An archive with this pickle, and NUMBERS in data/0.
static const char *write_archive(Temp *temp, const char *pickle, size_t n_bytes)
{
    const char *path = temp_path(temp, "a.pt");
    ZipOut zip;
    zip_begin(&zip, path);
    zip_add(&zip, "a/data.pkl", pickle, n_bytes);
    zip_add(&zip, "a/data/0", NUMBERS, sizeof NUMBERS);
    zip_add(&zip, "a/byteorder", "little", 6);
    zip_end(&zip);
    return path;
}

static const char TWO[] = "\x80\2}(" TEXT("\1", "w") TENSOR("FloatStorage", "0", "\1", "K\1K\2\x86", "K\2K\1\x86")
    TEXT("\1", "h") TENSOR("HalfStorage", "0", "\0", "K\3\x85", "K\1\x85") "u}" TEXT("\11", "_metadata") "Nsb.";

static void tensors(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    TensorFile file;
    if (!tensor_file_map(&file, &temp->arena, write_archive(temp, TWO, sizeof TWO - 1), &err))
        fail_msg("%s", err.text);
    assert_int_equal(file.n_tensors, 2);
    const Tensor *w = tensor_find(&file, "w"), *h = tensor_find(&file, "h");
    assert_int_equal(w->type, TENSOR_F32);
    assert_int_equal(w->n_dims, 2);
    assert_int_equal(w->shape[1], 2);
    float values[2];
    tensor_floats(w, values);
    assert_true(values[0] == 2 && values[1] == 3);
    assert_int_equal(h->type, TENSOR_F16);
    assert_int_equal(h->n_items, 3);
    tensor_file_unmap(&file);
}

static void the_model_of_a_checkpoint(void **state)
{
    static const char PICKLE[] = "\x80\2}(" TEXT("\5", "model") "}" TEXT("\1", "w")
        TENSOR("FloatStorage", "0", "\0", "K\4\x85", "K\1\x85") "s" TEXT("\11", "optimizer") "}" TEXT("\1", "m")
        TENSOR("FloatStorage", "0", "\0", "K\4\x85", "K\1\x85") "s" TEXT("\12", "model_args") "}(" TEXT("\4", "bias")
        "\x88" TEXT("\4", "seed") "J\xff\xff\xff\xff" TEXT("\4", "rate") "G\x3f\xe0\0\0\0\0\0\0u" TEXT("\1", "n")
        "\x8a\1\xfeu.";
    Temp *temp = *state;
    Err err = {""};
    TensorFile file;
    if (!tensor_file_map(&file, &temp->arena, write_archive(temp, PICKLE, sizeof PICKLE - 1), &err))
        fail_msg("%s", err.text);
    assert_int_equal(file.n_tensors, 1);
    static const char *const META[] = {"model_args.bias", "true", "model_args.seed", "-1",
                                       "model_args.rate", "0.5",  "n",               "-2"};
    for (int i = 0; i < 8; i++)
        assert_string_equal(file.meta[i], META[i]);
    assert_null(file.meta[8]);
    tensor_file_unmap(&file);
}

#define ONE(tensor) "\x80\2}" TEXT("\1", "w") tensor "s."
#define FLOATS(offset, sizes, strides) ONE(TENSOR("FloatStorage", "0", offset, sizes, strides))
#define CASE(pickle, because) {pickle, sizeof pickle - 1, because}

static void refuse(Temp *temp, const char *path, const char *because)
{
    Err err = {""};
    TensorFile file;
    if (tensor_file_map(&file, &temp->arena, path, &err))
        fail_msg("taken, though \"%s\"", because);
    assert_contains(err.text, path);
    assert_contains(err.text, because);
    assert_null(strchr(err.text, '\n'));
}

static void refused_pickles(void **state)
{
    static const struct {
        const char *pickle;
        size_t n_bytes;
        const char *because;
    } CASES[] = {
        CASE("", "its pickle is cut off"),
        CASE("\x80\2", "its pickle is cut off"),
        CASE("\x80\6N.", "a protocol that is not known"),
        CASE("\x80\2N.", "no dictionary of tensors"),
        CASE("\x80\2}.", "it holds no tensors"),
        CASE("\x80\2}N.", "too much or too little"),
        CASE("\x80\2(.", "too much or too little"),
        CASE("\x80\2cos\nsystem\n(" TEXT("\2", "ls") "tR.", "it asks Python for os.system, and nothing"),
        CASE("\x80\4\x8c\2os\x8c\6system\x93.", "it asks Python for os.system, and nothing"),
        CASE("\x80\2}i.", "the instruction 0x69"),
        CASE("\x80\4]\x81.", "the instruction 0x81"),
        CASE("\x80\2R.", "takes a value where there is none"),
        CASE("\x80\2NNR.", "calls what is no name"),
        CASE("\x80\2t.", "a mark that was not set"),
        CASE("\x80\2(u.", "no list or dictionary"),
        CASE("\x80\2}(Nu.", "no list or dictionary"),
        CASE("\x80\2]Nb.", "gives a state to what is no dictionary"),
        CASE("\x80\2h\7.", "takes what was not noted"),
        CASE("\x80\2Nr\xff\xff\xff\x7f.", "notes what there is not"),
        CASE("\x80\2X\xff\0\0\0a.", "a text that is cut off"),
        CASE("\x80\2" TEXT("\1", "\xff") ".", "a text that is not UTF-8"),
        CASE("\x80\2" TEXT("\1", "\0") ".", "or has a NUL"),
        CASE("\x80\2\x8a\11\1\1\1\1\1\1\1\1\1.", "more than 64 bits"),
        CASE(FLOATS("\1", "K\4\x85", "K\1\x85"), "tensor \"w\" is larger than what is kept of it"),
        CASE(FLOATS("\0", "K\2K\2\x86", "K\1K\2\x86"), "does not lie in memory in the order of its shape"),
        CASE(FLOATS("\0", "(K\1K\1K\1K\1K\1K\1K\1t", "(K\1K\1K\1K\1K\1K\1K\1t"), "in a way that is not known"),
        CASE(FLOATS("\0", "J\xff\xff\xff\xff\x85", "K\1\x85"), "the order of its shape"),
        CASE(ONE(TENSOR("FloatStorage", "9", "\0", "K\4\x85", "K\1\x85")), "the numbers of tensor \"w\" are not in it"),
        CASE(ONE(TENSOR("CharStorage", "0", "\0", "K\4\x85", "K\1\x85")), "asks Python for torch.CharStorage"),
        CASE(ONE("ctorch._utils\n_rebuild_tensor_v2\n)R"), "in a way that is not known"),
    };
    Temp *temp = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        refuse(temp, write_archive(temp, CASES[i].pickle, CASES[i].n_bytes), CASES[i].because);
}

// A list that holds itself, and one that is noted and taken a thousand times, take no more room than the pickle.
static void circles(void **state)
{
    Temp *temp = *state;
    char pickle[5000] = "\x80\2]q\0h\0a";
    size_t n = 8;
    while (n < 4000) {
        memcpy(pickle + n, "]q\1(h\1h\1h\1h\1eh\0h\1a0", 18);
        n += 18;
    }
    refuse(temp, write_archive(temp, pickle, n), "its pickle");
}

static void refused_archives(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const char *path = temp_path(temp, "a.pt");
    ZipOut zip;
    zip_begin(&zip, path);
    zip_add(&zip, "a/data.json", "{}", 2);
    zip_end(&zip);
    refuse(temp, path, "the archive has no data.pkl");
    zip_begin(&zip, path);
    zip_add(&zip, "a/data.pkl", TWO, sizeof TWO - 1);
    zip_add(&zip, "a/byteorder", "big", 3);
    zip_end(&zip);
    refuse(temp, path, "only little-endian files are read");
    size_t size = 0;
    char *whole = file_read(&temp->arena, write_archive(temp, TWO, sizeof TWO - 1), &size, &err);
    whole[8] = 8; // packed, says its own header
    temp_write(temp, "a.pt", whole, size);
    refuse(temp, path, "a/data.pkl is packed in it");
    temp_write(temp, "a.pt", whole, size / 2);
    refuse(temp, path, "it is cut off or no zip archive");
    temp_write_text(temp, "a.pt", "\x80\2\x8a\nl\xfc\x9c");
    refuse(temp, path, "of a PyTorch before 1.6");
}

// What stands behind the first 4 GB, which are a hole here.
static void beyond_four_gigabytes(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    TensorFile file;
    const char *path = temp_path(temp, "a.pt");
    ZipOut zip;
    zip_begin(&zip, path);
    zip_add(&zip, "a/data/1", NULL, 4400000000u);
    zip_add(&zip, "a/data/0", NUMBERS, sizeof NUMBERS);
    zip_add(&zip, "a/data.pkl", TWO, sizeof TWO - 1);
    zip_end(&zip);
    if (!tensor_file_map(&file, &temp->arena, path, &err))
        fail_msg("%s", err.text);
    float values[2];
    tensor_floats(tensor_find(&file, "w"), values);
    assert_true(values[0] == 2 && values[1] == 3);
    assert_true(tensor_find(&file, "w")->bytes - file.mapping > 4400000000);
    tensor_file_unmap(&file);
}

// meta.pkl, of another protocol: frames, short texts, and a memo without numbers.
static void characters_of_nanogpt(void **state)
{
    static const char META[] = "\x80\4\x95\x1f\0\0\0\0\0\0\0}\x94(\x8c\4itos\x94}\x94(K\0\x8c\1\n\x94K\1\x8c\2\xc3\xa9\x94u"
                               "\x8c\nvocab_size\x94K\2u.";
    Temp *temp = *state;
    Err err = {""};
    int64_t n = 0;
    temp_write(temp, "meta.pkl", META, sizeof META - 1);
    assert_true(nanogpt_meta_is_in(temp->dir));
    const char *const *vocab = nanogpt_meta_read(&temp->arena, temp->dir, &n, &err);
    assert_string_equal(err.text, "");
    assert_int_equal(n, 2);
    assert_string_equal(vocab[0], "\n");
    assert_string_equal(vocab[1], "é");
    temp_write(temp, "meta.pkl", "\x80\2}X\4\0\0\0itos}K\1X\1\0\0\0ass.", 24);
    assert_null(nanogpt_meta_read(&temp->arena, temp->dir, &n, &err));
    assert_contains(err.text, "meta.pkl: its \"itos\" does not give each number");
    temp_write(temp, "meta.pkl", "\x80\2}.", 4);
    assert_null(nanogpt_meta_read(&temp->arena, temp->dir, &n, &err));
    assert_contains(err.text, "it has no \"itos\"");
    temp_write_text(temp, "vocab.json", "{}");
    assert_false(nanogpt_meta_is_in(temp->dir));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tensors, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(the_model_of_a_checkpoint, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(refused_pickles, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(circles, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(refused_archives, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(beyond_four_gigabytes, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(characters_of_nanogpt, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
