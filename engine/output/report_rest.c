/* What is excused, and which figures an organisation has set otherwise. */
#include "engine/output/deviation.h"
#include "engine/output/report_parts.h"
#include "engine/output/show.h"

static const bool wanted[KJ_VERDICTS] = {[KJ_WAIVED] = true};

/* "本来は不適合、exception:e1" */
static void put_excuse(KjPage *page, const KjView *view, const KjJudgement *judgement)
{
    kj_page_to(page, 6);
    kj_page_puts(page, KJ_DIM, kj_word(view->lang, KJ_W_OTHERWISE));
    kj_page_puts(page, KJ_PLAIN, " ");
    kj_page_puts(page, kj_report_style(judgement->underlying),
                 kj_verdict_label(judgement->underlying, view->lang));
    if (judgement->settled_by.len) {
        kj_page_puts(page, KJ_PLAIN, "  ");
        kj_page_put(page, KJ_DIM, judgement->settled_by);
    }
    kj_page_line(page);
}

void kj_report_waived(KjPage *page, const KjView *view, const KjOrgResult *org)
{
    KjRecordColumns columns = kj_report_columns(view, org, wanted);
    int32_t rule = -1;

    if (org->summary[KJ_WAIVED] == 0)
        return;
    kj_report_heading(page, view, KJ_W_WAIVED, org->summary[KJ_WAIVED]);
    for (size_t i = 0; i < org->judgement_count; i++) {
        const KjJudgement *judgement = &org->judgements[i];

        if (judgement->verdict != KJ_WAIVED)
            continue;
        if (judgement->rule != rule)
            kj_report_clause(page, view, &view->registry->rules[judgement->rule], KJ_WAIVED);
        rule = judgement->rule;
        kj_report_record(page, view, columns, judgement, KJ_WAIVED);
        put_excuse(page, view, judgement);
    }
    kj_page_line(page);
}

/* ---- departures ---- */

KjWord kj_report_direction(KjText direction)
{
    return kj_text_is(direction, "stricter") ? KJ_W_STRICTER
           : kj_text_is(direction, "looser") ? KJ_W_LOOSER
                                             : KJ_W_UNDECIDABLE;
}

static void put_change(KjPage *page, const KjView *view, const KjDeviation *deviation)
{
    KjMeaning meaning = kj_meaning(view, -1, deviation->parameter);
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_show_value(&text, view, meaning, &deviation->base);
    kj_buf_puts(&text, " → ");
    kj_show_value(&text, view, meaning, &deviation->value);
    kj_buf_printf(&text, "  (%s)", kj_word(view->lang, kj_report_direction(deviation->direction)));
    kj_page_to(page, 4);
    kj_page_flow(page, KJ_PLAIN, 6, (KjText){text.data, (uint32_t)text.len});
    kj_buf_reset(&text);
    kj_show_place(&text, deviation->place, false);
    if (text.len) {
        kj_page_flow_on(page, KJ_DIM, 6, (KjText){text.data, (uint32_t)text.len});
    }
    kj_page_line(page);
    kj_buf_clear(&text);
}

static void put_reason(KjPage *page, const KjView *view, const KjDeviation *deviation)
{
    kj_page_to(page, 4);
    kj_page_puts(page, KJ_DIM, kj_word(view->lang, KJ_W_REASON));
    kj_page_puts(page, KJ_PLAIN, " ");
    kj_page_flow(page, KJ_PLAIN, 6,
                 deviation->reason.len ? deviation->reason
                                       : kj_text(kj_word(view->lang, KJ_W_MISSING)));
    if (deviation->approved_by.len) {
        kj_page_puts(page, KJ_PLAIN, "  ");
        kj_page_puts(page, KJ_DIM, kj_word(view->lang, KJ_W_APPROVED_BY));
        kj_page_puts(page, KJ_PLAIN, " ");
        kj_page_flow(page, KJ_PLAIN, 6, deviation->approved_by);
    }
    kj_page_line(page);
}

void kj_report_deviations(KjPage *page, const KjView *view, const KjOrgResult *org)
{
    if (org->deviation_count == 0)
        return;
    kj_report_heading(page, view, KJ_W_DEVIATIONS, org->deviation_count);
    for (size_t i = 0; i < org->deviation_count; i++) {
        const KjDeviation *deviation = &org->deviations[i];
        const KjParam *param = &view->registry->params[deviation->parameter];
        bool finding = kj_deviation_is_finding(view->registry, deviation);

        kj_page_to(page, 2);
        kj_page_puts(page, finding ? KJ_RED : KJ_PLAIN, finding ? "●" : "・");
        kj_page_to(page, 4);
        kj_page_put(page, KJ_BOLD, param->qualified);
        kj_page_flow_on(page, KJ_PLAIN, 6, kj_label_in(param->title, view->lang));
        kj_page_line(page);
        put_change(page, view, deviation);
        put_reason(page, view, deviation);
    }
    kj_page_line(page);
}
