/* The section `rules` of a plan: each rule of the scenario, what it asks for, what the plan has. */
#include "base/memory.h"
#include "datasets/ellipsoid.h"
#include "scenarios/plan/figures.h"
#include "scenarios/plan/plan_sections.h"
#include "scenarios/run/between.h"

#include <math.h>
#include <stdlib.h>

/* `bound`: "at_least" or "at_most" `asked`. Values in thousandths. */
static json_t *rule_json(const char *rule, const char *of, const char *unit, bool at_least,
                         int64_t asked, int64_t found)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:b}", "rule", rule, "of", of, "bound",
                     at_least ? "at_least" : "at_most", "unit", unit, "asked",
                     mlg_json_scaled(asked, 1000), "found", mlg_json_scaled(found, 1000), "met",
                     at_least ? found >= asked : found <= asked);
}

static int64_t milli(int64_t n)
{
    return n * 1000;
}

static json_t *number_rules(const struct mlg_outcome *outcome, json_t *list)
{
    const struct mlg_rules *rules = &outcome->scenario->rules;
    const struct mlg_terms *terms = outcome->terms;
    const struct mlg_siting_solution *solution = outcome->solution;
    int64_t cost = 0;
    if (rules->max_new_sites != UINT32_MAX)
        list = mlg_json_append(
            list, rule_json("sites.new.max", "", "sites", false, milli(rules->max_new_sites),
                            milli((int64_t)solution->n_new - solution->n_moved)));
    for (uint32_t i = 0; terms->cost_milli && i < solution->n_new; i++)
        cost += terms->cost_milli[solution->new_site[i]];
    for (uint32_t i = 0; terms->gain_milli && i < solution->n_closed; i++)
        cost -= terms->gain_milli[solution->closed[i]];
    for (uint32_t i = 0; terms->gain_milli && i < solution->n_moved; i++)
        cost -= terms->gain_milli[solution->moved[i]];
    if (rules->budget >= 0)
        list = mlg_json_append(list, rule_json("sites.new.budget", "", "cost", false,
                                               llround(rules->budget * 1000), cost));
    return list;
}

/* Sites that must and must not open. */
static json_t *role_rules(const struct mlg_outcome *outcome, json_t *list)
{
    const struct mlg_rules *rules = &outcome->scenario->rules;
    const struct mlg_terms *terms = outcome->terms;
    int64_t n_must = 0, opened = 0, forbidden = 0;
    for (size_t s = 0; s < outcome->tables->n_sites; s++) {
        n_must += terms->role[s] == MLG_SITE_MUST;
        opened += terms->role[s] == MLG_SITE_MUST && outcome->solution->open[s];
        forbidden += terms->role[s] == MLG_SITE_NEVER && outcome->solution->open[s];
    }
    if (!mlg_node_is_absent(rules->must.node))
        list = mlg_json_append(list, rule_json("sites.candidates.must", "", "sites", true,
                                               milli(n_must), milli(opened)));
    if (!mlg_node_is_absent(rules->never.node))
        list = mlg_json_append(
            list, rule_json("sites.candidates.never", "", "sites", false, 0, milli(forbidden)));
    return list;
}

static json_t *group_rules(const struct mlg_outcome *outcome, const struct mlg_terms_group *group,
                           json_t *list)
{
    const struct mlg_group_rule *rule = group->rule;
    size_t n_existing = outcome->tables->n_existing;
    int64_t in = 0, all = rule->of_all ? (int64_t)outcome->n_open : outcome->solution->n_new;
    for (uint32_t i = 0; i < group->n; i++)
        in += outcome->solution->open[group->site[i]] &&
              (rule->of_all || group->site[i] >= n_existing);
    if (group->at_least > 0)
        list = mlg_json_append(list, rule_json("sites.groups", group->name, "sites", true,
                                               milli(group->at_least), milli(in)));
    if (group->at_most != UINT32_MAX)
        list = mlg_json_append(list, rule_json("sites.groups", group->name, "sites", false,
                                               milli(group->at_most), milli(in)));
    int64_t at_least = llround(rule->at_least_percent * 1000);
    int64_t at_most = llround(rule->at_most_percent * 1000);
    /* of no site at all every share holds */
    if (rule->at_least_percent >= 0)
        list = mlg_json_append(list, rule_json("sites.groups", group->name, "percent", true,
                                               at_least, all ? in * 100000 / all : at_least));
    if (rule->at_most_percent >= 0)
        list =
            mlg_json_append(list, rule_json("sites.groups", group->name, "percent", false, at_most,
                                            all ? (in * 100000 + all - 1) / all : at_most));
    return list;
}

/* The shortest line between two new sites, in whole metres rounded down. */
static json_t *apart_rule(const struct mlg_outcome *outcome, json_t *list)
{
    const struct mlg_siting_solution *solution = outcome->solution;
    double apart_m = outcome->scenario->rules.apart_m, nearest_m = INFINITY;
    for (uint32_t i = 0; i < solution->n_new; i++)
        for (uint32_t j = 0; j < i; j++) {
            struct mlg_site a = mlg_tables_site(outcome->tables, solution->new_site[i]);
            struct mlg_site b = mlg_tables_site(outcome->tables, solution->new_site[j]);
            nearest_m = fmin(nearest_m, mlg_geodesic_m(a.lon_e7, a.lat_e7, b.lon_e7, b.lat_e7));
        }
    if (apart_m == 0 || solution->n_new < 2)
        return list;
    return mlg_json_append(list, rule_json("sites.apart.km", "", "km", true, llround(apart_m),
                                           (int64_t)floor(nearest_m)));
}

static int64_t minutes_milli(uint32_t time_ds)
{
    return ((int64_t)time_ds * 1000 + 599) / 600;
}

/* The shortest time between two new sites; the longest from a site to the nearest other one. */
static json_t *time_rules(const struct mlg_outcome *outcome, struct mlg_between *between,
                          json_t *list)
{
    const struct mlg_rules *rules = &outcome->scenario->rules;
    const struct mlg_tables *tables = outcome->tables;
    const bool *open = outcome->solution->open;
    uint16_t *next_ds = mlg_alloc(tables->n_sites, sizeof *next_ds);
    uint32_t shortest_ds = MLG_BEYOND, longest_ds = 0;
    for (size_t s = 0; next_ds && s < tables->n_sites; s++)
        next_ds[s] = MLG_BEYOND;
    for (size_t s = 0; next_ds && s < tables->n_sites; s++) {
        uint32_t n = open[s] ? mlg_between_row(between, s, MLG_BEYOND - 1) : 0;
        for (uint32_t k = 0; k < n; k++) {
            uint32_t from = between->from[k];
            if (!open[from])
                continue;
            if (between->from_ds[k] < next_ds[from])
                next_ds[from] = between->from_ds[k];
            if (s >= tables->n_existing && from >= tables->n_existing &&
                between->from_ds[k] < shortest_ds)
                shortest_ds = between->from_ds[k];
        }
    }
    for (size_t s = 0; next_ds && s < tables->n_sites; s++)
        if (open[s] && next_ds[s] > longest_ds)
            longest_ds = next_ds[s];
    if (rules->apart_ds)
        list = mlg_json_append(list, rule_json("sites.apart.min", "", "minutes", true,
                                               minutes_milli(rules->apart_ds),
                                               minutes_milli(shortest_ds)));
    if (rules->network_ds)
        list = mlg_json_append(list, rule_json("sites.network_min", "", "minutes", false,
                                               minutes_milli(rules->network_ds),
                                               minutes_milli(longest_ds)));
    if (next_ds)
        free(next_ds);
    else
        json_decref(list);
    return next_ds ? list : NULL;
}

static json_t *between_rules(const struct mlg_outcome *outcome, json_t *list)
{
    const struct mlg_rules *rules = &outcome->scenario->rules;
    struct mlg_between *between;
    if (!rules->apart_ds && !rules->network_ds)
        return list;
    if (mlg_between_open(outcome->tables, rules->sites_matrix, 0, &between, NULL) != MLG_OK) {
        json_decref(list);
        return NULL;
    }
    list = time_rules(outcome, between, list);
    mlg_between_close(between);
    return list;
}

static json_t *cover_rule(const struct mlg_outcome *outcome, const struct mlg_scenario_goal *goal,
                          const struct mlg_terms_people *group, json_t *list)
{
    const struct mlg_tables *tables = outcome->tables;
    int64_t covered = 0, all = group ? group->milli : tables->people->total_residents_milli;
    size_t n = group ? group->n : tables->n_people;
    for (size_t i = 0; i < n; i++) {
        size_t person = group ? group->person[i] : i;
        if (outcome->plan->n_in_reach[person] > 0)
            covered += tables->people->residents_milli[person];
    }
    return mlg_json_append(list,
                           rule_json("goals.cover_percent", group ? group->name : "", "percent",
                                     true, (int64_t)floor(goal->cover_percent * 1000 + 1e-6),
                                     all ? covered * 100000 / all : 100000));
}

json_t *mlg_plan_rules(const struct mlg_outcome *outcome)
{
    const struct mlg_scenario *scenario = outcome->scenario;
    const struct mlg_terms *terms = outcome->terms;
    json_t *list = role_rules(outcome, number_rules(outcome, json_array()));
    for (size_t g = 0; g < terms->n_groups; g++)
        list = group_rules(outcome, &terms->groups[g], list);
    list = between_rules(outcome, apart_rule(outcome, list));
    for (size_t g = 0; g < scenario->n_goals; g++) {
        const struct mlg_scenario_goal *goal = &scenario->goals[g];
        if (!goal->covers || goal->cover_percent >= 100)
            continue;
        if (goal->of_each == MLG_NO_COLUMN)
            list = cover_rule(outcome, goal, NULL, list);
        for (size_t c = 0; goal->of_each != MLG_NO_COLUMN && c < terms->n_covers; c++)
            list = cover_rule(outcome, goal, &terms->covers[c], list);
    }
    return list;
}
