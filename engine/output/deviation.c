#include "engine/output/deviation.h"

bool kj_deviation_is_finding(const KjRegistry *registry, const KjDeviation *deviation)
{
    const KjPack *pack = &registry->packs[registry->params[deviation->parameter].pack];

    if (kj_text_is(deviation->direction, "stricter"))
        return false;
    return deviation->reason.len == 0 || kj_text_is(pack->deviation, "equivalence");
}

size_t kj_deviation_findings(const KjRegistry *registry, const KjRun *run)
{
    size_t findings = 0;

    for (size_t o = 0; o < run->organization_count; o++) {
        const KjOrgResult *org = &run->organizations[o];

        for (size_t i = 0; i < org->deviation_count; i++)
            findings += kj_deviation_is_finding(registry, &org->deviations[i]);
    }
    return findings;
}
