#include "solver/placement/center.h"

#include "tests/solver/placements.h"
#include "tests/suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* The time within which the plan serves what it must; UINT32_MAX = never. */
static uint32_t time_of(const struct mlg_placement *placement, int64_t least_weight,
                        const bool *chosen)
{
    for (uint32_t time = 0; time < UINT16_MAX; time++) {
        int64_t served = 0;
        bool all = true;
        for (uint32_t i = 0; i < placement->reach->n_demands; i++) {
            uint32_t reached = serving_time(placement, i, chosen);
            if (reached <= time)
                served += placement->weight[i];
            else
                all &= !is_reachable(placement, i);
        }
        if (least_weight == INT64_MAX ? all : served >= least_weight)
            return time;
        if (time > LARGEST_TIME)
            break;
    }
    return UINT32_MAX;
}

static uint32_t enumerate_times(const struct mlg_placement *placement, int64_t least_weight)
{
    uint32_t best = UINT32_MAX, n = placement->reach->n_sites;
    bool chosen[MAX_SITES];
    for (uint32_t set = 0; set < 1u << n; set++)
        if (is_plan(placement, set, chosen)) {
            uint32_t time = time_of(placement, least_weight, chosen);
            best = time < best ? time : best;
        }
    return best;
}

static struct mlg_center_result solve(const struct mlg_placement *placement, int64_t least_weight,
                                      bool *chosen)
{
    struct mlg_control control = {.deadline_s = mlg_clock_s() + 1000, .unit = 1, .seed = 1};
    struct mlg_center_result result = {0};
    memset(chosen, 0, MAX_SITES * sizeof *chosen);
    ck_assert_int_eq(mlg_center(placement, least_weight, &control, chosen, &result, NULL), MLG_OK);
    return result;
}

static void check_against_enumeration(const struct mlg_placement *placement, int64_t least_weight)
{
    bool chosen[MAX_SITES];
    struct mlg_center_result result = solve(placement, least_weight, chosen);
    uint32_t best = enumerate_times(placement, least_weight);
    ck_assert_int_eq(result.found, best != UINT32_MAX);
    ck_assert_int_eq(result.infeasible, best == UINT32_MAX);
    if (result.found) {
        ck_assert_uint_eq(result.value_ds, best);
        ck_assert_uint_eq(result.bound_ds, best);
        ck_assert_uint_eq(time_of(placement, least_weight, chosen), best);
        ck_assert(keeps_to(placement, chosen));
    }
    for (uint32_t k = 0; k < result.n_binding; k++)
        ck_assert_uint_ge(serving_time(placement, result.binding[k], chosen), best);
    free(result.binding);
}

START_TEST(shortest_time_for_everybody_is_what_enumeration_finds)
{
    struct mlg_random random;
    mlg_random_seed(&random, 5);
    for (int n = 0; n < 300; n++) {
        struct random_placement made;
        random_placement(&random, &made);
        check_against_enumeration(&made.placement, INT64_MAX);
        random_placement_finish(&made);
    }
}
END_TEST

START_TEST(shortest_time_for_a_share_of_the_residents_is_what_enumeration_finds)
{
    struct mlg_random random;
    mlg_random_seed(&random, 6);
    for (int n = 0; n < 300; n++) {
        struct random_placement made;
        random_placement(&random, &made);
        int64_t total = 0;
        for (uint32_t i = 0; i < made.placement.reach->n_demands; i++)
            total += made.placement.weight[i];
        check_against_enumeration(&made.placement, total * mlg_random_below(&random, 101) / 100);
        random_placement_finish(&made);
    }
}
END_TEST

START_TEST(more_sites_never_lengthen_the_time)
{
    struct mlg_random random;
    mlg_random_seed(&random, 7);
    for (int n = 0; n < 50; n++) {
        struct random_placement made;
        random_placement(&random, &made);
        uint32_t before = UINT32_MAX;
        for (made.placement.max_new = 0; made.placement.max_new < 5; made.placement.max_new++) {
            bool chosen[MAX_SITES];
            struct mlg_center_result result = solve(&made.placement, INT64_MAX, chosen);
            ck_assert(result.found || before == UINT32_MAX);
            if (result.found)
                ck_assert_uint_le(result.value_ds, before);
            before = result.found ? result.value_ds : before;
            free(result.binding);
        }
        random_placement_finish(&made);
    }
}
END_TEST

START_TEST(stopped_search_claims_no_more_than_it_knows)
{
    struct mlg_random random;
    mlg_random_seed(&random, 8);
    for (int n = 0; n < 20; n++) {
        struct random_placement made;
        random_placement(&random, &made);
        struct mlg_control control = {.deadline_s = mlg_clock_s() - 1, .unit = 1};
        struct mlg_center_result result = {0};
        bool chosen[MAX_SITES] = {false};
        ck_assert_int_eq(mlg_center(&made.placement, INT64_MAX, &control, chosen, &result, NULL),
                         MLG_OK);
        uint32_t best = enumerate_times(&made.placement, INT64_MAX);
        ck_assert(!result.infeasible || best == UINT32_MAX);
        ck_assert_uint_le(result.bound_ds, best);
        if (result.found)
            ck_assert_uint_eq(result.value_ds, time_of(&made.placement, INT64_MAX, chosen));
        free(result.binding);
        random_placement_finish(&made);
    }
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, shortest_time_for_everybody_is_what_enumeration_finds);
    tcase_add_test(tests, shortest_time_for_a_share_of_the_residents_is_what_enumeration_finds);
    tcase_add_test(tests, more_sites_never_lengthen_the_time);
    tcase_add_test(tests, stopped_search_claims_no_more_than_it_knows);
}

int main(void)
{
    return suite_run("shortest guaranteed time", add);
}
