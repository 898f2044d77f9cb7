/* What is told when a key or value does not fit its record.
 *
 * For an unknown key the advice is, in this order: the name whose label was written; where in the
 * record a field of exactly that name belongs; the nearest name; else all names. */
#include "engine/ingest/field_advice.h"

#include "engine/ingest/tell.h"

#include <string.h>

/* ---- names of a record, row or group ---- */

typedef struct Names {
    const char **items;
    size_t count;
} Names;

/* "type" for "standby.type" within standby */
static const char *short_name(const KjKind *kind, const KjField *field)
{
    return field->name.data + (field->group < 0 ? 0 : kind->fields[field->group].name.len + 1);
}

static Names names_of(KjIntake *intake, const KjKind *kind, int32_t group, bool with_id)
{
    Names names = {kj_arena_array(intake->arena, kind->field_count + 1, sizeof *names.items), 0};
    if (with_id)
        names.items[names.count++] = "id";
    for (size_t i = 0; i < kind->field_count; i++)
        if (kind->fields[i].group == group && !kind->fields[i].derived)
            names.items[names.count++] = short_name(kind, &kind->fields[i]);
    return names;
}

/* ---- unknown keys ---- */

static bool same_label(KjIntake *intake, KjText label, KjText name)
{
    return label.len > 0 && kj_text_compare(kj_text_nfkc(intake->arena, label), name) == 0;
}

static const char *by_label(KjIntake *intake, const KjKind *kind, int32_t group, KjText name)
{
    for (size_t i = 0; i < kind->field_count; i++) {
        const KjField *field = &kind->fields[i];
        if (field->group == group && !field->derived &&
            (same_label(intake, field->label.ja, name) ||
             same_label(intake, field->label.en, name)))
            return kj_arena_printf(
                intake->arena,
                kj_tell(intake->diags, "項目名「%s」で書いてください", "write its name '%s'"),
                short_name(kind, field));
    }
    return NULL;
}

/* "standby.type" is written as a group; "type" alone belongs into one; "rto" does not. */
static const char *elsewhere(KjIntake *intake, const KjKind *kind, int32_t group, KjText name)
{
    for (size_t i = 0; i < kind->field_count; i++) {
        const KjField *field = &kind->fields[i];
        if (field->derived || field->group == group)
            continue;
        if (field->group < 0 && kj_text_is(name, field->name.data))
            return kj_arena_printf(intake->arena,
                                   kj_tell(intake->diags,
                                           "「%s」は%sの項目です。字下げを確かめてください",
                                           "'%s' is a field of %s itself: check the indentation"),
                                   field->name.data, kind->name.data);
        if (field->group >= 0 &&
            (kj_text_is(name, field->name.data) || kj_text_is(name, short_name(kind, field))))
            return kj_arena_printf(intake->arena,
                                   kj_tell(intake->diags, "%s: { %s: … }のように書いてください",
                                           "write %s: { %s: … }"),
                                   kind->fields[field->group].name.data, short_name(kind, field));
    }
    return NULL;
}

static const char *advice_on(KjIntake *intake, const KjScope *scope, int32_t group, KjText name)
{
    const KjKind *kind = &intake->schema->kinds[scope->kind];
    Names names = names_of(intake, kind, group, !scope->outer && group < 0);
    const char *advice = by_label(intake, kind, group, name);
    if (!advice)
        advice = elsewhere(intake, kind, group, name);
    if (!advice)
        advice = kj_tell_nearest(intake->diags, intake->arena, name, names.items, names.count);
    if (*advice)
        return advice;
    return kj_arena_printf(intake->arena,
                           kj_tell(intake->diags, "使える項目: %s", "known fields: %s"),
                           kj_tell_names(intake->arena, names.items, names.count));
}

void kj_advise_unknown(KjIntake *intake, const KjScope *scope, int32_t group, uint32_t key)
{
    const KjKind *kind = &intake->schema->kinds[scope->kind];
    KjPlace place = kj_node_place(intake->yaml, key);
    if (kj_tell_enough(intake->diags)) {
        kj_diag_text(intake->diags, KJ_ERROR, place, NULL, "");
        return;
    }
    KjText name = kj_key_text(intake, key);
    const char *shown = kj_tell_text(intake->arena, name);
    if (group >= 0)
        shown = kj_arena_printf(intake->arena, "%s.%s", kind->fields[group].name.data, shown);
    kj_diag(intake->diags, KJ_ERROR, place, kj_scope_subject(intake, scope, shown),
            "この項目はありません。%s", "there is no such field; %s",
            advice_on(intake, scope, group, name));
}

/* ---- wrong shapes ---- */

static const char *members(KjIntake *intake, const KjScope *scope, const KjField *field)
{
    const KjKind *kind = &intake->schema->kinds[field->child >= 0 ? field->child : scope->kind];
    int32_t group = field->child >= 0 ? -1 : (int32_t)(field - kind->fields);
    Names names = names_of(intake, kind, group, false);
    return kj_tell_names(intake->arena, names.items, names.count);
}

static const char *shape_of(const KjDiags *diags, KjNodeType type)
{
    return type == KJ_NODE_LIST  ? kj_tell(diags, "一覧", "a list")
           : type == KJ_NODE_MAP ? kj_tell(diags, "「項目名: 値」の組", "a mapping")
                                 : kj_tell(diags, "1つの値", "a single value");
}

typedef struct Told {
    KjPlace place;
    const char *subject, *given;
} Told;

static Told told(KjIntake *intake, const KjScope *scope, const KjField *field, uint32_t node)
{
    KjNodeType type = intake->yaml->nodes[kj_node_resolve(intake->yaml, node)].type;
    return (Told){kj_node_place(intake->yaml, node),
                  kj_scope_subject(intake, scope, field->name.data), shape_of(intake->diags, type)};
}

static void advise_scalar(KjIntake *intake, Told t, KjNodeType given)
{
    if (given == KJ_NODE_LIST)
        kj_diag(
            intake->diags, KJ_ERROR, t.place, t.subject,
            "値を1つ書く項目ですが、%sが書かれています。「[ ]」や「- 」を付けずに書いてください",
            "one value is expected, but this is %s; write it without '[ ]' or '- '", t.given);
    else
        kj_diag(intake->diags, KJ_ERROR, t.place, t.subject,
                "値を1つ書く項目ですが、%sが書かれています。"
                "「: 」を含む文章は引用符で囲んでください",
                "one value is expected, but this is %s; put text that contains ': ' in quotes",
                t.given);
}

static void advise_list(KjIntake *intake, Told t, uint32_t value)
{
    const KjYamlNode *n = &intake->yaml->nodes[value];
    if (n->type == KJ_NODE_SCALAR)
        kj_diag(intake->diags, KJ_ERROR, t.place, t.subject,
                "一覧を書く項目です。1つだけでも[%s]のように書いてください",
                "a list is expected; write [%s] even for one",
                kj_tell_text(intake->arena, kj_node_text(intake->yaml, value)));
    else
        kj_diag(intake->diags, KJ_ERROR, t.place, t.subject,
                "一覧を書く項目ですが、%sが書かれています。[a, b]のように書いてください",
                "a list is expected, but this is %s; write it like [a, b]", t.given);
}

void kj_advise_shape(KjIntake *intake, const KjScope *scope, const KjField *field, uint32_t value)
{
    Told t = told(intake, scope, field, value);
    if (field->child >= 0)
        kj_diag(intake->diags, KJ_ERROR, t.place, t.subject,
                "組の一覧を書く項目ですが、%sが書かれています。1件ごとに「- "
                "」で始めてください（項目: %s）",
                "a list of groups is expected, but this is %s; begin each with '- ' (fields: %s)",
                t.given, members(intake, scope, field));
    else if (field->type == KJ_GROUP)
        kj_diag(intake->diags, KJ_ERROR, t.place, t.subject,
                "組を書く項目ですが、%sが書かれています。"
                "{ 項目名: 値, … }のように書いてください（項目: %s）",
                "a group is expected, but this is %s; write it like { name: value, … } "
                "(fields: %s)",
                t.given, members(intake, scope, field));
    else if (field->list)
        advise_list(intake, t, value);
    else
        advise_scalar(intake, t, intake->yaml->nodes[value].type);
}

void kj_advise_item(KjIntake *intake, const KjScope *scope, const KjField *field, uint32_t item)
{
    Told t = told(intake, scope, field, item);
    if (field->child >= 0)
        kj_diag(intake->diags, KJ_ERROR, t.place, t.subject,
                "一覧の1件ごとに組を書く項目ですが、%sが書かれています。"
                "- { 項目名: 値, … }のように書いてください（項目: %s）",
                "each entry is a group, but this is %s; write it like - { name: value, … } "
                "(fields: %s)",
                t.given, members(intake, scope, field));
    else
        kj_diag(intake->diags, KJ_ERROR, t.place, t.subject,
                "一覧の1件は1つの値ですが、%sが書かれています。[a, b]のように書いてください",
                "each entry is one value, but this is %s; write the list like [a, b]", t.given);
}

void kj_advise_null(KjIntake *intake, const KjScope *scope, const KjField *field, uint32_t at)
{
    bool many = field->list || field->child >= 0;
    kj_diag(intake->diags, KJ_ERROR, kj_node_place(intake->yaml, at),
            kj_scope_subject(intake, scope, field->name.data),
            "値がありません。値を書くか、この行を削除してください%s",
            "the value is missing; write one, or remove the line%s",
            many ? kj_tell(intake->diags, "（1件もないときは[]）", " ([] means none)") : "");
}
