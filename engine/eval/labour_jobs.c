/* One job after the other: data are read and judged, and what is asked of them is sent. What a job holds
 * stays for those that ask about it; else it goes when another one comes. */
#include "engine/eval/labour_parts.h"

#include "engine/eval/channel.h"
#include "engine/eval/display.h"
#include "engine/eval/due.h"
#include "engine/eval/explain.h"
#include "engine/eval/job_wire.h"
#include "engine/eval/judge_parts.h"
#include "engine/eval/pack_jobs.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static KjDataset *ingest(const KjLabour *labour, const KjValue *job, KjArena *arena, KjDiags *diags)
{
    const KjList *list = kj_map_list(job, "files");
    KjFile *files = kj_arena_array(arena, list->count + 1, sizeof *files);
    KjIngestOptions options = {(int32_t)kj_map_int(job, "zone", KJ_ZONE_JAPAN)};
    for (size_t i = 0; i < list->count; i++) {
        KjText path = kj_map_text(&list->items[i], "path");
        KjText data = kj_map_text(&list->items[i], "data");
        files[i] = (KjFile){path.data, data.data, data.len};
    }
    KjBuilder *builder = kj_builder_new(labour->registry->schema, diags);
    if (list->count || kj_map_int(job, "what", KJ_JOB_CHECK) != KJ_JOB_HOLD)
        kj_ingest(builder, labour->registry->schema, files, list->count, &options, diags);
    size_t amend_count;
    KjAmend *amends = kj_job_amends(job, arena, &amend_count);
    kj_amend(builder, labour->registry->schema, amends, amend_count, &options, diags);
    KjDataset *dataset = kj_builder_seal(builder);
    kj_builder_free(builder);
    return dataset;
}

/* ---- finding what to explain ---- */

static bool find_record(const KjDataset *dataset, const KjRule *rule, KjText name, KjRef *record)
{
    KjText org = KJ_TEXT(""), kind = KJ_TEXT("");
    const char *slash = memchr(name.data, '/', name.len);
    const char *colon = memchr(name.data, ':', name.len);
    if (slash && (!colon || slash < colon)) {
        org = (KjText){name.data, (uint32_t)(slash - name.data)};
        name = (KjText){slash + 1, (uint32_t)(name.len - org.len - 1)};
    }
    if (colon) {
        kind = (KjText){name.data, (uint32_t)(colon - name.data)};
        name = (KjText){colon + 1, (uint32_t)(name.len - kind.len - 1)};
    }
    for (uint32_t o = 0; o < dataset->org_count; o++) {
        if (org.len && kj_text_compare(org, kj_dataset_org_id(dataset, o)) != 0)
            continue;
        for (size_t k = 0; k < rule->kind_count; k++) {
            const KjKind *own = &dataset->schema->kinds[rule->kinds[k]];
            if (kind.len && kj_text_compare(kind, own->name) != 0)
                continue;
            record->kind = rule->kinds[k];
            record->row = kj_dataset_find(dataset, o, record->kind, name);
            if (record->row >= 0)
                return true;
        }
    }
    return false;
}

static void no_such_record(const KjDataset *dataset, const KjRule *rule, KjText name,
                           KjDiags *diags)
{
    if (rule->dropped) {
        kj_diag(diags, KJ_ERROR, (KjPlace){0}, NULL,
                "要件 %1$s は上書きが外したので、判定していません（kijun rules show %1$s）",
                "rule %1$s was dropped by an overlay, so nothing is judged by it (kijun rules show "
                "%1$s)",
                rule->name.data);
        return;
    }
    const KjKind *kind = &dataset->schema->kinds[rule->kinds[0]];
    kj_diag(diags, KJ_ERROR, (KjPlace){0}, NULL,
            "記録「%s」がありません。要件 %s は「%s」の記録を判定します（書き方: %s:ID）",
            "there is no record '%s'. Rule %s judges records of kind %s (write %s:ID)", name.data,
            rule->name.data, kind->name.data, kind->name.data);
}

static void explain(KjLabour *labour, KjJudge *judge, const KjValue *job, KjArena *arena,
                    KjDiags *diags)
{
    KjText name = kj_map_text(job, "rule"), who = kj_map_text(job, "record");
    int32_t number = kj_registry_rule(labour->registry, name);
    KjRef record;
    if (number < 0) {
        kj_diag(diags, KJ_ERROR, (KjPlace){0}, NULL,
                "要件「%s」がありません。要件の番号は kijun rules list で確かめられます",
                "there is no rule '%s'; see kijun rules list for the ids", name.data);
        return;
    }
    const KjRule *rule = &labour->registry->rules[number];
    if (!find_record(judge->dataset, rule, who, &record)) {
        no_such_record(judge->dataset, rule, who, diags);
        return;
    }
    KjRun *run = kj_judge_one(judge, number, record);
    if (!run) {
        kj_diag(diags, KJ_NOTE, kj_record_place(judge->dataset, record), NULL,
                "要件 %s はこの記録を判定の対象にしていません",
                "rule %s does not judge this record", rule->name.data);
        return;
    }
    KjBuf bytes;
    kj_buf_init(&bytes, KJ_FRAME_MAX);
    KjValue explanation = kj_explain(judge, number, record, arena);
    kj_labour_vouch(labour);
    bool ok = kj_run_encode(&bytes, run) &&
              kj_channel_send(labour->fd, KJ_FRAME_RUN, bytes.data, bytes.len) &&
              kj_channel_send_value(labour->fd, KJ_FRAME_EXPLANATION, &explanation);
    kj_buf_clear(&bytes);
    kj_run_free(run);
    if (!ok)
        _exit(KJ_EXIT_SYSTEM);
}

/* Sends the run and frees it. */
static void send_run(const KjLabour *labour, KjRun *run)
{
    KjBuf bytes;
    kj_labour_vouch(labour);
    kj_buf_init(&bytes, KJ_FRAME_MAX);
    bool ok = kj_run_encode(&bytes, run) &&
              kj_channel_send(labour->fd, KJ_FRAME_RUN, bytes.data, bytes.len);
    kj_buf_clear(&bytes);
    kj_run_free(run);
    if (!ok)
        _exit(KJ_EXIT_SYSTEM);
}

/* One organisation at a time, so that their trees are never in memory together. */
static void send_facts(const KjLabour *labour, const KjDataset *dataset)
{
    KjArena *arena = kj_arena_new();
    for (uint32_t org = 0; org < dataset->org_count; org++) {
        KjArenaMark mark = kj_arena_mark(arena);
        KjValue facts = kj_dataset_facts(dataset, org, arena);
        if (!kj_channel_send_value(labour->fd, KJ_FRAME_FACTS, &facts))
            _exit(KJ_EXIT_SYSTEM);
        kj_arena_release(arena, mark);
    }
    kj_arena_free(arena);
}

static void send_value(const KjLabour *labour, const KjValue *value)
{
    kj_labour_vouch(labour);
    if (!kj_channel_send_value(labour->fd, KJ_FRAME_EXPLANATION, value))
        _exit(KJ_EXIT_SYSTEM);
}

static void send_displays(const KjLabour *labour, KjJudge *judge, const KjValue *job,
                          KjArena *arena)
{
    KjValue displays = kj_displays(judge, kj_map_text(job, "display"), arena);
    send_value(labour, &displays);
}

static void send_answer(KjLabour *labour, const KjValue *job, KjArena *arena)
{
    const KjValue none = kj_value_none(), *question = kj_map_get(job, "question");
    KjValue answer;
    KjError error;
    if (!kj_inquiry_answer(labour->inquiry, question ? question : &none, arena, &answer, &error))
        kj_labour_fail(labour, &error);
    send_value(labour, &answer);
}

/* ---- one job ---- */

static KjJudgeOptions options_of(KjLabour *labour, const KjValue *job)
{
    KjJobKind what = (KjJobKind)kj_map_int(job, "what", KJ_JOB_CHECK);
    KjJudgeOptions options = {
        .as_of = (int32_t)kj_map_int(job, "as_of", 0),
        .zone = (int32_t)kj_map_int(job, "zone", KJ_ZONE_JAPAN),
        .lang = labour->setup->lang,
        .traces =
            what == KJ_JOB_EXPLAIN || what == KJ_JOB_HOLD || kj_map_bool(job, "traces", false),
        .derived = what == KJ_JOB_HOLD || kj_map_bool(job, "derived", false),
        .horizon = kj_map_bool(job, "horizon", false),
        .brief = kj_map_bool(job, "brief", false),
        .watch = labour->watch,
    };
    options.skips = kj_job_skips(job, labour->arena, &options.skip_count);
    return options;
}

typedef struct Reading { /* the facts of a job, once more */
    const KjLabour *labour;
    const KjValue *job;
} Reading;

static KjDataset *read_again(void *ctx, KjDiags *diags)
{
    const Reading *reading = ctx;
    KjArena *arena = kj_arena_new();
    KjDataset *dataset = ingest(reading->labour, reading->job, arena, diags);
    kj_arena_free(arena);
    return dataset;
}

static void find_due(KjLabour *labour, const KjValue *job, KjDiags *diags)
{
    Reading reading = {labour, job};
    KjJudgeOptions options = options_of(labour, job);
    KjDueSource source = {.registry = labour->registry,
                          .lua = labour->lua,
                          .options = options,
                          .since = (int32_t)kj_map_int(job, "since", options.as_of),
                          .last = (int32_t)kj_map_int(job, "last", options.as_of),
                          .person = kj_map_text(job, "record"),
                          .read = read_again,
                          .ctx = &reading};
    KjRun *run = kj_due_run(&source, diags);
    kj_labour_vouch(labour);
    if (run)
        send_run(labour, run);
}

/* Of data that are prepared: what is asked of them. */
static void tell_of(KjLabour *labour, KjJudge *judge, const KjValue *job, KjArena *arena,
                    KjDiags *diags)
{
    KjJobKind what = (KjJobKind)kj_map_int(job, "what", KJ_JOB_CHECK);
    if (what == KJ_JOB_ASSESS)
        send_run(labour, kj_judge_run(judge));
    else if (what == KJ_JOB_CHECK)
        send_run(labour, kj_judge_heads(judge));
    else if (what == KJ_JOB_EXPLAIN)
        explain(labour, judge, job, arena, diags);
    else if (what == KJ_JOB_DISPLAY)
        send_displays(labour, judge, job, arena);
    else if (what == KJ_JOB_ASK)
        send_answer(labour, job, arena);
    if (what == KJ_JOB_FACTS || kj_map_bool(job, "facts", false))
        send_facts(labour, judge->dataset);
}

/* Where data are refused nothing is judged, but all problems are told at once. */
static void judge_data(KjLabour *labour, KjDataset *dataset, const KjValue *job, KjDiags *diags)
{
    KjJobKind what = (KjJobKind)kj_map_int(job, "what", KJ_JOB_CHECK);
    KjJudgeOptions options = options_of(labour, job);
    if (what == KJ_JOB_MUTATE || what == KJ_JOB_COVER) {
        KjValue found = kj_pack_job(what, labour->registry, dataset, labour->lua, &options,
                                    kj_map_get(job, "more"), labour->arena);
        send_value(labour, &found);
        return;
    }
    KjJudge *judge = kj_judge_new(labour->registry, dataset, labour->lua, &options);
    if (diags->errors > 0)
        kj_judge_check(judge, diags);
    else
        kj_judge_prepare(judge, diags);
    kj_labour_vouch(labour);
    if (diags->errors == 0)
        tell_of(labour, judge, job, labour->arena, diags);
    if (diags->errors == 0 && what == KJ_JOB_HOLD) {
        labour->judge = judge;
        labour->inquiry = kj_inquiry_new(judge);
    } else {
        kj_judge_free(judge);
    }
}

/* What was held goes, with what the last job left. */
static void let_go(KjLabour *labour)
{
    kj_inquiry_free(labour->inquiry);
    kj_judge_free(labour->judge);
    kj_dataset_free(labour->dataset);
    kj_arena_free(labour->arena);
    labour->inquiry = NULL;
    labour->judge = NULL;
    labour->dataset = NULL;
    labour->arena = NULL;
}

static void take_in(KjLabour *labour, const KjValue *job, KjDiags *diags)
{
    KjError error;
    kj_watch(labour->watch, KJ_STAGE_WORK, -1);
    if (kj_map_int(job, "what", KJ_JOB_CHECK) == KJ_JOB_HOLD &&
        !kj_inquiry_extend(labour->registry, &error))
        kj_labour_fail(labour, &error);
    if (kj_map_int(job, "what", KJ_JOB_CHECK) == KJ_JOB_TABLE) {
        KjValue table = kj_pack_job_table(labour->lua, job, labour->arena, diags);
        send_value(labour, &table);
    } else if (kj_map_int(job, "what", KJ_JOB_CHECK) == KJ_JOB_DUE) {
        find_due(labour, job, diags);
    } else {
        labour->dataset = ingest(labour, job, labour->arena, diags);
        judge_data(labour, labour->dataset, job, diags);
    }
}

static bool is_of_held(const KjValue *job)
{
    return kj_map_bool(job, "held", false) || kj_map_int(job, "what", KJ_JOB_CHECK) == KJ_JOB_ASK;
}

void kj_labour_work(KjLabour *labour, const KjBuf *bytes)
{
    const char *at = bytes->data;
    KjArena *arena;
    KjDiags diags;
    KjValue job;
    if (!labour->judge)
        let_go(labour);
    arena = kj_arena_new();
    kj_diags_init(&diags, labour->setup->lang);
    if (!kj_value_decode(arena, &at, bytes->data + bytes->len, &job) ||
        (is_of_held(&job) && !labour->judge))
        _exit(KJ_EXIT_SYSTEM);
    if (is_of_held(&job)) {
        tell_of(labour, labour->judge, &job, arena, &diags);
    } else {
        let_go(labour);
        labour->arena = arena;
        take_in(labour, &job, &diags);
    }
    kj_diags_sort(&diags);
    KjValue list = kj_diags_value(&diags, arena);
    bool ok = kj_channel_send_value(labour->fd, KJ_FRAME_DIAGS, &list) &&
              kj_channel_send(labour->fd, KJ_FRAME_DONE, "", 0);
    kj_diags_clear(&diags);
    if (arena != labour->arena)
        kj_arena_free(arena);
    if (!ok)
        _exit(KJ_EXIT_SYSTEM);
}
