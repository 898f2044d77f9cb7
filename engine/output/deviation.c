#include "engine/output/deviation.h"

bool kj_deviation_is_finding(const KjRegistry *registry, const KjDeviation *deviation)
{
    const KjPack *pack = &registry->packs[registry->params[deviation->parameter].pack];

    if (kj_text_is(deviation->direction, "stricter"))
        return false;
    return deviation->reason.len == 0 || kj_text_is(pack->deviation, "equivalence");
}

bool kj_tailoring_is_finding(const KjRegistry *registry, const KjTailoring *tailoring)
{
    KjLabel reason = tailoring->reason;
    bool sets = tailoring->change == KJ_ADJUSTED && tailoring->base.type == KJ_NONE;

    if (kj_text_is(tailoring->direction, "stricter") || sets)
        return false;
    if (kj_text_is(registry->packs[tailoring->of].deviation, "equivalence"))
        return true;
    return reason.ja.len + reason.en.len == 0;
}

const char *kj_change_name(KjChange change)
{
    static const char *const names[] = {"adjust", "replace", "drop", "add"};

    return names[change];
}

size_t kj_deviation_findings(const KjRegistry *registry, const KjRun *run)
{
    size_t findings = 0;

    for (size_t i = 0; i < registry->tailoring_count; i++)
        findings += kj_tailoring_is_finding(registry, &registry->tailorings[i]);
    for (size_t o = 0; o < run->organization_count; o++) {
        const KjOrgResult *org = &run->organizations[o];

        for (size_t i = 0; i < org->deviation_count; i++)
            findings += kj_deviation_is_finding(registry, &org->deviations[i]);
    }
    return findings;
}
