/* What the sections of the report share: marks and colours of verdicts, the line of a clause, the
 * line of a record. */
#include "engine/output/report_parts.h"
#include "engine/output/show.h"

#define INDENT 4
#define MOST_NAME 30 /* columns that lining up may cost; what is longer pushes its own line */

KjStyle kj_report_style(KjVerdict verdict)
{
    static const KjStyle styles[] = {
        [KJ_FAIL] = KJ_RED,       [KJ_UNKNOWN] = KJ_CYAN, [KJ_PASS] = KJ_GREEN,
        [KJ_PARTIAL] = KJ_YELLOW, [KJ_WAIVED] = KJ_PLAIN, [KJ_NA] = KJ_DIM,
        [KJ_FAULT] = KJ_MAGENTA};

    return verdict < KJ_VERDICTS ? styles[verdict] : KJ_PLAIN;
}

const char *kj_report_mark(KjVerdict verdict)
{
    static const char *const marks[] = {
        [KJ_FAIL] = "●",   [KJ_UNKNOWN] = "?", [KJ_PASS] = "○", [KJ_PARTIAL] = "▲",
        [KJ_WAIVED] = "◇", [KJ_NA] = "-",      [KJ_FAULT] = "!"};

    return verdict < KJ_VERDICTS ? marks[verdict] : "";
}

KjText kj_report_org_name(KjArena *arena, const KjOrgResult *org)
{
    if (org->name.len == 0)
        return org->id;
    return kj_text(kj_arena_printf(arena, "%.*s (%.*s)", (int)org->name.len, org->name.data,
                                   (int)org->id.len, org->id.data));
}

bool kj_report_pack_shown(const KjRegistry *registry, size_t pack)
{
    if (!registry->packs[pack].selected)
        return false;
    for (size_t i = 0; i < registry->rule_count; i++)
        if ((size_t)registry->rules[i].pack == pack)
            return true;
    return false;
}

void kj_report_heading(KjPage *page, const KjView *view, KjWord word, size_t count)
{
    KjArenaMark mark = kj_arena_mark(page->scratch);

    kj_page_to(page, 2);
    kj_page_puts(page, KJ_BOLD, kj_word(view->lang, word));
    kj_page_puts(page, KJ_DIM,
                 kj_arena_printf(page->scratch, " %zu%s", count, kj_word(view->lang, KJ_W_ITEMS)));
    kj_page_line(page);
    kj_page_line(page);
    kj_arena_release(page->scratch, mark);
}

/* ---- clauses ---- */

static void put_level_and_actor(KjPage *page, const KjView *view, const KjRule *rule)
{
    KjText actor = kj_rule_actor(rule, view->lang);

    kj_page_to(page, INDENT);
    kj_page_put(page, KJ_DIM, kj_level_label(view->lang, rule->level));
    if (actor.len) {
        kj_page_puts(page, KJ_DIM, kj_word(view->lang, KJ_W_LIST_COMMA));
        kj_page_put(page, KJ_DIM, actor);
    }
    kj_page_line(page);
}

void kj_report_clause(KjPage *page, const KjView *view, const KjRule *rule, KjVerdict verdict)
{
    kj_page_to(page, 2);
    kj_page_puts(page, kj_report_style(verdict), kj_report_mark(verdict));
    kj_page_to(page, INDENT);
    kj_page_put(page, KJ_BOLD, rule->name);
    kj_page_flow_on(page, KJ_BOLD, INDENT, kj_label_in(rule->title, view->lang));
    kj_page_line(page);
    put_level_and_actor(page, view, rule);
}

/* ---- records ---- */

KjText kj_report_name(const KjView *view, const KjJudgement *judgement)
{
    if (judgement->name.len)
        return judgement->name;
    return kj_label_in(view->registry->schema->kinds[judgement->kind].label, view->lang);
}

static size_t record_width(const KjView *view, const KjJudgement *judgement)
{
    KjText kind = view->registry->schema->kinds[judgement->kind].name;

    return kj_page_width_of(kind) + 1 + kj_page_width_of(judgement->id);
}

static size_t clamped(size_t width, size_t least)
{
    width = width > MOST_NAME ? MOST_NAME : width;
    return width > least ? width : least;
}

KjRecordColumns kj_report_columns(const KjView *view, const KjOrgResult *org, const bool *wanted)
{
    size_t name = 0, record = 0;

    for (size_t i = 0; i < org->judgement_count; i++) {
        const KjJudgement *judgement = &org->judgements[i];

        if (!wanted[judgement->verdict])
            continue;
        name = clamped(kj_page_width_of(kj_report_name(view, judgement)), name);
        record = clamped(record_width(view, judgement), record);
    }
    return (KjRecordColumns){INDENT + name + 2, INDENT + name + 2 + record + 2};
}

/* A verdict that is not the clause's own stands before the name. */
void kj_report_record(KjPage *page, const KjView *view, KjRecordColumns columns,
                      const KjJudgement *judgement, KjVerdict of_clause)
{
    KjBuf text;

    if (judgement->verdict != of_clause) {
        kj_page_to(page, 2);
        kj_page_puts(page, kj_report_style(judgement->verdict), kj_report_mark(judgement->verdict));
    }
    kj_page_to(page, INDENT);
    kj_page_put(page, KJ_PLAIN, kj_report_name(view, judgement));
    kj_page_to(page, columns.record);
    kj_buf_init(&text, 0);
    kj_show_record(&text, view, judgement->kind, judgement->id);
    kj_page_put(page, KJ_PLAIN, (KjText){text.data, (uint32_t)text.len});
    kj_buf_reset(&text);
    kj_show_place(&text, judgement->place, false);
    if (text.len) {
        kj_page_to(page, columns.place);
        kj_page_put(page, KJ_DIM, (KjText){text.data, (uint32_t)text.len});
    }
    kj_page_line(page);
    kj_buf_clear(&text);
}

/* ---- labelled lines ---- */

void kj_report_labelled(KjPage *page, const KjView *view, KjWord word, KjText text)
{
    if (text.len == 0)
        return;
    kj_page_to(page, 2);
    kj_page_puts(page, KJ_DIM, kj_word(view->lang, word));
    kj_page_to(page, KJ_LABELLED_AT);
    kj_page_flow(page, KJ_PLAIN, KJ_LABELLED_AT, text);
    kj_page_line(page);
}

void kj_report_labelled_buf(KjPage *page, const KjView *view, KjWord word, KjBuf *text)
{
    kj_report_labelled(page, view, word,
                       (KjText){text->data ? text->data : "", (uint32_t)text->len});
    kj_buf_reset(text);
}
