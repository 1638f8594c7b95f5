#include "solver/placement/center.h"

#include "base/memory.h"
#include "solver/placement/decide.h"

#include <stdlib.h>
#include <string.h>

enum { N_TIMES = UINT16_MAX }; /* UINT16_MAX itself means never */
/* A step may take this share of the time that is left before others are tried. */
static const double SHARE_OF_A_STEP = 1.0 / 8;

/* Times are places in time_ds. The answer is after `low` and not after `high`; steps between
 * first_open and last_open were tried and remained undecided (none where first_open > last_open).
 */
struct search {
    const struct mlg_placement *placement;
    const struct mlg_control *control;
    int64_t least_weight;
    uint16_t *time_ds; /* [n_times]: the distinct times, increasing */
    int32_t n_times;
    int32_t low, high; /* high = n_times: no plan yet */
    int32_t first_open, last_open;
    bool again, over;     /* a step is tried again, with all the time; that was in vain */
    uint16_t *nearest_ds; /* [n_demands]: of any site */
    uint16_t *open_ds;    /* [n_demands]: of any open site */
    uint16_t *served_ds;  /* [n_demands]: by the plan at hand; limits */
    int64_t *weight_at;   /* [N_TIMES + 1] */
    bool *trial;          /* [n_sites] */
};

static void search_finish(struct search *s)
{
    free(s->time_ds);
    free(s->nearest_ds);
    free(s->open_ds);
    free(s->served_ds);
    free(s->weight_at);
    free(s->trial);
}

static enum mlg_status search_init(struct search *s, const struct mlg_placement *placement,
                                   int64_t least_weight, const struct mlg_control *control,
                                   struct mlg_error *err)
{
    size_t demands = placement->reach->n_demands, sites = placement->reach->n_sites;
    *s = (struct search){
        .placement = placement,
        .control = control,
        .least_weight = least_weight,
        .time_ds = mlg_alloc(N_TIMES, sizeof *s->time_ds),
        .nearest_ds = mlg_alloc(demands, sizeof *s->nearest_ds),
        .open_ds = mlg_alloc(demands, sizeof *s->open_ds),
        .served_ds = mlg_alloc(demands, sizeof *s->served_ds),
        .weight_at = mlg_alloc(N_TIMES + 1, sizeof *s->weight_at),
        .trial = mlg_alloc(sites, sizeof *s->trial),
    };
    if (!s->time_ds || !s->nearest_ds || !s->open_ds || !s->served_ds || !s->weight_at || !s->trial)
        return mlg_fail_memory(err, "the search for the shortest time", demands * 4);
    return MLG_OK;
}

static bool everybody(const struct search *s)
{
    return s->least_weight == INT64_MAX;
}

/* The time within which demands served so are served as far as they must be; UINT16_MAX = never.
 * Those that no site reaches do not count. */
static uint16_t guaranteed(struct search *s, const uint16_t *served_ds)
{
    uint32_t n = s->placement->reach->n_demands;
    uint16_t worst = 0;
    memset(s->weight_at, 0, (N_TIMES + 1) * sizeof *s->weight_at);
    for (uint32_t i = 0; i < n; i++) {
        if (s->nearest_ds[i] == UINT16_MAX)
            continue;
        worst = served_ds[i] > worst ? served_ds[i] : worst;
        s->weight_at[served_ds[i]] += s->placement->weight[i];
    }
    if (everybody(s))
        return worst;
    int64_t served = 0;
    uint32_t time = 0;
    while (time < N_TIMES && (served += s->weight_at[time]) < s->least_weight)
        time++;
    return (uint16_t)time;
}

/* The answer is the time of some entry, or 0 where nobody need be served. */
static void list_times(struct search *s)
{
    const struct mlg_reach *reach = s->placement->reach;
    bool *occurs = (bool *)memset(s->weight_at, 0, (N_TIMES + 1) * sizeof *s->weight_at);
    occurs[0] = true;
    for (uint64_t k = 0; k < reach->n_entries; k++)
        occurs[reach->time_ds[k]] = true;
    for (uint32_t time = 0; time < N_TIMES; time++)
        if (occurs[time])
            s->time_ds[s->n_times++] = (uint16_t)time;
}

static int32_t place_of(const struct search *s, uint16_t time_ds)
{
    int32_t low = 0, high = s->n_times;
    while (low < high) {
        int32_t middle = (low + high) / 2;
        if (s->time_ds[middle] < time_ds)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Keeps a plan that is better than what is known. */
static void offer(struct search *s, const bool *plan, bool *chosen)
{
    mlg_placement_nearest(s->placement, plan, false, s->served_ds);
    int32_t place = place_of(s, guaranteed(s, s->served_ds));
    if (place >= s->high)
        return;
    s->high = place;
    memcpy(chosen, plan, s->placement->reach->n_sites * sizeof *chosen);
}

/* The next step: the middle of what is left; where that holds undecided steps, the middle of the
 * larger side of those; where only undecided ones are left, one of them again. */
static int32_t next_step(struct search *s)
{
    int32_t before = s->first_open - s->low, after = s->high - s->last_open;
    s->again = s->first_open <= s->last_open && before <= 1 && after <= 1;
    if (s->first_open > s->last_open || s->again)
        return s->low + (s->high - s->low) / 2;
    return before > after ? s->low + before / 2 : s->last_open + after / 2;
}

static void keep_verdict(struct search *s, int32_t step, enum mlg_verdict verdict)
{
    s->over = s->again && verdict == MLG_UNDECIDED;
    if (verdict == MLG_TOO_FEW)
        s->low = step;
    if (verdict == MLG_UNDECIDED) {
        s->first_open = step < s->first_open ? step : s->first_open;
        s->last_open = step > s->last_open ? step : s->last_open;
    }
    if (s->first_open <= s->low) /* a proof overtook them */
        s->first_open = s->low + 1;
    if (s->last_open >= s->high) /* a plan did */
        s->last_open = s->high - 1;
    if (s->first_open > s->last_open) {
        s->first_open = s->n_times;
        s->last_open = -1;
    }
}

static void report(const struct search *s)
{
    struct mlg_control control = *s->control;
    control.unit = 0.1;
    if (s->high < s->n_times)
        mlg_control_report(&control, "shortening the time", s->time_ds[s->high],
                           s->time_ds[s->low + 1]);
}

/* Whether the new sites can serve within the time what they must; if so, trial is a plan. */
static enum mlg_status decide(struct search *s, uint16_t time_ds, const struct mlg_control *control,
                              enum mlg_verdict *verdict, struct mlg_error *err)
{
    uint32_t max_new = s->placement->max_new;
    struct mlg_instance *instance = NULL;
    for (uint32_t i = 0; i < s->placement->reach->n_demands; i++)
        s->served_ds[i] = time_ds;
    enum mlg_status status = mlg_placement_covering(s->placement, s->served_ds, &instance, err);
    if (status != MLG_OK)
        return status;
    if (everybody(s)) {
        status = mlg_decide_cover(instance, max_new, control, s->trial, verdict, err);
    } else {
        int64_t missing = s->least_weight;
        for (uint32_t i = 0; i < s->placement->reach->n_demands; i++)
            if (s->open_ds[i] <= time_ds)
                missing -= s->placement->weight[i];
        status = mlg_decide_most(instance, max_new, missing, control, s->trial, verdict, err);
    }
    mlg_instance_destroy(instance);
    return status;
}

static enum mlg_status take_step(struct search *s, bool *chosen, struct mlg_error *err)
{
    int32_t step = next_step(s);
    struct mlg_monitor silent = {
        .stop = s->control->monitor ? s->control->monitor->stop : NULL,
    };
    struct mlg_control control = *s->control;
    control.monitor = &silent;
    control.gap = 0;
    if (!s->again)
        control.deadline_s -= mlg_control_left_s(s->control) * (1 - SHARE_OF_A_STEP);
    enum mlg_verdict verdict = MLG_UNDECIDED;
    memcpy(s->trial, chosen, s->placement->reach->n_sites * sizeof *chosen);
    enum mlg_status status = decide(s, s->time_ds[step], &control, &verdict, err);
    if (status != MLG_OK)
        return status;
    if (verdict == MLG_ENOUGH)
        offer(s, s->trial, chosen);
    keep_verdict(s, step, verdict);
    report(s);
    return MLG_OK;
}

/* Demands that the plan serves in no less than its time. */
static enum mlg_status list_binding(struct search *s, const bool *chosen,
                                    struct mlg_center_result *result, struct mlg_error *err)
{
    uint32_t n_demands = s->placement->reach->n_demands;
    uint16_t nearest = guaranteed(s, s->nearest_ds);
    result->alone = nearest == result->value_ds;
    mlg_placement_nearest(s->placement, chosen, false, s->served_ds);
    const uint16_t *time_ds = result->alone ? s->nearest_ds : s->served_ds;
    result->binding = mlg_alloc(n_demands, sizeof *result->binding);
    if (!result->binding)
        return mlg_fail_memory(err, "demands that bind", n_demands * sizeof *result->binding);
    for (uint32_t i = 0; i < n_demands; i++)
        if (s->nearest_ds[i] != UINT16_MAX && time_ds[i] == result->value_ds)
            result->binding[result->n_binding++] = i;
    return MLG_OK;
}

static enum mlg_status run(struct search *s, bool *chosen, struct mlg_error *err)
{
    mlg_placement_nearest(s->placement, NULL, true, s->nearest_ds);
    mlg_placement_nearest(s->placement, NULL, false, s->open_ds);
    list_times(s);
    s->high = s->n_times;
    s->low = place_of(s, guaranteed(s, s->nearest_ds)) - 1;
    s->first_open = s->n_times;
    s->last_open = -1;
    offer(s, chosen, chosen);
    enum mlg_status status = MLG_OK;
    while (status == MLG_OK && s->high - s->low > 1 && !s->over && !mlg_control_halted(s->control))
        status = take_step(s, chosen, err);
    return status;
}

enum mlg_status mlg_center(const struct mlg_placement *placement, int64_t least_weight,
                           const struct mlg_control *control, bool *chosen,
                           struct mlg_center_result *result, struct mlg_error *err)
{
    struct search s;
    struct mlg_center_result made = {0};
    enum mlg_status status = search_init(&s, placement, least_weight, control, err);
    if (status == MLG_OK)
        status = run(&s, chosen, err);
    if (status == MLG_OK) {
        made.found = s.high < s.n_times;
        made.infeasible = s.low >= s.n_times - 1;
        if (made.found)
            made.value_ds = s.time_ds[s.high];
        if (!made.infeasible)
            made.bound_ds = s.time_ds[s.low + 1];
        if (made.found && least_weight == INT64_MAX)
            status = list_binding(&s, chosen, &made, err);
    }
    if (status == MLG_OK)
        *result = made;
    search_finish(&s);
    return status;
}
