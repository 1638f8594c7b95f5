/* Mistakes in a siting problem. */
#include "solver/siting/siting_stages.h"

static enum mlg_status check_share(const char *what, struct mlg_share share, struct mlg_error *err)
{
    if (share.numerator <= share.denominator)
        return MLG_OK;
    return mlg_fail(err, MLG_BAD_SCENARIO, "the share %u / %u of %s is above 1", share.numerator,
                    share.denominator, what);
}

static enum mlg_status check_goals(const struct mlg_siting *problem, struct mlg_error *err)
{
    bool seen[MLG_N_GOALS] = {false};
    if (problem->n_goals == 0)
        return mlg_fail(err, MLG_BAD_SCENARIO, "there is no goal, expected at least one");
    for (size_t g = 0; g < problem->n_goals; g++) {
        const struct mlg_siting_goal *goal = &problem->goals[g];
        if (seen[goal->kind])
            return mlg_fail(err, MLG_BAD_SCENARIO,
                            "goal %zu is there already, expected each goal once", g + 1);
        seen[goal->kind] = true;
        enum mlg_status status = check_share("a goal", goal->within, err);
        if (status != MLG_OK)
            return status;
    }
    if (seen[MLG_GOAL_FEWEST_CHANGES] && !problem->plan)
        return mlg_fail(err, MLG_BAD_SCENARIO, "fewest changes need a plan to count from");
    if (seen[MLG_GOAL_MOST_PREFERRED] && !problem->preferred)
        return mlg_fail(err, MLG_BAD_SCENARIO, "most preferred sites need a list of them");
    return MLG_OK;
}

static enum mlg_status check_members(const char *name, const uint32_t *member, uint32_t n,
                                     uint32_t below, struct mlg_error *err)
{
    for (uint32_t k = 0; k < n; k++)
        if (member[k] >= below || (k > 0 && member[k] <= member[k - 1]))
            return mlg_fail(err, MLG_BAD_SCENARIO,
                            "'%s' names member %u, expected increasing numbers below %u", name,
                            member[k], below);
    return MLG_OK;
}

static enum mlg_status check_quotas(const struct mlg_siting *problem, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (size_t q = 0; status == MLG_OK && q < problem->n_site_quotas; q++) {
        const struct mlg_site_quota *quota = &problem->site_quotas[q];
        status = check_members(quota->name, quota->site, quota->n, problem->reach->n_sites, err);
        if (status == MLG_OK)
            status = check_share(quota->name, quota->least, err);
        if (status == MLG_OK)
            status = check_share(quota->name, quota->most, err);
    }
    for (size_t q = 0; status == MLG_OK && q < problem->n_demand_quotas; q++) {
        const struct mlg_demand_quota *quota = &problem->demand_quotas[q];
        status =
            check_members(quota->name, quota->demand, quota->n, problem->reach->n_demands, err);
        if (status == MLG_OK && !mlg_share_is_set(quota->covered))
            status = mlg_fail(err, MLG_BAD_SCENARIO, "'%s' asks for no share", quota->name);
        if (status == MLG_OK)
            status = check_share(quota->name, quota->covered, err);
    }
    return status;
}

static enum mlg_status check_gradual(const struct mlg_gradual *gradual, struct mlg_error *err)
{
    for (uint32_t k = 0; k < gradual->n; k++) {
        if (gradual->share_milli[k] > 1000)
            return mlg_fail(err, MLG_BAD_SCENARIO, "gradual coverage is %u thousandths, above 1",
                            gradual->share_milli[k]);
        if (k > 0 && (gradual->time_ds[k] <= gradual->time_ds[k - 1] ||
                      gradual->share_milli[k] > gradual->share_milli[k - 1]))
            return mlg_fail(err, MLG_BAD_SCENARIO,
                            "gradual coverage does not fall with time at its point %u", k + 1);
    }
    return MLG_OK;
}

static enum mlg_status check_pairs(const struct mlg_siting *problem, struct mlg_error *err)
{
    uint32_t n_sites = problem->reach->n_sites;
    for (size_t p = 0; p < problem->n_too_close; p++) {
        const uint32_t *pair = problem->too_close[p];
        if (pair[0] == pair[1] || pair[0] >= n_sites || pair[1] >= n_sites)
            return mlg_fail(err, MLG_BAD_SCENARIO,
                            "sites %u and %u are no pair of different sites below %u", pair[0],
                            pair[1], n_sites);
    }
    const struct mlg_site_lists *network = &problem->network;
    for (uint64_t k = 0; network->first && k < network->first[n_sites]; k++)
        if (network->site[k] >= n_sites)
            return mlg_fail(err, MLG_BAD_SCENARIO, "the network names site %u of %u",
                            network->site[k], n_sites);
    return MLG_OK;
}

static enum mlg_status check_numbers(const struct mlg_siting *problem, struct mlg_error *err)
{
    for (uint32_t i = 0; i < problem->reach->n_demands; i++)
        if (problem->weight[i] < 0)
            return mlg_fail(err, MLG_BAD_SCENARIO, "demand %u has a negative weight", i);
    for (uint32_t j = 0; j < problem->reach->n_sites; j++)
        if ((problem->cost && problem->cost[j] < 0) ||
            (problem->change_cost && problem->change_cost[j] < 0) ||
            (problem->capacity && problem->capacity[j] < 0))
            return mlg_fail(err, MLG_BAD_SCENARIO,
                            "site %u has a negative cost or number of places", j);
    return MLG_OK;
}

enum mlg_status mlg_siting_check(const struct mlg_siting *problem, struct mlg_error *err)
{
    enum mlg_status status = check_goals(problem, err);
    if (status == MLG_OK)
        status = check_share("the residents", problem->required, err);
    if (status == MLG_OK)
        status = check_quotas(problem, err);
    if (status == MLG_OK)
        status = check_gradual(&problem->gradual, err);
    if (status == MLG_OK)
        status = check_pairs(problem, err);
    return status == MLG_OK ? check_numbers(problem, err) : status;
}
