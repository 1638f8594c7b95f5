#include "network/graph/density.h"

#include "base/memory.h"
#include "network/graph/distance.h"
#include "network/graph/radix.h"
#include "network/profiles/profile_rules.h"

#include <math.h>
#include <stdlib.h>

static const double cell_m = 500;
static const double window_km2 = 2.25; /* 3 x 3 cells */
enum { BRANCHES = 3 /* of a junction, at least */ };

/* Rows of the grid have cells of their own width: as many metres at each latitude. */
static int32_t row_of(int32_t lat_e7)
{
    return (int32_t)floor(lat_e7 * MLG_RADIANS_PER_E7 * MLG_EARTH_RADIUS_M / cell_m);
}

static double m_per_e7(int32_t row)
{
    double lat = (row + 0.5) * cell_m / MLG_EARTH_RADIUS_M;
    return MLG_RADIANS_PER_E7 * MLG_EARTH_RADIUS_M * fmax(1e-6, cos(lat));
}

static int32_t column_of(int32_t row, double lon_e7)
{
    return (int32_t)floor(lon_e7 * m_per_e7(row) / cell_m);
}

/* Cells in the order of their rows, then of their columns. */
static uint64_t key_of(int32_t row, int32_t column)
{
    return (uint64_t)((int64_t)row + INT32_MAX) << 32 | (uint64_t)((int64_t)column + INT32_MAX);
}

/* Counts the segments of counting classes at each node, as far as BRANCHES. */
static void count_branches(const struct mlg_chains *chains, uint8_t *branches)
{
    const struct mlg_roads *roads = chains->roads;
    for (uint32_t r = 0; r + 1 < roads->n_refs; r++) {
        uint8_t class = roads->road[chains->road_of[r]].road_class;
        if (!chains->segment_flags[r] || !roads->calibration->counts[class])
            continue;
        for (uint32_t end = r; end <= r + 1; end++)
            branches[roads->ref[end]] += branches[roads->ref[end]] < BRANCHES;
    }
}

/* The cells of all junctions, sorted; *keys: caller frees. */
static enum mlg_status list_junctions(const struct mlg_chains *chains, struct mlg_keyed **keys,
                                      size_t *n_keys, struct mlg_error *err)
{
    const struct mlg_roads *roads = chains->roads;
    uint8_t *branches = mlg_alloc_zero(roads->n_nodes, sizeof *branches);
    if (!branches)
        return mlg_fail_memory(err, "junctions", roads->n_nodes);
    count_branches(chains, branches);
    size_t n = 0;
    for (size_t v = 0; v < roads->n_nodes; v++)
        n += branches[v] == BRANCHES;
    struct mlg_keyed *list = mlg_alloc(n, sizeof *list);
    enum mlg_status status = list ? MLG_OK : mlg_fail_memory(err, "junctions", n * sizeof *list);
    n = 0;
    for (size_t v = 0; list && v < roads->n_nodes; v++) {
        int32_t row = row_of(roads->lat_e7[v]);
        if (branches[v] == BRANCHES)
            list[n++] = (struct mlg_keyed){key_of(row, column_of(row, roads->lon_e7[v])), 0};
    }
    free(branches);
    if (status == MLG_OK)
        status = mlg_radix_sort(list, n, err);
    if (status == MLG_OK) {
        *keys = list;
        *n_keys = n;
    } else {
        free(list);
    }
    return status;
}

/* How many of the sorted keys are smaller. */
static size_t count_below(const struct mlg_keyed *keys, size_t n_keys, uint64_t key)
{
    size_t low = 0, high = n_keys;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keys[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Junctions in the 3 x 3 cells around the middle of a cell. */
static size_t count_around(const struct mlg_keyed *keys, size_t n_keys, int32_t row, double lon_e7)
{
    size_t count = 0;
    for (int32_t near = row - 1; near <= row + 1; near++) {
        int32_t column = column_of(near, lon_e7);
        count += count_below(keys, n_keys, key_of(near, column + 2)) -
                 count_below(keys, n_keys, key_of(near, column - 1));
    }
    return count;
}

/* Along the roads, whose nodes are mostly in the cell of the node before. */
static void mark_nodes(const struct mlg_roads *roads, const struct mlg_keyed *keys, size_t n_keys)
{
    double least = roads->calibration->urban_per_km2 * window_km2;
    uint64_t cell = UINT64_MAX;
    bool is_urban = false;
    for (size_t r = 0; r < roads->n_refs; r++) {
        uint32_t node = roads->ref[r];
        if (!(roads->node_flags[node] & MLG_NODE_LOCATED))
            continue;
        int32_t row = row_of(roads->lat_e7[node]), column = column_of(row, roads->lon_e7[node]);
        if (key_of(row, column) != cell) {
            double middle_e7 = (column + 0.5) * cell_m / m_per_e7(row);
            cell = key_of(row, column);
            is_urban = (double)count_around(keys, n_keys, row, middle_e7) >= least;
        }
        if (is_urban)
            roads->node_flags[node] |= MLG_NODE_URBAN;
    }
}

enum mlg_status mlg_density_mark(const struct mlg_chains *chains, struct mlg_error *err)
{
    struct mlg_keyed *keys = NULL;
    size_t n_keys = 0;
    if (chains->roads->calibration->urban_per_km2 <= 0)
        return MLG_OK;
    enum mlg_status status = list_junctions(chains, &keys, &n_keys, err);
    if (status == MLG_OK)
        mark_nodes(chains->roads, keys, n_keys);
    free(keys);
    return status;
}
