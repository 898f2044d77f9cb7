/* What a change would do, for people: counts before and after, then verdicts that get worse, better or
 * otherwise, each with its reason, then derived values. */
#include "engine/output/grid.h"
#include "engine/output/report_parts.h"
#include "engine/output/show.h"
#include "engine/output/whatif.h"

#define FEW 4 /* reasons of a verdict */

static KjText text_of(const KjBuf *buf)
{
    return (KjText){buf->data ? buf->data : "", (uint32_t)buf->len};
}

/* ---- the changes ---- */

/* Those of a file with their lines; on the command line the place is what was said. */
static void print_changes(KjPage *page, const KjView *view, const KjWhatif *whatif)
{
    KjArena *arena = kj_arena_new();
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_page_puts(page, KJ_BOLD, kj_word(view->lang, KJ_W_CHANGES_TRIED));
    kj_page_line(page);
    for (size_t i = 0; i < whatif->change_count; i++) {
        const KjAmend *change = &whatif->changes[i];

        kj_page_to(page, 2);
        kj_page_flow(page, KJ_PLAIN, 4, kj_whatif_change(change, arena));
        if (change->place.line) {
            kj_buf_reset(&text);
            kj_show_place(&text, change->place, false);
            kj_page_flow_on(page, KJ_DIM, 4, text_of(&text));
        }
        kj_page_line(page);
    }
    kj_page_line(page);
    kj_buf_clear(&text);
    kj_arena_free(arena);
}

/* ---- counts ---- */

static void print_counts(KjPage *page, const KjView *view, const KjWhatifOrg *org)
{
    static const KjVerdict order[] = {KJ_PASS,   KJ_PARTIAL, KJ_FAIL, KJ_UNKNOWN,
                                      KJ_WAIVED, KJ_NA,      KJ_FAULT};
    KjGrid grid;

    kj_grid_init(&grid, 3, 6);
    kj_grid_cell(&grid, KJ_DIM, kj_text(kj_word(view->lang, KJ_W_VERDICT)));
    kj_grid_cell(&grid, KJ_DIM, kj_text(kj_word(view->lang, KJ_W_BEFORE)));
    kj_grid_cell(&grid, KJ_DIM, kj_text(kj_word(view->lang, KJ_W_AFTER)));
    for (size_t i = 0; i < KJ_VERDICTS; i++) {
        uint32_t before = org->before->summary[order[i]], after = org->after->summary[order[i]];

        if (!before && !after)
            continue;
        kj_grid_cell(&grid, KJ_PLAIN, kj_text(kj_verdict_label(order[i], view->lang)));
        kj_grid_number(&grid, KJ_PLAIN, before);
        kj_grid_number(&grid, before == after ? KJ_DIM : KJ_BOLD, after);
    }
    kj_grid_print(&grid, page, 2);
    kj_grid_clear(&grid);
    kj_page_line(page);
}

/* ---- verdicts ---- */

static void write_value(KjBuf *text, const KjView *view, const KjFact *fact, const KjValue *value)
{
    const KjValue none = kj_value_none();

    kj_show_value(text, view, kj_meaning(view, fact->kind, fact->field), value ? value : &none);
}

/* "目標復旧時間 [rto] system:mail  6時間 → 2時間  --set system:mail rto=2h" */
static void write_reason(KjBuf *text, const KjView *view, const KjWhatifReason *reason)
{
    const KjFact *fact = reason->fact;

    kj_meaning_name(text, view, fact->kind, fact->field);
    if (fact->kind >= 0) {
        kj_buf_putc(text, ' ');
        kj_show_record(text, view, fact->kind, fact->id);
    }
    kj_buf_puts(text, "  ");
    write_value(text, view, fact, reason->before);
    kj_buf_puts(text, " → ");
    if (reason->gone)
        kj_buf_puts(text, kj_word(view->lang, KJ_W_NO_RECORD));
    else
        write_value(text, view, fact, &fact->value);
    if (!reason->gone && fact->place.file && fact->origin != KJ_AT_DERIVED) {
        kj_buf_puts(text, "  ");
        kj_show_place(text, fact->place, false);
    }
}

static void print_reasons(KjPage *page, const KjView *view, const KjWhatif *whatif,
                          const KjWhatifOrg *org, const KjMove *move)
{
    KjArena *arena = kj_arena_new();
    size_t count;
    const KjWhatifReason *reasons = kj_whatif_reasons(whatif, org, move, arena, &count);
    KjBuf text;

    kj_buf_init(&text, 0);
    for (size_t i = 0; i < count && (i < FEW || view->all); i++) {
        kj_buf_reset(&text);
        write_reason(&text, view, &reasons[i]);
        kj_page_to(page, 6);
        kj_page_puts(page, KJ_DIM, kj_word(view->lang, KJ_W_BULLET));
        kj_page_flow(page, KJ_DIM, 8, text_of(&text));
        kj_page_line(page);
    }
    if (count > FEW && !view->all) {
        kj_page_to(page, 6);
        kj_page_puts(page, KJ_DIM,
                     kj_arena_printf(arena, "%s%zu%s", kj_word(view->lang, KJ_W_MORE), count - FEW,
                                     kj_word(view->lang, KJ_W_ITEMS)));
        kj_page_line(page);
    }
    kj_buf_clear(&text);
    kj_arena_free(arena);
}

static const char *verdict_word(const KjView *view, KjVerdict verdict)
{
    return verdict == KJ_NO_VERDICT ? kj_word(view->lang, KJ_W_NOT_JUDGED)
                                    : kj_verdict_label(verdict, view->lang);
}

static void print_move(KjPage *page, const KjView *view, const KjMove *move)
{
    const KjJudgement *any = kj_move_any(move);
    KjVerdict to = kj_move_to(move);
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_page_to(page, 4);
    kj_page_puts(page, KJ_PLAIN, verdict_word(view, kj_move_from(move)));
    kj_page_puts(page, KJ_DIM, " → ");
    kj_page_puts(page, to == KJ_NO_VERDICT ? KJ_PLAIN : kj_report_style(to),
                 verdict_word(view, to));
    kj_show_record(&text, view, any->kind, any->id);
    kj_page_puts(page, KJ_PLAIN, "  ");
    kj_page_flow(page, KJ_PLAIN, 6, kj_report_name(view, any));
    kj_page_flow_on(page, KJ_PLAIN, 6, text_of(&text));
    kj_page_line(page);
    if (move->after && move->after->message.len) {
        kj_page_to(page, 6);
        kj_page_flow(page, KJ_PLAIN, 6, move->after->message);
        kj_page_line(page);
    }
    kj_buf_clear(&text);
}

/* The gravest of what a clause comes to marks it. */
static KjVerdict mark_of(const KjMoves *moves, size_t from, KjTurn turn)
{
    int32_t rule = kj_move_any(&moves->items[from])->rule;
    KjVerdict worst = KJ_NO_VERDICT;

    for (size_t i = from; i < moves->count && kj_move_any(&moves->items[i])->rule == rule; i++) {
        KjVerdict to = kj_move_to(&moves->items[i]);

        if (moves->items[i].turn == turn && to != KJ_NO_VERDICT &&
            (worst == KJ_NO_VERDICT || kj_turn(worst, to) == KJ_WORSE))
            worst = to;
    }
    return worst == KJ_NO_VERDICT ? KJ_NA : worst;
}

static void print_turn(KjPage *page, const KjView *view, const KjWhatif *whatif,
                       const KjWhatifOrg *org, KjTurn turn)
{
    static const KjWord headings[KJ_TURNS] = {KJ_W_GETS_WORSE, KJ_W_GETS_BETTER, KJ_W_GETS_OTHER};
    const KjMoves *moves = &org->verdicts;
    int32_t last = -1;

    if (!moves->of[turn])
        return;
    kj_report_heading(page, view, headings[turn], moves->of[turn]);
    for (size_t i = 0; i < moves->count; i++) {
        const KjMove *move = &moves->items[i];
        int32_t rule = kj_move_any(move)->rule;

        if (move->turn != turn)
            continue;
        if (rule != last)
            kj_report_clause(page, view, &view->registry->rules[rule], mark_of(moves, i, turn));
        last = rule;
        print_move(page, view, move);
        print_reasons(page, view, whatif, org, move);
    }
    kj_page_line(page);
}

/* ---- derived values ---- */

static void print_derived(KjPage *page, const KjView *view, const KjWhatifOrg *org)
{
    KjBuf text;
    KjGrid grid;

    if (!org->derived_count)
        return;
    kj_buf_init(&text, 0);
    kj_report_heading(page, view, KJ_W_DERIVED, org->derived_count);
    kj_grid_init(&grid, 3, 0);
    for (size_t i = 0; i < org->derived_count; i++) {
        const KjDerivedMove *move = &org->derived[i];
        const KjDerived *any = move->after ? move->after : move->before;
        KjMeaning meaning = kj_meaning(view, any->kind, any->field);

        kj_buf_reset(&text);
        kj_show_record(&text, view, any->kind, any->id);
        kj_grid_cell(&grid, KJ_PLAIN, text_of(&text));
        kj_buf_reset(&text);
        kj_meaning_name(&text, view, any->kind, any->field);
        kj_grid_cell(&grid, KJ_PLAIN, text_of(&text));
        kj_buf_reset(&text);
        if (move->before)
            kj_show_value(&text, view, meaning, &move->before->value);
        else
            kj_buf_puts(&text, kj_word(view->lang, KJ_W_NO_RECORD));
        kj_buf_puts(&text, " → ");
        if (move->after)
            kj_show_value(&text, view, meaning, &move->after->value);
        else
            kj_buf_puts(&text, kj_word(view->lang, KJ_W_NO_RECORD));
        kj_grid_cell(&grid, KJ_PLAIN, text_of(&text));
    }
    kj_grid_print(&grid, page, 2);
    kj_grid_clear(&grid);
    kj_page_line(page);
    kj_buf_clear(&text);
}

/* ---- the whole ---- */

static bool print_organization(KjPage *page, const KjView *view, const KjWhatif *whatif, size_t o)
{
    KjArena *arena = kj_arena_new();
    KjWhatifOrg org = kj_whatif_org(view, whatif, o, arena);
    bool any = org.verdicts.count || org.derived_count;

    if (any) {
        kj_page_puts(page, KJ_BOLD, "■ ");
        kj_page_put(page, KJ_BOLD, kj_report_org_name(arena, org.after));
        kj_page_line(page);
        kj_page_line(page);
        print_counts(page, view, &org);
        for (int turn = 0; turn < KJ_TURNS; turn++)
            print_turn(page, view, whatif, &org, (KjTurn)turn);
        print_derived(page, view, &org);
    }
    kj_arena_free(arena);
    return any;
}

void kj_whatif_text(KjPage *page, const KjView *view, const KjWhatif *whatif)
{
    bool any = false;

    print_changes(page, view, whatif);
    for (size_t o = 0; o < whatif->after->organization_count; o++)
        any |= print_organization(page, view, whatif, o);
    if (any)
        return;
    kj_page_puts(page, KJ_PLAIN, kj_word(view->lang, KJ_W_NOTHING_DIFFERS));
    kj_page_line(page);
}
