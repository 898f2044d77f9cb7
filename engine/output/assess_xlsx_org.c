/* The sheet of one organisation: how many verdicts of each sort, by pack and by section of its
 * documents; how derived values spread over the records; parameters that were changed; what is
 * excused. Parts without content are left out. */
#include "engine/output/assess_book.h"
#include "engine/output/deviation.h"
#include "engine/output/report_parts.h"
#include "engine/output/show.h"

#include <string.h>

#define MOST_VALUES 12 /* different ones of a derived field that are worth counting */

enum { C_COUNTS = 2, C_COLUMNS = C_COUNTS + KJ_VERDICTS };

typedef struct Leaf { /* what is being written */
    const KjRunBook *to;
    const KjOrgResult *org;
    KjBookSheet *sheet;
    KjBuf text;
} Leaf;

static KjPut *add_row(Leaf *leaf)
{
    return kj_book_add_row(leaf->sheet);
}

/* A blank row, then the headings of a part. */
static void add_headings(Leaf *leaf, const KjWord *words, size_t count)
{
    KjPut *row;

    add_row(leaf);
    row = add_row(leaf);
    for (size_t i = 0; i < count; i++) {
        row[i] = kj_put_word(leaf->to, words[i]);
        row[i].strong = true;
    }
}

/* ---- counts ---- */

static const KjRule *rule_of(const Leaf *leaf, const KjJudgement *judgement)
{
    return &leaf->to->view->registry->rules[judgement->rule];
}

static void add_packs(Leaf *leaf)
{
    const KjRegistry *registry = leaf->to->view->registry;

    add_headings(leaf, (KjWord[]){KJ_W_BY_PACK}, 1);
    kj_put_verdict_names(leaf->to,
                         leaf->sheet->cells + (leaf->sheet->row_count - 1) * C_COLUMNS + C_COUNTS);
    for (size_t p = 0; p < registry->pack_count; p++) {
        uint32_t counts[KJ_VERDICTS] = {0};
        bool any = false;
        KjPut *row;

        for (size_t i = 0; i < leaf->org->judgement_count; i++)
            if (rule_of(leaf, &leaf->org->judgements[i])->pack == (int32_t)p) {
                counts[leaf->org->judgements[i].verdict]++;
                any = true;
            }
        if (!any)
            continue;
        row = add_row(leaf);
        row[0] = kj_put_text(registry->packs[p].id);
        row[1] = kj_put_text(kj_label_in(registry->packs[p].title, leaf->to->view->lang));
        kj_put_counts(row + C_COUNTS, counts);
    }
}

/* "2.5" of "2.5.2(1)-4#a": the first two parts of the clause. */
static KjText section_of(const KjRule *rule)
{
    KjText section = rule->clause;
    int dots = 0;

    for (uint32_t i = 0; i < section.len; i++) {
        dots += section.data[i] == '.';
        if (dots == 2 || strchr("(#-", section.data[i]))
            section.len = i;
    }
    return section;
}

static bool same_section(const KjRule *a, const KjRule *b)
{
    return a->pack == b->pack && kj_text_compare(section_of(a), section_of(b)) == 0;
}

/* Judgements come by rule, rules in the order of their documents: a section is a run of them. */
static void add_sections(Leaf *leaf)
{
    const KjOrgResult *org = leaf->org;
    size_t to;

    add_headings(leaf, (KjWord[]){KJ_W_BY_SECTION, KJ_W_SECTION}, 2);
    kj_put_verdict_names(leaf->to,
                         leaf->sheet->cells + (leaf->sheet->row_count - 1) * C_COLUMNS + C_COUNTS);
    for (size_t from = 0; from < org->judgement_count; from = to) {
        const KjRule *rule = rule_of(leaf, &org->judgements[from]);
        uint32_t counts[KJ_VERDICTS] = {0};
        KjPut *row = add_row(leaf);

        for (to = from; to < org->judgement_count; to++) {
            if (!same_section(rule, rule_of(leaf, &org->judgements[to])))
                break;
            counts[org->judgements[to].verdict]++;
        }
        row[0] = kj_put_text(leaf->to->view->registry->packs[rule->pack].id);
        row[1] = kj_put_text(section_of(rule));
        kj_put_counts(row + C_COUNTS, counts);
    }
}

/* ---- derived values ---- */

typedef struct Spread { /* of one derived field over the records */
    const KjDerived *values[MOST_VALUES];
    uint32_t counts[MOST_VALUES], count;
    bool too_many;
} Spread;

static void count_value(Spread *spread, const KjDerived *derived)
{
    uint32_t i = 0;

    while (i < spread->count && !kj_value_equal(&spread->values[i]->value, &derived->value))
        i++;
    if (i == MOST_VALUES) {
        spread->too_many = true;
        return;
    }
    if (i == spread->count) {
        spread->values[i] = derived;
        spread->counts[spread->count++] = 0;
    }
    spread->counts[i]++;
}

/* Text and enumerated values in their order, false before true. */
static bool comes_before(const KjValue *a, const KjValue *b)
{
    if (a->type != b->type)
        return a->type > b->type; /* what has no value last */
    if (a->type == KJ_BOOL)
        return !a->u.truth && b->u.truth;
    return a->type != KJ_NONE && kj_text_compare(a->u.text, b->u.text) < 0;
}

static void sort_values(Spread *spread)
{
    for (uint32_t i = 1; i < spread->count; i++)
        for (uint32_t j = i;
             j > 0 && comes_before(&spread->values[j]->value, &spread->values[j - 1]->value); j--) {
            const KjDerived *value = spread->values[j];
            uint32_t count = spread->counts[j];

            spread->values[j] = spread->values[j - 1];
            spread->counts[j] = spread->counts[j - 1];
            spread->values[j - 1] = value;
            spread->counts[j - 1] = count;
        }
}

/* Groups, grades, yes and no: what sorts records, not what measures them. */
static bool sorts_records(const KjField *field)
{
    return !field->list &&
           (field->type == KJ_ENUM || field->type == KJ_TEXT_TYPE || field->type == KJ_BOOL);
}

static void add_spread(Leaf *leaf, int32_t kind, int32_t field, Spread *spread, bool *headed)
{
    const KjView *view = leaf->to->view;
    const KjKind *of = &view->registry->schema->kinds[kind];
    KjMeaning meaning = kj_meaning(view, kind, field);

    if (spread->count == 0 || spread->too_many || meaning.secret)
        return;
    sort_values(spread);
    if (!*headed)
        add_headings(leaf, (KjWord[]){KJ_W_DERIVED, KJ_W_FIELD, KJ_W_VALUE, KJ_W_RECORDS}, 4);
    *headed = true;
    for (uint32_t i = 0; i < spread->count; i++) {
        KjPut *row = add_row(leaf);

        row[0] = kj_put_text(kj_label_in(of->label, view->lang));
        kj_meaning_name(&leaf->text, view, kind, field);
        row[1] = kj_put_buf(leaf->to, &leaf->text);
        if (spread->values[i]->value.type == KJ_NONE)
            kj_buf_puts(&leaf->text, kj_word(view->lang, KJ_W_NO_VALUE));
        else
            kj_show_value(&leaf->text, view, meaning, &spread->values[i]->value);
        row[2] = kj_put_buf(leaf->to, &leaf->text);
        row[3] = kj_put_number(spread->counts[i]);
    }
}

static void add_derived(Leaf *leaf)
{
    const KjSchema *schema = leaf->to->view->registry->schema;
    bool headed = false;

    for (size_t k = 0; k < schema->kind_count; k++)
        for (size_t f = 0; f < schema->kinds[k].field_count; f++) {
            Spread spread = {.count = 0};

            if (!schema->kinds[k].fields[f].derived || !sorts_records(&schema->kinds[k].fields[f]))
                continue;
            for (size_t i = 0; i < leaf->org->derived_count; i++)
                if (leaf->org->derived[i].kind == (int32_t)k &&
                    leaf->org->derived[i].field == (int32_t)f)
                    count_value(&spread, &leaf->org->derived[i]);
            add_spread(leaf, (int32_t)k, (int32_t)f, &spread, &headed);
        }
}

/* ---- departures and excuses ---- */

static KjPut put_value(Leaf *leaf, const KjDeviation *deviation, const KjValue *value)
{
    kj_show_value(&leaf->text, leaf->to->view, kj_meaning(leaf->to->view, -1, deviation->parameter),
                  value);
    return kj_put_buf(leaf->to, &leaf->text);
}

static void add_deviations(Leaf *leaf)
{
    static const KjWord words[] = {KJ_W_DEVIATIONS, KJ_W_NAME,   KJ_W_FROM_PACK,   KJ_W_VALUE,
                                   KJ_W_DIRECTION,  KJ_W_REASON, KJ_W_APPROVED_BY, KJ_W_PLACE};
    const KjRegistry *registry = leaf->to->view->registry;

    if (leaf->org->deviation_count)
        add_headings(leaf, words, sizeof words / sizeof *words);
    for (size_t i = 0; i < leaf->org->deviation_count; i++) {
        const KjDeviation *deviation = &leaf->org->deviations[i];
        const KjParam *param = &registry->params[deviation->parameter];
        KjPut *row = add_row(leaf);

        row[0] = kj_put_text(param->qualified);
        row[0].tone = kj_deviation_is_finding(registry, deviation) ? KJ_TONE_BAD : KJ_TONE_NONE;
        row[1] = kj_put_text(kj_label_in(param->title, leaf->to->view->lang));
        row[2] = put_value(leaf, deviation, &deviation->base);
        row[3] = put_value(leaf, deviation, &deviation->value);
        row[4] = kj_put_word(leaf->to, kj_report_direction(deviation->direction));
        row[5] = deviation->reason.len ? kj_put_text(deviation->reason)
                                       : kj_put_word(leaf->to, KJ_W_MISSING);
        row[6] = kj_put_text(deviation->approved_by);
        kj_show_place(&leaf->text, deviation->place, false);
        row[7] = kj_put_buf(leaf->to, &leaf->text);
    }
}

static void add_waived(Leaf *leaf)
{
    static const KjWord words[] = {KJ_W_WAIVED, KJ_W_TITLE, KJ_W_RECORD, KJ_W_C_UNDERLYING,
                                   KJ_W_SETTLED_BY};
    const KjView *view = leaf->to->view;

    if (leaf->org->summary[KJ_WAIVED])
        add_headings(leaf, words, sizeof words / sizeof *words);
    for (size_t i = 0; i < leaf->org->judgement_count; i++) {
        const KjJudgement *judgement = &leaf->org->judgements[i];
        KjPut *row;

        if (judgement->verdict != KJ_WAIVED)
            continue;
        row = add_row(leaf);
        row[0] = kj_put_text(rule_of(leaf, judgement)->name);
        row[1] = kj_put_text(kj_label_in(rule_of(leaf, judgement)->title, view->lang));
        kj_show_record(&leaf->text, view, judgement->kind, judgement->id);
        row[2] = kj_put_buf(leaf->to, &leaf->text);
        row[3] = kj_put_verdict(leaf->to, judgement->underlying);
        row[4] = kj_put_text(judgement->settled_by);
    }
}

/* ---- the whole ---- */

void kj_run_book_organization(const KjRunBook *to, const KjOrgResult *org, KjText named)
{
    KjBookColumn columns[C_COLUMNS] = {{.width = 28}, {.width = 40}};
    Leaf leaf = {.to = to, .org = org};
    KjPut *row;

    for (size_t i = C_COUNTS; i < C_COLUMNS; i++)
        columns[i].width = 14;
    leaf.sheet = kj_book_add_sheet(to->book, named, columns, C_COLUMNS);
    leaf.sheet->headless = true;
    kj_buf_init(&leaf.text, 0);
    row = add_row(&leaf);
    row[0] = kj_put_text(org->id);
    row[0].strong = true;
    row[1] = kj_put_text(org->name);
    row[1].strong = true;
    row = add_row(&leaf);
    row[0] = kj_put_word(to, KJ_W_AS_OF);
    row[1] = kj_put_as_of(to);
    add_packs(&leaf);
    add_sections(&leaf);
    add_derived(&leaf);
    add_deviations(&leaf);
    add_waived(&leaf);
    kj_buf_clear(&leaf.text);
}
