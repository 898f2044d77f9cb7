/* A worker's life: it closes the door behind it (engine/base/door.h), with the one connection inside,
 * loads the packs it was born with, or takes up what is kept of them, and then takes jobs. Out of memory
 * it says so and ends. */
#include "engine/eval/labour.h"

#include "engine/base/door.h"
#include "engine/eval/channel.h"
#include "engine/eval/display.h"
#include "engine/eval/due.h"
#include "engine/eval/explain.h"
#include "engine/eval/inquiry.h"
#include "engine/eval/job_amends.h"
#include "engine/eval/judge_parts.h"
#include "engine/eval/pack_jobs.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct Labour {
    const KjWorkerSetup *setup;
    const KjKept *kept; /* or NULL */
    int fd;
    KjLua *lua;
    const KjRegistry *registry;
    KjArena *arena; /* of the last job, freed when another one comes */
    KjDataset *dataset;
    KjJudge *judge;     /* of what is held for more jobs, or NULL */
    KjInquiry *inquiry; /* likewise */
    KjWatch *watch;     /* or NULL */
    void *tables;       /* of reading data; kept for as long as it lives */
} Labour;

static const char *in(const Labour *labour, const char *ja, const char *en)
{
    return labour->setup->lang == KJ_JA ? ja : en;
}

static void out_of_memory(void *ctx, size_t wanted)
{
    Labour *labour = ctx;
    const char *text =
        in(labour, "作業プロセスのメモリが足りません", "out of memory in the worker process");
    (void)wanted;
    if (labour->watch)
        labour->watch->exhausted = true;
    kj_channel_send(labour->fd, KJ_FRAME_FAILED, text, strlen(text));
    _exit(KJ_EXIT_SYSTEM);
}

static void fail(const Labour *labour, const KjError *error)
{
    char text[sizeof error->message + 64];
    int len =
        snprintf(text, sizeof text, "%s: %s",
                 in(labour, "作業プロセスの内部の誤り", "internal error in the worker process"),
                 error->message);
    kj_channel_send(labour->fd, KJ_FRAME_FAILED, text, len > 0 ? (size_t)len : 0);
    _exit(KJ_EXIT_SYSTEM);
}

/* Nothing is told of a judgement that a function was missing for. */
static void vouch(const Labour *labour)
{
    KjError error;
    const char *unfit = kj_lua_unfit(labour->lua);
    if (!unfit)
        return;
    kj_error_set(&error, KJ_EXIT_SYSTEM, "%s", unfit);
    fail(labour, &error);
}

/* ---- loading ---- */

static KjValue files_value(const KjLuaSource *files, size_t count, KjArena *arena)
{
    KjTree list = kj_tree_list(arena);
    for (size_t i = 0; i < count; i++) {
        KjTree file = kj_tree_map(arena);
        kj_tree_set(&file, "name", kj_value_text(kj_text(files[i].name)));
        kj_tree_set(&file, "text", kj_value_text((KjText){files[i].text, (uint32_t)files[i].len}));
        kj_tree_add(&list, file.value);
    }
    return list.value;
}

static KjValue pack_value(const KjPackSource *pack, KjArena *arena)
{
    KjTree map = kj_tree_map(arena);
    kj_tree_set(&map, "name", kj_value_text(kj_text(pack->name)));
    kj_tree_set(&map, "display", kj_value_text(kj_text(pack->display)));
    kj_tree_set(&map, "hash", kj_value_text(kj_text(pack->hash ? pack->hash : "")));
    kj_tree_set(&map, "selected", kj_value_bool(pack->selected));
    kj_tree_set(&map, "files", files_value(pack->files, pack->file_count, arena));
    if (pack->installed)
        kj_tree_set(&map, "installed", kj_value_bool(true));
    if (pack->test_count)
        kj_tree_set(&map, "tests", files_value(pack->tests, pack->test_count, arena));
    return map.value;
}

static KjValue load_argument(const KjWorkerSetup *setup, KjArena *arena)
{
    KjTree map = kj_tree_map(arena), packs = kj_tree_list(arena);
    for (size_t i = 0; i < setup->pack_count; i++)
        kj_tree_add(&packs, pack_value(&setup->packs[i], arena));
    kj_tree_set(&map, "packs", packs.value);
    kj_tree_set(&map, "lang", kj_value_text(setup->lang == KJ_JA ? KJ_TEXT("ja") : KJ_TEXT("en")));
    return map.value;
}

static void begin_lua(Labour *labour)
{
    KjLuaLimits limits = {0};
    KjError error;
    labour->lua = kj_lua_new(&limits, &error);
    if (labour->lua)
        kj_lua_watch(labour->lua, labour->watch);
    if (!labour->lua ||
        !kj_lua_stdlib(labour->lua, labour->setup->stdlib, labour->setup->stdlib_count, &error))
        fail(labour, &error);
}

static void report(const Labour *labour, const KjValue *loaded)
{
    if (!kj_channel_send_value(labour->fd, KJ_FRAME_LOADED, loaded))
        _exit(KJ_EXIT_SYSTEM);
}

/* False: as if nothing were kept. */
static bool resume(Labour *labour)
{
    KjArena *arena = kj_arena_new();
    KjTree map = kj_tree_map(arena);
    KjError error;
    begin_lua(labour);
    bool ok = kj_kept_resume(labour->kept, labour->setup, labour->lua, &error);
    if (ok) {
        labour->registry = labour->kept->registry;
        kj_tree_set(&map, "resumed", kj_value_bool(true));
        report(labour, &map.value);
    } else {
        kj_lua_free(labour->lua);
    }
    kj_arena_free(arena);
    return ok;
}

/* module: of stdlib, which says what is reported */
static void load(Labour *labour, const char *module)
{
    KjArena *arena = kj_arena_new();
    KjValue argument = load_argument(labour->setup, arena), loaded = kj_value_none();
    KjError error;
    begin_lua(labour);
    if (!kj_lua_call(labour->lua, module, "load", &argument, arena, &loaded, &error))
        fail(labour, &error);
    const KjValue *document = kj_map_get(&loaded, "document");
    if (document && document->type != KJ_NONE) {
        labour->registry = kj_registry_new(document, &error);
        if (!labour->registry)
            fail(labour, &error);
    }
    report(labour, &loaded);
    kj_arena_free(arena);
}

/* ---- jobs on the wire ---- */

static KjValue skips_value(const KjJob *job, KjArena *arena)
{
    KjTree list = kj_tree_list(arena);
    for (size_t i = 0; i < job->skip_count; i++) {
        const KjSkip *skip = &job->skips[i];
        KjTree map = kj_tree_map(arena);
        kj_tree_set(&map, "stage", kj_value_int(skip->stage));
        kj_tree_set(&map, "number", kj_value_int(skip->number));
        kj_tree_set(&map, "kind", kj_value_int(skip->kind));
        kj_tree_set(&map, "row", kj_value_int(skip->row));
        kj_tree_set(&map, "how", kj_value_text(kj_text(skip->how)));
        kj_tree_add(&list, map.value);
    }
    return list.value;
}

bool kj_job_send(int fd, const KjJob *job)
{
    KjArena *arena = kj_arena_new();
    KjTree map = kj_tree_map(arena), files = kj_tree_list(arena);
    for (size_t i = 0; i < job->file_count; i++) {
        KjTree file = kj_tree_map(arena);
        kj_tree_set(&file, "path", kj_value_text(kj_text(job->files[i].path)));
        kj_tree_set(&file, "data",
                    kj_value_text((KjText){job->files[i].data, (uint32_t)job->files[i].len}));
        kj_tree_add(&files, file.value);
    }
    kj_tree_set(&map, "what", kj_value_int(job->what));
    kj_tree_set(&map, "files", files.value);
    kj_tree_set(&map, "as_of", kj_value_int(job->as_of));
    kj_tree_set(&map, "zone", kj_value_int(job->zone));
    kj_tree_set(&map, "traces", kj_value_bool(job->traces));
    kj_tree_set(&map, "derived", kj_value_bool(job->derived));
    kj_tree_set(&map, "brief", kj_value_bool(job->brief));
    kj_tree_set(&map, "facts", kj_value_bool(job->facts));
    kj_tree_set(&map, "horizon", kj_value_bool(job->horizon));
    if (job->rule)
        kj_tree_set(&map, "rule", kj_value_text(kj_text(job->rule)));
    if (job->display)
        kj_tree_set(&map, "display", kj_value_text(kj_text(job->display)));
    if (job->more)
        kj_tree_set(&map, "more", *job->more);
    if (job->record)
        kj_tree_set(&map, "record", kj_value_text(kj_text(job->record)));
    kj_tree_set(&map, "since", kj_value_int(job->since));
    kj_tree_set(&map, "last", kj_value_int(job->last));
    if (job->question)
        kj_tree_set(&map, "question", *job->question);
    kj_tree_set(&map, "held", kj_value_bool(job->held));
    if (job->amend_count)
        kj_tree_set(&map, "amends", kj_amends_value(job, arena));
    if (job->skip_count)
        kj_tree_set(&map, "skips", skips_value(job, arena));
    bool ok = kj_channel_send_value(fd, KJ_FRAME_JOB, &map.value);
    kj_arena_free(arena);
    return ok;
}

static KjSkip *skips_of(const KjValue *job, KjArena *arena, size_t *count)
{
    const KjList *list = kj_map_list(job, "skips");
    KjSkip *skips = kj_arena_array(arena, list->count + 1, sizeof *skips);
    for (size_t i = 0; i < list->count; i++) {
        const KjValue *map = &list->items[i];
        skips[i] = (KjSkip){.stage = (KjStage)kj_map_int(map, "stage", KJ_STAGE_WORK),
                            .number = (int32_t)kj_map_int(map, "number", -1),
                            .kind = (int32_t)kj_map_int(map, "kind", -1),
                            .row = (int32_t)kj_map_int(map, "row", -1)};
        snprintf(skips[i].how, sizeof skips[i].how, "%s", kj_map_text(map, "how").data);
    }
    *count = list->count;
    return skips;
}

static KjDataset *ingest(const Labour *labour, const KjValue *job, KjArena *arena, KjDiags *diags)
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
    KjAmend *amends = kj_amends_of(job, arena, &amend_count);
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

static void explain(Labour *labour, KjJudge *judge, const KjValue *job, KjArena *arena,
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
    vouch(labour);
    bool ok = kj_run_encode(&bytes, run) &&
              kj_channel_send(labour->fd, KJ_FRAME_RUN, bytes.data, bytes.len) &&
              kj_channel_send_value(labour->fd, KJ_FRAME_EXPLANATION, &explanation);
    kj_buf_clear(&bytes);
    kj_run_free(run);
    if (!ok)
        _exit(KJ_EXIT_SYSTEM);
}

/* Sends the run and frees it. */
static void send_run(const Labour *labour, KjRun *run)
{
    KjBuf bytes;
    vouch(labour);
    kj_buf_init(&bytes, KJ_FRAME_MAX);
    bool ok = kj_run_encode(&bytes, run) &&
              kj_channel_send(labour->fd, KJ_FRAME_RUN, bytes.data, bytes.len);
    kj_buf_clear(&bytes);
    kj_run_free(run);
    if (!ok)
        _exit(KJ_EXIT_SYSTEM);
}

/* One organisation at a time, so that their trees are never in memory together. */
static void send_facts(const Labour *labour, const KjDataset *dataset)
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

static void send_value(const Labour *labour, const KjValue *value)
{
    vouch(labour);
    if (!kj_channel_send_value(labour->fd, KJ_FRAME_EXPLANATION, value))
        _exit(KJ_EXIT_SYSTEM);
}

static void send_displays(const Labour *labour, KjJudge *judge, const KjValue *job, KjArena *arena)
{
    KjValue displays = kj_displays(judge, kj_map_text(job, "display"), arena);
    send_value(labour, &displays);
}

static void send_answer(Labour *labour, const KjValue *job, KjArena *arena)
{
    const KjValue none = kj_value_none(), *question = kj_map_get(job, "question");
    KjValue answer;
    KjError error;
    if (!kj_inquiry_answer(labour->inquiry, question ? question : &none, arena, &answer, &error))
        fail(labour, &error);
    send_value(labour, &answer);
}

/* ---- one job ---- */

static KjJudgeOptions options_of(Labour *labour, const KjValue *job)
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
    options.skips = skips_of(job, labour->arena, &options.skip_count);
    return options;
}

typedef struct Reading { /* the facts of a job, once more */
    const Labour *labour;
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

static void find_due(Labour *labour, const KjValue *job, KjDiags *diags)
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
    vouch(labour);
    if (run)
        send_run(labour, run);
}

/* Of data that are prepared: what is asked of them. */
static void tell_of(Labour *labour, KjJudge *judge, const KjValue *job, KjArena *arena,
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
static void judge_data(Labour *labour, KjDataset *dataset, const KjValue *job, KjDiags *diags)
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
    vouch(labour);
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
static void let_go(Labour *labour)
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

static void take_in(Labour *labour, const KjValue *job, KjDiags *diags)
{
    KjError error;
    kj_watch(labour->watch, KJ_STAGE_WORK, -1);
    if (kj_map_int(job, "what", KJ_JOB_CHECK) == KJ_JOB_HOLD &&
        !kj_inquiry_extend(labour->registry, &error))
        fail(labour, &error);
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

static void work(Labour *labour, const KjBuf *bytes)
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

/* ---- the door ---- */

/* Without a filter of system calls only packs that are known to be harmless are loaded. */
static void accept_open_door(const Labour *labour, const char *why)
{
    const KjWorkerSetup *setup = labour->setup;
    char text[400];
    if (labour->watch)
        labour->watch->open = true;
    for (size_t i = 0; i < setup->pack_count; i++) {
        if (setup->packs[i].trusted)
            continue;
        int len = snprintf(
            text, sizeof text,
            in(labour,
               "この環境にはシステムコールを制限する機能（seccomp）がないので（%s）、基準パック"
               "「%.80s」は動かせません。seccomp のあるカーネルやコンテナーで実行してください",
               "there is no filter of system calls here (seccomp: %s), so pack '%.80s' cannot be "
               "run; use a kernel or container that has seccomp"),
            why, setup->packs[i].name);
        kj_channel_send(labour->fd, KJ_FRAME_FAILED, text,
                        len < (int)sizeof text ? (size_t)len : sizeof text - 1);
        _exit(KJ_EXIT_SYSTEM);
    }
}

static void close_door(Labour *labour)
{
    const KjWorkerSetup *setup = labour->setup;
    KjDoor door = {.fd = labour->fd, .memory = setup->memory, .seconds = setup->load_seconds};
    labour->tables = kj_ingest_tables();
    if (!kj_door_close(&door))
        accept_open_door(labour, door.why);
}

void kj_labour(const KjWorkerSetup *setup, const KjKept *kept, const char *module, KjWatch *watch,
               int fd)
{
    Labour labour = {.setup = setup, .kept = kept, .watch = watch, .fd = fd};
    KjFrameKind kind;
    KjBuf bytes;
    bool timed_out;
    kj_mem_on_exhaustion(out_of_memory, &labour);
    close_door(&labour);
    if (!kept || !resume(&labour))
        load(&labour, module ? module : "loader");
    kj_buf_init(&bytes, KJ_FRAME_MAX);
    while (kj_channel_receive(fd, 0, &kind, &bytes, &timed_out) && kind == KJ_FRAME_JOB)
        if (labour.registry) /* else the job was sent before it was known that packs have errors */
            work(&labour, &bytes);
    /* What it holds ends with the process. */
}
