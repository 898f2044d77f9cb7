/* Facts that follow one another and are of the same field share a heading; below it stand the
 * record, where the value comes from, and the value, which may go on over several lines. */
#include "engine/output/explain_parts.h"
#include "engine/output/grid.h"
#include "engine/output/show.h"
#include "engine/output/words.h"

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

/* One heading with what stands below it; how many facts these are. */
static size_t put_group(KjPage *page, const KjView *view, const KjFact *facts, size_t count)
{
    size_t taken = 0;
    KjGrid grid;
    KjBuf text;

    put_heading(page, view, facts);
    kj_grid_init(&grid, 3, 0);
    kj_buf_init(&text, 0);
    for (; taken < count && same_field(facts, &facts[taken]); taken++)
        add_fact(&grid, view, &facts[taken], &text);
    kj_grid_print(&grid, page, 4);
    kj_buf_clear(&text);
    kj_grid_clear(&grid);
    return taken;
}

void kj_explain_facts(KjPage *page, const KjView *view, const KjJudgement *judgement)
{
    for (size_t i = 0; i < judgement->trace_count;)
        i += put_group(page, view, judgement->trace + i, judgement->trace_count - i);
}
