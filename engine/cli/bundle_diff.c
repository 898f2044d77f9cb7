/* Rules are known by their names, parameters too; both lists are short enough to be searched. The text
 * of a function is not in a registry: a rule with one may have changed where its file did. */
#include "engine/cli/bundle_diff.h"

#include "engine/output/show.h"
#include "engine/rules/rule_same.h"

#include <string.h>

typedef struct Diff {
    KjPage *page;
    const KjView *before, *after;
    const KjPackSource *old, *new; /* files of the pack */
    KjText pack;
    size_t count;
} Diff;

static const char *in(const Diff *diff, const char *ja, const char *en)
{
    return diff->after->lang == KJ_JA ? ja : en;
}

static bool is_of(const KjRegistry *registry, int32_t pack, KjText id)
{
    return pack >= 0 && kj_text_compare(registry->packs[pack].id, id) == 0;
}

/* ---- rules ---- */

static const KjRule *rule_named(const KjRegistry *registry, KjText pack, KjText name)
{
    for (size_t i = 0; i < registry->rule_count; i++)
        if (is_of(registry, registry->rules[i].pack, pack) &&
            kj_text_compare(registry->rules[i].name, name) == 0)
            return &registry->rules[i];
    return NULL;
}

static bool same_label(KjLabel a, KjLabel b)
{
    return kj_text_compare(a.ja, b.ja) == 0 && kj_text_compare(a.en, b.en) == 0;
}

/* ---- functions ---- */

static const KjLuaSource *file_of(const KjPackSource *pack, const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;

    for (size_t i = 0; pack && slash && i < pack->file_count; i++)
        if (strcmp(pack->files[i].name, slash + 1) == 0)
            return &pack->files[i];
    return NULL;
}

/* The function may be another one: its file is. */
static bool file_changed(const Diff *diff, const KjRule *a, const KjRule *b)
{
    const KjLuaSource *x = file_of(diff->old, a->place.file),
                      *y = file_of(diff->new, b->place.file);

    return !x || !y || x->len != y->len || memcmp(x->text, y->text, x->len) != 0;
}

static bool has_function(const KjRule *rule)
{
    return rule->check_function >= 0;
}

static bool same_words(const KjRule *a, const KjRule *b)
{
    return same_label(a->title, b->title) && same_label(a->remedy, b->remedy) &&
           same_label(a->question, b->question);
}

static bool same_manner(const KjRule *a, const KjRule *b)
{
    return kj_text_compare(a->actor, b->actor) == 0 && kj_text_compare(a->level, b->level) == 0 &&
           kj_text_compare(a->source_clause, b->source_clause) == 0 && a->ask == b->ask &&
           a->waivable == b->waivable && a->strict == b->strict && a->declared == b->declared &&
           a->in_principle == b->in_principle;
}

static void put_rule(Diff *diff, char mark, const KjRule *rule, const char *what, KjStyle style)
{
    char text[] = {' ', ' ', mark, ' ', '\0'};

    kj_page_puts(diff->page, style, text);
    kj_page_put(diff->page, KJ_PLAIN, rule->name);
    kj_page_flow_on(diff->page, KJ_PLAIN, 6, kj_label_in(rule->title, diff->after->lang));
    if (*what)
        kj_page_flow_on(diff->page, KJ_DIM, 6, kj_text(what));
    kj_page_line(diff->page);
    diff->count++;
}

static const char *changes_of(const Diff *diff, const KjRule *a, const KjRule *b)
{
    if (!kj_rule_same_conditions(diff->before->registry->schema, a, diff->after->registry->schema,
                                 b))
        return in(diff, "[条件が変わる]", "[its condition changes]");
    if (!same_manner(a, b))
        return in(diff, "[水準・担当などが変わる]", "[level, actor or the like change]");
    if (!same_words(a, b))
        return in(diff, "[文言が変わる]", "[its wording changes]");
    if (has_function(b) && file_changed(diff, a, b))
        return in(diff, "[関数のあるファイルが変わる]", "[the file of its function changes]");
    return NULL;
}

static void diff_rules(Diff *diff)
{
    const KjRegistry *before = diff->before->registry, *after = diff->after->registry;

    for (size_t i = 0; i < after->rule_count; i++) {
        const KjRule *rule = &after->rules[i], *old;

        if (!is_of(after, rule->pack, diff->pack))
            continue;
        old = rule_named(before, diff->pack, rule->name);
        if (!old)
            put_rule(diff, '+', rule, "", KJ_GREEN);
        else if (changes_of(diff, old, rule))
            put_rule(diff, '~', rule, changes_of(diff, old, rule), KJ_YELLOW);
    }
    for (size_t i = 0; i < before->rule_count; i++)
        if (is_of(before, before->rules[i].pack, diff->pack) &&
            !rule_named(after, diff->pack, before->rules[i].name))
            put_rule(diff, '-', &before->rules[i], "", KJ_RED);
}

/* ---- parameters ---- */

static int32_t param_named(const KjRegistry *registry, KjText pack, KjText name)
{
    for (size_t i = 0; i < registry->param_count; i++)
        if (is_of(registry, registry->params[i].pack, pack) &&
            kj_text_compare(registry->params[i].name, name) == 0)
            return (int32_t)i;
    return -1;
}

static void put_value(const KjView *view, int32_t param, KjBuf *out)
{
    kj_show_value(out, view, kj_meaning(view, -1, param), &view->registry->params[param].value);
}

/* old or new -1: there is none. */
static void put_param(Diff *diff, int32_t old, int32_t new)
{
    const KjView *view = new < 0 ? diff->before : diff->after;
    const KjParam *param = &view->registry->params[new < 0 ? old : new];
    KjBuf text;

    kj_buf_init(&text, 0);
    if (old >= 0)
        put_value(diff->before, old, &text);
    if (old >= 0 && new >= 0)
        kj_buf_puts(&text, " → ");
    if (new >= 0)
        put_value(diff->after, new, &text);
    kj_page_puts(diff->page,
                 old < 0   ? KJ_GREEN
                 : new < 0 ? KJ_RED
                           : KJ_YELLOW,
                 old < 0   ? "  + $"
                 : new < 0 ? "  - $"
                           : "  ~ $");
    kj_page_put(diff->page, KJ_PLAIN, param->name);
    kj_page_flow_on(diff->page, KJ_PLAIN, 6, kj_label_in(param->title, diff->after->lang));
    kj_page_flow_on(diff->page, KJ_BOLD, 6, (KjText){text.data, (uint32_t)text.len});
    kj_page_line(diff->page);
    kj_buf_clear(&text);
    diff->count++;
}

static void diff_params(Diff *diff)
{
    const KjRegistry *before = diff->before->registry, *after = diff->after->registry;

    for (size_t i = 0; i < after->param_count; i++) {
        const KjParam *param = &after->params[i];
        int32_t old;

        if (!is_of(after, param->pack, diff->pack))
            continue;
        old = param_named(before, diff->pack, param->name);
        if (old < 0 || !kj_value_equal(&before->params[old].value, &param->value))
            put_param(diff, old, (int32_t)i);
    }
    for (size_t i = 0; i < before->param_count; i++)
        if (is_of(before, before->params[i].pack, diff->pack) &&
            param_named(after, diff->pack, before->params[i].name) < 0)
            put_param(diff, (int32_t)i, -1);
}

static const KjPackSource *source_of(const KjPacksView *packs, KjText id)
{
    for (size_t i = 0; i < packs->count; i++)
        if (kj_text_is(id, packs->packs[i].name))
            return &packs->packs[i];
    return NULL;
}

size_t kj_bundle_diff(KjPage *page, const KjPacksView *before, const KjPacksView *after,
                      KjText pack)
{
    Diff diff = {.page = page,
                 .before = &before->view,
                 .after = &after->view,
                 .old = source_of(before, pack),
                 .new = source_of(after, pack),
                 .pack = pack};

    diff_rules(&diff);
    diff_params(&diff);
    return diff.count;
}
