/* The question for the fewest sites or the most residents alone, as a covering problem: its bound
 * can be certified.
 */
#include "base/memory.h"
#include "scenarios/run/question.h"

#include <stdlib.h>
#include <string.h>

bool mlg_question_is_covering(const struct mlg_terms *terms)
{
    const struct mlg_scenario *scenario = terms->scenario;
    const struct mlg_rules *rules = &scenario->rules;
    const struct mlg_scenario_goal *goal = &scenario->goals[0];
    for (size_t s = 0; s < terms->tables->n_sites; s++)
        if (terms->role[s] != MLG_SITE_CANDIDATE && terms->role[s] != MLG_SITE_NEVER &&
            terms->role[s] != MLG_SITE_KEPT)
            return false;
    bool fewest = goal->kind == MLG_GOAL_FEWEST_SITES && goal->cover_percent >= 100;
    bool most = goal->kind == MLG_GOAL_MOST_RESIDENTS && rules->zero_ds == 0 &&
                rules->max_new_sites != UINT32_MAX;
    return scenario->n_goals == 1 && (fewest || most) && !terms->cost_milli &&
           !terms->capacity_milli && terms->n_groups == 0 && terms->n_too_close == 0 &&
           !terms->near_first && rules->n_phases == 0 && rules->budget < 0;
}

/* Residents who are served today, where the stage counts those served anew. */
static int64_t served_today(const struct mlg_tables *tables, const struct mlg_coverage *today,
                            enum mlg_goal_kind kind)
{
    int64_t served = 0;
    for (size_t i = 0; i < tables->n_people; i++)
        if (kind == MLG_GOAL_MOST_RESIDENTS && today->n_in_reach[i] > 0)
            served += tables->people->residents_milli[i];
    return served;
}

static enum mlg_status convert(const struct mlg_tables *tables, const struct mlg_coverage *today,
                               const struct mlg_solution *covering,
                               struct mlg_siting_solution *made, struct mlg_error *err)
{
    made->open = mlg_alloc_zero(tables->n_sites, sizeof *made->open);
    made->new_site = mlg_alloc(covering->n_chosen, sizeof *made->new_site);
    made->stages = mlg_alloc(covering->n_stages, sizeof *made->stages);
    if (!made->open || !made->new_site || !made->stages)
        return mlg_fail_memory(err, "a plan", tables->n_sites);
    for (size_t s = 0; s < tables->n_existing; s++)
        made->open[s] = true;
    for (uint32_t i = 0; i < covering->n_chosen; i++) {
        made->new_site[i] = (uint32_t)tables->n_existing + covering->chosen[i];
        made->open[made->new_site[i]] = true;
    }
    made->n_new = covering->n_chosen;
    made->n_stages = covering->n_stages;
    memcpy(made->stages, covering->stages, covering->n_stages * sizeof *made->stages);
    made->reduced = covering->reduced;
    int64_t served = served_today(tables, today, made->stages[0].kind);
    made->stages[0].value += served;
    made->stages[0].bound += served;
    return MLG_OK;
}

enum mlg_status
mlg_question_solve_covering(const struct mlg_terms *terms, const struct mlg_coverage *today,
                            const struct mlg_demand *demand,
                            const struct mlg_solve_options *options,
                            const struct mlg_monitor *monitor, struct mlg_solution **covering,
                            struct mlg_siting_solution **solution, struct mlg_error *err)
{
    const struct mlg_goal goal = {terms->scenario->goals[0].kind};
    const struct mlg_problem problem = {
        .instance = demand->instance,
        .goals = &goal,
        .n_goals = 1,
        .max_sites = terms->scenario->rules.max_new_sites,
    };
    struct mlg_solve_options named = *options;
    named.row_name = demand->person;
    enum mlg_status status = mlg_solve(&problem, &named, monitor, covering, err);
    if (status != MLG_OK)
        return status;
    struct mlg_siting_solution *made = mlg_alloc_zero(1, sizeof *made);
    status = made ? convert(terms->tables, today, *covering, made, err)
                  : mlg_fail_memory(err, "a plan", sizeof *made);
    if (status == MLG_OK)
        *solution = made;
    else
        mlg_siting_solution_destroy(made);
    return status;
}
