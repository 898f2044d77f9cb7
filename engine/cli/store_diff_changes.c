/* What changes of one organisation between two runs: one query, by record, values before verdicts. */
#include "engine/cli/store_diff_parts.h"
#include "engine/output/json.h"
#include "engine/output/show.h"

#include <stdlib.h>
#include <string.h>

KjText kj_diff_keep(KjArena *arena, KjText text)
{
    return (KjText){kj_arena_strndup(arena, text.len ? text.data : "", text.len), text.len};
}

bool kj_diff_is_set(KjText number)
{
    return number.len && number.data[0] != '0';
}

static void no_columns(void *ctx, size_t count, const char *const *names)
{
    (void)ctx;
    (void)count;
    (void)names;
}

bool kj_diff_query(KjStoreDiff *diff, const char *sql, const KjText *values, size_t count,
                   void *ctx, bool (*each)(void *ctx, const KjQueryRow *row))
{
    const KjQuery what = {.sql = sql,
                          .values = values,
                          .value_count = count,
                          .ctx = ctx,
                          .columns = no_columns,
                          .each = each};

    return kj_store_query(diff->store, &what, &diff->error);
}

KjText kj_diff_field(KjArena *arena, KjText kind, KjText field)
{
    return kj_text(
        kj_arena_printf(arena, "%.*s.%.*s", (int)kind.len, kind.data, (int)field.len, field.data));
}

typedef struct Opening {
    KjStoreDiff *diff;
    KjArena *arena;
    bool count_rules;
    KjImpactChange *changes;
    size_t count, capacity;
} Opening;

static KjVerdict verdict_of(KjText name)
{
    KjVerdict verdict;

    return kj_verdict_from_name(name, &verdict) ? verdict : KJ_NO_VERDICT;
}

/* Of a rule that was renamed there is a row under either name. */
static void add_verdict(Opening *opening, const KjImpactRule *rule, const KjImpactChange *change)
{
    for (size_t i = opening->count; rule->was.len && i-- > 0;) {
        KjImpactChange *other = &opening->changes[i];

        if (!kj_same_record(other, change) || other->rule != change->rule)
            continue;
        if (change->before != KJ_NO_VERDICT)
            other->before = change->before;
        else
            *other = (KjImpactChange){.kind = other->kind,
                                      .id = other->id,
                                      .name = other->name,
                                      .rule = other->rule,
                                      .before = other->before,
                                      .after = change->after,
                                      .message = change->message};
        if (other->before == other->after)
            memmove(other, other + 1, (--opening->count - i) * sizeof *other);
        return;
    }
    KJ_PUSH(opening->changes, opening->count, opening->capacity, *change);
}

/* The rule of that name; false if neither run has it. */
static bool find_rule(const KjStoreDiff *diff, KjText name, size_t *rule)
{
    KjAtom atom = kj_atom_find(diff->rules, name);

    if (atom == KJ_NO_ATOM || atom < diff->first_rule)
        return false;
    *rule = diff->numbers[atom - diff->first_rule];
    return true;
}

static void take_verdict(Opening *opening, const KjQueryRow *row, KjImpactChange *change)
{
    KjStoreDiff *diff = opening->diff;
    KjImpactRule *rule;
    KjVerdict judged;

    if (!find_rule(diff, row->texts[4], &change->rule))
        return;
    change->before = row->nulls[5] ? KJ_NO_VERDICT : verdict_of(row->texts[5]);
    change->after = row->nulls[6] ? KJ_NO_VERDICT : verdict_of(row->texts[6]);
    rule = &diff->impact.rules[change->rule];
    if (rule->fate == KJ_IN_BOTH) {
        change->message = kj_diff_keep(opening->arena, row->texts[7]);
        add_verdict(opening, rule, change);
    } else if (opening->count_rules) {
        judged = rule->fate == KJ_IN_NEW ? change->after : change->before;
        if (judged < KJ_VERDICTS)
            rule->counts[judged]++;
    }
}

static KjText as_json(KjArena *arena, KjText text, bool missing, bool number)
{
    KjBuf out;
    KjJson json;
    KjText copy;

    if (missing || number)
        return missing ? KJ_TEXT("null") : kj_diff_keep(arena, text);
    kj_buf_init(&out, 0);
    json = kj_json(&out);
    kj_json_text(&json, text);
    copy = kj_diff_keep(arena, (KjText){out.data, (uint32_t)out.len});
    kj_buf_clear(&out);
    return copy;
}

/* What the packs at hand say of a field; NULL: nothing. */
static const KjField *field_of(const KjStoreDiff *diff, KjText kind, KjText name, int32_t *k,
                               int32_t *f)
{
    const KjSchema *schema = diff->view.registry->schema;

    *k = kj_schema_kind(schema, kind);
    *f = *k < 0 ? -1 : kj_kind_field(&schema->kinds[*k], name);
    return *f < 0 ? NULL : &schema->kinds[*k].fields[*f];
}

static KjText as_people_read(const Opening *opening, const KjImpactChange *change, KjText text,
                             bool number)
{
    KjValue value;
    KjText shown;
    KjBuf out;
    int32_t k, f;
    const KjField *field = field_of(opening->diff, change->kind, change->field, &k, &f);

    if (!field || (!number && field->type != KJ_ENUM))
        return kj_diff_keep(opening->arena, text);
    if (!number)
        value = kj_value_text(text);
    else if (field->type == KJ_BOOL)
        value = kj_value_bool(kj_diff_is_set(text));
    else if (kj_is_real((uint8_t)field->type))
        value = kj_value_real(field->type, strtod(text.data, NULL));
    else
        value = kj_value_whole(field->type, strtoll(text.data, NULL, 10));
    kj_buf_init(&out, 0);
    kj_show_value(&out, &opening->diff->view, kj_meaning(&opening->diff->view, k, f), &value);
    shown = kj_diff_keep(opening->arena, (KjText){out.data, (uint32_t)out.len});
    kj_buf_clear(&out);
    return shown;
}

static void take_value(Opening *opening, const KjQueryRow *row, KjImpactChange *change)
{
    const KjStoreDiff *diff = opening->diff;
    KjText name = kj_diff_field(opening->arena, row->texts[1], row->texts[4]);
    const KjField *field;
    int32_t k, f;

    if (!diff->same_packs && (kj_atom_find(diff->fields[0], name) == KJ_NO_ATOM ||
                              kj_atom_find(diff->fields[1], name) == KJ_NO_ATOM))
        return; /* what a new field holds is no change */
    change->rule = KJ_NO_RULE;
    change->field = kj_diff_keep(opening->arena, row->texts[4]);
    field = field_of(diff, change->kind, change->field, &k, &f);
    change->label = field ? field->label : (KjLabel){KJ_TEXT(""), KJ_TEXT("")};
    change->old_json = as_json(opening->arena, row->texts[5], row->nulls[5], row->numbers[5]);
    change->new_json = as_json(opening->arena, row->texts[6], row->nulls[6], row->numbers[6]);
    change->old_text = row->nulls[5]
                           ? KJ_TEXT("")
                           : as_people_read(opening, change, row->texts[5], row->numbers[5]);
    change->new_text = row->nulls[6]
                           ? KJ_TEXT("")
                           : as_people_read(opening, change, row->texts[6], row->numbers[6]);
    KJ_PUSH(opening->changes, opening->count, opening->capacity, *change);
}

static bool take_change(void *ctx, const KjQueryRow *row)
{
    Opening *opening = ctx;
    KjImpactChange change = {.kind = kj_diff_keep(opening->arena, row->texts[1]),
                             .id = kj_diff_keep(opening->arena, row->texts[2]),
                             .name = kj_diff_keep(opening->arena, row->texts[3])};

    if (kj_diff_is_set(row->texts[0]))
        take_verdict(opening, row, &change);
    else
        take_value(opening, row, &change);
    return true;
}

/* By record; its values before its verdicts. ?3: the organisation. */
static const char changes_sql[] =
    "WITH r AS (SELECT result, run = CAST(?1 AS INTEGER) AS first FROM kj_run_results"
    " WHERE subject = ?3 AND run IN (CAST(?1 AS INTEGER), CAST(?2 AS INTEGER))"
    " AND (SELECT count(DISTINCT result) FROM kj_run_results WHERE subject = ?3"
    " AND run IN (CAST(?1 AS INTEGER), CAST(?2 AS INTEGER))) = 2)"
    " SELECT 0 AS what, c.kind AS kind, c.id AS id, max(c.name), d.field AS item,"
    " max(CASE WHEN first THEN d.value END) AS before,"
    " max(CASE WHEN NOT first THEN d.value END) AS after, '' AS message"
    " FROM r JOIN kj_derived d USING (result) JOIN kj_records c ON c.result = d.result"
    " AND c.record = d.record GROUP BY 2, 3, 5 HAVING before IS NOT after"
    " UNION ALL SELECT 1, c.kind, c.id, max(c.name), l.name,"
    " max(CASE WHEN first THEN n.name END) AS before,"
    " max(CASE WHEN NOT first THEN n.name END) AS after,"
    " ifnull(max(CASE WHEN NOT first THEN v.message END), '')"
    " FROM r JOIN kj_verdicts v USING (result) JOIN kj_records c ON c.result = v.result"
    " AND c.record = v.record JOIN kj_rules l USING (rule) JOIN kj_verdict_names n USING (verdict)"
    " GROUP BY 2, 3, 5 HAVING before IS NOT after ORDER BY 2, 3, 1, 5";

bool kj_diff_open(KjImpact *impact, const KjImpactOrg *org, bool count_rules, KjArena *arena,
                  KjImpactChange **changes, size_t *count)
{
    KjStoreDiff *diff = impact->source;
    Opening opening = {.diff = diff, .arena = arena, .count_rules = count_rules};
    const KjText values[] = {diff->runs[0], diff->runs[1], org->id};
    bool good = kj_diff_query(diff, changes_sql, values, 3, &opening, take_change);

    *changes = kj_arena_array(arena, opening.count + 1, sizeof **changes);
    if (opening.count)
        memcpy(*changes, opening.changes, opening.count * sizeof **changes);
    *count = opening.count;
    kj_free(opening.changes);
    return good;
}
