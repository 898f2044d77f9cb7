/* What a change would do, for machines: JSON and CSV. */
#include "engine/base/version.h"
#include "engine/output/csv.h"
#include "engine/output/json_value.h"
#include "engine/output/show.h"
#include "engine/output/whatif.h"
#include "engine/output/words.h"

/* ---- JSON ---- */

static void put_verdict(KjJson *json, const char *key, KjVerdict verdict)
{
    kj_json_put_cstr(json, key, verdict == KJ_NO_VERDICT ? NULL : kj_verdict_name(verdict));
}

static void put_message(KjJson *json, const char *key, const KjJudgement *judgement)
{
    kj_json_key(json, key);
    if (judgement)
        kj_json_text(json, judgement->message);
    else
        kj_json_null(json);
}

static void put_reasons(KjJson *json, const KjView *view, const KjWhatif *whatif,
                        const KjWhatifOrg *org, const KjMove *move)
{
    KjArena *arena = kj_arena_new();
    size_t count;
    const KjWhatifReason *reasons = kj_whatif_reasons(whatif, org, move, arena, &count);
    const KjValue none = kj_value_none();

    kj_json_key(json, "reasons");
    kj_json_open(json, '[');
    for (size_t i = 0; i < count; i++) {
        const KjFact *fact = reasons[i].fact;
        KjPlace place = {0};

        if (!reasons[i].gone)
            place = fact->place;

        kj_json_open(json, '{');
        kj_json_key(json, "fact");
        kj_json_missing(json, view, fact);
        kj_json_key(json, "before");
        kj_json_value(json, view, kj_meaning(view, fact->kind, fact->field),
                      reasons[i].before ? reasons[i].before : &none);
        kj_json_key(json, "after");
        kj_json_value(json, view, kj_meaning(view, fact->kind, fact->field),
                      reasons[i].gone ? &none : &fact->value);
        kj_json_key(json, "at");
        kj_json_place(json, place);
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
    kj_arena_free(arena);
}

static void put_move(KjJson *json, const KjView *view, const KjWhatif *whatif,
                     const KjWhatifOrg *org, const KjMove *move)
{
    const KjJudgement *any = kj_move_any(move);
    const KjRule *rule = &view->registry->rules[any->rule];

    kj_json_open(json, '{');
    kj_json_put_cstr(json, "turn", kj_turn_name(move->turn));
    kj_json_put_text(json, "rule", rule->name);
    kj_json_key(json, "record");
    kj_json_record(json, view, any->kind, any->id);
    put_verdict(json, "before", kj_move_from(move));
    put_verdict(json, "after", kj_move_to(move));
    kj_json_put_text(json, "level", rule->level);
    kj_json_put_text(json, "actor", rule->actor);
    kj_json_source(json, rule);
    put_message(json, "message_before", move->before);
    put_message(json, "message", move->after);
    put_reasons(json, view, whatif, org, move);
    kj_json_close(json, '}');
}

static void put_derived(KjJson *json, const KjView *view, const KjDerivedMove *move)
{
    const KjDerived *any = move->after ? move->after : move->before;
    KjMeaning meaning = kj_meaning(view, any->kind, any->field);
    const KjValue none = kj_value_none();

    kj_json_open(json, '{');
    kj_json_key(json, "record");
    kj_json_record(json, view, any->kind, any->id);
    kj_json_put_text(json, "field",
                     view->registry->schema->kinds[any->kind].fields[any->field].name);
    kj_json_key(json, "before");
    kj_json_value(json, view, meaning, move->before ? &move->before->value : &none);
    kj_json_key(json, "after");
    kj_json_value(json, view, meaning, move->after ? &move->after->value : &none);
    kj_json_close(json, '}');
}

static void put_organization(KjSink *sink, KjJson *json, const KjView *view, const KjWhatif *whatif,
                             size_t number)
{
    KjArena *arena = kj_arena_new();
    KjWhatifOrg org = kj_whatif_org(view, whatif, number, arena);

    kj_json_open(json, '{');
    kj_json_put_text(json, "id", org.after->id);
    kj_json_put_text(json, "name", org.after->name);
    kj_json_key(json, "summary");
    kj_json_open(json, '{');
    kj_json_summary(json, "before", org.before->summary);
    kj_json_summary(json, "after", org.after->summary);
    kj_json_close(json, '}');
    kj_json_key(json, "verdicts");
    kj_json_open(json, '[');
    for (int turn = 0; turn < KJ_TURNS; turn++)
        for (size_t i = 0; i < org.verdicts.count; i++)
            if (org.verdicts.items[i].turn == (KjTurn)turn) {
                put_move(json, view, whatif, &org, &org.verdicts.items[i]);
                kj_sink_relax(sink);
            }
    kj_json_close(json, ']');
    kj_json_key(json, "derived");
    kj_json_open(json, '[');
    for (size_t i = 0; i < org.derived_count; i++)
        put_derived(json, view, &org.derived[i]);
    kj_json_close(json, ']');
    kj_json_close(json, '}');
    kj_arena_free(arena);
}

static void put_change(KjJson *json, const KjAmend *change)
{
    KjArena *arena = kj_arena_new();

    kj_json_open(json, '{');
    kj_json_put_text(json, "text", kj_whatif_change(change, arena));
    kj_json_key(json, "at");
    kj_json_place(json, change->place);
    kj_json_close(json, '}');
    kj_arena_free(arena);
}

void kj_whatif_json(KjSink *sink, const KjView *view, const KjWhatif *whatif)
{
    KjJson json = kj_json(&sink->buf);

    kj_json_open(&json, '{');
    kj_json_put_cstr(&json, "kijun", KJ_VERSION);
    kj_json_key(&json, "as_of");
    kj_json_date(&json, whatif->after->as_of);
    kj_json_key(&json, "changes");
    kj_json_open(&json, '[');
    for (size_t i = 0; i < whatif->change_count; i++)
        put_change(&json, &whatif->changes[i]);
    kj_json_close(&json, ']');
    kj_json_key(&json, "organizations");
    kj_json_open(&json, '[');
    for (size_t o = 0; o < whatif->after->organization_count; o++)
        put_organization(sink, &json, view, whatif, o);
    kj_json_close(&json, ']');
    kj_json_close(&json, '}');
    kj_buf_putc(&sink->buf, '\n');
}

/* ---- CSV ---- */

static void put_buf(KjBuf *out, KjBuf *text)
{
    kj_csv_cell_write(out, (KjText){text->data ? text->data : "", (uint32_t)text->len}, false);
    kj_buf_reset(text);
}

static void put_verdict_row(KjBuf *out, const KjView *view, const KjWhatifOrg *org,
                            const KjMove *move)
{
    const KjJudgement *any = kj_move_any(move);
    const KjRule *rule = &view->registry->rules[any->rule];
    KjVerdict from = kj_move_from(move), to = kj_move_to(move);
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_csv_cell_write(out, org->after->id, false);
    kj_csv_cell_write(out, kj_text(kj_turn_name(move->turn)), false);
    kj_csv_cell_write(out, rule->name, false);
    kj_show_record(&text, view, any->kind, any->id);
    put_buf(out, &text);
    kj_csv_cell_write(out, KJ_TEXT(""), false);
    kj_csv_cell_write(out, kj_text(from == KJ_NO_VERDICT ? "" : kj_verdict_name(from)), false);
    kj_csv_cell_write(out, kj_text(to == KJ_NO_VERDICT ? "" : kj_verdict_name(to)), false);
    kj_csv_cell_write(out, move->after ? move->after->message : KJ_TEXT(""), true);
    kj_buf_clear(&text);
}

static void put_derived_row(KjBuf *out, const KjView *view, const KjWhatifOrg *org,
                            const KjDerivedMove *move)
{
    const KjDerived *any = move->after ? move->after : move->before;
    KjMeaning meaning = kj_meaning(view, any->kind, any->field);
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_csv_cell_write(out, org->after->id, false);
    kj_csv_cell_write(out, KJ_TEXT("derived"), false);
    kj_csv_cell_write(out, KJ_TEXT(""), false);
    kj_show_record(&text, view, any->kind, any->id);
    put_buf(out, &text);
    kj_csv_cell_write(out, view->registry->schema->kinds[any->kind].fields[any->field].name, false);
    if (move->before)
        kj_show_value(&text, view, meaning, &move->before->value);
    put_buf(out, &text);
    if (move->after)
        kj_show_value(&text, view, meaning, &move->after->value);
    put_buf(out, &text);
    kj_csv_cell_write(out, KJ_TEXT(""), true);
    kj_buf_clear(&text);
}

static void put_rows(KjSink *sink, const KjView *view, const KjWhatifOrg *org)
{
    for (int turn = 0; turn < KJ_TURNS; turn++)
        for (size_t i = 0; i < org->verdicts.count; i++)
            if (org->verdicts.items[i].turn == (KjTurn)turn) {
                put_verdict_row(&sink->buf, view, org, &org->verdicts.items[i]);
                kj_sink_relax(sink);
            }
    for (size_t i = 0; i < org->derived_count; i++)
        put_derived_row(&sink->buf, view, org, &org->derived[i]);
}

void kj_whatif_csv(KjSink *sink, const KjView *view, const KjWhatif *whatif)
{
    static const KjWord words[] = {KJ_W_C_ORGANIZATION, KJ_W_TURN,   KJ_W_C_RULE, KJ_W_C_RECORD,
                                   KJ_W_FIELD,          KJ_W_BEFORE, KJ_W_AFTER,  KJ_W_C_MESSAGE};
    const size_t count = sizeof words / sizeof *words;

    kj_buf_puts(&sink->buf, KJ_CSV_BEGIN);
    for (size_t i = 0; i < count; i++)
        kj_csv_cell_write(&sink->buf, kj_text(kj_word(view->lang, words[i])), i + 1 == count);
    for (size_t o = 0; o < whatif->after->organization_count; o++) {
        KjArena *arena = kj_arena_new();
        KjWhatifOrg org = kj_whatif_org(view, whatif, o, arena);

        put_rows(sink, view, &org);
        kj_arena_free(arena);
    }
}
