// Any bytes as a condition: through the real loader as `check` and as `when`, and what compiles is
// judged and explained over a few records. An input that begins with the byte 1 stands for a
// sequence of tokens, a byte each: so the fuzzer gets past the spelling of names.
#include "tests/fuzz/small_world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// What a fresh state for every input would cost is saved: stdlib is loaded once for so many.
#define INPUTS_PER_STATE 200

static const char *const TOKENS[] = {"and",
                                     "or",
                                     "not",
                                     "in",
                                     "where",
                                     "(",
                                     ")",
                                     "[",
                                     "]",
                                     ",",
                                     ".",
                                     "==",
                                     "~=",
                                     "<",
                                     "<=",
                                     ">",
                                     ">=",
                                     "+",
                                     "-",
                                     "*",
                                     "/",
                                     "1",
                                     "0",
                                     "2.5",
                                     "10万",
                                     "9007199254740993",
                                     "3h",
                                     "1d",
                                     "1.5h",
                                     "3mo",
                                     "1y",
                                     "50%",
                                     "2026-06-01",
                                     "2026-06-01T10:00",
                                     "--04-01",
                                     "'mail'",
                                     "'hot'",
                                     "'x'",
                                     "\"S\"",
                                     "100円",
                                     "3.5 USD",
                                     "3kW",
                                     "true",
                                     "false",
                                     "self",
                                     "it",
                                     "outer",
                                     "parent",
                                     "today()",
                                     "date(",
                                     "present(",
                                     "known(",
                                     "count(",
                                     "sum(",
                                     "min(",
                                     "max(",
                                     "any(",
                                     "all(",
                                     "least(",
                                     "greatest(",
                                     "first(",
                                     "if(",
                                     "band(",
                                     "reach(",
                                     "cyclic(",
                                     "fiscal_year_start(",
                                     "$stop",
                                     "$crews",
                                     "$words",
                                     "$levels",
                                     "$points[",
                                     "name",
                                     "base",
                                     "rto",
                                     "cycle",
                                     "users",
                                     "load",
                                     "share",
                                     "cost",
                                     "price",
                                     "supply",
                                     "updated_on",
                                     "seen_at",
                                     "opens_on",
                                     "service_kind",
                                     "tags",
                                     "sizes",
                                     "modes",
                                     "part_of",
                                     "parts",
                                     "depends_on",
                                     "dependents",
                                     "owner",
                                     "superior",
                                     "staff",
                                     "standby",
                                     "type",
                                     "holder",
                                     "rlo",
                                     "after",
                                     "percent",
                                     "by",
                                     "effective_rto",
                                     "group",
                                     "id",
                                     "organization",
                                     "systems",
                                     "people",
                                     "systems_by_owner",
                                     "exceptions",
                                     "exceptions_by_affects",
                                     "gaps",
                                     "size",
                                     "joined_on",
                                     "subject",
                                     "system",
                                     ".",
                                     ".",
                                     "(",
                                     ")",
                                     ")",
                                     ",",
                                     "where",
                                     "==",
                                     "and"};

// The condition as text in an arena, ended by NUL.
static KjText condition_of(KjArena *arena, const uint8_t *data, size_t size)
{
    KjBuf text;
    kj_buf_init(&text, 0);
    if (size == 0 || data[0] != 1)
        kj_buf_add(&text, (const char *)data, size);
    for (size_t i = 1; i < size && data[0] == 1; i++) {
        kj_buf_puts(&text, TOKENS[data[i] % (sizeof TOKENS / sizeof *TOKENS)]);
        if (i + 1 < size && data[i] < 192) // the rest stands close to what follows
            kj_buf_putc(&text, ' ');
    }
    KjText copy = {kj_arena_strndup(arena, text.data ? text.data : "", text.len),
                   (uint32_t)text.len};
    kj_buf_clear(&text);
    return copy;
}

// As a Lua string every byte of which is escaped.
static void put_quoted(KjBuf *out, KjText text)
{
    kj_buf_putc(out, '"');
    for (uint32_t i = 0; i < text.len; i++)
        kj_buf_printf(out, "\\%03u", (unsigned char)text.data[i]);
    kj_buf_putc(out, '"');
}

static void put_rules(KjBuf *out, KjText condition)
{
    static const char *const FORMS[] = {"rule '1' { kind = 'system', check = ",
                                        "rule '2' { kind = 'system', check = 'base', when = "};
    for (size_t i = 0; i < 2; i++) {
        kj_buf_puts(out, FORMS[i]);
        put_quoted(out, condition);
        kj_buf_puts(out, ",\n title = { ja = '題', en = 'T' }, actor = 'a',"
                         " remedy = { ja = '直す', en = 'Mend' } }\n");
    }
}

static void try_condition(SmallWorld *world, KjText condition)
{
    KjArena *arena = kj_arena_new();
    KjFile file = {"o.yaml", world->data.text, world->data.len};
    KjBuf rules;
    kj_buf_init(&rules, 0);
    put_rules(&rules, condition);
    if (small_load(world, rules.data, rules.len, arena))
        small_assess(world, &file, 1, true, KJ_JA);
    kj_buf_clear(&rules);
    kj_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static SmallWorld *world; // reached from here, so that it is no leak
    static unsigned inputs;
    if (!world) {
        world = kj_alloc(sizeof *world);
        small_init(world);
    }
    if (size > 4096)
        return 0;
    if (inputs++ % INPUTS_PER_STATE == 0)
        small_fresh_state(world);
    KjArena *arena = kj_arena_new();
    try_condition(world, condition_of(arena, data, size));
    kj_arena_free(arena);
    return 0;
}
