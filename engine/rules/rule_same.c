#include "engine/rules/rule_same.h"

static bool same_texts(KjExpr *const *a, KjExpr *const *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const KjExpr *x = a ? a[i] : NULL, *y = b ? b[i] : NULL;
        if (!x != !y || (x && kj_text_compare(x->text, y->text) != 0))
            return false;
    }
    return true;
}

static bool same_kinds(const KjSchema *x, const KjRule *a, const KjSchema *y, const KjRule *b)
{
    if (a->kind_count != b->kind_count)
        return false;
    for (size_t i = 0; i < a->kind_count; i++) {
        if (kj_text_compare(x->kinds[a->kinds[i]].name, y->kinds[b->kinds[i]].name) != 0)
            return false;
    }
    return true;
}

bool kj_rule_same_conditions(const KjSchema *x, const KjRule *a, const KjSchema *y, const KjRule *b)
{
    return same_kinds(x, a, y, b) && same_texts(a->select, b->select, a->kind_count) &&
           same_texts(a->when, b->when, a->kind_count) &&
           same_texts(a->check, b->check, a->kind_count) &&
           (a->check_function >= 0) == (b->check_function >= 0);
}
