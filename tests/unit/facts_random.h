// Organisations with random facts of every type, nasty ones preferred, for tests of what writes them:
// whatever is drawn here can stand in a data file.
#ifndef KJ_TESTS_UNIT_FACTS_RANDOM_H
#define KJ_TESTS_UNIT_FACTS_RANDOM_H

#include "engine/model/facts.h"
#include "tests/unit/ingest_schema.h"

typedef struct Dice {
    uint64_t state;
    bool tables; // only what tables can hold: no U+000D, no dashes for names
} Dice;

static inline uint64_t roll(Dice *dice)
{
    dice->state ^= dice->state << 13;
    dice->state ^= dice->state >> 7;
    dice->state ^= dice->state << 17;
    return dice->state * 0x2545F4914F6CDD1Du;
}

static inline int64_t below(Dice *dice, int64_t limit)
{
    return (int64_t)((roll(dice) >> 11) % (uint64_t)limit);
}

// ---- texts ----

static const char *const nasty_texts[] = {
    "'",
    "''",
    "'=",
    "'x",
    "''=1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "＝1",
    "＋",
    "－",
    "＠x",
    "'＝",
    "'－",
    "-",
    "ー",
    "なし",
    "無し",
    "無",
    "有",
    "○",
    "×",
    "△",
    "[]",
    "{}",
    "no",
    "NO",
    "Yes",
    "y",
    "true",
    "null",
    "~",
    "010",
    "1e5",
    "0x1F",
    "1_000",
    "12:30",
    "12:30:45",
    "2026-04-01",
    "2026/4/1",
    "4.10",
    "(1)",
    "1,200",
    ".5",
    "-.inf",
    "a;b",
    "；",
    "\"",
    "\"a\"",
    "a\"b\"",
    "a\nb",
    "a\n\nb\n",
    "\na",
    "a\n ",
    "a\n\n",
    " a",
    "a ",
    "　a　",
    "\xC2\xA0x",
    "a: b",
    "a:",
    "a #b",
    "#a",
    "- a",
    "? a",
    "& a",
    "*a",
    "!a",
    "|",
    ">",
    "%a",
    "`a`",
    "{a",
    "[a",
    "a, b",
    "a]b",
    "---",
    "...",
    "<<",
    "=",
    "\\",
    "a\\nb",
    "_x000D_",
    "_x0041_",
    "😀👨‍👩‍👧",
    "Ａ１",
    "e\xCC\x81",
    "\xE2\x80\xA8x",
    "x\xC2\x85y",
    "x\xEF\xBB\xBFy",
    "x\xEF\xBF\xBE",
    "a\tb",
    "\t\na",
    "kijun: 1",
    "#N/A",
    "TRUE",
    "1/2",
    "令和8年4月1日",
    "80%",
    "3h",
    "&amp;",
    "<b>",
    "]]>",
    "a;",
    "\"a\";b",
    "x\n\ty",
};

// Characters that mean something to somebody.
static const char *const pieces[] = {
    "a",
    "0",
    "-",
    "=",
    "'",
    "\"",
    ";",
    "；",
    ",",
    ":",
    " ",
    "  ",
    "\n",
    "\t",
    "#",
    "\\",
    "|",
    "　",
    "漢",
    "字",
    "😀",
    "é",
    "\xE2\x80\xA9",
    "[",
    "]",
    "{",
    "}",
    "%",
    "&",
    "*",
    "<",
    ">",
    "~",
    "\xEF\xBF\xBF",
};

#define COUNT_OF(array) (int64_t)(sizeof(array) / sizeof *(array))

static inline bool has_nothing(KjArena *arena, KjText text)
{
    return kj_text_nfkc(arena, text).len == 0;
}

static inline KjText draw_text(Dice *dice, KjArena *arena)
{
    KjBuf buf;
    kj_buf_init(&buf, 0);
    if (below(dice, 2)) {
        kj_buf_puts(&buf, nasty_texts[below(dice, COUNT_OF(nasty_texts))]);
    } else {
        int64_t count = below(dice, 40) ? 1 + below(dice, 12) : 3000;
        for (int64_t i = 0; i < count; i++)
            kj_buf_puts(&buf, pieces[below(dice, COUNT_OF(pieces))]);
    }
    if (!dice->tables && below(dice, 8) == 0)
        kj_buf_puts(&buf, below(dice, 2) ? "\r\n" : "\rx");
    KjText text = {kj_arena_strndup(arena, buf.data, buf.len), (uint32_t)buf.len};
    kj_buf_clear(&buf);
    return has_nothing(arena, text) ? KJ_TEXT("x") : text;
}

static const char *const nasty_ids[] = {
    "a",
    "010",
    "no",
    "2026-04-01",
    "#x",
    "a;b",
    "'x",
    "=1",
    "日本",
    "\"q\"",
    "~",
    "[]",
    "{x",
    "null",
    "*a",
    "&a",
    "!x",
    "%x",
    "@x",
    "`x",
    "|",
    ">",
    "?",
    "1e3",
    ".",
    "..",
    "なし",
    "無",
    "x]",
    "x}",
    "'=",
    "+1",
    "4.10",
    "(1)",
    "A",
    "yes",
    "_x000D_",
    "a#b",
    "x\\y",
    "a|b",
    "-1",
    // dashes alone mean nothing in tables
    "-",
    "ー",
};
#define DASHES 2

static inline KjText id_at(int64_t number)
{
    return kj_text(nasty_ids[number]);
}

// ---- values ----

static inline double draw_real(Dice *dice)
{
    static const double sizes[] = {1, 1e-3, 1e3, 1e15, 1e-12, 1e21, 1e-25, 1e22};
    double real = (double)below(dice, (int64_t)1 << 53) / (double)((int64_t)1 << 53);
    real *= sizes[below(dice, COUNT_OF(sizes))];
    return below(dice, 3) ? real : (double)below(dice, 1000) / 4;
}

static inline int64_t draw_whole(Dice *dice)
{
    int64_t whole = (int64_t)(roll(dice) >> (1 + below(dice, 63)));
    return below(dice, 4) ? whole : -whole;
}

static inline int64_t draw_size(Dice *dice)
{
    int64_t whole = draw_whole(dice);
    return whole < 0 ? -whole : whole;
}

static inline int32_t draw_date(Dice *dice)
{
    static const KjCivil corners[] = {{1, 1, 1},    {9999, 12, 31}, {1900, 2, 28}, {1900, 3, 1},
                                      {1904, 1, 1}, {1970, 1, 1},   {2028, 2, 29}, {1899, 12, 31}};
    int32_t first = kj_date_from_civil(corners[0]), last = kj_date_from_civil(corners[1]);
    if (below(dice, 3) == 0)
        return kj_date_from_civil(corners[below(dice, COUNT_OF(corners))]);
    return below(dice, 2) ? first + (int32_t)below(dice, last - first + 1)
                          : 20000 + (int32_t)below(dice, 2000);
}

static inline KjValue draw_value(Dice *dice, KjArena *arena, const KjField *field)
{
    KjValue value = kj_value_whole(field->type, 0);
    switch (field->type) {
    case KJ_BOOL: return kj_value_bool(below(dice, 2));
    case KJ_INT: value.u.whole = field->has_min ? draw_size(dice) : draw_whole(dice); break;
    case KJ_NUMBER:
        value.u.real = below(dice, 2) ? -draw_real(dice) : (double)below(dice, 1000) / 128;
        value.u.real += 0.0; // no -0
        break;
    case KJ_PERCENT: value.u.real = (double)below(dice, 1000000) / 10000; break;
    case KJ_QUANTITY: value.u.real = draw_real(dice); break;
    case KJ_MONEY: value.u.whole = draw_whole(dice); break;
    case KJ_DURATION: value.u.whole = draw_size(dice); break;
    case KJ_PERIOD: value.u.whole = draw_size(dice) & 0xFFFF; break;
    case KJ_DATE: value.u.whole = draw_date(dice); break;
    case KJ_DATETIME:
        value.u.whole = kj_datetime_at(draw_date(dice), 0);
        value.u.whole += below(dice, 86400);
        value.u.whole -= (below(dice, 26) - 12) * 3600; // any offset in use
        break;
    case KJ_MONTHDAY:
        value.u.whole = (1 + below(dice, 12)) * 100;
        value.u.whole += 1 + below(dice, 28);
        break;
    case KJ_ENUM: value.u.text = field->values[below(dice, (int64_t)field->value_count)]; break;
    default: return kj_value_text(draw_text(dice, arena));
    }
    return value;
}

// ---- records ----

typedef struct Draw {
    Dice *dice;
    KjArena *arena;
    const KjSchema *schema;
    KjBuilder *builder;
    uint32_t file;
    int64_t ids; // so many of the ids are taken, in each kind
} Draw;

static inline KjValue draw_reference(Draw *draw, const KjField *field)
{
    KjText id = id_at(below(draw->dice, draw->ids));
    if (field->target != KJ_ANY_KIND)
        return kj_value_text(id);
    const char *kind = below(draw->dice, 2) ? "system" : "person";
    return kj_value_text(kj_text(kj_arena_printf(draw->arena, "%s:%s", kind, id.data)));
}

static inline KjValue draw_any(Draw *draw, const KjField *field)
{
    return field->type == KJ_REF ? draw_reference(draw, field)
                                 : draw_value(draw->dice, draw->arena, field);
}

static inline void draw_fields(Draw *draw, int32_t kind, KjDraft draft)
{
    const KjKind *of = &draw->schema->kinds[kind];
    KjSpot spot = {1, 1};
    for (int32_t f = 0; f < (int32_t)of->field_count; f++) {
        const KjField *field = &of->fields[f];
        if (field->derived || (!field->required && below(draw->dice, 2)))
            continue;
        int64_t several = below(draw->dice, 4);
        if (field->child >= 0) {
            kj_builder_list(draw->builder, draft, f, spot);
            for (int64_t i = 0; i < several; i++)
                draw_fields(draw, field->child,
                            kj_builder_child(draw->builder, draft, f, draw->file, spot));
        } else if (field->type == KJ_GROUP) {
            kj_builder_group(draw->builder, draft, f, spot);
        } else if (field->list) {
            kj_builder_list(draw->builder, draft, f, spot);
            for (int64_t i = 0; i < several; i++) {
                KjValue item = draw_any(draw, field);
                kj_builder_add(draw->builder, draft, f, &item, spot);
            }
        } else {
            KjValue value = draw_any(draw, field);
            kj_builder_set(draw->builder, draft, f, &value, spot);
        }
    }
}

// A dataset of one organisation, drawn from a number.
static inline KjDataset *draw_dataset(const KjSchema *schema, Dice *dice, KjDiags *diags)
{
    KjArena *arena = kj_arena_new();
    KjBuilder *builder = kj_builder_new(schema, diags);
    uint32_t file = kj_builder_file(builder, "drawn");
    int64_t usable = COUNT_OF(nasty_ids) - (dice->tables ? DASHES : 0);
    Draw draw = {dice, arena, schema, builder, file, 1 + below(dice, usable)};
    KjSpot spot = {1, 1};
    KjText own = id_at(below(dice, COUNT_OF(nasty_ids)));
    uint32_t org = kj_builder_organization(builder, own, file, spot);
    draw_fields(&draw, ORGANIZATION,
                kj_builder_record(builder, org, ORGANIZATION, own, file, spot));
    static const int32_t kinds[] = {SYSTEM, PERSON, INCIDENT};
    for (size_t k = 0; k < 3; k++)
        for (int64_t i = 0; i < draw.ids; i++)
            draw_fields(&draw, kinds[k],
                        kj_builder_record(builder, org, kinds[k], id_at(i), file, spot));
    KjDataset *dataset = kj_builder_seal(builder);
    kj_builder_free(builder);
    kj_arena_free(arena);
    return dataset;
}

#endif
