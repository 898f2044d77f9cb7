#include "engine/output/workspace.h"

#include "engine/output/show.h"
#include "engine/output/type_words.h"

#include <string.h>

#define OPEN "{{"
#define CLOSE "}}"

typedef struct Filling {
    KjBuf *out;
    const KjView *view;
    int32_t pack;
    KjText text; /* of the template, with a NUL behind it */
    KjArena *arena;
    const char **wrong;
} Filling;

static const char *in(const Filling *filling, const char *ja, const char *en)
{
    return filling->view->lang == KJ_JA ? ja : en;
}

static bool refuse(Filling *filling, KjText what)
{
    *filling->wrong = kj_arena_strndup(filling->arena, what.data, what.len);
    return false;
}

/* ---- what the pack says ---- */

static bool is_asked_only(const KjSchema *schema, const KjRule *rule)
{
    return rule->ask && !rule->check && rule->check_function < 0 && !rule->when &&
           rule->item_count == 0 && !rule->item_of && rule->kind_count == 1 &&
           rule->kinds[0] == schema->organization;
}

/* asked: one that only an answer settles. NULL: there is none. */
static const KjRule *first_rule(const Filling *filling, bool asked)
{
    const KjRegistry *registry = filling->view->registry;

    for (size_t i = 0; i < registry->rule_count; i++) {
        const KjRule *rule = &registry->rules[i];

        if (rule->pack == filling->pack && !rule->dropped &&
            (!asked || is_asked_only(registry->schema, rule)))
            return rule;
    }
    return NULL;
}

/* The last one that stands for itself, or NULL if there is only one. */
static const KjRule *other_rule(const Filling *filling)
{
    const KjRegistry *registry = filling->view->registry;
    const KjRule *first = first_rule(filling, false);

    for (size_t i = registry->rule_count; i-- > 0;) {
        const KjRule *rule = &registry->rules[i];

        if (rule->pack == filling->pack && !rule->dropped && !rule->item_of)
            return rule == first ? NULL : rule;
    }
    return NULL;
}

/* One that has a value; a single figure goes before tables. -1: there is none. */
static int32_t first_param(const Filling *filling)
{
    const KjRegistry *registry = filling->view->registry;
    int32_t found = -1;

    for (size_t i = 0; i < registry->param_count; i++) {
        const KjParam *param = &registry->params[i];

        if (param->pack != filling->pack || param->value.type == KJ_NONE)
            continue;
        if (param->shape == KJ_PARAM_SCALAR)
            return (int32_t)i;
        found = found < 0 ? (int32_t)i : found;
    }
    return found;
}

static KjText value_text(const Filling *filling, int32_t param)
{
    const KjView *view = filling->view;
    KjText text;
    KjBuf out;

    kj_buf_init(&out, 0);
    kj_show_value(&out, view, kj_meaning(view, -1, param), &view->registry->params[param].value);
    text = (KjText){kj_arena_strndup(filling->arena, out.len ? out.data : "", out.len),
                    (uint32_t)out.len};
    kj_buf_clear(&out);
    return text;
}

/* As a pack would write it: 3, true, "3h"; of a table nothing. */
static KjText literal(const Filling *filling, int32_t param)
{
    const KjView view = {.registry = filling->view->registry, .lang = KJ_EN};
    const Filling plain = {.view = &view, .arena = filling->arena};
    const KjValue *value = &view.registry->params[param].value;
    KjBuf out;
    KjText text;

    if (view.registry->params[param].shape != KJ_PARAM_SCALAR)
        return KJ_TEXT("{}");
    kj_buf_init(&out, 0);
    if (value->type == KJ_BOOL)
        kj_buf_puts(&out, value->u.truth ? "true" : "false");
    else if (kj_is_real((uint8_t)value->type))
        kj_number_write(&out, value->u.real);
    else if (value->type == KJ_INT)
        kj_int_write(&out, value->u.whole);
    else
        kj_buf_printf(&out, "\"%s\"", value_text(&plain, param).data);
    text = (KjText){kj_arena_strndup(filling->arena, out.data, out.len), (uint32_t)out.len};
    kj_buf_clear(&out);
    return text;
}

/* False: there is no such value. An empty one: the pack has nothing of the kind. */
static bool value_of(const Filling *filling, KjText name, KjText *value)
{
    const KjRegistry *registry = filling->view->registry;
    const KjRule *rule = strncmp(name.data, "other-", 6) == 0
                             ? other_rule(filling)
                             : first_rule(filling, strncmp(name.data, "ask-", 4) == 0);
    int32_t param = first_param(filling);
    KjLang lang = filling->view->lang;

    *value = KJ_TEXT("");
    if (kj_text_is(name, "pack"))
        *value = registry->packs[filling->pack].id;
    else if (kj_text_is(name, "pack-title"))
        *value = kj_label_in(registry->packs[filling->pack].title, lang);
    else if (kj_text_is(name, "param"))
        *value = param < 0 ? *value : registry->params[param].name;
    else if (kj_text_is(name, "param-title"))
        *value = param < 0 ? *value : kj_label_in(registry->params[param].title, lang);
    else if (kj_text_is(name, "param-value"))
        *value = param < 0 ? *value : value_text(filling, param);
    else if (kj_text_is(name, "param-literal"))
        *value = param < 0 ? *value : literal(filling, param);
    else if (kj_text_is(name, "rule") || kj_text_is(name, "other-rule"))
        *value = rule ? rule->clause : *value;
    else if (kj_text_is(name, "ask-rule"))
        *value = rule ? rule->name : *value;
    else if (kj_text_is(name, "rule-title") || kj_text_is(name, "other-rule-title") ||
             kj_text_is(name, "ask-title"))
        *value = rule ? kj_label_in(rule->title, lang) : *value;
    else
        return false;
    return true;
}

/* ---- fields ---- */

static void put_members(const Filling *filling, const KjKind *kind, int32_t group)
{
    const char *comma = "";

    kj_buf_puts(filling->out, " { ");
    for (size_t i = 0; i < kind->field_count; i++) {
        const KjField *field = &kind->fields[i];
        const char *dot = strrchr(field->name.data, '.');

        if (field->group != group || field->derived)
            continue;
        kj_buf_printf(filling->out, "%s%s%s", comma, dot ? dot + 1 : field->name.data,
                      field->required ? "*" : "");
        comma = ", ";
    }
    kj_buf_puts(filling->out, " }");
}

static void put_values(const Filling *filling, const KjField *field)
{
    for (size_t v = 0; v < field->value_count; v++)
        kj_buf_printf(filling->out, "%s%s", v ? " | " : " ", field->values[v].data);
}

/* "時間の長さ", "mail | web", "->person", "[ … ]" */
static void put_type(const Filling *filling, const KjKind *kind, int32_t number)
{
    const KjSchema *schema = filling->view->registry->schema;
    const KjField *field = &kind->fields[number];

    if (field->child >= 0)
        put_members(filling, &schema->kinds[field->child], -1);
    else if (field->type == KJ_GROUP)
        put_members(filling, kind, number);
    else if (field->type == KJ_ENUM)
        put_values(filling, field);
    else if (field->type == KJ_REF)
        kj_buf_printf(filling->out, " → %s",
                      field->target >= 0 ? schema->kinds[field->target].name.data
                                         : in(filling, "記録", "any record"));
    else
        kj_buf_printf(filling->out, " %s", kj_type_word(filling->view->lang, field->type));
    if (field->list || field->child >= 0)
        kj_buf_puts(filling->out, in(filling, " の一覧", ", a list of such"));
}

/* Whether the template has the field already: " rto:". */
static bool is_written(const Filling *filling, KjText name)
{
    const char *key = kj_arena_printf(filling->arena, " %s:", name.data);

    return strstr(filling->text.data, key) != NULL;
}

static bool put_fields(Filling *filling, KjText name)
{
    const KjRegistry *registry = filling->view->registry;
    int32_t number = kj_schema_kind(registry->schema, name);
    const KjKind *kind;

    if (number < 0)
        return refuse(filling, name);
    kind = &registry->schema->kinds[number];
    for (size_t i = 0; i < kind->field_count; i++) {
        const KjField *field = &kind->fields[i];
        KjText label = kj_label_in(field->label, filling->view->lang);

        if (field->derived || field->group >= 0 || !registry->packs[field->pack].needed ||
            is_written(filling, field->name))
            continue;
        kj_buf_printf(filling->out, "#   %s%s: %.*s —", field->name.data,
                      field->required ? "*" : "", (int)label.len, label.data);
        put_type(filling, kind, (int32_t)i);
        kj_buf_putc(filling->out, '\n');
    }
    return true;
}

/* ---- lines ---- */

/* The word in {{…}} that a line consists of; empty: it is no such line. */
static KjText directive(KjText line)
{
    size_t mark = strlen(OPEN);

    if (line.len < 2 * mark || memcmp(line.data, OPEN, mark) != 0 ||
        memcmp(line.data + line.len - mark, CLOSE, mark) != 0)
        return KJ_TEXT("");
    return (KjText){line.data + mark, (uint32_t)(line.len - 2 * mark)};
}

static bool begins(KjText text, const char *with, KjText *rest)
{
    size_t len = strlen(with);

    if (text.len <= len || memcmp(text.data, with, len) != 0)
        return false;
    *rest = (KjText){text.data + len, (uint32_t)(text.len - len)};
    return true;
}

static bool put_line(Filling *filling, KjText line)
{
    const char *at = line.data, *end = line.data + line.len;

    while (at < end) {
        const char *from = memmem(at, (size_t)(end - at), OPEN, strlen(OPEN));
        const char *to = from ? memmem(from, (size_t)(end - from), CLOSE, strlen(CLOSE)) : NULL;
        KjText name, value;

        if (!to)
            break;
        kj_buf_add(filling->out, at, (size_t)(from - at));
        name = (KjText){from + strlen(OPEN), (uint32_t)(to - from - (long)strlen(OPEN))};
        if (!value_of(filling, name, &value))
            return refuse(filling, name);
        kj_buf_add(filling->out, value.data, value.len);
        at = to + strlen(CLOSE);
    }
    kj_buf_add(filling->out, at, (size_t)(end - at));
    kj_buf_putc(filling->out, '\n');
    return true;
}

/* skips: within an {{if …}} whose value is empty. */
static bool fill_line(Filling *filling, KjText line, bool *skips)
{
    KjText word = directive(line), rest, value;

    if (kj_text_is(word, "end")) {
        *skips = false;
        return true;
    }
    if (*skips)
        return true;
    if (begins(word, "if ", &rest)) {
        if (!value_of(filling, rest, &value))
            return refuse(filling, rest);
        *skips = value.len == 0;
        return true;
    }
    return begins(word, "fields ", &rest)
               ? put_fields(filling, (KjText){kj_arena_strndup(filling->arena, rest.data, rest.len),
                                              rest.len})
               : put_line(filling, line);
}

bool kj_workspace_fill(KjBuf *out, const KjView *view, int32_t pack, KjText text, KjArena *arena,
                       const char **wrong)
{
    Filling filling = {
        .out = out, .view = view, .pack = pack, .text = text, .arena = arena, .wrong = wrong};
    const char *at = text.data, *end = text.data + text.len;
    bool skips = false, good = true;

    while (good && at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));

        stop = stop ? stop : end;
        good = fill_line(&filling, (KjText){at, (uint32_t)(stop - at)}, &skips);
        at = stop + 1;
    }
    return good;
}
