// Every kernel against one comparison at a time: each relation and cell type, with and without
// missing cells, every length up to a few vectors and every alignment, constants within and outside
// of what a narrow column can hold.
#include "engine/eval/kernels.h"
#include "engine/model/run.h"
#include "tests/unit/check.h"

#include <math.h>

#define LENGTHS 70
#define OFFSETS 17
#define ROOM (LENGTHS + OFFSETS + 1)
#define GUARD 0xA5

static const KjOp RELATIONS[] = {KJ_OP_EQ, KJ_OP_NE, KJ_OP_LT, KJ_OP_LE, KJ_OP_GT, KJ_OP_GE};

static uint64_t state = 88172645463325252u;
static uint32_t below(uint32_t limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 32) % limit);
}

static uint8_t expected(KjOp op, int order, bool there)
{
    bool holds = op == KJ_OP_EQ   ? order == 0
                 : op == KJ_OP_NE ? order != 0
                 : op == KJ_OP_LT ? order < 0
                 : op == KJ_OP_LE ? order <= 0
                 : op == KJ_OP_GT ? order > 0
                                  : order >= 0;
    return !there ? KJ_UNKNOWN : holds ? KJ_PASS : KJ_FAIL;
}

static const char *const VARIANTS[] = {"plain", "sse2", "avx2"};
#define EACH_VARIANT                                                                               \
    for (size_t v_ = 0; v_ < sizeof VARIANTS / sizeof *VARIANTS; v_++)                             \
        if (kj_kernels_use(VARIANTS[v_]))

static uint8_t valid[ROOM], out[ROOM];

static void draw_valid(void)
{
    for (int i = 0; i < ROOM; i++)
        valid[i] = below(4) ? 0xFF : 0;
}

// The bytes before and behind must stay as they were.
static bool guarded(size_t offset, size_t count)
{
    return (offset == 0 || out[offset - 1] == GUARD) && out[offset + count] == GUARD;
}

#define CHECK_KERNEL(kernel, cells, constant)                                                      \
    do {                                                                                           \
        int wrong = 0;                                                                             \
        for (size_t o = 0; o < 6; o++)                                                             \
            for (size_t offset = 0; offset < OFFSETS; offset++)                                    \
                for (size_t count = 0; count < LENGTHS; count++)                                   \
                    for (int with = 0; with < 2; with++) {                                         \
                        memset(out, GUARD, sizeof out);                                            \
                        kernel(RELATIONS[o], cells + offset, with ? valid + offset : NULL, count,  \
                               constant, out + offset);                                            \
                        for (size_t i = offset; i < offset + count; i++)                           \
                            wrong +=                                                               \
                                out[i] != expected(RELATIONS[o],                                   \
                                                   (cells[i] > constant) - (cells[i] < constant),  \
                                                   !with || valid[i]);                             \
                        wrong += !guarded(offset, count);                                          \
                    }                                                                              \
        CHECK_INT(wrong, 0);                                                                       \
    } while (0)

TEST(narrow_whole_numbers)
{
    static const int64_t CONSTANTS[] = {0,
                                        3,
                                        -3,
                                        INT32_MAX,
                                        INT32_MIN,
                                        (int64_t)INT32_MAX + 1,
                                        (int64_t)INT32_MIN - 1,
                                        INT64_MAX,
                                        INT64_MIN};
    static int32_t cells[ROOM];
    for (int i = 0; i < ROOM; i++)
        cells[i] = i % 11 == 0 ? INT32_MAX : i % 13 == 0 ? INT32_MIN : (int32_t)below(9) - 4;
    draw_valid();
    for (size_t c = 0; c < sizeof CONSTANTS / sizeof *CONSTANTS; c++)
        EACH_VARIANT CHECK_KERNEL(kj_kernel_i32, cells, CONSTANTS[c]);
}

TEST(wide_whole_numbers)
{
    static const int64_t CONSTANTS[] = {0, 3, -3, 5000000000, -5000000000, INT64_MAX, INT64_MIN};
    static int64_t cells[ROOM];
    for (int i = 0; i < ROOM; i++)
        cells[i] = i % 11 == 0   ? INT64_MAX
                   : i % 13 == 0 ? INT64_MIN
                   : i % 7 == 0  ? 5000000000
                                 : (int64_t)below(9) - 4;
    draw_valid();
    for (size_t c = 0; c < sizeof CONSTANTS / sizeof *CONSTANTS; c++)
        EACH_VARIANT CHECK_KERNEL(kj_kernel_i64, cells, CONSTANTS[c]);
}

TEST(reals)
{
    static const double CONSTANTS[] = {0, -0.0, 0.5, -0.5, 1e300, -1e300};
    static double cells[ROOM];
    for (int i = 0; i < ROOM; i++)
        cells[i] = i % 11 == 0   ? 1e300
                   : i % 13 == 0 ? -1e300
                   : i % 17 == 0 ? -0.0
                                 : (double)below(9) / 4 - 1;
    draw_valid();
    for (size_t c = 0; c < sizeof CONSTANTS / sizeof *CONSTANTS; c++)
        EACH_VARIANT CHECK_KERNEL(kj_kernel_f64, cells, CONSTANTS[c]);
}

static bool holds(KjOp op, double left, double right)
{
    switch (op) {
    case KJ_OP_EQ: return left == right;
    case KJ_OP_NE: return left != right;
    case KJ_OP_LT: return left < right;
    case KJ_OP_LE: return left <= right;
    case KJ_OP_GT: return left > right;
    default: return left >= right;
    }
}

// They do not come out of data; yet all variants must agree on them.
TEST(reals_that_are_no_numbers)
{
    static const double CONSTANTS[] = {0, NAN, INFINITY, -INFINITY};
    static double cells[ROOM];
    int wrong = 0;
    for (int i = 0; i < ROOM; i++)
        cells[i] = i % 3 == 0 ? NAN : i % 7 == 0 ? INFINITY : i % 5 == 0 ? -INFINITY : i - 40;
    EACH_VARIANT
    for (size_t o = 0; o < 6; o++)
        for (size_t c = 0; c < sizeof CONSTANTS / sizeof *CONSTANTS; c++) {
            kj_kernel_f64(RELATIONS[o], cells, NULL, ROOM, CONSTANTS[c], out);
            for (int i = 0; i < ROOM; i++)
                wrong +=
                    out[i] != (holds(RELATIONS[o], cells[i], CONSTANTS[c]) ? KJ_PASS : KJ_FAIL);
        }
    CHECK_INT(wrong, 0);
}

TEST(truths_from_a_boolean_column)
{
    static int32_t cells[ROOM];
    int wrong = 0;
    for (int i = 0; i < ROOM; i++)
        cells[i] = (int32_t)below(2);
    draw_valid();
    EACH_VARIANT
    for (size_t offset = 0; offset < OFFSETS; offset++)
        for (size_t count = 0; count < LENGTHS; count++)
            for (int with = 0; with < 2; with++) {
                memset(out, GUARD, sizeof out);
                kj_kernel_truth(cells + offset, with ? valid + offset : NULL, count, out + offset);
                for (size_t i = offset; i < offset + count; i++)
                    wrong += out[i] != (with && !valid[i] ? KJ_UNKNOWN
                                        : cells[i]        ? KJ_PASS
                                                          : KJ_FAIL);
                wrong += !guarded(offset, count);
            }
    CHECK_INT(wrong, 0);
}

TEST(logic_on_truths)
{
    static uint8_t left[ROOM], right[ROOM], was[ROOM];
    int wrong = 0;
    EACH_VARIANT
    for (size_t offset = 0; offset < OFFSETS; offset++)
        for (size_t count = 0; count < LENGTHS; count++) {
            for (int i = 0; i < ROOM; i++) {
                was[i] = left[i] = (uint8_t)below(3);
                right[i] = (uint8_t)below(3);
            }
            kj_kernel_and(left + offset, right + offset, count);
            for (size_t i = 0; i < ROOM; i++) {
                bool in = i >= offset && i < offset + count;
                wrong += left[i] != (in && right[i] < was[i] ? right[i] : was[i]);
            }
            memcpy(left, was, sizeof left);
            kj_kernel_or(left + offset, right + offset, count);
            for (size_t i = 0; i < ROOM; i++) {
                bool in = i >= offset && i < offset + count;
                wrong += left[i] != (in && right[i] > was[i] ? right[i] : was[i]);
            }
            memcpy(left, was, sizeof left);
            kj_kernel_not(left + offset, count);
            for (size_t i = 0; i < ROOM; i++)
                wrong += left[i] != (i >= offset && i < offset + count ? KJ_PASS - was[i] : was[i]);
        }
    CHECK_INT(wrong, 0);
}

TEST(the_best_variant_is_in_use_unless_another_is_wanted)
{
    bool has_avx2 = kj_kernels_use("avx2"), has_sse2 = kj_kernels_use("sse2");
    CHECK(kj_kernels_use("plain"));
    CHECK_STR(kj_kernels_in_use(), "plain");
    CHECK(!kj_kernels_use("abacus"));
    CHECK_STR(kj_kernels_in_use(), "plain");
    CHECK(kj_kernels_use(NULL));
    CHECK_STR(kj_kernels_in_use(), has_avx2 ? "avx2" : has_sse2 ? "sse2" : "plain");
#ifdef __x86_64__
    CHECK(has_sse2);
    CHECK_INT(has_avx2, __builtin_cpu_supports("avx2") != 0);
#endif
}

int main(void)
{
    return RUN(the_best_variant_is_in_use_unless_another_is_wanted, narrow_whole_numbers,
               wide_whole_numbers, reals, reals_that_are_no_numbers, truths_from_a_boolean_column,
               logic_on_truths);
}
