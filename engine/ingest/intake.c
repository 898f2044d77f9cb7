/* Subjects of messages. They are made when there is a message, never before. */
#include "engine/ingest/intake.h"

#include "engine/ingest/tell.h"

const char *kj_scope_subject(KjIntake *intake, const KjScope *scope, const char *field)
{
    KjArena *arena = intake->arena;
    const char *record;
    if (scope->outer)
        record = kj_arena_printf(arena, "%s: %s[%u]", kj_scope_subject(intake, scope->outer, NULL),
                                 scope->list.data, (unsigned)scope->number + 1);
    else if (scope->id.len > 0)
        record = kj_arena_printf(arena, "%s '%s'", intake->schema->kinds[scope->kind].name.data,
                                 kj_tell_text(arena, scope->id));
    else
        record = intake->schema->kinds[scope->kind].name.data;
    return field ? kj_arena_printf(arena, "%s: field '%s'", record, field) : record;
}
