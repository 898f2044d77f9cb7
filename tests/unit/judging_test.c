// Judging as a whole: the order of rules, records, files and organisations changes nothing, every
// verdict says why, and explanations show what was looked at.
#include "tests/unit/judge_fixture.h"

static const char PACK[] =
    "kind 'organization' { singleton = true, plural = 'organizations', title = { ja='組織', "
    "en='Org' },"
    " fields = { field('parameters', '[group] = []', '値', 'Values', { field('name*', 'text', "
    "'名', 'Name'),"
    " field('value*', 'text', '値', 'Value') }) } }\n"
    "kind 'system' { title = { ja='系', en='System' }, fields = { field('name', 'text', '名', "
    "'Name'),\n"
    "  field('base', 'bool = no', '基', 'Base'), field('rto', 'duration', '時', 'RTO'),\n"
    "  field('n', 'int', '数', 'Number'), field('deps', '[->system] = []', '先', 'Deps', { inverse "
    "= 'users' }) } }\n"
    "kind 'answer' { title = { ja='答', en='Answer' }, fields = { field('rule*', 'text', '件', "
    "'Rule'),"
    " field('subject', '->any', '対', 'Subject'), field('value', 'yes|no', '答', 'Value') } }\n"
    "answer { kind = 'answer', rule = 'rule', subject = 'subject', value = 'value',"
    " verdicts = { yes = 'pass', no = 'fail' } }\n"
    "param 'limit' { value = '2h', type = 'duration', title = { ja='限', en='Limit' } }\n"
    "derive 'system.eff' { type = 'duration', title = { ja='実', en='Effective' },"
    " from = 'least(rto, min(users.eff))' }\n"
    "derive 'system.depth' { type = 'int', title = { ja='深', en='Depth' },"
    " from = 'if(count(deps) == 0, 0, max(deps.depth) + 1)' }\n"
    "derive 'system.share' { type = 'number', title = { ja='率', en='Share' }, reads = { "
    "'system.eff' },"
    " from = function(s) return s.eff / 3600 + params.limit / 3600 end }\n"
    "local function r(name, body) body.kind = body.kind or 'system' body.actor = 'x'\n"
    "  body.title = { ja='件', en='Case' } body.remedy = { ja='直す', en='Mend' } rule(name)(body) "
    "end\n"
    "r('1', { when = 'base', check = 'rto < min(users.eff)' })\n"
    "r('2', { check = 'depth < 3' })\nr('3', { check = 'eff <= $limit and n > 3' })\n"
    "r('4', { check = function(s) if s.n == 13 then error('unlucky') end return s.share < 4 end "
    "})\n"
    "r('5', { select = 'base', check = function(s) for _, u in ipairs(s.users) do\n"
    "  if u.n > s.n then return fail { message = { ja='多い', en='too many' }, at = u } end end "
    "return true end })\n"
    "r('6', { ask = { ja='か', en='Is it?' } })\n"
    "r('7', { kind = 'organization', check = 'count(systems where base) > 1 or sum(systems.n) > "
    "20' })\n"
    "r('8', { check = 'not cyclic(deps)' })\nr('9', { check = 'any(users, n > outer.n) or id ~= "
    "\"mail\"' })\n"
    "r('10', { check = 'present(name)' })\nr('11', { check = 'known(n > 3)' })\n"
    "r('12', { check = 'all(deps, n > 5)' })\nr('13', { check = \"name in ('x', 'y')\" })\n";

#define ORG_A                                                                                      \
    "kijun: 1\norganization: { id: a }\nsystems:\n"                                                \
    "  - { id: mail, base: yes, rto: 1h, n: 5, name: Mail }\n"                                     \
    "  - { id: web, deps: [mail, auth], rto: 3h, n: 13, name: Web }\n"                             \
    "  - { id: auth, base: yes, n: 7 }\n  - { id: loop, deps: [loop] }\n"                          \
    "answers: [ { id: a1, rule: '6', value: 'no', subject: web } ]\n"
#define ORG_B                                                                                      \
    "kijun: 1\norganization: { id: b, parameters: [ { name: limit, value: 5h } ] }\n"              \
    "systems:\n  - { id: mail, base: yes, rto: 4h, n: 50 }\n  - { id: x, deps: [mail], rto: 6h "   \
    "}\n"
#define ORG_C "kijun: 1\norganization: { id: c }\n"
// The same, written the other way round.
#define ORG_A_TURNED                                                                               \
    "kijun: 1\norganization: { id: a }\n"                                                          \
    "answers: [ { id: a1, rule: '6', value: 'no', subject: web } ]\nsystems:\n"                    \
    "  - { deps: [loop], id: loop }\n  - { n: 7, base: yes, id: auth }\n"                          \
    "  - { name: Web, n: 13, rto: 3h, deps: [mail, auth], id: web }\n"                             \
    "  - { id: mail, name: Mail, n: 5, rto: 1h, base: yes }\n"

static Fixture made(void)
{
    Fixture f = fixture_new();
    fixture_pack(&f, "p", PACK);
    return f;
}

// Everything an organisation's result says, but for places.
static const char *told(Fixture *f, const char *id)
{
    KjBuf buf;
    kj_buf_init(&buf, 1 << 20);
    for (size_t o = 0; f->run && o < f->run->organization_count; o++) {
        const KjOrgResult *org = &f->run->organizations[o];
        if (!kj_text_is(org->id, id))
            continue;
        for (size_t i = 0; i < org->judgement_count; i++) {
            const KjJudgement *one = &org->judgements[i];
            kj_buf_printf(&buf, "%s %s %s %s [%s] [%s] [%s]\n",
                          f->registry->rules[one->rule].name.data, one->id.data,
                          kj_verdict_name(one->verdict), one->message.data, one->settled_by.data,
                          fixture_facts(f, one->missing, one->missing_count),
                          fixture_facts(f, one->trace, one->trace_count));
        }
        for (size_t i = 0; i < org->derived_count; i++)
            kj_buf_printf(&buf, "%s %d = %s %s\n", org->derived[i].id.data, org->derived[i].field,
                          fixture_value(f, &org->derived[i].value), org->derived[i].reason.data);
        for (size_t i = 0; i < org->deviation_count; i++)
            kj_buf_printf(&buf, "$%d %s\n", org->deviations[i].parameter,
                          org->deviations[i].direction.data);
    }
    const char *text = kj_arena_strndup(f->arena, buf.data ? buf.data : "", buf.len);
    kj_buf_clear(&buf);
    return text;
}

TEST(organizations_alone_or_together_in_any_order_are_judged_the_same)
{
    Fixture f = made();
    fixture_judge_well(&f, ORG_A "---\n" ORG_B "---\n" ORG_C);
    const char *a = told(&f, "a"), *b = told(&f, "b"), *c = told(&f, "c");
    CHECK(strlen(a) > 1000 && strlen(b) > 500 && strlen(c) > 10);
    fixture_judge_well(&f, ORG_C "---\n" ORG_B "---\n" ORG_A);
    CHECK_STR(told(&f, "a"), a);
    CHECK_STR(told(&f, "b"), b);
    CHECK_STR(told(&f, "c"), c);
    fixture_judge_well(&f, ORG_A);
    CHECK_STR(told(&f, "a"), a);
    fixture_judge_well(&f, ORG_B);
    CHECK_STR(told(&f, "b"), b);
    fixture_judge_well(&f, ORG_C);
    CHECK_STR(told(&f, "c"), c);
    fixture_free(&f);
}

TEST(the_order_in_which_facts_are_written_changes_nothing)
{
    Fixture f = made();
    fixture_judge_well(&f, ORG_A);
    const char *a = told(&f, "a");
    fixture_judge_well(&f, ORG_A_TURNED);
    CHECK_STR(told(&f, "a"), a);
    fixture_free(&f);
}

TEST(rules_judged_in_reverse_and_again_give_the_same)
{
    Fixture f = made();
    KjDiags diags;
    kj_diags_init(&diags, KJ_EN);
    fixture_judge_well(&f, ORG_A "---\n" ORG_B "---\n" ORG_C);
    const char *a = told(&f, "a"), *b = told(&f, "b");
    for (int twice = 0; twice < 2; twice++) {
        kj_run_free(f.run);
        f.judge->lua_trace.count = 0;
        for (size_t r = f.registry->rule_count; r-- > 0;) {
            for (size_t k = 0; k < f.registry->rules[r].kind_count; k++)
                f.judge->verdicts[r][k] = (KjVerdicts){NULL, NULL, NULL, NULL, NULL, false};
            kj_judge_rule(f.judge, (int32_t)r);
        }
        kj_judge_settle(f.judge, &diags);
        f.run = kj_judge_run(f.judge);
        CHECK_STR(told(&f, "a"), a);
        CHECK_STR(told(&f, "b"), b);
    }
    CHECK_INT(diags.count, 0);
    kj_diags_clear(&diags);
    fixture_free(&f);
}

TEST(verdicts_and_what_they_rest_on)
{
    Fixture f = made();
    fixture_judge_well(&f, ORG_A "---\n" ORG_B);
    CHECK_STR(fixture_verdict(&f, "1", "a/system:mail"), "pass");
    CHECK_STR(fixture_verdict(&f, "1", "a/system:web"), "n/a");
    CHECK_STR(fixture_verdict(&f, "1", "a/system:auth"), "unknown");
    CHECK_STR(fixture_missing(&f, "1", "a/system:auth"), "system:auth.rto");
    CHECK_STR(fixture_trace(&f, "1", "a/system:web"), "system:web.base");
    CHECK_STR(fixture_verdict(&f, "2", "a/system:loop"), "unknown");
    CHECK_STR(fixture_verdict(&f, "3", "a/system:mail"), "pass");
    CHECK_STR(fixture_verdict(&f, "3", "a/system:web"), "fail");
    CHECK_STR(fixture_trace(&f, "3", "a/system:web"), "system:web.eff, $p/limit");
    CHECK_STR(fixture_verdict(&f, "3", "b/system:mail"), "pass");
    CHECK_STR(fixture_verdict(&f, "4", "a/system:web"), "error");
    CHECK(strstr(fixture_message(&f, "4", "a/system:web"), "unlucky") != NULL);
    CHECK(strstr(fixture_message(&f, "4", "a/system:web"), "rules.lua:") != NULL);
    CHECK_STR(fixture_verdict(&f, "4", "a/system:mail"), "pass"); // the run goes on
    CHECK_STR(fixture_verdict(&f, "5", "a/system:web"), "none");
    CHECK_STR(fixture_verdict(&f, "5", "a/system:mail"), "fail");
    CHECK_STR(fixture_message(&f, "5", "a/system:mail"), "too many (at = system:web)");
    CHECK_STR(fixture_verdict(&f, "6", "a/system:web"), "fail");
    CHECK_STR(fixture_verdict(&f, "6", "a/system:mail"), "unknown");
    CHECK_STR(fixture_verdict(&f, "7", "organization:a"), "pass");
    CHECK_STR(fixture_verdict(&f, "7", "organization:b"), "unknown");
    CHECK_STR(fixture_verdict(&f, "8", "a/system:loop"), "fail");
    fixture_free(&f);
}

TEST(every_verdict_that_is_not_well_says_why)
{
    Fixture f = made();
    fixture_judge_well(&f, ORG_A "---\n" ORG_B "---\n" ORG_C);
    for (size_t o = 0; o < f.run->organization_count; o++)
        for (size_t i = 0; i < f.run->organizations[o].judgement_count; i++) {
            const KjJudgement *one = &f.run->organizations[o].judgements[i];
            bool well = one->verdict == KJ_PASS || one->verdict == KJ_NA;
            if (well == (one->message.len == 0))
                continue;
            printf("%s %s %s: '%s'\n", f.registry->rules[one->rule].name.data, one->id.data,
                   kj_verdict_name(one->verdict), one->message.data);
            CHECK_STR("a verdict", well ? "without a message" : "with a message");
        }
    // What decided is named with its value, and what did not is left out.
    CHECK(strstr(fixture_message(&f, "3", "a/system:web"), "3h") ||
          strstr(fixture_message(&f, "3", "a/system:web"), "3 h"));
    CHECK(!strstr(fixture_message(&f, "3", "a/system:web"), "Number"));
    CHECK(strstr(fixture_message(&f, "8", "a/system:loop"), "loop → loop") != NULL);
    CHECK_STR(fixture_message(&f, "4", "b/system:mail"), "not fulfilled (Number 50, Share 9)");
    CHECK(strstr(fixture_message(&f, "9", "b/system:mail"), "system:x") != NULL);
    CHECK(strstr(fixture_message(&f, "10", "a/system:auth"), "Name") != NULL);
    CHECK(strstr(fixture_message(&f, "12", "a/system:web"), "mail") != NULL);
    fixture_free(&f);
}

// ---- explanations ----

static KjValue explained(Fixture *f, const char *rule, const char *record)
{
    return kj_explain(f->judge, kj_registry_rule(f->registry, kj_text(rule)),
                      fixture_record(f, record), f->arena);
}

// "text=truth(child, child)" of a part's tree.
static void write_tree(KjBuf *out, const KjValue *tree)
{
    const KjList *children = kj_map_list(tree, "children"), *members = kj_map_list(tree, "members");
    KjText truth = kj_map_text(tree, "truth");
    kj_buf_puts(out, kj_map_text(tree, "text").data);
    if (truth.len)
        kj_buf_printf(out, "=%s", truth.data);
    for (size_t i = 0; i < children->count; i++) {
        kj_buf_puts(out, i ? ", " : "(");
        write_tree(out, &children->items[i]);
    }
    kj_buf_puts(out, children->count ? ")" : "");
    for (size_t i = 0; i < members->count; i++)
        kj_buf_printf(out, "%s%s", i ? ", " : "{", kj_map_text(&members->items[i], "id").data);
    kj_buf_puts(out, members->count ? "}" : "");
}

static const char *tree_text(Fixture *f, const KjValue *explanation, const char *part)
{
    const KjList *parts = kj_map_list(explanation, "parts");
    for (size_t i = 0; i < parts->count; i++) {
        const KjValue *tree = kj_map_get(&parts->items[i], "tree");
        KjBuf buf;
        if (!kj_text_is(kj_map_text(&parts->items[i], "part"), part) || !tree)
            continue;
        kj_buf_init(&buf, 1 << 16);
        write_tree(&buf, tree);
        const char *text = kj_arena_strndup(f->arena, buf.data, buf.len);
        kj_buf_clear(&buf);
        return text;
    }
    return "no such part";
}

TEST(explanations_show_the_condition_with_its_truths)
{
    Fixture f = made();
    fixture_judge_well(&f, ORG_A);
    KjValue pass = explained(&f, "1", "system:mail"), fail = explained(&f, "3", "system:web");
    KjValue unknown = explained(&f, "1", "system:auth");
    CHECK_STR(kj_map_text(&pass, "verdict").data, "pass");
    CHECK_STR(tree_text(&f, &pass, "when"), "base=true");
    CHECK_STR(tree_text(&f, &pass, "check"), "rto < min(users.eff)=true(rto, min(users.eff){web})");
    CHECK_STR(kj_map_text(&fail, "verdict").data, "fail");
    CHECK_STR(tree_text(&f, &fail, "check"),
              "eff <= $limit and n > 3=false(eff <= $limit=false(eff, $limit), n > 3=true(n))");
    CHECK_STR(kj_map_text(&unknown, "verdict").data, "unknown");
    CHECK_STR(tree_text(&f, &unknown, "check"),
              "rto < min(users.eff)=unknown(rto, min(users.eff){web})");
    CHECK(kj_map_list(&pass, "changes")->count > 0);
    CHECK(kj_map_list(&fail, "changes")->count > 0);
    CHECK(kj_map_list(&unknown, "changes")->count > 0);
    fixture_free(&f);
}

TEST(explanations_reach_into_lists_and_derived_fields)
{
    Fixture f = made();
    fixture_judge_well(&f, ORG_A);
    KjValue all = explained(&f, "12", "system:web"), cycle = explained(&f, "2", "system:loop");
    CHECK(strstr(tree_text(&f, &all, "check"), "mail") &&
          strstr(tree_text(&f, &all, "check"), "auth"));
    const KjList *related = kj_map_list(&cycle, "related");
    CHECK(related->count > 0);
    if (related->count > 0)
        CHECK_STR(kj_map_text(&related->items[0], "note").data, "loop → loop");
    KjValue lua = explained(&f, "4", "system:mail"), asked = explained(&f, "6", "system:mail");
    CHECK(strstr(tree_text(&f, &lua, "function"), "rules.lua") != NULL);
    CHECK_STR(tree_text(&f, &asked, "ask"), "Is it?");
    fixture_free(&f);
}

int main(void)
{
    return RUN(organizations_alone_or_together_in_any_order_are_judged_the_same,
               the_order_in_which_facts_are_written_changes_nothing,
               rules_judged_in_reverse_and_again_give_the_same, verdicts_and_what_they_rest_on,
               every_verdict_that_is_not_well_says_why,
               explanations_show_the_condition_with_its_truths,
               explanations_reach_into_lists_and_derived_fields);
}
