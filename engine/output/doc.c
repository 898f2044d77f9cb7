/* The page: what packs there are, and for each its sections. Sections are in files of their own. */
#include "engine/output/doc.h"

#include "engine/output/doc_parts.h"
#include "engine/output/show.h"
#include "engine/output/type_words.h"

/* ---- ids and links ---- */

KjText kj_doc_rule_id(const KjDoc *doc, const KjRule *rule)
{
    return kj_html_id(doc->arena, "r-", rule->name);
}

KjText kj_doc_param_id(const KjDoc *doc, int32_t param)
{
    return kj_html_id(doc->arena, "p-", doc->registry->params[param].qualified);
}

static KjText field_name(const KjDoc *doc, KjReads read)
{
    const KjKind *kind = &doc->registry->schema->kinds[read.kind];

    if (read.field < 0)
        return kind->name;
    return kj_text(
        kj_arena_printf(doc->arena, "%s.%s", kind->name.data, kind->fields[read.field].name.data));
}

/* A field is described once for each pack on the page. */
KjText kj_doc_field_id(const KjDoc *doc, KjReads read)
{
    KjText name = field_name(doc, read);
    KjText pack = doc->registry->packs[doc->pack].id;

    return kj_html_id(doc->arena, read.field < 0 ? "k-" : "f-",
                      kj_text(kj_arena_printf(doc->arena, "%s/%s", pack.data, name.data)));
}

KjText kj_doc_section_id(const KjDoc *doc, const char *section)
{
    KjText pack = doc->registry->packs[doc->pack].id;

    return kj_html_id(doc->arena, "s-",
                      kj_text(kj_arena_printf(doc->arena, "%s-%s", pack.data, section)));
}

void kj_doc_rule(KjDoc *doc, const KjRule *rule)
{
    kj_paper_link(&doc->paper, kj_doc_rule_id(doc, rule));
    kj_paper_text(&doc->paper, rule->clause);
    kj_paper_link_end(&doc->paper);
}

void kj_doc_param(KjDoc *doc, int32_t number)
{
    const KjParam *param = &doc->registry->params[number];
    bool on_page = doc->wanted[param->pack];

    if (on_page)
        kj_paper_link(&doc->paper, kj_doc_param_id(doc, number));
    kj_paper_code(&doc->paper, param->pack == doc->pack ? param->name : param->qualified);
    if (on_page)
        kj_paper_link_end(&doc->paper);
}

void kj_doc_field(KjDoc *doc, KjReads read)
{
    kj_paper_link(&doc->paper, kj_doc_field_id(doc, read));
    kj_paper_code(&doc->paper, field_name(doc, read));
    kj_paper_link_end(&doc->paper);
}

void kj_doc_label(KjDoc *doc, KjReads read)
{
    const KjKind *kind = &doc->registry->schema->kinds[read.kind];
    KjLabel label = read.field < 0 ? kind->label : kind->fields[read.field].label;

    if (kj_text_compare(label.ja, label.en) == 0 && read.field >= 0 &&
        kind->fields[read.field].derived)
        return;
    kj_paper_text(&doc->paper, KJ_TEXT(" "));
    kj_paper_label(&doc->paper, label);
}

void kj_doc_comma(KjDoc *doc)
{
    kj_paper_say(&doc->paper, "、", ", ");
}

bool kj_doc_rules_that(KjDoc *doc, KjDocChooses chooses, const void *ctx)
{
    bool any = false;

    for (size_t i = 0; i < doc->registry->rule_count; i++) {
        const KjRule *rule = &doc->registry->rules[i];

        if (rule->pack != doc->pack || rule->dropped || !chooses(doc, rule, ctx))
            continue;
        if (any)
            kj_doc_comma(doc);
        kj_doc_rule(doc, rule);
        any = true;
    }
    return any;
}

/* ---- values ---- */

void kj_doc_value(KjDoc *doc, KjMeaning meaning, const KjValue *value)
{
    KjView view = doc->view;
    KjBuf ja, en;

    kj_buf_init(&ja, 0);
    kj_buf_init(&en, 0);
    view.lang = KJ_JA;
    kj_show_value(&ja, &view, meaning, value);
    view.lang = KJ_EN;
    kj_show_value(&en, &view, meaning, value);
    kj_paper_pair(&doc->paper, (KjText){ja.data, (uint32_t)ja.len},
                  (KjText){en.data, (uint32_t)en.len});
    kj_buf_clear(&ja);
    kj_buf_clear(&en);
}

static void write_choices(KjBuf *out, const KjField *field, KjLang lang)
{
    for (size_t i = 0; i < field->value_count; i++) {
        KjText label = kj_label_in(field->value_labels[i], lang), value = field->values[i];

        kj_buf_printf(out, "%s%.*s", i ? " | " : "", (int)value.len, value.data);
        if (label.len && kj_text_compare(label, value) != 0)
            kj_buf_printf(out, lang == KJ_JA ? "（%.*s）" : " (%.*s)", (int)label.len, label.data);
    }
}

static void write_type(KjBuf *out, const KjDoc *doc, const KjField *field, KjLang lang)
{
    KjRange range = {field->type, field->has_min, field->has_max, field->min, field->max};
    bool ja = lang == KJ_JA;

    kj_buf_puts(out, kj_type_word(lang, field->type));
    if (field->type == KJ_REF && field->target >= 0) {
        KjText label = kj_label_in(doc->registry->schema->kinds[field->target].label, lang);

        kj_buf_printf(out, " → %.*s", (int)label.len, label.data);
    }
    if (field->list || field->child >= 0)
        kj_buf_puts(out, ja ? "（複数）" : ", several");
    if (field->unit.len)
        kj_buf_printf(out, ja ? "、単位 %.*s" : ", %.*s", (int)field->unit.len, field->unit.data);
    if (field->value_count) {
        kj_buf_puts(out, ": ");
        write_choices(out, field, lang);
    }
    if (range.has_min || range.has_max) {
        kj_buf_puts(out, ja ? "、" : ", ");
        kj_range_write(out, lang, range);
    }
}

void kj_doc_type(KjDoc *doc, const KjField *field)
{
    KjBuf text[2];

    for (int i = 0; i < 2; i++) {
        kj_buf_init(&text[i], 0);
        write_type(&text[i], doc, field, i == 0 ? KJ_JA : KJ_EN);
    }
    kj_paper_pair(&doc->paper, (KjText){text[0].data, (uint32_t)text[0].len},
                  (KjText){text[1].data, (uint32_t)text[1].len});
    kj_buf_clear(&text[0]);
    kj_buf_clear(&text[1]);
}

/* ---- the page ---- */

void kj_doc_section(KjDoc *doc, const char *name, const char *ja, const char *en)
{
    kj_paper_open(&doc->paper, KJ_SECTION, name);
    kj_paper_heading(&doc->paper, doc->level, kj_doc_section_id(doc, name));
    kj_paper_say(&doc->paper, ja, en);
    kj_paper_heading_end(&doc->paper);
}

static void put_content(KjDoc *doc, const char *name, const char *ja, const char *en)
{
    kj_paper_open(&doc->paper, KJ_BULLET, NULL);
    kj_paper_link(&doc->paper, kj_doc_section_id(doc, name));
    kj_paper_say(&doc->paper, ja, en);
    kj_paper_link_end(&doc->paper);
    kj_paper_close(&doc->paper);
}

typedef struct Part {
    const char *name, *ja, *en;
    bool (*has)(const KjDoc *doc); /* NULL: always */
    void (*put)(KjDoc *doc);
} Part;

static const Part parts[] = {
    {"documents", "文書と版", "Documents and editions", NULL, kj_doc_head},
    {"rules", "要件", "Requirements", kj_doc_has_rules, kj_doc_rules},
    {"params", "基準値", "Parameters", kj_doc_has_params, kj_doc_params},
    {"records", "記録と項目", "Records and fields", kj_doc_has_records, kj_doc_records},
    {"derived", "算出項目", "Computed fields", kj_doc_has_derived, kj_doc_derived},
    {"graph", "要件が読むもの", "What requirements read", kj_doc_has_rules, kj_doc_graph},
};

#define PARTS (sizeof parts / sizeof *parts)

static void put_contents(KjDoc *doc)
{
    kj_paper_open(&doc->paper, KJ_CONTENTS, NULL);
    kj_paper_open(&doc->paper, KJ_BULLETS, NULL);
    for (size_t i = 0; i < PARTS; i++)
        if (!parts[i].has || parts[i].has(doc))
            put_content(doc, parts[i].name, parts[i].ja, parts[i].en);
    kj_paper_close(&doc->paper);
    kj_paper_close(&doc->paper);
}

static void put_pack(KjDoc *doc)
{
    const KjPack *pack = &doc->registry->packs[doc->pack];
    KjPaper *paper = &doc->paper;

    kj_paper_heading(paper, doc->level - 1, kj_doc_section_id(doc, "pack"));
    kj_paper_label(paper, pack->title);
    kj_paper_heading_end(paper);
    kj_paper_open(paper, KJ_PARAGRAPH, "version");
    kj_paper_code(paper, pack->id);
    kj_paper_gap(paper);
    kj_paper_say(paper, "版 ", "version ");
    kj_paper_text(paper, pack->version);
    kj_paper_close(paper);
    put_contents(doc);
    for (size_t i = 0; i < PARTS; i++) {
        if (parts[i].has && !parts[i].has(doc))
            continue;
        kj_doc_section(doc, parts[i].name, parts[i].ja, parts[i].en);
        parts[i].put(doc);
        kj_paper_close(paper);
    }
}

static const KjLabel several = {{"基準パック", 15}, {"Rule packs", 10}};

static void begin_page(KjDoc *doc, KjSink *sink, KjDocForm form, const bool *wanted)
{
    const KjRegistry *registry = doc->registry;
    size_t count = 0, first = 0;

    for (size_t p = registry->pack_count; p-- > 0;) {
        count += wanted[p];
        first = wanted[p] ? p : first;
    }
    kj_paper_begin(&doc->paper, sink, form.html, doc->view.lang, form.both,
                   count == 1 ? registry->packs[first].title : several);
    doc->level = count == 1 ? 2 : 3;
    if (count == 1)
        return;
    kj_paper_heading(&doc->paper, 1, (KjText){NULL, 0});
    kj_paper_label(&doc->paper, several);
    kj_paper_heading_end(&doc->paper);
}

void kj_doc(KjSink *sink, const KjView *view, KjDocForm form, const bool *wanted)
{
    KjDoc doc = {
        .view = *view, .registry = view->registry, .arena = kj_arena_new(), .wanted = wanted};

    doc.view.show_sensitive = true; /* there are no facts here */
    doc.reads = kj_doc_reads_new(doc.arena, doc.registry);
    begin_page(&doc, sink, form, wanted);
    for (size_t p = 0; p < doc.registry->pack_count; p++) {
        doc.pack = (int32_t)p;
        if (wanted[p])
            put_pack(&doc);
    }
    kj_paper_end(&doc.paper);
    kj_arena_free(doc.arena);
}
