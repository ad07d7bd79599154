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

char *capture_end(Capture *capture, Temp *temp)
{
    fflush(NULL);
    char *text;
    if (capture->terminal >= 0) {
        text = arena_alloc(&temp->arena, 65536);
        const ssize_t n = read(capture->terminal, text, 65535); // all is there already
        assert_true(n >= 0);
    } else {
        text = temp_read(temp, "captured");
    }
    assert_int_equal(dup2(capture->saved, capture->fd), capture->fd);
    close(capture->saved);
    if (capture->terminal >= 0)
        close(capture->terminal);
    return text;
}
