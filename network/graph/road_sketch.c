#include "network/graph/road_sketch.h"

#include "base/memory.h"
#include "network/graph/distance.h"

#include <math.h>
#include <stdlib.h>

/* How far a point may be from the line that leaves it out: from the first to the last that is
 * tried, each twice the one before. */
static const double FIRST_M = 10, LAST_M = 700;

/* Lines of whole shapes: points of the graph's shapes, some of them left out. */
struct lines {
    const struct mlg_graph *graph;
    const bool *wanted;
    uint32_t *point; /* [n_points]: numbers of shape points */
    size_t n_points, point_capacity;
    size_t *first; /* [n_lines + 1] */
    size_t n_lines, first_capacity;
    bool *keep; /* [n_points] */
    /* Of each node, how many wanted edges end there, and their numbers combined by exclusive or:
     * where there are two, either gives the other. */
    uint32_t *degree, *combined;
    bool *done; /* [n_edges] */
};

static bool is_wanted(const struct lines *lines, uint32_t edge)
{
    return lines->wanted[lines->graph->edge_class[edge]];
}

static void count_ends(struct lines *lines)
{
    const struct mlg_graph *graph = lines->graph;
    for (uint32_t edge = 0; edge < graph->n_edges; edge++) {
        if (!is_wanted(lines, edge))
            continue;
        const uint32_t ends[] = {graph->edge_tail[edge], graph->edge_head[edge]};
        for (int i = 0; i < 2; i++) {
            lines->degree[ends[i]]++;
            lines->combined[ends[i]] ^= edge;
        }
    }
}

/* Appends an edge's shape, from the node that it is entered by; returns the node at its end. */
static uint32_t add_edge(struct lines *lines, uint32_t edge, uint32_t from)
{
    const struct mlg_graph *graph = lines->graph;
    uint32_t first = graph->first_shape[edge], end = graph->first_shape[edge + 1];
    bool forward = graph->edge_tail[edge] == from;
    size_t skip = lines->n_points > lines->first[lines->n_lines]; /* where the one before ended */
    if (!mlg_reserve(&lines->point, &lines->point_capacity, lines->n_points + end - first,
                     sizeof *lines->point))
        return UINT32_MAX;
    for (size_t k = skip; k < end - first; k++)
        lines->point[lines->n_points++] = (uint32_t)(forward ? first + k : end - 1 - k);
    lines->done[edge] = true;
    return forward ? graph->edge_head[edge] : graph->edge_tail[edge];
}

/* A line from a node along an edge, as far as the way is clear. */
static bool add_line(struct lines *lines, uint32_t edge, uint32_t from)
{
    uint32_t node = from;
    do {
        node = add_edge(lines, edge, node);
        if (node == UINT32_MAX)
            return false;
        edge ^= lines->combined[node];
    } while (lines->degree[node] == 2 && !lines->done[edge]);
    if (!mlg_reserve(&lines->first, &lines->first_capacity, lines->n_lines + 2,
                     sizeof *lines->first))
        return false;
    lines->first[++lines->n_lines] = lines->n_points;
    return true;
}

/* From the nodes where lines must end, then round the rings that are left. */
static bool add_lines(struct lines *lines)
{
    const struct mlg_graph *graph = lines->graph;
    for (int rings = 0; rings < 2; rings++)
        for (uint32_t edge = 0; edge < graph->n_edges; edge++) {
            const uint32_t ends[] = {graph->edge_tail[edge], graph->edge_head[edge]};
            for (int i = 0; i < 2 && is_wanted(lines, edge); i++)
                if (!lines->done[edge] && (rings || lines->degree[ends[i]] != 2) &&
                    !add_line(lines, edge, ends[i]))
                    return false;
        }
    return true;
}

/* From the point to the line between two others, in metres; on a plane that touches the earth. */
static double offset_m(const struct mlg_graph *graph, uint32_t point, uint32_t from, uint32_t to)
{
    const double metre = MLG_RADIANS_PER_E7 * MLG_EARTH_RADIUS_M;
    double east = metre * cos(graph->shape_lat_e7[from] * MLG_RADIANS_PER_E7);
    double ax = (double)(graph->shape_lon_e7[to] - (double)graph->shape_lon_e7[from]) * east;
    double ay = (double)(graph->shape_lat_e7[to] - (double)graph->shape_lat_e7[from]) * metre;
    double bx = (double)(graph->shape_lon_e7[point] - (double)graph->shape_lon_e7[from]) * east;
    double by = (double)(graph->shape_lat_e7[point] - (double)graph->shape_lat_e7[from]) * metre;
    double square = ax * ax + ay * ay;
    double along = square > 0 ? fmin(1, fmax(0, (ax * bx + ay * by) / square)) : 0;
    return hypot(bx - along * ax, by - along * ay);
}

/* Marks what to keep between two points that are kept. Goes into the shorter half itself, so that
 * it is never deep. */
static void simplify(struct lines *lines, size_t from, size_t to, double most_m)
{
    while (to - from > 1) {
        size_t worst = from;
        double worst_m = most_m;
        for (size_t k = from + 1; k < to; k++) {
            double away_m =
                offset_m(lines->graph, lines->point[k], lines->point[from], lines->point[to]);
            if (away_m > worst_m) {
                worst_m = away_m;
                worst = k;
            }
        }
        if (worst == from)
            return;
        lines->keep[worst] = true;
        if (worst - from < to - worst) {
            simplify(lines, from, worst, most_m);
            from = worst;
        } else {
            simplify(lines, worst, to, most_m);
            to = worst;
        }
    }
}

/* Returns how many points are kept. */
static size_t simplify_all(struct lines *lines, double most_m)
{
    size_t n = 0;
    for (size_t i = 0; i < lines->n_points; i++)
        lines->keep[i] = false;
    for (size_t l = 0; l < lines->n_lines; l++) {
        lines->keep[lines->first[l]] = lines->keep[lines->first[l + 1] - 1] = true;
        simplify(lines, lines->first[l], lines->first[l + 1] - 1, most_m);
    }
    for (size_t i = 0; i < lines->n_points; i++)
        n += lines->keep[i];
    return n;
}

static struct mlg_outlines *outlines_of(const struct lines *lines, size_t n_points)
{
    struct mlg_outlines *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return NULL;
    made->first = mlg_alloc_zero(lines->n_lines + 1, sizeof *made->first);
    made->lon_deg = mlg_alloc(n_points, sizeof *made->lon_deg);
    made->lat_deg = mlg_alloc(n_points, sizeof *made->lat_deg);
    if (!made->first || !made->lon_deg || !made->lat_deg) {
        mlg_outlines_destroy(made);
        return NULL;
    }
    for (size_t l = 0; l < lines->n_lines; l++) {
        for (size_t k = lines->first[l]; k < lines->first[l + 1]; k++) {
            if (!lines->keep[k])
                continue;
            made->lon_deg[made->n_points] = lines->graph->shape_lon_e7[lines->point[k]] / 1e7;
            made->lat_deg[made->n_points++] = lines->graph->shape_lat_e7[lines->point[k]] / 1e7;
        }
        made->first[++made->n_lines] = made->n_points;
    }
    return made;
}

static bool lines_init(struct lines *lines, const struct mlg_graph *graph, const bool *wanted)
{
    *lines = (struct lines){
        .graph = graph,
        .wanted = wanted,
        .degree = mlg_alloc_zero(graph->n_nodes, sizeof *lines->degree),
        .combined = mlg_alloc_zero(graph->n_nodes, sizeof *lines->combined),
        .done = mlg_alloc_zero(graph->n_edges, sizeof *lines->done),
    };
    if (!lines->degree || !lines->combined || !lines->done ||
        !mlg_reserve(&lines->first, &lines->first_capacity, 1, sizeof *lines->first))
        return false;
    lines->first[0] = 0;
    count_ends(lines);
    if (!add_lines(lines))
        return false;
    lines->keep = mlg_alloc(lines->n_points, sizeof *lines->keep);
    return lines->keep;
}

static void lines_finish(struct lines *lines)
{
    free(lines->point);
    free(lines->first);
    free(lines->keep);
    free(lines->degree);
    free(lines->combined);
    free(lines->done);
}

enum mlg_status mlg_road_sketch(const struct mlg_graph *graph, const bool *wanted,
                                size_t max_points, struct mlg_outlines **sketch,
                                struct mlg_error *err)
{
    struct lines lines;
    enum mlg_status status = MLG_OK;
    struct mlg_outlines *made = NULL;
    if (!lines_init(&lines, graph, wanted)) {
        status = mlg_fail_memory(err, "the roads of a map", graph->n_edges * sizeof(uint32_t));
    } else if (lines.n_lines > 0) {
        double most_m = FIRST_M;
        size_t n = simplify_all(&lines, most_m);
        while (n > max_points && most_m * 2 <= LAST_M)
            n = simplify_all(&lines, most_m *= 2);
        made = n <= max_points ? outlines_of(&lines, n) : NULL;
        if (n <= max_points && !made)
            status = mlg_fail_memory(err, "the roads of a map", n * 2 * sizeof(double));
    }
    lines_finish(&lines);
    if (status == MLG_OK)
        *sketch = made;
    return status;
}
