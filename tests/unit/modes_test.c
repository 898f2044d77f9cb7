// Random conditions over random records with a quarter of the facts missing. Each is judged in blocks,
// row by row with care, row by row while missing facts and reads are noted, and by another evaluator
// (modes_oracle.h) that shares no code with the engine's; all must agree for every record.
//
// A seed makes a run repeatable. MODES_CASES in the environment says how many conditions (4000),
// MODES_SEED where the series begins.
#include "tests/unit/modes_oracle.h"

#define BATCH 250

static const char *const TRUTHS[] = {"false", "unknown", "true"};

static bool agree(Fixture *f, int rule, const Tree *root, const char *text)
{
    const KjExpr *expr = f->registry->rules[rule].check[0];
    int32_t kind = f->registry->rules[rule].kinds[0];
    for (int i = 0; i < ITEMS * ORGS; i++) {
        KjJudge *judge = f->judge;
        KjTrace reads = {NULL, 0, 0}, missing = {NULL, 0, 0};
        KjFrame frame = kj_judge_frame((KjRef){kind, i});
        KjEval eval = kj_judge_eval(judge, 0);
        KjArenaMark mark = kj_arena_mark(judge->scratch);
        Here here = {ITEM, i, 0, 0, NULL};
        uint8_t truths[5];
        truths[0] = judge->verdicts[rule][0].verdict[i];
        kj_eval_truth(&eval, expr, expr->count - 1, &frame, &truths[1]);
        eval.careful = true;
        kj_eval_truth(&eval, expr, expr->count - 1, &frame, &truths[2]);
        eval.trace = &reads;
        eval.missing = &missing;
        kj_eval_truth(&eval, expr, expr->count - 1, &frame, &truths[3]);
        truths[4] = (uint8_t)truth_of(root, &here);
        bool noted = truths[3] == KJ_UNKNOWN || missing.count == 0;
        kj_arena_release(judge->scratch, mark);
        kj_free(reads.reads);
        kj_free(missing.reads);
        if (truths[0] == truths[1] && truths[1] == truths[2] && truths[2] == truths[3] &&
            truths[3] == truths[4] && noted)
            continue;
        printf("%s\n  record o%d i%02d: block %s, alone %s, careful %s, noting %s, expected %s%s\n",
               text, i / ITEMS, i % ITEMS, TRUTHS[truths[0]], TRUTHS[truths[1]], TRUTHS[truths[2]],
               TRUTHS[truths[3]], TRUTHS[truths[4]],
               noted ? "" : "; decided, but facts are noted as missing");
        return false;
    }
    return true;
}

// Messages and explanations of whatever comes out: none may fail, and a failing verdict says why.
static void explain_some(Fixture *f, int count)
{
    f->run = kj_judge_run(f->judge);
    for (size_t o = 0; o < f->run->organization_count; o++)
        for (size_t i = 0; i < f->run->organizations[o].judgement_count; i++) {
            const KjJudgement *one = &f->run->organizations[o].judgements[i];
            if (one->verdict == KJ_FAIL && one->message.len == 0)
                CHECK_STR("a fail without a message", one->id.data);
        }
    for (int i = 0; i < count; i++) {
        int32_t kind = f->registry->rules[i].kinds[0];
        KjArena *arena = kj_arena_new();
        KjValue explanation = kj_explain(f->judge, i, (KjRef){kind, i % (ITEMS * ORGS)}, arena);
        CHECK(kj_map_list(&explanation, "parts")->count == 1);
        kj_arena_free(arena);
    }
}

static int check_batch(uint64_t seed, int count)
{
    static Tree *roots[BATCH];
    static const char *texts[BATCH];
    static Case cases[BATCH];
    const Scope scope = {{ITEM}, 1};
    Fixture f = fixture_new();
    int wrong = 0;
    state = seed * 0x9E3779B97F4A7C15u + 1;
    for (int i = 0; i < 8; i++)
        below(2);
    pool_used = 0;
    draw_items();
    for (int i = 0; i < count; i++) {
        KjBuf buf;
        kj_buf_init(&buf, 1 << 16);
        do {
            buf.len = 0;
            roots[i] = some_truth(&scope, 1 + (int)below(5));
            write_tree(&buf, roots[i], &scope);
        } while (buf.len > 1200 && pool_used < (1 << 15));
        texts[i] = kj_arena_strndup(f.arena, buf.data, buf.len);
        cases[i].condition = texts[i];
        kj_buf_clear(&buf);
    }
    fixture_pack(&f, "p", fixture_case_rules(&f, KINDS, "item", cases, (size_t)count));
    f.options.traces = false;
    char *data = write_data(f.arena);
    if (!fixture_prepare(&f, data)) {
        printf("seed %llu: %s\n", (unsigned long long)seed, f.problems);
        wrong = 1;
    }
    for (int i = 0; f.judge && i < count && wrong < 3; i++) {
        if (agree(&f, i, roots[i], texts[i]))
            continue;
        wrong++;
        printf("  seed %llu\n", (unsigned long long)seed);
        if (getenv("MODES_DATA"))
            puts(data);
    }
    if (f.judge && seed % 4 == 0)
        explain_some(&f, count);
    fixture_free(&f);
    return wrong;
}

static long from_environment(const char *name, long otherwise)
{
    const char *text = getenv(name);
    return text ? atol(text) : otherwise;
}

TEST(blocks_single_rows_and_another_evaluator_agree)
{
    long cases = from_environment("MODES_CASES", 4000), seed = from_environment("MODES_SEED", 1);
    int wrong = 0;
    for (long done = 0; done < cases && wrong < 3; done += BATCH, seed++)
        wrong += check_batch((uint64_t)seed, cases - done < BATCH ? (int)(cases - done) : BATCH);
    CHECK_INT(wrong, 0);
}

int main(void)
{
    return RUN(blocks_single_rows_and_another_evaluator_agree);
}
