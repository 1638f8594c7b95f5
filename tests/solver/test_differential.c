/* Random instances of every goal under every rule: what enumeration finds, what GLPK finds on the
 * unreduced model, and what the machinery finds, are the same. MAILLAGE_INSTANCES sets how many
 * there are of each goal (10000 on demand); a difference names the number of its instance, and
 * MAILLAGE_INSTANCE takes that one alone.
 */
#include "tests/solver/siting_compare.h"
#include "tests/suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static long number_of(const char *name, long usual)
{
    const char *wanted = getenv(name);
    return wanted ? strtol(wanted, NULL, 10) : usual;
}

/* Up to three goals, the first of the given kind. */
static void make_goals(struct siting_case *made, struct mlg_random *random, uint32_t kind)
{
    uint32_t step = 1 + mlg_random_below(random, N_KINDS - 1);
    made->problem.n_goals = 1 + mlg_random_below(random, 3);
    for (uint32_t g = 0; g < made->problem.n_goals; g++) {
        made->goal[g] =
            siting_random_goal(random, (enum mlg_goal_kind)((kind + g * step) % N_KINDS));
        made->goal[g].tolerance = made->problem.capacity ? 0 : mlg_random_below(random, 3);
    }
    if (made->problem.capacity)
        made->problem.n_goals = 1; /* values of earlier stages are rounded */
}

/* Simple rules half of the time, so that the special machinery has its turn. */
static unsigned some_rules(struct mlg_random *random)
{
    unsigned rules = siting_random_rules(random);
    if (mlg_random_below(random, 2))
        rules &= 1U << RULE_MAX_NEW | 1U << RULE_FIXED_ROLES | 1U << RULE_LIMITS |
                 1U << RULE_COVER_ALL | 1U << RULE_COSTS;
    return rules;
}

static bool agrees(uint32_t kind, long instance, bool larger, struct siting_difference *difference)
{
    struct mlg_random random;
    struct siting_case made;
    size_t proven;
    mlg_random_seed(&random,
                    ((uint64_t)kind << 40) + ((uint64_t)larger << 39) + (uint64_t)instance);
    unsigned rules = some_rules(&random);
    (larger ? siting_case_init_larger : siting_case_init)(&made, &random, rules);
    make_goals(&made, &random, kind);
    bool equal = larger ? siting_equals_plain(&made, 2, &proven, difference)
                        : siting_equals_enumeration(&made, false, difference) &&
                              siting_equals_enumeration(&made, true, difference);
    siting_case_finish(&made);
    return equal;
}

static void compare_all(uint32_t kind, bool larger, long n)
{
    long one = number_of("MAILLAGE_INSTANCE", -1), differences = 0;
    for (long instance = one < 0 ? 0 : one; instance < (one < 0 ? n : one + 1); instance++) {
        struct siting_difference difference;
        if (agrees(kind, instance, larger, &difference))
            continue;
        printf("# %s, %sinstance %ld: %s\n", siting_goal_name[kind], larger ? "larger " : "",
               instance, difference.why);
        fflush(stdout);
        differences++;
    }
    ck_assert_msg(differences == 0, "%ld of %ld differ", differences, n);
}

START_TEST(every_goal_equals_enumeration_and_glpk)
{
    compare_all((uint32_t)_i, false, number_of("MAILLAGE_INSTANCES", 300));
}
END_TEST

START_TEST(every_goal_equals_glpk_where_there_is_no_enumeration)
{
    compare_all((uint32_t)_i, true, number_of("MAILLAGE_INSTANCES", 300) / 10);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_loop_test(tests, every_goal_equals_enumeration_and_glpk, 0, N_KINDS);
    tcase_add_loop_test(tests, every_goal_equals_glpk_where_there_is_no_enumeration, 0, N_KINDS);
}

int main(void)
{
    return suite_run("differential", add);
}
