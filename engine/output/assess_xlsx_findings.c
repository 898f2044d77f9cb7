/* The sheet of findings: a row for each verdict but pass and n/a, in the order of the run, with all
 * that is needed to work them off one by one. */
#include "engine/base/place.h"
#include "engine/output/assess_book.h"
#include "engine/output/show.h"

enum {
    F_ORGANIZATION,
    F_ORGANIZATION_NAME,
    F_PACK,
    F_RULE,
    F_TITLE,
    F_LEVEL,
    F_ACTOR,
    F_KIND,
    F_RECORD,
    F_RECORD_NAME,
    F_VERDICT,
    F_MESSAGE,
    F_MISSING,
    F_UNDERLYING,
    F_SETTLED_BY,
    F_REMEDY,
    F_SOURCE,
    F_FILE,
    F_LINE,
    F_COLUMNS
};

static const KjWord finding_words[F_COLUMNS] = {[F_ORGANIZATION] = KJ_W_C_ORGANIZATION,
                                                [F_ORGANIZATION_NAME] = KJ_W_C_ORGANIZATION_NAME,
                                                [F_PACK] = KJ_W_C_PACK,
                                                [F_RULE] = KJ_W_C_RULE,
                                                [F_TITLE] = KJ_W_C_TITLE,
                                                [F_LEVEL] = KJ_W_C_LEVEL,
                                                [F_ACTOR] = KJ_W_C_ACTOR,
                                                [F_KIND] = KJ_W_C_KIND,
                                                [F_RECORD] = KJ_W_C_RECORD,
                                                [F_RECORD_NAME] = KJ_W_C_RECORD_NAME,
                                                [F_VERDICT] = KJ_W_C_VERDICT,
                                                [F_MESSAGE] = KJ_W_C_MESSAGE,
                                                [F_MISSING] = KJ_W_C_MISSING,
                                                [F_UNDERLYING] = KJ_W_C_UNDERLYING,
                                                [F_SETTLED_BY] = KJ_W_C_SETTLED_BY,
                                                [F_REMEDY] = KJ_W_C_REMEDY,
                                                [F_SOURCE] = KJ_W_C_SOURCE,
                                                [F_FILE] = KJ_W_C_FILE,
                                                [F_LINE] = KJ_W_C_LINE};

static bool is_finding(KjVerdict verdict)
{
    return verdict != KJ_PASS && verdict != KJ_NA;
}

/* A line each: "system:mail 目標復旧時間 [rto]". */
static KjPut put_missing(const KjRunBook *to, const KjJudgement *judgement, KjBuf *text)
{
    for (size_t i = 0; i < judgement->missing_count; i++) {
        const KjFact *fact = &judgement->missing[i];

        kj_buf_puts(text, i ? "\n" : "");
        if (fact->kind >= 0) {
            kj_show_record(text, to->view, fact->kind, fact->id);
            kj_buf_putc(text, ' ');
        }
        kj_meaning_name(text, to->view, fact->kind, fact->field);
        if (fact->reason.len) {
            kj_buf_puts(text, " — ");
            kj_buf_add(text, fact->reason.data, fact->reason.len);
        }
    }
    return kj_put_buf(to, text);
}

static void put_place(const KjRunBook *to, KjPut *row, KjPlace place, KjBuf *text)
{
    KjPlaceParts parts =
        kj_place_parts((KjPlace){place.file ? place.file : "", place.line, place.column});

    row[F_FILE] = kj_put_text(parts.file);
    if (!parts.table && place.line)
        row[F_LINE] = kj_put_number(place.line);
    if (!parts.table)
        return;
    kj_buf_add(text, parts.sheet.data, parts.sheet.len);
    kj_buf_printf(text, "%s%s", parts.sheet.len && parts.cell[0] ? "!" : "", parts.cell);
    row[F_LINE] = kj_put_buf(to, text);
}

static void put_rule(const KjRunBook *to, KjPut *row, const KjRule *rule, KjBuf *text)
{
    KjLang lang = to->view->lang;

    row[F_PACK] = kj_put_text(to->view->registry->packs[rule->pack].id);
    row[F_RULE] = kj_put_text(rule->name);
    row[F_TITLE] = kj_put_text(kj_label_in(rule->title, lang));
    row[F_LEVEL] = kj_put_text(kj_level_label(lang, rule->level));
    row[F_ACTOR] = kj_put_text(kj_rule_actor(rule, lang));
    row[F_REMEDY] = kj_put_text(kj_label_in(rule->remedy, lang));
    kj_show_source(text, to->view, rule);
    row[F_SOURCE] = kj_put_buf(to, text);
}

static void put_finding(const KjRunBook *to, KjPut *row, const KjOrgResult *org,
                        const KjJudgement *judgement, KjBuf *text)
{
    const KjView *view = to->view;

    row[F_ORGANIZATION] = kj_put_text(org->id);
    row[F_ORGANIZATION_NAME] = kj_put_text(org->name);
    put_rule(to, row, &view->registry->rules[judgement->rule], text);
    row[F_KIND] =
        kj_put_text(kj_label_in(view->registry->schema->kinds[judgement->kind].label, view->lang));
    kj_show_record(text, view, judgement->kind, judgement->id);
    row[F_RECORD] = kj_put_buf(to, text);
    row[F_RECORD_NAME] = kj_put_text(judgement->name);
    row[F_VERDICT] = kj_put_verdict(to, judgement->verdict);
    row[F_MESSAGE] = kj_put_text(judgement->message);
    row[F_MISSING] = put_missing(to, judgement, text);
    row[F_UNDERLYING] = kj_put_verdict(to, judgement->underlying);
    row[F_SETTLED_BY] = kj_put_text(judgement->settled_by);
    put_place(to, row, judgement->place, text);
}

void kj_run_book_findings(const KjRunBook *to)
{
    KjBookColumn columns[F_COLUMNS] = {{.cells = KJ_PUT_NOTHING}};
    KjBookSheet *sheet;
    KjBuf text;

    for (size_t i = 0; i < F_COLUMNS; i++) {
        columns[i].header = kj_text(kj_word(to->view->lang, finding_words[i]));
        columns[i].cells = KJ_PUT_TEXT;
    }
    columns[F_MESSAGE].width = columns[F_REMEDY].width = columns[F_MISSING].width = 48;
    columns[F_TITLE].width = 40;
    sheet = kj_book_add_sheet(to->book, kj_text(kj_word(to->view->lang, KJ_W_SHEET_FINDINGS)),
                              columns, F_COLUMNS);
    sheet->filters = true;
    kj_buf_init(&text, 0);
    for (size_t o = 0; o < to->run->organization_count; o++) {
        const KjOrgResult *org = &to->run->organizations[o];

        for (size_t i = 0; i < org->judgement_count; i++)
            if (is_finding(org->judgements[i].verdict))
                put_finding(to, kj_book_add_row(sheet), org, &org->judgements[i], &text);
    }
    kj_buf_clear(&text);
}
