#include "solver/siting/siting_count.h"

#include "base/memory.h"

#include <stdlib.h>

bool mlg_site_is_admitted(const struct mlg_siting *problem, uint32_t site)
{
    return problem->role[site] != MLG_SITE_NEVER;
}

bool mlg_site_is_fixed(const struct mlg_siting *problem, uint32_t site)
{
    return problem->role[site] == MLG_SITE_KEPT || problem->role[site] == MLG_SITE_MUST;
}

bool mlg_site_is_new(const struct mlg_siting *problem, uint32_t site)
{
    return problem->role[site] == MLG_SITE_CANDIDATE || problem->role[site] == MLG_SITE_MUST;
}

int64_t mlg_site_cost(const struct mlg_siting *problem, uint32_t site)
{
    return problem->cost ? problem->cost[site] : 1;
}

int64_t mlg_site_gain(const struct mlg_siting *problem, uint32_t site)
{
    return problem->gain ? problem->gain[site] : problem->role[site] == MLG_SITE_MOVABLE;
}

int64_t mlg_site_change(const struct mlg_siting *problem, uint32_t site)
{
    return problem->change_cost ? problem->change_cost[site] : 1;
}

bool mlg_share_is_set(struct mlg_share share)
{
    return share.denominator > 0;
}

int64_t mlg_share_of(struct mlg_share share, int64_t total)
{
    int64_t whole = total / share.denominator;
    uint64_t rest = (uint64_t)(total % share.denominator) * share.numerator;
    uint64_t part = rest / share.denominator + (rest % share.denominator > 0);
    return whole * share.numerator + (int64_t)part;
}

int64_t mlg_siting_weight(const struct mlg_siting *problem)
{
    int64_t total = 0;
    for (uint32_t i = 0; i < problem->reach->n_demands; i++)
        total += problem->weight[i];
    return total;
}

static bool is_reachable(const struct mlg_siting *problem, uint32_t demand)
{
    const struct mlg_reach *reach = problem->reach;
    for (uint64_t k = reach->first[demand]; k < reach->first[demand + 1]; k++)
        if (mlg_site_is_admitted(problem, reach->site[k]))
            return true;
    return false;
}

int64_t mlg_siting_reachable(const struct mlg_siting *problem)
{
    int64_t total = 0;
    for (uint32_t i = 0; i < problem->reach->n_demands; i++)
        if (is_reachable(problem, i))
            total += problem->weight[i];
    return total;
}

uint32_t mlg_gradual_share(const struct mlg_gradual *gradual, uint16_t time_ds)
{
    uint32_t k = 0;
    while (k < gradual->n && time_ds > gradual->time_ds[k])
        k++;
    if (k == gradual->n)
        return 0;
    if (k == 0 || !gradual->linear)
        return gradual->share_milli[k];
    uint32_t span = (uint32_t)gradual->time_ds[k] - gradual->time_ds[k - 1];
    uint32_t drop = (uint32_t)gradual->share_milli[k - 1] - gradual->share_milli[k];
    uint32_t past = (uint32_t)time_ds - gradual->time_ds[k - 1];
    return gradual->share_milli[k - 1] - (drop * past + span - 1) / span;
}

int64_t mlg_gradual_gain(const struct mlg_gradual *gradual, int64_t weight, uint16_t time_ds)
{
    int64_t share = mlg_gradual_share(gradual, time_ds);
    return weight / 1000 * share + weight % 1000 * share / 1000;
}

uint16_t mlg_siting_unserved_ds(const struct mlg_siting *problem)
{
    uint16_t longest = problem->unserved_ds;
    for (uint64_t k = 0; k < problem->reach->n_entries; k++)
        if (problem->reach->time_ds[k] > longest)
            longest = problem->reach->time_ds[k];
    return longest;
}

bool mlg_goal_is_gain(enum mlg_goal_kind kind)
{
    return kind == MLG_GOAL_MOST_RESIDENTS || kind == MLG_GOAL_MOST_BACKUP ||
           kind == MLG_GOAL_MOST_PREFERRED;
}

static int64_t count_preferred(const struct mlg_siting *problem, const bool *open)
{
    int64_t n = 0;
    for (uint32_t j = 0; j < problem->reach->n_sites; j++)
        n += problem->preferred[j] && mlg_site_is_new(problem, j) && (!open || open[j]);
    return n;
}

int64_t mlg_goal_base(const struct mlg_siting *problem, enum mlg_goal_kind kind)
{
    if (!mlg_goal_is_gain(kind))
        return 0;
    return kind == MLG_GOAL_MOST_PREFERRED ? count_preferred(problem, NULL)
                                           : mlg_siting_weight(problem);
}

static int64_t count_cost(const struct mlg_siting *problem, const bool *open)
{
    int64_t cost = 0;
    for (uint32_t j = 0; j < problem->reach->n_sites; j++) {
        if (open[j] && mlg_site_is_new(problem, j))
            cost += mlg_site_cost(problem, j);
        else if (!open[j] &&
                 (problem->role[j] == MLG_SITE_CLOSABLE || problem->role[j] == MLG_SITE_MOVABLE))
            cost -= mlg_site_gain(problem, j);
    }
    return cost;
}

static int64_t count_changes(const struct mlg_siting *problem, const bool *open)
{
    int64_t changes = 0;
    for (uint32_t j = 0; j < problem->reach->n_sites; j++)
        if (open[j] != problem->plan[j])
            changes += mlg_site_change(problem, j);
    return changes;
}

/* The entry of the nth nearest open site (0 = the nearest), or the end of the demand's. */
static uint64_t nth_open(const struct mlg_siting *problem, uint32_t demand, const bool *open,
                         unsigned nth)
{
    const struct mlg_reach *reach = problem->reach;
    uint64_t k = reach->first[demand];
    for (; k < reach->first[demand + 1]; k++)
        if (open[reach->site[k]] && nth-- == 0)
            break;
    return k;
}

/* Of one demand: how much of its weight is lost for a goal on residents or on the mean. */
static int64_t lost_of(const struct mlg_siting *problem, enum mlg_goal_kind kind, uint32_t demand,
                       const bool *open, uint16_t unserved_ds)
{
    const struct mlg_reach *reach = problem->reach;
    int64_t weight = problem->weight[demand];
    uint64_t k = nth_open(problem, demand, open, kind == MLG_GOAL_MOST_BACKUP);
    bool served = k < reach->first[demand + 1];
    if (kind == MLG_GOAL_SHORTEST_MEAN && !served)
        return is_reachable(problem, demand) ? weight * unserved_ds : 0;
    if (!served)
        return weight;
    if (kind == MLG_GOAL_SHORTEST_MEAN)
        return weight * reach->time_ds[k];
    if (kind == MLG_GOAL_MOST_RESIDENTS && problem->gradual.n > 0)
        return weight - mlg_gradual_gain(&problem->gradual, weight, reach->time_ds[k]);
    return reach->time_ds[k] <= problem->limit_ds[demand] ? 0 : weight;
}

static int64_t count_lost(const struct mlg_siting *problem, enum mlg_goal_kind kind,
                          const bool *open)
{
    uint16_t unserved_ds = kind == MLG_GOAL_SHORTEST_MEAN ? mlg_siting_unserved_ds(problem) : 0;
    int64_t lost = 0;
    for (uint32_t i = 0; i < problem->reach->n_demands; i++)
        lost += lost_of(problem, kind, i, open, unserved_ds);
    return lost;
}

static int64_t longest_time(const struct mlg_siting *problem, const bool *open)
{
    const struct mlg_reach *reach = problem->reach;
    int64_t longest = 0;
    for (uint32_t i = 0; i < reach->n_demands; i++) {
        uint64_t k = nth_open(problem, i, open, 0);
        if (k < reach->first[i + 1])
            longest = reach->time_ds[k] > longest ? reach->time_ds[k] : longest;
        else if (is_reachable(problem, i))
            return MLG_LOSS_UNSERVED;
    }
    return longest;
}

/* The least time within which the share of the reachable weight has a site. */
static enum mlg_status time_of_share(const struct mlg_siting *problem, struct mlg_share within,
                                     const bool *open, int64_t *time_ds, struct mlg_error *err)
{
    const struct mlg_reach *reach = problem->reach;
    int64_t *at = mlg_alloc_zero((size_t)UINT16_MAX + 1, sizeof *at);
    if (!at)
        return mlg_fail_memory(err, "residents by time", UINT16_MAX * sizeof *at);
    for (uint32_t i = 0; i < reach->n_demands; i++) {
        uint64_t k = nth_open(problem, i, open, 0);
        if (k < reach->first[i + 1])
            at[reach->time_ds[k]] += problem->weight[i];
    }
    int64_t needed = mlg_share_of(within, mlg_siting_reachable(problem)), sum = 0;
    uint32_t t = 0;
    while (t <= UINT16_MAX && sum + at[t] < needed)
        sum += at[t++];
    *time_ds = t <= UINT16_MAX ? t : MLG_LOSS_UNSERVED;
    free(at);
    return MLG_OK;
}

enum mlg_status mlg_siting_loss(const struct mlg_siting *problem,
                                const struct mlg_siting_goal *goal, const bool *open, int64_t *loss,
                                struct mlg_error *err)
{
    switch (goal->kind) {
    case MLG_GOAL_FEWEST_SITES:
        *loss = count_cost(problem, open);
        return MLG_OK;
    case MLG_GOAL_FEWEST_CHANGES:
        *loss = count_changes(problem, open);
        return MLG_OK;
    case MLG_GOAL_MOST_PREFERRED:
        *loss = count_preferred(problem, NULL) - count_preferred(problem, open);
        return MLG_OK;
    case MLG_GOAL_SHORTEST_TIME:
        if (mlg_share_is_set(goal->within))
            return time_of_share(problem, goal->within, open, loss, err);
        *loss = longest_time(problem, open);
        return MLG_OK;
    case MLG_GOAL_MOST_RESIDENTS:
    case MLG_GOAL_SHORTEST_MEAN:
    case MLG_GOAL_MOST_BACKUP:
        break;
    }
    *loss = count_lost(problem, goal->kind, open);
    return MLG_OK;
}
