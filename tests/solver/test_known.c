/* Instances whose optimum is known: those of the OR-Library that take a moment, and the region. */
#include "tests/solver/instances.h"
#include "tests/suite.h"

#include <check.h>
#include <stdio.h>

static const struct mlg_goal FEWEST[] = {{MLG_GOAL_FEWEST_SITES}};
static const struct mlg_solve_options PROVE = {.time_s = 1e9, .seed = 1, .presolve = true};

static void expect_optimum(struct mlg_instance *instance, int64_t optimum)
{
    ck_assert_ptr_nonnull(instance);
    struct mlg_problem problem = {instance, FEWEST, 1, UINT32_MAX};
    struct mlg_solution *solution = NULL;
    ck_assert_int_eq(mlg_solve(&problem, &PROVE, NULL, &solution, NULL), MLG_OK);
    const char *wrong = check_solution(&problem, solution);
    ck_assert_msg(wrong == NULL, "%s", wrong);
    ck_assert(solution->stages[0].proven);
    ck_assert_int_eq(solution->stages[0].value, optimum);
    mlg_solution_destroy(solution);
    mlg_instance_destroy(instance);
}

START_TEST(optima_of_the_or_library_are_proven)
{
    static const struct {
        const char *name;
        int64_t optimum;
    } KNOWN[] = {{"scp/scp41.txt", 429},
                 {"scp/scp42.txt", 512},
                 {"scp/scp43.txt", 516},
                 {"scp/scp51.txt", 253},
                 {"scp/scp52.txt", 302}};
    for (size_t k = 0; k < sizeof KNOWN / sizeof *KNOWN; k++)
        expect_optimum(read_orlib(KNOWN[k].name), KNOWN[k].optimum);
}
END_TEST

START_TEST(seventy_one_sites_serve_the_region_within_twenty_minutes)
{
    expect_optimum(read_region(1200, false), 71);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, optima_of_the_or_library_are_proven);
    tcase_add_test(tests, seventy_one_sites_serve_the_region_within_twenty_minutes);
}

int main(void)
{
    if (!shared_data_is_present())
        return suite_skip("the development data is not at $MAILLAGE_SHARED");
    return suite_run("known", add);
}
