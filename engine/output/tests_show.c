/* Verdicts and values as tests write them. */
#include "engine/output/tests.h"

#include "engine/output/json_value.h"
#include "engine/output/meaning.h"

#include <stdlib.h>

/* ---- as tests write it ---- */

static int by_text(const void *a, const void *b)
{
    return kj_text_compare(*(const KjText *)a, *(const KjText *)b);
}

static KjText fact_name(const KjView *view, const KjJudgement *of, const KjFact *fact,
                        KjArena *arena)
{
    const KjKind *kind = fact->kind >= 0 ? &view->registry->schema->kinds[fact->kind] : NULL;
    const char *field = fact->field < 0 ? "id" : kind ? kind->fields[fact->field].name.data : "";

    if (!kind)
        return kj_text(
            kj_arena_printf(arena, "$%s", view->registry->params[fact->field].qualified.data));
    if (fact->kind == of->kind && kj_text_compare(fact->id, of->id) == 0)
        return kj_text(field);
    return kj_text(kj_arena_printf(arena, "%s:%s.%s", kind->name.data, fact->id.data, field));
}

KjText *kj_tests_missing(const KjView *view, const KjJudgement *judgement, KjArena *arena)
{
    size_t count = judgement->missing_count;
    KjText *names = kj_arena_array(arena, count + 1, sizeof *names);

    for (size_t i = 0; i < count; i++)
        names[i] = fact_name(view, judgement, &judgement->missing[i], arena);
    qsort(names, count, sizeof *names, by_text);
    return names;
}

KjText kj_tests_joined(const KjText *texts, size_t count, KjArena *arena)
{
    const char *all = "";

    for (size_t i = 0; i < count; i++)
        all = kj_arena_printf(arena, "%s%s%s", all, i ? " " : "", texts[i].data);
    return kj_text(all);
}

static void write_value(KjBuf *out, const KjView *view, KjMeaning meaning, const KjValue *value)
{
    KjText kind, id;

    switch (value->type) {
    case KJ_NONE: kj_buf_puts(out, "null"); break;
    case KJ_DURATION: kj_duration_write(out, value->u.whole); break;
    case KJ_PERIOD: kj_period_write(out, (int32_t)value->u.whole); break;
    case KJ_MONEY: kj_money_write(out, value->u.whole); break;
    case KJ_QUANTITY: kj_number_write(out, value->u.real); break;
    case KJ_DATE: kj_date_write(out, (int32_t)value->u.whole); break;
    case KJ_DATETIME: kj_datetime_write(out, value->u.whole, view->zone); break;
    case KJ_MONTHDAY: kj_monthday_write(out, (int32_t)value->u.whole); break;
    case KJ_TEXT_TYPE:
    case KJ_ENUM:
        if (!meaning.reference || !kj_reference_split(value->u.text, &kind, &id))
            id = value->u.text;
        kj_buf_add(out, id.data, id.len);
        break;
    case KJ_LIST:
        for (size_t i = 0; i < value->u.list.count; i++) {
            if (i)
                kj_buf_putc(out, ' ');
            write_value(out, view, meaning, &value->u.list.items[i]);
        }
        break;
    default: {
        KjJson json = kj_json(out);

        kj_json_value(&json, view, meaning, value);
    }
    }
}

KjText kj_tests_value(const KjView *view, const KjDerived *derived, KjArena *arena)
{
    KjBuf text;
    KjText kept;

    kj_buf_init(&text, 0);
    write_value(&text, view, kj_meaning(view, derived->kind, derived->field), &derived->value);
    kept =
        (KjText){kj_arena_strndup(arena, text.len ? text.data : "", text.len), (uint32_t)text.len};
    kj_buf_clear(&text);
    return kept;
}

/* ---- showing ---- */

void kj_tests_show(KjSink *sink, const KjView *view, const KjRun *run)
{
    KjArena *arena = kj_arena_new();
    const KjSchema *schema = view->registry->schema;

    for (size_t o = 0; o < run->organization_count; o++) {
        const KjOrgResult *org = &run->organizations[o];

        for (size_t i = 0; i < org->judgement_count; i++) {
            const KjJudgement *of = &org->judgements[i];
            bool unknown = of->verdict == KJ_UNKNOWN && of->missing_count;
            KjText *names = kj_tests_missing(view, of, arena);

            kj_buf_printf(&sink->buf, "%s %s %s:%s%s%s\n", kj_verdict_name(of->verdict),
                          view->registry->rules[of->rule].name.data,
                          schema->kinds[of->kind].name.data, of->id.data, unknown ? " " : "",
                          unknown ? kj_tests_joined(names, of->missing_count, arena).data : "");
        }
        for (size_t i = 0; i < org->derived_count; i++) {
            const KjDerived *of = &org->derived[i];

            kj_buf_printf(&sink->buf, "= %s:%s %s %s\n", schema->kinds[of->kind].name.data,
                          of->id.data, schema->kinds[of->kind].fields[of->field].name.data,
                          kj_tests_value(view, of, arena).data);
        }
        kj_sink_relax(sink);
    }
    kj_arena_free(arena);
}
