/* Sections of the text report and what they share; only the report's own files include this. */
#ifndef KJ_OUTPUT_REPORT_PARTS_H
#define KJ_OUTPUT_REPORT_PARTS_H

#include "engine/output/page.h"
#include "engine/output/view.h"
#include "engine/output/words.h"

KjStyle kj_report_style(KjVerdict verdict);
const char *kj_report_mark(KjVerdict verdict);                     /* ● ▲ ? ! ○ ◇ - */
KjText kj_report_org_name(KjArena *arena, const KjOrgResult *org); /* 例示省 (reiji) */
/* Selected, and with rules of its own: packs that only lend kinds are not worth a line. */
bool kj_report_pack_shown(const KjRegistry *registry, size_t pack);

/* 「mark」 pack/clause  title, and below it level and actor. */
void kj_report_clause(KjPage *page, const KjView *view, const KjRule *rule, KjVerdict verdict);
void kj_report_heading(KjPage *page, const KjView *view, KjWord word, size_t count);
/* One line of a clause: name, kind:id and place. The columns say where the latter two begin. */
typedef struct KjRecordColumns {
    size_t record, place;
} KjRecordColumns;
KjRecordColumns kj_report_columns(const KjView *view, const KjOrgResult *org, const bool *wanted);
void kj_report_record(KjPage *page, const KjView *view, KjRecordColumns columns,
                      const KjJudgement *judgement, KjVerdict of_clause);

/* The record's name, or how its kind is called. */
KjText kj_report_name(const KjView *view, const KjJudgement *judgement);

#define KJ_LABELLED_AT 18 /* columns */
/* "出典  …": a word and, from a column on, what it says; nothing if that is empty. */
void kj_report_labelled(KjPage *page, const KjView *view, KjWord word, KjText text);
/* The same; the text is emptied for the next one. */
void kj_report_labelled_buf(KjPage *page, const KjView *view, KjWord word, KjBuf *text);

void kj_report_findings(KjPage *page, const KjView *view, const KjOrgResult *org);
void kj_report_unknown(KjPage *page, const KjView *view, const KjOrgResult *org);
void kj_report_waived(KjPage *page, const KjView *view, const KjOrgResult *org);
void kj_report_deviations(KjPage *page, const KjView *view, const KjOrgResult *org);
void kj_report_tailorings(KjPage *page, const KjView *view);
KjWord kj_report_direction(KjText direction);
/* "要件を外した" */
KjWord kj_report_change(KjChange change);
/* What an overlay changed in this rule, or NULL. */
const KjTailoring *kj_report_tailoring_of(const KjView *view, const KjRule *rule);

#endif
