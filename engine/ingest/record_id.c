/* The id of a record: text without white space, ':', '/' and ',' (they separate ids in lists,
 * references and names of verdicts) and without characters that cannot be seen. */
#include "engine/ingest/record_id.h"

#include "engine/ingest/tell.h"

#include <string.h>

/* The value of the first key "id", or 0; tells of further ones. */
static uint32_t find_id(KjIntake *intake, const char *kind, uint32_t map)
{
    const KjYaml *yaml = intake->yaml;
    uint32_t found = 0, first = 0;
    for (uint32_t key = map + 1; key < yaml->nodes[map].next;) {
        uint32_t value = yaml->nodes[key].next;
        uint32_t name = kj_node_resolve(yaml, key);
        if (yaml->nodes[name].type == KJ_NODE_SCALAR && kj_key_is_id(intake, key)) {
            if (found)
                kj_diag(intake->diags, KJ_ERROR, kj_node_place(yaml, key), kind,
                        "idが2回書かれています（先に%u行目）。どちらかを削除してください",
                        "id is given twice (first on line %u); remove one",
                        (unsigned)yaml->nodes[first].line);
            else
                found = value, first = key;
        }
        key = yaml->nodes[value].next;
    }
    return found;
}

/* Most ids are letters and hyphens, or kanji: false if no byte is one that may not stand in an id, nor
 * the first of a character that may not. */
static bool is_suspicious(KjText id)
{
    for (uint32_t i = 0; i < id.len; i++) {
        switch ((unsigned char)id.data[i]) {
        case ' ':
        case '\t':
        case '\n':
        case '\r':
        case ':':
        case '/':
        case ',':
        case 0xC2:
        case 0xE1:
        case 0xE2:
        case 0xEF: return true;
        default: break;
        }
    }
    return false;
}

/* Characters that an id cannot hold; the space stands for all blanks, because full-width and
 * no-break spaces have become spaces by NFKC. */
static const char *find_forbidden(const KjDiags *diags, KjText id)
{
    static const struct {
        const char *bytes, *ja, *en;
    } forbidden[] = {
        {" ", "空白", "space"},       {"\t", "タブ", "tab"}, {"\n", "改行", "line break"},
        {"\r", "改行", "line break"}, {":", "「:」", "':'"}, {"/", "「/」", "'/'"},
        {",", "「,」", "','"},
    };
    static const struct {
        const char *bytes, *name;
    } unseen[] = {
        {"\xC2\x85", "U+0085"},     {"\xE1\x9A\x80", "U+1680"}, {"\xE2\x80\x8B", "U+200B"},
        {"\xE2\x80\x8C", "U+200C"}, {"\xE2\x80\x8D", "U+200D"}, {"\xE2\x80\x8E", "U+200E"},
        {"\xE2\x80\x8F", "U+200F"}, {"\xE2\x80\xA8", "U+2028"}, {"\xE2\x80\xA9", "U+2029"},
        {"\xE2\x80\xAE", "U+202E"}, {"\xE2\x81\xA0", "U+2060"}, {"\xEF\xBB\xBF", "U+FEFF"},
    };
    if (!is_suspicious(id))
        return NULL;
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
        if (memchr(id.data, forbidden[i].bytes[0], id.len))
            return kj_tell(diags, forbidden[i].ja, forbidden[i].en);
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        if (memmem(id.data, id.len, unseen[i].bytes, strlen(unseen[i].bytes)))
            return unseen[i].name;
    return NULL;
}

bool kj_record_id_check(KjIntake *intake, const char *kind, KjPlace place, KjText id)
{
    const char *forbidden = find_forbidden(intake->diags, id);
    if (id.len <= KJ_ID_MAX_BYTES && !forbidden)
        return true;
    const char *shown = kj_tell_text(intake->arena, id);
    if (id.len > KJ_ID_MAX_BYTES)
        kj_diag(intake->diags, KJ_ERROR, place, kind,
                "id「%s」が長すぎます（上限%dバイト）。短い符号を使ってください",
                "id '%s' is too long (at most %d bytes); use a short code", shown, KJ_ID_MAX_BYTES);
    else
        kj_diag(intake->diags, KJ_ERROR, place, kind,
                "id「%s」に使えない文字があります: %s。空白と「:」「/」「,」は使えません",
                "id '%s' holds a character that ids cannot have (%s); leave out spaces, ':', '/' "
                "and ','",
                shown, forbidden);
    return false;
}

bool kj_record_id_read(KjIntake *intake, const char *kind, uint32_t map, uint32_t at, KjText *id)
{
    const KjYaml *yaml = intake->yaml;
    uint32_t found = find_id(intake, kind, map);
    if (!found) {
        kj_diag(intake->diags, KJ_ERROR, kj_node_place(yaml, at), kind,
                "idがありません。「id: …」を書いてください", "the id is missing; write 'id: …'");
        return false;
    }
    uint32_t value = kj_node_resolve(yaml, found);
    const KjYamlNode *n = &yaml->nodes[value];
    if (n->type == KJ_NODE_BAD)
        return false;
    *id = n->type == KJ_NODE_SCALAR ? kj_text_nfkc(intake->arena, kj_node_text(yaml, value))
                                    : (KjText){"", 0};
    if (n->type != KJ_NODE_SCALAR || n->is_null || id->len == 0) {
        kj_diag(intake->diags, KJ_ERROR, kj_node_place(yaml, found), kind,
                "idは1つの文字列で書いてください（例: id: mail）",
                "the id must be one piece of text, such as 'id: mail'");
        *id = (KjText){"", 0};
        return false;
    }
    if (kj_record_id_check(intake, kind, kj_node_place(yaml, value), *id))
        return true;
    *id = (KjText){"", 0};
    return false;
}
