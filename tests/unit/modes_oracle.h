// For modes_test.c: another evaluator of conditions, slow and plain. It shares no code with
// engine/eval; where it and doc/conditions.md differ (lists known in part), DESIGN.md 4 is followed.
#ifndef KJ_TESTS_UNIT_MODES_ORACLE_H
#define KJ_TESTS_UNIT_MODES_ORACLE_H

#include "tests/unit/modes_trees.h"

#include <math.h>

typedef enum { NO, PERHAPS, YES } Truth;

typedef struct Here { /* where a condition stands: an item, a row of it, or a number */
    Frame frame;
    int item, row; /* item -1: nowhere */
    long double mark;
    const struct Here *outer;
} Here;

typedef struct Element {
    Here here;
    bool sure;
} Element;

typedef struct List {
    Element element[ITEMS * ITEMS * 4];
    int count;
    bool complete; /* else: these and perhaps others */
    bool there;    /* for present */
} List;

typedef struct Span { /* every value between low and high is possible; vague: or none at all */
    long double low, high;
    bool vague;
} Span;

static const Span NONE = {0, 0, true};

static Truth truth_of(const Tree *node, const Here *here);
static Span span_of(const Tree *node, const Here *here);
static List *list_of(const Tree *node, const Here *here);

static Here place_of(const Tree *node, const Here *here)
{
    for (int i = 0; i < node->outer; i++)
        here = here->outer;
    Here place = *here;
    if (node->via)
        place.item = place.item < 0 ? -1 : items[place.item].leader;
    return place;
}

static Maybe read_field(const Tree *node, const Here *here)
{
    Here place = place_of(node, here);
    if (node->op == CONST)
        return (Maybe){true, node->value};
    if (node->op == MARK)
        return (Maybe){true, place.mark};
    if (place.item < 0)
        return (Maybe){false, 0};
    return place.frame == ROW ? items[place.item].row[place.row][node->field]
                              : items[place.item].field[node->field];
}

static void put(List *list, Here here, bool sure)
{
    list->element[list->count++] = (Element){here, sure};
}

static void put_item(List *list, const Here *here, int item, bool sure)
{
    put(list, (Here){ITEM, item, 0, 0, here}, sure);
}

static void plain_list(const Tree *node, const Here *here, List *out)
{
    Here place = place_of(node, here);
    const Item *item = place.item < 0 ? NULL : &items[place.item];
    int base = item ? place.item / ITEMS * ITEMS : 0;
    out->there = item != NULL;
    switch (node->op) {
    case OWN_LIST:
        out->there = item && item->has_list;
        for (int k = 0; item && k < item->list_count; k++)
            put_item(out, here, item->list[k], true);
        break;
    case OWN_MARKS:
        out->there = item && item->has_marks;
        for (int m = 0; item && m < item->mark_count; m++)
            put(out, (Here){SCALAR, -1, 0, item->mark[m], here}, true);
        break;
    case OWN_ROWS:
        out->there = item && item->has_rows;
        for (int r = 0; item && r < item->row_count; r++)
            put(out, (Here){ROW, place.item, r, 0, here}, true);
        break;
    default: /* ways back */
        for (int i = base; item && i < base + ITEMS; i++) {
            bool refers = node->op == LEDBACK && items[i].leader == place.item;
            for (int k = 0; node->op == LISTBACK && k < items[i].list_count; k++)
                refers |= items[i].list[k] == place.item;
            if (refers)
                put_item(out, here, i, true);
        }
    }
    out->complete = out->there;
}

static int organization_of(const Here *here)
{
    while (here->item < 0 && here->outer)
        here = here->outer;
    return here->item / ITEMS;
}

/* What following a relation reaches: with `all` also by way of elements that may not belong. */
static void reach_from(const Tree *relation, const Here *here, bool all, bool *found,
                       bool *complete)
{
    bool open[ITEMS * ORGS] = {false};
    Here at = *here;
    for (bool more = true; more;) {
        List *next = list_of(relation, &at);
        *complete &= next->complete;
        for (int e = 0; e < next->count; e++)
            if ((next->element[e].sure || all) && !found[next->element[e].here.item])
                found[next->element[e].here.item] = open[next->element[e].here.item] = true;
        free(next);
        more = false;
        for (int i = 0; i < ITEMS * ORGS && !more; i++) {
            if (!open[i])
                continue;
            open[i] = false;
            at = (Here){ITEM, i, 0, 0, here->outer};
            more = true;
        }
    }
}

static void reached_list(const Tree *node, const Here *here, List *out)
{
    bool sure[ITEMS * ORGS] = {false}, all[ITEMS * ORGS] = {false};
    out->complete = here->item >= 0;
    if (here->item < 0)
        return;
    reach_from(node->a, here, false, sure, &out->complete);
    reach_from(node->a, here, true, all, &out->complete);
    for (int i = 0; i < ITEMS * ORGS; i++)
        if (all[i])
            put_item(out, here, i, sure[i]);
}

static List *list_of(const Tree *node, const Here *here)
{
    List *out = calloc(1, sizeof *out);
    if (node->op == RECORDS) {
        bool nowhere = here->frame != SCALAR && here->item < 0;
        int base = organization_of(here) * ITEMS;
        for (int i = base; !nowhere && i < base + ITEMS; i++)
            put_item(out, here, i, true);
        out->complete = !nowhere;
    } else if (node->op == WHERE) {
        List *all = list_of(node->a, here);
        out->complete = all->complete;
        for (int e = 0; e < all->count; e++) {
            Truth truth = truth_of(node->b, &all->element[e].here);
            if (truth != NO)
                put(out, all->element[e].here, truth == YES && all->element[e].sure);
        }
        free(all);
    } else if (node->op == FLAT) {
        List *first = list_of(node->a, here);
        out->complete = first->complete;
        for (int e = 0; e < first->count; e++) {
            List *second = list_of(node->b, &first->element[e].here);
            out->complete &= second->complete;
            for (int f = 0; f < second->count; f++)
                put_item(out, here, second->element[f].here.item,
                         second->element[f].sure && first->element[e].sure);
            free(second);
        }
        free(first);
    } else if (node->op == REACH) {
        reached_list(node, here, out);
    } else {
        plain_list(node, here, out);
    }
    return out;
}

// ---- numbers ----

static bool single(Span span)
{
    return !span.vague && span.low == span.high;
}

static long double rounded(Type type, long double value)
{
    return type == NUM ? (long double)(double)value : roundl(value);
}

static Span corners(const long double *corner, int count, Type type)
{
    Span out = {INFINITY, -INFINITY, false};
    for (int i = 0; i < count; i++) {
        out.low = fminl(out.low, corner[i]);
        out.high = fmaxl(out.high, corner[i]);
    }
    return (Span){rounded(type, out.low), rounded(type, out.high), false};
}

static long double combined(const Tree *node, long double a, long double b)
{
    Type left = node->a->type, right = node->b->type;
    long double sign = node->op == SUB ? -1 : 1;
    if (left == DAY && right == DAY)
        return (a - b) * 86400;
    if (left == DAY)
        return isinf(a) || isinf(b) ? a + sign * b : a + floorl(sign * b / 86400);
    switch (node->op) {
    case MUL: return a == 0 || b == 0 ? 0 : a * b;
    case DIV: return isinf(b) ? 0 : a / b;
    default: return a + sign * b;
    }
}

static Span computed(const Tree *node, const Here *here)
{
    Span a = span_of(node->a, here), b = span_of(node->b, here);
    if (a.vague || b.vague || (node->op == DIV && b.low <= 0 && b.high >= 0))
        return NONE;
    long double at[4];
    int count = 0;
    bool crossed = node->op == MUL || node->op == DIV;
    for (int i = 0; i < 4; i++) {
        bool low_a = i & 1, low_b = i & 2;
        if (crossed || low_a == (node->op == SUB ? !low_b : low_b))
            at[count++] = combined(node, low_a ? a.low : a.high, low_b ? b.low : b.high);
    }
    return corners(at, count, node->type);
}

static Span counted(const List *list)
{
    Span out = {0, list->complete ? 0 : INFINITY, false};
    for (int e = 0; e < list->count; e++) {
        out.low += list->element[e].sure;
        out.high += 1;
    }
    return out;
}

static Span extreme(const Tree *node, const List *list)
{
    long double sign = node->op == MIN ? 1 : -1, low = INFINITY, high = INFINITY;
    bool somebody = false;
    for (int e = 0; e < list->count; e++) {
        Span value = span_of(node->b, &list->element[e].here);
        long double known = sign * value.low;
        low = fminl(low, single(value) ? known : -INFINITY);
        somebody |= list->element[e].sure;
        if (list->element[e].sure && single(value))
            high = fminl(high, known);
    }
    if (!somebody)
        return NONE;
    if (!list->complete)
        low = -INFINITY;
    return sign > 0 ? (Span){low, high, false} : (Span){-high, -low, false};
}

static Span summed(const Tree *node, const List *list)
{
    /* durations as given are never negative */
    bool given =
        node->b->op == FIELD && node->b->type == DUR && !node->b->via && node->b->outer == 0;
    long double least = given ? 0 : -INFINITY;
    Span out = {list->complete ? 0 : least, list->complete ? 0 : INFINITY, false};
    for (int e = 0; e < list->count; e++) {
        Span value = span_of(node->b, &list->element[e].here);
        bool sure = list->element[e].sure;
        if (!single(value)) {
            out.low += least;
            out.high += INFINITY;
            continue;
        }
        out.low += sure || value.low < 0 ? value.low : 0;
        out.high += sure || value.low > 0 ? value.low : 0;
    }
    return (Span){rounded(node->type, out.low), rounded(node->type, out.high), false};
}

static Span exactly(Span span)
{
    return single(span) ? span : NONE;
}

static Span picked(const Tree *node, const Here *here)
{
    Span a = exactly(span_of(node->a, here)), b = exactly(span_of(node->b, here));
    if (a.vague || b.vague)
        return a.vague ? b : a;
    bool first = node->op == FIRST || (node->op == LEAST ? a.low <= b.low : a.low >= b.low);
    return first ? a : b;
}

static Span chosen(const Tree *node, const Here *here)
{
    Truth truth = truth_of(node->a, here);
    Span yes = exactly(span_of(node->b, here));
    Span no = node->c ? exactly(span_of(node->c, here)) : NONE;
    if (truth != PERHAPS)
        return truth == YES ? yes : no;
    return !yes.vague && !no.vague && yes.low == no.low ? yes : NONE;
}

static Span span_of(const Tree *node, const Here *here)
{
    if (node->op >= COUNT && node->op <= SUM) {
        List *list = list_of(node->a, here);
        Span out = node->op == COUNT ? counted(list)
                   : node->op == SUM ? summed(node, list)
                                     : extreme(node, list);
        free(list);
        return out;
    }
    switch (node->op) {
    case CONST:
    case FIELD:
    case MARK: {
        Maybe value = read_field(node, here);
        return value.there ? (Span){value.value, value.value, false} : NONE;
    }
    case NEG: {
        Span a = span_of(node->a, here);
        return a.vague ? NONE : (Span){-a.high, -a.low, false};
    }
    case CHOOSE: return chosen(node, here);
    case LEAST:
    case GREATEST:
    case FIRST: return picked(node, here);
    default: return computed(node, here);
    }
}

// ---- truths ----

static Truth opposite(Truth truth)
{
    return (Truth)(YES - truth);
}

static Truth below_or(Span a, Span b, bool equal)
{
    if (a.vague || b.vague)
        return PERHAPS;
    if (equal)
        return a.high <= b.low ? YES : a.low > b.high ? NO : PERHAPS;
    return a.high < b.low ? YES : a.low >= b.high ? NO : PERHAPS;
}

static Truth same(Span a, Span b)
{
    if (a.vague || b.vague)
        return PERHAPS;
    return single(a) && single(b) && a.low == b.low ? YES
           : a.high < b.low || b.high < a.low       ? NO
                                                    : PERHAPS;
}

static Truth related(int relation, Span a, Span b)
{
    switch (relation) {
    case 0: return same(a, b);
    case 1: return opposite(same(a, b));
    case 2: return below_or(a, b, false);
    case 3: return below_or(a, b, true);
    case 4: return below_or(b, a, false);
    default: return below_or(b, a, true);
    }
}

static Truth any_or_all(const Tree *node, const Here *here)
{
    List *list = list_of(node->a, here);
    bool any = node->op == ANY;
    Truth decided = any ? YES : NO, out = opposite(decided);
    if (!list->complete)
        out = PERHAPS;
    for (int e = 0; e < list->count; e++) {
        Truth truth = truth_of(node->b, &list->element[e].here);
        if (truth == decided && list->element[e].sure)
            out = decided;
        else if (truth != opposite(decided) && out != decided)
            out = PERHAPS;
    }
    free(list);
    return out;
}

static Truth among(const List *list, bool there, long double mark, int item)
{
    Truth out = list->complete ? NO : PERHAPS;
    if (list->complete && list->count == 0)
        return NO;
    for (int e = 0; there && e < list->count; e++) {
        const Element *element = &list->element[e];
        bool equal =
            element->here.frame == SCALAR ? element->here.mark == mark : element->here.item == item;
        if (equal)
            out = element->sure ? YES : out == YES ? YES : PERHAPS;
    }
    return there ? out : PERHAPS;
}

static Truth member(const Tree *node, const Here *here)
{
    Truth out;
    if (node->op == IN_LIST) {
        List *list = list_of(node->a, here);
        int item = here->item >= 0 && node->via ? items[here->item].leader : here->item;
        out = among(list, item >= 0, 0, item);
        free(list);
        return out;
    }
    Span value = exactly(span_of(node->a, here));
    if (node->op == IN_CONSTANTS)
        return value.vague                                                          ? PERHAPS
               : value.low == (int)node->value || value.low == (int)node->value + 2 ? YES
                                                                                    : NO;
    List *list = list_of(node->b, here);
    out = among(list, !value.vague, value.low, -1);
    free(list);
    return out;
}

static Truth round_trip(const Tree *node, const Here *here)
{
    bool sure[ITEMS * ORGS] = {false}, complete = true;
    if (here->item < 0)
        return PERHAPS;
    reach_from(node->a, here, false, sure, &complete);
    return sure[here->item] ? YES : complete ? NO : PERHAPS;
}

static Truth branch(const Tree *node, const Here *here)
{
    Truth truth = truth_of(node->a, here), yes = truth_of(node->b, here);
    Truth no = node->c ? truth_of(node->c, here) : PERHAPS;
    return truth == YES ? yes : truth == NO ? no : yes == no ? yes : PERHAPS;
}

static Truth truth_of(const Tree *node, const Here *here)
{
    Truth left, right;
    switch (node->op) {
    case CONST:
    case FIELD: {
        Maybe value = read_field(node, here);
        return !value.there ? PERHAPS : value.value != 0 ? YES : NO;
    }
    case AND:
        left = truth_of(node->a, here), right = truth_of(node->b, here);
        return left < right ? left : right;
    case OR:
        left = truth_of(node->a, here), right = truth_of(node->b, here);
        return left > right ? left : right;
    case NOT: return opposite(truth_of(node->a, here));
    case KNOWN: return truth_of(node->a, here) == PERHAPS ? NO : YES;
    case CHOOSE: return branch(node, here);
    case COMPARE: return related(node->relation, span_of(node->a, here), span_of(node->b, here));
    case SAME_WORD: {
        Maybe a = read_field(node->a, here), b = read_field(node->b, here);
        if (!a.there || !b.there)
            return PERHAPS;
        return (a.value == b.value) == (node->relation == 0) ? YES : NO;
    }
    case PRESENT:
        if (node->a->type == WORD)
            return read_field(node->a, here).there ? YES : NO;
        return single(span_of(node->a, here)) ? YES : NO;
    case PRESENT_LIST: {
        List *list = list_of(node->a, here);
        left = list->complete ? YES : NO;
        free(list);
        return left;
    }
    case ANY:
    case ALL: return any_or_all(node, here);
    case CYCLIC: return round_trip(node, here);
    default: return member(node, here);
    }
}

#endif
