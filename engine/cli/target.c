/* First the words, then the place. Data may not be written among the data that is read: the next
 * command would find every record twice. */
#include "engine/cli/target.h"

#include "engine/cli/file.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static const char *const form_names[] = {"yaml", "csv", "xlsx"};

/* ---- words ---- */

static bool ends(const char *name, const char *ending)
{
    size_t len = strlen(name), tail = strlen(ending);

    return len > tail && strcasecmp(name + len - tail, ending) == 0;
}

static void wrong_word(const char *option, const char *word, const char *known, KjDiags *diags)
{
    kj_diag(diags, KJ_ERROR, (KjPlace){0}, NULL,
            "--%1$s に %2$s は指定できません。使えるのは %3$s です",
            "--%1$s is one of %3$s, not %2$s", option, word, known);
}

static bool read_form(KjTarget *target, const char *word, KjDiags *diags)
{
    for (int form = KJ_TO_YAML; word && form <= KJ_TO_XLSX; form++) {
        if (strcmp(word, form_names[form]) == 0) {
            target->form = (KjForm)form;
            return true;
        }
    }
    if (word)
        wrong_word("to", word, "yaml csv xlsx", diags);
    return !word;
}

static bool read_headers(KjTarget *target, const char *word, KjDiags *diags)
{
    if (!word)
        return true;
    target->labels = strcmp(word, "labels") == 0;
    if (!target->labels && strcmp(word, "names") != 0) {
        wrong_word("headers", word, "names labels", diags);
        return false;
    }
    if (target->form == KJ_TO_YAML)
        kj_diag(diags, KJ_ERROR, (KjPlace){0}, NULL,
                "YAML に見出しはありません。--headers は CSV と xlsx で使います",
                "YAML has no headers; --headers is for CSV and xlsx");
    return target->form != KJ_TO_YAML;
}

/* One file, or the standard output: its form is known. */
static bool is_one(KjTarget *target, KjForm form, const char *to, KjDiags *diags)
{
    bool differs = to && target->form != form;

    if (differs)
        kj_diag(diags, KJ_ERROR, (KjPlace){target->path ? target->path : "-", 0, 0}, NULL,
                "ここには %1$s で書きますが、--to は %2$s です",
                "would be %1$s, but --to says %2$s", form_names[form], to);
    target->folder = false;
    target->form = form;
    return !differs;
}

static bool has_ending(KjArena *arena, const char *path)
{
    const char *base = kj_path_base(arena, path), *dot = strrchr(base, '.');

    return dot && dot != base && dot[1];
}

static void tell_ending(const char *path, KjDiags *diags)
{
    KjPlace place = {path, 0, 0};

    if (ends(path, ".csv"))
        kj_diag(
            diags, KJ_ERROR, place, NULL,
            "CSV は種別ごとに1ファイルになります。フォルダーを --to csv とともに指定してください",
            "CSV is one file per kind; name a folder, with --to csv");
    else
        kj_diag(diags, KJ_ERROR, place, NULL,
                "この拡張子の形式では書けません。.yaml か .xlsx、またはフォルダー (末尾に /) を"
                "指定してください",
                "no data can be written in the form of this ending; use .yaml or .xlsx, or a "
                "folder (with / at its end)");
}

static bool read_ending(KjTarget *target, const KjApp *app, KjDiags *diags)
{
    const char *path = target->path, *to = app->options.to;
    bool slash = path[0] && path[strlen(path) - 1] == '/';

    if (strcmp(path, "-") == 0) {
        target->path = NULL;
        return is_one(target, KJ_TO_YAML, to, diags);
    }
    target->path = kj_path_without_slashes(app->arena, path);
    target->folder = slash || kj_file_is_folder(path) || !has_ending(app->arena, path);
    if (target->folder)
        return true;
    if (ends(path, ".yaml") || ends(path, ".yml"))
        return is_one(target, KJ_TO_YAML, to, diags);
    if (ends(path, ".xlsx"))
        return is_one(target, KJ_TO_XLSX, to, diags);
    tell_ending(path, diags);
    return false;
}

static bool read_words(KjTarget *target, const KjApp *app, KjDiags *diags)
{
    size_t errors = diags->errors;

    target->path = app->arguments[app->argument_count - 1];
    if (app->options.output)
        kj_diag(diags, KJ_ERROR, (KjPlace){0}, NULL,
                "書く先は最後の引数で指定します (-o は使いません)",
                "the last argument says where to write to, not -o");
    read_form(target, app->options.to, diags);
    if (!*target->path)
        kj_diag(diags, KJ_ERROR, (KjPlace){0}, NULL, "書く先 (OUT) が空です",
                "the place to write to (OUT) is empty");
    if (diags->errors == errors && read_ending(target, app, diags))
        read_headers(target, app->options.headers, diags);
    return diags->errors == errors;
}

/* ---- the place ---- */

/* Where a path (without slashes at its end) leads, also if its last part is not there yet; NULL if
 * nobody can say. */
static const char *real_path(KjArena *arena, const char *path)
{
    char real[PATH_MAX];
    size_t len = strlen(path);

    if (realpath(path, real))
        return kj_arena_strndup(arena, real, strlen(real));
    while (len > 0 && path[len - 1] != '/')
        len--;
    if (!realpath(len ? kj_arena_strndup(arena, path, len) : ".", real))
        return NULL;
    return kj_arena_printf(arena, "%s/%s", real, kj_path_base(arena, path));
}

static bool lies_in(const char *path, const char *folder)
{
    size_t len = strlen(folder);

    return strncmp(path, folder, len) == 0 &&
           (path[len] == '\0' || path[len] == '/' || folder[len - 1] == '/');
}

static bool is_apart(const KjTarget *target, const KjApp *app, KjDiags *diags)
{
    const char *out = real_path(app->arena, target->path);
    size_t count;
    const char *const *paths = kj_app_paths(app, &count);

    for (size_t i = 0; out && i < count; i++) {
        const char *in = real_path(app->arena, kj_path_without_slashes(app->arena, paths[i]));

        if (!in || !(lies_in(out, in) || (target->folder && lies_in(in, out))))
            continue;
        kj_diag(diags, KJ_ERROR, (KjPlace){target->path, 0, 0}, NULL,
                "読み込むデータ (%s) と重なる場所には書けません。別の場所を指定してください",
                "overlaps the data that is read (%s); name another place", paths[i]);
        return false;
    }
    return true;
}

/* Something has the name, be it a link that leads nowhere. */
static bool is_taken(const char *path)
{
    struct stat info;

    return lstat(path, &info) == 0;
}

bool kj_target_is_vacant(const KjApp *app, const char *path, bool folder, KjDiags *diags)
{
    KjPlace place = {path, 0, 0};
    bool is_folder = kj_file_is_folder(path), force = app->options.force;

    if (!is_taken(path) || (folder && is_folder && kj_folder_is_empty(path, app->arena)))
        return true;
    if (folder && !is_folder)
        kj_diag(diags, KJ_ERROR, place, NULL,
                "フォルダーではありません。別の名前を指定してください",
                "is not a folder; use another name");
    else if (!folder && is_folder)
        kj_diag(diags, KJ_ERROR, place, NULL, "フォルダーです。別の名前を指定してください",
                "is a folder; use another name");
    else if (!folder && !force)
        kj_diag(diags, KJ_ERROR, place, NULL,
                "既にあります。別の名前を指定するか、置き換えるなら --force を付けてください",
                "is there already; use another name, or --force to replace it");
    else if (!force)
        kj_diag(diags, KJ_ERROR, place, NULL,
                "空のフォルダーではありません。別の名前を指定するか、同じ名前のファイルを置き換える"
                "なら --force を付けてください",
                "is not empty; use another name, or --force to replace files of the same names");
    else
        return true;
    return false;
}

bool kj_target_read(KjTarget *target, const KjApp *app, KjDiags *diags)
{
    *target = (KjTarget){0};
    if (!read_words(target, app, diags))
        return false;
    return !target->path || (is_apart(target, app, diags) &&
                             kj_target_is_vacant(app, target->path, target->folder, diags));
}
