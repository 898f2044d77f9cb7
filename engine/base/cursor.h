/* A cursor over text, for the small parsers of this floor. Taking something moves it forward; what
 * is not there leaves it where it was. */
#ifndef KJ_BASE_CURSOR_H
#define KJ_BASE_CURSOR_H

#include "engine/base/text.h"

#include <string.h>

typedef struct KjCursor {
    const char *at, *end;
} KjCursor;

static inline KjCursor kj_cursor(KjText text)
{
    return (KjCursor){text.data, text.len ? text.data + text.len : text.data};
}

static inline bool kj_cursor_done(const KjCursor *cursor)
{
    return cursor->at == cursor->end;
}

static inline KjText kj_cursor_rest(const KjCursor *cursor)
{
    return (KjText){cursor->at, (uint32_t)(cursor->end - cursor->at)};
}

static inline bool kj_cursor_at_digit(const KjCursor *cursor)
{
    return cursor->at < cursor->end && *cursor->at >= '0' && *cursor->at <= '9';
}

static inline bool kj_cursor_take(KjCursor *cursor, const char *literal)
{
    size_t len;

    if (*literal && (kj_cursor_done(cursor) || *cursor->at != *literal))
        return false; /* mostly */
    len = strlen(literal);
    if ((size_t)(cursor->end - cursor->at) < len || memcmp(cursor->at, literal, len) != 0)
        return false;
    cursor->at += len;
    return true;
}

static inline void kj_cursor_skip_blanks(KjCursor *cursor)
{
    while (cursor->at < cursor->end && *cursor->at == ' ')
        cursor->at++;
}

/* Takes all digits that stand here; false unless they are min to max many (max at most 9). */
static inline bool kj_cursor_digits(KjCursor *cursor, int min, int max, int32_t *value)
{
    KjCursor ahead = *cursor;
    int count = 0;

    for (*value = 0; kj_cursor_at_digit(&ahead); ahead.at++) {
        if (++count > max)
            return false;
        *value = *value * 10 + (*ahead.at - '0');
    }
    if (count < min)
        return false;
    *cursor = ahead;
    return true;
}

#endif
