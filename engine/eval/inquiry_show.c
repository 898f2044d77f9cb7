/* One record: each field with its value in words and where it comes from. */
#include "engine/base/place.h"
#include "engine/eval/inquiry_parts.h"
#include "engine/eval/say.h"

#include <string.h>

/* ---- finding it ---- */

/* "ORG/KIND:ID", "KIND:ID"; the kind by any of its names. */
typedef struct Wanted {
    KjText org, kind, id;
} Wanted;

static Wanted wanted_of(const KjInquiry *inquiry, const KjValue *ask, KjArena *arena)
{
    KjText text = kj_map_text(ask, "record");
    const char *colon = memchr(text.data, ':', text.len), *slash;
    Wanted wanted = {.org = kj_map_text(ask, "org"), .kind = KJ_TEXT(""), .id = text};
    size_t before = colon ? (size_t)(colon - text.data) : 0;

    (void)inquiry;
    if (!colon)
        return wanted;
    slash = memchr(text.data, '/', before);
    if (slash)
        wanted.org = kj_text(kj_arena_strndup(arena, text.data, (size_t)(slash - text.data)));
    slash = slash ? slash + 1 : text.data;
    wanted.kind = kj_text(kj_arena_strndup(arena, slash, (size_t)(colon - slash)));
    wanted.id = (KjText){colon + 1, (uint32_t)(text.len - before - 1)};
    return wanted;
}

static KjRef find(const KjInquiry *inquiry, const Wanted *wanted, int32_t kind)
{
    const KjDataset *dataset = inquiry->judge->dataset;
    KjRef record = {kind, -1};

    for (uint32_t o = 0; record.row < 0 && o < dataset->org_count; o++)
        if (!wanted->org.len || kj_text_same(kj_dataset_org_id(dataset, o), wanted->org))
            record.row = kj_dataset_find(dataset, o, kind, wanted->id);
    return record;
}

static KjValue not_found(const KjInquiry *inquiry, const Wanted *wanted, int32_t kind,
                         KjArena *arena)
{
    const KjDataset *dataset = inquiry->judge->dataset;
    const KjTable *table = &dataset->tables[kind];
    const char **names = kj_arena_array(arena, table->rows + 1, sizeof *names), *near;

    for (uint32_t row = 0; row < table->rows; row++)
        names[row] = kj_record_id(dataset, (KjRef){kind, (int32_t)row}).data;
    near = kj_nearest(wanted->id, names, table->rows);
    return kj_answer_problem(
        arena,
        kj_arena_printf(arena, "種別「%s」に記録「%s」はありません%s%s%s", table->kind->name.data,
                        wanted->id.data, near ? "。もしかして " : "", near ? near : "",
                        near ? " ですか" : ""),
        kj_arena_printf(arena, "there is no %s '%s'%s%s%s", table->kind->name.data, wanted->id.data,
                        near ? "; did you mean '" : "", near ? near : "", near ? "'?" : ""));
}

/* ---- showing it ---- */

static const char *origin_text(const KjInquiry *inquiry, KjRef record, int32_t field,
                               KjArena *arena)
{
    const KjDataset *dataset = inquiry->judge->dataset;
    const KjField *declared = &dataset->schema->kinds[record.kind].fields[field];
    const KjColumn *column = &dataset->tables[record.kind].columns[field];
    bool japanese = inquiry->judge->options.lang == KJ_JA;
    KjPlace place = kj_field_place(dataset, record, field);
    KjBuf out;

    if (place.file && place.line) {
        kj_buf_init(&out, 0);
        kj_place_write(&out, place, false);
        const char *text = kj_arena_strndup(arena, out.data, out.len);
        kj_buf_clear(&out);
        return text;
    }
    if (declared->derived || dataset->schema->kinds[record.kind].derived)
        return japanese ? "算出" : "derived";
    if (column->origin && column->origin[record.row] == KJ_FROM_DEFAULT)
        return japanese ? "既定" : "default";
    if (column->origin && column->origin[record.row] == KJ_FROM_FACT)
        return japanese ? "変更" : "changed";
    return "";
}

/* Why there is no value, where there is more to say than that nobody has written one. */
static KjText reason_of(const KjInquiry *inquiry, KjRef record, int32_t field)
{
    const char *fault = kj_fault_of(inquiry->judge, record.kind, field, record.row);
    const char *cycle = fault ? fault : kj_cycle_of(inquiry->judge, record.kind, field, record.row);

    return kj_text(cycle ? cycle : "");
}

/* A group's members are shown by themselves. */
static bool is_shown(const KjField *field)
{
    return field->type != KJ_GROUP || field->child >= 0;
}

static KjText value_text(KjInquiry *inquiry, const KjValue *ask, KjRef record, int32_t field,
                         KjArena *arena)
{
    KjJudge *judge = inquiry->judge;
    const KjField *declared = &judge->registry->schema->kinds[record.kind].fields[field];
    KjValue value = kj_dataset_get(judge->dataset, record, field, arena);

    if (declared->child >= 0 && value.type == KJ_LIST && value.u.list.count)
        return kj_text(kj_arena_printf(arena, judge->options.lang == KJ_JA ? "%zu件" : "%zu rows",
                                       value.u.list.count));
    if (value.type == KJ_NONE)
        return reason_of(inquiry, record, field);
    if (declared->sensitive && !kj_map_bool(ask, "reveal", false))
        return KJ_TEXT("***");
    return kj_say_labelled(judge, declared, kj_value_told(judge, value, arena), arena);
}

static KjValue show(KjInquiry *inquiry, const KjValue *ask, KjRef record, KjArena *arena)
{
    const KjKind *kind = &inquiry->judge->registry->schema->kinds[record.kind];
    KjLang lang = inquiry->judge->options.lang;
    KjAnswer answer = kj_answer_new(arena);
    bool all = kj_text_is(kj_map_text(ask, "what"), "show all");
    size_t left_out = 0;

    kj_answer_column(&answer, "field", "項目", "field");
    kj_answer_column(&answer, "label", "表示名", "label");
    kj_answer_column(&answer, "from", "出どころ", "from");
    kj_answer_column(&answer, "value", "値", "value");
    for (size_t f = 0; f < kind->field_count; f++) {
        KjText value = value_text(inquiry, ask, record, (int32_t)f, arena);

        if (!is_shown(&kind->fields[f]))
            continue;
        left_out += !value.len && !all;
        if (!value.len && !all)
            continue;
        kj_answer_text(&answer, kind->fields[f].name);
        kj_answer_text(&answer, kj_label_in(kind->fields[f].label, lang));
        kj_answer_text(&answer, kj_text(origin_text(inquiry, record, (int32_t)f, arena)));
        kj_answer_text(&answer, value);
        kj_answer_end_row(&answer);
    }
    KjTree map = kj_answer_map(&answer);
    kj_tree_set(&map, "empty", kj_value_int((int64_t)left_out));
    return map.value;
}

KjValue kj_inquiry_show(KjInquiry *inquiry, const KjValue *ask, KjArena *arena)
{
    Wanted wanted = wanted_of(inquiry, ask, arena);
    int32_t kind = kj_inquiry_kind(inquiry, wanted.kind);
    KjRef record;

    if (!wanted.kind.len || kind < 0)
        return kj_answer_problem(
            arena,
            kj_arena_printf(arena, "記録は 種別:ID の形で書きます（例 system:mail）: %s",
                            wanted.id.data),
            kj_arena_printf(arena, "write a record as KIND:ID (as system:mail), not %s",
                            wanted.id.data));
    record = find(inquiry, &wanted, kind);
    if (record.row < 0)
        return not_found(inquiry, &wanted, kind, arena);
    return show(inquiry, ask, record, arena);
}
