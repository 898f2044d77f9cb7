/* Day after day: what is judged for a day is kept until the next look has been compared with it. Two judges take
 * turns, each with the facts and what is derived from them, since both days are asked of. */
#include "engine/eval/due.h"

#include "engine/eval/due_parts.h"

#include <stdlib.h>

typedef struct Look { /* one day */
    KjDataset *dataset;
    KjJudge *judge;
    KjRun *run;
} Look;

typedef struct Turn { /* a verdict got worse, or better */
    uint32_t org;
    size_t place; /* of the kind among those of the rule */
    bool better;
    KjDue due;
} Turn;

typedef struct Search {
    const KjDueSource *source;
    KjRun *run; /* that is made */
    KjHolders *holders;
    Turn *turns;
    size_t count, capacity;
    KjArena *scratch;
} Search;

/* ---- one day ---- */

static void end_look(Look *look)
{
    kj_run_free(look->run);
    kj_judge_free(look->judge);
    kj_dataset_free(look->dataset);
    *look = (Look){NULL, NULL, NULL};
}

static void look_anew(const KjDueSource *source, int32_t day, KjDiags *diags, Look *look)
{
    KjJudgeOptions options = source->options;
    options.as_of = day;
    options.horizon = options.bare = options.again = true;
    end_look(look);
    look->dataset = source->read(source->ctx, diags);
    look->judge = kj_judge_new(source->registry, look->dataset, source->lua, &options);
    if (diags->errors > 0)
        kj_judge_check(look->judge, diags);
    else
        kj_judge_prepare(look->judge, diags);
}

/* False if the data have errors, as seen on that day. What is told of the data is told of the as-of day. */
static bool look_at(const KjDueSource *source, int32_t day, KjDiags *diags, Look *look)
{
    kj_run_free(look->run);
    look->run = NULL;
    if (day == source->options.as_of || !look->judge || !kj_judge_turn(look->judge, day, diags))
        look_anew(source, day, diags, look);
    if (diags->errors == 0)
        look->run = kj_judge_run(look->judge);
    else
        end_look(look);
    return diags->errors == 0;
}

/* Facts that will contradict each other one day, as packs see it, are told with that day. */
static void tell_refused(const KjDueSource *source, int32_t day, const KjDiags *problems,
                         KjDiags *diags)
{
    const char *first = "";
    KjBuf text;
    for (size_t i = problems->count; i-- > 0;)
        if (problems->items[i].severity == KJ_ERROR)
            first = problems->items[i].body;
    kj_buf_init(&text, 0);
    kj_date_write_for(&text, day, source->options.lang);
    kj_diag(
        diags, KJ_WARNING, (KjPlace){0}, NULL,
        "%s になると、データに誤りがあることになります（%s）。その日から先の期限は調べていません",
        "on %s the data would have errors (%s); no deadlines behind that day were looked for",
        text.data, first);
    kj_buf_clear(&text);
}

/* Problems of other days than today are not told: they are today's, or come from looking at another day. */
static bool look_aside(const KjDueSource *source, int32_t day, KjDiags *diags, Look *look)
{
    KjDiags problems;
    kj_diags_init(&problems, source->options.lang);
    bool good = look_at(source, day, &problems, look);
    if (!good && day > source->options.as_of)
        tell_refused(source, day, &problems, diags);
    kj_diags_clear(&problems);
    return good;
}

static int32_t next_day(const Look *look)
{
    int32_t next = KJ_NEVER;
    for (size_t o = 0; o < look->run->organization_count; o++)
        if (look->run->organizations[o].until < next)
            next = look->run->organizations[o].until;
    return next;
}

/* ---- copies ---- */

static KjPlace keep_place(KjArena *arena, KjPlace place)
{
    if (place.file)
        place.file = kj_due_keep(arena, kj_text(place.file)).data;
    return place;
}

static void keep_facts(KjArena *arena, KjJudgement *judgement, const KjFact *facts, size_t count)
{
    judgement->trace = kj_arena_array(arena, count + 1, sizeof *judgement->trace);
    judgement->trace_count = count;
    for (size_t i = 0; i < count; i++) {
        KjFact *fact = &judgement->trace[i];
        *fact = facts[i];
        fact->id = kj_due_keep(arena, facts[i].id);
        fact->reason = kj_due_keep(arena, facts[i].reason);
        fact->value = kj_value_copy(arena, &facts[i].value);
        fact->place = keep_place(arena, facts[i].place);
    }
}

static KjJudgement keep_judgement(KjArena *arena, const KjJudgement *from)
{
    KjJudgement judgement = *from;
    judgement.id = kj_due_keep(arena, from->id);
    judgement.name = kj_due_keep(arena, from->name);
    judgement.place = keep_place(arena, from->place);
    judgement.message = kj_due_keep(arena, from->message);
    judgement.settled_by = kj_due_keep(arena, from->settled_by);
    judgement.missing = judgement.trace = NULL;
    judgement.missing_count = judgement.trace_count = 0;
    return judgement;
}

/* ---- what got worse ---- */

/* What is said of a verdict, which is not worded where it is only compared. */
static KjJudgement word(Search *search, const Look *look, uint32_t org, const KjJudgement *bare)
{
    int32_t row = kj_dataset_find(look->dataset, org, bare->kind, bare->id);
    KjJudgement worded = *bare;
    look->judge->options.bare = false;
    KjRun *one = row < 0 ? NULL : kj_judge_one(look->judge, bare->rule, (KjRef){bare->kind, row});
    look->judge->options.bare = true;
    if (one)
        worded = one->organizations[0].judgements[0];
    worded = keep_judgement(search->run->arena, &worded);
    kj_run_free(one);
    return worded;
}

static KjRef settled_by(const KjJudge *judge, const Turn *turn, int32_t row)
{
    const KjVerdicts *verdicts = &judge->verdicts[turn->due.then.rule][turn->place];
    return row >= 0 && verdicts->settled ? verdicts->settled[row] : (KjRef){-1, -1};
}

static void find_facts(Search *search, const Look *before, const Look *after, Turn *turn)
{
    KjJudgement *then = &turn->due.then;
    const KjRule *rule = &search->source->registry->rules[then->rule];
    KjFact *facts;
    size_t count;
    if (turn->place == rule->kind_count || !before->judge->verdicts[then->rule])
        return;
    int32_t row = kj_dataset_find(before->dataset, turn->org, then->kind, then->id);
    int32_t now = kj_dataset_find(after->dataset, turn->org, then->kind, then->id);
    if (row < 0)
        return;
    kj_due_facts(before->judge, then->rule, turn->place, (KjRef){then->kind, row},
                 settled_by(after->judge, turn, now), turn->due.day, search->scratch, &facts,
                 &count);
    keep_facts(search->run->arena, then, facts, count);
}

static void compare(Search *search, const Look *before, const Look *after, int32_t day)
{
    const KjRegistry *registry = search->source->registry;
    for (uint32_t o = 0; o < after->run->organization_count; o++) {
        KjArenaMark mark = kj_arena_mark(search->scratch);
        KjMoves moves = kj_moves_of(registry, &before->run->organizations[o],
                                    &after->run->organizations[o], search->scratch);
        for (size_t i = 0; i < moves.count; i++) {
            const KjMove *move = &moves.items[i];
            const KjJudgement *any = kj_move_any(move);
            Turn turn = {.org = o, .better = move->turn == KJ_BETTER};
            if (move->turn == KJ_ALIKE)
                continue;
            turn.place = kj_rule_place(&registry->rules[any->rule], any->kind);
            turn.due = (KjDue){.from = kj_move_from(move),
                               .day = day,
                               .over = day <= search->source->options.as_of};
            turn.due.then =
                turn.better ? keep_judgement(search->run->arena, any) : word(search, after, o, any);
            if (!move->after) /* it is not judged any more, and so better */
                turn.due.then.verdict = KJ_NA;
            if (!turn.better)
                find_facts(search, before, after, &turn);
            KJ_PUSH(search->turns, search->count, search->capacity, turn);
        }
        kj_arena_release(search->scratch, mark);
    }
}

/* ---- what of it is due ---- */

static int by_record(const Turn *a, const Turn *b)
{
    if (a->org != b->org)
        return a->org < b->org ? -1 : 1;
    if (a->due.then.rule != b->due.then.rule)
        return a->due.then.rule < b->due.then.rule ? -1 : 1;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return kj_text_compare(a->due.then.id, b->due.then.id);
}

static int by_record_and_day(const void *left, const void *right)
{
    const Turn *a = left, *b = right;
    int order = by_record(a, b);
    return order ? order : (a->due.day > b->due.day) - (a->due.day < b->due.day);
}

static int by_day(const void *left, const void *right)
{
    const Turn *a = left, *b = right;
    if (a->org != b->org)
        return a->org < b->org ? -1 : 1;
    if (a->due.day != b->due.day)
        return a->due.day < b->due.day ? -1 : 1;
    return by_record(a, b);
}

/* Of one record, from some day on: the last time it got worse, unless it has been as good as before since, or is
 * excused. What is told of it is what it has come to. What was unknown until then was not in order before, and so
 * is not overdue. */
static bool still_worse(const Turn *turns, size_t count, Turn *out)
{
    bool worse = false;
    for (size_t i = 0; i < count; i++) {
        KjJudgement *then = &out->due.then;
        KjVerdict to = turns[i].due.then.verdict;
        if (!turns[i].better) {
            *out = turns[i];
            worse = true;
        } else if (worse && to != KJ_WAIVED && kj_turn(out->due.from, to) == KJ_WORSE) {
            KjFact *facts = then->trace;
            size_t fact_count = then->trace_count;
            *then = turns[i].due.then;
            then->trace = facts;
            then->trace_count = fact_count;
        } else {
            worse = false;
        }
    }
    return worse && out->due.from != KJ_UNKNOWN && out->due.then.verdict != KJ_WAIVED;
}

/* Keeps the turns that are told, in the order of their days. */
static void choose(Search *search)
{
    size_t kept = 0, to;
    if (search->count)
        qsort(search->turns, search->count, sizeof *search->turns, by_record_and_day);
    for (size_t from = 0; from < search->count; from = to) {
        size_t past = from;
        to = from;
        while (to < search->count && by_record(&search->turns[from], &search->turns[to]) == 0)
            past += search->turns[to++].due.over;
        Turn worse;
        if (still_worse(&search->turns[from], past - from, &worse))
            search->turns[kept++] = worse;
        for (size_t i = past; i < to; i++)
            if (!search->turns[i].better)
                search->turns[kept++] = search->turns[i];
    }
    search->count = kept;
    if (kept)
        qsort(search->turns, kept, sizeof *search->turns, by_day);
}

static void tell(Search *search)
{
    KjRun *run = search->run;
    for (size_t from = 0, to; from < search->count; from = to) {
        KjOrgResult *org = &run->organizations[search->turns[from].org];
        for (to = from; to < search->count && search->turns[to].org == search->turns[from].org;)
            to++;
        org->dues = kj_arena_array(run->arena, to - from, sizeof *org->dues);
        for (size_t i = from; i < to; i++) {
            KjDue *due = &org->dues[org->due_count++];
            *due = search->turns[i].due;
            kj_holders_of(search->holders, search->source->registry, search->turns[i].org,
                          &due->then, run->arena, &due->persons, &due->person_count);
        }
    }
}

/* ---- the whole ---- */

static void keep_today(Search *search, const Look *today)
{
    KjRun *run = search->run;
    run->as_of = today->run->as_of;
    run->zone = today->run->zone;
    run->organization_count = today->run->organization_count;
    run->organizations =
        kj_arena_array(run->arena, run->organization_count + 1, sizeof *run->organizations);
    for (size_t o = 0; o < run->organization_count; o++) {
        const KjOrgResult *from = &today->run->organizations[o];
        KjOrgResult *org = &run->organizations[o];
        *org = (KjOrgResult){.id = kj_due_keep(run->arena, from->id),
                             .name = kj_due_keep(run->arena, from->name),
                             .place = keep_place(run->arena, from->place),
                             .until = from->until};
        for (int v = 0; v < KJ_VERDICTS; v++)
            org->summary[v] = from->summary[v];
        if (search->source->person.len)
            org->people = kj_due_people(today->judge, (uint32_t)o, search->source->person,
                                        run->arena, &org->people_count);
    }
    search->holders = kj_holders_new(today->judge, run->arena);
}

/* Where facts contradict each other as seen from a day of the past, what was before today is passed over. */
static bool search_days(Search *search, KjDiags *diags)
{
    const KjDueSource *source = search->source;
    int32_t today = source->options.as_of, day = source->since;
    Look looks[2] = {{NULL, NULL, NULL}, {NULL, NULL, NULL}}, *before = &looks[0], *now = &looks[1];
    while (day - 1 <= source->last) {
        bool good =
            day == today ? look_at(source, day, diags, now) : look_aside(source, day, diags, now);
        if (day == today && good)
            keep_today(search, now);
        if (good && before->run)
            compare(search, before, now, day);
        if (!good && day >= today)
            break;
        int32_t next = good ? next_day(now) : today;
        Look *last = now;
        now = before;
        before = last;
        day = day < today && next > today ? today : next;
    }
    end_look(before);
    end_look(now);
    return search->holders != NULL;
}

KjRun *kj_due_run(const KjDueSource *source, KjDiags *diags)
{
    Search search = {.source = source, .run = kj_run_new(), .scratch = kj_arena_new()};
    bool good = search_days(&search, diags);
    if (good) {
        choose(&search);
        tell(&search);
    } else {
        kj_run_free(search.run);
    }
    kj_free(search.turns);
    kj_arena_free(search.scratch);
    return good ? search.run : NULL;
}
