#include "engine/output/peers_parts.h"

#include "engine/output/show.h"

#include <stdlib.h>
#include <string.h>

const char *kj_share_name(KjShare share)
{
    return share == KJ_SHARE_FAILING ? "failing" : "unknown";
}

uint32_t kj_peers_failing(const uint32_t *counts)
{
    return counts[KJ_FAIL] + counts[KJ_PARTIAL];
}

static KjText enum_label(const KjField *field, KjText value, KjLang lang)
{
    for (size_t i = 0; field && i < field->value_count; i++)
        if (kj_text_compare(field->values[i], value) == 0) {
            KjText label = kj_label_in(field->value_labels[i], lang);

            return label.len ? label : value;
        }
    return value;
}

KjText kj_peers_label(const KjPeersReport *report, KjText value)
{
    KjLang lang = report->view->lang;

    if (value.len == 0)
        return kj_text(lang == KJ_JA ? "（記入なし）" : "(not given)");
    return enum_label(report->by, value, lang);
}

/* ---- the order of rules ---- */

typedef struct Missed {
    size_t rule;
    uint32_t failing, fail;
} Missed;

static int compare_missed(const void *left, const void *right)
{
    const Missed *a = left, *b = right;

    if (a->failing != b->failing)
        return a->failing < b->failing ? 1 : -1;
    if (a->fail != b->fail)
        return a->fail < b->fail ? 1 : -1;
    return (a->rule > b->rule) - (a->rule < b->rule);
}

size_t *kj_peers_missed(const KjPeers *peers, const uint32_t *counts, size_t *count)
{
    Missed *list = kj_alloc_array(peers->rule_count + 1, sizeof *list);
    size_t *rules = kj_alloc_array(peers->rule_count + 1, sizeof *rules);

    *count = 0;
    for (size_t r = 0; r < peers->rule_count; r++) {
        const uint32_t *of = counts ? counts + r * KJ_VERDICTS : peers->rules[r].counts;

        if (kj_peers_failing(of))
            list[(*count)++] = (Missed){r, kj_peers_failing(of), of[KJ_FAIL]};
    }
    qsort(list, *count, sizeof *list, compare_missed);
    for (size_t i = 0; i < *count; i++)
        rules[i] = list[i].rule;
    kj_free(list);
    return rules;
}

/* ---- registers of packs ---- */

bool kj_seen_at(const KjPeersReport *report, size_t display, KjSeen *seen)
{
    const KjRegistry *registry = report->view->registry;
    const KjDisplay *of = &registry->displays[display];

    if (of->seen_by < 0 || !registry->packs[of->pack].selected)
        return false;
    *seen = (KjSeen){report, of, &registry->schema->kinds[of->kind]};
    return true;
}

const KjField *kj_seen_field(const KjSeen *seen, size_t column)
{
    int32_t field = seen->display->columns[column].field;

    return field < 0 ? NULL : &seen->kind->fields[field];
}

bool kj_seen_rows(const KjSeen *seen, bool (*each)(void *ctx, const KjSeenRow *row), void *ctx,
                  KjError *error)
{
    const KjDisplay *display = seen->display;
    const KjSchema *schema = seen->report->view->registry->schema;
    KjText *columns = kj_alloc_array(display->column_count + 1, sizeof *columns);
    KjSeenQuery query = {.run = seen->report->peers->run.run,
                         .seer = schema->kinds[schema->organization].fields[display->seen_by].name,
                         .plural = seen->kind->plural,
                         .columns = columns,
                         .column_count = display->column_count};
    bool good;

    for (size_t i = 0; i < display->column_count; i++) {
        const KjField *field = kj_seen_field(seen, i);

        columns[i] = field ? field->name : KJ_TEXT("id");
    }
    if (display->sort >= 0)
        query.sort = seen->kind->fields[display->sort].name;
    good = kj_store_seen(seen->report->store, &query, each, ctx, error);
    kj_free(columns);
    return good;
}

static KjMeaning meaning_of(const KjSeen *seen, size_t column)
{
    return kj_meaning(seen->report->view, seen->display->kind,
                      seen->display->columns[column].field);
}

bool kj_seen_is_secret(const KjSeen *seen, size_t column)
{
    return kj_seen_field(seen, column) && meaning_of(seen, column).secret;
}

KjText kj_seen_raw(const KjSeen *seen, size_t column, KjText cell)
{
    const KjField *field = kj_seen_field(seen, column);

    if (cell.len && kj_seen_is_secret(seen, column))
        return KJ_TEXT(KJ_MASK);
    if (cell.len && field && field->type == KJ_BOOL)
        return kj_text_is(cell, "1") ? KJ_TEXT("true") : KJ_TEXT("false");
    return cell;
}

/* A value as the store gives it: yes and no as 1 and 0, days and times as text. */
static KjValue value_of(const KjView *view, const KjField *field, KjText cell)
{
    int64_t whole;
    int32_t day;

    switch (field->type) {
    case KJ_BOOL: return kj_value_bool(kj_text_is(cell, "1"));
    case KJ_DATE: return kj_date_parse(cell, &day) ? kj_value_whole(KJ_DATE, day) : kj_value_none();
    case KJ_DATETIME:
        return kj_datetime_parse(cell, 0, &whole)
                   ? kj_value_whole(KJ_DATE, kj_date_of(whole, view->zone))
                   : kj_value_none();
    case KJ_DURATION:
        return kj_duration_parse(cell, &whole) ? kj_value_whole(KJ_DURATION, whole)
                                               : kj_value_none();
    default: return kj_value_text(cell);
    }
}

KjText kj_seen_text(const KjSeen *seen, size_t column, KjText cell, KjArena *arena)
{
    const KjView *view = seen->report->view;
    const KjField *field = kj_seen_field(seen, column);
    KjValue value;
    KjText shown;
    KjBuf text;

    if (!field)
        return cell;
    if (cell.len == 0 && field->otherwise.type == KJ_NONE)
        return KJ_TEXT("-");
    value = cell.len ? value_of(view, field, cell) : field->otherwise;
    if (field->type == KJ_ENUM && !kj_seen_is_secret(seen, column))
        return enum_label(field, value.u.text, view->lang);
    kj_buf_init(&text, 0);
    kj_show_value(&text, view, meaning_of(seen, column), &value);
    shown = kj_text(kj_arena_strndup(arena, text.data, text.len));
    kj_buf_clear(&text);
    return shown;
}

const KjPeer *kj_seen_seer(const KjPeers *peers, KjText name)
{
    for (size_t i = 0; i < peers->peer_count; i++)
        if (kj_text_compare(peers->peers[i].id, name) == 0 ||
            kj_text_compare(peers->peers[i].name, name) == 0)
            return &peers->peers[i];
    return NULL;
}
