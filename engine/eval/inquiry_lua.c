/* Lua over the dataset: stdlib/query/eval.lua runs the text in the sandbox of packs, within the budget for a
 * file of a pack. */
#include "engine/eval/inquiry_parts.h"

static KjValue organizations(const KjInquiry *inquiry, const KjValue *ask, KjArena *arena)
{
    const KjDataset *dataset = inquiry->judge->dataset;
    int32_t kind = dataset->schema->organization, org = kj_inquiry_org(inquiry, ask);
    KjTree list = kj_tree_list(arena);

    for (uint32_t o = 0; kind >= 0 && o < dataset->org_count; o++) {
        const KjTable *table = &dataset->tables[kind];

        if ((org < 0 || o == (uint32_t)org) && table->org_start[o] < table->org_start[o + 1])
            kj_tree_add(&list,
                        (KjValue){.type = KJ_REF, .u.ref = {kind, (int32_t)table->org_start[o]}});
    }
    return list.value;
}

static KjValue plurals(const KjInquiry *inquiry, KjArena *arena)
{
    const KjSchema *schema = inquiry->judge->registry->schema;
    KjTree list = kj_tree_list(arena);

    for (size_t k = 0; k < schema->kind_count; k++)
        if (schema->kinds[k].plural.len && !schema->kinds[k].singleton &&
            schema->kinds[k].parent < 0)
            kj_tree_add(&list, kj_value_text(schema->kinds[k].plural));
    return list.value;
}

static KjValue answer_of(KjInquiry *inquiry, const KjValue *given, KjArena *arena)
{
    const KjList *columns = kj_map_list(given, "columns"), *rows = kj_map_list(given, "rows");
    KjAnswer answer = kj_answer_new(arena);

    for (size_t i = 0; i < columns->count; i++)
        kj_answer_column(&answer, columns->items[i].u.text.data,
                         i + 1 < columns->count ? "キー" : "値", columns->items[i].u.text.data);
    for (size_t r = 0; r < rows->count; r++) {
        const KjList *row = &rows->items[r].u.list;

        for (size_t c = 0; c < columns->count; c++)
            kj_answer_cell(&answer, c < row->count
                                        ? kj_value_told(inquiry->judge, row->items[c], arena)
                                        : kj_value_none());
        kj_answer_end_row(&answer);
    }
    return kj_answer_map(&answer).value;
}

bool kj_inquiry_lua(KjInquiry *inquiry, const KjValue *ask, KjArena *arena, KjValue *answer,
                    KjError *error)
{
    KjTree map = kj_tree_map(arena);
    KjValue given;
    KjText problem;

    kj_tree_set(&map, "text", kj_value_text(kj_map_text(ask, "text")));
    kj_tree_set(&map, "organizations", organizations(inquiry, ask, arena));
    kj_tree_set(&map, "plurals", plurals(inquiry, arena));
    if (!kj_lua_call(inquiry->judge->lua, "query.eval", "run", &map.value, arena, &given, error))
        return false;
    problem = kj_map_text(&given, "problem");
    *answer = problem.len ? kj_answer_problem(arena, problem.data, problem.data)
                          : answer_of(inquiry, &given, arena);
    return true;
}
