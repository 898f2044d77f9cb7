/* Figures, moved by a step. A step is the least that a person would change: 3h becomes 4h, 90min 91min. */
#include "engine/eval/mutant_parts.h"

#include <math.h>
#include <stdlib.h>

bool kj_step_is_figure(KjType type)
{
    switch (type) {
    case KJ_INT:
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_MONEY:
    case KJ_QUANTITY:
    case KJ_DURATION:
    case KJ_PERIOD:
    case KJ_DATE:
    case KJ_DATETIME: return true;
    default: return false;
    }
}

static int64_t step_of_duration(int64_t seconds)
{
    static const int64_t units[] = {604800, 86400, 3600, 60, 1};

    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (seconds % units[i] == 0 && llabs(seconds) > units[i])
            return units[i];
    return 1;
}

static double step_of_real(double value)
{
    double step = 1;

    for (int digits = 0; digits < 6 && fabs(value / step - round(value / step)) > 1e-6; digits++)
        step /= 10;
    return step;
}

KjValue kj_step_moved(const KjValue *value, int32_t step)
{
    KjValue moved = *value;

    switch (value->type) {
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: moved.u.real += step * step_of_real(value->u.real); break;
    case KJ_MONEY: moved.u.whole += step * KJ_MONEY_SCALE; break;
    case KJ_DURATION: moved.u.whole += step * step_of_duration(value->u.whole); break;
    case KJ_DATETIME: moved.u.whole += step * INT64_C(86400); break;
    default: moved.u.whole += step;
    }
    return moved;
}

void kj_step_write(KjBuf *out, const KjValue *value)
{
    switch (value->type) {
    case KJ_NONE: kj_buf_puts(out, "-"); break;
    case KJ_BOOL: kj_buf_puts(out, value->u.truth ? "true" : "false"); break;
    case KJ_NUMBER:
    case KJ_QUANTITY: kj_number_write(out, value->u.real); break;
    case KJ_PERCENT:
        kj_number_write(out, value->u.real);
        kj_buf_putc(out, '%');
        break;
    case KJ_MONEY: kj_money_write(out, value->u.whole); break;
    case KJ_DURATION: kj_duration_write(out, value->u.whole); break;
    case KJ_PERIOD: kj_period_write(out, (int32_t)value->u.whole); break;
    case KJ_DATE: kj_date_write(out, (int32_t)value->u.whole); break;
    case KJ_DATETIME: kj_datetime_write(out, value->u.whole, KJ_ZONE_JAPAN); break;
    case KJ_INT: kj_int_write(out, value->u.whole); break;
    case KJ_TEXT_TYPE:
    case KJ_ENUM: kj_buf_printf(out, "'%.*s'", (int)value->u.text.len, value->u.text.data); break;
    default: kj_buf_puts(out, "…");
    }
}
