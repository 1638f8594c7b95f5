#include "tests/solver/instances.h"
#include "tests/suite.h"

#include <check.h>
#include <signal.h>
#include <string.h>

static const struct mlg_goal FEWEST[] = {{MLG_GOAL_FEWEST_SITES}};
static const struct mlg_goal MOST_FEWEST[] = {{MLG_GOAL_MOST_RESIDENTS}, {MLG_GOAL_FEWEST_SITES}};

static struct mlg_instance *large_instance(uint64_t seed)
{
    struct mlg_random random;
    mlg_random_seed(&random, seed);
    return hard_instance(&random, 60, 30);
}

/* Solves under a limit and checks that what comes back is a plan with a bound that the optimum
 * respects. */
static void expect_honest(const struct mlg_problem *problem,
                          const struct mlg_solve_options *options,
                          const struct mlg_monitor *monitor)
{
    struct mlg_solution *limited = NULL, *proven = NULL;
    struct mlg_solve_options unlimited = {.time_s = 1e9, .presolve = true};
    ck_assert_int_eq(mlg_solve(problem, &unlimited, NULL, &proven, NULL), MLG_OK);
    ck_assert_int_eq(mlg_solve(problem, options, monitor, &limited, NULL), MLG_OK);
    const char *wrong = check_solution(problem, limited);
    ck_assert_msg(wrong == NULL, "%s", wrong);
    int64_t optimum = proven->stages[0].value;
    if (problem->goals[0].kind == MLG_GOAL_FEWEST_SITES) {
        ck_assert_int_le(limited->stages[0].bound, optimum);
        ck_assert_int_ge(limited->stages[0].value, optimum);
    } else {
        ck_assert_int_ge(limited->stages[0].bound, optimum);
        ck_assert_int_le(limited->stages[0].value, optimum);
    }
    mlg_solution_destroy(limited);
    mlg_solution_destroy(proven);
}

START_TEST(a_stop_from_the_start_still_gives_a_plan)
{
    static const volatile sig_atomic_t stop = 1;
    const struct mlg_monitor monitor = {.stop = &stop};
    const struct mlg_solve_options options = {.time_s = 1e9, .presolve = true};
    for (uint64_t seed = 0; seed < 5; seed++) {
        struct mlg_instance *instance = large_instance(seed);
        struct mlg_problem fewest = {instance, FEWEST, 1, UINT32_MAX};
        struct mlg_problem most = {instance, MOST_FEWEST, 2, 3};
        expect_honest(&fewest, &options, &monitor);
        expect_honest(&most, &options, &monitor);
        mlg_instance_destroy(instance);
    }
}
END_TEST

START_TEST(no_time_at_all_still_gives_a_plan)
{
    const struct mlg_solve_options options = {.time_s = 0, .presolve = true};
    for (uint64_t seed = 0; seed < 5; seed++) {
        struct mlg_instance *instance = large_instance(seed);
        struct mlg_problem fewest = {instance, FEWEST, 1, UINT32_MAX};
        struct mlg_problem most = {instance, MOST_FEWEST, 2, 3};
        expect_honest(&fewest, &options, NULL);
        expect_honest(&most, &options, NULL);
        mlg_instance_destroy(instance);
    }
}
END_TEST

START_TEST(plain_glpk_without_time_finds_no_cover)
{
    struct mlg_instance *instance = large_instance(3);
    struct mlg_problem problem = {instance, FEWEST, 1, UINT32_MAX};
    const struct mlg_solve_options options = {.time_s = 0};
    struct mlg_solution *solution = NULL;
    struct mlg_error err;
    ck_assert_int_eq(mlg_solve(&problem, &options, NULL, &solution, &err), MLG_STOPPED);
    ck_assert_ptr_null(solution);
    mlg_instance_destroy(instance);
}
END_TEST

/* Stops at the n-th call, and remembers the last detail. */
struct watcher {
    volatile sig_atomic_t stop;
    int calls, stop_at;
    char detail[200];
};

static void watch(void *context, const char *phase, uint64_t done, uint64_t total,
                  const char *detail)
{
    struct watcher *watcher = context;
    (void)phase;
    (void)done;
    (void)total;
    if (detail)
        strncpy(watcher->detail, detail, sizeof watcher->detail - 1);
    if (++watcher->calls == watcher->stop_at)
        watcher->stop = 1;
}

START_TEST(a_stop_at_any_moment_gives_a_plan_with_a_true_bound)
{
    const struct mlg_solve_options options = {.time_s = 1e9, .presolve = true};
    bool ended = false;
    for (int moment = 1; !ended; moment *= 2) {
        struct mlg_instance *instance = large_instance(20);
        struct watcher watcher = {.stop_at = moment};
        const struct mlg_monitor monitor = {watch, NULL, &watcher, &watcher.stop};
        struct mlg_problem problem = {instance, FEWEST, 1, UINT32_MAX};
        expect_honest(&problem, &options, &monitor);
        ck_assert_ptr_nonnull(strstr(watcher.detail, "incumbent "));
        ck_assert_ptr_nonnull(strstr(watcher.detail, ", bound "));
        ended = watcher.calls < moment;
        ck_assert(ended || moment < 100000);
        mlg_instance_destroy(instance);
    }
}
END_TEST

START_TEST(a_gap_that_is_good_enough_ends_the_stage_and_says_so)
{
    struct mlg_instance *instance = large_instance(20);
    struct mlg_problem problem = {instance, FEWEST, 1, UINT32_MAX};
    const struct mlg_solve_options options = {.time_s = 1e9, .gap = 0.9, .presolve = true};
    struct mlg_solution *solution = NULL;
    ck_assert_int_eq(mlg_solve(&problem, &options, NULL, &solution, NULL), MLG_OK);
    ck_assert_double_le(solution->stages[0].gap, 0.9);
    ck_assert_str_eq(solution->stages[0].ended,
                     solution->stages[0].proven ? "proven" : "gap reached");
    mlg_solution_destroy(solution);
    mlg_instance_destroy(instance);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, a_stop_from_the_start_still_gives_a_plan);
    tcase_add_test(tests, no_time_at_all_still_gives_a_plan);
    tcase_add_test(tests, plain_glpk_without_time_finds_no_cover);
    tcase_add_test(tests, a_stop_at_any_moment_gives_a_plan_with_a_true_bound);
    tcase_add_test(tests, a_gap_that_is_good_enough_ends_the_stage_and_says_so);
}

int main(void)
{
    return suite_run("limits", add);
}
