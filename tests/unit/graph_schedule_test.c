// Schedules: cases worked by hand, and random ones against a naive simulation that goes from second to
// second and looks at everything.
#include "tests/unit/graph_fixture.h"

#define MOST 8

// ---- by hand ----

// "0-60 60-90<0 ?": times and what was waited for, of every job.
static const char *planned(const char *graph_text, const KjJobItem *jobs, uint32_t crews)
{
    static char text[400];
    KjArena *arena = kj_arena_new();
    KjGraph graph = graph_of(arena, graph_text);
    KjSlot slots[MOST];
    size_t len = 0;
    text[0] = '\0';
    kj_graph_schedule(&graph, jobs, crews, arena, slots);
    for (uint32_t n = 0; n < graph.nodes; n++) {
        const char *space = n ? " " : "";
        if (slots[n].begins < 0)
            len += (size_t)snprintf(text + len, sizeof text - len, "%s?", space);
        else
            len += (size_t)snprintf(text + len, sizeof text - len, "%s%d-%d", space,
                                    (int)slots[n].begins, (int)slots[n].ends);
        if (slots[n].after != KJ_NO_NODE)
            len += (size_t)snprintf(text + len, sizeof text - len, "<%u", slots[n].after);
    }
    kj_arena_free(arena);
    return text;
}

#define JOB(takes, rank)                                                                           \
    {                                                                                              \
        takes, rank, true                                                                          \
    }
#define FREE(takes)                                                                                \
    {                                                                                              \
        takes, 0, false                                                                            \
    }

TEST(a_chain_goes_one_after_another)
{
    const KjJobItem jobs[] = {JOB(3, 0), JOB(2, 0), JOB(1, 0)};
    CHECK_STR(planned("1.2..", jobs, 0), "3-6<1 1-3<2 0-1");
    CHECK_STR(planned("1.2..", jobs, 1), "3-6<1 1-3<2 0-1");
}

TEST(a_diamond_waits_for_its_longer_side)
{
    const KjJobItem jobs[] = {JOB(1, 0), JOB(5, 0), JOB(2, 0), JOB(1, 0)};
    CHECK_STR(planned("12.3.3..", jobs, 0), "6-7<1 1-6<3 1-3<3 0-1");
    CHECK_STR(planned("12.3.3..", jobs, 2), "6-7<1 1-6<3 1-3<3 0-1");
    CHECK_STR(planned("12.3.3..", jobs, 1), "8-9<2 1-6<3 6-8<1 0-1");
}

TEST(crews_go_by_rank_then_by_the_way_to_go_then_by_number)
{
    const KjJobItem ranks[] = {JOB(5, 2), JOB(1, 1), JOB(9, 2), JOB(9, 2)};
    CHECK_STR(planned("....", ranks, 1), "19-24<3 0-1 1-10<1 10-19<2");
    CHECK_STR(planned("....", ranks, 2), "9-14<2 0-1 0-9 1-10<1");
    CHECK_STR(planned("....", ranks, 0), "0-5 0-1 0-9 0-9");
    // 1 is short, but 3, which needs it, is long.
    const KjJobItem way[] = {JOB(5, 0), JOB(1, 0), JOB(4, 0), JOB(6, 0)};
    CHECK_STR(planned("...1.", way, 1), "7-12<3 0-1 12-16<0 1-7<1");
}

TEST(crews_that_become_free_at_once_are_told_apart)
{
    const KjJobItem jobs[] = {JOB(3, 0), JOB(3, 0), JOB(2, 1), JOB(1, 1)};
    CHECK_STR(planned("....", jobs, 2), "0-3 0-3 3-5<0 3-4<1");
    // 2 waits for 1 and takes a crew with that; 3 waits for a crew only.
    CHECK_STR(planned("..1..", jobs, 2), "0-3 0-3 3-5<1 3-4<1");
}

TEST(what_needs_no_crew_does_not_wait_for_one)
{
    const KjJobItem jobs[] = {JOB(4, 0), JOB(4, 1), FREE(2), JOB(1, 0)};
    CHECK_STR(planned("...2.", jobs, 1), "0-4 5-9<3 0-2 4-5<0");
}

TEST(what_takes_no_time_is_done_at_once)
{
    const KjJobItem jobs[] = {JOB(0, 0), JOB(0, 0), JOB(2, 0), JOB(3, 1)};
    CHECK_STR(planned(".0.1..", jobs, 1), "0-0 0-0 0-2 2-5<2");
    const KjJobItem behind[] = {JOB(2, 0), JOB(0, 0), JOB(1, 0)};
    CHECK_STR(planned(".0.1.", behind, 1), "0-2 2-2<0 2-3<1");
}

TEST(cycles_and_what_needs_them_have_no_times)
{
    const KjJobItem jobs[] = {JOB(1, 0), JOB(1, 0), JOB(1, 0), JOB(1, 0)};
    CHECK_STR(planned("1.0.1..", jobs, 1), "? ? ? 0-1");
    CHECK_STR(planned("0..1..", jobs, 0), "? 0-1 1-2<1 0-1");
    // What is never ready does not make anything urgent.
    const KjJobItem urgent[] = {JOB(1, 0), JOB(2, 0), JOB(90, 0), JOB(1, 0)};
    CHECK_STR(planned("..02..", urgent, 1), "2-3<1 0-2 ? 3-4<0");
}

TEST(an_unknown_time_spoils_what_may_wait_for_it)
{
    const KjJobItem jobs[] = {JOB(-1, 0), JOB(3, 1), JOB(2, 2), FREE(7)};
    CHECK_STR(planned("....", jobs, 0), "? 0-3 0-2 0-7");
    CHECK_STR(planned("....", jobs, 3), "? 0-3 0-2 0-7");
    CHECK_STR(planned("....", jobs, 2), "? 0-3 ? 0-7");
    CHECK_STR(planned("....", jobs, 1), "? ? ? 0-7");
    CHECK_STR(planned("..0..", jobs, 0), "? 0-3 ? 0-7");
    // Before it begins, all is known.
    const KjJobItem late[] = {JOB(-1, 2), JOB(3, 1), JOB(2, 0), FREE(7)};
    CHECK_STR(planned("...0.", late, 1), "? 2-5<2 0-2 ?");
}

TEST(an_unknown_time_without_a_crew_spoils_if_a_crew_is_needed_behind_it)
{
    const KjJobItem jobs[] = {FREE(-1), FREE(1), JOB(3, 0), JOB(2, 0)};
    CHECK_STR(planned(".0...", jobs, 1), "? ? 0-3 3-5<2");
    const KjJobItem behind[] = {FREE(-1), JOB(1, 0), JOB(3, 0), FREE(2)};
    CHECK_STR(planned(".0...", behind, 1), "? ? ? 0-2");
    CHECK_STR(planned(".0...", behind, 2), "? ? 0-3 0-2");
}

TEST(sums_that_do_not_fit_stay_at_the_greatest)
{
    const KjJobItem jobs[] = {JOB(INT64_MAX, 0), JOB(INT64_MAX, 0)};
    KjArena *arena = kj_arena_new();
    KjGraph graph = graph_of(arena, ".0.");
    KjSlot slots[2];
    kj_graph_schedule(&graph, jobs, 1, arena, slots);
    CHECK(slots[0].ends == INT64_MAX && slots[1].begins == INT64_MAX);
    CHECK(slots[1].ends == INT64_MAX);
    kj_arena_free(arena);
}

TEST(deep_and_large_plans_are_no_matter)
{
    KjArena *arena = kj_arena_new();
    uint64_t seed = 21;
    KjGraph chain = chain_graph(arena, 200000, false);
    KjGraph large = large_graph(arena, &seed, 10000, 5, 3000, false);
    KjJobItem *jobs = kj_arena_array(arena, 200000, sizeof *jobs);
    KjSlot *slots = kj_arena_array(arena, 200000, sizeof *slots);
    int64_t total = 0, end = 0;
    for (uint32_t n = 0; n < 200000; n++)
        jobs[n] = (KjJobItem){1 + chance(&seed, 9), (int32_t)chance(&seed, 3), true};
    for (uint32_t n = 0; n < 200000; n++)
        total += jobs[n].takes;
    kj_graph_schedule(&chain, jobs, 3, arena, slots);
    CHECK_INT(slots[0].ends, total);
    total = 0;
    kj_graph_schedule(&large, jobs, 1, arena, slots);
    for (uint32_t n = 0; n < 10000; n++) {
        total += jobs[n].takes;
        end = slots[n].ends > end ? slots[n].ends : end;
    }
    CHECK_INT(end, total);
    kj_arena_free(arena);
}

// ---- a naive simulation ----

typedef enum { RESTS, RUNS, DONE } State;

typedef struct Naive {
    const KjGraph *graph;
    KjJobItem jobs[MOST];
    int64_t way[MOST];
    uint32_t crews; // 0: as many as needed
    State state[MOST];
    bool held[MOST]; // a crew that it left is still to be taken at this second
    bool spoiled;
    int64_t now;
    KjSlot slots[MOST];
} Naive;

static bool needs(const KjGraph *graph, uint32_t n, uint32_t m)
{
    for (uint32_t e = graph->start[n]; e < graph->start[n + 1]; e++) {
        if (graph->to[e] == m)
            return true;
    }
    return false;
}

// Whether a way leads from n to m, of that many edges at most.
static bool leads(const KjGraph *graph, uint32_t n, uint32_t m, uint32_t edges)
{
    for (uint32_t e = graph->start[n]; edges && e < graph->start[n + 1]; e++) {
        if (graph->to[e] == m || leads(graph, graph->to[e], m, edges - 1))
            return true;
    }
    return false;
}

static bool never_ready(const KjGraph *graph, uint32_t n)
{
    bool never = leads(graph, n, n, graph->nodes);
    for (uint32_t m = 0; m < graph->nodes; m++)
        never |= leads(graph, n, m, graph->nodes) && leads(graph, m, m, graph->nodes);
    return never;
}

static int64_t way_of(const Naive *naive, uint32_t n)
{
    int64_t longest = 0;
    for (uint32_t m = 0; m < naive->graph->nodes; m++) {
        if (!needs(naive->graph, m, n) || never_ready(naive->graph, m))
            continue;
        int64_t way = way_of(naive, m);
        longest = way > longest ? way : longest;
    }
    return longest + (naive->jobs[n].takes < 0 ? 0 : naive->jobs[n].takes);
}

static bool is_ready(const Naive *naive, uint32_t n)
{
    bool ready = naive->state[n] == RESTS;
    for (uint32_t e = naive->graph->start[n]; e < naive->graph->start[n + 1]; e++)
        ready &= naive->state[naive->graph->to[e]] == DONE;
    return ready;
}

static bool crew_behind(const Naive *naive, uint32_t n)
{
    bool crew = false;
    for (uint32_t m = 0; m < naive->graph->nodes; m++)
        crew |= !never_ready(naive->graph, m) && naive->jobs[m].crew &&
                leads(naive->graph, m, n, naive->graph->nodes);
    return crew;
}

static void begin(Naive *naive, uint32_t n, uint32_t who)
{
    int64_t takes = naive->jobs[n].takes;
    naive->state[n] = RUNS;
    if (takes < 0) {
        naive->spoiled |= naive->crews && (naive->jobs[n].crew || crew_behind(naive, n));
        return;
    }
    naive->slots[n] = (KjSlot){naive->now, naive->now + takes, who};
    for (uint32_t m = naive->graph->nodes; m-- > 0;) {
        if (needs(naive->graph, n, m) && naive->slots[m].ends == naive->now)
            naive->slots[n].after = m;
    }
    if (naive->now == 0)
        naive->slots[n].after = KJ_NO_NODE;
}

// Ends what ends at this second and begins what needs no crew, one job; whether there was one.
static bool end_or_begin_one(Naive *naive)
{
    for (uint32_t n = 0; n < naive->graph->nodes; n++) {
        if (naive->state[n] == RUNS && naive->slots[n].ends == naive->now) {
            naive->state[n] = DONE;
            naive->held[n] = naive->crews && naive->jobs[n].crew;
            return true;
        }
        if (is_ready(naive, n) && !(naive->crews && naive->jobs[n].crew)) {
            begin(naive, n, KJ_NO_NODE);
            return true;
        }
    }
    return false;
}

static bool is_before(const Naive *naive, uint32_t a, uint32_t b)
{
    if (naive->jobs[a].rank != naive->jobs[b].rank)
        return naive->jobs[a].rank < naive->jobs[b].rank;
    return naive->way[a] != naive->way[b] ? naive->way[a] > naive->way[b] : a < b;
}

// Gives one crew out; whether it could.
static bool give_one(Naive *naive)
{
    uint32_t best = KJ_NO_NODE, who = KJ_NO_NODE, busy = 0;
    for (uint32_t n = 0; n < naive->graph->nodes; n++) {
        busy += naive->crews && naive->jobs[n].crew && naive->state[n] == RUNS;
        if (is_ready(naive, n) && (best == KJ_NO_NODE || is_before(naive, n, best)))
            best = n;
        if (naive->held[n] && who == KJ_NO_NODE)
            who = n;
    }
    if (best == KJ_NO_NODE || busy >= naive->crews)
        return false;
    if (who != KJ_NO_NODE)
        naive->held[who] = false;
    begin(naive, best, who);
    return true;
}

static void simulate(Naive *naive)
{
    for (uint32_t n = 0; n < naive->graph->nodes; n++)
        naive->slots[n] = (KjSlot){-1, -1, KJ_NO_NODE};
    for (naive->now = 0; naive->now < 100; naive->now++) {
        for (bool again = true; again;) {
            again = false;
            while (end_or_begin_one(naive))
                again = true;
            for (bool closed = naive->spoiled; !closed && give_one(naive);)
                again = true;
        }
        memset(naive->held, 0, sizeof naive->held);
    }
}

// ---- both ----

static Naive random_plan(uint64_t *seed, const KjGraph *graph, uint32_t unknown)
{
    Naive naive = {.graph = graph, .crews = chance(seed, 4)};
    uint32_t crews = 0;
    for (uint32_t n = 0; n < graph->nodes; n++) {
        naive.jobs[n] = (KjJobItem){(int64_t)chance(seed, 6), (int32_t)chance(seed, 3) - 1,
                                    chance(seed, 4) != 0};
        if (unknown && chance(seed, unknown) == 0)
            naive.jobs[n].takes = -1;
        crews += naive.jobs[n].crew && !never_ready(graph, n);
    }
    if (crews <= naive.crews)
        naive.crews = 0; // then nothing waits for one
    for (uint32_t n = 0; n < graph->nodes; n++)
        naive.way[n] = never_ready(graph, n) ? 0 : way_of(&naive, n);
    return naive;
}

static bool is_same(const KjSlot *a, const KjSlot *b)
{
    return a->begins == b->begins && a->ends == b->ends && a->after == b->after;
}

TEST(plans_are_those_of_a_naive_simulation)
{
    KjArena *arena = kj_arena_new();
    uint64_t seed = 31;
    for (int round = 0; round < 4000; round++) {
        KjArenaMark mark = kj_arena_mark(arena);
        KjGraph graph = random_graph(arena, &seed, round % 8);
        Naive naive = random_plan(&seed, &graph, round % 2 ? 5 : 0);
        KjSlot slots[MOST];
        kj_graph_schedule(&graph, naive.jobs, naive.crews, arena, slots);
        simulate(&naive);
        for (uint32_t n = 0; n < graph.nodes; n++)
            CHECK(is_same(&slots[n], &naive.slots[n]));
        kj_arena_release(arena, mark);
    }
    kj_arena_free(arena);
}

TEST(times_that_are_told_hold_whatever_unknown_ones_turn_out_to_be)
{
    KjArena *arena = kj_arena_new();
    uint64_t seed = 32;
    uint32_t told = 0, rounds = 4000;
    for (uint32_t round = 0; round < rounds; round++) {
        KjArenaMark mark = kj_arena_mark(arena);
        KjGraph graph = random_graph(arena, &seed, round % 8);
        Naive naive = random_plan(&seed, &graph, 5);
        KjSlot slots[MOST];
        kj_graph_schedule(&graph, naive.jobs, naive.crews, arena, slots);
        for (uint32_t n = 0; n < graph.nodes; n++) {
            if (naive.jobs[n].takes < 0)
                naive.jobs[n].takes = chance(&seed, 10);
        }
        simulate(&naive); // urgency stays as it was planned
        for (uint32_t n = 0; n < graph.nodes; n++) {
            CHECK(slots[n].begins < 0 || is_same(&slots[n], &naive.slots[n]));
            told += slots[n].begins >= 0;
        }
        kj_arena_release(arena, mark);
    }
    CHECK(told > rounds);
    kj_arena_free(arena);
}

int main(void)
{
    return RUN(a_chain_goes_one_after_another, a_diamond_waits_for_its_longer_side,
               crews_go_by_rank_then_by_the_way_to_go_then_by_number,
               crews_that_become_free_at_once_are_told_apart,
               what_needs_no_crew_does_not_wait_for_one, what_takes_no_time_is_done_at_once,
               cycles_and_what_needs_them_have_no_times,
               an_unknown_time_spoils_what_may_wait_for_it,
               an_unknown_time_without_a_crew_spoils_if_a_crew_is_needed_behind_it,
               sums_that_do_not_fit_stay_at_the_greatest, deep_and_large_plans_are_no_matter,
               plans_are_those_of_a_naive_simulation,
               times_that_are_told_hold_whatever_unknown_ones_turn_out_to_be);
}
