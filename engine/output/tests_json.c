/* Results of tests, for machines (doc/test.schema.json). */
#include "engine/output/tests.h"

#include "engine/base/version.h"
#include "engine/output/json_value.h"

static void put_side(KjJson *json, const char *key, const KjMismatch *mismatch, KjVerdict verdict,
                     KjText more)
{
    kj_json_key(json, key);
    kj_json_open(json, '{');
    if (!mismatch->value) {
        kj_json_key(json, "verdict");
        kj_json_cstr(json, verdict == KJ_NO_VERDICT ? NULL : kj_verdict_name(verdict));
    }
    kj_json_put_text(json, "text", more);
    kj_json_close(json, '}');
}

static void put_mismatch(KjJson *json, const KjMismatch *mismatch)
{
    kj_json_open(json, '{');
    kj_json_put_text(json, "what", mismatch->what);
    kj_json_key(json, "at");
    kj_json_place(json, mismatch->place);
    put_side(json, "expected", mismatch, mismatch->expected, mismatch->expected_more);
    put_side(json, "got", mismatch, mismatch->got, mismatch->got_more);
    kj_json_put_text(json, "message", mismatch->message);
    kj_json_close(json, '}');
}

static void put_result(KjJson *json, const KjTestResult *result)
{
    static const char *const states[] = {"passed", "failed", "refused"};

    kj_json_open(json, '{');
    kj_json_put_text(json, "pack", result->pack);
    kj_json_put_text(json, "name", result->name);
    kj_json_key(json, "at");
    kj_json_place(json, result->place);
    kj_json_put_cstr(json, "result", states[result->state]);
    kj_json_put_int(json, "checks", (int64_t)result->checks);
    kj_json_key(json, "mismatches");
    kj_json_open(json, '[');
    for (size_t i = 0; i < result->mismatch_count; i++)
        put_mismatch(json, &result->mismatches[i]);
    kj_json_close(json, ']');
    kj_json_close(json, '}');
}

void kj_tests_json(KjSink *sink, const KjTestResults *results)
{
    KjJson json = kj_json(&sink->buf);

    kj_json_open(&json, '{');
    kj_json_put_cstr(&json, "kijun", KJ_VERSION);
    kj_json_put_int(&json, "passed", (int64_t)results->states[KJ_TEST_PASSED]);
    kj_json_put_int(&json, "failed", (int64_t)results->states[KJ_TEST_FAILED]);
    kj_json_put_int(&json, "refused", (int64_t)results->states[KJ_TEST_REFUSED]);
    kj_json_key(&json, "tests");
    kj_json_open(&json, '[');
    for (size_t i = 0; i < results->count; i++) {
        put_result(&json, &results->items[i]);
        kj_sink_relax(sink);
    }
    kj_json_close(&json, ']');
    kj_json_close(&json, '}');
    kj_buf_putc(&sink->buf, '\n');
}
