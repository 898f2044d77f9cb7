/* Values as bytes, for the pipe between a worker and its parent.
 *
 * One byte for the type, then: bool 1 byte; whole numbers and reals 8; references 4 + 4; text
 * a length of 4 and its bytes; lists a count of 4 and their items; maps a count of 4 and for each
 * pair the key (as text) and the value. All little endian. There is one form for each value, so
 * what was decoded encodes to the same bytes. A count is believed only if bytes that no
 * enclosing count has claimed could hold that many of the smallest elements; so memory stays in
 * proportion to the input. */
#include "engine/model/value.h"

#include <string.h>

enum { DEPTH_MAX = 64, SMALLEST_VALUE = 1, SMALLEST_PAIR = 5 };

/* How a type is written. */
typedef enum { AS_NOTHING, AS_BYTE, AS_WHOLE, AS_REAL, AS_TEXT, AS_REF, AS_LIST, AS_MAP } Form;

static Form form_of(KjType type)
{
    switch (type) {
    case KJ_NONE: return AS_NOTHING;
    case KJ_BOOL: return AS_BYTE;
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: return AS_REAL;
    case KJ_TEXT_TYPE:
    case KJ_ENUM: return AS_TEXT;
    case KJ_REF: return AS_REF;
    case KJ_LIST: return AS_LIST;
    case KJ_GROUP:
    case KJ_MAP: return AS_MAP;
    default: return AS_WHOLE;
    }
}

/* ---- writing ---- */

/* Documents are made of very many small pieces: where there is room they are put straight in. */
static inline bool put(KjBuf *out, const void *bytes, size_t len)
{
    if (out->failed || out->capacity - out->len <= len)
        return kj_buf_add(out, bytes, len);
    memcpy(out->data + out->len, bytes, len);
    out->len += len;
    out->data[out->len] = '\0';
    return true;
}

static bool put_byte(KjBuf *out, unsigned char byte)
{
    return put(out, &byte, 1);
}

static bool put_u32(KjBuf *out, uint32_t value)
{
    unsigned char bytes[4];
    for (int i = 0; i < 4; i++)
        bytes[i] = (unsigned char)(value >> (8 * i));
    return put(out, bytes, sizeof bytes);
}

static bool put_u64(KjBuf *out, uint64_t value)
{
    return put_u32(out, (uint32_t)value) && put_u32(out, (uint32_t)(value >> 32));
}

static bool put_text(KjBuf *out, KjText text)
{
    return put_u32(out, text.len) && (text.len == 0 || put(out, text.data, text.len));
}

static bool put_value(KjBuf *out, const KjValue *value, int depth);

static bool put_list(KjBuf *out, KjList list, int depth)
{
    if (list.count > UINT32_MAX || !put_u32(out, (uint32_t)list.count))
        return false;
    for (size_t i = 0; i < list.count; i++) {
        if (!put_value(out, &list.items[i], depth))
            return false;
    }
    return true;
}

static bool put_map(KjBuf *out, KjMap map, int depth)
{
    if (map.count > UINT32_MAX || !put_u32(out, (uint32_t)map.count))
        return false;
    for (size_t i = 0; i < map.count; i++) {
        if (!put_text(out, map.pairs[i].key) || !put_value(out, &map.pairs[i].value, depth))
            return false;
    }
    return true;
}

static bool put_value(KjBuf *out, const KjValue *value, int depth)
{
    if (depth >= DEPTH_MAX || !put_byte(out, (unsigned char)value->type))
        return false;
    uint64_t bits;
    switch (form_of(value->type)) {
    case AS_NOTHING: return true;
    case AS_BYTE: return put_byte(out, value->u.truth);
    case AS_WHOLE: return put_u64(out, (uint64_t)value->u.whole);
    case AS_REAL: memcpy(&bits, &value->u.real, sizeof bits); return put_u64(out, bits);
    case AS_TEXT: return put_text(out, value->u.text);
    case AS_REF:
        return put_u32(out, (uint32_t)value->u.ref.kind) &&
               put_u32(out, (uint32_t)value->u.ref.row);
    case AS_LIST: return put_list(out, value->u.list, depth + 1);
    case AS_MAP: return put_map(out, value->u.map, depth + 1);
    }
    return false;
}

bool kj_value_encode(KjBuf *out, const KjValue *value)
{
    return put_value(out, value, 0);
}

/* ---- reading ---- */

typedef struct Reader {
    KjArena *arena;
    const unsigned char *at, *end;
    size_t unclaimed; /* bytes of the input that no count has claimed yet */
    bool borrows;     /* texts stay where they are */
} Reader;

static size_t left(const Reader *in)
{
    return (size_t)(in->end - in->at);
}

static bool get_u32(Reader *in, uint32_t *value)
{
    if (left(in) < 4)
        return false;
    *value = (uint32_t)in->at[0] | (uint32_t)in->at[1] << 8 | (uint32_t)in->at[2] << 16 |
             (uint32_t)in->at[3] << 24;
    in->at += 4;
    return true;
}

static bool get_u64(Reader *in, uint64_t *value)
{
    uint32_t low, high;
    if (!get_u32(in, &low) || !get_u32(in, &high))
        return false;
    *value = (uint64_t)high << 32 | low;
    return true;
}

static bool get_byte(Reader *in, unsigned char *value)
{
    if (left(in) == 0)
        return false;
    *value = *in->at++;
    return true;
}

static bool get_text(Reader *in, KjText *text)
{
    uint32_t len;
    if (!get_u32(in, &len) || len > left(in))
        return false;
    const char *data = (const char *)in->at;
    *text = (KjText){in->borrows ? data : kj_arena_strndup(in->arena, data, len), len};
    in->at += len;
    return true;
}

static bool get_count(Reader *in, uint32_t *count, size_t smallest)
{
    if (!get_u32(in, count) || *count > left(in) / smallest || *count > in->unclaimed / smallest)
        return false;
    in->unclaimed -= *count * smallest;
    return true;
}

static bool get_value(Reader *in, KjValue *value, int depth);

static bool get_list(Reader *in, KjList *list, int depth)
{
    uint32_t count;
    if (!get_count(in, &count, SMALLEST_VALUE))
        return false;
    *list = (KjList){kj_arena_array(in->arena, count, sizeof *list->items), count};
    for (uint32_t i = 0; i < count; i++) {
        if (!get_value(in, &list->items[i], depth))
            return false;
    }
    return true;
}

static bool get_map(Reader *in, KjMap *map, int depth)
{
    uint32_t count;
    if (!get_count(in, &count, SMALLEST_PAIR))
        return false;
    *map = (KjMap){kj_arena_array(in->arena, count, sizeof *map->pairs), count};
    for (uint32_t i = 0; i < count; i++) {
        if (!get_text(in, &map->pairs[i].key) || !get_value(in, &map->pairs[i].value, depth))
            return false;
    }
    return true;
}

static bool get_truth(Reader *in, bool *truth)
{
    unsigned char byte;
    if (!get_byte(in, &byte) || byte > 1)
        return false;
    *truth = byte;
    return true;
}

static bool get_ref(Reader *in, KjRef *ref)
{
    uint32_t kind, row;
    if (!get_u32(in, &kind) || !get_u32(in, &row))
        return false;
    *ref = (KjRef){(int32_t)kind, (int32_t)row};
    return true;
}

static bool get_value(Reader *in, KjValue *value, int depth)
{
    unsigned char type;
    if (depth >= DEPTH_MAX || !get_byte(in, &type) || type >= KJ_TYPE_COUNT)
        return false;
    *value = (KjValue){.type = (KjType)type};
    uint64_t bits;
    switch (form_of(value->type)) {
    case AS_NOTHING: return true;
    case AS_BYTE: return get_truth(in, &value->u.truth);
    case AS_WHOLE:
        if (!get_u64(in, &bits))
            return false;
        value->u.whole = (int64_t)bits;
        return true;
    case AS_REAL:
        if (!get_u64(in, &bits))
            return false;
        memcpy(&value->u.real, &bits, sizeof bits);
        return true;
    case AS_TEXT: return get_text(in, &value->u.text);
    case AS_REF: return get_ref(in, &value->u.ref);
    case AS_LIST: return get_list(in, &value->u.list, depth + 1);
    case AS_MAP: return get_map(in, &value->u.map, depth + 1);
    }
    return false;
}

static bool decode(KjArena *arena, const char **at, const char *end, bool borrows, KjValue *value)
{
    Reader in = {arena, (const unsigned char *)*at, (const unsigned char *)end, (size_t)(end - *at),
                 borrows};
    *value = kj_value_none();
    if (!get_value(&in, value, 0)) {
        *value = kj_value_none();
        return false;
    }
    *at = (const char *)in.at;
    return true;
}

bool kj_value_decode(KjArena *arena, const char **at, const char *end, KjValue *value)
{
    return decode(arena, at, end, false, value);
}

bool kj_value_borrow(KjArena *arena, const char **at, const char *end, KjValue *value)
{
    return decode(arena, at, end, true, value);
}
