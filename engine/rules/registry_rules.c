/* The judging half of the declaration document: derivations, rules, answers and waivers. */
#include "engine/rules/registry_parts.h"

#include <string.h>

typedef struct Source {
    KjRegistry *registry;
    KjError *error;
    bool bad;
} Source;

static void refuse(Source *source, const char *what, KjText name)
{
    if (!source->bad)
        kj_error_set(source->error, KJ_EXIT_SYSTEM, "%s of '%.*s' is malformed", what,
                     (int)name.len, name.data);
    source->bad = true;
}

static KjExpr *read_expr(Source *source, const KjValue *value)
{
    if (source->bad || !value || (value->type != KJ_MAP && value->type != KJ_GROUP))
        return NULL;
    KjRegistry *registry = source->registry;
    KjExpr *expr =
        kj_expr_new(registry->arena, registry->schema, registry->param_count, value, source->error);
    source->bad = !expr;
    return expr;
}

static int32_t read_index(Source *source, const KjValue *map, const char *key, size_t limit)
{
    int64_t index = kj_map_int(map, key, -1);
    if (index < 0 || index >= (int64_t)limit) {
        refuse(source, key, kj_map_text(map, "clause"));
        return 0;
    }
    return (int32_t)index;
}

static int32_t *read_indices(Source *source, const KjValue *map, const char *key, size_t limit,
                             size_t *count)
{
    const KjList *list = kj_map_list(map, key);
    int32_t *out = kj_arena_array(source->registry->arena, list->count + 1, sizeof *out);
    for (size_t i = 0; i < list->count; i++) {
        const KjValue *item = &list->items[i];
        if (item->type != KJ_INT || item->u.whole < 0 || item->u.whole >= (int64_t)limit)
            refuse(source, key, kj_map_text(map, "clause"));
        else
            out[i] = (int32_t)item->u.whole;
    }
    *count = list->count;
    return out;
}

static bool is_function(const KjValue *value)
{
    return value && value->type == KJ_FUNCTION;
}

/* ---- derivations ---- */

static void read_reads(Source *source, KjDerive *derive, const KjList *list)
{
    const KjSchema *schema = source->registry->schema;
    derive->reads = kj_arena_array(source->registry->arena, list->count + 1, sizeof *derive->reads);
    derive->read_count = list->count;
    for (size_t i = 0; i < list->count; i++) {
        KjReads *read = &derive->reads[i];
        read->kind = read_index(source, &list->items[i], "kind", schema->kind_count);
        read->field = (int32_t)kj_map_int(&list->items[i], "field", -1);
        if (read->field >= (int32_t)schema->kinds[read->kind].field_count)
            refuse(source, "reads", schema->kinds[derive->kind].name);
    }
}

static void read_derive(Source *source, KjDerive *derive, const KjValue *item)
{
    KjRegistry *registry = source->registry;
    const KjValue *from = kj_map_get(item, "from");
    derive->pack = read_index(source, item, "pack", registry->pack_count);
    derive->kind = read_index(source, item, "kind", registry->schema->kind_count);
    const KjKind *kind = &registry->schema->kinds[derive->kind];
    derive->fields = read_indices(source, item, "fields", kind->field_count, &derive->field_count);
    derive->records = kj_map_bool(item, "records", false);
    derive->over_organization =
        kj_text_is(kj_map_text(item, "over"), "organization") || derive->records;
    derive->place = kj_read_place(registry->arena, item);
    derive->from = read_expr(source, from);
    derive->function = is_function(from) ? from->u.whole : -1;
    read_reads(source, derive, kj_map_list(item, "reads"));
    derive->named_params =
        read_indices(source, item, "parameters", registry->param_count, &derive->named_param_count);
    if ((!derive->from && derive->function < 0) || (derive->field_count == 0 && !derive->records))
        refuse(source, "derivation", kind->name);
    if (derive->from && (derive->from->kind != derive->kind || derive->field_count != 1))
        refuse(source, "derivation", kind->name);
}

/* ---- rules ---- */

/* One expression per kind, or NULL for a part that is not declared. */
static KjExpr **read_part(Source *source, const KjRule *rule, const KjValue *item, const char *key)
{
    const KjValue *part = kj_map_get(item, key);
    if (!part || part->type != KJ_LIST)
        return NULL;
    if (part->u.list.count != rule->kind_count) {
        refuse(source, key, rule->name);
        return NULL;
    }
    KjExpr **out = kj_arena_array(source->registry->arena, rule->kind_count, sizeof(KjExpr *));
    for (size_t i = 0; i < rule->kind_count && !source->bad; i++) {
        out[i] = read_expr(source, &part->u.list.items[i]);
        if (!source->bad && (!out[i] || out[i]->kind != rule->kinds[i] || out[i]->type != KJ_BOOL))
            refuse(source, key, rule->name);
    }
    return out;
}

static void read_texts(KjArena *arena, KjRule *rule, const KjValue *item)
{
    const KjList *evidence = kj_map_list(item, "evidence");
    rule->title = kj_read_label(arena, item, "title");
    rule->remedy = kj_read_label(arena, item, "remedy");
    rule->question = kj_read_label(arena, item, "question");
    rule->legal = kj_read_label(arena, item, "legal");
    rule->actor = kj_keep(arena, kj_map_text(item, "actor"));
    rule->actor_label = kj_read_label(arena, item, "actor_title");
    rule->level = kj_keep(arena, kj_map_text(item, "level"));
    rule->document = kj_keep(arena, kj_map_text(item, "document"));
    rule->technique = kj_keep(arena, kj_map_text(item, "technique"));
    rule->source_clause = kj_keep(arena, kj_map_text(item, "clause_printed"));
    rule->evidence = kj_arena_array(arena, evidence->count + 1, sizeof *rule->evidence);
    rule->evidence_count = evidence->count;
    for (size_t i = 0; i < evidence->count; i++) {
        rule->evidence[i].ja = kj_keep(arena, kj_map_text(&evidence->items[i], "ja"));
        rule->evidence[i].en = kj_keep(arena, kj_map_text(&evidence->items[i], "en"));
    }
}

static void read_rule(Source *source, KjRule *rule, const KjValue *item)
{
    KjRegistry *registry = source->registry;
    KjArena *arena = registry->arena;
    const KjValue *check = kj_map_get(item, "check");
    rule->pack = read_index(source, item, "pack", registry->pack_count);
    rule->clause = kj_keep(arena, kj_map_text(item, "clause"));
    rule->name = rule->clause;
    rule->kinds =
        read_indices(source, item, "kinds", registry->schema->kind_count, &rule->kind_count);
    if (source->bad)
        return;
    rule->name = kj_text(
        kj_arena_printf(arena, "%s/%s", registry->packs[rule->pack].id.data, rule->clause.data));
    read_texts(arena, rule, item);
    rule->ask = kj_map_bool(item, "ask", false);
    rule->waivable = kj_map_bool(item, "waivable", true);
    rule->strict = kj_map_bool(item, "strict", false);
    rule->declared = kj_map_bool(item, "declared", false);
    rule->in_principle = kj_map_bool(item, "in_principle", false);
    rule->place = kj_read_place(arena, item);
    rule->select = read_part(source, rule, item, "select");
    rule->when = read_part(source, rule, item, "when");
    rule->check = read_part(source, rule, item, "check");
    rule->check_function = is_function(check) ? check->u.whole : -1;
    rule->named_params =
        read_indices(source, item, "parameters", registry->param_count, &rule->named_param_count);
    rule->items = read_indices(source, item, "items", registry->rule_count, &rule->item_count);
    rule->dropped = kj_map_bool(item, "dropped", false);
    if (rule->dropped ? rule->kind_count || rule->item_count
                      : rule->kind_count == 0 || (!rule->check && rule->check_function < 0 &&
                                                  !rule->ask && !rule->item_count))
        refuse(source, "rule", rule->name);
}

/* What one rule of a stream needs while it is read serves the next one too. */
static void read_stream(Source *source, const KjRuleStream *stream)
{
    KjRegistry *registry = source->registry;
    KjArena *arena = kj_arena_new();
    registry->rules = kj_arena_array(registry->arena, stream->count + 1, sizeof *registry->rules);
    registry->rule_count = stream->count;
    for (size_t i = 0; i < stream->count && !source->bad; i++) {
        KjArenaMark mark = kj_arena_mark(arena);
        KjValue item;
        if (stream->next(stream->ctx, arena, &item))
            read_rule(source, &registry->rules[i], &item);
        else
            refuse(source, "rule", KJ_TEXT("?"));
        kj_arena_release(arena, mark);
    }
    kj_arena_free(arena);
}

/* Items lie one level below their clause, so that rolling up ends. */
static void check_items(Source *source)
{
    KjRegistry *registry = source->registry;
    for (size_t r = 0; r < registry->rule_count && !source->bad; r++) {
        const KjRule *rule = &registry->rules[r];
        for (size_t i = 0; i < rule->item_count; i++) {
            registry->rules[rule->items[i]].item_of = rule;
            if (registry->rules[rule->items[i]].pack != rule->pack ||
                !kj_rule_is_item(&registry->rules[rule->items[i]], rule))
                refuse(source, "items", rule->name);
        }
    }
}

/* ---- answers and waivers ---- */

static int32_t read_field(Source *source, const KjValue *item, const char *key, int32_t kind)
{
    return read_index(source, item, key, source->registry->schema->kinds[kind].field_count);
}

static void read_verdicts(Source *source, KjAnswering *answer, const KjValue *map)
{
    size_t count = map && (map->type == KJ_MAP || map->type == KJ_GROUP) ? map->u.map.count : 0;
    if (count == 0 || count > 16) {
        refuse(source, "verdicts", KJ_TEXT("answer"));
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const KjPair *pair = &map->u.map.pairs[i];
        answer->values[i] = kj_keep(source->registry->arena, pair->key);
        if (pair->value.type != KJ_TEXT_TYPE ||
            !kj_verdict_from_name(pair->value.u.text, &answer->verdicts[i]))
            refuse(source, "verdicts", KJ_TEXT("answer"));
    }
    answer->verdict_count = count;
}

static void read_answer(Source *source, KjAnswering *answer, const KjValue *item)
{
    const KjRegistry *registry = source->registry;
    answer->pack = read_index(source, item, "pack", registry->pack_count);
    answer->kind = read_index(source, item, "kind", registry->schema->kind_count);
    answer->rule = read_field(source, item, "rule", answer->kind);
    answer->subject = read_field(source, item, "subject", answer->kind);
    answer->value = read_field(source, item, "value", answer->kind);
    answer->when = read_expr(source, kj_map_get(item, "when"));
    answer->equivalent = read_expr(source, kj_map_get(item, "equivalent"));
    read_verdicts(source, answer, kj_map_get(item, "verdicts"));
}

static void read_waiver(Source *source, KjWaiving *waiver, const KjValue *item)
{
    const KjRegistry *registry = source->registry;
    const KjList *turns = kj_map_list(item, "turns");
    waiver->pack = read_index(source, item, "pack", registry->pack_count);
    waiver->kind = read_index(source, item, "kind", registry->schema->kind_count);
    waiver->rule = read_field(source, item, "rule", waiver->kind);
    waiver->subject = read_field(source, item, "subject", waiver->kind);
    waiver->when = read_expr(source, kj_map_get(item, "when"));
    for (size_t i = 0; i < turns->count; i++) {
        KjVerdict verdict;
        if (turns->items[i].type == KJ_TEXT_TYPE &&
            kj_verdict_from_name(turns->items[i].u.text, &verdict))
            waiver->turns[verdict] = true;
        else
            refuse(source, "turns", KJ_TEXT("waiver"));
    }
}

static int32_t read_field_or_none(Source *source, const KjValue *item, const char *key,
                                  int32_t kind)
{
    const KjValue *given = kj_map_get(item, key);
    return given && given->type != KJ_NONE ? read_field(source, item, key, kind) : -1;
}

static void read_holder(Source *source, KjHolding *holder, const KjValue *item)
{
    const KjRegistry *registry = source->registry;
    holder->pack = read_index(source, item, "pack", registry->pack_count);
    holder->kind = read_index(source, item, "kind", registry->schema->kind_count);
    holder->person = read_field(source, item, "person", holder->kind);
    holder->actor = read_field_or_none(source, item, "actor", holder->kind);
    holder->subject = read_field_or_none(source, item, "subject", holder->kind);
    holder->when = read_expr(source, kj_map_get(item, "when"));
    const KjKind *kind = &registry->schema->kinds[holder->kind];
    if (kind->field_count == 0 || kind->fields[holder->person].type != KJ_REF ||
        kind->fields[holder->person].list || kind->fields[holder->person].target < 0)
        refuse(source, "person", KJ_TEXT("holder"));
}

static void read_contradiction(Source *source, KjContradiction *contradiction, const KjValue *item)
{
    const KjRegistry *registry = source->registry;
    contradiction->pack = read_index(source, item, "pack", registry->pack_count);
    contradiction->kind = read_index(source, item, "kind", registry->schema->kind_count);
    contradiction->when = read_expr(source, kj_map_get(item, "when"));
    contradiction->message = kj_read_label(registry->arena, item, "message");
    contradiction->place = kj_read_place(registry->arena, item);
    if (!contradiction->when || contradiction->when->type != KJ_BOOL ||
        contradiction->when->kind != contradiction->kind)
        refuse(source, "contradiction", registry->schema->kinds[contradiction->kind].name);
}

/* ---- registers and matrices ---- */

/* A field's index, or -1 for the id. */
static int32_t read_cell_field(Source *source, const KjValue *item, const char *key, int32_t kind)
{
    return kj_map_int(item, key, -1) == -1 ? -1 : read_field(source, item, key, kind);
}

static void read_columns(Source *source, KjDisplay *display, const KjValue *item)
{
    const KjList *list = kj_map_list(item, "columns");
    KjArena *arena = source->registry->arena;
    display->columns = kj_arena_array(arena, list->count + 1, sizeof *display->columns);
    display->column_count = list->count;
    for (size_t i = 0; i < list->count && !source->bad; i++)
        display->columns[i] =
            (KjDisplayColumn){read_cell_field(source, &list->items[i], "field", display->kind),
                              kj_read_label(arena, &list->items[i], "title")};
}

static void read_matrix(Source *source, KjDisplay *display, const KjValue *item)
{
    const KjRegistry *registry = source->registry;
    display->rows = read_index(source, item, "rows", registry->param_count);
    display->across = read_index(source, item, "across", registry->param_count);
    display->cells = read_index(source, item, "cells", registry->param_count);
    if (kj_map_int(item, "marks", -1) != -1)
        display->marks = read_index(source, item, "marks", registry->param_count);
    if (display->column_count != 2)
        refuse(source, "matrix", display->name);
}

/* What is read from facts alone. */
static bool is_fact(const KjKind *kind, int32_t field)
{
    return field < 0 || (!kind->fields[field].derived && kind->fields[field].child < 0);
}

static void read_seen_by(Source *source, KjDisplay *display, const KjValue *item)
{
    const KjSchema *schema = source->registry->schema;
    const KjKind *kind = &schema->kinds[display->kind];
    bool good = schema->organization >= 0 && !display->matrix && !display->select &&
                !kind->derived && !kind->singleton && kind->parent < 0 &&
                is_fact(kind, display->sort);
    for (size_t i = 0; good && i < display->column_count; i++)
        good = is_fact(kind, display->columns[i].field);
    if (good)
        display->seen_by = read_field(source, item, "seen_by", schema->organization);
    if (!good ||
        (!source->bad && (display->seen_by < 0 ||
                          !is_fact(&schema->kinds[schema->organization], display->seen_by))))
        refuse(source, "seen_by", display->name);
}

static void read_display(Source *source, KjDisplay *display, const KjValue *item)
{
    const KjRegistry *registry = source->registry;
    *display = (KjDisplay){.rows = -1, .across = -1, .cells = -1, .marks = -1, .seen_by = -1};
    display->pack = read_index(source, item, "pack", registry->pack_count);
    display->kind = read_index(source, item, "kind", registry->schema->kind_count);
    display->name = kj_keep(registry->arena, kj_map_text(item, "name"));
    display->command = kj_keep(registry->arena, kj_map_text(item, "command"));
    display->title = kj_read_label(registry->arena, item, "title");
    display->matrix = kj_map_bool(item, "matrix", false);
    display->select = read_expr(source, kj_map_get(item, "select"));
    display->place = kj_read_place(registry->arena, item);
    if (display->select &&
        (display->select->type != KJ_BOOL || display->select->kind != display->kind))
        refuse(source, "select", display->name);
    if (source->bad)
        return;
    display->sort = read_cell_field(source, item, "sort", display->kind);
    read_columns(source, display, item);
    if (display->matrix)
        read_matrix(source, display, item);
    if (kj_map_int(item, "seen_by", -1) != -1)
        read_seen_by(source, display, item);
}

#define READ_ALL(source, document, key, member, counter, read)                                     \
    do {                                                                                           \
        const KjList *list_ = kj_map_list(document, key);                                          \
        KjRegistry *registry_ = (source)->registry;                                                \
        registry_->member =                                                                        \
            kj_arena_array(registry_->arena, list_->count + 1, sizeof *registry_->member);         \
        registry_->counter = list_->count;                                                         \
        for (size_t i_ = 0; i_ < list_->count && !(source)->bad; i_++)                             \
            read(source, &registry_->member[i_], &list_->items[i_]);                               \
    } while (0)

bool kj_registry_read_rules(KjRegistry *registry, const KjValue *document,
                            const KjRuleStream *stream, KjError *error)
{
    Source source = {registry, error, false};
    READ_ALL(&source, document, "derives", derives, derive_count, read_derive);
    if (stream)
        read_stream(&source, stream);
    else
        READ_ALL(&source, document, "rules", rules, rule_count, read_rule);
    check_items(&source);
    READ_ALL(&source, document, "answers", answers, answer_count, read_answer);
    READ_ALL(&source, document, "waivers", waivers, waiver_count, read_waiver);
    READ_ALL(&source, document, "holders", holders, holder_count, read_holder);
    READ_ALL(&source, document, "contradictions", contradictions, contradiction_count,
             read_contradiction);
    READ_ALL(&source, document, "displays", displays, display_count, read_display);
    return !source.bad;
}
