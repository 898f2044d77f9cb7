/* SIGINT is blocked but while something is waited for, so it cannot come between looking and waiting. */
#include "engine/cli/interrupt.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <time.h>

static void nothing(int number)
{
    (void)number;
}

static void only_interrupt(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGINT);
}

void kj_interrupt_take(void)
{
    struct sigaction action = {.sa_handler = nothing};
    sigset_t set;

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    only_interrupt(&set);
    sigprocmask(SIG_BLOCK, &set, NULL);
}

void kj_interrupt_forget(void)
{
    struct timespec now = {0, 0};
    sigset_t set;

    only_interrupt(&set);
    while (sigtimedwait(&set, NULL, &now) > 0)
        ;
}

bool kj_interrupt_wait(int fd, double seconds)
{
    struct timespec most = {(time_t)seconds, 0};
    struct pollfd wanted = {.fd = fd, .events = POLLIN};
    sigset_t open;

    sigprocmask(SIG_BLOCK, NULL, &open);
    sigdelset(&open, SIGINT);
    return ppoll(&wanted, 1, &most, &open) >= 0 || errno != EINTR;
}
