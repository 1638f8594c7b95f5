#include "solver/siting/siting_diagnosis.h"

#include "base/memory.h"
#include "solver/siting/siting_stages.h"

#include <stdlib.h>
#include <string.h>

/* The problem with some rules left out. */
struct relaxed {
    struct mlg_siting problem;
    struct mlg_siting_wish wish;
    struct mlg_control control;
    enum mlg_site_role *role;
    struct mlg_site_quota *site_quota;
    struct mlg_demand_quota *demand_quota;
};

static void relaxed_finish(struct relaxed *relaxed)
{
    free(relaxed->role);
    free(relaxed->site_quota);
    free(relaxed->demand_quota);
}

static void *copy_of(const void *array, size_t n, size_t size)
{
    void *copy = mlg_alloc(n, size);
    if (copy && n > 0)
        memcpy(copy, array, n * size);
    return copy;
}

static enum mlg_status relaxed_init(struct relaxed *relaxed, const struct mlg_siting *problem,
                                    struct mlg_error *err)
{
    struct mlg_siting *copy = &relaxed->problem;
    *copy = *problem;
    copy->role = relaxed->role =
        copy_of(problem->role, problem->reach->n_sites, sizeof *relaxed->role);
    copy->site_quotas = relaxed->site_quota =
        copy_of(problem->site_quotas, problem->n_site_quotas, sizeof *relaxed->site_quota);
    copy->demand_quotas = relaxed->demand_quota =
        copy_of(problem->demand_quotas, problem->n_demand_quotas, sizeof *relaxed->demand_quota);
    if (!relaxed->role || !relaxed->site_quota || !relaxed->demand_quota)
        return mlg_fail_memory(err, "a diagnosis", problem->reach->n_sites);
    mlg_siting_keep_served(problem, &relaxed->wish);
    return MLG_OK;
}

/* Leaves a rule out, or takes it in again from the problem as it was. */
static void set_rule(struct relaxed *relaxed, const struct mlg_siting *from,
                     struct mlg_siting_conflict rule, bool in)
{
    struct mlg_siting *problem = &relaxed->problem;
    struct mlg_site_quota *site_quota = &relaxed->site_quota[rule.index];
    struct mlg_demand_quota *demand_quota = &relaxed->demand_quota[rule.index];
    switch (rule.rule) {
    case MLG_RULE_MAX_NEW:
        problem->max_new = in ? from->max_new : UINT32_MAX;
        break;
    case MLG_RULE_BUDGET:
        problem->budget = in ? from->budget : INT64_MAX;
        break;
    case MLG_RULE_COVER_ALL:
        problem->cover_all = in && from->cover_all;
        break;
    case MLG_RULE_REQUIRED:
        problem->required = in ? from->required : (struct mlg_share){0, 0};
        break;
    case MLG_RULE_CAPACITY:
        problem->capacity = in ? from->capacity : NULL;
        break;
    case MLG_RULE_TOO_CLOSE:
        problem->n_too_close = in ? from->n_too_close : 0;
        break;
    case MLG_RULE_NETWORK:
        problem->network.first = in ? from->network.first : NULL;
        break;
    case MLG_RULE_PHASES:
        problem->phases.n = in ? from->phases.n : 0;
        break;
    case MLG_RULE_MUST:
        for (uint32_t j = 0; j < from->reach->n_sites; j++)
            if (from->role[j] == MLG_SITE_MUST)
                relaxed->role[j] = in ? MLG_SITE_MUST : MLG_SITE_CANDIDATE;
        break;
    case MLG_RULE_SERVED:
        relaxed->wish.kept[MLG_GOAL_SHORTEST_TIME] = in;
        break;
    case MLG_RULE_SITE_QUOTA:
        *site_quota = from->site_quotas[rule.index];
        if (!in)
            *site_quota = (struct mlg_site_quota){.name = site_quota->name, .at_most = UINT32_MAX};
        break;
    case MLG_RULE_DEMAND_QUOTA:
        *demand_quota = from->demand_quotas[rule.index];
        if (!in)
            demand_quota->covered = (struct mlg_share){0, 1};
        break;
    }
}

static bool has_rule(const struct relaxed *relaxed, enum mlg_siting_rule rule)
{
    const struct mlg_siting *problem = &relaxed->problem;
    bool must = false;
    for (uint32_t j = 0; j < problem->reach->n_sites; j++)
        must |= problem->role[j] == MLG_SITE_MUST;
    const bool has[] = {
        [MLG_RULE_MAX_NEW] = problem->max_new != UINT32_MAX,
        [MLG_RULE_BUDGET] = problem->budget != INT64_MAX,
        [MLG_RULE_COVER_ALL] = problem->cover_all,
        [MLG_RULE_REQUIRED] = mlg_share_is_set(problem->required),
        [MLG_RULE_CAPACITY] = problem->capacity,
        [MLG_RULE_TOO_CLOSE] = problem->n_too_close > 0,
        [MLG_RULE_NETWORK] = problem->network.first,
        [MLG_RULE_PHASES] = problem->phases.n > 0,
        [MLG_RULE_MUST] = must,
        [MLG_RULE_SERVED] = relaxed->wish.kept[MLG_GOAL_SHORTEST_TIME],
    };
    return has[rule];
}

static enum mlg_status list_rules(const struct relaxed *relaxed, struct mlg_siting_diagnosis *made,
                                  struct mlg_error *err)
{
    const struct mlg_siting *problem = &relaxed->problem;
    size_t n = MLG_RULE_SITE_QUOTA + problem->n_site_quotas + problem->n_demand_quotas;
    made->conflicts = mlg_alloc(n, sizeof *made->conflicts);
    if (!made->conflicts)
        return mlg_fail_memory(err, "a diagnosis", n * sizeof *made->conflicts);
    for (size_t q = 0; q < problem->n_site_quotas; q++)
        made->conflicts[made->n_conflicts++] = (struct mlg_siting_conflict){MLG_RULE_SITE_QUOTA, q};
    for (size_t q = 0; q < problem->n_demand_quotas; q++)
        made->conflicts[made->n_conflicts++] =
            (struct mlg_siting_conflict){MLG_RULE_DEMAND_QUOTA, q};
    for (int rule = MLG_RULE_SERVED; rule >= 0; rule--)
        if (has_rule(relaxed, (enum mlg_siting_rule)rule))
            made->conflicts[made->n_conflicts++] =
                (struct mlg_siting_conflict){(enum mlg_siting_rule)rule, 0};
    return MLG_OK;
}

/* The fewest sites that the rules admit, or just whether they admit any plan. */
static enum mlg_status try_rules(const struct relaxed *relaxed, bool fewest,
                                 struct mlg_siting_plan *plan, struct mlg_siting_result *result,
                                 struct mlg_error *err)
{
    const struct mlg_siting_goal goal = {.kind = MLG_GOAL_FEWEST_SITES};
    struct mlg_siting_wish wish = relaxed->wish;
    struct mlg_siting problem = relaxed->problem;
    if (fewest) {
        wish.goal = &goal;
        problem.cost = problem.gain = NULL;
    }
    plan->found = false;
    return mlg_siting_minimise(&problem, &wish, &relaxed->control, plan, result, err);
}

static enum mlg_status filter(struct relaxed *relaxed, const struct mlg_siting *problem,
                              struct mlg_siting_plan *plan, struct mlg_siting_diagnosis *made,
                              struct mlg_error *err)
{
    struct mlg_siting_result result;
    enum mlg_status status = try_rules(relaxed, false, plan, &result, err);
    size_t n = status == MLG_OK && plan->found ? 0 : made->n_conflicts;
    made->smallest = status == MLG_OK && result.infeasible;
    made->n_conflicts = 0;
    for (size_t k = 0; status == MLG_OK && k < n; k++) {
        struct mlg_siting_conflict rule = made->conflicts[k];
        set_rule(relaxed, problem, rule, false);
        status = try_rules(relaxed, false, plan, &result, err);
        if (status == MLG_OK && result.infeasible)
            continue;
        made->smallest &= plan->found;
        made->conflicts[made->n_conflicts++] = rule;
        set_rule(relaxed, problem, rule, true);
    }
    return status;
}

/* How many sites more than max_new, with all the other rules. */
static enum mlg_status find_repair(struct relaxed *relaxed, const struct mlg_siting *problem,
                                   struct mlg_siting_plan *plan, struct mlg_siting_diagnosis *made,
                                   struct mlg_error *err)
{
    bool counts = false;
    for (size_t k = 0; k < made->n_conflicts; k++)
        counts |= made->conflicts[k].rule == MLG_RULE_MAX_NEW;
    if (!counts)
        return MLG_OK;
    struct mlg_siting_wish wish = relaxed->wish;
    struct relaxed whole = {.wish = wish, .control = relaxed->control};
    struct mlg_siting_result result = {0};
    enum mlg_status status = relaxed_init(&whole, problem, err);
    if (status == MLG_OK) {
        whole.problem.max_new = UINT32_MAX;
        status = try_rules(&whole, true, plan, &result, err);
    }
    if (status == MLG_OK && plan->found && result.loss == result.bound) {
        made->repaired = true;
        made->more_sites = result.loss - problem->max_new;
    }
    relaxed_finish(&whole);
    return status;
}

void mlg_siting_diagnosis_destroy(struct mlg_siting_diagnosis *diagnosis)
{
    if (diagnosis)
        free(diagnosis->conflicts);
    free(diagnosis);
}

enum mlg_status mlg_siting_diagnose(const struct mlg_siting *problem,
                                    const struct mlg_solve_options *options,
                                    const struct mlg_monitor *monitor,
                                    struct mlg_siting_diagnosis **diagnosis, struct mlg_error *err)
{
    enum mlg_status status = mlg_siting_check(problem, err);
    if (status != MLG_OK)
        return status;
    struct relaxed relaxed = {
        .control = {.monitor = monitor, .deadline_s = mlg_clock_s() + options->time_s, .unit = 1}};
    struct mlg_siting_diagnosis *made = mlg_alloc_zero(1, sizeof *made);
    struct mlg_siting_plan plan = {
        .open = mlg_alloc(problem->reach->n_sites, sizeof *plan.open),
        .placed = mlg_alloc(problem->reach->n_entries, sizeof *plan.placed),
    };
    if (!made || !plan.open || !plan.placed)
        status = mlg_fail_memory(err, "a diagnosis", problem->reach->n_entries);
    if (status == MLG_OK)
        status = relaxed_init(&relaxed, problem, err);
    if (status == MLG_OK)
        status = list_rules(&relaxed, made, err);
    if (status == MLG_OK)
        status = filter(&relaxed, problem, &plan, made, err);
    if (status == MLG_OK)
        status = find_repair(&relaxed, problem, &plan, made, err);
    relaxed_finish(&relaxed);
    free(plan.open);
    free(plan.placed);
    if (status == MLG_OK)
        *diagnosis = made;
    else
        mlg_siting_diagnosis_destroy(made);
    return status;
}
