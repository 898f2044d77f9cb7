// An engine in one process, from the text of rule packs and of data: packs are loaded with the real
// stdlib, data through the real reader, and everything is judged.
//
//     Fixture f = fixture_new();
//     fixture_pack(&f, "p", RULES);                     // the text of its only file
//     fixture_judge(&f, "kijun: 1\norganization: { id: o }\n…");
//     CHECK_STR(fixture_verdict(&f, "1", "system:a"), "pass");
//     fixture_free(&f);
//
// What goes wrong on the way is in f.problems (its text) and shows as failing checks where a test
// does not expect it. The as-of day is 2026-04-01, the language English. Values are shown plainly:
// durations in seconds, dates as 2026-04-01, "-" for missing, lists as "a, b".
#ifndef KJ_TESTS_UNIT_JUDGE_FIXTURE_H
#define KJ_TESTS_UNIT_JUDGE_FIXTURE_H

#include "engine/cli/home.h"
#include "engine/eval/explain.h"
#include "engine/eval/judge_parts.h"
#include "engine/ingest/ingest.h"
#include "tests/unit/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIXTURE_PACKS 4
#define FIXTURE_TODAY 20544 /* 2026-04-01 */

typedef struct FixturePack {
    const char *name, *head, *text;
    bool selected;
} FixturePack;

typedef struct Fixture {
    KjArena *arena;
    FixturePack packs[FIXTURE_PACKS];
    size_t pack_count;
    KjLua *lua;
    KjRegistry *registry;
    KjDataset *dataset;
    KjJudge *judge;
    KjRun *run;
    KjDiags diags;
    const char *problems; /* of packs, data and judging; "" if none */
    KjJudgeOptions options;
} Fixture;

static inline Fixture fixture_new(void)
{
    Fixture f = {.arena = kj_arena_new(),
                 .problems = "",
                 .options = {.as_of = FIXTURE_TODAY,
                             .zone = KJ_ZONE_JAPAN,
                             .lang = KJ_EN,
                             .traces = true,
                             .derived = true,
                             .horizon = true}};
    kj_diags_init(&f.diags, KJ_EN);
    return f;
}

static inline void fixture_forget(Fixture *f) /* the data, to judge others with the same packs */
{
    kj_run_free(f->run);
    kj_judge_free(f->judge);
    kj_dataset_free(f->dataset);
    kj_diags_clear(&f->diags);
    kj_diags_init(&f->diags, KJ_EN);
    f->run = NULL;
    f->judge = NULL;
    f->dataset = NULL;
    f->problems = "";
}

static inline void fixture_free(Fixture *f)
{
    fixture_forget(f);
    kj_registry_free(f->registry);
    kj_lua_free(f->lua);
    kj_diags_clear(&f->diags);
    kj_arena_free(f->arena);
}

// A selected pack that uses the packs given before it. Texts must live as long as the fixture.
static inline FixturePack *fixture_pack(Fixture *f, const char *name, const char *text)
{
    const char *uses = "";
    for (size_t i = 0; i < f->pack_count; i++)
        uses = kj_arena_printf(f->arena, "%s'%s', ", uses, f->packs[i].name);
    FixturePack *pack = &f->packs[f->pack_count++];
    *pack = (FixturePack){
        name,
        kj_arena_printf(
            f->arena,
            "pack '%s' { version = '1.0.0', title = { ja='試', en='Test' }, uses = { %s },"
            " documents = { D = { title = { ja='文書', en='Document' }, edition='1',"
            " status='final' } }, deviation = 'reason', level = 'recommended',"
            " files = { 'rules' } }\n",
            name, uses),
        text, true};
    return pack;
}

// ---- loading and judging ----

static inline KjValue fixture_text(const char *cstr)
{
    return kj_value_text(kj_text(cstr));
}

static inline KjValue fixture_file(KjArena *arena, const char *name, const char *text)
{
    KjTree file = kj_tree_map(arena);
    kj_tree_set(&file, "name", fixture_text(name));
    kj_tree_set(&file, "text", fixture_text(text));
    return file.value;
}

static inline KjValue fixture_argument(const Fixture *f)
{
    KjArena *arena = f->arena;
    KjTree argument = kj_tree_map(arena), packs = kj_tree_list(arena);
    for (size_t i = 0; i < f->pack_count; i++) {
        KjTree pack = kj_tree_map(arena), files = kj_tree_list(arena);
        kj_tree_add(&files, fixture_file(arena, "pack.lua", f->packs[i].head));
        kj_tree_add(&files, fixture_file(arena, "rules.lua", f->packs[i].text));
        kj_tree_set(&pack, "name", fixture_text(f->packs[i].name));
        kj_tree_set(&pack, "display", fixture_text(f->packs[i].name));
        kj_tree_set(&pack, "hash", fixture_text(""));
        kj_tree_set(&pack, "selected", kj_value_bool(f->packs[i].selected));
        kj_tree_set(&pack, "files", files.value);
        kj_tree_add(&packs, pack.value);
    }
    kj_tree_set(&argument, "packs", packs.value);
    kj_tree_set(&argument, "lang", fixture_text("en"));
    return argument.value;
}

static inline const char *fixture_told(Fixture *f, const KjList *list)
{
    const char *told = "";
    for (size_t i = 0; i < list->count; i++)
        told = kj_arena_printf(f->arena, "%s%s: %s\n", told,
                               kj_map_text(&list->items[i], "subject").data,
                               kj_map_text(&list->items[i], "en").data);
    return told;
}

// Loads the packs, once. False if they have problems.
static inline bool fixture_load(Fixture *f)
{
    KjLuaSource *stdlib;
    size_t count;
    KjError error = {0};
    KjLuaLimits limits = {0};
    KjValue loaded = kj_value_none();
    if (f->registry)
        return true;
    f->lua = kj_lua_new(&limits, &error);
    const char *home = kj_home_find(f->arena);
    kj_home_stdlib(home ? home : ".", f->arena, &f->diags, &stdlib, &count);
    KjValue argument = fixture_argument(f);
    if (!f->lua || !kj_lua_stdlib(f->lua, stdlib, count, &error) ||
        !kj_lua_call(f->lua, "loader", "load", &argument, f->arena, &loaded, &error)) {
        f->problems = kj_arena_strndup(f->arena, error.message, strlen(error.message));
        return false;
    }
    const KjValue *document = kj_map_get(&loaded, "document");
    if (document && !(f->registry = kj_registry_new(document, &error)))
        f->problems = kj_arena_strndup(f->arena, error.message, strlen(error.message));
    else if (!document)
        f->problems = fixture_told(f, kj_map_list(&loaded, "diagnostics"));
    return f->registry != NULL;
}

static inline void fixture_keep_problems(Fixture *f)
{
    KjBuf buf;
    kj_buf_init(&buf, 1 << 20);
    kj_diags_print(&f->diags, &buf);
    f->problems = kj_arena_strndup(f->arena, buf.data ? buf.data : "", buf.len);
    kj_buf_clear(&buf);
}

// Files "1.yaml", "2.yaml" … from a text with "---" lines between them.
static inline size_t fixture_files(Fixture *f, const char *yaml, KjFile *files, size_t most)
{
    size_t count = 0;
    for (const char *at = yaml; at && count < most; count++) {
        const char *end = strstr(at, "---\n");
        files[count] = (KjFile){kj_arena_printf(f->arena, "%zu.yaml", count + 1), at,
                                end ? (size_t)(end - at) : strlen(at)};
        at = end ? end + 4 : NULL;
    }
    return count;
}

// Reads the data and prepares the judge without making a run. False if data have errors.
static inline bool fixture_prepare(Fixture *f, const char *yaml)
{
    KjFile files[16];
    size_t file_count = fixture_files(f, yaml, files, 16);
    KjIngestOptions options = {f->options.zone};
    fixture_forget(f);
    if (!fixture_load(f))
        return false;
    KjBuilder *builder = kj_builder_new(f->registry->schema, &f->diags);
    kj_ingest(builder, f->registry->schema, files, file_count, &options, &f->diags);
    f->dataset = kj_builder_seal(builder);
    kj_builder_free(builder);
    if (f->diags.errors == 0) {
        f->judge = kj_judge_new(f->registry, f->dataset, f->lua, &f->options);
        kj_judge_prepare(f->judge, &f->diags);
    }
    fixture_keep_problems(f);
    return f->judge != NULL;
}

static inline bool fixture_judge(Fixture *f, const char *yaml)
{
    if (!fixture_prepare(f, yaml))
        return false;
    f->run = kj_judge_run(f->judge);
    return true;
}

// As fixture_judge, where nothing may go wrong.
static inline void fixture_judge_well(Fixture *f, const char *yaml)
{
    fixture_judge(f, yaml);
    CHECK_STR(f->problems, "");
    CHECK(f->run != NULL);
}

// ---- looking at the outcome ----

static inline int32_t fixture_kind(const Fixture *f, KjText name)
{
    for (size_t k = 0; k < f->registry->schema->kind_count; k++)
        if (kj_text_compare(f->registry->schema->kinds[k].name, name) == 0)
            return (int32_t)k;
    return -1;
}

// "system:a", or "org/system:a" where several organisations have an `a`. Row -1 if there is none.
static inline KjRef fixture_record(const Fixture *f, const char *record)
{
    const char *colon = strchr(record, ':'), *slash = strchr(record, '/');
    const char *start = slash && colon && slash < colon ? slash + 1 : record;
    KjRef ref = {-1, -1};
    if (!colon || !f->dataset)
        return ref;
    ref.kind = fixture_kind(f, (KjText){start, (uint32_t)(colon - start)});
    for (uint32_t org = 0; ref.kind >= 0 && org < f->dataset->org_count; org++) {
        KjText id = kj_dataset_org_id(f->dataset, org);
        bool wanted = start == record || (id.len == (size_t)(start - record - 1) &&
                                          memcmp(id.data, record, id.len) == 0);
        int32_t row = wanted ? kj_dataset_find(f->dataset, org, ref.kind, kj_text(colon + 1)) : -1;
        if (row >= 0) {
            ref.row = row;
            return ref;
        }
    }
    return ref;
}

static inline const KjJudgement *fixture_judgement(const Fixture *f, const char *rule,
                                                   const char *record)
{
    KjRef ref = fixture_record(f, record);
    int32_t number = f->registry ? kj_registry_rule(f->registry, kj_text(rule)) : -1;
    if (ref.row < 0 || !f->run)
        return NULL;
    const KjOrgResult *org = &f->run->organizations[kj_record_org(f->dataset, ref)];
    KjText id = kj_record_id(f->dataset, ref);
    for (size_t i = 0; i < org->judgement_count; i++) {
        const KjJudgement *one = &org->judgements[i];
        if (one->rule == number && one->kind == ref.kind && kj_text_compare(one->id, id) == 0)
            return one;
    }
    return NULL;
}

static inline const char *fixture_verdict(const Fixture *f, const char *rule, const char *record)
{
    const KjJudgement *one = fixture_judgement(f, rule, record);
    return one ? kj_verdict_name(one->verdict) : "none";
}

static inline const char *fixture_message(const Fixture *f, const char *rule, const char *record)
{
    const KjJudgement *one = fixture_judgement(f, rule, record);
    return one && one->message.len ? one->message.data : "";
}

static inline const char *fixture_value(const Fixture *f, const KjValue *value)
{
    KjArena *arena = f->arena;
    KjBuf buf;
    const char *text = "";
    switch (value->type) {
    case KJ_NONE: return "-";
    case KJ_BOOL: return value->u.truth ? "true" : "false";
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: return kj_arena_printf(arena, "%.15g", value->u.real);
    case KJ_DATE:
        kj_buf_init(&buf, 64);
        kj_date_write(&buf, (int32_t)value->u.whole);
        text = kj_arena_strndup(arena, buf.data, buf.len);
        kj_buf_clear(&buf);
        return text;
    case KJ_TEXT_TYPE:
    case KJ_ENUM: return value->u.text.data;
    case KJ_REF: return kj_record_id(f->dataset, value->u.ref).data;
    case KJ_LIST:
        for (size_t i = 0; i < value->u.list.count; i++)
            text = kj_arena_printf(arena, "%s%s%s", text, i ? ", " : "",
                                   fixture_value(f, &value->u.list.items[i]));
        return text;
    default: return kj_arena_printf(arena, "%lld", (long long)value->u.whole);
    }
}

// The value of a field, derived or not: fixture_field(&f, "system:a", "effective_rto").
static inline const char *fixture_field(const Fixture *f, const char *record, const char *field)
{
    KjRef ref = fixture_record(f, record);
    if (ref.row < 0)
        return "no record";
    int32_t number = kj_kind_field(&f->registry->schema->kinds[ref.kind], kj_text(field));
    if (number < 0)
        return "no field";
    KjValue value = kj_dataset_get(f->dataset, ref, number, f->arena);
    return fixture_value(f, &value);
}

// Why a derived value is missing: the chain of its cycle, or "".
static inline const char *fixture_reason(const Fixture *f, const char *record, const char *field)
{
    KjRef ref = fixture_record(f, record);
    int32_t number = kj_kind_field(&f->registry->schema->kinds[ref.kind], kj_text(field));
    const char *reason = kj_cycle_of(f->judge, ref.kind, number, ref.row);
    return reason ? reason : "";
}

// "system:a.rto, $p/limit": facts by kind, record and field, in their order.
static inline const char *fixture_facts(const Fixture *f, const KjFact *facts, size_t count)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++) {
        const char *comma = i ? ", " : "";
        if (facts[i].kind < 0) {
            text = kj_arena_printf(f->arena, "%s%s$%s", text, comma, facts[i].id.data);
            continue;
        }
        const KjKind *kind = &f->registry->schema->kinds[facts[i].kind];
        text = kj_arena_printf(f->arena, "%s%s%s:%s.%s", text, comma, kind->name.data,
                               facts[i].id.data, kind->fields[facts[i].field].name.data);
    }
    return text;
}

static inline const char *fixture_missing(const Fixture *f, const char *rule, const char *record)
{
    const KjJudgement *one = fixture_judgement(f, rule, record);
    return one ? fixture_facts(f, one->missing, one->missing_count) : "none";
}

static inline const char *fixture_trace(const Fixture *f, const char *rule, const char *record)
{
    const KjJudgement *one = fixture_judgement(f, rule, record);
    return one ? fixture_facts(f, one->trace, one->trace_count) : "none";
}

// ---- many conditions about one record ----

typedef struct Case {
    const char *condition;
    const char *verdict; /* of a rule with this check, for the record */
} Case;

// The text of rules "1", "2", … for records of a kind, one per case, behind the given text.
static inline const char *fixture_case_rules(Fixture *f, const char *text, const char *kind,
                                             const Case *cases, size_t count)
{
    KjBuf buf;
    kj_buf_init(&buf, 1 << 22);
    kj_buf_puts(&buf, text);
    for (size_t i = 0; i < count; i++)
        kj_buf_printf(&buf,
                      "\nrule '%zu' { kind = '%s', title = { ja='件', en='Case' }, actor = 'x',"
                      " remedy = { ja='直す', en='Mend' }, check = [==[%s]==] }",
                      i + 1, kind, cases[i].condition);
    const char *all = kj_arena_strndup(f->arena, buf.data, buf.len);
    kj_buf_clear(&buf);
    return all;
}

// Judges every case for one record ("system:a") and compares.
static inline void fixture_cases(const char *text, const char *yaml, const char *record,
                                 const Case *cases, size_t count)
{
    Fixture f = fixture_new();
    const char *kind = kj_arena_strndup(f.arena, record, strcspn(record, ":"));
    fixture_pack(&f, "p", fixture_case_rules(&f, text, kind, cases, count));
    fixture_judge_well(&f, yaml);
    for (size_t i = 0; f.run && i < count; i++) {
        const char *rule = kj_arena_printf(f.arena, "%zu", i + 1);
        const char *verdict = fixture_verdict(&f, rule, record);
        if (strcmp(verdict, cases[i].verdict) != 0) {
            printf("condition: %s\n  message: %s\n", cases[i].condition,
                   fixture_message(&f, rule, record));
            CHECK_STR(verdict, cases[i].verdict);
        }
    }
    fixture_free(&f);
}

#define FIXTURE_CASES(text, yaml, record, ...)                                                     \
    fixture_cases(text, yaml, record, (const Case[]){__VA_ARGS__},                                 \
                  sizeof((const Case[]){__VA_ARGS__}) / sizeof(Case))

#endif
