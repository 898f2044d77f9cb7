/* The registry: what the loaded packs declare, validated and indexed.
 *
 * stdlib/loader runs the packs and returns one *declaration document* (a KjValue map). Both the
 * worker and, after a trip over the pipe, its parent make a registry from it. All indices count
 * from 0; texts in two languages are maps { ja, en }; places are { file, line }.
 *
 *  packs      { id, version, title, documents = { { id, title, edition, status } }, uses = { id },
 *               deviation, selected, hash, place }
 *  kinds, inverses   see engine/model/schema.h
 *  params     { pack, name, type, value, title, source, document, unit, min, max, stricter, open,
 *               place }
 *               type: a scalar type; "list" (value: list of scalars); "bands" (value: list of
 *               { label, upper = VALUE or absent }, of = type); "table" (value: list of
 *               { keys = {…}, value }, of = type of the values); value absent: missing until an
 *               organisation sets it. min, max: bounds of the scalar, the elements, the entries
 *  derives    { pack, kind, fields = { index }, from = EXPRESSION or function, over, reads = {…},
 *               records = bool, parameters = { index }, place }   reads: names that a Lua derivation
 *               reads, as { kind, field } pairs (field absent: the records of a derived kind);
 *               parameters: those that a function's text names (for people)
 *  rules      { pack, clause, kinds = { index }, title, remedy, question, actor, actor_title, level,
 *               document, clause_printed, legal, technique, evidence = { {ja,en} }, select, when, check,
 *               ask = bool, items = { rule index }, strict, declared, waivable, in_principle, order,
 *               parameters = { index } as for derives, dropped = bool, place }
 *               select, when, check: lists with one EXPRESSION per kind, or a function
 *               items: the clause's verdict is rolled up from those of these rules; strict: as a ban,
 *               which one that fails breaks
 *               declared: the check rests on what the organisation declares
 *               dropped: taken out by an overlay; it has no kinds, and is judged for nothing
 *  tailorings { pack, of, what = "adjust" | "replace" | "drop" | "add", name, parameter, base, direction,
 *               reason = {ja,en} or text or absent, place }
 *               what an overlay (pack) changed in the pack `of`; adjust: the parameter, and its value
 *               before (absent: none)
 *  answers    { pack, kind, rule, subject, value, verdicts = { VALUE = verdict }, when,
 *               equivalent, place }      rule, subject, value: field indices
 *  waivers    { pack, kind, rule, subject, when, turns = { verdict }, place }
 *  holders    { pack, kind, person, actor, subject, when }   person, actor, subject: field indices;
 *               actor and subject may be absent
 *  contradictions { pack, kind, when, message, place }
 *  displays   { pack, name, command, title, kind, matrix = bool, select = EXPRESSION or absent, sort
 *               (a field; -1 the id), columns = { { field (-1: the id), title or absent } },
 *               seen_by (absent, or a field of organisations), place }
 *               what a command shows: a table of records; with seen_by one over the facts of many
 *               organisations, where nothing is computed. A matrix has two columns, the fields with
 *               the steps of row and column, and the parameters rows, across (lists of steps),
 *               cells and marks (tables with two keys; marks may be absent)
 *  EXPRESSION { text, file, line, kind, type, nodes }     see engine/rules/expr.h
 */
#ifndef KJ_RULES_REGISTRY_H
#define KJ_RULES_REGISTRY_H

#include "engine/model/run.h"
#include "engine/rules/expr.h"

typedef struct KjDocument {
    KjText id;
    KjLabel title;
    KjText edition, status;
} KjDocument;

typedef struct KjPack {
    KjText id, version, deviation, hash;
    KjLabel title;
    bool selected;
    bool needed; /* selected, or used (through others) by a pack that is */
    KjText *uses;
    size_t use_count;
    KjDocument *documents;
    size_t document_count;
    KjPlace place;
} KjPack;

typedef enum { KJ_PARAM_SCALAR, KJ_PARAM_LIST, KJ_PARAM_BANDS, KJ_PARAM_TABLE } KjParamShape;

typedef struct KjBand {
    KjText label;
    KjAtom atom;
    bool open;    /* no upper bound */
    int64_t cell; /* upper bound, included */
    double real;
} KjBand;

typedef struct KjParam {
    KjText name;      /* "recovery_bands" */
    KjText qualified; /* "it-continuity/recovery_bands" */
    int32_t pack;
    KjParamShape shape;
    KjType type; /* of the scalar, the elements, the bounds, the entries */
    bool has_min, has_max;
    double min, max; /* what an organisation may set: bounds included, in the type's own unit */
    KjValue value;   /* as declared */
    KjBand *bands;
    size_t band_count;
    KjLabel title;
    KjText source, document, unit, stricter; /* stricter: "lower", "higher" or empty */
    bool open;                               /* table: an organisation's may have other keys */
    KjPlace place;
} KjParam;

typedef struct KjReads {
    int32_t kind, field; /* field -1: the records of the kind */
} KjReads;

typedef struct KjDerive {
    int32_t pack, kind;
    int32_t *fields; /* one, or several that one function fills */
    size_t field_count;
    KjExpr *from; /* or NULL: function */
    int64_t function;
    bool over_organization;
    bool records; /* makes the records of a derived kind */
    KjReads *reads;
    size_t read_count;
    int32_t *named_params; /* what the function's text names */
    size_t named_param_count;
    KjPlace place;
} KjDerive;

typedef struct KjRule {
    int32_t pack;
    KjText clause; /* "2.5.2(1)-4", with its suffix */
    KjText name;   /* "it-continuity/2.5.2(1)-4" */
    int32_t *kinds;
    size_t kind_count;
    KjLabel title, remedy, question;
    KjText actor, level, document, source_clause, technique;
    KjLabel actor_label; /* or empty */
    KjLabel legal;       /* legal basis, or empty */
    KjLabel *evidence;
    size_t evidence_count;
    KjExpr **select, **when, **check; /* one per kind; NULL if not declared */
    int64_t check_function;           /* -1 if there is none */
    int32_t *named_params;            /* what the function's text names */
    size_t named_param_count;
    int32_t *items; /* rules; the verdict is rolled up from theirs */
    size_t item_count;
    const struct KjRule *item_of; /* the clause that it is an item of, or NULL */
    bool strict;                  /* one item that fails makes it fail */
    bool declared;                /* the check rests on a declaration: answers go before it */
    bool ask, waivable, in_principle;
    bool dropped; /* by an overlay: judged for nothing */
    KjPlace place;
} KjRule;

typedef struct KjAnswering { /* answer{…} in common: which records settle rules, and how */
    int32_t pack, kind, rule, subject, value;
    KjText values[16];
    KjVerdict verdicts[16];
    size_t verdict_count;
    KjExpr *when;       /* NULL: always */
    KjExpr *equivalent; /* with rules "in principle": holds → pass. NULL: never */
} KjAnswering;

typedef struct KjWaiving {
    int32_t pack, kind, rule, subject;
    KjExpr *when;
    bool turns[KJ_VERDICTS];
} KjWaiving;

typedef struct KjHolding { /* holder{…}: records that say who has to act */
    int32_t pack, kind;
    int32_t person;  /* field: a reference to one kind */
    int32_t actor;   /* field: whom rules address; -1: for all rules about the record itself */
    int32_t subject; /* field: what it is about; -1: all */
    KjExpr *when;    /* NULL: always */
} KjHolding;

typedef struct KjContradiction { /* facts of a record that cannot be true together */
    int32_t pack, kind;
    KjExpr *when;
    KjLabel message;
    KjPlace place;
} KjContradiction;

typedef struct KjDisplayColumn {
    int32_t field; /* -1: the record's id */
    KjLabel title; /* or empty: the field's label */
} KjDisplayColumn;

typedef struct KjDisplay { /* what a command shows of the records of a kind */
    int32_t pack, kind;
    KjText name, command;
    KjLabel title;
    bool matrix;
    KjExpr *select; /* NULL: all */
    int32_t sort;   /* field, -1: by id alone */
    int32_t
        seen_by; /* field of organisations naming who sees them in reports over many; -1: none */
    KjDisplayColumn *columns;
    size_t column_count;
    int32_t rows, across, cells, marks; /* of a matrix: parameters; marks -1 if there are none */
    KjPlace place;
} KjDisplay;

typedef enum { KJ_ADJUSTED, KJ_REPLACED, KJ_DROPPED, KJ_ADDED } KjChange;

typedef struct KjTailoring { /* what an overlay changed */
    int32_t pack, of;        /* the overlay; the pack that it changed (its own, of what it added) */
    KjChange change;
    KjText name;       /* of the parameter or rule, with its pack */
    int32_t parameter; /* of what was adjusted, or -1 */
    KjValue base;      /* its value before */
    KjText direction;  /* "stricter", "looser", "undecidable" */
    KjLabel reason;    /* or empty */
    KjPlace place;
} KjTailoring;

typedef struct KjRuleNames KjRuleNames; /* rule_names.c */

typedef struct KjRuleSet {
    KjAtom name;          /* a number of the name; KJ_NO_ATOM: no rule is called so */
    const int32_t *rules; /* ascending */
    size_t count;
} KjRuleSet;

typedef struct KjRegistry {
    KjArena *arena;
    KjSchema *schema;
    KjPack *packs;
    size_t pack_count;
    KjParam *params;
    size_t param_count;
    KjDerive *derives;
    size_t derive_count;
    KjRule *rules; /* in the order of the packs and of their files */
    size_t rule_count;
    KjRuleNames *names;
    KjAnswering *answers;
    size_t answer_count;
    KjWaiving *waivers;
    size_t waiver_count;
    KjHolding *holders;
    size_t holder_count;
    KjContradiction *contradictions;
    size_t contradiction_count;
    KjDisplay *displays;
    size_t display_count;
    KjTailoring *tailorings;
    size_t tailoring_count;
} KjRegistry;

KjRegistry *kj_registry_new(const KjValue *document, KjError *error);
/* Rules that are had one at a time, so that they need not be in memory together. */
typedef struct KjRuleStream {
    size_t count;
    bool (*next)(void *ctx, KjArena *arena, KjValue *rule); /* false: it cannot be had */
    void *ctx;
} KjRuleStream;
/* The same of a document without rules. */
KjRegistry *kj_registry_new_with(const KjValue *document, const KjRuleStream *rules,
                                 KjError *error);
void kj_registry_free(KjRegistry *registry);

/* "it-continuity/2.5.2(1)-4", or the clause alone where only one pack has it, or only one of those
 * that are judged. -1 if unknown. */
int32_t kj_registry_rule(const KjRegistry *registry, KjText name);
/* Rules that stand under a name: the rule itself and those of its clause ("2.1.2(1)-1" and
 * "2.1.2(1)-1#a"), in all packs that have such. */
KjRuleSet kj_registry_covered(const KjRegistry *registry, KjText name);
uint32_t kj_registry_names(const KjRegistry *registry); /* the numbers of names are below */
/* "2.1#a" is an item of "2.1", "2.1#a.2" of "2.1#a". */
bool kj_rule_is_item(const KjRule *item, const KjRule *of);
size_t kj_rule_place(const KjRule *rule,
                     int32_t kind); /* among its kinds; kind_count: it is none */
int32_t kj_registry_param(const KjRegistry *registry, KjText name); /* qualified or unambiguous */
KjText kj_rule_actor(const KjRule *rule, KjLang lang); /* for people: its label, or else its name */
KjText kj_label_in(KjLabel label, KjLang lang);        /* the other language if one is empty */

#endif
