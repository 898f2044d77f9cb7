/* What stands behind each requirement: the computed fields, parameters and kinds of records that it reads, and
 * below a computed field what that reads. As nested lists, which read well anywhere. */
#include "engine/output/doc_parts.h"

#define MOST_LEVELS 4 /* below that the computed field is described where it stands */

static bool is_derived(const KjDoc *doc, KjReads read)
{
    return read.field >= 0 && doc->registry->schema->kinds[read.kind].fields[read.field].derived;
}

static void put_list(KjDoc *doc, const KjReadList *list, int level);

static void put_derived(KjDoc *doc, KjReads read, int level)
{
    const KjDerive *derive = kj_doc_derive_of(doc->registry, read);

    kj_paper_open(&doc->paper, KJ_BULLET, "derived");
    kj_doc_field(doc, read);
    kj_doc_label(doc, read);
    if (derive && level < MOST_LEVELS)
        put_list(doc, &doc->reads->derives[derive - doc->registry->derives], level + 1);
    kj_paper_close(&doc->paper);
}

static void put_params(KjDoc *doc, const KjReadList *list)
{
    if (!list->param_count)
        return;
    kj_paper_open(&doc->paper, KJ_BULLET, "params");
    kj_paper_say(&doc->paper, "基準値 ", "parameters ");
    for (size_t i = 0; i < list->param_count; i++) {
        if (i)
            kj_doc_comma(doc);
        kj_doc_param(doc, list->params[i]);
    }
    kj_paper_close(&doc->paper);
}

/* The facts by their kinds: which records, and how many of their fields would only be noise here. */
static void put_kinds(KjDoc *doc, const KjReadList *list)
{
    int32_t before = -1;

    for (size_t i = 0; i < list->field_count; i++) {
        int32_t kind = list->fields[i].kind;

        if (is_derived(doc, list->fields[i]) || kind == before)
            continue;
        if (before < 0) {
            kj_paper_open(&doc->paper, KJ_BULLET, "kinds");
            kj_paper_say(&doc->paper, "記録 ", "records ");
        } else {
            kj_doc_comma(doc);
        }
        before = kind;
        kj_paper_link(&doc->paper, kj_doc_field_id(doc, (KjReads){kind, -1}));
        kj_paper_label(&doc->paper, doc->registry->schema->kinds[kind].label);
        kj_paper_link_end(&doc->paper);
    }
    if (before >= 0)
        kj_paper_close(&doc->paper);
}

static void put_list(KjDoc *doc, const KjReadList *list, int level)
{
    if (!list->field_count && !list->param_count)
        return;
    kj_paper_open(&doc->paper, KJ_BULLETS, NULL);
    for (size_t i = 0; i < list->field_count; i++)
        if (is_derived(doc, list->fields[i]))
            put_derived(doc, list->fields[i], level);
    put_params(doc, list);
    put_kinds(doc, list);
    kj_paper_close(&doc->paper);
}

static void put_items(KjDoc *doc, const KjRule *rule)
{
    kj_paper_open(&doc->paper, KJ_BULLETS, NULL);
    kj_paper_open(&doc->paper, KJ_BULLET, "items");
    kj_paper_say(&doc->paper, "項目 ", "items ");
    for (size_t i = 0; i < rule->item_count; i++) {
        if (i)
            kj_doc_comma(doc);
        kj_doc_rule(doc, &doc->registry->rules[rule->items[i]]);
    }
    kj_paper_close(&doc->paper);
    kj_paper_close(&doc->paper);
}

static void put_rule(KjDoc *doc, const KjRule *rule)
{
    const KjReadList *list = &doc->reads->rules[rule - doc->registry->rules];

    kj_paper_open(&doc->paper, KJ_BULLET, NULL);
    kj_doc_rule(doc, rule);
    kj_paper_text(&doc->paper, KJ_TEXT(" "));
    kj_paper_label(&doc->paper, rule->title);
    if (rule->item_count)
        put_items(doc, rule);
    else
        put_list(doc, list, 1);
    kj_paper_close(&doc->paper);
}

void kj_doc_graph(KjDoc *doc)
{
    KjPaper *paper = &doc->paper;

    kj_paper_open(paper, KJ_FOLD, NULL);
    kj_paper_open(paper, KJ_FOLD_TITLE, NULL);
    kj_paper_say(paper, "要件ごとに、読む算出項目・基準値・記録を開く",
                 "Show the computed fields, parameters and records that each requirement reads");
    kj_paper_close(paper);
    kj_paper_open(paper, KJ_BULLETS, "graph");
    for (size_t i = 0; i < doc->registry->rule_count; i++)
        if (doc->registry->rules[i].pack == doc->pack && !doc->registry->rules[i].dropped)
            put_rule(doc, &doc->registry->rules[i]);
    kj_paper_close(paper);
    kj_paper_close(paper);
}
