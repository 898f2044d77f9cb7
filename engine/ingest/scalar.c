/* The text of a scalar as a value of a field's type.
 *
 * What the text means is decided by the field alone, never by YAML: `no` in a text field is the
 * text "no", `010` is the text "010" or the number 10. Text is kept as it was written; everything
 * else is a name or a figure and is read after NFKC. */
#include "engine/ingest/scalar.h"

#include <string.h>
#include <strings.h>

static bool same_word(KjText text, const char *word)
{
    return strlen(word) == text.len && strncasecmp(text.data, word, text.len) == 0;
}

static bool read_bool(KjText text, KjValue *value)
{
    static const char *const yes[] = {"true", "yes", "○", "〇", "◯", "有", "はい"};
    static const char *const no[] = {"false", "no", "×", "✕", "無", "いいえ"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (same_word(text, yes[i]))
            return *value = kj_value_bool(true), true;
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (same_word(text, no[i]))
            return *value = kj_value_bool(false), true;
    return false;
}

static bool read_enum(const KjField *field, KjText text, KjValue *value)
{
    for (size_t i = 0; i < field->value_count; i++) {
        if (kj_text_same(field->values[i], text)) {
            *value = kj_value_text(field->values[i]);
            value->type = KJ_ENUM;
            return true;
        }
    }
    return false;
}

static bool read_real(const KjField *field, KjText text, KjValue *value)
{
    double real = 0;
    bool wrong_unit = false;
    bool good = field->type == KJ_NUMBER ? kj_number_parse(text, &real)
                : field->type == KJ_PERCENT
                    ? kj_percent_parse(text, &real)
                    : kj_quantity_parse(text, field->unit, &real, &wrong_unit);
    *value = kj_value_real(field->type, real);
    return good;
}

const char *kj_scalar_currency(const KjField *field)
{
    return field->unit.len > 0 ? field->unit.data : "JPY";
}

static bool read_whole(const KjField *field, KjText text, const KjIngestOptions *options,
                       KjValue *value)
{
    int64_t whole = 0;
    int32_t small = 0;
    char other[4];
    bool good = false;
    switch (field->type) {
    case KJ_INT: good = kj_int_parse(text, &whole); break;
    case KJ_MONEY: good = kj_money_parse(text, kj_scalar_currency(field), &whole, other); break;
    case KJ_DURATION: good = kj_duration_parse(text, &whole) && whole >= 0; break;
    case KJ_DATETIME: good = kj_datetime_parse(text, options->zone, &whole); break;
    case KJ_PERIOD: good = kj_period_parse(text, &small) && small >= 0; break;
    case KJ_DATE: good = kj_date_parse(text, &small); break;
    case KJ_MONTHDAY: good = kj_monthday_parse(text, &small); break;
    default: break;
    }
    bool is_small =
        field->type == KJ_PERIOD || field->type == KJ_DATE || field->type == KJ_MONTHDAY;
    *value = kj_value_whole(field->type, is_small ? small : whole);
    return good;
}

static bool read_typed(const KjField *field, KjText text, const KjIngestOptions *options,
                       KjValue *value)
{
    switch (field->type) {
    case KJ_BOOL: return read_bool(text, value);
    case KJ_ENUM: return read_enum(field, text, value);
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: return read_real(field, text, value);
    case KJ_REF: *value = kj_value_text(text); return text.len <= KJ_REFERENCE_MAX_BYTES;
    default: return read_whole(field, text, options, value);
    }
}

bool kj_scalar_measure(const KjValue *value, double *measure)
{
    switch (value->type) {
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: *measure = value->u.real; return true;
    case KJ_MONEY: *measure = (double)value->u.whole / KJ_MONEY_SCALE; return true;
    case KJ_INT:
    case KJ_DURATION:
    case KJ_PERIOD:
    case KJ_DATE:
    case KJ_DATETIME:
    case KJ_MONTHDAY: *measure = (double)value->u.whole; return true;
    default: return false;
    }
}

static bool in_range(const KjField *field, const KjValue *value)
{
    double measure;
    if (!(field->has_min || field->has_max) || !kj_scalar_measure(value, &measure))
        return true;
    return !(field->has_min && measure < field->min) && !(field->has_max && measure > field->max);
}

bool kj_scalar_parse(const KjField *field, KjText text, const KjIngestOptions *options,
                     KjArena *arena, KjValue *value)
{
    if (field->type == KJ_TEXT_TYPE) {
        bool coded = field->coded && text.len <= KJ_SCALAR_MAX_BYTES;
        *value = kj_value_text(coded ? kj_text_nfkc(arena, text) : text);
        return !kj_text_is_blank(text);
    }
    if (text.len > KJ_SCALAR_MAX_BYTES)
        return false;
    KjText name = kj_text_nfkc(arena, text);
    return name.len > 0 && read_typed(field, name, options, value) && in_range(field, value);
}

bool kj_scalar_read(const KjField *field, KjText text, const KjIngestOptions *options,
                    KjArena *arena, KjPlace place, const char *subject, KjDiags *diags,
                    KjValue *value)
{
    if (kj_scalar_parse(field, text, options, arena, value))
        return true;
    kj_scalar_explain(field, text, options, arena, place, subject, diags);
    return false;
}
