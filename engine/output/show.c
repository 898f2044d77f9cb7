/* Each type in the form people write it themselves; what is missing says so. */
#include "engine/output/show.h"

#include "engine/base/place.h"
#include "engine/output/words.h"

static void put(KjBuf *out, KjText text)
{
    if (text.len)
        kj_buf_add(out, text.data, text.len);
}

static void show_real(KjBuf *out, const KjView *view, double value, KjText unit)
{
    kj_number_write_for(out, value, view->lang == KJ_JA);
    if (unit.len)
        kj_buf_putc(out, ' ');
    put(out, unit);
}

static void show_whole(KjBuf *out, const KjView *view, int64_t value, KjText unit)
{
    if (unit.len)
        show_real(out, view, (double)value, unit);
    else
        kj_int_write(out, value);
}

static void show_money(KjBuf *out, const KjView *view, int64_t amount, KjText currency)
{
    kj_money_write_for(out, amount, currency.len == 3 ? currency.data : "JPY", view->lang == KJ_JA);
}

static void show_items(KjBuf *out, const KjView *view, KjMeaning meaning, KjList list)
{
    if (list.count == 0)
        kj_buf_puts(out, kj_word(view->lang, KJ_W_EMPTY_LIST));
    for (size_t i = 0; i < list.count; i++) {
        if (i)
            kj_buf_puts(out, kj_word(view->lang, KJ_W_LIST_COMMA));
        kj_show_value(out, view, meaning, &list.items[i]);
    }
}

/* A reference: of a field that leads to one kind only, its id says enough. */
static void show_text(KjBuf *out, KjMeaning meaning, KjText text)
{
    KjText kind, id;

    if (meaning.reference && meaning.field && meaning.field->target >= 0 &&
        kj_reference_split(text, &kind, &id))
        text = id;
    put(out, text);
}

/* An entry of a table: its keys, then its value. */
static void show_entry(KjBuf *out, const KjView *view, KjMeaning meaning, const KjValue *entry)
{
    const KjList *keys = kj_map_list(entry, "keys");
    const KjValue *value = kj_map_get(entry, "value");

    for (size_t i = 0; i < keys->count; i++) {
        kj_buf_puts(out, i ? "/" : "");
        kj_show_value(out, view, (KjMeaning){0}, &keys->items[i]);
    }
    kj_buf_puts(out, " = ");
    kj_show_value(out, view, meaning, value);
}

static void show_band(KjBuf *out, const KjView *view, KjMeaning meaning, const KjValue *band)
{
    const KjValue *upper = kj_map_get(band, "upper");

    put(out, kj_map_text(band, "label"));
    if (!upper || upper->type == KJ_NONE) {
        kj_buf_puts(out, kj_word(view->lang, KJ_W_BAND_ABOVE));
        return;
    }
    kj_buf_puts(out, " ≤ ");
    kj_show_value(out, view, meaning, upper);
}

/* Groups member by member; parameters' bands and tables are maps of a form of their own. */
static void show_map(KjBuf *out, const KjView *view, KjMeaning meaning, const KjValue *value)
{
    if (!meaning.kind && kj_map_get(value, "keys")) {
        show_entry(out, view, meaning, value);
        return;
    }
    if (!meaning.kind && kj_map_get(value, "label")) {
        show_band(out, view, meaning, value);
        return;
    }
    for (size_t i = 0; i < value->u.map.count; i++) {
        KjText key = value->u.map.pairs[i].key;

        kj_buf_puts(out, i ? kj_word(view->lang, KJ_W_MEMBER_COMMA) : "");
        put(out, key);
        kj_buf_puts(out, " ");
        kj_show_value(out, view, kj_meaning_member(meaning, key), &value->u.map.pairs[i].value);
    }
}

void kj_show_value(KjBuf *out, const KjView *view, KjMeaning meaning, const KjValue *value)
{
    if (!value || value->type == KJ_NONE) {
        kj_buf_puts(out, kj_word(view->lang, KJ_W_MISSING));
        return;
    }
    if (meaning.secret) {
        kj_buf_puts(out, KJ_MASK);
        return;
    }
    switch (value->type) {
    case KJ_BOOL: kj_buf_puts(out, kj_word(view->lang, value->u.truth ? KJ_W_YES : KJ_W_NO)); break;
    case KJ_INT: show_whole(out, view, value->u.whole, meaning.unit); break;
    case KJ_NUMBER:
    case KJ_QUANTITY: show_real(out, view, value->u.real, meaning.unit); break;
    case KJ_PERCENT:
        show_real(out, view, value->u.real, KJ_TEXT(""));
        kj_buf_putc(out, '%');
        break;
    case KJ_MONEY: show_money(out, view, value->u.whole, meaning.unit); break;
    case KJ_DURATION: kj_duration_write_for(out, value->u.whole, view->lang); break;
    case KJ_PERIOD: kj_period_write_for(out, (int32_t)value->u.whole, view->lang); break;
    case KJ_DATE: kj_date_write_for(out, (int32_t)value->u.whole, view->lang); break;
    case KJ_DATETIME: kj_datetime_write_for(out, value->u.whole, view->zone, view->lang); break;
    case KJ_MONTHDAY: kj_monthday_write_for(out, (int32_t)value->u.whole, view->lang); break;
    case KJ_TEXT_TYPE:
    case KJ_ENUM: show_text(out, meaning, value->u.text); break;
    case KJ_LIST: show_items(out, view, meaning, value->u.list); break;
    case KJ_GROUP:
    case KJ_MAP: show_map(out, view, meaning, value); break;
    default: kj_buf_putc(out, '?');
    }
}

void kj_show_place(KjBuf *out, KjPlace place, bool with_column)
{
    if (place.file)
        kj_place_write(out, place, with_column);
}

void kj_show_record(KjBuf *out, const KjView *view, int32_t kind, KjText id)
{
    put(out, view->registry->schema->kinds[kind].name);
    kj_buf_putc(out, ':');
    put(out, id);
}

/* ---- sources ---- */

static const KjDocument *document_of(const KjView *view, const KjRule *rule)
{
    const KjPack *pack = &view->registry->packs[rule->pack];

    for (size_t i = 0; i < pack->document_count; i++)
        if (kj_text_compare(pack->documents[i].id, rule->document) == 0)
            return &pack->documents[i];
    return NULL;
}

/* A bare number is read as "the 3rd edition"; anything else says itself what it is. */
static void show_edition(KjBuf *out, const KjView *view, KjText edition)
{
    bool number = edition.len > 0;

    for (uint32_t i = 0; i < edition.len; i++)
        number = number && edition.data[i] >= '0' && edition.data[i] <= '9';
    if (edition.len)
        kj_buf_putc(out, ' ');
    if (number)
        kj_buf_puts(out, kj_word(view->lang, KJ_W_EDITION_BEFORE));
    put(out, edition);
    if (number)
        kj_buf_puts(out, kj_word(view->lang, KJ_W_EDITION_BEHIND));
}

void kj_show_source(KjBuf *out, const KjView *view, const KjRule *rule)
{
    const KjDocument *document = document_of(view, rule);

    put(out, document ? kj_label_in(document->title, view->lang) : rule->document);
    if (document)
        show_edition(out, view, document->edition);
    kj_buf_putc(out, ' ');
    put(out, rule->source_clause);
}
