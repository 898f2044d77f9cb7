/* Changes laid over data: what is meant by each, record by record.
 *
 * Readers have put everything into the builder, so records are found there by their ids. A record of an
 * organisation that is not named is looked for in all of them. */
#include "engine/ingest/amend_parts.h"

#include "engine/ingest/organizations.h"
#include "engine/ingest/record_id.h"
#include "engine/ingest/table_names.h"
#include "engine/ingest/tell.h"

#include <string.h>

static const KjKind *kind_of(const KjChange *change)
{
    return &change->intake->schema->kinds[change->of];
}

static const char *record_of(const KjChange *change, KjText id)
{
    return kj_arena_printf(change->intake->arena, "%s '%s'", kind_of(change)->name.data,
                           kj_tell_text(change->intake->arena, id));
}

/* ---- the kind ---- */

static bool is_label(const KjChange *change, KjText label)
{
    return label.len > 0 &&
           kj_text_compare(kj_text_nfkc(change->intake->arena, label), change->kind) == 0;
}

static int32_t kind_named(const KjChange *change)
{
    const KjSchema *schema = change->intake->schema;
    int32_t kind = kj_schema_kind(schema, change->kind);
    if (kind < 0)
        kind = kj_schema_kind_by_plural(schema, change->kind);
    for (size_t i = 0; kind < 0 && i < schema->kind_count; i++)
        if (schema->kinds[i].parent < 0 && (is_label(change, schema->kinds[i].label.ja) ||
                                            is_label(change, schema->kinds[i].label.en)))
            kind = (int32_t)i;
    return kind >= 0 && schema->kinds[kind].parent < 0 ? kind : -1;
}

static void tell_unknown_kind(const KjChange *change)
{
    const KjSchema *schema = change->intake->schema;
    const char **names =
        kj_arena_array(change->intake->arena, schema->kind_count + 1, sizeof *names);
    size_t count = 0;
    names[count++] = "parameter";
    for (size_t i = 0; i < schema->kind_count; i++)
        if (schema->kinds[i].parent < 0 && !schema->kinds[i].derived)
            names[count++] = schema->kinds[i].name.data;
    const char *near =
        kj_tell_nearest(change->intake->diags, change->intake->arena, change->kind, names, count);
    if (!*near)
        near = kj_arena_printf(change->intake->arena,
                               kj_tell(change->intake->diags, "使える種別: %s", "known kinds: %s"),
                               kj_tell_names(change->intake->arena, names, count));
    KJ_CHANGE_TELL(change, NULL, "「%s」という種別はありません。%s", "there is no kind '%s'; %s",
                   kj_tell_text(change->intake->arena, change->kind), near);
}

static bool find_kind(KjChange *change)
{
    change->of = kind_named(change);
    if (change->of < 0) {
        tell_unknown_kind(change);
        return false;
    }
    if (!kind_of(change)->derived)
        return true;
    KJ_CHANGE_TELL(change, kind_of(change)->name.data,
                   "この種別の記録は算出されるので、変えられません。算出の元になる事実を変えてくだ"
                   "さい",
                   "records of this kind are computed and cannot be changed; change the facts they "
                   "are computed from");
    return false;
}

/* ---- the organisation ---- */

static KjText org_id(const KjChange *change, uint32_t org)
{
    KjPlace place;
    return kj_builder_organization_id(change->intake->builder, org, &place);
}

static const char *all_organizations(const KjChange *change)
{
    size_t count = kj_builder_organizations(change->intake->builder);
    const char **names = kj_arena_array(change->intake->arena, count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = org_id(change, (uint32_t)i).data;
    return kj_tell_names(change->intake->arena, names, count);
}

/* KJ_NO_ORG after telling that there is none. */
static uint32_t org_named(const KjChange *change, KjText id)
{
    size_t count = kj_builder_organizations(change->intake->builder);
    for (size_t i = 0; i < count; i++)
        if (kj_text_compare(org_id(change, (uint32_t)i), id) == 0)
            return (uint32_t)i;
    KJ_CHANGE_TELL(change, NULL, "組織「%s」はデータにありません。ある組織: %s",
                   "the data have no organization '%s'; they have: %s",
                   kj_tell_text(change->intake->arena, id), all_organizations(change));
    return KJ_NO_ORG;
}

/* The only organisation, or the one that is named. */
bool kj_change_org(KjChange *change)
{
    size_t count = kj_builder_organizations(change->intake->builder);
    change->number = count == 1 ? 0 : KJ_NO_ORG;
    if (change->org.len)
        change->number = org_named(change, change->org);
    else if (count != 1)
        KJ_CHANGE_TELL(change, kind_of(change)->name.data,
                       "どの組織のことか分かりません。「%s/%s」のように組織のIDを前に付けてくださ"
                       "い。ある組織: %s",
                       "which organization is meant? put its id in front, as in '%s/%s'; there "
                       "are: %s",
                       count ? org_id(change, 0).data : "ID", change->kind.data,
                       all_organizations(change));
    return change->number != KJ_NO_ORG;
}

/* ---- the record ---- */

static const char *nearest(const KjChange *change)
{
    size_t count = kj_builder_organizations(change->intake->builder);
    const char *near = NULL;
    for (size_t i = 0; i < count && !near; i++)
        near = kj_builder_nearest(change->intake->builder, (uint32_t)i, change->of, change->id);
    return near;
}

static void tell_no_record(const KjChange *change)
{
    const char *near = nearest(change);
    if (near)
        KJ_CHANGE_TELL(change, change->record, "この記録はデータにありません。近いID: %s",
                       "the data have no such record; did you mean '%s'?", near);
    else
        KJ_CHANGE_TELL(change, change->record,
                       "この記録はデータにありません。足すなら +%s:%s と書いてください",
                       "the data have no such record; to add it, write +%s:%s",
                       kind_of(change)->name.data, kj_tell_text(change->intake->arena, change->id));
}

static void tell_several(const KjChange *change, const uint32_t *orgs, size_t count)
{
    const char **names = kj_arena_array(change->intake->arena, count, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = kj_arena_printf(change->intake->arena, "%s/%s:%s", org_id(change, orgs[i]).data,
                                   kind_of(change)->name.data, change->id.data);
    KJ_CHANGE_TELL(change, change->record,
                   "このIDの記録は複数の組織にあります。次のどれかで書いてください: %s",
                   "several organizations have a record with this id; write one of: %s",
                   kj_tell_names(change->intake->arena, names, count));
}

/* Where it is, with an organisation that is named or without. */
static size_t look_for(const KjChange *change, uint32_t *orgs)
{
    size_t count = kj_builder_organizations(change->intake->builder), found = 0;
    for (size_t i = 0; i < count; i++)
        if ((!change->org.len || change->number == i) &&
            kj_builder_find(change->intake->builder, (uint32_t)i, change->of, change->id) >= 0)
            orgs[found++] = (uint32_t)i;
    return found;
}

static bool find_record(KjChange *change)
{
    KjBuilder *builder = change->intake->builder;
    uint32_t *orgs =
        kj_arena_array(change->intake->arena, kj_builder_organizations(builder) + 1, sizeof *orgs);
    if (change->org.len && (change->number = org_named(change, change->org)) == KJ_NO_ORG)
        return false;
    size_t found = look_for(change, orgs);
    if (found == 0)
        tell_no_record(change);
    if (found > 1)
        tell_several(change, orgs, found);
    if (found != 1)
        return false;
    change->number = orgs[0];
    change->draft = kj_builder_find(builder, orgs[0], change->of, change->id);
    return true;
}

/* The organisation's own record needs no id where there is one organisation. */
static bool find_own(KjChange *change)
{
    if (change->sign && !change->list.len) {
        KJ_CHANGE_TELL(change, kind_of(change)->name.data,
                       "組織そのものは、足すことも除くこともできません",
                       "an organization itself can be neither added nor taken away");
        return false;
    }
    if (change->id.len && !change->org.len)
        change->org = change->id;
    if (!kj_change_org(change))
        return false;
    change->id = org_id(change, change->number);
    change->record = record_of(change, change->id);
    change->draft =
        kj_builder_find(change->intake->builder, change->number, change->of, change->id);
    return change->draft >= 0;
}

static bool add_record(KjChange *change)
{
    KjIntake *intake = change->intake;
    if (!kj_change_org(change) ||
        !kj_record_id_check(intake, kind_of(change)->name.data, change->place, change->id))
        return false;
    if (kj_builder_find(intake->builder, change->number, change->of, change->id) >= 0) {
        KJ_CHANGE_TELL(change, change->record,
                       "この記録はすでにあります。変えるなら「+」を付けずに書いてください",
                       "there is such a record already; to change it, leave out the '+'");
        return false;
    }
    uint32_t file = kj_builder_file(intake->builder, change->place.file);
    change->draft = kj_builder_record(intake->builder, change->number, change->of, change->id, file,
                                      (KjSpot){0, 0});
    return change->draft >= 0;
}

/* ---- a row of a list of groups ---- */

static bool add_row(KjChange *change, int32_t field)
{
    uint32_t file = kj_builder_file(change->intake->builder, change->place.file);
    if (change->row) {
        KJ_CHANGE_TELL(change, change->record, "足す行には番号を付けません。「%s」と書いてください",
                       "a row that is added has no number; write '%s'", change->list.data);
        return false;
    }
    change->draft =
        kj_builder_child(change->intake->builder, change->draft, field, file, (KjSpot){0, 0});
    return change->draft >= 0;
}

static bool find_row(KjChange *change)
{
    const KjKind *kind = kind_of(change);
    int32_t field = kj_change_field(change, change->of, change->list);
    KjDraft row = -1;
    if (field < 0)
        return false;
    if (kind->fields[field].child < 0 || kind->fields[field].derived) {
        KJ_CHANGE_TELL(change, kj_change_subject(change, &kind->fields[field]),
                       "行のある一覧ではありません。「%s:%s %s=…」と書いてください",
                       "this is no list of rows; write '%s:%s %s=…'", kind->name.data,
                       change->id.data, kind->fields[field].name.data);
        return false;
    }
    if (change->sign != '+' && change->row)
        row = kj_builder_row(change->intake->builder, change->draft, field, change->row - 1);
    bool there = change->sign == '+' ? add_row(change, field) : row >= 0;
    if (change->sign != '+' && !there)
        KJ_CHANGE_TELL(change, change->record,
                       "%1$s の行 %2$u はありません。行は %1$s[1] から数えます",
                       "there is no row %2$u of '%1$s'; rows are counted from %1$s[1]",
                       change->list.data, (unsigned)change->row);
    change->draft = change->sign == '+' ? change->draft : row;
    change->record =
        change->row
            ? kj_arena_printf(change->intake->arena, "%s: %s[%u]", change->record,
                              change->list.data, (unsigned)change->row)
            : kj_arena_printf(change->intake->arena, "%s: %s", change->record, change->list.data);
    change->of = kind->fields[field].child;
    return there;
}

/* ---- one change ---- */

static bool is_own(const KjChange *change)
{
    return kind_of(change)->singleton;
}

static bool find_target(KjChange *change)
{
    if (!find_kind(change))
        return false;
    change->record = record_of(change, change->id);
    if (!is_own(change) && !change->id.len) {
        KJ_CHANGE_TELL(change, NULL, "記録のIDがありません。「%s:ID」の形で書いてください",
                       "the record's id is missing; write '%s:ID'", kind_of(change)->name.data);
        return false;
    }
    bool found = is_own(change)                             ? find_own(change)
                 : change->sign == '+' && !change->list.len ? add_record(change)
                                                            : find_record(change);
    return found && (!change->list.len || find_row(change));
}

/* The next assignment; false if there is none. */
static bool next_part(KjText *rest, KjText *part)
{
    if (!rest->data)
        return false;
    const char *next = rest->len ? memchr(rest->data, KJ_AMEND_NEXT, rest->len) : NULL;
    uint32_t len = next ? (uint32_t)(next - rest->data) : rest->len;
    *part = (KjText){rest->data, len};
    *rest = next ? (KjText){next + 1, rest->len - len - 1} : (KjText){NULL, 0};
    return true;
}

static void assign(KjChange *change, KjText rest, void (*apply)(const KjChange *change))
{
    KjText part;
    if (change->field.len)
        apply(change);
    while (next_part(&rest, &part))
        if (kj_change_assign(change, part))
            apply(change);
}

static bool is_parameter(const KjChange *change)
{
    return !change->id.len && kj_text_is(change->kind, "parameter");
}

static void tell_fields_of_removed(const KjChange *change)
{
    KJ_CHANGE_TELL(change, change->record,
                   "記録を除く変更に、項目は書けません。「-」か項目を消してください",
                   "a change that takes a record away has no fields; leave out the '-' or them");
}

static void apply(KjChange *change, KjText text)
{
    KjText first = KJ_TEXT("");
    next_part(&text, &first);
    if (!kj_change_parse(change, first))
        return;
    if (is_parameter(change)) {
        if (kj_change_settings(change))
            assign(change, text, kj_change_parameter);
        return;
    }
    if (!find_target(change))
        return;
    if (change->sign != '-')
        assign(change, text, kj_change_apply);
    else if (change->field.len || text.data)
        tell_fields_of_removed(change);
    else
        kj_builder_remove(change->intake->builder, change->draft);
}

void kj_amend(KjBuilder *builder, const KjSchema *schema, const KjAmend *amends, size_t count,
              const KjIngestOptions *options, KjDiags *diags)
{
    KjIntake intake = {.builder = builder,
                       .schema = schema,
                       .options = options,
                       .diags = diags,
                       .arena = kj_arena_new()};
    for (size_t i = 0; i < count; i++) {
        KjChange change = {.intake = &intake, .place = amends[i].place};
        if (!change.place.file)
            change.place.file = "";
        kj_builder_stand(builder, &change.place);
        apply(&change, amends[i].text);
    }
    kj_builder_stand(builder, NULL);
    kj_table_names_free(intake.names);
    kj_arena_free(intake.arena);
}
