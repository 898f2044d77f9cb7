/* What one call has read is kept in the order of reading. A call that reads the same facts again and
 * again would fill the memory with them: once it has read very much, repetitions are taken out, the
 * first reading of each fact stays. */
#include "engine/lua/lua_parts.h"

#include <stdlib.h>

typedef struct Noted {
    KjRead read;
    size_t at;
} Noted;

static int by_fact(const void *a, const void *b)
{
    const Noted *x = a, *y = b;
    if (x->read.kind != y->read.kind)
        return x->read.kind < y->read.kind ? -1 : 1;
    if (x->read.row != y->read.row)
        return x->read.row < y->read.row ? -1 : 1;
    if (x->read.field != y->read.field)
        return x->read.field < y->read.field ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static int by_order(const void *a, const void *b)
{
    const Noted *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

static bool is_same(const KjRead *a, const KjRead *b)
{
    return a->kind == b->kind && a->row == b->row && a->field == b->field;
}

/* How many there are then. */
static size_t without_repetition(Noted *noted, size_t count)
{
    size_t kept = 0;
    qsort(noted, count, sizeof *noted, by_fact);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || !is_same(&noted[kept - 1].read, &noted[i].read))
            noted[kept++] = noted[i];
    }
    qsort(noted, kept, sizeof *noted, by_order);
    return kept;
}

void kj_lua_compact_trace(KjLua *lua)
{
    KjTrace *trace = lua->world.trace;
    size_t count = trace->count - lua->trace_from;
    KjRead *reads = trace->reads + lua->trace_from;
    Noted *noted = kj_alloc_array(count, sizeof *noted);
    for (size_t i = 0; i < count; i++)
        noted[i] = (Noted){reads[i], i};
    size_t kept = without_repetition(noted, count);
    for (size_t i = 0; i < kept; i++)
        reads[i] = noted[i].read;
    kj_free(noted);
    trace->count = lua->trace_from + kept;
    lua->trace_compact = 2 * kept > KJ_LUA_READS ? 2 * kept : KJ_LUA_READS;
}
