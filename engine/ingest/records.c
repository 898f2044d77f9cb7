/* The top level of a data file: `kijun: 1`, `organization: {…}`, and lists of records by the plural
 * names of their kinds. A record whose id is no good is still read, for its other problems. */
#include "engine/ingest/records.h"

#include "engine/ingest/organizations.h"
#include "engine/ingest/record_id.h"
#include "engine/ingest/tell.h"

static const KjText version_key = {"kijun", 5};
static const KjText organization_key = {"organization", 12};

#define NO_NODE UINT32_MAX

static KjNodeType type_of(const KjYaml *yaml, uint32_t node)
{
    return yaml->nodes[kj_node_resolve(yaml, node)].type;
}

static bool is_null(const KjYaml *yaml, uint32_t node)
{
    const KjYamlNode *n = &yaml->nodes[kj_node_resolve(yaml, node)];
    return n->type == KJ_NODE_SCALAR && n->is_null;
}

bool kj_records_root(KjIntake *intake)
{
    const KjYaml *yaml = intake->yaml;
    if (yaml->count == 0) {
        kj_diag(
            intake->diags, KJ_ERROR, (KjPlace){yaml->path, 1, 1}, NULL,
            "ファイルに内容がありません。「kijun: 1」と記録を書くか、ファイルを削除してください",
            "the file is empty; write 'kijun: 1' and records, or remove the file");
        return false;
    }
    if (yaml->nodes[0].type != KJ_NODE_MAP) {
        kj_diag(intake->diags, KJ_ERROR, kj_node_place(yaml, 0), NULL,
                "最上位は「kijun: 1」「systems:」のような「項目名: 値」の並びにしてください",
                "the top level must be a mapping, with 'kijun: 1' and keys such as 'systems:'");
        return false;
    }
    return true;
}

/* The value of a top-level key (as it is written first), or NO_NODE. */
static uint32_t find_key(KjIntake *intake, KjText name, uint32_t *key_node)
{
    const KjYamlNode *nodes = intake->yaml->nodes;
    for (uint32_t key = 1; key < nodes[0].next;) {
        uint32_t value = nodes[key].next;
        if (type_of(intake->yaml, key) == KJ_NODE_SCALAR &&
            kj_text_compare(kj_key_text(intake, key), name) == 0) {
            *key_node = key;
            return kj_node_resolve(intake->yaml, value);
        }
        key = nodes[value].next;
    }
    return NO_NODE;
}

/* ---- version ---- */

static void check_version(KjIntake *intake)
{
    const KjYaml *yaml = intake->yaml;
    uint32_t key, value = find_key(intake, version_key, &key);
    int64_t version = 0;
    if (value == NO_NODE) {
        kj_diag(intake->diags, KJ_ERROR, (KjPlace){yaml->path, 1, 1}, NULL,
                "「kijun: 1」がありません。ファイルの先頭に書いてください",
                "'kijun: 1' is missing; write it at the top of the file");
    } else if (type_of(yaml, value) != KJ_NODE_BAD &&
               (type_of(yaml, value) != KJ_NODE_SCALAR ||
                !kj_int_parse(kj_text_nfkc(intake->arena, kj_node_text(yaml, value)), &version) ||
                version != 1)) {
        kj_diag(intake->diags, KJ_ERROR, kj_node_place(yaml, value), NULL,
                "データ形式の版は1だけです。「kijun: 1」と書いてください",
                "the only version of the data format is 1; write 'kijun: 1'");
    }
}

/* ---- organisation ---- */

bool kj_records_has_organization(KjIntake *intake)
{
    uint32_t key;
    return find_key(intake, organization_key, &key) != NO_NODE;
}

bool kj_records_organization_id(KjIntake *intake, KjText *id, KjPlace *place)
{
    uint32_t key, map = find_key(intake, organization_key, &key);
    if (map == NO_NODE || type_of(intake->yaml, map) != KJ_NODE_MAP ||
        !kj_record_id_read(intake, "organization", map, key, id))
        return false;
    *place = kj_node_place(intake->yaml, map);
    return true;
}

static void begin_organization(KjIntake *intake, KjScope *scope, uint32_t map, uint32_t *org)
{
    KjSpot spot = kj_node_spot(intake->yaml, map);
    *org = kj_builder_organization(intake->builder, scope->id, intake->file, spot);
    if (scope->kind >= 0)
        scope->draft =
            kj_builder_record(intake->builder, *org, scope->kind, scope->id, intake->file, spot);
}

uint32_t kj_records_organization(KjIntake *intake)
{
    uint32_t key, org = KJ_NO_ORG;
    uint32_t map = find_key(intake, organization_key, &key);
    KjScope scope = {.kind = intake->schema->organization, .draft = KJ_NO_DRAFT};
    if (type_of(intake->yaml, map) == KJ_NODE_BAD)
        return KJ_NO_ORG;
    if (type_of(intake->yaml, map) != KJ_NODE_MAP) {
        kj_diag(intake->diags, KJ_ERROR,
                kj_node_place(intake->yaml, is_null(intake->yaml, map) ? key : map), "organization",
                "organization: { id: …, name: … }のように組で書いてください",
                "write it as a mapping: organization: { id: …, name: … }");
        return KJ_NO_ORG;
    }
    if (kj_record_id_read(intake, "organization", map, key, &scope.id))
        begin_organization(intake, &scope, map, &org);
    if (scope.kind >= 0)
        kj_fields_read(intake, &scope, map);
    return org;
}

/* ---- records ---- */

static void read_record(KjIntake *intake, int32_t kind, uint32_t item, uint32_t org)
{
    const KjYaml *yaml = intake->yaml;
    const char *name = intake->schema->kinds[kind].name.data;
    uint32_t map = kj_node_resolve(yaml, item);
    KjScope scope = {.kind = kind, .draft = KJ_NO_DRAFT};
    if (yaml->nodes[map].type == KJ_NODE_BAD)
        return;
    if (yaml->nodes[map].type != KJ_NODE_MAP) {
        kj_diag(intake->diags, KJ_ERROR, kj_node_place(yaml, item), name,
                "記録は「- id: …」で始まる「項目名: 値」の組で書いてください",
                "a record is a mapping; write it like '- id: …' with its fields below");
        return;
    }
    bool has_id = kj_record_id_read(intake, name, map, item, &scope.id);
    if (has_id && org != KJ_NO_ORG)
        scope.draft = kj_builder_record(intake->builder, org, kind, scope.id, intake->file,
                                        kj_node_spot(yaml, map));
    kj_fields_read(intake, &scope, map);
}

static void read_records(KjIntake *intake, int32_t kind, uint32_t key, uint32_t value, uint32_t org)
{
    const KjYaml *yaml = intake->yaml;
    const KjKind *of = &intake->schema->kinds[kind];
    uint32_t list = kj_node_resolve(yaml, value);
    if (yaml->nodes[list].type == KJ_NODE_BAD)
        return;
    if (is_null(yaml, list)) {
        kj_diag(intake->diags, KJ_ERROR, kj_node_place(yaml, key), of->plural.data,
                "記録がありません。「- id: …」で記録を書くか、この行を削除してください",
                "no records follow; write them as '- id: …', or remove the line");
        return;
    }
    if (yaml->nodes[list].type != KJ_NODE_LIST) {
        kj_diag(intake->diags, KJ_ERROR, kj_node_place(yaml, list), of->plural.data,
                "記録の一覧を書く項目です。1件ごとに「- id: …」で始めてください",
                "a list of records is expected; begin each with '- id: …'");
        return;
    }
    for (uint32_t i = list + 1; i < yaml->nodes[list].next; i = yaml->nodes[i].next) {
        KjArenaMark mark = kj_arena_mark(intake->arena);
        read_record(intake, kind, i, org);
        kj_arena_release(intake->arena, mark);
    }
}

/* ---- keys ---- */

static bool is_data_kind(const KjKind *kind)
{
    return kind->parent < 0 && !kind->derived && !kind->singleton;
}

/* Someone wrote the kind's own name ("system") or its label for the plural. */
static const char *plural_meant(KjIntake *intake, KjText name)
{
    for (size_t i = 0; i < intake->schema->kind_count; i++) {
        const KjKind *kind = &intake->schema->kinds[i];
        const KjText known[] = {kind->name, kind->label.ja, kind->label.en};
        const char *meant = kind->singleton ? organization_key.data : kind->plural.data;
        for (size_t k = 0; kind->parent < 0 && !kind->derived && k < 3; k++)
            if (known[k].len > 0 &&
                kj_text_compare(kj_text_nfkc(intake->arena, known[k]), name) == 0)
                return meant;
    }
    return NULL;
}

static const char *kind_advice(KjIntake *intake, KjText name)
{
    size_t kinds = intake->schema->kind_count, count = 0;
    const char **names = kj_arena_array(intake->arena, kinds + 2, sizeof *names);
    const char *meant = plural_meant(intake, name);
    if (meant)
        return kj_arena_printf(
            intake->arena, kj_tell(intake->diags, "「%s」と書いてください", "write '%s'"), meant);
    names[count++] = version_key.data;
    names[count++] = organization_key.data;
    for (size_t i = 0; i < kinds; i++)
        if (is_data_kind(&intake->schema->kinds[i]))
            names[count++] = intake->schema->kinds[i].plural.data;
    const char *near = kj_tell_nearest(intake->diags, intake->arena, name, names, count);
    if (*near)
        return near;
    return kj_arena_printf(intake->arena,
                           kj_tell(intake->diags, "使える種別: %s", "known kinds: %s"),
                           kj_tell_names(intake->arena, names, count));
}

static void tell_unknown(KjIntake *intake, uint32_t key)
{
    KjPlace place = kj_node_place(intake->yaml, key);
    KjText name = kj_key_text(intake, key);
    if (kj_tell_enough(intake->diags))
        kj_diag_text(intake->diags, KJ_ERROR, place, NULL, "");
    else
        kj_diag(intake->diags, KJ_ERROR, place, NULL, "「%s」という種別はありません。%s",
                "there is no kind '%s'; %s", kj_tell_text(intake->arena, name),
                kind_advice(intake, name));
}

static void tell_twice(KjIntake *intake, uint32_t key, uint32_t first)
{
    kj_diag(intake->diags, KJ_ERROR, kj_node_place(intake->yaml, key),
            kj_tell_text(intake->arena, kj_key_text(intake, key)),
            "同じ項目が2回書かれています（先に%u行目）。1つにまとめてください",
            "given twice (first on line %u); put both under one key",
            (unsigned)intake->yaml->nodes[first].line);
}

/* What a top-level key names: an index below that of the kinds for the two that are not kinds. */
enum { VERSION = 0, ORGANIZATION = 1, FIRST_KIND = 2, UNKNOWN = -1 };

static int32_t meaning_of(KjIntake *intake, uint32_t key)
{
    KjText name = kj_key_text(intake, key);
    int32_t kind = kj_schema_kind_by_plural(intake->schema, name);
    if (kj_text_compare(name, version_key) == 0)
        return VERSION;
    if (kj_text_compare(name, organization_key) == 0)
        return ORGANIZATION;
    if (kind < 0 || intake->schema->kinds[kind].parent >= 0 ||
        intake->schema->kinds[kind].singleton)
        return UNKNOWN;
    return FIRST_KIND + kind;
}

static void read_key(KjIntake *intake, uint32_t key, uint32_t value, uint32_t org, uint32_t *seen)
{
    int32_t meaning = meaning_of(intake, key);
    if (meaning == UNKNOWN) {
        tell_unknown(intake, key);
    } else if (seen[meaning]) {
        tell_twice(intake, key, seen[meaning]);
    } else {
        seen[meaning] = key; /* never 0: that is the root */
        if (meaning < FIRST_KIND)
            return; /* read apart */
        if (intake->schema->kinds[meaning - FIRST_KIND].derived)
            kj_diag(intake->diags, KJ_ERROR, kj_node_place(intake->yaml, key),
                    kj_tell_text(intake->arena, kj_key_text(intake, key)),
                    "この種別の記録は算出されるので、データには書けません。削除してください",
                    "records of this kind are computed and cannot be given; remove them");
        else
            read_records(intake, meaning - FIRST_KIND, key, value, org);
    }
}

void kj_records_read(KjIntake *intake, uint32_t org)
{
    const KjYamlNode *nodes = intake->yaml->nodes;
    uint32_t *seen = kj_alloc_array(FIRST_KIND + intake->schema->kind_count, sizeof *seen);
    check_version(intake);
    for (uint32_t key = 1; key < nodes[0].next;) {
        uint32_t value = nodes[key].next;
        KjArenaMark mark = kj_arena_mark(intake->arena);
        if (type_of(intake->yaml, key) == KJ_NODE_SCALAR)
            read_key(intake, key, value, org, seen);
        kj_arena_release(intake->arena, mark);
        key = nodes[value].next;
    }
    kj_free(seen);
}
