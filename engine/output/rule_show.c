/* One rule with all it says; what is not declared is left out. */
#include "engine/output/report_parts.h"
#include "engine/output/rules.h"
#include "engine/output/show.h"

/* ---- parameters ---- */

typedef struct Marks {
    const KjRegistry *registry;
    bool *used;    /* per parameter */
    bool *visited; /* per derivation */
} Marks;

static void mark_expression(Marks *marks, const KjExpr *expr);

static void mark_field(Marks *marks, int32_t kind, int32_t field);

static void mark_named(Marks *marks, const int32_t *params, size_t count)
{
    for (size_t i = 0; i < count; i++)
        marks->used[params[i]] = true;
}

/* What a condition reads of computed fields, it reads through what computes them; a function says which
 * fields it reads. */
static void mark_derivation(Marks *marks, const KjDerive *derive)
{
    mark_expression(marks, derive->from);
    mark_named(marks, derive->named_params, derive->named_param_count);
    for (size_t i = 0; i < derive->read_count; i++)
        mark_field(marks, derive->reads[i].kind, derive->reads[i].field);
}

static void mark_field(Marks *marks, int32_t kind, int32_t field)
{
    const KjRegistry *registry = marks->registry;

    for (size_t d = 0; d < registry->derive_count; d++) {
        const KjDerive *derive = &registry->derives[d];

        for (size_t i = 0; i < derive->field_count && derive->kind == kind; i++) {
            if (derive->fields[i] != field || marks->visited[d])
                continue;
            marks->visited[d] = true;
            mark_derivation(marks, derive);
        }
    }
}

static void mark_expression(Marks *marks, const KjExpr *expr)
{
    const KjRegistry *registry = marks->registry;

    for (int32_t i = 0; expr && i < expr->count; i++) {
        const KjNode *node = &expr->nodes[i];
        int32_t number = node->op == KJ_OP_BAND ? node->b : node->a;
        bool reads = node->op == KJ_OP_PARAM || node->op == KJ_OP_BAND || node->op == KJ_OP_LOOKUP;

        if (reads && number >= 0 && (size_t)number < registry->param_count)
            marks->used[number] = true;
        if ((node->op == KJ_OP_FIELD || node->op == KJ_OP_ITEMS) && node->b >= 0 &&
            registry->schema->kinds[node->a].fields[node->b].derived)
            mark_field(marks, node->a, node->b);
    }
}

static void mark_all(Marks *marks, const KjRule *rule, KjExpr **conditions)
{
    for (size_t i = 0; conditions && i < rule->kind_count; i++)
        mark_expression(marks, conditions[i]);
}

void kj_rule_parameters(const KjRegistry *registry, const KjRule *rule, bool *used)
{
    Marks marks = {registry, used,
                   kj_alloc_array(registry->derive_count + 1, sizeof *marks.visited)};

    mark_all(&marks, rule, rule->select);
    mark_all(&marks, rule, rule->when);
    mark_all(&marks, rule, rule->check);
    mark_named(&marks, rule->named_params, rule->named_param_count);
    kj_free(marks.visited);
}

/* ---- lines ---- */

static void put_kinds(KjPage *page, const KjView *view, const KjRule *rule)
{
    KjBuf text;

    kj_buf_init(&text, 0);
    for (size_t i = 0; i < rule->kind_count; i++) {
        const KjKind *kind = &view->registry->schema->kinds[rule->kinds[i]];
        KjText label = kj_label_in(kind->label, view->lang);

        kj_buf_puts(&text, i ? kj_word(view->lang, KJ_W_LIST_COMMA) : "");
        kj_buf_printf(&text, "%.*s (%.*s)", (int)label.len, label.data, (int)kind->name.len,
                      kind->name.data);
    }
    kj_report_labelled_buf(page, view, KJ_W_KINDS, &text);
    kj_buf_clear(&text);
}

static bool same_as_before(KjExpr **conditions, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (conditions[i] && kj_text_compare(conditions[i]->text, conditions[index]->text) == 0)
            return true;
    return false;
}

static void put_conditions(KjPage *page, const KjView *view, const KjRule *rule, KjWord word,
                           KjExpr **conditions)
{
    for (size_t i = 0; conditions && i < rule->kind_count; i++) {
        KjArenaMark mark = kj_arena_mark(page->scratch);

        if (conditions[i] && !same_as_before(conditions, i))
            kj_report_labelled(page, view, word,
                               kj_page_one_line(page->scratch, conditions[i]->text));
        kj_arena_release(page->scratch, mark);
    }
}

static void put_source(KjPage *page, const KjView *view, const KjRule *rule)
{
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_show_source(&text, view, rule);
    kj_report_labelled_buf(page, view, KJ_W_SOURCE, &text);
    kj_show_place(&text, rule->place, false);
    kj_report_labelled_buf(page, view, KJ_W_DECLARED_AT, &text);
    kj_buf_clear(&text);
}

static void put_flags(KjPage *page, const KjView *view, const KjRule *rule)
{
    kj_report_labelled(
        page, view, KJ_W_WAIVABLE,
        kj_text(kj_word(view->lang, rule->waivable ? KJ_W_CAN_BE_WAIVED : KJ_W_CANNOT_BE_WAIVED)));
    if (rule->declared)
        kj_report_labelled(page, view, KJ_W_DECLARATION,
                           kj_text(kj_word(view->lang, KJ_W_ANSWER_GOES_BEFORE)));
    if (rule->strict)
        kj_report_labelled(page, view, KJ_W_BAN,
                           kj_text(kj_word(view->lang, KJ_W_ONE_ITEM_BREAKS_IT)));
    if (rule->in_principle)
        kj_report_labelled(page, view, KJ_W_IN_PRINCIPLE,
                           kj_text(kj_word(view->lang, KJ_W_EQUIVALENT_SATISFIES)));
}

/* What an overlay did to it: what, why, and which overlay. */
static void put_tailoring(KjPage *page, const KjView *view, const KjRule *rule)
{
    const KjTailoring *tailoring = kj_report_tailoring_of(view, rule);
    KjBuf text;

    if (!tailoring)
        return;
    kj_buf_init(&text, 0);
    kj_buf_printf(&text, "%s  %s", kj_word(view->lang, kj_report_change(tailoring->change)),
                  view->registry->packs[tailoring->pack].id.data);
    KjText reason = kj_label_in(tailoring->reason, view->lang);
    if (reason.len)
        kj_buf_printf(&text, "  (%s)", reason.data);
    kj_report_labelled_buf(page, view, KJ_W_TAILORED, &text);
    kj_buf_clear(&text);
}

static void put_parameter(KjPage *page, const KjView *view, int32_t number)
{
    const KjParam *param = &view->registry->params[number];
    KjBuf text;

    kj_page_to(page, 2);
    kj_page_put(page, KJ_BOLD, param->qualified);
    kj_page_flow_on(page, KJ_PLAIN, 4, kj_label_in(param->title, view->lang));
    kj_page_line(page);
    kj_buf_init(&text, 0);
    kj_show_value(&text, view, kj_meaning(view, -1, number), &param->value);
    kj_page_to(page, 4);
    kj_page_flow(page, KJ_PLAIN, 4, (KjText){text.data, (uint32_t)text.len});
    kj_buf_reset(&text);
    kj_show_place(&text, param->place, false);
    if (text.len) {
        kj_page_flow_on(page, KJ_DIM, 4, (KjText){text.data, (uint32_t)text.len});
    }
    kj_page_line(page);
    kj_buf_clear(&text);
}

static void put_parameters(KjPage *page, const KjView *view, const KjRule *rule)
{
    const KjRegistry *registry = view->registry;
    bool *used = kj_alloc_array(registry->param_count + 1, sizeof *used);
    bool any = false;

    kj_rule_parameters(registry, rule, used);
    for (size_t i = 0; i < registry->param_count; i++) {
        if (!used[i])
            continue;
        if (!any) {
            kj_page_line(page);
            kj_page_puts(page, KJ_BOLD, kj_word(view->lang, KJ_W_PARAMETERS));
            kj_page_line(page);
        }
        any = true;
        put_parameter(page, view, (int32_t)i);
    }
    kj_free(used);
}

void kj_rule_show_text(KjPage *page, const KjView *view, const KjRule *rule)
{
    kj_page_put(page, KJ_BOLD, rule->name);
    kj_page_flow_on(page, KJ_BOLD, 2, kj_label_in(rule->title, view->lang));
    kj_page_line(page);
    kj_page_line(page);
    put_source(page, view, rule);
    put_tailoring(page, view, rule);
    kj_report_labelled(page, view, KJ_W_LEGAL, kj_label_in(rule->legal, view->lang));
    kj_report_labelled(page, view, KJ_W_LEVEL, kj_level_label(view->lang, rule->level));
    kj_report_labelled(page, view, KJ_W_ACTOR, kj_rule_actor(rule, view->lang));
    put_kinds(page, view, rule);
    put_conditions(page, view, rule, KJ_W_PART_SELECT, rule->select);
    put_conditions(page, view, rule, KJ_W_PART_WHEN, rule->when);
    put_conditions(page, view, rule, KJ_W_PART_CHECK, rule->check);
    if (rule->check_function >= 0)
        kj_report_labelled(page, view, KJ_W_PART_CHECK,
                           kj_text(kj_word(view->lang, KJ_W_LUA_FUNCTION)));
    kj_report_labelled(page, view, KJ_W_QUESTION, kj_label_in(rule->question, view->lang));
    for (size_t i = 0; i < rule->evidence_count; i++)
        kj_report_labelled(page, view, KJ_W_EVIDENCE, kj_label_in(rule->evidence[i], view->lang));
    kj_report_labelled(page, view, KJ_W_TECHNIQUE, rule->technique);
    kj_report_labelled(page, view, KJ_W_REMEDY, kj_label_in(rule->remedy, view->lang));
    put_flags(page, view, rule);
    put_parameters(page, view, rule);
}
