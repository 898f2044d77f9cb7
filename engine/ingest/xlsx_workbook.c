/* xl/workbook.xml: the sheets in their order, and from when days count. */
#include "engine/ingest/xlsx.h"

#include <string.h>

#define MOST_SHEETS 1000

typedef struct Reader {
    KjXlsx *xlsx;
    KjXlsxSheets *sheets;
} Reader;

static const char *copy(KjXlsx *xlsx, const char *text)
{
    return text ? kj_arena_strndup(xlsx->book->arena, text, strlen(text)) : NULL;
}

static void take_sheet(Reader *reader, KjXml *xml, const char **attributes)
{
    const char *state = kj_xml_attribute(attributes, "state");
    KjXlsxSheetRef ref = {
        .name = kj_text(copy(reader->xlsx, kj_xml_attribute(attributes, "name"))),
        .link = copy(reader->xlsx, kj_xml_link(attributes, "id")),
        .hidden = state && strcmp(state, "visible") != 0,
    };
    if (reader->sheets->count >= MOST_SHEETS) {
        kj_diag(reader->xlsx->diags, KJ_ERROR, (KjPlace){reader->xlsx->book->path, 0, 0}, NULL,
                "シートが多すぎます（上限%d枚）。複数のファイルに分けてください",
                "too many sheets (at most %d); split the workbook into several", MOST_SHEETS);
        kj_xml_stop(xml);
        return;
    }
    KJ_PUSH(reader->sheets->items, reader->sheets->count, reader->sheets->capacity, ref);
}

static void on_start(void *ctx, KjXml *xml, const char *name, const char **attributes)
{
    Reader *reader = ctx;
    if (strcmp(name, "workbookPr") == 0)
        reader->xlsx->book->since_1904 = kj_xml_truth(kj_xml_attribute(attributes, "date1904"));
    else if (strcmp(name, "sheet") == 0)
        take_sheet(reader, xml, attributes);
}

static void on_end(void *ctx, KjXml *xml, const char *name)
{
    (void)ctx, (void)xml, (void)name;
}

bool kj_xlsx_workbook_read(KjXlsx *xlsx, const char *part, KjXlsxSheets *sheets)
{
    Reader reader = {xlsx, sheets};
    KjXmlHandler handler = {.root = "workbook", .ctx = &reader, .start = on_start, .end = on_end};
    return kj_xlsx_parse(xlsx, part, &handler);
}
