#include "scenarios/plan/spread.h"

#include "base/memory.h"
#include "scenarios/plan/figures.h"

#include <math.h>
#include <stdlib.h>

enum mlg_status mlg_spread_init(struct mlg_spread *spread, uint32_t bound_ds, struct mlg_error *err)
{
    *spread = (struct mlg_spread){
        .bound_ds = bound_ds,
        .milli = mlg_alloc_zero((size_t)bound_ds + 1, sizeof *spread->milli),
    };
    return spread->milli ? MLG_OK : mlg_fail_memory(err, "a histogram", bound_ds * 8);
}

void mlg_spread_finish(struct mlg_spread *spread)
{
    free(spread->milli);
    spread->milli = NULL;
}

void mlg_spread_add(struct mlg_spread *spread, uint16_t time_ds, int64_t residents_milli,
                    bool has_second)
{
    spread->total_milli += residents_milli;
    if (has_second)
        spread->second_milli += residents_milli;
    if (time_ds > spread->bound_ds)
        return;
    spread->reached_milli += residents_milli;
    spread->milli[time_ds] += residents_milli;
}

double mlg_spread_gini(const struct mlg_spread *spread)
{
    double area = 0, sum = 0; /* under the Lorenz curve, doubled; resident-deciseconds so far */
    for (uint32_t t = 0; t <= spread->bound_ds; t++) {
        double residents = (double)spread->milli[t], before = sum;
        sum += residents * t;
        area += residents * (before + sum);
    }
    return sum > 0 ? 1 - area / ((double)spread->reached_milli * sum) : 0;
}

/* Resident-deciseconds of the `share` who are nearest. */
static double time_of_nearest(const struct mlg_spread *spread, double share)
{
    double left = share * (double)spread->reached_milli, sum = 0;
    for (uint32_t t = 0; t <= spread->bound_ds && left > 0; t++) {
        double residents = (double)spread->milli[t];
        residents = residents < left ? residents : left;
        sum += residents * t;
        left -= residents;
    }
    return sum;
}

double mlg_spread_palma(const struct mlg_spread *spread)
{
    double nearest = time_of_nearest(spread, 0.4);
    double farthest = time_of_nearest(spread, 1) - time_of_nearest(spread, 0.9);
    return nearest > 0 ? farthest / nearest : NAN;
}

/* The shortest time within which `percent` of those who are reached are. */
static json_t *quantile_json(const struct mlg_spread *spread, int percent)
{
    if (spread->reached_milli == 0)
        return json_null();
    int64_t sum = spread->milli[0];
    uint32_t t = 0;
    while (sum * 100 < spread->reached_milli * percent)
        sum += spread->milli[++t];
    return mlg_json_minutes(t);
}

static json_t *mean_json(const struct mlg_spread *spread)
{
    uint64_t sum = 0;
    for (uint32_t t = 0; t <= spread->bound_ds; t++)
        sum += (uint64_t)spread->milli[t] * t;
    return mlg_json_mean_minutes(sum, (uint64_t)spread->reached_milli);
}

int64_t mlg_spread_within(const struct mlg_spread *spread, uint32_t time_ds)
{
    int64_t sum = 0;
    for (uint32_t t = 0; t <= time_ds && t <= spread->bound_ds; t++)
        sum += spread->milli[t];
    return sum;
}

static json_t *within_json(const struct mlg_spread *spread, const uint32_t *steps_ds,
                           size_t n_steps)
{
    json_t *array = json_array();
    for (size_t i = 0; i < n_steps; i++) {
        int64_t milli = mlg_spread_within(spread, steps_ds[i]);
        array = mlg_json_append(array, json_pack("{s:o, s:o, s:o}", "minutes",
                                                 mlg_json_minutes(steps_ds[i]), "residents",
                                                 mlg_json_residents(milli), "percent",
                                                 mlg_json_percent(milli, spread->total_milli)));
    }
    return array;
}

static json_t *ratio_json(double ratio)
{
    return isfinite(ratio) ? json_real(round(ratio * 1e4) / 1e4) : json_null();
}

json_t *mlg_spread_times_json(const struct mlg_spread *spread)
{
    return json_pack("{s:o, s:o, s:o, s:o, s:o}", "reached",
                     mlg_json_residents(spread->reached_milli), "mean_min", mean_json(spread),
                     "median_min", quantile_json(spread, 50), "p95_min", quantile_json(spread, 95),
                     "max_min", quantile_json(spread, 100));
}

json_t *mlg_spread_json(const struct mlg_spread *spread, const uint32_t *steps_ds, size_t n_steps)
{
    json_t *residents = json_pack("{s:o}", "residents", mlg_json_residents(spread->total_milli));
    json_t *more =
        json_pack("{s:o, s:o, s:o, s:o, s:o}", "gini", ratio_json(mlg_spread_gini(spread)), "palma",
                  ratio_json(mlg_spread_palma(spread)), "second_site",
                  mlg_json_residents(spread->second_milli), "second_site_percent",
                  mlg_json_percent(spread->second_milli, spread->total_milli), "within",
                  within_json(spread, steps_ds, n_steps));
    return mlg_json_extended(mlg_json_extended(residents, mlg_spread_times_json(spread)), more);
}
