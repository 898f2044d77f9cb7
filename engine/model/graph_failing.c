/* What fails when something goes down: every failure is carried once to those that need it. Also the
 * needs that several nodes can meet, sorted by who has them. */
#include "engine/model/graph_parts.h"

/* ---- groups ---- */

static bool asks(const KjNeed *need)
{
    return need->least > 0;
}

static void add_group(KjGroups *groups, const KjNeeds *needs, const KjNeed *need, uint32_t *stamp,
                      uint32_t number, uint32_t *member_count)
{
    KjGroup *group = &groups->items[number];
    *group = (KjGroup){.node = need->node, .first = *member_count};
    for (uint32_t i = 0; i < need->count; i++) {
        uint32_t member = needs->members[need->first + i];
        if (stamp[member] == number + 1)
            continue;
        stamp[member] = number + 1;
        groups->members[(*member_count)++] = member;
    }
    group->count = *member_count - group->first;
    group->breaks = need->least > group->count ? 0 : group->count - need->least + 1;
}

KjGroups kj_graph_groups(uint32_t nodes, const KjNeeds *needs, KjArena *arena)
{
    static const KjNeeds none;
    size_t members = 0;
    needs = needs ? needs : &none;
    KjGroups groups = {.items = kj_arena_array(arena, needs->count, sizeof(KjGroup)),
                       .start = kj_arena_array(arena, (size_t)nodes + 2, sizeof(uint32_t))};
    for (size_t i = 0; i < needs->count; i++) {
        groups.start[needs->items[i].node + 2] += asks(&needs->items[i]);
        members += needs->items[i].count;
    }
    for (uint32_t n = 0; n < nodes; n++)
        groups.start[n + 2] += groups.start[n + 1];
    groups.members = kj_arena_array(arena, members, sizeof(uint32_t));
    KjArenaMark mark = kj_arena_mark(arena);
    uint32_t *stamp = kj_arena_array(arena, nodes, sizeof *stamp), member_count = 0;
    for (size_t i = 0; i < needs->count; i++) {
        if (asks(&needs->items[i]))
            add_group(&groups, needs, &needs->items[i], stamp,
                      groups.start[needs->items[i].node + 1]++, &member_count);
    }
    kj_arena_release(arena, mark);
    return groups;
}

/* ---- failing ---- */

typedef struct Failing {
    KjGraph back;
    KjGroups groups;
    KjGraph standing; /* of each node the groups that it is a member of */
    uint32_t *failed; /* members, per group */
    bool *failing;
    uint32_t *queue, tail;
} Failing;

static void fail(Failing *all, uint32_t n)
{
    if (all->failing[n])
        return;
    all->failing[n] = true;
    all->queue[all->tail++] = n;
}

/* Groups as edges from groups to members, turned round. */
static KjGraph standing(const KjGroups *groups, uint32_t nodes, KjArena *arena)
{
    uint32_t count = groups->start[nodes], members = 0;
    uint32_t *start = kj_arena_array(arena, (size_t)nodes + 2, sizeof *start);
    for (uint32_t g = 0; g < count; g++)
        members += groups->items[g].count;
    uint32_t *to = kj_arena_array(arena, members, sizeof *to);
    for (uint32_t i = 0; i < members; i++)
        start[groups->members[i] + 2]++;
    for (uint32_t n = 0; n < nodes; n++)
        start[n + 2] += start[n + 1];
    for (uint32_t g = 0; g < count; g++) {
        const KjGroup *group = &groups->items[g];
        for (uint32_t i = 0; i < group->count; i++)
            to[start[groups->members[group->first + i] + 1]++] = g;
    }
    return (KjGraph){nodes, start, to};
}

static void carry(Failing *all, uint32_t n)
{
    for (uint32_t e = all->back.start[n]; e < all->back.start[n + 1]; e++)
        fail(all, all->back.to[e]);
    for (uint32_t e = all->standing.start[n]; e < all->standing.start[n + 1]; e++) {
        uint32_t g = all->standing.to[e];
        if (++all->failed[g] == all->groups.items[g].breaks)
            fail(all, all->groups.items[g].node);
    }
}

void kj_graph_failing(const KjGraph *graph, const KjNeeds *needs, KjArena *arena,
                      const uint32_t *down, size_t count, bool *failing)
{
    KjArenaMark mark = kj_arena_mark(arena);
    uint32_t nodes = graph->nodes;
    Failing all = {.back = kj_graph_reverse(graph, arena),
                   .groups = kj_graph_groups(nodes, needs, arena),
                   .queue = kj_arena_array(arena, nodes, sizeof(uint32_t)),
                   .failing = failing};
    uint32_t group_count = all.groups.start[nodes];
    all.standing = standing(&all.groups, nodes, arena);
    all.failed = kj_arena_array(arena, group_count, sizeof(uint32_t));
    for (uint32_t n = 0; n < nodes; n++)
        failing[n] = false;
    for (size_t i = 0; i < count; i++)
        fail(&all, down[i]);
    for (uint32_t g = 0; g < group_count; g++) {
        if (all.groups.items[g].breaks == 0)
            fail(&all, all.groups.items[g].node);
    }
    for (uint32_t head = 0; head < all.tail; head++)
        carry(&all, all.queue[head]);
    kj_arena_release(arena, mark);
}
