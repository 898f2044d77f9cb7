/* Names of sheets and headers. Every way to write a name is one entry of a sorted list, made when it
 * is first needed: one list for sheets, one per kind for its fields. */
#include "engine/ingest/table_names.h"

#include <stdlib.h>
#include <string.h>

#define MOST_SPELLINGS 81 /* of one name; where there would be more, only the name itself counts */

/* What counts more comes first. */
typedef enum { NAME, LABEL, COMPUTED } Rank;

typedef struct Spelling {
    KjText text;
    int32_t index;
    Rank rank;
} Spelling;

typedef struct Spellings {
    Spelling *items;
    size_t count, capacity;
    bool made;
} Spellings;

struct KjTableNames {
    KjArena *arena;
    Spellings sheets;
    Spellings *headers; /* per kind */
    size_t kinds;
};

KjTableNames *kj_table_names(KjIntake *intake)
{
    if (intake->names)
        return intake->names;
    KjTableNames *names = kj_alloc(sizeof *names);
    names->arena = kj_arena_new();
    names->kinds = intake->schema->kind_count;
    names->headers = kj_alloc_array(names->kinds, sizeof *names->headers);
    intake->names = names;
    return names;
}

void kj_table_names_free(KjTableNames *names)
{
    if (!names)
        return;
    for (size_t i = 0; i < names->kinds; i++)
        kj_free(names->headers[i].items);
    kj_free(names->headers);
    kj_free(names->sheets.items);
    kj_arena_free(names->arena);
    kj_free(names);
}

/* ---- how names are compared ---- */

/* Text after NFKC: small letters, and no line breaks; between words of ASCII they are a space. */
static KjText fold(KjArena *arena, KjText text)
{
    KjText name = kj_text_nfkc(arena, text);
    char *folded = kj_arena_strndup(arena, name.data, name.len);
    uint32_t len = 0;
    for (uint32_t i = 0; i < name.len; i++) {
        char c = name.data[i];
        bool breaks = c == '\n' || c == '\r';
        if (breaks && (len == 0 || (folded[len - 1] & 0x80) || folded[len - 1] == ' '))
            continue;
        folded[len++] = breaks ? ' ' : c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    }
    folded[len] = '\0';
    return (KjText){folded, len};
}

KjText kj_header_text(KjArena *arena, KjText text)
{
    KjText header = fold(arena, text);
    if (header.len > 0 && header.data[header.len - 1] == '*')
        header = kj_text_nfkc(arena, (KjText){header.data, header.len - 1}); /* cuts spaces */
    return header;
}

static int compare_spellings(const void *a, const void *b)
{
    const Spelling *x = a, *y = b;
    int order = kj_text_compare(x->text, y->text);
    if (order == 0)
        order = (int)x->rank - (int)y->rank;
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* ---- all ways to write a name ---- */

typedef struct Ways { /* of one name; the first is the name itself */
    KjText items[MOST_SPELLINGS];
    size_t count;
} Ways;

static void add_way(KjArena *arena, Ways *ways, KjText text)
{
    KjText folded = fold(arena, text);
    for (size_t i = 0; i < ways->count; i++)
        if (kj_text_compare(ways->items[i], folded) == 0)
            return;
    if (folded.len > 0 && ways->count < MOST_SPELLINGS)
        ways->items[ways->count++] = folded;
}

static KjText joined(KjArena *arena, KjText head, KjText tail)
{
    return kj_text(kj_arena_printf(arena, "%s.%s", head.data, tail.data));
}

/* Every way of the head with every way of the tail. */
static void add_joined(KjArena *arena, Ways *ways, const Ways *heads, const Ways *tails)
{
    bool all = heads->count * tails->count <= MOST_SPELLINGS;
    for (size_t h = 0; h < (all ? heads->count : 1); h++)
        for (size_t t = 0; t < (all ? tails->count : 1); t++)
            add_way(arena, ways, joined(arena, heads->items[h], tails->items[t]));
}

static void write_field(KjArena *arena, const KjKind *kind, const KjField *field, Ways *ways)
{
    const KjField *group = field->group < 0 ? NULL : &kind->fields[field->group];
    uint32_t skip = group ? group->name.len + 1 : 0;
    Ways last = {.count = 0}, heads = {.count = 0};
    add_way(arena, &last, (KjText){field->name.data + skip, field->name.len - skip});
    add_way(arena, &last, field->label.ja);
    add_way(arena, &last, field->label.en);
    if (!group) {
        *ways = last;
        return;
    }
    write_field(arena, kind, group, &heads);
    add_joined(arena, ways, &heads, &last);
}

static void write_kind(KjArena *arena, const KjSchema *schema, int32_t number, Ways *ways)
{
    const KjKind *kind = &schema->kinds[number];
    if (kind->parent >= 0) {
        const KjKind *above = &schema->kinds[kind->parent];
        Ways heads = {.count = 0}, tails = {.count = 0};
        write_kind(arena, schema, kind->parent, &heads);
        write_field(arena, above, &above->fields[kind->parent_field], &tails);
        add_joined(arena, ways, &heads, &tails);
        return;
    }
    add_way(arena, ways, kind->plural);
    add_way(arena, ways, kind->name);
    add_way(arena, ways, kind->label.ja);
    add_way(arena, ways, kind->label.en);
}

/* The first so many ways are names. */
static void add_ways(Spellings *list, const Ways *ways, size_t names, int32_t index, bool computed)
{
    for (size_t i = 0; i < ways->count; i++) {
        Spelling spelling = {ways->items[i], index, computed ? COMPUTED : i < names ? NAME : LABEL};
        KJ_PUSH(list->items, list->count, list->capacity, spelling);
    }
}

static void finish(Spellings *list)
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, compare_spellings);
    list->made = true;
}

static const Spellings *sheets_of(KjIntake *intake)
{
    KjTableNames *names = kj_table_names(intake);
    const KjSchema *schema = intake->schema;
    for (size_t i = 0; !names->sheets.made && i < schema->kind_count; i++) {
        Ways ways = {.count = 0};
        write_kind(names->arena, schema, (int32_t)i, &ways);
        add_ways(&names->sheets, &ways, schema->kinds[i].parent >= 0 ? 1 : 2, (int32_t)i,
                 kj_sheet_is_computed(schema, (int32_t)i));
    }
    if (!names->sheets.made)
        finish(&names->sheets);
    return &names->sheets;
}

static const Spellings *headers_of(KjIntake *intake, int32_t number)
{
    KjTableNames *names = kj_table_names(intake);
    const KjKind *kind = &intake->schema->kinds[number];
    Spellings *list = &names->headers[number];
    for (size_t i = 0; !list->made && i < kind->field_count; i++) {
        Ways ways = {.count = 0};
        write_field(names->arena, kind, &kind->fields[i], &ways);
        add_ways(list, &ways, 1, (int32_t)i, kind->fields[i].derived);
    }
    if (!list->made)
        finish(list);
    return list;
}

/* ---- looking up ---- */

/* The first entry that is not less than the text. */
static size_t lower_bound(const Spellings *list, KjText text)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (kj_text_compare(list->items[middle].text, text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool contains(const int32_t *items, size_t count, int32_t index)
{
    for (size_t i = 0; i < count; i++)
        if (items[i] == index)
            return true;
    return false;
}

/* Of the entries that are the text, or begin with it, those of the best rank. */
static KjMeanings meanings_of(KjArena *arena, const Spellings *list, KjText text, bool start)
{
    size_t from = lower_bound(list, text), to = from, count = 0;
    Rank best = COMPUTED;
    for (; to < list->count; to++) {
        const Spelling *at = &list->items[to];
        if (at->text.len < text.len || memcmp(at->text.data, text.data, text.len) != 0 ||
            (!start && at->text.len > text.len))
            break;
        best = at->rank < best ? at->rank : best;
    }
    int32_t *items = kj_arena_array(arena, to - from, sizeof *items);
    for (; from < to; from++)
        if (list->items[from].rank == best && !contains(items, count, list->items[from].index))
            items[count++] = list->items[from].index;
    return (KjMeanings){items, count};
}

static size_t characters_of(KjText text)
{
    size_t count = 0;
    for (uint32_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    return count;
}

KjMeanings kj_sheet_meanings(KjIntake *intake, KjText name)
{
    const Spellings *sheets = sheets_of(intake);
    KjText folded = fold(intake->arena, name);
    KjMeanings found = meanings_of(intake->arena, sheets, folded, false);
    if (found.count == 0 && characters_of(name) == KJ_SHEET_NAME_CHARACTERS)
        found = meanings_of(intake->arena, sheets, folded, true);
    return found;
}

KjMeanings kj_header_meanings(KjIntake *intake, int32_t kind, KjText header)
{
    return meanings_of(intake->arena, headers_of(intake, kind), header, false);
}

bool kj_header_is_id(KjText header)
{
    return kj_text_is(header, "id") || kj_text_is(header, "識別子");
}

bool kj_header_is_kind(KjIntake *intake, int32_t kind, KjText header)
{
    const KjKind *of = &intake->schema->kinds[kind];
    return kj_text_compare(header, of->name) == 0 ||
           kj_text_compare(header, fold(intake->arena, of->label.ja)) == 0 ||
           kj_text_compare(header, fold(intake->arena, of->label.en)) == 0;
}

bool kj_sheet_is_computed(const KjSchema *schema, int32_t kind)
{
    const KjKind *of = &schema->kinds[kind];
    return of->derived ||
           (of->parent >= 0 && schema->kinds[of->parent].fields[of->parent_field].derived);
}

const char *kj_sheet_name(KjIntake *intake, int32_t kind)
{
    const KjSchema *schema = intake->schema;
    const KjKind *of = &schema->kinds[kind];
    if (of->parent < 0)
        return of->singleton ? of->name.data : of->plural.data;
    return kj_arena_printf(intake->arena, "%s.%s", kj_sheet_name(intake, of->parent),
                           schema->kinds[of->parent].fields[of->parent_field].name.data);
}
