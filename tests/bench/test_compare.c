#include "base/random.h"
#include "bench/compare.h"
#include "tests/suite.h"

#include <check.h>
#include <math.h>

static struct mlg_error err;

/* Half the probability outside of the interval from the k-th smallest to the k-th largest, of whole
 * numbers: sum of C(n, i) for i < k, of 2^n. */
static double outside(uint32_t n, uint32_t k)
{
    double choose = 1, sum = 0;
    for (uint32_t i = 0; i < k; i++) {
        sum += choose;
        choose = choose * (n - i) / (i + 1);
    }
    return sum / exp2(n);
}

START_TEST(an_interval_is_the_narrowest_that_holds_95_percent)
{
    double sorted[60], median, low, high;
    for (uint32_t i = 0; i < 60; i++)
        sorted[i] = i + 1;
    for (uint32_t n = 1; n <= 60; n++) {
        const bool made = mlg_median_interval(sorted, n, &median, &low, &high);
        ck_assert_int_eq(made, n >= 6);
        if (!made)
            continue;
        const uint32_t k = (uint32_t)low;
        ck_assert_double_eq(high, n + 1 - k);
        ck_assert_double_le(outside(n, k), 0.025);
        ck_assert_double_gt(outside(n, k + 1), 0.025);
    }
}
END_TEST

static json_t *runs(struct mlg_random *random, double factor)
{
    json_t *records = json_array();
    for (int seed = 1; seed <= 15; seed++) {
        const double noise = exp(0.2 * (mlg_random_unit(random) - 0.5));
        json_array_append_new(records,
                              json_pack("{s:s, s:s, s:i, s:f, s:b}", "instance", "i", "solver", "s",
                                        "seed", seed, "cpu_s", factor * noise * seed, "proven", 1));
    }
    return records;
}

static enum mlg_verdict verdict_of(const json_t *before, const json_t *after)
{
    struct mlg_comparisons comparisons;
    ck_assert_int_eq(mlg_bench_compare(before, after, 0.05, &comparisons, &err), MLG_OK);
    ck_assert_uint_eq(comparisons.n, 2);
    ck_assert_uint_eq(comparisons.item[1].n_pairs, 15);
    const enum mlg_verdict verdict = comparisons.item[1].verdict;
    mlg_comparisons_finish(&comparisons);
    return verdict;
}

START_TEST(noise_is_rarely_taken_for_a_change_and_a_change_never_for_noise)
{
    struct mlg_random random;
    mlg_random_seed(&random, 11);
    int false_alarms = 0;
    for (int i = 0; i < 200; i++) {
        json_t *before = runs(&random, 1), *same = runs(&random, 1), *slow = runs(&random, 1.5);
        false_alarms += verdict_of(before, same) != MLG_VERDICT_NOISE;
        ck_assert_int_eq(verdict_of(before, slow), MLG_VERDICT_BEYOND);
        ck_assert_int_eq(verdict_of(slow, before), MLG_VERDICT_BETTER);
        json_decref(before);
        json_decref(same);
        json_decref(slow);
    }
    ck_assert_int_le(false_alarms, 20); /* 7 expected: the interval of 15 holds 96.5 % */
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, an_interval_is_the_narrowest_that_holds_95_percent);
    tcase_add_test(tests, noise_is_rarely_taken_for_a_change_and_a_change_never_for_noise);
}

int main(void)
{
    return suite_run("compare", add);
}
