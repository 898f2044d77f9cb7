/* Names are compared without what does not matter when they are typed. */
#include "engine/output/rules.h"

/* NFKC, small letters. */
static KjText folded(KjArena *arena, KjText text)
{
    KjText plain = kj_text_nfkc(arena, text);
    char *copy = kj_arena_strndup(arena, plain.len ? plain.data : "", plain.len);

    for (uint32_t i = 0; i < plain.len; i++)
        if (copy[i] >= 'A' && copy[i] <= 'Z')
            copy[i] = (char)(copy[i] - 'A' + 'a');
    return (KjText){copy, plain.len};
}

/* "chief information security officer (ciso)" without its brackets. */
static KjText without_brackets(KjArena *arena, KjText text)
{
    uint32_t open = text.len;

    if (text.len == 0 || text.data[text.len - 1] != ')')
        return text;
    while (open > 0 && text.data[open - 1] != '(')
        open--;
    while (open > 1 && text.data[open - 2] == ' ')
        open--;
    return open > 1 ? kj_text_nfkc(arena, (KjText){text.data, open - 1}) : text;
}

static bool called(KjArena *arena, KjText label, KjText wanted)
{
    KjText name = folded(arena, label);

    return name.len && (kj_text_compare(name, wanted) == 0 ||
                        kj_text_compare(without_brackets(arena, name), wanted) == 0);
}

bool kj_rule_addresses(const KjRule *rule, KjText actor)
{
    KjArena *arena = kj_arena_new();
    KjText wanted = folded(arena, actor);
    bool result = called(arena, rule->actor, wanted) ||
                  called(arena, rule->actor_label.ja, wanted) ||
                  called(arena, rule->actor_label.en, wanted);

    kj_arena_free(arena);
    return result;
}
