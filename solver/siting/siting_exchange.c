#include "solver/siting/siting_exchange.h"

#include "base/memory.h"
#include "base/random.h"
#include "solver/siting/siting_count.h"
#include "solver/siting/siting_stages.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How many sites are tried in the place of another. */
enum { N_TRIED = 8, N_PASSES = 3 };
/* One exchange may use so small a part of what the last goal may lose: cheap ones come first. */
static const int64_t parts[N_PASSES] = {100, 10, 1};

/* A new site and what decides when it is exchanged. */
struct turn {
    uint32_t site, used;
    uint64_t lot;
};

struct exchanging {
    const struct mlg_siting *problem;
    const struct mlg_exchange_options *options;
    struct mlg_control control;
    struct mlg_random random;
    int64_t *most;        /* [n_goals]: no plan may lose more */
    int64_t given, loss;  /* of the last goal: what the given plan and the one being made lose */
    uint32_t *used;       /* [n_sites]: in how many of the plans so far */
    int64_t *helps;       /* [n_sites]: weight that depends on the site that leaves; 0 between */
    uint32_t *helper;     /* [n_sites]: those that help */
    struct turn *turn;    /* [n_sites] */
    uint64_t *site_first; /* [n_sites + 1]: the demands of each site within their limits */
    uint32_t *site_demand;
    bool *open; /* [n_sites]: of the plan being made */
    uint32_t *taken_for;
};

void mlg_siting_exchange_destroy(struct mlg_exchange *exchange)
{
    if (!exchange)
        return;
    for (uint32_t p = 0; p < exchange->n; p++) {
        free(exchange->plan[p].open);
        free(exchange->plan[p].taken_for);
    }
    free(exchange->plan);
    free(exchange->only_place);
    free(exchange);
}

static void exchanging_finish(struct exchanging *exchanging)
{
    free(exchanging->most);
    free(exchanging->used);
    free(exchanging->helps);
    free(exchanging->helper);
    free(exchanging->turn);
    free(exchanging->site_first);
    free(exchanging->site_demand);
    free(exchanging->open);
    free(exchanging->taken_for);
}

static enum mlg_status no_memory(size_t n, struct mlg_error *err)
{
    return mlg_fail_memory(err, "exchanges", n * sizeof(int64_t));
}

/* Counted, then filled. */
static enum mlg_status list_demands(struct exchanging *exchanging, struct mlg_error *err)
{
    const struct mlg_siting *problem = exchanging->problem;
    const struct mlg_reach *reach = problem->reach;
    uint64_t *first = exchanging->site_first;
    for (uint32_t i = 0; i < reach->n_demands; i++)
        for (uint64_t k = reach->first[i]; k < reach->first[i + 1]; k++)
            first[reach->site[k] + 1] += reach->time_ds[k] <= problem->limit_ds[i];
    for (uint32_t j = 0; j < reach->n_sites; j++)
        first[j + 1] += first[j];
    uint32_t *demand = exchanging->site_demand = mlg_alloc(first[reach->n_sites], sizeof *demand);
    if (!demand)
        return no_memory(first[reach->n_sites], err);
    for (uint32_t i = 0; i < reach->n_demands; i++)
        for (uint64_t k = reach->first[i]; k < reach->first[i + 1]; k++)
            if (reach->time_ds[k] <= problem->limit_ds[i])
                demand[first[reach->site[k]]++] = i;
    memmove(first + 1, first, reach->n_sites * sizeof *first);
    first[0] = 0;
    return MLG_OK;
}

/* What the given plan loses; the last goal a share of its value more. */
static enum mlg_status set_most(struct exchanging *exchanging, const bool *open,
                                struct mlg_error *err)
{
    const struct mlg_siting *problem = exchanging->problem;
    enum mlg_status status = MLG_OK;
    for (size_t g = 0; g < problem->n_goals && status == MLG_OK; g++) {
        int64_t *most = &exchanging->most[g];
        status = mlg_siting_loss(problem, &problem->goals[g], open, most, err);
        if (status != MLG_OK || g + 1 < problem->n_goals)
            continue;
        exchanging->given = *most;
        enum mlg_goal_kind kind = problem->goals[g].kind;
        int64_t base = mlg_goal_base(problem, kind);
        double value = mlg_goal_is_gain(kind) ? (double)(base - *most) : (double)*most;
        *most += (int64_t)floor(fabs(value) * exchanging->options->within + 1e-9);
    }
    return status;
}

static enum mlg_status exchanging_init(struct exchanging *exchanging, const bool *open,
                                       struct mlg_error *err)
{
    size_t n = exchanging->problem->reach->n_sites;
    exchanging->most = mlg_alloc(exchanging->problem->n_goals, sizeof *exchanging->most);
    exchanging->used = mlg_alloc_zero(n, sizeof *exchanging->used);
    exchanging->helps = mlg_alloc_zero(n, sizeof *exchanging->helps);
    exchanging->helper = mlg_alloc(n, sizeof *exchanging->helper);
    exchanging->turn = mlg_alloc(n, sizeof *exchanging->turn);
    exchanging->site_first = mlg_alloc_zero(n + 1, sizeof *exchanging->site_first);
    exchanging->open = mlg_alloc(n, sizeof *exchanging->open);
    exchanging->taken_for = mlg_alloc(n, sizeof *exchanging->taken_for);
    if (!exchanging->most || !exchanging->used || !exchanging->helps || !exchanging->helper ||
        !exchanging->turn || !exchanging->site_first || !exchanging->open || !exchanging->taken_for)
        return no_memory(n, err);
    mlg_random_seed(&exchanging->random, exchanging->options->seed);
    for (uint32_t j = 0; j < n; j++)
        exchanging->used[j] = open[j];
    enum mlg_status status = list_demands(exchanging, err);
    return status == MLG_OK ? set_most(exchanging, open, err) : status;
}

/* *last: what is lost of the last goal. */
static bool is_acceptable(const struct exchanging *exchanging, int64_t *last)
{
    const struct mlg_siting *problem = exchanging->problem;
    if (!mlg_siting_obeys_sites(problem, exchanging->open) ||
        !mlg_siting_obeys_coverage(problem, exchanging->open))
        return false;
    for (size_t g = 0; g < problem->n_goals; g++)
        if (mlg_siting_loss(problem, &problem->goals[g], exchanging->open, last, NULL) != MLG_OK ||
            *last > exchanging->most[g])
            return false;
    return true;
}

/* Open sites within the limit of a demand, up to two. */
static uint32_t count_open(const struct exchanging *exchanging, uint32_t demand)
{
    const struct mlg_siting *problem = exchanging->problem;
    const struct mlg_reach *reach = problem->reach;
    uint32_t n = 0;
    for (uint64_t k = reach->first[demand]; k < reach->first[demand + 1] && n < 2; k++) {
        if (reach->time_ds[k] > problem->limit_ds[demand])
            break;
        n += exchanging->open[reach->site[k]];
    }
    return n;
}

/* The sites that could serve those whom only this one serves; returns how many. *all: what one
 * helps that serves them all. */
static uint32_t find_helpers(struct exchanging *exchanging, uint32_t site, int64_t *all)
{
    const struct mlg_siting *problem = exchanging->problem;
    const struct mlg_reach *reach = problem->reach;
    uint32_t n = 0;
    *all = 0;
    for (uint64_t d = exchanging->site_first[site]; d < exchanging->site_first[site + 1]; d++) {
        uint32_t demand = exchanging->site_demand[d];
        if (count_open(exchanging, demand) != 1)
            continue;
        *all += problem->weight[demand] + 1;
        for (uint64_t k = reach->first[demand]; k < reach->first[demand + 1]; k++) {
            uint32_t other = reach->site[k];
            if (reach->time_ds[k] > problem->limit_ds[demand])
                break;
            if (exchanging->open[other] || problem->role[other] != MLG_SITE_CANDIDATE)
                continue;
            if (exchanging->helps[other] == 0)
                exchanging->helper[n++] = other;
            exchanging->helps[other] += problem->weight[demand] + 1;
        }
    }
    return n;
}

/* The helper that serves most, one of an earlier plan only where no other serves as many; it is
 * taken from the list. *help: how much. */
static uint32_t take_best(struct exchanging *exchanging, uint32_t *n, int64_t *help)
{
    uint32_t best = 0, *helper = exchanging->helper;
    for (uint32_t k = 1; k < *n; k++) {
        int64_t more = exchanging->helps[helper[k]] - exchanging->helps[helper[best]];
        uint32_t used = exchanging->used[helper[k]], usual = exchanging->used[helper[best]];
        if (more > 0 || (more == 0 && used < usual))
            best = k;
    }
    uint32_t site = helper[best];
    helper[best] = helper[--*n];
    *help = exchanging->helps[site];
    exchanging->helps[site] = 0;
    return site;
}

/* The best site to open in the place of one that is closed already, or UINT32_MAX: one that no plan
 * so far has, then the one with which the last goal loses least, at most `most`. *least: that. */
static uint32_t find_other(struct exchanging *exchanging, uint32_t n, int64_t all, int64_t most,
                           int64_t *least)
{
    uint32_t best = UINT32_MAX;
    bool best_used = true, partly = true; /* whether one that does not serve all may do */
    int64_t last, help;
    *least = INT64_MAX;
    for (uint32_t tried = 0; tried < N_TRIED && n > 0 && partly; tried++) {
        uint32_t other = take_best(exchanging, &n, &help);
        bool used = exchanging->used[other] > 0;
        exchanging->open[other] = true;
        bool acceptable = is_acceptable(exchanging, &last) && last <= most;
        partly = acceptable || help == all;
        if (acceptable && (used < best_used || (used == best_used && last < *least))) {
            best = other;
            best_used = used;
            *least = last;
        }
        exchanging->open[other] = false;
    }
    while (n > 0)
        exchanging->helps[exchanging->helper[--n]] = 0;
    return best;
}

/* Another site opens in the place of this one, if one is used less; or all stays as it is. */
static void exchange_site(struct exchanging *exchanging, uint32_t site, int64_t part)
{
    int64_t all, least, last = exchanging->most[exchanging->problem->n_goals - 1];
    int64_t most = exchanging->loss + (last - exchanging->given) / part;
    uint32_t n = find_helpers(exchanging, site, &all);
    exchanging->open[site] = false;
    uint32_t best = find_other(exchanging, n, all, most, &least);
    if (best == UINT32_MAX || exchanging->used[best] >= exchanging->used[site]) {
        exchanging->open[site] = true;
        return;
    }
    exchanging->open[best] = true;
    exchanging->loss = least;
    uint32_t first = exchanging->taken_for[site];
    exchanging->taken_for[best] = first == UINT32_MAX ? site : first;
    exchanging->taken_for[site] = UINT32_MAX;
}

/* Those used most go first, in random order among equals. */
static int compare_turns(const void *left, const void *right)
{
    const struct turn *a = left, *b = right;
    if (a->used != b->used)
        return a->used > b->used ? -1 : 1;
    return (a->lot > b->lot) - (a->lot < b->lot);
}

static void make_pass(struct exchanging *exchanging, int64_t part, double until_s)
{
    const struct mlg_siting *problem = exchanging->problem;
    size_t n = 0;
    for (uint32_t j = 0; j < problem->reach->n_sites; j++)
        if (exchanging->open[j] && problem->role[j] == MLG_SITE_CANDIDATE &&
            exchanging->used[j] > 0)
            exchanging->turn[n++] =
                (struct turn){j, exchanging->used[j], mlg_random_next(&exchanging->random)};
    if (n > 0)
        qsort(exchanging->turn, n, sizeof *exchanging->turn, compare_turns);
    for (size_t t = 0;
         t < n && !mlg_control_halted(&exchanging->control) && mlg_clock_s() < until_s; t++)
        if (exchanging->open[exchanging->turn[t].site])
            exchange_site(exchanging, exchanging->turn[t].site, part);
}

static uint32_t count_new_sites(const struct exchanging *exchanging, const bool *open,
                                const bool *without)
{
    uint32_t n = 0;
    for (uint32_t j = 0; j < exchanging->problem->reach->n_sites; j++)
        n += open[j] && !without[j] && mlg_site_is_new(exchanging->problem, j);
    return n;
}

static bool differs(const struct exchanging *exchanging, const bool *given,
                    const struct mlg_exchange *exchange)
{
    uint32_t least = count_new_sites(exchanging, exchanging->open, given);
    for (uint32_t p = 0; p < exchange->n; p++) {
        uint32_t n = count_new_sites(exchanging, exchanging->open, exchange->plan[p].open);
        least = n < least ? n : least;
    }
    return least > 0 && least >= exchanging->options->differ;
}

static enum mlg_status keep(struct exchanging *exchanging, struct mlg_exchange *exchange,
                            struct mlg_error *err)
{
    size_t n = exchanging->problem->reach->n_sites;
    struct mlg_exchanged *plan = &exchange->plan[exchange->n++];
    plan->open = mlg_alloc(n, sizeof *plan->open);
    plan->taken_for = mlg_alloc(n, sizeof *plan->taken_for);
    if (!plan->open || !plan->taken_for)
        return no_memory(n, err);
    memcpy(plan->open, exchanging->open, n * sizeof *plan->open);
    memcpy(plan->taken_for, exchanging->taken_for, n * sizeof *plan->taken_for);
    for (size_t j = 0; j < n; j++)
        exchanging->used[j] += exchanging->open[j];
    return MLG_OK;
}

/* From the given plan, every time: its sites are in most of those found. */
static enum mlg_status find_plans(struct exchanging *exchanging, const bool *given,
                                  struct mlg_exchange *exchange, struct mlg_error *err)
{
    size_t n = exchanging->problem->reach->n_sites;
    enum mlg_status status = MLG_OK;
    bool found = true;
    uint32_t count = exchanging->options->count;
    while (status == MLG_OK && found && exchange->n < count &&
           !mlg_control_halted(&exchanging->control)) {
        double share = 1.0 / (count - exchange->n);
        double until_s = mlg_clock_s() + mlg_control_left_s(&exchanging->control) * share;
        mlg_progress(exchanging->control.monitor, "exchanging sites", exchange->n, count, NULL);
        memcpy(exchanging->open, given, n * sizeof *given);
        for (size_t j = 0; j < n; j++)
            exchanging->taken_for[j] = UINT32_MAX;
        exchanging->loss = exchanging->given;
        for (int pass = 0; pass < N_PASSES; pass++)
            make_pass(exchanging, parts[pass], until_s);
        found = differs(exchanging, given, exchange);
        if (found)
            status = keep(exchanging, exchange, err);
    }
    return status;
}

/* Demands that one site alone could serve. */
static void mark_only_places(const struct exchanging *exchanging, const bool *given,
                             bool *only_place)
{
    const struct mlg_siting *problem = exchanging->problem;
    const struct mlg_reach *reach = problem->reach;
    for (uint32_t i = 0; i < reach->n_demands; i++) {
        uint32_t n = 0, site = 0;
        for (uint64_t k = reach->first[i]; k < reach->first[i + 1]; k++)
            if (reach->time_ds[k] <= problem->limit_ds[i] &&
                mlg_site_is_admitted(problem, reach->site[k])) {
                site = reach->site[k];
                n++;
            }
        if (n == 1 && given[site] && mlg_site_is_new(problem, site))
            only_place[site] = true;
    }
}

enum mlg_status mlg_siting_exchange(const struct mlg_siting *problem, const bool *open,
                                    const struct mlg_exchange_options *options,
                                    const struct mlg_monitor *monitor,
                                    struct mlg_exchange **exchange, struct mlg_error *err)
{
    if (problem->capacity)
        return mlg_fail(err, MLG_BAD_SCENARIO,
                        "sites with capacities cannot be exchanged one for one");
    struct exchanging exchanging = {
        .problem = problem,
        .options = options,
        .control = {.monitor = monitor, .deadline_s = mlg_clock_s() + options->time_s}};
    struct mlg_exchange *made = mlg_alloc_zero(1, sizeof *made);
    if (made) {
        made->plan = mlg_alloc_zero(options->count, sizeof *made->plan);
        made->only_place = mlg_alloc_zero(problem->reach->n_sites, sizeof *made->only_place);
    }
    enum mlg_status status = made && made->plan && made->only_place
                                 ? exchanging_init(&exchanging, open, err)
                                 : no_memory(problem->reach->n_sites, err);
    if (status == MLG_OK) {
        mark_only_places(&exchanging, open, made->only_place);
        status = find_plans(&exchanging, open, made, err);
    }
    exchanging_finish(&exchanging);
    if (status == MLG_OK)
        *exchange = made;
    else
        mlg_siting_exchange_destroy(made);
    return status;
}
