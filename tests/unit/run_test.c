/* Verdict names, and runs as bytes: what is written is read again, and no bytes harm the reader. */
#include "tests/unit/check.h"

#include "engine/model/run.h"

#include <stdlib.h>

/* ---- a run with something in every member ---- */

static KjFact fact(KjArena *arena)
{
    KjTree list = kj_tree_list(arena);

    kj_tree_add(&list, kj_value_whole(KJ_DURATION, 10800));
    kj_tree_add(&list, kj_value_text(KJ_TEXT("system:mail")));
    return (KjFact){.origin = KJ_AT_FILE,
                    .kind = 2,
                    .id = KJ_TEXT("i1/reports[2]"),
                    .field = 7,
                    .value = list.value,
                    .place = {"data.yaml", 9, 42},
                    .reason = KJ_TEXT("a → b → a")};
}

static KjRun *sample(void)
{
    KjRun *run = kj_run_new();
    KjOrgResult *org = kj_arena_array(run->arena, 2, sizeof *org);
    KjFact *facts = kj_arena_array(run->arena, 2, sizeof *facts);

    *run = (KjRun){run->arena, 20777, KJ_ZONE_JAPAN, org, 2};
    facts[0] = fact(run->arena);
    facts[1] = (KjFact){.kind = -1, .field = 3, .origin = KJ_AT_PACK};
    org[0].id = KJ_TEXT("reiji");
    org[0].name = KJ_TEXT("例示省");
    org[0].place = (KjPlace){"data.yaml", 2, 1};
    org[0].until = 20778;
    org[1].until = KJ_NEVER;
    org[0].summary[KJ_FAIL] = 1;
    org[0].judgement_count = 1;
    org[0].judgements = kj_arena_alloc(run->arena, sizeof *org[0].judgements);
    org[0].judgements[0] = (KjJudgement){.rule = 5,
                                         .kind = 2,
                                         .id = KJ_TEXT("auth"),
                                         .name = KJ_TEXT("認証基盤"),
                                         .place = {NULL, 0, 0},
                                         .verdict = KJ_WAIVED,
                                         .underlying = KJ_FAIL,
                                         .message = KJ_TEXT("理由"),
                                         .settled_by = KJ_TEXT("exception:e1"),
                                         .missing = facts + 1,
                                         .missing_count = 1,
                                         .trace = facts,
                                         .trace_count = 2};
    org[0].derived_count = 1;
    org[0].derived = kj_arena_alloc(run->arena, sizeof *org[0].derived);
    org[0].derived[0] =
        (KjDerived){.kind = 1, .id = KJ_TEXT("x"), .field = 4, .reason = KJ_TEXT("x → x")};
    org[0].deviation_count = 1;
    org[0].deviations = kj_arena_alloc(run->arena, sizeof *org[0].deviations);
    org[0].deviations[0] = (KjDeviation){.organization = KJ_TEXT("reiji"),
                                         .parameter = 3,
                                         .base = kj_value_int(3),
                                         .value = kj_value_int(5),
                                         .direction = KJ_TEXT("looser"),
                                         .reason = KJ_TEXT("人手"),
                                         .approved_by = KJ_TEXT("局長"),
                                         .place = {"o.yaml", 1, 1}};
    org[0].due_count = org[0].people_count = 1;
    org[0].people = kj_arena_alloc(run->arena, sizeof *org[0].people);
    org[0].people[0] = (KjPerson){.kind = 1, .id = KJ_TEXT("ito"), .name = KJ_TEXT("伊藤")};
    org[0].dues = kj_arena_alloc(run->arena, sizeof *org[0].dues);
    org[0].dues[0] = (KjDue){.then = org[0].judgements[0],
                             .from = KJ_PASS,
                             .day = 20800,
                             .over = true,
                             .persons = org[0].people,
                             .person_count = 1};
    org[1].id = KJ_TEXT("zz");
    return run;
}

static KjBuf encoded(const KjRun *run)
{
    KjBuf buf;

    kj_buf_init(&buf, 0);
    CHECK(kj_run_encode(&buf, run));
    return buf;
}

/* ---- tests ---- */

TEST(verdicts_have_names_and_labels)
{
    KjVerdict verdict;

    for (int i = 0; i < KJ_VERDICTS; i++) {
        CHECK(kj_verdict_from_name(kj_text(kj_verdict_name((KjVerdict)i)), &verdict));
        CHECK_INT(verdict, i);
        CHECK(kj_verdict_label((KjVerdict)i, KJ_JA)[0] != '\0');
        CHECK(kj_verdict_label((KjVerdict)i, KJ_EN)[0] != '\0');
    }
    CHECK_STR(kj_verdict_name(KJ_NA), "n/a");
    CHECK_STR(kj_verdict_name(KJ_FAULT), "error");
    CHECK_STR(kj_verdict_label(KJ_PARTIAL, KJ_JA), "一部適合");
    CHECK(!kj_verdict_from_name(KJ_TEXT("Pass"), &verdict));
    CHECK_STR(kj_verdict_name(KJ_NO_VERDICT), "");
}

TEST(a_run_survives_the_wire)
{
    KjRun *run = sample(), *again;
    KjBuf first = encoded(run), second;
    const KjJudgement *judgement;

    again = kj_run_decode(first.data, first.len);
    CHECK(again != NULL);
    if (!again)
        return;
    second = encoded(again);
    CHECK_INT(second.len, first.len);
    CHECK(second.len == first.len && memcmp(second.data, first.data, first.len) == 0);
    judgement = &again->organizations[0].judgements[0];
    CHECK_INT(again->organization_count, 2);
    CHECK_INT(again->as_of, 20777);
    CHECK_INT(again->organizations[0].until, 20778);
    CHECK_INT(again->organizations[1].until, KJ_NEVER);
    CHECK_STR(judgement->name.data, "認証基盤");
    const KjDue *due = &again->organizations[0].dues[0];
    CHECK_INT(due->day, 20800);
    CHECK(due->over && due->from == KJ_PASS && due->then.verdict == KJ_WAIVED);
    CHECK_STR(due->persons[0].name.data, "伊藤");
    CHECK(judgement->place.file == NULL);
    CHECK_INT(judgement->underlying, KJ_FAIL);
    CHECK_STR(judgement->trace[0].place.file, "data.yaml");
    CHECK(kj_value_equal(&judgement->trace[0].value,
                         &run->organizations[0].judgements[0].trace[0].value));
    kj_buf_clear(&first);
    kj_buf_clear(&second);
    kj_run_free(run);
    kj_run_free(again);
}

TEST(a_result_that_does_not_stand_on_its_own_day_is_refused)
{
    KjRun *run = sample();
    run->organizations[1].until = run->as_of;
    KjBuf bytes = encoded(run);
    CHECK(kj_run_decode(bytes.data, bytes.len) == NULL);
    kj_buf_clear(&bytes);
    kj_run_free(run);
}

TEST(a_cut_run_is_refused)
{
    KjRun *run = sample();
    KjBuf bytes = encoded(run);

    for (size_t len = 0; len < bytes.len; len++) {
        char *cut = malloc(len + 1); /* so that a sanitizer sees every read beyond it */
        KjRun *read;

        memcpy(cut, bytes.data, len);
        read = kj_run_decode(cut, len);
        CHECK(read == NULL);
        kj_run_free(read);
        free(cut);
    }
    kj_buf_putc(&bytes, 'x');
    CHECK(kj_run_decode(bytes.data, bytes.len) == NULL);
    kj_buf_clear(&bytes);
    kj_run_free(run);
}

TEST(a_spoilt_run_is_read_or_refused_but_harms_nobody)
{
    KjRun *run = sample();
    KjBuf bytes = encoded(run);

    for (size_t at = 0; at < bytes.len; at++) {
        static const unsigned char spoils[] = {0x00, 0x01, 0x7F, 0x80, 0xFF};
        char kept = bytes.data[at];

        for (size_t i = 0; i < sizeof spoils; i++) {
            KjRun *read;

            bytes.data[at] = (char)spoils[i];
            read = kj_run_decode(bytes.data, bytes.len);
            if (read) {
                KjBuf again = encoded(read);

                kj_buf_clear(&again);
                kj_run_free(read);
            }
        }
        bytes.data[at] = kept;
    }
    kj_buf_clear(&bytes);
    kj_run_free(run);
}

TEST(the_gravest_verdict_decides_the_exit_code)
{
    KjOrgResult orgs[2] = {{.summary = {[KJ_PASS] = 3, [KJ_NA] = 2, [KJ_WAIVED] = 1}}};
    KjRun run = {.organizations = orgs, .organization_count = 2};

    CHECK_INT(kj_run_exit(&run), KJ_EXIT_OK);
    orgs[1].summary[KJ_UNKNOWN] = 1;
    CHECK_INT(kj_run_exit(&run), KJ_EXIT_FINDINGS);
    orgs[0].summary[KJ_FAULT] = 1;
    CHECK_INT(kj_run_exit(&run), KJ_EXIT_RULE_ERROR);
}

int main(void)
{
    return RUN(verdicts_have_names_and_labels, a_run_survives_the_wire,
               a_result_that_does_not_stand_on_its_own_day_is_refused, a_cut_run_is_refused,
               a_spoilt_run_is_read_or_refused_but_harms_nobody,
               the_gravest_verdict_decides_the_exit_code);
}
