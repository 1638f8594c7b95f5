#include "tests/solver/flows.h"
#include "tests/solver/sitings.h"

#include <stdlib.h>

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
