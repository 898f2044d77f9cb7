/* Where a pack comes from, and what it changes in others. */
#include "engine/output/doc_parts.h"
#include "engine/output/report_parts.h"

static void put_status(KjDoc *doc, KjText status)
{
    static const struct {
        const char *name, *ja, *en;
    } words[] = {
        {"final", "確定", "final"}, {"draft", "案", "draft"}, {"summary", "概要", "summary"}};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (kj_text_is(status, words[i].name))
            kj_paper_say(&doc->paper, words[i].ja, words[i].en);
}

static void put_document(KjDoc *doc, const KjDocument *document)
{
    KjPaper *paper = &doc->paper;

    kj_paper_open(paper, KJ_ROW, NULL);
    kj_paper_open(paper, KJ_HEAD, "row");
    kj_paper_code(paper, document->id);
    kj_paper_close(paper);
    kj_paper_open(paper, KJ_CELL, NULL);
    kj_paper_label(paper, document->title);
    kj_paper_close(paper);
    kj_paper_open(paper, KJ_CELL, NULL);
    kj_paper_text(paper, document->edition);
    kj_paper_close(paper);
    kj_paper_open(paper, KJ_CELL, NULL);
    put_status(doc, document->status);
    kj_paper_close(paper);
    kj_paper_close(paper);
}

static void put_documents(KjDoc *doc, const KjPack *pack)
{
    KjPaper *paper = &doc->paper;

    kj_paper_open(paper, KJ_TABLE, NULL);
    kj_paper_open(paper, KJ_ROW, NULL);
    kj_paper_head(paper, "略称", "Id");
    kj_paper_head(paper, "文書", "Document");
    kj_paper_head(paper, "版", "Edition");
    kj_paper_head(paper, "位置付け", "Standing");
    kj_paper_close(paper);
    for (size_t i = 0; i < pack->document_count; i++)
        put_document(doc, &pack->documents[i]);
    kj_paper_close(paper);
}

static void put_uses(KjDoc *doc, const KjPack *pack)
{
    KjPaper *paper = &doc->paper;

    kj_paper_open(paper, KJ_PARAGRAPH, NULL);
    if (pack->use_count)
        kj_paper_say(paper, "使うパック: ", "Uses the packs: ");
    for (size_t i = 0; i < pack->use_count; i++) {
        if (i)
            kj_doc_comma(doc);
        kj_paper_code(paper, pack->uses[i]);
    }
    if (pack->use_count)
        kj_paper_say(paper, "。", ". ");
    if (kj_text_is(pack->deviation, "equivalence"))
        kj_paper_say(paper, "このパックから外れるには、同等以上の対策が要る。",
                     "To depart from it, something as good is needed.");
    else
        kj_paper_say(paper, "このパックから外れるときは、理由を記録する。",
                     "Where one departs from it, the reason is recorded.");
    kj_paper_close(paper);
}

/* ---- overlays ---- */

static bool concerns(const KjDoc *doc, const KjTailoring *tailoring)
{
    return tailoring->pack == doc->pack || tailoring->of == doc->pack;
}

static void put_value_before(KjDoc *doc, const KjTailoring *tailoring)
{
    const KjParam *param;
    KjMeaning meaning;

    if (tailoring->parameter < 0)
        return;
    param = &doc->registry->params[tailoring->parameter];
    meaning = kj_meaning(&doc->view, -1, tailoring->parameter);
    kj_paper_text(&doc->paper, KJ_TEXT(" "));
    kj_doc_value(doc, meaning, &tailoring->base);
    kj_paper_text(&doc->paper, KJ_TEXT(" → "));
    kj_doc_value(doc, meaning, &param->value);
}

static void put_tailoring(KjDoc *doc, const KjTailoring *tailoring)
{
    KjPaper *paper = &doc->paper;

    kj_paper_open(paper, KJ_ROW, NULL);
    kj_paper_open(paper, KJ_HEAD, "row");
    kj_paper_code(paper, tailoring->name);
    kj_paper_close(paper);
    kj_paper_open(paper, KJ_CELL, NULL);
    kj_paper_word(paper, kj_report_change(tailoring->change));
    put_value_before(doc, tailoring);
    kj_paper_close(paper);
    kj_paper_open(paper, KJ_CELL, NULL);
    kj_paper_word(paper, kj_report_direction(tailoring->direction));
    kj_paper_close(paper);
    kj_paper_open(paper, KJ_CELL, NULL);
    if (tailoring->reason.ja.len || tailoring->reason.en.len)
        kj_paper_label(paper, tailoring->reason);
    else
        kj_paper_word(paper, KJ_W_NO_REASON);
    kj_paper_close(paper);
    kj_paper_open(paper, KJ_CELL, NULL);
    kj_paper_code(paper, doc->registry->packs[tailoring->pack].id);
    kj_paper_close(paper);
    kj_paper_close(paper);
}

static void put_tailorings(KjDoc *doc)
{
    const KjRegistry *registry = doc->registry;
    KjPaper *paper = &doc->paper;
    bool any = false;

    for (size_t i = 0; i < registry->tailoring_count; i++) {
        const KjTailoring *tailoring = &registry->tailorings[i];

        if (!concerns(doc, tailoring))
            continue;
        if (!any) {
            kj_paper_heading(paper, doc->level + 1, kj_doc_section_id(doc, "changes"));
            kj_paper_say(paper, "上書き", "What overlays changed");
            kj_paper_heading_end(paper);
            kj_paper_open(paper, KJ_TABLE, NULL);
            kj_paper_open(paper, KJ_ROW, NULL);
            kj_paper_head(paper, "対象", "What");
            kj_paper_head(paper, "変更", "Change");
            kj_paper_head(paper, "向き", "Direction");
            kj_paper_head(paper, "理由", "Reason");
            kj_paper_head(paper, "パック", "Pack");
            kj_paper_close(paper);
        }
        any = true;
        put_tailoring(doc, tailoring);
    }
    if (any)
        kj_paper_close(paper);
}

void kj_doc_head(KjDoc *doc)
{
    const KjPack *pack = &doc->registry->packs[doc->pack];

    if (pack->document_count)
        put_documents(doc, pack);
    put_uses(doc, pack);
    put_tailorings(doc);
}
