/* What overlays changed in the packs that they extend: the same for every organisation of a run. */
#include "engine/output/deviation.h"
#include "engine/output/report_parts.h"
#include "engine/output/show.h"

KjWord kj_report_change(KjChange change)
{
    static const KjWord words[] = {KJ_W_ADJUSTED, KJ_W_REPLACED, KJ_W_DROPPED, KJ_W_ADDED};

    return words[change];
}

const KjTailoring *kj_report_tailoring_of(const KjView *view, const KjRule *rule)
{
    const KjRegistry *registry = view->registry;

    for (size_t i = 0; i < registry->tailoring_count; i++)
        if (registry->tailorings[i].parameter < 0 &&
            kj_text_compare(registry->tailorings[i].name, rule->name) == 0)
            return &registry->tailorings[i];
    return NULL;
}

static void put_line(KjPage *page, KjStyle style, const KjBuf *text)
{
    kj_page_to(page, 4);
    kj_page_flow(page, style, 6, (KjText){text->data, (uint32_t)text->len});
    kj_page_line(page);
}

/* "基準値を変えた  3時間 → 2時間  (厳しくする変更)  our-ministry" */
static void put_change(KjPage *page, const KjView *view, const KjTailoring *tailoring)
{
    const KjRegistry *registry = view->registry;
    KjMeaning meaning = kj_meaning(view, -1, tailoring->parameter);
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_buf_puts(&text, kj_word(view->lang, kj_report_change(tailoring->change)));
    if (tailoring->parameter >= 0) {
        kj_buf_puts(&text, "  ");
        kj_show_value(&text, view, meaning, &tailoring->base);
        kj_buf_puts(&text, " → ");
        kj_show_value(&text, view, meaning, &registry->params[tailoring->parameter].value);
    }
    kj_buf_printf(&text, "  (%s)", kj_word(view->lang, kj_report_direction(tailoring->direction)));
    put_line(page, KJ_PLAIN, &text);
    kj_buf_reset(&text);
    kj_buf_printf(&text, "%s  ", registry->packs[tailoring->pack].id.data);
    kj_show_place(&text, tailoring->place, false);
    put_line(page, KJ_DIM, &text);
    kj_buf_clear(&text);
}

static void put_reason(KjPage *page, const KjView *view, const KjTailoring *tailoring)
{
    KjText reason = kj_label_in(tailoring->reason, view->lang);

    if (reason.len == 0 && kj_text_is(tailoring->direction, "stricter"))
        return;
    kj_page_to(page, 4);
    kj_page_puts(page, KJ_DIM, kj_word(view->lang, KJ_W_REASON));
    kj_page_puts(page, KJ_PLAIN, " ");
    kj_page_flow(page, KJ_PLAIN, 6,
                 reason.len ? reason : kj_text(kj_word(view->lang, KJ_W_NO_REASON)));
    kj_page_line(page);
}

static KjText title_of(const KjView *view, const KjTailoring *tailoring)
{
    const KjRegistry *registry = view->registry;

    if (tailoring->parameter >= 0)
        return kj_label_in(registry->params[tailoring->parameter].title, view->lang);
    for (size_t i = 0; i < registry->rule_count; i++)
        if (kj_text_compare(registry->rules[i].name, tailoring->name) == 0)
            return kj_label_in(registry->rules[i].title, view->lang);
    return KJ_TEXT("");
}

void kj_report_tailorings(KjPage *page, const KjView *view)
{
    const KjRegistry *registry = view->registry;

    if (registry->tailoring_count == 0)
        return;
    kj_report_heading(page, view, KJ_W_TAILORINGS, registry->tailoring_count);
    for (size_t i = 0; i < registry->tailoring_count; i++) {
        const KjTailoring *tailoring = &registry->tailorings[i];
        bool finding = kj_tailoring_is_finding(registry, tailoring);

        kj_page_to(page, 2);
        kj_page_puts(page, finding ? KJ_RED : KJ_PLAIN, finding ? "●" : "・");
        kj_page_to(page, 4);
        kj_page_put(page, KJ_BOLD, tailoring->name);
        kj_page_flow_on(page, KJ_PLAIN, 6, title_of(view, tailoring));
        kj_page_line(page);
        put_change(page, view, tailoring);
        put_reason(page, view, tailoring);
    }
    kj_page_line(page);
}
