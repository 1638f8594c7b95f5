/* Programs that are written, read by GLPK's own readers and solved, against enumeration. */
#include "solver/siting/siting_write.h"
#include "tests/solver/sitings.h"
#include "tests/suite.h"
#include "tests/temporary.h"

#include <check.h>
#include <glpk.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const SITE[MAX_SITES] = {"a", "b", "c d", "c-d", "c_d", "\xc3\xa9t\xc3\xa9",
                                            "7", ""};
static const char *const DEMAND[MAX_DEMANDS] = {"p", "p", "q r", "q'r", "1", "2",
                                                "3", "4", "5",   "6",   "7", "8"};

/* The optimum of the file; INFINITY = there is none. */
static double solve_file(const char *path, bool lp)
{
    glp_term_out(GLP_OFF);
    glp_prob *program = glp_create_prob();
    int refused =
        lp ? glp_read_lp(program, NULL, path) : glp_read_mps(program, GLP_MPS_FILE, NULL, path);
    ck_assert_int_eq(refused, 0);
    glp_iocp parameters;
    glp_init_iocp(&parameters);
    parameters.presolve = GLP_ON;
    glp_intopt(program, &parameters);
    double value = glp_mip_status(program) == GLP_OPT ? glp_mip_obj_val(program) : INFINITY;
    glp_delete_prob(program);
    return value;
}

/* With capacities and gradual coverage the oracle counts in thousandths. */
static double enumerated(const struct siting_case *made, int64_t best)
{
    bool thousandths = made->problem.capacity && made->problem.gradual.n > 0 &&
                       made->goal[0].kind == MLG_GOAL_MOST_RESIDENTS;
    return thousandths ? (double)best / 1000 : (double)best;
}

/* Returns whether there was something to decide. */
static bool check_file(const struct siting_case *made, bool lp, const char *about)
{
    const char *path = temporary_path("model");
    int64_t best[3] = {0};
    bool feasible = siting_case_enumerate(made, best);
    const struct mlg_siting_listing listing = {lp, SITE, DEMAND, 1};
    struct mlg_siting_listed listed;
    enum mlg_status status = mlg_siting_write(&made->problem, &listing, path, &listed, NULL);
    bool trivial = status == MLG_BAD_SCENARIO;
    ck_assert_msg(status == MLG_OK || trivial || (status == MLG_INFEASIBLE && !feasible), "%s: %s",
                  about, mlg_status_name(status));
    if (status == MLG_OK) {
        double loss = solve_file(path, lp), slack = made->problem.capacity ? 1 : 1e-3;
        double value = listed.constant + (listed.is_gain ? -loss : loss);
        ck_assert_msg(feasible ? fabs(value - enumerated(made, best[0])) <= slack : isinf(loss),
                      "%s: %g, expected %g", about, value, enumerated(made, best[0]));
    }
    return !trivial;
}

static void check_rule(enum mlg_goal_kind kind, int rule)
{
    struct mlg_random random;
    mlg_random_seed(&random, (uint64_t)(100 * (int)kind + rule));
    int written = 0;
    for (int round = 0; round < 20; round++) {
        struct siting_case made;
        char about[64];
        siting_case_init(&made, &random, 1U << rule);
        made.goal[0] = (struct mlg_siting_goal){.kind = kind};
        made.problem.n_goals = 1;
        snprintf(about, sizeof about, "goal %d, rule %d, round %d", (int)kind, rule, round);
        written += check_file(&made, round % 2, about);
        siting_case_finish(&made);
    }
    ck_assert_int_gt(written, 5);
}

START_TEST(the_written_program_has_the_optimum_of_enumeration)
{
    for (int kind = 0; kind < N_KINDS; kind++)
        if (kind != MLG_GOAL_SHORTEST_TIME)
            check_rule((enum mlg_goal_kind)kind, _i);
}
END_TEST

START_TEST(the_shortest_time_is_refused_by_name)
{
    struct mlg_random random;
    struct siting_case made;
    struct mlg_siting_listed listed;
    struct mlg_error err = {0};
    const struct mlg_siting_listing listing = {false, SITE, DEMAND, 1};
    mlg_random_seed(&random, 1);
    siting_case_init(&made, &random, 0);
    made.goal[0] = (struct mlg_siting_goal){.kind = MLG_GOAL_SHORTEST_TIME};
    made.problem.n_goals = 1;
    ck_assert_int_eq(mlg_siting_write(&made.problem, &listing, "/nowhere/x.mps", &listed, &err),
                     MLG_BAD_SCENARIO);
    ck_assert_ptr_nonnull(strstr(err.message, "shortest time"));
    siting_case_finish(&made);
}
END_TEST

START_TEST(a_folder_that_is_missing_is_named)
{
    struct mlg_random random;
    struct siting_case made;
    struct mlg_siting_listed listed;
    struct mlg_error err = {0};
    const struct mlg_siting_listing listing = {false, SITE, DEMAND, 1};
    mlg_random_seed(&random, 1);
    siting_case_init(&made, &random, 0);
    made.goal[0] = (struct mlg_siting_goal){.kind = MLG_GOAL_MOST_RESIDENTS};
    made.problem.n_goals = 1;
    ck_assert_int_eq(mlg_siting_write(&made.problem, &listing, "/nowhere/x.mps", &listed, &err),
                     MLG_IO);
    ck_assert_ptr_nonnull(strstr(err.message, "/nowhere/x.mps"));
    siting_case_finish(&made);
}
END_TEST

static void add(TCase *group)
{
    tcase_add_loop_test(group, the_written_program_has_the_optimum_of_enumeration, 0, N_RULES);
    tcase_add_test(group, the_shortest_time_is_refused_by_name);
    tcase_add_test(group, a_folder_that_is_missing_is_named);
}

int main(void)
{
    return suite_run("siting_write", add);
}
