/* The hand-written road files of tests/network/osm, and what a graph made of them says.
 *
 * Their node n stands at latitude 50 + 0.01 x (n / 10), longitude 2 + 0.01 x (n % 10): 10, 11, 12 …
 * lie on one row, about 715 m apart; 20 is 1,112 m north of 10.
 */
#ifndef MLG_TESTS_ROAD_FIXTURE_H
#define MLG_TESTS_ROAD_FIXTURE_H

#include "network/graph/graph.h"
#include "network/profiles/profile.h"

/* "<MAILLAGE_SOURCE>/tests/network/osm/<name>.osm"; static memory, good for the next four calls. */
const char *osm_path(const char *name);
struct mlg_profile *load_profile(const char *name);
/* The graph of one file; fails the test where it cannot be read. Destroy with mlg_graph_destroy. */
struct mlg_graph *read_roads(const char *name, const char *profile);
/* Tries to read any one file by the car's profile. */
enum mlg_status try_roads(const char *path, struct mlg_graph **graph, struct mlg_error *err);

/* Writes a file of its own with this content and ending (".osm") into the temporary folder;
 * returns its path (temporary_path). */
const char *write_temporary(const char *ending, const void *content, size_t length);

int32_t lon_of(int node);
int32_t lat_of(int node);

/* The shortest time between two nodes of the file, deciseconds, or MLG_CLOSED; both must be
 * junctions or ends of roads. By relaxing all arcs until nothing changes. */
uint32_t time_between(const struct mlg_graph *graph, int from, int to);
/* The speed that this is on a straight line, km/h; 0 = no way. */
double kmh(const struct mlg_graph *graph, int from, int to);
/* What it takes beyond driving that straight line at a speed, in whole deciseconds. */
int64_t delay_ds(const struct mlg_graph *graph, int from, int to, double at_kmh);
/* How many graph nodes stand where node n of the file is. */
unsigned nodes_at(const struct mlg_graph *graph, int node);

/* Checks a speed to a half percent: arcs are rounded to a tenth of a second. */
#define ck_kmh(graph, from, to, expected)                                                          \
    do {                                                                                           \
        ck_assert_double_le(kmh(graph, from, to), 1.005 * (expected));                             \
        ck_assert_double_ge(kmh(graph, from, to), 0.995 * (expected));                             \
    } while (0)

#endif
