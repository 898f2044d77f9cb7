/* Tests of packs: what is expected of a run, and where the run is otherwise.
 *
 * An expectation is of a verdict or of a derived value. What a test shows is a list of mismatches: it
 * passed if there are none. doc/testing.md says how analysts write them. */
#ifndef KJ_OUTPUT_TESTS_H
#define KJ_OUTPUT_TESTS_H

#include "engine/model/run.h"
#include "engine/output/page.h"
#include "engine/output/view.h"

typedef struct KjExpected {
    KjPlace place;
    KjText rule;       /* as written; empty: a derived value */
    int32_t number;    /* of the rule, set by kj_tests_resolve; -1: none */
    bool pattern;      /* the rule was one of many: it need not judge anything here */
    KjText kind, id;   /* kind empty: all records that the rule judges, at least one */
    KjVerdict verdict; /* KJ_NO_VERDICT: the record is to have none */
    bool says_missing; /* of unknown: exactly these facts */
    KjText *missing;   /* FIELD, or KIND:ID.FIELD of another record; sorted */
    size_t missing_count;
    KjText message;      /* a part of it, or empty */
    KjText field, value; /* of a derived value */
} KjExpected;

typedef struct KjExpectations {
    KjExpected *items;
    size_t count, capacity;
    bool whole; /* every verdict is to be among them, but for rules that `only` leaves out */
    bool resolved;
    KjText *only; /* patterns of rules, as for --only; none: all */
    KjPlace *only_places;
    size_t only_count, only_capacity;
    bool refused;   /* the facts are to be refused */
    KjText problem; /* with this in a message, or empty */
    KjPlace problem_place;
} KjExpectations;

typedef struct KjMismatch {
    KjPlace place;
    KjText what; /* "it-continuity/2.5.2(1)-4 system:auth", "system:auth effective_rto" */
    bool value;  /* of a derived value: only the texts count */
    KjVerdict expected, got;
    KjText expected_more, got_more; /* missing facts, part of a message, values; may be empty */
    KjText message;                 /* that came with the verdict */
} KjMismatch;

typedef enum { KJ_TEST_PASSED, KJ_TEST_FAILED, KJ_TEST_REFUSED } KjTestState;

typedef struct KjTestResult {
    KjText pack, name;
    KjPlace place;
    KjTestState state; /* refused: the facts, or what is expected, could not be read */
    size_t checks;     /* expectations that were looked at */
    KjMismatch *mismatches;
    size_t mismatch_count, mismatch_capacity;
} KjTestResult;

typedef struct KjTestResults {
    KjTestResult *items;
    size_t count, capacity;
    size_t states[3]; /* how many, by state */
} KjTestResults;

/* Finds the rules that are expected; those that no pack has are told. Names with * are spread over the rules
 * that they fit, each of which may judge nothing. */
bool kj_tests_resolve(KjExpectations *expectations, const KjView *view, KjDiags *diags);
/* Compares; mismatches and their texts lie in the arena. */
void kj_tests_match(const KjExpectations *expectations, const KjView *view, const KjRun *run,
                    KjArena *arena, KjTestResult *result);
/* Whether a rule is among those that a test speaks of. */
bool kj_tests_wants(const KjExpectations *expectations, const KjView *view, const KjRule *rule);
/* The missing facts of a verdict as tests write them, sorted. */
KjText *kj_tests_missing(const KjView *view, const KjJudgement *judgement, KjArena *arena);
KjText kj_tests_joined(const KjText *texts, size_t count, KjArena *arena); /* by blanks */
/* A derived value as tests write it. */
KjText kj_tests_value(const KjView *view, const KjDerived *derived, KjArena *arena);
/* What judging gives, in the form of a file of expectations. */
void kj_tests_show(KjSink *sink, const KjView *view, const KjRun *run);

void kj_tests_text(KjPage *page, KjLang lang, const KjTestResults *results);
void kj_tests_json(KjSink *sink, const KjTestResults *results);

#endif
