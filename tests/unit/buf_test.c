/* Buffers grow up to their maximum and fail whole. */
#include "engine/base/buf.h"
#include "engine/base/mem.h"
#include "tests/unit/check.h"

TEST(appends_follow_one_another)
{
    KjBuf buf;

    kj_buf_init(&buf, 0);
    CHECK(buf.data == NULL);
    CHECK(kj_buf_add(&buf, "ab\0c", 4));
    CHECK(kj_buf_puts(&buf, "de"));
    CHECK(kj_buf_putc(&buf, 'f'));
    CHECK(kj_buf_printf(&buf, "%d%s", 12, "g"));
    CHECK_INT(buf.len, 10);
    CHECK(memcmp(buf.data, "ab\0cdef12g", 11) == 0);
    CHECK(!buf.failed);
    kj_buf_clear(&buf);
    CHECK(buf.data == NULL && buf.len == 0 && buf.capacity == 0);
}

TEST(long_texts_grow_the_buffer)
{
    KjBuf buf;

    kj_buf_init(&buf, 0);
    for (int i = 0; i < 10000; i++)
        CHECK(kj_buf_printf(&buf, "%04d,", i));
    CHECK_INT(buf.len, 50000);
    CHECK(memcmp(buf.data + 49990, "9998,9999,", 11) == 0);
    CHECK(kj_buf_printf(&buf, "%70000d", 7));
    CHECK_INT(buf.len, 120000);
    CHECK_INT(strlen(buf.data), 120000);
    kj_buf_clear(&buf);
}

TEST(the_maximum_holds_and_a_refused_append_changes_nothing)
{
    KjBuf buf;

    kj_buf_init(&buf, 10);
    CHECK(kj_buf_puts(&buf, "12345678"));
    CHECK(!kj_buf_puts(&buf, "90A"));
    CHECK(buf.failed);
    CHECK_STR(buf.data, "12345678");
    CHECK(!kj_buf_putc(&buf, '9')); /* nothing is appended behind a hole */
    CHECK_STR(buf.data, "12345678");
    kj_buf_reset(&buf);
    CHECK_STR(buf.data, "");
    CHECK(kj_buf_puts(&buf, "1234567890"));
    CHECK(!kj_buf_printf(&buf, "%d", 1));
    CHECK_STR(buf.data, "1234567890");
    kj_buf_clear(&buf);
    CHECK(!buf.failed);
}

TEST(a_refused_printf_leaves_no_trace)
{
    KjBuf buf;

    kj_buf_init(&buf, 70);
    CHECK(kj_buf_puts(&buf, "start"));
    CHECK(!kj_buf_printf(&buf, "%100d", 1));
    CHECK_STR(buf.data, "start");
    CHECK_INT(buf.len, 5);
    kj_buf_clear(&buf);
    kj_buf_init(&buf, 3);
    CHECK(!kj_buf_printf(&buf, "%d", 12345));
    CHECK(buf.data == NULL && buf.len == 0);
    kj_buf_clear(&buf);
}

TEST(an_empty_append_is_an_empty_text)
{
    KjBuf buf = {0};

    CHECK(kj_buf_puts(&buf, ""));
    CHECK_STR(buf.data, "");
    kj_buf_clear(&buf);
}

TEST(take_hands_over_the_memory)
{
    KjBuf buf;
    size_t len = 9;
    char *text;

    kj_buf_init(&buf, 100);
    text = kj_buf_take(&buf, &len);
    CHECK_STR(text, "");
    CHECK_INT(len, 0);
    kj_free(text);
    kj_buf_puts(&buf, "text");
    text = kj_buf_take(&buf, NULL);
    CHECK_STR(text, "text");
    CHECK(buf.data == NULL && buf.len == 0 && buf.max == 100);
    kj_free(text);
}

int main(void)
{
    return RUN(appends_follow_one_another, long_texts_grow_the_buffer,
               the_maximum_holds_and_a_refused_append_changes_nothing,
               a_refused_printf_leaves_no_trace, an_empty_append_is_an_empty_text,
               take_hands_over_the_memory);
}
