/* Each fragment is a line, set in by its level; values and whether it holds stand in a column of
 * their own, as far right as the longest of the texts that leave them room asks for. Members of an
 * aggregate are listed below it. Unless all is asked for, a few of many members are shown, those that
 * come out as one before them without their conditions, and of a long fragment whose parts stand below
 * it the beginning. */
#include "engine/output/explain_parts.h"
#include "engine/output/words.h"

#define STEP 2           /* columns a level is set in */
#define DEEPEST 40       /* levels shown */
#define VALUE_ROOM 26    /* columns that values want */
#define WIDTH_WITHOUT 80 /* taken for a page that has no width */
#define LINES 2          /* that a text may fill whose parts stand below it; */
#define ROOM_LEAST 24    /* this many columns of it are shown otherwise */
#define FEW 3            /* members shown of many; those that decide come first */

typedef struct Tree {
    KjPage *page;
    const KjView *view;
    size_t values_at;
    bool *folded;
} Tree;

/* ---- measuring ---- */

static size_t member_width(const KjValue *member)
{
    KjText name = kj_map_text(member, "name"), kind = kj_map_text(member, "kind");

    return 2 + kj_page_width_of(name) + (name.len ? 2 : 0) + kj_page_width_of(kind) +
           (kind.len ? 1 : 0) + kj_page_width_of(kj_map_text(member, "id"));
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* How many members are shown: one more than a few costs no more than saying that it was left out. */
static size_t kept(const KjList *members, bool all)
{
    return all || members->count <= FEW + 1 ? members->count : FEW;
}

/* The column behind the longest text that is not longer than `most`. */
static size_t measure(const KjValue *node, size_t indent, size_t most, int depth, bool all)
{
    const KjList *children = kj_map_list(node, "children");
    const KjList *members = kj_map_list(node, "members");
    KjText text = kj_map_text(node, "text");
    size_t width = indent + (text.len ? kj_page_width_of(text) : member_width(node)) + 2;
    size_t widest = width <= most ? width : 0;

    for (size_t i = 0; i < children->count && depth < DEEPEST; i++)
        widest = larger(widest, measure(&children->items[i], indent + STEP, most, depth + 1, all));
    for (size_t i = 0; i < kept(members, all) && depth < DEEPEST; i++)
        widest = larger(widest, measure(&members->items[i], indent + STEP, most, depth + 1, all));
    return widest;
}

/* ---- printing ---- */

/* Only for the whole is true good and false bad; within it that depends on what stands around. */
static KjStyle truth_style(KjText truth, bool whole)
{
    if (!kj_text_is(truth, "true") && !kj_text_is(truth, "false"))
        return KJ_CYAN;
    return !whole ? KJ_PLAIN : kj_text_is(truth, "true") ? KJ_GREEN : KJ_RED;
}

static const char *truth_word(const KjView *view, KjText truth)
{
    return kj_word(view->lang, kj_text_is(truth, "true")    ? KJ_W_TRUE
                               : kj_text_is(truth, "false") ? KJ_W_FALSE
                                                            : KJ_W_UNKNOWN_TRUTH);
}

/* Value and truth of a node or a member, behind its text. A truth value's own value says the same
 * as its truth. */
static void put_outcome(const Tree *tree, const KjValue *node, bool whole)
{
    KjText value = kj_map_text(node, "value"), truth = kj_map_text(node, "truth");
    size_t at = tree->values_at;
    KjPage *page = tree->page;
    KjVerdict verdict; /* of an item */

    if (kj_verdict_from_name(kj_map_text(node, "verdict"), &verdict))
        value = kj_text(kj_verdict_label(verdict, tree->view->lang));

    if (value.len || truth.len)
        kj_page_to(page, page->column + 2 > at ? page->column + 2 : at);
    if (truth.len)
        kj_page_puts(page, truth_style(truth, whole), truth_word(tree->view, truth));
    else
        kj_page_flow(page, KJ_PLAIN, at, value);
    kj_page_flow_on(page, KJ_DIM, at, kj_map_text(node, "note"));
    kj_page_line(page);
}

static void put_node(const Tree *tree, const KjValue *node, size_t indent, int depth);

static void put_children(const Tree *tree, const KjValue *node, size_t indent, int depth)
{
    const KjList *children = kj_map_list(node, "children");

    for (size_t i = 0; i < children->count; i++)
        put_node(tree, &children->items[i], indent, depth);
}

static void put_member(const Tree *tree, const KjValue *member, size_t indent, int depth,
                       bool opened)
{
    KjText name = kj_map_text(member, "name"), kind = kj_map_text(member, "kind");
    KjPage *page = tree->page;

    kj_page_to(page, indent);
    kj_page_puts(page, KJ_DIM, "- ");
    kj_page_put(page, KJ_PLAIN, name);
    kj_page_puts(page, KJ_PLAIN, name.len ? "  " : "");
    kj_page_put(page, KJ_DIM, kind);
    kj_page_puts(page, KJ_DIM, kind.len ? ":" : "");
    kj_page_put(page, KJ_DIM, kj_map_text(member, "id"));
    put_outcome(tree, member, false);
    if (opened)
        put_children(tree, member, indent + STEP, depth + 1);
    else
        *tree->folded |= kj_map_list(member, "children")->count > 0;
}

/* Whether one of the members before it came out alike: its conditions say it all. */
static bool is_alike(const KjList *members, size_t at)
{
    KjText truth = kj_map_text(&members->items[at], "truth");

    for (size_t i = 0; truth.len && i < at; i++)
        if (kj_text_same(kj_map_text(&members->items[i], "truth"), truth))
            return true;
    return false;
}

/* "（成り立たない 36、分からない 1）" of the members from one on. */
static const char *outcomes(const Tree *tree, const KjList *members, size_t from)
{
    static const char *const TRUTHS[] = {"false", "unknown", "true"};
    KjArena *arena = tree->page->scratch;
    bool ja = tree->view->lang == KJ_JA;
    const char *told = "";

    for (int t = 0; t < 3; t++) {
        size_t count = 0;
        for (size_t i = from; i < members->count; i++)
            count += kj_text_is(kj_map_text(&members->items[i], "truth"), TRUTHS[t]);
        if (count)
            told = kj_arena_printf(arena, "%s%s%s %zu", told, *told ? (ja ? "、" : ", ") : "",
                                   truth_word(tree->view, kj_text(TRUTHS[t])), count);
    }
    return *told ? kj_arena_printf(arena, ja ? "（%s）" : " (%s)", told) : "";
}

static void put_members(const Tree *tree, const KjValue *node, size_t indent, int depth)
{
    const KjList *members = kj_map_list(node, "members");
    size_t shown = kept(members, tree->view->all);
    long long more = (long long)kj_map_int(node, "more", 0) + (long long)(members->count - shown);
    KjPage *page = tree->page;
    KjArenaMark mark = kj_arena_mark(page->scratch);

    for (size_t i = 0; i < shown; i++)
        put_member(tree, &members->items[i], indent, depth,
                   tree->view->all || !is_alike(members, i));
    *tree->folded |= shown < members->count;
    if (more > 0) {
        kj_page_to(page, indent);
        kj_page_puts(
            page, KJ_DIM,
            kj_arena_printf(page->scratch, "%s%lld%s%s", kj_word(tree->view->lang, KJ_W_MORE), more,
                            kj_word(tree->view->lang, KJ_W_ITEMS), outcomes(tree, members, shown)));
        kj_page_line(page);
    }
    kj_arena_release(page->scratch, mark);
}

/* The text of a fragment; what its parts below it say again is cut where it would fill lines. */
static KjText shown_text(const Tree *tree, const KjValue *node, size_t indent, int depth)
{
    KjPage *page = tree->page;
    KjText text = kj_page_one_line(page->scratch, kj_map_text(node, "text"));
    size_t width = page->width ? page->width : WIDTH_WITHOUT;
    size_t line = width > indent + ROOM_LEAST ? width - indent : ROOM_LEAST;
    size_t room = tree->values_at > indent + ROOM_LEAST ? tree->values_at - indent : ROOM_LEAST;

    if (tree->view->all || depth == 0 || kj_map_list(node, "children")->count == 0 ||
        kj_page_width_of(text) <= LINES * line)
        return text;
    *tree->folded = true;
    return kj_text(kj_arena_printf(page->scratch, "%.*s …", (int)kj_text_fit(text, room - 4, false),
                                   text.data));
}

static void put_node(const Tree *tree, const KjValue *node, size_t indent, int depth)
{
    KjPage *page = tree->page;
    KjArenaMark mark = kj_arena_mark(page->scratch);

    if (depth > DEEPEST)
        return;
    kj_page_to(page, indent);
    kj_page_flow(page, depth == 0 ? KJ_BOLD : KJ_PLAIN, indent + STEP,
                 shown_text(tree, node, indent, depth));
    kj_arena_release(page->scratch, mark);
    put_outcome(tree, node, depth == 0);
    put_children(tree, node, indent + STEP, depth + 1);
    put_members(tree, node, indent + STEP, depth + 1);
}

bool kj_explain_tree(KjPage *page, const KjView *view, const KjValue *node, size_t indent)
{
    size_t width = page->width ? page->width : WIDTH_WITHOUT;
    size_t most = width > 2 * VALUE_ROOM ? width - VALUE_ROOM : width / 2;
    bool folded = false;
    Tree tree = {page, view, measure(node, indent, most, 0, view->all), &folded};

    put_node(&tree, node, indent, 0);
    return folded;
}
