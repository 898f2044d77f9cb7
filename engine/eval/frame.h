/* Evaluating conditions: a tree of nodes over a block of rows at a time.
 *
 * A frame is a block of lanes. Each lane is a row of one kind (or a scalar element of a list), with
 * the lane of the enclosing frame that it came from. Nodes give vectors: truth values as bytes
 * (KJ_FAIL, KJ_UNKNOWN, KJ_PASS: conjunction is the minimum), whole numbers as int64, reals as
 * double, each with a validity byte (0xFF there, 0 missing).
 *
 * The same code serves two purposes. Over long blocks it is the fast way. With `careful` set, the
 * right side of and, or and if is evaluated only for lanes that still need it, and aggregates look
 * at one element at a time: then the reads that are recorded are exactly those that matter. That
 * mode makes traces, names missing facts, and resolves derived fields that read each other across
 * records. Both modes give the same values. */
#ifndef KJ_EVAL_FRAME_H
#define KJ_EVAL_FRAME_H

#include "engine/model/dataset.h"
#include "engine/model/trace.h"
#include "engine/rules/registry.h"

/* The parameters of one organisation, or of all that set none. */
typedef struct KjParamValue {
    KjValue value; /* as declared, or as the organisation sets it */
    bool there;    /* scalar: it has a value */
    int64_t cell;
    double real;
    KjBand *bands;
    size_t band_count;
    int64_t *cells; /* list and table: the elements', the entries' cells */
    double *reals;
    int64_t **keys; /* table: the keys' atoms per entry */
    size_t key_count, count;
    KjFactOrigin origin;
    KjPlace place;
} KjParamValue;

typedef struct KjHorizon KjHorizon; /* see horizon.h */
typedef struct KjCover KjCover;     /* see cover.h */

typedef struct KjEval {
    const KjDataset *dataset;
    const KjRegistry *registry;
    const KjParamValue *params; /* one per parameter, for the organisations of this block */
    int32_t today, zone;
    KjArena *scratch;
    bool careful;
    KjCover *cover;     /* which truth every node came to have, if not NULL */
    KjHorizon *horizon; /* until when what is read of the as-of day stays the same, if not NULL */
    KjTrace *trace;     /* reads, if not NULL */
    KjTrace *missing;   /* facts that were read and are not there, if not NULL */
    KjTrace *pending;   /* derived cells that are not computed yet, if not NULL */
    /* Whether a derived cell of a column that is not ready has been resolved already. */
    bool (*resolved)(void *ctx, int32_t kind, int32_t field, int32_t row);
    void *resolved_ctx;
} KjEval;

/* A cell that is not computed yet was read: nothing more is, so that what a derivation waits for does
 * not depend on which cells happen to be there already. The value is made again anyway. */
static inline bool kj_eval_waits(const KjEval *eval)
{
    return eval->pending && eval->pending->count > 0;
}

typedef struct KjFrame KjFrame;
struct KjFrame {
    int32_t kind; /* or KJ_SCALARS */
    uint32_t count;
    int32_t base;         /* rows are base, base + 1, … unless rows is given */
    const int32_t *rows;  /* -1: no record in this lane */
    const int64_t *whole; /* scalar elements */
    const double *real;
    const KjFrame *outer;
    const uint32_t *lane; /* per lane: lane of outer */
};

static inline int32_t kj_frame_row(const KjFrame *frame, uint32_t lane)
{
    return frame->rows ? frame->rows[lane] : frame->base + (int32_t)lane;
}

/* The elements of a list for every lane, one after another. */
typedef struct KjElements {
    uint32_t *start; /* lanes + 1 */
    uint8_t *ok;     /* per lane: 0 where the list is missing, or has more than these elements */
    int32_t *rows;   /* elements of a kind */
    int64_t *whole;  /* scalars */
    double *real;
    uint8_t *sure; /* per element: KJ_PASS, or KJ_UNKNOWN if `where` could not be decided; NULL: all
                      sure */
    int32_t kind;  /* or KJ_SCALARS */
} KjElements;

/* A number known to lie between two bounds: what an aggregate with missing members still says. */
typedef struct KjRange {
    long double low, high; /* exact for every int64 */
    bool empty;            /* may be missing altogether: decides nothing */
} KjRange;

void kj_eval_truth(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame, uint8_t *out);
void kj_eval_whole(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame, int64_t *out,
                   uint8_t *ok);
void kj_eval_real(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame, double *out,
                  uint8_t *ok);
void kj_eval_list(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                  KjElements *out);
void kj_eval_range(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame, KjRange *out);

/* Parts that the files of this folder share. */
void kj_eval_compare(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                     uint8_t *out);
void kj_eval_in(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame, uint8_t *out);
void kj_eval_agg_truth(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                       uint8_t *out);
void kj_eval_cyclic(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                    uint8_t *out);
/* The chain of the cycle that a cyclic node has found for a frame of one lane. */
KjText kj_eval_chain(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                     KjArena *arena);
/* The frame of the records that reference node n names; rows are in scratch memory. */
KjFrame kj_frame_via(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame);
KjFrame kj_frame_organization(KjEval *eval, const KjFrame *frame);
/* The frame of a list's elements, with `frame` around it. */
KjFrame kj_frame_elements(KjEval *eval, const KjElements *elements, const KjFrame *frame);
/* The lanes for which keep[lane] is not 0; index[i] is the lane that sub lane i came from. */
KjFrame kj_frame_some(KjEval *eval, const KjFrame *frame, const uint8_t *keep, uint32_t *index);
KjFrame kj_frame_one(KjEval *eval, const KjFrame *frame, uint32_t lane);
/* outer: evaluates in the enclosing frame once per lane of it, then spreads. */
KjFrame kj_frame_outer(KjEval *eval, const KjFrame *frame);
/* Reads one cell for every lane, noting trace, missing and pending. */
void kj_read_whole(KjEval *eval, int32_t field, const KjFrame *frame, int64_t *out, uint8_t *ok);
void kj_read_real(KjEval *eval, int32_t field, const KjFrame *frame, double *out, uint8_t *ok);
/* Notes the reading of a cell; true if it is there (and computed). */
bool kj_note_read(KjEval *eval, int32_t kind, int32_t field, int32_t row, bool valid);

/* The result of an arithmetic node on two operands, dates as day numbers; bounds may be infinite. */
long double kj_compute(const KjEval *eval, const KjExpr *expr, const KjNode *node, long double a,
                       long double b);

/* A number as a value of the type would be stored. */
long double kj_as_stored(uint8_t type, long double value);
/* Whether such a value of a type that is not real can be held: if not, it is missing. */
bool kj_whole_fits(const KjEval *eval, uint8_t type, long double whole);
/* The month-day on which the fiscal year of a lane's organisation starts. */
int32_t kj_year_start_of(const KjEval *eval, const KjFrame *frame, uint32_t lane);

/* Per node, in scratch memory: whether it is evaluated in the frame that the condition starts in, and
 * not in that of another record or of an element. Only such nodes can be looked at by themselves. */
const bool *kj_own_nodes(KjEval *eval, const KjExpr *expr);

/* One lane's value of a scalar node, for explanations and parameters. */
KjValue kj_eval_value(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                      KjArena *arena);
/* A stored cell as a value of a type. */
KjValue kj_cell_value(const KjEval *eval, uint8_t type, int64_t whole, double real);

#endif
