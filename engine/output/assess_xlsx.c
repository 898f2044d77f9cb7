/* A run as a workbook: an overview, the organisations, the findings with filters, and a sheet for
 * each organisation (assess_xlsx_org.c) as long as there are not too many to leaf through. */
#include "engine/base/version.h"
#include "engine/output/assess.h"
#include "engine/output/assess_book.h"
#include "engine/output/deviation.h"
#include "engine/output/report_parts.h"
#include "engine/output/show.h"

#include <string.h>
#include <strings.h>

#define MOST_SHEETS 200 /* of organisations */

const KjVerdict kj_verdict_columns[KJ_VERDICTS] = {KJ_PASS,   KJ_PARTIAL, KJ_FAIL, KJ_UNKNOWN,
                                                   KJ_WAIVED, KJ_NA,      KJ_FAULT};

/* ---- cells ---- */

KjTone kj_verdict_tone(KjVerdict verdict)
{
    static const KjTone tones[KJ_VERDICTS] = {
        [KJ_FAIL] = KJ_TONE_BAD,     [KJ_UNKNOWN] = KJ_TONE_DIM, [KJ_PASS] = KJ_TONE_GOOD,
        [KJ_PARTIAL] = KJ_TONE_WARN, [KJ_WAIVED] = KJ_TONE_NONE, [KJ_NA] = KJ_TONE_NONE,
        [KJ_FAULT] = KJ_TONE_BAD};

    return tones[verdict];
}

KjPut kj_put_word(const KjRunBook *to, KjWord word)
{
    return kj_put_text(kj_text(kj_word(to->view->lang, word)));
}

KjPut kj_put_verdict(const KjRunBook *to, KjVerdict verdict)
{
    KjPut put = {.type = KJ_PUT_NOTHING};

    if (verdict == KJ_NO_VERDICT)
        return put;
    put = kj_put_text(kj_text(kj_verdict_label(verdict, to->view->lang)));
    put.tone = (uint8_t)kj_verdict_tone(verdict);
    return put;
}

KjPut kj_put_buf(const KjRunBook *to, KjBuf *text)
{
    uint32_t len = (uint32_t)text->len;
    KjPut put = kj_put_text(
        (KjText){kj_arena_strndup(to->book->arena, text->data ? text->data : "", len), len});

    kj_buf_reset(text);
    return put;
}

KjPut kj_put_as_of(const KjRunBook *to)
{
    KjBuf day;
    KjPut put;

    kj_buf_init(&day, 0);
    kj_date_write_for(&day, to->run->as_of, to->view->lang);
    put = kj_put_buf(to, &day);
    kj_buf_clear(&day);
    return put;
}

void kj_put_counts(KjPut *first, const uint32_t *counts)
{
    for (size_t i = 0; i < KJ_VERDICTS; i++) {
        KjVerdict verdict = kj_verdict_columns[i];

        first[i] = kj_put_number(counts[verdict]);
        if (counts[verdict])
            first[i].tone = (uint8_t)kj_verdict_tone(verdict);
    }
}

void kj_put_verdict_names(const KjRunBook *to, KjPut *first)
{
    for (size_t i = 0; i < KJ_VERDICTS; i++) {
        first[i] = kj_put_text(kj_text(kj_verdict_label(kj_verdict_columns[i], to->view->lang)));
        first[i].strong = true;
    }
}

/* ---- overview ---- */

enum { O_FIRST, O_SECOND, O_COUNTS, O_COLUMNS = O_COUNTS + KJ_VERDICTS };

static void put_strong(KjPut *cell, KjPut put)
{
    *cell = put;
    cell->strong = true;
}

static void add_packs(const KjRunBook *to, KjBookSheet *sheet)
{
    static const KjWord words[] = {KJ_W_PACK, KJ_W_VERSION, KJ_W_NAME, KJ_W_HASH};
    const KjRegistry *registry = to->view->registry;
    KjPut *row = kj_book_add_row(sheet);

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        put_strong(&row[i], kj_put_word(to, words[i]));
    for (size_t i = 0; i < registry->pack_count; i++) {
        const KjPack *pack = &registry->packs[i];

        if (!pack->selected && !pack->needed)
            continue;
        row = kj_book_add_row(sheet);
        row[0] = kj_put_text(pack->id);
        row[1] = kj_put_text(pack->version);
        row[2] = kj_put_text(kj_label_in(pack->title, to->view->lang));
        row[3] = kj_put_text(pack->hash);
    }
    kj_book_add_row(sheet);
}

static void add_tailorings(const KjRunBook *to, KjBookSheet *sheet)
{
    static const KjWord words[] = {KJ_W_TAILORINGS, KJ_W_PACK, KJ_W_REASON, KJ_W_PLACE};
    const KjRegistry *registry = to->view->registry;
    KjBuf place;
    KjPut *row;

    if (registry->tailoring_count == 0)
        return;
    kj_buf_init(&place, 0);
    row = kj_book_add_row(sheet);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        put_strong(&row[i], kj_put_word(to, words[i]));
    for (size_t i = 0; i < registry->tailoring_count; i++) {
        const KjTailoring *tailoring = &registry->tailorings[i];

        row = kj_book_add_row(sheet);
        row[0] = kj_put_text(tailoring->name);
        row[0].tone = kj_tailoring_is_finding(registry, tailoring) ? KJ_TONE_BAD : KJ_TONE_NONE;
        row[1] = kj_put_text(registry->packs[tailoring->pack].id);
        kj_buf_printf(&place, "%s (%s)",
                      kj_word(to->view->lang, kj_report_change(tailoring->change)),
                      kj_word(to->view->lang, kj_report_direction(tailoring->direction)));
        KjText reason = kj_label_in(tailoring->reason, to->view->lang);
        if (reason.len)
            kj_buf_printf(&place, "  %s", reason.data);
        row[2] = kj_put_buf(to, &place);
        kj_show_place(&place, tailoring->place, false);
        row[3] = kj_put_buf(to, &place);
    }
    kj_buf_clear(&place);
    kj_book_add_row(sheet);
}

static void add_totals(const KjRunBook *to, KjBookSheet *sheet)
{
    uint32_t counts[KJ_VERDICTS] = {0};
    KjPut *row = kj_book_add_row(sheet);

    put_strong(&row[0], kj_put_word(to, KJ_W_VERDICT));
    put_strong(&row[1], kj_put_word(to, KJ_W_TOTAL));
    for (size_t o = 0; o < to->run->organization_count; o++)
        for (int v = 0; v < KJ_VERDICTS; v++)
            counts[v] += to->run->organizations[o].summary[v];
    for (size_t i = 0; i < KJ_VERDICTS; i++) {
        row = kj_book_add_row(sheet);
        row[0] = kj_put_verdict(to, kj_verdict_columns[i]);
        row[1] = kj_put_number(counts[kj_verdict_columns[i]]);
        if (counts[kj_verdict_columns[i]] == 0)
            row[0].tone = KJ_TONE_NONE;
    }
}

static void add_overview(const KjRunBook *to)
{
    static const KjBookColumn columns[] = {
        {.width = 24}, {.width = 20}, {.width = 48}, {.width = 68}};
    KjBookSheet *sheet = kj_book_add_sheet(
        to->book, kj_text(kj_word(to->view->lang, KJ_W_SHEET_OVERVIEW)), columns, 4);
    KjPut *row = kj_book_add_row(sheet);

    sheet->headless = true;
    put_strong(&row[0], kj_put_text(KJ_TEXT("kijun " KJ_VERSION)));
    row = kj_book_add_row(sheet);
    put_strong(&row[0], kj_put_word(to, KJ_W_AS_OF));
    row[1] = kj_put_as_of(to);
    row = kj_book_add_row(sheet);
    put_strong(&row[0], kj_put_word(to, KJ_W_ORGANIZATION));
    row[1] = kj_put_number((double)to->run->organization_count);
    if (to->run->organization_count > MOST_SHEETS)
        kj_book_add_row(sheet)[2] = kj_put_word(to, KJ_W_SHEETS_LEFT_OUT);
    kj_book_add_row(sheet);
    add_packs(to, sheet);
    add_tailorings(to, sheet);
    add_totals(to, sheet);
}

static void add_organizations(const KjRunBook *to)
{
    KjBookColumn columns[O_COLUMNS] = {{.cells = KJ_PUT_TEXT}, {.cells = KJ_PUT_TEXT}};
    KjLang lang = to->view->lang;
    KjBookSheet *sheet;

    columns[O_FIRST].header = kj_text(kj_word(lang, KJ_W_C_ORGANIZATION));
    columns[O_SECOND].header = kj_text(kj_word(lang, KJ_W_C_ORGANIZATION_NAME));
    for (size_t i = 0; i < KJ_VERDICTS; i++)
        columns[O_COUNTS + i] =
            (KjBookColumn){.header = kj_text(kj_verdict_label(kj_verdict_columns[i], lang)),
                           .cells = KJ_PUT_NUMBER};
    sheet = kj_book_add_sheet(to->book, kj_text(kj_word(lang, KJ_W_SHEET_ORGANIZATIONS)), columns,
                              O_COLUMNS);
    sheet->filters = true;
    for (size_t o = 0; o < to->run->organization_count; o++) {
        const KjOrgResult *org = &to->run->organizations[o];
        KjPut *row = kj_book_add_row(sheet);

        row[O_FIRST] = kj_put_text(org->id);
        row[O_SECOND] = kj_put_text(org->name);
        kj_put_counts(row + O_COUNTS, org->summary);
    }
}

/* ---- names of sheets ---- */

static bool is_taken(const KjBookOut *book, KjArena *scratch, const char *name)
{
    KjText own = kj_text_nfkc(scratch, kj_text(name));
    bool taken = strcasecmp(own.data, "history") == 0;

    for (size_t i = 0; i < book->count && !taken; i++)
        taken = strcasecmp(own.data, kj_text_nfkc(scratch, book->sheets[i]->name).data) == 0;
    return taken;
}

/* How many bytes of the id fit into a sheet's name, in UTF-16 units, leaving some for a number. */
static size_t bytes_that_fit(KjText id, size_t units)
{
    size_t bytes = 0, used = 0;

    while (bytes < id.len) {
        size_t end = bytes + 1, wide = (unsigned char)id.data[bytes] >= 0xF0 ? 2 : 1;

        while (end < id.len && ((unsigned char)id.data[end] & 0xC0) == 0x80)
            end++;
        if (used + wide > units)
            break;
        used += wide;
        bytes = end;
    }
    return bytes;
}

/* The id of the organisation as far as a name of a sheet can hold it; "id~2" where that is taken. */
static KjText sheet_name(const KjRunBook *to, KjArena *scratch, KjText id)
{
    char *base =
        kj_arena_strndup(to->book->arena, id.data, bytes_that_fit(id, KJ_BOOK_NAME_CHARACTERS));
    const char *name = base;

    for (char *c = base; *c; c++)
        if (strchr("[]:*?/\\'", *c) || (unsigned char)*c < ' ' || (c == base && *c == '_'))
            *c = '-';
    for (unsigned number = 2; is_taken(to->book, scratch, name); number++)
        name = kj_arena_printf(to->book->arena, "%.*s~%u",
                               (int)bytes_that_fit(kj_text(base), KJ_BOOK_NAME_CHARACTERS - 4),
                               base, number);
    return kj_text(name);
}

static void add_each(const KjRunBook *to)
{
    KjArena *scratch = kj_arena_new();

    for (size_t o = 0; o < to->run->organization_count; o++) {
        const KjOrgResult *org = &to->run->organizations[o];

        kj_run_book_organization(to, org, sheet_name(to, scratch, org->id));
    }
    kj_arena_free(scratch);
}

/* ---- the whole ---- */

bool kj_assess_xlsx(KjBuf *out, const KjView *view, const KjRun *run, KjError *error)
{
    KjRunBook to = {.book = kj_book_new(view->lang), .view = view, .run = run};
    bool written;

    to.book->title = KJ_TEXT("kijun");
    add_overview(&to);
    add_organizations(&to);
    kj_run_book_findings(&to);
    if (run->organization_count <= MOST_SHEETS)
        add_each(&to);
    written = kj_book_xlsx(to.book, out, error);
    kj_book_free(to.book);
    return written;
}
