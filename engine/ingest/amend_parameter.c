/* What an organisation sets a parameter to: a row of the list `parameters` of its own record, with name and
 * value. That much of the data's shape the engine knows (engine/eval/params.c). Whether there is such a
 * parameter, and what its value is, packs decide. */
#include "engine/ingest/amend_parts.h"

#include "engine/ingest/organizations.h"
#include "engine/ingest/tell.h"

#include <string.h>

typedef struct Settings {
    int32_t list, name, value;
} Settings;

/* The list and its fields; false if there is none. */
static bool find_settings(const KjSchema *schema, Settings *out)
{
    if (schema->organization < 0)
        return false;
    const KjKind *own = &schema->kinds[schema->organization];
    out->list = kj_kind_field(own, KJ_TEXT("parameters"));
    if (out->list < 0 || own->fields[out->list].child < 0)
        return false;
    const KjKind *row = &schema->kinds[own->fields[out->list].child];
    out->name = kj_kind_field(row, KJ_TEXT("name"));
    out->value = kj_kind_field(row, KJ_TEXT("value"));
    return out->name >= 0 && out->value >= 0;
}

static KjText behind_slash(KjText name)
{
    const char *slash = memchr(name.data, '/', name.len);
    if (!slash)
        return name;
    return (KjText){slash + 1, name.len - (uint32_t)(slash + 1 - name.data)};
}

/* "crews" and "it-continuity/crews" are one; where they are not, the packs say so. */
static bool same_parameter(KjText a, KjText b)
{
    KjText x = behind_slash(a), y = behind_slash(b);
    bool both = x.len < a.len && y.len < b.len;
    return both ? kj_text_compare(a, b) == 0 : kj_text_compare(x, y) == 0;
}

static void remove_setting(const KjChange *change, const Settings *settings)
{
    KjBuilder *builder = change->intake->builder;
    KjDraft row;
    for (uint32_t n = 0; (row = kj_builder_row(builder, change->draft, settings->list, n)) >= 0;) {
        KjText name =
            kj_text_nfkc(change->intake->arena, kj_builder_text(builder, row, settings->name));
        if (same_parameter(name, change->field))
            kj_builder_remove(builder, row);
        else
            n++;
    }
}

static void add_setting(const KjChange *change, const Settings *settings)
{
    KjBuilder *builder = change->intake->builder;
    KjValue name = kj_value_text(change->field), value = kj_value_text(change->value);
    KjSpot nowhere = {0, 0};
    uint32_t file = kj_builder_file(builder, change->place.file);
    KjDraft row = kj_builder_child(builder, change->draft, settings->list, file, nowhere);
    kj_builder_set(builder, row, settings->name, &name, nowhere);
    kj_builder_set(builder, row, settings->value, &value, nowhere);
}

bool kj_change_settings(KjChange *change)
{
    const KjSchema *schema = change->intake->schema;
    KjBuilder *builder = change->intake->builder;
    Settings settings;
    KjPlace place;
    if (!find_settings(schema, &settings)) {
        KJ_CHANGE_TELL(change, NULL,
                       "この基準パックでは、組織は基準値を変えられません（種別organizationに一覧"
                       "parametersがありません）",
                       "by these packs organizations set no parameters (kind organization has no "
                       "list 'parameters')");
        return false;
    }
    change->of = schema->organization;
    if (!kj_change_org(change))
        return false;
    change->draft = kj_builder_find(builder, change->number, change->of,
                                    kj_builder_organization_id(builder, change->number, &place));
    return change->draft >= 0;
}

void kj_change_parameter(const KjChange *change)
{
    Settings settings;
    if (change->sign || change->operation != '=') {
        KJ_CHANGE_TELL(change, NULL, "基準値は「parameter 名前=値」の形で変えてください",
                       "write the change of a parameter as 'parameter NAME=VALUE'");
        return;
    }
    if (!find_settings(change->intake->schema, &settings))
        return;
    remove_setting(change, &settings);
    if (change->value.len)
        add_setting(change, &settings);
}
