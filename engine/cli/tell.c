/* What cannot be written to stderr is lost: there is nowhere else to say so. */
#include "engine/cli/tell.h"

#include "engine/output/sink.h"

#include <string.h>
#include <unistd.h>

static void drop_lesser(KjDiags *diags)
{
    size_t kept = 0;

    for (size_t i = 0; i < diags->count; i++)
        if (diags->items[i].severity == KJ_ERROR)
            diags->items[kept++] = diags->items[i];
    diags->count = kept;
}

void kj_tell_diags(const KjApp *app, KjDiags *diags)
{
    KjSink sink;

    kj_sink_init(&sink, STDERR_FILENO);
    if (app->options.quiet)
        drop_lesser(diags);
    kj_diags_sort(diags);
    kj_diags_print(diags, &sink.buf);
    kj_sink_close(&sink);
}

void kj_tell_faults(const KjApp *app, const KjRun *head)
{
    KjDiags diags;
    size_t count = 0;

    for (size_t o = 0; o < head->organization_count; o++)
        count += head->organizations[o].summary[KJ_FAULT];
    kj_diags_init(&diags, app->lang);
    if (count)
        kj_diag(&diags, KJ_ERROR, (KjPlace){0}, NULL,
                "処理エラーになった判定が%zu件あります。kijun assess で理由を確かめてください",
                "verdicts that are errors: %zu; kijun assess tells why", count);
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
}

KjExit kj_tell_work(KjApp *app, KjTellingWork *work)
{
    KjDiags diags;
    KjExit exit;

    kj_diags_init(&diags, app->lang);
    exit = work(app, &diags);
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
    return exit;
}

void kj_tell_error(const char *message)
{
    KjSink sink;
    KjArena *arena = kj_arena_new();
    KjText safe = kj_text_printable(arena, kj_text(message), true);

    kj_sink_init(&sink, STDERR_FILENO);
    kj_buf_puts(&sink.buf, "error: ");
    kj_buf_add(&sink.buf, safe.data, safe.len);
    kj_buf_putc(&sink.buf, '\n');
    kj_sink_close(&sink);
    kj_arena_free(arena);
}

void kj_tell_unwritable(const KjApp *app, const char *path, int number)
{
    bool ja = app->lang == KJ_JA;

    if (!path)
        path = ja ? "標準出力" : "standard output";
    kj_tell_error(kj_arena_printf(app->arena,
                                  ja ? "%s に書き込めません (%s)" : "cannot write to %s (%s)", path,
                                  strerror(number)));
}

void kj_tell_spoiled(const KjApp *app, int number)
{
    kj_tell_error(kj_arena_printf(
        app->arena,
        app->lang == KJ_JA ? "判定結果を一時ファイルに置けません (%s)。空きのあるフォルダーを "
                             "TMPDIR に指定してください"
                           : "results do not fit into a temporary file (%s); set TMPDIR to "
                             "a folder with room",
        strerror(number)));
}
