/* What changes between two judgements of the same organisations: by two versions of packs, or in two runs of a
 * store. Where they come from is the source's business (impact_compare.c, engine/cli/store_diff.c): it knows the
 * rules of both, and gives the changes of one organisation at a time. Here they are counted, and printed with the
 * organisations that are hit worst first.
 *
 * A verdict changes for the worse or for the better by how grave it is: fail, partial, error, unknown, waived; pass,
 * n/a and not judged are alike. A rule that only one of the two has changes no verdict: it is new or gone, and how
 * it judges is counted. */
#ifndef KJ_OUTPUT_IMPACT_H
#define KJ_OUTPUT_IMPACT_H

#include "engine/model/turn.h"
#include "engine/output/page.h"
#include "engine/output/view.h"

typedef enum { KJ_IN_BOTH, KJ_IN_NEW, KJ_IN_OLD } KjFate;

typedef struct KjTally {
    uint32_t turns[KJ_TURNS]; /* verdicts that change, by KjTurn */
    uint32_t values;          /* derived values that change */
} KjTally;

typedef struct KjImpactRule {
    KjText name, was; /* was: its name in the old packs, where that is another; else empty */
    KjLabel title;
    KjFate fate;
    KjText reason; /* why an overlay dropped it, or empty */
    bool changed;  /* in both, with other conditions; of functions nothing is known */
    /* counted: */
    KjTally tally;
    uint32_t organizations;       /* with a change of it */
    uint32_t counts[KJ_VERDICTS]; /* new or gone: how records are, or were, judged */
} KjImpactRule;

typedef struct KjImpactParam {
    KjText name; /* with its pack */
    KjLabel title;
    KjFate fate;
    KjText direction;      /* "stricter", "looser", "undecidable"; empty unless in both */
    KjText before, after;  /* as people read them; empty where there is none */
    KjText was_json, json; /* as JSON; empty where there is none */
} KjImpactParam;

#define KJ_NO_RULE SIZE_MAX

typedef struct KjImpactChange {
    KjText kind, id, name;   /* the record, and its name or empty */
    size_t rule;             /* or KJ_NO_RULE: a derived value */
    KjVerdict before, after; /* KJ_NO_VERDICT: not judged */
    KjText message;          /* of the verdict after */
    KjText field;
    KjLabel label;
    KjText old_text, new_text, old_json, new_json; /* of a value */
} KjImpactChange;

typedef struct KjImpactOrg {
    KjText id, name;
    const KjText *groups; /* by choice: what it has there; empty: nothing */
    size_t number;        /* the source's */
    KjTally tally;        /* counted */
    uint32_t records;     /* with a change */
} KjImpactOrg;

typedef struct KjImpactGroup {
    KjText value;
    KjLabel label;
    KjTally tally;
    uint32_t organizations, hit;
} KjImpactGroup;

typedef struct KjImpactChoice { /* a field of organisations, by whose values they are grouped */
    KjText field;
    KjLabel label;
    KjImpactGroup *groups; /* in the order of the field's values; not given last */
    size_t count;
} KjImpactChoice;

typedef struct KjImpactPack {
    KjText id, version, hash;
} KjImpactPack;

typedef struct KjImpactSide {
    KjText name; /* as it was asked for */
    int32_t as_of;
    KjImpactPack *packs; /* that are judged */
    size_t pack_count;
} KjImpactSide;

typedef struct KjImpact {
    KjArena *arena;
    KjLang lang;
    KjImpactSide old, new;
    KjImpactParam *params; /* those that differ */
    size_t param_count;
    KjImpactRule *rules;
    size_t rule_count;
    KjImpactChoice *choices;
    size_t choice_count;
    KjImpactOrg *orgs; /* counted: those hit worst first */
    size_t org_count;
    size_t refused; /* organisations that could not be judged by both */
    /* The changes of an organisation, by record, its values before its verdicts, in the arena. Rules that only
     * one side has are counted into `rules` when it is called with `count_rules`. False: it cannot be read. */
    bool (*open)(struct KjImpact *impact, const KjImpactOrg *org, bool count_rules, KjArena *arena,
                 KjImpactChange **changes, size_t *count);
    void *source;
    /* counted: */
    KjTally tally;
    uint32_t hit, records;
    uint32_t turns[KJ_VERDICTS + 1][KJ_VERDICTS + 1]; /* from, to */
} KjImpact;

uint32_t kj_tally_verdicts(const KjTally *tally); /* that change */
bool kj_tally_any(const KjTally *tally);
/* Whether the record of two changes is the same one. */
bool kj_same_record(const KjImpactChange *a, const KjImpactChange *b);

/* Counts everything and sorts the organisations. False: the source cannot be read. */
bool kj_impact_count(KjImpact *impact);
/* Whether anything is different that judges or computes: a verdict, a value, a rule that judges. */
bool kj_impact_changes(const KjImpact *impact);
/* The same, for the worse only: a verdict, or a new rule that does not pass. */
bool kj_impact_worsens(const KjImpact *impact);
bool kj_impact_rule_judges(const KjImpactRule *rule); /* new or gone: for some record */

/* top: how many organisations are shown with their records, and how many lines the tables have; 0: all. False: the
 * source cannot be read. doc/impact.schema.json describes the JSON. */
bool kj_impact_text(KjPage *page, KjImpact *impact, size_t top);
bool kj_impact_json(KjSink *sink, KjImpact *impact);
bool kj_impact_csv(KjSink *sink, KjImpact *impact);

/* Rules that are gone and new with the same title become one: `joined` is told the numbers of both, of which `gone`
 * has nothing of its own any more. */
void kj_impact_join_renamed(KjImpact *impact, void (*joined)(void *ctx, size_t gone, size_t now),
                            void *ctx);

/* ---- between two versions of packs (impact_compare.c) ---- */

struct KjRuns;

typedef struct KjImpactVersion {
    const char *name;
    KjView view;
    struct KjRuns *runs; /* with derived values, sorted */
} KjImpactVersion;

/* All but the organisations' groups. They are those that both versions judged. To be counted. */
void kj_impact_between(KjImpact *impact, const KjImpactVersion *old, const KjImpactVersion *new,
                       KjLang lang, KjArena *arena);

#endif
