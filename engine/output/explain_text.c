/* The explanation as one reads it, what matters first: what is asked and by whom; the verdict; the
 * condition, fragment by fragment with its values; what would change the verdict; then every fact
 * with its place, and how computed values that were read came about. */
#include "engine/output/explain.h"
#include "engine/output/explain_parts.h"
#include "engine/output/report_parts.h"
#include "engine/output/show.h"

#define FEW 5 /* computed values shown of many */

static void put_title(KjPage *page, const KjView *view, KjWord word)
{
    kj_page_line(page);
    kj_page_puts(page, KJ_BOLD, kj_word(view->lang, word));
    kj_page_line(page);
}

/* ---- head ---- */

static void put_rule(KjPage *page, const KjView *view, const KjRule *rule)
{
    KjBuf text;

    kj_page_put(page, KJ_BOLD, rule->name);
    kj_page_flow_on(page, KJ_BOLD, 2, kj_label_in(rule->title, view->lang));
    kj_page_line(page);
    kj_page_line(page);
    kj_buf_init(&text, 0);
    kj_show_source(&text, view, rule);
    kj_report_labelled_buf(page, view, KJ_W_SOURCE, &text);
    kj_buf_clear(&text);
    kj_report_labelled(page, view, KJ_W_LEGAL, kj_label_in(rule->legal, view->lang));
    kj_report_labelled(page, view, KJ_W_LEVEL, kj_level_label(view->lang, rule->level));
    kj_report_labelled(page, view, KJ_W_ACTOR, kj_rule_actor(rule, view->lang));
}

static void put_record(KjPage *page, const KjView *view, const KjJudgement *judgement)
{
    KjBuf text;

    kj_buf_init(&text, 0);
    if (judgement->name.len) {
        kj_buf_add(&text, judgement->name.data, judgement->name.len);
        kj_buf_puts(&text, "  ");
    }
    kj_show_record(&text, view, judgement->kind, judgement->id);
    kj_buf_puts(&text, "  ");
    kj_show_place(&text, judgement->place, false);
    kj_report_labelled_buf(page, view, KJ_W_RECORD, &text);
    kj_buf_clear(&text);
}

static void put_verdict(KjPage *page, const KjView *view, const KjJudgement *judgement)
{
    KjStyle style = kj_report_style(judgement->verdict);

    kj_page_to(page, 2);
    kj_page_puts(page, KJ_DIM, kj_word(view->lang, KJ_W_VERDICT));
    kj_page_to(page, KJ_LABELLED_AT);
    kj_page_puts(page, style, kj_report_mark(judgement->verdict));
    kj_page_puts(page, style, " ");
    kj_page_puts(page, style, kj_verdict_label(judgement->verdict, view->lang));
    if (judgement->underlying != KJ_NO_VERDICT) {
        kj_page_puts(page, KJ_PLAIN, "  ");
        kj_page_puts(page, KJ_PLAIN, kj_word(view->lang, KJ_W_OTHERWISE));
        kj_page_puts(page, KJ_PLAIN, " ");
        kj_page_puts(page, KJ_PLAIN, kj_verdict_label(judgement->underlying, view->lang));
    }
    kj_page_line(page);
    kj_report_labelled(page, view, KJ_W_SETTLED_BY, judgement->settled_by);
    kj_report_labelled(page, view, KJ_W_MESSAGE, judgement->message);
    if (kj_rests_on_declaration(view, judgement))
        kj_report_labelled(page, view, KJ_W_DECLARATION,
                           kj_text(kj_word(view->lang, KJ_W_RESTS_ON_DECLARATION)));
}

/* ---- conditions ---- */

static KjWord part_word(KjText part)
{
    static const struct {
        const char *name;
        KjWord word;
    } parts[] = {{"select", KJ_W_PART_SELECT},
                 {"when", KJ_W_PART_WHEN},
                 {"check", KJ_W_PART_CHECK},
                 {"items", KJ_W_PART_ITEMS},
                 {"function", KJ_W_PART_FUNCTION}};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (kj_text_is(part, parts[i].name))
            return parts[i].word;
    return KJ_W_QUESTION;
}

static KjText truth_of(const KjList *parts, size_t number, const char *name)
{
    const KjValue *part = number < parts->count ? &parts->items[number] : NULL;
    bool is_it = part && kj_text_is(kj_map_text(part, "part"), name);

    return is_it ? kj_map_text(kj_map_get(part, "tree"), "truth") : KJ_TEXT("");
}

/* Whether a part keeps the following ones from being asked. Where it is not known whether a record is chosen,
 * `when` may say that the rule does not apply to it either way. */
static bool stops(const KjList *parts, size_t number)
{
    KjText select = truth_of(parts, number, "select"), when = truth_of(parts, number, "when");
    bool settled = kj_text_is(truth_of(parts, number + 1, "when"), "false");

    return (select.len && !kj_text_is(select, "true") &&
            !(kj_text_is(select, "unknown") && settled)) ||
           (when.len && !kj_text_is(when, "true"));
}

static bool put_parts(KjPage *page, const KjView *view, const KjValue *explanation)
{
    const KjList *parts = kj_map_list(explanation, "parts");
    bool folded = false;

    for (size_t i = 0; i < parts->count; i++) {
        const KjValue *part = &parts->items[i], *tree = kj_map_get(part, "tree");

        put_title(page, view, part_word(kj_map_text(part, "part")));
        if (tree)
            folded |= kj_explain_tree(page, view, tree, 2);
        if (stops(parts, i))
            break;
    }
    return folded;
}

static bool put_related_one(KjPage *page, const KjView *view, const KjValue *item)
{
    const KjValue *tree = kj_map_get(item, "tree");
    KjText kind = kj_map_text(item, "kind"), id = kj_map_text(item, "id");
    KjText field = kj_map_text(item, "field");
    KjArenaMark mark = kj_arena_mark(page->scratch);

    kj_page_to(page, 2);
    kj_page_puts(page, KJ_PLAIN,
                 kj_arena_printf(page->scratch, "%.*s:%.*s  %.*s", (int)kind.len, kind.data,
                                 (int)id.len, id.data, (int)field.len, field.data));
    if (!tree)
        kj_page_flow_on(page, KJ_DIM, 4, kj_map_text(item, "text"));
    kj_page_flow_on(page, KJ_CYAN, 4, kj_map_text(item, "note"));
    kj_page_line(page);
    kj_arena_release(page->scratch, mark);
    return tree && kj_explain_tree(page, view, tree, 4);
}

static bool put_related(KjPage *page, const KjView *view, const KjValue *explanation)
{
    const KjList *related = kj_map_list(explanation, "related");
    size_t shown = view->all || related->count <= FEW + 1 ? related->count : FEW;
    bool folded = shown < related->count;

    if (related->count)
        put_title(page, view, KJ_W_DERIVED_VALUES);
    for (size_t i = 0; i < shown; i++)
        folded |= put_related_one(page, view, &related->items[i]);
    return folded;
}

/* ---- what to do ---- */

static void put_changes(KjPage *page, const KjView *view, const KjValue *explanation)
{
    const KjList *changes = kj_map_list(explanation, "changes");

    if (changes->count)
        put_title(page, view, KJ_W_CHANGES);
    for (size_t i = 0; i < changes->count; i++) {
        kj_page_to(page, 2);
        kj_page_puts(page, KJ_PLAIN, kj_word(view->lang, KJ_W_BULLET));
        kj_page_flow(page, KJ_PLAIN, 4, kj_map_text(&changes->items[i], "text"));
        kj_page_line(page);
    }
}

/* What is fulfilled or does not apply needs no remedy. */
static void put_remedy(KjPage *page, const KjView *view, const KjRule *rule, KjVerdict verdict)
{
    KjText remedy = kj_label_in(rule->remedy, view->lang);

    if (remedy.len == 0 || verdict == KJ_PASS || verdict == KJ_NA)
        return;
    put_title(page, view, KJ_W_REMEDY);
    kj_page_to(page, 2);
    kj_page_flow(page, KJ_PLAIN, 2, remedy);
    kj_page_line(page);
}

static void put_note(KjPage *page, const KjView *view)
{
    kj_page_line(page);
    kj_page_flow(
        page, KJ_DIM, 0,
        view->lang == KJ_JA
            ? KJ_TEXT("同じ種類の記録や値の一部を省きました。--all を付けると全て示します")
            : KJ_TEXT("Some records and values of the same kind were left out; --all shows "
                      "them"));
    kj_page_line(page);
}

bool kj_explain_text(KjPage *page, const KjView *view, const KjRun *run, const KjValue *explanation)
{
    const KjJudgement *judgement = kj_explain_judgement(view, run, explanation);
    const KjRule *rule;
    bool folded;

    if (!judgement)
        return false;
    rule = &view->registry->rules[judgement->rule];
    put_rule(page, view, rule);
    put_record(page, view, judgement);
    put_verdict(page, view, judgement);
    folded = put_parts(page, view, explanation);
    put_changes(page, view, explanation);
    put_remedy(page, view, rule, judgement->verdict);
    if (judgement->trace_count)
        put_title(page, view, KJ_W_FACTS);
    folded |= kj_explain_facts(page, view, judgement);
    folded |= put_related(page, view, explanation);
    if (folded)
        put_note(page, view);
    return true;
}
