#include "tests/solver/sitings.h"

#include <check.h>
#include <string.h>

static void make_times(struct siting_case *made, struct mlg_random *random)
{
    for (uint32_t j = 0; j < made->n_sites; j++)
        for (uint32_t i = 0; i < made->n_demands; i++) {
            made->time[i][j] = UINT16_MAX;
            if (mlg_random_below(random, 3) == 0)
                continue;
            made->time[i][j] = (uint16_t)mlg_random_below(random, 30);
            if (i > 0 && mlg_random_below(random, 5) == 0)
                made->time[i][j] = made->time[i - 1][j];
        }
}

void siting_case_take_times(struct siting_case *made)
{
    uint64_t first[ROOM_SITES + 1] = {0};
    uint32_t demand[ROOM_SITES * ROOM_DEMANDS];
    uint16_t time[ROOM_SITES * ROOM_DEMANDS];
    uint64_t n = 0;
    for (uint32_t j = 0; j < made->n_sites; j++) {
        for (uint32_t i = 0; i < made->n_demands; i++) {
            if (made->time[i][j] == UINT16_MAX)
                continue;
            demand[n] = i;
            time[n++] = made->time[i][j];
        }
        first[j + 1] = n;
    }
    struct mlg_reach *reach = NULL;
    ck_assert_int_eq(
        mlg_reach_create(made->n_demands, made->n_sites, first, demand, time, &reach, NULL),
        MLG_OK);
    mlg_reach_destroy((struct mlg_reach *)made->problem.reach);
    made->problem.reach = reach;
}

static void make_basics(struct siting_case *made, struct mlg_random *random)
{
    for (uint32_t i = 0; i < made->n_demands; i++) {
        made->weight[i] = mlg_random_below(random, 6) ? 1 + mlg_random_below(random, 2000) : 0;
        made->limit[i] = 12;
    }
    for (uint32_t j = 0; j < made->n_sites; j++) {
        made->role[j] = MLG_SITE_CANDIDATE;
        made->plan[j] = mlg_random_below(random, 2);
        made->preferred[j] = mlg_random_below(random, 2);
        made->change_cost[j] = mlg_random_below(random, 4);
    }
    make_times(made, random);
    siting_case_take_times(made);
    struct mlg_siting *problem = &made->problem;
    problem->weight = made->weight;
    problem->limit_ds = made->limit;
    problem->role = made->role;
    problem->max_new = 1 + mlg_random_below(random, made->n_sites);
    problem->budget = INT64_MAX;
    problem->plan = made->plan;
    problem->preferred = made->preferred;
    problem->change_cost = mlg_random_below(random, 2) ? made->change_cost : NULL;
    problem->unserved_ds = (uint16_t)mlg_random_below(random, 60);
    problem->goals = made->goal;
}

static void set_roles(struct siting_case *made, struct mlg_random *random, unsigned rules)
{
    for (uint32_t j = 0; j < made->n_sites; j++) {
        uint32_t draw = mlg_random_below(random, 8);
        if (rules >> RULE_FIXED_ROLES & 1 && draw < 3)
            made->role[j] = draw == 0 ? MLG_SITE_KEPT : draw == 1 ? MLG_SITE_MUST : MLG_SITE_NEVER;
        if (rules >> RULE_CLOSABLE & 1 && (draw == 3 || draw == 4))
            made->role[j] = MLG_SITE_CLOSABLE;
        if (rules >> RULE_MOVABLE & 1 && (draw == 5 || draw == 6))
            made->role[j] = MLG_SITE_MOVABLE;
        made->cost[j] = mlg_random_below(random, 9);
        made->gain[j] = (int64_t)mlg_random_below(random, 6) - 1;
    }
    if (rules >> RULE_CLOSABLE & 1)
        made->problem.gain = made->gain;
    if (rules >> RULE_COSTS & 1) {
        made->problem.cost = made->cost;
        made->problem.budget = mlg_random_below(random, 20);
    }
}

static uint32_t random_members(struct mlg_random *random, uint32_t n, uint32_t *member)
{
    uint32_t n_members = 0;
    for (uint32_t k = 0; k < n; k++)
        if (mlg_random_below(random, 2))
            member[n_members++] = k;
    return n_members;
}

static void set_quotas(struct siting_case *made, struct mlg_random *random, unsigned rules)
{
    bool counts = rules >> RULE_GROUPS & 1, shares = rules >> RULE_SHARES & 1;
    for (int q = 0; q < 2; q++) {
        struct mlg_site_quota *quota = &made->quota[q];
        *quota = (struct mlg_site_quota){"group", made->member[q], 0,      q == 0,
                                         0,       UINT32_MAX,      {0, 0}, {0, 0}};
        quota->n = random_members(random, made->n_sites, made->member[q]);
        if (counts && mlg_random_below(random, 2))
            quota->at_least = mlg_random_below(random, 3);
        if (counts && mlg_random_below(random, 2))
            quota->at_most = mlg_random_below(random, 4);
        if (shares && mlg_random_below(random, 2))
            quota->least = (struct mlg_share){1 + mlg_random_below(random, 2), 3};
        else if (shares)
            quota->most = (struct mlg_share){2 + mlg_random_below(random, 3), 5};
    }
    if (counts || shares) {
        made->problem.site_quotas = made->quota;
        made->problem.n_site_quotas = 2;
    }
}

static void set_neighbours(struct siting_case *made, struct mlg_random *random, unsigned rules)
{
    struct mlg_siting *problem = &made->problem;
    for (size_t p = 0; rules >> RULE_TOO_CLOSE & 1 && p < MAX_PAIRS / 2; p++) {
        uint32_t a = mlg_random_below(random, made->n_sites);
        uint32_t b = mlg_random_below(random, made->n_sites);
        if (a == b)
            continue;
        made->too_close[problem->n_too_close][0] = a;
        made->too_close[problem->n_too_close++][1] = b;
        problem->too_close = (const uint32_t(*)[2])made->too_close;
    }
    if (!(rules >> RULE_NETWORK & 1))
        return;
    uint64_t n = 0;
    for (uint32_t j = 0; j < made->n_sites; j++) {
        for (uint32_t k = 0; k < made->n_sites; k++)
            if (mlg_random_below(random, 3) == 0)
                made->network_site[n++] = k;
        made->network_first[j + 1] = n;
    }
    problem->network = (struct mlg_site_lists){made->network_first, made->network_site};
}

static void set_coverage(struct siting_case *made, struct mlg_random *random, unsigned rules)
{
    struct mlg_siting *problem = &made->problem;
    for (uint32_t i = 0; rules >> RULE_LIMITS & 1 && i < made->n_demands; i++)
        made->limit[i] = (uint16_t)mlg_random_below(random, 25);
    problem->cover_all = rules >> RULE_COVER_ALL & 1;
    if (rules >> RULE_REQUIRED & 1)
        problem->required = (struct mlg_share){2 + mlg_random_below(random, 6), 9};
    if (rules >> RULE_DEMAND_GROUPS & 1) {
        for (int q = 0; q < 2; q++) {
            made->demand_quota[q] =
                (struct mlg_demand_quota){"people",
                                          made->person[q],
                                          random_members(random, made->n_demands, made->person[q]),
                                          {1 + mlg_random_below(random, 5), 7}};
        }
        problem->demand_quotas = made->demand_quota;
        problem->n_demand_quotas = 2;
    }
    if (rules >> RULE_GRADUAL & 1) {
        uint16_t t = 0, share = 1000;
        for (int k = 0; k < 3; k++) {
            made->gradual_time[k] = t = (uint16_t)(t + 1 + mlg_random_below(random, 8));
            made->gradual_share[k] = share = (uint16_t)mlg_random_below(random, share + 1U);
        }
        problem->gradual = (struct mlg_gradual){3, made->gradual_time, made->gradual_share,
                                                mlg_random_below(random, 2)};
    }
}

static void set_places(struct siting_case *made, struct mlg_random *random, unsigned rules)
{
    struct mlg_siting *problem = &made->problem;
    for (uint32_t j = 0; rules >> RULE_CAPACITY & 1 && j < made->n_sites; j++) {
        made->capacity[j] = mlg_random_below(random, 5000);
        problem->capacity = made->capacity;
    }
    if (!(rules >> RULE_PHASES & 1))
        return;
    for (int p = 0; p < 3; p++) {
        made->openings[p] = mlg_random_below(random, 3);
        made->year_weight[p] = 1 + mlg_random_below(random, 4);
    }
    problem->phases = (struct mlg_siting_phases){3, made->openings, made->year_weight};
}

static void fill(struct siting_case *made, struct mlg_random *random, unsigned rules)
{
    make_basics(made, random);
    set_roles(made, random, rules);
    set_quotas(made, random, rules);
    set_neighbours(made, random, rules);
    set_coverage(made, random, rules);
    set_places(made, random, rules);
}

void siting_case_init(struct siting_case *made, struct mlg_random *random, unsigned rules)
{
    memset(made, 0, sizeof *made);
    made->n_sites = 2 + mlg_random_below(random, MAX_SITES - 2);
    made->n_demands = 1 + mlg_random_below(random, MAX_DEMANDS - 1);
    fill(made, random, rules);
}

void siting_case_init_larger(struct siting_case *made, struct mlg_random *random, unsigned rules)
{
    memset(made, 0, sizeof *made);
    made->n_sites = MAX_SITES + 1 + mlg_random_below(random, ROOM_SITES - MAX_SITES);
    made->n_demands = MAX_DEMANDS + 1 + mlg_random_below(random, ROOM_DEMANDS - MAX_DEMANDS);
    fill(made, random, rules);
}

void siting_case_finish(struct siting_case *made)
{
    mlg_reach_destroy((struct mlg_reach *)made->problem.reach);
}
