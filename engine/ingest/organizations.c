/* Which organisation a file belongs to: a table from folder to the organisations that begin in a
 * file directly in it. A file without one asks its own folder, then the one above, and so on; the
 * first folder that holds any decides. */
#include "engine/ingest/organizations.h"

#include <string.h>

typedef struct Folder {
    uint32_t count, org;
    bool unread;
} Folder;

struct KjOrganizations {
    KjAtoms *names;
    Folder *folders; /* by atom */
    size_t capacity;
};

KjOrganizations *kj_organizations_new(void)
{
    KjOrganizations *organizations = kj_alloc(sizeof *organizations);
    organizations->names = kj_atoms_new(NULL);
    return organizations;
}

void kj_organizations_free(KjOrganizations *organizations)
{
    kj_atoms_free(organizations->names);
    kj_free(organizations->folders);
    kj_free(organizations);
}

/* "a/b/c.yaml" → "a/b" → "a" → "" */
static KjText folder_above(KjText path)
{
    uint32_t len = path.len;
    while (len > 0 && path.data[len - 1] != '/')
        len--;
    return (KjText){path.data, len > 0 ? len - 1 : 0};
}

static Folder *folder_of(KjOrganizations *organizations, const char *path)
{
    KjAtom atom = kj_atom(organizations->names, folder_above(kj_text(path)));
    if (atom >= organizations->capacity) {
        size_t capacity = (size_t)atom * 2 + 8, old = organizations->capacity;
        organizations->folders =
            kj_realloc_array(organizations->folders, capacity, sizeof *organizations->folders);
        memset(organizations->folders + old, 0, (capacity - old) * sizeof *organizations->folders);
        organizations->capacity = capacity;
    }
    return &organizations->folders[atom];
}

void kj_organizations_add(KjOrganizations *organizations, const char *path, uint32_t org)
{
    Folder *folder = folder_of(organizations, path);
    folder->count++;
    folder->org = org;
}

void kj_organizations_unread(KjOrganizations *organizations, const char *path)
{
    folder_of(organizations, path)->unread = true;
}

KjOwner kj_organizations_find(const KjOrganizations *organizations, const char *path, uint32_t *org,
                              KjText *folder)
{
    KjText at = kj_text(path);
    *org = KJ_NO_ORG;
    do {
        at = folder_above(at);
        KjAtom atom = kj_atom_find(organizations->names, at);
        if (atom >= organizations->capacity)
            continue;
        const Folder *found = &organizations->folders[atom];
        *folder = at.len > 0 ? at : KJ_TEXT(".");
        if (found->count == 1) {
            *org = found->org;
            return KJ_OWNER_FOUND;
        }
        if (found->unread)
            return KJ_OWNER_UNSURE;
        if (found->count > 1)
            return KJ_OWNER_SEVERAL;
    } while (at.len > 0);
    return KJ_OWNER_NONE;
}

static void tell_none(const char *path, bool table, KjDiags *diags)
{
    KjPlace place = {path, table ? 0 : 1, table ? 0 : 1};
    if (table)
        kj_diag(diags, KJ_ERROR, place, NULL,
                "どの組織の記録か分かりません。organizationのシート（CSVなら同じフォルダーの"
                "organization.csv）に組織を1行で書くか、同じフォルダーまたは上のフォルダーのYAML"
                "ファイルに「organization: { id: …, name: … }」を書いてください",
                "no organization: give it a row on a sheet 'organization' (CSV: in "
                "organization.csv beside this file), or write 'organization: { id: …, name: … }' "
                "in a YAML file of this folder or one above");
    else
        kj_diag(diags, KJ_ERROR, place, NULL,
                "どの組織の記録か分かりません。このファイルか、同じフォルダーまたは上のフォルダーの"
                "ファイルに「organization: { id: …, name: … }」を書いてください",
                "no organisation: write 'organization: { id: …, name: … }' in this file or in a "
                "file of this folder or one above");
}

static void tell_several(const char *path, bool table, KjText folder, KjDiags *diags)
{
    kj_diag(diags, KJ_ERROR, (KjPlace){path, table ? 0 : 1, table ? 0 : 1}, NULL,
            "どの組織の記録か分かりません。フォルダー%.*sに組織が複数あります。このファイルに"
            "organizationを書くか、組織ごとにフォルダーを分けてください",
            "folder %.*s holds several organisations: write 'organization' in this file, or "
            "give each organisation a folder",
            (int)folder.len, folder.data);
}

void kj_organizations_tell(KjOwner owner, const char *path, bool table, KjText folder,
                           KjDiags *diags)
{
    if (owner == KJ_OWNER_NONE)
        tell_none(path, table, diags);
    if (owner == KJ_OWNER_SEVERAL)
        tell_several(path, table, folder, diags);
}
