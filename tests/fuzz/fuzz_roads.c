/* Road files, from the bytes to a search on the graph. ENDING says which format. */
#include "base/status.h"
#include "input.h"
#include "network/graph/graph.h"
#include "network/profiles/profile.h"
#include "network/search/search.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* libosmium leaves a file open that it refuses: the next thousand would find no descriptor. */
static void close_left_open(const char *path)
{
    struct stat file, other;
    if (stat(path, &file) != 0)
        return;
    for (int fd = 3; fd < 64; fd++)
        if (fstat(fd, &other) == 0 && other.st_dev == file.st_dev && other.st_ino == file.st_ino)
            close(fd);
}

static void use(const struct mlg_graph *graph)
{
    struct mlg_error err = {0};
    struct mlg_snap snaps[2];
    struct mlg_search *search;
    uint16_t time_ds[2];
    const uint32_t last = graph->n_nodes - 1;
    const int32_t lon_e7[] = {graph->node_lon_e7[0], graph->node_lon_e7[last]};
    const int32_t lat_e7[] = {graph->node_lat_e7[0], graph->node_lat_e7[last]};
    if (mlg_snap_points(graph, 2, lon_e7, lat_e7, 1000, 1, NULL, snaps, &err) != MLG_OK ||
        mlg_search_create(graph, &search, &err) != MLG_OK)
        return;
    mlg_search_times(search, &snaps[0], snaps, 2, MLG_LONGER, MLG_MAX_BOUND_DS, time_ds);
    mlg_search_destroy(search);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct mlg_profile *car;
    struct mlg_error err = {0};
    struct mlg_graph *graph;
    if (!car && mlg_profile_load("car", &car, &err) != MLG_OK)
        abort();
    const char *path = fuzz_file(data, size, ENDING);
    if (mlg_graph_read(&path, 1, car, NULL, &graph, &err) != MLG_OK) {
        close_left_open(path);
        return 0;
    }
    use(graph);
    mlg_graph_destroy(graph);
    return 0;
}
