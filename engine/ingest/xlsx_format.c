/* How numbers look: number formats are small programs, of which only this matters: do they show a
 * day, a time of day, a percentage, or a number with more around it than its digits? The first
 * section counts; the others are for negative numbers, zero and text. What is quoted, escaped or in
 * brackets is no part of it, but for [h], [mm], [ss]: time that goes on past a day. */
#include "engine/ingest/xlsx.h"

#include <string.h>
#include <strings.h>

typedef struct Shown {
    bool day, time, month_or_minute, percent;
    bool dressed, multiple, comma; /* multiple: 万 and its like, which are no part of the number */
    uint32_t zeros;                /* places that show a digit in any case */
} Shown;

static bool has_multiple(const char *code, size_t len)
{
    static const char *const words[] = {"百", "千", "万", "億", "兆"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (memmem(code, len, words[i], strlen(words[i])))
            return true;
    return false;
}

/* Text that is shown as it stands. */
static void show_text(Shown *shown, const char *text, size_t len)
{
    shown->dressed = shown->dressed || len > 0;
    shown->multiple = shown->multiple || has_multiple(text, len);
}

static size_t quoted_at(const char *code, Shown *shown)
{
    size_t len = strcspn(code + 1, "\"");
    show_text(shown, code + 1, len);
    return 1 + len + (code[1 + len] == '"');
}

/* How many bytes a character takes. */
static size_t character_at(const char *code)
{
    size_t len = *code ? 1 : 0;
    while (len > 0 && (code[len] & 0xC0) == 0x80)
        len++;
    return len;
}

/* How many bytes stand at the code that have no meaning of their own; 0 if what stands there has. */
static size_t literal_at(const char *code, Shown *shown)
{
    static const char *const general[] = {"General", "G/標準"};
    for (size_t i = 0; i < sizeof general / sizeof *general; i++)
        if (strncasecmp(code, general[i], strlen(general[i])) == 0)
            return strlen(general[i]);
    if (*code == '"')
        return quoted_at(code, shown);
    if (*code == '_' || *code == '*') /* room as wide as the next character, or filled with it */
        return 1 + character_at(code + 1);
    if (*code == '\\' || *code == '!') { /* the next character as it is */
        show_text(shown, code + 1, character_at(code + 1));
        return 1 + character_at(code + 1);
    }
    if ((*code == 'E' || *code == 'e') && (code[1] == '+' || code[1] == '-')) {
        shown->dressed = true;
        return 2; /* the exponent of 0.00E+00 */
    }
    return 0;
}

/* [h], [mm], [ss], against [Red], [>=100], [$-411], [$¥-411]. */
static size_t bracket_at(const char *code, Shown *shown)
{
    size_t len = 1 + strcspn(code + 1, "]");
    size_t letters = strspn(code + 1, "hHmMsS");
    if (letters > 0 && 1 + letters == len)
        shown->time = true;
    if (strncmp(code, "[DBNum", 6) == 0 || (code[1] == '$' && code[2] != '-'))
        shown->dressed = true; /* kanji for digits; a currency */
    return len + (code[len] == ']');
}

/* Places of digits, and what is shown beside them without quotes. */
static size_t plain_at(const char *code, Shown *shown)
{
    size_t len = character_at(code);
    shown->zeros += *code == '0';
    shown->percent |= *code == '%';
    shown->comma |= *code == ',';
    if (!strchr("0#?@% ", *code))
        show_text(shown, code, len);
    return len;
}

static size_t token_at(const char *code, Shown *shown)
{
    if (strncasecmp(code, "AM/PM", 5) == 0) {
        shown->time = true;
        return 5;
    }
    if (strncasecmp(code, "A/P", 3) == 0) {
        shown->time = true;
        return 3;
    }
    switch (*code | 0x20) {
    case 'y':
    case 'd':
    case 'g':
    case 'e':
    case 'b':
    case 'a': /* aaa: the day of the week */ shown->day = true; break;
    case 'h':
    case 's': shown->time = true; break;
    case 'm': shown->month_or_minute = true; break;
    default: return plain_at(code, shown);
    }
    return 1;
}

KjLook kj_xlsx_format_look(const char *code)
{
    Shown shown = {0};
    while (*code && *code != ';') {
        size_t used = literal_at(code, &shown);
        if (used == 0)
            used = *code == '[' ? bracket_at(code, &shown) : token_at(code, &shown);
        code += used;
    }
    if (shown.month_or_minute && !shown.time)
        shown.day = true;
    if (shown.day)
        return shown.time ? KJ_LOOK_DATETIME : KJ_LOOK_DATE;
    if (shown.time || shown.percent)
        return shown.time ? KJ_LOOK_TIME : KJ_LOOK_PERCENT;
    /* With a comma the number itself is divided: 1200000 is shown as 1,200千円 by #,##0,"千円". */
    if (shown.multiple && !shown.comma)
        return KJ_LOOK_MULTIPLE;
    return shown.dressed || shown.zeros > 1 ? KJ_LOOK_DRESSED : KJ_LOOK_PLAIN;
}

/* ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 as Japanese spreadsheets have them. */
KjLook kj_xlsx_builtin_look(uint32_t id)
{
    if (id == 9 || id == 10)
        return KJ_LOOK_PERCENT;
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 34 && id <= 36) ||
        (id >= 50 && id <= 58))
        return KJ_LOOK_DATE;
    if (id == 22)
        return KJ_LOOK_DATETIME;
    if ((id >= 18 && id <= 21) || id == 32 || id == 33 || (id >= 45 && id <= 47))
        return KJ_LOOK_TIME;
    if ((id >= 2 && id <= 8) || (id >= 11 && id <= 13) || (id >= 37 && id <= 44) || id == 48)
        return KJ_LOOK_DRESSED;
    return KJ_LOOK_PLAIN;
}
