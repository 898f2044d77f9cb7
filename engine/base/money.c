/* Parsing of money: at most one currency before the number and one after it. What is written must
 * be the field's currency; an amount finer than a ten-thousandth is refused, not rounded. */
#include "engine/base/cursor.h"
#include "engine/base/number.h"

static const struct {
    const char *text, *code;
} signs[] = {
    {"円", "JPY"}, {"¥", "JPY"},      {"$", "USD"}, {"米ドル", "USD"}, {"ドル", "USD"},
    {"€", "EUR"},  {"ユーロ", "EUR"}, {"£", "GBP"}, {"ポンド", "GBP"},
};

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Takes a currency, a sign or a code of three capitals; code is left alone if there is none. */
static void take_currency(KjCursor *cursor, char code[4])
{
    kj_cursor_skip_blanks(cursor);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (kj_cursor_take(cursor, signs[i].text)) {
            memcpy(code, signs[i].code, 4);
            break;
        }
    if (cursor->end - cursor->at >= 3 && !*code && is_capital(cursor->at[0]) &&
        is_capital(cursor->at[1]) && is_capital(cursor->at[2])) {
        memcpy(code, cursor->at, 3);
        code[3] = '\0';
        cursor->at += 3;
    }
    kj_cursor_skip_blanks(cursor);
}

/* -¥1200 and ¥-1200 are the same; -¥-1200 is nothing. */
static bool take_amount(KjCursor *cursor, char before[4], int64_t *amount)
{
    KjCursor ahead = *cursor;
    bool negative = kj_cursor_take(&ahead, "-") || kj_cursor_take(&ahead, "−");
    KjDecimal value;
    size_t used;

    take_currency(&ahead, before);
    if (negative && !*before)
        ahead = *cursor; /* the sign belongs to the number */
    else if (negative && !kj_cursor_at_digit(&ahead))
        return false;
    if (!kj_decimal_scan(kj_cursor_rest(&ahead), &value, &used))
        return false;
    if (negative && *before)
        value.mantissa = -value.mantissa;
    cursor->at = ahead.at + used;
    return kj_decimal_to_scaled(value, 4, amount);
}

bool kj_money_parse(KjText text, const char *currency, int64_t *amount, char other[4])
{
    KjCursor cursor = kj_cursor(text);
    char before[4] = "", after[4] = "";
    int64_t value;

    other[0] = '\0';
    if (!take_amount(&cursor, before, &value))
        return false;
    take_currency(&cursor, after);
    if (!kj_cursor_done(&cursor) || (*before && *after && strcmp(before, after) != 0))
        return false;
    if (*before || *after) {
        const char *code = *before ? before : after;

        if (strcmp(code, currency) != 0) {
            memcpy(other, code, 4);
            return false;
        }
    }
    *amount = value;
    return true;
}
