/* Relationships: which parts a part points to. They stand in a part beside it,
 * "xl/_rels/workbook.xml.rels" for "xl/workbook.xml". */
#include "engine/ingest/xlsx.h"

#include <string.h>

#define MOST_LINKS 10000

typedef struct Reader {
    KjXlsx *xlsx;
    const char *folder; /* of the part that points, ends with '/' unless empty */
    KjXlsxLinks *links;
} Reader;

static const char *behind_last_slash(const char *text)
{
    const char *slash = strrchr(text, '/');
    return slash ? slash + 1 : text;
}

static const char *folder_of(KjArena *arena, const char *part)
{
    return kj_arena_strndup(arena, part, (size_t)(behind_last_slash(part) - part));
}

/* Takes "." and ".." out of a path; what leads above the package ends there. */
static void straighten(char *path)
{
    char *out = path;
    for (const char *at = path; *at;) {
        size_t len = strcspn(at, "/");
        if (len == 2 && memcmp(at, "..", 2) == 0) {
            for (out -= out > path; out > path && out[-1] != '/'; out--)
                ;
        } else if (len > 0 && !(len == 1 && *at == '.')) {
            memmove(out, at, len);
            out += len;
            if (at[len])
                *out++ = '/';
        }
        at += len + (at[len] == '/');
    }
    *out = '\0';
}

static const char *resolve(Reader *reader, const char *target)
{
    KjArena *arena = reader->xlsx->book->arena;
    char *path = *target == '/' ? kj_arena_strndup(arena, target, strlen(target))
                                : kj_arena_printf(arena, "%s%s", reader->folder, target);
    straighten(path);
    return path;
}

static const char *copy(Reader *reader, const char *text)
{
    return kj_arena_strndup(reader->xlsx->book->arena, text, strlen(text));
}

static void on_start(void *ctx, KjXml *xml, const char *name, const char **attributes)
{
    Reader *reader = ctx;
    const char *id = kj_xml_attribute(attributes, "Id");
    const char *type = kj_xml_attribute(attributes, "Type");
    const char *target = kj_xml_attribute(attributes, "Target");
    const char *mode = kj_xml_attribute(attributes, "TargetMode");
    (void)xml;
    if (strcmp(name, "Relationship") != 0 || !id || !type || !target ||
        (mode && strcmp(mode, "External") == 0) || reader->links->count >= MOST_LINKS)
        return;
    KjXlsxLink link = {copy(reader, id), copy(reader, behind_last_slash(type)),
                       resolve(reader, target)};
    KJ_PUSH(reader->links->items, reader->links->count, reader->links->capacity, link);
}

static void on_end(void *ctx, KjXml *xml, const char *name)
{
    (void)ctx, (void)xml, (void)name;
}

bool kj_xlsx_links_read(KjXlsx *xlsx, const char *part, KjXlsxLinks *links)
{
    KjArena *arena = xlsx->book->arena;
    Reader reader = {xlsx, folder_of(arena, part), links};
    KjXmlHandler handler = {
        .root = "Relationships", .ctx = &reader, .start = on_start, .end = on_end};
    return kj_xlsx_parse(
        xlsx, kj_arena_printf(arena, "%s_rels/%s.rels", reader.folder, behind_last_slash(part)),
        &handler);
}

void kj_xlsx_links_clear(KjXlsxLinks *links)
{
    kj_free(links->items);
    *links = (KjXlsxLinks){0};
}

const KjXlsxLink *kj_xlsx_link_by_id(const KjXlsxLinks *links, const char *id)
{
    for (size_t i = 0; id && i < links->count; i++)
        if (strcmp(links->items[i].id, id) == 0)
            return &links->items[i];
    return NULL;
}

const KjXlsxLink *kj_xlsx_link_by_type(const KjXlsxLinks *links, const char *type)
{
    for (size_t i = 0; i < links->count; i++)
        if (strcmp(links->items[i].type, type) == 0)
            return &links->items[i];
    return NULL;
}
