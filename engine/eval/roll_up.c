/* Rolling up, with two readings at a time: what stands, and what would without exceptions. */
#include "engine/eval/roll_up.h"

#include <string.h>

#define ITEMS_TOLD 6

typedef struct Tally {
    uint32_t of[KJ_VERDICTS];
} Tally;

static void count(Tally *tally, uint8_t verdict)
{
    if (verdict < KJ_VERDICTS)
        tally->of[verdict]++;
}

static uint8_t rolled(const Tally *tally, bool strict)
{
    uint32_t some = tally->of[KJ_PASS] + tally->of[KJ_PARTIAL];
    if (tally->of[KJ_FAULT])
        return KJ_FAULT;
    if (strict && tally->of[KJ_FAIL])
        return KJ_FAIL;
    if (tally->of[KJ_FAIL] + tally->of[KJ_PARTIAL])
        return some ? KJ_PARTIAL : KJ_FAIL;
    if (tally->of[KJ_UNKNOWN])
        return KJ_UNKNOWN;
    return tally->of[KJ_PASS] ? KJ_PASS : tally->of[KJ_WAIVED] ? KJ_WAIVED : KJ_NA;
}

/* ---- one item ---- */

typedef struct Readings { /* what stands, and what would without exceptions */
    Tally now, bare;
} Readings;

static void read_row(const KjVerdicts *verdicts, uint32_t row, Readings *readings)
{
    uint8_t now = verdicts->verdict[row], bare = now;
    if (now == KJ_WAIVED && verdicts->underlying)
        bare = verdicts->underlying[row];
    count(&readings->now, now);
    count(&readings->bare, bare);
}

/* The rows of an item's kind that count for a record of its clause. */
static void rows_of(const KjJudge *judge, int32_t kind, KjRef record, uint32_t *from, uint32_t *to)
{
    const KjTable *table = &judge->dataset->tables[kind];
    uint32_t org = kj_record_org(judge->dataset, record);
    *from = kind == record.kind ? (uint32_t)record.row : table->org_start[org];
    *to = kind == record.kind ? *from + 1 : table->org_start[org + 1];
}

static void read_item(const KjJudge *judge, int32_t item, KjRef record, Readings *readings)
{
    const KjRule *rule = &judge->registry->rules[item];
    for (size_t which = 0; which < rule->kind_count; which++) {
        uint32_t from, to;
        rows_of(judge, rule->kinds[which], record, &from, &to);
        for (uint32_t row = from; row < to; row++)
            read_row(&judge->verdicts[item][which], row, readings);
    }
}

static bool is_judged(const Readings *readings)
{
    static const Tally nothing;
    return memcmp(&readings->now, &nothing, sizeof nothing) != 0;
}

uint8_t kj_item_verdict(KjJudge *judge, const KjRule *clause, int32_t item, KjRef record)
{
    Readings readings = {0};
    read_item(judge, item, record, &readings);
    return is_judged(&readings) ? rolled(&readings.now, clause->strict) : KJ_NO_VERDICT;
}

void kj_items_each(KjJudge *judge, const KjRule *rule, KjRef record, KjItemVisit *visit, void *ctx)
{
    for (size_t i = 0; i < rule->item_count; i++) {
        const KjRule *item = &judge->registry->rules[rule->items[i]];
        for (size_t which = 0; judge->verdicts[rule->items[i]] && which < item->kind_count;
             which++) {
            uint32_t from, to;
            rows_of(judge, item->kinds[which], record, &from, &to);
            for (uint32_t row = from; row < to; row++)
                if (judge->verdicts[rule->items[i]][which].verdict[row] != KJ_NO_VERDICT)
                    visit(judge, rule->items[i], which, (KjRef){item->kinds[which], (int32_t)row},
                          ctx);
        }
    }
}

/* ---- one clause ---- */

static void put(KjJudge *judge, const KjRule *rule, KjVerdicts *verdicts, uint32_t rows,
                uint32_t row, const Readings *readings)
{
    uint8_t now = rolled(&readings->now, rule->strict);
    uint8_t bare = rolled(&readings->bare, rule->strict);
    bool excused = readings->now.of[KJ_WAIVED] && bare != now &&
                   (now == KJ_PASS || now == KJ_WAIVED || now == KJ_NA);
    verdicts->verdict[row] = excused ? KJ_WAIVED : now;
    if (!excused)
        return;
    if (!verdicts->underlying) {
        verdicts->underlying = kj_arena_scratch(judge->arena, rows + 1);
        memset(verdicts->underlying, KJ_NO_VERDICT, rows + 1);
    }
    verdicts->underlying[row] = bare;
}

/* Until here a record that the clause applies to stands as a pass. */
static void roll_up(KjJudge *judge, int32_t number)
{
    const KjRule *rule = &judge->registry->rules[number];
    for (size_t which = 0; which < rule->kind_count; which++) {
        KjVerdicts *verdicts = &judge->verdicts[number][which];
        uint32_t rows = judge->dataset->tables[rule->kinds[which]].rows;
        for (uint32_t row = 0; row < rows; row++) {
            Readings all = {0};
            if (verdicts->verdict[row] != KJ_PASS)
                continue;
            for (size_t i = 0; i < rule->item_count; i++) {
                Readings one = {0};
                read_item(judge, rule->items[i], (KjRef){rule->kinds[which], (int32_t)row}, &one);
                if (!is_judged(&one))
                    continue;
                uint8_t now = rolled(&one.now, rule->strict);
                count(&all.now, now);
                count(&all.bare, rolled(&one.bare, rule->strict));
                all.now.of[KJ_WAIVED] += one.now.of[KJ_WAIVED] && now != KJ_WAIVED;
            }
            put(judge, rule, verdicts, rows, row, &all);
        }
    }
}

static bool is_nested(const KjRule *rule)
{
    return memchr(rule->clause.data, '#', rule->clause.len) != NULL;
}

void kj_judge_roll_up(KjJudge *judge)
{
    for (int nested = 1; nested >= 0; nested--)
        for (size_t r = 0; r < judge->registry->rule_count; r++)
            if (judge->registry->rules[r].item_count && judge->verdicts[r] &&
                is_nested(&judge->registry->rules[r]) == nested)
                roll_up(judge, (int32_t)r);
}

/* ---- in words ---- */

/* "a" of "2.1.2(1)-1#a", "2" of "2.1.2(1)-1#c.2". */
static const char *letter_of(const KjRule *rule, const KjRule *item)
{
    return item->clause.data + rule->clause.len + 1;
}

static void tell_items(KjJudge *judge, KjBuf *out, const KjRule *rule, KjRef record,
                       const bool wanted[KJ_VERDICTS])
{
    bool ja = judge->options.lang == KJ_JA;
    size_t told = 0, all = 0;
    for (size_t i = 0; i < rule->item_count; i++) {
        const KjRule *item = &judge->registry->rules[rule->items[i]];
        uint8_t verdict = kj_item_verdict(judge, rule, rule->items[i], record);
        if (verdict >= KJ_VERDICTS || !wanted[verdict] || ++all > ITEMS_TOLD)
            continue;
        kj_buf_printf(out, ja ? "%s%s（%s）" : "%s%s (%s)", told++ ? (ja ? "、" : ", ") : "",
                      letter_of(rule, item), kj_label_in(item->title, judge->options.lang).data);
    }
    if (all > ITEMS_TOLD)
        kj_buf_printf(out, ja ? "、ほか%zu件" : ", %zu more", all - ITEMS_TOLD);
}

static void tell(KjJudge *judge, KjBuf *out, const KjRule *rule, KjRef record, const char *lead,
                 const bool wanted[KJ_VERDICTS])
{
    KjBuf items;
    kj_buf_init(&items, 0);
    tell_items(judge, &items, rule, record, wanted);
    if (items.len)
        kj_buf_printf(out, "%s%s%.*s", out->len ? (judge->options.lang == KJ_JA ? "。" : "; ") : "",
                      lead, (int)items.len, items.data);
    kj_buf_clear(&items);
}

KjText kj_items_message(KjJudge *judge, const KjRule *rule, KjRef record, KjArena *arena)
{
    static const bool failed[KJ_VERDICTS] = {[KJ_FAIL] = true},
                      partly[KJ_VERDICTS] = {[KJ_PARTIAL] = true},
                      open[KJ_VERDICTS] = {[KJ_UNKNOWN] = true},
                      broken[KJ_VERDICTS] = {[KJ_FAULT] = true};
    bool ja = judge->options.lang == KJ_JA;
    KjBuf out;
    kj_buf_init(&out, 0);
    tell(judge, &out, rule, record, ja ? "満たしていない項目: " : "not fulfilled: ", failed);
    tell(judge, &out, rule, record, ja ? "一部だけの項目: " : "fulfilled in part: ", partly);
    tell(judge, &out, rule, record, ja ? "未確認の項目: " : "not known: ", open);
    tell(judge, &out, rule, record, ja ? "判定できない項目: " : "could not be judged: ", broken);
    KjText text = {kj_arena_strndup(arena, out.len ? out.data : "", out.len), (uint32_t)out.len};
    kj_buf_clear(&out);
    return text;
}
