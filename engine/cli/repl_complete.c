/* In context: commands and kinds where a line begins; behind a kind, the names that its records know, along
 * paths; parameters behind $; the values of a choice behind == and in quotes; rules and records where commands
 * want them. Names come from the registry, ids and organisations from the worker. */
#include "engine/cli/repl_complete_parts.h"

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

void kj_completion_add(KjCompletion *completion, const char *word)
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
        kj_completion_add(completion, words[i]);
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
            kj_completion_add(completion,
                              kj_arena_printf(completion->arena, "%s%s", before,
                                              rows->items[r].u.list.items[0].type == KJ_TEXT_TYPE
                                                  ? rows->items[r].u.list.items[0].u.text.data
                                                  : ""));
    kj_job_result_clear(&result);
}

/* KIND:ID */
static void add_records(KjRepl *repl, KjCompletion *completion)
{
    const KjSchema *schema = repl->session.view.registry->schema;
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
            kj_completion_add(
                completion, kj_arena_printf(completion->arena, "%s:", schema->kinds[k].name.data));
}

static void add_rules(const KjRepl *repl, KjCompletion *completion)
{
    const KjRegistry *registry = repl->session.view.registry;

    for (size_t r = 0; r < registry->rule_count; r++) {
        if (!registry->packs[registry->rules[r].pack].selected || registry->rules[r].dropped)
            continue;
        kj_completion_add(completion, registry->rules[r].name.data);
        kj_completion_add(completion, registry->rules[r].clause.data);
    }
}

static void add_params(const KjRepl *repl, KjCompletion *completion)
{
    const KjRegistry *registry = repl->session.view.registry;

    for (size_t p = 0; p < registry->param_count; p++)
        kj_completion_add(completion,
                          kj_arena_printf(completion->arena, "$%s", registry->params[p].name.data));
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
    kj_complete_values(repl, kind, before, completion);
    if (prefix.len && (prefix.data[0] == '"' || prefix.data[0] == '\''))
        return;
    kj_complete_path(repl, kind, completion);
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
    kind = colon ? kj_repl_kind(repl, (KjText){from, (uint32_t)(colon - from)}) : NULL;
    for (size_t f = 0; kind && f < kind->field_count; f++)
        if (!kind->fields[f].derived && kind->fields[f].type != KJ_GROUP)
            kj_completion_add(completion,
                              kj_arena_printf(completion->arena, "%s=", kind->fields[f].name.data));
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
        kj_complete_kinds(repl, completion);
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
        kj_completion_add(completion, other->name);
}

static void complete_first(KjRepl *repl, KjCompletion *completion)
{
    const KjReplCommand *command;

    for (size_t i = 0; (command = kj_repl_command_at(i)); i++)
        kj_completion_add(completion, command->name);
    kj_completion_add(completion, "count");
    kj_complete_kinds(repl, completion);
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
    kind = words ? kj_repl_kind(repl, first) : NULL;
    if (words == 0)
        complete_first(repl, completion);
    else if (kj_text_is(first, "count"))
        kj_complete_kinds(repl, completion);
    else if (command)
        complete_command(repl, command, words, second, completion);
    else if (kind)
        complete_query(repl, kind, before, completion);
    finish(completion);
}
