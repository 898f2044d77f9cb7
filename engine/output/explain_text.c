/* The explanation as one reads it, from the verdict down: what is asked and by whom; the verdict;
 * the condition, fragment by fragment with its values; how derived values that were read came
 * about; every fact with its place; what would change the verdict. */
#include "engine/output/explain.h"
#include "engine/output/explain_tree.h"
#include "engine/output/grid.h"
#include "engine/output/report_parts.h"
#include "engine/output/show.h"

static void put_title(KjPage *page, const KjView *view, KjWord word)
{
    kj_page_line(page);
    kj_page_puts(page, KJ_BOLD, kj_word(view->lang, word));
    kj_page_line(page);
}

/* ---- head ---- */

static void put_labelled(KjPage *page, const KjView *view, KjWord word, KjText text)
{
    if (text.len == 0)
        return;
    kj_page_to(page, 2);
    kj_page_puts(page, KJ_DIM, kj_word(view->lang, word));
    kj_page_to(page, 14);
    kj_page_flow(page, KJ_PLAIN, 14, text);
    kj_page_line(page);
}

static const KjDocument *document_of(const KjView *view, const KjRule *rule)
{
    const KjPack *pack = &view->registry->packs[rule->pack];

    for (size_t i = 0; i < pack->document_count; i++)
        if (kj_text_compare(pack->documents[i].id, rule->document) == 0)
            return &pack->documents[i];
    return NULL;
}

static void put_source(KjPage *page, const KjView *view, const KjRule *rule)
{
    const KjDocument *document = document_of(view, rule);
    KjText title = document ? kj_label_in(document->title, view->lang) : rule->document;
    KjText edition = document ? document->edition : KJ_TEXT("");
    KjArenaMark mark = kj_arena_mark(page->scratch);

    put_labelled(page, view, KJ_W_SOURCE,
                 kj_text(kj_arena_printf(page->scratch, "%.*s%s%.*s%s %.*s", (int)title.len,
                                         title.data, edition.len ? " (" : "", (int)edition.len,
                                         edition.len ? edition.data : "", edition.len ? ")" : "",
                                         (int)rule->source_clause.len, rule->source_clause.data)));
    kj_arena_release(page->scratch, mark);
    put_labelled(page, view, KJ_W_LEGAL, kj_label_in(rule->legal, view->lang));
    put_labelled(page, view, KJ_W_LEVEL, kj_level_label(view->lang, rule->level));
    put_labelled(page, view, KJ_W_ACTOR, rule->actor);
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
    put_labelled(page, view, KJ_W_RECORD, (KjText){text.data, (uint32_t)text.len});
    kj_buf_clear(&text);
}

static void put_verdict(KjPage *page, const KjView *view, const KjJudgement *judgement)
{
    KjStyle style = kj_report_style(judgement->verdict);

    kj_page_to(page, 2);
    kj_page_puts(page, KJ_DIM, kj_word(view->lang, KJ_W_VERDICT));
    kj_page_to(page, 14);
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
    put_labelled(page, view, KJ_W_SETTLED_BY, judgement->settled_by);
    put_labelled(page, view, KJ_W_MESSAGE, judgement->message);
}

/* ---- sections ---- */

static KjWord part_word(KjText part)
{
    static const struct {
        const char *name;
        KjWord word;
    } parts[] = {{"select", KJ_W_PART_SELECT},
                 {"when", KJ_W_PART_WHEN},
                 {"check", KJ_W_PART_CHECK},
                 {"function", KJ_W_PART_FUNCTION}};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (kj_text_is(part, parts[i].name))
            return parts[i].word;
    return KJ_W_QUESTION;
}

static void put_parts(KjPage *page, const KjView *view, const KjValue *explanation)
{
    const KjList *parts = kj_map_list(explanation, "parts");

    for (size_t i = 0; i < parts->count; i++) {
        const KjValue *part = &parts->items[i], *tree = kj_map_get(part, "tree");

        put_title(page, view, part_word(kj_map_text(part, "part")));
        if (tree)
            kj_explain_tree(page, view, tree, 0);
    }
}

static void put_related(KjPage *page, const KjView *view, const KjValue *explanation)
{
    const KjList *related = kj_map_list(explanation, "related");

    if (related->count)
        put_title(page, view, KJ_W_DERIVED_VALUES);
    for (size_t i = 0; i < related->count; i++) {
        const KjValue *item = &related->items[i], *tree = kj_map_get(item, "tree");
        KjText kind = kj_map_text(item, "kind"), id = kj_map_text(item, "id");
        KjText field = kj_map_text(item, "field");
        KjArenaMark mark = kj_arena_mark(page->scratch);

        kj_page_to(page, 2);
        kj_page_puts(page, KJ_BOLD,
                     kj_arena_printf(page->scratch, "%.*s:%.*s %.*s", (int)kind.len, kind.data,
                                     (int)id.len, id.data, (int)field.len, field.data));
        kj_page_flow_on(page, KJ_DIM, 6, kj_map_text(item, "text"));
        kj_page_flow_on(page, KJ_CYAN, 6, kj_map_text(item, "note"));
        kj_page_line(page);
        kj_arena_release(page->scratch, mark);
        if (tree)
            kj_explain_tree(page, view, tree, 1);
    }
}

static void put_changes(KjPage *page, const KjView *view, const KjRule *rule,
                        const KjValue *explanation)
{
    const KjList *changes = kj_map_list(explanation, "changes");
    KjText remedy = kj_label_in(rule->remedy, view->lang);

    if (changes->count)
        put_title(page, view, KJ_W_CHANGES);
    for (size_t i = 0; i < changes->count; i++) {
        kj_page_to(page, 2);
        kj_page_puts(page, KJ_PLAIN, kj_word(view->lang, KJ_W_BULLET));
        kj_page_flow(page, KJ_PLAIN, 4, kj_map_text(&changes->items[i], "text"));
        kj_page_line(page);
    }
    if (remedy.len == 0)
        return;
    put_title(page, view, KJ_W_REMEDY);
    kj_page_to(page, 2);
    kj_page_flow(page, KJ_PLAIN, 2, remedy);
    kj_page_line(page);
}

/* ---- facts ---- */

static void origin_text(KjBuf *out, const KjView *view, const KjFact *fact)
{
    switch (fact->origin) {
    case KJ_AT_FILE: kj_show_place(out, fact->place, true); break;
    case KJ_AT_ORGANIZATION:
        kj_buf_printf(out, "%s  ", kj_word(view->lang, KJ_W_FROM_ORGANIZATION));
        kj_show_place(out, fact->place, true);
        break;
    case KJ_AT_DEFAULT: kj_buf_puts(out, kj_word(view->lang, KJ_W_FROM_DEFAULT)); break;
    case KJ_AT_DERIVED: kj_buf_puts(out, kj_word(view->lang, KJ_W_FROM_PACK)); break;
    case KJ_AT_PACK: kj_buf_puts(out, kj_word(view->lang, KJ_W_FROM_PARAMETER)); break;
    case KJ_AT_NOWHERE: kj_show_place(out, fact->place, false);
    }
    if (fact->reason.len) {
        kj_buf_puts(out, out->len ? "  " : "");
        kj_buf_add(out, fact->reason.data, fact->reason.len);
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
        kj_buf_puts(text, kj_word(view->lang, KJ_W_PARAMETER));
    add_cell(grid, KJ_DIM, text);
    kj_meaning_name(text, view, fact->kind, fact->field);
    add_cell(grid, KJ_PLAIN, text);
    kj_show_value(text, view, kj_meaning(view, fact->kind, fact->field), &fact->value);
    add_cell(grid, missing ? KJ_CYAN : KJ_BOLD, text);
    origin_text(text, view, fact);
    add_cell(grid, KJ_DIM, text);
}

static void put_facts(KjPage *page, const KjView *view, const KjJudgement *judgement)
{
    KjGrid grid;
    KjBuf text;

    if (judgement->trace_count == 0)
        return;
    put_title(page, view, KJ_W_FACTS);
    kj_grid_init(&grid, 4, 0);
    kj_buf_init(&text, 0);
    for (size_t i = 0; i < judgement->trace_count; i++)
        add_fact(&grid, view, &judgement->trace[i], &text);
    kj_grid_print(&grid, page, 2);
    kj_buf_clear(&text);
    kj_grid_clear(&grid);
}

bool kj_explain_text(KjPage *page, const KjView *view, const KjRun *run, const KjValue *explanation)
{
    const KjJudgement *judgement = kj_explain_judgement(view, run, explanation);
    const KjRule *rule;

    if (!judgement)
        return false;
    rule = &view->registry->rules[judgement->rule];
    kj_page_put(page, KJ_BOLD, rule->name);
    kj_page_flow_on(page, KJ_BOLD, 2, kj_label_in(rule->title, view->lang));
    kj_page_line(page);
    kj_page_line(page);
    put_source(page, view, rule);
    put_record(page, view, judgement);
    put_verdict(page, view, judgement);
    put_parts(page, view, explanation);
    put_related(page, view, explanation);
    put_facts(page, view, judgement);
    put_changes(page, view, rule, explanation);
    return true;
}
