/* What forbidding a site of the plan costs, or forcing a candidate: the scenario solved with it. */
#include "base/memory.h"
#include "scenarios/explain/explain_parts.h"
#include "scenarios/plan/figures.h"
#include "scenarios/plan/goal_unit.h"
#include "scenarios/run/question.h"

#include <math.h>
#include <stdlib.h>

/* Between what is certain and what was found, in the goal's unit: never negative, for the plan
 * itself was found without this. */
static json_t *cost_json(int64_t worse, const struct mlg_goal_unit *unit)
{
    return mlg_json_scaled(worse > 0 ? worse : 0, unit->scale);
}

/* goal: of the plan; stage: the same goal with the site forbidden or forced. */
static json_t *goal_json(const struct mlg_scenario_goal *goal, const json_t *claimed,
                         const struct mlg_stage *stage)
{
    const struct mlg_goal_unit unit = mlg_goal_unit(goal);
    int64_t value =
        llround(json_number_value(json_object_get(claimed, "value")) * (double)unit.scale);
    int64_t bound =
        llround(json_number_value(json_object_get(claimed, "bound")) * (double)unit.scale);
    int64_t sign = unit.more ? -1 : 1;
    return json_pack("{s:s, s:s, s:o, s:o, s:b, s:s, s:o, s:o, s:o}", "goal", goal->name, "unit",
                     unit.name, "value", mlg_json_scaled(stage->value, unit.scale), "bound",
                     mlg_json_scaled(stage->bound, unit.scale), "proven", (int)stage->proven,
                     "ended", stage->ended, "plan_value", mlg_json_scaled(value, unit.scale),
                     "cost_at_least", cost_json(sign * (stage->bound - value), &unit),
                     "cost_at_most", cost_json(sign * (stage->value - bound), &unit));
}

/* A later goal is only compared where the earlier ones cost nothing. */
static json_t *goals_json(const struct mlg_plan_sources *sources,
                          const struct mlg_siting_solution *solution)
{
    const json_t *claimed = json_object_get(sources->plan->json, "goals");
    json_t *list = json_array();
    bool same = true;
    for (size_t g = 0; same && g < solution->n_stages; g++) {
        const json_t *goal = json_array_get(claimed, g);
        const struct mlg_goal_unit unit = mlg_goal_unit(&sources->scenario->goals[g]);
        int64_t value =
            llround(json_number_value(json_object_get(goal, "value")) * (double)unit.scale);
        list = mlg_json_append(list,
                               goal_json(&sources->scenario->goals[g], goal, &solution->stages[g]));
        same = solution->stages[g].value == value;
    }
    return list;
}

static enum mlg_status solve_with(const struct mlg_explaining *explaining, uint32_t site,
                                  double time_s, struct mlg_siting_solution **solution,
                                  struct mlg_error *err)
{
    const struct mlg_plan_sources *sources = explaining->sources;
    struct mlg_terms *terms = NULL;
    struct mlg_question *question = NULL;
    struct mlg_solve_options options = sources->scenario->solver;
    options.time_s = time_s;
    enum mlg_status status = mlg_terms_create(sources->scenario, sources->tables, &terms, err);
    if (status == MLG_OK) {
        terms->role[site] = explaining->is_open[site] ? MLG_SITE_NEVER : MLG_SITE_MUST;
        status = mlg_question_create(sources->scenario, sources->tables, terms, sources->times,
                                     &question, err);
    }
    if (status == MLG_OK)
        status = mlg_siting_solve(&question->siting, &options, explaining->monitor, solution, err);
    mlg_question_destroy(question);
    mlg_terms_destroy(terms);
    return status;
}

/* A site that exists is neither forbidden nor forced, and a plan by hand has no goals. */
static bool has_cost(const struct mlg_explaining *explaining, uint32_t site)
{
    const struct mlg_plan_sources *sources = explaining->sources;
    return site >= sources->tables->n_existing &&
           json_array_size(json_object_get(sources->plan->json, "goals")) ==
               sources->scenario->n_goals;
}

enum mlg_status mlg_explain_cost(const struct mlg_explaining *explaining, uint32_t site,
                                 double time_s, json_t **cost, struct mlg_error *err)
{
    struct mlg_siting_solution *solution = NULL;
    struct mlg_error why = {0};
    json_t *made = NULL;
    if (!has_cost(explaining, site)) {
        *cost = json_null();
        return MLG_OK;
    }
    const char *asked = explaining->is_open[site] ? "forbidden" : "forced";
    enum mlg_status status = solve_with(explaining, site, time_s, &solution, &why);
    if (status == MLG_OK)
        made = json_pack("{s:s, s:n, s:o}", "asked", asked, "no_plan", "goals",
                         goals_json(explaining->sources, solution));
    else if (status == MLG_INFEASIBLE || status == MLG_STOPPED)
        made = json_pack("{s:s, s:s, s:[]}", "asked", asked, "no_plan", why.message, "goals");
    mlg_siting_solution_destroy(solution);
    if (!made && status != MLG_OK) {
        *err = why;
        return status;
    }
    if (!made)
        return mlg_fail_memory(err, "a cost", 0);
    *cost = made;
    return MLG_OK;
}
