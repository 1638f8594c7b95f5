/* The trade-off of columns against coverage, compared with the enumeration of all sets. */
#include "base/random.h"
#include "solver/covering/curve.h"

#include <check.h>
#include <stdlib.h>

enum { N_COLS = 9, N_ROWS = 14 };

static struct mlg_instance *random_instance(struct mlg_random *random, uint32_t *covered_by)
{
    uint64_t first[N_COLS + 1] = {0};
    uint32_t row[N_COLS * N_ROWS], n = 0;
    int64_t weight[N_ROWS];
    struct mlg_instance *instance = NULL;
    for (uint32_t i = 0; i < N_ROWS; i++)
        weight[i] = 1 + mlg_random_below(random, 1000);
    for (uint32_t j = 0; j < N_COLS; j++) {
        covered_by[j] = 0;
        for (uint32_t i = 0; i < N_ROWS; i++)
            if (mlg_random_below(random, 4) == 0) {
                row[n++] = i;
                covered_by[j] |= 1U << i;
            }
        first[j + 1] = n;
    }
    ck_assert_int_eq(mlg_instance_create(N_ROWS, N_COLS, first, row, weight, NULL, &instance, NULL),
                     MLG_OK);
    return instance;
}

static int64_t weight_of(const struct mlg_instance *instance, const uint32_t *covered_by,
                         uint32_t set)
{
    uint32_t covered = 0;
    int64_t weight = 0;
    for (uint32_t j = 0; j < N_COLS; j++)
        if (set >> j & 1)
            covered |= covered_by[j];
    for (uint32_t i = 0; i < N_ROWS; i++)
        weight += covered >> i & 1 ? instance->weight[i] : 0;
    return weight;
}

static int64_t most(const struct mlg_instance *instance, const uint32_t *covered_by,
                    uint32_t max_sites)
{
    int64_t best = 0;
    for (uint32_t set = 0; set < 1U << N_COLS; set++) {
        int64_t weight = weight_of(instance, covered_by, set);
        if ((uint32_t)__builtin_popcount(set) <= max_sites && weight > best)
            best = weight;
    }
    return best;
}

/* time_s = 0: nothing but what needs no time, and yet true. */
static void check_curve(const struct mlg_instance *instance, const uint32_t *covered_by,
                        double time_s, bool proves)
{
    struct mlg_curve_point point[N_COLS + 1];
    bool chosen[N_COLS + 1][N_COLS];
    const struct mlg_control control = {.deadline_s = mlg_clock_s() + time_s, .seed = 1};
    for (uint32_t p = 0; p <= N_COLS; p++)
        point[p] = (struct mlg_curve_point){.max_sites = p, .chosen = chosen[p]};
    ck_assert_int_eq(mlg_cover_curve(instance, point, N_COLS + 1, &control, NULL), MLG_OK);
    for (uint32_t p = 0; p <= N_COLS; p++) {
        uint32_t set = 0;
        for (uint32_t j = 0; j < N_COLS; j++)
            set |= (uint32_t)chosen[p][j] << j;
        int64_t best = most(instance, covered_by, p);
        ck_assert_int_le(__builtin_popcount(set), (int)p);
        ck_assert_int_eq(point[p].value, weight_of(instance, covered_by, set));
        ck_assert_int_ge(point[p].bound, best);
        if (p > 0)
            ck_assert_int_ge(point[p].value, point[p - 1].value);
        if (proves) {
            ck_assert_int_eq(point[p].value, best);
            ck_assert_int_eq(point[p].bound, best);
        }
    }
}

START_TEST(each_point_is_the_best_of_all_sets_or_a_true_bound)
{
    struct mlg_random random;
    mlg_random_seed(&random, 21);
    for (int round = 0; round < 60; round++) {
        uint32_t covered_by[N_COLS];
        struct mlg_instance *instance = random_instance(&random, covered_by);
        check_curve(instance, covered_by, 60, true);
        check_curve(instance, covered_by, 0, false);
        mlg_instance_destroy(instance);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("curve");
    TCase *points = tcase_create("points");
    tcase_add_test(points, each_point_is_the_best_of_all_sets_or_a_true_bound);
    tcase_set_timeout(points, 120);
    suite_add_tcase(suite, points);
    SRunner *runner = srunner_create(suite);
    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
