/* Findings by clause, in the order of the rules: fail, partial and error. The judgements of a run
 * are sorted by rule, so a clause is a run of neighbours. The remedy stands once per clause. */
#include "engine/output/meaning.h"
#include "engine/output/report_parts.h"

static const bool wanted[KJ_VERDICTS] = {[KJ_FAIL] = true, [KJ_PARTIAL] = true, [KJ_FAULT] = true};

/* The gravest verdict of a clause marks it. */
static KjVerdict gravest(const KjOrgResult *org, size_t from, size_t to)
{
    KjVerdict worst = KJ_PARTIAL;

    for (size_t i = from; i < to; i++) {
        KjVerdict verdict = org->judgements[i].verdict;

        if (verdict == KJ_FAULT || (verdict == KJ_FAIL && worst == KJ_PARTIAL))
            worst = verdict;
    }
    return worst;
}

static void put_remedy(KjPage *page, const KjView *view, const KjRule *rule)
{
    KjText remedy = kj_label_in(rule->remedy, view->lang);

    if (remedy.len == 0)
        return;
    kj_page_to(page, 4);
    kj_page_puts(page, KJ_GREEN, kj_word(view->lang, KJ_W_REMEDY));
    kj_page_puts(page, KJ_PLAIN, "  ");
    kj_page_flow(page, KJ_PLAIN, page->column, remedy);
    kj_page_line(page);
}

static void put_clause(KjPage *page, const KjView *view, const KjOrgResult *org,
                       KjRecordColumns columns, size_t from, size_t to)
{
    const KjRule *rule = &view->registry->rules[org->judgements[from].rule];
    KjVerdict verdict = gravest(org, from, to);

    kj_report_clause(page, view, rule, verdict);
    for (size_t i = from; i < to; i++) {
        const KjJudgement *judgement = &org->judgements[i];

        if (!wanted[judgement->verdict])
            continue;
        kj_report_record(page, view, columns, judgement, verdict);
        if (judgement->message.len) {
            kj_page_to(page, 6);
            kj_page_flow(page, KJ_PLAIN, 6, judgement->message);
            if (kj_rests_on_declaration(view, judgement))
                kj_page_flow_on(page, KJ_DIM, 6, kj_text(kj_word(view->lang, KJ_W_AS_DECLARED)));
            kj_page_line(page);
        }
    }
    put_remedy(page, view, rule);
    kj_page_line(page);
}

void kj_report_findings(KjPage *page, const KjView *view, const KjOrgResult *org)
{
    KjRecordColumns columns = kj_report_columns(view, org, wanted);
    size_t count = org->summary[KJ_FAIL] + org->summary[KJ_PARTIAL] + org->summary[KJ_FAULT];
    size_t to;

    if (count == 0)
        return;
    kj_report_heading(page, view, KJ_W_FINDINGS, count);
    for (size_t from = 0; from < org->judgement_count; from = to) {
        size_t found = 0;

        for (to = from; to < org->judgement_count; to++) {
            if (org->judgements[to].rule != org->judgements[from].rule)
                break;
            found += wanted[org->judgements[to].verdict];
        }
        if (found)
            put_clause(page, view, org, columns, from, to);
    }
}
