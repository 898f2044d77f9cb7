/* Findings as CSV, made for spreadsheets (csv.h); rules and records by their full ids, which no
 * spreadsheet takes for a number or a date. */
#include "engine/base/place.h"
#include "engine/output/assess.h"
#include "engine/output/csv.h"
#include "engine/output/show.h"
#include "engine/output/words.h"

#include <stdio.h>

typedef struct Sheet {
    KjBuf *out;
    KjArena *scratch;
    bool comma; /* a cell stands in the row already */
} Sheet;

static void put(Sheet *sheet, KjText text)
{
    KjArenaMark mark = kj_arena_mark(sheet->scratch);
    KjText safe = kj_text_printable(sheet->scratch, text, true);

    if (sheet->comma)
        kj_buf_putc(sheet->out, ',');
    sheet->comma = true;
    kj_csv_text_write(sheet->out, safe);
    kj_arena_release(sheet->scratch, mark);
}

static void end_row(Sheet *sheet)
{
    kj_buf_puts(sheet->out, KJ_CSV_LINE_END);
    sheet->comma = false;
}

static void put_header(Sheet *sheet, KjLang lang)
{
    for (int word = KJ_W_FIRST_COLUMN; word <= KJ_W_LAST_COLUMN; word++)
        put(sheet, kj_text(kj_word(lang, (KjWord)word)));
    end_row(sheet);
}

static void put_record(Sheet *sheet, const KjView *view, const KjJudgement *judgement)
{
    KjBuf text;

    kj_buf_init(&text, 0);
    put(sheet, kj_label_in(view->registry->schema->kinds[judgement->kind].label, view->lang));
    kj_show_record(&text, view, judgement->kind, judgement->id);
    put(sheet, (KjText){text.data, (uint32_t)text.len});
    put(sheet, judgement->name);
    kj_buf_clear(&text);
}

/* Two cells: the file, and the line; of a table the cell ("systems!C5"). */
static void put_place(Sheet *sheet, KjPlace place)
{
    KjPlaceParts parts =
        kj_place_parts((KjPlace){place.file ? place.file : "", place.line, place.column});
    char line[16] = "";

    put(sheet, parts.file);
    if (place.line)
        snprintf(line, sizeof line, "%u", (unsigned)place.line);
    if (parts.sheet.len)
        put(sheet, kj_text(kj_arena_printf(sheet->scratch, "%.*s!%s", (int)parts.sheet.len,
                                           parts.sheet.data, parts.cell)));
    else
        put(sheet, kj_text(parts.table ? parts.cell : line));
}

static void put_finding(Sheet *sheet, const KjView *view, const KjOrgResult *org,
                        const KjJudgement *judgement)
{
    const KjRule *rule = &view->registry->rules[judgement->rule];

    put(sheet, org->id);
    put(sheet, org->name);
    put(sheet, view->registry->packs[rule->pack].id);
    put(sheet, rule->name);
    put(sheet, kj_label_in(rule->title, view->lang));
    put(sheet, kj_level_label(view->lang, rule->level));
    put(sheet, kj_rule_actor(rule, view->lang));
    put_record(sheet, view, judgement);
    put(sheet, kj_text(kj_verdict_label(judgement->verdict, view->lang)));
    put(sheet, judgement->message);
    put(sheet, kj_label_in(rule->remedy, view->lang));
    put_place(sheet, judgement->place);
    end_row(sheet);
}

void kj_assess_csv(KjSink *sink, const KjView *view, KjRuns *runs)
{
    static const bool wanted[KJ_VERDICTS] = {
        [KJ_FAIL] = true, [KJ_PARTIAL] = true, [KJ_UNKNOWN] = true, [KJ_FAULT] = true};
    Sheet sheet = {&sink->buf, kj_arena_new(), false};

    kj_buf_puts(&sink->buf, KJ_CSV_BEGIN);
    put_header(&sheet, view->lang);
    for (size_t o = 0; o < kj_runs_head(runs)->organization_count; o++) {
        const KjOrgResult *org = kj_runs_open(runs, o);

        for (size_t i = 0; i < org->judgement_count; i++) {
            if (wanted[org->judgements[i].verdict])
                put_finding(&sheet, view, org, &org->judgements[i]);
            kj_sink_relax(sink);
        }
    }
    kj_arena_free(sheet.scratch);
}
