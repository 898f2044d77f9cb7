/* Names for people of what items of the journal speak of. */
#include "engine/store/audit.h"

#include <string.h>

/* The n-th field of a line, with what is escaped in it left so. */
static KjText field(KjText line, int n)
{
    const char *at = line.data, *end = at + line.len;
    for (; n > 0 && at < end; n--) {
        const char *tab = memchr(at, '\t', (size_t)(end - at));
        at = tab ? tab + 1 : end;
    }
    const char *tab = at < end ? memchr(at, '\t', (size_t)(end - at)) : NULL;
    return (KjText){at, (uint32_t)((tab ? tab : end) - at)};
}

/* What the journal says of an item, or, where it says nothing, the tables. *entry 0: none said it. */
static bool look_up(const KjAuditing *auditing, const char *item, KjText *value, int64_t *entry)
{
    bool found;
    sqlite3_stmt *statement =
        kj_store_statement(auditing->store,
                           "SELECT value, entry FROM kj_told WHERE item = ?1 UNION ALL"
                           " SELECT value, 0 FROM kj_there WHERE item = ?1 LIMIT 1",
                           auditing->error);
    kj_db_text(statement, 1, kj_text(item));
    bool good = kj_db_row(&auditing->store->db, statement, &found, auditing->error);
    *value = good && found ? kj_db_column_in(auditing->arena, statement, 0) : KJ_TEXT("");
    *entry = good && found ? sqlite3_column_int64(statement, 1) : 0;
    kj_db_reset(statement);
    return good;
}

/* The n-th field of what is said of NAME NUMBER, else the number itself. */
static bool name_of(const KjAuditing *auditing, const char *name, KjText number, int n,
                    const char **text)
{
    KjText value;
    int64_t entry;
    bool good = look_up(
        auditing, kj_arena_printf(auditing->arena, "%s\t%.*s", name, (int)number.len, number.data),
        &value, &entry);
    KjText found = value.len ? field(value, n) : number;
    *text = kj_arena_strndup(auditing->arena, found.data, found.len);
    return good;
}

typedef struct Words {
    const char *name, *ja, *en;
} Words;

static const Words words[] = {
    {"words", "判定の名前の表", "the names of verdicts"},
    {"meta", "保管庫の設定「%s」", "the setting '%s' of the store"},
    {"schema", "表とビューの定義", "the definitions of tables and views"},
    {"input", "ファイル「%s」についての覚え", "what is remembered of the file '%s'"},
    {"pack", "パック「%s」", "pack '%s'"},
    {"rules", "パック「%s」の要件の一覧", "the list of rules of pack '%s'"},
    {"set", "パックの組 %s", "the set of packs %s"},
    {"facts", "組織「%s」の第 %s 版", "organization '%s', revision %s"},
    {"result", "組織「%s」の %s の結果", "organization '%s', its result of %s"},
    {"run", "判定 %s (基準日 %s)", "run %s (as of %s)"},
    {"shard", "判定 %s の分割 %s", "run %s, share %s"},
    {"member", "判定 %s の「%s」", "run %s, '%s'"},
};

/* Which texts stand for the two of the words. */
static bool names_of(const KjAuditing *auditing, KjText item, KjText value, const char *names[2])
{
    KjText kind = field(item, 0), key = field(item, 1), more = field(item, 2);
    bool ours = kj_text_is(kind, "facts"), result = kj_text_is(kind, "result");
    KjText second = ours                      ? field(value, 1)
                    : result                  ? field(value, 2)
                    : kj_text_is(kind, "run") ? field(value, 0)
                                              : more;
    names[0] = kj_arena_strndup(auditing->arena, key.data, key.len);
    names[1] = kj_arena_strndup(auditing->arena, second.data, second.len);
    if (ours)
        return name_of(auditing, "facts", key, 0, &names[0]);
    if (result)
        return name_of(auditing, "facts", field(value, 0), 0, &names[0]);
    if (kj_text_is(kind, "pack") || kj_text_is(kind, "rules"))
        return name_of(auditing, "pack", key, 0, &names[0]);
    return true;
}

static bool describe(const KjAuditing *auditing, KjText item, KjText value, const char **text)
{
    KjText kind = field(item, 0);
    const char *names[2];
    *text = kj_arena_strndup(auditing->arena, item.data, item.len);
    if (!names_of(auditing, item, value, names))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (kj_text_is(kind, words[i].name))
            *text = kj_arena_printf(auditing->arena,
                                    auditing->store->db.lang == KJ_JA ? words[i].ja : words[i].en,
                                    names[0], names[1]);
    return true;
}

static bool time_of(const KjAuditing *auditing, int64_t entry, const char **at)
{
    bool found = false;
    sqlite3_stmt *statement = kj_store_statement(
        auditing->store, "SELECT at FROM kj_journal WHERE entry = ?", auditing->error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, entry);
    bool good = kj_db_row(&auditing->store->db, statement, &found, auditing->error);
    *at = found ? kj_db_column_in(auditing->arena, statement, 0).data : "";
    kj_db_reset(statement);
    return good;
}

bool kj_audit_tell_item(const KjAuditing *auditing, KjText item, KjItemProblem problem)
{
    static const char *const texts[][2] = {
        [KJ_ITEM_DIFFERS] = {"履歴 %lld (%s): %sが、履歴の言うものと違います",
                             "entry %lld (%s): %s is not what the journal says"},
        [KJ_ITEM_GONE] = {"履歴 %lld (%s): %sがなくなっています", "entry %lld (%s): %s is gone"},
        [KJ_ITEM_ADDED] = {"%sは履歴にありません: 後から加えられています",
                           "%s is not in the journal: it was added"},
        [KJ_ITEM_CONTENT] = {"履歴 %lld (%s): %sの中身が、そのハッシュと違います",
                             "entry %lld (%s): %s: what it consists of is not that of its hash"}};
    const char *text, *at = "";
    KjText value;
    int64_t entry;
    if (!look_up(auditing, item.data, &value, &entry) || !describe(auditing, item, value, &text) ||
        !time_of(auditing, entry, &at))
        return false;
    if (problem == KJ_ITEM_ADDED)
        kj_audit_tell(auditing, texts[problem][0], texts[problem][1], text);
    else
        kj_audit_tell(auditing, texts[problem][0], texts[problem][1], (long long)entry, at, text);
    return true;
}
