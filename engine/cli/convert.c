/* kijun convert PATH… OUT: the facts, and nothing else, in another form.
 *
 * All of it is made before it appears: one file by a result's way of writing, a folder by folder.c.
 * Organisations are taken one after the other, so memory does not grow with how many they are. */
#include "engine/cli/csv_files.h"
#include "engine/cli/file.h"
#include "engine/cli/folder.h"
#include "engine/cli/result.h"
#include "engine/cli/session.h"
#include "engine/cli/target.h"
#include "engine/cli/tell.h"
#include "engine/output/facts_tables.h"
#include "engine/output/facts_yaml.h"

#include <stdio.h>
#include <string.h>

typedef struct Conversion {
    KjApp *app;
    const KjSchema *schema;
    const KjTarget *target;
    const KjJobResult *data;
    KjDiags *diags; /* what the form cannot hold */
    KjFolder folder;
    size_t records;
    KjExit exit;
} Conversion;

static int32_t zone_of(const Conversion *conversion)
{
    return conversion->app->settings.zone;
}

/* ---- one organisation ---- */

static KjBookOut *tables_of(const Conversion *conversion, const KjValue *facts)
{
    KjTablesOptions options = {.lang = conversion->app->lang,
                               .zone = zone_of(conversion),
                               .labels = conversion->target->labels,
                               .workbook = conversion->target->form == KJ_TO_XLSX};

    return kj_facts_tables(conversion->schema, facts, &options, conversion->diags);
}

static void make_workbook(Conversion *conversion, const KjBookOut *book, KjBuf *out)
{
    KjError error;

    if (conversion->diags->errors || kj_book_xlsx(book, out, &error))
        return;
    kj_tell_error(error.message);
    conversion->exit = kj_exit_worse(conversion->exit, error.exit);
}

/* As one file. */
static void make_file(Conversion *conversion, const KjValue *facts, KjBuf *out)
{
    KjBookOut *book;

    if (conversion->target->form == KJ_TO_YAML) {
        kj_facts_yaml(out, conversion->schema, facts, zone_of(conversion));
        return;
    }
    book = tables_of(conversion, facts);
    make_workbook(conversion, book, out);
    kj_book_free(book);
}

static bool put_sheets(Conversion *conversion, const KjValue *facts, const char *prefix)
{
    KjBookOut *book = tables_of(conversion, facts);
    bool good = conversion->diags->errors || kj_csv_files_put(&conversion->folder, book, prefix);

    kj_book_free(book);
    return good;
}

static bool put_file(Conversion *conversion, const KjValue *facts, const char *prefix)
{
    const char *name = conversion->target->form == KJ_TO_YAML ? "data.yaml" : "data.xlsx";
    bool good = true;
    KjBuf bytes;

    kj_buf_init(&bytes, 0);
    make_file(conversion, facts, &bytes);
    if (conversion->exit == KJ_EXIT_OK && !conversion->diags->errors)
        good = kj_folder_put(&conversion->folder,
                             kj_arena_printf(conversion->app->arena, "%s%s", prefix, name), &bytes);
    kj_buf_clear(&bytes);
    return good;
}

/* In a folder of its own if there are several. */
static bool put_organization(Conversion *conversion, const KjValue *facts)
{
    KjArena *arena = conversion->app->arena;
    const char *prefix = "";

    if (conversion->data->fact_count > 1) {
        const char *name = kj_file_name(arena, kj_map_text(facts, "id"));

        if (!kj_folder_make(&conversion->folder, name))
            return false;
        prefix = kj_arena_printf(arena, "%s/", name);
    }
    return conversion->target->form == KJ_TO_CSV ? put_sheets(conversion, facts, prefix)
                                                 : put_file(conversion, facts, prefix);
}

/* ---- all of them ---- */

typedef bool Take(Conversion *conversion, const KjValue *facts, void *to);

static bool take_organization(Conversion *conversion, const KjValue *facts, void *to)
{
    (void)to;
    return put_organization(conversion, facts);
}

static bool take_one(Conversion *conversion, const KjValue *facts, void *to)
{
    make_file(conversion, facts, to);
    return true;
}

/* The bytes were found good when they came. */
static bool each_organization(Conversion *conversion, Take *take, void *to)
{
    bool good = true;

    for (size_t i = 0; good && i < conversion->data->fact_count; i++) {
        KjText bytes = conversion->data->facts[i].bytes;
        KjArena *arena = kj_arena_new();
        KjValue facts;

        if (kj_facts_decode(conversion->schema, bytes.data, bytes.len, arena, &facts)) {
            conversion->records += kj_facts_count(&facts);
            good = take(conversion, &facts, to);
        }
        kj_arena_free(arena);
    }
    if (conversion->diags->errors)
        conversion->exit = kj_exit_worse(conversion->exit, KJ_EXIT_INPUT);
    return good && conversion->exit == KJ_EXIT_OK;
}

static void fail_folder(Conversion *conversion)
{
    const KjFolder *folder = &conversion->folder;

    if (folder->error)
        kj_tell_unwritable(conversion->app, folder->failed, folder->error);
    if (conversion->exit == KJ_EXIT_OK)
        conversion->exit = KJ_EXIT_SYSTEM;
}

static void write_folder(Conversion *conversion)
{
    KjFolder *folder = &conversion->folder;

    if (!kj_folder_begin(folder, conversion->target->path, conversion->app->arena) ||
        !each_organization(conversion, take_organization, NULL) || !kj_folder_finish(folder))
        fail_folder(conversion);
    kj_folder_drop(folder);
}

static void write_file(Conversion *conversion)
{
    KjApp *app = conversion->app;
    KjResult result;
    KjBuf bytes;

    kj_buf_init(&bytes, 0);
    if (each_organization(conversion, take_one, &bytes)) {
        app->options.output = conversion->target->path;
        if (kj_result_open(&result, app)) {
            if (bytes.failed || !kj_buf_add(&result.sink.buf, bytes.data, bytes.len))
                result.sink.buf.failed = true;
            conversion->exit = kj_result_close(&result, KJ_EXIT_OK);
        } else {
            conversion->exit = KJ_EXIT_SYSTEM;
        }
        app->options.output = NULL;
    }
    kj_buf_clear(&bytes);
}

/* ---- the command ---- */

static bool has_room(const Conversion *conversion)
{
    size_t count = conversion->data->fact_count;

    if (conversion->target->folder || count == 1)
        return true;
    kj_diag(
        conversion->diags, KJ_ERROR, (KjPlace){conversion->target->path, 0, 0}, NULL,
        "組織が%zuあります。1つのファイルに書けるのは1組織です。フォルダー (末尾に /) を指定して"
        "ください",
        "there are %zu organizations, and one file holds one; name a folder (with / at its "
        "end)",
        count);
    return false;
}

static KjExit say_what_was_written(const Conversion *conversion)
{
    KjResult result;

    if (!conversion->target->path)
        return KJ_EXIT_OK;
    if (!kj_result_open(&result, conversion->app))
        return KJ_EXIT_SYSTEM;
    kj_buf_printf(&result.sink.buf,
                  conversion->app->lang == KJ_JA
                      ? "%zu組織・%zu件の記録を %s に書きました\n"
                      : "organizations: %zu, records: %zu; written to %s\n",
                  conversion->data->fact_count, conversion->records, conversion->target->path);
    return kj_result_close(&result, KJ_EXIT_OK);
}

static KjExit write_out(KjApp *app, const KjSession *session, const KjTarget *target,
                        const KjJobResult *data)
{
    KjDiags diags;
    Conversion conversion = {.app = app,
                             .schema = session->view.registry->schema,
                             .target = target,
                             .data = data,
                             .diags = &diags};

    kj_diags_init(&diags, app->lang);
    if (!has_room(&conversion))
        conversion.exit = KJ_EXIT_USAGE;
    else if (target->folder)
        write_folder(&conversion);
    else
        write_file(&conversion);
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
    return conversion.exit == KJ_EXIT_OK ? say_what_was_written(&conversion) : conversion.exit;
}

static KjExit convert(KjApp *app, KjSession *session, const KjTarget *target, KjJob job)
{
    KjJobResult data;
    KjDiags diags;
    KjExit exit;

    kj_diags_init(&diags, app->lang);
    exit = kj_session_run(session, job, &data, &diags);
    if (exit == KJ_EXIT_OK || exit == KJ_EXIT_INPUT)
        kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
    if (exit == KJ_EXIT_OK)
        exit = write_out(app, session, target, &data);
    kj_job_result_clear(&data);
    return exit;
}

static bool read_target(KjApp *app, KjTarget *target)
{
    KjDiags diags;
    bool good;

    kj_diags_init(&diags, app->lang);
    good = kj_target_read(target, app, &diags);
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
    return good;
}

KjExit kj_command_convert(KjApp *app)
{
    KjJob job = {.what = KJ_JOB_FACTS};
    KjSession session;
    KjTarget target;
    KjExit exit;

    if (!read_target(app, &target))
        return KJ_EXIT_USAGE;
    exit = kj_session_open_for(&session, app, job);
    if (exit == KJ_EXIT_OK)
        exit = convert(app, &session, &target, job);
    kj_session_close(&session);
    return exit;
}
