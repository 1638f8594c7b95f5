#include "solver/siting/siting_special.h"

#include "base/memory.h"
#include "solver/covering/stages.h"
#include "solver/placement/center.h"
#include "solver/placement/median.h"
#include "solver/siting/siting_duties.h"

#include <stdlib.h>
#include <string.h>

/* A plan that is not proven goes on to the general program where that is no larger. */
#define MAX_PROGRAM_ENTRIES 200000

/* The covering instance of a siting problem: rows are the demands that a candidate covers and no
 * site does that is always open; columns are all sites, of which only candidates have rows. */
struct cover {
    const struct mlg_siting *problem;
    struct mlg_instance *instance;
    int64_t lost;      /* weight that no admitted site covers */
    int64_t must_cost; /* cost of the sites that must open */
    uint32_t max_sites;
    bool *chosen; /* [n_sites] */
};

static bool roles_are_simple(const struct mlg_siting *problem)
{
    for (uint32_t j = 0; j < problem->reach->n_sites; j++)
        if (problem->role[j] == MLG_SITE_CLOSABLE || problem->role[j] == MLG_SITE_MOVABLE ||
            mlg_site_cost(problem, j) <= 0)
            return false;
    return true;
}

/* Besides the roles, costs and limits of time, the number of new sites is the only rule. */
static bool rules_are_simple(const struct mlg_siting *problem)
{
    return problem->n_site_quotas == 0 && problem->n_too_close == 0 && !problem->network.first &&
           problem->phases.n == 0 && problem->budget == INT64_MAX &&
           problem->n_demand_quotas == 0 && !mlg_share_is_set(problem->required);
}

/* How many candidates may be chosen; false = the sites that must open are too many already. */
static bool count_sites(const struct mlg_siting *problem, uint32_t *max_sites)
{
    uint64_t n_must = 0, openings = 0;
    for (uint32_t j = 0; j < problem->reach->n_sites; j++)
        n_must += problem->role[j] == MLG_SITE_MUST;
    for (uint32_t p = 0; p < problem->phases.n; p++)
        openings += problem->phases.openings[p];
    uint64_t most = problem->max_new;
    if (problem->phases.n > 0 && openings < most)
        most = openings;
    if (n_must > most)
        return false;
    *max_sites = most == UINT32_MAX ? UINT32_MAX : (uint32_t)(most - n_must);
    return true;
}

/* 0 = no admitted site covers the demand, 1 = candidates do, 2 = one that is always open does. */
static int coverage_of(const struct mlg_siting *problem, uint32_t demand)
{
    const struct mlg_reach *reach = problem->reach;
    int coverage = 0;
    for (uint64_t k = reach->first[demand]; k < reach->first[demand + 1]; k++) {
        if (reach->time_ds[k] > problem->limit_ds[demand])
            break;
        if (mlg_site_is_fixed(problem, reach->site[k]))
            return 2;
        if (mlg_site_is_admitted(problem, reach->site[k]))
            coverage = 1;
    }
    return coverage;
}

/* Entries of the rows by column: what mlg_instance_create takes. */
struct columns {
    uint64_t *first; /* [n_sites + 2] */
    uint32_t *row;
    int64_t *weight, *cost;
    uint32_t *demand, n_rows;
};

static void columns_finish(struct columns *columns)
{
    free(columns->first);
    free(columns->row);
    free(columns->weight);
    free(columns->cost);
    free(columns->demand);
}

static uint64_t within_limit(const struct mlg_siting *problem, uint32_t demand)
{
    const struct mlg_reach *reach = problem->reach;
    uint64_t k = reach->first[demand];
    while (k < reach->first[demand + 1] && reach->time_ds[k] <= problem->limit_ds[demand])
        k++;
    return k;
}

/* Rows are visited in order, so that those of a column come out increasing. */
static bool fill_columns(const struct mlg_siting *problem, struct columns *columns)
{
    const struct mlg_reach *reach = problem->reach;
    uint64_t *at = columns->first + 1; /* where the next row of a column goes */
    for (uint32_t r = 0; r < columns->n_rows; r++)
        for (uint64_t k = reach->first[columns->demand[r]],
                      end = within_limit(problem, columns->demand[r]);
             k < end; k++)
            at[reach->site[k] + 1] += mlg_site_is_admitted(problem, reach->site[k]);
    for (uint32_t j = 0; j < reach->n_sites; j++)
        at[j + 1] += at[j];
    columns->row = mlg_alloc(at[reach->n_sites], sizeof *columns->row);
    for (uint32_t r = 0; columns->row && r < columns->n_rows; r++)
        for (uint64_t k = reach->first[columns->demand[r]],
                      end = within_limit(problem, columns->demand[r]);
             k < end; k++)
            if (mlg_site_is_admitted(problem, reach->site[k]))
                columns->row[at[reach->site[k]]++] = r;
    return columns->row;
}

static void list_rows(struct cover *cover, struct columns *columns)
{
    const struct mlg_siting *problem = cover->problem;
    for (uint32_t i = 0; i < problem->reach->n_demands; i++) {
        int coverage = coverage_of(problem, i);
        cover->lost += coverage == 0 ? problem->weight[i] : 0;
        if (coverage == 1) {
            columns->weight[columns->n_rows] = problem->weight[i];
            columns->demand[columns->n_rows++] = i;
        }
    }
    for (uint32_t j = 0; j < problem->reach->n_sites; j++) {
        columns->cost[j] = mlg_site_cost(problem, j);
        cover->must_cost += problem->role[j] == MLG_SITE_MUST ? columns->cost[j] : 0;
    }
}

static void cover_finish(struct cover *cover)
{
    mlg_instance_destroy(cover->instance);
    free(cover->chosen);
}

static enum mlg_status cover_init(struct cover *cover, struct mlg_error *err)
{
    const struct mlg_reach *reach = cover->problem->reach;
    struct columns columns = {
        .first = mlg_alloc_zero((size_t)reach->n_sites + 2, sizeof *columns.first),
        .weight = mlg_alloc(reach->n_demands, sizeof *columns.weight),
        .cost = mlg_alloc(reach->n_sites, sizeof *columns.cost),
        .demand = mlg_alloc(reach->n_demands, sizeof *columns.demand),
    };
    cover->chosen = mlg_alloc_zero(reach->n_sites, sizeof *cover->chosen);
    enum mlg_status status = MLG_OK;
    if (!columns.first || !columns.weight || !columns.cost || !columns.demand || !cover->chosen)
        status = mlg_fail_memory(err, "a covering instance", reach->n_entries * sizeof(uint32_t));
    if (status == MLG_OK) {
        list_rows(cover, &columns);
        if (!fill_columns(cover->problem, &columns))
            status = mlg_fail_memory(err, "a covering instance", reach->n_entries);
    }
    if (status == MLG_OK)
        status = mlg_instance_create(columns.n_rows, reach->n_sites, columns.first, columns.row,
                                     columns.weight, columns.cost, &cover->instance, err);
    columns_finish(&columns);
    return status;
}

/* The chosen columns, with the sites that are always open, if they obey all the rules. */
static enum mlg_status take_plan(const struct mlg_siting *problem, const bool *chosen,
                                 struct mlg_siting_plan *plan, struct mlg_siting_special *special,
                                 struct mlg_error *err)
{
    uint32_t n_sites = problem->reach->n_sites;
    bool *open = mlg_alloc(n_sites, sizeof *open);
    if (!open)
        return mlg_fail_memory(err, "a plan", n_sites * sizeof *open);
    for (uint32_t j = 0; j < n_sites; j++)
        open[j] = chosen[j] || mlg_site_is_fixed(problem, j);
    special->solved =
        mlg_siting_obeys_sites(problem, open) && mlg_siting_obeys_coverage(problem, open);
    if (!special->solved) {
        special->ideal = open;
        return MLG_OK;
    }
    memcpy(plan->open, open, n_sites * sizeof *open);
    plan->found = true;
    free(open);
    return MLG_OK;
}

static enum mlg_status run_cover(struct cover *cover, enum mlg_goal_kind kind,
                                 const struct mlg_stage *earlier, const struct mlg_control *control,
                                 struct mlg_stage_result *made, struct mlg_error *err)
{
    if (kind == MLG_GOAL_MOST_RESIDENTS)
        return mlg_cover_most(cover->instance, cover->max_sites, control, cover->chosen, made, err);
    if (earlier)
        return mlg_cover_as_much(cover->instance, cover->max_sites, earlier->proven, control,
                                 cover->chosen, made, err);
    return mlg_cover_all_within(cover->instance, cover->max_sites, control, cover->chosen, made,
                                err);
}

/* From the values of the covering instance to losses of the siting problem. */
static void translate(const struct cover *cover, enum mlg_goal_kind kind,
                      const struct mlg_stage_result *made, struct mlg_siting_result *result)
{
    int64_t base = cover->must_cost, sign = 1;
    if (kind == MLG_GOAL_MOST_RESIDENTS) {
        base = cover->lost;
        for (uint32_t i = 0; i < cover->instance->n_rows; i++)
            base += cover->instance->weight[i];
        sign = -1;
    }
    result->loss = base + sign * made->value;
    result->bound = base + sign * made->bound;
    result->reduced = made->counts;
}

static enum mlg_status try_cover(struct cover *cover, enum mlg_goal_kind kind,
                                 const struct mlg_stage *earlier, const struct mlg_control *control,
                                 struct mlg_siting_plan *plan, struct mlg_siting_result *result,
                                 struct mlg_siting_special *special, struct mlg_error *err)
{
    const struct mlg_siting *problem = cover->problem;
    for (uint32_t j = 0; earlier && j < problem->reach->n_sites; j++)
        cover->chosen[j] = plan->open[j] && problem->role[j] == MLG_SITE_CANDIDATE;
    struct mlg_stage_result made = {0};
    enum mlg_status status = run_cover(cover, kind, earlier, control, &made, err);
    if (status != MLG_OK)
        return status;
    struct mlg_siting_result reached = {0};
    translate(cover, kind, &made, &reached);
    special->infeasible = made.infeasible;
    special->bound = reached.bound;
    if (made.found)
        status = take_plan(problem, cover->chosen, plan, special, err);
    if (special->solved)
        *result = reached;
    return status;
}

/* The roles as the engines on times know them; NULL = no memory. */
static uint8_t *place_roles(const struct mlg_siting *problem)
{
    uint32_t n_sites = problem->reach->n_sites;
    uint8_t *role = mlg_alloc(n_sites, sizeof *role);
    for (uint32_t j = 0; role && j < n_sites; j++)
        role[j] = mlg_site_is_fixed(problem, j)      ? MLG_PLACE_OPEN
                  : mlg_site_is_admitted(problem, j) ? MLG_PLACE_FREE
                                                     : MLG_PLACE_SHUT;
    return role;
}

static enum mlg_status run_center(const struct mlg_placement *placement,
                                  const struct mlg_siting *problem,
                                  const struct mlg_siting_goal *goal,
                                  const struct mlg_control *control, bool *chosen, bool *found,
                                  struct mlg_siting_result *result, struct mlg_error *err)
{
    struct mlg_center_result made = {0};
    int64_t least = mlg_share_is_set(goal->within)
                        ? mlg_share_of(goal->within, mlg_siting_reachable(problem))
                        : INT64_MAX;
    enum mlg_status status = mlg_center(placement, least, control, chosen, &made, err);
    free(made.binding);
    *found = made.found;
    *result = (struct mlg_siting_result){
        .infeasible = made.infeasible, .loss = made.value_ds, .bound = made.bound_ds};
    return status;
}

static enum mlg_status run_median(const struct mlg_placement *placement,
                                  const struct mlg_siting *problem,
                                  const struct mlg_control *control, bool *chosen, bool *found,
                                  struct mlg_siting_result *result, struct mlg_error *err)
{
    struct mlg_median_result made = {0};
    enum mlg_status status =
        mlg_median(placement, problem->cover_all ? problem->limit_ds : NULL,
                   mlg_siting_unserved_ds(problem), control, chosen, &made, err);
    *found = made.found;
    *result = (struct mlg_siting_result){
        .infeasible = made.infeasible, .loss = made.value, .bound = made.bound};
    return status;
}

/* Roles of places, and the free ones among the plan's; both are freed by the caller, whatever the
 * status. */
static enum mlg_status begin_placing(const struct mlg_siting *problem,
                                     const struct mlg_siting_plan *plan, uint8_t **role,
                                     bool **chosen, struct mlg_error *err)
{
    uint32_t n_sites = problem->reach->n_sites;
    *role = place_roles(problem);
    *chosen = mlg_alloc_zero(n_sites, sizeof **chosen);
    if (!*role || !*chosen)
        return mlg_fail_memory(err, "a plan", n_sites);
    for (uint32_t j = 0; plan->found && j < n_sites; j++)
        (*chosen)[j] = plan->open[j] && (*role)[j] == MLG_PLACE_FREE;
    return MLG_OK;
}

static enum mlg_status try_times(const struct mlg_siting *problem,
                                 const struct mlg_siting_goal *goal, uint32_t max_sites,
                                 const struct mlg_control *control, struct mlg_siting_plan *plan,
                                 struct mlg_siting_result *result,
                                 struct mlg_siting_special *special, struct mlg_error *err)
{
    uint8_t *role;
    bool *chosen, found = false;
    struct mlg_siting_result made = {0};
    enum mlg_status status = begin_placing(problem, plan, &role, &chosen, err);
    const struct mlg_placement placement = {problem->reach, problem->weight, role, max_sites};
    if (status == MLG_OK && goal->kind == MLG_GOAL_SHORTEST_TIME)
        status = run_center(&placement, problem, goal, control, chosen, &found, &made, err);
    else if (status == MLG_OK)
        status = run_median(&placement, problem, control, chosen, &found, &made, err);
    if (status == MLG_OK) {
        special->infeasible = made.infeasible;
        special->bound = made.bound;
        *result = made;
    }
    if (status == MLG_OK && found)
        status = take_plan(problem, chosen, plan, special, err);
    if (special->solved && problem->reach->n_entries <= MAX_PROGRAM_ENTRIES)
        special->solved = mlg_control_satisfied(control, made.loss, made.bound);
    free(role);
    free(chosen);
    return status;
}

/* Goals that come down to limits of time, one after the other. */
static bool by_duties(const struct mlg_siting *problem, size_t at, const struct mlg_stage *earlier)
{
    bool begins = at == 0 && problem->goals[0].kind == MLG_GOAL_MOST_RESIDENTS;
    return problem->n_goals > 1 && (begins || at > 0) && !problem->capacity &&
           roles_are_simple(problem) && rules_are_simple(problem) &&
           mlg_siting_has_duties(problem, at, earlier);
}

static enum mlg_status try_duties(const struct mlg_siting *problem, size_t at,
                                  const struct mlg_stage *earlier, uint32_t max_sites,
                                  const struct mlg_control *control, struct mlg_siting_plan *plan,
                                  struct mlg_siting_result *result,
                                  struct mlg_siting_special *special, struct mlg_error *err)
{
    uint8_t *role;
    bool *chosen, found = false;
    struct mlg_siting_result made = {0};
    enum mlg_status status = begin_placing(problem, plan, &role, &chosen, err);
    const struct mlg_placement placement = {problem->reach, problem->weight, role, max_sites};
    if (status == MLG_OK)
        status = mlg_siting_by_duties(problem, at, earlier, &placement, control, chosen, &found,
                                      &made, err);
    if (status == MLG_OK && found)
        status = take_plan(problem, chosen, plan, special, err);
    if (special->solved) {
        *result = made;
        special->bound = made.bound;
        special->solved = problem->reach->n_entries > MAX_PROGRAM_ENTRIES ||
                          mlg_control_satisfied(control, made.loss, made.bound);
    }
    free(special->ideal);
    special->ideal = NULL;
    free(role);
    free(chosen);
    return status;
}

/* The mean among the plans of the fewest sites, all of one cost. */
static bool is_mean_of_fewest(const struct mlg_siting *problem, size_t at)
{
    const struct mlg_siting_goal *goals = problem->goals;
    return at == 1 && goals[1].kind == MLG_GOAL_SHORTEST_MEAN &&
           goals[0].kind == MLG_GOAL_FEWEST_SITES && !problem->cost &&
           !mlg_share_is_set(goals[0].relative_tolerance) && rules_are_simple(problem) &&
           problem->cover_all;
}

/* How many candidates the plans of that stage may have. */
static uint32_t fewest_sites(const struct mlg_siting *problem, const struct mlg_stage *earlier,
                             uint32_t max_sites)
{
    int64_t most = earlier->value + problem->goals[0].tolerance;
    for (uint32_t j = 0; j < problem->reach->n_sites; j++)
        most -= problem->role[j] == MLG_SITE_MUST;
    return most < max_sites ? (uint32_t)most : max_sites;
}

/* Whether the goal at this place of the list is one that the machinery bounds. */
static bool applies(const struct mlg_siting *problem, size_t at)
{
    const struct mlg_siting_goal *goals = problem->goals;
    if (problem->capacity || !roles_are_simple(problem))
        return false;
    for (size_t g = at + 1; g < problem->n_goals; g++)
        if (goals[g].kind == MLG_GOAL_SHORTEST_TIME)
            return false;
    if (is_mean_of_fewest(problem, at))
        return true;
    if (goals[at].kind == MLG_GOAL_FEWEST_SITES && at == 1)
        return goals[0].kind == MLG_GOAL_MOST_RESIDENTS && problem->gradual.n == 0 &&
               goals[0].tolerance == 0 && !mlg_share_is_set(goals[0].relative_tolerance) &&
               rules_are_simple(problem) && !problem->cover_all;
    if (at > 0)
        return false;
    if (goals[at].kind == MLG_GOAL_FEWEST_SITES)
        return problem->cover_all;
    if (goals[at].kind == MLG_GOAL_MOST_RESIDENTS)
        return problem->gradual.n == 0;
    return goals[at].kind == MLG_GOAL_SHORTEST_TIME || goals[at].kind == MLG_GOAL_SHORTEST_MEAN;
}

enum mlg_status mlg_siting_try_special(const struct mlg_siting *problem, size_t at,
                                       const struct mlg_stage *earlier,
                                       const struct mlg_control *control,
                                       struct mlg_siting_plan *plan,
                                       struct mlg_siting_result *result,
                                       struct mlg_siting_special *special, struct mlg_error *err)
{
    *special = (struct mlg_siting_special){.bound = INT64_MIN};
    struct cover cover = {.problem = problem};
    bool duties = by_duties(problem, at, earlier);
    if (duties && count_sites(problem, &cover.max_sites)) {
        enum mlg_status tried =
            try_duties(problem, at, earlier, cover.max_sites, control, plan, result, special, err);
        if (tried != MLG_OK || special->solved || special->bound > INT64_MIN)
            return tried;
    }
    if (!applies(problem, at))
        return MLG_OK;
    if (!count_sites(problem, &cover.max_sites)) {
        special->infeasible = true;
        return MLG_OK;
    }
    const struct mlg_siting_goal *goal = &problem->goals[at];
    bool covers = goal->kind == MLG_GOAL_FEWEST_SITES || goal->kind == MLG_GOAL_SHORTEST_MEAN;
    struct mlg_control mine = *control;
    if (!rules_are_simple(problem) || (problem->cover_all && !covers))
        mine.deadline_s -= mlg_control_left_s(control) / 2; /* the rest may take as long again */
    if (is_mean_of_fewest(problem, at))
        cover.max_sites = fewest_sites(problem, earlier, cover.max_sites);
    if (goal->kind == MLG_GOAL_SHORTEST_TIME || goal->kind == MLG_GOAL_SHORTEST_MEAN)
        return try_times(problem, goal, cover.max_sites, &mine, plan, result, special, err);
    enum mlg_status status = cover_init(&cover, err);
    if (status == MLG_OK)
        status = try_cover(&cover, goal->kind, at > 0 ? earlier : NULL, &mine, plan, result,
                           special, err);
    cover_finish(&cover);
    return status;
}
