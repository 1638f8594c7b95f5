#include "solver/placement/median.h"

#include "tests/solver/placements.h"
#include "tests/suite.h"

#include <check.h>
#include <string.h>

enum { UNSERVED = 30 };

/* The cost of a plan straight from the definition; -1 = it leaves someone out who must be served.
 */
static int64_t cost_of(const struct mlg_placement *placement, const uint16_t *limit_ds,
                       const bool *chosen)
{
    int64_t cost = 0;
    bool all[MAX_SITES];
    for (uint32_t j = 0; j < placement->reach->n_sites; j++)
        all[j] = placement->role[j] == MLG_PLACE_FREE;
    for (uint32_t i = 0; i < placement->reach->n_demands; i++) {
        if (!is_reachable(placement, i))
            continue;
        uint32_t time = serving_time(placement, i, chosen), best = serving_time(placement, i, all);
        if (limit_ds && best <= limit_ds[i]) {
            if (time > limit_ds[i])
                return -1;
        } else if (time > UNSERVED) {
            time = UNSERVED;
        }
        cost += placement->weight[i] * time;
    }
    return cost;
}

static int64_t enumerate_costs(const struct mlg_placement *placement, const uint16_t *limit_ds)
{
    int64_t best = -1;
    bool chosen[MAX_SITES];
    for (uint32_t set = 0; set < 1u << placement->reach->n_sites; set++) {
        int64_t cost = is_plan(placement, set, chosen) ? cost_of(placement, limit_ds, chosen) : -1;
        if (cost >= 0 && (best < 0 || cost < best))
            best = cost;
    }
    return best;
}

static struct mlg_median_result solve(const struct mlg_placement *placement,
                                      const uint16_t *limit_ds, double seconds, bool *chosen)
{
    struct mlg_control control = {.deadline_s = mlg_clock_s() + seconds, .unit = 1, .seed = 1};
    struct mlg_median_result result = {0};
    memset(chosen, 0, MAX_SITES * sizeof *chosen);
    ck_assert_int_eq(mlg_median(placement, limit_ds, UNSERVED, &control, chosen, &result, NULL),
                     MLG_OK);
    return result;
}

static void fill_limits(struct mlg_random *random, uint16_t *limit_ds)
{
    uint16_t limit = (uint16_t)mlg_random_below(random, LARGEST_TIME);
    for (uint32_t i = 0; i < MAX_DEMANDS; i++)
        limit_ds[i] = (uint16_t)(limit + mlg_random_below(random, 3));
}

/* How many of n random placements are solved to proven optimality; all keep to what they claim. */
static int count_proven(uint64_t seed, int n, bool limited)
{
    struct mlg_random random;
    mlg_random_seed(&random, seed);
    int proven = 0;
    for (int k = 0; k < n; k++) {
        struct random_placement made;
        random_placement(&random, &made);
        uint16_t limit_ds[MAX_DEMANDS];
        fill_limits(&random, limit_ds);
        const uint16_t *limits = limited ? limit_ds : NULL;
        bool chosen[MAX_SITES];
        struct mlg_median_result result = solve(&made.placement, limits, 1000, chosen);
        int64_t best = enumerate_costs(&made.placement, limits);
        ck_assert_int_eq(result.found, best >= 0);
        ck_assert_int_eq(result.infeasible, best < 0);
        if (result.found) {
            ck_assert(keeps_to(&made.placement, chosen));
            ck_assert_int_eq(cost_of(&made.placement, limits, chosen), result.value);
            ck_assert_int_eq(result.value, best);
            ck_assert_int_le(result.bound, best);
            proven += result.bound == best;
        }
        random_placement_finish(&made);
    }
    return proven;
}

START_TEST(shortest_mean_of_all_is_what_enumeration_finds_and_mostly_proven)
{
    ck_assert_int_ge(count_proven(11, 200, false), 150);
}
END_TEST

START_TEST(shortest_mean_within_coverage_is_what_enumeration_finds_and_often_proven)
{
    ck_assert_int_ge(count_proven(12, 300, true), 150);
}
END_TEST

START_TEST(stopped_search_keeps_a_plan_and_a_true_bound)
{
    struct mlg_random random;
    mlg_random_seed(&random, 13);
    for (int k = 0; k < 50; k++) {
        struct random_placement made;
        random_placement(&random, &made);
        bool chosen[MAX_SITES];
        struct mlg_median_result result = solve(&made.placement, NULL, -1, chosen);
        ck_assert(result.found);
        ck_assert_int_eq(cost_of(&made.placement, NULL, chosen), result.value);
        ck_assert_int_le(result.bound, enumerate_costs(&made.placement, NULL));
        random_placement_finish(&made);
    }
}
END_TEST

START_TEST(residents_times_seconds_beyond_64_bits_are_refused)
{
    struct mlg_random random;
    struct random_placement made;
    mlg_random_seed(&random, 14);
    do
        random_placement(&random, &made);
    while (!is_reachable(&made.placement, 0) && (random_placement_finish(&made), true));
    made.weight[0] = INT64_MAX / 1000;
    struct mlg_control control = {.deadline_s = mlg_clock_s() + 10, .unit = 1};
    struct mlg_median_result result;
    bool chosen[MAX_SITES] = {false};
    ck_assert_int_eq(mlg_median(&made.placement, NULL, 10, &control, chosen, &result, NULL),
                     MLG_BAD_SCENARIO);
    random_placement_finish(&made);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, shortest_mean_of_all_is_what_enumeration_finds_and_mostly_proven);
    tcase_add_test(tests, shortest_mean_within_coverage_is_what_enumeration_finds_and_often_proven);
    tcase_add_test(tests, stopped_search_keeps_a_plan_and_a_true_bound);
    tcase_add_test(tests, residents_times_seconds_beyond_64_bits_are_refused);
}

int main(void)
{
    return suite_run("shortest mean time", add);
}
