/* A plan with more preferred sites, for a start: each of them opens where it may, or takes the
 * place of a site that serves hardly anybody whom it does not serve itself.
 */
#include "base/memory.h"
#include "solver/siting/siting_count.h"
#include "solver/siting/siting_stages.h"

#include <stdlib.h>
#include <string.h>

/* How many sites are tried for one that opens. */
enum { MOST_TRIED = 8 };

struct preferring {
    const struct mlg_siting *problem;
    const struct mlg_siting_wish *wish;
    bool *open;    /* [n_sites] */
    int64_t *lost; /* [n_sites]: weight that is served by this site alone */
};

/* What is no more served within its limit without each open site, where `instead` is open. */
static void count_lost(struct preferring *preferring, uint32_t instead)
{
    const struct mlg_siting *problem = preferring->problem;
    const struct mlg_reach *reach = problem->reach;
    for (uint32_t j = 0; j < reach->n_sites; j++)
        preferring->lost[j] = 0;
    for (uint32_t i = 0; i < reach->n_demands; i++) {
        uint32_t sole = 0, n = 0;
        for (uint64_t k = reach->first[i];
             k < reach->first[i + 1] && reach->time_ds[k] <= problem->limit_ds[i] && n < 2; k++) {
            uint32_t j = reach->site[k];
            n += j == instead ? 2 : preferring->open[j];
            sole = preferring->open[j] ? j : sole;
        }
        if (n == 1)
            preferring->lost[sole] += problem->weight[i];
    }
}

/* May it close so that a preferred one opens? */
static bool is_exchangeable(const struct preferring *preferring, uint32_t site)
{
    const struct mlg_siting *problem = preferring->problem;
    return preferring->open[site] && problem->role[site] == MLG_SITE_CANDIDATE &&
           !problem->preferred[site] && preferring->lost[site] != INT64_MAX;
}

/* The exchangeable site without which least is lost; UINT32_MAX = none. */
static uint32_t next_exchangeable(const struct preferring *preferring)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t j = 0; j < preferring->problem->reach->n_sites; j++)
        if (is_exchangeable(preferring, j) &&
            (best == UINT32_MAX || preferring->lost[j] < preferring->lost[best]))
            best = j;
    return best;
}

/* Opens the site, alone or for another one; *done = the plan keeps to everything. */
static enum mlg_status open_preferred(struct preferring *preferring, uint32_t site, bool *done,
                                      struct mlg_error *err)
{
    bool *open = preferring->open;
    open[site] = true;
    enum mlg_status status =
        mlg_siting_keeps(preferring->problem, preferring->wish, open, done, err);
    if (status != MLG_OK || *done)
        return status;
    count_lost(preferring, site);
    for (int i = 0; i < MOST_TRIED && status == MLG_OK && !*done; i++) {
        uint32_t other = next_exchangeable(preferring);
        if (other == UINT32_MAX)
            break;
        open[other] = false;
        status = mlg_siting_keeps(preferring->problem, preferring->wish, open, done, err);
        open[other] = !*done;
        preferring->lost[other] = INT64_MAX;
    }
    open[site] = *done;
    return status;
}

/* The roles, with every preferred candidate open; NULL = no memory. */
static enum mlg_site_role *force_preferred(const struct mlg_siting *problem)
{
    uint32_t n_sites = problem->reach->n_sites;
    enum mlg_site_role *role = mlg_alloc(n_sites, sizeof *role);
    for (uint32_t j = 0; role && j < n_sites; j++)
        role[j] = problem->role[j] == MLG_SITE_CANDIDATE && problem->preferred[j]
                      ? MLG_SITE_MUST
                      : problem->role[j];
    return role;
}

/* The earlier goals [n_goals] once more, with all preferred sites; *done = that went. */
static enum mlg_status try_all(const struct mlg_siting *problem, size_t n_goals,
                               const struct mlg_siting_wish *wish,
                               const struct mlg_control *control, struct mlg_siting_plan *plan,
                               bool *done, struct mlg_error *err)
{
    struct mlg_siting forced = *problem;
    const struct mlg_solve_options options = {.time_s = mlg_control_left_s(control) / 3,
                                              .gap = control->gap,
                                              .seed = control->seed,
                                              .presolve = true};
    struct mlg_siting_solution *solution = NULL;
    enum mlg_site_role *role = force_preferred(problem);
    if (!role)
        return mlg_fail_memory(err, "a plan", problem->reach->n_sites * sizeof *role);
    forced.role = role;
    forced.n_goals = n_goals;
    forced.phases.n = 0;
    enum mlg_status status = mlg_siting_solve(&forced, &options, control->monitor, &solution, NULL);
    *done = false;
    if (status == MLG_OK)
        status = mlg_siting_keeps(problem, wish, solution->open, done, err);
    else if (status == MLG_INFEASIBLE || status == MLG_STOPPED)
        status = MLG_OK;
    else
        mlg_fail(err, status, "the preferred sites cannot be tried together");
    if (*done)
        memcpy(plan->open, solution->open, problem->reach->n_sites * sizeof *plan->open);
    mlg_siting_solution_destroy(solution);
    free(role);
    return status;
}

static enum mlg_status open_one_by_one(const struct mlg_siting *problem,
                                       const struct mlg_siting_wish *wish,
                                       const struct mlg_control *control,
                                       struct mlg_siting_plan *plan, struct mlg_error *err)
{
    struct preferring preferring = {problem, wish, plan->open,
                                    mlg_alloc(problem->reach->n_sites, sizeof *preferring.lost)};
    if (!preferring.lost)
        return mlg_fail_memory(err, "a plan", problem->reach->n_sites * sizeof *preferring.lost);
    enum mlg_status status = MLG_OK;
    for (uint32_t j = 0; j < problem->reach->n_sites && status == MLG_OK; j++) {
        bool done;
        if (!problem->preferred[j] || plan->open[j] || problem->role[j] != MLG_SITE_CANDIDATE)
            continue;
        if (mlg_control_halted(control))
            break;
        status = open_preferred(&preferring, j, &done, err);
    }
    free(preferring.lost);
    return status;
}

enum mlg_status mlg_siting_prefer(const struct mlg_siting *problem, size_t n_goals,
                                  const struct mlg_siting_wish *wish,
                                  const struct mlg_control *control, struct mlg_siting_plan *plan,
                                  struct mlg_error *err)
{
    bool done = false;
    enum mlg_status status = MLG_OK;
    if (n_goals > 0)
        status = try_all(problem, n_goals, wish, control, plan, &done, err);
    return status == MLG_OK && !done ? open_one_by_one(problem, wish, control, plan, err) : status;
}
