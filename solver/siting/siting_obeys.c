/* Whether a set of open sites obeys the rules of a siting problem. */
#include "solver/siting/siting_count.h"
#include "solver/siting/siting_stages.h"

static bool obeys_roles(const struct mlg_siting *problem, const bool *open)
{
    for (uint32_t j = 0; j < problem->reach->n_sites; j++)
        if (open[j] ? !mlg_site_is_admitted(problem, j) : mlg_site_is_fixed(problem, j))
            return false;
    return true;
}

static int64_t sum_of_openings(const struct mlg_siting *problem)
{
    int64_t sum = 0;
    for (uint32_t p = 0; p < problem->phases.n; p++)
        sum += problem->phases.openings[p];
    return sum;
}

static bool obeys_numbers(const struct mlg_siting *problem, const bool *open)
{
    int64_t n_new = 0, moved = 0, cost = 0;
    const struct mlg_siting_goal fewest = {.kind = MLG_GOAL_FEWEST_SITES};
    for (uint32_t j = 0; j < problem->reach->n_sites; j++) {
        n_new += open[j] && mlg_site_is_new(problem, j);
        moved += !open[j] && problem->role[j] == MLG_SITE_MOVABLE;
    }
    if (mlg_siting_loss(problem, &fewest, open, &cost, NULL) != MLG_OK)
        return false;
    return moved <= n_new &&
           (problem->max_new == UINT32_MAX || n_new - moved <= problem->max_new) &&
           cost <= problem->budget && (problem->phases.n == 0 || n_new <= sum_of_openings(problem));
}

static bool obeys_quota(const struct mlg_siting *problem, const struct mlg_site_quota *quota,
                        const bool *open)
{
    int64_t in = 0, all = 0;
    for (uint32_t k = 0; k < quota->n; k++)
        in += open[quota->site[k]] && (!quota->of_new || mlg_site_is_new(problem, quota->site[k]));
    for (uint32_t j = 0; j < problem->reach->n_sites; j++)
        all += open[j] && (!quota->of_new || mlg_site_is_new(problem, j));
    return in >= quota->at_least && (quota->at_most == UINT32_MAX || in <= quota->at_most) &&
           (!mlg_share_is_set(quota->least) ||
            in * quota->least.denominator >= all * quota->least.numerator) &&
           (!mlg_share_is_set(quota->most) ||
            in * quota->most.denominator <= all * quota->most.numerator);
}

static bool obeys_network(const struct mlg_siting *problem, const bool *open)
{
    const struct mlg_site_lists *network = &problem->network;
    for (uint32_t j = 0; network->first && j < problem->reach->n_sites; j++) {
        bool linked = !open[j];
        for (uint64_t k = network->first[j]; !linked && k < network->first[j + 1]; k++)
            linked = network->site[k] != j && open[network->site[k]];
        if (!linked)
            return false;
    }
    return true;
}

bool mlg_siting_obeys_sites(const struct mlg_siting *problem, const bool *open)
{
    if (!obeys_roles(problem, open) || !obeys_numbers(problem, open) ||
        !obeys_network(problem, open))
        return false;
    for (size_t q = 0; q < problem->n_site_quotas; q++)
        if (!obeys_quota(problem, &problem->site_quotas[q], open))
            return false;
    for (size_t p = 0; p < problem->n_too_close; p++)
        if (open[problem->too_close[p][0]] && open[problem->too_close[p][1]])
            return false;
    return true;
}

/* Whether an admitted site (of those in `open`, unless NULL) covers the demand. */
static bool is_covered(const struct mlg_siting *problem, uint32_t demand, const bool *open)
{
    const struct mlg_reach *reach = problem->reach;
    for (uint64_t k = reach->first[demand]; k < reach->first[demand + 1]; k++) {
        if (reach->time_ds[k] > problem->limit_ds[demand])
            return false;
        if (mlg_site_is_admitted(problem, reach->site[k]) && (!open || open[reach->site[k]]))
            return true;
    }
    return false;
}

static bool obeys_demand_quota(const struct mlg_siting *problem,
                               const struct mlg_demand_quota *quota, const bool *open)
{
    int64_t total = 0, covered = 0;
    for (uint32_t k = 0; k < quota->n; k++) {
        total += problem->weight[quota->demand[k]];
        if (is_covered(problem, quota->demand[k], open))
            covered += problem->weight[quota->demand[k]];
    }
    return covered >= mlg_share_of(quota->covered, total);
}

bool mlg_siting_obeys_coverage(const struct mlg_siting *problem, const bool *open)
{
    int64_t covered = 0;
    for (uint32_t i = 0; i < problem->reach->n_demands; i++) {
        bool here = is_covered(problem, i, open);
        if (problem->cover_all && !here && is_covered(problem, i, NULL))
            return false;
        covered += here ? problem->weight[i] : 0;
    }
    for (size_t q = 0; q < problem->n_demand_quotas; q++)
        if (!obeys_demand_quota(problem, &problem->demand_quotas[q], open))
            return false;
    return !mlg_share_is_set(problem->required) ||
           covered >= mlg_share_of(problem->required, mlg_siting_weight(problem));
}

enum mlg_status mlg_siting_keeps(const struct mlg_siting *problem,
                                 const struct mlg_siting_wish *wish, const bool *open, bool *keeps,
                                 struct mlg_error *err)
{
    bool valid = mlg_siting_obeys_sites(problem, open) &&
                 (problem->capacity || mlg_siting_obeys_coverage(problem, open));
    enum mlg_status status = MLG_OK;
    for (int kind = 0; status == MLG_OK && valid && kind < MLG_N_GOALS; kind++) {
        struct mlg_siting_goal goal = {.kind = (enum mlg_goal_kind)kind, .within = wish->within};
        if (!wish->kept[kind] || problem->capacity)
            continue;
        int64_t loss = 0;
        status = mlg_siting_loss(problem, &goal, open, &loss, err);
        valid = loss <= wish->most[kind];
    }
    *keeps = valid;
    return status;
}
