/* One function per shape; what stands for a value never depends on the language. */
#include "engine/output/json_value.h"

#include "engine/base/place.h"

typedef void WriteWhole(KjBuf *out, int64_t value, int32_t zone);

static void write_date(KjBuf *out, int64_t value, int32_t zone)
{
    (void)zone;
    kj_date_write(out, (int32_t)value);
}

static void write_datetime(KjBuf *out, int64_t value, int32_t zone)
{
    kj_datetime_write(out, value, zone);
}

static void write_monthday(KjBuf *out, int64_t value, int32_t zone)
{
    (void)zone;
    kj_monthday_write(out, (int32_t)value);
}

static void write_duration(KjBuf *out, int64_t value, int32_t zone)
{
    (void)zone;
    kj_duration_write(out, value);
}

static void write_period(KjBuf *out, int64_t value, int32_t zone)
{
    (void)zone;
    kj_period_write(out, (int32_t)value);
}

static void write_money(KjBuf *out, int64_t value, int32_t zone)
{
    (void)zone;
    kj_money_write(out, value);
}

/* The writers make plain ASCII: it needs no escapes. */
static void put_written(KjJson *json, WriteWhole *write, int64_t value, int32_t zone)
{
    kj_json_raw(json, "\"");
    write(json->out, value, zone);
    kj_buf_putc(json->out, '"');
}

/* {"text":"3h","seconds":10800} */
static void put_span(KjJson *json, WriteWhole *write, int64_t value, const char *unit)
{
    kj_json_open(json, '{');
    kj_json_key(json, "text");
    put_written(json, write, value, 0);
    kj_json_put_int(json, unit, value);
    kj_json_close(json, '}');
}

static void put_money(KjJson *json, int64_t amount, KjText currency)
{
    kj_json_open(json, '{');
    kj_json_key(json, "amount");
    put_written(json, write_money, amount, 0);
    kj_json_put_text(json, "currency", currency.len ? currency : KJ_TEXT("JPY"));
    kj_json_close(json, '}');
}

static void put_quantity(KjJson *json, double value, KjText unit)
{
    kj_json_open(json, '{');
    kj_json_key(json, "value");
    kj_json_real(json, value);
    kj_json_put_text(json, "unit", unit);
    kj_json_close(json, '}');
}

static void put_text(KjJson *json, KjMeaning meaning, KjText text)
{
    KjText kind, id;

    if (!meaning.reference || !kj_reference_split(text, &kind, &id)) {
        kj_json_text(json, text);
        return;
    }
    kj_json_open(json, '{');
    kj_json_put_text(json, "kind", kind);
    kj_json_put_text(json, "id", id);
    kj_json_close(json, '}');
}

static void put_list(KjJson *json, const KjView *view, KjMeaning meaning, KjList list)
{
    kj_json_open(json, '[');
    for (size_t i = 0; i < list.count; i++)
        kj_json_value(json, view, meaning, &list.items[i]);
    kj_json_close(json, ']');
}

static void put_map(KjJson *json, const KjView *view, KjMeaning meaning, KjMap map)
{
    kj_json_open(json, '{');
    for (size_t i = 0; i < map.count; i++) {
        KjText key = map.pairs[i].key;

        kj_json_text(json, key);
        kj_buf_putc(json->out, ':');
        json->comma = false;
        kj_json_value(json, view, kj_meaning_member(meaning, key), &map.pairs[i].value);
    }
    kj_json_close(json, '}');
}

void kj_json_value(KjJson *json, const KjView *view, KjMeaning meaning, const KjValue *value)
{
    if (!value || value->type == KJ_NONE) {
        kj_json_null(json);
        return;
    }
    if (meaning.secret) {
        kj_json_cstr(json, KJ_MASK);
        return;
    }
    switch (value->type) {
    case KJ_BOOL: kj_json_bool(json, value->u.truth); break;
    case KJ_INT: kj_json_int(json, value->u.whole); break;
    case KJ_NUMBER:
    case KJ_PERCENT: kj_json_real(json, value->u.real); break;
    case KJ_MONEY: put_money(json, value->u.whole, meaning.unit); break;
    case KJ_QUANTITY: put_quantity(json, value->u.real, meaning.unit); break;
    case KJ_DURATION: put_span(json, write_duration, value->u.whole, "seconds"); break;
    case KJ_PERIOD: put_span(json, write_period, value->u.whole, "months"); break;
    case KJ_DATE: put_written(json, write_date, value->u.whole, view->zone); break;
    case KJ_DATETIME: put_written(json, write_datetime, value->u.whole, view->zone); break;
    case KJ_MONTHDAY: put_written(json, write_monthday, value->u.whole, view->zone); break;
    case KJ_TEXT_TYPE:
    case KJ_ENUM: put_text(json, meaning, value->u.text); break;
    case KJ_LIST: put_list(json, view, meaning, value->u.list); break;
    case KJ_GROUP:
    case KJ_MAP: put_map(json, view, meaning, value->u.map); break;
    default: kj_json_null(json);
    }
}

void kj_json_put_label(KjJson *json, const char *key, KjLabel label)
{
    kj_json_key(json, key);
    kj_json_open(json, '{');
    kj_json_put_text(json, "ja", label.ja);
    kj_json_put_text(json, "en", label.en);
    kj_json_close(json, '}');
}

void kj_json_date(KjJson *json, int32_t date)
{
    put_written(json, write_date, date, 0);
}

void kj_json_place(KjJson *json, KjPlace place)
{
    if (!place.file) {
        kj_json_null(json);
        return;
    }
    KjPlaceParts parts = kj_place_parts(place);
    kj_json_open(json, '{');
    kj_json_put_text(json, "file", parts.file);
    kj_json_put_int(json, "line", place.line);
    kj_json_put_int(json, "column", place.column);
    if (parts.sheet.len)
        kj_json_put_text(json, "sheet", parts.sheet);
    if (parts.table)
        kj_json_put_cstr(json, "cell", parts.cell);
    kj_json_close(json, '}');
}

void kj_json_record(KjJson *json, const KjView *view, int32_t kind, KjText id)
{
    kj_json_open(json, '{');
    kj_json_put_text(json, "kind", view->registry->schema->kinds[kind].name);
    kj_json_put_text(json, "id", id);
    kj_json_close(json, '}');
}

/* The members that say which fact it is. */
static void put_subject(KjJson *json, const KjView *view, const KjFact *fact)
{
    const KjRegistry *registry = view->registry;
    const KjKind *kind = fact->kind >= 0 ? &registry->schema->kinds[fact->kind] : NULL;

    if (!kind) {
        kj_json_put_text(json, "parameter", registry->params[fact->field].qualified);
        return;
    }
    kj_json_put_text(json, "kind", kind->name);
    kj_json_put_text(json, "id", fact->id);
    kj_json_put_text(json, "field",
                     fact->field >= 0 ? kind->fields[fact->field].name : KJ_TEXT("id"));
}

static void put_origin(KjJson *json, const KjFact *fact)
{
    static const char *const words[] = {
        [KJ_AT_DEFAULT] = "default", [KJ_AT_DERIVED] = "derived", [KJ_AT_PACK] = "pack"};

    if (fact->origin == KJ_AT_FILE || fact->origin == KJ_AT_ORGANIZATION)
        kj_json_place(json, fact->place);
    else
        kj_json_cstr(json, fact->origin == KJ_AT_NOWHERE ? NULL : words[fact->origin]);
}

void kj_json_fact(KjJson *json, const KjView *view, const KjFact *fact)
{
    kj_json_open(json, '{');
    put_subject(json, view, fact);
    kj_json_key(json, "value");
    kj_json_value(json, view, kj_meaning(view, fact->kind, fact->field), &fact->value);
    kj_json_key(json, "at");
    put_origin(json, fact);
    if (fact->reason.len)
        kj_json_put_text(json, "reason", fact->reason);
    kj_json_close(json, '}');
}

void kj_json_missing(KjJson *json, const KjView *view, const KjFact *fact)
{
    kj_json_open(json, '{');
    put_subject(json, view, fact);
    if (fact->reason.len)
        kj_json_put_text(json, "reason", fact->reason);
    kj_json_close(json, '}');
}

void kj_json_summary(KjJson *json, const char *key, const uint32_t summary[KJ_VERDICTS])
{
    static const KjVerdict shown[KJ_VERDICTS] = {KJ_PASS,   KJ_PARTIAL, KJ_FAIL, KJ_UNKNOWN,
                                                 KJ_WAIVED, KJ_NA,      KJ_FAULT};

    kj_json_key(json, key);
    kj_json_open(json, '{');
    for (int i = 0; i < KJ_VERDICTS; i++)
        kj_json_put_int(json, kj_verdict_name(shown[i]), summary[shown[i]]);
    kj_json_close(json, '}');
}

void kj_json_source(KjJson *json, const KjRule *rule)
{
    kj_json_key(json, "source");
    kj_json_open(json, '{');
    kj_json_put_text(json, "document", rule->document);
    kj_json_put_text(json, "clause", rule->source_clause);
    kj_json_close(json, '}');
}
