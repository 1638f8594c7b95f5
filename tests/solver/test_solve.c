#include "tests/solver/instances.h"
#include "tests/suite.h"

#include <check.h>

static const struct mlg_goal FEWEST[] = {{MLG_GOAL_FEWEST_SITES}};
static const struct mlg_goal MOST[] = {{MLG_GOAL_MOST_RESIDENTS}};
static const struct mlg_goal FEWEST_MOST[] = {{MLG_GOAL_FEWEST_SITES}, {MLG_GOAL_MOST_RESIDENTS}};
static const struct mlg_goal MOST_FEWEST[] = {{MLG_GOAL_MOST_RESIDENTS}, {MLG_GOAL_FEWEST_SITES}};

static const struct mlg_solve_options PROVE = {.time_s = 1e9, .seed = 1, .presolve = true};
static const struct mlg_solve_options PLAIN = {.time_s = 1e9, .seed = 1};

/* Solves and compares with what was enumerated. */
static void expect(const struct mlg_problem *problem, const struct mlg_solve_options *options,
                   const struct enumerated *best)
{
    struct mlg_solution *solution = NULL;
    struct mlg_error err = {0};
    enum mlg_status status = mlg_solve(problem, options, NULL, &solution, &err);
    if (!best->feasible) {
        ck_assert_msg(status == MLG_INFEASIBLE, "status %s, expected infeasible: %s",
                      mlg_status_name(status), err.message);
        ck_assert_ptr_null(solution);
        return;
    }
    ck_assert_msg(status == MLG_OK, "status %s: %s", mlg_status_name(status), err.message);
    const char *wrong = check_solution(problem, solution);
    ck_assert_msg(wrong == NULL, "%s", wrong);
    for (size_t g = 0; g < problem->n_goals; g++) {
        ck_assert_int_eq(solution->stages[g].value, best->value[g]);
        ck_assert_msg(solution->stages[g].proven, "goal %zu is not proven: bound %lld of %lld", g,
                      (long long)solution->stages[g].bound, (long long)best->value[g]);
        ck_assert_str_eq(solution->stages[g].ended, "proven");
    }
    mlg_solution_destroy(solution);
}

static void compare_with_enumeration(const struct mlg_goal *goals, size_t n_goals,
                                     struct instance_traits traits, bool limited, int rounds)
{
    struct mlg_random random;
    mlg_random_seed(&random, 20270000 + n_goals);
    for (int round = 0; round < rounds; round++) {
        struct mlg_instance *instance = random_instance(&random, traits);
        struct mlg_problem problem = {instance, goals, n_goals, UINT32_MAX};
        if (limited)
            problem.max_sites = mlg_random_below(&random, 5);
        struct enumerated best = enumerate(&problem);
        expect(&problem, &PROVE, &best);
        expect(&problem, &PLAIN, &best);
        mlg_instance_destroy(instance);
    }
}

static const struct instance_traits UNIT = {20, 12, false, false, 1000};
static const struct instance_traits COSTS = {20, 12, true, false, 1000};
static const struct instance_traits UNIT_EMPTY = {20, 12, false, true, 1000};
static const struct instance_traits COSTS_EMPTY = {20, 12, true, true, 1000};
static const struct instance_traits HEAVY = {25, 11, false, true, 2000000000};

START_TEST(fewest_sites_equal_enumeration)
{
    compare_with_enumeration(FEWEST, 1, UNIT, false, 300);
}
END_TEST

START_TEST(fewest_sites_within_a_number_equal_enumeration)
{
    compare_with_enumeration(FEWEST, 1, UNIT, true, 200);
}
END_TEST

START_TEST(least_cost_equals_enumeration)
{
    compare_with_enumeration(FEWEST, 1, COSTS, false, 300);
}
END_TEST

START_TEST(least_cost_within_a_number_equals_enumeration)
{
    compare_with_enumeration(FEWEST, 1, COSTS, true, 300);
}
END_TEST

START_TEST(a_row_without_a_candidate_makes_covering_infeasible)
{
    compare_with_enumeration(FEWEST, 1, UNIT_EMPTY, false, 100);
}
END_TEST

START_TEST(most_residents_equal_enumeration)
{
    compare_with_enumeration(MOST, 1, UNIT_EMPTY, true, 300);
}
END_TEST

START_TEST(most_residents_of_large_weights_equal_enumeration)
{
    compare_with_enumeration(MOST, 1, HEAVY, true, 200);
}
END_TEST

START_TEST(most_residents_without_a_number_are_all_that_can_be_covered)
{
    compare_with_enumeration(MOST, 1, UNIT_EMPTY, false, 50);
}
END_TEST

START_TEST(most_residents_after_fewest_sites_equal_enumeration)
{
    compare_with_enumeration(FEWEST_MOST, 2, COSTS, true, 100);
}
END_TEST

START_TEST(fewest_sites_after_most_residents_equal_enumeration)
{
    compare_with_enumeration(MOST_FEWEST, 2, UNIT_EMPTY, true, 300);
}
END_TEST

START_TEST(least_cost_after_most_residents_equals_enumeration)
{
    compare_with_enumeration(MOST_FEWEST, 2, COSTS_EMPTY, true, 300);
}
END_TEST

START_TEST(least_cost_after_most_residents_keeps_large_weights_exactly)
{
    struct instance_traits traits = HEAVY;
    traits.costs = true;
    compare_with_enumeration(MOST_FEWEST, 2, traits, true, 200);
}
END_TEST

static int64_t first_value(const struct mlg_problem *problem)
{
    struct mlg_solution *solution = NULL;
    ck_assert_int_eq(mlg_solve(problem, &PROVE, NULL, &solution, NULL), MLG_OK);
    ck_assert(solution->stages[0].proven);
    int64_t value = solution->stages[0].value;
    mlg_solution_destroy(solution);
    return value;
}

static const struct instance_traits LARGER = {120, 40, false, false, 100000};

START_TEST(order_and_doubled_rows_change_no_value)
{
    struct mlg_random random;
    mlg_random_seed(&random, 5);
    for (int round = 0; round < 40; round++) {
        struct mlg_instance *instance = random_instance(&random, LARGER);
        struct mlg_instance *other = shuffled_instance(instance, &random, round % 2);
        struct mlg_problem most = {instance, MOST, 1, 3}, other_most = {other, MOST, 1, 3};
        struct mlg_problem fewest = {instance, FEWEST, 1, UINT32_MAX};
        struct mlg_problem other_fewest = {other, FEWEST, 1, UINT32_MAX};
        ck_assert_int_eq(first_value(&most), first_value(&other_most));
        ck_assert_int_eq(first_value(&fewest), first_value(&other_fewest));
        mlg_instance_destroy(instance);
        mlg_instance_destroy(other);
    }
}
END_TEST

START_TEST(one_more_candidate_never_hurts)
{
    struct mlg_random random;
    mlg_random_seed(&random, 6);
    for (int round = 0; round < 40; round++) {
        struct mlg_instance *instance = random_instance(&random, LARGER);
        struct mlg_instance *more = instance_with_column(instance, &random);
        struct mlg_problem most = {instance, MOST, 1, 3}, more_most = {more, MOST, 1, 3};
        struct mlg_problem fewest = {instance, FEWEST, 1, UINT32_MAX};
        struct mlg_problem more_fewest = {more, FEWEST, 1, UINT32_MAX};
        ck_assert_int_ge(first_value(&more_most), first_value(&most));
        ck_assert_int_le(first_value(&more_fewest), first_value(&fewest));
        mlg_instance_destroy(instance);
        mlg_instance_destroy(more);
    }
}
END_TEST

START_TEST(threads_do_not_change_the_plan)
{
    struct mlg_random random;
    mlg_random_seed(&random, 7);
    static const int THREADS[] = {1, 2, 8};
    for (int round = 0; round < 10; round++) {
        struct mlg_instance *instance = random_instance(&random, LARGER);
        struct mlg_problem problem = {instance, round % 2 ? FEWEST : MOST_FEWEST, round % 2 ? 1 : 2,
                                      round % 2 ? UINT32_MAX : 4};
        struct mlg_solution *solution[3];
        for (int t = 0; t < 3; t++) {
            struct mlg_solve_options options = PROVE;
            options.threads = THREADS[t];
            ck_assert_int_eq(mlg_solve(&problem, &options, NULL, &solution[t], NULL), MLG_OK);
            ck_assert_uint_eq(solution[t]->n_chosen, solution[0]->n_chosen);
            ck_assert_mem_eq(solution[t]->chosen, solution[0]->chosen,
                             solution[0]->n_chosen * sizeof *solution[0]->chosen);
        }
        for (int t = 0; t < 3; t++)
            mlg_solution_destroy(solution[t]);
        mlg_instance_destroy(instance);
    }
}
END_TEST

START_TEST(goals_that_are_missing_or_repeated_are_refused)
{
    static const struct mlg_goal TWICE[] = {{MLG_GOAL_FEWEST_SITES}, {MLG_GOAL_FEWEST_SITES}};
    const char *const rows[] = {"1"};
    struct mlg_instance *instance = instance_of(1, 1, rows, NULL, NULL);
    struct mlg_problem problem = {instance, TWICE, 2, UINT32_MAX};
    struct mlg_solution *solution = NULL;
    struct mlg_error err;
    ck_assert_int_eq(mlg_solve(&problem, &PROVE, NULL, &solution, &err), MLG_BAD_SCENARIO);
    problem.n_goals = 0;
    ck_assert_int_eq(mlg_solve(&problem, &PROVE, NULL, &solution, &err), MLG_BAD_SCENARIO);
    ck_assert_ptr_null(solution);
    mlg_instance_destroy(instance);
}
END_TEST

START_TEST(too_few_sites_are_answered_with_the_number_needed)
{
    const char *const rows[] = {"1000", "0100", "0010", "0001"};
    struct mlg_instance *instance = instance_of(4, 4, rows, NULL, NULL);
    struct mlg_problem problem = {instance, FEWEST, 1, 2};
    struct mlg_solution *solution = NULL;
    struct mlg_error err;
    ck_assert_int_eq(mlg_solve(&problem, &PROVE, NULL, &solution, &err), MLG_INFEASIBLE);
    ck_assert_str_eq(err.message, "2 new sites cannot cover everybody: at least 4 are needed");
    mlg_instance_destroy(instance);
}
END_TEST

START_TEST(an_instance_without_rows_needs_no_site)
{
    uint64_t first[4] = {0, 0, 0, 0};
    uint32_t none = 0;
    int64_t weight = 0;
    struct mlg_instance *instance = NULL;
    ck_assert_int_eq(mlg_instance_create(0, 3, first, &none, &weight, NULL, &instance, NULL),
                     MLG_OK);
    struct enumerated best = {true, {0, 0}};
    struct mlg_problem problem = {instance, MOST_FEWEST, 2, 2};
    expect(&problem, &PROVE, &best);
    expect(&problem, &PLAIN, &best);
    problem.goals = FEWEST_MOST;
    expect(&problem, &PROVE, &best);
    expect(&problem, &PLAIN, &best);
    mlg_instance_destroy(instance);
}
END_TEST

/* Rows with a hundred columns each, so that most columns sleep in the relaxation. */
static struct mlg_instance *wide_instance(struct mlg_random *random)
{
    enum { N_ROWS = 16, N_COLS = 400, PER_COL = 4 };
    uint64_t first[N_COLS + 1] = {0};
    uint32_t row[N_COLS * PER_COL];
    int64_t weight[N_ROWS], cost[N_COLS];
    struct mlg_instance *instance = NULL;
    for (uint32_t i = 0; i < N_ROWS; i++)
        weight[i] = 1;
    for (uint32_t j = 0; j < N_COLS; j++) {
        first[j + 1] = first[j];
        for (uint32_t i = 0; i < N_ROWS && first[j + 1] < first[j] + PER_COL; i++)
            if (mlg_random_below(random, N_ROWS) < PER_COL)
                row[first[j + 1]++] = i;
        cost[j] = 20 + mlg_random_below(random, 20);
    }
    ck_assert_int_eq(mlg_instance_create(N_ROWS, N_COLS, first, row, weight, cost, &instance, NULL),
                     MLG_OK);
    return instance;
}

START_TEST(many_columns_to_a_row_give_the_optimum_of_plain_glpk)
{
    struct mlg_solve_options plain = PROVE;
    plain.presolve = false;
    struct mlg_random random;
    mlg_random_seed(&random, 7);
    for (int round = 0; round < 6; round++) {
        const struct mlg_goal fewest = {MLG_GOAL_FEWEST_SITES};
        struct mlg_problem problem = {wide_instance(&random), &fewest, 1, UINT32_MAX};
        struct mlg_solution *ours = NULL, *oracle = NULL;
        ck_assert_int_eq(mlg_solve(&problem, &PROVE, NULL, &ours, NULL), MLG_OK);
        ck_assert_int_eq(mlg_solve(&problem, &plain, NULL, &oracle, NULL), MLG_OK);
        ck_assert(ours->stages[0].proven && oracle->stages[0].proven);
        ck_assert_int_eq(ours->stages[0].value, oracle->stages[0].value);
        mlg_solution_destroy(ours);
        mlg_solution_destroy(oracle);
        mlg_instance_destroy((struct mlg_instance *)problem.instance);
    }
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, fewest_sites_equal_enumeration);
    tcase_add_test(tests, fewest_sites_within_a_number_equal_enumeration);
    tcase_add_test(tests, least_cost_equals_enumeration);
    tcase_add_test(tests, many_columns_to_a_row_give_the_optimum_of_plain_glpk);
    tcase_add_test(tests, least_cost_within_a_number_equals_enumeration);
    tcase_add_test(tests, a_row_without_a_candidate_makes_covering_infeasible);
    tcase_add_test(tests, most_residents_equal_enumeration);
    tcase_add_test(tests, most_residents_of_large_weights_equal_enumeration);
    tcase_add_test(tests, most_residents_without_a_number_are_all_that_can_be_covered);
    tcase_add_test(tests, most_residents_after_fewest_sites_equal_enumeration);
    tcase_add_test(tests, fewest_sites_after_most_residents_equal_enumeration);
    tcase_add_test(tests, least_cost_after_most_residents_equals_enumeration);
    tcase_add_test(tests, least_cost_after_most_residents_keeps_large_weights_exactly);
    tcase_add_test(tests, order_and_doubled_rows_change_no_value);
    tcase_add_test(tests, one_more_candidate_never_hurts);
    tcase_add_test(tests, threads_do_not_change_the_plan);
    tcase_add_test(tests, goals_that_are_missing_or_repeated_are_refused);
    tcase_add_test(tests, too_few_sites_are_answered_with_the_number_needed);
    tcase_add_test(tests, an_instance_without_rows_needs_no_site);
}

int main(void)
{
    return suite_run("solve", add);
}
