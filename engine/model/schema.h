/* The schema: kinds, their fields and how records refer to one another.
 *
 * All of it comes from declarations in packs; C knows none of the names. Kinds are tables. A list of
 * groups (incident.reports) is a table of its own, a *child* whose rows belong to a row of the
 * parent. Groups are flattened: field "standby.type" is a column, and "standby" itself is a column
 * of type KJ_GROUP that is valid where the group was written.
 *
 * In the declaration document (numbers from 0; keys that say "no" or "none" may be absent):
 *  kinds     { name, plural, title = { ja, en }, derived, singleton, parent, parent_field, pack,
 *              fields = { { name, label, type = "duration", list, required, sensitive, coded,
 *              derived, default = VALUE, unit, values = { text }, labels, min, max, target, child, group,
 *              pack } } }
 *              labels: { VALUE = { ja, en } }, of none, some or all of the values
 *              target: a kind's name or "any"; a list of groups has type "group" and a child
 *  inverses  { name, of (a kind or "any"), source, holder, field }
 * A VALUE is a KjValue of the field's type (KJ_DURATION, KJ_MONEY in KJ_MONEY_SCALE-ths …). */
#ifndef KJ_MODEL_SCHEMA_H
#define KJ_MODEL_SCHEMA_H

#include "engine/model/value.h"

#define KJ_ANY_KIND (-2)

typedef struct KjLabel {
    KjText ja, en;
} KjLabel;

typedef struct KjField {
    KjText name; /* dotted from the kind's record: "standby.type" */
    KjLabel label;
    KjType type;          /* of the element, for lists */
    bool list;            /* list of scalars or references */
    bool required;        /* of the record; of a member of a group: wherever the group is written */
    bool sensitive;       /* masked in reports */
    bool coded;           /* text that may hold codes: read normalised */
    bool derived;         /* computed by a pack, cannot be given */
    KjValue otherwise;    /* default; KJ_NONE if there is none; an empty list for =[] */
    KjText unit;          /* quantity: "kW"; money: "JPY" */
    const KjText *values; /* enum */
    size_t value_count;
    const KjLabel *value_labels; /* one per value, empty where none was declared */
    bool has_min, has_max;       /* int, number, percent … in the type's own unit */
    double min, max;
    int32_t target; /* KJ_REF: kind, or KJ_ANY_KIND; otherwise -1 */
    int32_t child;  /* list of groups: the child kind (then type is KJ_GROUP and list is
                      false); otherwise -1 */
    int32_t group;  /* the enclosing group's field index, or -1 */
    int32_t pack;   /* who declares it */
} KjField;

/* Following a reference backwards: from a record of kind `of` to those that refer to it. */
typedef struct KjInverse {
    KjText name;    /* "dependents", "functions", "assignments_by_deputy" */
    int32_t of;     /* kind index, or KJ_ANY_KIND: every kind has it */
    int32_t source; /* root kind of the records that refer */
    int32_t holder; /* the table that holds the reference: source itself or a child of it */
    int32_t field;  /* field index in holder */
} KjInverse;

typedef struct KjKind {
    KjText name;   /* "system", child tables "incident.reports" */
    KjText plural; /* the key in data files: "systems" */
    KjLabel label;
    bool derived;   /* records are made by a pack */
    bool singleton; /* the organisation's own record: exactly one per organisation */
    int32_t parent; /* child table: the parent kind, otherwise -1 */
    int32_t parent_field;
    int32_t pack;
    KjField *fields;
    size_t field_count;
    const uint32_t *lookup; /* hash table of field names, for kj_kind_field */
    uint32_t lookup_mask;
} KjKind;

typedef struct KjSchema {
    KjArena *arena;
    KjAtoms *atoms; /* base atoms: enumerated values, defaults, literals of conditions */
    KjKind *kinds;
    size_t kind_count;
    KjInverse *inverses;
    size_t inverse_count;
    int32_t organization; /* the singleton kind, -1 if none is declared */
} KjSchema;

/* From the declaration document (keys "kinds" and "inverses", see engine/rules/registry.h for its
 * shape). The document comes from stdlib, which has validated what users wrote; what is wrong here
 * is a fault of ours and is reported in error. */
KjSchema *kj_schema_new(const KjValue *document, KjError *error);
/* Adds kinds and inverses of a document of the same shape, before there is a dataset. Numbers of kinds in it
 * count those that are there. False: the schema is to be thrown away. */
bool kj_schema_extend(KjSchema *schema, const KjValue *document, KjError *error);
void kj_schema_free(KjSchema *schema);
/* A bound of a field or parameter in a map of the document: whether there is one, and its value. */
void kj_read_bound(const KjValue *map, const char *key, bool *has, double *limit);

/* Whether values that packs compute are for people, who read them and count with them: of a single value
 * that has a title of its own. Not of lists, references, groups and yes/no. */
bool kj_field_is_told(const KjField *field);
int32_t kj_schema_kind(const KjSchema *schema, KjText name);          /* -1 if unknown */
int32_t kj_schema_kind_by_plural(const KjSchema *schema, KjText key); /* -1 if unknown */
int32_t kj_kind_field(const KjKind *kind, KjText name);               /* -1 if unknown */
/* Kind of the record that a row belongs to: the kind itself, or the root of a child table. */
int32_t kj_schema_root(const KjSchema *schema, int32_t kind);

#endif
