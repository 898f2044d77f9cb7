/* What is not found is told with the nearest name; a clause that several packs have, with all. */
#include "engine/cli/rule_name.h"
#include "engine/cli/tell.h"

#include <string.h>

static void tell_several(KjDiags *diags, const KjRegistry *registry, KjText clause, KjPlace place)
{
    KjBuf list;

    kj_buf_init(&list, 0);
    for (size_t i = 0; i < registry->rule_count; i++)
        if (kj_text_compare(registry->rules[i].clause, clause) == 0)
            kj_buf_printf(&list, "%s%s", list.len ? ", " : "", registry->rules[i].name.data);
    kj_diag(diags, KJ_ERROR, place, NULL,
            "条項 %1$s は複数のパックにあります。パック名を付けてください: %2$s",
            "several packs have a clause %1$s; name the pack: %2$s", clause.data, list.data);
    kj_buf_clear(&list);
}

static void tell_unknown(KjDiags *diags, const KjRegistry *registry, KjText name, KjPlace place)
{
    const char **names = kj_alloc_array(registry->rule_count + 1, sizeof *names);
    bool full = name.len && memchr(name.data, '/', name.len);
    const char *nearest;

    for (size_t i = 0; i < registry->rule_count; i++)
        names[i] = full ? registry->rules[i].name.data : registry->rules[i].clause.data;
    nearest = kj_nearest(name, names, registry->rule_count);
    if (nearest)
        kj_diag(diags, KJ_ERROR, place, NULL, "要件 %1$s はありません。もしかして %2$s ですか",
                "unknown rule %1$s; did you mean %2$s?", name.data, nearest);
    else
        kj_diag(diags, KJ_ERROR, place, NULL,
                "要件 %s はありません。kijun rules list に一覧があります",
                "unknown rule %s; see kijun rules list", name.data);
    kj_free(names);
}

int32_t kj_rule_named_at(const KjApp *app, const KjRegistry *registry, const char *text,
                         KjPlace place)
{
    KjText name = kj_text_nfkc(app->arena, kj_text(text));
    int32_t rule = kj_registry_rule(registry, name);
    size_t same = 0;
    KjDiags diags;

    if (rule >= 0)
        return rule;
    kj_diags_init(&diags, app->lang);
    for (size_t i = 0; i < registry->rule_count; i++)
        same += kj_text_compare(registry->rules[i].clause, name) == 0;
    if (same > 1)
        tell_several(&diags, registry, name, place);
    else
        tell_unknown(&diags, registry, name, place);
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
    return -1;
}

int32_t kj_rule_named(const KjApp *app, const KjRegistry *registry, const char *text)
{
    return kj_rule_named_at(app, registry, text, (KjPlace){0});
}
