#include "network/search/customize.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* An arc of the hierarchy as seen from its upper end. */
struct lower {
    uint32_t arc;
    uint32_t end; /* of the arcs of the node at the lower end */
};

/* Times between one node and its upper neighbours, spread out by their levels. */
struct spread {
    uint16_t *up, *down; /* [n_levels] */
};

struct customization {
    const struct mlg_hierarchy *hierarchy;
    struct mlg_metric metric;
    struct mlg_metric best; /* the shortest times, over any nodes */
    uint32_t *first_lower;  /* [n_nodes + 2], by the place of the upper end */
    struct lower *lower;    /* [n_arcs] */
    uint32_t *path;         /* [n_levels] the place at each level above the current one */
    struct spread spread;
};

static inline uint16_t smaller(uint32_t a, uint32_t b)
{
    return (uint16_t)(a < b ? a : b);
}

/* The upper end of each arc, found on the path to the root while the places pass in preorder. */
static void transpose(struct customization *c)
{
    const struct mlg_hierarchy *h = c->hierarchy;
    uint32_t *count = c->first_lower;
    memset(c->path, 0xff, h->n_levels * sizeof *c->path);
    for (uint32_t place = 0; place < h->n_nodes; place++) {
        mlg_hierarchy_follow(h, place, c->path);
        for (uint32_t arc = h->first_up[place]; arc < h->first_up[place + 1]; arc++)
            count[c->path[h->up_level[arc]] + 2]++;
    }
    for (uint32_t place = 0; place < h->n_nodes; place++)
        count[place + 2] += count[place + 1];
    for (uint32_t place = 0; place < h->n_nodes; place++) {
        mlg_hierarchy_follow(h, place, c->path);
        for (uint32_t arc = h->first_up[place]; arc < h->first_up[place + 1]; arc++)
            c->lower[count[c->path[h->up_level[arc]] + 1]++] =
                (struct lower){.arc = arc, .end = h->first_up[place + 1]};
    }
}

/* The roads' own times: those of the arcs out of each place, up by the graph's forward arcs and
 * down by its backward ones. */
static void load_times(struct customization *c, const struct mlg_graph *graph, const uint32_t *node)
{
    const struct mlg_hierarchy *h = c->hierarchy;
    struct spread spread = c->spread;
    for (uint32_t place = 0; place < h->n_nodes; place++) {
        uint32_t v = node[place], begin = h->first_up[place], end = h->first_up[place + 1];
        for (uint32_t arc = begin; arc < end; arc++)
            spread.up[h->up_level[arc]] = spread.down[h->up_level[arc]] = MLG_NO_TIME;
        for (uint32_t k = graph->first_out[v]; k < graph->first_out[v + 1]; k++) {
            uint32_t other = h->place[graph->head[k]];
            uint16_t *time = &spread.up[h->level[other]];
            if (other < place)
                *time = smaller(*time, graph->time_ds[k]);
        }
        for (uint32_t k = graph->first_in[v]; k < graph->first_in[v + 1]; k++) {
            uint32_t other = h->place[graph->tail[k]];
            uint16_t *time = &spread.down[h->level[other]];
            if (other < place)
                *time = smaller(*time, graph->in_time_ds[k]);
        }
        for (uint32_t arc = begin; arc < end; arc++) {
            c->metric.up[arc] = spread.up[h->up_level[arc]];
            c->metric.down[arc] = spread.down[h->up_level[arc]];
        }
    }
}

static void spread_out(struct spread spread, const struct mlg_hierarchy *h,
                       const struct mlg_metric *metric, uint32_t place)
{
    for (uint32_t arc = h->first_up[place]; arc < h->first_up[place + 1]; arc++) {
        spread.up[h->up_level[arc]] = metric->up[arc];
        spread.down[h->up_level[arc]] = metric->down[arc];
    }
}

/* The times between a place and each upper neighbour z, over any lower neighbour x of both. */
static void relax_lower_triangles(struct customization *c, uint32_t place)
{
    const struct mlg_hierarchy *h = c->hierarchy;
    const struct mlg_metric *metric = &c->metric;
    struct spread spread = c->spread;
    spread_out(spread, h, metric, place);
    for (uint32_t k = c->first_lower[place]; k < c->first_lower[place + 1]; k++) {
        struct lower x = c->lower[k];
        uint32_t from_x = metric->up[x.arc], to_x = metric->down[x.arc];
        for (uint32_t arc = x.arc + 1; arc < x.end; arc++) {
            uint16_t *up = &spread.up[h->up_level[arc]], *down = &spread.down[h->up_level[arc]];
            *up = smaller(*up, to_x + metric->up[arc]);
            *down = smaller(*down, metric->down[arc] + from_x);
        }
    }
    for (uint32_t arc = h->first_up[place]; arc < h->first_up[place + 1]; arc++) {
        metric->up[arc] = spread.up[h->up_level[arc]];
        metric->down[arc] = spread.down[h->up_level[arc]];
    }
}

/* The shortest times between each lower neighbour x of a place and x's upper neighbours z above the
 * place: over the place to z, and over z to the place. */
static void relax_other_triangles(struct customization *c, uint32_t place)
{
    const struct mlg_hierarchy *h = c->hierarchy;
    const struct mlg_metric *best = &c->best;
    struct spread spread = c->spread;
    spread_out(spread, h, best, place);
    for (uint32_t k = c->first_lower[place]; k < c->first_lower[place + 1]; k++) {
        struct lower x = c->lower[k];
        uint32_t up = best->up[x.arc], down = best->down[x.arc];
        uint32_t least_up = up, least_down = down;
        for (uint32_t arc = x.arc + 1; arc < x.end; arc++) {
            uint32_t to_z = spread.up[h->up_level[arc]], from_z = spread.down[h->up_level[arc]];
            uint32_t x_to_z = best->up[arc], z_to_x = best->down[arc];
            best->up[arc] = smaller(x_to_z, up + to_z);
            best->down[arc] = smaller(z_to_x, from_z + down);
            least_up = smaller(least_up, x_to_z + from_z);
            least_down = smaller(least_down, to_z + z_to_x);
        }
        best->up[x.arc] = (uint16_t)least_up;
        best->down[x.arc] = (uint16_t)least_down;
    }
}

static void drop_longer(uint16_t *time, const uint16_t *best, uint32_t n_arcs)
{
    for (uint32_t arc = 0; arc < n_arcs; arc++)
        time[arc] = time[arc] > best[arc] ? MLG_NO_TIME : time[arc];
}

static void customize(struct customization *c, const struct mlg_graph *graph)
{
    const struct mlg_hierarchy *h = c->hierarchy;
    uint32_t *node = c->first_lower; /* before it is used */
    for (uint32_t v = 0; v < h->n_nodes; v++)
        node[h->place[v]] = v;
    load_times(c, graph, node);
    memset(c->first_lower, 0, (h->n_nodes + 2ul) * sizeof *c->first_lower);
    transpose(c);
    for (uint32_t place = h->n_nodes; place-- > 0;)
        relax_lower_triangles(c, place);
    memcpy(c->best.up, c->metric.up, h->n_arcs * sizeof *c->best.up);
    memcpy(c->best.down, c->metric.down, h->n_arcs * sizeof *c->best.down);
    for (uint32_t place = 0; place < h->n_nodes; place++)
        relax_other_triangles(c, place);
    drop_longer(c->metric.up, c->best.up, h->n_arcs);
    drop_longer(c->metric.down, c->best.down, h->n_arcs);
}

static enum mlg_status metric_allocate(struct mlg_metric *metric, uint32_t n_arcs)
{
    metric->up = mlg_alloc(n_arcs, sizeof *metric->up);
    metric->down = mlg_alloc(n_arcs, sizeof *metric->down);
    return metric->up && metric->down ? MLG_OK : MLG_NO_MEMORY;
}

enum mlg_status mlg_metric_init(struct mlg_metric *metric, const struct mlg_hierarchy *hierarchy,
                                const struct mlg_graph *graph, struct mlg_error *err)
{
    const struct mlg_hierarchy *h = hierarchy;
    struct customization c = {
        .hierarchy = h,
        .first_lower = mlg_alloc(h->n_nodes + 2ul, sizeof *c.first_lower),
        .lower = mlg_alloc(h->n_arcs, sizeof *c.lower),
        .path = mlg_alloc(h->n_levels, sizeof *c.path),
        .spread = {.up = mlg_alloc(h->n_levels, sizeof *c.spread.up),
                   .down = mlg_alloc(h->n_levels, sizeof *c.spread.down)},
    };
    enum mlg_status status = metric_allocate(&c.metric, h->n_arcs);
    if (status == MLG_OK)
        status = metric_allocate(&c.best, h->n_arcs);
    if (!c.first_lower || !c.lower || !c.path || !c.spread.up || !c.spread.down)
        status = MLG_NO_MEMORY;
    if (status == MLG_OK) {
        customize(&c, graph);
        *metric = c.metric;
    } else {
        mlg_metric_finish(&c.metric);
        mlg_fail_memory(err, "the times of the hierarchy", h->n_arcs * 16ul);
    }
    mlg_metric_finish(&c.best);
    free(c.first_lower);
    free(c.lower);
    free(c.path);
    free(c.spread.up);
    free(c.spread.down);
    return status;
}

void mlg_metric_finish(struct mlg_metric *metric)
{
    if (!metric)
        return;
    free(metric->up);
    free(metric->down);
    *metric = (struct mlg_metric){0};
}
