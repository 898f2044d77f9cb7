/* Ctrl-C while something is waited for: it ends the waiting, not the program. */
#ifndef KJ_CLI_INTERRUPT_H
#define KJ_CLI_INTERRUPT_H

#include <stdbool.h>

/* From now on SIGINT does nothing but end a kj_interrupt_wait. */
void kj_interrupt_take(void);
/* What came so far does not count: something new begins. */
void kj_interrupt_forget(void);
/* Until there is something to read from fd, or for so many seconds (then true, too). False: SIGINT came. */
bool kj_interrupt_wait(int fd, double seconds);

#endif
