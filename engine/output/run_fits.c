/* Every number of a run must name something in the registry, and a root kind where a record is
 * meant; else the run is not rendered. */
#include "engine/output/assess.h"

static bool fits_record(const KjSchema *schema, int32_t kind)
{
    return kind >= 0 && (size_t)kind < schema->kind_count;
}

static bool fits_field(const KjSchema *schema, int32_t kind, int32_t field)
{
    return fits_record(schema, kind) && field >= 0 &&
           (size_t)field < schema->kinds[kind].field_count;
}

static bool fits_param(const KjRegistry *registry, int32_t parameter)
{
    return parameter >= 0 && (size_t)parameter < registry->param_count;
}

static bool fits_facts(const KjRegistry *registry, const KjFact *facts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const KjFact *fact = &facts[i];
        bool fits = fact->kind == -1  ? fits_param(registry, fact->field)
                    : fact->field < 0 ? fits_record(registry->schema, fact->kind)
                                      : fits_field(registry->schema, fact->kind, fact->field);

        if (!fits)
            return false;
    }
    return true;
}

static bool fits_judgement(const KjRegistry *registry, const KjJudgement *judgement)
{
    return judgement->rule >= 0 && (size_t)judgement->rule < registry->rule_count &&
           fits_record(registry->schema, judgement->kind) &&
           fits_facts(registry, judgement->missing, judgement->missing_count) &&
           fits_facts(registry, judgement->trace, judgement->trace_count);
}

static bool fits_people(const KjRegistry *registry, const KjPerson *people, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!fits_record(registry->schema, people[i].kind))
            return false;
    return true;
}

static bool fits_due(const KjRegistry *registry, const KjDue *due)
{
    return fits_people(registry, due->persons, due->person_count) &&
           fits_judgement(registry, &due->then);
}

static bool fits_organization(const KjRegistry *registry, const KjOrgResult *org)
{
    for (size_t i = 0; i < org->judgement_count; i++)
        if (!fits_judgement(registry, &org->judgements[i]))
            return false;
    for (size_t i = 0; i < org->derived_count; i++)
        if (!fits_field(registry->schema, org->derived[i].kind, org->derived[i].field))
            return false;
    for (size_t i = 0; i < org->deviation_count; i++)
        if (!fits_param(registry, org->deviations[i].parameter))
            return false;
    for (size_t i = 0; i < org->due_count; i++)
        if (!fits_due(registry, &org->dues[i]))
            return false;
    return fits_people(registry, org->people, org->people_count);
}

bool kj_run_fits(const KjRun *run, const KjRegistry *registry)
{
    for (size_t i = 0; i < run->organization_count; i++)
        if (!fits_organization(registry, &run->organizations[i]))
            return false;
    return true;
}
