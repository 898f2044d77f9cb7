/* Goes down the condition with the truth that is wanted: and wants all sides true or any one false,
 * or the other way round, not turns the wish. At a comparison one side is held as it is and the other
 * is told how to move. Only sides that rest on facts can be moved. */
#include "engine/eval/changes.h"

#include "engine/eval/roll_up.h"
#include "engine/eval/say.h"

#define MAX_CHANGES 12

typedef enum { TO_PASS, TO_FAIL, TO_APPLY, TO_DECIDE } Aim;

typedef struct Changes {
    KjJudge *judge;
    KjEval eval;
    const KjExpr *expr;
    Aim aim;
    bool all;               /* one of several that are all needed */
    const KjExpr *scope[2]; /* select and when: what they read is not told to move */
    KjTree list;
    KjArena *arena;
} Changes;

static bool ja(const Changes *changes)
{
    return changes->judge->options.lang == KJ_JA;
}

static void add(Changes *changes, const char *body)
{
    static const char *const ENDINGS[][2] = {
        [TO_PASS] = {"と適合します", "and it passes"},
        [TO_FAIL] = {"と適合しなくなります", "and it no longer passes"},
        [TO_APPLY] = {"とこの要件の対象になります", "and the rule applies"},
        [TO_DECIDE] = {"と判定できます", "and it can be decided"}};
    KjTree map = kj_tree_map(changes->arena);
    bool deciding = changes->aim == TO_DECIDE;
    const char *also = !changes->all ? ""
                       : ja(changes) ? (deciding ? "（これだけでは足りないことがあります）"
                                                 : "（ほかの条件も満たす必要があります）")
                                     : (deciding ? " (it may take others too)"
                                                 : " (together with the other conditions)");
    if (changes->list.value.u.list.count >= MAX_CHANGES)
        return;
    const char *text =
        ja(changes)
            ? kj_arena_printf(changes->arena, "%s%s%s", body, ENDINGS[changes->aim][0], also)
            : kj_arena_printf(changes->arena, "%s, %s%s", body, ENDINGS[changes->aim][1], also);
    kj_tree_set(&map, "text", kj_value_text(kj_text(text)));
    kj_tree_add(&changes->list, map.value);
}

/* ---- comparisons ---- */

/* A field that also decides whether the rule applies: to move it would take the record out of the
 * rule rather than change its verdict. */
static bool in_scope(const Changes *changes, const KjNode *field)
{
    for (int i = 0; i < 2; i++)
        for (int32_t n = 0; changes->scope[i] && n < changes->scope[i]->count; n++) {
            const KjNode *node = &changes->scope[i]->nodes[n];
            if (node->op == KJ_OP_FIELD && node->a == field->a && node->b == field->b)
                return true;
        }
    return false;
}

static bool movable(const Changes *changes, int32_t n)
{
    const KjNode *node = &changes->expr->nodes[n];
    if (node->op == KJ_OP_FIELD && in_scope(changes, node))
        return false;
    return node->op == KJ_OP_FIELD || node->op == KJ_OP_VIA || node->op == KJ_OP_AGG ||
           node->op == KJ_OP_ORG || (node->op >= KJ_OP_ADD && node->op <= KJ_OP_SUB);
}

static uint8_t negated(uint8_t op)
{
    static const uint8_t other[] = {
        [KJ_OP_EQ] = KJ_OP_NE, [KJ_OP_NE] = KJ_OP_EQ, [KJ_OP_LT] = KJ_OP_GE,
        [KJ_OP_GE] = KJ_OP_LT, [KJ_OP_LE] = KJ_OP_GT, [KJ_OP_GT] = KJ_OP_LE};
    return other[op];
}

static uint8_t mirrored(uint8_t op)
{
    static const uint8_t other[] = {
        [KJ_OP_EQ] = KJ_OP_EQ, [KJ_OP_NE] = KJ_OP_NE, [KJ_OP_LT] = KJ_OP_GT,
        [KJ_OP_GT] = KJ_OP_LT, [KJ_OP_LE] = KJ_OP_GE, [KJ_OP_GE] = KJ_OP_LE};
    return other[op];
}

static const char *move_form(const Changes *changes, uint8_t op, bool day)
{
    static const char *const JA[][2] = {
        [KJ_OP_EQ] = {"%s を %s にする", "%s を %s にする"},
        [KJ_OP_NE] = {"%s を %s 以外にする", "%s を %s 以外にする"},
        [KJ_OP_LT] = {"%s を %s 未満にする", "%s を %s より前にする"},
        [KJ_OP_LE] = {"%s を %s 以下にする", "%s を %s までにする"},
        [KJ_OP_GT] = {"%s を %s より大きくする", "%s を %s より後にする"},
        [KJ_OP_GE] = {"%s を %s 以上にする", "%s を %s 以後にする"}};
    static const char *const EN[][2] = {
        [KJ_OP_EQ] = {"make %s %s", "make %s %s"},
        [KJ_OP_NE] = {"make %s other than %s", "make %s other than %s"},
        [KJ_OP_LT] = {"make %s less than %s", "move %s before %s"},
        [KJ_OP_LE] = {"make %s at most %s", "move %s to %s or earlier"},
        [KJ_OP_GT] = {"make %s more than %s", "move %s after %s"},
        [KJ_OP_GE] = {"make %s at least %s", "move %s to %s or later"}};
    return ja(changes) ? JA[op][day] : EN[op][day];
}

/* One side moves against the other's present value. */
static void move(Changes *changes, int32_t moving, uint8_t op, int32_t fixed, const KjFrame *frame)
{
    const KjExpr *expr = changes->expr;
    uint8_t type = expr->nodes[moving].type;
    KjJudge *judge = changes->judge;
    if (!movable(changes, moving))
        return;
    KjValue value = kj_eval_value(&changes->eval, expr, fixed, frame, changes->arena);
    if (value.type == KJ_NONE)
        return;
    KjText unit = kj_say_unit(judge, expr, fixed);
    if (unit.len == 0)
        unit = kj_say_unit(judge, expr, moving);
    const char *form = move_form(changes, op, type == KJ_DATE || type == KJ_DATETIME);
    const char *what = kj_say_name(judge, expr, moving, changes->arena).data;
    const char *to = kj_say_hidden(judge, expr, fixed)
                         ? "***"
                         : kj_say_value_text(judge, value, unit, changes->arena).data;
    const char *now = kj_say_node(judge, &changes->eval, expr, moving, frame, changes->arena).data;
    KjBuf buf;
    kj_buf_init(&buf, 1 << 16);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    kj_buf_printf(&buf, form, what, to);
#pragma GCC diagnostic pop
    if (ja(changes))
        kj_buf_printf(&buf, "（今は %s）", now);
    else
        kj_buf_printf(&buf, " (now %s)", now);
    add(changes, kj_arena_strndup(changes->arena, buf.data, buf.len));
    kj_buf_clear(&buf);
}

static void comparison(Changes *changes, int32_t n, bool want, const KjFrame *frame)
{
    const KjNode *node = &changes->expr->nodes[n];
    uint8_t op = want ? node->op : negated(node->op);
    move(changes, node->a, op, node->b, frame);
    move(changes, node->b, mirrored(op), node->a, frame);
}

/* ---- other leaves ---- */

static void leaf(Changes *changes, int32_t n, bool want, const KjFrame *frame)
{
    const KjExpr *expr = changes->expr;
    const KjNode *node = &expr->nodes[n];
    KjArena *arena = changes->arena;
    const char *name = kj_say_name(changes->judge, expr, n, arena).data;
    if (node->op == KJ_OP_PRESENT || node->op == KJ_OP_GIVEN) {
        name = kj_say_name(changes->judge, expr, node->a, arena).data;
        add(changes, kj_arena_printf(arena,
                                     want ? (ja(changes) ? "%s を記録する" : "record %s")
                                          : (ja(changes) ? "%s の記録をなくす" : "remove %s"),
                                     name));
    } else if (node->op == KJ_OP_CYCLIC) {
        KjText chain = kj_eval_chain(&changes->eval, expr, n, frame, arena);
        if (!want)
            add(changes,
                kj_arena_printf(arena, ja(changes) ? "循環 %s を断つ" : "break the cycle %s",
                                chain.data));
    } else if (node->op == KJ_OP_IN) {
        name = kj_say_name(changes->judge, expr, node->a, arena).data;
        const char *list =
            kj_say_node(changes->judge, &changes->eval, expr, node->b, frame, arena).data;
        add(changes,
            kj_arena_printf(
                arena,
                want ? (ja(changes) ? "%s を %s のどれかにする" : "make %s one of %s")
                     : (ja(changes) ? "%s を %s のどれでもなくする" : "make %s none of %s"),
                name, list));
    } else if (node->op != KJ_OP_FIELD || !in_scope(changes, node)) {
        add(changes,
            kj_arena_printf(
                arena,
                want ? (ja(changes) ? "「%s」が成り立つようにする" : "make '%s' hold")
                     : (ja(changes) ? "「%s」が成り立たないようにする" : "make '%s' not hold"),
                name));
    }
}

static void want(Changes *changes, int32_t n, bool wanted, const KjFrame *frame)
{
    const KjNode *node = &changes->expr->nodes[n];
    uint8_t truth, goal = wanted ? KJ_PASS : KJ_FAIL;
    kj_eval_truth(&changes->eval, changes->expr, n, frame, &truth);
    if (truth == goal || changes->list.value.u.list.count >= MAX_CHANGES)
        return;
    if (node->op == KJ_OP_NOT) {
        want(changes, node->a, !wanted, frame);
    } else if (node->op == KJ_OP_IF && node->c >= 0) {
        kj_eval_truth(&changes->eval, changes->expr, node->a, frame, &truth);
        if (truth != KJ_UNKNOWN)
            want(changes, truth == KJ_PASS ? node->b : node->c, wanted, frame);
    } else if (node->op == KJ_OP_AND || node->op == KJ_OP_OR) {
        uint8_t left, right;
        bool before = changes->all;
        kj_eval_truth(&changes->eval, changes->expr, node->a, frame, &left);
        kj_eval_truth(&changes->eval, changes->expr, node->b, frame, &right);
        if ((node->op == KJ_OP_AND) == wanted && left != goal && right != goal)
            changes->all = true;
        want(changes, node->a, wanted, frame);
        want(changes, node->b, wanted, frame);
        changes->all = before;
    } else if (node->op >= KJ_OP_EQ && node->op <= KJ_OP_GE) {
        comparison(changes, n, wanted, frame);
    } else {
        leaf(changes, n, wanted, frame);
    }
}

/* ---- by verdict ---- */

static void turn(Changes *changes, const KjExpr *expr, KjRef record, Aim aim)
{
    KjArenaMark mark = kj_arena_mark(changes->judge->scratch);
    KjFrame frame = kj_judge_frame(record);
    changes->expr = expr;
    changes->aim = aim;
    want(changes, expr->count - 1, aim != TO_FAIL, &frame);
    kj_arena_release(changes->judge->scratch, mark);
}

/* What has nothing to compare with can be decided once there is something. */
static void fill_empty_lists(Changes *changes, const KjExpr *expr, KjRef record)
{
    KjArenaMark mark = kj_arena_mark(changes->judge->scratch);
    KjFrame frame = kj_judge_frame(record);
    const bool *own = expr ? kj_own_nodes(&changes->eval, expr) : NULL;
    for (int32_t n = 0; expr && n < expr->count; n++)
        if (own[n] && kj_say_nothing_in(&changes->eval, expr, n, &frame))
            add(changes, kj_arena_printf(
                             changes->arena,
                             ja(changes) ? "「%s」に当たる記録を加える" : "record what is in '%s'",
                             kj_say_fragment(expr, expr->nodes[n].a, changes->arena).data));
    kj_arena_release(changes->judge->scratch, mark);
}

/* A missing fact is to be recorded; a computed value on a cycle waits for the cycle to be broken. */
static void fill_in(Changes *changes, KjRead read)
{
    KjJudge *judge = changes->judge;
    const char *chain = kj_cycle_of(judge, read.kind, read.field, read.row);
    bool derived = read.kind >= 0 && read.field >= 0 &&
                   judge->registry->schema->kinds[read.kind].fields[read.field].derived;
    const char *name = kj_say_read(judge, read, changes->arena).data;
    if (chain)
        add(changes, kj_arena_printf(changes->arena,
                                     ja(changes) ? "循環 %s を断つ" : "break the cycle %s", chain));
    else if (derived)
        add(changes, kj_arena_printf(changes->arena,
                                     ja(changes) ? "%s が求まるように事実を記録する"
                                                 : "record the facts that %s follows from",
                                     name));
    else
        add(changes,
            kj_arena_printf(changes->arena, ja(changes) ? "%s を記録する" : "record %s", name));
}

static void decide(Changes *changes, const KjRule *rule, size_t which, KjRef record)
{
    KjJudge *judge = changes->judge;
    KjTrace missing = {NULL, 0, 0};
    KjExpr **parts[] = {rule->select, rule->when, rule->check};
    changes->aim = TO_DECIDE;
    bool before = false; /* it is select or when that is unknown: the check comes after */
    for (int i = 0; i < 3 && missing.count == 0; i++) {
        if (parts[i])
            kj_missing_of(judge, parts[i][which], record, &missing);
        before = i < 2;
    }
    const KjOutcome *outcome =
        judge->verdicts[kj_registry_rule(judge->registry, rule->name)][which].outcome;
    if (outcome && missing.count == 0 && outcome[record.row].missing.row >= 0) {
        KjRead read = outcome[record.row].missing;
        kj_trace_add(&missing, read.kind, read.row, read.field);
        kj_missing_follow(judge, &missing);
    }
    changes->all = missing.count > 1 || (before && missing.count > 0);
    for (size_t i = 0; i < missing.count; i++)
        fill_in(changes, missing.reads[i]);
    changes->all = false;
    if (missing.count == 0)
        fill_empty_lists(changes, rule->check ? rule->check[which] : NULL, record);
    if (rule->ask)
        add(changes, ja(changes) ? "この要件への回答（answers）を記録する"
                                 : "record an answer to this rule");
    kj_free(missing.reads);
}

/* The items that keep a clause from passing. */
static void meet_items(Changes *changes, const KjRule *rule, KjRef record)
{
    KjJudge *judge = changes->judge;
    size_t open = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < rule->item_count; i++) {
            uint8_t verdict = kj_item_verdict(judge, rule, rule->items[i], record);
            const KjRule *item = &judge->registry->rules[rule->items[i]];
            if (verdict != KJ_FAIL && verdict != KJ_PARTIAL && verdict != KJ_UNKNOWN)
                continue;
            changes->all = open > 1;
            if (pass == 0)
                open++;
            else
                add(changes, kj_arena_printf(changes->arena,
                                             ja(changes) ? "項目 %s が適合する" : "item %s passes",
                                             item->clause.data));
        }
    changes->all = false;
}

/* What an answer has settled, another answer changes. */
static bool answered(Changes *changes, const KjRule *rule, size_t which, KjRef record,
                     KjVerdict verdict)
{
    KjJudge *judge = changes->judge;
    int32_t number = kj_registry_rule(judge->registry, rule->name);
    KjRef by = kj_answer_behind(judge, &judge->verdicts[number][which], record, verdict);
    if (by.kind < 0 || (verdict != KJ_FAIL && verdict != KJ_PARTIAL))
        return false;
    add(changes, kj_arena_printf(changes->arena,
                                 ja(changes) ? "確かめ直して、回答 %s を改める"
                                             : "look into it again and change answer %s",
                                 kj_record_id(judge->dataset, by).data));
    return true;
}

KjValue kj_changes_of(KjJudge *judge, const KjRule *rule, size_t which, KjRef record,
                      KjVerdict verdict, KjArena *arena)
{
    Changes changes = {.judge = judge, .arena = arena, .list = kj_tree_list(arena)};
    changes.eval = kj_judge_eval(judge, kj_judge_set_of(judge, record));
    changes.eval.careful = true;
    const KjExpr *check = rule->check ? rule->check[which] : NULL;
    const KjExpr *when = rule->when ? rule->when[which] : NULL;
    if (verdict != KJ_NA) {
        changes.scope[0] = rule->select ? rule->select[which] : NULL;
        changes.scope[1] = when;
    }
    if (answered(&changes, rule, which, record, verdict))
        return changes.list.value;
    if (rule->item_count && (!when || kj_truth_is(judge, when, record, KJ_PASS)))
        meet_items(&changes, rule, record);
    else if (verdict == KJ_UNKNOWN)
        decide(&changes, rule, which, record);
    else if (verdict == KJ_NA && when)
        turn(&changes, when, record, TO_APPLY);
    else if ((verdict == KJ_FAIL || verdict == KJ_PARTIAL) && check)
        turn(&changes, check, record, TO_PASS);
    else if (verdict == KJ_PASS && check)
        turn(&changes, check, record, TO_FAIL);
    return changes.list.value;
}
