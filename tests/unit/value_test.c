#include "engine/model/value.h"

#include "tests/unit/check.h"

#include <stdlib.h>

static KjValue text(const char *cstr)
{
    return kj_value_text(kj_text(cstr));
}

static KjValue ref(int32_t kind, int32_t row)
{
    return (KjValue){.type = KJ_REF, .u.ref = {kind, row}};
}

// One value of every type, nested.
static KjValue sample(KjArena *arena)
{
    KjTree map = kj_tree_map(arena), list = kj_tree_list(arena), group = kj_tree_map(arena);
    for (int i = 0; i < 20; i++)
        kj_tree_add(&list, kj_value_int(i * 1000000000LL));
    kj_tree_set(&group, "type", text("hot"));
    group.value.type = KJ_GROUP;
    kj_tree_set(&map, "none", kj_value_none());
    kj_tree_set(&map, "bool", kj_value_bool(true));
    kj_tree_set(&map, "number", kj_value_real(KJ_NUMBER, 0.1));
    kj_tree_set(&map, "money", kj_value_whole(KJ_MONEY, -12));
    kj_tree_set(&map, "date", kj_value_whole(KJ_DATE, 20000));
    kj_tree_set(&map, "text", text("基準"));
    kj_tree_set(&map, "empty", text(""));
    kj_tree_set(&map, "ref", ref(3, -1));
    kj_tree_set(&map, "list", list.value);
    kj_tree_set(&map, "group", group.value);
    kj_tree_set(&map, "function", kj_value_whole(KJ_FUNCTION, 7));
    return map.value;
}

TEST(types_are_known_by_the_names_packs_write)
{
    for (int i = 0; i < KJ_TYPE_COUNT; i++) {
        KjType type = KJ_NONE;
        CHECK(kj_type_from_name(kj_text(kj_type_name((KjType)i)), &type));
        CHECK_INT(type, i);
    }
    KjType type;
    CHECK_STR(kj_type_name(KJ_TEXT_TYPE), "text");
    CHECK_STR(kj_type_name(KJ_MONTHDAY), "month-day");
    CHECK(!kj_type_from_name(KJ_TEXT("durations"), &type));
    CHECK(!kj_type_from_name(KJ_TEXT(""), &type));
}

TEST(a_map_gives_the_default_for_keys_that_are_absent_or_of_another_type)
{
    KjArena *arena = kj_arena_new();
    KjValue map = sample(arena);
    CHECK_STR(kj_map_text(&map, "text").data, "基準");
    CHECK_STR(kj_map_text(&map, "nothing").data, "");
    CHECK_STR(kj_map_text(&map, "bool").data, "");
    CHECK(kj_map_bool(&map, "bool", false));
    CHECK(kj_map_bool(&map, "text", true));
    CHECK_INT(kj_map_int(&map, "money", -1), -1);
    CHECK_INT(kj_map_list(&map, "list")->count, 20);
    CHECK_INT(kj_map_list(&map, "text")->count, 0);
    CHECK_INT(kj_map_list(NULL, "text")->count, 0);
    CHECK(kj_map_get(&map, "nothing") == NULL);
    CHECK(kj_map_get(kj_map_get(&map, "text"), "x") == NULL);
    kj_arena_free(arena);
}

TEST(a_copy_is_equal_and_independent)
{
    KjArena *arena = kj_arena_new(), *other = kj_arena_new();
    KjValue map = sample(arena);
    KjValue copy = kj_value_copy(other, &map);
    CHECK(kj_value_equal(&map, &copy));
    map.u.map.pairs[8].value.u.list.items[3].u.whole++;
    CHECK(!kj_value_equal(&map, &copy));
    kj_arena_free(arena);
    CHECK_STR(kj_map_text(&copy, "text").data, "基準");
    kj_arena_free(other);
}

TEST(maps_are_equal_whatever_the_order_of_their_keys)
{
    KjArena *arena = kj_arena_new();
    KjTree a = kj_tree_map(arena), b = kj_tree_map(arena);
    kj_tree_set(&a, "x", kj_value_int(1));
    kj_tree_set(&a, "y", kj_value_int(2));
    kj_tree_set(&b, "y", kj_value_int(2));
    kj_tree_set(&b, "x", kj_value_int(1));
    CHECK(kj_value_equal(&a.value, &b.value));
    b.value.u.map.pairs[0].value = kj_value_real(KJ_NUMBER, 2);
    CHECK(!kj_value_equal(&a.value, &b.value));
    kj_arena_free(arena);
}

TEST(a_value_survives_the_wire)
{
    KjArena *arena = kj_arena_new();
    KjValue map = sample(arena), back;
    KjBuf out;
    kj_buf_init(&out, 0);
    CHECK(kj_value_encode(&out, &map));
    CHECK(kj_value_encode(&out, &map.u.map.pairs[5].value));
    const char *at = out.data;
    CHECK(kj_value_decode(arena, &at, out.data + out.len, &back));
    CHECK(kj_value_equal(&map, &back));
    CHECK(kj_value_decode(arena, &at, out.data + out.len, &back));
    CHECK_STR(back.u.text.data, "基準");
    CHECK(at == out.data + out.len);
    CHECK(!kj_value_decode(arena, &at, out.data + out.len, &back));
    kj_buf_clear(&out);
    kj_arena_free(arena);
}

TEST(bytes_that_end_early_are_refused)
{
    KjArena *arena = kj_arena_new();
    KjValue map = sample(arena), back;
    KjBuf out;
    kj_buf_init(&out, 0);
    kj_value_encode(&out, &map);
    for (size_t len = 0; len < out.len; len++) {
        char *exact = malloc(len ? len : 1); // so that a sanitizer sees a read past the end
        memcpy(exact, out.data, len);
        const char *at = exact;
        CHECK(!kj_value_decode(arena, &at, exact + len, &back));
        CHECK(at == exact);
        CHECK_INT(back.type, KJ_NONE);
        free(exact);
    }
    kj_buf_clear(&out);
    kj_arena_free(arena);
}

static bool decodes(const char *bytes, size_t len)
{
    KjArena *arena = kj_arena_new();
    KjValue back;
    bool good = kj_value_decode(arena, &bytes, bytes + len, &back);
    kj_arena_free(arena);
    return good;
}

TEST(impossible_bytes_are_refused)
{
    CHECK(decodes("\x00", 1));
    CHECK(!decodes("\x13", 1));     // no such type
    CHECK(!decodes("\x01\x02", 2)); // neither true nor false
    CHECK(!decodes("\x0c\xff\xff\xff\xff"
                   "ab",
                   7));                             // a text longer than what is there
    CHECK(!decodes("\x10\xff\xff\xff\xff\x00", 6)); // more elements than bytes
    CHECK(!decodes("\x11\x02\x00\x00\x00\x00\x00\x00\x00\x00", 10));
}

TEST(nesting_is_bounded_when_writing_and_reading)
{
    KjArena *arena = kj_arena_new();
    KjValue deep = kj_value_none();
    KjBuf out;
    for (int i = 0; i < 63; i++) {
        KjTree list = kj_tree_list(arena);
        kj_tree_add(&list, deep);
        deep = list.value;
    }
    kj_buf_init(&out, 0);
    CHECK(kj_value_encode(&out, &deep));
    CHECK(decodes(out.data, out.len));
    KjTree list = kj_tree_list(arena);
    kj_tree_add(&list, deep);
    kj_buf_reset(&out);
    CHECK(!kj_value_encode(&out, &list.value));
    kj_buf_reset(&out);
    for (int i = 0; i < 64; i++)
        kj_buf_add(&out, "\x10\x01\x00\x00\x00", 5);
    kj_buf_add(&out, "\x00", 1);
    CHECK(!decodes(out.data, out.len));
    kj_buf_clear(&out);
    kj_arena_free(arena);
}

// Every level claims as many elements as there are bytes left.
TEST(counts_cannot_claim_the_same_bytes_twice)
{
    KjBuf out;
    kj_buf_init(&out, 0);
    for (int i = 0; i < 40; i++)
        kj_buf_add(&out, "\x10\x00\x00\x10\x00", 5);
    for (int i = 0; i < 2000000; i++)
        kj_buf_putc(&out, 0);
    CHECK(!decodes(out.data, out.len));
    kj_buf_clear(&out);
}

int main(void)
{
    return RUN(types_are_known_by_the_names_packs_write,
               a_map_gives_the_default_for_keys_that_are_absent_or_of_another_type,
               a_copy_is_equal_and_independent, maps_are_equal_whatever_the_order_of_their_keys,
               a_value_survives_the_wire, bytes_that_end_early_are_refused,
               impossible_bytes_are_refused, nesting_is_bounded_when_writing_and_reading,
               counts_cannot_claim_the_same_bytes_twice);
}
