/* The sections of the reference and what they share; only its own files include this. */
#ifndef KJ_OUTPUT_DOC_PARTS_H
#define KJ_OUTPUT_DOC_PARTS_H

#include "engine/output/doc_reads.h"
#include "engine/output/meaning.h"
#include "engine/output/paper.h"
#include "engine/output/view.h"

typedef struct KjDoc {
    KjPaper paper;
    KjView view;
    const KjRegistry *registry;
    KjArena *arena; /* as long as the document is written */
    KjDocReads *reads;
    const bool *wanted; /* by pack: those on the page */
    int32_t pack;       /* that is being written */
    int level;          /* of the headings of its sections */
} KjDoc;

/* ---- ids and links ---- */

KjText kj_doc_rule_id(const KjDoc *doc, const KjRule *rule);
KjText kj_doc_param_id(const KjDoc *doc, int32_t param);
KjText kj_doc_field_id(const KjDoc *doc, KjReads field);
KjText kj_doc_section_id(const KjDoc *doc, const char *section); /* of the pack */

/* Links; the name alone of what is on no page. */
void kj_doc_rule(KjDoc *doc, const KjRule *rule); /* of the pack */
void kj_doc_param(KjDoc *doc, int32_t param);
void kj_doc_field(KjDoc *doc, KjReads field); /* system.rto */
/* The field's or kind's label behind a blank, where it is not its name. */
void kj_doc_label(KjDoc *doc, KjReads field);
void kj_doc_comma(KjDoc *doc);

/* "2.5.2(1)-4, 2.5.2(1)-5": the rules of the pack for which `reads` is true; nothing, and false, if there
 * are none. */
typedef bool (*KjDocChooses)(const KjDoc *doc, const KjRule *rule, const void *ctx);
bool kj_doc_rules_that(KjDoc *doc, KjDocChooses chooses, const void *ctx);

/* ---- values ---- */

void kj_doc_value(KjDoc *doc, KjMeaning meaning, const KjValue *value);
/* "時間の長さ", "選択（a・b）", "参照 → 情報システム", with unit and bounds. */
void kj_doc_type(KjDoc *doc, const KjField *field);

/* ---- sections ---- */

void kj_doc_head(KjDoc *doc);    /* documents and what an overlay changed */
void kj_doc_rules(KjDoc *doc);   /* clauses in order */
void kj_doc_params(KjDoc *doc);  /* figures */
void kj_doc_records(KjDoc *doc); /* kinds and fields that are needed */
void kj_doc_derived(KjDoc *doc); /* computed fields */
void kj_doc_graph(KjDoc *doc);   /* which rule reads what */

/* Whether the pack has any. */
bool kj_doc_has_rules(const KjDoc *doc);
bool kj_doc_has_params(const KjDoc *doc);
bool kj_doc_has_derived(const KjDoc *doc);
bool kj_doc_has_records(const KjDoc *doc);

/* A section with its heading, until kj_paper_close. */
void kj_doc_section(KjDoc *doc, const char *name, const char *ja, const char *en);

#endif
