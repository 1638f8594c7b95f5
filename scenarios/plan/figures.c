#include "scenarios/plan/figures.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

json_t *mlg_json_scaled(int64_t value, int64_t scale)
{
    return value % scale == 0 ? json_integer(value / scale)
                              : json_real((double)value / (double)scale);
}

json_t *mlg_json_residents(int64_t milli)
{
    return mlg_json_scaled(milli, 1000);
}

json_t *mlg_json_percent(int64_t part, int64_t whole)
{
    return whole > 0 ? mlg_json_scaled(part * 10000 / whole, 100) : json_integer(100);
}

json_t *mlg_json_minutes(uint64_t time_ds)
{
    return mlg_json_mean_minutes(time_ds, 1);
}

json_t *mlg_json_mean_minutes(uint64_t sum_ds, uint64_t weight)
{
    if (weight == 0)
        return json_null();
    /* a hundredth of a minute is 6 ds */
    return mlg_json_scaled((int64_t)((sum_ds + 6 * weight - 1) / (6 * weight)), 100);
}

json_t *mlg_json_gap(int64_t value, int64_t bound)
{
    int64_t difference = llabs(value - bound), whole = llabs(value) > 1 ? llabs(value) : 1;
    return mlg_json_scaled((difference * 10000 + whole - 1) / whole, 100);
}

json_t *mlg_json_degrees(int32_t e7)
{
    return json_real(e7 / 1e7);
}

json_t *mlg_json_metres(float distance_m)
{
    return json_integer((json_int_t)ceilf(distance_m));
}

const char *mlg_snap_reason_name(enum mlg_snap_reason reason)
{
    return reason == MLG_SNAP_ISLAND ? "road_island" : "too_far_from_road";
}

json_t *mlg_json_append(json_t *array, json_t *item)
{
    if (!array)
        json_decref(item);
    if (!array || json_array_append_new(array, item) == 0)
        return array;
    json_decref(array);
    return NULL;
}

json_t *mlg_json_extended(json_t *object, json_t *more)
{
    if (object && more && json_object_update(object, more) == 0) {
        json_decref(more);
        return object;
    }
    json_decref(object);
    json_decref(more);
    return NULL;
}

size_t mlg_time_steps(uint32_t limit_ds, uint32_t bound_ds, uint32_t *steps_ds)
{
    static const uint32_t usual_min[] = {5, 10, 15, 20, 30, 45, 60, 90};
    size_t n = 0, i = 0, n_usual = sizeof usual_min / sizeof *usual_min;
    bool limit_due = true;
    while (i < n_usual || limit_due) {
        uint32_t usual_ds = i < n_usual ? usual_min[i] * 600 : UINT32_MAX;
        if (limit_due && limit_ds <= usual_ds) {
            steps_ds[n++] = limit_ds;
            limit_due = false;
            i += limit_ds == usual_ds;
        } else if (usual_ds <= bound_ds) {
            steps_ds[n++] = usual_ds;
            i++;
        } else {
            i = n_usual;
        }
    }
    return n;
}
