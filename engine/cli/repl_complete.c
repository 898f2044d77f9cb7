/* In context: commands and kinds where a line begins; behind a kind, the names that its records know, along
 * paths; parameters behind $; the values of a choice behind == and in quotes; rules and records where commands
 * want them. Names come from the registry, ids and organisations from the worker. */
#include "engine/cli/repl_complete.h"

#include "engine/cli/repl_parts.h"

#include <stdlib.h>
#include <string.h>

#define MOST 400

static const char *const keywords[] = {"where", "select", "group by", "order by", "limit", "and",
                                       "or",    "not",    "in",       "as",       "asc",   "desc"};
static const char *const functions[] = {"count(",
                                        "any(",
                                        "all(",
                                        "min(",
                                        "max(",
                                        "sum(",
                                        "present(",
                                        "given(",
                                        "known(",
                                        "if(",
                                        "least(",
                                        "greatest(",
                                        "first(",
                                        "band(",
                                        "today()",
                                        "date(",
                                        "fiscal_year_start(",
                                        "reach(",
                                        "cyclic(",
                                        "true",
                                        "false",
                                        "self",
                                        "organization"};

/* ---- candidates ---- */

static bool begins(const char *word, KjText prefix)
{
    return strncmp(word, prefix.data, prefix.len) == 0;
}

static void add(KjCompletion *completion, const char *word)
{
    if (!*word || !begins(word, completion->prefix))
        return;
    if (completion->count >= MOST) {
        completion->more = true;
        return;
    }
    KJ_PUSH(completion->words, completion->count, completion->capacity, word);
}

static void add_all(KjCompletion *completion, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add(completion, words[i]);
}

#define ADD_ALL(completion, array) add_all(completion, array, sizeof(array) / sizeof *(array))

static int compare_words(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void finish(KjCompletion *completion)
{
    size_t kept = 0;

    if (completion->count)
        qsort(completion->words, completion->count, sizeof *completion->words, compare_words);
    for (size_t i = 0; i < completion->count; i++)
        if (!kept || strcmp(completion->words[kept - 1], completion->words[i]) != 0)
            completion->words[kept++] = completion->words[i];
    completion->count = kept;
}

size_t kj_completion_common(const KjCompletion *completion)
{
    size_t common = completion->count ? strlen(completion->words[0]) : 0;

    for (size_t i = 1; i < completion->count; i++) {
        size_t same = 0;

        while (same < common && completion->words[i][same] == completion->words[0][same])
            same++;
        common = same;
    }
    while (common > 0 && completion->count && /* no half of a character */
           ((unsigned char)completion->words[0][common] & 0xC0) == 0x80)
        common--;
    return common;
}

void kj_completion_clear(KjCompletion *completion)
{
    kj_free(completion->words);
}

/* ---- kinds ---- */

static const KjSchema *schema_of(const KjRepl *repl)
{
    return repl->session.view.registry->schema;
}

static void add_kinds(const KjRepl *repl, KjCompletion *completion)
{
    const KjSchema *schema = schema_of(repl);
    bool wide = completion->prefix.len && (unsigned char)completion->prefix.data[0] >= 0x80;

    for (size_t k = 0; k < schema->kind_count; k++) {
        const KjKind *kind = &schema->kinds[k];

        add(completion, wide ? kind->label.ja.data : kind->name.data);
        if (kind->plural.len)
            add(completion, kind->plural.data);
    }
}

static const KjKind *kind_named(const KjRepl *repl, KjText name)
{
    const KjSchema *schema = schema_of(repl);

    for (size_t k = 0; name.len && k < schema->kind_count; k++) {
        const KjKind *kind = &schema->kinds[k];

        if (kj_text_same(kind->name, name) || kj_text_same(kind->plural, name) ||
            kj_text_same(kind->label.ja, name) || kj_text_same(kind->label.en, name))
            return kind;
    }
    return NULL;
}

/* ---- along paths ---- */

typedef struct Spot { /* where a path has come to */
    const KjKind *kind;
    KjText group_name; /* of the group in it, or empty */
} Spot;

static bool is_in_group(const KjField *field, KjText group)
{
    if (!group.len)
        return true;
    return field->name.len > group.len + 1 &&
           memcmp(field->name.data, group.data, group.len) == 0 &&
           field->name.data[group.len] == '.';
}

/* The part of a field's name that comes next, or the empty text. */
static KjText next_part(const KjField *field, KjText group)
{
    size_t skip = group.len ? group.len + 1 : 0;
    const char *from = field->name.data + skip, *dot;

    if (!is_in_group(field, group))
        return KJ_TEXT("");
    dot = memchr(from, '.', field->name.len - skip);
    return (KjText){from, (uint32_t)(dot ? (size_t)(dot - from) : field->name.len - skip)};
}

static const KjKind *target_of(const KjSchema *schema, const KjField *field)
{
    if (field->child >= 0)
        return &schema->kinds[field->child];
    return field->target >= 0 ? &schema->kinds[field->target] : NULL;
}

static bool step_back(const KjSchema *schema, Spot *spot, KjText part)
{
    int32_t number = (int32_t)(spot->kind - schema->kinds);

    for (size_t i = 0; !spot->group_name.len && i < schema->inverse_count; i++)
        if ((schema->inverses[i].of == number || schema->inverses[i].of == KJ_ANY_KIND) &&
            kj_text_same(schema->inverses[i].name, part)) {
            *spot = (Spot){.kind = &schema->kinds[schema->inverses[i].source]};
            return true;
        }
    return false;
}

/* Goes on by one part of a path. False: it leads nowhere. */
static bool step(const KjSchema *schema, Spot *spot, KjText part, KjArena *arena)
{
    KjText name = spot->group_name.len
                      ? kj_text(kj_arena_printf(arena, "%.*s.%.*s", (int)spot->group_name.len,
                                                spot->group_name.data, (int)part.len, part.data))
                      : part;
    int32_t number = kj_kind_field(spot->kind, name);
    const KjField *field = number < 0 ? NULL : &spot->kind->fields[number];
    int32_t all = spot->kind->singleton ? kj_schema_kind_by_plural(schema, part) : -1;

    if (field && field->type == KJ_GROUP && field->child < 0) {
        spot->group_name = name;
        return true;
    }
    if (field && target_of(schema, field)) {
        *spot = (Spot){.kind = target_of(schema, field)};
        return true;
    }
    if (all >= 0 && !field) {
        *spot = (Spot){.kind = &schema->kinds[all]};
        return true;
    }
    if (!field && kj_text_is(part, "organization") && schema->organization >= 0) {
        *spot = (Spot){.kind = &schema->kinds[schema->organization]};
        return true;
    }
    return !field && step_back(schema, spot, part);
}

static void add_names(const KjRepl *repl, const Spot *spot, KjText path, KjCompletion *completion)
{
    const KjSchema *schema = schema_of(repl);
    int32_t number = (int32_t)(spot->kind - schema->kinds);

    for (size_t f = 0; f < spot->kind->field_count; f++) {
        KjText part = next_part(&spot->kind->fields[f], spot->group_name);

        add(completion, kj_arena_printf(completion->arena, "%.*s%.*s", (int)path.len, path.data,
                                        (int)part.len, part.data));
    }
    if (spot->group_name.len)
        return;
    add(completion, kj_arena_printf(completion->arena, "%.*sid", (int)path.len, path.data));
    for (size_t i = 0; i < schema->inverse_count; i++)
        if (schema->inverses[i].of == number || schema->inverses[i].of == KJ_ANY_KIND)
            add(completion, kj_arena_printf(completion->arena, "%.*s%s", (int)path.len, path.data,
                                            schema->inverses[i].name.data));
    for (size_t k = 0; spot->kind->singleton && k < schema->kind_count; k++)
        if (schema->kinds[k].plural.len)
            add(completion, kj_arena_printf(completion->arena, "%.*s%s", (int)path.len, path.data,
                                            schema->kinds[k].plural.data));
}

/* The prefix is a path: what its last part can be. */
static void add_along(const KjRepl *repl, const KjKind *kind, KjCompletion *completion)
{
    KjText prefix = completion->prefix;
    Spot spot = {.kind = kind};
    size_t from = 0;

    for (size_t i = 0; i < prefix.len; i++) {
        if (prefix.data[i] != '.')
            continue;
        if (!step(schema_of(repl), &spot, (KjText){prefix.data + from, (uint32_t)(i - from)},
                  completion->arena))
            return;
        from = i + 1;
    }
    add_names(repl, &spot, (KjText){prefix.data, (uint32_t)from}, completion);
}

/* ---- values of a choice ---- */

static const KjField *field_at(const KjRepl *repl, const KjKind *kind, KjText path, KjArena *arena)
{
    Spot spot = {.kind = kind};
    size_t from = 0;
    int32_t number;

    for (size_t i = 0; i < path.len; i++) {
        if (path.data[i] != '.')
            continue;
        if (!step(schema_of(repl), &spot, (KjText){path.data + from, (uint32_t)(i - from)}, arena))
            return NULL;
        from = i + 1;
    }
    KjText last = {path.data + from, path.len - (uint32_t)from};
    if (spot.group_name.len)
        last = kj_text(kj_arena_printf(arena, "%.*s.%.*s", (int)spot.group_name.len,
                                       spot.group_name.data, (int)last.len, last.data));
    number = kj_kind_field(spot.kind, last);
    return number < 0 ? NULL : &spot.kind->fields[number];
}

static bool is_path(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.';
}

/* Behind "PATH == ": the values of the field. */
static void add_values(const KjRepl *repl, const KjKind *kind, KjText before,
                       KjCompletion *completion)
{
    size_t end = before.len - completion->prefix.len, from;
    const KjField *field;

    while (end > 0 && strchr(" (['\"", before.data[end - 1]))
        end--;
    if (end < 2 || !strchr("=n", before.data[end - 1]))
        return;
    end -= 2; /* ==, ~=, in */
    while (end > 0 && before.data[end - 1] == ' ')
        end--;
    for (from = end; from > 0 && is_path(before.data[from - 1]);)
        from--;
    field = field_at(repl, kind, (KjText){before.data + from, (uint32_t)(end - from)},
                     completion->arena);
    for (size_t i = 0; field && i < field->value_count; i++)
        add(completion, kj_arena_printf(completion->arena, "\"%s\"", field->values[i].data));
}

/* ---- what the worker knows ---- */

static void add_asked(KjRepl *repl, const char *what, KjText kind, const char *before,
                      KjCompletion *completion)
{
    KjJobResult result = {0};
    const KjList *rows;

    if (!kj_repl_fetch(repl, what, "kind", kind, &result))
        return;
    rows = kj_map_list(&result.explanation, "rows");
    for (size_t r = 0; r < rows->count; r++)
        if (rows->items[r].type == KJ_LIST && rows->items[r].u.list.count)
            add(completion, kj_arena_printf(completion->arena, "%s%s", before,
                                            rows->items[r].u.list.items[0].type == KJ_TEXT_TYPE
                                                ? rows->items[r].u.list.items[0].u.text.data
                                                : ""));
    kj_job_result_clear(&result);
}

/* KIND:ID */
static void add_records(KjRepl *repl, KjCompletion *completion)
{
    const KjSchema *schema = schema_of(repl);
    KjText prefix = completion->prefix;
    const char *colon = memchr(prefix.data, ':', prefix.len);

    if (colon) {
        KjText kind = kj_text(
            kj_arena_strndup(completion->arena, prefix.data, (size_t)(colon - prefix.data)));

        add_asked(repl, "ids", kind, kj_arena_printf(completion->arena, "%s:", kind.data),
                  completion);
        return;
    }
    for (size_t k = 0; k < schema->kind_count; k++)
        if (schema->kinds[k].parent < 0)
            add(completion, kj_arena_printf(completion->arena, "%s:", schema->kinds[k].name.data));
}

static void add_rules(const KjRepl *repl, KjCompletion *completion)
{
    const KjRegistry *registry = repl->session.view.registry;

    for (size_t r = 0; r < registry->rule_count; r++) {
        if (!registry->packs[registry->rules[r].pack].selected || registry->rules[r].dropped)
            continue;
        add(completion, registry->rules[r].name.data);
        add(completion, registry->rules[r].clause.data);
    }
}

static void add_params(const KjRepl *repl, KjCompletion *completion)
{
    const KjRegistry *registry = repl->session.view.registry;

    for (size_t p = 0; p < registry->param_count; p++)
        add(completion, kj_arena_printf(completion->arena, "$%s", registry->params[p].name.data));
}

/* ---- which it is ---- */

static void complete_query(KjRepl *repl, const KjKind *kind, KjText before,
                           KjCompletion *completion)
{
    KjText prefix = completion->prefix;

    if (prefix.len && prefix.data[0] == '$') {
        add_params(repl, completion);
        return;
    }
    add_values(repl, kind, before, completion);
    if (prefix.len && (prefix.data[0] == '"' || prefix.data[0] == '\''))
        return;
    add_along(repl, kind, completion);
    if (memchr(prefix.data, '.', prefix.len))
        return;
    ADD_ALL(completion, keywords);
    ADD_ALL(completion, functions);
}

/* FIELD= of the record that the change is about: "+org/kind:id". */
static void add_assignments(const KjRepl *repl, KjText target, KjCompletion *completion)
{
    const char *colon = memchr(target.data, ':', target.len), *from = target.data;
    const KjKind *kind;

    for (const char *at = from; colon && at < colon; at++)
        if (*at == '/' || *at == '+')
            from = at + 1;
    kind = colon ? kind_named(repl, (KjText){from, (uint32_t)(colon - from)}) : NULL;
    for (size_t f = 0; kind && f < kind->field_count; f++)
        if (!kind->fields[f].derived && kind->fields[f].type != KJ_GROUP)
            add(completion, kj_arena_printf(completion->arena, "%s=", kind->fields[f].name.data));
}

static void complete_command(KjRepl *repl, const KjReplCommand *command, size_t words,
                             KjText target, KjCompletion *completion)
{
    static const char *const forms[] = {"table", "csv", "json"}, *const langs[] = {"ja", "en"},
                             *const widths[] = {"all"}, *const as[] = {"of"};
    const KjReplCommand *other;

    if (words > 1 && strstr(command->arguments, "FIELD=VALUE"))
        add_assignments(repl, target, completion);
    else if (strcmp(command->name, "explain") == 0 && words == 1)
        add_rules(repl, completion);
    else if (strstr(command->arguments, "KIND:ID") || strcmp(command->name, "explain") == 0)
        add_records(repl, completion);
    else if (strcmp(command->name, "fields") == 0)
        add_kinds(repl, completion);
    else if (strcmp(command->name, "use") == 0)
        add_asked(repl, "orgs", KJ_TEXT(""), "", completion);
    else if (strcmp(command->name, "rules") == 0)
        add_rules(repl, completion);
    else if (strcmp(command->name, "format") == 0)
        ADD_ALL(completion, forms);
    else if (strcmp(command->name, "lang") == 0)
        ADD_ALL(completion, langs);
    else if (strcmp(command->name, "width") == 0)
        ADD_ALL(completion, widths);
    else if (strcmp(command->name, "as") == 0)
        ADD_ALL(completion, as);
    for (size_t i = 0; strcmp(command->name, "help") == 0 && (other = kj_repl_command_at(i)); i++)
        add(completion, other->name);
}

static void complete_first(KjRepl *repl, KjCompletion *completion)
{
    const KjReplCommand *command;

    for (size_t i = 0; (command = kj_repl_command_at(i)); i++)
        add(completion, command->name);
    add(completion, "count");
    add_kinds(repl, completion);
}

/* Where the word that stands at the end begins: rules have ( and ) in their names. */
static size_t word_begins(KjText before, bool of_command)
{
    size_t from = before.len;

    while (from > 0 && !strchr(of_command ? " \t" : " \t()[]=<>~+-*/,", before.data[from - 1]))
        from--;
    return from;
}

void kj_repl_complete(KjRepl *repl, KjText before, KjArena *arena, KjCompletion *completion)
{
    size_t at = 0, from, words = 0;
    KjText first = KJ_TEXT(""), second = KJ_TEXT(""), word;
    const KjReplCommand *command;
    const KjKind *kind;

    while (words < 3 && kj_repl_word(before, &at, &from, &word, arena) && at < before.len) {
        if (words == 0 || (words == 1 && kj_text_is(first, "count")))
            first = word;
        else if (words == 1)
            second = word;
        words++;
    }
    command = kj_repl_command_named(first);
    from = word_begins(before, command || words == 0);
    *completion = (KjCompletion){
        .arena = arena,
        .prefix = kj_text(kj_arena_strndup(arena, before.data + from, before.len - from))};
    kind = words ? kind_named(repl, first) : NULL;
    if (words == 0)
        complete_first(repl, completion);
    else if (kj_text_is(first, "count"))
        add_kinds(repl, completion);
    else if (command)
        complete_command(repl, command, words, second, completion);
    else if (kind)
        complete_query(repl, kind, before, completion);
    finish(completion);
}
