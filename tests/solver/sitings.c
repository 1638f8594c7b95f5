#include "tests/solver/sitings.h"

#include "tests/solver/flows.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static void make_reach(struct siting_case *made, struct mlg_random *random)
{
    uint64_t first[MAX_SITES + 1] = {0};
    uint32_t demand[MAX_SITES * MAX_DEMANDS];
    uint16_t time[MAX_SITES * MAX_DEMANDS];
    uint64_t n = 0;
    for (uint32_t j = 0; j < made->n_sites; j++) {
        for (uint32_t i = 0; i < made->n_demands; i++) {
            made->time[i][j] = UINT16_MAX;
            if (mlg_random_below(random, 3) == 0)
                continue;
            made->time[i][j] = (uint16_t)mlg_random_below(random, 30);
            if (i > 0 && mlg_random_below(random, 5) == 0)
                made->time[i][j] = made->time[i - 1][j];
            if (made->time[i][j] == UINT16_MAX)
                continue;
            demand[n] = i;
            time[n++] = made->time[i][j];
        }
        first[j + 1] = n;
    }
    struct mlg_reach *reach = NULL;
    ck_assert_int_eq(
        mlg_reach_create(made->n_demands, made->n_sites, first, demand, time, &reach, NULL),
        MLG_OK);
    made->problem.reach = reach;
}

static void make_basics(struct siting_case *made, struct mlg_random *random)
{
    made->n_sites = 2 + mlg_random_below(random, MAX_SITES - 2);
    made->n_demands = 1 + mlg_random_below(random, MAX_DEMANDS - 1);
    for (uint32_t i = 0; i < made->n_demands; i++) {
        made->weight[i] = mlg_random_below(random, 6) ? 1 + mlg_random_below(random, 2000) : 0;
        made->limit[i] = 12;
    }
    for (uint32_t j = 0; j < made->n_sites; j++) {
        made->role[j] = MLG_SITE_CANDIDATE;
        made->plan[j] = mlg_random_below(random, 2);
        made->preferred[j] = mlg_random_below(random, 2);
        made->change_cost[j] = mlg_random_below(random, 4);
    }
    make_reach(made, random);
    struct mlg_siting *problem = &made->problem;
    problem->weight = made->weight;
    problem->limit_ds = made->limit;
    problem->role = made->role;
    problem->max_new = 1 + mlg_random_below(random, made->n_sites);
    problem->budget = INT64_MAX;
    problem->plan = made->plan;
    problem->preferred = made->preferred;
    problem->change_cost = mlg_random_below(random, 2) ? made->change_cost : NULL;
    problem->unserved_ds = (uint16_t)mlg_random_below(random, 60);
    problem->goals = made->goal;
}

static void set_roles(struct siting_case *made, struct mlg_random *random, unsigned rules)
{
    for (uint32_t j = 0; j < made->n_sites; j++) {
        uint32_t draw = mlg_random_below(random, 8);
        if (rules >> RULE_FIXED_ROLES & 1 && draw < 3)
            made->role[j] = draw == 0 ? MLG_SITE_KEPT : draw == 1 ? MLG_SITE_MUST : MLG_SITE_NEVER;
        if (rules >> RULE_CLOSABLE & 1 && (draw == 3 || draw == 4))
            made->role[j] = MLG_SITE_CLOSABLE;
        if (rules >> RULE_MOVABLE & 1 && (draw == 5 || draw == 6))
            made->role[j] = MLG_SITE_MOVABLE;
        made->cost[j] = mlg_random_below(random, 9);
        made->gain[j] = (int64_t)mlg_random_below(random, 6) - 1;
    }
    if (rules >> RULE_CLOSABLE & 1)
        made->problem.gain = made->gain;
    if (rules >> RULE_COSTS & 1) {
        made->problem.cost = made->cost;
        made->problem.budget = mlg_random_below(random, 20);
    }
}

static uint32_t random_members(struct mlg_random *random, uint32_t n, uint32_t *member)
{
    uint32_t n_members = 0;
    for (uint32_t k = 0; k < n; k++)
        if (mlg_random_below(random, 2))
            member[n_members++] = k;
    return n_members;
}

static void set_quotas(struct siting_case *made, struct mlg_random *random, unsigned rules)
{
    bool counts = rules >> RULE_GROUPS & 1, shares = rules >> RULE_SHARES & 1;
    for (int q = 0; q < 2; q++) {
        struct mlg_site_quota *quota = &made->quota[q];
        *quota = (struct mlg_site_quota){"group", made->member[q], 0,      q == 0,
                                         0,       UINT32_MAX,      {0, 0}, {0, 0}};
        quota->n = random_members(random, made->n_sites, made->member[q]);
        if (counts && mlg_random_below(random, 2))
            quota->at_least = mlg_random_below(random, 3);
        if (counts && mlg_random_below(random, 2))
            quota->at_most = mlg_random_below(random, 4);
        if (shares && mlg_random_below(random, 2))
            quota->least = (struct mlg_share){1 + mlg_random_below(random, 2), 3};
        else if (shares)
            quota->most = (struct mlg_share){2 + mlg_random_below(random, 3), 5};
    }
    if (counts || shares) {
        made->problem.site_quotas = made->quota;
        made->problem.n_site_quotas = 2;
    }
}

static void set_neighbours(struct siting_case *made, struct mlg_random *random, unsigned rules)
{
    struct mlg_siting *problem = &made->problem;
    for (size_t p = 0; rules >> RULE_TOO_CLOSE & 1 && p < MAX_PAIRS / 2; p++) {
        uint32_t a = mlg_random_below(random, made->n_sites);
        uint32_t b = mlg_random_below(random, made->n_sites);
        if (a == b)
            continue;
        made->too_close[problem->n_too_close][0] = a;
        made->too_close[problem->n_too_close++][1] = b;
        problem->too_close = (const uint32_t(*)[2])made->too_close;
    }
    if (!(rules >> RULE_NETWORK & 1))
        return;
    uint64_t n = 0;
    for (uint32_t j = 0; j < made->n_sites; j++) {
        for (uint32_t k = 0; k < made->n_sites; k++)
            if (mlg_random_below(random, 3) == 0)
                made->network_site[n++] = k;
        made->network_first[j + 1] = n;
    }
    problem->network = (struct mlg_site_lists){made->network_first, made->network_site};
}

static void set_coverage(struct siting_case *made, struct mlg_random *random, unsigned rules)
{
    struct mlg_siting *problem = &made->problem;
    for (uint32_t i = 0; rules >> RULE_LIMITS & 1 && i < made->n_demands; i++)
        made->limit[i] = (uint16_t)mlg_random_below(random, 25);
    problem->cover_all = rules >> RULE_COVER_ALL & 1;
    if (rules >> RULE_REQUIRED & 1)
        problem->required = (struct mlg_share){2 + mlg_random_below(random, 6), 9};
    if (rules >> RULE_DEMAND_GROUPS & 1) {
        for (int q = 0; q < 2; q++) {
            made->demand_quota[q] =
                (struct mlg_demand_quota){"people",
                                          made->person[q],
                                          random_members(random, made->n_demands, made->person[q]),
                                          {1 + mlg_random_below(random, 5), 7}};
        }
        problem->demand_quotas = made->demand_quota;
        problem->n_demand_quotas = 2;
    }
    if (rules >> RULE_GRADUAL & 1) {
        uint16_t t = 0, share = 1000;
        for (int k = 0; k < 3; k++) {
            made->gradual_time[k] = t = (uint16_t)(t + 1 + mlg_random_below(random, 8));
            made->gradual_share[k] = share = (uint16_t)mlg_random_below(random, share + 1U);
        }
        problem->gradual = (struct mlg_gradual){3, made->gradual_time, made->gradual_share,
                                                mlg_random_below(random, 2)};
    }
}

static void set_places(struct siting_case *made, struct mlg_random *random, unsigned rules)
{
    struct mlg_siting *problem = &made->problem;
    for (uint32_t j = 0; rules >> RULE_CAPACITY & 1 && j < made->n_sites; j++) {
        made->capacity[j] = mlg_random_below(random, 5000);
        problem->capacity = made->capacity;
    }
    if (!(rules >> RULE_PHASES & 1))
        return;
    for (int p = 0; p < 3; p++) {
        made->openings[p] = mlg_random_below(random, 3);
        made->year_weight[p] = 1 + mlg_random_below(random, 4);
    }
    problem->phases = (struct mlg_siting_phases){3, made->openings, made->year_weight};
}

void siting_case_init(struct siting_case *made, struct mlg_random *random, unsigned rules)
{
    memset(made, 0, sizeof *made);
    make_basics(made, random);
    set_roles(made, random, rules);
    set_quotas(made, random, rules);
    set_neighbours(made, random, rules);
    set_coverage(made, random, rules);
    set_places(made, random, rules);
}

void siting_case_finish(struct siting_case *made)
{
    mlg_reach_destroy((struct mlg_reach *)made->problem.reach);
}

static bool is_new(const struct siting_case *made, uint32_t j)
{
    return made->role[j] == MLG_SITE_CANDIDATE || made->role[j] == MLG_SITE_MUST;
}

static int64_t cost_of(const struct siting_case *made, uint32_t open)
{
    int64_t cost = 0;
    for (uint32_t j = 0; j < made->n_sites; j++) {
        bool is_open = open >> j & 1;
        if (is_open && is_new(made, j))
            cost += made->problem.cost ? made->cost[j] : 1;
        if (!is_open && made->role[j] == MLG_SITE_CLOSABLE)
            cost -= made->problem.gain ? made->gain[j] : 0;
        if (!is_open && made->role[j] == MLG_SITE_MOVABLE)
            cost -= made->problem.gain ? made->gain[j] : 1;
    }
    return cost;
}

static bool counts_are_right(const struct siting_case *made, uint32_t open)
{
    const struct mlg_siting *problem = &made->problem;
    int64_t n_new = 0, n_moved = 0, openings = 0;
    for (uint32_t j = 0; j < made->n_sites; j++) {
        bool is_open = open >> j & 1;
        if (is_open ? made->role[j] == MLG_SITE_NEVER
                    : made->role[j] == MLG_SITE_KEPT || made->role[j] == MLG_SITE_MUST)
            return false;
        n_new += is_open && is_new(made, j);
        n_moved += !is_open && made->role[j] == MLG_SITE_MOVABLE;
    }
    for (uint32_t p = 0; p < problem->phases.n; p++)
        openings += made->openings[p];
    return n_moved <= n_new && n_new - n_moved <= problem->max_new &&
           cost_of(made, open) <= problem->budget && (problem->phases.n == 0 || n_new <= openings);
}

static bool groups_are_right(const struct siting_case *made, uint32_t open)
{
    for (size_t q = 0; q < made->problem.n_site_quotas; q++) {
        const struct mlg_site_quota *quota = &made->quota[q];
        double in = 0, all = 0;
        for (uint32_t j = 0; j < made->n_sites; j++) {
            bool counts = (open >> j & 1) && (!quota->of_new || is_new(made, j));
            bool member = false;
            for (uint32_t k = 0; k < quota->n; k++)
                member |= quota->site[k] == j;
            all += counts;
            in += counts && member;
        }
        if (in < quota->at_least || in > quota->at_most)
            return false;
        if (quota->least.denominator &&
            in * quota->least.denominator < all * quota->least.numerator)
            return false;
        if (quota->most.denominator && in * quota->most.denominator > all * quota->most.numerator)
            return false;
    }
    return true;
}

static bool neighbours_are_right(const struct siting_case *made, uint32_t open)
{
    for (size_t p = 0; p < made->problem.n_too_close; p++)
        if (open >> made->too_close[p][0] & open >> made->too_close[p][1] & 1)
            return false;
    for (uint32_t j = 0; made->problem.network.first && j < made->n_sites; j++) {
        bool linked = !(open >> j & 1);
        for (uint64_t k = made->network_first[j]; k < made->network_first[j + 1]; k++)
            linked |= made->network_site[k] != j && open >> made->network_site[k] & 1;
        if (!linked)
            return false;
    }
    return true;
}

/* The nearest (or second nearest) open site's time; UINT16_MAX = none. */
static uint16_t nearest(const struct siting_case *made, uint32_t i, uint32_t open, bool second)
{
    uint16_t best = UINT16_MAX, next = UINT16_MAX;
    for (uint32_t j = 0; j < made->n_sites; j++) {
        uint16_t t = open >> j & 1 ? made->time[i][j] : UINT16_MAX;
        if (t < best) {
            next = best;
            best = t;
        } else if (t < next) {
            next = t;
        }
    }
    return second ? next : best;
}

static uint32_t admitted(const struct siting_case *made)
{
    uint32_t sites = 0;
    for (uint32_t j = 0; j < made->n_sites; j++)
        sites |= (uint32_t)(made->role[j] != MLG_SITE_NEVER) << j;
    return sites;
}

static int64_t round_share(struct mlg_share share, int64_t total)
{
    return (total * share.numerator + share.denominator - 1) / share.denominator;
}

static bool coverage_is_right(const struct siting_case *made, uint32_t open)
{
    const struct mlg_siting *problem = &made->problem;
    int64_t total = 0, covered = 0;
    for (uint32_t i = 0; i < made->n_demands; i++) {
        bool here = nearest(made, i, open, false) <= made->limit[i];
        total += made->weight[i];
        covered += here ? made->weight[i] : 0;
        if (problem->cover_all && !here &&
            nearest(made, i, admitted(made), false) <= made->limit[i])
            return false;
    }
    if (problem->required.denominator && covered < round_share(problem->required, total))
        return false;
    for (size_t q = 0; q < problem->n_demand_quotas; q++) {
        total = covered = 0;
        for (uint32_t k = 0; k < made->demand_quota[q].n; k++) {
            uint32_t i = made->person[q][k];
            total += made->weight[i];
            covered += nearest(made, i, open, false) <= made->limit[i] ? made->weight[i] : 0;
        }
        if (covered < round_share(made->demand_quota[q].covered, total))
            return false;
    }
    return true;
}

static uint32_t gradual_share(const struct siting_case *made, uint16_t t)
{
    int k = 0;
    while (k < 3 && t > made->gradual_time[k])
        k++;
    if (k == 3)
        return 0;
    if (k == 0 || !made->problem.gradual.linear)
        return made->gradual_share[k];
    double left = made->gradual_share[k - 1], right = made->gradual_share[k];
    double part = (double)(t - made->gradual_time[k - 1]) /
                  (made->gradual_time[k] - made->gradual_time[k - 1]);
    return (uint32_t)(left + (right - left) * part + 1e-9);
}

static int64_t residents(const struct siting_case *made, uint32_t open)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < made->n_demands; i++) {
        uint16_t t = nearest(made, i, open, false);
        if (made->problem.gradual.n > 0)
            sum += t == UINT16_MAX ? 0 : made->weight[i] * gradual_share(made, t) / 1000;
        else
            sum += t <= made->limit[i] ? made->weight[i] : 0;
    }
    return sum;
}

static int64_t backed_up(const struct siting_case *made, uint32_t open)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < made->n_demands; i++)
        sum += nearest(made, i, open, true) <= made->limit[i] ? made->weight[i] : 0;
    return sum;
}

static int64_t time_sum(const struct siting_case *made, uint32_t open)
{
    int64_t sum = 0, cap = made->problem.unserved_ds;
    for (uint32_t i = 0; i < made->n_demands; i++)
        for (uint32_t j = 0; j < made->n_sites; j++)
            if (made->time[i][j] != UINT16_MAX && made->time[i][j] > cap)
                cap = made->time[i][j];
    for (uint32_t i = 0; i < made->n_demands; i++) {
        uint16_t t = nearest(made, i, open, false);
        if (nearest(made, i, admitted(made), false) != UINT16_MAX)
            sum += made->weight[i] * (t == UINT16_MAX ? cap : t);
    }
    return sum;
}

/* -1 = some who count are not served at all. */
static int64_t longest(const struct siting_case *made, uint32_t open, struct mlg_share within)
{
    int64_t total = 0;
    for (uint32_t i = 0; i < made->n_demands; i++)
        if (nearest(made, i, admitted(made), false) != UINT16_MAX)
            total += made->weight[i];
    for (int64_t t = 0; t < 64; t++) {
        int64_t served = 0;
        bool all = true;
        for (uint32_t i = 0; i < made->n_demands; i++) {
            bool here = nearest(made, i, open, false) <= t;
            served += here ? made->weight[i] : 0;
            all &= here || nearest(made, i, admitted(made), false) == UINT16_MAX;
        }
        if (within.denominator ? served >= round_share(within, total) : all)
            return t;
    }
    return -1;
}

static int64_t changes(const struct siting_case *made, uint32_t open)
{
    int64_t sum = 0;
    for (uint32_t j = 0; j < made->n_sites; j++)
        if ((open >> j & 1) != made->plan[j])
            sum += made->problem.change_cost ? made->change_cost[j] : 1;
    return sum;
}

static int64_t preferred(const struct siting_case *made, uint32_t open)
{
    int64_t sum = 0;
    for (uint32_t j = 0; j < made->n_sites; j++)
        sum += (open >> j & 1) && made->preferred[j] && is_new(made, j);
    return sum;
}

static int64_t measure(const struct siting_case *made, const struct mlg_siting_goal *goal,
                       uint32_t open)
{
    switch (goal->kind) {
    case MLG_GOAL_FEWEST_SITES:
        return cost_of(made, open);
    case MLG_GOAL_MOST_RESIDENTS:
        return made->problem.capacity ? flow_residents(made, open) : residents(made, open);
    case MLG_GOAL_SHORTEST_TIME:
        return made->problem.capacity ? flow_longest(made, open, goal->within)
                                      : longest(made, open, goal->within);
    case MLG_GOAL_SHORTEST_MEAN:
        return made->problem.capacity ? flow_time_sum(made, open) : time_sum(made, open);
    case MLG_GOAL_MOST_BACKUP:
        return backed_up(made, open);
    case MLG_GOAL_FEWEST_CHANGES:
        return changes(made, open);
    case MLG_GOAL_MOST_PREFERRED:
        return preferred(made, open);
    }
    return -1;
}

bool siting_case_measure(const struct siting_case *made, uint32_t open, int64_t *value)
{
    if (!counts_are_right(made, open) || !groups_are_right(made, open) ||
        !neighbours_are_right(made, open) ||
        !(made->problem.capacity ? flow_covers(made, open) : coverage_is_right(made, open)))
        return false;
    for (size_t g = 0; g < made->problem.n_goals; g++) {
        value[g] = measure(made, &made->goal[g], open);
        if (made->goal[g].kind == MLG_GOAL_SHORTEST_TIME && value[g] < 0)
            return false;
    }
    return true;
}

static bool is_gain(enum mlg_goal_kind kind)
{
    return kind == MLG_GOAL_MOST_RESIDENTS || kind == MLG_GOAL_MOST_BACKUP ||
           kind == MLG_GOAL_MOST_PREFERRED;
}

bool siting_case_enumerate(const struct siting_case *made, int64_t *value)
{
    uint32_t n = 1U << made->n_sites;
    bool *left = malloc(n * sizeof *left);
    int64_t(*worth)[3] = malloc(n * sizeof *worth);
    bool any = false;
    for (uint32_t open = 0; open < n; open++)
        any |= left[open] = siting_case_measure(made, open, worth[open]);
    for (size_t g = 0; any && g < made->problem.n_goals; g++) {
        bool gain = is_gain(made->goal[g].kind), first = true;
        for (uint32_t open = 0; open < n; open++)
            if (left[open] &&
                (first || (gain ? worth[open][g] > value[g] : worth[open][g] < value[g]))) {
                value[g] = worth[open][g];
                first = false;
            }
        int64_t slack = made->goal[g].tolerance;
        for (uint32_t open = 0; open < n; open++)
            left[open] &=
                gain ? worth[open][g] >= value[g] - slack : worth[open][g] <= value[g] + slack;
    }
    free(left);
    free(worth);
    return any;
}

int64_t siting_case_phased(const struct siting_case *made,
                           const struct mlg_siting_solution *solution, const uint32_t *phase)
{
    int64_t sum = 0;
    for (uint32_t p = 0; p < made->problem.phases.n; p++) {
        uint32_t open = 0, n = 0;
        for (uint32_t j = 0; j < made->n_sites; j++)
            if (solution->open[j] && !is_new(made, j))
                open |= 1U << j;
        for (uint32_t k = 0; k < solution->n_new; k++) {
            n += phase[k] == p;
            if (phase[k] <= p)
                open |= 1U << solution->new_site[k];
        }
        if (n > made->openings[p])
            return -1;
        sum += made->year_weight[p] * residents(made, open);
    }
    return sum;
}
