/* Plans found by exchanging sites, measured by an enumeration that shares no code with them. */
#include "solver/siting/siting_exchange.h"
#include "tests/solver/sitings.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>

static const struct mlg_solve_options PROVE = {.time_s = 60, .threads = 1, .presolve = true};

static uint32_t bits_of(const bool *open, uint32_t n)
{
    uint32_t bits = 0;
    for (uint32_t j = 0; j < n; j++)
        bits |= (uint32_t)open[j] << j;
    return bits;
}

static bool is_gain(enum mlg_goal_kind kind)
{
    return kind == MLG_GOAL_MOST_RESIDENTS || kind == MLG_GOAL_MOST_BACKUP ||
           kind == MLG_GOAL_MOST_PREFERRED;
}

/* Each goal as good as in the given plan, the last one within the share of it. */
static void check_values(const struct siting_case *made, const int64_t *given, const int64_t *value,
                         double within)
{
    for (size_t g = 0; g < made->problem.n_goals; g++) {
        bool last = g + 1 == made->problem.n_goals;
        double room = last ? fabs((double)given[g]) * within + 1e-6 : 0;
        if (is_gain(made->goal[g].kind))
            ck_assert((double)value[g] >= (double)given[g] - room);
        else
            ck_assert((double)value[g] <= (double)given[g] + room);
    }
}

static int check_plans(const struct siting_case *made, const struct mlg_siting_solution *solution,
                       uint64_t seed)
{
    const struct mlg_exchange_options options = {
        .count = 3, .differ = 1, .within = 0.1, .time_s = 60, .seed = seed};
    struct mlg_exchange *exchange = NULL;
    struct mlg_error err = {0};
    uint32_t n = made->n_sites, seen[4] = {bits_of(solution->open, n)};
    int64_t given[3], value[3];
    ck_assert(siting_case_measure(made, seen[0], given));
    ck_assert_msg(mlg_siting_exchange(&made->problem, solution->open, &options, NULL, &exchange,
                                      &err) == MLG_OK,
                  "%s", err.message);
    for (uint32_t p = 0; p < exchange->n; p++) {
        seen[p + 1] = bits_of(exchange->plan[p].open, n);
        for (uint32_t q = 0; q <= p; q++)
            ck_assert_uint_ne(seen[p + 1], seen[q]);
        ck_assert(siting_case_measure(made, seen[p + 1], value));
        check_values(made, given, value, options.within);
    }
    int found = (int)exchange->n;
    mlg_siting_exchange_destroy(exchange);
    return found;
}

/* Every kind of goal with any rules; later goals after it in some. */
START_TEST(every_plan_found_obeys_all_rules_and_keeps_the_goals)
{
    struct mlg_random random;
    int found = 0;
    mlg_random_seed(&random, 11);
    for (int round = 0; round < 2000; round++) {
        struct siting_case made;
        struct mlg_siting_solution *solution = NULL;
        unsigned rules = 1U << mlg_random_below(&random, N_RULES);
        rules = (rules | 1U << mlg_random_below(&random, N_RULES)) & ~(1U << RULE_CAPACITY);
        siting_case_init(&made, &random, rules | 1U << RULE_MAX_NEW);
        made.problem.n_goals = 1 + mlg_random_below(&random, 2);
        uint32_t kind = mlg_random_below(&random, N_KINDS);
        for (size_t g = 0; g < made.problem.n_goals; g++)
            made.goal[g] = (struct mlg_siting_goal){
                .kind = (enum mlg_goal_kind)((kind + g * (1 + mlg_random_below(&random, 5))) %
                                             N_KINDS)};
        if (mlg_siting_solve(&made.problem, &PROVE, NULL, &solution, NULL) == MLG_OK)
            found += check_plans(&made, solution, (uint64_t)round);
        mlg_siting_solution_destroy(solution);
        siting_case_finish(&made);
    }
    ck_assert_int_gt(found, 100);
}
END_TEST

START_TEST(a_site_that_is_the_only_place_is_in_every_plan_that_covers_all)
{
    struct mlg_random random;
    int only = 0;
    mlg_random_seed(&random, 12);
    for (int round = 0; round < 100; round++) {
        const struct mlg_exchange_options options = {
            .count = 5, .differ = 1, .within = 1, .time_s = 60, .seed = 1};
        struct siting_case made;
        struct mlg_siting_solution *solution = NULL;
        struct mlg_exchange *exchange = NULL;
        siting_case_init(&made, &random, 1U << RULE_COVER_ALL);
        made.goal[0] = (struct mlg_siting_goal){.kind = MLG_GOAL_FEWEST_SITES};
        made.problem.n_goals = 1;
        if (mlg_siting_solve(&made.problem, &PROVE, NULL, &solution, NULL) == MLG_OK) {
            ck_assert_int_eq(
                mlg_siting_exchange(&made.problem, solution->open, &options, NULL, &exchange, NULL),
                MLG_OK);
            for (uint32_t open = 0; open < 1U << made.n_sites; open++) {
                int64_t value[3];
                for (uint32_t j = 0; j < made.n_sites; j++)
                    if (exchange->only_place[j] && !(open >> j & 1))
                        ck_assert(!siting_case_measure(&made, open, value));
            }
            for (uint32_t j = 0; j < made.n_sites; j++)
                only += exchange->only_place[j];
        }
        mlg_siting_exchange_destroy(exchange);
        mlg_siting_solution_destroy(solution);
        siting_case_finish(&made);
    }
    ck_assert_int_gt(only, 20);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("siting_exchange");
    TCase *plans = tcase_create("plans");
    tcase_add_test(plans, every_plan_found_obeys_all_rules_and_keeps_the_goals);
    tcase_add_test(plans, a_site_that_is_the_only_place_is_in_every_plan_that_covers_all);
    tcase_set_timeout(plans, 120);
    suite_add_tcase(suite, plans);
    SRunner *runner = srunner_create(suite);
    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
