/* Clauses in the order of their documents: by section, and within one as the pack has them. */
#include "engine/output/doc_parts.h"
#include "engine/output/report_parts.h"
#include "engine/output/rules.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define MOST_NUMBERS 8

typedef struct Entry {
    const KjRule *rule;
    size_t order;    /* as the pack has it */
    size_t document; /* its place in the pack */
    int numbers[MOST_NUMBERS];
    size_t number_count; /* of its section: 2.5.2 */
} Entry;

/* ---- order ---- */

static size_t section_length(KjText clause)
{
    size_t len = 0;

    while (len < clause.len && ((clause.data[len] >= '0' && clause.data[len] <= '9') ||
                                (clause.data[len] == '.' && len > 0)))
        len++;
    while (len > 0 && clause.data[len - 1] == '.')
        len--;
    return len;
}

static void read_numbers(Entry *entry)
{
    KjText clause = entry->rule->source_clause;
    size_t len = section_length(clause);
    int number = 0;

    for (size_t i = 0; len && i <= len && entry->number_count < MOST_NUMBERS; i++) {
        if (i < len && clause.data[i] != '.') {
            number = number < INT_MAX / 10 - 1 ? number * 10 + (clause.data[i] - '0') : number;
            continue;
        }
        entry->numbers[entry->number_count++] = number;
        number = 0;
    }
}

static size_t document_of(const KjPack *pack, const KjRule *rule)
{
    for (size_t i = 0; i < pack->document_count; i++)
        if (kj_text_compare(pack->documents[i].id, rule->document) == 0)
            return i;
    return pack->document_count;
}

static int compare_numbers(const Entry *a, const Entry *b)
{
    for (size_t i = 0; i < a->number_count && i < b->number_count; i++)
        if (a->numbers[i] != b->numbers[i])
            return a->numbers[i] < b->numbers[i] ? -1 : 1;
    return (a->number_count > b->number_count) - (a->number_count < b->number_count);
}

static int by_clause(const void *left, const void *right)
{
    const Entry *a = left, *b = right;

    if (a->document != b->document)
        return a->document < b->document ? -1 : 1;
    if (!a->number_count != !b->number_count) /* those without a section come last */
        return a->number_count ? -1 : 1;
    int order = compare_numbers(a, b);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

static Entry *entries_of(KjDoc *doc, size_t *count)
{
    const KjRegistry *registry = doc->registry;
    Entry *entries = kj_arena_array(doc->arena, registry->rule_count + 1, sizeof *entries);

    *count = 0;
    for (size_t i = 0; i < registry->rule_count; i++) {
        const KjRule *rule = &registry->rules[i];

        if (rule->pack != doc->pack)
            continue;
        Entry *entry = &entries[(*count)++];

        *entry = (Entry){
            .rule = rule, .order = i, .document = document_of(&registry->packs[doc->pack], rule)};
        read_numbers(entry);
    }
    if (*count)
        qsort(entries, *count, sizeof *entries, by_clause);
    return entries;
}

/* ---- one clause ---- */

static void put_decided_by(KjDoc *doc, const KjRule *rule)
{
    KjWord word = rule->dropped      ? KJ_W_DROPPED
                  : rule->item_count ? KJ_W_BY_ITEMS
                  : kj_rule_has_check(rule)
                      ? (rule->ask || rule->declared ? KJ_W_BY_BOTH : KJ_W_BY_RECORDS)
                      : KJ_W_BY_ANSWER;

    kj_paper_mark(&doc->paper, "by", kj_text(kj_word(KJ_JA, word)), kj_text(kj_word(KJ_EN, word)));
}

static void put_marks(KjDoc *doc, const KjRule *rule)
{
    KjPaper *paper = &doc->paper;

    kj_paper_open(paper, KJ_PARAGRAPH, "marks");
    kj_paper_mark(paper, kj_arena_printf(doc->arena, "level %s", rule->level.data),
                  kj_level_label(KJ_JA, rule->level), kj_level_label(KJ_EN, rule->level));
    kj_paper_gap(paper);
    if (rule->actor.len) {
        kj_paper_mark(paper, "actor", kj_rule_actor(rule, KJ_JA), kj_rule_actor(rule, KJ_EN));
        kj_paper_gap(paper);
    }
    for (size_t i = 0; i < rule->kind_count; i++) {
        KjLabel label = doc->registry->schema->kinds[rule->kinds[i]].label;

        kj_paper_mark(paper, "kind", kj_label_in(label, KJ_JA), kj_label_in(label, KJ_EN));
        kj_paper_gap(paper);
    }
    put_decided_by(doc, rule);
    kj_paper_close(paper);
}

static void put_label(KjDoc *doc, KjWord word, KjLabel label)
{
    if (!label.ja.len && !label.en.len)
        return;
    kj_paper_term(&doc->paper, kj_word(KJ_JA, word), kj_word(KJ_EN, word));
    kj_paper_open(&doc->paper, KJ_MEANS, NULL);
    kj_paper_label(&doc->paper, label);
    kj_paper_close(&doc->paper);
}

static bool said_before(KjExpr **conditions, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (conditions[i] && kj_text_compare(conditions[i]->text, conditions[index]->text) == 0)
            return true;
    return false;
}

static void put_conditions(KjDoc *doc, const KjRule *rule, KjWord word, KjExpr **conditions)
{
    for (size_t i = 0; conditions && i < rule->kind_count; i++) {
        if (!conditions[i] || said_before(conditions, i))
            continue;
        kj_paper_term(&doc->paper, kj_word(KJ_JA, word), kj_word(KJ_EN, word));
        kj_paper_open(&doc->paper, KJ_MEANS, "condition");
        kj_paper_code(&doc->paper, conditions[i]->text);
        kj_paper_close(&doc->paper);
    }
}

static void put_function(KjDoc *doc, const KjRule *rule)
{
    if (rule->check_function < 0)
        return;
    kj_paper_term(&doc->paper, kj_word(KJ_JA, KJ_W_PART_CHECK), kj_word(KJ_EN, KJ_W_PART_CHECK));
    kj_paper_open(&doc->paper, KJ_MEANS, NULL);
    kj_paper_word(&doc->paper, KJ_W_LUA_FUNCTION);
    kj_paper_say(&doc->paper, "（", " (");
    kj_paper_code(&doc->paper, kj_text(rule->place.file));
    kj_paper_say(&doc->paper, "）", ")");
    kj_paper_close(&doc->paper);
}

static void put_reads(KjDoc *doc, const KjRule *rule)
{
    const KjReadList *list = &doc->reads->rules[rule - doc->registry->rules];
    KjPaper *paper = &doc->paper;

    if (list->field_count) {
        kj_paper_term(paper, "読む項目", "Reads");
        kj_paper_open(paper, KJ_MEANS, NULL);
    }
    for (size_t i = 0; i < list->field_count; i++) {
        if (i)
            kj_doc_comma(doc);
        kj_doc_field(doc, list->fields[i]);
        kj_doc_label(doc, list->fields[i]);
    }
    if (list->field_count)
        kj_paper_close(paper);
}

static void put_params(KjDoc *doc, const KjRule *rule)
{
    const bool *needs = doc->reads->needs[rule - doc->registry->rules];
    KjPaper *paper = &doc->paper;
    bool any = false;

    for (size_t i = 0; i < doc->registry->param_count; i++) {
        if (!needs[i])
            continue;
        if (!any) {
            kj_paper_term(paper, "基準値", "Parameters");
            kj_paper_open(paper, KJ_MEANS, NULL);
        } else {
            kj_doc_comma(doc);
        }
        any = true;
        kj_doc_param(doc, (int32_t)i);
        kj_paper_text(paper, KJ_TEXT(" "));
        kj_paper_label(paper, doc->registry->params[i].title);
    }
    if (any)
        kj_paper_close(paper);
}

static void put_items(KjDoc *doc, const KjRule *rule)
{
    KjPaper *paper = &doc->paper;

    if (!rule->item_count)
        return;
    kj_paper_term(paper, kj_word(KJ_JA, KJ_W_PART_ITEMS), kj_word(KJ_EN, KJ_W_PART_ITEMS));
    kj_paper_open(paper, KJ_MEANS, NULL);
    for (size_t i = 0; i < rule->item_count; i++) {
        if (i)
            kj_doc_comma(doc);
        kj_doc_rule(doc, &doc->registry->rules[rule->items[i]]);
    }
    kj_paper_close(paper);
}

static void put_standing(KjDoc *doc, const KjRule *rule)
{
    static const KjLabel none;
    KjLabel cannot = {kj_text(kj_word(KJ_JA, KJ_W_CANNOT_BE_WAIVED)),
                      kj_text(kj_word(KJ_EN, KJ_W_CANNOT_BE_WAIVED))};
    KjLabel goes = {kj_text(kj_word(KJ_JA, KJ_W_ANSWER_GOES_BEFORE)),
                    kj_text(kj_word(KJ_EN, KJ_W_ANSWER_GOES_BEFORE))};
    KjLabel breaks = {kj_text(kj_word(KJ_JA, KJ_W_ONE_ITEM_BREAKS_IT)),
                      kj_text(kj_word(KJ_EN, KJ_W_ONE_ITEM_BREAKS_IT))};
    KjLabel equivalent = {kj_text(kj_word(KJ_JA, KJ_W_EQUIVALENT_SATISFIES)),
                          kj_text(kj_word(KJ_EN, KJ_W_EQUIVALENT_SATISFIES))};

    put_label(doc, KJ_W_WAIVABLE, rule->waivable ? none : cannot);
    put_label(doc, KJ_W_DECLARATION, rule->declared ? goes : none);
    put_label(doc, KJ_W_BAN, rule->strict ? breaks : none);
    put_label(doc, KJ_W_IN_PRINCIPLE, rule->in_principle ? equivalent : none);
}

/* Where the clause that is printed is another one than the name says. */
static void put_source(KjDoc *doc, const KjRule *rule)
{
    size_t len = rule->source_clause.len;
    bool same = rule->clause.len >= len &&
                memcmp(rule->clause.data, rule->source_clause.data, len) == 0 &&
                (rule->clause.len == len || rule->clause.data[len] == '#');

    if (!same) {
        KjLabel clause = {rule->source_clause, rule->source_clause};
        put_label(doc, KJ_W_SOURCE, clause);
    }
    put_label(doc, KJ_W_LEGAL, rule->legal);
}

static void put_body(KjDoc *doc, const KjRule *rule)
{
    KjLabel technique = {rule->technique, rule->technique};

    kj_paper_open(&doc->paper, KJ_TERMS, NULL);
    put_label(doc, KJ_W_QUESTION, rule->question);
    put_conditions(doc, rule, KJ_W_PART_SELECT, rule->select);
    put_conditions(doc, rule, KJ_W_PART_WHEN, rule->when);
    put_conditions(doc, rule, KJ_W_PART_CHECK, rule->check);
    put_function(doc, rule);
    put_items(doc, rule);
    put_label(doc, KJ_W_REMEDY, rule->remedy);
    for (size_t i = 0; i < rule->evidence_count; i++)
        put_label(doc, KJ_W_EVIDENCE, rule->evidence[i]);
    put_label(doc, KJ_W_TECHNIQUE, technique);
    put_params(doc, rule);
    put_reads(doc, rule);
    put_standing(doc, rule);
    put_source(doc, rule);
    kj_paper_close(&doc->paper);
}

/* above: the level of the heading before it; items stand under their clause. Returns its own. */
static int put_rule(KjDoc *doc, const KjRule *rule, int base, int above)
{
    KjPaper *paper = &doc->paper;
    int level = rule->item_of && above >= base ? base + 1 : base;

    kj_paper_open_at(paper, KJ_ARTICLE, rule->item_of ? "rule item" : "rule",
                     kj_doc_rule_id(doc, rule));
    kj_paper_heading(paper, level > 6 ? 6 : level, (KjText){NULL, 0});
    kj_paper_mark(paper, "clause", rule->clause, rule->clause);
    kj_paper_text(paper, KJ_TEXT(" "));
    kj_paper_label(paper, rule->title);
    kj_paper_heading_end(paper);
    put_marks(doc, rule);
    put_body(doc, rule);
    kj_paper_close(paper);
    return level;
}

/* ---- all ---- */

static void put_section_heading(KjDoc *doc, const Entry *entry)
{
    const KjPack *pack = &doc->registry->packs[doc->pack];
    KjText clause = entry->rule->source_clause;
    KjPaper *paper = &doc->paper;

    kj_paper_heading(paper, doc->level + 1, (KjText){NULL, 0});
    if (pack->document_count > 1 && entry->document < pack->document_count) {
        kj_paper_label(paper, pack->documents[entry->document].title);
        kj_paper_text(paper, KJ_TEXT(" "));
    }
    if (entry->number_count)
        kj_paper_text(paper, (KjText){clause.data, (uint32_t)section_length(clause)});
    else
        kj_paper_say(paper, "そのほか", "Other");
    kj_paper_heading_end(paper);
}

static bool begins_section(const Entry *before, const Entry *entry)
{
    return !before || before->document != entry->document || compare_numbers(before, entry) != 0;
}

void kj_doc_rules(KjDoc *doc)
{
    size_t count;
    const Entry *entries = entries_of(doc, &count), *before = NULL;
    bool sections = false;
    int base, above = 0;

    for (size_t i = 0; i < count; i++)
        sections = sections || entries[i].number_count > 0;
    base = doc->level + (sections ? 2 : 1);
    for (size_t i = 0; i < count; i++) {
        const Entry *entry = &entries[i];

        if (sections && begins_section(before, entry)) {
            put_section_heading(doc, entry);
            above = base - 1;
        }
        above = put_rule(doc, entry->rule, base, above);
        before = entry;
    }
}

bool kj_doc_has_rules(const KjDoc *doc)
{
    for (size_t i = 0; i < doc->registry->rule_count; i++)
        if (doc->registry->rules[i].pack == doc->pack)
            return true;
    return false;
}
