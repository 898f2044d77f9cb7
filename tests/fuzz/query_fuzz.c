// Any bytes as a query of the REPL, over a few records that stay prepared: an answer or a problem with its place,
// never a fault; and an answer is a table that survives the wire. An input that begins with the byte 1 stands for a
// sequence of tokens, a byte each.
#include "engine/cli/repl_text.h"
#include "engine/eval/inquiry.h"
#include "engine/output/answers.h"
#include "tests/fuzz/small_world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const TOKENS[] = {"count",
                                     "system",
                                     "systems",
                                     "people",
                                     "verdicts",
                                     "'systems'",
                                     "where",
                                     "select",
                                     "group by",
                                     "order by",
                                     "limit",
                                     "as",
                                     "asc",
                                     "desc",
                                     ",",
                                     "(",
                                     ")",
                                     "[",
                                     "]",
                                     "and",
                                     "or",
                                     "not",
                                     "in",
                                     "==",
                                     "~=",
                                     "<",
                                     ">=",
                                     "+",
                                     "-",
                                     "*",
                                     "/",
                                     "1",
                                     "3h",
                                     "50%",
                                     "2026-06-01",
                                     "'x'",
                                     "'mail'",
                                     "name",
                                     "base",
                                     "rto",
                                     "users",
                                     "depends_on",
                                     "tags",
                                     "owner.name",
                                     "standby",
                                     "id",
                                     "self",
                                     "dependents",
                                     "count()",
                                     "count(",
                                     "min(",
                                     "max(",
                                     "sum(",
                                     "any(",
                                     "all(",
                                     "present(",
                                     "known(",
                                     "if(",
                                     "$stop",
                                     "$crews",
                                     "group",
                                     "limit",
                                     "organization",
                                     "record",
                                     "record.system.rto",
                                     "verdict",
                                     "level",
                                     "'fail'",
                                     "名",
                                     "　",
                                     "（",
                                     "＜"};

typedef struct Open { // what stays from input to input
    SmallWorld world;
    KjDataset *dataset;
    KjJudge *judge;
    KjInquiry *inquiry;
} Open;

static KjDataset *read_data(SmallWorld *world)
{
    KjIngestOptions options = {KJ_ZONE_JAPAN};
    KjFile file = {"o.yaml", world->data.text, world->data.len};
    KjDiags diags;
    kj_diags_init(&diags, KJ_JA);
    KjBuilder *builder = kj_builder_new(world->registry->schema, &diags);
    kj_ingest(builder, world->registry->schema, &file, 1, &options, &diags);
    KjDataset *dataset = kj_builder_seal(builder);
    kj_builder_free(builder);
    if (diags.errors)
        small_stop("data", "have errors");
    kj_diags_clear(&diags);
    return dataset;
}

static Open *open_world(void)
{
    Open *open = kj_alloc(sizeof *open);
    KjArena *arena = kj_arena_new();
    KjJudgeOptions options = {
        .as_of = SMALL_AS_OF, .zone = KJ_ZONE_JAPAN, .lang = KJ_JA, .traces = true};
    KjError error;
    KjDiags diags;
    small_init(&open->world);
    small_fresh_state(&open->world);
    if (!small_load(&open->world, open->world.rules.text, open->world.rules.len, arena) ||
        !kj_inquiry_extend(open->world.registry, &error))
        small_stop("tests/fuzz/small", "has errors");
    kj_arena_free(arena);
    kj_diags_init(&diags, KJ_JA);
    open->dataset = read_data(&open->world);
    open->judge = kj_judge_new(open->world.registry, open->dataset, open->world.lua, &options);
    kj_judge_prepare(open->judge, &diags);
    kj_diags_clear(&diags);
    open->inquiry = kj_inquiry_new(open->judge);
    return open;
}

static KjText text_of(KjArena *arena, const uint8_t *data, size_t size)
{
    KjBuf text;
    kj_buf_init(&text, 0);
    if (size == 0 || data[0] != 1)
        kj_buf_add(&text, (const char *)data, size);
    for (size_t i = 1; i < size && data[0] == 1; i++)
        kj_buf_printf(&text, "%s ", TOKENS[data[i] % (sizeof TOKENS / sizeof *TOKENS)]);
    KjText copy = {kj_arena_strndup(arena, text.data ? text.data : "", text.len),
                   (uint32_t)text.len};
    kj_buf_clear(&text);
    return copy;
}

static void check_problem(const KjValue *problem, KjText text)
{
    KjText ja = kj_map_text(problem, "ja"), en = kj_map_text(problem, "en");
    int64_t from = kj_map_int(problem, "from", -1), to = kj_map_int(problem, "to", -1);
    if (!ja.len || !en.len || !kj_utf8_valid(ja.data, ja.len, NULL) ||
        !kj_utf8_valid(en.data, en.len, NULL))
        small_stop("a problem", "has no words");
    if (from < 0 || to < from || to > (int64_t)text.len + 1)
        small_stop("a problem", "has no place in the text");
}

static void check_answer(const KjValue *answer)
{
    KjBuf bytes;
    if (!kj_answer_fits(answer))
        small_stop("an answer", "is no table");
    kj_buf_init(&bytes, 0);
    if (!kj_value_encode(&bytes, answer))
        small_stop("an answer", "cannot be sent");
    kj_buf_clear(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Open *open; // reached from here, so that it is no leak
    KjArena *arena;
    KjError error;
    KjValue answer;
    KjText word;
    if (size > 4096)
        return 0;
    if (!open)
        open = open_world();
    arena = kj_arena_new();
    KjText text = text_of(arena, data, size);
    KjTree ask = kj_tree_map(arena);
    kj_repl_goes_on(text);
    for (size_t at = 0, from; kj_repl_word(text, &at, &from, &word, arena);)
        if (from >= text.len || at > text.len || at <= from)
            small_stop("a word", "has no place in the text");
    kj_tree_set(&ask, "what", kj_value_text(KJ_TEXT("query")));
    kj_tree_set(&ask, "text", kj_value_text(text));
    if (!kj_inquiry_answer(open->inquiry, &ask.value, arena, &answer, &error))
        small_stop("a query", error.message);
    if (kj_map_get(&answer, "problem"))
        check_problem(kj_map_get(&answer, "problem"), text);
    else
        check_answer(&answer);
    kj_arena_free(arena);
    return 0;
}
