/* Five lines: what is read must be what would be written. */
#include "engine/cli/store_head.h"

#include "engine/base/number.h"

#include <stdio.h>
#include <string.h>

void kj_head_write(const KjStoreHead *head, KjBuf *out)
{
    kj_buf_printf(out, "kijun store head 1\nstore %s\nentry %lld\nat %s\nhash %s\n", head->store,
                  (long long)head->entry, head->at, head->hash);
}

static bool is_hex(const char *text, size_t len)
{
    return strlen(text) == len && strspn(text, "0123456789abcdef") == len;
}

static bool is_time(const char *text)
{
    static const char form[] = "0000-00-00T00:00:00Z";

    if (strlen(text) != sizeof form - 1)
        return false;
    for (size_t i = 0; form[i]; i++)
        if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
            return false;
    return true;
}

bool kj_head_read(KjText text, KjStoreHead *head)
{
    char copy[KJ_HEAD_MOST + 1], entry[24];
    KjBuf again;
    bool good;

    *head = (KjStoreHead){0};
    if (text.len == 0 || text.len > KJ_HEAD_MOST || memchr(text.data, '\0', text.len))
        return false;
    memcpy(copy, text.data, text.len);
    copy[text.len] = '\0';
    if (sscanf(copy, "kijun store head 1\nstore %32s\nentry %23s\nat %31s\nhash %64s", head->store,
               entry, head->at, head->hash) != 4 ||
        !kj_int_parse(kj_text(entry), &head->entry) || head->entry < 1 ||
        !is_hex(head->store, 32) || !is_hex(head->hash, 64) || !is_time(head->at))
        return false;
    kj_buf_init(&again, 0);
    kj_head_write(head, &again);
    good = again.len == text.len && memcmp(again.data, text.data, text.len) == 0;
    kj_buf_clear(&again);
    return good;
}
