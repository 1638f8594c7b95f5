#include "network/search/rows_source.h"

#include "base/memory.h"
#include "network/search/sweep.h"

#include <stdlib.h>

/* Making a hierarchy takes about as long for each node as it takes to search this many. */
#define NODES_SEARCHED_PER_NODE 24
#define MAX_SAMPLES 16

struct mlg_rows_source {
    struct mlg_rows_job job;
    struct mlg_targets *targets; /* of plain searches, or NULL */
    struct mlg_hierarchy *hierarchy;
    struct mlg_metric metric;
    struct mlg_sweep *sweep; /* or NULL */
};

struct mlg_rows_worker {
    const struct mlg_rows_source *source;
    struct mlg_block block;
    struct mlg_sweeper *sweeper; /* or NULL, and then: */
    struct mlg_search *search;
    struct mlg_reached reach;
    struct mlg_rows rows;
};

/* Whether searching from all sites would take longer than making a hierarchy, judged by searching
 * from a few of them; stops as soon as they are enough to tell. */
static enum mlg_status judge(const struct mlg_rows_job *job, bool *large, struct mlg_error *err)
{
    const uint64_t limit = (uint64_t)job->graph->n_nodes * NODES_SEARCHED_PER_NODE;
    uint64_t n_samples = job->n_sites < MAX_SAMPLES ? job->n_sites : MAX_SAMPLES, n_settled = 0;
    struct mlg_search *search;
    enum mlg_status status = mlg_search_create(job->graph, &search, err);
    if (status != MLG_OK)
        return status;
    *large = false;
    for (uint64_t i = 0; i < n_samples && !*large; i++) {
        const struct mlg_snap *site = &job->sites[i * job->n_sites / n_samples];
        n_settled += mlg_search_extent(search, site, job->direction, job->bound_ds);
        *large = n_settled > limit * n_samples / job->n_sites;
    }
    mlg_search_destroy(search);
    return MLG_OK;
}

static enum mlg_status prepare_sweep(struct mlg_rows_source *source,
                                     const struct mlg_monitor *monitor, struct mlg_error *err)
{
    const struct mlg_rows_job *job = &source->job;
    mlg_progress(monitor, "contracting the roads", 0, 0, NULL);
    enum mlg_status status = mlg_hierarchy_create(job->graph, job->orders, &source->hierarchy, err);
    if (status != MLG_OK || !source->hierarchy)
        return status;
    status = mlg_metric_init(&source->metric, source->hierarchy, job->graph, err);
    if (status == MLG_OK)
        status =
            mlg_sweep_create(job->graph, source->hierarchy, &source->metric, job->points,
                             job->n_points, job->direction, job->bound_ds, &source->sweep, err);
    return status;
}

enum mlg_status mlg_rows_source_create(const struct mlg_rows_job *job,
                                       const struct mlg_monitor *monitor,
                                       struct mlg_rows_source **source, struct mlg_error *err)
{
    struct mlg_rows_source *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "the rows of a matrix", sizeof *made);
    made->job = *job;
    bool large;
    enum mlg_status status = judge(job, &large, err);
    if (status == MLG_OK && large)
        status = prepare_sweep(made, monitor, err);
    if (status == MLG_OK && !made->sweep)
        status = mlg_targets_create(job->graph, job->points, job->n_points, &made->targets, err);
    if (status == MLG_OK)
        *source = made;
    else
        mlg_rows_source_destroy(made);
    return status;
}

void mlg_rows_source_destroy(struct mlg_rows_source *source)
{
    if (!source)
        return;
    mlg_targets_destroy(source->targets);
    mlg_sweep_destroy(source->sweep);
    mlg_metric_finish(&source->metric);
    mlg_hierarchy_destroy(source->hierarchy);
    free(source);
}

bool mlg_rows_source_sweeps(const struct mlg_rows_source *source)
{
    return source->sweep;
}

enum mlg_status mlg_rows_worker_create(const struct mlg_rows_source *source,
                                       struct mlg_rows_worker **worker, struct mlg_error *err)
{
    struct mlg_rows_worker *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a thread's working memory", sizeof *made);
    made->source = source;
    enum mlg_status status = MLG_OK;
    if (!mlg_block_init(&made->block, (uint32_t)source->job.n_points))
        status = mlg_fail_memory(err, "the rows of a matrix", source->job.n_points / 5);
    if (status == MLG_OK && source->sweep) {
        status = mlg_sweeper_create(source->sweep, &made->sweeper, err);
    } else if (status == MLG_OK) {
        status = mlg_search_create(source->job.graph, &made->search, err);
        if (status == MLG_OK)
            status = mlg_reached_init(&made->reach, source->targets, err);
    }
    if (status == MLG_OK)
        *worker = made;
    else
        mlg_rows_worker_destroy(made);
    return status;
}

void mlg_rows_worker_destroy(struct mlg_rows_worker *worker)
{
    if (!worker)
        return;
    mlg_sweeper_destroy(worker->sweeper);
    mlg_search_destroy(worker->search);
    mlg_reached_finish(&worker->reach);
    mlg_rows_finish(&worker->rows);
    mlg_block_finish(&worker->block);
    free(worker);
}

static enum mlg_status search_rows(struct mlg_rows_worker *worker, const struct mlg_snap *sites,
                                   uint32_t n_sites, struct mlg_error *err)
{
    const struct mlg_rows_source *source = worker->source;
    struct mlg_reached *reach = &worker->reach;
    mlg_rows_clear(&worker->rows);
    for (uint32_t i = 0; i < n_sites; i++) {
        enum mlg_status status =
            mlg_search_reach(worker->search, &sites[i], source->targets, source->job.direction,
                             source->job.bound_ds, reach, err);
        if (status != MLG_OK)
            return status;
        if (!mlg_rows_add(&worker->rows, reach->count, reach->point, reach->time_ds))
            return mlg_fail_memory(err, "the rows of a matrix", reach->count * sizeof(uint32_t));
    }
    if (!mlg_block_fill(&worker->block, &worker->rows))
        return mlg_fail_memory(err, "the rows of a matrix",
                               worker->rows.first[n_sites] * sizeof(uint16_t));
    return MLG_OK;
}

enum mlg_status mlg_rows_worker_block(struct mlg_rows_worker *worker, size_t first,
                                      uint32_t n_sites, const struct mlg_block **block,
                                      struct mlg_error *err)
{
    const struct mlg_snap *sites = worker->source->job.sites + first;
    enum mlg_status status =
        worker->sweeper ? mlg_sweeper_block(worker->sweeper, sites, n_sites, &worker->block, err)
                        : search_rows(worker, sites, n_sites, err);
    if (status == MLG_OK)
        *block = &worker->block;
    return status;
}
