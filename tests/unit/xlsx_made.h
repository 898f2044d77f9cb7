// Workbooks made of XML in the test: parts go in, the bytes of an xlsx file come out.
#ifndef KJ_TESTS_UNIT_XLSX_MADE_H
#define KJ_TESTS_UNIT_XLSX_MADE_H

#include "engine/base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

typedef struct Part {
    const char *name, *text;
    size_t len; // 0: strlen(text)
} Part;

#define XLSX_MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define XLSX_RELS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define XLSX_RELATIONSHIPS                                                                         \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
#define XLSX_LINK(id, type, target)                                                                \
    "<Relationship Id='" id "' Type='" XLSX_RELS "/" type "' Target='" target "'/>"

#define XLSX_PACKAGE                                                                               \
    {                                                                                              \
        "_rels/.rels",                                                                             \
            XLSX_RELATIONSHIPS XLSX_LINK("r", "officeDocument",                                    \
                                         "xl/workbook.xml") "</Relationships>",                    \
            0                                                                                      \
    }
#define XLSX_WORKBOOK(sheets)                                                                      \
    {                                                                                              \
        "xl/workbook.xml",                                                                         \
            "<workbook xmlns='" XLSX_MAIN "' xmlns:r='" XLSX_RELS "'><sheets>" sheets              \
            "</sheets></workbook>",                                                                \
            0                                                                                      \
    }
#define XLSX_LINKS(links)                                                                          \
    {                                                                                              \
        "xl/_rels/workbook.xml.rels", XLSX_RELATIONSHIPS links "</Relationships>", 0               \
    }
#define XLSX_SHEET(name, content)                                                                  \
    {                                                                                              \
        "xl/" name, "<worksheet xmlns='" XLSX_MAIN "'>" content "</worksheet>", 0                  \
    }
#define XLSX_STRINGS(content)                                                                      \
    {                                                                                              \
        "xl/strings.xml", "<sst xmlns='" XLSX_MAIN "'>" content "</sst>", 0                        \
    }
#define XLSX_STYLES(content)                                                                       \
    {                                                                                              \
        "xl/styles.xml", "<styleSheet xmlns='" XLSX_MAIN "'>" content "</styleSheet>", 0           \
    }

static void xlsx_must(bool holds)
{
    if (!holds)
        abort();
}

static void xlsx_put(zip_t *zip, const Part *part, bool compress)
{
    size_t len = part->len ? part->len : strlen(part->text);
    zip_source_t *source = zip_source_buffer(zip, part->text, len, 0);
    zip_int64_t index = source ? zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8) : -1;
    xlsx_must(index >= 0);
    zip_set_file_compression(zip, (zip_uint64_t)index, compress ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 1);
    zip_file_set_mtime(zip, (zip_uint64_t)index, 315532800, 0); // the same bytes each time
}

// The bytes are the caller's; free them with kj_free.
static char *make_xlsx(const Part *parts, size_t count, bool compress, size_t *len)
{
    zip_error_t error;
    zip_stat_t about;
    zip_error_init(&error);
    zip_source_t *archive = zip_source_buffer_create(NULL, 0, 0, &error);
    xlsx_must(archive != NULL);
    zip_source_keep(archive); // beyond zip_close
    zip_t *zip = zip_open_from_source(archive, ZIP_TRUNCATE, &error);
    xlsx_must(zip != NULL);
    for (size_t i = 0; i < count; i++)
        xlsx_put(zip, &parts[i], compress);
    xlsx_must(zip_close(zip) == 0 && zip_source_stat(archive, &about) == 0 &&
              zip_source_open(archive) == 0);
    char *bytes = kj_alloc(about.size);
    xlsx_must(zip_source_read(archive, bytes, about.size) == (zip_int64_t)about.size);
    zip_source_close(archive);
    zip_source_free(archive);
    zip_error_fini(&error);
    *len = about.size;
    return bytes;
}

#endif
