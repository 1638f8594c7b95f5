#include "scenarios/run/run.h"
#include "network/graph/turn_report.h"

#include "base/memory.h"
#include "base/plural.h"
#include "network/graph/graph.h"
#include "scenarios/plan/plan_build.h"
#include "scenarios/run/conflict.h"
#include "scenarios/run/coverage.h"
#include "scenarios/run/demand.h"
#include "scenarios/run/model_export.h"
#include "scenarios/run/outcome.h"
#include "scenarios/run/outputs.h"
#include "scenarios/run/prepare.h"
#include "scenarios/run/question.h"
#include "scenarios/run/snapping.h"
#include "scenarios/run/tables.h"
#include "scenarios/run/times.h"
#include "scenarios/run/trade_off.h"
#include "scenarios/run/work.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void mlg_work_finish(struct mlg_work *work)
{
    mlg_siting_solution_destroy(work->solution);
    mlg_solution_destroy(work->covering);
    mlg_trade_off_destroy(work->trade_off);
    mlg_demand_destroy(work->demand);
    mlg_terms_destroy(work->terms);
    mlg_coverage_destroy(work->today);
    mlg_times_close(work->times);
    free(work->matrix_path);
    mlg_tables_destroy(work->tables);
}

struct mlg_solve_options mlg_work_options(const struct mlg_scenario *scenario,
                                          const struct mlg_run_options *options)
{
    struct mlg_solve_options solver = scenario->solver;
    if (options->threads >= 0)
        solver.threads = options->threads;
    if (options->time_s >= 0)
        solver.time_s = options->time_s;
    if (options->no_presolve)
        solver.presolve = false;
    solver.certify = scenario->output_formats & MLG_OUTPUT_PROOF;
    return solver;
}

static bool at_existing(const struct mlg_tables *tables, size_t candidate)
{
    const struct mlg_points *existing = tables->existing, *candidates = tables->candidates;
    for (size_t i = 0; i < tables->n_existing; i++)
        if (existing->lon_e7[i] == candidates->lon_e7[candidate] &&
            existing->lat_e7[i] == candidates->lat_e7[candidate])
            return true;
    return false;
}

static void note_tables(const struct mlg_tables *tables, const struct mlg_monitor *monitor)
{
    const struct mlg_points *people = tables->people;
    size_t n_shared = 0;
    for (size_t i = 0; i < tables->candidates->n; i++)
        n_shared += at_existing(tables, i);
    double residents = floor((double)people->total_residents_milli / 1000);
    mlg_note(monitor, "people: %zu %s with %.0f %s", people->n,
             mlg_plural((double)people->n, "point", "points"), residents,
             mlg_plural(residents, "resident", "residents"));
    if (people->n_dropped_empty)
        mlg_note(monitor, "people: %zu %s without residents left out", people->n_dropped_empty,
                 mlg_plural((double)people->n_dropped_empty, "point", "points"));
    mlg_note(monitor, "sites: %zu existing, %zu %s", tables->n_existing, tables->candidates->n,
             mlg_plural((double)tables->candidates->n, "candidate", "candidates"));
    if (n_shared)
        mlg_note(monitor, "%zu %s where an existing site is: %s nothing", n_shared,
                 mlg_plural((double)n_shared, "candidate stands", "candidates stand"),
                 mlg_plural((double)n_shared, "it adds", "they add"));
}

/* `farthest`: names the points that are farthest from a road, too. */
static enum mlg_status tell_snapping(struct mlg_snapping *snapping, bool farthest,
                                     const struct mlg_monitor *monitor, struct mlg_error *err)
{
    enum mlg_status status = mlg_snapping_check(snapping, monitor, err);
    if (status == MLG_OK && farthest)
        status = mlg_snapping_note_farthest(snapping, monitor, err);
    mlg_snapping_finish(snapping);
    return status;
}

/* Tables and travel times. */
static enum mlg_status prepare(const struct mlg_scenario *scenario,
                               const struct mlg_run_options *options, bool farthest,
                               const struct mlg_monitor *monitor, struct mlg_work *work,
                               struct mlg_error *err)
{
    struct mlg_snapping snapping;
    enum mlg_status status = mlg_tables_read(scenario, monitor, &work->tables, err);
    if (status != MLG_OK)
        return status;
    note_tables(work->tables, monitor);
    status = mlg_terms_create(scenario, work->tables, &work->terms, err);
    if (status == MLG_OK)
        status = mlg_times_prepare(scenario, work->tables, options, monitor, &work->matrix_path,
                                   &work->times, err);
    if (status == MLG_OK)
        status = mlg_snapping_from_times(work->tables, work->times, &snapping, err);
    return status == MLG_OK ? tell_snapping(&snapping, farthest, monitor, err) : status;
}

static enum mlg_status make_demand(struct mlg_work *work, const struct mlg_monitor *monitor,
                                   struct mlg_error *err)
{
    mlg_progress(monitor, "finding who is served today", 0, 0, NULL);
    enum mlg_status status = mlg_coverage_create(work->tables->n_people, &work->today, err);
    if (status != MLG_OK)
        return status;
    for (uint32_t site = 0; site < work->tables->n_existing; site++)
        mlg_coverage_open(work->today, work->times, site, work->tables->limit_ds);
    status = mlg_demand_create(work->terms, work->times, work->today, &work->demand, err);
    return status == MLG_OK ? mlg_demand_check(work->terms, work->today, work->demand, err)
                            : status;
}

enum mlg_status mlg_work_prepare(const struct mlg_scenario *scenario,
                                 const struct mlg_run_options *options,
                                 const struct mlg_monitor *monitor, struct mlg_work *work,
                                 struct mlg_error *err)
{
    enum mlg_status status = prepare(scenario, options, false, monitor, work, err);
    return status == MLG_OK ? make_demand(work, monitor, err) : status;
}

static void hint_more(enum mlg_status status, struct mlg_error *err)
{
    if (status == MLG_INFEASIBLE)
        mlg_hint(err, "allow more new sites, a longer limit, or ask for most_residents");
}

static enum mlg_status solve_covering(const struct mlg_solve_options *options,
                                      const struct mlg_monitor *monitor, struct mlg_work *work,
                                      struct mlg_error *err)
{
    enum mlg_status status =
        mlg_demand_instance(work->terms, work->times, work->today, work->demand, err);
    if (status == MLG_OK)
        status = mlg_question_solve_covering(work->terms, work->today, work->demand, options,
                                             monitor, &work->covering, &work->solution, err);
    hint_more(status, err);
    return status;
}

static enum mlg_status solve(const struct mlg_scenario *scenario,
                             const struct mlg_solve_options *options,
                             const struct mlg_monitor *monitor, struct mlg_work *work,
                             struct mlg_error *err)
{
    struct mlg_question *question;
    if (mlg_question_is_covering(work->terms))
        return solve_covering(options, monitor, work, err);
    enum mlg_status status =
        mlg_question_create(scenario, work->tables, work->terms, work->times, &question, err);
    if (status != MLG_OK)
        return status;
    status = mlg_siting_solve(&question->siting, options, monitor, &work->solution, err);
    hint_more(status, err);
    if (status == MLG_INFEASIBLE)
        mlg_conflict_hint(question, options, monitor, err);
    mlg_question_destroy(question);
    return status;
}

enum mlg_status mlg_work_conclude(const struct mlg_scenario *scenario,
                                  const struct mlg_solve_options *options,
                                  const struct mlg_work *work, const struct mlg_monitor *monitor,
                                  struct mlg_outputs *outputs, struct mlg_plan **plan,
                                  struct mlg_error *err)
{
    struct mlg_outcome outcome = {
        .scenario = scenario,
        .options = options,
        .tables = work->tables,
        .times = work->times,
        .terms = work->terms,
        .demand = work->demand,
        .solution = work->solution,
        .today = work->today,
        .trade_off = work->trade_off,
    };
    struct mlg_plan *made = NULL;
    enum mlg_status status = mlg_outcome_init(&outcome, work->matrix_path, err);
    if (status == MLG_OK && work->covering)
        status = mlg_certificate_file_make(&work->covering->stages[0], work->tables, work->demand,
                                           scenario->rules.max_new_sites, monitor,
                                           &outcome.certificate, err);
    if (status == MLG_OK)
        status = mlg_plan_build(&outcome, &made, err);
    if (status == MLG_OK)
        status = mlg_outputs_write(outputs, made, &outcome, err);
    mlg_outcome_finish(&outcome);
    if (status == MLG_OK)
        *plan = made;
    else
        mlg_plan_destroy(made);
    return status;
}

enum mlg_status mlg_run(const struct mlg_scenario *scenario, const struct mlg_run_options *options,
                        const struct mlg_monitor *monitor, struct mlg_plan **plan,
                        struct mlg_error *err)
{
    const char *folder = options->output_folder ? options->output_folder : scenario->output_folder;
    const struct mlg_solve_options solver = mlg_work_options(scenario, options);
    struct mlg_outputs outputs;
    enum mlg_status status = mlg_outputs_open(scenario, folder, options->overwrite, &outputs, err);
    if (status != MLG_OK)
        return status;
    struct mlg_work work = {0};
    status = mlg_work_prepare(scenario, options, monitor, &work, err);
    if (status == MLG_OK)
        status = solve(scenario, &solver, monitor, &work, err);
    if (status == MLG_OK && scenario->curve.n_limits > 0)
        status = mlg_trade_off_make(scenario, &work, monitor, &work.trade_off, err);
    if (status == MLG_OK)
        status = mlg_work_conclude(scenario, &solver, &work, monitor, &outputs, plan, err);
    mlg_work_finish(&work);
    mlg_outputs_finish(&outputs);
    return status;
}

struct mlg_asked {
    struct mlg_work work;
    struct mlg_question *question;
};

void mlg_asked_destroy(struct mlg_asked *asked)
{
    if (!asked)
        return;
    mlg_question_destroy(asked->question);
    mlg_work_finish(&asked->work);
    free(asked);
}

const struct mlg_siting *mlg_asked_siting(const struct mlg_asked *asked)
{
    return &asked->question->siting;
}

enum mlg_status mlg_run_question(const struct mlg_scenario *scenario,
                                 const struct mlg_run_options *options,
                                 const struct mlg_monitor *monitor, struct mlg_asked **asked,
                                 struct mlg_error *err)
{
    struct mlg_asked *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a question", sizeof *made);
    struct mlg_work *work = &made->work;
    enum mlg_status status = prepare(scenario, options, false, monitor, work, err);
    if (status == MLG_OK)
        status = mlg_question_create(scenario, work->tables, work->terms, work->times,
                                     &made->question, err);
    if (status == MLG_OK)
        *asked = made;
    else
        mlg_asked_destroy(made);
    return status;
}

enum mlg_status mlg_run_model(const struct mlg_scenario *scenario,
                              const struct mlg_run_options *options, const char *path,
                              const struct mlg_monitor *monitor, struct mlg_siting_listed *listed,
                              struct mlg_error *err)
{
    struct mlg_asked *asked = NULL;
    enum mlg_status status = mlg_model_check_path(path, options->overwrite, err);
    if (status == MLG_OK)
        status = mlg_run_question(scenario, options, monitor, &asked, err);
    if (status == MLG_OK)
        status = mlg_model_export(scenario, asked->work.tables, asked->question, path,
                                  options->overwrite, listed, err);
    mlg_asked_destroy(asked);
    return status;
}

/* Says what the roads are, and whether people and sites stand on them. */
static enum mlg_status tell_roads(const struct mlg_scenario *scenario,
                                  const struct mlg_tables *tables, const struct mlg_graph *graph,
                                  int threads, const struct mlg_monitor *monitor,
                                  struct mlg_error *err)
{
    mlg_note(monitor,
             "roads: %.0f km for '%s', %" PRIu32 " junctions, %.2f %% of them in the main network",
             graph->counts.length_km, graph->profile_name, graph->n_nodes,
             100.0 * graph->main_size / graph->n_nodes);
    mlg_turns_note(&graph->counts.turns, monitor);
    struct mlg_snapping snapping;
    enum mlg_status status = mlg_snapping_from_roads(tables, graph, scenario->snap_max_m, threads,
                                                     monitor, &snapping, err);
    return status == MLG_OK ? tell_snapping(&snapping, true, monitor, err) : status;
}

static enum mlg_status check_roads(const struct mlg_scenario *scenario,
                                   const struct mlg_tables *tables, int threads,
                                   const struct mlg_monitor *monitor, struct mlg_error *err)
{
    struct mlg_profile *profile;
    enum mlg_status status = mlg_profile_load(scenario->profile, &profile, err);
    if (status != MLG_OK)
        return status;
    struct mlg_graph *graph;
    status = mlg_graph_read(scenario->roads, scenario->n_roads, profile, monitor, &graph, err);
    mlg_profile_destroy(profile);
    if (status != MLG_OK)
        return status;
    status = tell_roads(scenario, tables, graph, threads, monitor, err);
    mlg_graph_destroy(graph);
    return status;
}

enum mlg_status mlg_check_scenario(const struct mlg_scenario *scenario,
                                   const struct mlg_run_options *options,
                                   const struct mlg_monitor *monitor, struct mlg_error *err)
{
    struct mlg_work work = {0};
    enum mlg_status status;
    if (scenario->matrix) {
        status = prepare(scenario, options, true, monitor, &work, err);
    } else {
        status = mlg_tables_read(scenario, monitor, &work.tables, err);
        if (status == MLG_OK) {
            note_tables(work.tables, monitor);
            status = mlg_terms_create(scenario, work.tables, &work.terms, err);
        }
        if (status == MLG_OK) {
            status = check_roads(scenario, work.tables, mlg_work_options(scenario, options).threads,
                                 monitor, err);
        }
    }
    mlg_work_finish(&work);
    return status;
}

static enum mlg_status build_matrix(const struct mlg_scenario *scenario,
                                    const struct mlg_tables *tables,
                                    const struct mlg_run_options *options, const char *output,
                                    const struct mlg_monitor *monitor, char **path,
                                    struct mlg_error *err)
{
    char *copy = mlg_strdup(output);
    if (!copy)
        return mlg_fail_memory(err, "a file name", strlen(output));
    enum mlg_status status =
        mlg_compute_matrix(scenario, tables, options, output, options->overwrite, monitor, err);
    if (status == MLG_OK)
        *path = copy;
    else
        free(copy);
    return status;
}

/* Says how far the people and the sites of a matrix are from the roads. */
static enum mlg_status tell_matrix(const struct mlg_scenario *scenario,
                                   const struct mlg_tables *tables, const char *path,
                                   const struct mlg_monitor *monitor, struct mlg_error *err)
{
    struct mlg_times *times;
    struct mlg_snapping snapping;
    enum mlg_status status = mlg_times_open(scenario, tables, path, &times, err);
    if (status != MLG_OK)
        return status;
    status = mlg_snapping_from_times(tables, times, &snapping, err);
    mlg_times_close(times);
    return status == MLG_OK ? tell_snapping(&snapping, true, monitor, err) : status;
}

enum mlg_status mlg_run_matrix(const struct mlg_scenario *scenario,
                               const struct mlg_run_options *options, const char *output,
                               const struct mlg_monitor *monitor, char **path,
                               struct mlg_error *err)
{
    if (scenario->matrix) {
        mlg_fail_at(err, MLG_USAGE, scenario->path, 0, 0,
                    "'%s' names a ready matrix, '%s', and no roads to compute one from",
                    scenario->path, scenario->matrix);
        return mlg_hint(err, "a scenario with 'roads' is needed");
    }
    struct mlg_tables *tables;
    enum mlg_status status = mlg_tables_read(scenario, monitor, &tables, err);
    if (status != MLG_OK)
        return status;
    char *made = NULL;
    status = output ? build_matrix(scenario, tables, options, output, monitor, &made, err)
                    : mlg_prepare_matrix(scenario, tables, options, monitor, &made, err);
    if (status == MLG_OK && options->n_shards < 2)
        status = tell_matrix(scenario, tables, made, monitor, err);
    if (status == MLG_OK)
        *path = made;
    else
        free(made);
    mlg_tables_destroy(tables);
    return status;
}
