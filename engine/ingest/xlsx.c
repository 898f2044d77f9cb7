/* xlsx: from the package to its workbook, from there to shared strings, formats and sheets. */
#include "engine/ingest/xlsx.h"

#include "engine/ingest/tell.h"

#include <string.h>

typedef struct Reader {
    KjXlsx xlsx;
    const char *workbook; /* its part */
    KjXlsxLinks package, links;
    KjXlsxSheets sheets;
} Reader;

static bool find_workbook(Reader *reader)
{
    KjXlsx *xlsx = &reader->xlsx;
    if (kj_xlsx_has(xlsx, "_rels/.rels") && !kj_xlsx_links_read(xlsx, "", &reader->package))
        return false;
    const KjXlsxLink *link = kj_xlsx_link_by_type(&reader->package, "officeDocument");
    size_t len = link ? strlen(link->target) : 0;
    bool binary = len > 4 && strcmp(link->target + len - 4, ".bin") == 0;
    reader->workbook = link ? link->target : NULL;
    if (link && !binary)
        return true;
    kj_diag(xlsx->diags, KJ_ERROR, (KjPlace){xlsx->book->path, 0, 0}, NULL,
            "xlsxのブックではありません（%s）。表計算ソフトで開き、「Excelブック（.xlsx）」として"
            "保存し直してください",
            "this is no xlsx workbook (%s); open it in a spreadsheet program and save it as "
            "'Excel Workbook (.xlsx)'",
            binary ? kj_tell(xlsx->diags, "バイナリ形式（.xlsb）です", "it is a binary one, .xlsb")
                   : kj_tell(xlsx->diags, "中にブックがありません", "there is none in it"));
    return false;
}

/* Parts that a workbook may do without. */
static bool read_shared(Reader *reader)
{
    const KjXlsxLink *strings = kj_xlsx_link_by_type(&reader->links, "sharedStrings");
    const KjXlsxLink *styles = kj_xlsx_link_by_type(&reader->links, "styles");
    return (!strings || kj_xlsx_strings_read(&reader->xlsx, strings->target)) &&
           (!styles || kj_xlsx_styles_read(&reader->xlsx, styles->target));
}

static bool left_out(const KjXlsxSheetRef *ref)
{
    return ref->hidden && ref->name.len > 0 && ref->name.data[0] == '_';
}

static bool read_sheet(Reader *reader, const KjXlsxSheetRef *ref)
{
    KjXlsx *xlsx = &reader->xlsx;
    const KjXlsxLink *link = kj_xlsx_link_by_id(&reader->links, ref->link);
    if (left_out(ref))
        return true;
    if (!link) {
        kj_diag(xlsx->diags, KJ_ERROR, (KjPlace){xlsx->book->path, 0, 0}, NULL,
                "シート「%s」の中身がブックにありません。表計算ソフトで開き、「Excelブック"
                "（.xlsx）」として保存し直してください",
                "sheet '%s' is not in the workbook; open it in a spreadsheet program and save it "
                "as 'Excel Workbook (.xlsx)'",
                kj_tell_text(xlsx->diags->arena, ref->name));
        return false;
    }
    if (strcmp(link->type, "worksheet") != 0)
        return true; /* a chart, a dialog, macros of old */
    return kj_xlsx_sheet_read(xlsx, link->target, kj_sheet_add(xlsx->book, ref->name, true));
}

static bool read_all(Reader *reader, const char *data, size_t len)
{
    KjXlsx *xlsx = &reader->xlsx;
    if (!kj_xlsx_open(xlsx, data, len) || !find_workbook(reader) ||
        !kj_xlsx_links_read(xlsx, reader->workbook, &reader->links) ||
        !kj_xlsx_workbook_read(xlsx, reader->workbook, &reader->sheets) || !read_shared(reader))
        return false;
    bool good = true;
    for (size_t i = 0; good && i < reader->sheets.count; i++)
        good = read_sheet(reader, &reader->sheets.items[i]);
    return good;
}

bool kj_xlsx_read(KjBook *book, const char *path, const char *data, size_t len, KjDiags *diags)
{
    *book = (KjBook){.arena = kj_arena_new(), .path = path};
    Reader reader = {.xlsx = {.book = book, .diags = diags}};
    bool good = read_all(&reader, data, len);
    kj_xlsx_close(&reader.xlsx);
    kj_xlsx_links_clear(&reader.package);
    kj_xlsx_links_clear(&reader.links);
    kj_free(reader.sheets.items);
    kj_free(reader.xlsx.strings);
    kj_free(reader.xlsx.looks);
    return good;
}
