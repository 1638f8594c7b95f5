/* Certificates of covering bounds: what the solver records, the checker accepts. */
#include "base/memory.h"
#include "solver/check/proof_check.h"
#include "tests/solver/instances.h"
#include "tests/suite.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct mlg_goal FEWEST[] = {{MLG_GOAL_FEWEST_SITES}};
static const struct mlg_solve_options CERTIFY = {
    .time_s = 1e9, .seed = 1, .presolve = true, .certify = true};

static struct mlg_check_instance as_seen_by_checker(const struct mlg_instance *instance)
{
    return (struct mlg_check_instance){
        .n_rows = instance->n_rows,
        .n_cols = instance->n_cols,
        .col_first = instance->col_first,
        .col_row = instance->col_row,
        .cost = instance->cost,
    };
}

static struct mlg_solution *solve(const struct mlg_instance *instance,
                                  const struct mlg_solve_options *options,
                                  const struct mlg_monitor *monitor)
{
    struct mlg_problem problem = {instance, FEWEST, 1, UINT32_MAX};
    struct mlg_solution *solution = NULL;
    struct mlg_error err = {0};
    enum mlg_status status = mlg_solve(&problem, options, monitor, &solution, &err);
    ck_assert_msg(status == MLG_OK, "status %s: %s", mlg_status_name(status), err.message);
    return solution;
}

/* The stage's certificate proves its bound. */
static void expect_certified(const struct mlg_instance *instance, const struct mlg_solution *made)
{
    const struct mlg_stage *stage = &made->stages[0];
    struct mlg_check_instance seen = as_seen_by_checker(instance);
    struct mlg_check_verdict verdict = {0};
    struct mlg_error err = {0};
    ck_assert_msg(stage->certificate != NULL, "the recording was lost");
    enum mlg_status status =
        mlg_check_proof(&seen, stage->certificate, stage->certificate_length, &verdict, &err);
    ck_assert_msg(status == MLG_OK, "%s", err.message);
    ck_assert_int_eq(verdict.bound, stage->bound);
}

static void certify_random(struct instance_traits traits, int rounds, uint64_t seed)
{
    struct mlg_random random;
    mlg_random_seed(&random, seed);
    for (int round = 0; round < rounds; round++) {
        struct mlg_instance *instance = random_instance(&random, traits);
        struct mlg_problem problem = {instance, FEWEST, 1, UINT32_MAX};
        struct mlg_solution *solution = solve(instance, &CERTIFY, NULL);
        expect_certified(instance, solution);
        ck_assert_int_eq(solution->stages[0].bound, enumerate(&problem).value[0]);
        mlg_solution_destroy(solution);
        mlg_instance_destroy(instance);
    }
}

START_TEST(optima_of_small_instances_are_certified)
{
    certify_random((struct instance_traits){20, 12, false, false, 1000}, 300, 71);
    certify_random((struct instance_traits){20, 12, true, false, 1000}, 300, 72);
}
END_TEST

/* Too large for enumeration, small enough for a tree in a moment. */
START_TEST(proofs_with_cuts_and_branches_are_certified)
{
    struct mlg_random random;
    mlg_random_seed(&random, 73);
    for (int round = 0; round < 5; round++) {
        struct mlg_instance *instance = hard_instance(&random, 50 + 10 * (round % 4), 36);
        struct mlg_solution *solution = solve(instance, &CERTIFY, NULL);
        expect_certified(instance, solution);
        mlg_solution_destroy(solution);
        mlg_instance_destroy(instance);
    }
}
END_TEST

/* Stops the solver at the n-th call. */
struct watcher {
    volatile sig_atomic_t stop;
    int calls, stop_at;
};

static void watch(void *context, const char *phase, uint64_t done, uint64_t total,
                  const char *detail)
{
    struct watcher *watcher = context;
    (void)phase;
    (void)done;
    (void)total;
    (void)detail;
    if (++watcher->calls == watcher->stop_at)
        watcher->stop = 1;
}

START_TEST(the_bound_of_a_stopped_proof_is_certified)
{
    struct mlg_random random;
    mlg_random_seed(&random, 74);
    struct mlg_instance *instance = hard_instance(&random, 80, 40);
    bool ended = false;
    for (int moment = 1; !ended; moment = 2 * moment + 1) {
        struct watcher watcher = {.stop_at = moment};
        const struct mlg_monitor monitor = {watch, NULL, &watcher, &watcher.stop};
        struct mlg_solution *solution = solve(instance, &CERTIFY, &monitor);
        expect_certified(instance, solution);
        ended = !watcher.stop;
        ck_assert(solution->stages[0].proven || !ended);
        mlg_solution_destroy(solution);
    }
    mlg_instance_destroy(instance);
}
END_TEST

START_TEST(recording_changes_no_plan)
{
    struct mlg_random random;
    mlg_random_seed(&random, 75);
    struct mlg_solve_options unrecorded = CERTIFY;
    unrecorded.certify = false;
    for (int round = 0; round < 5; round++) {
        struct mlg_instance *instance = hard_instance(&random, 60, 36);
        struct mlg_solution *a = solve(instance, &CERTIFY, NULL);
        struct mlg_solution *b = solve(instance, &unrecorded, NULL);
        ck_assert_ptr_null(b->stages[0].certificate);
        ck_assert_uint_eq(a->n_chosen, b->n_chosen);
        ck_assert_mem_eq(a->chosen, b->chosen, a->n_chosen * sizeof *a->chosen);
        mlg_solution_destroy(a);
        mlg_solution_destroy(b);
        mlg_instance_destroy(instance);
    }
}
END_TEST

START_TEST(rows_are_called_by_their_names)
{
    const char *const rows[] = {"110", "011", "101"};
    struct mlg_instance *instance = instance_of(3, 3, rows, NULL, NULL);
    static const uint32_t names[] = {10, 5, 7};
    struct mlg_solve_options options = CERTIFY;
    options.row_name = names;
    struct mlg_solution *solution = solve(instance, &options, NULL);
    uint64_t first[] = {0, 2, 4, 6};
    uint32_t row[] = {7, 10, 5, 10, 5, 7};
    struct mlg_check_instance seen = {
        .n_rows = 11, .n_cols = 3, .col_first = first, .col_row = row};
    struct mlg_check_verdict verdict = {0};
    ck_assert_int_eq(mlg_check_proof(&seen, solution->stages[0].certificate,
                                     solution->stages[0].certificate_length, &verdict, NULL),
                     MLG_OK);
    ck_assert_int_eq(verdict.bound, 2);
    mlg_solution_destroy(solution);
    mlg_instance_destroy(instance);
}
END_TEST

static const struct mlg_goal MOST[] = {{MLG_GOAL_MOST_RESIDENTS}};

/* With the text up to the bound and another one after that, or with its own. */
static bool most_is_shown(const struct mlg_problem *problem, const struct mlg_stage *stage,
                          int64_t bound)
{
    struct mlg_check_instance seen = as_seen_by_checker(problem->instance);
    struct mlg_check_verdict verdict = {0};
    seen.weight = problem->instance->weight;
    seen.max_sites = problem->max_sites;
    size_t length = stage->certificate_length;
    char *text = mlg_alloc(length + 64, 1);
    memcpy(text, stage->certificate, length);
    text[length] = '\0';
    char *claim = strstr(text, "\nbound ");
    length = (size_t)(claim - text);
    length += (size_t)snprintf(claim, 64, "\nbound %lld\n", (long long)bound);
    bool shown = mlg_check_proof(&seen, text, length, &verdict, NULL) == MLG_OK;
    free(text);
    return shown;
}

START_TEST(bounds_of_the_most_residents_are_certified_and_no_better_ones)
{
    struct mlg_random random;
    mlg_random_seed(&random, 76);
    int certified = 0;
    for (int round = 0; round < 300; round++) {
        const struct instance_traits traits = {20, 12, round % 2, round % 3 == 0, 1000};
        struct mlg_instance *instance = random_instance(&random, traits);
        struct mlg_problem problem = {instance, MOST, 1, mlg_random_below(&random, 5)};
        struct mlg_solution *solution = NULL;
        ck_assert_int_eq(mlg_solve(&problem, &CERTIFY, NULL, &solution, NULL), MLG_OK);
        const struct mlg_stage *stage = &solution->stages[0];
        if (stage->certificate) { /* GLPK's tree has none */
            certified++;
            ck_assert(most_is_shown(&problem, stage, stage->bound));
            ck_assert(stage->value == 0 ||
                      !most_is_shown(&problem, stage, enumerate(&problem).value[0] - 1));
        }
        mlg_solution_destroy(solution);
        mlg_instance_destroy(instance);
    }
    ck_assert_int_ge(certified, 100);
}
END_TEST

static void certify_shared(struct mlg_instance *instance, int64_t optimum)
{
    ck_assert_ptr_nonnull(instance);
    struct mlg_solution *solution = solve(instance, &CERTIFY, NULL);
    ck_assert_int_eq(solution->stages[0].bound, optimum);
    expect_certified(instance, solution);
    mlg_solution_destroy(solution);
    mlg_instance_destroy(instance);
}

START_TEST(the_region_and_the_or_library_are_certified)
{
    certify_shared(read_orlib("scp/scp41.txt"), 429);
    certify_shared(read_orlib("scp/scp51.txt"), 253);
    certify_shared(read_region(1200, false), 71);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, optima_of_small_instances_are_certified);
    tcase_add_test(tests, proofs_with_cuts_and_branches_are_certified);
    tcase_add_test(tests, the_bound_of_a_stopped_proof_is_certified);
    tcase_add_test(tests, recording_changes_no_plan);
    tcase_add_test(tests, rows_are_called_by_their_names);
    tcase_add_test(tests, bounds_of_the_most_residents_are_certified_and_no_better_ones);
    if (shared_data_is_present())
        tcase_add_test(tests, the_region_and_the_or_library_are_certified);
}

int main(void)
{
    return suite_run("certificate", add);
}
