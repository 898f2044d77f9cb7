/* Why a text is not a value of its field's type.
 *
 * Runs only when something is wrong, so it may try the text as other types: a period where a
 * duration is wanted, a day that does not exist, a number with another unit. Each message says what
 * stands there, what was expected, and how to write it. */
#include "engine/ingest/scalar.h"
#include "engine/ingest/tell.h"

#include <stdlib.h>
#include <string.h>

typedef struct Case {
    const KjField *field;
    KjText text;       /* after NFKC */
    const char *shown; /* the same, for messages */
    const KjIngestOptions *options;
    KjArena *arena;
    KjPlace place;
    const char *subject;
    KjDiags *diags;
} Case;

#define TELL(c, ...) kj_diag((c)->diags, KJ_ERROR, (c)->place, (c)->subject, __VA_ARGS__)

/* ---- what each type looks like ---- */

typedef struct Form {
    const char *ja, *en;
} Form;

static Form form_of(KjType type)
{
    switch (type) {
    case KJ_BOOL:
        return (Form){"trueかfalse（yes、no、○、×、有、無、はい、いいえも可）",
                      "true or false (also yes, no, ○, ×, 有, 無, はい, いいえ)"};
    case KJ_INT: return (Form){"整数（120、1,200、3万など）", "a whole number (120, 1,200, 3万)"};
    case KJ_NUMBER: return (Form){"数（1.5、1,200など）", "a number (1.5, 1,200)"};
    case KJ_PERCENT: return (Form){"百分率（80%または80）", "a percentage (80% or 80)"};
    case KJ_MONEY:
        return (Form){"金額（1200000、1,200,000円、120万円など）",
                      "an amount of money (1200000, 1,200,000円, 120万円)"};
    case KJ_QUANTITY: return (Form){"単位付きの数量", "a number with its unit"};
    case KJ_DURATION:
        return (Form){"時間の長さ（90min、3h、1d、2w、90分、3時間、2週間など）",
                      "a duration (90min, 3h, 1d, 2w, 90分, 3時間, 2週間)"};
    case KJ_PERIOD:
        return (Form){"月または年の長さ（3mo、1y、3か月、1年など）",
                      "a period of months or years (3mo, 1y, 3か月, 1年)"};
    case KJ_DATE:
        return (Form){"日付（2026-04-01、2026/4/1、令和8年4月1日、R8.4.1など）",
                      "a date (2026-04-01, 2026/4/1, 令和8年4月1日, R8.4.1)"};
    case KJ_DATETIME:
        return (Form){"日時（2026-04-01T09:00、2026-04-01 9:00+09:00など）",
                      "a date and time (2026-04-01T09:00, 2026-04-01 9:00+09:00)"};
    case KJ_MONTHDAY:
        return (Form){"月日（04-01、4/1、4月1日など）", "a month and day (04-01, 4/1, 4月1日)"};
    default: return (Form){"名前", "a name"};
    }
}

static void tell_form(const Case *c)
{
    Form form = form_of(c->field->type);
    TELL(c, "「%s」は読めません。%sを書いてください", "'%s' cannot be read; write %s", c->shown,
         kj_tell(c->diags, form.ja, form.en));
}

/* ---- looking at the text ---- */

static bool is_number(KjText text)
{
    double real;
    return kj_number_parse(text, &real);
}

/* Three groups of digits with one kind of separator between them, in the order year, month, day. */
static bool scan_civil(const char *text, KjCivil *civil)
{
    static const char *const marks[][3] = {
        {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}};
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
        int32_t *parts[3] = {&civil->year, &civil->month, &civil->day};
        const char *at = text;
        int found = 0;
        for (; found < 3; found++) {
            char *end;
            if (*at < '0' || *at > '9')
                break;
            long part = strtol(at, &end, 10);
            size_t mark = strlen(marks[m][found]);
            if (part > 9999 || end - at > 4 || strncmp(end, marks[m][found], mark) != 0)
                break;
            *parts[found] = (int32_t)part;
            at = end + mark;
        }
        if (found == 3)
            return true; /* what follows, a time, does not matter here */
    }
    return false;
}

/* "1:30", "90:00:00" */
static bool looks_like_clock(KjText text)
{
    bool colon = false;
    for (uint32_t i = 0; i < text.len; i++) {
        if (text.data[i] == ':')
            colon = i > 0;
        else if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    }
    return colon;
}

/* "5m", "10 m": minutes and months look alike */
static bool ends_in_m(KjText text)
{
    return text.len > 1 && text.data[text.len - 1] == 'm' &&
           is_number((KjText){text.data, text.len - 1});
}

/* ---- dates ---- */

static int32_t days_in(KjCivil month)
{
    month.day = 31;
    while (!kj_civil_valid(month))
        month.day--;
    return month.day;
}

/* A text in the form of a date that names a day that does not exist. */
static bool tell_impossible_day(const Case *c)
{
    KjCivil civil;
    if (!scan_civil(c->text.data, &civil) || kj_civil_valid(civil) || civil.year < 1)
        return false;
    if (civil.month < 1 || civil.month > 12)
        TELL(c, "「%s」という日付はありません。月は1から12です（%d月と書かれています）",
             "'%s' is not a date: months go from 1 to 12, not %d", c->shown, civil.month);
    else
        TELL(c, "「%s」という日付はありません。%d年%d月は%d日までです",
             "'%s' is not a date: in %d, month %d has %d days", c->shown, civil.year, civil.month,
             days_in(civil));
    return true;
}

static const char *const eras[] = {"明治", "大正", "昭和", "平成", "令和"};

static bool tell_impossible_era(const Case *c)
{
    bool word = false;
    for (size_t i = 0; i < sizeof eras / sizeof *eras; i++)
        word = word || strncmp(c->text.data, eras[i], strlen(eras[i])) == 0;
    bool letter = c->text.len > 3 && strchr("MTSHR", c->text.data[0]) && c->text.data[1] >= '0' &&
                  c->text.data[1] <= '9';
    if (!word && !letter)
        return false;
    TELL(c,
         "「%s」は日付として読めません。元号の期間と月ごとの日数を確かめ、曜日などは付けずに"
         "年月日だけを書いてください（例: 令和8年4月1日、R8.4.1）",
         "'%s' is not a date: check the years of the era and the days of the month, and write "
         "no weekday (令和8年4月1日, R8.4.1)",
         c->shown);
    return true;
}

static void explain_date(const Case *c)
{
    int64_t instant;
    if (kj_datetime_parse(c->text, c->options->zone, &instant))
        TELL(c, "「%s」には時刻が付いています。日付だけを書いてください（例: 2026-04-01）",
             "'%s' has a time; write the day alone, such as 2026-04-01", c->shown);
    else if (!tell_impossible_day(c) && !tell_impossible_era(c))
        tell_form(c);
}

static void explain_datetime(const Case *c)
{
    int32_t date;
    KjCivil civil;
    if (kj_date_parse(c->text, &date))
        TELL(c, "「%s」には時刻がありません。時刻も書いてください（例: 2026-04-01T09:00）",
             "'%s' has no time of day; add it, such as 2026-04-01T09:00", c->shown);
    else if (scan_civil(c->text.data, &civil) && kj_civil_valid(civil))
        TELL(c,
             "「%s」の時刻が読めません。日付の後に00:00から23:59の時刻を書いてください"
             "（例: 2026-04-01T09:00）",
             "the time in '%s' cannot be read; write 00:00 to 23:59 after the day, such as "
             "2026-04-01T09:00",
             c->shown);
    else if (!tell_impossible_day(c) && !tell_impossible_era(c))
        tell_form(c);
}

static void explain_monthday(const Case *c)
{
    int32_t date;
    if (kj_date_parse(c->text, &date))
        TELL(c, "「%s」には年が付いています。月と日だけを書いてください（例: 04-01）",
             "'%s' has a year; write month and day alone, such as 04-01", c->shown);
    else
        tell_form(c);
}

/* ---- durations and periods ---- */

static void explain_duration(const Case *c)
{
    int32_t months;
    if (kj_period_parse(c->text, &months))
        TELL(
            c,
            "「%s」は使えません。月や年は長さが一定でないためです。日数か週数で書いてください"
            "（例: 90d、12w、90日）",
            "'%s' cannot be used: months and years have no exact length; write days or weeks, such "
            "as 90d, 12w, 90日",
            c->shown);
    else if (c->text.data[0] == '-')
        TELL(c, "「%s」は負の値です。時間の長さは0以上で書いてください",
             "'%s' is negative; a duration is 0 or more", c->shown);
    else if (is_number(c->text))
        TELL(c, "「%1$s」には単位がありません。%1$smin、%1$sh、%1$sdのように単位を付けてください",
             "'%1$s' has no unit; write for example %1$smin, %1$sh or %1$sd", c->shown);
    else if (looks_like_clock(c->text))
        TELL(c, "「%s」は長さとして読めません。1h30min、1時間30分のように書いてください",
             "'%s' is not a duration; write it like 1h30min or 1時間30分", c->shown);
    else if (ends_in_m(c->text))
        TELL(c, "「%s」のmは分か月か区別できません。分はmin、月はmoと書きます",
             "m in '%s' may mean minutes or months; write min for minutes", c->shown);
    else
        tell_form(c);
}

static void explain_period(const Case *c)
{
    int64_t seconds;
    if (kj_duration_parse(c->text, &seconds))
        TELL(c,
             "「%s」は時間や日の長さです。ここには月または年の長さを書いてください"
             "（例: 3mo、1y、3か月、1年）",
             "'%s' is a length in hours, days or weeks; here a period of months or years is "
             "expected, such as 3mo, 1y",
             c->shown);
    else if (is_number(c->text))
        TELL(c, "「%1$s」には単位がありません。%1$smo（か月）か%1$sy（年）のように書いてください",
             "'%1$s' has no unit; write %1$smo (months) or %1$sy (years)", c->shown);
    else if (ends_in_m(c->text))
        TELL(c, "「%s」のmは分か月か区別できません。月はmoと書きます",
             "m in '%s' may mean minutes or months; write mo for months", c->shown);
    else
        tell_form(c);
}

/* ---- numbers ---- */

static void explain_int(const Case *c)
{
    KjDecimal decimal;
    size_t used = 0;
    int64_t whole;
    if (!kj_decimal_scan(c->text, &decimal, &used))
        tell_form(c);
    else if (used < c->text.len)
        TELL(c, "「%s」の「%s」が余分です。整数だけを書いてください",
             "'%s' is not a whole number alone: '%s' is left over", c->shown,
             kj_tell_text(c->arena, (KjText){c->text.data + used, c->text.len - (uint32_t)used}));
    else if (!kj_decimal_to_int(decimal, &whole))
        TELL(c, "「%s」は整数でないか、大きすぎます。整数を書いてください",
             "'%s' is not a whole number or too large; write a whole number", c->shown);
    else
        tell_form(c);
}

static void explain_money(const Case *c)
{
    char other[4] = "";
    int64_t amount;
    const char *currency = kj_scalar_currency(c->field);
    kj_money_parse(c->text, currency, &amount, other);
    if (other[0])
        TELL(c, "「%s」の通貨は%.3sです。%sの金額を書いてください",
             "the currency of '%s' is %.3s; write the amount in %s", c->shown, other, currency);
    else
        tell_form(c);
}

static void explain_quantity(const Case *c)
{
    KjText unit = c->field->unit;
    double real;
    bool wrong_unit = false;
    kj_quantity_parse(c->text, unit, &real, &wrong_unit);
    if (wrong_unit)
        TELL(c, "「%s」の単位が違います。%.*sで書いてください（例: 100%.*s、10万%.*s）",
             "'%s' has the wrong unit; write it in %.*s, such as 100%.*s or 10万%.*s", c->shown,
             (int)unit.len, unit.data, (int)unit.len, unit.data, (int)unit.len, unit.data);
    else
        TELL(c, "「%s」は読めません。単位%.*sの数量を書いてください（例: 100%.*s、10万%.*s）",
             "'%s' cannot be read; write a number in %.*s, such as 100%.*s or 10万%.*s", c->shown,
             (int)unit.len, unit.data, (int)unit.len, unit.data, (int)unit.len, unit.data);
}

/* ---- names ---- */

static void explain_enum(const Case *c)
{
    size_t count = c->field->value_count;
    const char **names = kj_arena_array(c->arena, count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = c->field->values[i].data;
    const char *near = kj_tell_nearest(c->diags, c->arena, c->text, names, count);
    TELL(c, "「%s」は使えません。%s%s使える値: %s",
         "'%s' is not one of the values; %s%sexpected: %s", c->shown, near,
         *near ? kj_tell(c->diags, "。", " ") : "", kj_tell_names(c->arena, names, count));
}

/* ---- ranges ---- */

static const char *write_bound(const Case *c, double bound)
{
    KjBuf text;
    kj_buf_init(&text, 0);
    switch (c->field->type) {
    case KJ_DURATION: kj_duration_write(&text, (int64_t)bound); break;
    case KJ_PERIOD: kj_period_write(&text, (int32_t)bound); break;
    case KJ_DATE: kj_date_write(&text, (int32_t)bound); break;
    case KJ_DATETIME: kj_datetime_write(&text, (int64_t)bound, c->options->zone); break;
    case KJ_MONTHDAY: kj_monthday_write(&text, (int32_t)bound); break;
    default: kj_number_write(&text, bound); break;
    }
    const char *kept = kj_arena_strndup(c->arena, text.data ? text.data : "", text.len);
    kj_buf_clear(&text);
    return kept;
}

static bool tell_range(const Case *c)
{
    KjField open = *c->field;
    KjValue value;
    double measure;
    open.has_min = open.has_max = false;
    if (!(c->field->has_min || c->field->has_max) ||
        !kj_scalar_parse(&open, c->text, c->options, c->arena, &value) ||
        !kj_scalar_measure(&value, &measure))
        return false;
    if (c->field->has_min && measure < c->field->min)
        TELL(c, "「%s」は小さすぎます。%s以上にしてください", "'%s' is too small: at least %s",
             c->shown, write_bound(c, c->field->min));
    else
        TELL(c, "「%s」は大きすぎます。%s以下にしてください", "'%s' is too large: at most %s",
             c->shown, write_bound(c, c->field->max));
    return true;
}

/* Of a text that is too long for any value: enough to be shown. */
static KjText start_of(KjText text)
{
    uint32_t len = text.len < KJ_SCALAR_MAX_BYTES ? text.len : KJ_SCALAR_MAX_BYTES;
    while (len < text.len && len > 0 && (text.data[len] & 0xC0) == 0x80)
        len--;
    return (KjText){text.data, len};
}

void kj_scalar_explain(const KjField *field, KjText text, const KjIngestOptions *options,
                       KjArena *arena, KjPlace place, const char *subject, KjDiags *diags)
{
    KjText name = kj_text_nfkc(arena, start_of(text));
    name.data = kj_arena_strndup(arena, name.data, name.len);
    Case c = {field, name, kj_tell_text(arena, name), options, arena, place, subject, diags};
    if (field->type == KJ_REF && name.len > KJ_REFERENCE_MAX_BYTES) {
        TELL(&c, "「%s」は長すぎます。参照先のidを書いてください",
             "'%s' is too long; write the id that is meant", c.shown);
        return;
    }
    if (name.len == 0) {
        TELL(&c, "値がありません。値を書くか、この項目を削除してください",
             "the value is missing; write one, or remove the field");
        return;
    }
    if (tell_range(&c))
        return;
    switch (field->type) {
    case KJ_DATE: explain_date(&c); break;
    case KJ_DATETIME: explain_datetime(&c); break;
    case KJ_MONTHDAY: explain_monthday(&c); break;
    case KJ_DURATION: explain_duration(&c); break;
    case KJ_PERIOD: explain_period(&c); break;
    case KJ_INT: explain_int(&c); break;
    case KJ_MONEY: explain_money(&c); break;
    case KJ_QUANTITY: explain_quantity(&c); break;
    case KJ_ENUM: explain_enum(&c); break;
    default: tell_form(&c); break;
    }
}
