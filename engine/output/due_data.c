/* What is due, for machines: JSON and CSV. */
#include "engine/base/date.h"
#include "engine/base/version.h"
#include "engine/output/csv.h"
#include "engine/output/due.h"
#include "engine/output/json_value.h"
#include "engine/output/show.h"
#include "engine/output/words.h"

/* ---- JSON ---- */

static void put_persons(KjJson *json, const KjView *view, const KjDue *due)
{
    kj_json_key(json, "persons");
    kj_json_open(json, '[');
    for (size_t i = 0; i < due->person_count; i++) {
        const KjPerson *person = &due->persons[i];

        kj_json_open(json, '{');
        kj_json_put_text(json, "kind", view->registry->schema->kinds[person->kind].name);
        kj_json_put_text(json, "id", person->id);
        kj_json_put_text(json, "name", person->name);
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
}

static void put_item(KjJson *json, const KjView *view, int32_t as_of, const KjDue *due)
{
    const KjJudgement *then = &due->then;
    const KjRule *rule = &view->registry->rules[then->rule];

    kj_json_open(json, '{');
    kj_json_key(json, "due");
    kj_json_date(json, kj_due_day(due));
    kj_json_key(json, "changes_on");
    kj_json_date(json, due->day);
    kj_json_put_int(json, "days", kj_due_day(due) - as_of);
    kj_json_put_text(json, "rule", rule->name);
    kj_json_put_text(json, "title", kj_label_in(rule->title, view->lang));
    kj_json_key(json, "record");
    kj_json_record(json, view, then->kind, then->id);
    kj_json_put_text(json, "name", then->name);
    kj_json_put_cstr(json, "before",
                     due->from == KJ_NO_VERDICT ? NULL : kj_verdict_name(due->from));
    kj_json_put_cstr(json, "after", kj_verdict_name(then->verdict));
    kj_json_put_text(json, "level", rule->level);
    kj_json_put_text(json, "actor", rule->actor);
    kj_json_source(json, rule);
    kj_json_put_text(json, "message", then->message);
    put_persons(json, view, due);
    kj_json_key(json, "facts");
    kj_json_open(json, '[');
    for (size_t i = 0; i < then->trace_count; i++)
        kj_json_fact(json, view, &then->trace[i]);
    kj_json_close(json, ']');
    kj_json_close(json, '}');
}

static void put_items(KjSink *sink, KjJson *json, const KjView *view, const KjOrgResult *org,
                      int32_t as_of, const KjDueAsked *asked, bool over)
{
    kj_json_key(json, over ? "overdue" : "due");
    kj_json_open(json, '[');
    for (size_t i = 0; i < org->due_count; i++)
        if (org->dues[i].over == over && kj_due_wanted(&org->dues[i], asked)) {
            put_item(json, view, as_of, &org->dues[i]);
            kj_sink_relax(sink);
        }
    kj_json_close(json, ']');
}

void kj_due_json(KjSink *sink, const KjView *view, KjRuns *runs, const KjDueAsked *asked)
{
    const KjRun *head = kj_runs_head(runs);
    KjJson json = kj_json(&sink->buf);

    kj_json_open(&json, '{');
    kj_json_put_cstr(&json, "kijun", KJ_VERSION);
    kj_json_key(&json, "as_of");
    kj_json_date(&json, head->as_of);
    kj_json_key(&json, "since");
    kj_json_date(&json, asked->since);
    kj_json_key(&json, "until");
    kj_json_date(&json, asked->last);
    kj_json_put_cstr(&json, "person", asked->person.len ? asked->person.data : NULL);
    kj_json_key(&json, "organizations");
    kj_json_open(&json, '[');
    for (size_t o = 0; o < head->organization_count; o++) {
        const KjOrgResult *org = kj_runs_open(runs, o);

        kj_json_open(&json, '{');
        kj_json_put_text(&json, "id", org->id);
        kj_json_put_text(&json, "name", org->name);
        put_items(sink, &json, view, org, head->as_of, asked, true);
        put_items(sink, &json, view, org, head->as_of, asked, false);
        kj_json_close(&json, '}');
    }
    kj_json_close(&json, ']');
    kj_json_close(&json, '}');
    kj_buf_putc(&sink->buf, '\n');
}

/* ---- CSV ---- */

static void put_buf(KjBuf *out, KjBuf *text, bool last)
{
    kj_csv_cell_write(out, (KjText){text->data ? text->data : "", (uint32_t)text->len}, last);
    kj_buf_reset(text);
}

static void put_row(KjBuf *out, const KjView *view, const KjOrgResult *org, const KjDue *due)
{
    const KjJudgement *then = &due->then;
    const KjRule *rule = &view->registry->rules[then->rule];
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_csv_cell_write(out, org->id, false);
    kj_csv_cell_write(out, due->over ? KJ_TEXT("overdue") : KJ_TEXT("due"), false);
    kj_date_write(&text, kj_due_day(due));
    put_buf(out, &text, false);
    kj_date_write(&text, due->day);
    put_buf(out, &text, false);
    kj_csv_cell_write(out, rule->name, false);
    kj_csv_cell_write(out, kj_label_in(rule->title, view->lang), false);
    kj_show_record(&text, view, then->kind, then->id);
    put_buf(out, &text, false);
    kj_csv_cell_write(out, then->name, false);
    kj_csv_cell_write(out, kj_text(due->from == KJ_NO_VERDICT ? "" : kj_verdict_name(due->from)),
                      false);
    kj_csv_cell_write(out, kj_text(kj_verdict_name(then->verdict)), false);
    kj_csv_cell_write(out, then->message, false);
    kj_due_persons(&text, view, due);
    put_buf(out, &text, false);
    for (size_t i = 0; i < then->trace_count; i++) {
        kj_buf_puts(&text, i ? "; " : "");
        kj_due_fact(&text, view, &then->trace[i]);
    }
    put_buf(out, &text, true);
    kj_buf_clear(&text);
}

void kj_due_csv(KjSink *sink, const KjView *view, KjRuns *runs, const KjDueAsked *asked)
{
    static const KjWord words[] = {KJ_W_C_ORGANIZATION, KJ_W_STATE,         KJ_W_DUE_ON,
                                   KJ_W_CHANGES_ON,     KJ_W_C_RULE,        KJ_W_C_TITLE,
                                   KJ_W_C_RECORD,       KJ_W_C_RECORD_NAME, KJ_W_VERDICT_BEFORE,
                                   KJ_W_VERDICT_AFTER,  KJ_W_C_MESSAGE,     KJ_W_PERSONS,
                                   KJ_W_SET_BY};
    const size_t count = sizeof words / sizeof *words;
    const KjRun *head = kj_runs_head(runs);

    kj_buf_puts(&sink->buf, KJ_CSV_BEGIN);
    for (size_t i = 0; i < count; i++)
        kj_csv_cell_write(&sink->buf, kj_text(kj_word(view->lang, words[i])), i + 1 == count);
    for (size_t o = 0; o < head->organization_count; o++) {
        const KjOrgResult *org = kj_runs_open(runs, o);

        for (size_t i = 0; i < org->due_count; i++)
            if (kj_due_wanted(&org->dues[i], asked)) {
                put_row(&sink->buf, view, org, &org->dues[i]);
                kj_sink_relax(sink);
            }
    }
}
