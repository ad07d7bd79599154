// test_studio_wire.c — messages that arrive whole, whatever pieces they come in.
#include "engine/studio/wire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static void open_pair(int pair[2])
{
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    assert_int_equal(fcntl(pair[0], F_SETFL, O_NONBLOCK), 0);
}

static void assert_next(WireInbox *inbox, int fd, uint32_t kind, const char *text)
{
    assert_int_equal(wire_receive(inbox, fd), WIRE_ARRIVED);
    assert_int_equal(inbox->head.kind, kind);
    assert_int_equal(inbox->head.n_bytes, strlen(text));
    char *bytes = wire_take(inbox);
    assert_string_equal(bytes, text);
    free(bytes);
}

static void one_behind_another(void **state)
{
    (void)state;
    int pair[2];
    open_pair(pair);
    WireInbox inbox = {0};
    assert_int_equal(wire_receive(&inbox, pair[0]), WIRE_WAITING);
    assert_true(wire_send(pair[1], 3, "a picture", 9) && wire_send(pair[1], 4, "", 0) &&
                wire_send(pair[1], 5, "no", 2));
    assert_next(&inbox, pair[0], 3, "a picture");
    assert_next(&inbox, pair[0], 4, "");
    assert_next(&inbox, pair[0], 5, "no");
    assert_int_equal(wire_receive(&inbox, pair[0]), WIRE_WAITING);
    close(pair[1]);
    assert_int_equal(wire_receive(&inbox, pair[0]), WIRE_ENDED);
    close(pair[0]);
}

static void in_pieces(void **state)
{
    (void)state;
    int pair[2];
    open_pair(pair);
    WireInbox inbox = {0};
    const WireHead head = {7, 3};
    char bytes[sizeof head + 3];
    memcpy(bytes, &head, sizeof head);
    memcpy(bytes + sizeof head, "abc", 3);
    for (size_t i = 0; i < sizeof bytes; i++) {
        assert_int_equal(wire_receive(&inbox, pair[0]), WIRE_WAITING);
        assert_int_equal(write(pair[1], bytes + i, 1), 1);
    }
    assert_next(&inbox, pair[0], 7, "abc");
    close(pair[0]);
    close(pair[1]);
}

static void cut_and_absurd(void **state)
{
    (void)state;
    int pair[2];
    open_pair(pair);
    WireInbox inbox = {0};
    const WireHead cut = {7, 30}, absurd = {7, UINT32_MAX};
    assert_int_equal(write(pair[1], &cut, sizeof cut), sizeof cut);
    close(pair[1]);
    assert_int_equal(wire_receive(&inbox, pair[0]), WIRE_ENDED);
    wire_drop(&inbox);
    assert_false(wire_send(pair[0], 1, "nobody hears", 12)); // and no signal ends the program
    close(pair[0]);
    open_pair(pair);
    assert_int_equal(write(pair[1], &absurd, sizeof absurd), sizeof absurd);
    assert_int_equal(wire_receive(&inbox, pair[0]), WIRE_ENDED);
    wire_drop(&inbox);
    close(pair[0]);
    close(pair[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_behind_another),
        cmocka_unit_test(in_pieces),
        cmocka_unit_test(cut_and_absurd),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
