/* set, unset, changes, reset: changes of the session alone. They are laid over the data when the worker takes
 * them in (engine/ingest/amend.h); the user's files stay as they are. */
#include "engine/cli/repl_parts.h"

#include "engine/cli/tell.h"

#include <string.h>

static const char *in(const KjRepl *repl, const char *ja, const char *en)
{
    return repl->app->lang == KJ_JA ? ja : en;
}

/* ---- one change ---- */

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || (unsigned char)c >= 0x80;
}

/* Whether an assignment begins here: NAME=, NAME+=, NAME-=. */
static bool begins_assignment(const char *at, const char *end)
{
    const char *name = at;

    while (at < end && is_name(*at))
        at++;
    if (at == name)
        return false;
    if (at + 1 < end && (*at == '+' || *at == '-'))
        at++;
    return at < end && *at == '=';
}

/* A value with quotes around it, without them. */
static KjText unquoted(KjText part, KjArena *arena)
{
    const char *equals = memchr(part.data, '=', part.len), *end = part.data + part.len;

    if (!equals || end - equals < 3 || (equals[1] != '"' && equals[1] != '\'') ||
        end[-1] != equals[1])
        return part;
    return kj_text(kj_arena_printf(arena, "%.*s%.*s", (int)(equals + 1 - part.data), part.data,
                                   (int)(end - equals - 3), equals + 2));
}

/* "TARGET a=x y b=z" as engine/ingest/amend.h wants it: a value goes to where the next assignment begins. */
static const char *change_of(KjText rest, KjArena *arena)
{
    const char *end = rest.data + rest.len, *at = rest.data, *text;

    while (at < end && *at != ' ' && *at != '\t')
        at++;
    text = kj_arena_strndup(arena, rest.data, (size_t)(at - rest.data));
    for (bool first = true; at < end; first = false) {
        const char *from, *stop;

        while (at < end && (*at == ' ' || *at == '\t'))
            at++;
        from = at;
        stop = at = at < end ? at + 1 : at;
        while (at < end && !((at[-1] == ' ' || at[-1] == '\t') && begins_assignment(at, end)))
            stop = ++at;
        KjText part = unquoted(kj_repl_trim((KjText){from, (uint32_t)(stop - from)}), arena);
        if (part.len)
            text = kj_arena_printf(arena, "%s%c%.*s", text, first ? ' ' : KJ_AMEND_NEXT,
                                   (int)part.len, part.data);
    }
    return text;
}

/* Where the session stays in one organisation, it is meant unless another one is named. */
static const char *of_org(const KjRepl *repl, const char *text)
{
    size_t sign = *text == '+' || *text == '-', target = strcspn(text, ": ");

    if (!repl->org || memchr(text, '/', target))
        return text;
    return kj_arena_printf(repl->app->arena, "%.*s%s/%s", (int)sign, text, repl->org, text + sign);
}

KjAmend kj_repl_amend(KjRepl *repl, KjText rest)
{
    KjAmend amend = {.text = kj_text(of_org(repl, change_of(rest, repl->app->arena)))};

    amend.place.file = kj_arena_printf(repl->app->arena, "set %.*s", (int)rest.len, rest.data);
    return amend;
}

/* ---- the commands ---- */

static KjExit take_up(KjRepl *repl)
{
    repl->held = false;
    return kj_repl_hold(repl);
}

KjExit kj_repl_set(KjRepl *repl, KjText rest)
{
    KjExit exit;

    if (!rest.len)
        return kj_repl_wrong(repl, SIZE_MAX, "使い方: set 種別:ID 項目=値 …",
                             "usage: set KIND:ID FIELD=VALUE …");
    KjAmend amend = kj_repl_amend(repl, rest);
    KJ_PUSH(repl->amends, repl->amend_count, repl->amend_capacity, amend);
    exit = take_up(repl);
    if (exit == KJ_EXIT_OK)
        return exit;
    repl->amend_count--; /* what is refused is not in force */
    if (take_up(repl) == KJ_EXIT_OK && exit == KJ_EXIT_INPUT)
        return kj_repl_wrong(repl, SIZE_MAX, "この変更は行いませんでした",
                             "this change was not made");
    return exit;
}

static const char *shown(const KjAmend *amend)
{
    return amend->place.file + strlen("set ");
}

KjExit kj_repl_changes(KjRepl *repl, KjText rest)
{
    KjGrid grid;

    (void)rest;
    if (!kj_repl_open_result(repl))
        return KJ_EXIT_SYSTEM;
    kj_grid_init(&grid, 2, 1);
    for (size_t i = 0; i < repl->amend_count; i++) {
        kj_grid_number(&grid, KJ_PLAIN, i + 1);
        kj_grid_cell(&grid, KJ_PLAIN, kj_text(shown(&repl->amends[i])));
    }
    if (repl->amend_count)
        kj_grid_print(&grid, &repl->result.page, 0);
    else
        kj_page_puts(
            &repl->result.page, KJ_DIM,
            in(repl, "この対話での変更はありません", "nothing is changed in this session"));
    if (!repl->amend_count)
        kj_page_line(&repl->result.page);
    kj_grid_clear(&grid);
    return kj_repl_close_result(repl, KJ_EXIT_OK);
}

/* Of this number, or all of this record. */
static bool is_meant(const KjAmend *amend, size_t number, KjText word)
{
    const char *text = shown(amend);
    int64_t wanted;

    if (kj_int_parse(word, &wanted))
        return wanted == (int64_t)number;
    return strncmp(text, word.data, word.len) == 0 && (text[word.len] == ' ' || !text[word.len]);
}

KjExit kj_repl_unset(KjRepl *repl, KjText rest)
{
    size_t kept = 0, all = repl->amend_count;
    KjText word;

    if (!kj_repl_one_word(repl, rest, &word))
        return KJ_EXIT_USAGE;
    for (size_t i = 0; i < all; i++)
        if (!is_meant(&repl->amends[i], i + 1, word))
            repl->amends[kept++] = repl->amends[i];
    repl->amend_count = kept;
    if (kept == all)
        return kj_repl_wrong(repl, SIZE_MAX, "その変更はありません。changes で一覧が出ます",
                             "there is no such change; changes lists them");
    return take_up(repl);
}

KjExit kj_repl_reset(KjRepl *repl, KjText rest)
{
    (void)rest;
    repl->amend_count = 0;
    return take_up(repl);
}
