/* What a worker is at, written into memory that it shares with its parent, who reads it when the worker
 * has died. Writing costs a few stores; nothing here is to be trusted. */
#ifndef KJ_BASE_WATCH_H
#define KJ_BASE_WATCH_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef enum {
    KJ_STAGE_WORK,   /* of its own */
    KJ_STAGE_FILE,   /* running a file of a pack: `file` */
    KJ_STAGE_DERIVE, /* a derivation: `number` */
    KJ_STAGE_RULE,   /* the conditions of a rule: `number` */
    KJ_STAGE_CHECK   /* the function of a rule: `number` */
} KjStage;

typedef struct KjWatch {
    volatile uint32_t stage;
    volatile int32_t number;    /* in the registry */
    volatile int32_t kind, row; /* the record a function was called for; -1: none */
    volatile bool exhausted;    /* there was no more memory */
    volatile bool open;         /* the door could not be closed */
    char file[200];             /* as places name it, cut */
} KjWatch;

static inline void kj_watch(KjWatch *watch, KjStage stage, int32_t number)
{
    if (!watch)
        return;
    watch->stage = KJ_STAGE_WORK;
    watch->number = number;
    watch->kind = watch->row = -1;
    watch->stage = stage;
}

static inline void kj_watch_record(KjWatch *watch, int32_t kind, int32_t row)
{
    if (!watch)
        return;
    watch->kind = kind;
    watch->row = row;
}

static inline void kj_watch_file(KjWatch *watch, const char *file)
{
    if (!watch)
        return;
    size_t len = strnlen(file, sizeof watch->file - 1);
    memcpy(watch->file, file, len);
    watch->file[len] = '\0';
    kj_watch(watch, KJ_STAGE_FILE, -1);
}

#endif
