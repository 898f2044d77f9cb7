/* Looks fields up in the schema. A field is secret if it, a group around it, or the list that its
 * table is, is marked so. */
#include "engine/output/meaning.h"

#include <string.h>

static bool is_secret(const KjSchema *schema, const KjKind *kind, const KjField *field)
{
    for (int depth = 0; field && depth < 64; depth++) {
        if (field->sensitive)
            return true;
        if (field->group >= 0) {
            field = &kind->fields[field->group];
        } else if (kind->parent >= 0) {
            int32_t within = kind->parent_field;

            kind = &schema->kinds[kind->parent];
            field = within >= 0 ? &kind->fields[within] : NULL;
        } else {
            return false;
        }
    }
    return false;
}

static KjMeaning of_field(const KjView *view, const KjKind *kind, const KjField *field)
{
    return (KjMeaning){.schema = view->registry->schema,
                       .kind = kind,
                       .field = field,
                       .unit = field->unit,
                       .reference = field->type == KJ_REF,
                       .reveal = view->show_sensitive,
                       .secret =
                           !view->show_sensitive && is_secret(view->registry->schema, kind, field)};
}

KjMeaning kj_meaning(const KjView *view, int32_t kind, int32_t field)
{
    const KjRegistry *registry = view->registry;
    const KjKind *of = kind >= 0 ? &registry->schema->kinds[kind] : NULL;

    if (field < 0)
        return (KjMeaning){.schema = registry->schema, .kind = of};
    if (!of)
        return (KjMeaning){.schema = registry->schema, .unit = registry->params[field].unit};
    return of_field(view, of, &of->fields[field]);
}

/* The field of a kind that stands in a group (-1: in none) and has this last name. */
static const KjField *find_member(const KjKind *kind, int32_t group, KjText last)
{
    size_t prefix = group < 0 ? 0 : kind->fields[group].name.len + 1;

    for (size_t i = 0; i < kind->field_count; i++) {
        const KjField *field = &kind->fields[i];

        if (field->group == group && field->name.len == prefix + last.len &&
            memcmp(field->name.data + prefix, last.data, last.len) == 0)
            return field;
    }
    return NULL;
}

KjMeaning kj_meaning_member(KjMeaning group, KjText key)
{
    KjMeaning member = group;
    int32_t within = -1;

    if (!group.kind)
        return group;
    if (group.field && group.field->child >= 0)
        member.kind = &group.schema->kinds[group.field->child];
    else if (group.field)
        within = (int32_t)(group.field - group.kind->fields);
    member.field = find_member(member.kind, within, key);
    member.unit = member.field ? member.field->unit : KJ_TEXT("");
    member.reference = member.field && member.field->type == KJ_REF;
    member.secret = group.secret || (!group.reveal && member.field && member.field->sensitive);
    return member;
}

bool kj_reference_split(KjText text, KjText *kind, KjText *id)
{
    const char *colon = text.len ? memchr(text.data, ':', text.len) : NULL;

    if (!colon)
        return false;
    *kind = (KjText){text.data, (uint32_t)(colon - text.data)};
    *id = (KjText){colon + 1, text.len - kind->len - 1};
    return true;
}

void kj_meaning_name(KjBuf *out, const KjView *view, int32_t kind, int32_t field)
{
    KjText name = KJ_TEXT("id"), label;

    if (kind < 0) {
        name = view->registry->params[field].name;
        label = kj_label_in(view->registry->params[field].title, view->lang);
    } else if (field < 0) {
        label = name;
    } else {
        name = view->registry->schema->kinds[kind].fields[field].name;
        label = kj_label_in(view->registry->schema->kinds[kind].fields[field].label, view->lang);
    }
    if (label.len && kj_text_compare(label, name) != 0) {
        kj_buf_add(out, label.data, label.len);
        kj_buf_puts(out, " [");
        kj_buf_add(out, name.data, name.len);
        kj_buf_putc(out, ']');
    } else {
        kj_buf_add(out, name.data, name.len);
    }
}

bool kj_rests_on_declaration(const KjView *view, const KjJudgement *judgement)
{
    KjVerdict verdict = judgement->verdict;
    bool decided = verdict == KJ_PASS || verdict == KJ_PARTIAL || verdict == KJ_FAIL;

    return decided && judgement->settled_by.len == 0 &&
           view->registry->rules[judgement->rule].declared;
}
