/* Templates of a workspace: values, fields of a kind, and what is left out. */
#include "tests/unit/check.h"

#include "engine/output/workspace.h"
#include "tests/unit/output_fixture.h"

static const char *filled(const char *text, KjLang lang, KjArena *arena)
{
    const KjView view = {.registry = &fixture_registry, .lang = lang};
    const char *wrong = NULL, *copy;
    KjBuf out;
    bool good;

    (void)fixture_run; /* nothing is judged */
    fixture_packs[0].needed = fixture_packs[1].needed = true;
    kj_buf_init(&out, 0);
    good = kj_workspace_fill(&out, &view, 1, kj_text(text), arena, &wrong);
    copy = good ? kj_arena_strndup(arena, out.data, out.len)
                : kj_arena_printf(arena, "wrong: %s", wrong);
    kj_buf_clear(&out);
    return copy;
}

TEST(values_come_from_the_pack)
{
    KjArena *arena = kj_arena_new();

    CHECK_STR(filled("{{pack}} ({{pack-title}})", KJ_JA, arena), "base (復旧の基準)\n");
    CHECK_STR(
        filled("{{param}} = {{param-literal}} -- {{param-title}}: {{param-value}}\n", KJ_JA, arena),
        "limit = \"2h\" -- 復旧の上限: 2時間\n");
    CHECK_STR(filled("{{rule}}|{{other-rule}}|{{ask-rule}}", KJ_EN, arena),
              "2.1(1)-4|2.2|base/2.2\n");
    CHECK_STR(filled("{{rule-title}}|{{ask-title}}", KJ_EN, arena),
              "Base systems recover first|The plan is announced\n");
    kj_arena_free(arena);
}

TEST(fields_are_those_that_are_not_written)
{
    KjArena *arena = kj_arena_new();
    const char *text =
        filled("systems:\n  - { id: a, name: A, rto: 1h }\n{{fields system}}\n", KJ_EN, arena);

    CHECK(strstr(text, "#   depends_on: Depends on — → system, a list of such\n") != NULL);
    CHECK(strstr(text, "#   contact:  — { phone }\n") != NULL);
    CHECK(strstr(text, "#   steps:  — { after, users }, a list of such\n") != NULL);
    CHECK(strstr(text, "#   rto") == NULL);
    CHECK(strstr(text, "#   name") == NULL);
    kj_arena_free(arena);
}

TEST(what_has_no_value_is_left_out)
{
    KjArena *arena = kj_arena_new();
    size_t params = fixture_registry.param_count;

    CHECK_STR(filled("a\n{{if param}}\nb\n{{end}}\nc\n", KJ_JA, arena), "a\nb\nc\n");
    fixture_registry.param_count = 0;
    CHECK_STR(filled("a\n{{if param}}\nb\n{{end}}\nc\n", KJ_JA, arena), "a\nc\n");
    fixture_registry.param_count = params;
    kj_arena_free(arena);
}

TEST(what_nobody_knows_is_told)
{
    KjArena *arena = kj_arena_new();

    CHECK_STR(filled("{{nothing}}", KJ_JA, arena), "wrong: nothing");
    CHECK_STR(filled("{{fields nothing}}", KJ_JA, arena), "wrong: nothing");
    CHECK_STR(filled("{{if nothing}}\n{{end}}\n", KJ_JA, arena), "wrong: nothing");
    CHECK_STR(filled("a {{open and } }} b {{ c", KJ_JA, arena), "wrong: open and } ");
    CHECK_STR(filled("a {{ b", KJ_JA, arena), "a {{ b\n");
    CHECK_STR(filled("", KJ_JA, arena), "");
    kj_arena_free(arena);
}

int main(void)
{
    return RUN(values_come_from_the_pack, fields_are_those_that_are_not_written,
               what_has_no_value_is_left_out, what_nobody_knows_is_told);
}
