#include "solver/covering/engine.h"
#include "tests/suite.h"

#include <check.h>
#include <math.h>
#include <string.h>

static const struct mlg_control FREE_HAND = {.deadline_s = INFINITY};
static const struct mlg_engine_limits NONE = {.objective = INFINITY};

/* minimise x + 2 y + 3 z over [0, 1]. */
static struct mlg_engine *three_columns(void)
{
    const double cost[] = {1, 2, 3}, lower[] = {0, 0, 0}, upper[] = {1, 1, 1};
    struct mlg_engine *engine = NULL;
    ck_assert_int_eq(mlg_engine_create(&engine, NULL), MLG_OK);
    ck_assert_int_eq(mlg_engine_add_cols(engine, 3, cost, lower, upper, NULL), MLG_OK);
    return engine;
}

static enum mlg_status add_row(struct mlg_engine *engine, uint32_t n, const uint32_t *col,
                               double lower, struct mlg_error *err)
{
    const uint64_t first[] = {0, n};
    const double upper = INFINITY;
    struct mlg_engine_rows row = {1, first, col, NULL, &lower, &upper};
    return mlg_engine_add_rows(engine, &row, err);
}

START_TEST(linear_program_is_solved_and_resolved_after_a_row_and_a_bound)
{
    struct mlg_engine *engine = three_columns();
    const uint32_t all[] = {0, 1, 2}, last[] = {1, 2};
    enum mlg_engine_outcome outcome;
    double objective = 0, x[3];
    ck_assert_int_eq(add_row(engine, 3, all, 1.5, NULL), MLG_OK);
    ck_assert_int_eq(mlg_engine_solve(engine, &FREE_HAND, NONE, &outcome, &objective, NULL),
                     MLG_OK);
    ck_assert_int_eq(outcome, MLG_ENGINE_OPTIMAL);
    ck_assert_double_eq_tol(objective, 2, 1e-9);
    ck_assert_int_eq(add_row(engine, 2, last, 1, NULL), MLG_OK);
    ck_assert_int_eq(mlg_engine_set_bounds(engine, 0, 0, 0, NULL), MLG_OK);
    ck_assert_int_eq(mlg_engine_solve(engine, &FREE_HAND, NONE, &outcome, &objective, NULL),
                     MLG_OK);
    ck_assert_double_eq_tol(objective, 3.5, 1e-9);
    ck_assert_int_eq(mlg_engine_read(engine, x, NULL, NULL, NULL), MLG_OK);
    ck_assert_double_eq_tol(x[2], 0.5, 1e-9);
    mlg_engine_destroy(engine);
}
END_TEST

START_TEST(program_without_solution_is_infeasible)
{
    struct mlg_engine *engine = three_columns();
    const uint32_t all[] = {0, 1, 2};
    enum mlg_engine_outcome outcome;
    double objective;
    ck_assert_int_eq(add_row(engine, 3, all, 3.5, NULL), MLG_OK);
    ck_assert_int_eq(mlg_engine_solve(engine, &FREE_HAND, NONE, &outcome, &objective, NULL),
                     MLG_OK);
    ck_assert_int_eq(outcome, MLG_ENGINE_INFEASIBLE);
    mlg_engine_destroy(engine);
}
END_TEST

START_TEST(wrong_arguments_are_refused_before_glpk_sees_them)
{
    struct mlg_engine *engine = three_columns();
    struct mlg_error err;
    const uint32_t beyond[] = {3};
    ck_assert_int_eq(add_row(engine, 1, beyond, 1, &err), MLG_INTERNAL);
    ck_assert_str_eq(err.message, "row 0 of a program names column 3 of 3");
    ck_assert_int_eq(mlg_engine_set_bounds(engine, 0, 1, 0, &err), MLG_INTERNAL);
    ck_assert_int_eq(mlg_engine_set_bounds(engine, 0, 0, NAN, &err), MLG_INTERNAL);
    mlg_engine_destroy(engine);
}
END_TEST

START_TEST(misuse_that_glpk_would_abort_on_is_an_error)
{
    struct mlg_engine *engine = three_columns(), *other = three_columns();
    struct mlg_error err;
    const uint32_t twice[] = {1, 1}, one[] = {0};
    ck_assert_int_eq(add_row(engine, 2, twice, 1, &err), MLG_INTERNAL);
    ck_assert_ptr_nonnull(strstr(err.message, "glpk refused a call"));
    /* the environment is lost, and with it every engine of the thread, but nothing crashes */
    ck_assert_int_eq(add_row(other, 1, one, 1, &err), MLG_INTERNAL);
    mlg_engine_destroy(engine);
    mlg_engine_destroy(other);
    struct mlg_engine *fresh = three_columns();
    ck_assert_int_eq(add_row(fresh, 1, one, 1, NULL), MLG_OK);
    mlg_engine_destroy(fresh);
}
END_TEST

START_TEST(a_basis_can_be_restored_after_a_trial)
{
    struct mlg_engine *engine = three_columns();
    const uint32_t all[] = {0, 1, 2};
    enum mlg_engine_outcome outcome;
    double before, trial, after;
    uint8_t basis[4];
    ck_assert_int_eq(add_row(engine, 3, all, 1.5, NULL), MLG_OK);
    mlg_engine_solve(engine, &FREE_HAND, NONE, &outcome, &before, NULL);
    ck_assert_int_eq(mlg_engine_save_basis(engine, basis, NULL), MLG_OK);
    mlg_engine_set_bounds(engine, 0, 0, 0, NULL);
    mlg_engine_solve(engine, &FREE_HAND, NONE, &outcome, &trial, NULL);
    ck_assert_double_eq_tol(trial, 3.5, 1e-9);
    mlg_engine_set_bounds(engine, 0, 0, 1, NULL);
    ck_assert_int_eq(mlg_engine_restore_basis(engine, basis, 1, NULL), MLG_OK);
    mlg_engine_solve(engine, &FREE_HAND, NONE, &outcome, &after, NULL);
    ck_assert_double_eq_tol(after, before, 1e-12);
    mlg_engine_destroy(engine);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, linear_program_is_solved_and_resolved_after_a_row_and_a_bound);
    tcase_add_test(tests, program_without_solution_is_infeasible);
    tcase_add_test(tests, wrong_arguments_are_refused_before_glpk_sees_them);
    tcase_add_test(tests, misuse_that_glpk_would_abort_on_is_an_error);
    tcase_add_test(tests, a_basis_can_be_restored_after_a_trial);
}

int main(void)
{
    return suite_run("engine", add);
}
