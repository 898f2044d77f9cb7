/* What a judgement read. Recorded while evaluating, in the order of reading, without repetition
 * removed; cheap enough to be on for every Lua check (12 bytes an entry). */
#ifndef KJ_MODEL_TRACE_H
#define KJ_MODEL_TRACE_H

#include "engine/model/value.h"

#define KJ_TRACE_PARAMETER (-1) /* kind of an entry that is a parameter: row is its number */

typedef struct KjRead {
    int32_t kind, row, field;
} KjRead;

typedef struct KjTrace {
    KjRead *reads;
    size_t count, capacity;
} KjTrace;

static inline void kj_trace_add(KjTrace *trace, int32_t kind, int32_t row, int32_t field)
{
    KjRead read = {kind, row, field};
    KJ_PUSH(trace->reads, trace->count, trace->capacity, read);
}

#endif
