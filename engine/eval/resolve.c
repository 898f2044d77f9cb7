/* Derived fields that read each other across records: resolved cell by cell.
 *
 * A cell is one derived field of one record. Evaluating its condition carefully, or calling its
 * function, either gives its value, or tells which cells it still waits for; those are resolved first
 * and it is evaluated again. This is Tarjan's search for strongly connected parts with a stack of its own, so
 * that a chain of a hundred thousand records needs no deep recursion. Cells that wait for each other
 * form a cycle: all of them are missing, with the shortest chain through each as the reason. An
 * evaluation stops reading at the first cells that are not there yet, so that what a cell waits for
 * is what it needs, given what it has read: the outcome does not depend on where the search
 * begins. */
#include "engine/eval/chain.h"
#include "engine/eval/judge_parts.h"

#include <string.h>

#define LARGE_CYCLE 256

typedef struct Cell {
    uint32_t index, low; /* 0: not visited */
    bool waiting;        /* on the search's stack */
    bool done;
    uint32_t *waits_for; /* cells, distinct, in order of reading */
    uint32_t seen;       /* by the cell of this number plus 1, while it gathers what it waits for */
    uint32_t wait_count;
} Cell;

typedef struct Frame { /* one level of the search */
    uint32_t cell;
    uint32_t at; /* next of its cells to look at */
} Frame;

typedef struct Search {
    KjJudge *judge;
    const int32_t *members;
    size_t member_count;
    uint32_t *offset; /* per member: number of its first cell */
    uint32_t cell_count;
    Cell *cells;
    uint32_t *waiting;
    uint32_t waiting_count;
    Frame *frames;
    size_t frame_count, frame_capacity;
    uint32_t next_index;
    uint32_t *from,
        *queue; /* of the search for a chain; from is UINT32_MAX throughout between two */
    KjTrace pending, reads;  /* of the evaluation that runs */
    const KjDerive *running; /* whose function is being called */
    KjDiags *diags;
} Search;

static const KjDerive *member(const Search *search, size_t m)
{
    return &search->judge->registry->derives[search->members[m]];
}

static size_t member_of(const Search *search, uint32_t cell)
{
    size_t m = search->member_count - 1;
    while (search->offset[m] > cell)
        m--;
    return m;
}

static bool find_cell(const Search *search, int32_t kind, int32_t field, int32_t row,
                      uint32_t *cell)
{
    for (size_t m = 0; m < search->member_count; m++) {
        if (member(search, m)->kind == kind && member(search, m)->fields[0] == field) {
            *cell = search->offset[m] + (uint32_t)row;
            return true;
        }
    }
    return false;
}

static bool resolved(void *ctx, int32_t kind, int32_t field, int32_t row)
{
    const Search *search = ctx;
    uint32_t cell;
    return find_cell(search, kind, field, row, &cell) && search->cells[cell].done;
}

/* ---- evaluating one cell ---- */

static void keep_pending(Search *search, uint32_t number)
{
    Cell *cell = &search->cells[number];
    KjArena *arena = search->judge->arena;
    cell->waits_for = kj_arena_array(arena, search->pending.count, sizeof *cell->waits_for);
    cell->wait_count = 0;
    for (size_t i = 0; i < search->pending.count; i++) {
        const KjRead *read = &search->pending.reads[i];
        uint32_t other;
        if (!find_cell(search, read->kind, read->field, read->row, &other) ||
            search->cells[other].seen == number + 1)
            continue;
        search->cells[other].seen = number + 1;
        cell->waits_for[cell->wait_count++] = other;
    }
    for (uint32_t i = 0; i < cell->wait_count; i++)
        search->cells[cell->waits_for[i]].seen = 0;
}

/* What reads a cell that could not be computed could not be computed either. */
static void put_value(Search *search, const KjDerive *derive, int32_t row, KjValue value)
{
    KjJudge *judge = search->judge;
    const char *fault = kj_fault_among(judge, search->reads.reads, search->reads.count);
    if (fault) {
        kj_reason_fault(judge, derive->kind, derive->fields[0], row, fault);
        value = kj_value_none();
    }
    kj_judge_put(judge, derive->kind, derive->fields[0], row, value);
}

static KjValue evaluate_condition(Search *search, const KjDerive *derive, KjRef record)
{
    KjJudge *judge = search->judge;
    const char *skip = kj_skip_of_derive(judge, derive);
    if (skip) {
        kj_reason_fault(judge, derive->kind, derive->fields[0], record.row, skip);
        return kj_value_none();
    }
    kj_watch(judge->options.watch, KJ_STAGE_DERIVE, (int32_t)(derive - judge->registry->derives));
    KjEval eval = kj_judge_eval(judge, kj_judge_set_of(judge, record));
    KjFrame frame = kj_judge_frame(record);
    eval.careful = true;
    eval.trace = judge->fault_count ? &search->reads : NULL;
    eval.pending = &search->pending;
    eval.resolved = resolved;
    eval.resolved_ctx = search;
    return kj_eval_value(&eval, derive->from, derive->from->count - 1, &frame, judge->arena);
}

static KjValue call_function(Search *search, const KjDerive *derive, KjRef record)
{
    KjJudge *judge = search->judge;
    KjValue value;
    KjRead pending;
    judge->asking_pack = derive->pack;
    search->running = derive;
    kj_judge_show_unlisted(judge, derive, false);
    if (!kj_judge_call(judge, derive, record.row, &value, &pending, search->diags))
        kj_trace_add(&search->pending, pending.kind, pending.row, pending.field);
    kj_judge_show_unlisted(judge, derive, true);
    search->running = NULL;
    return value;
}

KjResolution kj_judge_resolution(void *ctx, int32_t kind, int32_t field, int32_t row)
{
    const KjJudge *judge = ctx;
    const Search *search = judge->search;
    uint32_t cell;
    if (!search || !search->running || !kj_derive_lists(search->running, kind, field) ||
        !find_cell(search, kind, field, row, &cell))
        return KJ_NOT_LISTED;
    return search->cells[cell].done ? KJ_RESOLVED : KJ_PENDING;
}

/* Evaluates; true if the cell is done, false if it waits for others. */
static bool evaluate(Search *search, uint32_t number)
{
    KjJudge *judge = search->judge;
    size_t m = member_of(search, number);
    const KjDerive *derive = member(search, m);
    KjRef record = {derive->kind, (int32_t)(number - search->offset[m])};
    KjArenaMark mark = kj_arena_mark(judge->scratch);
    search->pending.count = search->reads.count = 0;
    KjValue value = derive->from ? evaluate_condition(search, derive, record)
                                 : call_function(search, derive, record);
    bool done = search->pending.count == 0;
    if (done)
        put_value(search, derive, record.row, value);
    else
        keep_pending(search, number);
    kj_arena_release(judge->scratch, mark);
    return done;
}

/* ---- cycles ---- */

static KjText id_of(const Search *search, uint32_t cell)
{
    size_t m = member_of(search, cell);
    KjRef record = {member(search, m)->kind, (int32_t)(cell - search->offset[m])};
    return kj_record_id(search->judge->dataset, record);
}

/* The ids on a path of cells, each record once in a row; a record that reads itself: "a → a". */
static const char *chain_text(const Search *search, const uint32_t *path, size_t count)
{
    KjText *ids = kj_arena_scratch(search->judge->scratch, (count + 1) * sizeof *ids);
    size_t told = 0;
    for (size_t i = 0; i < count; i++) {
        KjText id = id_of(search, path[i]);
        bool again = told > 0 && kj_text_compare(id, ids[told - 1]) == 0;
        if (!again || (i + 1 == count && told == 1))
            ids[told++] = id;
    }
    return kj_chain_text(ids, told, search->judge->arena).data;
}

/* The shortest way from a cell back to itself inside its part, breadth first. */
static const char *chain_through(const Search *search, uint32_t start, uint32_t part)
{
    KjArena *scratch = search->judge->scratch;
    uint32_t *from = search->from, *queue = search->queue;
    size_t head = 0, tail = 0;
    queue[tail++] = start;
    while (head < tail) {
        const Cell *cell = &search->cells[queue[head]];
        for (uint32_t i = 0; i < cell->wait_count; i++) {
            uint32_t next = cell->waits_for[i];
            if (search->cells[next].low != part || from[next] != UINT32_MAX)
                continue;
            from[next] = queue[head];
            queue[tail++] = next;
        }
        head++;
        if (from[start] != UINT32_MAX)
            break;
    }
    size_t length = 1;
    for (uint32_t at = from[start]; at != start && at != UINT32_MAX; at = from[at])
        length++;
    uint32_t *path = kj_arena_scratch(scratch, (length + 1) * sizeof *path);
    path[length] = start;
    uint32_t at = from[start];
    for (size_t i = length; i-- > 0; at = from[at])
        path[i] = at == UINT32_MAX ? start : at;
    for (size_t i = 0; i < tail; i++) /* start is among them if it was come back to */
        from[queue[i]] = UINT32_MAX;
    return chain_text(search, path, length + 1);
}

/* The cells above and including `root` on the stack wait for each other. */
static void finish_cycle(Search *search, uint32_t root)
{
    KjJudge *judge = search->judge;
    uint32_t from = search->waiting_count;
    while (search->waiting[--from] != root)
        ;
    uint32_t part = search->cells[root].index;
    bool large = search->waiting_count - from > LARGE_CYCLE;
    const char *chain = NULL;
    for (uint32_t i = from; i < search->waiting_count; i++)
        search->cells[search->waiting[i]].low = part;
    for (uint32_t i = from; i < search->waiting_count; i++) {
        uint32_t number = search->waiting[i];
        size_t m = member_of(search, number);
        KjArenaMark mark = kj_arena_mark(judge->scratch);
        if (!chain || !large) /* of a very large knot one chain is enough for all */
            chain = chain_through(search, number, part);
        kj_reason_cycle(judge, member(search, m)->kind, member(search, m)->fields[0],
                        (int32_t)(number - search->offset[m]), chain);
        kj_arena_release(judge->scratch, mark);
    }
    for (uint32_t i = from; i < search->waiting_count; i++) {
        Cell *cell = &search->cells[search->waiting[i]];
        cell->waiting = false;
        cell->done = true;
        cell->low = 0; /* no longer part of anything */
    }
    search->waiting_count = from;
}

/* ---- the search ---- */

static void enter(Search *search, uint32_t number)
{
    Cell *cell = &search->cells[number];
    Frame frame = {number, 0};
    cell->index = cell->low = ++search->next_index;
    cell->waiting = true;
    search->waiting[search->waiting_count++] = number;
    if (evaluate(search, number)) {
        cell->done = true;
        cell->waiting = false;
        search->waiting_count--;
        return;
    }
    KJ_PUSH(search->frames, search->frame_count, search->frame_capacity, frame);
}

static void lower(Cell *cell, uint32_t low)
{
    if (low < cell->low)
        cell->low = low;
}

/* All cells it waited for were visited: evaluate again, or recognise a cycle. */
static void leave(Search *search, uint32_t number)
{
    Cell *cell = &search->cells[number];
    bool cyclic = false;
    for (uint32_t i = 0; i < cell->wait_count; i++)
        cyclic |= !search->cells[cell->waits_for[i]].done;
    if (!cyclic) {
        if (!evaluate(search, number)) {
            search->frames[search->frame_count - 1].at = 0; /* further reads became possible */
            return;
        }
        cell->done = true;
        cell->waiting = false;
        search->waiting_count--;
    } else if (cell->low == cell->index) {
        finish_cycle(search, number);
    }
    search->frame_count--;
    if (search->frame_count > 0 && !cell->done)
        lower(&search->cells[search->frames[search->frame_count - 1].cell], cell->low);
}

static void search_from(Search *search, uint32_t number)
{
    enter(search, number);
    while (search->frame_count > 0) {
        Frame *frame = &search->frames[search->frame_count - 1];
        Cell *cell = &search->cells[frame->cell];
        if (frame->at == cell->wait_count) {
            leave(search, frame->cell);
            continue;
        }
        uint32_t next = cell->waits_for[frame->at++];
        if (!search->cells[next].index)
            enter(search, next);
        else if (search->cells[next].waiting)
            lower(cell, search->cells[next].index);
    }
}

void kj_judge_resolve(KjJudge *judge, const int32_t *members, size_t count, KjDiags *diags)
{
    Search search = {.judge = judge, .members = members, .member_count = count, .diags = diags};
    judge->search = &search;
    search.offset = kj_arena_array(judge->arena, count, sizeof *search.offset);
    for (size_t m = 0; m < count; m++) {
        search.offset[m] = search.cell_count;
        search.cell_count += judge->dataset->tables[member(&search, m)->kind].rows;
    }
    search.cells = kj_alloc_array(search.cell_count + 1, sizeof *search.cells);
    search.waiting = kj_alloc_array(search.cell_count + 1, sizeof *search.waiting);
    search.from = kj_alloc_array(search.cell_count + 1, sizeof *search.from);
    search.queue = kj_alloc_array(search.cell_count + 2, sizeof *search.queue);
    memset(search.from, 0xFF, search.cell_count * sizeof *search.from);
    for (uint32_t cell = 0; cell < search.cell_count; cell++)
        if (!search.cells[cell].index)
            search_from(&search, cell);
    kj_free(search.from);
    kj_free(search.queue);
    kj_free(search.cells);
    kj_free(search.waiting);
    kj_free(search.frames);
    kj_free(search.pending.reads);
    kj_free(search.reads.reads);
    judge->search = NULL;
}
