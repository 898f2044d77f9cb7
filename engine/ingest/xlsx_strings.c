/* xl/sharedStrings.xml: the texts that cells refer to by number. */
#include "engine/ingest/xlsx.h"

#include <string.h>

typedef struct Reader {
    KjXlsx *xlsx;
    KjXlsxText text;
} Reader;

static void on_start(void *ctx, KjXml *xml, const char *name, const char **attributes)
{
    Reader *reader = ctx;
    (void)xml;
    kj_xlsx_text_start(&reader->text, name, attributes);
}

static void on_end(void *ctx, KjXml *xml, const char *name)
{
    Reader *reader = ctx;
    KjXlsx *xlsx = reader->xlsx;
    kj_xlsx_text_end(&reader->text, name);
    if (strcmp(name, "si") != 0)
        return;
    if (xlsx->string_count >= KJ_TABLE_MAX_CELLS) {
        kj_diag(xlsx->diags, KJ_ERROR, (KjPlace){xlsx->book->path, 0, 0}, NULL,
                "文字列が多すぎます（上限%zu個）。複数のファイルに分けてください",
                "too many texts (at most %zu); split the workbook into several",
                KJ_TABLE_MAX_CELLS);
        kj_xml_stop(xml);
        return;
    }
    KjText text = kj_xlsx_text_take(&reader->text, xlsx->book->arena);
    KJ_PUSH(xlsx->strings, xlsx->string_count, xlsx->string_capacity, text);
}

static void on_text(void *ctx, const char *text, size_t len)
{
    Reader *reader = ctx;
    kj_xlsx_text_add(&reader->text, text, len);
}

bool kj_xlsx_strings_read(KjXlsx *xlsx, const char *part)
{
    Reader reader = {.xlsx = xlsx};
    KjXmlHandler handler = {
        .root = "sst", .ctx = &reader, .start = on_start, .end = on_end, .text = on_text};
    kj_buf_init(&reader.text.buf, KJ_XLSX_TEXT_BYTES);
    bool good = kj_xlsx_parse(xlsx, part, &handler);
    kj_buf_clear(&reader.text.buf);
    return good;
}
