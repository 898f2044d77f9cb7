#include "engine/cli/store_rows.h"

#include "engine/cli/result.h"
#include "engine/cli/tell.h"
#include "engine/model/run.h"

#include <string.h>

#define NOT_THERE SIZE_MAX

typedef struct Showing {
    const KjApp *app;
    const KjStoreQuestion *question;
    KjPage *page;
    KjRowsForm form;
    KjRows rows;
    size_t *source; /* text with columns: by column, which of the query's it is */
    KjText *texts;  /* of one row, by column */
    bool *nulls, *numbers;
    size_t shown; /* columns that are no notes */
    KjBuf notes;
    KjArena *arena;
    size_t count; /* of rows */
    bool begun;
} Showing;

static bool is_for_people(const Showing *showing)
{
    return showing->form == KJ_ROWS_TEXT && showing->question->columns;
}

/* ---- columns ---- */

static size_t find(const char *name, size_t count, const char *const *names)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return NOT_THERE;
}

static void begin_columns(Showing *showing, size_t count, const char *const *names)
{
    const KjStoreQuestion *question = showing->question;
    size_t most = question->column_count + 1;
    const char **labels = kj_arena_array(showing->arena, most, sizeof *labels);

    showing->source = kj_arena_array(showing->arena, most, sizeof *showing->source);
    showing->texts = kj_arena_array(showing->arena, most, sizeof *showing->texts);
    showing->nulls = kj_arena_array(showing->arena, most, sizeof *showing->nulls);
    showing->numbers = kj_arena_array(showing->arena, most, sizeof *showing->numbers);
    for (size_t i = 0; i < question->column_count; i++) {
        const KjStoreColumn *column = &question->columns[i];

        showing->source[i] = find(column->name, count, names);
        if (column->cell != KJ_STORE_NOTE)
            labels[showing->shown++] = column->label[showing->app->lang];
    }
    kj_rows_begin(&showing->rows, showing->form, showing->page, showing->shown, labels);
}

static void begin_rows(void *ctx, size_t count, const char *const *names)
{
    Showing *showing = ctx;

    showing->begun = true;
    if (is_for_people(showing))
        begin_columns(showing, count, names);
    else
        kj_rows_begin(&showing->rows, showing->form, showing->page, count, names);
}

/* ---- rows ---- */

static KjText verdict_label(KjText name, KjLang lang)
{
    for (KjVerdict verdict = 0; verdict < KJ_VERDICTS; verdict++)
        if (kj_text_is(name, kj_verdict_name(verdict)))
            return kj_text(kj_verdict_label(verdict, lang));
    return name;
}

static KjText cell_text(const Showing *showing, const KjStoreColumn *column, KjText text)
{
    bool is_set = text.len && *text.data != '0';

    switch (column->cell) {
    case KJ_STORE_MARK: return kj_text(!is_set ? "" : showing->app->lang == KJ_JA ? "○" : "yes");
    case KJ_STORE_VERDICT: return verdict_label(text, showing->app->lang);
    default: return text;
    }
}

static void note(Showing *showing, const KjStoreColumn *column, KjText first, KjText text)
{
    kj_buf_printf(&showing->notes, "%s %.*s: %.*s\n", column->label[showing->app->lang],
                  (int)first.len, first.data, (int)text.len, text.data);
}

static void add_for_people(Showing *showing, const KjQueryRow *row)
{
    const KjStoreQuestion *question = showing->question;
    size_t at = 0;

    for (size_t i = 0; i < question->column_count; i++) {
        const KjStoreColumn *column = &question->columns[i];
        size_t source = showing->source[i];
        bool missing = source == NOT_THERE || row->nulls[source];

        if (column->cell == KJ_STORE_NOTE) {
            if (!missing)
                note(showing, column, row->texts[0], row->texts[source]);
            continue;
        }
        showing->texts[at] = missing ? KJ_TEXT("") : cell_text(showing, column, row->texts[source]);
        showing->nulls[at] = missing;
        showing->numbers[at++] = !missing && row->numbers[source] && column->cell == KJ_STORE_PLAIN;
    }
    kj_rows_add(&showing->rows, showing->texts, showing->nulls, showing->numbers);
}

static bool add_row(void *ctx, const KjQueryRow *row)
{
    Showing *showing = ctx;

    showing->count++;
    if (is_for_people(showing))
        add_for_people(showing, row);
    else
        kj_rows_add(&showing->rows, row->texts, row->nulls, row->numbers);
    return !showing->page->sink->error;
}

/* ---- the whole ---- */

static void end_rows(Showing *showing)
{
    const char *none = showing->question->none[showing->app->lang];

    if (showing->form == KJ_ROWS_TEXT && showing->count == 0 && none) {
        kj_rows_drop(&showing->rows);
        kj_page_puts(showing->page, KJ_PLAIN, none);
        kj_page_line(showing->page);
        return;
    }
    kj_rows_end(&showing->rows);
    for (const char *at = showing->notes.data; at && *at; at += strcspn(at, "\n") + 1) {
        kj_page_flow(showing->page, KJ_PLAIN, 0, (KjText){at, (uint32_t)strcspn(at, "\n")});
        kj_page_line(showing->page);
    }
}

static bool show(Showing *showing, KjStore *store, KjError *error)
{
    const KjStoreQuestion *question = showing->question;
    KjQuery query = {.sql = question->sql,
                     .values = question->values,
                     .value_count = question->value_count,
                     .asked = question->asked,
                     .ctx = showing,
                     .columns = begin_rows,
                     .each = add_row};
    bool good;

    showing->arena = kj_arena_new();
    kj_buf_init(&showing->notes, 0);
    good = kj_store_query(store, &query, error);
    if (showing->begun)
        end_rows(showing);
    kj_buf_clear(&showing->notes);
    kj_arena_free(showing->arena);
    return good;
}

bool kj_store_put(KjPage *page, const KjApp *app, KjStore *store, const KjStoreQuestion *question,
                  KjRowsForm form, KjError *error)
{
    Showing showing = {.app = app, .question = question, .page = page, .form = form};

    return show(&showing, store, error);
}

bool kj_store_print(KjPage *page, const KjApp *app, KjStore *store, const KjStoreQuestion *question,
                    KjError *error)
{
    return kj_store_put(page, app, store, question, KJ_ROWS_TEXT, error);
}

KjExit kj_store_answer(KjApp *app, KjStore *store, const KjStoreQuestion *question,
                       bool (*below)(KjPage *page, KjApp *app, KjStore *store, KjError *error))
{
    KjRowsForm form = kj_app_format_is(app, "json")  ? KJ_ROWS_JSON
                      : kj_app_format_is(app, "csv") ? KJ_ROWS_CSV
                                                     : KJ_ROWS_TEXT;
    KjError error;
    KjResult result;
    bool good;

    if (!kj_result_open(&result, app))
        return KJ_EXIT_SYSTEM;
    good = kj_store_put(&result.page, app, store, question, form, &error) &&
           (form != KJ_ROWS_TEXT || !below || below(&result.page, app, store, &error));
    if (!good)
        kj_tell_error(error.message);
    return kj_result_close(&result, good ? KJ_EXIT_OK : error.exit);
}
