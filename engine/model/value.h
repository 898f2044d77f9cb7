/* Values: what a cell, a parameter or a declaration holds, apart from any dataset.
 *
 * A KjValue is plain data; text, lists and maps it points to belong to an arena. It also carries
 * the declarations that rule packs make (a tree of maps and lists) from Lua to the registry and
 * from a worker to its parent. */
#ifndef KJ_MODEL_VALUE_H
#define KJ_MODEL_VALUE_H

#include "engine/base/buf.h"
#include "engine/base/date.h"
#include "engine/base/diag.h"
#include "engine/base/number.h"

/* The types of fields, conditions and values. The order is part of the wire format. */
typedef enum {
    KJ_NONE,      /* a missing value */
    KJ_BOOL,      /* u.truth */
    KJ_INT,       /* u.whole */
    KJ_NUMBER,    /* u.real */
    KJ_PERCENT,   /* u.real; 80 means 80 % */
    KJ_MONEY,     /* u.whole, in KJ_MONEY_SCALE-ths; the field names the currency */
    KJ_QUANTITY,  /* u.real, in the field's unit */
    KJ_DURATION,  /* u.whole, seconds */
    KJ_PERIOD,    /* u.whole, months */
    KJ_DATE,      /* u.whole, days since 1970-01-01 */
    KJ_DATETIME,  /* u.whole, seconds since 1970-01-01T00:00Z */
    KJ_MONTHDAY,  /* u.whole, month * 100 + day */
    KJ_TEXT_TYPE, /* u.text */
    KJ_ENUM,      /* u.text, the canonical name */
    KJ_REF,       /* u.ref */
    KJ_GROUP,     /* as a field type: a group; as a value: u.map */
    KJ_LIST,      /* u.list */
    KJ_MAP,       /* u.map; only in declarations */
    KJ_FUNCTION,  /* u.whole: handle of a Lua function; only in declarations */
    KJ_TYPE_COUNT
} KjType;

const char *kj_type_name(KjType type); /* "duration", "text" … as packs write them */
bool kj_type_from_name(KjText name, KjType *type);

typedef struct KjRef {
    int32_t kind; /* index into the schema; -1: none */
    int32_t row;  /* row of the kind's table; -1: none */
} KjRef;

typedef struct KjValue KjValue;
typedef struct KjPair KjPair;

typedef struct KjList {
    KjValue *items;
    size_t count;
} KjList;

typedef struct KjMap { /* in the order in which it was made */
    KjPair *pairs;
    size_t count;
} KjMap;

struct KjValue {
    KjType type;
    union {
        bool truth;
        int64_t whole;
        double real;
        KjText text;
        KjRef ref;
        KjList list;
        KjMap map;
    } u;
};

struct KjPair {
    KjText key;
    KjValue value;
};

KjValue kj_value_none(void);
KjValue kj_value_bool(bool truth);
KjValue kj_value_int(int64_t whole);
KjValue kj_value_real(KjType type, double real);
bool kj_is_real(uint8_t type); /* number, percent, quantity: double; everything else whole */
KjValue kj_value_whole(KjType type, int64_t whole);
KjValue kj_value_text(KjText text);                         /* borrowed */
KjValue kj_value_copy(KjArena *arena, const KjValue *from); /* deep */
bool kj_value_equal(const KjValue *a, const KjValue *b);
/* The order of two scalars of one type, below, at or above 0; what is missing comes last. Lists, groups
 * and references have none: 0. */
int kj_value_compare(const KjValue *a, const KjValue *b);

/* Reading declarations. Each returns NULL/the default when the key is absent or of another type. */
const KjValue *kj_map_get(const KjValue *map, const char *key);
KjText kj_map_text(const KjValue *map, const char *key);
bool kj_map_bool(const KjValue *map, const char *key, bool otherwise);
int64_t kj_map_int(const KjValue *map, const char *key, int64_t otherwise);
const KjList *kj_map_list(const KjValue *map, const char *key); /* an empty list if absent */

/* Building them. */
typedef struct KjTree {
    KjArena *arena;
    KjValue value; /* a list or a map under construction */
    size_t capacity;
} KjTree;
KjTree kj_tree_list(KjArena *arena);
KjTree kj_tree_map(KjArena *arena);
void kj_tree_add(KjTree *list, KjValue value);
void kj_tree_set(KjTree *map, const char *key, KjValue value); /* key is borrowed */

/* The wire: self-delimiting bytes, little endian, bounded on reading (depth 64, sizes checked
 * against what is there). Decoding never trusts its input: the writer may be a broken worker. */
bool kj_value_encode(KjBuf *out, const KjValue *value);
bool kj_value_decode(KjArena *arena, const char **at, const char *end, KjValue *value);
/* The same, but texts are the bytes at hand themselves, without a NUL behind them. */
bool kj_value_borrow(KjArena *arena, const char **at, const char *end, KjValue *value);

#endif
