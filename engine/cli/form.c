/* kijun form export template [KIND…] -o OUT: empty sheets, made from the schema alone. */
#include "engine/cli/csv_files.h"
#include "engine/cli/file.h"
#include "engine/cli/folder.h"
#include "engine/cli/result.h"
#include "engine/cli/session.h"
#include "engine/cli/target.h"
#include "engine/cli/tell.h"
#include "engine/output/template.h"

#include <string.h>
#include <strings.h>

static const KjPlace nowhere;

typedef struct Form {
    KjApp *app;
    const char *out;
    bool csv, labels;
    int32_t *kinds;
    size_t count, capacity;
} Form;

/* ---- what was asked for ---- */

static bool ends_in_xlsx(const char *path)
{
    size_t len = strlen(path);

    return len > 5 && strcasecmp(path + len - 5, ".xlsx") == 0;
}

static void read_out(Form *form, KjDiags *diags)
{
    const char *out = form->app->options.output, *format = form->app->options.format;

    form->csv = format && strcmp(format, "csv") == 0;
    form->out = out ? kj_path_without_slashes(form->app->arena, out) : NULL;
    if (!out)
        kj_diag(diags, KJ_ERROR, nowhere, NULL,
                "書き出し先を -o で指定してください (-o ledger.xlsx など)",
                "say where to write to with -o, as -o ledger.xlsx");
    else if (form->csv && (ends_in_xlsx(out) || kj_path_ends(out, ".csv")))
        kj_diag(diags, KJ_ERROR, (KjPlace){.file = out}, NULL,
                "CSV は種別ごとに1ファイルになります。-o にはフォルダーを指定してください",
                "CSV is one file per kind; name a folder with -o");
    else if (!form->csv && !ends_in_xlsx(out))
        kj_diag(diags, KJ_ERROR, (KjPlace){.file = out}, NULL,
                "-o には .xlsx で終わる名前を指定してください。CSV のフォルダーにするなら "
                "--format csv を付けます",
                "-o must end in .xlsx; for a folder of CSV files add --format csv");
}

static void read_headers(Form *form, KjDiags *diags)
{
    const char *word = form->app->options.headers;

    form->labels = word ? strcmp(word, "labels") == 0 : form->app->lang == KJ_JA;
    if (word && !form->labels && strcmp(word, "names") != 0)
        kj_diag(diags, KJ_ERROR, nowhere, NULL,
                "--headers に %s は指定できません。使えるのは names labels です",
                "--headers is one of names labels, not %s", word);
}

/* ---- kinds ---- */

static bool can_be_given(const KjKind *kind)
{
    return kind->parent < 0 && !kind->derived;
}

static bool same_name(KjApp *app, KjText a, KjText b)
{
    KjText x = kj_text_nfkc(app->arena, a), y = kj_text_nfkc(app->arena, b);

    return x.len && x.len == y.len && strncasecmp(x.data, y.data, x.len) == 0;
}

static bool is_called(KjApp *app, const KjKind *kind, KjText name, bool by_label)
{
    if (by_label)
        return same_name(app, kind->label.ja, name) || same_name(app, kind->label.en, name);
    return same_name(app, kind->name, name) || same_name(app, kind->plural, name);
}

static void add_kind(Form *form, int32_t kind)
{
    for (size_t i = 0; i < form->count; i++)
        if (form->kinds[i] == kind)
            return;
    KJ_PUSH(form->kinds, form->count, form->capacity, kind);
}

static void tell_unknown(const Form *form, const KjSchema *schema, const char *word, KjDiags *diags)
{
    const char **names = kj_alloc_array(3 * schema->kind_count, sizeof *names), *nearest;
    size_t count = 0;

    for (size_t i = 0; i < schema->kind_count; i++) {
        const KjKind *kind = &schema->kinds[i];

        if (!can_be_given(kind))
            continue;
        names[count++] = kind->name.data;
        if (kind->plural.len)
            names[count++] = kind->plural.data;
        if (kind->label.ja.len)
            names[count++] = kind->label.ja.data;
    }
    nearest = kj_nearest(kj_text_nfkc(form->app->arena, kj_text(word)), names, count);
    if (nearest)
        kj_diag(diags, KJ_ERROR, nowhere, NULL, "種別 %1$s はありません。もしかして %2$s ですか",
                "unknown kind %1$s; did you mean %2$s?", word, nearest);
    else
        kj_diag(diags, KJ_ERROR, nowhere, NULL,
                "種別 %s はありません。KIND を省くと、すべての種別の表ができます",
                "unknown kind %s; without KIND there is a sheet for every kind", word);
    kj_free(names);
}

/* By names, and if none has it by labels, of which several kinds may have the same. */
static void find_kind(Form *form, const KjSchema *schema, const char *word, KjDiags *diags)
{
    size_t found = 0;

    for (int by_label = 0; by_label < 2 && !found; by_label++)
        for (size_t i = 0; i < schema->kind_count; i++)
            if (can_be_given(&schema->kinds[i]) &&
                is_called(form->app, &schema->kinds[i], kj_text(word), by_label)) {
                add_kind(form, (int32_t)i);
                found++;
            }
    if (!found)
        tell_unknown(form, schema, word, diags);
}

/* Without any the organisation first, then all others as the packs declare them. */
static void find_kinds(Form *form, const KjSchema *schema, KjDiags *diags)
{
    const KjApp *app = form->app;

    for (size_t i = 0; i < app->argument_count; i++)
        find_kind(form, schema, app->arguments[i], diags);
    for (size_t i = 0; i < app->options.kinds.count; i++)
        find_kind(form, schema, app->options.kinds.items[i], diags);
    if (app->argument_count || app->options.kinds.count)
        return;
    if (schema->organization >= 0)
        add_kind(form, schema->organization);
    for (size_t i = 0; i < schema->kind_count; i++)
        if (can_be_given(&schema->kinds[i]))
            add_kind(form, (int32_t)i);
    if (form->count == 0)
        kj_diag(diags, KJ_ERROR, nowhere, NULL, "パックに種別がありません",
                "the packs declare no kinds");
}

/* ---- writing ---- */

static KjExit write_workbook(const Form *form, const KjBookOut *book)
{
    KjExit exit = KJ_EXIT_SYSTEM;
    KjResult result;
    KjError error;
    KjBuf bytes;

    kj_buf_init(&bytes, 0);
    if (!kj_book_xlsx(book, &bytes, &error)) {
        kj_tell_error(error.message);
        exit = error.exit;
    } else if (kj_result_open(&result, form->app)) {
        kj_buf_add(&result.sink.buf, bytes.data, bytes.len);
        exit = kj_result_close(&result, KJ_EXIT_OK);
    }
    kj_buf_clear(&bytes);
    return exit;
}

static KjExit write_folder(const Form *form, const KjBookOut *book)
{
    KjApp *app = form->app;
    KjFolder folder;
    bool written = kj_folder_begin(&folder, form->out, app->arena) &&
                   kj_csv_files_put(&folder, book, "") && kj_folder_finish(&folder);

    if (!written)
        kj_tell_unwritable(app, folder.failed, folder.error);
    kj_folder_drop(&folder);
    return written ? KJ_EXIT_OK : KJ_EXIT_SYSTEM;
}

/* ---- the command ---- */

static KjExit write_template(Form *form, const KjView *view)
{
    KjBookOut *book =
        kj_template(view, form->kinds, form->count,
                    (KjTemplateOptions){.labels = form->labels, .workbook = !form->csv});
    KjExit exit = form->csv ? write_folder(form, book) : write_workbook(form, book);

    kj_book_free(book);
    return exit;
}

static KjExit with_session(Form *form, KjDiags *diags)
{
    KjSession session;
    KjExit exit = kj_session_open(&session, form->app);

    if (exit == KJ_EXIT_OK) {
        find_kinds(form, session.view.registry->schema, diags);
        exit = diags->errors ? KJ_EXIT_USAGE : write_template(form, &session.view);
    }
    kj_session_close(&session);
    return exit;
}

KjExit kj_command_form_template(KjApp *app)
{
    Form form = {.app = app};
    KjExit exit = KJ_EXIT_USAGE;
    KjDiags diags;

    kj_diags_init(&diags, app->lang);
    read_out(&form, &diags);
    read_headers(&form, &diags);
    /* Somebody may have filled in what stands there. */
    if (diags.errors == 0 && kj_target_is_vacant(app, form.out, form.csv, &diags))
        exit = with_session(&form, &diags);
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
    kj_free(form.kinds);
    return exit;
}
