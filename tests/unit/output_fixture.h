/* A small registry and run made by hand, for tests of renderers: a pack with two rules and a
 * parameter, one organisation with verdicts of every sort. */
#ifndef KJ_TESTS_UNIT_OUTPUT_FIXTURE_H
#define KJ_TESTS_UNIT_OUTPUT_FIXTURE_H

#include "engine/output/view.h"

enum { ORGANIZATION, SYSTEM, SYSTEM_STEPS, KINDS };
enum { S_NAME, S_RTO, S_DEPENDS_ON, S_COST, S_SUPPLY, S_CONTACT, S_PHONE, S_STEPS, S_UP, S_FIELDS };

#define T(text)                                                                                    \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }
#define NO_LINKS .target = -1, .child = -1, .group = -1

static KjField fixture_fields[S_FIELDS] = {
    [S_NAME] = {.name = T("name"), .label = {T("名称"), T("Name")}, .type = KJ_TEXT_TYPE, NO_LINKS},
    [S_RTO] = {.name = T("rto"),
               .label = {T("目標復旧時間"), T("RTO")},
               .type = KJ_DURATION,
               NO_LINKS},
    [S_DEPENDS_ON] = {.name = T("depends_on"),
                      .label = {T("依存先"), T("Depends on")},
                      .type = KJ_REF,
                      .list = true,
                      .target = SYSTEM,
                      .child = -1,
                      .group = -1},
    [S_COST] = {.name = T("cost"), .type = KJ_MONEY, .unit = T("JPY"), NO_LINKS},
    [S_SUPPLY] = {.name = T("supply"), .type = KJ_QUANTITY, .unit = T("kW"), NO_LINKS},
    [S_CONTACT] = {.name = T("contact"), .type = KJ_GROUP, .sensitive = true, NO_LINKS},
    [S_PHONE] = {.name = T("contact.phone"),
                 .type = KJ_TEXT_TYPE,
                 .target = -1,
                 .child = -1,
                 .group = S_CONTACT},
    [S_STEPS] =
        {.name = T("steps"), .type = KJ_GROUP, .target = -1, .child = SYSTEM_STEPS, .group = -1},
    [S_UP] = {.name = T("up"), .label = {T("稼働"), T("Up")}, .type = KJ_BOOL, NO_LINKS},
};

static KjField fixture_steps[] = {
    {.name = T("after"), .type = KJ_DURATION, NO_LINKS},
    {.name = T("users"), .type = KJ_INT, NO_LINKS},
};

static KjKind fixture_kinds[KINDS] = {
    [ORGANIZATION] = {.name = T("organization"),
                      .label = {T("組織"), T("Organization")},
                      .singleton = true,
                      .parent = -1,
                      .parent_field = -1},
    [SYSTEM] = {.name = T("system"),
                .label = {T("情報システム"), T("System")},
                .parent = -1,
                .parent_field = -1,
                .fields = fixture_fields,
                .field_count = S_FIELDS},
    [SYSTEM_STEPS] = {.name = T("system.steps"),
                      .parent = SYSTEM,
                      .parent_field = S_STEPS,
                      .fields = fixture_steps,
                      .field_count = 2},
};

static KjSchema fixture_schema = {
    .kinds = fixture_kinds, .kind_count = KINDS, .organization = ORGANIZATION};

static KjDocument fixture_document = {
    .id = T("GUIDE"), .title = {T("復旧の手引"), T("Recovery guide")}, .edition = T("3")};

static KjPack fixture_packs[] = {
    {.id = T("common"),
     .version = T("1.0.0"),
     .title = {T("共通"), T("Common")},
     .hash = T("00"),
     .selected = true},
    {.id = T("base"),
     .version = T("1.2.0"),
     .title = {T("復旧の基準"), T("Recovery")},
     .hash = T("ab"),
     .deviation = T("reason"),
     .selected = true,
     .documents = &fixture_document,
     .document_count = 1},
};

static KjParam fixture_params[] = {
    {.name = T("limit"),
     .qualified = T("base/limit"),
     .pack = 1,
     .type = KJ_DURATION,
     .value = {.type = KJ_DURATION, .u.whole = 7200},
     .title = {T("復旧の上限"), T("Recovery limit")},
     .source = T("表1"),
     .stricter = T("lower"),
     .place = {"rules/base/params.lua", 3, 1}},
};

static int32_t fixture_of_system[] = {SYSTEM};
static int32_t fixture_of_organization[] = {ORGANIZATION};

static KjRule fixture_rules[] = {
    {.pack = 1,
     .clause = T("2.1(1)-4"),
     .name = T("base/2.1(1)-4"),
     .kinds = fixture_of_system,
     .kind_count = 1,
     .title = {T("基盤システムは利用側より早く復旧する"), T("Base systems recover first")},
     .remedy = {T("基盤システムの目標復旧時間を短くするか、利用側の目標を見直し、理由を記録する。"),
                T("Shorten the base system's RTO, or review the target of what uses it.")},
     .actor = T("continuity_owner"),
     .level = T("recommended"),
     .document = T("GUIDE"),
     .source_clause = T("2.1(1)-4"),
     .check_function = 1,
     .waivable = true,
     .place = {"rules/base/recovery.lua", 12, 1}},
    {.pack = 1,
     .clause = T("2.2"),
     .name = T("base/2.2"),
     .kinds = fixture_of_organization,
     .kind_count = 1,
     .title = {T("計画を知らせる"), T("The plan is announced")},
     .question = {T("計画を職員に知らせていますか。"), T("Do the staff know the plan?")},
     .actor = T("chief"),
     .level = T("mandatory"),
     .document = T("GUIDE"),
     .source_clause = T("2.2"),
     .check_function = -1,
     .ask = true,
     .place = {"rules/base/policy.lua", 5, 1}},
};

static KjRegistry fixture_registry = {.schema = &fixture_schema,
                                      .packs = fixture_packs,
                                      .pack_count = 2,
                                      .params = fixture_params,
                                      .param_count = 1,
                                      .rules = fixture_rules,
                                      .rule_count = 2};

static const KjFact fixture_trace[] = {
    {.origin = KJ_AT_FILE,
     .kind = SYSTEM,
     .id = T("auth"),
     .field = S_RTO,
     .value = {.type = KJ_DURATION, .u.whole = 21600},
     .place = {"data.yaml", 9, 42}},
    {.origin = KJ_AT_DEFAULT,
     .kind = SYSTEM,
     .id = T("auth"),
     .field = S_UP,
     .value = {.type = KJ_BOOL, .u.truth = false}},
    {.origin = KJ_AT_PACK, .kind = -1, .field = 0, .value = {.type = KJ_DURATION, .u.whole = 7200}},
    {.origin = KJ_AT_NOWHERE,
     .kind = SYSTEM,
     .id = T("mail"),
     .field = S_COST,
     .place = {"data.yaml", 20, 3}},
};

static KjFact fixture_missing[] = {
    {.kind = SYSTEM, .id = T("dns"), .field = S_RTO, .place = {"data.yaml", 30, 3}},
    {.kind = SYSTEM, .id = T("web"), .field = S_RTO, .place = {"data.yaml", 40, 3}},
};

#define JUDGEMENT(number, kind_, id_, name_, line_, verdict_)                                      \
    .rule = (number), .kind = (kind_), .id = T(id_), .name = T(name_),                             \
    .place = {"data.yaml", line_, 5}, .verdict = (verdict_), .underlying = KJ_NO_VERDICT

static KjJudgement fixture_judgements[] = {
    {JUDGEMENT(0, SYSTEM, "auth", "認証基盤", 9, KJ_FAIL),
     .message = T("「rto < 2時間」が成り立ちません（rto = 6時間）"),
     .trace = (KjFact *)fixture_trace, .trace_count = 4},
    {JUDGEMENT(0, SYSTEM, "dns", "名前解決", 30, KJ_UNKNOWN), .missing = fixture_missing,
     .missing_count = 1},
    {JUDGEMENT(0, SYSTEM, "mail", "電子メール", 20, KJ_PASS)},
    {JUDGEMENT(0, SYSTEM, "old", "旧システム", 50, KJ_WAIVED), .settled_by = T("exception:e1")},
    {JUDGEMENT(0, SYSTEM, "web", "", 40, KJ_UNKNOWN), .missing = fixture_missing + 1,
     .missing_count = 1},
    {JUDGEMENT(1, ORGANIZATION, "reiji", "例示省", 2, KJ_UNKNOWN),
     .message = T("回答がまだありません")},
};

static KjDerived fixture_derived[] = {
    {.kind = SYSTEM,
     .id = T("auth"),
     .field = S_RTO,
     .value = {.type = KJ_DURATION, .u.whole = 10800}},
};

static KjDeviation fixture_deviations[] = {
    {.organization = T("reiji"),
     .parameter = 0,
     .base = {.type = KJ_DURATION, .u.whole = 7200},
     .value = {.type = KJ_DURATION, .u.whole = 14400},
     .direction = T("looser"),
     .reason = T("要員が足りない"),
     .place = {"data.yaml", 5, 7}},
};

static KjOrgResult fixture_organizations[] = {
    {.id = T("reiji"),
     .name = T("例示省"),
     .place = {"data.yaml", 2, 1},
     .until = KJ_NEVER,
     .summary = {[KJ_FAIL] = 1, [KJ_UNKNOWN] = 3, [KJ_PASS] = 1, [KJ_WAIVED] = 1},
     .judgements = fixture_judgements,
     .judgement_count = 6,
     .derived = fixture_derived,
     .derived_count = 1,
     .deviations = fixture_deviations,
     .deviation_count = 1},
};

static KjRun fixture_run = {.as_of = 20777,
                            .zone = KJ_ZONE_JAPAN,
                            .organizations = fixture_organizations,
                            .organization_count = 1};

/* 2026-11-20; the waived judgement's underlying verdict is set here. */
static inline KjView fixture_view(KjLang lang)
{
    fixture_judgements[3].underlying = KJ_FAIL;
    return (KjView){.registry = &fixture_registry, .lang = lang, .zone = KJ_ZONE_JAPAN};
}

#endif
