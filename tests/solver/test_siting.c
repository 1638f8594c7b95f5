/* Every goal with every rule against enumeration. MAILLAGE_ROUNDS sets how many instances a pair
 * has. */
#include "tests/solver/siting_compare.h"
#include "tests/suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static const struct mlg_solve_options PROVE = {.time_s = 60, .threads = 1, .presolve = true};

static int rounds(int usual)
{
    const char *wanted = getenv("MAILLAGE_ROUNDS");
    return wanted ? atoi(wanted) : usual;
}

/* plain: without the special machinery. */
static void compare(const struct siting_case *made, bool plain, const char *about)
{
    struct siting_difference difference;
    ck_assert_msg(siting_equals_enumeration(made, plain, &difference), "%s: %s", about,
                  difference.why);
}

static void compare_pair(enum mlg_goal_kind kind, unsigned rules, uint64_t seed, const char *name)
{
    struct mlg_random random;
    mlg_random_seed(&random, seed);
    for (int round = 0; round < rounds(100); round++) {
        struct siting_case made;
        char about[128];
        siting_case_init(&made, &random, rules);
        made.goal[0] = siting_random_goal(&random, kind);
        made.problem.n_goals = 1;
        snprintf(about, sizeof about, "%s, %s, round %d", siting_goal_name[kind], name, round);
        compare(&made, round % 3 == 0, about);
        siting_case_finish(&made);
    }
}

static const char *const rule_names[N_RULES] = {"at most so many", "kept, must, never",
                                                "closable",        "relocatable",
                                                "costs",           "groups",
                                                "shares",          "too close",
                                                "network",         "limits",
                                                "cover everybody", "cover a share",
                                                "demand groups",   "gradual",
                                                "capacities",      "phases"};

START_TEST(every_goal_with_a_rule_equals_enumeration)
{
    for (int kind = 0; kind < N_KINDS; kind++)
        compare_pair((enum mlg_goal_kind)kind, 1U << _i, (uint64_t)(100 * kind + _i),
                     rule_names[_i]);
}
END_TEST

START_TEST(every_goal_with_several_rules_equals_enumeration)
{
    struct mlg_random random;
    mlg_random_seed(&random, (uint64_t)_i);
    for (int set = 0; set < rounds(100); set++) {
        unsigned rules = siting_random_rules(&random);
        struct siting_case made;
        char about[128];
        siting_case_init(&made, &random, rules);
        made.goal[0] = siting_random_goal(&random, (enum mlg_goal_kind)_i);
        made.problem.n_goals = 1;
        snprintf(about, sizeof about, "%s, rules %x", siting_goal_name[_i], rules);
        compare(&made, set % 3 == 0, about);
        siting_case_finish(&made);
    }
}
END_TEST

START_TEST(stages_equal_their_enumeration)
{
    struct mlg_random random;
    mlg_random_seed(&random, (uint64_t)_i);
    for (int round = 0; round < rounds(100); round++) {
        struct siting_case made;
        char about[128];
        unsigned rules = siting_random_rules(&random) & ~(1U << RULE_CAPACITY);
        siting_case_init(&made, &random, rules);
        made.problem.n_goals = 2 + mlg_random_below(&random, 2);
        for (size_t g = 0; g < made.problem.n_goals; g++) {
            uint32_t kind = ((uint32_t)_i + (uint32_t)g * (1 + (uint32_t)round % 3)) % N_KINDS;
            made.goal[g] = siting_random_goal(&random, (enum mlg_goal_kind)kind);
            made.goal[g].tolerance = mlg_random_below(&random, 3);
        }
        snprintf(about, sizeof about, "first %s, rules %x, round %d", siting_goal_name[_i], rules,
                 round);
        compare(&made, round % 3 == 0, about);
        siting_case_finish(&made);
    }
}
END_TEST

/* What the letter asks: the most residents, then the shortest time, then the shortest mean, or two
 * of these, under the rules that need no program. */
START_TEST(goals_that_come_down_to_times_equal_their_enumeration)
{
    static const enum mlg_goal_kind lists[][3] = {
        {MLG_GOAL_MOST_RESIDENTS, MLG_GOAL_SHORTEST_TIME, MLG_GOAL_SHORTEST_MEAN},
        {MLG_GOAL_MOST_RESIDENTS, MLG_GOAL_SHORTEST_MEAN, MLG_GOAL_SHORTEST_TIME},
        {MLG_GOAL_SHORTEST_TIME, MLG_GOAL_SHORTEST_MEAN, MLG_GOAL_MOST_RESIDENTS},
        {MLG_GOAL_SHORTEST_TIME, MLG_GOAL_MOST_RESIDENTS, MLG_GOAL_SHORTEST_MEAN},
    };
    struct mlg_random random;
    mlg_random_seed(&random, (uint64_t)_i + 77);
    for (int round = 0; round < rounds(150); round++) {
        struct siting_case made;
        char about[128];
        unsigned rules = 1U << RULE_MAX_NEW;
        rules |= mlg_random_below(&random, 2) << RULE_FIXED_ROLES;
        rules |= mlg_random_below(&random, 2) << RULE_LIMITS;
        siting_case_init(&made, &random, rules);
        made.problem.n_goals = 2 + mlg_random_below(&random, 2);
        for (size_t g = 0; g < made.problem.n_goals; g++)
            made.goal[g] = (struct mlg_siting_goal){.kind = lists[_i][g]};
        snprintf(about, sizeof about, "list %d, rules %x, round %d", _i, rules, round);
        compare(&made, false, about);
        siting_case_finish(&made);
    }
}
END_TEST

/* The best order of openings, by trying all. */
static int64_t best_order(const struct siting_case *made,
                          const struct mlg_siting_solution *solution, uint32_t *phase, uint32_t at)
{
    if (at == solution->n_new)
        return siting_case_phased(made, solution, phase);
    int64_t best = -1;
    for (phase[at] = 0; phase[at] < made->problem.phases.n; phase[at]++) {
        int64_t value = best_order(made, solution, phase, at + 1);
        best = value > best ? value : best;
    }
    return best;
}

START_TEST(the_order_of_openings_is_worth_what_it_says)
{
    struct mlg_random random;
    mlg_random_seed(&random, 17);
    for (int round = 0; round < rounds(100); round++) {
        struct siting_case made;
        siting_case_init(&made, &random,
                         1U << RULE_PHASES | 1U << RULE_FIXED_ROLES |
                             (round % 2 ? 1U << RULE_GRADUAL : 0U));
        made.goal[0] = (struct mlg_siting_goal){.kind = MLG_GOAL_MOST_RESIDENTS};
        made.problem.n_goals = 1;
        struct mlg_siting_solution *solution = NULL;
        if (mlg_siting_solve(&made.problem, &PROVE, NULL, &solution, NULL) == MLG_OK) {
            uint32_t phase[MAX_SITES];
            ck_assert_int_eq(siting_case_phased(&made, solution, solution->phase),
                             solution->phasing.value);
            ck_assert_int_ge(solution->phasing.bound, best_order(&made, solution, phase, 0));
            mlg_siting_solution_destroy(solution);
        }
        siting_case_finish(&made);
    }
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_loop_test(tests, every_goal_with_a_rule_equals_enumeration, 0, N_RULES);
    tcase_add_loop_test(tests, every_goal_with_several_rules_equals_enumeration, 0, N_KINDS);
    tcase_add_loop_test(tests, goals_that_come_down_to_times_equal_their_enumeration, 0, 4);
    tcase_add_loop_test(tests, stages_equal_their_enumeration, 0, N_KINDS);
    tcase_add_test(tests, the_order_of_openings_is_worth_what_it_says);
}

int main(void)
{
    return suite_run("siting", add);
}
