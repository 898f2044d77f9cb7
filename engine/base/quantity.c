/* Quantities. The table below is all there is to know about units; a conversion only moves the
 * decimal point, so it is exact until the one rounding to a double at the end. */
#include "engine/base/cursor.h"
#include "engine/base/number.h"

#include <math.h>

typedef enum {
    POWER,
    ENERGY,
    HEAT,
    APPARENT_POWER,
    VOLTAGE,
    FREQUENCY,
    LENGTH,
    AREA,
    VOLUME,
    MASS,
    BIT_RATE,
    DATA,
    COUNT
} Dimension;

typedef struct Unit {
    const char *text;
    Dimension dimension;
    int32_t power; /* of ten, against the dimension's base unit */
} Unit;

/* clang-format off */
static const Unit units[] = {
    {"W", POWER, 0}, {"kW", POWER, 3}, {"KW", POWER, 3}, {"MW", POWER, 6}, {"GW", POWER, 9},
    {"TW", POWER, 12}, {"ワット", POWER, 0}, {"キロワット", POWER, 3}, {"メガワット", POWER, 6},
    {"ギガワット", POWER, 9},
    {"Wh", ENERGY, 0}, {"kWh", ENERGY, 3}, {"KWh", ENERGY, 3}, {"MWh", ENERGY, 6},
    {"GWh", ENERGY, 9}, {"TWh", ENERGY, 12}, {"ワット時", ENERGY, 0}, {"キロワット時", ENERGY, 3},
    {"メガワット時", ENERGY, 6}, {"ギガワット時", ENERGY, 9}, {"キロワットアワー", ENERGY, 3},
    {"J", HEAT, 0}, {"kJ", HEAT, 3}, {"MJ", HEAT, 6}, {"GJ", HEAT, 9}, {"TJ", HEAT, 12},
    {"VA", APPARENT_POWER, 0}, {"kVA", APPARENT_POWER, 3}, {"MVA", APPARENT_POWER, 6},
    {"V", VOLTAGE, 0}, {"kV", VOLTAGE, 3}, {"ボルト", VOLTAGE, 0}, {"キロボルト", VOLTAGE, 3},
    {"Hz", FREQUENCY, 0}, {"kHz", FREQUENCY, 3}, {"MHz", FREQUENCY, 6}, {"GHz", FREQUENCY, 9},
    {"ヘルツ", FREQUENCY, 0},
    {"mm", LENGTH, -3}, {"cm", LENGTH, -2}, {"m", LENGTH, 0}, {"km", LENGTH, 3},
    {"ミリメートル", LENGTH, -3}, {"センチメートル", LENGTH, -2}, {"メートル", LENGTH, 0},
    {"キロメートル", LENGTH, 3},
    {"m2", AREA, 0}, {"ha", AREA, 4}, {"km2", AREA, 6}, {"平方メートル", AREA, 0},
    {"ヘクタール", AREA, 4}, {"平方キロメートル", AREA, 6},
    {"mL", VOLUME, -3}, {"ml", VOLUME, -3}, {"L", VOLUME, 0}, {"l", VOLUME, 0}, {"kL", VOLUME, 3},
    {"kl", VOLUME, 3}, {"KL", VOLUME, 3}, {"m3", VOLUME, 3}, {"リットル", VOLUME, 0},
    {"キロリットル", VOLUME, 3}, {"立方メートル", VOLUME, 3},
    {"mg", MASS, -3}, {"g", MASS, 0}, {"kg", MASS, 3}, {"t", MASS, 6}, {"グラム", MASS, 0},
    {"キログラム", MASS, 3}, {"トン", MASS, 6},
    {"bps", BIT_RATE, 0}, {"kbps", BIT_RATE, 3}, {"Kbps", BIT_RATE, 3}, {"Mbps", BIT_RATE, 6},
    {"Gbps", BIT_RATE, 9}, {"Tbps", BIT_RATE, 12},
    {"B", DATA, 0}, {"kB", DATA, 3}, {"KB", DATA, 3}, {"MB", DATA, 6}, {"GB", DATA, 9},
    {"TB", DATA, 12}, {"PB", DATA, 15}, {"バイト", DATA, 0}, {"キロバイト", DATA, 3},
    {"メガバイト", DATA, 6}, {"ギガバイト", DATA, 9}, {"テラバイト", DATA, 12},
    {"人", COUNT, 0}, {"名", COUNT, 0}, {"戸", COUNT, 0}, {"世帯", COUNT, 0}, {"軒", COUNT, 0},
    {"件", COUNT, 0}, {"本", COUNT, 0}, {"便", COUNT, 0}, {"台", COUNT, 0}, {"回", COUNT, 0},
    {"個", COUNT, 0}, {"か所", COUNT, 0}, {"箇所", COUNT, 0}, {"回線", COUNT, 0},
};
/* clang-format on */

static const Unit *find_unit(KjText text)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (kj_text_is(text, units[i].text))
            return &units[i];
    return NULL;
}

bool kj_unit_known(KjText unit)
{
    return find_unit(unit) != NULL;
}

/* Moves the point of value from its unit to the wanted one. */
static bool convert(KjDecimal *value, KjText from, KjText to, bool *wrong_unit)
{
    const Unit *given = find_unit(from), *wanted = find_unit(to);

    if (kj_text_compare(from, to) == 0)
        return true;
    if (!given || !wanted)
        return false;
    *wrong_unit = given->dimension != wanted->dimension;
    value->exponent += given->power - wanted->power;
    return !*wrong_unit;
}

bool kj_quantity_parse(KjText text, KjText unit, double *out, bool *wrong_unit)
{
    KjCursor cursor = kj_cursor(text);
    KjDecimal value;
    double number;
    size_t used;

    *wrong_unit = false;
    if (!kj_decimal_scan(text, &value, &used))
        return false;
    cursor.at += used;
    kj_cursor_skip_blanks(&cursor);
    if (!kj_cursor_done(&cursor) && !convert(&value, kj_cursor_rest(&cursor), unit, wrong_unit))
        return false;
    number = kj_decimal_to_double(value);
    if (!isfinite(number))
        return false;
    *out = number;
    return true;
}
