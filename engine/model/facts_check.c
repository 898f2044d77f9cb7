/* Whether a tree is facts: made for trees that come from a worker, which may be broken. Nothing is
 * looked up by what the tree says before that has been checked against the schema. */
#include "engine/model/facts.h"

#include <math.h>
#include <string.h>

static bool check_fields(const KjSchema *schema, const KjKind *kind, const KjValue *fields);

/* ---- scalars ---- */

#define ZONE_EAST (14 * 3600)
#define ZONE_WEST (-12 * 3600)

static int32_t first_day(void)
{
    return kj_date_from_civil((KjCivil){1, 1, 1});
}

static int32_t last_day(void)
{
    return kj_date_from_civil((KjCivil){9999, 12, 31});
}

/* Years 1 to 9999, with one offset or another. */
static bool is_instant(int64_t datetime)
{
    const int64_t most = (int64_t)1 << 40; /* far beyond the year 9999 */
    return datetime > -most && datetime < most && kj_date_of(datetime, ZONE_EAST) >= first_day() &&
           kj_date_of(datetime, ZONE_WEST) <= last_day();
}

static bool is_month_day(int64_t month_day)
{
    KjCivil civil = {2000, (int32_t)(month_day / 100), (int32_t)(month_day % 100)};
    return month_day >= 101 && month_day <= 1231 && kj_civil_valid(civil);
}

static bool is_text(KjText text)
{
    return text.len > 0 && !memchr(text.data, 0, text.len) &&
           kj_utf8_valid(text.data, text.len, NULL);
}

static bool is_choice(const KjField *field, KjText text)
{
    for (size_t i = 0; i < field->value_count; i++) {
        if (kj_text_compare(field->values[i], text) == 0)
            return true;
    }
    return false;
}

static bool check_scalar(const KjField *field, const KjValue *value)
{
    KjType expected = field->type == KJ_REF ? KJ_TEXT_TYPE : field->type;
    if (value->type != expected)
        return false;
    switch (field->type) {
    case KJ_BOOL:
    case KJ_INT:
    case KJ_MONEY: return true;
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: return isfinite(value->u.real);
    case KJ_DURATION: return value->u.whole >= 0;
    case KJ_PERIOD: return value->u.whole >= 0 && value->u.whole <= INT32_MAX;
    case KJ_DATE: return value->u.whole >= first_day() && value->u.whole <= last_day();
    case KJ_DATETIME: return is_instant(value->u.whole);
    case KJ_MONTHDAY: return is_month_day(value->u.whole);
    case KJ_ENUM: return is_choice(field, value->u.text);
    case KJ_TEXT_TYPE:
    case KJ_REF: return is_text(value->u.text);
    default: return false;
    }
}

/* ---- fields ---- */

static bool check_items(const KjSchema *schema, const KjField *field, const KjList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        bool good = field->child >= 0
                        ? check_fields(schema, &schema->kinds[field->child], &list->items[i])
                        : check_scalar(field, &list->items[i]);
        if (!good)
            return false;
    }
    return true;
}

static bool check_value(const KjSchema *schema, const KjField *field, const KjValue *value)
{
    if (!value || field->derived)
        return false;
    if (field->child >= 0 || field->list)
        return value->type == KJ_LIST && check_items(schema, field, &value->u.list);
    if (field->type == KJ_GROUP)
        return value->type == KJ_BOOL && value->u.truth;
    return check_scalar(field, value);
}

/* Members stand behind their group only. */
static bool groups_are_there(const KjKind *kind, const bool *given)
{
    for (size_t f = 0; f < kind->field_count; f++) {
        if (given[f] && kind->fields[f].group >= 0 && !given[kind->fields[f].group])
            return false;
    }
    return true;
}

static bool check_entries(const KjSchema *schema, const KjKind *kind, const KjList *list,
                          bool *given)
{
    int64_t before = -1;
    for (size_t i = 0; i < list->count; i++) {
        const KjValue *entry = &list->items[i];
        int64_t index = kj_map_int(entry, "field", -1);
        if (index <= before || (uint64_t)index >= kind->field_count ||
            !check_value(schema, &kind->fields[index], kj_map_get(entry, "value")))
            return false;
        given[index] = true;
        before = index;
    }
    return groups_are_there(kind, given);
}

static bool check_fields(const KjSchema *schema, const KjKind *kind, const KjValue *fields)
{
    if (!fields || fields->type != KJ_LIST)
        return false;
    bool *given = kj_alloc_array(kind->field_count, sizeof *given);
    bool good = check_entries(schema, kind, &fields->u.list, given);
    kj_free(given);
    return good;
}

/* ---- records ---- */

static bool check_records(const KjSchema *schema, const KjKind *kind, const KjList *records)
{
    KjText before = KJ_TEXT("");
    for (size_t i = 0; i < records->count; i++) {
        KjText id = kj_map_text(&records->items[i], "id");
        if (!is_text(id) || kj_text_compare(before, id) >= 0 ||
            !check_fields(schema, kind, kj_map_get(&records->items[i], "fields")))
            return false;
        before = id;
    }
    return records->count > 0;
}

bool kj_facts_check(const KjSchema *schema, const KjValue *facts)
{
    const KjList *kinds = kj_map_list(facts, "kinds");
    KjText org = kj_map_text(facts, "id");
    int64_t before = -1;
    for (size_t i = 0; i < kinds->count; i++) {
        int64_t index = kj_map_int(&kinds->items[i], "kind", -1);
        if (index <= before || (uint64_t)index >= schema->kind_count)
            return false;
        const KjKind *kind = &schema->kinds[index];
        const KjList *records = kj_map_list(&kinds->items[i], "records");
        bool alone =
            !kind->singleton || (records->count == 1 &&
                                 kj_text_compare(kj_map_text(&records->items[0], "id"), org) == 0);
        if (kind->parent >= 0 || kind->derived || !alone || !check_records(schema, kind, records))
            return false;
        before = index;
    }
    return is_text(org);
}

bool kj_facts_decode(const KjSchema *schema, const char *bytes, size_t len, KjArena *arena,
                     KjValue *facts)
{
    const char *at = bytes;
    return len > 0 && kj_value_decode(arena, &at, bytes + len, facts) && at == bytes + len &&
           kj_facts_check(schema, facts);
}
