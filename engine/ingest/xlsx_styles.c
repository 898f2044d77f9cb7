/* xl/styles.xml: how numbers look in each cell format. A format names a number format: a builtin
 * one, or one of the workbook's own, which go before builtin ones of the same number. */
#include "engine/ingest/xlsx.h"

#include <stdlib.h>
#include <string.h>

#define MOST_FORMATS 65536 /* spreadsheets have 64,000 */

typedef struct Own {
    uint32_t id;
    uint8_t look;
} Own;

typedef struct Reader {
    KjXlsx *xlsx;
    bool in_formats, in_cells; /* within <numFmts>, <cellXfs> */
    Own *own;
    size_t own_count, own_capacity;
    uint32_t *cells; /* the number formats of the cell formats */
    size_t cell_count, cell_capacity;
} Reader;

static bool has_room(Reader *reader, KjXml *xml, size_t count)
{
    if (count < MOST_FORMATS)
        return true;
    kj_diag(reader->xlsx->diags, KJ_ERROR, (KjPlace){reader->xlsx->book->path, 0, 0}, NULL,
            "セルの書式が多すぎます（上限%d個）。値だけを新しいブックに貼り付けてください",
            "too many cell formats (at most %d); paste the values alone into a new workbook",
            MOST_FORMATS);
    kj_xml_stop(xml);
    return false;
}

static void take_format(Reader *reader, KjXml *xml, const char **attributes)
{
    const char *code = kj_xml_attribute(attributes, "formatCode");
    Own own = {0};
    if (!code || !kj_xml_number(kj_xml_attribute(attributes, "numFmtId"), &own.id))
        return;
    own.look = (uint8_t)kj_xlsx_format_look(code);
    if (has_room(reader, xml, reader->own_count))
        KJ_PUSH(reader->own, reader->own_count, reader->own_capacity, own);
}

static void take_cell_format(Reader *reader, KjXml *xml, const char **attributes)
{
    uint32_t id = 0;
    kj_xml_number(kj_xml_attribute(attributes, "numFmtId"), &id);
    if (has_room(reader, xml, reader->cell_count))
        KJ_PUSH(reader->cells, reader->cell_count, reader->cell_capacity, id);
}

static void on_start(void *ctx, KjXml *xml, const char *name, const char **attributes)
{
    Reader *reader = ctx;
    if (strcmp(name, "numFmts") == 0)
        reader->in_formats = true;
    else if (strcmp(name, "cellXfs") == 0)
        reader->in_cells = true;
    else if (strcmp(name, "numFmt") == 0 && reader->in_formats)
        take_format(reader, xml, attributes);
    else if (strcmp(name, "xf") == 0 && reader->in_cells)
        take_cell_format(reader, xml, attributes);
}

static void on_end(void *ctx, KjXml *xml, const char *name)
{
    Reader *reader = ctx;
    (void)xml;
    if (strcmp(name, "numFmts") == 0)
        reader->in_formats = false;
    else if (strcmp(name, "cellXfs") == 0)
        reader->in_cells = false;
}

static int compare_ids(const void *a, const void *b)
{
    const Own *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static void settle(Reader *reader)
{
    KjXlsx *xlsx = reader->xlsx;
    if (reader->own_count > 0)
        qsort(reader->own, reader->own_count, sizeof *reader->own, compare_ids);
    xlsx->looks = kj_alloc_array(reader->cell_count, sizeof *xlsx->looks);
    xlsx->look_count = reader->cell_count;
    for (size_t i = 0; i < reader->cell_count; i++) {
        Own wanted = {reader->cells[i], 0};
        const Own *own = reader->own_count ? bsearch(&wanted, reader->own, reader->own_count,
                                                     sizeof *reader->own, compare_ids)
                                           : NULL;
        xlsx->looks[i] = own ? own->look : (uint8_t)kj_xlsx_builtin_look(reader->cells[i]);
    }
}

bool kj_xlsx_styles_read(KjXlsx *xlsx, const char *part)
{
    Reader reader = {.xlsx = xlsx};
    KjXmlHandler handler = {.root = "styleSheet", .ctx = &reader, .start = on_start, .end = on_end};
    bool good = kj_xlsx_parse(xlsx, part, &handler);
    if (good)
        settle(&reader);
    kj_free(reader.own);
    kj_free(reader.cells);
    return good;
}
