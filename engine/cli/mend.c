/* A finding may have edits: bytes of the file as the worker was given it, and what comes in their place. They
 * come from where pack code runs, so they are held to what they are for: only blanks, ends of lines and the
 * mark at the beginning of a file can go, only blanks and line breaks can come. */
#include "engine/cli/mend.h"

#include "engine/cli/file.h"
#include "engine/cli/result.h"
#include "engine/cli/tell.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct Edit {
    size_t from, to; /* bytes of the text */
    KjText text;
    size_t order;           /* as it came */
    const KjValue *finding; /* that it mends */
} Edit;

typedef struct Edits {
    Edit *items;
    size_t count, capacity;
} Edits;

/* ---- which edits ---- */

static bool is_blank_only(const char *bytes, size_t len, bool first)
{
    static const char mark[] = "\xEF\xBB\xBF";

    if (first && len == 3 && memcmp(bytes, mark, 3) == 0)
        return true;
    for (size_t i = 0; i < len; i++)
        if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r')
            return false;
    return true;
}

static bool is_harmless(const KjLuaSource *file, const Edit *edit)
{
    if (edit->from > edit->to || edit->to > file->len)
        return false;
    for (size_t i = 0; i < edit->text.len; i++)
        if (edit->text.data[i] != ' ' && edit->text.data[i] != '\n')
            return false;
    return is_blank_only(file->text + edit->from, edit->to - edit->from, edit->from == 0);
}

static void take_edits(const KjLuaSource *file, const KjValue *finding, Edits *edits)
{
    const KjList *list = kj_map_list(finding, "edits");

    for (size_t i = 0; i < list->count; i++) {
        int64_t from = kj_map_int(&list->items[i], "from", -1);
        int64_t to = kj_map_int(&list->items[i], "to", -1);
        Edit edit = {(size_t)from, (size_t)to, kj_map_text(&list->items[i], "text"), edits->count,
                     finding};

        if (from >= 0 && to >= 0 && is_harmless(file, &edit))
            KJ_PUSH(edits->items, edits->count, edits->capacity, edit);
    }
}

static int by_place(const void *left, const void *right)
{
    const Edit *a = left, *b = right;

    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

/* Of those that overlap the first; the others are found again next time. */
static void drop_overlapping(Edits *edits)
{
    size_t kept = 0, end = 0;

    if (edits->count)
        qsort(edits->items, edits->count, sizeof *edits->items, by_place);
    for (size_t i = 0; i < edits->count; i++) {
        if (edits->items[i].from < end)
            continue;
        end = edits->items[i].to;
        edits->items[kept++] = edits->items[i];
    }
    edits->count = kept;
}

/* ---- one file ---- */

static void apply(const KjLuaSource *file, const Edits *edits, KjBuf *out)
{
    size_t at = 0;

    for (size_t i = 0; i < edits->count; i++) {
        const Edit *edit = &edits->items[i];

        kj_buf_add(out, file->text + at, edit->from - at);
        kj_buf_add(out, edit->text.data, edit->text.len);
        at = edit->to;
    }
    kj_buf_add(out, file->text + at, file->len - at);
}

static bool refuse(const KjApp *app, const char *ja, const char *en, const char *what, KjExit *exit)
{
    kj_tell_error(kj_arena_printf(app->arena, app->lang == KJ_JA ? ja : en, what));
    *exit = kj_exit_worse(*exit, KJ_EXIT_SYSTEM);
    return false;
}

/* As a result is written: beside its place, then moved there. */
static bool write_file(const KjApp *app, const char *path, const KjBuf *bytes, KjExit *exit)
{
    KjApp writing = *app;
    KjResult result;
    struct stat info;

    if (stat(path, &info) == 0 && !(info.st_mode & 0222))
        return refuse(
            app, "%s は書込み禁止なので直していません。書けるようにしてからやり直してください",
            "%s is write-protected and was not mended; make it writable and try again", path, exit);
    writing.options.output = path;
    if (!kj_result_open(&result, &writing)) {
        *exit = kj_exit_worse(*exit, KJ_EXIT_SYSTEM);
        return false;
    }
    kj_buf_add(&result.sink.buf, bytes->data, bytes->len);
    *exit = kj_exit_worse(*exit, kj_result_close(&result, KJ_EXIT_OK));
    return *exit != KJ_EXIT_SYSTEM;
}

static void note_mended(const Edits *edits, KjTree *mended)
{
    for (size_t i = 0; i < edits->count; i++) {
        bool told = false;

        for (size_t k = 0; k < i && !told; k++)
            told = edits->items[k].finding == edits->items[i].finding;
        if (!told)
            kj_tree_add(mended, *edits->items[i].finding);
    }
}

static bool is_of(const KjValue *finding, const KjApp *app, const char *display, const char *name)
{
    return kj_text_is(kj_map_text(finding, "file"),
                      kj_arena_printf(app->arena, "%s/%s", display, name));
}

static bool mend_file(const KjApp *app, const KjPackSource *pack, const char *folder,
                      const KjLuaSource *file, const KjList *findings, KjTree *mended, KjExit *exit)
{
    Edits edits = {0};
    bool good = true;

    for (size_t i = 0; i < findings->count; i++)
        if (is_of(&findings->items[i], app, pack->display, file->name))
            take_edits(file, &findings->items[i], &edits);
    drop_overlapping(&edits);
    if (edits.count) {
        KjBuf out;

        kj_buf_init(&out, 0);
        apply(file, &edits, &out);
        good = write_file(app, kj_path_join(app->arena, folder, file->name), &out, exit);
        if (good)
            note_mended(&edits, mended);
        kj_buf_clear(&out);
    }
    kj_free(edits.items);
    return good;
}

/* ---- packs ---- */

static bool has_edits(const KjPackSource *pack, const KjList *findings)
{
    size_t len = strlen(pack->display);

    for (size_t i = 0; i < findings->count; i++) {
        KjText file = kj_map_text(&findings->items[i], "file");

        if (kj_map_list(&findings->items[i], "edits")->count && file.len > len &&
            memcmp(file.data, pack->display, len) == 0 && file.data[len] == '/')
            return true;
    }
    return false;
}

bool kj_mend(const KjApp *app, const KjPackSet *set, const KjList *findings, KjTree *mended,
             KjExit *exit)
{
    bool good = true;

    for (size_t p = 0; p < set->count; p++) {
        const KjPackSource *pack = &set->packs[p];

        if (!pack->selected || !has_edits(pack, findings))
            continue;
        if (pack->installed) {
            good =
                refuse(app,
                       "%s は署名された配布物なので直しません。もとのフォルダーで直して配り直して"
                       "ください",
                       "%s is from a signed bundle and is not mended; mend the folder it was "
                       "built from",
                       pack->display, exit);
            continue;
        }
        for (size_t f = 0; f < pack->file_count; f++)
            good = mend_file(app, pack, set->folders[p], &pack->files[f], findings, mended, exit) &&
                   good;
    }
    return good;
}
