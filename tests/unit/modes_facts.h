// For modes_test.c: random records, with a quarter of the facts missing, and their YAML and kinds.
#ifndef KJ_TESTS_UNIT_MODES_FACTS_H
#define KJ_TESTS_UNIT_MODES_FACTS_H

#include "tests/unit/judge_fixture.h"

#define ITEMS 11 /* per organisation: odd, and less than a block */
#define ORGS 2
#define ROWS 3
#define MARKS 3

static uint64_t state;

static uint32_t below(uint32_t limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 32) % limit);
}

static bool chance(uint32_t percent)
{
    return below(100) < percent;
}

enum { I0, I1, N0, N1, D0, D1, T0, T1, E0, E1, B0, B1, FIELDS };
enum { V, W, ROW_FIELDS };
typedef enum { INT, NUM, DUR, DAY, WORD, TRUTH, REF } Type;

static const struct {
    const char *name;
    Type type;
} FIELD_OF[] = {{"i0", INT}, {"i1", INT}, {"n0", NUM},  {"n1", NUM},  {"d0", DUR},   {"d1", DUR},
                {"t0", DAY}, {"t1", DAY}, {"e0", WORD}, {"e1", WORD}, {"b0", TRUTH}, {"b1", TRUTH}};
static const struct {
    const char *name;
    Type type;
} ROW_FIELD_OF[] = {{"v", INT}, {"w", DUR}};
static const char *const WORDS[] = {"red", "green", "blue"};

typedef struct Maybe {
    bool there;
    long double value;
} Maybe;

typedef struct Item {
    Maybe field[FIELDS];
    int leader; /* index within all items, -1 missing */
    bool has_list, has_rows, has_marks;
    int list[4], list_count;
    Maybe row[ROWS][ROW_FIELDS];
    int row_count;
    int mark[MARKS], mark_count;
} Item;

static Item items[ITEMS * ORGS];

static long double draw(Type type)
{
    switch (type) {
    case INT: return (long double)below(9) - 2;
    case NUM: return ((long double)below(40) - 8) / 4;
    case DUR: return 3600.0L * below(60);
    case DAY: return 20540 + (long double)below(10);
    case WORD: return below(3);
    default: return below(2);
    }
}

static void draw_items(void)
{
    for (int i = 0; i < ITEMS * ORGS; i++) {
        Item *item = &items[i];
        int base = i / ITEMS * ITEMS;
        *item = (Item){.leader = chance(25) ? -1 : base + (int)below(ITEMS)};
        for (int f = 0; f < FIELDS; f++)
            item->field[f] = (Maybe){!chance(25), draw(FIELD_OF[f].type)};
        item->has_list = !chance(15);
        item->has_rows = !chance(25);
        item->has_marks = !chance(25);
        for (int k = (int)below(4); item->has_list && k > 0; k--) {
            int other = base + (int)below(ITEMS);
            bool twice = false;
            for (int n = 0; n < item->list_count; n++)
                twice |= item->list[n] == other;
            if (!twice)
                item->list[item->list_count++] = other;
        }
        item->row_count = item->has_rows ? (int)below(ROWS + 1) : 0;
        for (int r = 0; r < item->row_count; r++)
            for (int f = 0; f < ROW_FIELDS; f++)
                item->row[r][f] = (Maybe){!chance(25), draw(ROW_FIELD_OF[f].type)};
        item->mark_count = item->has_marks ? (int)below(MARKS + 1) : 0;
        for (int m = 0; m < item->mark_count; m++)
            item->mark[m] = (int)draw(INT);
    }
}

static void write_value(KjBuf *out, Type type, long double value, bool data)
{
    switch (type) {
    case NUM: kj_buf_printf(out, "%.2f", (double)value); break;
    case DUR: kj_buf_printf(out, "%dh", (int)(value / 3600)); break;
    case DAY: kj_date_write(out, (int32_t)value); break;
    case WORD: kj_buf_printf(out, data ? "%s" : "'%s'", WORDS[(int)value]); break;
    case TRUTH: kj_buf_puts(out, data ? (value ? "yes" : "no") : (value ? "true" : "false")); break;
    default: kj_buf_printf(out, "%d", (int)value);
    }
}

static void write_item(KjBuf *out, int i)
{
    const Item *item = &items[i];
    kj_buf_printf(out, "- id: i%02d\n", i % ITEMS);
    for (int f = 0; f < FIELDS; f++) {
        if (!item->field[f].there)
            continue;
        kj_buf_printf(out, "  %s: ", FIELD_OF[f].name);
        write_value(out, FIELD_OF[f].type, item->field[f].value, true);
        kj_buf_putc(out, '\n');
    }
    if (item->leader >= 0)
        kj_buf_printf(out, "  leader: i%02d\n", item->leader % ITEMS);
    if (item->has_list) {
        kj_buf_puts(out, "  list: [");
        for (int k = 0; k < item->list_count; k++)
            kj_buf_printf(out, "%si%02d", k ? ", " : "", item->list[k] % ITEMS);
        kj_buf_puts(out, "]\n");
    }
    if (item->has_marks) {
        kj_buf_puts(out, "  marks: [");
        for (int m = 0; m < item->mark_count; m++)
            kj_buf_printf(out, "%s%d", m ? ", " : "", item->mark[m]);
        kj_buf_puts(out, "]\n");
    }
    if (item->has_rows)
        kj_buf_puts(out, item->row_count ? "  rows:\n" : "  rows: []\n");
    for (int r = 0; r < item->row_count; r++) {
        kj_buf_puts(out, "  - { ");
        for (int f = 0, told = 0; f < ROW_FIELDS; f++) {
            if (!item->row[r][f].there)
                continue;
            kj_buf_printf(out, "%s%s: ", told++ ? ", " : "", ROW_FIELD_OF[f].name);
            write_value(out, ROW_FIELD_OF[f].type, item->row[r][f].value, true);
        }
        kj_buf_puts(out, " }\n");
    }
}

static char *write_data(KjArena *arena)
{
    KjBuf buf;
    kj_buf_init(&buf, 1 << 20);
    for (int org = 0; org < ORGS; org++) {
        kj_buf_printf(&buf, "%skijun: 1\norganization: { id: o%d }\nitems:\n", org ? "---\n" : "",
                      org);
        for (int i = 0; i < ITEMS; i++)
            write_item(&buf, org * ITEMS + i);
    }
    char *text = kj_arena_strndup(arena, buf.data, buf.len);
    kj_buf_clear(&buf);
    return text;
}

static const char KINDS[] = "kind 'organization' { singleton = true, plural = 'organizations', "
                            "title = { ja='組織', en='Org' }, fields = {} }\n"
                            "kind 'item' { title = { ja='品', en='Item' }, fields = {\n"
                            "  field('i0', 'int', '整', 'I'), field('i1', 'int', '整', 'I'), "
                            "field('n0', 'number', '数', 'N'),\n"
                            "  field('n1', 'number', '数', 'N'), field('d0', 'duration', '時', "
                            "'D'), field('d1', 'duration', '時', 'D'),\n"
                            "  field('t0', 'date', '日', 'T'), field('t1', 'date', '日', 'T'), "
                            "field('e0', 'red|green|blue', '色', 'E'),\n"
                            "  field('e1', 'red|green|blue', '色', 'E'), field('b0', 'bool', '真', "
                            "'B'), field('b1', 'bool', '真', 'B'),\n"
                            "  field('leader', '->item', '長', 'Leader', { inverse = 'led' }),\n"
                            "  field('list', '[->item]', '列', 'List', { inverse = 'listed' }), "
                            "field('marks', '[int]', '点', 'Marks'),\n"
                            "  field('rows', '[group]', '行', 'Rows', { field('v', 'int', '値', "
                            "'V'), field('w', 'duration', '時', 'W') }) } }\n";

#endif
