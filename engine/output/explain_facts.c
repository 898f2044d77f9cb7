/* Facts that follow one another and are of the same field share a heading; below it stand the
 * record, where the value comes from, and the value, which may go on over several lines. */
#include "engine/output/explain_parts.h"
#include "engine/output/grid.h"
#include "engine/output/show.h"
#include "engine/output/words.h"

#define FEW 3 /* facts of one field shown of many */

static void write_origin(KjBuf *out, const KjView *view, const KjFact *fact)
{
    switch (fact->origin) {
    case KJ_AT_FILE:
    case KJ_AT_ORGANIZATION: kj_show_place(out, fact->place, true); break;
    case KJ_AT_DEFAULT: kj_buf_puts(out, kj_word(view->lang, KJ_W_FROM_DEFAULT)); break;
    case KJ_AT_DERIVED: kj_buf_puts(out, kj_word(view->lang, KJ_W_FROM_DERIVED)); break;
    case KJ_AT_PACK: kj_buf_puts(out, kj_word(view->lang, KJ_W_FROM_PACK)); break;
    case KJ_AT_NOWHERE: kj_show_place(out, fact->place, false);
    }
}

static void add_cell(KjGrid *grid, KjStyle style, KjBuf *text)
{
    kj_grid_cell(grid, style, (KjText){text->data ? text->data : "", (uint32_t)text->len});
    kj_buf_reset(text);
}

static void add_fact(KjGrid *grid, const KjView *view, const KjFact *fact, KjBuf *text)
{
    bool missing = fact->value.type == KJ_NONE;

    if (fact->kind >= 0)
        kj_show_record(text, view, fact->kind, fact->id);
    else
        kj_buf_puts(text, kj_word(view->lang, fact->origin == KJ_AT_ORGANIZATION
                                                  ? KJ_W_SET_BY_ORGANIZATION
                                                  : KJ_W_PARAMETER));
    add_cell(grid, KJ_PLAIN, text);
    write_origin(text, view, fact);
    add_cell(grid, KJ_DIM, text);
    kj_show_value(text, view, kj_meaning(view, fact->kind, fact->field), &fact->value);
    if (fact->reason.len) {
        kj_buf_puts(text, "  ");
        kj_buf_add(text, fact->reason.data, fact->reason.len);
    }
    add_cell(grid, missing ? KJ_CYAN : KJ_BOLD, text);
}

static bool same_field(const KjFact *a, const KjFact *b)
{
    return a->kind == b->kind && a->field == b->field;
}

static void put_heading(KjPage *page, const KjView *view, const KjFact *fact)
{
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_meaning_name(&text, view, fact->kind, fact->field);
    kj_page_to(page, 2);
    kj_page_put(page, KJ_PLAIN, (KjText){text.data, (uint32_t)text.len});
    kj_page_line(page);
    kj_buf_clear(&text);
}

/* `most` of them; where some are left out, missing ones first. */
static void add_facts(KjGrid *grid, const KjView *view, const KjFact *facts, size_t count,
                      size_t most)
{
    size_t added = 0;
    KjBuf text;

    kj_buf_init(&text, 0);
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < count && added < most; i++) {
            bool first = most == count || facts[i].value.type == KJ_NONE;
            if (first != (round == 0))
                continue;
            add_fact(grid, view, &facts[i], &text);
            added++;
        }
    kj_buf_clear(&text);
}

static void put_more(KjPage *page, const KjView *view, size_t count)
{
    KjArenaMark mark = kj_arena_mark(page->scratch);

    kj_page_to(page, 4);
    kj_page_puts(page, KJ_DIM,
                 kj_arena_printf(page->scratch, "%s%zu%s", kj_word(view->lang, KJ_W_MORE), count,
                                 kj_word(view->lang, KJ_W_ITEMS)));
    kj_page_line(page);
    kj_arena_release(page->scratch, mark);
}

/* One heading with what stands below it; how many facts these are. */
static size_t put_group(KjPage *page, const KjView *view, const KjFact *facts, size_t count,
                        bool *folded)
{
    size_t taken = 0, most;
    KjGrid grid;

    while (taken < count && same_field(facts, &facts[taken]))
        taken++;
    most = view->all || taken <= FEW + 1 ? taken : FEW;
    put_heading(page, view, facts);
    kj_grid_init(&grid, 3, 0);
    add_facts(&grid, view, facts, taken, most);
    kj_grid_print(&grid, page, 4);
    kj_grid_clear(&grid);
    *folded |= taken > most;
    if (taken > most)
        put_more(page, view, taken - most);
    return taken;
}

bool kj_explain_facts(KjPage *page, const KjView *view, const KjJudgement *judgement)
{
    bool folded = false;

    for (size_t i = 0; i < judgement->trace_count;)
        i += put_group(page, view, judgement->trace + i, judgement->trace_count - i, &folded);
    return folded;
}
