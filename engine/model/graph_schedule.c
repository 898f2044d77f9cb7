/* List scheduling, by following time from one event to the next. At every moment first all jobs that
 * end are ended, which makes others ready, and those without a crew begin; then crews are given out;
 * then what took no time ends, and so on, until nothing happens any more at that moment. */
#include "engine/model/graph_parts.h"

/* ---- a heap of jobs ---- */

typedef struct Plan Plan;
typedef bool Before(const Plan *plan, uint32_t a, uint32_t b);

typedef struct Heap {
    const Plan *plan;
    Before *before;
    uint32_t *items, count;
} Heap;

static void swap(uint32_t *a, uint32_t *b)
{
    uint32_t kept = *a;
    *a = *b;
    *b = kept;
}

static void push(Heap *heap, uint32_t job)
{
    uint32_t at = heap->count++;
    heap->items[at] = job;
    for (uint32_t up; at && (up = (at - 1) / 2, true); at = up) {
        if (!heap->before(heap->plan, heap->items[at], heap->items[up]))
            return;
        swap(&heap->items[at], &heap->items[up]);
    }
}

static uint32_t pop(Heap *heap)
{
    uint32_t first = heap->items[0];
    heap->items[0] = heap->items[--heap->count];
    for (uint32_t at = 0, least, child; (child = 2 * at + 1) < heap->count; at = least) {
        least = child;
        if (child + 1 < heap->count &&
            heap->before(heap->plan, heap->items[child + 1], heap->items[child]))
            least = child + 1;
        if (!heap->before(heap->plan, heap->items[least], heap->items[at]))
            break;
        swap(&heap->items[at], &heap->items[least]);
    }
    return first;
}

/* ---- the plan ---- */

struct Plan {
    const KjGraph *graph;
    KjGraph back;
    const KjJobItem *jobs;
    KjSlot *slots;
    uint32_t *open;    /* per job: needs that are not done */
    int64_t *way;      /* per job: the longest way still to go */
    bool *crew_behind; /* per job: something that needs it needs a crew */
    bool few;          /* whether jobs may have to wait for a crew */
    bool spoiled;      /* nothing can be said of who gets a crew from now on */
    int64_t now;
    uint32_t idle; /* crews that are free from before */
    Heap freed;    /* jobs whose crew became free now */
    Heap waiting;  /* for a crew */
    Heap running;
};

static bool by_number(const Plan *plan, uint32_t a, uint32_t b)
{
    (void)plan;
    return a < b;
}

static bool by_end(const Plan *plan, uint32_t a, uint32_t b)
{
    int64_t x = plan->slots[a].ends, y = plan->slots[b].ends;
    return x != y ? x < y : a < b;
}

static bool by_urgency(const Plan *plan, uint32_t a, uint32_t b)
{
    if (plan->jobs[a].rank != plan->jobs[b].rank)
        return plan->jobs[a].rank < plan->jobs[b].rank;
    return plan->way[a] != plan->way[b] ? plan->way[a] > plan->way[b] : a < b;
}

static int64_t later(int64_t time, int64_t takes)
{
    int64_t sum;
    return __builtin_add_overflow(time, takes, &sum) ? INT64_MAX : sum;
}

/* ---- what happens ---- */

/* The job begins now; who: whose crew it took, or KJ_NO_NODE. */
static void begin(Plan *plan, uint32_t job, uint32_t who)
{
    const KjGraph *graph = plan->graph;
    int64_t takes = plan->jobs[job].takes;
    uint32_t after = KJ_NO_NODE;
    if (takes < 0) {
        plan->spoiled |= plan->few && (plan->jobs[job].crew || plan->crew_behind[job]);
        return;
    }
    for (uint32_t e = graph->start[job]; e < graph->start[job + 1]; e++) {
        if (plan->slots[graph->to[e]].ends == plan->now && graph->to[e] < after)
            after = graph->to[e];
    }
    after = after == KJ_NO_NODE ? who : after;
    plan->slots[job] = (KjSlot){plan->now, later(plan->now, takes), plan->now ? after : KJ_NO_NODE};
    push(&plan->running, job);
}

static void make_ready(Plan *plan, uint32_t job)
{
    if (plan->few && plan->jobs[job].crew)
        push(&plan->waiting, job);
    else
        begin(plan, job, KJ_NO_NODE);
}

static void end_job(Plan *plan, uint32_t job)
{
    if (plan->few && plan->jobs[job].crew)
        push(&plan->freed, job);
    for (uint32_t e = plan->back.start[job]; e < plan->back.start[job + 1]; e++) {
        if (--plan->open[plan->back.to[e]] == 0)
            make_ready(plan, plan->back.to[e]);
    }
}

static bool end_jobs(Plan *plan)
{
    bool any = false;
    while (plan->running.count && plan->slots[plan->running.items[0]].ends == plan->now) {
        end_job(plan, pop(&plan->running));
        any = true;
    }
    return any;
}

static void give_crews(Plan *plan)
{
    bool closed = plan->spoiled; /* one that spoils from here on leaves the rest of this round */
    while (!closed && plan->waiting.count && (plan->freed.count || plan->idle)) {
        uint32_t who = KJ_NO_NODE;
        if (plan->freed.count)
            who = pop(&plan->freed);
        else
            plan->idle--;
        begin(plan, pop(&plan->waiting), who);
    }
}

static void follow_time(Plan *plan)
{
    for (;;) {
        end_jobs(plan);
        do
            give_crews(plan);
        while (end_jobs(plan));
        if (!plan->running.count)
            return;
        plan->idle += plan->freed.count;
        plan->freed.count = 0;
        plan->now = plan->slots[plan->running.items[0]].ends;
    }
}

/* ---- preparing ---- */

/* Jobs that can ever be ready, what is needed first; their number. */
static uint32_t order_of(Plan *plan, uint32_t *order)
{
    const KjGraph *graph = plan->graph;
    uint32_t count = 0;
    for (uint32_t n = 0; n < graph->nodes; n++) {
        plan->open[n] = graph->start[n + 1] - graph->start[n];
        if (!plan->open[n])
            order[count++] = n;
    }
    for (uint32_t head = 0; head < count; head++) {
        uint32_t n = order[head];
        for (uint32_t e = plan->back.start[n]; e < plan->back.start[n + 1]; e++) {
            if (--plan->open[plan->back.to[e]] == 0)
                order[count++] = plan->back.to[e];
        }
    }
    return count;
}

/* The ways still to go, from the last job to the first; how many jobs need a crew. */
static uint32_t look_ahead(Plan *plan, const uint32_t *order, uint32_t count)
{
    const KjGraph *graph = plan->graph;
    uint32_t crews = 0;
    while (count--) {
        uint32_t n = order[count];
        bool crew = plan->jobs[n].crew;
        crews += crew;
        plan->way[n] = later(plan->way[n], plan->jobs[n].takes < 0 ? 0 : plan->jobs[n].takes);
        for (uint32_t e = graph->start[n]; e < graph->start[n + 1]; e++) {
            uint32_t m = graph->to[e];
            plan->way[m] = plan->way[m] < plan->way[n] ? plan->way[n] : plan->way[m];
            plan->crew_behind[m] |= crew || plan->crew_behind[n];
        }
    }
    return crews;
}

static void prepare(Plan *plan, uint32_t crews, KjArena *arena)
{
    const KjGraph *graph = plan->graph;
    KjArenaMark mark = kj_arena_mark(arena);
    uint32_t *order = kj_arena_array(arena, graph->nodes, sizeof *order);
    plan->few = look_ahead(plan, order, order_of(plan, order)) > crews && crews;
    plan->idle = crews;
    kj_arena_release(arena, mark);
    for (uint32_t n = 0; n < graph->nodes; n++) {
        plan->open[n] = graph->start[n + 1] - graph->start[n];
        plan->slots[n] = (KjSlot){-1, -1, KJ_NO_NODE};
    }
    for (uint32_t n = 0; n < graph->nodes; n++) {
        if (!plan->open[n])
            make_ready(plan, n);
    }
}

static Heap heap_of(const Plan *plan, Before *before, KjArena *arena)
{
    return (Heap){plan, before, kj_arena_array(arena, plan->graph->nodes, sizeof(uint32_t)), 0};
}

void kj_graph_schedule(const KjGraph *graph, const KjJobItem *jobs, uint32_t crews, KjArena *arena,
                       KjSlot *slots)
{
    KjArenaMark mark = kj_arena_mark(arena);
    Plan plan = {.graph = graph,
                 .back = kj_graph_reverse(graph, arena),
                 .jobs = jobs,
                 .slots = slots,
                 .open = kj_arena_array(arena, graph->nodes, sizeof(uint32_t)),
                 .way = kj_arena_array(arena, graph->nodes, sizeof(int64_t)),
                 .crew_behind = kj_arena_array(arena, graph->nodes, sizeof(bool))};
    plan.freed = heap_of(&plan, by_number, arena);
    plan.waiting = heap_of(&plan, by_urgency, arena);
    plan.running = heap_of(&plan, by_end, arena);
    prepare(&plan, crews, arena);
    follow_time(&plan);
    kj_arena_release(arena, mark);
}
