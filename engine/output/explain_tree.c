/* Each fragment is a line, set in by its level; its value stands in a column of its own as far as
 * the texts leave room, and whether it holds behind that. Members of an aggregate are listed below
 * it. */
#include "engine/output/explain_tree.h"
#include "engine/output/words.h"

#define STEP 2       /* columns a level of the tree is set in */
#define DEEPEST 40   /* levels shown */
#define VALUES_AT 44 /* the column where values line up, if texts leave room */

static KjStyle truth_style(KjText truth)
{
    return kj_text_is(truth, "true") ? KJ_GREEN : kj_text_is(truth, "false") ? KJ_RED : KJ_CYAN;
}

static const char *truth_word(const KjView *view, KjText truth)
{
    return kj_word(view->lang, kj_text_is(truth, "true")    ? KJ_W_TRUE
                               : kj_text_is(truth, "false") ? KJ_W_FALSE
                                                            : KJ_W_UNKNOWN_TRUTH);
}

/* Value and truth of a node or a member, behind its text. */
static void put_outcome(KjPage *page, const KjView *view, const KjValue *node)
{
    KjText value = kj_map_text(node, "value"), truth = kj_map_text(node, "truth");
    KjText note = kj_map_text(node, "note");

    if (value.len || truth.len)
        kj_page_to(page, page->column + 2 < VALUES_AT ? VALUES_AT : page->column + 2);
    if (value.len)
        kj_page_flow(page, KJ_PLAIN, VALUES_AT, value);
    if (value.len && truth.len)
        kj_page_puts(page, KJ_PLAIN, "  ");
    if (truth.len)
        kj_page_puts(page, truth_style(truth), truth_word(view, truth));
    if (note.len) {
        kj_page_flow_on(page, KJ_DIM, VALUES_AT, note);
    }
    kj_page_line(page);
}

static void put_children(KjPage *page, const KjView *view, const KjValue *node, size_t depth)
{
    const KjList *children = kj_map_list(node, "children");

    for (size_t i = 0; i < children->count; i++)
        kj_explain_tree(page, view, &children->items[i], depth);
}

static void put_member(KjPage *page, const KjView *view, const KjValue *member, size_t depth)
{
    KjText name = kj_map_text(member, "name"), kind = kj_map_text(member, "kind");

    kj_page_to(page, 2 + depth * STEP);
    kj_page_puts(page, KJ_DIM, "- ");
    kj_page_put(page, KJ_PLAIN, name);
    kj_page_puts(page, KJ_PLAIN, name.len ? "  " : "");
    if (kind.len) {
        kj_page_put(page, KJ_DIM, kind);
        kj_page_puts(page, KJ_DIM, ":");
    }
    kj_page_put(page, KJ_DIM, kj_map_text(member, "id"));
    put_outcome(page, view, member);
    put_children(page, view, member, depth + 1);
}

static void put_members(KjPage *page, const KjView *view, const KjValue *node, size_t depth)
{
    const KjList *members = kj_map_list(node, "members");
    int64_t more = kj_map_int(node, "more", 0);
    KjArenaMark mark = kj_arena_mark(page->scratch);

    for (size_t i = 0; i < members->count; i++)
        put_member(page, view, &members->items[i], depth);
    if (more > 0) {
        kj_page_to(page, 2 + depth * STEP);
        kj_page_puts(page, KJ_DIM,
                     kj_arena_printf(page->scratch, "%s%lld%s", kj_word(view->lang, KJ_W_MORE),
                                     (long long)more, kj_word(view->lang, KJ_W_ITEMS)));
        kj_page_line(page);
    }
    kj_arena_release(page->scratch, mark);
}

void kj_explain_tree(KjPage *page, const KjView *view, const KjValue *node, size_t depth)
{
    size_t indent = 2 + depth * STEP;

    if (depth > DEEPEST)
        return;
    kj_page_to(page, indent);
    kj_page_flow(page, depth == 1 ? KJ_BOLD : KJ_PLAIN, indent + STEP, kj_map_text(node, "text"));
    put_outcome(page, view, node);
    put_children(page, view, node, depth + 1);
    put_members(page, view, node, depth + 1);
}
