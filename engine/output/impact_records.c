/* What changes of each record of an organisation: its values, then its verdicts. */
#include "engine/output/impact_words.h"

const char *kj_impact_org_name(KjArena *arena, const KjImpactOrg *org)
{
    return org->name.len ? kj_arena_printf(arena, "%s (%s)", org->name.data, org->id.data)
                         : org->id.data;
}

static void put_value(KjPage *page, const KjImpact *impact, const KjImpactChange *change)
{
    KjText label = kj_label_in(change->label, impact->lang);
    KjText old = change->old_text, new = change->new_text,
           none = kj_text(kj_impact_in(impact, "なし", "none"));

    kj_page_to(page, 6);
    kj_page_puts(page, KJ_PLAIN,
                 kj_arena_printf(page->scratch, label.len ? "%2$s [%1$s]" : "%1$s",
                                 change->field.data, label.data));
    kj_page_flow_on(page, KJ_BOLD, 8,
                    kj_text(kj_arena_printf(page->scratch, "%s → %s", (old.len ? old : none).data,
                                            (new.len ? new : none).data)));
    kj_page_line(page);
}

static void put_verdict(KjPage *page, const KjImpact *impact, const KjImpactChange *change)
{
    const KjImpactRule *rule = &impact->rules[change->rule];
    KjTurn turn = kj_turn(change->before, change->after);

    kj_page_to(page, 4);
    kj_page_puts(page, kj_impact_style(turn),
                 turn == KJ_WORSE    ? "▼"
                 : turn == KJ_BETTER ? "△"
                                     : "・");
    kj_page_to(page, 6);
    kj_page_puts(page, kj_impact_style(turn),
                 kj_arena_printf(page->scratch, "%s → %s",
                                 kj_impact_verdict(impact, change->before),
                                 kj_impact_verdict(impact, change->after)));
    kj_page_flow_on(page, KJ_PLAIN, 8, rule->name);
    kj_page_flow_on(page, KJ_PLAIN, 8, kj_label_in(rule->title, impact->lang));
    kj_page_line(page);
    if (change->message.len) {
        kj_page_to(page, 8);
        kj_page_flow(page, KJ_DIM, 8, change->message);
        kj_page_line(page);
    }
}

bool kj_impact_records(KjPage *page, KjImpact *impact, const KjImpactOrg *org)
{
    KjArena *arena = kj_arena_new();
    KjImpactChange *changes;
    size_t count;
    bool good = impact->open(impact, org, false, arena, &changes, &count);

    kj_impact_heading(page, kj_impact_org_name(page->scratch, org));
    for (size_t i = 0; good && i < count; i++) {
        if (i == 0 || !kj_same_record(&changes[i - 1], &changes[i])) {
            kj_page_to(page, 2);
            kj_page_put(page, KJ_BOLD, changes[i].name.len ? changes[i].name : changes[i].id);
            kj_page_flow_on(page, KJ_DIM, 4,
                            kj_text(kj_arena_printf(page->scratch, "%s:%s", changes[i].kind.data,
                                                    changes[i].id.data)));
            kj_page_line(page);
        }
        if (changes[i].rule == KJ_NO_RULE)
            put_value(page, impact, &changes[i]);
        else
            put_verdict(page, impact, &changes[i]);
    }
    kj_sink_relax(page->sink);
    kj_arena_free(arena);
    return good;
}
