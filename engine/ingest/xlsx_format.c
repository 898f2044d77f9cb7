/* How numbers look: number formats are small programs, of which only this matters: do they show a
 * day, a time of day, a percentage? The first section counts; the others are for negative numbers,
 * zero and text. What is quoted, escaped or in brackets is no part of it, but for [h], [mm], [ss]:
 * time that goes on past a day. */
#include "engine/ingest/xlsx.h"

#include <string.h>
#include <strings.h>

typedef struct Shown {
    bool day, time, month_or_minute, percent;
} Shown;

/* How many bytes stand at the code that mean nothing here; 0 if what stands there has a meaning. */
static size_t literal_at(const char *code)
{
    static const char *const general[] = {"General", "G/標準"};
    for (size_t i = 0; i < sizeof general / sizeof *general; i++)
        if (strncasecmp(code, general[i], strlen(general[i])) == 0)
            return strlen(general[i]);
    if (*code == '"') {
        size_t len = 1 + strcspn(code + 1, "\"");
        return len + (code[len] == '"');
    }
    if (*code == '\\' || *code == '_' || *code == '*') /* the next character as it is */
        return code[1] ? 2 : 1;
    if ((*code == 'E' || *code == 'e') && (code[1] == '+' || code[1] == '-'))
        return 2; /* the exponent of 0.00E+00 */
    return 0;
}

/* [h], [mm], [ss], against [Red], [>=100], [$-411]. */
static size_t bracket_at(const char *code, Shown *shown)
{
    size_t len = 1 + strcspn(code + 1, "]");
    size_t letters = strspn(code + 1, "hHmMsS");
    if (letters > 0 && 1 + letters == len)
        shown->time = true;
    return len + (code[len] == ']');
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
    default: shown->percent |= *code == '%';
    }
    return 1;
}

KjLook kj_xlsx_format_look(const char *code)
{
    Shown shown = {0};
    while (*code && *code != ';') {
        size_t used = literal_at(code);
        if (used == 0)
            used = *code == '[' ? bracket_at(code, &shown) : token_at(code, &shown);
        code += used;
    }
    if (shown.month_or_minute && !shown.time)
        shown.day = true;
    if (shown.day)
        return shown.time ? KJ_LOOK_DATETIME : KJ_LOOK_DATE;
    return shown.time ? KJ_LOOK_TIME : shown.percent ? KJ_LOOK_PERCENT : KJ_LOOK_PLAIN;
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
    return KJ_LOOK_PLAIN;
}
