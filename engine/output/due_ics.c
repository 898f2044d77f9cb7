/* Deadlines as a calendar. Each is an event of a whole day, the last one to act, since most calendars take no
 * tasks in. An event is known by the rule and the record, not by its day: where the day moves, a calendar that
 * is read again moves its entry. The stamp is the as-of day, so that the same input gives the same bytes. */
#include "engine/base/date.h"
#include "engine/base/hash.h"
#include "engine/base/version.h"
#include "engine/output/due.h"
#include "engine/output/ical.h"
#include "engine/output/show.h"
#include "engine/output/words.h"

static KjText text_of(const KjBuf *buf)
{
    return (KjText){buf->data ? buf->data : "", (uint32_t)buf->len};
}

static void hash_text(KjHash *hash, KjText text)
{
    kj_hash_add(hash, text.data, text.len);
    kj_hash_add(hash, "", 1);
}

static bool same_record(const KjDue *a, const KjDue *b)
{
    return a->then.rule == b->then.rule && a->then.kind == b->then.kind &&
           kj_text_compare(a->then.id, b->then.id) == 0;
}

/* number: how many of the same rule and record stand before it. */
static void put_uid(KjBuf *out, const KjView *view, const KjOrgResult *org, const KjDue *due,
                    size_t number)
{
    char hex[KJ_HASH_HEX];
    KjHash hash;
    KjBuf uid;

    kj_hash_init(&hash);
    hash_text(&hash, org->id);
    hash_text(&hash, view->registry->rules[due->then.rule].name);
    hash_text(&hash, view->registry->schema->kinds[due->then.kind].name);
    hash_text(&hash, due->then.id);
    kj_hash_hex(&hash, hex);
    kj_buf_init(&uid, 0);
    kj_buf_printf(&uid, "%.32s-%zu@kijun", hex, number);
    kj_ical_put(out, "UID", text_of(&uid));
    kj_buf_clear(&uid);
}

static void put_summary(KjBuf *out, const KjView *view, const KjDue *due)
{
    const KjRule *rule = &view->registry->rules[due->then.rule];
    KjText title = kj_label_in(rule->title, view->lang);
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_buf_printf(&text, "%s: ", kj_word(view->lang, due->over ? KJ_W_MISSED : KJ_W_DUE_ON));
    kj_buf_add(&text, title.data, title.len);
    kj_buf_printf(&text, " (%.*s)",
                  (int)(due->then.name.len ? due->then.name.len : due->then.id.len),
                  due->then.name.len ? due->then.name.data : due->then.id.data);
    kj_ical_text(out, "SUMMARY", text_of(&text));
    kj_buf_clear(&text);
}

static void put_description(KjBuf *out, const KjView *view, const KjOrgResult *org,
                            const KjDue *due)
{
    const KjJudgement *then = &due->then;
    const KjRule *rule = &view->registry->rules[then->rule];
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_buf_printf(&text, "%s → %s  ",
                  due->from == KJ_NO_VERDICT ? kj_word(view->lang, KJ_W_NOT_JUDGED)
                                             : kj_verdict_label(due->from, view->lang),
                  kj_verdict_label(then->verdict, view->lang));
    kj_show_record(&text, view, then->kind, then->id);
    kj_buf_printf(&text, "\n%.*s\n", (int)then->message.len, then->message.data);
    kj_buf_printf(&text, "%.*s  ", (int)rule->name.len, rule->name.data);
    kj_show_source(&text, view, rule);
    kj_buf_printf(&text, "\n%s: %.*s", kj_word(view->lang, KJ_W_ORGANIZATION),
                  (int)(org->name.len ? org->name.len : org->id.len),
                  org->name.len ? org->name.data : org->id.data);
    for (size_t i = 0; i < then->trace_count; i++) {
        kj_buf_printf(&text, "\n%s: ", kj_word(view->lang, KJ_W_SET_BY));
        kj_due_fact(&text, view, &then->trace[i]);
    }
    if (due->person_count) {
        kj_buf_printf(&text, "\n%s: ", kj_word(view->lang, KJ_W_TO_ACT));
        kj_due_persons(&text, view, due);
    }
    kj_ical_text(out, "DESCRIPTION", text_of(&text));
    kj_buf_clear(&text);
}

static void put_stamp(KjBuf *out, int32_t as_of)
{
    KjCivil civil = kj_civil_from_date(as_of);
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_buf_printf(&text, "%04d%02d%02dT000000Z", (int)civil.year, (int)civil.month, (int)civil.day);
    kj_ical_put(out, "DTSTAMP", text_of(&text));
    kj_buf_clear(&text);
}

static void put_event(KjBuf *out, const KjView *view, const KjOrgResult *org, const KjDue *due,
                      int32_t as_of, size_t number)
{
    const KjRule *rule = &view->registry->rules[due->then.rule];
    int32_t day = kj_due_day(due);

    kj_ical_put(out, "BEGIN", KJ_TEXT("VEVENT"));
    put_uid(out, view, org, due, number);
    put_stamp(out, as_of);
    kj_ical_date(out, "DTSTART;VALUE=DATE", day);
    kj_ical_date(out, "DTEND;VALUE=DATE", day + 1);
    put_summary(out, view, due);
    put_description(out, view, org, due);
    kj_ical_text(out, "CATEGORIES", view->registry->packs[rule->pack].id);
    kj_ical_put(out, "TRANSP", KJ_TEXT("TRANSPARENT"));
    kj_ical_put(out, "END", KJ_TEXT("VEVENT"));
}

static size_t number_of(const KjOrgResult *org, size_t at, const KjDueAsked *asked)
{
    size_t number = 0;

    for (size_t i = 0; i < at; i++)
        number += kj_due_wanted(&org->dues[i], asked) && same_record(&org->dues[i], &org->dues[at]);
    return number;
}

void kj_due_ics(KjSink *sink, const KjView *view, KjRuns *runs, const KjDueAsked *asked)
{
    const KjRun *head = kj_runs_head(runs);
    KjBuf *out = &sink->buf;

    kj_ical_put(out, "BEGIN", KJ_TEXT("VCALENDAR"));
    kj_ical_put(out, "VERSION", KJ_TEXT("2.0"));
    kj_ical_put(out, "PRODID",
                view->lang == KJ_JA ? KJ_TEXT("-//kijun//kijun " KJ_VERSION "//JA")
                                    : KJ_TEXT("-//kijun//kijun " KJ_VERSION "//EN"));
    kj_ical_put(out, "CALSCALE", KJ_TEXT("GREGORIAN"));
    kj_ical_put(out, "METHOD", KJ_TEXT("PUBLISH"));
    for (size_t o = 0; o < head->organization_count; o++) {
        const KjOrgResult *org = kj_runs_open(runs, o);

        for (size_t i = 0; i < org->due_count; i++)
            if (kj_due_wanted(&org->dues[i], asked)) {
                put_event(out, view, org, &org->dues[i], head->as_of, number_of(org, i, asked));
                kj_sink_relax(sink);
            }
    }
    kj_ical_put(out, "END", KJ_TEXT("VCALENDAR"));
}
