/* Figures: each with its value as one reads it, tables as tables. */
#include "engine/output/doc_parts.h"
#include "engine/output/show.h"
#include "engine/output/type_words.h"

/* ---- values ---- */

static void put_bands(KjDoc *doc, KjMeaning meaning, const KjList *bands)
{
    KjPaper *paper = &doc->paper;

    kj_paper_open(paper, KJ_TABLE, "values");
    kj_paper_open(paper, KJ_ROW, NULL);
    kj_paper_head(paper, "区分", "Band");
    kj_paper_head(paper, "上限（これを含む）", "Up to and including");
    kj_paper_close(paper);
    for (size_t i = 0; i < bands->count; i++) {
        const KjValue *upper = kj_map_get(&bands->items[i], "upper");

        kj_paper_open(paper, KJ_ROW, NULL);
        kj_paper_open(paper, KJ_HEAD, "row");
        kj_paper_text(paper, kj_map_text(&bands->items[i], "label"));
        kj_paper_close(paper);
        kj_paper_open(paper, KJ_CELL, NULL);
        if (upper && upper->type != KJ_NONE)
            kj_doc_value(doc, meaning, upper);
        else
            kj_paper_say(paper, "それを超えるもの", "whatever is more");
        kj_paper_close(paper);
        kj_paper_close(paper);
    }
    kj_paper_close(paper);
}

static void put_key(KjDoc *doc, const char *class, const KjValue *key)
{
    KjMeaning plain = {.schema = doc->registry->schema};

    kj_paper_open(&doc->paper, KJ_HEAD, class);
    kj_doc_value(doc, plain, key);
    kj_paper_close(&doc->paper);
}

static bool same_value(const KjValue *a, const KjValue *b)
{
    if (a->type != b->type)
        return false;
    return a->type == KJ_TEXT_TYPE ? kj_text_compare(a->u.text, b->u.text) == 0
                                   : a->u.whole == b->u.whole;
}

static const KjValue *key_of(const KjValue *entry, size_t at)
{
    return &kj_map_list(entry, "keys")->items[at];
}

static const KjValue *entry_at(const KjList *entries, const KjValue *row, const KjValue *column)
{
    for (size_t i = 0; i < entries->count; i++)
        if (same_value(key_of(&entries->items[i], 0), row) &&
            same_value(key_of(&entries->items[i], 1), column))
            return kj_map_get(&entries->items[i], "value");
    return NULL;
}

static bool holds(const KjValue *const *keys, size_t count, const KjValue *key)
{
    for (size_t i = 0; i < count; i++)
        if (same_value(keys[i], key))
            return true;
    return false;
}

/* The steps that a matrix on display names for a side of the table: they have an order; or NULL. */
static const KjList *steps_of(const KjDoc *doc, int32_t number, size_t side)
{
    const KjRegistry *registry = doc->registry;

    for (size_t i = 0; i < registry->display_count; i++) {
        const KjDisplay *display = &registry->displays[i];
        int32_t steps = side == 0 ? display->rows : display->across;

        if (display->matrix && (display->cells == number || display->marks == number) &&
            registry->params[steps].value.type == KJ_LIST)
            return &registry->params[steps].value.u.list;
    }
    return NULL;
}

/* The keys of a side, each once: in the order of their steps where they have one. */
static const KjValue **keys_of(const KjDoc *doc, int32_t number, const KjList *entries, size_t side,
                               size_t *count)
{
    const KjValue **keys = kj_arena_array(doc->arena, entries->count + 1, sizeof(const KjValue *));
    const KjList *steps = steps_of(doc, number, side);

    *count = 0;
    for (size_t s = 0; steps && s < steps->count; s++)
        for (size_t i = 0; i < entries->count; i++) {
            const KjValue *key = key_of(&entries->items[i], side);

            if (same_value(key, &steps->items[s]) && !holds(keys, *count, key))
                keys[(*count)++] = key;
        }
    for (size_t i = 0; i < entries->count; i++) {
        const KjValue *key = key_of(&entries->items[i], side);

        if (!holds(keys, *count, key))
            keys[(*count)++] = key;
    }
    return keys;
}

static void put_cell(KjDoc *doc, KjMeaning meaning, const KjValue *value)
{
    kj_paper_open(&doc->paper, KJ_CELL, NULL);
    if (value)
        kj_doc_value(doc, meaning, value);
    kj_paper_close(&doc->paper);
}

/* Two keys: one down, one across. */
static void put_matrix(KjDoc *doc, int32_t number, KjMeaning meaning, const KjList *entries)
{
    size_t row_count, column_count;
    const KjValue **rows = keys_of(doc, number, entries, 0, &row_count);
    const KjValue **columns = keys_of(doc, number, entries, 1, &column_count);

    kj_paper_open(&doc->paper, KJ_TABLE, "values");
    kj_paper_open(&doc->paper, KJ_ROW, NULL);
    put_cell(doc, meaning, NULL);
    for (size_t c = 0; c < column_count; c++)
        put_key(doc, NULL, columns[c]);
    kj_paper_close(&doc->paper);
    for (size_t r = 0; r < row_count; r++) {
        kj_paper_open(&doc->paper, KJ_ROW, NULL);
        put_key(doc, "row", rows[r]);
        for (size_t c = 0; c < column_count; c++)
            put_cell(doc, meaning, entry_at(entries, rows[r], columns[c]));
        kj_paper_close(&doc->paper);
    }
    kj_paper_close(&doc->paper);
}

/* One key, or more than two: a row for each entry. */
static void put_rows(KjDoc *doc, KjMeaning meaning, const KjList *entries, size_t keys)
{
    kj_paper_open(&doc->paper, KJ_TABLE, "values");
    kj_paper_open(&doc->paper, KJ_ROW, NULL);
    for (size_t k = 0; k < keys; k++)
        kj_paper_head(&doc->paper, "見出し", "Key");
    kj_paper_head(&doc->paper, "値", "Value");
    kj_paper_close(&doc->paper);
    for (size_t i = 0; i < entries->count; i++) {
        kj_paper_open(&doc->paper, KJ_ROW, NULL);
        for (size_t k = 0; k < keys; k++)
            put_key(doc, "row", key_of(&entries->items[i], k));
        put_cell(doc, meaning, kj_map_get(&entries->items[i], "value"));
        kj_paper_close(&doc->paper);
    }
    kj_paper_close(&doc->paper);
}

static void put_table(KjDoc *doc, int32_t number, KjMeaning meaning, const KjList *entries)
{
    size_t keys = entries->count ? kj_map_list(&entries->items[0], "keys")->count : 0;

    for (size_t i = 0; i < entries->count; i++)
        if (kj_map_list(&entries->items[i], "keys")->count != keys)
            return;
    if (keys == 2)
        put_matrix(doc, number, meaning, entries);
    else
        put_rows(doc, meaning, entries, keys);
}

static void put_plain(KjDoc *doc, KjMeaning meaning, const KjParam *param)
{
    kj_paper_open(&doc->paper, KJ_PARAGRAPH,
                  param->shape == KJ_PARAM_SCALAR ? "value" : "value listed");
    if (param->value.type == KJ_NONE)
        kj_paper_say(&doc->paper, "値はなく、組織が定める", "No value: organizations set it");
    else
        kj_doc_value(doc, meaning, &param->value);
    kj_paper_close(&doc->paper);
}

static void put_value(KjDoc *doc, int32_t number)
{
    const KjParam *param = &doc->registry->params[number];
    KjMeaning meaning = kj_meaning(&doc->view, -1, number);
    bool listed = param->value.type == KJ_LIST;

    if (listed && param->shape == KJ_PARAM_BANDS)
        put_bands(doc, meaning, &param->value.u.list);
    else if (listed && param->shape == KJ_PARAM_TABLE)
        put_table(doc, number, meaning, &param->value.u.list);
    else
        put_plain(doc, meaning, param);
}

/* ---- one parameter ---- */

static void put_type(KjDoc *doc, const KjParam *param)
{
    const char *ja = kj_type_word(KJ_JA, param->type), *en = kj_type_word(KJ_EN, param->type);
    bool list = param->shape == KJ_PARAM_LIST;

    kj_paper_mark(&doc->paper, "type",
                  kj_text(list ? kj_arena_printf(doc->arena, "%sの並び", ja) : ja),
                  kj_text(list ? kj_arena_printf(doc->arena, "list: %s", en) : en));
}

static void put_facts(KjDoc *doc, const KjParam *param)
{
    KjRange range = {param->type, param->has_min, param->has_max, param->min, param->max};
    KjPaper *paper = &doc->paper;

    kj_paper_open(paper, KJ_PARAGRAPH, "marks");
    put_type(doc, param);
    if (range.has_min || range.has_max) {
        KjBuf ja, en;

        kj_buf_init(&ja, 0);
        kj_buf_init(&en, 0);
        kj_range_write(&ja, KJ_JA, range);
        kj_range_write(&en, KJ_EN, range);
        kj_paper_gap(paper);
        kj_paper_mark(paper, "range", (KjText){ja.data, (uint32_t)ja.len},
                      (KjText){en.data, (uint32_t)en.len});
        kj_buf_clear(&ja);
        kj_buf_clear(&en);
    }
    if (param->stricter.len) {
        bool lower = kj_text_is(param->stricter, "lower");

        kj_paper_gap(paper);
        kj_paper_mark(paper, "stricter",
                      lower ? KJ_TEXT("小さいほど厳しい") : KJ_TEXT("大きいほど厳しい"),
                      lower ? KJ_TEXT("lower is stricter") : KJ_TEXT("higher is stricter"));
    }
    if (param->source.len || param->document.len) {
        kj_paper_gap(paper);
        kj_paper_mark(
            paper, "source",
            kj_text(kj_arena_printf(doc->arena, "%s %s", param->document.data, param->source.data)),
            kj_text(
                kj_arena_printf(doc->arena, "%s %s", param->document.data, param->source.data)));
    }
    kj_paper_close(paper);
}

static bool needs(const KjDoc *doc, const KjRule *rule, const void *ctx)
{
    return doc->reads->needs[rule - doc->registry->rules][*(const int32_t *)ctx];
}

static void put_param(KjDoc *doc, int32_t number)
{
    const KjParam *param = &doc->registry->params[number];
    KjPaper *paper = &doc->paper;

    kj_paper_open_at(paper, KJ_ARTICLE, "param", kj_doc_param_id(doc, number));
    kj_paper_heading(paper, doc->level + 1, (KjText){NULL, 0});
    kj_paper_label(paper, param->title);
    kj_paper_text(paper, KJ_TEXT(" "));
    kj_paper_code(paper, param->name);
    kj_paper_heading_end(paper);
    put_facts(doc, param);
    put_value(doc, number);
    kj_paper_open(paper, KJ_PARAGRAPH, "used");
    kj_paper_say(paper, "使う要件: ", "Requirements that use it: ");
    if (!kj_doc_rules_that(doc, needs, &number))
        kj_paper_say(paper, "このパックにはない", "none in this pack");
    kj_paper_close(paper);
    kj_paper_close(paper);
}

void kj_doc_params(KjDoc *doc)
{
    for (size_t i = 0; i < doc->registry->param_count; i++)
        if (doc->registry->params[i].pack == doc->pack)
            put_param(doc, (int32_t)i);
}

bool kj_doc_has_params(const KjDoc *doc)
{
    for (size_t i = 0; i < doc->registry->param_count; i++)
        if (doc->registry->params[i].pack == doc->pack)
            return true;
    return false;
}
