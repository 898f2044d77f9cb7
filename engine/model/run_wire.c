/* A run as bytes, for the pipe from a worker to its parent.
 *
 * A signature, then every member in the order of the structs: numbers little endian, texts as a
 * length of 4, their bytes and a NUL, values as in wire.c, a file's name as a text behind a byte
 * that says whether there is one, a list as a count of 4 and its items.
 * The reader copies the bytes once and lets all texts point into the copy. It believes a count only
 * if the bytes that are left could hold that many of the smallest items, so memory stays in
 * proportion to the input; whether the numbers fit the registry is for its user to check. */
#include "engine/model/run.h"

#include <string.h>

#define SIGNATURE 0x314E524Bu /* KRN1 */

/* ---- writing ---- */

static void put_u32(KjBuf *out, uint32_t value)
{
    unsigned char bytes[4];

    for (int i = 0; i < 4; i++)
        bytes[i] = (unsigned char)(value >> (8 * i));
    kj_buf_add(out, bytes, sizeof bytes);
}

static void put_i32(KjBuf *out, int32_t value)
{
    put_u32(out, (uint32_t)value);
}

/* A count beyond 32 bits spoils the buffer: it is the reader that could not know. */
static void put_count(KjBuf *out, size_t count)
{
    if (count > UINT32_MAX)
        out->failed = true;
    put_u32(out, (uint32_t)count);
}

static void put_text(KjBuf *out, KjText text)
{
    put_u32(out, text.len);
    if (text.len)
        kj_buf_add(out, text.data, text.len);
    kj_buf_putc(out, '\0');
}

static void put_value(KjBuf *out, const KjValue *value)
{
    if (!kj_value_encode(out, value))
        out->failed = true;
}

static void put_place(KjBuf *out, KjPlace place)
{
    kj_buf_putc(out, place.file != NULL);
    if (place.file)
        put_text(out, kj_text(place.file));
    put_u32(out, place.line);
    put_u32(out, place.column);
}

static void put_facts(KjBuf *out, const KjFact *facts, size_t count)
{
    put_count(out, count);
    for (size_t i = 0; i < count; i++) {
        const KjFact *fact = &facts[i];

        kj_buf_putc(out, (char)fact->origin);
        put_i32(out, fact->kind);
        put_text(out, fact->id);
        put_i32(out, fact->field);
        put_value(out, &fact->value);
        put_place(out, fact->place);
        put_text(out, fact->reason);
    }
}

static void put_judgement(KjBuf *out, const KjJudgement *judgement)
{
    put_i32(out, judgement->rule);
    put_i32(out, judgement->kind);
    put_text(out, judgement->id);
    put_text(out, judgement->name);
    put_place(out, judgement->place);
    kj_buf_putc(out, (char)judgement->verdict);
    kj_buf_putc(out, (char)judgement->underlying);
    put_text(out, judgement->message);
    put_text(out, judgement->settled_by);
    put_facts(out, judgement->missing, judgement->missing_count);
    put_facts(out, judgement->trace, judgement->trace_count);
}

static void put_derived(KjBuf *out, const KjDerived *derived)
{
    put_i32(out, derived->kind);
    put_text(out, derived->id);
    put_i32(out, derived->field);
    put_value(out, &derived->value);
    put_text(out, derived->reason);
}

static void put_deviation(KjBuf *out, const KjDeviation *deviation)
{
    put_text(out, deviation->organization);
    put_i32(out, deviation->parameter);
    put_value(out, &deviation->base);
    put_value(out, &deviation->value);
    put_text(out, deviation->direction);
    put_text(out, deviation->reason);
    put_text(out, deviation->approved_by);
    put_place(out, deviation->place);
}

static void put_people(KjBuf *out, const KjPerson *people, size_t count)
{
    put_count(out, count);
    for (size_t i = 0; i < count; i++) {
        put_i32(out, people[i].kind);
        put_text(out, people[i].id);
        put_text(out, people[i].name);
    }
}

static void put_due(KjBuf *out, const KjDue *due)
{
    put_judgement(out, &due->then);
    kj_buf_putc(out, (char)due->from);
    put_i32(out, due->day);
    kj_buf_putc(out, due->over);
    put_people(out, due->persons, due->person_count);
}

static void put_organization(KjBuf *out, const KjOrgResult *org)
{
    put_text(out, org->id);
    put_text(out, org->name);
    put_place(out, org->place);
    put_i32(out, org->until);
    for (int i = 0; i < KJ_VERDICTS; i++)
        put_u32(out, org->summary[i]);
    put_count(out, org->judgement_count);
    for (size_t i = 0; i < org->judgement_count; i++)
        put_judgement(out, &org->judgements[i]);
    put_count(out, org->derived_count);
    for (size_t i = 0; i < org->derived_count; i++)
        put_derived(out, &org->derived[i]);
    put_count(out, org->deviation_count);
    for (size_t i = 0; i < org->deviation_count; i++)
        put_deviation(out, &org->deviations[i]);
    put_count(out, org->due_count);
    for (size_t i = 0; i < org->due_count; i++)
        put_due(out, &org->dues[i]);
    put_people(out, org->people, org->people_count);
}

bool kj_run_encode(KjBuf *out, const KjRun *run)
{
    put_u32(out, SIGNATURE);
    put_i32(out, run->as_of);
    put_i32(out, run->zone);
    put_count(out, run->organization_count);
    for (size_t i = 0; i < run->organization_count; i++)
        put_organization(out, &run->organizations[i]);
    return !out->failed;
}

/* ---- reading ---- */

/* How many bytes the smallest item of each list takes. */
enum {
    LEAST_TEXT = 5,
    LEAST_PLACE = 9,
    LEAST_FACT = 1 + 4 + LEAST_TEXT + 4 + 1 + LEAST_PLACE + LEAST_TEXT,
    LEAST_JUDGEMENT = 4 + 4 + 2 * LEAST_TEXT + LEAST_PLACE + 2 + 2 * LEAST_TEXT + 2 * 4,
    LEAST_DERIVED = 4 + LEAST_TEXT + 4 + 1 + LEAST_TEXT,
    LEAST_DEVIATION = LEAST_TEXT + 4 + 2 + 3 * LEAST_TEXT + LEAST_PLACE,
    LEAST_PERSON = 4 + 2 * LEAST_TEXT,
    LEAST_DUE = LEAST_JUDGEMENT + 1 + 4 + 1 + 4,
    LEAST_ORGANIZATION = 2 * LEAST_TEXT + LEAST_PLACE + 4 + 4 * KJ_VERDICTS + 5 * 4
};

/* Once something did not hold, bad stays set and every get gives a harmless value. */
typedef struct Reader {
    KjArena *arena;
    const char *at, *end;
    bool bad;
} Reader;

static bool has(Reader *in, size_t bytes)
{
    if (in->bad || (size_t)(in->end - in->at) < bytes)
        in->bad = true;
    return !in->bad;
}

static uint32_t get_u32(Reader *in)
{
    const unsigned char *p = (const unsigned char *)in->at;

    if (!has(in, 4))
        return 0;
    in->at += 4;
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static int32_t get_i32(Reader *in)
{
    return (int32_t)get_u32(in);
}

/* A byte from 0 to most. */
static int get_byte(Reader *in, int most)
{
    if (!has(in, 1))
        return 0;
    if ((unsigned char)*in->at > most) {
        in->bad = true;
        return 0;
    }
    return (unsigned char)*in->at++;
}

static size_t get_count(Reader *in, size_t least)
{
    uint32_t count = get_u32(in);

    return has(in, (size_t)count * least) ? count : 0;
}

static KjText get_text(Reader *in)
{
    uint32_t len = get_u32(in);
    KjText text = {in->at, len};

    if (!has(in, (size_t)len + 1))
        return KJ_TEXT("");
    if (in->at[len] != '\0')
        in->bad = true;
    in->at += (size_t)len + 1;
    return text;
}

static KjValue get_value(Reader *in)
{
    KjValue value = kj_value_none();

    if (!in->bad && !kj_value_decode(in->arena, &in->at, in->end, &value))
        in->bad = true;
    return value;
}

static KjPlace get_place(Reader *in)
{
    KjPlace place = {NULL, 0, 0};

    if (get_byte(in, 1))
        place.file = get_text(in).data;
    place.line = get_u32(in);
    place.column = get_u32(in);
    return place;
}

static KjFact get_fact(Reader *in)
{
    KjFact fact;

    fact.origin = (KjFactOrigin)get_byte(in, KJ_AT_ORGANIZATION);
    fact.kind = get_i32(in);
    fact.id = get_text(in);
    fact.field = get_i32(in);
    fact.value = get_value(in);
    fact.place = get_place(in);
    fact.reason = get_text(in);
    return fact;
}

static KjFact *get_facts(Reader *in, size_t *count)
{
    KjFact *facts;

    *count = get_count(in, LEAST_FACT);
    facts = *count ? kj_arena_array(in->arena, *count, sizeof *facts) : NULL;
    for (size_t i = 0; i < *count && !in->bad; i++)
        facts[i] = get_fact(in);
    return facts;
}

static KjJudgement get_judgement(Reader *in)
{
    KjJudgement judgement;

    judgement.rule = get_i32(in);
    judgement.kind = get_i32(in);
    judgement.id = get_text(in);
    judgement.name = get_text(in);
    judgement.place = get_place(in);
    judgement.verdict = (KjVerdict)get_byte(in, KJ_VERDICTS - 1);
    judgement.underlying = (KjVerdict)get_byte(in, KJ_NO_VERDICT);
    judgement.message = get_text(in);
    judgement.settled_by = get_text(in);
    judgement.missing = get_facts(in, &judgement.missing_count);
    judgement.trace = get_facts(in, &judgement.trace_count);
    return judgement;
}

static KjDerived get_derived(Reader *in)
{
    KjDerived derived;

    derived.kind = get_i32(in);
    derived.id = get_text(in);
    derived.field = get_i32(in);
    derived.value = get_value(in);
    derived.reason = get_text(in);
    return derived;
}

static KjDeviation get_deviation(Reader *in)
{
    KjDeviation deviation;

    deviation.organization = get_text(in);
    deviation.parameter = get_i32(in);
    deviation.base = get_value(in);
    deviation.value = get_value(in);
    deviation.direction = get_text(in);
    deviation.reason = get_text(in);
    deviation.approved_by = get_text(in);
    deviation.place = get_place(in);
    return deviation;
}

static KjPerson *get_people(Reader *in, size_t *count)
{
    *count = get_count(in, LEAST_PERSON);
    KjPerson *people = kj_arena_array(in->arena, *count, sizeof *people);

    for (size_t i = 0; i < *count && !in->bad; i++) {
        people[i].kind = get_i32(in);
        people[i].id = get_text(in);
        people[i].name = get_text(in);
    }
    return people;
}

static KjDue get_due(Reader *in)
{
    KjDue due;

    due.then = get_judgement(in);
    due.from = (KjVerdict)get_byte(in, KJ_NO_VERDICT);
    due.day = get_i32(in);
    due.over = get_byte(in, 1);
    due.persons = get_people(in, &due.person_count);
    return due;
}

static void get_organization(Reader *in, KjOrgResult *org, int32_t as_of)
{
    org->id = get_text(in);
    org->name = get_text(in);
    org->place = get_place(in);
    org->until = get_i32(in);
    in->bad |= org->until <= as_of;
    for (int i = 0; i < KJ_VERDICTS; i++)
        org->summary[i] = get_u32(in);
    org->judgement_count = get_count(in, LEAST_JUDGEMENT);
    org->judgements = kj_arena_array(in->arena, org->judgement_count, sizeof *org->judgements);
    for (size_t i = 0; i < org->judgement_count && !in->bad; i++)
        org->judgements[i] = get_judgement(in);
    org->derived_count = get_count(in, LEAST_DERIVED);
    org->derived = kj_arena_array(in->arena, org->derived_count, sizeof *org->derived);
    for (size_t i = 0; i < org->derived_count && !in->bad; i++)
        org->derived[i] = get_derived(in);
    org->deviation_count = get_count(in, LEAST_DEVIATION);
    org->deviations = kj_arena_array(in->arena, org->deviation_count, sizeof *org->deviations);
    for (size_t i = 0; i < org->deviation_count && !in->bad; i++)
        org->deviations[i] = get_deviation(in);
    org->due_count = get_count(in, LEAST_DUE);
    org->dues = kj_arena_array(in->arena, org->due_count, sizeof *org->dues);
    for (size_t i = 0; i < org->due_count && !in->bad; i++)
        org->dues[i] = get_due(in);
    org->people = get_people(in, &org->people_count);
}

KjRun *kj_run_decode(const char *bytes, size_t len)
{
    KjRun *run = kj_run_new();
    char *copy = kj_arena_scratch(run->arena, len + 1);
    Reader in = {run->arena, copy, copy + len, false};

    if (len)
        memcpy(copy, bytes, len);
    if (get_u32(&in) != SIGNATURE)
        in.bad = true;
    run->as_of = get_i32(&in);
    run->zone = get_i32(&in);
    run->organization_count = get_count(&in, LEAST_ORGANIZATION);
    run->organizations =
        kj_arena_array(run->arena, run->organization_count, sizeof *run->organizations);
    for (size_t i = 0; i < run->organization_count && !in.bad; i++)
        get_organization(&in, &run->organizations[i], run->as_of);
    if (in.bad || in.at != in.end) {
        kj_run_free(run);
        return NULL;
    }
    return run;
}
