/* One table of types, and bounds as people say them. */
#include "engine/output/type_words.h"

#include "engine/base/date.h"
#include "engine/base/number.h"

const char *kj_type_word(KjLang lang, KjType type)
{
    static const char *const words[KJ_TYPE_COUNT][2] = {
        [KJ_BOOL] = {"はい・いいえ", "yes or no"},
        [KJ_INT] = {"整数", "whole number"},
        [KJ_NUMBER] = {"数", "number"},
        [KJ_PERCENT] = {"百分率", "percentage"},
        [KJ_MONEY] = {"金額", "amount of money"},
        [KJ_QUANTITY] = {"数量", "quantity"},
        [KJ_DURATION] = {"時間の長さ", "duration"},
        [KJ_PERIOD] = {"期間", "period"},
        [KJ_DATE] = {"日付", "date"},
        [KJ_DATETIME] = {"日時", "date and time"},
        [KJ_MONTHDAY] = {"月日", "month and day"},
        [KJ_TEXT_TYPE] = {"文字", "text"},
        [KJ_ENUM] = {"選択", "choice"},
        [KJ_REF] = {"参照", "reference"},
        [KJ_GROUP] = {"グループ", "group"},
    };
    const char *word = type < KJ_TYPE_COUNT ? words[type][lang == KJ_JA ? 0 : 1] : NULL;

    return word ? word : "";
}

static void write_bound(KjBuf *out, KjLang lang, KjType type, double bound)
{
    if (type == KJ_DURATION)
        kj_duration_write_for(out, (int64_t)bound, lang);
    else if (type == KJ_PERIOD)
        kj_period_write_for(out, (int32_t)bound, lang);
    else
        kj_number_write_for(out, bound, lang == KJ_JA);
    if (type == KJ_PERCENT)
        kj_buf_putc(out, '%');
}

void kj_range_write(KjBuf *out, KjLang lang, KjRange range)
{
    bool ja = lang == KJ_JA;

    if (range.has_min) {
        kj_buf_puts(out, ja ? "" : "from ");
        write_bound(out, lang, range.type, range.min);
        kj_buf_puts(out, ja ? " 以上" : range.has_max ? " " : "");
    }
    if (range.has_max) {
        kj_buf_puts(out, ja ? (range.has_min ? " " : "") : "up to ");
        write_bound(out, lang, range.type, range.max);
        kj_buf_puts(out, ja ? " 以下" : "");
    }
}
