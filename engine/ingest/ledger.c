/* Table files: which reader, what each sheet holds, and whether there is anything in it. */
#include "engine/ingest/ledger.h"

#include "engine/ingest/table_names.h"
#include "engine/ingest/tell.h"

#include <string.h>
#include <strings.h>

static bool ends(const char *path, const char *ending)
{
    size_t len = strlen(path), tail = strlen(ending);
    return len > tail && strcasecmp(path + len - tail, ending) == 0;
}

/* .xlsm is .xlsx with macros, which nobody reads. */
static bool is_workbook(const char *path)
{
    return ends(path, ".xlsx") || ends(path, ".xlsm");
}

bool kj_ledger_is_one(const char *path)
{
    return ends(path, ".csv") || is_workbook(path);
}

/* ---- what a sheet is called ---- */

static const char *names_of(KjIntake *intake, KjMeanings meanings)
{
    const char **names = kj_arena_array(intake->arena, meanings.count, sizeof *names);
    for (size_t i = 0; i < meanings.count; i++)
        names[i] = kj_sheet_name(intake, meanings.items[i]);
    return kj_tell_names(intake->arena, names, meanings.count);
}

/* The names of all sheets of records, or of lists of groups. */
static void add_names(KjIntake *intake, bool lists, const char **names, size_t *count)
{
    const KjSchema *schema = intake->schema;
    for (size_t i = 0; i < schema->kind_count; i++)
        if ((schema->kinds[i].parent >= 0) == lists && !kj_sheet_is_computed(schema, (int32_t)i))
            names[(*count)++] = kj_sheet_name(intake, (int32_t)i);
}

static void add_labels(KjIntake *intake, const char **names, size_t *count)
{
    const KjSchema *schema = intake->schema;
    for (size_t i = 0; i < schema->kind_count; i++)
        if (schema->kinds[i].parent < 0 && !schema->kinds[i].derived)
            names[(*count)++] = schema->kinds[i].label.ja.data;
}

static const char *known_names(KjIntake *intake, const char *const *names, size_t count)
{
    return kj_arena_printf(intake->arena, kj_tell(intake->diags, "使える名前: %s", "known: %s"),
                           kj_tell_names(intake->arena, names, count));
}

/* "incidents.報告", where the incidents have lists of groups: what the sheets of those are called. */
static const char *list_advice(KjIntake *intake, KjText name)
{
    const KjSchema *schema = intake->schema;
    const char **names = kj_arena_array(intake->arena, schema->kind_count, sizeof *names);
    const char *dot = memrchr(name.data, '.', name.len);
    size_t count = 0;
    if (!dot)
        return NULL;
    uint32_t len = (uint32_t)(dot - name.data);
    KjText head = {kj_arena_strndup(intake->arena, name.data, len), len};
    KjMeanings meanings = kj_sheet_meanings(intake, head);
    for (size_t i = 0; meanings.count == 1 && i < schema->kind_count; i++)
        if (schema->kinds[i].parent == meanings.items[0] &&
            !kj_sheet_is_computed(schema, (int32_t)i))
            names[count++] = kj_sheet_name(intake, (int32_t)i);
    return count ? known_names(intake, names, count) : NULL;
}

/* "監査（令和8年度）", "systems_2026": the longest name that it begins with; or "". */
static const char *name_with_more(KjIntake *intake, KjText name, const char **names, size_t count)
{
    const char *found = NULL;
    uint32_t longest = 0;
    for (size_t i = 0; i < count; i++) {
        KjText known = kj_header_text(intake->arena, kj_text(names[i]));
        if (known.len > longest && known.len < name.len &&
            memcmp(known.data, name.data, known.len) == 0) {
            found = names[i];
            longest = known.len;
        }
    }
    return found ? kj_arena_printf(intake->arena,
                                   kj_tell(intake->diags, "名前は「%s」だけにしてください",
                                           "name it '%s' alone"),
                                   found)
                 : "";
}

static const char *name_advice(KjIntake *intake, KjText name)
{
    const char *lists = list_advice(intake, name);
    if (lists)
        return lists;
    const char **names =
        kj_arena_array(intake->arena, 2 * intake->schema->kind_count, sizeof *names);
    size_t count = 0, known;
    add_names(intake, false, names, &count);
    known = count;
    add_names(intake, true, names, &count);
    add_labels(intake, names, &count);
    KjText header = kj_header_text(intake->arena, name);
    const char *near = kj_tell_nearest(intake->diags, intake->arena, header, names, count);
    const char *more = *near ? near : name_with_more(intake, header, names, count);
    return *more ? more : known_names(intake, names, known);
}

static void tell_unknown(KjIntake *intake, const KjLedger *ledger, const KjSheet *sheet)
{
    const char *name = kj_tell_text(intake->arena, sheet->name);
    const char *advice = name_advice(intake, sheet->name);
    KjPlace place = {sheet->place, 0, 0};
    if (is_workbook(ledger->book.path))
        kj_diag(
            intake->diags, KJ_ERROR, place, NULL,
            "シート名「%s」に当たる種別はありません。%s（データでないシートは、名前を「_」で始めて"
            "非表示にしてください）",
            "the sheet's name '%s' is no kind; %s (a sheet that is no data: begin its name "
            "with '_' and hide it)",
            name, advice);
    else
        kj_diag(intake->diags, KJ_ERROR, place, NULL,
                "ファイル名「%s」に当たる種別はありません。%"
                "s（データでないファイルは、ほかのフォルダーに"
                "移してください）",
                "the file's name '%s' is no kind; %s (a file that is no data: move it out of this "
                "folder)",
                name, advice);
}

/* The kind, or -1 after telling why not. */
static int32_t kind_of(KjIntake *intake, const KjLedger *ledger, const KjSheet *sheet)
{
    KjPlace place = {sheet->place, 0, 0};
    KjMeanings meanings = kj_sheet_meanings(intake, sheet->name);
    if (meanings.count == 1 && !kj_sheet_is_computed(intake->schema, meanings.items[0]))
        return meanings.items[0];
    if (meanings.count == 1)
        kj_diag(intake->diags, KJ_ERROR, place, NULL,
                "%sの記録は算出されるので、データには書けません。削除してください",
                "records of kind %s are computed and cannot be given; remove them",
                intake->schema->kinds[meanings.items[0]].name.data);
    else if (meanings.count > 1)
        kj_diag(intake->diags, KJ_ERROR, place, NULL,
                "「%s」に当たる種別が複数あります。次のどれかで書いてください: %s",
                "several kinds are called '%s'; write one of: %s",
                kj_tell_text(intake->arena, sheet->name), names_of(intake, meanings));
    else
        tell_unknown(intake, ledger, sheet);
    return -1;
}

/* ---- a sheet ---- */

static bool any_below(const KjLedgerSheet *of)
{
    for (size_t i = of->header.first; i < of->sheet->count; i++)
        if (!kj_cell_is_blank(&of->sheet->cells[i]))
            return true;
    return false;
}

static bool is_empty(const KjSheet *sheet)
{
    for (size_t i = 0; i < sheet->count; i++)
        if (!kj_cell_is_blank(&sheet->cells[i]))
            return false;
    return true;
}

static void take_sheet(KjIntake *intake, KjLedger *ledger, const KjSheet *sheet, KjLedgerSheet *of)
{
    *of = (KjLedgerSheet){.sheet = sheet, .kind = -1};
    if (is_empty(sheet)) {
        if (!is_workbook(ledger->book.path))
            kj_diag(intake->diags, KJ_ERROR, (KjPlace){sheet->place, 0, 0}, NULL,
                    "ファイルに内容がありません。見出しと記録を書くか、ファイルを削除してください",
                    "the file is empty; write a header and records, or remove the file");
        return;
    }
    of->kind = kind_of(intake, ledger, sheet);
    of->readable = of->kind >= 0 &&
                   kj_table_header_read(intake, sheet, of->kind, ledger->book.arena, &of->header);
    of->rows = of->readable && any_below(of);
}

/* ---- the file ---- */

bool kj_ledger_read(KjIntake *intake, KjLedger *ledger, const KjFile *file)
{
    size_t errors = intake->diags->errors;
    bool workbook = is_workbook(file->path);
    *ledger = (KjLedger){0};
    if (!(workbook ? kj_xlsx_read : kj_csv_read)(&ledger->book, file->path, file->data, file->len,
                                                 intake->diags))
        return false;
    ledger->sheets = kj_arena_array(ledger->book.arena, ledger->book.count, sizeof *ledger->sheets);
    for (size_t i = 0; i < ledger->book.count; i++) {
        KjArenaMark mark = kj_arena_mark(intake->arena);
        take_sheet(intake, ledger, &ledger->book.sheets[i], &ledger->sheets[i]);
        kj_arena_release(intake->arena, mark);
    }
    if (workbook && !kj_ledger_has_rows(ledger) && errors == intake->diags->errors)
        kj_diag(intake->diags, KJ_WARNING, (KjPlace){file->path, 0, 0}, NULL,
                "記録が1件もありません。見出しの下に記録を書いてください",
                "holds no records; write them below the headers");
    return true;
}

void kj_ledger_clear(KjLedger *ledger)
{
    kj_book_clear(&ledger->book);
}

bool kj_sheet_is_organization(KjIntake *intake, const KjLedgerSheet *sheet)
{
    return sheet->kind >= 0 && sheet->kind == intake->schema->organization;
}

bool kj_sheet_is_list(KjIntake *intake, const KjLedgerSheet *sheet)
{
    return sheet->kind >= 0 && intake->schema->kinds[sheet->kind].parent >= 0;
}

/* A sheet of the organisation without a row counts where other sheets show that one is meant, or
 * where its header is such that nobody can tell. */
bool kj_ledger_has_organization(KjIntake *intake, const KjLedger *ledger)
{
    for (size_t i = 0; i < ledger->book.count; i++)
        if (kj_sheet_is_organization(intake, &ledger->sheets[i]))
            return !ledger->sheets[i].readable || kj_ledger_has_rows(ledger);
    return false;
}

bool kj_ledger_may_have_organization(KjIntake *intake, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    KjArenaMark mark = kj_arena_mark(intake->arena);
    KjText base = {kj_arena_strndup(intake->arena, name, strlen(name) - strlen(".csv")),
                   (uint32_t)(strlen(name) - strlen(".csv"))};
    KjMeanings meanings = kj_sheet_meanings(intake, base);
    bool may = is_workbook(path) ||
               (meanings.count > 0 && meanings.items[0] == intake->schema->organization);
    kj_arena_release(intake->arena, mark);
    return may;
}

bool kj_ledger_has_rows(const KjLedger *ledger)
{
    for (size_t i = 0; i < ledger->book.count; i++)
        if (ledger->sheets[i].rows)
            return true;
    return false;
}

bool kj_ledger_has_lists(KjIntake *intake, const KjLedger *ledger)
{
    for (size_t i = 0; i < ledger->book.count; i++)
        if (ledger->sheets[i].rows && kj_sheet_is_list(intake, &ledger->sheets[i]))
            return true;
    return false;
}
