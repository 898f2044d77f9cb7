/* The names of verdicts, the life of a run and the exit code it calls for. Bytes: see run_wire.c. */
#include "engine/model/run.h"

typedef struct Names {
    const char *name, *ja, *en;
} Names;

static const Names names[KJ_VERDICTS] = {
    [KJ_FAIL] = {"fail", "不適合", "fail"},
    [KJ_UNKNOWN] = {"unknown", "未確認", "unknown"},
    [KJ_PASS] = {"pass", "適合", "pass"},
    [KJ_PARTIAL] = {"partial", "一部適合", "partial"},
    [KJ_WAIVED] = {"waived", "例外措置", "waived"},
    [KJ_NA] = {"n/a", "対象外", "n/a"},
    [KJ_FAULT] = {"error", "処理エラー", "error"},
};

const char *kj_verdict_name(KjVerdict verdict)
{
    return verdict < KJ_VERDICTS ? names[verdict].name : "";
}

const char *kj_verdict_label(KjVerdict verdict, KjLang lang)
{
    if (verdict >= KJ_VERDICTS)
        return "";
    return lang == KJ_JA ? names[verdict].ja : names[verdict].en;
}

bool kj_verdict_from_name(KjText name, KjVerdict *verdict)
{
    for (int i = 0; i < KJ_VERDICTS; i++) {
        if (kj_text_is(name, names[i].name)) {
            *verdict = (KjVerdict)i;
            return true;
        }
    }
    return false;
}

KjRun *kj_run_new(void)
{
    KjArena *arena = kj_arena_new();
    KjRun *run = kj_arena_alloc(arena, sizeof *run);

    run->arena = arena;
    return run;
}

void kj_run_free(KjRun *run)
{
    if (run)
        kj_arena_free(run->arena); /* the run lies in it */
}

static KjExit exit_of(const KjOrgResult *org)
{
    if (org->summary[KJ_FAULT])
        return KJ_EXIT_RULE_ERROR;
    if (org->summary[KJ_FAIL] || org->summary[KJ_PARTIAL] || org->summary[KJ_UNKNOWN])
        return KJ_EXIT_FINDINGS;
    return KJ_EXIT_OK;
}

KjExit kj_run_exit(const KjRun *run)
{
    KjExit worst = KJ_EXIT_OK;

    for (size_t i = 0; i < run->organization_count; i++)
        worst = kj_exit_worse(worst, exit_of(&run->organizations[i]));
    return worst;
}
