#include "engine/cli/choice_field.h"

#include "engine/cli/tell.h"

bool kj_field_is_choice(const KjField *field)
{
    return field->type == KJ_ENUM && !field->list && !field->derived;
}

static const KjField *refuse_field(const KjApp *app, const KjKind *kind, KjText name)
{
    const char **names = kj_arena_array(app->arena, kind->field_count + 1, sizeof *names), *nearest;
    size_t count = 0;
    KjBuf all;

    kj_buf_init(&all, 0);
    for (size_t i = 0; i < kind->field_count; i++)
        if (kj_field_is_choice(&kind->fields[i])) {
            kj_buf_printf(&all, "%s%s", count ? " " : "", kind->fields[i].name.data);
            names[count++] = kind->fields[i].name.data;
        }
    nearest = kj_nearest(name, names, count);
    kj_tell_error(
        nearest
            ? kj_arena_printf(app->arena,
                              app->lang == KJ_JA ? "「%s」では分けられません。もしかして %s ですか"
                                                 : "organizations have no choice '%s'; did you "
                                                   "mean %s?",
                              name.data, nearest)
            : kj_arena_printf(app->arena,
                              app->lang == KJ_JA ? "「%s」では分けられません。次のいずれかです: %s"
                                                 : "organizations have no choice '%s'; it is "
                                                   "one of: %s",
                              name.data, count ? all.data : "-"));
    kj_buf_clear(&all);
    return NULL;
}

const KjField *kj_choice_named(const KjApp *app, const KjSchema *schema, const char *name)
{
    const KjKind *kind = &schema->kinds[schema->organization];

    for (size_t i = 0; i < kind->field_count; i++)
        if (kj_field_is_choice(&kind->fields[i]) && kj_text_is(kind->fields[i].name, name))
            return &kind->fields[i];
    return refuse_field(app, kind, kj_text(name));
}
