/* The goals of an expected plan: what each comes to, counted from the tally of its sites. */
#include "base/memory.h"
#include "scenarios/plan/figures.h"
#include "scenarios/plan/goal_unit.h"
#include "scenarios/run/certificate_file.h"
#include "scenarios/verify/expected.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool reachable(const struct mlg_recount *recount, size_t i)
{
    return recount->plan->in_reach[i] > 0 || recount->plan->best_ds[i] != MLG_CHECK_BEYOND ||
           recount->today->best_ds[i] != MLG_CHECK_BEYOND ||
           recount->nearest_ds[i] != MLG_CHECK_BEYOND;
}

static int64_t reachable_milli(const struct mlg_recount *recount)
{
    int64_t sum = 0;
    for (size_t i = 0; i < recount->tables->n_people; i++)
        sum += reachable(recount, i) ? recount->tables->people->residents_milli[i] : 0;
    return sum;
}

static int64_t cost_of_sites(const struct mlg_recount *recount)
{
    const struct mlg_terms *terms = recount->terms;
    int64_t cost = 0;
    for (size_t s = 0; s < recount->tables->n_sites; s++) {
        bool open = mlg_recount_is_open(recount, s);
        if (s >= recount->tables->n_existing && open)
            cost += terms->cost_milli ? terms->cost_milli[s] : 1;
        else if (s < recount->tables->n_existing && !open)
            cost -= terms->gain_milli ? terms->gain_milli[s] : terms->role[s] == MLG_SITE_MOVABLE;
    }
    return cost;
}

/* Of one point of people, in thousandths; falling coverage is rounded down. */
static int64_t served(const struct mlg_recount *recount, size_t i)
{
    const struct mlg_rules *rules = &recount->scenario->rules;
    int64_t milli = recount->tables->people->residents_milli[i],
            time_ds = recount->plan->best_ds[i];
    if (rules->zero_ds == 0)
        return recount->plan->in_reach[i] > 0 ? milli : 0;
    if (time_ds <= rules->full_ds)
        return milli;
    if (time_ds >= rules->zero_ds)
        return 0;
    int64_t left = (int64_t)rules->zero_ds - time_ds, span = rules->zero_ds - rules->full_ds;
    int64_t share = left * 1000 / span;
    return milli / 1000 * share + milli % 1000 * share / 1000;
}

static int64_t guaranteed_time(const struct mlg_recount *recount, double percent)
{
    int64_t needed = (int64_t)ceil((double)reachable_milli(recount) / 100 * percent);
    int64_t low = 0, high = MLG_CHECK_BEYOND;
    while (low < high) {
        int64_t middle = (low + high) / 2, sum = 0;
        for (size_t i = 0; i < recount->tables->n_people; i++)
            if (reachable(recount, i) && recount->plan->best_ds[i] <= middle)
                sum += recount->tables->people->residents_milli[i];
        if (sum >= needed)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static int64_t marked_sites(const struct mlg_recount *recount)
{
    int64_t n = 0;
    for (size_t k = recount->n_stay; k < recount->n_open; k++)
        n += recount->terms->preferred[recount->open[k]];
    return n;
}

static int64_t changed_sites(const struct mlg_recount *recount)
{
    int64_t n = 0;
    for (size_t s = 0; s < recount->tables->n_sites; s++)
        n += mlg_recount_is_open(recount, s) != recount->terms->open_in_plan[s];
    return n;
}

static int64_t sum_of_people(const struct mlg_recount *recount, enum mlg_goal_kind kind)
{
    int64_t sum = 0;
    for (size_t i = 0; i < recount->tables->n_people; i++) {
        int64_t milli = recount->tables->people->residents_milli[i];
        int64_t time_ds = recount->plan->best_ds[i];
        if (kind == MLG_GOAL_MOST_RESIDENTS)
            sum += served(recount, i);
        else if (kind == MLG_GOAL_MOST_BACKUP)
            sum += recount->plan->in_reach[i] >= 2 ? milli : 0;
        else if (reachable(recount, i))
            sum += milli * (time_ds == MLG_CHECK_BEYOND ? recount->evidence->bound_ds : time_ds);
    }
    return sum;
}

static int64_t longest_time(const struct mlg_recount *recount)
{
    int64_t longest = 0;
    for (size_t i = 0; i < recount->tables->n_people; i++)
        if (reachable(recount, i) && recount->plan->best_ds[i] > longest)
            longest = recount->plan->best_ds[i];
    return longest;
}

static int64_t recounted(const struct mlg_recount *recount, const struct mlg_scenario_goal *goal)
{
    switch (goal->kind) {
    case MLG_GOAL_FEWEST_SITES:
        return cost_of_sites(recount);
    case MLG_GOAL_SHORTEST_TIME:
        return goal->percent < 100 ? guaranteed_time(recount, goal->percent)
                                   : longest_time(recount);
    case MLG_GOAL_FEWEST_CHANGES:
        return changed_sites(recount);
    case MLG_GOAL_MOST_PREFERRED:
        return marked_sites(recount);
    case MLG_GOAL_MOST_RESIDENTS:
    case MLG_GOAL_SHORTEST_MEAN:
    case MLG_GOAL_MOST_BACKUP:
        break;
    }
    return sum_of_people(recount, goal->kind);
}

/* Whole units of the solver, as a plan writes them. */
static int64_t claimed_units(const json_t *goal, const char *key, int64_t scale)
{
    return llround(json_number_value(json_object_get(goal, key)) * (double)scale);
}

static json_t *minutes_of(const struct mlg_recount *recount, const struct mlg_scenario_goal *goal,
                          int64_t value, bool bound)
{
    int64_t weight = goal->kind == MLG_GOAL_SHORTEST_TIME   ? 1
                     : goal->kind == MLG_GOAL_SHORTEST_MEAN ? reachable_milli(recount)
                                                            : 0;
    if (weight == 0)
        return json_null();
    return bound ? mlg_json_scaled(value / (6 * weight), 100)
                 : mlg_json_mean_minutes((uint64_t)value, (uint64_t)weight);
}

/* By how much a later goal may have worsened a value. */
static double allowed(const struct mlg_recount *recount, const struct mlg_scenario_goal *goal,
                      int64_t reached)
{
    double unit = goal->kind == MLG_GOAL_SHORTEST_MEAN
                      ? (double)recount->tables->people->total_residents_milli
                      : 1;
    return goal->tolerance * unit + fabs((double)reached) * goal->tolerance_percent / 100 + 1;
}

static void check_goal(const struct mlg_recount *recount, const struct mlg_scenario_goal *goal,
                       int64_t value, int64_t reached, int64_t bound,
                       struct mlg_differences *differences)
{
    bool tolerant = goal->tolerance > 0 || goal->tolerance_percent > 0;
    double room = tolerant ? allowed(recount, goal, reached) : 0;
    if (mlg_goal_better(goal, reached, bound))
        mlg_differences_add(differences, "goals.bound", "a bound", "a plan that is better than it");
    if (fabs((double)(value - reached)) > room)
        mlg_differences_add(differences, "goals.reached", "no later goal worsens it",
                            "a value that is worse than the tolerance allows");
}

const char *mlg_expected_ended(bool proven, const json_t *claimed)
{
    static const char *const before[] = {"gap reached", "time limit", "work limit", "interrupted"};
    const char *ended = json_string_value(json_object_get(claimed, "ended"));
    if (proven)
        return "proven";
    for (size_t i = 0; ended && i < sizeof before / sizeof *before; i++)
        if (strcmp(ended, before[i]) == 0)
            return ended;
    return "before the proof";
}

/* What a certificate's entry must say; that its file proves the bound is seen when it is followed
 * (verify_proof.c). */
static json_t *certificate_json(const json_t *claimed)
{
    json_t *hash = json_object_get(claimed, "sha256"), *steps = json_object_get(claimed, "steps");
    if (!json_is_string(hash) || !json_is_integer(steps))
        return json_null();
    return json_pack("{s:s, s:O, s:O}", "path", MLG_CERTIFICATE_NAME, "sha256", hash, "steps",
                     steps);
}

static json_t *goal_json(const struct mlg_recount *recount, const struct mlg_scenario_goal *goal,
                         bool first, const json_t *claimed, struct mlg_differences *differences)
{
    const struct mlg_goal_unit unit = mlg_goal_unit(goal);
    bool divided = recount->terms->capacity_milli && goal->kind != MLG_GOAL_FEWEST_SITES;
    int64_t value =
        divided ? claimed_units(claimed, "value", unit.scale) : recounted(recount, goal);
    int64_t reached = claimed_units(claimed, "reached", unit.scale);
    int64_t bound = claimed_units(claimed, "bound", unit.scale);
    if (mlg_goal_better(goal, value, reached))
        reached = value;
    bool proven = reached == bound;
    json_t *certificate = certificate_json(first ? json_object_get(claimed, "certificate") : NULL);
    check_goal(recount, goal, value, reached, bound, differences);
    return json_pack(
        "{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:s, s:b, s:o}", "goal", goal->name, "unit",
        unit.name, "value", mlg_json_scaled(value, unit.scale), "reached",
        mlg_json_scaled(reached, unit.scale), "bound", mlg_json_scaled(bound, unit.scale),
        "value_min", minutes_of(recount, goal, value, false), "bound_min",
        minutes_of(recount, goal, bound, true), "gap_percent", mlg_json_gap(reached, bound),
        "proven", (int)proven, "ended", mlg_expected_ended(proven, claimed), "certified",
        (int)json_is_object(certificate), "certificate", certificate);
}

/* A plan that covers everybody whom a candidate reaches must do so. */
static void check_demand(const struct mlg_recount *recount, struct mlg_differences *differences)
{
    const struct mlg_scenario *scenario = recount->scenario;
    bool everybody = false;
    for (size_t g = 0; g < scenario->n_goals; g++)
        everybody |= scenario->goals[g].covers && scenario->goals[g].cover_percent >= 100;
    for (size_t i = 0; everybody && i < recount->tables->n_people; i++)
        if (recount->plan->in_reach[i] == 0 &&
            recount->nearest_ds[i] <= recount->tables->limit_ds[i]) {
            mlg_differences_add(differences, "uncovered", "nobody whom a candidate reaches",
                                recount->tables->people->id[i]);
            return;
        }
}

json_t *mlg_expected_goals(const struct mlg_recount *recount, const json_t *claimed,
                           struct mlg_differences *differences)
{
    json_t *goals = json_array();
    for (size_t i = 0; i < recount->scenario->n_goals; i++)
        json_array_append_new(goals, goal_json(recount, &recount->scenario->goals[i], i == 0,
                                               json_array_get(claimed, i), differences));
    check_demand(recount, differences);
    return goals;
}
