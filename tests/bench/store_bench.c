/* How fast results go into a store and come out of it: rows are verdicts and derived values, as readers
 * see them. A thousand organisations of twenty systems, one verdict in fifty not passed, in every one
 * another; written as of one day, as of the next (what has not changed is there already), and read as
 * the views' tables give them. The processor's time, with that of SQLite and the system. */
#include "engine/store/store.h"
#include "tests/unit/ingest_schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { ORGS = 1000, SYSTEMS = 20, RULES = 60, VALUES = 1 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static _Noreturn void fail(const KjError *error)
{
    fprintf(stderr, "%s\n", error->message);
    exit(1);
}

typedef struct Bench {
    KjStore *store;
    KjSchema *schema;
    KjError error;
    int64_t set, rules[RULES], revisions[ORGS];
    char ids[SYSTEMS][8];
    KjJudgement judgements[RULES * SYSTEMS];
    KjDerived derived[SYSTEMS];
} Bench;

static bool keeps(void *ctx, const KjDerived *derived)
{
    (void)ctx;
    (void)derived;
    return true;
}

static void prepare(Bench *bench, const char *path)
{
    KjStorePack pack = {KJ_TEXT("p"), KJ_TEXT("1"), KJ_TEXT("h"), {KJ_TEXT(""), KJ_TEXT("")},
                        true,         KJ_TEXT("{}")};
    KjStoreRule rules[RULES];
    static char names[RULES][8];
    for (int r = 0; r < RULES; r++) {
        snprintf(names[r], sizeof names[r], "p/%d", r);
        rules[r] = (KjStoreRule){KJ_TEXT("p"), kj_text(names[r]), KJ_TEXT(""),
                                 KJ_TEXT(""),  KJ_TEXT(""),       {KJ_TEXT(""), KJ_TEXT("")}};
    }
    for (int s = 0; s < SYSTEMS; s++)
        snprintf(bench->ids[s], sizeof bench->ids[s], "s%02d", s);
    bench->schema = sample_schema(&bench->error);
    bench->store = kj_store_open(path, KJ_STORE_CREATE, KJ_EN, &bench->error);
    if (!bench->schema || !bench->store || !kj_store_begin(bench->store, &bench->error) ||
        !kj_store_pack_set(bench->store, &pack, 1, "set", &bench->set, &bench->error) ||
        !kj_store_rules(bench->store, bench->set, rules, RULES, bench->rules, &bench->error))
        fail(&bench->error);
    for (int o = 0; o < ORGS; o++) {
        char id[16];
        snprintf(id, sizeof id, "o%d", o);
        if (!kj_store_facts(bench->store, kj_text(id), kj_text(id), 0, kj_text(id),
                            &bench->revisions[o], &bench->error))
            fail(&bench->error);
    }
}

static void fill(Bench *bench, int org)
{
    for (int i = 0; i < RULES * SYSTEMS; i++) {
        bool fails = ((uint32_t)(org + 1) * 2654435761u ^ (uint32_t)i * 40503u) % 50 == 0;
        bench->judgements[i] =
            (KjJudgement){.rule = i / SYSTEMS,
                          .kind = SYSTEM,
                          .id = kj_text(bench->ids[i % SYSTEMS]),
                          .name = KJ_TEXT("名称"),
                          .verdict = fails ? KJ_FAIL : KJ_PASS,
                          .underlying = KJ_NO_VERDICT,
                          .message = fails ? KJ_TEXT("復旧目標が水準に届かない") : KJ_TEXT("")};
    }
    for (int s = 0; s < SYSTEMS; s++)
        bench->derived[s] = (KjDerived){.kind = SYSTEM,
                                        .id = kj_text(bench->ids[s]),
                                        .field = 1,
                                        .value = kj_value_int((org + s) % 5 * 3600)};
}

/* Seconds for the day. */
static double write_day(Bench *bench, int32_t day)
{
    KjStoreNames names = {bench->schema, bench->rules, NULL, NULL, keeps, NULL};
    double begun = now();
    for (int o = 0; o < ORGS; o++) {
        KjOrgResult org = {.judgements = bench->judgements,
                           .judgement_count = RULES * SYSTEMS,
                           .derived = bench->derived,
                           .derived_count = SYSTEMS};
        int64_t result;
        fill(bench, o);
        if (!kj_store_result(bench->store, bench->revisions[o], bench->set, day, &org, &names,
                             &result, &bench->error))
            fail(&bench->error);
    }
    if (!kj_store_commit(bench->store, &bench->error) ||
        !kj_store_begin(bench->store, &bench->error))
        fail(&bench->error);
    return now() - begun;
}

static bool count_row(void *ctx, const KjQueryRow *row)
{
    (void)row;
    ++*(uint64_t *)ctx;
    return true;
}

static void skip_columns(void *ctx, size_t count, const char *const *names)
{
    (void)ctx;
    (void)count;
    (void)names;
}

static uint64_t read_all(Bench *bench, const char *sql)
{
    uint64_t rows = 0;
    KjQuery query = {sql, NULL, 0, true, &rows, skip_columns, count_row};
    if (!kj_store_query(bench->store, &query, &bench->error))
        fail(&bench->error);
    return rows;
}

int main(void)
{
    static Bench bench;
    char path[] = "/tmp/store_bench.XXXXXX";
    int fd = mkstemp(path);
    uint64_t rows = ORGS * (RULES + VALUES) * SYSTEMS;
    if (fd < 0)
        return 1;
    close(fd);
    prepare(&bench, path);
    double first = write_day(&bench, 0), second = write_day(&bench, 1), begun = now();
    uint64_t read = read_all(&bench, "SELECT * FROM kj_verdicts JOIN kj_records USING (result, "
                                     "record)") +
                    read_all(&bench, "SELECT * FROM kj_derived");
    double out = now() - begun;
    kj_store_close(bench.store);
    kj_schema_free(bench.schema);
    unlink(path);
    if (read != 2 * rows) {
        fprintf(stderr, "%llu rows were read, %llu written\n", (unsigned long long)read,
                2ULL * rows);
        return 1;
    }
    printf("store, million rows a second: %.2f in, %.2f in on the next day, %.2f out\n",
           1e-6 * (double)rows / first, 1e-6 * (double)rows / second, 1e-6 * (double)read / out);
    return 0;
}
