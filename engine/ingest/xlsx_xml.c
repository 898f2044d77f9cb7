/* XML parts of a workbook, through expat.
 *
 * Prefixes do not matter: expat tells namespaces, and elements of those a workbook is made of, the
 * transitional and the strict ones, come to the handler by their bare names. A document type
 * declaration is refused: workbooks have none, and entities are made of them. Depth is limited, and
 * so are the number of elements, since empty ones pack so well that a small file can hold hundreds of
 * millions, and each piece of memory that expat asks for, by which the length of a tag is. */
#include "engine/ingest/tell.h"
#include "engine/ingest/xlsx.h"

#include <expat.h>
#include <string.h>
#include <strings.h>
#include <sys/auxv.h>

#define CHUNK ((int)64 << 10)
#define MOST_DEPTH 64
#define MOST_ELEMENTS (5 * (uint64_t)KJ_TABLE_MAX_CELLS) /* <c><v> and <si><t> of each, and rows */
#define MOST_MEMORY ((size_t)1 << 20)                    /* in one piece */
#define DIVIDER ' ' /* between namespace and name, as expat tells them */

struct KjXml {
    KjXlsx *xlsx;
    const char *part;
    XML_Parser parser;
    const KjXmlHandler *handler;
    uint32_t depth;
    uint32_t skipping; /* the depth at which elements of others began; 0: none */
    bool stopped;
};

/* ---- memory: what cannot be had ends the program; NULL only for what is too large ---- */

static void *take(void *old, size_t size)
{
    return size > MOST_MEMORY ? NULL : kj_realloc_array(old, size, 1);
}

static void *take_new(size_t size)
{
    return take(NULL, size);
}

static const XML_Memory_Handling_Suite memory = {take_new, take, kj_free};

/* ---- names ---- */

static const KjText own[] = {
    KJ_TEXT("http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    KJ_TEXT("http://schemas.openxmlformats.org/package/2006/relationships"),
    KJ_TEXT("http://purl.oclc.org/ooxml/spreadsheetml/main"),
};

static const KjText links[] = {
    KJ_TEXT("http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    KJ_TEXT("http://purl.oclc.org/ooxml/officeDocument/relationships"),
};

/* The bare name if it is of one of these namespaces, else NULL. */
static const char *bare(const char *name, const KjText *spaces, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strncmp(name, spaces[i].data, spaces[i].len) == 0 && name[spaces[i].len] == DIVIDER)
            return name + spaces[i].len + 1;
    return NULL;
}

static const char *own_name(const char *name)
{
    return bare(name, own, sizeof own / sizeof *own);
}

const char *kj_xml_attribute(const char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i]; i += 2)
        if (strcmp(attributes[i], name) == 0)
            return attributes[i + 1];
    return NULL;
}

const char *kj_xml_link(const char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i]; i += 2) {
        const char *found = bare(attributes[i], links, sizeof links / sizeof *links);
        if (found && strcmp(found, name) == 0)
            return attributes[i + 1];
    }
    return NULL;
}

bool kj_xml_keeps_space(const char **attributes)
{
    const char *value = kj_xml_attribute(attributes, "http://www.w3.org/XML/1998/namespace space");
    return value && strcmp(value, "preserve") == 0;
}

bool kj_xml_truth(const char *value)
{
    return value &&
           (strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0);
}

bool kj_xml_number(const char *value, uint32_t *number)
{
    uint64_t sum = 0;
    if (!value || !*value)
        return false;
    for (; *value; value++) {
        if (*value < '0' || *value > '9' || sum > UINT32_MAX)
            return false;
        sum = sum * 10 + (uint64_t)(*value - '0');
    }
    *number = (uint32_t)sum;
    return sum <= UINT32_MAX;
}

/* ---- telling ---- */

void kj_xml_stop(KjXml *xml)
{
    xml->stopped = true;
    XML_StopParser(xml->parser, XML_FALSE);
}

static void tell(KjXml *xml, const char *what)
{
    KjDiags *diags = xml->xlsx->diags;
    kj_diag(diags, KJ_ERROR, (KjPlace){xml->xlsx->book->path, 0, 0}, NULL,
            "ブックの部品「%s」の%lu行目: %s。表計算ソフトで開き、「Excelブック（.xlsx）」として"
            "保存し直してください",
            "part '%s' of the workbook, line %lu: %s; open it in a spreadsheet program and save "
            "it as 'Excel Workbook (.xlsx)'",
            kj_tell_text(diags->arena, kj_text(xml->part)),
            (unsigned long)XML_GetCurrentLineNumber(xml->parser), what);
}

static void refuse(KjXml *xml, const char *ja, const char *en)
{
    if (!xml->stopped)
        tell(xml, kj_tell(xml->xlsx->diags, ja, en));
    kj_xml_stop(xml);
}

static void tell_syntax(KjXml *xml)
{
    KjDiags *diags = xml->xlsx->diags;
    enum XML_Error code = XML_GetErrorCode(xml->parser);
    if (code == XML_ERROR_NO_MEMORY)
        tell(xml, kj_tell(diags, "タグまたは名前が大きすぎます",
                          "a tag is too long, or there are too many names"));
    else if (code == XML_ERROR_UNKNOWN_ENCODING || code == XML_ERROR_INCORRECT_ENCODING)
        tell(xml, kj_tell(diags, "文字コードがUTF-8ではありません", "the encoding is not UTF-8"));
    else
        tell(xml, kj_arena_printf(diags->arena,
                                  kj_tell(diags, "XMLとして正しくありません（%s）",
                                          "this is not well-formed XML (%s)"),
                                  XML_ErrorString(code)));
}

/* ---- from expat ---- */

static void XMLCALL on_declaration(void *ctx, const char *version, const char *encoding,
                                   int standalone)
{
    (void)version, (void)standalone;
    if (encoding && strcasecmp(encoding, "UTF-8") != 0 && strcasecmp(encoding, "UTF-16") != 0)
        refuse(ctx, "文字コードがUTF-8ではありません", "the encoding is not UTF-8");
}

static void XMLCALL on_doctype(void *ctx, const char *name, const char *system_id,
                               const char *public_id, int internal)
{
    (void)name, (void)system_id, (void)public_id, (void)internal;
    refuse(ctx, "文書型宣言（DOCTYPE）があります。ブックでは使われないものなので読みません",
           "there is a document type declaration; workbooks have none, and it is not read");
}

static void XMLCALL on_start(void *ctx, const char *full_name, const char **attributes)
{
    KjXml *xml = ctx;
    if (xml->stopped)
        return;
    if (++xml->depth > MOST_DEPTH) {
        refuse(xml, "要素の入れ子が深すぎます", "elements are nested too deeply");
        return;
    }
    if (++xml->xlsx->elements > MOST_ELEMENTS) {
        refuse(
            xml,
            "セルや行が多すぎます（空のものも数えます）。使っていないセルの書式を削除してください",
            "there are too many cells and rows, counting empty ones; delete the formats of "
            "unused cells");
        return;
    }
    if (xml->skipping)
        return;
    const char *name = own_name(full_name);
    if (xml->depth == 1 && (!name || strcmp(name, xml->handler->root) != 0))
        refuse(xml, "この部品にあるはずの内容ではありません",
               "this is not what the part should hold");
    else if (name)
        xml->handler->start(xml->handler->ctx, xml, name, attributes);
    else
        xml->skipping = xml->depth;
}

static void XMLCALL on_end(void *ctx, const char *full_name)
{
    KjXml *xml = ctx;
    if (xml->stopped)
        return;
    const char *name = xml->skipping ? NULL : own_name(full_name);
    if (xml->skipping == xml->depth)
        xml->skipping = 0;
    xml->depth--;
    if (name)
        xml->handler->end(xml->handler->ctx, xml, name);
}

static void XMLCALL on_text(void *ctx, const char *text, int len)
{
    KjXml *xml = ctx;
    if (!xml->stopped && !xml->skipping)
        xml->handler->text(xml->handler->ctx, text, (size_t)len);
}

/* ---- parsing ---- */

static bool feed(KjXml *xml, zip_file_t *file)
{
    for (;;) {
        void *room = XML_GetBuffer(xml->parser, CHUNK);
        if (!room) {
            tell_syntax(xml);
            return false;
        }
        int count = kj_xlsx_part_read(xml->xlsx, file, xml->part, room, (size_t)CHUNK);
        if (count < 0)
            return false;
        enum XML_Status status = XML_ParseBuffer(xml->parser, count, count == 0);
        if (xml->stopped)
            return false;
        if (status != XML_STATUS_OK) {
            tell_syntax(xml);
            return false;
        }
        if (count == 0)
            return true;
    }
}

/* Chosen by the kernel when the program began: expat would ask for another, which workers may not. */
static unsigned long salt(void)
{
    const unsigned char *random = (const unsigned char *)(uintptr_t)getauxval(AT_RANDOM);
    unsigned long sum = 0x9E3779B97F4A7C15u;
    for (int i = 0; random && i < 16; i++)
        sum = (sum ^ random[i]) * 0x100000001B3u;
    return sum | 1;
}

static XML_Parser new_parser(KjXml *xml)
{
    static const char divider[] = {DIVIDER, 0};
    XML_Parser parser = XML_ParserCreate_MM(NULL, &memory, divider);
    if (!parser)
        kj_mem_exhausted(0);
    XML_SetHashSalt(parser, salt());
    XML_SetUserData(parser, xml);
    XML_SetElementHandler(parser, on_start, on_end);
    if (xml->handler->text)
        XML_SetCharacterDataHandler(parser, on_text);
    XML_SetXmlDeclHandler(parser, on_declaration);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    return parser;
}

bool kj_xlsx_parse(KjXlsx *xlsx, const char *part, const KjXmlHandler *handler)
{
    zip_file_t *file = kj_xlsx_part_open(xlsx, part);
    if (!file)
        return false;
    KjXml xml = {.xlsx = xlsx, .part = part, .handler = handler};
    xml.parser = new_parser(&xml);
    bool good = feed(&xml, file);
    XML_ParserFree(xml.parser);
    zip_fclose(file);
    return good;
}
