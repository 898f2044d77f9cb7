/* Words become one text with KJ_AMEND_NEXT between assignments; files are read by engine/ingest. What a change
 * means is found out where the data are. */
#include "engine/cli/amends.h"

#include "engine/cli/file.h"
#include "engine/cli/tell.h"
#include "engine/ingest/amend_yaml.h"

#include <string.h>

#define PLACE_COLUMNS 60
#define MOST_BYTES ((size_t)4 << 20) /* of a file of changes */

/* "--set system:mail name=Mail" on one line, not too long. */
static const char *place_of(const char *before, const char *const *words, size_t count,
                            KjArena *arena)
{
    const char *line = before;
    KjText shown;
    size_t fit;

    for (size_t i = 0; i < count; i++)
        line = kj_arena_printf(arena, "%s %s", line, words[i]);
    shown = kj_text_printable(arena, kj_text(line), false);
    fit = kj_text_fit(shown, PLACE_COLUMNS, true);
    return fit < shown.len ? kj_arena_printf(arena, "%.*s…", (int)fit, shown.data) : shown.data;
}

void kj_amends_add(KjAmends *amends, const char *before, const char *const *words, size_t count,
                   KjArena *arena)
{
    const char *text = count ? words[0] : "";
    KjAmend amend = {.place = {.file = place_of(before, words, count, arena)}};

    for (size_t i = 1; i < count; i++)
        text = kj_arena_printf(arena, "%s%c%s", text, i == 1 ? ' ' : KJ_AMEND_NEXT, words[i]);
    amend.text = kj_text(text);
    KJ_PUSH(amends->items, amends->count, amends->capacity, amend);
}

static void add_sets(KjAmends *amends, KjApp *app)
{
    const KjStrings *sets = &app->options.sets;
    size_t to;

    for (size_t from = 0; from < sets->count; from = to) {
        for (to = from + 1; to < sets->count && sets->items[to]; to++)
            ;
        kj_amends_add(amends, "--set", sets->items + from + 1, to - from - 1, app->arena);
    }
}

static void add_file(KjAmends *amends, KjApp *app, const char *path, KjDiags *diags)
{
    KjAmendList list;
    KjText data;

    if (!kj_file_read(path, path, MOST_BYTES, app->arena, diags, &data))
        return;
    list = kj_amend_yaml(path, data, app->arena, diags);
    for (size_t i = 0; i < list.count; i++)
        KJ_PUSH(amends->items, amends->count, amends->capacity, list.items[i]);
}

bool kj_amends_read(KjAmends *amends, KjApp *app)
{
    KjDiags diags;
    bool good;

    kj_diags_init(&diags, app->lang);
    for (size_t i = 0; i < app->options.changes.count; i++)
        add_file(amends, app, app->options.changes.items[i], &diags);
    kj_tell_diags(app, &diags);
    good = diags.errors == 0;
    kj_diags_clear(&diags);
    add_sets(amends, app);
    return good;
}

void kj_amends_clear(KjAmends *amends)
{
    kj_free(amends->items);
    *amends = (KjAmends){0};
}
