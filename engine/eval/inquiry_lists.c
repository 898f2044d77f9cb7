/* What there is to ask about: kinds, fields, rules, parameters, ids. */
#include "engine/eval/inquiry_parts.h"
#include "engine/eval/say.h"

#include <string.h>

static KjText title_in(const KjInquiry *inquiry, KjLabel label)
{
    return kj_label_in(label, inquiry->judge->options.lang);
}

static const char *words(const KjInquiry *inquiry, const char *ja, const char *en)
{
    return inquiry->judge->options.lang == KJ_JA ? ja : en;
}

/* ---- kinds ---- */

static uint32_t records_of(KjInquiry *inquiry, int32_t kind, int32_t org)
{
    const KjTable *table = &inquiry->judge->dataset->tables[kind];

    return org < 0 ? table->rows : table->org_start[org + 1] - table->org_start[org];
}

KjValue kj_inquiry_kinds(KjInquiry *inquiry, const KjValue *ask, KjArena *arena)
{
    const KjSchema *schema = inquiry->judge->registry->schema;
    int32_t org = kj_inquiry_org(inquiry, ask);
    KjAnswer answer = kj_answer_new(arena);

    kj_answer_column(&answer, "kind", "種別", "kind");
    kj_answer_column(&answer, "plural", "複数形", "plural");
    kj_answer_column(&answer, "records", "記録の数", "records");
    kj_answer_column(&answer, "title", "表示名", "title");
    for (size_t k = 0; k < schema->kind_count; k++) {
        bool open = (int32_t)k == inquiry->verdicts && !inquiry->has_verdicts; /* not made yet */

        kj_answer_text(&answer, schema->kinds[k].name);
        kj_answer_text(&answer, schema->kinds[k].plural);
        kj_answer_cell(&answer,
                       open ? kj_value_none() : kj_value_int(records_of(inquiry, (int32_t)k, org)));
        kj_answer_text(&answer, title_in(inquiry, schema->kinds[k].label));
        kj_answer_end_row(&answer);
    }
    return kj_answer_map(&answer).value;
}

/* ---- fields ---- */

static KjText type_text(const KjSchema *schema, const KjField *field, KjArena *arena)
{
    const char *name = kj_type_name(field->type);

    if (field->child >= 0)
        return kj_text(kj_arena_printf(arena, "[%s]", schema->kinds[field->child].name.data));
    if (field->type == KJ_REF)
        name = kj_arena_printf(arena, "→%s",
                               field->target < 0 ? "any" : schema->kinds[field->target].name.data);
    else if (field->unit.len)
        name = kj_arena_printf(arena, "%s (%s)", name, field->unit.data);
    return kj_text(field->list ? kj_arena_printf(arena, "[%s]", name) : name);
}

/* What a field's values can be, with their labels: hot（ホットサイト） warm … */
static void put_values(const KjInquiry *inquiry, const KjField *field, KjBuf *out)
{
    for (size_t i = 0; field->type == KJ_ENUM && i < field->value_count; i++) {
        KjText label = title_in(inquiry, field->value_labels[i]);

        kj_buf_printf(out, "%s%s", out->len ? " " : "", field->values[i].data);
        if (label.len && !kj_text_same(label, field->values[i]))
            kj_buf_printf(out, words(inquiry, "（%s）", " (%s)"), label.data);
    }
}

static KjText about_field(const KjInquiry *inquiry, const KjField *field, KjArena *arena)
{
    KjText label = title_in(inquiry, field->label);
    KjBuf values;
    const char *text;

    kj_buf_init(&values, 0);
    put_values(inquiry, field, &values);
    text = kj_arena_printf(arena, "%s%s%s%s", label.len ? label.data : "",
                           field->required  ? words(inquiry, "（必須）", " (required)")
                           : field->derived ? words(inquiry, "（算出）", " (derived)")
                                            : "",
                           values.len ? words(inquiry, "　", "  ") : "",
                           values.len ? values.data : "");
    kj_buf_clear(&values);
    return kj_text(text);
}

static void add_field(KjInquiry *inquiry, KjAnswer *answer, const KjField *field)
{
    kj_answer_text(answer, field->name);
    kj_answer_text(answer, type_text(inquiry->judge->registry->schema, field, answer->arena));
    kj_answer_text(answer, about_field(inquiry, field, answer->arena));
    kj_answer_end_row(answer);
}

static void add_way_back(KjInquiry *inquiry, KjAnswer *answer, const KjInverse *inverse)
{
    const KjSchema *schema = inquiry->judge->registry->schema;
    const KjKind *source = &schema->kinds[inverse->source],
                 *holder = &schema->kinds[inverse->holder];

    kj_answer_text(answer, inverse->name);
    kj_answer_text(answer, kj_text(kj_arena_printf(answer->arena, "[→%s]", source->name.data)));
    kj_answer_text(answer, kj_text(kj_arena_printf(answer->arena,
                                                   words(inquiry, "この記録を %2$s で指す「%1$s」",
                                                         "%s that name this one in %s"),
                                                   title_in(inquiry, source->label).data,
                                                   holder->fields[inverse->field].name.data)));
    kj_answer_end_row(answer);
}

static KjValue no_kind(const KjInquiry *inquiry, KjText name, KjArena *arena)
{
    const KjSchema *schema = inquiry->judge->registry->schema;
    const char **names = kj_arena_array(arena, 2 * schema->kind_count + 1, sizeof *names), *near;
    size_t count = 0;

    for (size_t k = 0; k < schema->kind_count; k++) {
        names[count++] = schema->kinds[k].name.data;
        if (schema->kinds[k].plural.len)
            names[count++] = schema->kinds[k].plural.data;
    }
    near = kj_nearest(name, names, count);
    if (near)
        return kj_answer_problem(
            arena,
            kj_arena_printf(arena, "「%s」という種別はありません。もしかして %s ですか", name.data,
                            near),
            kj_arena_printf(arena, "there is no kind '%s'; did you mean '%s'?", name.data, near));
    return kj_answer_problem(
        arena,
        kj_arena_printf(arena, "「%s」という種別はありません。kinds で一覧が出ます", name.data),
        kj_arena_printf(arena, "there is no kind '%s'; kinds lists them", name.data));
}

KjValue kj_inquiry_fields(KjInquiry *inquiry, const KjValue *ask, KjArena *arena)
{
    const KjSchema *schema = inquiry->judge->registry->schema;
    int32_t number = kj_inquiry_kind(inquiry, kj_map_text(ask, "kind"));
    KjAnswer answer = kj_answer_new(arena);

    if (number < 0)
        return no_kind(inquiry, kj_map_text(ask, "kind"), arena);
    kj_answer_column(&answer, "field", "項目", "field");
    kj_answer_column(&answer, "type", "型", "type");
    kj_answer_column(&answer, "about", "表示名", "about");
    for (size_t f = 0; f < schema->kinds[number].field_count; f++)
        add_field(inquiry, &answer, &schema->kinds[number].fields[f]);
    for (size_t i = 0; i < schema->inverse_count; i++)
        if (schema->inverses[i].of == number ||
            (schema->inverses[i].of == KJ_ANY_KIND && schema->kinds[number].parent < 0))
            add_way_back(inquiry, &answer, &schema->inverses[i]);
    return kj_answer_map(&answer).value;
}

/* ---- rules and parameters ---- */

static bool has(KjText text, KjText pattern)
{
    return !pattern.len || (text.len && memmem(text.data, text.len, pattern.data, pattern.len));
}

static bool label_has(KjLabel label, KjText pattern)
{
    return has(label.ja, pattern) || has(label.en, pattern);
}

KjValue kj_inquiry_rules(KjInquiry *inquiry, const KjValue *ask, KjArena *arena)
{
    const KjRegistry *registry = inquiry->judge->registry;
    KjText pattern = kj_map_text(ask, "pattern");
    KjAnswer answer = kj_answer_new(arena);

    kj_answer_column(&answer, "rule", "要件", "rule");
    kj_answer_column(&answer, "level", "水準", "level");
    kj_answer_column(&answer, "kinds", "種別", "kinds");
    kj_answer_column(&answer, "title", "表題", "title");
    for (size_t r = 0; r < registry->rule_count; r++) {
        const KjRule *rule = &registry->rules[r];
        const char *kinds = "";

        if (!registry->packs[rule->pack].selected || rule->dropped ||
            !(has(rule->name, pattern) || label_has(rule->title, pattern)))
            continue;
        for (size_t k = 0; k < rule->kind_count; k++)
            kinds = kj_arena_printf(arena, "%s%s%s", kinds, *kinds ? " " : "",
                                    registry->schema->kinds[rule->kinds[k]].name.data);
        kj_answer_text(&answer, rule->name);
        kj_answer_text(&answer, rule->level);
        kj_answer_text(&answer, kj_text(kinds));
        kj_answer_text(&answer, title_in(inquiry, rule->title));
        kj_answer_end_row(&answer);
    }
    return kj_answer_map(&answer).value;
}

static KjText param_text(KjInquiry *inquiry, int32_t number, int32_t org, KjArena *arena)
{
    KjJudge *judge = inquiry->judge;
    uint32_t set = org < 0 ? 0 : judge->set_of[org];
    const KjParam *param = &judge->registry->params[number];

    return kj_say_value_text(judge, judge->sets[set][number].value, param->unit, arena);
}

KjValue kj_inquiry_params(KjInquiry *inquiry, const KjValue *ask, KjArena *arena)
{
    const KjRegistry *registry = inquiry->judge->registry;
    KjText pattern = kj_map_text(ask, "pattern");
    int32_t org = kj_inquiry_org(inquiry, ask);
    KjAnswer answer = kj_answer_new(arena);

    kj_answer_column(&answer, "parameter", "基準値", "parameter");
    kj_answer_column(&answer, "title", "表題", "title");
    kj_answer_column(&answer, "value", "値", "value");
    for (size_t p = 0; p < registry->param_count; p++) {
        const KjParam *param = &registry->params[p];

        if (!has(param->qualified, pattern) && !label_has(param->title, pattern))
            continue;
        kj_answer_text(&answer, param->qualified);
        kj_answer_text(&answer, title_in(inquiry, param->title));
        kj_answer_text(&answer, param_text(inquiry, (int32_t)p, org, arena));
        kj_answer_end_row(&answer);
    }
    return kj_answer_map(&answer).value;
}

/* ---- organisations ---- */

static KjValue no_org(const KjInquiry *inquiry, KjText name, KjArena *arena)
{
    const KjDataset *dataset = inquiry->judge->dataset;
    const char **names = kj_arena_array(arena, dataset->org_count + 1, sizeof *names), *near;

    for (uint32_t o = 0; o < dataset->org_count; o++)
        names[o] = kj_dataset_org_id(dataset, o).data;
    near = kj_nearest(name, names, dataset->org_count);
    return kj_answer_problem(
        arena,
        kj_arena_printf(arena, "組織「%s」はありません%s%s%s。orgs で一覧が出ます", name.data,
                        near ? "。もしかして " : "", near ? near : "", near ? " ですか" : ""),
        kj_arena_printf(arena, "there is no organization '%s'%s%s%s; orgs lists them", name.data,
                        near ? "; did you mean '" : "", near ? near : "", near ? "'?" : ""));
}

KjValue kj_inquiry_orgs(KjInquiry *inquiry, const KjValue *ask, KjArena *arena)
{
    const KjDataset *dataset = inquiry->judge->dataset;
    int32_t kind = dataset->schema->organization;
    KjAnswer answer = kj_answer_new(arena);

    if (kj_map_text(ask, "org").len && kj_inquiry_org(inquiry, ask) < 0)
        return no_org(inquiry, kj_map_text(ask, "org"), arena);
    kj_answer_column(&answer, "id", "ID", "id");
    kj_answer_column(&answer, "name", "名称", "name");
    for (uint32_t o = 0; o < dataset->org_count; o++) {
        const KjTable *table = kind < 0 ? NULL : &dataset->tables[kind];
        bool there = table && table->org_start[o] < table->org_start[o + 1];

        kj_answer_text(&answer, kj_dataset_org_id(dataset, o));
        kj_answer_text(
            &answer, there ? kj_say_record_name(inquiry->judge,
                                                (KjRef){kind, (int32_t)table->org_start[o]}, arena)
                           : KJ_TEXT(""));
        kj_answer_end_row(&answer);
    }
    return kj_answer_map(&answer).value;
}

/* ---- ids ---- */

KjValue kj_inquiry_ids(KjInquiry *inquiry, const KjValue *ask, KjArena *arena)
{
    const KjDataset *dataset = inquiry->judge->dataset;
    int32_t kind = kj_inquiry_kind(inquiry, kj_map_text(ask, "kind"));
    int32_t org = kj_inquiry_org(inquiry, ask);
    KjAnswer answer = kj_answer_new(arena);
    const KjTable *table;

    if (kind < 0)
        return no_kind(inquiry, kj_map_text(ask, "kind"), arena);
    table = &dataset->tables[kind];
    kj_answer_column(&answer, "id", "ID", "id");
    for (uint32_t row = org < 0 ? 0 : table->org_start[org];
         row < (org < 0 ? table->rows : table->org_start[org + 1]); row++) {
        kj_answer_text(&answer, kj_record_id(dataset, (KjRef){kind, (int32_t)row}));
        kj_answer_end_row(&answer);
    }
    return kj_answer_map(&answer).value;
}
