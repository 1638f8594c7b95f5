#include "base/random.h"
#include "scenarios/plan/spread.h"
#include "tests/suite.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>

enum { N = 40, BOUND = 300 };

static uint16_t time_ds[N];
static int64_t milli[N];

static void invent(struct mlg_random *random, struct mlg_spread *spread)
{
    ck_assert_int_eq(mlg_spread_init(spread, BOUND, NULL), MLG_OK);
    for (int i = 0; i < N; i++) {
        time_ds[i] = (uint16_t)mlg_random_below(random, BOUND + 100);
        milli[i] = (int64_t)mlg_random_below(random, 9000);
        mlg_spread_add(spread, time_ds[i], milli[i], i % 3 == 0);
    }
}

/* Half the mean difference of all pairs over the mean: the definition. */
static double gini_of_pairs(void)
{
    double differences = 0, sum = 0, people = 0;
    for (int i = 0; i < N; i++) {
        if (time_ds[i] > BOUND)
            continue;
        people += (double)milli[i];
        sum += (double)milli[i] * time_ds[i];
        for (int j = 0; j < N; j++)
            if (time_ds[j] <= BOUND)
                differences += (double)milli[i] * (double)milli[j] * abs(time_ds[i] - time_ds[j]);
    }
    return differences / (2 * people * sum);
}

START_TEST(gini_is_that_of_all_pairs)
{
    struct mlg_random random;
    mlg_random_seed(&random, 5);
    for (int round = 0; round < 50; round++) {
        struct mlg_spread spread;
        invent(&random, &spread);
        ck_assert_double_eq_tol(mlg_spread_gini(&spread), gini_of_pairs(), 1e-9);
        mlg_spread_finish(&spread);
    }
}
END_TEST

START_TEST(palma_of_ten_people_is_the_last_over_the_first_four)
{
    struct mlg_spread spread;
    ck_assert_int_eq(mlg_spread_init(&spread, BOUND, NULL), MLG_OK);
    for (uint16_t i = 1; i <= 10; i++)
        mlg_spread_add(&spread, (uint16_t)(i * 10), 1000, false);
    ck_assert_double_eq_tol(mlg_spread_palma(&spread), 100.0 / (10 + 20 + 30 + 40), 1e-12);
    mlg_spread_finish(&spread);
}
END_TEST

START_TEST(the_same_time_for_all_is_no_inequality_and_nobody_reached_is_no_number)
{
    struct mlg_spread spread;
    ck_assert_int_eq(mlg_spread_init(&spread, BOUND, NULL), MLG_OK);
    ck_assert_double_eq(mlg_spread_gini(&spread), 0);
    ck_assert(isnan(mlg_spread_palma(&spread)));
    mlg_spread_add(&spread, 70, 3000, true);
    mlg_spread_add(&spread, 70, 1000, false);
    mlg_spread_add(&spread, BOUND + 1, 500, false);
    ck_assert_double_eq(mlg_spread_gini(&spread), 0);
    ck_assert_double_eq_tol(mlg_spread_palma(&spread), 0.25, 1e-12);
    const uint32_t steps_ds[] = {60, 70};
    json_t *json = mlg_spread_json(&spread, steps_ds, 2);
    ck_assert_double_eq(json_number_value(json_object_get(json, "residents")), 4.5);
    ck_assert_double_eq(json_number_value(json_object_get(json, "reached")), 4);
    ck_assert_double_eq(json_number_value(json_object_get(json, "second_site")), 3);
    const json_t *within = json_object_get(json, "within");
    ck_assert_double_eq(json_number_value(json_object_get(json_array_get(within, 0), "residents")),
                        0);
    ck_assert_double_eq(json_number_value(json_object_get(json_array_get(within, 1), "residents")),
                        4);
    json_decref(json);
    mlg_spread_finish(&spread);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, gini_is_that_of_all_pairs);
    tcase_add_test(tests, palma_of_ten_people_is_the_last_over_the_first_four);
    tcase_add_test(tests, the_same_time_for_all_is_no_inequality_and_nobody_reached_is_no_number);
}

int main(void)
{
    return suite_run("the spread of times", add);
}
