#include "scenarios/report/page_roads.h"

#include "network/graph/road_sketch.h"
#include "scenarios/travel/scenario_roads.h"

#include <string.h>

enum { MOST_POINTS = 24000, MOST_CLASSES = 5 };

/* The highway classes of each level, as profiles name them. */
static const char *const classes[MLG_ROAD_LEVELS][MOST_CLASSES] = {
    {"motorway", "trunk"},
    {"primary"},
    {"secondary"},
    {"tertiary"},
    {"unclassified", "residential", "living_street", "pedestrian", "cycleway"},
};

static bool is_of_level(const char *name, size_t level)
{
    for (size_t k = 0; k < MOST_CLASSES && classes[level][k]; k++)
        if (strcmp(classes[level][k], name) == 0)
            return true;
    return false;
}

static enum mlg_status sketch_level(const struct mlg_scenario_roads *roads, size_t level,
                                    struct mlg_outlines **sketch, struct mlg_error *err)
{
    bool wanted[MLG_MAX_ROAD_CLASSES] = {false};
    for (size_t c = 0; c < mlg_profile_n_classes(roads->profile); c++)
        wanted[c] = is_of_level(mlg_profile_class_name(roads->profile, c), level);
    return mlg_road_sketch(roads->graph, wanted, MOST_POINTS, sketch, err);
}

enum mlg_status mlg_page_roads_read(const struct mlg_scenario *scenario,
                                    const struct mlg_monitor *monitor, struct mlg_outlines **level,
                                    struct mlg_error *err)
{
    struct mlg_scenario_roads roads;
    memset(level, 0, MLG_ROAD_LEVELS * sizeof(struct mlg_outlines *));
    if (scenario->n_roads == 0)
        return MLG_OK;
    enum mlg_status status = mlg_scenario_roads_read(scenario, NULL, 0, monitor, &roads, err);
    if (status != MLG_OK)
        return status;
    for (size_t l = 0; l < MLG_ROAD_LEVELS && status == MLG_OK; l++)
        status = sketch_level(&roads, l, &level[l], err);
    mlg_scenario_roads_finish(&roads);
    return status;
}

void mlg_page_roads_finish(struct mlg_outlines **level)
{
    for (size_t l = 0; l < MLG_ROAD_LEVELS; l++)
        mlg_outlines_destroy(level[l]);
}
