/* The door of a worker: what a process gives up before it looks at anything it does not trust.
 *
 * After kj_door_close a process can use the memory it is allowed, read and write one descriptor, and
 * end. Any other system call kills it (SIGSYS), whoever made it. What it needs besides (tables of
 * encodings, zones, hash salts) it has to have before. */
#ifndef KJ_BASE_DOOR_H
#define KJ_BASE_DOOR_H

#include <stdbool.h>
#include <stddef.h>

typedef struct KjDoor {
    int fd;          /* the only descriptor that stays open */
    size_t memory;   /* bytes it may take besides what it has now; 0: no limit */
    double seconds;  /* of processor time, rounded up; 0: no limit. See kj_door_grant */
    const char *why; /* where the kernel has no such filter: what it said; else NULL */
} KjDoor;

/* Gives up all it can. False: there is no filter of system calls here, door->why says so; all else is
 * given up. */
bool kj_door_close(KjDoor *door);
/* Gives another process of the same user that is behind its door so many more seconds of processor time
 * from now on. */
void kj_door_grant(int pid, double seconds);

#endif
