#include "network/graph/distance.h"
#include "network/graph/snap_index.h"

#include <math.h>

/* A search from one point: metres east and north of it. */
struct query {
    const struct mlg_snap_index *index;
    int32_t lon_e7, lat_e7;
    double m_per_lon, m_per_lat; /* per 10^-7 degree */
    unsigned kinds;
    struct mlg_foot best;
};

static double east_m(const struct query *query, int32_t lon_e7)
{
    return ((double)lon_e7 - query->lon_e7) * query->m_per_lon;
}

static double north_m(const struct query *query, int32_t lat_e7)
{
    return ((double)lat_e7 - query->lat_e7) * query->m_per_lat;
}

/* The squared distance to the nearest place of a box. */
static double square_to_box(const struct query *query, const struct mlg_box *box)
{
    double x = fmax(0, fmax(east_m(query, box->west_e7), -east_m(query, box->east_e7)));
    double y = fmax(0, fmax(north_m(query, box->south_e7), -north_m(query, box->north_e7)));
    return x * x + y * y;
}

static bool is_better(const struct mlg_foot *foot, const struct mlg_foot *than)
{
    if (foot->square_m != than->square_m)
        return foot->square_m < than->square_m;
    return foot->edge != than->edge ? foot->edge < than->edge : foot->shape < than->shape;
}

/* Projects the point on the segment from point s of the shapes to the next. */
static struct mlg_foot foot_on(const struct query *query, uint32_t edge, uint32_t s)
{
    const struct mlg_graph *graph = query->index->graph;
    double ax = east_m(query, graph->shape_lon_e7[s]), ay = north_m(query, graph->shape_lat_e7[s]);
    double bx = east_m(query, graph->shape_lon_e7[s + 1]);
    double by = north_m(query, graph->shape_lat_e7[s + 1]);
    double dx = bx - ax, dy = by - ay, square = dx * dx + dy * dy;
    double share = square > 0 ? -(ax * dx + ay * dy) / square : 0;
    if (share >= 1)
        return (struct mlg_foot){edge, s, 1, bx * bx + by * by};
    if (share <= 0)
        return (struct mlg_foot){edge, s, 0, ax * ax + ay * ay};
    double x = ax + share * dx, y = ay + share * dy;
    return (struct mlg_foot){edge, s, share, x * x + y * y};
}

static void visit_leaf(struct query *query, const struct mlg_leaf *leaf)
{
    if (!(leaf->kind & query->kinds))
        return;
    for (uint32_t s = leaf->first; s < leaf->first + leaf->n; s++) {
        struct mlg_foot foot = foot_on(query, leaf->edge, s);
        if (is_better(&foot, &query->best))
            query->best = foot;
    }
}

/* Visits what a box holds, the nearest part first; what is further than the best is passed over. */
static void visit(struct query *query, int level, size_t i)
{
    const struct mlg_snap_index *index = query->index;
    if (level == 0) {
        visit_leaf(query, &index->leaf[i]);
        return;
    }
    size_t n_below = index->first_box[level] - index->first_box[level - 1], child[MLG_TREE_FAN_OUT];
    double square[MLG_TREE_FAN_OUT];
    int n = 0;
    for (size_t c = i * MLG_TREE_FAN_OUT; c < (i + 1) * MLG_TREE_FAN_OUT && c < n_below; c++) {
        double here = square_to_box(query, &index->box[index->first_box[level - 1] + c]);
        if (here > query->best.square_m)
            continue;
        int at = n++;
        for (; at > 0 && square[at - 1] > here; at--) {
            square[at] = square[at - 1];
            child[at] = child[at - 1];
        }
        square[at] = here;
        child[at] = c;
    }
    for (int k = 0; k < n && square[k] <= query->best.square_m; k++)
        visit(query, level - 1, child[k]);
}

struct mlg_foot mlg_snap_index_nearest(const struct mlg_snap_index *index, int32_t lon_e7,
                                       int32_t lat_e7, unsigned kinds, double max_m)
{
    double m_per_e7 = MLG_EARTH_RADIUS_M * MLG_RADIANS_PER_E7;
    struct query query = {.index = index,
                          .lon_e7 = lon_e7,
                          .lat_e7 = lat_e7,
                          .m_per_lat = m_per_e7,
                          .m_per_lon = m_per_e7 * cos(lat_e7 * MLG_RADIANS_PER_E7),
                          .kinds = kinds,
                          .best = {.edge = MLG_NO_EDGE, .square_m = max_m * max_m}};
    if (index->n_leaves > 0)
        visit(&query, index->n_levels - 1, 0);
    return query.best;
}
