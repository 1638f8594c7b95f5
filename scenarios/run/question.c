#include "scenarios/run/question.h"

#include "base/available.h"
#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { PARTS_A_PERCENT = 1000000 };

struct mlg_share mlg_share_of_percent(double percent)
{
    return (struct mlg_share){(uint32_t)llround(percent * PARTS_A_PERCENT), 100u * PARTS_A_PERCENT};
}

static enum mlg_status no_memory(size_t n, struct mlg_error *err)
{
    return mlg_fail_memory(err, "the question", n * sizeof(int64_t));
}

/* Goals on times ask for all that are known; coverage for those within a limit. */
static uint16_t needed_bound(const struct mlg_scenario *scenario, const struct mlg_times *times)
{
    uint32_t bound_ds = scenario->longest_ds;
    if (scenario->rules.zero_ds > bound_ds)
        bound_ds = scenario->rules.zero_ds;
    for (size_t g = 0; g < scenario->n_goals; g++)
        if (scenario->goals[g].kind == MLG_GOAL_SHORTEST_TIME ||
            scenario->goals[g].kind == MLG_GOAL_SHORTEST_MEAN)
            bound_ds = times->bound_ds;
    return (uint16_t)bound_ds;
}

/* Rows by site while they are collected. */
struct rows {
    uint32_t *demand_of; /* [n_people] */
    uint64_t *first;     /* [n_sites + 1] */
    uint32_t *demand;
    uint16_t *time_ds;
    size_t n, demand_capacity, time_capacity;
};

/* For each pair of a site and people whom it reaches: the pairs by site and by people, and what the
 * solver makes of them. */
enum { BYTES_A_PAIR = 24, FIRST_ESTIMATE = 64 };

/* After some of the sites, and again after twice as many: what all of them will need. */
static enum mlg_status check_memory(const struct mlg_tables *tables, const struct rows *rows,
                                    size_t n_read, struct mlg_error *err)
{
    if (n_read < FIRST_ESTIMATE || (n_read & (n_read - 1)) != 0)
        return MLG_OK;
    const double pairs = (double)rows->n / (double)n_read * (double)tables->n_sites;
    char what[96];
    snprintf(what, sizeof what, "a question of about %.3g million pairs of sites and people",
             pairs / 1e6);
    if (mlg_check_memory(what, (uint64_t)(pairs * BYTES_A_PAIR) - 6 * rows->n, err) == MLG_OK)
        return MLG_OK;
    return mlg_hint(err, "use a shorter limit, fewer candidates, or a coarser grid of people");
}

static enum mlg_status collect(const struct mlg_tables *tables, struct mlg_times *times,
                               uint16_t bound_ds, struct rows *rows, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (size_t s = 0; status == MLG_OK && s < tables->n_sites; s++) {
        uint32_t n = mlg_times_row(times, s, bound_ds);
        if (!mlg_reserve(&rows->demand, &rows->demand_capacity, rows->n + n,
                         sizeof *rows->demand) ||
            !mlg_reserve(&rows->time_ds, &rows->time_capacity, rows->n + n, sizeof *rows->time_ds))
            return no_memory(rows->n, err);
        for (uint32_t k = 0; k < n; k++) {
            rows->demand[rows->n] = rows->demand_of[times->row_person[k]];
            rows->time_ds[rows->n++] = times->row_ds[k];
        }
        rows->first[s + 1] = rows->n;
        status = check_memory(tables, rows, s + 1, err);
    }
    return status;
}

/* mlg_times_row gives people in the order of their demands. */
static enum mlg_status make_reach(const struct mlg_tables *tables, struct mlg_times *times,
                                  struct mlg_question *question, struct mlg_error *err)
{
    struct rows rows = {.demand_of = mlg_alloc(tables->n_people, sizeof *rows.demand_of),
                        .first = mlg_alloc_zero(tables->n_sites + 1, sizeof *rows.first)};
    enum mlg_status status = MLG_OK;
    if (rows.demand_of && rows.first) {
        for (uint32_t d = 0; d < question->n_demands; d++)
            rows.demand_of[question->person[d]] = d;
        status = collect(tables, times, question->bound_ds, &rows, err);
    } else {
        status = no_memory(tables->n_people, err);
    }
    if (status == MLG_OK)
        status = mlg_reach_create(question->n_demands, (uint32_t)tables->n_sites, rows.first,
                                  rows.demand, rows.time_ds, &question->reach, err);
    free(rows.demand_of);
    free(rows.first);
    free(rows.demand);
    free(rows.time_ds);
    return status;
}

static enum mlg_status set_demands(const struct mlg_tables *tables, struct mlg_question *question,
                                   struct mlg_error *err)
{
    uint32_t n = question->n_demands;
    question->weight = mlg_alloc(n, sizeof *question->weight);
    question->limit_ds = mlg_alloc(n, sizeof *question->limit_ds);
    if (!question->weight || !question->limit_ds)
        return no_memory(n, err);
    for (uint32_t d = 0; d < n; d++) {
        question->weight[d] = tables->people->residents_milli[question->person[d]];
        question->limit_ds[d] = tables->limit_ds[question->person[d]];
    }
    question->siting.reach = question->reach;
    question->siting.weight = question->weight;
    question->siting.limit_ds = question->limit_ds;
    return MLG_OK;
}

static enum mlg_status set_groups(const struct mlg_terms *terms, struct mlg_question *question,
                                  struct mlg_error *err)
{
    size_t n = terms->n_groups;
    question->site_quotas = mlg_alloc_zero(n, sizeof *question->site_quotas);
    if (!question->site_quotas)
        return no_memory(n, err);
    for (size_t g = 0; g < n; g++) {
        const struct mlg_terms_group *group = &terms->groups[g];
        const struct mlg_group_rule *rule = group->rule;
        struct mlg_site_quota *quota = &question->site_quotas[g];
        *quota = (struct mlg_site_quota){.name = group->name,
                                         .site = group->site,
                                         .n = group->n,
                                         .of_new = !rule->of_all,
                                         .at_least = group->at_least,
                                         .at_most = group->at_most};
        if (rule->at_least_percent >= 0)
            quota->least = mlg_share_of_percent(rule->at_least_percent);
        if (rule->at_most_percent >= 0)
            quota->most = mlg_share_of_percent(rule->at_most_percent);
    }
    question->siting.site_quotas = question->site_quotas;
    question->siting.n_site_quotas = n;
    return MLG_OK;
}

static int compare_numbers(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

/* The demands of a group of people, increasing. */
static uint32_t *members_of(const struct mlg_terms_people *group, const uint32_t *demand_of)
{
    uint32_t *made = mlg_alloc(group->n, sizeof *made);
    if (!made)
        return NULL;
    for (uint32_t i = 0; i < group->n; i++)
        made[i] = demand_of[group->person[i]];
    qsort(made, group->n, sizeof *made, compare_numbers);
    return made;
}

static enum mlg_status set_covers(const struct mlg_terms *terms, double percent,
                                  struct mlg_question *question, struct mlg_error *err)
{
    size_t n = terms->n_covers;
    uint32_t *demand_of = mlg_alloc(question->n_demands, sizeof *demand_of);
    question->demand_quotas = mlg_alloc_zero(n, sizeof *question->demand_quotas);
    question->members = mlg_alloc_zero(n, sizeof *question->members);
    bool room = demand_of && question->demand_quotas && question->members;
    for (uint32_t d = 0; room && d < question->n_demands; d++)
        demand_of[question->person[d]] = d;
    question->siting.demand_quotas = question->demand_quotas;
    for (size_t c = 0; c < n && room; c++) {
        question->members[c] = members_of(&terms->covers[c], demand_of);
        question->demand_quotas[c] =
            (struct mlg_demand_quota){.name = terms->covers[c].name,
                                      .demand = question->members[c],
                                      .n = terms->covers[c].n,
                                      .covered = mlg_share_of_percent(percent)};
        question->siting.n_demand_quotas = c + 1;
        room = question->members[c] != NULL;
    }
    free(demand_of);
    return room ? MLG_OK : no_memory(question->n_demands, err);
}

/* What the goals demand to be covered. */
static enum mlg_status set_coverage(const struct mlg_scenario *scenario,
                                    const struct mlg_terms *terms, struct mlg_question *question,
                                    struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (size_t g = 0; g < scenario->n_goals && status == MLG_OK; g++) {
        const struct mlg_scenario_goal *goal = &scenario->goals[g];
        if (!goal->covers)
            continue;
        if (goal->cover_percent >= 100)
            question->siting.cover_all = true;
        else if (goal->of_each == MLG_NO_COLUMN)
            question->siting.required = mlg_share_of_percent(goal->cover_percent);
        else
            status = set_covers(terms, goal->cover_percent, question, err);
    }
    return status;
}

static int64_t tolerance_of(const struct mlg_scenario_goal *goal, const struct mlg_tables *tables)
{
    double tolerance = goal->tolerance;
    if (goal->kind == MLG_GOAL_SHORTEST_MEAN)
        tolerance *= (double)tables->people->total_residents_milli;
    return (int64_t)llround(tolerance);
}

static enum mlg_status set_goals(const struct mlg_scenario *scenario,
                                 const struct mlg_tables *tables, struct mlg_question *question,
                                 struct mlg_error *err)
{
    size_t n = scenario->n_goals;
    question->goals = mlg_alloc_zero(n, sizeof *question->goals);
    if (!question->goals)
        return no_memory(n, err);
    for (size_t g = 0; g < n; g++) {
        const struct mlg_scenario_goal *goal = &scenario->goals[g];
        struct mlg_siting_goal *asked = &question->goals[g];
        asked->kind = goal->kind;
        asked->tolerance = tolerance_of(goal, tables);
        if (goal->tolerance_percent > 0)
            asked->relative_tolerance = mlg_share_of_percent(goal->tolerance_percent);
        if (goal->kind == MLG_GOAL_SHORTEST_TIME && goal->percent < 100)
            asked->within = mlg_share_of_percent(goal->percent);
    }
    question->siting.goals = question->goals;
    question->siting.n_goals = n;
    return MLG_OK;
}

static enum mlg_status set_phases(const struct mlg_rules *rules, struct mlg_question *question,
                                  struct mlg_error *err)
{
    size_t n = rules->n_phases;
    question->openings = mlg_alloc(n, sizeof *question->openings);
    question->weights = mlg_alloc(n, sizeof *question->weights);
    if (!question->openings || !question->weights)
        return no_memory(n, err);
    for (size_t p = 0; p < n; p++) {
        question->openings[p] = rules->phases[p].new_sites;
        question->weights[p] = rules->phases[p].weight;
    }
    question->siting.phases =
        (struct mlg_siting_phases){(uint32_t)n, question->openings, question->weights};
    return MLG_OK;
}

static void set_rules(const struct mlg_rules *rules, const struct mlg_terms *terms,
                      const struct mlg_times *times, struct mlg_question *question)
{
    struct mlg_siting *siting = &question->siting;
    siting->role = terms->role;
    siting->cost = terms->cost_milli;
    siting->gain = terms->gain_milli;
    siting->max_new = rules->max_new_sites;
    siting->budget = rules->budget < 0 ? INT64_MAX : (int64_t)llround(rules->budget * 1000);
    siting->capacity = terms->capacity_milli;
    siting->too_close = (const uint32_t(*)[2])terms->too_close;
    siting->n_too_close = terms->n_too_close;
    siting->network = (struct mlg_site_lists){terms->near_first, terms->near_site};
    siting->unserved_ds = (uint16_t)times->bound_ds;
    siting->plan = terms->open_in_plan;
    siting->preferred = terms->preferred;
    if (rules->zero_ds == 0)
        return;
    question->gradual_ds[0] = (uint16_t)rules->full_ds;
    question->gradual_ds[1] = (uint16_t)rules->zero_ds;
    question->gradual_milli[0] = 1000;
    siting->gradual = (struct mlg_gradual){2, question->gradual_ds, question->gradual_milli, true};
}

enum mlg_status mlg_question_create(const struct mlg_scenario *scenario,
                                    const struct mlg_tables *tables, const struct mlg_terms *terms,
                                    struct mlg_times *times, struct mlg_question **question,
                                    struct mlg_error *err)
{
    struct mlg_question *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return no_memory(1, err);
    made->n_demands = (uint32_t)tables->n_people;
    made->person = times->person;
    made->bound_ds = needed_bound(scenario, times);
    enum mlg_status status = make_reach(tables, times, made, err);
    if (status == MLG_OK)
        status = set_demands(tables, made, err);
    set_rules(&scenario->rules, terms, times, made);
    if (status == MLG_OK)
        status = set_groups(terms, made, err);
    if (status == MLG_OK)
        status = set_coverage(scenario, terms, made, err);
    if (status == MLG_OK)
        status = set_goals(scenario, tables, made, err);
    if (status == MLG_OK && scenario->rules.n_phases > 0)
        status = set_phases(&scenario->rules, made, err);
    if (status == MLG_OK)
        *question = made;
    else
        mlg_question_destroy(made);
    return status;
}

void mlg_question_destroy(struct mlg_question *question)
{
    if (!question)
        return;
    for (size_t c = 0; c < question->siting.n_demand_quotas; c++)
        free(question->members[c]);
    mlg_reach_destroy(question->reach);
    free(question->weight);
    free(question->limit_ds);
    free(question->goals);
    free(question->site_quotas);
    free(question->demand_quotas);
    free(question->members);
    free(question->openings);
    free(question->weights);
    free(question);
}
