// The harness of the C tests. A test file reads:
//
//     #include "tests/unit/check.h"
//
//     TEST(a_leap_day_is_a_day)
//     {
//         CHECK(kj_date_valid(2028, 2, 29));
//         CHECK_INT(kj_date_days_in(2028, 2), 29);
//     }
//
//     int main(void) { return RUN(a_leap_day_is_a_day); }
//
// Actual value first, expected value second; each is evaluated once. A failing check prints its
// place and both values, and the test goes on. The file ends with `N passed, N failed`, counted
// by TEST. A TEST that RUN forgets is a compiler error (unused variable).
#ifndef KJ_TESTS_UNIT_CHECK_H
#define KJ_TESTS_UNIT_CHECK_H

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

typedef struct CheckCase {
    const char *name;
    void (*run)(void);
} CheckCase;

// Set by a check that does not hold, cleared before each test. The one piece of file-scope state:
// it lets a helper function of a test file use CHECK like a test does.
static bool check_failed;

#define TEST(name)                                                                                 \
    static void check_run_##name(void);                                                            \
    static CheckCase name = {#name, check_run_##name};                                             \
    static void check_run_##name(void)

#define RUN(...)                                                                                   \
    check_run_all((const CheckCase[]){__VA_ARGS__},                                                \
                  sizeof((const CheckCase[]){__VA_ARGS__}) / sizeof(CheckCase))

#define CHECK(condition) check_true((condition), #condition, __FILE__, __LINE__)
#define CHECK_INT(actual, expected)                                                                \
    check_int((intmax_t)(actual), (intmax_t)(expected), #actual, __FILE__, __LINE__)
#define CHECK_STR(actual, expected) check_str((actual), (expected), #actual, __FILE__, __LINE__)
// Exact, since results are the same bits everywhere: nan equals nan, -0 does not equal 0.
#define CHECK_DOUBLE(actual, expected)                                                             \
    check_double((actual), (expected), #actual, __FILE__, __LINE__)

static inline void check_true(bool holds, const char *text, const char *file, int line)
{
    if (holds)
        return;
    check_failed = true;
    printf("%s:%d: does not hold: %s\n", file, line, text);
}

static inline void check_int(intmax_t actual, intmax_t expected, const char *text, const char *file,
                             int line)
{
    if (actual == expected)
        return;
    check_failed = true;
    printf("%s:%d: %s\n  is       %" PRIdMAX "\n  expected %" PRIdMAX "\n", file, line, text,
           actual, expected);
}

static inline void check_str(const char *actual, const char *expected, const char *text,
                             const char *file, int line)
{
    if (actual && expected ? strcmp(actual, expected) == 0 : actual == expected)
        return;
    check_failed = true;
    printf("%s:%d: %s\n  is       %s\n  expected %s\n", file, line, text,
           actual ? actual : "(null)", expected ? expected : "(null)");
}

static inline void check_double(double actual, double expected, const char *text, const char *file,
                                int line)
{
    bool both_nan = actual != actual && expected != expected;
    if (both_nan || memcmp(&actual, &expected, sizeof actual) == 0)
        return;
    check_failed = true;
    printf("%s:%d: %s\n  is       %.17g\n  expected %.17g\n", file, line, text, actual, expected);
}

static inline int check_run_all(const CheckCase *cases, size_t count)
{
    size_t failures = 0;
    setvbuf(stdout, NULL, _IOLBF, 0); // a crash must not swallow what was printed before it
    for (size_t i = 0; i < count; i++) {
        check_failed = false;
        cases[i].run();
        if (check_failed)
            printf("failed: %s\n", cases[i].name);
        failures += check_failed;
    }
    printf("%zu passed, %zu failed\n", count - failures, failures);
    return failures ? 1 : 0;
}

#endif
