// test_studio_guard.c — who may ask the studio's server.
#include "engine/studio/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void hosts(void **state)
{
    (void)state;
    static const char *const OWN[] = {"127.0.0.1", "127.0.0.1:4700", "localhost:8022", "LOCALHOST", "[::1]:4700"};
    static const char *const FOREIGN[] = {
        "",   ":4700",  "example.com", "127.0.0.1.example.com", "192.168.1.2", "[::2]:4700", "localhost.example.com",
        "[]", "evil:80"};
    for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++)
        assert_true(guard_host(OWN[i], NULL));
    for (size_t i = 0; i < sizeof FOREIGN / sizeof *FOREIGN; i++)
        assert_false(guard_host(FOREIGN[i], NULL));
    assert_false(guard_host(NULL, NULL));
    assert_true(guard_host("192.168.1.2:4700", "0.0.0.0")); // meant for the network
    assert_true(guard_host("desk:4700", "desk"));
    assert_false(guard_host("example.com:4700", "0.0.0.0")); // a name that was made to lead here
}

static void origins(void **state)
{
    (void)state;
    assert_true(guard_origin(NULL, "127.0.0.1:4700"));
    assert_true(guard_origin("http://127.0.0.1:4700", "127.0.0.1:4700"));
    assert_false(guard_origin("http://127.0.0.1:4701", "127.0.0.1:4700")); // another program's page
    assert_false(guard_origin("https://127.0.0.1:4700", "127.0.0.1:4700"));
    assert_false(guard_origin("null", "127.0.0.1:4700"));
    assert_false(guard_origin("http://127.0.0.1:4700", NULL));
}

static void paths(void **state)
{
    (void)state;
    assert_string_equal(guard_path("/secret/", "secret"), "");
    assert_string_equal(guard_path("/secret/frames", "secret"), "frames");
    static const char *const WRONG[] = {"/",    "/secret", "/secres/frames", "secret/frames", "/secrets/frames",
                                        "/sec", ""};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
        assert_null(guard_path(WRONG[i], "secret"));
}

static void tokens(void **state)
{
    (void)state;
    Err err = {""};
    char one[TOKEN_CHARS + 1], other[TOKEN_CHARS + 1];
    assert_true(token_make(one, &err) && token_make(other, &err));
    assert_int_equal(strlen(one), TOKEN_CHARS);
    assert_int_equal(strspn(one, "abcdefghijklmnopqrstuvwxyz234567"), TOKEN_CHARS);
    assert_string_not_equal(one, other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hosts),
        cmocka_unit_test(origins),
        cmocka_unit_test(paths),
        cmocka_unit_test(tokens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
