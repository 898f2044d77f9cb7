/* Findings by clause, in the order of the rules: fail, partial and error. The judgements of a run
 * are sorted by rule, so a clause is a run of neighbours. The remedy stands once per clause. What an
 * item says of a record its clause says already, unless an exception keeps the clause from saying it; the
 * remedies of such items follow that of the clause. */
#include "engine/output/meaning.h"
#include "engine/output/report_parts.h"

static const bool wanted[KJ_VERDICTS] = {[KJ_FAIL] = true, [KJ_PARTIAL] = true, [KJ_FAULT] = true};

/* Judgements of an organisation are sorted by rule, by the rule's kinds and by id. */
static int compare(const KjView *view, const KjRule *rule, const KjJudgement *wanted_record,
                   const KjJudgement *judgement)
{
    const KjRule *of = &view->registry->rules[judgement->rule];
    size_t wanted_place, place;

    if (of != rule)
        return of < rule ? 1 : -1;
    wanted_place = kj_rule_place(rule, wanted_record->kind);
    place = kj_rule_place(rule, judgement->kind);
    if (wanted_place != place)
        return wanted_place < place ? -1 : 1;
    return kj_text_compare(wanted_record->id, judgement->id);
}

/* The verdict of the clause that an item belongs to, for the same record; none if there is none. */
static KjVerdict of_clause(const KjView *view, const KjOrgResult *org, const KjJudgement *item)
{
    const KjRule *clause = view->registry->rules[item->rule].item_of;
    size_t low = 0, high = clause ? org->judgement_count : 0;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const KjJudgement *judgement = &org->judgements[middle];
        int order = compare(view, clause, item, judgement);

        if (order == 0)
            return judgement->verdict;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return KJ_NO_VERDICT;
}

static bool is_listed(const KjView *view, const KjOrgResult *org, const KjJudgement *judgement)
{
    KjVerdict clause;

    if (!wanted[judgement->verdict])
        return false;
    clause = of_clause(view, org, judgement);
    return clause == KJ_NO_VERDICT || !wanted[clause];
}

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

/* Whether something is found of a rule that its clause says for it. */
static bool is_folded(const KjView *view, const KjOrgResult *org, int32_t rule)
{
    size_t low = 0, high = org->judgement_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (org->judgements[middle].rule < rule)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < org->judgement_count && org->judgements[low].rule == rule; low++)
        if (wanted[org->judgements[low].verdict] && !is_listed(view, org, &org->judgements[low]))
            return true;
    return false;
}

/* "a" of "2.1(1)#a", "2" of "2.1(1)#a.2". */
static const char *item_name(const KjRule *item, const KjRule *clause)
{
    return item->clause.data + clause->clause.len + 1;
}

/* "・a, b  remedy" for items with findings; those in a row that have one remedy together. */
static void put_item_remedies(KjPage *page, const KjView *view, const KjOrgResult *org,
                              const KjRule *clause)
{
    KjText last = kj_label_in(clause->remedy, view->lang);
    KjArenaMark mark = kj_arena_mark(page->scratch);
    const char *names = "";

    for (size_t i = 0; i <= clause->item_count; i++) {
        const KjRule *item =
            i < clause->item_count ? &view->registry->rules[clause->items[i]] : NULL;
        KjText remedy = item ? kj_label_in(item->remedy, view->lang) : KJ_TEXT("");

        if (item && !is_folded(view, org, clause->items[i]))
            continue;
        if (*names && (!item || kj_text_compare(remedy, last) != 0)) {
            kj_page_to(page, 6);
            kj_page_puts(page, KJ_PLAIN, kj_word(view->lang, KJ_W_BULLET));
            kj_page_puts(page, KJ_DIM, names);
            kj_page_puts(page, KJ_PLAIN, "  ");
            kj_page_flow(page, KJ_PLAIN, 8, last);
            kj_page_line(page);
            names = "";
        }
        if (!item || remedy.len == 0 || (*names == '\0' && kj_text_compare(remedy, last) == 0))
            continue;
        names = kj_arena_printf(page->scratch, "%s%s%s", names, *names ? ", " : "",
                                item_name(item, clause));
        last = remedy;
    }
    kj_arena_release(page->scratch, mark);
}

/* The next finding after i, or to. */
static size_t next_listed(const KjView *view, const KjOrgResult *org, size_t i, size_t to)
{
    do
        i++;
    while (i < to && !is_listed(view, org, &org->judgements[i]));
    return i;
}

/* What several records in a row have in common is said once, below the last of them. */
static void put_message(KjPage *page, const KjView *view, const KjOrgResult *org, size_t i,
                        size_t to)
{
    size_t next = next_listed(view, org, i, to);
    KjText message = org->judgements[i].message;

    if (message.len == 0 ||
        (next < to && kj_text_compare(message, org->judgements[next].message) == 0))
        return;
    kj_page_to(page, 6);
    kj_page_flow(page, KJ_PLAIN, 6, message);
    if (kj_rests_on_declaration(view, &org->judgements[i]))
        kj_page_flow_on(page, KJ_DIM, 6, kj_text(kj_word(view->lang, KJ_W_AS_DECLARED)));
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

        if (!is_listed(view, org, judgement))
            continue;
        kj_report_record(page, view, columns, judgement, verdict);
        put_message(page, view, org, i, to);
    }
    put_remedy(page, view, rule);
    put_item_remedies(page, view, org, rule);
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
            found += is_listed(view, org, &org->judgements[to]);
        }
        if (found)
            put_clause(page, view, org, columns, from, to);
    }
}
