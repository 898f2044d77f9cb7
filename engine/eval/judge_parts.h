/* Shared between the files that judge; not for other folders.
 *
 *   params.c    parameters per organisation;   param_setting.c  what they set, read from text
 *   contradict.c  facts that cannot be true together
 *   derive_order.c  which derived fields are needed, in which order;   derive.c  computing them
 *   resolve.c   derived fields that read each other across records, with cycles
 *   stays.c     what stays from one day to a later one
 *   skip.c      what is left out because workers died of it
 *   reasons.c   why derived values are missing;   reads.c  what a judgement read
 *   verdict.c   every rule over its records
 *   settle.c    answers and waivers;   naming.c  the rules they name;   roll_up.c  clauses with items
 *   facts.c     what was read and what is missing, as facts of a run
 *   message.c   the sentence that goes with a verdict
 *   result.c    the run;   explain.c, condition_tree.c  one verdict in full;   changes.c  what would change it
 *   say.c       values in words;   why.c  why a condition does not hold, in words
 */
#ifndef KJ_EVAL_JUDGE_PARTS_H
#define KJ_EVAL_JUDGE_PARTS_H

#include "engine/eval/frame.h"
#include "engine/eval/judge.h"

#define KJ_BLOCK 1024

/* Why a derived cell is missing, where there is more to say than which facts are not there. */
typedef struct KjReason {
    const char *cycle; /* the chain it lies on */
    const char *fault; /* its derivation, or one it reads, failed: the error */
    KjRead because;    /* its Lua derivation stopped at this missing fact */
    bool has_because;
} KjReason;

typedef struct KjReasons {
    int32_t kind, field;
    KjReason *row;
} KjReasons;

/* What one rule says of one kind's records. */
typedef struct KjVerdicts {
    uint8_t *verdict;    /* per row: KjVerdict; KJ_NO_VERDICT: not judged */
    uint8_t *underlying; /* NULL: nothing was waived or excused */
    KjRef *settled;      /* NULL, or per row the answer or waiver that settled it (kind -1: none) */
    KjOutcome *outcome;  /* of Lua checks, per row; NULL otherwise */
    const char **fault;  /* NULL, or per row the error of a derivation that was read */
    bool skipped;        /* all of it: its conditions are not evaluated again */
} KjVerdicts;

typedef struct KjStays KjStays;

struct KjJudge {
    const KjRegistry *registry;
    KjDataset *dataset;
    KjLua *lua;
    KjJudgeOptions options;
    KjArena *arena;      /* lives as long as the judge */
    KjArena *scratch;    /* released after every block */
    KjParamValue **sets; /* set 0: as the packs say */
    uint32_t set_count;
    uint32_t *set_of;         /* per organisation */
    KjDeviation **deviations; /* per organisation */
    uint32_t *deviation_count;
    bool *needed;       /* per derivation */
    bool *computed;     /* per derivation: its columns are ready */
    int32_t **producer; /* [kind][field]: derivation that computes it, -1 none */
    int32_t *maker;     /* [kind]: derivation that makes its records, -1 none */
    KjReasons *reasons;
    size_t reason_count, reason_capacity;
    size_t fault_count;          /* derived cells and records that could not be computed */
    const char ***record_faults; /* [kind][organisation]: why its records could not be made */
    KjVerdicts **verdicts;       /* [rule][i]: for the i-th kind of the rule */
    KjHorizon *horizon;          /* NULL: nobody asked */
    KjStays *stays;              /* NULL: it is judged for one day only */
    KjTrace lua_trace;
    KjLuaWorld world;
    int32_t asking_pack; /* whose Lua function runs now, for params */
    bool *told;          /* per derivation: that its function failed for a record */
    void *search;        /* of resolve.c, while it runs */
    int32_t deaf;        /* for mutants: a rule whose answers are not heard, -1: none */
    int32_t contrary;    /* or are heard the other way round, yes for no */
};

/* An evaluation context for rows of an organisation's parameter set. */
KjEval kj_judge_eval(KjJudge *judge, uint32_t set);
/* The frame of one record. */
KjFrame kj_judge_frame(KjRef record);
uint32_t kj_judge_set_of(const KjJudge *judge, KjRef record);
/* Calls visit for runs of rows of a kind that share their parameters, at most `step` rows each. */
void kj_judge_blocks(KjJudge *judge, int32_t kind, uint32_t step,
                     void (*visit)(KjJudge *judge, KjEval *eval, const KjFrame *frame, void *ctx),
                     void *ctx);
uint32_t kj_expr_step(const KjExpr *expr); /* rows at a time that keep its lists small */

void kj_judge_params(KjJudge *judge, KjDiags *diags);
/* What an organisation sets a parameter to. */
typedef struct KjSetting {
    KjJudge *judge;
    const KjParam *param;
    KjField field; /* stands for the parameter when its text is read */
    KjPlace place;
    const char *subject;
    KjDiags *diags;
} KjSetting;
/* The text as a value of the parameter's shape. False: it is none, which was told. */
bool kj_setting_read(KjSetting *setting, KjText text, KjValue *value);
/* Records whose facts cannot be true together are data errors. */
void kj_judge_contradictions(KjJudge *judge, KjDiags *diags);
void kj_judge_derive(KjJudge *judge, KjDiags *diags);
/* Computes one derivation; what it reads is there. */
void kj_derive_compute(KjJudge *judge, int32_t number, KjDiags *diags);
/* The columns of its fields are made, to be filled, or are ready to be read. */
void kj_derive_columns(KjJudge *judge, const KjDerive *derive, bool ready);
/* Members (derivations of a single value each, record by record) that read each other. */
void kj_judge_resolve(KjJudge *judge, const int32_t *members, size_t count, KjDiags *diags);
/* What the function that is being called by resolve.c may read; a callback of KjLuaWorld. */
KjResolution kj_judge_resolution(void *ctx, int32_t kind, int32_t field, int32_t row);
/* Calls the function of a derivation for one record. True: *value is what it gave; what went wrong
 * and what was missing became the cell's reason. False: it waits for the cell *read. */
bool kj_judge_call(KjJudge *judge, const KjDerive *derive, int32_t row, KjValue *value,
                   KjRead *read, KjDiags *diags);
/* Whether the function of a derivation lists a field in its reads. */
bool kj_derive_lists(const KjDerive *derive, int32_t kind, int32_t field);
/* Hides the computed fields that a function does not list, or shows them again. */
void kj_judge_show_unlisted(KjJudge *judge, const KjDerive *derive, bool ready);
void kj_judge_settle(KjJudge *judge, KjDiags *diags);
KjVerdict kj_verdict_contrary(KjVerdict verdict); /* pass for fail, fail for pass; others stay */
/* Tells of answers and waivers that name what is not there; settling does so as well. */
void kj_judge_names(KjJudge *judge, KjDiags *diags);
/* Rules and derivations that are left out (skip.c). NULL: it is not. */
const KjSkip *kj_judge_skip(const KjJudge *judge, KjStage stage, int32_t number);
const char *kj_skip_of_derive(const KjJudge *judge, const KjDerive *derive); /* how, or NULL */
/* The verdicts of a kind's rows, or the outcomes of a function, become errors that say how. */
void kj_skip_rows(KjJudge *judge, const KjSkip *skip, KjVerdicts *verdicts, uint32_t rows);
void kj_skip_checks(KjJudge *judge, const KjSkip *skip, KjOutcome *outcomes, uint32_t count);
void kj_skips_tell(KjJudge *judge, KjDiags *diags);
/* Verdicts of one rule, before answers and waivers. */
void kj_judge_rule(KjJudge *judge, int32_t rule);

/* Puts a computed value into a derived column. */
void kj_judge_put(KjJudge *judge, int32_t kind, int32_t field, int32_t row, KjValue value);
void kj_reason_cycle(KjJudge *judge, int32_t kind, int32_t field, int32_t row, const char *chain);
void kj_reason_fault(KjJudge *judge, int32_t kind, int32_t field, int32_t row, const char *text);
void kj_reasons_forget(KjJudge *judge, int32_t kind, int32_t field);
void kj_reason_fact(KjJudge *judge, int32_t kind, int32_t field, int32_t row, KjRead missing);
const char *kj_cycle_of(const KjJudge *judge, int32_t kind, int32_t field, int32_t row);
const char *kj_fault_of(const KjJudge *judge, int32_t kind, int32_t field, int32_t row);
bool kj_because_of(const KjJudge *judge, KjRead read, KjRead *missing);
/* The error of the first failed cell among some reads, or NULL. */
const char *kj_fault_among(const KjJudge *judge, const KjRead *reads, size_t count);
/* The records of a derived kind could not be made for an organisation. */
void kj_reason_records(KjJudge *judge, int32_t kind, uint32_t org, const char *text);
/* Why the records of a kind (of its rows' kind) could not be made in an organisation, or NULL. */
const char *kj_records_fault(const KjJudge *judge, int32_t kind, uint32_t org);
/* The error of records that a condition, or a function of a pack, looks at in an organisation. */
const char *kj_fault_of_records(const KjJudge *judge, const KjExpr *expr, uint32_t org);
const char *kj_fault_for_function(const KjJudge *judge, int32_t pack, uint32_t org);
void kj_spread_derived(KjJudge *judge, const KjDerive *derive);
void kj_spread_verdicts(KjJudge *judge, int32_t rule);

/* The derivations behind what a condition reads. */
typedef void KjDeriveReader(KjJudge *judge, int32_t derivation, void *ctx);
void kj_derive_reads(KjJudge *judge, const KjExpr *expr, KjDeriveReader *reader, void *ctx);

/* What stays from day to day (stays.c). Nothing happens where it was not asked for. */
void kj_stays_begin(KjJudge *judge);
void kj_stays_checked(KjJudge *judge); /* contradictions were looked for */
bool kj_stays_changed(const KjJudge *judge, int32_t derivation);
/* Whether the values of derivations that are computed together are there from before. */
bool kj_stays_derived(KjJudge *judge, const int32_t *members, size_t count, bool reads_changed);
/* Before and after they are computed. In the scratch arena. */
KjColumn **kj_stays_set_aside(KjJudge *judge, const int32_t *members, size_t count);
void kj_stays_made(KjJudge *judge, const int32_t *members, size_t count, KjColumn **aside);
void kj_stays_judged(KjJudge *judge, int32_t rule);
void kj_stays_settling(KjJudge *judge);
/* The first day on which something of an organisation may be different. */
int32_t kj_judge_until(const KjJudge *judge, uint32_t org);

/* What is read for one record, by evaluating once more. */
void kj_reads_of_expr(KjJudge *judge, const KjExpr *expr, KjRef record, KjTrace *out);
void kj_reads_of_rule(KjJudge *judge, int32_t rule, size_t which, KjRef record, KjTrace *out);
/* A condition that is not declared counts as true. */
bool kj_truth_is(KjJudge *judge, const KjExpr *expr, KjRef record, uint8_t wanted);

/* Facts: from what was read to what a run tells. */
KjFact kj_fact_of(KjJudge *judge, KjRead read, uint32_t set, KjArena *arena);
/* Distinct facts of a trace, in order of reading. */
void kj_facts_of(KjJudge *judge, const KjRead *reads, size_t count, uint32_t set, KjArena *arena,
                 KjFact **facts, size_t *fact_count);
/* The facts whose absence keeps a condition unknown for a record; derived fields are followed to the
 * facts behind them. */
void kj_missing_of(KjJudge *judge, const KjExpr *expr, KjRef record, KjTrace *out);
/* The facts that kept a verdict unknown. */
void kj_missing_of_rule(KjJudge *judge, int32_t rule, size_t which, KjRef record, KjTrace *out);
/* Follows derived fields in a list of missing reads, in place. */
void kj_missing_follow(KjJudge *judge, KjTrace *missing);
/* References as texts "kind:id". */
KjValue kj_value_told(const KjJudge *judge, KjValue value, KjArena *arena);

/* In words. */
void kj_say_value(const KjJudge *judge, KjBuf *out, const KjValue *value, KjText unit);
/* What kept the condition from holding, made it hold, or kept it from being decided. */
KjText kj_say_failure(KjJudge *judge, const KjExpr *expr, KjRef record, KjArena *arena);
KjText kj_say_holding(KjJudge *judge, const KjExpr *expr, KjRef record, KjArena *arena);
KjText kj_say_undecided(KjJudge *judge, const KjExpr *expr, KjRef record, KjArena *arena);
/* The sentence that goes with a verdict, in the job's language. missing: what kept it unknown. */
/* The verdict that is to be explained: a finding as it stands, else what was waived or excused. */
KjVerdict kj_verdict_to_tell(KjVerdict verdict, KjVerdict underlying);
/* The answer that made a record's verdict what it is; kind -1 if none did. */
KjRef kj_answer_behind(const KjJudge *judge, const KjVerdicts *verdicts, KjRef record,
                       KjVerdict verdict);
KjText kj_message_of(KjJudge *judge, int32_t rule, size_t which, KjRef record, KjVerdict verdict,
                     const KjTrace *missing, KjArena *arena);
KjText kj_say_unknown(KjJudge *judge, const KjTrace *missing, KjArena *arena);

#endif
