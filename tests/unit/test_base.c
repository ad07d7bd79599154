// test_base.c — the base library: arenas, errors, files, near names, the pool.
#include "support_temp.h"

#include "engine/base/file.h"
#include "engine/base/finding.h"
#include "engine/base/nearest.h"
#include "engine/base/noun.h"
#include "engine/base/pool.h"
#include "engine/base/stop.h"
#include "engine/base/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

// ---- arena, err ----

static void arena_gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena);
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *memory = arena_alloc(&arena, size);
        assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xab, size);
    }
    memset(arena_alloc(&arena, 9000000), 1, 9000000); // larger than any block
    arena_reset(&arena);
    assert_int_equal(*(unsigned char *)arena_alloc(&arena, 1), 0);
    assert_string_equal(arena_strndup(&arena, "abcdef", 3), "abc");
    assert_string_equal(arena_printf(&arena, "%s-%d", "x", 5), "x-5");
    arena_finish(&arena);
    arena_reset(&arena);
    arena_finish(&arena);
}

static void mem_grow_keeps_items(void **state)
{
    (void)state;
    int *items = NULL, capacity = 0;
    for (int i = 0; i < 1000; i++) {
        items = mem_grow(items, i, &capacity, sizeof *items);
        items[i] = i;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
    free(items);
    Arena arena;
    arena_init(&arena);
    items = NULL;
    capacity = 0;
    for (int n = 0; n < 1000; n += 3) {
        items = arena_grow(&arena, items, n + 2, &capacity, sizeof *items); // room for three more
        for (int i = n; i < n + 3; i++)
            items[i] = i;
    }
    for (int i = 0; i < 999; i++)
        assert_int_equal(items[i], i);
    arena_finish(&arena);
}

static void names_fit_into_sentences(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena);
    assert_string_equal(noun_with_article(&arena, "box"), "a box");
    assert_string_equal(noun_with_article(&arena, "area"), "an area");
    assert_string_equal(noun_with_article(&arena, "next_bars"), "next_bars");
    assert_string_equal(noun_with_article(&arena, "series"), "a series");
    assert_string_equal(noun_this(&arena, "words", "is", "are"), "these words are");
    assert_string_equal(noun_this(&arena, "box", "is", "are"), "this box is");
    arena_finish(&arena);
}

static void expect_finding(const char *text, const char *file, int line, const char *what, const char *remedy)
{
    Arena arena;
    arena_init(&arena);
    Err err = {""};
    err_set(&err, "%s", text);
    const Finding finding = finding_of(&arena, &err, "look");
    if (file)
        assert_string_equal(finding.file, file);
    else
        assert_null(finding.file);
    assert_int_equal(finding.line, line);
    assert_string_equal(finding.what, what);
    assert_string_equal(finding.remedy, remedy);
    arena_finish(&arena);
}

static void errors_are_taken_apart(void **state)
{
    (void)state;
    expect_finding("a talk/01.lua:12: no `x`; did you mean `y`?", "a talk/01.lua", 12, "no `x`", "did you mean `y`?");
    expect_finding("a/film.lua: two scenes; rename; or not", "a/film.lua", 0, "two scenes", "rename; or not");
    expect_finding("there is no run in x", NULL, 0, "there is no run in x", "look");
    expect_finding("the run: a.lua:3: is bad", NULL, 0, "the run: a.lua:3: is bad", "look");
    expect_finding("", NULL, 0, "", "look");
}

static void errors_are_built_up(void **state)
{
    (void)state;
    Err err = {""};
    assert_false(err_set(&err, "no %s", "bread"));
    assert_false(err_prefix(&err, "line %d", 3));
    assert_string_equal(err.text, "line 3: no bread");
    errno = ENOENT;
    assert_false(err_errno(&err, "cannot read %s", "x"));
    assert_string_equal(err.text, "cannot read x: No such file or directory");
    errno = ENOSPC;
    assert_false(err_errno(&err, "cannot write %s", "x"));
    assert_string_equal(err.text, "cannot write x: No space left on device; free some space or write to another folder");
    assert_false(err_set(NULL, "nobody asks"));
    err_set(&err, "%s", "a\x1b[31mred\xc2\x9b" "2J, \xc3\xbc\n and a bell\a, \xe2\x80\xaeturned");
    err_prefix(&err, "%s", "\rover");
    assert_string_equal(err.text, "?over: a?[31mred??2J, \xc3\xbc\n and a bell?, ???turned");
    char longest[3000];
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    err_set(&err, "%s", longest);
    err_prefix(&err, "%s", longest);
    assert_int_equal(strlen(err.text), sizeof err.text - 1);
}

// ---- file ----

static void files_are_replaced_whole(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    AtomicFile file;
    const char *path = temp_path(temp, "f");
    assert_true(file_write(path, "old", 3, &err));
    assert_true(atomic_open(&file, path, &err));
    fputs("newer", file.stream);
    fflush(file.stream);
    assert_string_equal(temp_read(temp, "f"), "old");
    const char *path_temp = arena_strdup(&temp->arena, file.path_temp);
    assert_true(file_exists(path_temp));
    atomic_drop(&file);
    atomic_drop(&file);
    assert_false(file_exists(path_temp));
    assert_string_equal(temp_read(temp, "f"), "old");

    assert_true(atomic_open(&file, path, &err));
    fputs("newer", file.stream);
    assert_true(atomic_commit(&file, &err));
    assert_false(file_exists(path_temp));
    assert_string_equal(temp_read(temp, "f"), "newer");
    assert_true(file_write(path, NULL, 0, &err));
    assert_string_equal(temp_read(temp, "f"), "");
    assert_false(file_write(temp_path(temp, "no/folder"), "x", 1, &err));
    assert_contains(err.text, "no/folder");
}

static void left_overs_are_deleted(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    AtomicFile living;
    assert_true(atomic_open(&living, temp_path(temp, "a.txt"), &err));
    fputs("mine", living.stream);
    static const char *const kept[] = {"b.txt.part-abcdefghijkl", "a.txt.part-", "a.txt.part-12", "a.txt.part",
                                       "a.txt.part-ABCDEFGHIJKL", "a.txt.part-abcdefghijklm"};
    temp_write_text(temp, "a.txt.part-abcdefghijkl", "half");
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        temp_write_text(temp, kept[i], "somebody's");
    assert_true(file_write(temp_path(temp, "a.txt"), "whole", 5, &err));
    assert_false(file_exists(temp_path(temp, "a.txt.part-abcdefghijkl")));
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        assert_true(file_exists(temp_path(temp, kept[i])));
    assert_string_equal(temp_read(temp, "a.txt"), "whole");
    assert_true(atomic_commit(&living, &err)); // whose lock has kept it
    assert_string_equal(temp_read(temp, "a.txt"), "mine");
}

static mode_t mode_of(const char *path)
{
    struct stat info;
    assert_int_equal(lstat(path, &info), 0);
    return info.st_mode;
}

// Links stay, and lead to the new content; so do permissions.
static void what_is_replaced_keeps_its_place(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    temp_write_text(temp, "private", "old");
    assert_int_equal(chmod(temp_path(temp, "private"), 0640), 0);
    assert_int_equal(symlink("private", temp_path(temp, "link")), 0);
    assert_int_equal(symlink("not/yet", temp_path(temp, "dangling")), 0);
    assert_int_equal(symlink("round", temp_path(temp, "round")), 0);
    assert_true(file_write(temp_path(temp, "link"), "new", 3, &err));
    assert_string_equal(temp_read(temp, "private"), "new");
    assert_true(S_ISLNK(mode_of(temp_path(temp, "link"))));
    assert_int_equal(mode_of(temp_path(temp, "private")) & 07777, 0640);
    assert_false(file_write(temp_path(temp, "dangling"), "x", 1, &err)); // there is no folder "not"
    assert_true(dir_make(temp_path(temp, "not"), &err));
    assert_true(file_write(temp_path(temp, "dangling"), "far", 3, &err));
    assert_string_equal(temp_read(temp, "not/yet"), "far");
    assert_false(file_write(temp_path(temp, "round"), "x", 1, &err));
    assert_contains(err.text, "round");
    err.text[0] = '\0';
    assert_false(file_write(temp_path(temp, "not"), "x", 1, &err));
    assert_contains(err.text, "Is a directory");
}

// Devices and pipes get the bytes, and stay what they are.
static void no_files_are_written_through(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const char *path = temp_path(temp, "pipe");
    assert_int_equal(mkfifo(path, 0600), 0);
    const int reader = open(path, O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    AtomicFile file;
    assert_true(atomic_open(&file, path, &err));
    fputs("never", file.stream);
    atomic_drop(&file);
    assert_true(file_write(path, "through", 7, &err));
    char got[16] = "";
    assert_int_equal(read(reader, got, sizeof got), 7);
    assert_string_equal(got, "through");
    assert_true(S_ISFIFO(mode_of(path)));
    close(reader);
    assert_true(file_write("/dev/null", "x", 1, &err));
    assert_true(S_ISCHR(mode_of("/dev/null")));
    if (access("/dev/full", W_OK) == 0) {
        assert_false(file_write("/dev/full", "x", 1, &err));
        assert_contains(err.text, "No space left");
        assert_true(S_ISCHR(mode_of("/dev/full")));
    }
}

static void files_are_read_whole(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    size_t size = 0;
    const char *path = temp_write(temp, "bytes", "a\0b", 3);
    const char *bytes = file_read(&temp->arena, path, &size, &err);
    assert_int_equal(size, 3);
    assert_memory_equal(bytes, "a\0b", 4);
    assert_null(file_read(&temp->arena, temp_path(temp, "none"), &size, &err));
    assert_contains(err.text, "No such file");
    assert_null(file_read(&temp->arena, temp->dir, &size, &err));
    assert_contains(err.text, "not a file");
    assert_int_equal(mkfifo(temp_path(temp, "pipe"), 0600), 0);
    assert_null(file_read(&temp->arena, temp_path(temp, "pipe"), &size, &err)); // without waiting for a writer
}

static void folders_and_paths(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const char *deep = temp_path(temp, "a/b/c");
    assert_true(dir_make(deep, &err));
    assert_true(dir_make(deep, &err));
    assert_true(dir_exists(deep));
    assert_false(file_exists(deep));
    const char *file = temp_write_text(temp, "file", "");
    assert_false(dir_make(path_join(&temp->arena, file, "x"), &err));
    assert_contains(err.text, file);
    assert_contains(err.text, "a file of that name is in the way");
    assert_string_equal(path_join(&temp->arena, "a", "b"), "a/b");
    assert_string_equal(path_join(&temp->arena, "a/", "b"), "a/b");
    assert_string_equal(path_join(&temp->arena, "", "b"), "b");
    assert_string_equal(path_extension("a.b/film.tar.mp4"), "mp4");
    assert_string_equal(path_extension("a.b/film"), "");
}

static void home_has_the_fonts(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const char *home = home_folder(&temp->arena, &err);
    assert_string_equal(err.text, "");
    assert_true(dir_exists(path_join(&temp->arena, home, "fonts")));
}

// ---- nearest ----

static void near_names_are_offered(void **state)
{
    Temp *temp = *state;
    static const char *const NAMES[] = {"render", "frame", "frames", "sheet", "train"};
    assert_string_equal(nearest_names(&temp->arena, "rendr", NAMES, 5), "render");
    assert_string_equal(nearest_names(&temp->arena, "frme", NAMES, 5), "frame or frames");
    assert_string_equal(nearest_names(&temp->arena, "xyzzyx", NAMES, 3), "render, frame or frames");
    assert_string_equal(nearest_names(&temp->arena, "a", NAMES, 0), "");
}

// ---- pool ----

enum { N_ITEMS = 200, N_SLOTS = 5 };

typedef struct Squares {
    int64_t slots[N_SLOTS];
    int64_t taken[N_ITEMS];
    int64_t n_taken;
    int64_t fails_at; // -1: never
} Squares;

static bool make_square(void *context, int64_t item, int slot, int worker, Err *err)
{
    Squares *squares = context;
    (void)worker;
    if (item >= squares->fails_at && squares->fails_at >= 0)
        return err_set(err, "item %d failed", (int)item);
    squares->slots[slot] = item * item;
    return true;
}

static bool take_square(void *context, int64_t item, int slot, Err *err)
{
    Squares *squares = context;
    (void)err;
    assert_int_equal(item, squares->n_taken);
    squares->taken[squares->n_taken++] = squares->slots[slot];
    return true;
}

static void pool_takes_in_order(void **state)
{
    (void)state;
    for (int n_workers = 1; n_workers <= N_SLOTS; n_workers++) {
        Squares squares = {.fails_at = -1};
        const PoolJob job = {N_ITEMS, n_workers, N_SLOTS, make_square, take_square, &squares};
        Err err = {""};
        assert_true(pool_run(&job, &err));
        assert_int_equal(squares.n_taken, N_ITEMS);
        for (int64_t i = 0; i < N_ITEMS; i++)
            assert_int_equal(squares.taken[i], i * i);
    }
}

static void pool_reports_the_first_error(void **state)
{
    (void)state;
    for (int n_workers = 1; n_workers <= N_SLOTS; n_workers++) {
        Squares squares = {.fails_at = 50};
        const PoolJob job = {N_ITEMS, n_workers, N_SLOTS, make_square, take_square, &squares};
        Err err = {""};
        assert_false(pool_run(&job, &err));
        assert_string_equal(err.text, "item 50 failed");
        assert_int_equal(squares.n_taken, 50);
    }
    assert_true(pool_cpu_count() >= 1);
}

static void characters_are_counted(void **state)
{
    (void)state;
    uint32_t code_point = 0;
    assert_int_equal(utf8_next("\xc3\xa9x", &code_point), 2);
    assert_int_equal(code_point, 0xe9);
    // A stray byte and a character that is broken off count one each.
    assert_int_equal(utf8_next("\xa9x", &code_point), 1);
    assert_int_equal(code_point, 0xfffd);
    assert_int_equal(utf8_next("\xe2\x86", &code_point), 1);
    assert_int_equal(utf8_count("a\xc3\xa9\xe2\x86\xb5\xa9"), 4);
    assert_int_equal(utf8_count(""), 0);
    assert_int_equal(utf8_prefix_bytes("a\xc3\xa9\xe2\x86\xb5z", 3), 6);
    assert_int_equal(utf8_prefix_bytes("ab", 9), 2);
    Arena arena;
    arena_init(&arena);
    assert_string_equal(utf8_harmless(&arena, "a\x1b[2J\n\t\xc2\x9b\xe2\x80\xae\xc3\xa9\xff"),
                        "a^[[2J^J <U+009B><U+202E>\xc3\xa9\xef\xbf\xbd");
    arena_finish(&arena);
}

// Want of memory ends the program in order: with code 1, and without what is half written.
static void want_of_memory_leaves_nothing(void **state)
{
    Temp *temp = *state;
    const pid_t child = fork();
    if (child == 0) {
        AtomicFile file;
        if (!atomic_open(&file, temp_path(temp, "half"), NULL))
            _exit(2);
        fputs("half", file.stream);
        mem_die(1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1);
    DIR *stream = opendir(temp->dir);
    assert_non_null(stream);
    for (const struct dirent *entry; (entry = readdir(stream)) != NULL;)
        assert_int_equal(entry->d_name[0], '.');
    closedir(stream);
}

// ---- stop ----

// What does not look whether it should stop ends by the second signal, though that is another one.
static void second_signal_ends(void **state)
{
    (void)state;
    static const int pairs[][2] = {{SIGINT, SIGTERM}, {SIGTERM, SIGINT}, {SIGINT, SIGINT}, {SIGTERM, SIGTERM}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        const pid_t child = fork();
        if (child == 0) {
            stop_install();
            raise(pairs[i][0]);
            if (!stop_requested())
                _exit(1);
            raise(pairs[i][1]);
            _exit(2);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), pairs[i][1]);
    }
}

int main(void)
{
#define WITH_TEMP(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(mem_grow_keeps_items),
        cmocka_unit_test(names_fit_into_sentences),
        cmocka_unit_test(errors_are_taken_apart),
        cmocka_unit_test(errors_are_built_up),
        WITH_TEMP(files_are_replaced_whole),
        WITH_TEMP(left_overs_are_deleted),
        WITH_TEMP(what_is_replaced_keeps_its_place),
        WITH_TEMP(no_files_are_written_through),
        WITH_TEMP(files_are_read_whole),
        WITH_TEMP(folders_and_paths),
        WITH_TEMP(home_has_the_fonts),
        WITH_TEMP(near_names_are_offered),
        cmocka_unit_test(pool_takes_in_order),
        cmocka_unit_test(pool_reports_the_first_error),
        cmocka_unit_test(characters_are_counted),
        cmocka_unit_test_setup_teardown(want_of_memory_leaves_nothing, temp_setup, temp_teardown),
        cmocka_unit_test(second_signal_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
