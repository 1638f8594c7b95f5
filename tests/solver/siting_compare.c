#include "tests/solver/siting_compare.h"

#include <check.h>
#include <stdarg.h>
#include <stdio.h>

const char *const siting_goal_name[N_KINDS] = {"fewest sites",  "most residents", "shortest time",
                                               "shortest mean", "most backup",    "fewest changes",
                                               "most preferred"};

/* Why two answers differ; false, so that it can be returned. */
static bool __attribute__((format(printf, 2, 3)))
differ(struct siting_difference *difference, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vsnprintf(difference->why, sizeof difference->why, format, values);
    va_end(values);
    return false;
}

static uint32_t bits_of(const struct siting_case *made, const bool *open)
{
    uint32_t bits = 0;
    for (uint32_t j = 0; j < made->n_sites; j++)
        bits |= (uint32_t)open[j] << j;
    return bits;
}

/* With capacities values come from floating point; gradual shares of places are rounded. */
static int64_t slack_of(const struct siting_case *made)
{
    return made->problem.capacity ? 1 : 0;
}

static bool same(const struct siting_case *made, int64_t a, int64_t b)
{
    return a - b <= slack_of(made) && b - a <= slack_of(made);
}

/* Gradual coverage of divided places is counted in thousandths by the oracle. */
static int64_t in_units(const struct siting_case *made, size_t g, int64_t value)
{
    bool thousandths = made->problem.capacity && made->problem.gradual.n > 0 &&
                       made->goal[g].kind == MLG_GOAL_MOST_RESIDENTS;
    return thousandths ? (value + 500) / 1000 : value;
}

static bool plan_holds(const struct siting_case *made, const struct mlg_siting_solution *solution,
                       struct siting_difference *difference)
{
    int64_t value[3] = {0};
    if (!siting_case_measure(made, bits_of(made, solution->open), value))
        return differ(difference, "the plan breaks a rule");
    size_t last = made->problem.n_goals - 1;
    if (made->goal[last].kind == MLG_GOAL_SHORTEST_TIME ||
        same(made, in_units(made, last, value[last]), solution->stages[last].value))
        return true;
    return differ(difference, "the plan is worth %lld, not %lld", (long long)value[last],
                  (long long)solution->stages[last].value);
}

static enum mlg_status solve(const struct siting_case *made, bool plain, double time_s,
                             struct mlg_siting_solution **solution)
{
    const struct mlg_solve_options options = {.time_s = time_s, .threads = 1, .presolve = !plain};
    return mlg_siting_solve(&made->problem, &options, NULL, solution, NULL);
}

static bool stages_hold(const struct siting_case *made, const struct mlg_siting_solution *solution,
                        const int64_t *best, struct siting_difference *difference)
{
    for (size_t g = 0; g < made->problem.n_goals; g++) {
        const struct mlg_stage *stage = &solution->stages[g];
        if (!same(made, stage->value, in_units(made, g, best[g])))
            return differ(difference, "stage %zu is %lld, expected %lld", g + 1,
                          (long long)stage->value, (long long)in_units(made, g, best[g]));
        if (!stage->proven)
            return differ(difference, "stage %zu ended by '%s', bound %lld of %lld", g + 1,
                          stage->ended, (long long)stage->bound, (long long)stage->value);
    }
    return plan_holds(made, solution, difference);
}

bool siting_equals_enumeration(const struct siting_case *made, bool plain,
                               struct siting_difference *difference)
{
    int64_t best[3] = {0};
    bool feasible = siting_case_enumerate(made, best);
    struct mlg_siting_solution *solution = NULL;
    enum mlg_status status = solve(made, plain, 60, &solution);
    if (status != (feasible ? MLG_OK : MLG_INFEASIBLE))
        return differ(difference, "%s, feasible %d", mlg_status_name(status), feasible);
    bool equal = !feasible || stages_hold(made, solution, best, difference);
    mlg_siting_solution_destroy(solution);
    return equal;
}

/* Neither value is better than the other one's bound; equal where both are proven. Later stages
 * can be compared only then. */
static bool stages_agree(const struct siting_case *made, const struct mlg_siting_solution *ours,
                         const struct mlg_siting_solution *plain, size_t *proven,
                         struct siting_difference *difference)
{
    for (*proven = 0; *proven < made->problem.n_goals; ++*proven) {
        const struct mlg_stage *a = &ours->stages[*proven], *b = &plain->stages[*proven];
        int64_t slack = slack_of(made);
        bool gain = a->bound > a->value || b->bound > b->value;
        if (gain ? a->value > b->bound + slack || b->value > a->bound + slack
                 : a->value + slack < b->bound || b->value + slack < a->bound)
            return differ(difference, "stage %zu is %lld (bound %lld), GLPK's %lld (bound %lld)",
                          *proven + 1, (long long)a->value, (long long)a->bound,
                          (long long)b->value, (long long)b->bound);
        if (!a->proven || !b->proven)
            break;
    }
    return plan_holds(made, ours, difference) && plan_holds(made, plain, difference);
}

bool siting_equals_plain(const struct siting_case *made, double time_s, size_t *proven,
                         struct siting_difference *difference)
{
    struct mlg_siting_solution *ours = NULL, *plain = NULL;
    enum mlg_status left = solve(made, false, time_s, &ours);
    enum mlg_status right = solve(made, true, time_s, &plain);
    bool equal = true;
    *proven = 0;
    if (left == MLG_OK && right == MLG_OK)
        equal = stages_agree(made, ours, plain, proven, difference);
    else if (left != right && left != MLG_STOPPED && right != MLG_STOPPED)
        equal = differ(difference, "%s, GLPK's %s", mlg_status_name(left), mlg_status_name(right));
    mlg_siting_solution_destroy(ours);
    mlg_siting_solution_destroy(plain);
    return equal;
}

struct mlg_siting_goal siting_random_goal(struct mlg_random *random, enum mlg_goal_kind kind)
{
    struct mlg_siting_goal goal = {.kind = kind};
    if (kind == MLG_GOAL_SHORTEST_TIME && mlg_random_below(random, 2))
        goal.within = (struct mlg_share){1 + mlg_random_below(random, 9), 10};
    return goal;
}

unsigned siting_random_rules(struct mlg_random *random)
{
    unsigned rules = 0;
    for (int rule = 0; rule < N_RULES; rule++)
        if (mlg_random_below(random, 4) == 0)
            rules |= 1U << rule;
    return rules >> RULE_CAPACITY & 1 ? rules & ~(1U << RULE_DEMAND_GROUPS) : rules;
}
