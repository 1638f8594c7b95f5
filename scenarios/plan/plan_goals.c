/* The section `goals` of a plan: what each goal came to, and what no plan can beat. */
#include "base/memory.h"
#include "scenarios/plan/figures.h"
#include "scenarios/plan/goal_unit.h"
#include "scenarios/plan/plan_sections.h"

#include <math.h>
#include <stdlib.h>

static bool is_reachable(const struct mlg_outcome *outcome, size_t person)
{
    return outcome->today->best_ds[person] != MLG_BEYOND ||
           outcome->demand->nearest_ds[person] != MLG_BEYOND;
}

int64_t mlg_outcome_reachable(const struct mlg_outcome *outcome)
{
    int64_t sum = 0;
    for (size_t i = 0; i < outcome->tables->n_people; i++)
        if (is_reachable(outcome, i))
            sum += outcome->tables->people->residents_milli[i];
    return sum;
}

static int64_t count_cost(const struct mlg_outcome *outcome)
{
    const struct mlg_terms *terms = outcome->terms;
    const struct mlg_siting_solution *solution = outcome->solution;
    int64_t cost = 0;
    for (uint32_t i = 0; i < solution->n_new; i++)
        cost += terms->cost_milli ? terms->cost_milli[solution->new_site[i]] : 1;
    for (uint32_t i = 0; i < solution->n_closed; i++)
        cost -= terms->gain_milli ? terms->gain_milli[solution->closed[i]] : 0;
    for (uint32_t i = 0; i < solution->n_moved; i++)
        cost -= terms->gain_milli ? terms->gain_milli[solution->moved[i]] : 1;
    return cost;
}

/* Thousandths of a resident that count at this time where coverage is gradual. */
static int64_t graded(const struct mlg_rules *rules, int64_t milli, uint16_t time_ds)
{
    if (time_ds <= rules->full_ds)
        return milli;
    if (time_ds >= rules->zero_ds)
        return 0;
    uint32_t span = rules->zero_ds - rules->full_ds, past = time_ds - rules->full_ds;
    int64_t share = 1000 - (int64_t)((1000 * past + span - 1) / span);
    return milli / 1000 * share + milli % 1000 * share / 1000;
}

static int64_t count_served(const struct mlg_outcome *outcome, uint32_t at_least)
{
    const struct mlg_rules *rules = &outcome->scenario->rules;
    const struct mlg_siting_solution *solution = outcome->solution;
    const int64_t *milli = outcome->tables->people->residents_milli;
    int64_t sum = 0;
    if (outcome->terms->capacity_milli && at_least == 1) {
        for (size_t i = 0; i < solution->n_places; i++)
            sum += solution->places[i].weight;
        return sum;
    }
    for (size_t i = 0; i < outcome->tables->n_people; i++) {
        if (rules->zero_ds && at_least == 1)
            sum += graded(rules, milli[i], outcome->plan->best_ds[i]);
        else if (outcome->plan->n_in_reach[i] >= at_least)
            sum += milli[i];
    }
    return sum;
}

static int64_t sum_times(const struct mlg_outcome *outcome)
{
    int64_t sum = 0;
    for (size_t i = 0; i < outcome->tables->n_people; i++) {
        uint16_t time_ds = outcome->plan->best_ds[i];
        if (is_reachable(outcome, i))
            sum += outcome->tables->people->residents_milli[i] *
                   (time_ds == MLG_BEYOND ? (int64_t)outcome->times->bound_ds : time_ds);
    }
    return sum;
}

/* The shortest time within which the percentage of those whom a site can reach at all have one. */
static int64_t guaranteed(const struct mlg_outcome *outcome, double percent)
{
    int64_t *milli = mlg_alloc_zero(MLG_BEYOND + 1, sizeof *milli);
    if (!milli)
        return -1;
    for (size_t i = 0; i < outcome->tables->n_people; i++)
        milli[outcome->plan->best_ds[i]] += outcome->tables->people->residents_milli[i];
    double needed = ceil((double)mlg_outcome_reachable(outcome) / 100 * percent);
    int64_t sum = milli[0];
    uint32_t t = 0;
    while ((double)sum < needed && t < MLG_BEYOND)
        sum += milli[++t];
    free(milli);
    return t;
}

static int64_t longest(const struct mlg_outcome *outcome)
{
    uint16_t time_ds = 0;
    for (size_t i = 0; i < outcome->tables->n_people; i++)
        if (is_reachable(outcome, i) && outcome->plan->best_ds[i] > time_ds)
            time_ds = outcome->plan->best_ds[i];
    return time_ds;
}

static int64_t count_marked(const struct mlg_outcome *outcome, const bool *marked)
{
    int64_t n = 0;
    for (uint32_t i = 0; i < outcome->solution->n_new; i++)
        n += marked[outcome->solution->new_site[i]];
    return n;
}

static int64_t count_changes(const struct mlg_outcome *outcome)
{
    int64_t n = 0;
    for (size_t s = 0; s < outcome->tables->n_sites; s++)
        n += outcome->solution->open[s] != outcome->terms->open_in_plan[s];
    return n;
}

/* What the plan as a whole comes to: a later goal may have used a tolerance. */
static int64_t value_of(const struct mlg_outcome *outcome, const struct mlg_scenario_goal *goal)
{
    switch (goal->kind) {
    case MLG_GOAL_FEWEST_SITES:
        return count_cost(outcome);
    case MLG_GOAL_MOST_RESIDENTS:
        return count_served(outcome, 1);
    case MLG_GOAL_SHORTEST_TIME:
        return goal->percent < 100 ? guaranteed(outcome, goal->percent) : longest(outcome);
    case MLG_GOAL_SHORTEST_MEAN:
        return sum_times(outcome);
    case MLG_GOAL_MOST_BACKUP:
        return count_served(outcome, 2);
    case MLG_GOAL_FEWEST_CHANGES:
        return count_changes(outcome);
    case MLG_GOAL_MOST_PREFERRED:
        break;
    }
    return count_marked(outcome, outcome->terms->preferred);
}

/* Minutes of a goal on times, for people. A bound is rounded down, so that it stays one. */
static json_t *minutes_of(const struct mlg_outcome *outcome, const struct mlg_scenario_goal *goal,
                          int64_t value, bool bound)
{
    bool mean = goal->kind == MLG_GOAL_SHORTEST_MEAN;
    int64_t weight = mean ? mlg_outcome_reachable(outcome) : 1;
    if (!mean && goal->kind != MLG_GOAL_SHORTEST_TIME)
        return json_null();
    if (bound && weight > 0)
        return mlg_json_scaled(value / (6 * weight), 100);
    return mlg_json_mean_minutes((uint64_t)value, (uint64_t)weight);
}

static json_t *certificate_json(const struct mlg_certificate_file *file)
{
    char hex[MLG_SHA256_HEX];
    return json_pack("{s:s, s:s, s:I}", "path", MLG_CERTIFICATE_NAME, "sha256",
                     mlg_hash_hex(&file->hash, hex), "steps", (json_int_t)file->n_steps);
}

/* file: its certificate, NULL = none */
static json_t *goal_json(const struct mlg_outcome *outcome, const struct mlg_scenario_goal *goal,
                         const struct mlg_stage *stage, const struct mlg_certificate_file *file)
{
    const struct mlg_goal_unit unit = mlg_goal_unit(goal);
    bool timed = goal->kind == MLG_GOAL_SHORTEST_TIME || goal->kind == MLG_GOAL_SHORTEST_MEAN;
    /* with capacities a time is the one to one's place, not to the nearest site */
    bool placed = timed && outcome->terms->capacity_milli;
    int64_t reached = stage->value, value = placed ? reached : value_of(outcome, goal);
    if (mlg_goal_better(goal, value, reached))
        reached = value;
    bool proven = reached == stage->bound;
    return json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:s, s:b, s:o}", "goal",
                     goal->name, "unit", unit.name, "value", mlg_json_scaled(value, unit.scale),
                     "reached", mlg_json_scaled(reached, unit.scale), "bound",
                     mlg_json_scaled(stage->bound, unit.scale), "value_min",
                     minutes_of(outcome, goal, value, false), "bound_min",
                     minutes_of(outcome, goal, stage->bound, true), "gap_percent",
                     mlg_json_gap(reached, stage->bound), "proven", (int)proven, "ended",
                     proven ? "proven" : stage->ended, "certified", (int)(file != NULL),
                     "certificate", file ? certificate_json(file) : json_null());
}

json_t *mlg_plan_goals(const struct mlg_outcome *outcome)
{
    json_t *array = json_array();
    const struct mlg_certificate_file *first =
        outcome->certificate.bytes ? &outcome->certificate : NULL;
    for (size_t i = 0; i < outcome->solution->n_stages; i++)
        array =
            mlg_json_append(array, goal_json(outcome, &outcome->scenario->goals[i],
                                             &outcome->solution->stages[i], i == 0 ? first : NULL));
    return array;
}
