/* A pack of twenty rules and records of twenty fields, drawn at random but always the same. */
#include "tests/bench/flat.h"

#include "engine/cli/home.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double bench_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

void bench_stop(const char *what, const char *why)
{
    printf("bench: %s: %s\n", what, why);
    exit(1);
}

/* ---- the sources ---- */

static uint64_t state = 88172645463325252u;
static uint32_t random_below(uint32_t limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 32) % limit);
}

/* Five types take turns over the twenty fields; every rule has its own field and threshold. */
static const char *const TYPES[] = {"int", "number", "duration", "percent", "date"};
static const char *const LITERALS[] = {"500", "500", "500min", "50%", "2024-06-30"};
const char *const flat_relations[] = {"<=", ">=", "<", ">"};

static void write_pack(KjBuf *out, bool lua)
{
    kj_buf_puts(out, "kind 'organization' { singleton = true, title = { ja='組織', en='Org' },\n"
                     "  plural = 'organizations', fields = {} }\n"
                     "kind 'item' { title = { ja='品目', en='Item' }, fields = {\n");
    for (int i = 0; i < FLAT_RULES; i++)
        kj_buf_printf(out, "  field('f%d', '%s', '項目%d', 'Field %d'),\n", i, TYPES[i % 5], i, i);
    kj_buf_puts(out, "} }\n");
    for (int i = 0; i < FLAT_RULES; i++) {
        const char *relation = flat_relations[i % 4];
        static const char *const PLAIN[] = {"500", "500", "30000", "50", "19904"};
        kj_buf_printf(out,
                      "rule '%d' { kind = 'item', title = { ja='規則%d', en='Rule %d' }, actor='x',"
                      " level='recommended',\n  remedy = { ja='直す', en='Mend' }, check = ",
                      i + 1, i, i);
        if (lua)
            kj_buf_printf(out, "function(r) return r.f%d %s %s end }\n", i, relation, PLAIN[i % 5]);
        else
            kj_buf_printf(out, "'f%d %s %s' }\n", i, relation, LITERALS[i % 5]);
    }
}

static void write_value(KjBuf *out, int field, uint32_t value)
{
    switch (field % 5) {
    case 2: kj_buf_printf(out, "%umin", value); break;
    case 3: kj_buf_printf(out, "%u%%", value / 10); break;
    case 4:
        kj_buf_printf(out, "%u-%02u-%02u", 2020 + value % 9, 1 + value % 12, 1 + value % 28);
        break;
    default: kj_buf_printf(out, "%u", value);
    }
}

void flat_data(KjBuf *out)
{
    kj_buf_puts(out, "kijun: 1\norganization: { id: bench }\nitems:\n");
    for (int r = 0; r < FLAT_RECORDS; r++) {
        kj_buf_printf(out, "- id: i%06d\n", r);
        for (int f = 0; f < FLAT_RULES; f++) {
            if (random_below(100) < 3)
                continue;
            kj_buf_printf(out, "  f%d: ", f);
            write_value(out, f, random_below(1000));
            kj_buf_putc(out, '\n');
        }
    }
}

/* ---- loading ---- */

static KjValue text(const char *cstr)
{
    return kj_value_text(kj_text(cstr));
}

static KjValue argument_of(KjArena *arena, const KjBuf *rules)
{
    KjTree argument = kj_tree_map(arena), packs = kj_tree_list(arena), pack = kj_tree_map(arena);
    KjTree files = kj_tree_list(arena), head = kj_tree_map(arena), body = kj_tree_map(arena);
    kj_tree_set(&head, "name", text("pack.lua"));
    kj_tree_set(&head, "text",
                text("pack 'bench' { version = '1.0.0', title = { ja='測定', en='Bench' },\n"
                     "documents = { B = { title = { ja='測定', en='Bench' }, edition='1',"
                     " status='final' } },\n deviation = 'reason', files = { 'rules' } }\n"));
    kj_tree_set(&body, "name", text("rules.lua"));
    kj_tree_set(&body, "text", text(rules->data));
    kj_tree_add(&files, head.value);
    kj_tree_add(&files, body.value);
    kj_tree_set(&pack, "name", text("bench"));
    kj_tree_set(&pack, "display", text("bench"));
    kj_tree_set(&pack, "hash", text(""));
    kj_tree_set(&pack, "selected", kj_value_bool(true));
    kj_tree_set(&pack, "files", files.value);
    kj_tree_add(&packs, pack.value);
    kj_tree_set(&argument, "packs", packs.value);
    kj_tree_set(&argument, "lang", text("ja"));
    return argument.value;
}

KjRegistry *flat_load(bool lua, KjArena *arena, KjLua **state)
{
    KjLuaSource *stdlib;
    size_t count;
    KjDiags diags;
    KjError error = {0};
    KjLuaLimits limits = {0};
    KjRegistry *registry = NULL;
    KjBuf rules;
    KjValue loaded;
    kj_diags_init(&diags, KJ_EN);
    kj_buf_init(&rules, 0);
    write_pack(&rules, lua);
    kj_home_stdlib(kj_home_find(arena), arena, &diags, &stdlib, &count);
    *state = kj_lua_new(&limits, &error);
    KjValue argument = argument_of(arena, &rules);
    if (!*state || !kj_lua_stdlib(*state, stdlib, count, &error) ||
        !kj_lua_call(*state, "loader", "load", &argument, arena, &loaded, &error))
        bench_stop("loading", error.message);
    const KjValue *document = kj_map_get(&loaded, "document");
    if (!document || !(registry = kj_registry_new(document, &error))) {
        const KjList *problems = kj_map_list(&loaded, "diagnostics");
        bench_stop("pack",
                   problems->count ? kj_map_text(&problems->items[0], "en").data : error.message);
    }
    kj_buf_clear(&rules);
    kj_diags_clear(&diags);
    return registry;
}
