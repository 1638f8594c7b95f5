#include "scenarios/run/trade_off.h"

#include "base/memory.h"
#include "solver/covering/curve.h"

#include <stdlib.h>

static enum mlg_status no_memory(size_t n, struct mlg_error *err)
{
    return mlg_fail_memory(err, "the curve", n * sizeof(struct mlg_trade_point));
}

void mlg_trade_off_destroy(struct mlg_trade_off *trade_off)
{
    if (!trade_off)
        return;
    for (size_t p = 0; trade_off->point && p < trade_off->n_limits * trade_off->n_numbers; p++)
        free(trade_off->point[p].site);
    free(trade_off->point);
    free(trade_off);
}

static enum mlg_status check(const struct mlg_scenario *scenario, const struct mlg_work *work,
                             struct mlg_error *err)
{
    const struct mlg_curve_request *curve = &scenario->curve;
    const struct mlg_terms *terms = work->terms;
    bool simple = terms->n_groups == 0 && terms->n_too_close == 0 && !terms->near_first &&
                  !terms->capacity_milli && !terms->cost_milli && scenario->rules.n_phases == 0 &&
                  scenario->rules.zero_ds == 0;
    for (size_t s = 0; s < work->tables->n_sites; s++)
        simple &= terms->role[s] == MLG_SITE_CANDIDATE || terms->role[s] == MLG_SITE_NEVER ||
                  terms->role[s] == MLG_SITE_KEPT;
    if (!simple) {
        mlg_node_fail(curve->node, err, "the curve knows no rules on sites but 'never'");
        return mlg_hint(err, "vary 'sites.new.max' with 'maillage sweep' instead");
    }
    if (curve->limit_ds[curve->n_limits - 1] > work->times->bound_ds)
        return mlg_node_fail(
            curve->node, err, "a limit of %g min, but times are known up to %g min only",
            curve->limit_ds[curve->n_limits - 1] / 600.0, work->times->bound_ds / 600.0);
    return MLG_OK;
}

/* The covering problem of one limit: who is served today, and who could be. */
struct problem {
    struct mlg_tables tables; /* those of the run, with the limit for everybody */
    struct mlg_terms terms;
    uint16_t *limit_ds;
    struct mlg_coverage *today;
    struct mlg_demand *demand;
    int64_t today_milli;
};

static void problem_finish(struct problem *problem)
{
    mlg_demand_destroy(problem->demand);
    mlg_coverage_destroy(problem->today);
    free(problem->limit_ds);
}

static enum mlg_status problem_init(struct problem *problem, struct mlg_work *work,
                                    uint32_t limit_ds, struct mlg_error *err)
{
    size_t n = work->tables->n_people;
    *problem = (struct problem){.tables = *work->tables, .terms = *work->terms};
    problem->limit_ds = mlg_alloc(n, sizeof *problem->limit_ds);
    if (!problem->limit_ds)
        return no_memory(n, err);
    for (size_t i = 0; i < n; i++)
        problem->limit_ds[i] = (uint16_t)limit_ds;
    problem->tables.limit_ds = problem->limit_ds;
    problem->terms.tables = &problem->tables;
    enum mlg_status status = mlg_coverage_create(n, &problem->today, err);
    for (uint32_t s = 0; status == MLG_OK && s < work->tables->n_existing; s++)
        mlg_coverage_open(problem->today, work->times, s, problem->limit_ds);
    for (size_t i = 0; status == MLG_OK && i < n; i++)
        if (problem->today->n_in_reach[i] > 0)
            problem->today_milli += work->tables->people->residents_milli[i];
    if (status == MLG_OK)
        status =
            mlg_demand_create(&problem->terms, work->times, problem->today, &problem->demand, err);
    return status == MLG_OK ? mlg_demand_instance(&problem->terms, work->times, problem->today,
                                                  problem->demand, err)
                            : status;
}

static enum mlg_status take_point(const struct problem *problem,
                                  const struct mlg_curve_point *solved, uint32_t limit_ds,
                                  struct mlg_trade_point *point, struct mlg_error *err)
{
    uint32_t n_cols = problem->demand->instance->n_cols,
             n_existing = (uint32_t)problem->tables.n_existing;
    *point = (struct mlg_trade_point){.limit_ds = limit_ds,
                                      .max_new = solved->max_sites,
                                      .covered_milli = problem->today_milli + solved->value,
                                      .bound_milli = problem->today_milli + solved->bound};
    point->site = mlg_alloc(solved->max_sites, sizeof *point->site);
    if (!point->site)
        return no_memory(solved->max_sites, err);
    for (uint32_t j = 0; j < n_cols && point->n_new < solved->max_sites; j++)
        if (solved->chosen[j])
            point->site[point->n_new++] = n_existing + j;
    return MLG_OK;
}

/* The points of one limit. */
static enum mlg_status solve_limit(const struct mlg_curve_request *curve,
                                   const struct problem *problem, uint32_t limit_ds,
                                   const struct mlg_control *control, size_t n,
                                   struct mlg_trade_point *point, struct mlg_error *err)
{
    const struct mlg_instance *instance = problem->demand->instance;
    struct mlg_curve_point *solved = mlg_alloc_zero(n, sizeof *solved);
    bool *chosen = mlg_alloc_zero(n * instance->n_cols, sizeof *chosen);
    enum mlg_status status = solved && chosen ? MLG_OK : no_memory(n, err);
    for (size_t p = 0; status == MLG_OK && p < n; p++) {
        solved[p].max_sites = curve->from + (uint32_t)p * curve->step;
        solved[p].chosen = chosen + p * instance->n_cols;
    }
    if (status == MLG_OK)
        status = mlg_cover_curve(instance, solved, n, control, err);
    for (size_t p = 0; status == MLG_OK && p < n; p++)
        status = take_point(problem, &solved[p], limit_ds, &point[p], err);
    free(solved);
    free(chosen);
    return status;
}

static enum mlg_status solve_limits(const struct mlg_scenario *scenario, struct mlg_work *work,
                                    const struct mlg_monitor *monitor,
                                    struct mlg_trade_off *trade_off, struct mlg_error *err)
{
    const struct mlg_curve_request *curve = &scenario->curve;
    double end_s = mlg_clock_s() + curve->time_s;
    enum mlg_status status = MLG_OK;
    for (size_t l = curve->n_limits; l-- > 0 && status == MLG_OK;) { /* the easiest first */
        struct problem problem;
        struct mlg_control control = {.monitor = monitor,
                                      .gap = scenario->solver.gap,
                                      .seed = scenario->solver.seed,
                                      .unit = 1e-3};
        status = problem_init(&problem, work, curve->limit_ds[l], err);
        double left_s = end_s - mlg_clock_s();
        control.offset = problem.today_milli;
        control.deadline_s = mlg_clock_s() + left_s / (double)(l + 1);
        if (status == MLG_OK)
            status =
                solve_limit(curve, &problem, curve->limit_ds[l], &control, trade_off->n_numbers,
                            trade_off->point + l * trade_off->n_numbers, err);
        if (status == MLG_OK)
            mlg_note(monitor, "curve: %zu points within %g min", trade_off->n_numbers,
                     curve->limit_ds[l] / 600.0);
        problem_finish(&problem);
    }
    return status;
}

enum mlg_status mlg_trade_off_make(const struct mlg_scenario *scenario, struct mlg_work *work,
                                   const struct mlg_monitor *monitor,
                                   struct mlg_trade_off **trade_off, struct mlg_error *err)
{
    const struct mlg_curve_request *curve = &scenario->curve;
    enum mlg_status status = check(scenario, work, err);
    if (status != MLG_OK)
        return status;
    struct mlg_trade_off *made = mlg_alloc_zero(1, sizeof *made);
    size_t n = (curve->to - curve->from) / curve->step + 1;
    if (made) {
        made->n_limits = curve->n_limits;
        made->n_numbers = n;
        made->total_milli = work->tables->people->total_residents_milli;
        made->point = mlg_alloc_zero(curve->n_limits * n, sizeof *made->point);
    }
    status = made && made->point ? solve_limits(scenario, work, monitor, made, err)
                                 : no_memory(curve->n_limits * n, err);
    if (status == MLG_OK)
        *trade_off = made;
    else
        mlg_trade_off_destroy(made);
    return status;
}
