/* The facts that a pack needs, and what it computes of them. Needed is what its rules and derivations read,
 * through what others compute, too, and what it declares itself. */
#include "engine/output/doc_parts.h"
#include "engine/output/show.h"

#include <string.h>

#define MOST_READERS 12 /* that are listed beside a field */

/* ---- what is needed ---- */

typedef struct Needed {
    bool **fields; /* by kind and field */
    bool *kinds;
} Needed;

static void need(Needed *needed, const KjDoc *doc, KjReads read);

static void need_list(Needed *needed, const KjDoc *doc, const KjReadList *list)
{
    for (size_t i = 0; i < list->field_count; i++)
        need(needed, doc, list->fields[i]);
}

static void need(Needed *needed, const KjDoc *doc, KjReads read)
{
    const KjDerive *derive;

    needed->kinds[read.kind] = true;
    if (read.field < 0 || needed->fields[read.kind][read.field])
        return;
    needed->fields[read.kind][read.field] = true;
    derive = kj_doc_derive_of(doc->registry, read);
    if (derive)
        need_list(needed, doc, &doc->reads->derives[derive - doc->registry->derives]);
}

static void need_declared(Needed *needed, const KjDoc *doc)
{
    const KjSchema *schema = doc->registry->schema;

    for (size_t k = 0; k < schema->kind_count; k++) {
        const KjKind *kind = &schema->kinds[k];

        needed->kinds[k] = needed->kinds[k] || kind->pack == doc->pack;
        for (size_t f = 0; f < kind->field_count; f++)
            if (kind->fields[f].pack == doc->pack)
                need(needed, doc, (KjReads){(int32_t)k, (int32_t)f});
    }
}

static Needed find_needed(const KjDoc *doc)
{
    const KjRegistry *registry = doc->registry;
    const KjSchema *schema = registry->schema;
    Needed needed = {kj_arena_array(doc->arena, schema->kind_count, sizeof *needed.fields),
                     kj_arena_array(doc->arena, schema->kind_count, sizeof *needed.kinds)};

    for (size_t k = 0; k < schema->kind_count; k++)
        needed.fields[k] =
            kj_arena_array(doc->arena, schema->kinds[k].field_count + 1, sizeof **needed.fields);
    for (size_t i = 0; i < registry->rule_count; i++)
        if (registry->rules[i].pack == doc->pack) {
            need_list(&needed, doc, &doc->reads->rules[i]);
            for (size_t k = 0; k < registry->rules[i].kind_count; k++)
                needed.kinds[registry->rules[i].kinds[k]] = true;
        }
    for (size_t i = 0; i < registry->derive_count; i++)
        if (registry->derives[i].pack == doc->pack)
            need_list(&needed, doc, &doc->reads->derives[i]);
    need_declared(&needed, doc);
    return needed;
}

/* ---- who reads ---- */

static bool reads_it(const KjDoc *doc, const KjRule *rule, const void *ctx)
{
    return kj_read_list_has(&doc->reads->rules[rule - doc->registry->rules], *(const KjReads *)ctx);
}

static size_t count_readers(const KjDoc *doc, KjReads field)
{
    size_t count = 0;

    for (size_t i = 0; i < doc->registry->rule_count; i++) {
        const KjRule *rule = &doc->registry->rules[i];

        count += rule->pack == doc->pack && !rule->dropped && reads_it(doc, rule, &field);
    }
    return count;
}

/* Nothing if no rule of the pack reads it itself. */
static void put_readers(KjDoc *doc, KjReads field)
{
    size_t count = count_readers(doc, field);

    if (count > MOST_READERS) {
        const char *number = kj_arena_printf(doc->arena, "%zu", count);

        kj_paper_say(&doc->paper, kj_arena_printf(doc->arena, "%s 要件", number),
                     kj_arena_printf(doc->arena, "%s requirements", number));
        return;
    }
    kj_doc_rules_that(doc, reads_it, &field);
}

/* ---- records ---- */

static void put_field(KjDoc *doc, KjReads read)
{
    const KjField *field = &doc->registry->schema->kinds[read.kind].fields[read.field];
    KjPaper *paper = &doc->paper;

    kj_paper_open(paper, KJ_ROW, NULL);
    kj_paper_open_at(paper, KJ_HEAD, "row", kj_doc_field_id(doc, read));
    kj_paper_label(paper, field->label);
    kj_paper_text(paper, KJ_TEXT(" "));
    kj_paper_code(paper, field->name);
    kj_paper_close(paper);
    kj_paper_open(paper, KJ_CELL, NULL);
    kj_doc_type(doc, field);
    if (field->otherwise.type != KJ_NONE) {
        kj_paper_say(paper, "。なければ ", "; if empty: ");
        kj_doc_value(doc, kj_meaning(&doc->view, read.kind, read.field), &field->otherwise);
    }
    kj_paper_close(paper);
    kj_paper_open(paper, KJ_CELL, NULL);
    if (field->required)
        kj_paper_mark(paper, "needed", KJ_TEXT("必須"), KJ_TEXT("required"));
    if (field->required && field->sensitive)
        kj_paper_gap(paper);
    if (field->sensitive)
        kj_paper_mark(paper, "secret", KJ_TEXT("秘匿"), KJ_TEXT("sensitive"));
    kj_paper_close(paper);
    kj_paper_open(paper, KJ_CELL, "readers");
    put_readers(doc, read);
    kj_paper_close(paper);
    kj_paper_close(paper);
}

static bool is_fact(const KjField *field)
{
    return !field->derived;
}

static bool has_facts(const KjKind *kind, const bool *wanted)
{
    for (size_t f = 0; f < kind->field_count; f++)
        if (wanted[f] && is_fact(&kind->fields[f]))
            return true;
    return false;
}

static void put_kind(KjDoc *doc, int32_t number, const bool *wanted)
{
    const KjKind *kind = &doc->registry->schema->kinds[number];
    KjPaper *paper = &doc->paper;

    kj_paper_heading(paper, doc->level + 1, kj_doc_field_id(doc, (KjReads){number, -1}));
    kj_paper_label(paper, kind->label);
    kj_paper_text(paper, KJ_TEXT(" "));
    kj_paper_code(paper, kind->name);
    kj_paper_heading_end(paper);
    if (kind->derived) {
        kj_paper_open(paper, KJ_PARAGRAPH, NULL);
        kj_paper_say(paper, "この種別の記録は、パックが作る。",
                     "Records of this kind are made by a pack.");
        kj_paper_close(paper);
    }
    if (!has_facts(kind, wanted))
        return;
    kj_paper_open(paper, KJ_TABLE, "fields");
    kj_paper_open(paper, KJ_ROW, NULL);
    kj_paper_head(paper, "項目", "Field");
    kj_paper_head(paper, "型", "Type");
    kj_paper_head(paper, "扱い", "Handling");
    kj_paper_head(paper, "読む要件", "Read by");
    kj_paper_close(paper);
    for (size_t f = 0; f < kind->field_count; f++)
        if (wanted[f] && is_fact(&kind->fields[f]))
            put_field(doc, (KjReads){number, (int32_t)f});
    kj_paper_close(paper);
}

void kj_doc_records(KjDoc *doc)
{
    Needed needed = find_needed(doc);

    for (size_t k = 0; k < doc->registry->schema->kind_count; k++)
        if (needed.kinds[k])
            put_kind(doc, (int32_t)k, needed.fields[k]);
}

bool kj_doc_has_records(const KjDoc *doc)
{
    Needed needed = find_needed(doc);

    for (size_t k = 0; k < doc->registry->schema->kind_count; k++)
        if (needed.kinds[k])
            return true;
    return false;
}

/* ---- computed ---- */

static void put_formula(KjDoc *doc, const KjDerive *derive)
{
    KjPaper *paper = &doc->paper;

    kj_paper_term(paper, "求め方", "Computed");
    kj_paper_open(paper, KJ_MEANS, "condition");
    if (derive->from) {
        kj_paper_code(paper, derive->from->text);
    } else {
        kj_paper_word(paper, KJ_W_LUA_FUNCTION);
        kj_paper_say(paper, "（", " (");
        kj_paper_code(paper, kj_text(derive->place.file));
        kj_paper_say(paper, "）", ")");
    }
    kj_paper_close(paper);
}

static void put_read_by(KjDoc *doc, KjReads field)
{
    KjPaper *paper = &doc->paper;
    bool any = count_readers(doc, field) > 0;

    for (size_t d = 0; d < doc->registry->derive_count && !any; d++)
        any = kj_read_list_has(&doc->reads->derives[d], field);
    if (!any)
        return;
    kj_paper_term(paper, "使われる先", "Used by");
    kj_paper_open(paper, KJ_MEANS, NULL);
    any = count_readers(doc, field) > 0;
    put_readers(doc, field);
    for (size_t d = 0; d < doc->registry->derive_count; d++) {
        const KjDerive *derive = &doc->registry->derives[d];

        if (derive->pack != doc->pack || !derive->field_count ||
            !kj_read_list_has(&doc->reads->derives[d], field))
            continue;
        if (any)
            kj_doc_comma(doc);
        any = true;
        kj_doc_field(doc, (KjReads){derive->kind, derive->fields[0]});
    }
    kj_paper_close(paper);
}

static void put_inputs(KjDoc *doc, const KjDerive *derive)
{
    const KjReadList *list = &doc->reads->derives[derive - doc->registry->derives];
    KjPaper *paper = &doc->paper;

    if (!list->field_count && !list->param_count)
        return;
    kj_paper_term(paper, "読むもの", "Reads");
    kj_paper_open(paper, KJ_MEANS, NULL);
    for (size_t i = 0; i < list->field_count; i++) {
        if (i)
            kj_doc_comma(doc);
        kj_doc_field(doc, list->fields[i]);
    }
    for (size_t i = 0; i < list->param_count; i++) {
        if (i || list->field_count)
            kj_doc_comma(doc);
        kj_doc_param(doc, list->params[i]);
    }
    kj_paper_close(paper);
}

static void put_derived(KjDoc *doc, const KjDerive *derive, KjReads read)
{
    const KjKind *kind = &doc->registry->schema->kinds[read.kind];
    const KjField *field = &kind->fields[read.field];
    bool labelled = kj_text_compare(field->label.ja, field->label.en) != 0;
    KjPaper *paper = &doc->paper;

    kj_paper_open_at(paper, KJ_ARTICLE, "derived", kj_doc_field_id(doc, read));
    kj_paper_heading(paper, doc->level + 1, (KjText){NULL, 0});
    if (labelled) {
        kj_paper_label(paper, field->label);
        kj_paper_text(paper, KJ_TEXT(" "));
    }
    kj_paper_code(paper,
                  kj_text(kj_arena_printf(doc->arena, "%s.%s", kind->name.data, field->name.data)));
    kj_paper_heading_end(paper);
    kj_paper_open(paper, KJ_PARAGRAPH, "marks");
    kj_paper_mark(paper, "kind", kj_label_in(kind->label, KJ_JA), kj_label_in(kind->label, KJ_EN));
    kj_paper_gap(paper);
    kj_doc_type(doc, field);
    if (derive->pack != doc->pack) {
        kj_paper_gap(paper);
        kj_paper_text(paper, doc->registry->packs[derive->pack].id);
    }
    kj_paper_close(paper);
    kj_paper_open(paper, KJ_TERMS, NULL);
    put_formula(doc, derive);
    put_inputs(doc, derive);
    put_read_by(doc, read);
    kj_paper_close(paper);
    kj_paper_close(paper);
}

/* Those of the pack, and those of others that it needs. */
void kj_doc_derived(KjDoc *doc)
{
    Needed needed = find_needed(doc);

    for (size_t d = 0; d < doc->registry->derive_count; d++) {
        const KjDerive *derive = &doc->registry->derives[d];

        for (size_t i = 0; i < derive->field_count; i++)
            if (needed.fields[derive->kind][derive->fields[i]])
                put_derived(doc, derive, (KjReads){derive->kind, derive->fields[i]});
    }
}

bool kj_doc_has_derived(const KjDoc *doc)
{
    Needed needed = find_needed(doc);

    for (size_t d = 0; d < doc->registry->derive_count; d++) {
        const KjDerive *derive = &doc->registry->derives[d];

        for (size_t i = 0; i < derive->field_count; i++)
            if (needed.fields[derive->kind][derive->fields[i]])
                return true;
    }
    return false;
}
