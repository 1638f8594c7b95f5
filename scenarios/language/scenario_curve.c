/* The section `curve` of a scenario: how coverage grows with the number of new sites. */
#include "scenarios/language/scenario_read.h"

enum { MAX_POINTS = 10000 };

static enum mlg_status read_range(struct mlg_node node, struct mlg_curve_request *curve,
                                  struct mlg_error *err)
{
    static const char *const keys[] = {"from", "to", "step", NULL};
    struct mlg_node to;
    int64_t from = 0, last = 0, step = 1;
    enum mlg_status status = mlg_node_expect_keys(node, keys, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_integer(node, "from", 0, 1000000, &from, err);
    if (status == MLG_OK)
        status = mlg_node_require(node, "to", &to, err);
    if (status == MLG_OK)
        status = mlg_node_integer(to, from, 1000000, &last, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_integer(node, "step", 1, 1000000, &step, err);
    if (status == MLG_OK && (last - from) / step >= MAX_POINTS)
        status = mlg_node_fail(node, err, "more than %d numbers of new sites", MAX_POINTS);
    curve->from = (uint32_t)from;
    curve->to = (uint32_t)last;
    curve->step = (uint32_t)step;
    return status;
}

static enum mlg_status read_limits(struct mlg_node list, struct mlg_scenario *scenario,
                                   struct mlg_error *err)
{
    struct mlg_curve_request *curve = &scenario->curve;
    size_t n = mlg_node_count(list);
    if (!mlg_node_is_sequence(list) || n == 0 || n > 8) {
        mlg_node_fail(list, err, "expected a list of one to eight limits in minutes");
        return mlg_hint(err, "such as 'limits_min: [10, 15, 20, 30]'");
    }
    curve->limit_ds = mlg_scenario_take(scenario, n, sizeof *curve->limit_ds);
    if (!curve->limit_ds)
        return mlg_fail_memory(err, "limits", n * sizeof *curve->limit_ds);
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < n && status == MLG_OK; i++) {
        struct mlg_node item = mlg_node_at(list, i);
        status = mlg_scenario_read_minutes(item, "a limit", &curve->limit_ds[i], err);
        if (status == MLG_OK && i > 0 && curve->limit_ds[i] <= curve->limit_ds[i - 1])
            status = mlg_node_fail(item, err, "limits increase");
        curve->n_limits = i + 1;
    }
    return status;
}

enum mlg_status mlg_scenario_read_curve(struct mlg_node curve, struct mlg_scenario *scenario,
                                        struct mlg_error *err)
{
    static const char *const keys[] = {"new", "limits_min", "time_s", NULL};
    struct mlg_node range, limits = mlg_node_get(curve, "limits_min");
    struct mlg_curve_request *request = &scenario->curve;
    request->node = curve;
    request->time_s = 300;
    enum mlg_status status = mlg_node_expect_keys(curve, keys, err);
    if (status == MLG_OK)
        status = mlg_node_require(curve, "new", &range, err);
    if (status == MLG_OK)
        status = read_range(range, request, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_number(curve, "time_s", 0.1, 1e6, &request->time_s, err);
    if (status == MLG_OK && !mlg_node_is_absent(limits))
        return read_limits(limits, scenario, err);
    if (status != MLG_OK)
        return status;
    request->limit_ds = mlg_scenario_take(scenario, 1, sizeof *request->limit_ds);
    if (!request->limit_ds)
        return mlg_fail_memory(err, "limits", sizeof *request->limit_ds);
    request->limit_ds[0] = scenario->limit_ds;
    request->n_limits = 1;
    return MLG_OK;
}
