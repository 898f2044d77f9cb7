/* Messages: what a verdict says, in one sentence: what a check told, else what decided, which facts
 * are missing, or what a Lua check read. */
#include "engine/eval/roll_up.h"
#include "engine/eval/say.h"

#include <string.h>

#define FACTS_TOLD 4

typedef struct Message {
    KjJudge *judge;
    KjArena *arena;
    const KjTrace *missing;
    int32_t kind; /* of the record */
} Message;

static KjText keep(KjArena *arena, KjText text)
{
    return (KjText){kj_arena_strndup(arena, text.len ? text.data : "", text.len), text.len};
}

static const KjExpr *part(KjExpr **parts, size_t which)
{
    return parts ? parts[which] : NULL;
}

static KjText no_answer(const KjJudge *judge)
{
    return judge->options.lang == KJ_JA ? KJ_TEXT("回答がまだありません")
                                        : KJ_TEXT("not answered yet");
}

KjVerdict kj_verdict_to_tell(KjVerdict verdict, KjVerdict underlying)
{
    bool finding = verdict == KJ_FAIL || verdict == KJ_PARTIAL;
    return finding || underlying == KJ_NO_VERDICT ? verdict : underlying;
}

KjRef kj_answer_behind(const KjJudge *judge, const KjVerdicts *verdicts, KjRef record,
                       KjVerdict verdict)
{
    const KjRegistry *registry = judge->registry;
    KjRef by = verdicts->settled ? verdicts->settled[record.row] : (KjRef){-1, -1};
    for (size_t a = 0; by.kind >= 0 && a < registry->answer_count; a++)
        if (registry->answers[a].kind == by.kind && verdicts->verdict[record.row] == verdict)
            return by;
    return (KjRef){-1, -1};
}

/* "; by what is declared: pass", where an answer went before the check; else empty. */
static const char *declared(const Message *message, const KjVerdicts *verdicts, KjRef record)
{
    KjLang lang = message->judge->options.lang;
    uint8_t was = verdicts->underlying ? verdicts->underlying[record.row] : KJ_NO_VERDICT;
    if (was == KJ_NO_VERDICT)
        return "";
    return kj_arena_printf(message->judge->scratch,
                           lang == KJ_JA ? "。組織の申告による判定は「%s」"
                                         : "; by what is declared: %s",
                           kj_verdict_label((KjVerdict)was, lang));
}

/* "answered 'no' (a3)", where an answer made this verdict; else empty. */
static KjText answered(Message *message, const KjVerdicts *verdicts, KjRef record,
                       KjVerdict verdict)
{
    KjJudge *judge = message->judge;
    KjRef by = kj_answer_behind(judge, verdicts, record, verdict);
    for (size_t a = 0; by.kind >= 0 && a < judge->registry->answer_count; a++) {
        const KjAnswering *answering = &judge->registry->answers[a];
        if (answering->kind != by.kind)
            continue;
        KjValue value = kj_dataset_get(judge->dataset, by, answering->value, judge->scratch);
        return kj_text(kj_arena_printf(
            message->arena,
            judge->options.lang == KJ_JA ? "回答「%s」（%s）%s" : "answered '%s' (%s)%s",
            kj_say_labelled(judge, &judge->dataset->schema->kinds[by.kind].fields[answering->value],
                            value, judge->scratch)
                .data,
            kj_record_id(judge->dataset, by).data, declared(message, verdicts, record)));
    }
    return KJ_TEXT("");
}

/* "Depth 3, web: Number 13": facts that a Lua check read, the first few; nothing sensitive. */
static const char *facts_read(Message *message, const KjOutcome *outcome, KjRef record)
{
    KjJudge *judge = message->judge;
    bool ja = judge->options.lang == KJ_JA;
    const char *told = "";
    KjFact *facts;
    size_t count, shown = 0;
    kj_facts_of(judge, judge->lua_trace.reads + outcome->trace_from,
                outcome->trace_to - outcome->trace_from, kj_judge_set_of(judge, record),
                judge->scratch, &facts, &count);
    for (size_t i = 0; i < count && shown < FACTS_TOLD; i++) {
        const KjFact *fact = &facts[i];
        if (fact->kind < 0 || fact->value.type == KJ_NONE || fact->value.type >= KJ_GROUP)
            continue;
        const KjField *field = &judge->registry->schema->kinds[fact->kind].fields[fact->field];
        bool own = fact->kind == record.kind &&
                   kj_text_compare(fact->id, kj_record_id(judge->dataset, record)) == 0;
        if (field->sensitive)
            continue;
        told = kj_arena_printf(judge->scratch, "%s%s%s%s%s %s", told,
                               shown++ ? (ja ? "、" : ", ") : "", own ? "" : fact->id.data,
                               own ? "" : ": ", kj_label_in(field->label, judge->options.lang).data,
                               kj_say_labelled(judge, field, fact->value, judge->scratch).data);
    }
    return told;
}

/* As Lua has it. */
static bool is_number(KjValue value, double *number)
{
    bool real = value.type == KJ_NUMBER || value.type == KJ_PERCENT || value.type == KJ_QUANTITY;
    *number = real ? value.u.real : (double)value.u.whole;
    if (value.type == KJ_MONEY)
        *number /= KJ_MONEY_SCALE;
    return real || (value.type >= KJ_INT && value.type <= KJ_MONTHDAY);
}

/* Lua knows a date as a number of days, a duration as one of seconds. A number that the check gave
 * under the name of a field that it read, with its value, is that field's; one that equals a date or
 * time that it read is that date. NULL if there is none; by_name is true for the former. */
static const KjField *field_given(Message *message, const KjOutcome *outcome, const KjPair *pair,
                                  KjValue *value, bool *by_name)
{
    KjJudge *judge = message->judge;
    const KjField *found = NULL;
    double given, read_value;
    if (!is_number(pair->value, &given))
        return NULL;
    for (uint32_t i = outcome->trace_from; i < outcome->trace_to; i++) {
        KjRead read = judge->lua_trace.reads[i];
        if (read.kind < 0)
            continue;
        const KjField *field = &judge->registry->schema->kinds[read.kind].fields[read.field];
        bool named = kj_text_compare(field->name, pair->key) == 0;
        if (!named && (found || (field->type != KJ_DATE && field->type != KJ_DATETIME)))
            continue;
        KjRef record = {read.kind, read.row};
        KjValue held = kj_dataset_get(judge->dataset, record, read.field, judge->scratch);
        if (!is_number(held, &read_value) || read_value != given)
            continue;
        found = field;
        *value = held;
        *by_name = named;
        if (named)
            break;
    }
    return found;
}

/* Whether a message tells a value already: itself, or the record by its name. */
static bool is_told(Message *message, KjText told, KjValue value, KjText said)
{
    KjJudge *judge = message->judge;
    if (told.len == 0 || said.len == 0)
        return false;
    if (strstr(told.data, said.data))
        return true;
    KjText name =
        value.type == KJ_REF ? kj_say_record_name(judge, value.u.ref, judge->scratch) : KJ_TEXT("");
    return name.len > 0 && strstr(told.data, name.data);
}

/* "検討の回数 1": what a check gave under the name of a field of the record, or of one that it read. NULL if the
 * message tells it already. */
static const char *detail_given(Message *message, const KjOutcome *outcome, const KjPair *pair,
                                KjText told)
{
    KjJudge *judge = message->judge;
    KjValue value = kj_value_told(judge, pair->value, judge->scratch);
    bool by_name = false;
    const KjField *field = field_given(message, outcome, pair, &value, &by_name);
    KjText unit = field ? field->unit : KJ_TEXT("");
    KjText said = kj_say_value_text(judge, value, unit, judge->scratch);
    if (is_told(message, told, value, said))
        return NULL;
    if (!by_name && message->kind >= 0) {
        const KjKind *kind = &judge->registry->schema->kinds[message->kind];
        int32_t own = kj_kind_field(kind, pair->key);
        double number; /* one that is no whole number of the field would pass for its value */
        if (own >= 0 && (kind->fields[own].type == KJ_INT || !is_number(pair->value, &number)) &&
            kj_label_in(kind->fields[own].label, judge->options.lang).len > 0) {
            field = &kind->fields[own];
            by_name = true;
        }
    }
    if (by_name)
        return kj_arena_printf(judge->scratch, "%s %s",
                               kj_label_in(field->label, judge->options.lang).data, said.data);
    return kj_arena_printf(judge->scratch, "%s = %s", pair->key.data, said.data);
}

/* "at = component:c1, need = 4": what a Lua check gave to fail{…} besides a message. */
static const char *details_given(Message *message, const KjOutcome *outcome, KjText before)
{
    KjJudge *judge = message->judge;
    bool ja = judge->options.lang == KJ_JA;
    const char *told = "";
    if (outcome->details.type != KJ_MAP && outcome->details.type != KJ_GROUP)
        return told;
    for (size_t i = 0; i < outcome->details.u.map.count; i++) {
        const char *detail =
            detail_given(message, outcome, &outcome->details.u.map.pairs[i], before);
        if (detail)
            told = kj_arena_printf(judge->scratch, "%s%s%s", told, *told ? (ja ? "、" : ", ") : "",
                                   detail);
    }
    return told;
}

static KjText with_details(Message *message, const KjOutcome *outcome, KjText told)
{
    const char *details = outcome ? details_given(message, outcome, told) : "";
    bool ja = message->judge->options.lang == KJ_JA;
    if (*details == '\0')
        return told;
    return kj_text(
        kj_arena_printf(message->arena, ja ? "%s（%s）" : "%s (%s)", told.data, details));
}

/* What a Lua check comes to that gives no message of its own. */
static KjText of_function(Message *message, const KjOutcome *outcome, KjRef record,
                          KjVerdict verdict)
{
    static const char *const SAID[][2] = {
        [KJ_FAIL] = {"満たしていません", "not fulfilled"},
        [KJ_UNKNOWN] = {"判断できません", "cannot be decided"},
        [KJ_PASS] = {"", ""},
        [KJ_PARTIAL] = {"一部だけ満たしています", "fulfilled in part"}};
    bool ja = message->judge->options.lang == KJ_JA;
    KjArenaMark mark = kj_arena_mark(message->judge->scratch);
    const char *facts = details_given(message, outcome, KJ_TEXT("")), *said = SAID[verdict][!ja];
    if (*facts == '\0')
        facts = facts_read(message, outcome, record);
    KjText text =
        *facts == '\0'
            ? keep(message->arena, kj_text(said))
            : kj_text(kj_arena_printf(message->arena, ja ? "%s（%s）" : "%s (%s)", said, facts));
    kj_arena_release(message->judge->scratch, mark);
    return text;
}

/* An error names the place in the pack: the rule's own where the message has none. */
static KjText of_fault(Message *message, const KjRule *rule, const KjVerdicts *verdicts,
                       KjRef record)
{
    const char *text = verdicts->fault ? verdicts->fault[record.row] : NULL;
    if (!text && verdicts->outcome)
        text =
            kj_label_in(verdicts->outcome[record.row].message, message->judge->options.lang).data;
    if (!text)
        return KJ_TEXT("");
    if (strstr(text, ".lua:") || !rule->place.file)
        return keep(message->arena, kj_text(text));
    return kj_text(
        kj_arena_printf(message->arena, "%s:%u: %s", rule->place.file, rule->place.line, text));
}

static KjText of_unknown(Message *message, const KjRule *rule, size_t which,
                         const KjVerdicts *verdicts, KjRef record)
{
    KjJudge *judge = message->judge;
    const KjExpr *check = part(rule->check, which);
    KjText missing = kj_say_unknown(judge, message->missing, message->arena);
    if (missing.len)
        return missing;
    if (rule->ask) /* the facts are there, and leave it to a person */
        return no_answer(judge);
    if (check && kj_truth_is(judge, part(rule->when, which), record, KJ_PASS))
        return kj_say_undecided(judge, check, record, message->arena);
    return verdicts->outcome
               ? of_function(message, &verdicts->outcome[record.row], record, KJ_UNKNOWN)
               : missing;
}

KjText kj_message_of(KjJudge *judge, int32_t number, size_t which, KjRef record, KjVerdict verdict,
                     const KjTrace *missing, KjArena *arena)
{
    const KjRule *rule = &judge->registry->rules[number];
    const KjVerdicts *verdicts = &judge->verdicts[number][which];
    const KjOutcome *outcome = verdicts->outcome ? &verdicts->outcome[record.row] : NULL;
    const KjExpr *check = part(rule->check, which);
    Message message = {judge, arena, missing, record.kind};
    bool finding = verdict == KJ_FAIL || verdict == KJ_PARTIAL;
    if (verdict == KJ_FAULT && rule->item_count)
        return kj_items_message(judge, rule, record, arena);
    if (verdict == KJ_FAULT)
        return of_fault(&message, rule, verdicts, record);
    if (!finding && verdict != KJ_UNKNOWN)
        return KJ_TEXT("");
    if (rule->item_count)
        return kj_items_message(judge, rule, record, arena);
    KjText told = finding ? answered(&message, verdicts, record, verdict) : KJ_TEXT("");
    if (told.len == 0 && outcome)
        told = keep(arena, kj_label_in(outcome->message, judge->options.lang));
    if (told.len)
        return with_details(&message, outcome, told);
    if (verdict == KJ_UNKNOWN)
        return of_unknown(&message, rule, which, verdicts, record);
    if (check && kj_truth_is(judge, check, record, KJ_FAIL))
        return kj_say_failure(judge, check, record, arena);
    return outcome ? of_function(&message, outcome, record, verdict) : KJ_TEXT("");
}
