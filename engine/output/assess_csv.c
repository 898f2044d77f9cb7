/* Findings as CSV by RFC 4180, made for spreadsheets: UTF-8 with a byte order mark, CRLF; rules and
 * records by their full ids, which no spreadsheet takes for a number or a date; cells that would
 * begin a formula get an apostrophe in front. */
#include "engine/base/place.h"
#include "engine/output/assess.h"
#include "engine/output/show.h"
#include "engine/output/words.h"

#include <stdio.h>
#include <string.h>

typedef struct Sheet {
    KjBuf *out;
    KjArena *scratch;
    bool comma; /* a cell stands in the row already */
} Sheet;

/* = + - @ and tab or return, also the full-width forms that Japanese spreadsheets accept. */
static bool begins_formula(KjText text)
{
    static const char *const wide[] = {"＝", "＋", "－", "＠"};

    if (text.len == 0)
        return false;
    if (strchr("=+-@\t\r", text.data[0]) && text.data[0])
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (text.len >= 3 && memcmp(text.data, wide[i], 3) == 0)
            return true;
    return false;
}

static void put_quoted(KjBuf *out, KjText text, bool apostrophe)
{
    size_t from = 0;

    kj_buf_puts(out, apostrophe ? "\"'" : "\"");
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] != '"')
            continue;
        kj_buf_add(out, text.data + from, i + 1 - from); /* with the quote, and again below */
        from = i;
    }
    kj_buf_add(out, text.data + from, text.len - from);
    kj_buf_putc(out, '"');
}

static bool has_any(KjText text, const char *characters)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] && strchr(characters, text.data[i]))
            return true;
    return false;
}

static void put(Sheet *sheet, KjText text)
{
    KjArenaMark mark = kj_arena_mark(sheet->scratch);
    KjText safe = kj_text_printable(sheet->scratch, text, true);
    bool formula = begins_formula(text);

    if (sheet->comma)
        kj_buf_putc(sheet->out, ',');
    sheet->comma = true;
    if (formula || has_any(safe, "\",\n"))
        put_quoted(sheet->out, safe, formula);
    else if (safe.len)
        kj_buf_add(sheet->out, safe.data, safe.len);
    kj_arena_release(sheet->scratch, mark);
}

static void end_row(Sheet *sheet)
{
    kj_buf_puts(sheet->out, "\r\n");
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

void kj_assess_csv(KjSink *sink, const KjView *view, const KjRun *run)
{
    static const bool wanted[KJ_VERDICTS] = {
        [KJ_FAIL] = true, [KJ_PARTIAL] = true, [KJ_UNKNOWN] = true, [KJ_FAULT] = true};
    Sheet sheet = {&sink->buf, kj_arena_new(), false};

    kj_buf_puts(&sink->buf, "\xEF\xBB\xBF");
    put_header(&sheet, view->lang);
    for (size_t o = 0; o < run->organization_count; o++) {
        const KjOrgResult *org = &run->organizations[o];

        for (size_t i = 0; i < org->judgement_count; i++) {
            if (wanted[org->judgements[i].verdict])
                put_finding(&sheet, view, org, &org->judgements[i]);
            kj_sink_relax(sink);
        }
    }
    kj_arena_free(sheet.scratch);
}
