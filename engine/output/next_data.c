/* What to find out next, for machines: JSON and CSV. */
#include "engine/base/version.h"
#include "engine/output/csv.h"
#include "engine/output/json_value.h"
#include "engine/output/next.h"
#include "engine/output/show.h"
#include "engine/output/words.h"

/* ---- JSON ---- */

static void put_question(KjJson *json, const KjView *view, const KjJudgement *question)
{
    const KjRule *rule = &view->registry->rules[question->rule];

    kj_json_key(json, "fact");
    kj_json_null(json);
    kj_json_key(json, "answer");
    kj_json_open(json, '{');
    kj_json_put_text(json, "rule", rule->name);
    kj_json_key(json, "record");
    kj_json_record(json, view, question->kind, question->id);
    kj_json_put_text(json, "question", kj_label_in(rule->question, view->lang));
    kj_json_close(json, '}');
    kj_json_key(json, "at");
    kj_json_place(json, question->place);
}

static void put_fact(KjJson *json, const KjView *view, const KjFact *fact)
{
    kj_json_key(json, "fact");
    kj_json_missing(json, view, fact);
    kj_json_key(json, "answer");
    kj_json_null(json);
    kj_json_key(json, "at");
    kj_json_place(json, fact->place);
}

static void put_item(KjJson *json, const KjView *view, const KjNextItem *item)
{
    kj_json_open(json, '{');
    kj_json_put_int(json, "settles", item->settles);
    kj_json_put_int(json, "touches", item->touches);
    if (item->fact)
        put_fact(json, view, item->fact);
    else
        put_question(json, view, item->question);
    kj_json_key(json, "verdicts");
    kj_json_open(json, '[');
    for (size_t i = 0; i < item->touches; i++) {
        const KjJudgement *verdict = item->verdicts[i];

        kj_json_open(json, '{');
        kj_json_put_text(json, "rule", view->registry->rules[verdict->rule].name);
        kj_json_key(json, "record");
        kj_json_record(json, view, verdict->kind, verdict->id);
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
    kj_json_close(json, '}');
}

void kj_next_json(KjSink *sink, const KjView *view, KjRuns *runs)
{
    const KjRun *head = kj_runs_head(runs);
    KjJson json = kj_json(&sink->buf);

    kj_json_open(&json, '{');
    kj_json_put_cstr(&json, "kijun", KJ_VERSION);
    kj_json_key(&json, "as_of");
    kj_json_date(&json, head->as_of);
    kj_json_key(&json, "organizations");
    kj_json_open(&json, '[');
    for (size_t o = 0; o < head->organization_count; o++) {
        KjArena *arena = kj_arena_new();
        const KjOrgResult *org = kj_runs_open(runs, o);
        KjNext next = kj_next_of(view, org, arena);

        kj_json_open(&json, '{');
        kj_json_put_text(&json, "id", org->id);
        kj_json_put_text(&json, "name", org->name);
        kj_json_put_int(&json, "unknown", (int64_t)next.unknown);
        kj_json_put_int(&json, "stuck", (int64_t)next.stuck);
        kj_json_key(&json, "next");
        kj_json_open(&json, '[');
        for (size_t i = 0; i < next.count; i++) {
            put_item(&json, view, &next.items[i]);
            kj_sink_relax(sink);
        }
        kj_json_close(&json, ']');
        kj_json_close(&json, '}');
        kj_arena_free(arena);
    }
    kj_json_close(&json, ']');
    kj_json_close(&json, '}');
    kj_buf_putc(&sink->buf, '\n');
}

/* ---- CSV ---- */

static void put_row(KjBuf *out, const KjView *view, const KjOrgResult *org, const KjNextItem *item)
{
    const KjFact *fact = item->fact;
    const KjJudgement *question = item->question;
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_csv_cell_write(out, org->id, false);
    kj_buf_printf(out, "%u,%u,", item->settles, item->touches);
    if (!fact || fact->kind >= 0)
        kj_show_record(&text, view, fact ? fact->kind : question->kind,
                       fact ? fact->id : question->id);
    kj_csv_cell_write(out, (KjText){text.data, (uint32_t)text.len}, false);
    kj_buf_reset(&text);
    if (fact)
        kj_meaning_name(&text, view, fact->kind, fact->field);
    kj_csv_cell_write(out, (KjText){text.data, (uint32_t)text.len}, false);
    kj_csv_cell_write(out, fact ? KJ_TEXT("") : view->registry->rules[question->rule].name, false);
    kj_buf_reset(&text);
    kj_show_place(&text, fact ? fact->place : question->place, false);
    kj_csv_cell_write(out, (KjText){text.data, (uint32_t)text.len}, true);
    kj_buf_clear(&text);
}

void kj_next_csv(KjSink *sink, const KjView *view, KjRuns *runs)
{
    static const KjWord words[] = {KJ_W_C_ORGANIZATION, KJ_W_SETTLES,     KJ_W_TOUCHES, KJ_W_RECORD,
                                   KJ_W_FIELD,          KJ_W_ANSWER_RULE, KJ_W_PLACE};
    const size_t count = sizeof words / sizeof *words;
    const KjRun *head = kj_runs_head(runs);

    kj_buf_puts(&sink->buf, KJ_CSV_BEGIN);
    for (size_t i = 0; i < count; i++)
        kj_csv_cell_write(&sink->buf, kj_text(kj_word(view->lang, words[i])), i + 1 == count);
    for (size_t o = 0; o < head->organization_count; o++) {
        KjArena *arena = kj_arena_new();
        const KjOrgResult *org = kj_runs_open(runs, o);
        KjNext next = kj_next_of(view, org, arena);

        for (size_t i = 0; i < next.count; i++) {
            put_row(&sink->buf, view, org, &next.items[i]);
            kj_sink_relax(sink);
        }
        kj_arena_free(arena);
    }
}
