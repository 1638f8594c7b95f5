#include "network/graph/route_line.h"

#include "base/memory.h"
#include "network/graph/distance.h"

static enum mlg_status add_point(struct mlg_route_line *line, int32_t lon_e7, int32_t lat_e7,
                                 struct mlg_error *err)
{
    struct mlg_route *route = line->route;
    size_t n = route->n_points;
    if (n && route->lon_e7[n - 1] == lon_e7 && route->lat_e7[n - 1] == lat_e7)
        return MLG_OK;
    if (!mlg_reserve(&route->lon_e7, &line->lon_capacity, n + 1, sizeof *route->lon_e7) ||
        !mlg_reserve(&route->lat_e7, &line->lat_capacity, n + 1, sizeof *route->lat_e7))
        return mlg_fail_memory(err, "the line of a route", (n + 1) * 8);
    if (n) {
        double length_m =
            mlg_distance_m(route->lon_e7[n - 1], route->lat_e7[n - 1], lon_e7, lat_e7);
        route->steps[route->n_steps - 1].length_m += length_m;
        route->length_m += length_m;
    }
    route->lon_e7[n] = lon_e7;
    route->lat_e7[n] = lat_e7;
    route->n_points++;
    return MLG_OK;
}

/* Draws the shape of the edge between the two places of a stretch. */
static enum mlg_status draw(struct mlg_route_line *line, const struct mlg_stretch *stretch,
                            struct mlg_error *err)
{
    const struct mlg_graph *graph = line->graph;
    const struct mlg_snap *from = stretch->from, *to = stretch->to;
    int64_t first = graph->first_shape[stretch->edge];
    int64_t last = (int64_t)graph->first_shape[stretch->edge + 1] - 1;
    int64_t step = stretch->backward ? -1 : 1;
    int64_t s = stretch->backward ? last : first, end = stretch->backward ? first : last;
    if (from)
        s = (int64_t)from->shape + !stretch->backward;
    if (to)
        end = (int64_t)to->shape + stretch->backward;
    enum mlg_status status = MLG_OK;
    if (from)
        status = add_point(line, from->foot_lon_e7, from->foot_lat_e7, err);
    for (; status == MLG_OK && (end - s) * step >= 0; s += step)
        status = add_point(line, graph->shape_lon_e7[s], graph->shape_lat_e7[s], err);
    if (to && status == MLG_OK)
        status = add_point(line, to->foot_lon_e7, to->foot_lat_e7, err);
    return status;
}

static bool is_nothing(const struct mlg_route_step *step)
{
    return step->time_ds == 0 && step->length_m == 0;
}

static bool goes_on(const struct mlg_route_line *line, uint32_t edge)
{
    const struct mlg_route *route = line->route;
    if (!route->n_steps)
        return false;
    const struct mlg_route_step *last = &route->steps[route->n_steps - 1];
    return last->name == line->graph->edge_name[edge] &&
           last->road_class == line->graph->edge_class[edge];
}

/* A first step of nothing, of a way that begins at a junction, gives way. */
static enum mlg_status begin_step(struct mlg_route_line *line, uint32_t edge, struct mlg_error *err)
{
    struct mlg_route *route = line->route;
    if (!mlg_reserve(&route->steps, &line->step_capacity, route->n_steps + 2, sizeof *route->steps))
        return mlg_fail_memory(err, "the steps of a route",
                               (route->n_steps + 2) * sizeof *route->steps);
    if (route->n_steps == 1 && is_nothing(&route->steps[0]))
        route->n_steps = 0;
    route->steps[route->n_steps++] = (struct mlg_route_step){
        .name = line->graph->edge_name[edge],
        .road_class = line->graph->edge_class[edge],
        .first_point = route->n_points ? route->n_points - 1 : 0,
    };
    return MLG_OK;
}

enum mlg_status mlg_route_line_add(struct mlg_route_line *line, const struct mlg_stretch *stretch,
                                   struct mlg_error *err)
{
    struct mlg_route *route = line->route;
    enum mlg_status status = MLG_OK;
    if (!goes_on(line, stretch->edge))
        status = begin_step(line, stretch->edge, err);
    if (status == MLG_OK)
        status = draw(line, stretch, err);
    if (status != MLG_OK)
        return status;
    struct mlg_route_step *last = &route->steps[route->n_steps - 1];
    last->time_ds += stretch->time_ds;
    if (route->n_steps > 1 && is_nothing(last))
        route->n_steps--;
    route->steps[route->n_steps] = (struct mlg_route_step){.first_point = route->n_points - 1};
    return MLG_OK;
}
