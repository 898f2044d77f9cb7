/* A value that moves with the as-of day is today(), shifted in a few steps by what does not move. It goes
 * one way as the days pass, never back. So the truth of a comparison with it changes on a day that is
 * found by halving, with the steps reckoned as the evaluation reckons them. */
#include "engine/eval/horizon.h"

#include "engine/base/date.h"
#include "engine/model/run.h"

#include <math.h>
#include <string.h>

struct KjHorizon {
    int32_t *until; /* per organisation */
    uint32_t count;
    int32_t sought; /* with found: the day whose reasons are looked for */
    KjTrace *found;
    uint8_t *hits; /* per lane of what is looked at: it changes on that day */
};

KjHorizon *kj_horizon_new(KjArena *arena, uint32_t organizations)
{
    KjHorizon *horizon = kj_arena_alloc(arena, sizeof *horizon);
    horizon->until = kj_arena_array(arena, organizations + 1, sizeof *horizon->until);
    horizon->count = organizations;
    for (uint32_t i = 0; i < organizations; i++)
        horizon->until[i] = KJ_NEVER;
    return horizon;
}

KjHorizon *kj_horizon_seek(KjArena *arena, int32_t day, KjTrace *found)
{
    KjHorizon *horizon = kj_horizon_new(arena, 0);
    horizon->sought = day;
    horizon->found = found;
    return horizon;
}

int32_t kj_horizon_until(const KjHorizon *horizon, uint32_t org)
{
    return horizon->until[org];
}

void kj_horizon_take(KjHorizon *horizon, int32_t *until)
{
    for (uint32_t i = 0; i < horizon->count; i++) {
        until[i] = horizon->until[i];
        horizon->until[i] = KJ_NEVER;
    }
}

void kj_horizon_note(KjHorizon *horizon, uint32_t org, int32_t day)
{
    if (!horizon->found && day < horizon->until[org])
        horizon->until[org] = day;
}

/* ---- whose lane it is ---- */

#define NOBODY UINT32_MAX

static uint32_t org_of(const KjEval *eval, const KjFrame *frame, uint32_t lane)
{
    for (; frame; frame = frame->outer) {
        int32_t row = frame->kind >= 0 ? kj_frame_row(frame, lane) : -1;
        if (row >= 0)
            return eval->dataset->tables[frame->kind].org[row];
        if (!frame->lane)
            break;
        lane = frame->lane[lane];
    }
    return NOBODY;
}

/* What is read for no record is read for everybody. */
static void note(KjEval *eval, const KjFrame *frame, uint32_t lane, int32_t day)
{
    KjHorizon *horizon = eval->horizon;
    if (horizon->found) {
        if (horizon->hits && day == horizon->sought)
            horizon->hits[lane] = 1;
        return;
    }
    uint32_t org = org_of(eval, frame, lane);
    for (uint32_t i = 0; org == NOBODY && i < horizon->count; i++)
        kj_horizon_note(horizon, i, day);
    if (org != NOBODY)
        kj_horizon_note(horizon, org, day);
}

/* The day from which on nothing is to be found any more for a lane. */
static int32_t known_until(const KjEval *eval, const KjFrame *frame, uint32_t lane)
{
    if (eval->horizon->found)
        return eval->horizon->sought + 1;
    uint32_t org = org_of(eval, frame, lane);
    return org == NOBODY ? KJ_NEVER : eval->horizon->until[org];
}

void kj_horizon_today(KjEval *eval, const KjFrame *frame)
{
    for (uint32_t i = 0; i < frame->count; i++)
        note(eval, frame, i, eval->today + 1);
}

/* ---- a value that moves ---- */

typedef struct Step { /* + or -, with what does not move */
    const KjNode *node;
    bool right; /* the moving side is the right one */
    KjRange *with;
} Step;

typedef struct Moving {
    Step steps[KJ_MOVING_STEPS]; /* the outermost first */
    uint32_t count;
    bool months; /* some step is a period: months are not equally long */
    bool falling;
} Moving;

static Moving moving_of(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame)
{
    Moving moving = {.count = 0};
    while (expr->nodes[n].op != KJ_OP_TODAY) {
        const KjNode *node = &expr->nodes[n];
        bool right = expr->nodes[node->b].moving > 0;
        int32_t other = right ? node->a : node->b;
        Step *step = &moving.steps[moving.count++];
        *step =
            (Step){node, right, kj_arena_scratch(eval->scratch, frame->count * sizeof *step->with)};
        kj_eval_range(eval, expr, other, frame, step->with);
        moving.months |= expr->nodes[other].type == KJ_PERIOD;
        moving.falling ^= right && node->op == KJ_OP_SUB;
        n = right ? node->b : node->a;
    }
    return moving;
}

typedef struct Look { /* at one lane */
    const KjEval *eval;
    const KjExpr *expr;
    uint32_t lane;
} Look;

/* What it is on a day; false if it is missing then. */
static bool value_on(const Look *look, const Moving *moving, int32_t day, long double *out)
{
    *out = day;
    for (uint32_t k = moving->count; k-- > 0;) {
        const Step *step = &moving->steps[k];
        const KjRange *with = &step->with[look->lane];
        if (with->empty)
            return false;
        *out = kj_as_stored(step->node->type,
                            step->right
                                ? kj_compute(look->eval, look->expr, step->node, with->low, *out)
                                : kj_compute(look->eval, look->expr, step->node, *out, with->low));
        if (!kj_whole_fits(look->eval, step->node->type, *out))
            return false;
    }
    return true;
}

/* Whether what it is moved by is there. */
static bool can_move(const Moving *moving, uint32_t lane)
{
    for (uint32_t k = 0; k < moving->count; k++)
        if (moving->steps[k].with[lane].empty)
            return false;
    return true;
}

/* ---- when a comparison changes ---- */

typedef struct Question {
    Look look;
    const Moving *moving, *other; /* other: what it is compared with moves, too; NULL: the bound */
    long double bound;
    bool left; /* the moving side is the left one */
    uint8_t op;
    int now; /* its answer on the as-of day */
} Question;

#define MISSING 2

/* Equality changes, for the first time, when the order does. */
static int answer(const Question *question, int32_t day)
{
    long double value, other = question->bound;
    if (!value_on(&question->look, question->moving, day, &value) ||
        (question->other && !value_on(&question->look, question->other, day, &other)))
        return MISSING;
    int order = (value > other) - (value < other);
    if (!question->left)
        order = -order;
    switch (question->op) {
    case KJ_OP_LT: return order < 0;
    case KJ_OP_LE: return order <= 0;
    case KJ_OP_GT: return order > 0;
    case KJ_OP_GE: return order >= 0;
    default: return order;
    }
}

/* The first day before `end` on which the answer is another one, where it changes but once; `end` if there
 * is none. */
static int32_t change_before(const Question *question, int32_t from, int32_t end)
{
    if (end <= from + 1 || answer(question, end - 1) == question->now)
        return end;
    int32_t same = from, other = end - 1;
    while (other - same > 1) {
        int32_t middle = same + (other - same) / 2;
        if (answer(question, middle) == question->now)
            same = middle;
        else
            other = middle;
    }
    return other;
}

#define LOOK_AHEAD 62 /* days; months and days part within two months or seldom */

/* Where it may change more than once: what is seen in the next days. */
static int32_t change_near(const Question *question, int32_t from, int32_t end)
{
    int32_t day = from + 1;
    while (day < end && day <= from + LOOK_AHEAD && answer(question, day) == question->now)
        day++;
    return day < end ? day : end;
}

/* Two that move by a day a day keep their distance. */
static bool keep_distance(const Moving *a, const Moving *b)
{
    return !a->months && !b->months && a->falling == b->falling;
}

static void watch(KjEval *eval, const KjFrame *frame, Question question)
{
    uint32_t lane = question.look.lane;
    int32_t known = known_until(eval, frame, lane), from = eval->today;
    int32_t end = known > KJ_LAST_DAY ? KJ_LAST_DAY + 1 : known, day;
    if (isinf(question.bound))
        return;
    question.now = answer(&question, from);
    if (question.now == MISSING)
        day = from + 1;
    else if (question.other && !keep_distance(question.moving, question.other))
        day = change_near(&question, from, end);
    else
        day = change_before(&question, from, end);
    if (day < end)
        note(eval, frame, lane, day);
}

static void watch_bound(KjEval *eval, const KjFrame *frame, Question question, long double bound)
{
    question.bound = bound;
    watch(eval, frame, question);
}

/* Bounds of a range are two comparisons. */
static void against_still(KjEval *eval, const KjExpr *expr, uint8_t op, const Moving *moving,
                          bool left, const KjRange *still, const KjFrame *frame)
{
    for (uint32_t i = 0; i < frame->count; i++) {
        Question question = {.look = {eval, expr, i}, .moving = moving, .left = left, .op = op};
        if (still[i].empty || !can_move(moving, i))
            continue;
        watch_bound(eval, frame, question, still[i].low);
        if (still[i].high != still[i].low)
            watch_bound(eval, frame, question, still[i].high);
    }
}

static void against_each_other(KjEval *eval, const KjExpr *expr, uint8_t op, const Moving *a,
                               const Moving *b, const KjFrame *frame)
{
    for (uint32_t i = 0; i < frame->count; i++) {
        Question question = {
            .look = {eval, expr, i}, .moving = a, .other = b, .left = true, .op = op};
        if (can_move(a, i) && can_move(b, i))
            watch(eval, frame, question);
    }
}

/* ---- what sets a day ---- */

static void begin_hits(KjEval *eval, const KjFrame *frame)
{
    if (!eval->horizon->found)
        return;
    eval->horizon->hits = kj_arena_scratch(eval->scratch, frame->count + 1);
    memset(eval->horizon->hits, 0, frame->count + 1);
}

/* Evaluates what was hit once more, lane by lane, to note what it reads. */
static void end_hits(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame)
{
    KjHorizon *horizon = eval->horizon;
    bool careful = eval->careful;
    if (!horizon->found)
        return;
    uint8_t *hits = horizon->hits;
    horizon->hits = NULL;
    eval->horizon = NULL;
    eval->trace = horizon->found;
    eval->careful = true;
    for (uint32_t i = 0; i < frame->count; i++) {
        KjFrame one = kj_frame_one(eval, frame, i);
        int64_t whole;
        uint8_t truth;
        if (hits[i] && expr->nodes[n].type == KJ_BOOL)
            kj_eval_truth(eval, expr, n, &one, &truth);
        else if (hits[i])
            kj_eval_whole(eval, expr, n, &one, &whole, &truth);
    }
    eval->careful = careful;
    eval->trace = NULL;
    eval->horizon = horizon;
}

/* ---- what evaluation asks ---- */

/* Finding out is not reading: nothing is noted for traces. */
typedef struct Quiet {
    KjTrace *trace, *missing;
} Quiet;

static Quiet hush(KjEval *eval)
{
    Quiet kept = {eval->trace, eval->missing};
    eval->trace = eval->missing = NULL;
    return kept;
}

static void speak(KjEval *eval, Quiet kept)
{
    eval->trace = kept.trace;
    eval->missing = kept.missing;
}

void kj_horizon_compare(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame)
{
    Quiet kept = hush(eval);
    bool left = expr->nodes[node->a].moving > 0, right = expr->nodes[node->b].moving > 0;
    Moving a = {.count = 0}, b = {.count = 0};
    if (left)
        a = moving_of(eval, expr, node->a, frame);
    if (right)
        b = moving_of(eval, expr, node->b, frame);
    if (left && right) {
        begin_hits(eval, frame);
        against_each_other(eval, expr, node->op, &a, &b, frame);
    } else {
        KjRange *still = kj_arena_scratch(eval->scratch, frame->count * sizeof *still);
        kj_eval_range(eval, expr, left ? node->b : node->a, frame, still);
        begin_hits(eval, frame);
        against_still(eval, expr, node->op, left ? &a : &b, left, still, frame);
    }
    end_hits(eval, expr, (int32_t)(node - expr->nodes), frame);
    speak(eval, kept);
}

/* It holds a day as long as that is not before its first day, nor past its last. */
void kj_horizon_year(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame)
{
    Quiet kept = hush(eval);
    Moving moving = moving_of(eval, expr, node->a, frame);
    begin_hits(eval, frame);
    for (uint32_t i = 0; i < frame->count; i++) {
        Question question = {
            .look = {eval, expr, i}, .moving = &moving, .left = true, .op = KJ_OP_LT};
        long double day;
        if (!can_move(&moving, i))
            continue;
        if (!value_on(&question.look, &moving, eval->today, &day)) {
            note(eval, frame, i, eval->today + 1);
            continue;
        }
        int32_t starts = kj_year_start_of(eval, frame, i);
        int32_t first = kj_fiscal_year_start((int32_t)day, starts);
        int32_t next = kj_fiscal_year_start(first + 366, starts);
        watch_bound(eval, frame, question, first);
        watch_bound(eval, frame, question, next > first ? next : first + 367);
    }
    end_hits(eval, expr, (int32_t)(node - expr->nodes), frame);
    speak(eval, kept);
}
