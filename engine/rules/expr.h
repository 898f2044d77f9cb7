/* Compiled conditions: a flat array of nodes, children before parents, the root last.
 *
 * stdlib/condition parses and types the text and emits the nodes as lists
 *     { op, type, from, to, arguments… }
 * where from and to are the byte span in the condition's text (for explanations), and arguments are
 * numbers of earlier nodes (0-based), indices into the schema, or values. kj_expr_new checks every
 * index and type again: a wrong node is refused, never evaluated.
 *
 * A node is evaluated in a *frame*: a block of rows of one kind (or of scalar elements). Node `via`
 * moves to the records a reference names, `org` to the organisation's record, `where` and `agg` to
 * the elements of a list, `outer` back to the frame around the element.
 *
 *  op        arguments                result
 *  const     value                    the value; a list constant has type list
 *  param     number                   the parameter's value for this organisation
 *  field     kind, field              the cell of the frame's row; field -1 is the record's id (text)
 *  it        -                        the frame's scalar element
 *  self      -                        reference to the frame's record (child rows: their parent)
 *  via       reference, inner         inner, in the frame of the referenced records; missing if none
 *  cast      reference, kind          an any-reference narrowed to one kind; missing if another
 *  org       inner                    inner, in the frame of the organisation's record
 *  outer     inner                    inner, in the enclosing frame
 *  -- lists (type list): of rows of one kind, or of scalars
 *  items     kind, field              list of scalars, of references, of groups (child rows)
 *  backward  inverse                  records that refer to the frame's record
 *  records   kind                     all records of a kind in the same organisation
 *  through   reference, list          the list in the frame of the referenced records
 *  flat      list, list               the second list for every element of the first, one after
 *                                     another
 *  reach     list                     everything that can be reached by following the list again
 *                                     and again from the frame's record; each once, by row; the
 *                                     record itself only if it lies on a cycle
 *  where     list, condition          those for which the condition, in the element's frame, holds
 *  -- aggregates
 *  agg       name, list, inner or -1  count any all min max sum; inner in the element's frame.
 *                                     count without inner counts elements
 *  cyclic    list                     whether following the list leads back to the frame's record
 *  in        value, list              list is a const list, a list parameter or a list of scalars
 *                                     or references
 *  -- logic (Kleene) and comparison; both sides of one type
 *  and or    left, right
 *  not       inner
 *  eq ne lt le gt ge   left, right
 *  -- arithmetic; the result's type says what is meant (date - date: duration …)
 *  add sub mul div     left, right
 *  neg       inner
 *  -- functions
 *  present   inner (value or list)    never unknown
 *  known     condition                true unless unknown; never unknown itself
 *  if        condition, then, else or -1
 *  least greatest first   values…     of those that are there; missing if none is
 *  band      value, parameter         label of the first band whose bound is not below the value
 *  lookup    parameter, keys…         the table's entry, missing if there is none
 *  today     -                        the as-of day
 *  dateof    datetime                 its day in the workspace's zone
 *  fiscal_year_start   date           first day of the organisation's fiscal year that holds it
 *  given     field                    whether the record itself says it, rather than nobody or the
 *                                     schema's default; never unknown. A field or items, also
 *                                     behind via, through, org and outer
 */
#ifndef KJ_RULES_EXPR_H
#define KJ_RULES_EXPR_H

#include "engine/model/schema.h"

typedef enum {
    KJ_OP_CONST,
    KJ_OP_PARAM,
    KJ_OP_FIELD,
    KJ_OP_IT,
    KJ_OP_SELF,
    KJ_OP_VIA,
    KJ_OP_CAST,
    KJ_OP_ORG,
    KJ_OP_OUTER,
    KJ_OP_ITEMS,
    KJ_OP_BACKWARD,
    KJ_OP_RECORDS,
    KJ_OP_THROUGH,
    KJ_OP_FLAT,
    KJ_OP_REACH,
    KJ_OP_WHERE,
    KJ_OP_AGG,
    KJ_OP_CYCLIC,
    KJ_OP_IN,
    KJ_OP_AND,
    KJ_OP_OR,
    KJ_OP_NOT,
    KJ_OP_EQ,
    KJ_OP_NE,
    KJ_OP_LT,
    KJ_OP_LE,
    KJ_OP_GT,
    KJ_OP_GE,
    KJ_OP_ADD,
    KJ_OP_SUB,
    KJ_OP_MUL,
    KJ_OP_DIV,
    KJ_OP_NEG,
    KJ_OP_PRESENT,
    KJ_OP_KNOWN,
    KJ_OP_IF,
    KJ_OP_LEAST,
    KJ_OP_GREATEST,
    KJ_OP_FIRST,
    KJ_OP_BAND,
    KJ_OP_LOOKUP,
    KJ_OP_TODAY,
    KJ_OP_DATEOF,
    KJ_OP_FISCAL_YEAR_START,
    KJ_OP_GIVEN,
    KJ_OP_COUNT
} KjOp;

typedef enum { KJ_AGG_COUNT, KJ_AGG_ANY, KJ_AGG_ALL, KJ_AGG_MIN, KJ_AGG_MAX, KJ_AGG_SUM } KjAgg;

#define KJ_MOVING_STEPS 4

#define KJ_SCALARS (-1) /* element kind of a list of scalars */

typedef struct KjNode {
    uint8_t op;      /* KjOp */
    uint8_t type;    /* KjType of the result; KJ_LIST for lists */
    uint8_t agg;     /* KjAgg */
    bool ranged;     /* an aggregate stands below: comparisons use ranges */
    bool daily;      /* today() stands below, or is it */
    uint8_t moving;  /* today(): 1. A day or duration that is steps of + and - away from it, by what
                        does not move: one more than there are steps. Any other node: 0 */
    int32_t a, b, c; /* arguments: nodes or indices, -1 if absent */
    int32_t *more;   /* least, greatest, first, lookup: further nodes */
    int32_t more_count;
    int32_t elem_kind; /* lists: kind of the elements, or KJ_SCALARS; references: the kind they
                          name, negative if any */
    uint8_t elem_type; /* lists of scalars: their type */
    int32_t frame;     /* kind of the frame it is evaluated in, KJ_SCALARS in scalar elements */
    KjValue value;     /* const */
    int64_t cell;      /* const scalars: as stored in a column (atom, days …) */
    double real;       /* const number, percent, quantity */
    uint32_t from, to; /* span in text */
} KjNode;

typedef struct KjExpr {
    KjText text;
    KjPlace place;
    int32_t kind; /* the frame it starts in; -1: none (constant parameters only) */
    KjType type;
    KjNode *nodes;
    int32_t count; /* the root is node count - 1 */
} KjExpr;

/* document: { text, file, line, kind, type, nodes }. Literals are interned in schema->atoms.
 * params: how many parameters there are. NULL and error if it is not well formed. */
KjExpr *kj_expr_new(KjArena *arena, const KjSchema *schema, size_t params, const KjValue *document,
                    KjError *error);

#endif
