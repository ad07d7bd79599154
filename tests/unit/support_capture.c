// support_capture.c — standard files redirected and put back.
#define _XOPEN_SOURCE 700 // posix_openpt
#include "support_capture.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static Capture redirect(int fd, int to)
{
    assert_true(to >= 0);
    fflush(NULL);
    Capture capture = {.fd = fd, .saved = dup(fd), .terminal = -1};
    assert_true(capture.saved >= 0 && dup2(to, fd) == fd);
    close(to);
    return capture;
}

Capture capture_to_file(Temp *temp, int fd)
{
    return redirect(fd, open(temp_path(temp, "captured"), O_WRONLY | O_CREAT | O_TRUNC, 0600));
}

Capture capture_to_terminal(int fd)
{
    const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    Capture capture = redirect(fd, open(ptsname(terminal), O_RDWR | O_NOCTTY));
    capture.terminal = terminal;
    return capture;
}

// All that was written to the other side of a terminal that is closed there: its bytes may come in pieces.
static char *read_terminal(int terminal, Temp *temp)
{
    enum { MOST_BYTES = 65535 };
    char *text = arena_alloc(&temp->arena, MOST_BYTES + 1);
    size_t length = 0;
    for (ssize_t n; length < MOST_BYTES && (n = read(terminal, text + length, MOST_BYTES - length)) > 0;)
        length += (size_t)n;
    close(terminal);
    return text;
}

char *capture_end(Capture *capture, Temp *temp)
{
    fflush(NULL);
    assert_int_equal(dup2(capture->saved, capture->fd), capture->fd);
    close(capture->saved);
    return capture->terminal >= 0 ? read_terminal(capture->terminal, temp) : temp_read(temp, "captured");
}
