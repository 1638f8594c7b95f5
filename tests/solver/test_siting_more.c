/* What must hold for siting problems besides their enumeration: diagnosis, and what changes of a
 * problem may do to its value. */
#include "solver/siting/siting_diagnosis.h"
#include "tests/solver/sitings.h"
#include "tests/suite.h"

#include <check.h>
#include <string.h>

static const struct mlg_solve_options PROVE = {.time_s = 60, .threads = 1, .presolve = true};

/* The rules that a diagnosis may name, left out of a copy unless it names them, or but one. */
static bool feasible_with(const struct siting_case *made,
                          const struct mlg_siting_diagnosis *diagnosis, size_t without)
{
    struct siting_case copy = *made;
    bool named[MLG_RULE_DEMAND_QUOTA + 1][2] = {{false}};
    for (size_t k = 0; k < diagnosis->n_conflicts; k++)
        named[diagnosis->conflicts[k].rule][diagnosis->conflicts[k].index] = k != without;
    if (!named[MLG_RULE_MAX_NEW][0])
        copy.problem.max_new = UINT32_MAX;
    if (!named[MLG_RULE_BUDGET][0])
        copy.problem.budget = INT64_MAX;
    copy.problem.cover_all &= named[MLG_RULE_COVER_ALL][0];
    if (!named[MLG_RULE_REQUIRED][0])
        copy.problem.required.denominator = 0;
    if (!named[MLG_RULE_TOO_CLOSE][0])
        copy.problem.n_too_close = 0;
    if (!named[MLG_RULE_NETWORK][0])
        copy.problem.network.first = NULL;
    for (uint32_t j = 0; j < copy.n_sites; j++)
        if (copy.role[j] == MLG_SITE_MUST && !named[MLG_RULE_MUST][0])
            copy.role[j] = MLG_SITE_CANDIDATE;
    for (int q = 0; q < 2; q++) {
        if (!named[MLG_RULE_SITE_QUOTA][q])
            copy.quota[q] = (struct mlg_site_quota){.at_most = UINT32_MAX};
        if (!named[MLG_RULE_DEMAND_QUOTA][q])
            copy.demand_quota[q].covered = (struct mlg_share){0, 1};
    }
    int64_t value[3];
    return siting_case_enumerate(&copy, value);
}

enum {
    DIAGNOSED = 1U << RULE_FIXED_ROLES | 1U << RULE_COSTS | 1U << RULE_GROUPS |
                1U << RULE_TOO_CLOSE | 1U << RULE_NETWORK | 1U << RULE_COVER_ALL |
                1U << RULE_REQUIRED | 1U << RULE_DEMAND_GROUPS
};

START_TEST(a_diagnosis_names_a_smallest_contradiction)
{
    struct mlg_random random;
    mlg_random_seed(&random, 3);
    int diagnosed = 0;
    for (int round = 0; round < 150; round++) {
        struct siting_case made;
        int64_t value[3];
        siting_case_init(&made, &random, DIAGNOSED);
        made.goal[0] = (struct mlg_siting_goal){.kind = MLG_GOAL_FEWEST_SITES};
        made.problem.n_goals = 1;
        struct mlg_siting_diagnosis *diagnosis = NULL;
        ck_assert_int_eq(mlg_siting_diagnose(&made.problem, &PROVE, NULL, &diagnosis, NULL),
                         MLG_OK);
        bool feasible = siting_case_enumerate(&made, value);
        ck_assert_int_eq(diagnosis->n_conflicts == 0, feasible);
        if (!feasible) {
            diagnosed++;
            ck_assert(diagnosis->smallest);
            ck_assert(!feasible_with(&made, diagnosis, SIZE_MAX));
            for (size_t k = 0; k < diagnosis->n_conflicts; k++)
                ck_assert(feasible_with(&made, diagnosis, k));
        }
        mlg_siting_diagnosis_destroy(diagnosis);
        siting_case_finish(&made);
    }
    ck_assert_int_gt(diagnosed, 50);
}
END_TEST

START_TEST(the_number_of_sites_that_a_repair_names_is_the_least_that_helps)
{
    struct mlg_random random;
    mlg_random_seed(&random, 4);
    int repaired = 0;
    for (int round = 0; round < 100; round++) {
        struct siting_case made;
        int64_t value[3];
        siting_case_init(&made, &random, 1U << RULE_COVER_ALL | 1U << RULE_TOO_CLOSE);
        made.problem.max_new = 1;
        made.goal[0] = (struct mlg_siting_goal){.kind = MLG_GOAL_FEWEST_SITES};
        made.problem.n_goals = 1;
        struct mlg_siting_diagnosis *diagnosis = NULL;
        ck_assert_int_eq(mlg_siting_diagnose(&made.problem, &PROVE, NULL, &diagnosis, NULL),
                         MLG_OK);
        if (diagnosis->repaired) {
            repaired++;
            made.problem.max_new = UINT32_MAX;
            ck_assert(siting_case_enumerate(&made, value));
            ck_assert_int_eq(value[0], 1 + diagnosis->more_sites);
        }
        mlg_siting_diagnosis_destroy(diagnosis);
        siting_case_finish(&made);
    }
    ck_assert_int_gt(repaired, 20);
}
END_TEST

static bool solve(const struct siting_case *made, int64_t *value)
{
    struct mlg_siting_solution *solution = NULL;
    enum mlg_status status = mlg_siting_solve(&made->problem, &PROVE, NULL, &solution, NULL);
    if (status == MLG_OK) {
        ck_assert(solution->stages[0].proven);
        *value = solution->stages[0].value;
    }
    mlg_siting_solution_destroy(solution);
    return status == MLG_OK;
}

START_TEST(a_longer_limit_never_needs_more_sites)
{
    struct mlg_random random;
    mlg_random_seed(&random, 5);
    for (int round = 0; round < 100; round++) {
        struct siting_case made;
        int64_t before, after;
        siting_case_init(&made, &random, 1U << RULE_REQUIRED | 1U << RULE_TOO_CLOSE);
        made.goal[0] = (struct mlg_siting_goal){.kind = MLG_GOAL_FEWEST_SITES};
        made.problem.n_goals = 1;
        bool feasible = solve(&made, &before);
        for (uint32_t i = 0; i < made.n_demands; i++)
            made.limit[i] = (uint16_t)(made.limit[i] + 5);
        if (feasible) {
            ck_assert(solve(&made, &after));
            ck_assert_int_le(after, before);
        }
        siting_case_finish(&made);
    }
}
END_TEST

START_TEST(a_site_that_may_open_after_all_never_hurts)
{
    struct mlg_random random;
    mlg_random_seed(&random, 6);
    for (int round = 0; round < 100; round++) {
        struct siting_case made;
        int64_t before, after;
        siting_case_init(&made, &random, 1U << RULE_FIXED_ROLES | 1U << RULE_NETWORK);
        made.goal[0] = (struct mlg_siting_goal){.kind = round % 2 ? MLG_GOAL_MOST_RESIDENTS
                                                                  : MLG_GOAL_MOST_BACKUP};
        made.problem.n_goals = 1;
        bool feasible = solve(&made, &before);
        for (uint32_t j = 0; j < made.n_sites; j++)
            if (made.role[j] == MLG_SITE_NEVER)
                made.role[j] = MLG_SITE_CANDIDATE;
        if (feasible) {
            ck_assert(solve(&made, &after));
            ck_assert_int_ge(after, before);
        }
        siting_case_finish(&made);
    }
}
END_TEST

START_TEST(a_chosen_site_may_as_well_be_fixed)
{
    struct mlg_random random;
    mlg_random_seed(&random, 7);
    for (int round = 0; round < 140; round++) {
        struct siting_case made;
        int64_t again;
        siting_case_init(&made, &random,
                         1U << RULE_FIXED_ROLES | 1U << RULE_TOO_CLOSE | 1U << RULE_LIMITS);
        made.goal[0] = (struct mlg_siting_goal){.kind = (enum mlg_goal_kind)(round % N_KINDS)};
        made.problem.n_goals = 1;
        struct mlg_siting_solution *solution = NULL;
        if (mlg_siting_solve(&made.problem, &PROVE, NULL, &solution, NULL) == MLG_OK) {
            for (uint32_t j = 0; j < made.n_sites; j++)
                if (made.role[j] == MLG_SITE_CANDIDATE && solution->open[j])
                    made.role[j] = MLG_SITE_MUST;
            ck_assert(solve(&made, &again));
            ck_assert_int_eq(again, solution->stages[0].value);
        }
        mlg_siting_solution_destroy(solution);
        siting_case_finish(&made);
    }
}
END_TEST

START_TEST(twice_the_residents_count_twice)
{
    struct mlg_random random;
    mlg_random_seed(&random, 8);
    for (int round = 0; round < 100; round++) {
        struct siting_case made;
        int64_t before, after;
        siting_case_init(&made, &random, 1U << RULE_LIMITS | 1U << RULE_GROUPS);
        made.goal[0] = (struct mlg_siting_goal){.kind = round % 2 ? MLG_GOAL_MOST_RESIDENTS
                                                                  : MLG_GOAL_SHORTEST_MEAN};
        made.problem.n_goals = 1;
        bool feasible = solve(&made, &before);
        for (uint32_t i = 0; i < made.n_demands; i++)
            made.weight[i] *= 2;
        ck_assert_int_eq(solve(&made, &after), feasible);
        if (feasible)
            ck_assert_int_eq(after, 2 * before);
        siting_case_finish(&made);
    }
}
END_TEST

START_TEST(a_larger_budget_never_hurts)
{
    struct mlg_random random;
    mlg_random_seed(&random, 9);
    for (int round = 0; round < 100; round++) {
        struct siting_case made;
        int64_t before, after;
        siting_case_init(&made, &random, 1U << RULE_COSTS | 1U << RULE_LIMITS);
        made.goal[0] = (struct mlg_siting_goal){.kind = MLG_GOAL_MOST_RESIDENTS};
        made.problem.n_goals = 1;
        bool feasible = solve(&made, &before);
        made.problem.budget += 5;
        if (feasible) {
            ck_assert(solve(&made, &after));
            ck_assert_int_ge(after, before);
        }
        siting_case_finish(&made);
    }
}
END_TEST

/* Each demand in two at the same place, its weight parted. */
static void part_demands(struct siting_case *made, struct mlg_random *random)
{
    for (uint32_t i = 0, n = made->n_demands; i < n; i++) {
        const uint32_t other = n + i;
        memcpy(made->time[other], made->time[i], sizeof made->time[i]);
        made->limit[other] = made->limit[i];
        made->weight[other] =
            made->weight[i] > 1 ? 1 + mlg_random_below(random, (uint32_t)made->weight[i] - 1) : 0;
        made->weight[i] -= made->weight[other];
        for (int g = 0; g < 2; g++)
            made->person[g][other] = made->person[g][i];
    }
    made->n_demands *= 2;
    siting_case_take_times(made);
}

START_TEST(a_demand_in_two_parts_changes_nothing)
{
    struct mlg_random random;
    mlg_random_seed(&random, 10);
    int feasible = 0;
    for (int round = 0; round < 140; round++) {
        struct siting_case made;
        int64_t before, after;
        siting_case_init(&made, &random,
                         1U << RULE_LIMITS | 1U << RULE_FIXED_ROLES | 1U << RULE_COVER_ALL);
        made.goal[0] = (struct mlg_siting_goal){.kind = (enum mlg_goal_kind)(round % N_KINDS)};
        made.problem.n_goals = 1;
        bool is_feasible = solve(&made, &before);
        part_demands(&made, &random);
        ck_assert_int_eq(solve(&made, &after), is_feasible);
        if (is_feasible)
            ck_assert_int_eq(after, before);
        feasible += is_feasible;
        siting_case_finish(&made);
    }
    ck_assert_int_gt(feasible, 40);
}
END_TEST

static void swap_sites(struct siting_case *made, uint32_t a, uint32_t b)
{
    const struct siting_case old = *made;
    for (uint32_t i = 0; i < made->n_demands; i++) {
        made->time[i][a] = old.time[i][b];
        made->time[i][b] = old.time[i][a];
    }
    made->role[a] = old.role[b], made->role[b] = old.role[a];
    made->cost[a] = old.cost[b], made->cost[b] = old.cost[a];
    made->change_cost[a] = old.change_cost[b], made->change_cost[b] = old.change_cost[a];
    made->plan[a] = old.plan[b], made->plan[b] = old.plan[a];
    made->preferred[a] = old.preferred[b], made->preferred[b] = old.preferred[a];
    for (int g = 0; g < 2; g++) {
        made->member[g][a] = old.member[g][b];
        made->member[g][b] = old.member[g][a];
    }
}

START_TEST(the_order_of_sites_changes_no_value)
{
    struct mlg_random random;
    mlg_random_seed(&random, 11);
    int feasible = 0;
    for (int round = 0; round < 140; round++) {
        struct siting_case made;
        int64_t before, after;
        siting_case_init(&made, &random,
                         1U << RULE_MAX_NEW | 1U << RULE_FIXED_ROLES | 1U << RULE_COSTS);
        made.goal[0] = (struct mlg_siting_goal){.kind = (enum mlg_goal_kind)(round % N_KINDS)};
        made.problem.n_goals = 1;
        bool is_feasible = solve(&made, &before);
        for (uint32_t j = made.n_sites; j-- > 1;)
            swap_sites(&made, j, mlg_random_below(&random, j + 1));
        siting_case_take_times(&made);
        ck_assert_int_eq(solve(&made, &after), is_feasible);
        if (is_feasible)
            ck_assert_int_eq(after, before);
        feasible += is_feasible;
        siting_case_finish(&made);
    }
    ck_assert_int_gt(feasible, 40);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, a_diagnosis_names_a_smallest_contradiction);
    tcase_add_test(tests, the_number_of_sites_that_a_repair_names_is_the_least_that_helps);
    tcase_add_test(tests, a_longer_limit_never_needs_more_sites);
    tcase_add_test(tests, a_site_that_may_open_after_all_never_hurts);
    tcase_add_test(tests, a_chosen_site_may_as_well_be_fixed);
    tcase_add_test(tests, twice_the_residents_count_twice);
    tcase_add_test(tests, a_larger_budget_never_hurts);
    tcase_add_test(tests, a_demand_in_two_parts_changes_nothing);
    tcase_add_test(tests, the_order_of_sites_changes_no_value);
}

int main(void)
{
    return suite_run("siting, further claims", add);
}
