/* The parts of the xlsx reader: one workbook while it is being read.
 *
 * An xlsx file is a zip archive of XML parts that point at each other (ECMA-376, ISO/IEC 29500).
 * Every function that can fail has told the reason when it returns false. */
#ifndef KJ_INGEST_XLSX_H
#define KJ_INGEST_XLSX_H

#include "engine/ingest/table.h"
#include "engine/ingest/table_cells.h"

#include <zip.h>

/* What may come out of an archive, and what its shared strings may come to in cells. */
#define KJ_XLSX_MOST_BYTES ((uint64_t)KJ_TABLE_MAX_BYTES * KJ_TABLE_UNPACKED)

typedef struct KjXlsx {
    KjBook *book;
    KjDiags *diags;
    zip_t *zip;
    uint64_t unpacked; /* bytes that came out of the archive so far */
    uint64_t held;     /* bytes of shared strings that cells have taken */
    uint64_t elements; /* of XML, in all parts so far */
    KjText *strings;   /* shared strings, in the book's arena */
    size_t string_count, string_capacity;
    uint8_t *looks; /* KjLook by the number of the cell format */
    size_t look_count;
    KjCells cells;
} KjXlsx;

/* ---- the archive: xlsx_zip.c ---- */

bool kj_xlsx_open(KjXlsx *xlsx, const char *data, size_t len);
void kj_xlsx_close(KjXlsx *xlsx);
/* Names of parts do not begin with '/'. Cases do not matter. */
bool kj_xlsx_has(KjXlsx *xlsx, const char *part);
/* The part's bytes, piece by piece. Returns how many, 0 at the end, -1 if it cannot be read. */
zip_file_t *kj_xlsx_part_open(KjXlsx *xlsx, const char *part);
int kj_xlsx_part_read(KjXlsx *xlsx, zip_file_t *file, const char *part, void *bytes, size_t room);

/* ---- XML: xlsx_xml.c ---- */

typedef struct KjXml KjXml;

/* Calls with elements of the workbook's own namespaces only; others are skipped with all in them. */
typedef struct KjXmlHandler {
    const char *root; /* the name that the outermost element must have */
    void *ctx;
    void (*start)(void *ctx, KjXml *xml, const char *name, const char **attributes);
    void (*end)(void *ctx, KjXml *xml, const char *name);
    void (*text)(void *ctx, const char *text, size_t len); /* may be NULL */
} KjXmlHandler;

bool kj_xlsx_parse(KjXlsx *xlsx, const char *part, const KjXmlHandler *handler);
/* No further calls; kj_xlsx_parse returns false. The reason was told. */
void kj_xml_stop(KjXml *xml);
/* The value of an attribute, or NULL. */
const char *kj_xml_attribute(const char **attributes, const char *name);
/* The same for attributes of relationships, such as r:id. */
const char *kj_xml_link(const char **attributes, const char *name);
bool kj_xml_keeps_space(const char **attributes); /* xml:space="preserve" */
/* "1", "true", "on"; NULL is false. */
bool kj_xml_truth(const char *value);
/* Decimal digits only, up to 4294967295. */
bool kj_xml_number(const char *value, uint32_t *number);

/* ---- what the parts say ---- */

typedef struct KjXlsxLink {
    const char *id, *type; /* type: what stands behind the last '/' */
    const char *target;    /* the name of the part */
} KjXlsxLink;

typedef struct KjXlsxLinks {
    KjXlsxLink *items;
    size_t count, capacity;
} KjXlsxLinks;

/* xlsx_links.c: what a part points to; part "" is the package. Text lies in the book's arena. */
bool kj_xlsx_links_read(KjXlsx *xlsx, const char *part, KjXlsxLinks *links);
void kj_xlsx_links_clear(KjXlsxLinks *links);
const KjXlsxLink *kj_xlsx_link_by_id(const KjXlsxLinks *links, const char *id);
const KjXlsxLink *kj_xlsx_link_by_type(const KjXlsxLinks *links, const char *type);

typedef struct KjXlsxSheetRef {
    KjText name;
    const char *link; /* id in the workbook's links */
    bool hidden;
} KjXlsxSheetRef;

typedef struct KjXlsxSheets {
    KjXlsxSheetRef *items;
    size_t count, capacity;
} KjXlsxSheets;

/* xlsx_workbook.c: the list of sheets, in their order; sets book->since_1904. */
bool kj_xlsx_workbook_read(KjXlsx *xlsx, const char *part, KjXlsxSheets *sheets);
bool kj_xlsx_strings_read(KjXlsx *xlsx, const char *part);
bool kj_xlsx_styles_read(KjXlsx *xlsx, const char *part);
/* Cells go to the book's last sheet. */
bool kj_xlsx_sheet_read(KjXlsx *xlsx, const char *part, KjSheet *sheet);

/* ---- small things ---- */

/* xlsx_format.c: how numbers with a format code, or a builtin format, look. */
KjLook kj_xlsx_format_look(const char *code);
KjLook kj_xlsx_builtin_look(uint32_t id);

/* xlsx_text.c: a text put together from <t> elements. */
#define KJ_XLSX_TEXT_BYTES ((size_t)512 << 10) /* longer ones are cut; still too long for a cell */
typedef struct KjXlsxText {
    KjBuf buf;      /* of KJ_XLSX_TEXT_BYTES at most */
    size_t start;   /* of the <t> that is open */
    uint32_t skip;  /* within how many <rPh> */
    bool open, any; /* a <t> is open; one came */
    bool keep;      /* spaces at the ends of the open one */
} KjXlsxText;

void kj_xlsx_text_start(KjXlsxText *text, const char *name, const char **attributes);
void kj_xlsx_text_end(KjXlsxText *text, const char *name);
void kj_xlsx_text_add(KjXlsxText *text, const char *bytes, size_t len);
/* Decodes _x000D_ and its like in the place; line breaks become \n. The length that remains. */
size_t kj_xlsx_unescape(char *text, size_t len);
void kj_xlsx_text_reset(KjXlsxText *text); /* the next one begins */
/* The text so far, decoded, as a copy; the next one begins. */
KjText kj_xlsx_text_take(KjXlsxText *text, KjArena *arena);

#endif
