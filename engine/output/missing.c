/* Numbers that follow one another are told as 3-7; of very many the first ones and how many there are. */
#include "engine/output/missing.h"

#define MOST 12 /* numbers and ranges */

/* How many of the numbers from here on follow one another; two alone are no range. */
static size_t range(const KjStoreMissing *missing, size_t at)
{
    size_t count = 1;

    while (at + count < missing->count &&
           missing->numbers[at + count] == missing->numbers[at] + count)
        count++;
    return count > 2 ? count : 1;
}

static void put_numbers(KjBuf *text, KjLang lang, const KjStoreMissing *missing)
{
    size_t put = 0;

    for (size_t at = 0, count; at < missing->count; at += count, put++) {
        count = range(missing, at);
        if (put == MOST) {
            kj_buf_puts(text, " …");
            return;
        }
        if (put)
            kj_buf_puts(text, lang == KJ_EN && at + count == missing->count ? " and " : ", ");
        kj_buf_printf(text, "%u", (unsigned)missing->numbers[at]);
        if (count > 1)
            kj_buf_printf(text, "-%u", (unsigned)missing->numbers[at + count - 1]);
    }
}

const char *kj_missing_text(KjArena *arena, KjLang lang, const KjStoreMissing *missing)
{
    bool one = missing->count == 1;
    const char *text;
    KjBuf numbers;

    if (!missing->count)
        return NULL;
    kj_buf_init(&numbers, 0);
    put_numbers(&numbers, lang, missing);
    text = lang == KJ_JA
               ? kj_arena_printf(arena, "%u 分割のうち %s 番目がありません",
                                 (unsigned)missing->shards, numbers.data)
               : kj_arena_printf(arena,
                                 one ? "share %s of %u is missing" : "shares %s of %u are missing",
                                 numbers.data, (unsigned)missing->shards);
    kj_buf_clear(&numbers);
    return text;
}
