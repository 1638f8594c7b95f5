/* Opening the travel times of a scenario with those of its conditions. */
#include "base/memory.h"
#include "scenarios/run/prepare.h"
#include "scenarios/run/times.h"

#include <stdlib.h>

/* Longer or shorter; at least 0, at most what a matrix holds. */
static uint32_t shifted(uint32_t time_ds, int32_t later_ds)
{
    int64_t sum = (int64_t)time_ds + later_ds;
    return sum < 0 ? 0 : sum >= MLG_BEYOND ? MLG_BEYOND - 1 : (uint32_t)sum;
}

void mlg_condition_limits(const struct mlg_condition *condition, const struct mlg_tables *tables,
                          uint16_t *condition_ds)
{
    for (size_t i = 0; i < tables->n_people; i++)
        condition_ds[i] = (uint16_t)shifted(tables->limit_ds[i], condition->later_ds);
}

struct mlg_times mlg_times_usual(const struct mlg_times *times)
{
    struct mlg_times usual = *times;
    usual.bound_ds = times->usual_bound_ds;
    usual.conditions = NULL;
    usual.n_conditions = 0;
    usual.n_met = NULL;
    return usual;
}

/* Whether the times are long enough is checked when they are known (set_bound). */
struct mlg_scenario mlg_scenario_under(const struct mlg_scenario *scenario,
                                       const struct mlg_condition *condition)
{
    struct mlg_scenario under = *scenario;
    under.n_conditions = 0;
    under.longest_ds = under.rules.zero_ds = 0;
    under.bound_ds = shifted(scenario->bound_ds, condition->later_ds);
    if (condition->matrix) {
        under.matrix = condition->matrix;
        under.n_roads = 0;
        under.profile = NULL;
        under.has_bound = false;
    }
    if (under.matrix && condition->later_ds > 0)
        under.has_bound = false;
    if (condition->profile)
        under.profile = condition->profile;
    if (condition->n_roads > 0) {
        under.roads = condition->roads;
        under.n_roads = condition->n_roads;
    }
    return under;
}

static enum mlg_status open_condition(const struct mlg_scenario *scenario,
                                      const struct mlg_tables *tables,
                                      const struct mlg_run_options *options,
                                      const struct mlg_monitor *monitor,
                                      struct mlg_times_condition *condition, struct mlg_error *err)
{
    const struct mlg_scenario under = mlg_scenario_under(scenario, condition->said);
    char *path = NULL;
    enum mlg_status status = mlg_prepare_matrix(&under, tables, options, monitor, &path, err);
    if (status == MLG_OK)
        status = mlg_times_open(&under, tables, path, &condition->times, err);
    free(path);
    if (status != MLG_OK)
        return status;
    struct mlg_times *times = condition->times;
    times->slower_milli = condition->said->slower_milli;
    uint32_t bound_ds = mlg_slower_ds(times->bound_ds, times->slower_milli);
    times->bound_ds = times->usual_bound_ds = bound_ds < MLG_BEYOND ? bound_ds : MLG_BEYOND - 1;
    return MLG_OK;
}

/* What lies beyond the bound of a condition is not known, and so beyond that of all. */
static enum mlg_status set_bound(const struct mlg_scenario *scenario, struct mlg_times *times,
                                 struct mlg_error *err)
{
    uint32_t needed_ds = scenario->longest_ds;
    if (scenario->rules.zero_ds > needed_ds)
        needed_ds = scenario->rules.zero_ds;
    for (size_t c = 0; c < times->n_conditions; c++) {
        const struct mlg_condition *said = times->conditions[c].said;
        uint32_t known_ds = shifted(times->conditions[c].times->bound_ds, -said->later_ds);
        if (known_ds < needed_ds)
            return mlg_node_fail(said->node, err,
                                 "the limit is %g min under '%s', but its times are known up to "
                                 "%g min only",
                                 shifted(needed_ds, said->later_ds) / 600.0, said->name,
                                 times->conditions[c].times->bound_ds / 600.0);
        if (said->must_hold && known_ds < times->bound_ds)
            times->bound_ds = known_ds;
    }
    return MLG_OK;
}

static enum mlg_status open_conditions(const struct mlg_scenario *scenario,
                                       const struct mlg_tables *tables,
                                       const struct mlg_run_options *options,
                                       const struct mlg_monitor *monitor, struct mlg_times *times,
                                       struct mlg_error *err)
{
    bool merged = false;
    enum mlg_status status = MLG_OK;
    times->conditions = mlg_alloc_zero(scenario->n_conditions, sizeof *times->conditions);
    if (!times->conditions)
        return mlg_fail_memory(err, "the conditions", scenario->n_conditions);
    for (size_t c = 0; c < scenario->n_conditions && status == MLG_OK; c++) {
        times->n_conditions = c + 1;
        times->conditions[c].said = &scenario->conditions[c];
        merged |= scenario->conditions[c].must_hold;
        status = open_condition(scenario, tables, options, monitor, &times->conditions[c], err);
    }
    if (status == MLG_OK)
        status = set_bound(scenario, times, err);
    if (status != MLG_OK || !merged)
        return status;
    times->n_met = mlg_alloc_zero(tables->n_people, sizeof *times->n_met);
    times->worst_ds = mlg_alloc(tables->n_people, sizeof *times->worst_ds);
    return times->n_met && times->worst_ds
               ? MLG_OK
               : mlg_fail_memory(err, "the travel times", tables->n_people * 6);
}

enum mlg_status mlg_times_prepare(const struct mlg_scenario *scenario,
                                  const struct mlg_tables *tables,
                                  const struct mlg_run_options *options,
                                  const struct mlg_monitor *monitor, char **matrix_path,
                                  struct mlg_times **times, struct mlg_error *err)
{
    struct mlg_times *made = NULL;
    enum mlg_status status =
        mlg_prepare_matrix(scenario, tables, options, monitor, matrix_path, err);
    if (status == MLG_OK)
        status = mlg_times_open(scenario, tables, *matrix_path, &made, err);
    if (status == MLG_OK && scenario->n_conditions > 0)
        status = open_conditions(scenario, tables, options, monitor, made, err);
    if (status == MLG_OK)
        *times = made;
    else
        mlg_times_close(made);
    return status;
}
